//! W016: one measure, one asker, one purpose, and no measure that blocks the means to comply.

use crate::finding::Finding;
use crate::tree::{Effect, Tree};

use super::floor;
use super::wording::{Matter, touched_by, words};

/// What a person needs in order to come: no measure may block it.
pub const MEANS_TO_COMPLY: &[Matter] = &[
    Matter {
        what: "identity papers",
        words: &[
            "identity",
            "id card",
            "internal passport",
            "residence permit",
            "civil status",
        ],
    },
    Matter {
        what: "travel to the office",
        words: &[
            "public transport",
            "domestic travel",
            "travel within",
            "travel inside",
            "bus",
            "train",
            "railway",
            "tram",
            "metro",
            "taxi",
            "fuel",
        ],
    },
    Matter {
        what: "access to the portal",
        words: &["portal", "e-id", "login", "electronic account"],
    },
    Matter {
        what: "a bank account",
        words: &[
            "bank account",
            "account holder",
            "bank card",
            "payment",
            "wage",
            "salary",
        ],
    },
    Matter {
        what: "a telephone",
        words: &["phone", "telephone", "sim", "sim card", "mobile"],
    },
];

/// Words that, alone or together, name no one desk.
const EVERYONE: &[&str] = &[
    "administration",
    "agency",
    "agencie",
    "all",
    "any",
    "anybody",
    "anyone",
    "authoritie",
    "authority",
    "body",
    "desk",
    "each",
    "every",
    "everybody",
    "everyone",
    "government",
    "office",
    "public",
    "state",
    "whoever",
];

/// Words that join several into one, wherever they stand in the name of a desk.
const SEVERAL: &[&str] = &[
    "all", "and", "any", "both", "each", "every", "or", "plus", "several",
];

/// Words that, alone or together, name no one purpose.
const EVERYTHING: &[&str] = &[
    "a",
    "all",
    "any",
    "anything",
    "appropriate",
    "be",
    "deemed",
    "everything",
    "general",
    "is",
    "it",
    "matter",
    "may",
    "necessary",
    "need",
    "needed",
    "of",
    "other",
    "purpose",
    "required",
    "requires",
    "require",
    "something",
    "that",
    "the",
    "thing",
    "various",
    "what",
    "whatever",
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, effect) in tree.effects.iter().enumerate() {
        findings.extend(one_purpose(effect));
        let before = tree.effects.iter().take(index);
        findings.extend(asked_twice(effect, before));
        if let Some((what, word)) = touched_by(effect, MEANS_TO_COMPLY) {
            let measure = &effect.measure;
            let text = format!("`{measure}` blocks {what} (`{word}`), which people need to comply");
            let help = "take the effect away: what is needed to come is never refused";
            findings.push(floor("W016", measure.span, text, help));
        }
    }
    findings
}

fn one_purpose(effect: &Effect) -> Vec<Finding> {
    let measure = &effect.measure;
    let finding = |text: String, help: &str| floor("W016", measure.span, text, help);
    let mut findings = Vec::new();
    let asks = &effect.asks;
    let several = words(asks.as_str());
    let several = several.iter().any(|it| SEVERAL.contains(&it.as_str()));
    if several || says_only(asks.as_str(), EVERYONE) {
        let text = format!("`{measure}` may be asked for by `{asks}`, which is no one desk");
        findings.push(finding(text, "name the one kind of desk that may ask"));
    }
    let purpose = &effect.purpose;
    if says_only(purpose, EVERYTHING) {
        let text = format!("`{measure}` may be asked for any purpose (\"{purpose}\")");
        findings.push(finding(
            text,
            "name the one purpose, as the person would call it",
        ));
    }
    let listed = purpose.contains([',', ';', '/', '&', '+'])
        || words(purpose)
            .iter()
            .any(|word| word == "and" || word == "or");
    if listed {
        let text = format!("`{measure}` has more than one purpose (\"{purpose}\")");
        findings.push(finding(
            text,
            "write an `effect` for each, or one purpose for all of it",
        ));
    }
    findings
}

/// A measure before this one that the same desk asks about for the same purpose.
fn asked_twice<'t>(
    effect: &Effect,
    mut before: impl Iterator<Item = &'t Effect>,
) -> Option<Finding> {
    let same =
        before.find(|it| it.asks == effect.asks && words(&it.purpose) == words(&effect.purpose))?;
    let measure = &effect.measure;
    let text = format!(
        "`{measure}` and `{}` are one purpose of one desk (\"{}\")",
        same.measure, effect.purpose
    );
    let help = "keep one of them: a desk asks one question and gets one answer";
    Some(floor("W016", measure.span, text, help))
}

/// Whether a text says nothing but these words.
fn says_only(text: &str, empty: &[&str]) -> bool {
    words(text)
        .iter()
        .all(|word| empty.contains(&word.as_str()))
}
