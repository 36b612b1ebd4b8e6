//! The names in versions: what they replace, add and take away.

use crate::near;
use crate::tree::{Name, Rule, Version};

use super::every::{self, Called};
use super::{Names, matter};

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    let mut before = every::base(tree);
    for version in &tree.versions {
        names.cite(&version.cite);
        version
            .changes
            .iter()
            .for_each(|change| matter::change(names, change));
        kinds(names, version);
        let put = put_in(names, version);
        for repeal in &version.repeals {
            let node = repeal.node.as_str();
            let is_it = |it: &&Called<'_>| it.node == node && it.name == repeal.name.as_str();
            if put.iter().any(|it| is_it(&it)) {
                let text = format!(
                    "the {node} `{}` is put in and repealed at once",
                    repeal.name
                );
                names.mistaken(&repeal.name, text, "keep one of them");
            } else if !before.iter().any(|it| is_it(&it)) {
                nothing_to_repeal(names, &before, node, &repeal.name);
            }
            before.retain(|it| !is_it(&it));
        }
        for rule in put {
            before.retain(|it| it.node != rule.node || it.name != rule.name);
            before.push(rule);
        }
    }
}

/// An instrument stays what it is: a test never becomes a summons, nor a summons a test.
fn kinds(names: &mut Names<'_>, version: &Version) {
    for rule in &version.rules {
        let Rule::Instrument(paper) = rule else {
            continue;
        };
        let first = names
            .every
            .instruments
            .iter()
            .find(|it| it.name == paper.name);
        if first.is_some_and(|first| first.kind != paper.kind) {
            let text = format!("`{}` is of another kind in an earlier version", paper.name);
            let help = "keep its kind, or give the new instrument a name of its own";
            names.mistaken(&paper.name, text, help);
        }
    }
}

/// The rules that a version puts in, each of which may stand in it once.
fn put_in<'t>(names: &mut Names<'t>, version: &'t Version) -> Vec<Called<'t>> {
    let mut put: Vec<Called<'t>> = Vec::new();
    for rule in version.rules.iter().map(every::called) {
        if put
            .iter()
            .any(|it| it.node == rule.node && it.name == rule.name)
        {
            let text = format!(
                "a second {} `{}` in the version `{}`",
                rule.node, rule.name, version.name
            );
            names.mistaken(rule.at, text, "keep one of them");
        }
        put.push(rule);
    }
    put
}

fn nothing_to_repeal(names: &mut Names<'_>, before: &[Called<'_>], node: &str, name: &Name) {
    let known: Vec<&str> = before
        .iter()
        .filter(|it| it.node == node)
        .map(|it| it.name)
        .collect();
    let text = format!("there is no {node} `{name}` in the version before to repeal");
    let help = near::help(name.as_str(), known.iter().copied());
    let help = help.unwrap_or_else(|| format!("the version before has no {node}"));
    names.mistaken(name, text, &help);
}
