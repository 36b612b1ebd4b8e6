//! W002: names resolve, once each.

mod example;
mod matter;
mod rule;
mod twice;

use crate::finding::Finding;
use crate::near;
use crate::tree::{Name, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut names = Names {
        tree,
        findings: Vec::new(),
    };
    twice::check(&mut names);
    rule::check(&mut names);
    matter::check(&mut names);
    example::check(&mut names);
    names.findings
}

/// What a regime declares, and which words found nothing there.
struct Names<'t> {
    tree: &'t Tree,
    findings: Vec<Finding>,
}

impl<'t> Names<'t> {
    /// Says that a word is wrong, with the nearest right one.
    fn wrong<'w>(
        &mut self,
        word: &Name,
        text: String,
        known: impl IntoIterator<Item = &'w str> + Clone,
    ) {
        let mut finding = Finding::unknown(word.span, text);
        finding.help = near::help(word.as_str(), known);
        self.findings.push(finding);
    }

    /// Says that a word is wrong, and what to do.
    fn mistaken(&mut self, word: &Name, text: String, help: &str) {
        self.findings
            .push(Finding::unknown(word.span, text).with_help(help));
    }

    /// Checks that a word names one of these.
    fn resolve<'w>(
        &mut self,
        word: &Name,
        what: &str,
        known: impl IntoIterator<Item = &'w Name> + Clone,
    ) {
        if known.clone().into_iter().all(|name| name != word) {
            let known: Vec<&str> = known.into_iter().map(Name::as_str).collect();
            let text = format!("there is no {what} `{word}`");
            let none = known.is_empty();
            self.wrong(word, text, known);
            if let (true, Some(finding)) = (none, self.findings.last_mut()) {
                finding.help = Some(format!("the pack declares no {what} at all"));
            }
        }
    }

    fn category(&mut self, word: &Name) {
        let tree = self.tree;
        self.resolve(word, "category", tree.categories.iter().map(|it| &it.name));
    }

    fn instrument(&mut self, word: &Name) {
        let tree = self.tree;
        self.resolve(
            word,
            "instrument",
            tree.instruments.iter().map(|it| &it.name),
        );
    }

    fn channel(&mut self, word: &Name) {
        let tree = self.tree;
        self.resolve(word, "channel", tree.channels.iter().map(|it| &it.name));
    }

    fn measure(&mut self, word: &Name) {
        let tree = self.tree;
        self.resolve(word, "measure", tree.effects.iter().map(|it| &it.measure));
    }

    /// A stage of any lifecycle.
    fn stage(&mut self, word: &Name) {
        let stages = self.tree.lifecycles.iter().flat_map(|it| &it.stages);
        self.resolve(word, "stage", stages.map(|it| &it.name));
    }

    fn cite(&mut self, cite: &[Name]) {
        let tree = self.tree;
        let known = tree.sources.iter().map(|it| &it.name);
        let known: Vec<&Name> = known
            .chain(tree.assumptions.iter().map(|it| &it.name))
            .collect();
        for word in cite {
            self.resolve(word, "source or assumption", known.iter().copied());
        }
    }
}
