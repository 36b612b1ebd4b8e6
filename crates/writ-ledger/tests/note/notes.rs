//! Signed notes: what is read, and why the rest is refused.

use proptest::prelude::*;
use writ_ledger::note::{MAX_BYTES, MAX_SIGNATURES, Note, NoteError, Signature, VerifierKey};

use crate::given::{log_key, note};

const TEXT: &str = "posted:\n\na made-up notice\n";

fn signed() -> String {
    log_key("register.example", 1)
        .sign_note(TEXT)
        .unwrap()
        .to_string()
}

fn line() -> String {
    note(&signed()).signatures()[0].to_string()
}

#[test]
fn the_text_goes_up_to_the_last_empty_line() {
    assert_eq!(note(&signed()).text(), TEXT);
    assert_eq!(note(&format!("\n\n{}\n", line())).text(), "\n");
}

#[test]
fn what_is_no_note_is_refused_with_its_reason() {
    let (good, line) = (signed(), line());
    let base64 = line.rsplit(' ').next().unwrap();
    let many = "AAAAAAE=";
    let lines: String = (0..=MAX_SIGNATURES)
        .map(|number| format!("— w{number} {many}\n"))
        .collect();
    for (text, why) in [
        (String::new(), "does not end with a line end"),
        ("\n".to_owned(), "no signature block"),
        ("text\n".to_owned(), "no signature block"),
        (format!("text\n{line}\n"), "no signature block"),
        (format!("\n{line}\n"), "no signature block"),
        ("text\n\n".to_owned(), "signature block"),
        ("text\n\n\n".to_owned(), "signature block"),
        (format!("text\n\n\n{line}"), "does not end with a line end"),
        (format!("{good}\n"), "signature block"),
        (good.trim_end().to_owned(), "does not end with a line end"),
        (
            good.replace("a made-up", "a\tmade-up"),
            "control character U+0009",
        ),
        (
            good.replace("a made-up", "a\r\nmade-up"),
            "control character U+000D",
        ),
        (
            good.replace('\u{2014}', "-"),
            "line 1 of the note is malformed: it does not begin",
        ),
        (good.replace("\u{2014} ", "\u{2014}  "), "key name is empty"),
        (
            good.replace("\u{2014} ", "\u{2014}"),
            "does not begin with an em dash and a space",
        ),
        (
            good.replace("register.example ", "register.example  "),
            "canonical base64",
        ),
        (
            good.replace("register.example ", "register.example+ "),
            "key name is empty",
        ),
        (
            good.replace("register.example ", "register.\u{a0}example "),
            "key name is empty",
        ),
        (
            good.replace("register.example ", "register.example"),
            "no space after a name",
        ),
        (
            format!("{good}{line} \n"),
            "line 2 of the note is malformed",
        ),
        (format!("{good}{line}\n"), "line 2 of the note repeats"),
        (
            format!("text\n\n— a {}\n", base64.trim_end_matches('=')),
            "canonical base64",
        ),
        ("text\n\n— a AAAAAA==\n".to_owned(), "too short"),
        ("text\n\n— a AAAAAAF=\n".to_owned(), "canonical base64"),
        ("text\n\n— a \n".to_owned(), "too short"),
        (format!("text\n\n{lines}"), "more than 100 signatures"),
        ("x".repeat(MAX_BYTES + 1), "at most 1000000"),
    ] {
        let refused = Note::parse(&text).unwrap_err().to_string();
        assert!(refused.contains(why), "{text:?}: {refused}");
    }
    assert!(Note::parse(&good).is_ok());
    assert!(Note::parse("text\n\n— a AAAAAAE=\n").is_ok());
}

#[test]
fn a_note_of_sixteen_signatures_is_read() {
    let mut whole = Note::unsigned(TEXT).unwrap();
    let keys: Vec<_> = (1..=16).map(|seed| log_key("many.example", seed)).collect();
    for key in &keys {
        whole.push(key.sign(TEXT).unwrap()).unwrap();
    }
    let keys: Vec<VerifierKey> = keys.iter().map(|key| key.verifier().clone()).collect();
    assert_eq!(note(&whole.to_string()).verify(&keys).unwrap().len(), 16);
}

#[test]
fn signatures_of_others_are_passed_over_and_those_of_the_known_must_hold() {
    let (own, other) = (log_key("own.example", 1), log_key("other.example", 2));
    let keys = [own.verifier().clone()];
    let mut both = own.sign_note(TEXT).unwrap();
    both.push(other.sign(TEXT).unwrap()).unwrap();
    assert_eq!(both.verify(&keys).unwrap().len(), 1);
    // The signature of another text, under the name of the other: nobody asked for it.
    let mut odd = own.sign_note(TEXT).unwrap();
    odd.push(other.sign("another text\n").unwrap()).unwrap();
    assert_eq!(odd.verify(&keys).unwrap().len(), 1);
    // The same under the own name: the whole note is refused, though the first line holds.
    let mut forged = own.sign_note(TEXT).unwrap();
    forged.push(own.sign("another text\n").unwrap()).unwrap();
    let name = own.verifier().name().clone();
    assert_eq!(forged.verify(&keys), Err(NoteError::Forged { name }));
    assert_eq!(both.verify(&[]), Err(NoteError::Unknown));
    // Same name, another key: unknown. Same key, another name: unknown.
    for key in [log_key("own.example", 2), log_key("renamed.example", 1)] {
        let unknown = both.verify(&[key.verifier().clone()]);
        assert_eq!(unknown, Err(NoteError::Unknown));
    }
}

#[test]
fn a_note_is_not_signed_where_it_could_not_be_read() {
    let key = log_key("own.example", 1);
    for (text, why) in [
        ("no end", "does not end with a line end"),
        ("", "does not end with a line end"),
        ("a\u{0}\n", "control character U+0000"),
    ] {
        let refused = key.sign_note(text).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let repeated = key.sign(TEXT).unwrap();
    let mut signed = key.sign_note(TEXT).unwrap();
    signed.push(repeated).unwrap();
    assert_eq!(signed.signatures().len(), 1);
}

/// A text as a note may have it.
fn text() -> impl Strategy<Value = String> {
    "[^\\x00-\\x1f]{0,20}(\n[^\\x00-\\x1f]{0,20}){0,5}".prop_map(|text| text + "\n")
}

proptest! {
    #[test]
    fn notes_are_printed_as_they_are_read(
        text in text(),
        lines in prop::collection::vec(("[^\\s+\\x00-\\x1f]{1,9}", prop::collection::vec(any::<u8>(), 5..90)), 1..6),
    ) {
        use base64::Engine as _;
        let mut printed = format!("{text}\n");
        let mut seen = std::collections::BTreeSet::new();
        for (name, bytes) in lines {
            let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
            let line = format!("— {name} {base64}\n");
            if seen.insert(line.clone()) {
                printed.push_str(&line);
            }
        }
        let read = Note::parse(&printed).unwrap();
        prop_assert_eq!(read.text(), &text);
        prop_assert_eq!(read.signatures().len(), seen.len());
        prop_assert_eq!(read.to_string(), printed);
        for line in read.signatures() {
            prop_assert_eq!(&Signature::parse_line(&line.to_string()).unwrap(), line);
        }
    }

    #[test]
    fn whatever_is_read_is_printed_the_same(
        text in "([a —]|\n|\n\n|— a AAAAAAE=\n|— b AAAAAAE=\n){0,12}",
    ) {
        if let Ok(read) = Note::parse(&text) {
            prop_assert_eq!(read.to_string(), text);
        }
    }
}
