use super::*;
use crate::case::Case;

/// Case by case: what is written, what is said of it, and what belongs there.
const CASES: &[(&str, &str, &str)] = &[
    ("3", "the number 3", "a case is an object such as {"),
    ("[]", "a list", "a case is an object such as {"),
    (r#""x""#, r#"the text "x""#, "a case is an object such as {"),
    (r#"{"person": 3}"#, "the number 3", "a person is an object"),
    (r#"{"person": null}"#, "null", "a person is an object"),
    (r#"{"person": []}"#, "a list", "a person is an object"),
    (r#"{"person": {"id": 3}}"#, "the number 3", "write text in"),
    (
        r#"{"person": {"id": "p", "facts": {}}}"#,
        "an object",
        "write a list",
    ),
    (
        r#"{"person": {"id": "p", "facts": [7]}}"#,
        "the number 7",
        "a fact is an object",
    ),
    (
        r#"{"person": {"id": "p", "facts": [{"value": 3}]}}"#,
        "the number 3",
        "a value is text in quotes, or a list of periods such as [{",
    ),
    (
        r#"{"person": {"id": "p", "facts": [{"value": {}}]}}"#,
        "an object",
        "a value is text in quotes",
    ),
    (
        r#"{"person": {"id": "p", "facts": [{"value": [1]}]}}"#,
        "the number 1",
        "a period is an object such as {",
    ),
    (
        r#"{"person": {"id": "p", "facts": [{"value": [{"from": 3}]}]}}"#,
        "the number 3",
        "write a date such as",
    ),
    (
        r#"{"person": {"id": "p", "facts": [{"at": true}]}}"#,
        "the word true",
        "write a time such as",
    ),
    (
        r#"{"matter": 1.5}"#,
        "the number 1.5",
        "a matter is an object",
    ),
    (
        r#"{"events": [3]}"#,
        "the number 3",
        "an event is an object",
    ),
    (
        r#"{"events": [{"kind": 3}]}"#,
        "the number 3",
        "write text in quotes",
    ),
    (
        r#"{"events": [{"kind": null}]}"#,
        "null",
        "write text in quotes",
    ),
    (
        r#"{"events": [{"attempt": -1}]}"#,
        "the number -1",
        "write a whole number",
    ),
    (
        r#"{"events": [{"attempt": "2"}]}"#,
        r#"the text "2""#,
        "write a whole number",
    ),
    (r#"{"ask": [3]}"#, "the number 3", "a point is an object"),
];

#[test]
fn what_stands_in_the_wrong_place_is_named_with_what_belongs_there() {
    for (json, found, wanted) in CASES {
        let wrong = misread(&serde_json::from_str::<Case>(json).unwrap_err());
        assert_eq!(wrong.form, Form::Json, "{json}");
        assert_eq!(wrong.said, format!("{found} stands here"), "{json}");
        let cure = wrong.cure.unwrap();
        assert!(cure.starts_with(wanted), "{json}: {cure}");
    }
}

#[test]
fn a_period_without_an_end_is_told_which_field_it_lacks() {
    let json = r#"{"person": {"id": "p", "facts": [{"value": [{"from": "2023-01-01"}]}]}}"#;
    let wrong = misread(&serde_json::from_str::<Case>(json).unwrap_err());
    assert_eq!(wrong.said, "missing field `until`");
}

#[test]
fn no_type_of_this_program_is_named() {
    let types = [
        "struct",
        "enum",
        "untagged",
        "variant",
        "u32",
        "i64",
        "f64",
        "Person",
        "FactValue",
        "Case",
        "Matter",
        "sequence",
        "map",
        "integer",
        "invalid type",
    ];
    let rows = [
        r#"{"id": 4}"#,
        r#"{"id": "a", "from": 3}"#,
        r#"{"id": "a", "n": -1}"#,
        r#"{"id": "a", "n": 1.5}"#,
        r#"{"id": "a", "n": "3"}"#,
        r#"{"id": "a", "unit": 3}"#,
        r#"{"id": "a", "weekend": "sat"}"#,
        r#"{"id": "a", "weekend": [6]}"#,
        r#"{"id": "a", "holidays": {}}"#,
        r#"{"id": "a", "short": 3}"#,
        r#"{"id": "a", "short": {"up_to": -3}}"#,
        r#"{"id": "a", "clear": "yes"}"#,
        r#"{"id": "a", "cutoff": 16}"#,
        r#"{"id": "a", "zone": 3}"#,
    ];
    let of_rows = rows.map(|row| crate::deadline::answer(1, row).to_string());
    let of_cases = CASES.iter().map(|(json, ..)| {
        let wrong = misread(&serde_json::from_str::<Case>(json).unwrap_err());
        format!("{} {}", wrong.said, wrong.cure.unwrap_or_default())
    });
    for said in of_cases.chain(of_rows) {
        let words: Vec<&str> = said.split(|it: char| !it.is_alphanumeric()).collect();
        for name in types {
            assert!(!words.contains(&name), "{said} names {name}");
        }
        assert!(!said.contains("invalid type"), "{said}");
    }
}

#[test]
fn what_is_not_json_is_said_to_be_broken() {
    for json in ["", "{", r#"{"person": }"#, r#"{"person": {"id": "p"} "#] {
        let wrong = misread(&serde_json::from_str::<Case>(json).unwrap_err());
        assert_eq!(wrong.form, Form::Broken, "{json}");
    }
}
