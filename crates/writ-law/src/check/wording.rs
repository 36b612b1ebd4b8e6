//! By which words a rule tells what it touches.
//!
//! Measures, desks, facts and channels are named in English, so a table of English words finds what
//! they are about. A purpose in another language is not understood, which is why the measure and the
//! desk are looked at as well.

use crate::tree::Effect;

/// Something that a rule can touch, and the words that tell so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter {
    /// What is touched, as a sentence says it.
    pub what: &'static str,
    /// The words, in the singular; several in a row where there is a space or a hyphen.
    pub words: &'static [&'static str],
}

/// What a text touches, as this table has it, and the word that tells so.
pub(super) fn touched(text: &str, table: &[Matter]) -> Option<(&'static str, &'static str)> {
    let text = words(text);
    table.iter().find_map(|matter| {
        let told = matter.words.iter().find(|word| {
            let word = words(word);
            !word.is_empty() && text.windows(word.len()).any(|here| here == word)
        });
        told.map(|word| (matter.what, *word))
    })
}

/// What an effect touches, by its measure, its desk or its purpose.
pub(super) fn touched_by(
    effect: &Effect,
    table: &[Matter],
) -> Option<(&'static str, &'static str)> {
    let said = [
        effect.measure.as_str(),
        effect.asks.as_str(),
        effect.purpose.as_str(),
    ];
    said.into_iter().find_map(|text| touched(text, table))
}

/// The words of a text in small letters, each in the singular.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|one: char| !one.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| match word.strip_suffix('s') {
            Some(one) if one.chars().count() > 2 => one.to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPERS: &[Matter] = &[Matter {
        what: "papers",
        words: &["id card", "papers", "bus"],
    }];

    #[test]
    fn a_text_touches_what_its_words_name_and_no_more() {
        for text in [
            "ID-cards",
            "renewal of an id card",
            "id_card",
            "Papers",
            "the bus",
        ] {
            assert_eq!(
                touched(text, PAPERS).map(|(what, _)| what),
                Some("papers"),
                "{text}"
            );
        }
        for text in ["id", "card id", "wallpapers", "business", "abuse", ""] {
            assert_eq!(touched(text, PAPERS), None, "{text}");
        }
    }
}
