//! W026: no gap between versions.

use crate::finding::{Class, Finding};
use crate::tree::{Tree, Version};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut versions: Vec<&Version> = tree.versions.iter().collect();
    versions.sort_by_key(|version| version.from);
    let pairs = versions.iter().zip(versions.iter().skip(1));
    pairs
        .filter_map(|(before, after)| {
            let until = before.until.filter(|until| *until < after.from)?;
            let text = format!(
                "from {} until {} no version is in force: nothing holds, and no copy serves",
                until.strftime("%Y-%m-%d %H:%M"),
                after.from.strftime("%Y-%m-%d %H:%M"),
            );
            let help = format!(
                "let `{}` end when `{}` begins, if no gap is meant",
                before.name, after.name
            );
            let finding = Finding::new("W026", Class::Warning, after.name.span, text);
            Some(finding.with_help(help))
        })
        .collect()
}
