//! W022: what becomes of pending matters is said for each version after the first.
//!
//! Before the first version no law is in force, so nothing can be pending when it begins.

use crate::finding::Finding;
use crate::tree::Tree;

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let later = tree.versions.iter().skip(1);
    let unsaid = later.filter(|version| version.pending.is_none());
    unsaid
        .map(|version| {
            let name = &version.name;
            let text =
                format!("what becomes of matters posted before the version `{name}` is not said");
            let help = "write `pending keep-old`, `switch`, or `keep-old-unless-milder`, which \
                        nobody can be worse off by";
            floor("W022", name.span, text, help)
        })
        .collect()
}
