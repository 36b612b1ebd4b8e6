//! W032: a category holds somebody, and not everybody.

use crate::finding::{Class, Finding};
use crate::tree::Tree;

use super::boundary::{Range, range};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let found = tree.categories.iter().filter_map(|category| {
        let name = &category.name;
        let (text, help) = match range(tree, &[&category.when]) {
            Range::Some => return None,
            Range::Nobody => (
                format!("nobody can belong to `{name}`: its conditions exclude each other"),
                "take one of them away",
            ),
            Range::Everybody => (
                format!("everybody of whom enough is known belongs to `{name}`"),
                "say who does not, or take the conditions away that tell nobody apart",
            ),
        };
        Some(Finding::new("W032", Class::Warning, name.span, text).with_help(help))
    });
    found.collect()
}
