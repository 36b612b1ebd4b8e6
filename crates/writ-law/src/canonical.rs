//! The canonical form of a regime, and its digest.
//!
//! The canonical form is the JSON of the typed tree: keys sorted, no white space, no places. So the
//! prose of a pack, its layout and its comments are no part of the law, and the order of rules is
//! one only within a family, where it has a meaning (stages, disputes, the order of measures).

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::tree::Tree;

/// The canonical form of a tree.
///
/// ```
/// use writ_law::{canonical, pack::PackText, skeleton, syntax, tree::Domain};
/// let text = skeleton::skeleton("mine", Domain::Jury);
/// let bare = PackText::of_file("mine", "regime.md", &text);
/// let prose = PackText::of_file("mine", "regime.md", &format!("Another word.\n\n{text}"));
/// let canonical = |pack| canonical::canonical(&syntax::read(&pack).unwrap());
/// assert_eq!(canonical(bare), canonical(prose));
/// ```
#[must_use]
pub fn canonical(tree: &Tree) -> String {
    #[expect(
        clippy::expect_used,
        reason = "a wrong digest would be worse than no program"
    )]
    // INVARIANT: a tree holds words, numbers, lists and named fields, which JSON can all say.
    let value = serde_json::to_value(tree).expect("a tree is JSON");
    json(&value)
}

/// The SHA-256 of a canonical form, in hexadecimal.
///
/// ```
/// use writ_law::canonical::digest;
/// assert!(digest("").starts_with("e3b0c44298fc1c14"));
/// ```
#[must_use]
pub fn digest(canonical: &str) -> String {
    Sha256::digest(canonical.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The canonical form of any JSON value, in the manner of RFC 8785: keys sorted, no white space.
///
/// ```
/// let value = serde_json::json!({"b": [1, true], "a": null});
/// assert_eq!(writ_law::canonical::json(&value), r#"{"a":null,"b":[1,true]}"#);
/// ```
#[must_use]
pub fn json(value: &Value) -> String {
    let mut text = String::with_capacity(512);
    write(value, &mut text);
    text
}

/// Writes a value with its keys sorted: whether `serde_json` sorts them depends on what else is
/// built with it.
fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (index, (key, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                quoted(key, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(value, text);
            }
            text.push(']');
        }
        Value::String(word) => quoted(word, text),
        other => text.push_str(&other.to_string()),
    }
}

/// Writes a word in its quotes. Most need nothing escaped, and are written as they stand.
fn quoted(word: &str, text: &mut String) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if word.bytes().all(is_plain) {
        text.push('"');
        text.push_str(word);
        text.push('"');
    } else {
        text.push_str(&Value::from(word).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::format;
    use crate::pack::PackText;
    use crate::syntax;

    const EXAMPLE: &str = include_str!("../tests/packs/example.md");

    fn digest_of(text: &str) -> String {
        let pack = PackText::of_file("test", "regime.md", text);
        digest(&canonical(&syntax::read(&pack).unwrap()))
    }

    #[test]
    fn words_are_quoted_as_json_quotes_them() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            for word in [letter.to_string(), format!("a{letter}b")] {
                let value = serde_json::json!({ word.clone(): word });
                assert_eq!(json(&value), value.to_string(), "{letter:?}");
            }
        }
    }

    #[test]
    fn what_is_not_law_changes_no_digest() {
        let law = digest_of(EXAMPLE);
        let formatted = format(&PackText::of_file("test", "regime.md", EXAMPLE)).unwrap();
        assert_eq!(digest_of(&formatted.files[0].text), law);
        assert_eq!(digest_of(&EXAMPLE.replacen("Everything", "All", 1)), law);
        assert_eq!(
            digest_of(&EXAMPLE.replacen("// day 20", "// on day 20", 1)),
            law
        );
        assert_eq!(
            digest_of(&EXAMPLE.replacen("\"conscript\"", "conscript", 1)),
            law
        );
        // A rule that moves among those of other kinds, and into a block of its own.
        let version = "version \"2023-04\" { in-force from=\"2023-04-14T00:00\"; pending keep-old-unless-milder }\n";
        assert!(EXAMPLE.contains(version));
        let moved = EXAMPLE.replacen(version, "", 1) + "\n```writ\n" + version + "```\n";
        assert_eq!(digest_of(&moved), law);
    }

    #[test]
    fn what_is_law_changes_the_digest() {
        let law = digest_of(EXAMPLE);
        for (old, new) in [
            ("n=20", "n=21"),
            ("is sex male", "is-not sex female"),
            ("decided automatic", "decided officer"),
            ("from=appear-at", "from=posted"),
            ("served in-force=\"exit\"", "served"),
            ("affects=nothing", "affects=person"),
            (
                "    stage defaulted {}\n",
                "    stage defaulted {}\n    stage spare\n",
            ),
        ] {
            assert!(EXAMPLE.contains(old), "{old}");
            assert_ne!(digest_of(&EXAMPLE.replacen(old, new, 1)), law, "{new}");
        }
    }

    #[test]
    fn keys_are_sorted_and_places_left_out() {
        let pack = PackText::of_file("test", "regime.md", EXAMPLE);
        let canonical = canonical(&syntax::read(&pack).unwrap());
        assert!(
            canonical.starts_with("{\"assumptions\":[{\"affects\":["),
            "{canonical}"
        );
        assert!(!canonical.contains("span"), "{canonical}");
        let value: Value = serde_json::from_str(&canonical).unwrap();
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
