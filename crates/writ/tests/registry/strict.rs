//! Every JSON answer names each key once at each level: readers differ in which of two they take.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::scene::{Scene, copy};

/// JSON of any shape in which no key stands twice.
struct Strict;

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Strict;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_str<E>(self, _: &str) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_unit<E>(self) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Strict, A::Error> {
        while list.next_element::<Strict>()?.is_some() {}
        Ok(Strict)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Strict, A::Error> {
        let mut keys = std::collections::BTreeSet::new();
        while let Some((key, _)) = map.next_entry::<String, Strict>()? {
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
        }
        Ok(Strict)
    }
}

fn strict(text: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<Strict>(text).map(drop)
}

#[test]
fn a_key_that_stands_twice_is_seen() {
    strict(r#"{"a": [{"b": 1}, {"b": null}], "c": {"a": -1.5}}"#).unwrap();
    strict(r#"[{"a": 1, "b": {"c": 1, "c": 2}}]"#).unwrap_err();
}

/// The words of a command, as a shell reads those of the transcripts.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (at, part) in line.split('"').enumerate() {
        for (nth, piece) in part.split(' ').enumerate() {
            if nth > 0 && at % 2 == 0 {
                words.push(String::new());
            } else if nth > 0 {
                words.last_mut().unwrap().push(' ');
            }
            words.last_mut().unwrap().push_str(piece);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs every command of a transcript, with its answer in JSON; says how many answered so.
fn run(page: &str) -> usize {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scene = Scene::empty();
    copy(&home.join("tests/cmd/in"), &scene.path("."));
    std::os::unix::fs::symlink(home.join("../../regimes"), scene.path("regimes")).unwrap();
    let text = fs::read_to_string(home.join("tests/cmd").join(page)).unwrap();
    let mut answers = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("$ writ ")) {
        let line = line.replace("--format json ", "");
        let words = words(&line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let said = scene.writ_words(&words);
        for out in [said.out.trim(), said.err.trim()] {
            if out.starts_with('{') {
                answers += 1;
                assert_eq!(
                    strict(out).map_err(|it| it.to_string()),
                    Ok(()),
                    "{line}\n{out}"
                );
            }
        }
    }
    answers
}

#[test]
fn no_answer_of_the_transcripts_names_a_key_twice() {
    for page in [
        "registry.md",
        "refused.md",
        "import.md",
        "position.md",
        "regime.md",
    ] {
        let answers = run(page);
        assert!(answers > 10, "{page}: only {answers} answers in JSON");
    }
}
