//! Every sentence stands in every language, with the same gaps, in that language's own letters.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::parser;
use writ_law::event::EventKind;
use writ_notice::Language;

const FORMS: [&str; 3] = ["-gen", "-by", "-done"];

/// A message: its words, its gaps, and its forms.
#[derive(Debug, Default)]
struct Message {
    words: String,
    gaps: BTreeSet<String>,
    forms: BTreeSet<String>,
    /// The categories of number that it tells apart, for each choice by `$n`.
    numbers: Vec<BTreeSet<String>>,
}

fn folder(language: Language) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("locales").join(language.tag())
}

fn read(language: Language) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for file in [
        "names.ftl",
        "rules.ftl",
        "position.ftl",
        "courtesy.ftl",
        "notice.ftl",
    ] {
        let text = fs::read_to_string(folder(language).join(file)).unwrap();
        let resource: Resource<String> = match parser::parse(text) {
            Ok(resource) => resource,
            Err((_, errors)) => panic!("{language}/{file}: {errors:?}"),
        };
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut read = Message::default();
            if let Some(pattern) = &message.value {
                look(pattern, &mut read);
            }
            for attribute in &message.attributes {
                read.forms.insert(attribute.id.name.clone());
                look(&attribute.value, &mut read);
            }
            let before = all.insert(message.id.name.clone(), read);
            assert!(before.is_none(), "{language}: {} twice", message.id.name);
        }
    }
    all
}

fn look(pattern: &Pattern<String>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.words.push_str(value),
            PatternElement::Placeable { expression } => look_into(expression, message),
        }
    }
}

fn look_into(expression: &Expression<String>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => gap(inline, message),
        Expression::Select { selector, variants } => {
            gap(selector, message);
            let is_number = matches!(
                selector,
                InlineExpression::VariableReference { id } if id.name == "n"
            );
            let mut keys = BTreeSet::new();
            for variant in variants {
                match &variant.key {
                    VariantKey::Identifier { name } => keys.insert(name.clone()),
                    VariantKey::NumberLiteral { value } => keys.insert(value.clone()),
                };
                look(&variant.value, message);
            }
            if is_number {
                message.numbers.push(keys);
            }
        }
    }
}

fn gap(inline: &InlineExpression<String>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            let mut name = id.name.as_str();
            for form in FORMS {
                name = name.strip_suffix(form).unwrap_or(name);
            }
            message.gaps.insert(name.to_owned());
        }
        InlineExpression::Placeable { expression } => look_into(expression, message),
        other => panic!("only variables fill gaps: {other:?}"),
    }
}

#[test]
fn every_sentence_stands_in_every_language_with_the_same_gaps() {
    let english = read(Language::English);
    for language in Language::ALL {
        let other = read(language);
        let ids: BTreeSet<_> = english.keys().collect();
        let theirs: BTreeSet<_> = other.keys().collect();
        let missing: Vec<_> = ids.symmetric_difference(&theirs).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
        for (id, message) in &other {
            assert_eq!(message.gaps, english[id].gaps, "{language}: {id}");
        }
    }
}

/// A choice by number knows every category that the language has for whole numbers.
#[test]
fn amounts_are_counted_as_each_language_counts() {
    for language in Language::ALL {
        let slavic = matches!(language, Language::Russian | Language::Ukrainian);
        for (id, message) in read(language) {
            for keys in &message.numbers {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                let whole = if slavic {
                    keys == ["few", "many", "one"] || keys == ["many", "one"]
                } else {
                    keys == ["one", "other"]
                };
                assert!(whole, "{language}: {id} tells apart {keys:?}");
            }
            if slavic && id.starts_with("amount-") {
                assert_eq!(message.numbers[0].len(), 3, "{language}: {id}");
                assert!(message.forms.contains("gen"), "{language}: {id}");
            }
        }
    }
}

#[test]
fn every_event_has_a_name_and_a_clause() {
    for language in Language::ALL {
        let all = read(language);
        for kind in EventKind::ALL {
            let id = format!("event-{}", kind.word());
            let message = all.get(&id).unwrap_or_else(|| panic!("{language}: {id}"));
            assert!(message.forms.contains("done"), "{language}: {id}");
        }
    }
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

#[test]
fn each_language_is_written_in_its_own_letters() {
    // Names that stay as they are in every script.
    let foreign = ["SHA", "JSON", "UTC", "locales"];
    for language in Language::ALL {
        let all = read(language);
        let mut letters = BTreeSet::new();
        for (id, message) in &all {
            let mut words = message.words.clone();
            for word in foreign {
                words = words.replace(word, "");
            }
            letters.extend(words.to_lowercase().chars());
            let alphabetic = words.chars().filter(|letter| letter.is_alphabetic());
            for letter in alphabetic {
                let wanted = matches!(language, Language::Russian | Language::Ukrainian);
                assert_eq!(is_cyrillic(letter), wanted, "{language}: {id}: {letter}");
            }
        }
        let has = |set: &str| set.chars().all(|letter| letters.contains(&letter));
        let lacks = |set: &str| set.chars().all(|letter| !letters.contains(&letter));
        match language {
            Language::Ukrainian => assert!(has("іїє’") && lacks("ыэъё"), "{language}"),
            Language::Russian => assert!(has("ыэъё") && lacks("іїєґ"), "{language}"),
            Language::German => assert!(has("äöüß") && lacks("å"), "{language}"),
            Language::Finnish => assert!(has("äö") && lacks("üß"), "{language}"),
            Language::English => assert!(lacks("äöüß"), "{language}"),
        }
    }
}

/// What looks the same as in English was forgotten, unless it is no more than gaps or one of
/// these words.
#[test]
fn nothing_was_left_in_english() {
    let same = [
        "name-channel-app",
        "name-period-twenty",
        "month-4",
        "month-8",
        "month-9",
        "month-11",
        "court-digest",
        "name-instrument-ruling",
    ];
    let english = read(Language::English);
    for language in [Language::German, Language::Finnish] {
        for (id, message) in read(language) {
            let words: String = message
                .words
                .chars()
                .filter(|it| it.is_alphabetic())
                .collect();
            let theirs = &english[&id].words;
            let identical = !words.is_empty() && message.words == *theirs;
            assert!(
                !identical || same.contains(&id.as_str()),
                "{language}: {id}: {theirs}"
            );
        }
    }
}

/// A sentence that nothing says is a sentence nobody keeps right.
#[test]
fn every_sentence_is_said_somewhere() {
    fn sources(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    // These are put together from a kind and a word.
    let families = ["name-", "event-", "month-", "weekday-", "about-"];
    let unsaid: Vec<String> = read(Language::English)
        .into_keys()
        .filter(|id| !families.iter().any(|family| id.starts_with(family)))
        .filter(|id| !code.contains(&format!("\"{id}\"")))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}
