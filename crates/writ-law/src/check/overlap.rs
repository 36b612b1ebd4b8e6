//! W020: versions of the law do not overlap.

use crate::finding::Finding;
use crate::tree::{Tree, Version};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let pairs = tree.versions.iter().zip(tree.versions.iter().skip(1));
    pairs
        .filter_map(|(before, after)| of_pair(before, after))
        .collect()
}

fn of_pair(before: &Version, after: &Version) -> Option<Finding> {
    let (one, other) = (&before.name, &after.name);
    let day = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%d %H:%M").to_string();
    if after.from <= before.from {
        let text = format!(
            "version `{other}` begins on {}, not after version `{one}`, which stands before it",
            day(after.from)
        );
        let help = "write versions in the order in which they come into force";
        return Some(floor("W020", other.span, text, help));
    }
    let until = before.until.filter(|until| *until > after.from)?;
    let text = format!(
        "versions `{one}` and `{other}` are both in force from {} until {}",
        day(after.from),
        day(until)
    );
    let help = "let the earlier one end when the later one begins, or leave out its `until`";
    Some(floor("W020", other.span, text, help))
}
