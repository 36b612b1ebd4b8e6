//! Files, names and words keep to the house.
//!
//! What rustfmt and clippy do not look at: how long a file is, what a module is called, what was
//! left for later, and whether the repository speaks of things outside it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use crate::repository::{self, TextFile};
use crate::step::Outcome;

/// A source file is at most this long, its tests at the foot not counted. The aim is 500.
const LONGEST_FILE: usize = 800;

/// Words that say where code was put instead of what it is about.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "impl", "impls",
];

/// Code that is not there yet, and tests that do not run. In parts, or this file would name them.
const UNDONE: &[&[&str]] = &[
    &["todo", "!("],
    &["unimplemented", "!("],
    &["#[", "ignore"],
    &["TO", "DO"],
    &["FIX", "ME"],
    &["XX", "X:"],
];

/// Folders beside the repository. It stands alone: nothing in it may lean on them.
const OUTSIDE: &[&[&str]] = &[
    &["../sha", "red/"],
    &["/work/", "shared"],
    &["/tmp/", "notes"],
];

/// Checks every text file of the repository.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    let files = repository::files(root)?;
    let mut findings: Vec<String> = files.iter().flat_map(faults).collect();
    findings.extend(twice_numbered(&files));
    findings.extend(loose_crates(&files));
    Ok(Outcome::of(findings))
}

/// What is wrong with one file.
fn faults(file: &TextFile) -> Vec<String> {
    let mut findings = Vec::new();
    if file.is(&["rs"]) {
        findings.extend(too_long(file));
        findings.extend(empty_name(file));
    }
    if !file.is(&["rs", "md", "toml", "kdl", "sql", "py", "sh"]) {
        return findings;
    }
    for (line, text) in file.lines() {
        let mut say = |what: String| findings.push(format!("{}:{line}: {what}", file.path));
        for word in UNDONE.iter().map(|parts| parts.concat()) {
            if text.contains(&word) {
                say(format!(
                    "`{word}` leaves something undone; do it, or take it out"
                ));
            }
        }
        for word in OUTSIDE.iter().map(|parts| parts.concat()) {
            if text.contains(&word) {
                say(format!(
                    "`{word}` is not in the repository, which has to stand alone"
                ));
            }
        }
        if file.is(&["rs", "md"])
            && let Some(number) = issue_number(text)
        {
            say(format!(
                "`{number}` means nothing to a reader; say what it is about"
            ));
        }
    }
    findings
}

fn too_long(file: &TextFile) -> Option<String> {
    if ["/tests/", "/snapshots/", "/generated/"]
        .iter()
        .any(|part| file.path.contains(part))
    {
        return None;
    }
    let code = file
        .text
        .lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .count();
    (code > LONGEST_FILE).then(|| {
        format!(
            "{}: {code} lines without its tests, more than {LONGEST_FILE}: split it",
            file.path
        )
    })
}

fn empty_name(file: &TextFile) -> Option<String> {
    let (_, inside) = file.path.split_once("src/")?;
    let inside = inside.trim_end_matches(".rs");
    let word = inside
        .split(['/', '_'])
        .find(|word| EMPTY_NAMES.contains(word))?;
    Some(format!(
        "{}: `{word}` says nothing; name the module after what it is about",
        file.path
    ))
}

/// A word of a hash and a few digits: a number in a list that the reader does not have.
fn issue_number(line: &str) -> Option<String> {
    line.split(|letter: char| letter.is_whitespace() || "()[],.:;".contains(letter))
        .find_map(|word| {
            let digits = word.strip_prefix('#')?;
            let is_number =
                (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| word.to_owned())
        })
}

/// Decisions have a number each, and no two the same.
fn twice_numbered(files: &[TextFile]) -> Vec<String> {
    let mut numbered: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("docs/decisions/") else {
            continue;
        };
        let number = name.split_once('-').map_or("", |(number, _)| number);
        if number.len() != 4 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            findings.push(format!(
                "{}: a decision is called `NNNN-what-was-decided.md`",
                file.path
            ));
        } else if let Some(other) = numbered.insert(number, &file.path) {
            findings.push(format!(
                "{}: {other} has the number {number} already",
                file.path
            ));
        }
    }
    findings
}

/// Every package of the workspace lives by its lints.
fn loose_crates(files: &[TextFile]) -> Vec<String> {
    let is_member =
        |file: &&TextFile| file.path.ends_with("/Cargo.toml") && !file.path.starts_with("peers/");
    let has_lints = |file: &TextFile| {
        let mut lines = file.text.lines().skip_while(|line| *line != "[lints]");
        lines.nth(1) == Some("workspace = true")
    };
    files
        .iter()
        .filter(is_member)
        .filter(|file| !has_lints(file))
        .map(|file| format!("{}: lacks `[lints]` with `workspace = true`", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_FILE, faults, issue_number, loose_crates, twice_numbered};
    use crate::repository::TextFile;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_long_file_is_found_and_its_tests_are_not_counted() {
        let code = "fn a() {}\n".repeat(LONGEST_FILE);
        let tested = format!("{code}#[cfg(test)]\n{code}");
        assert!(faults(&file("crates/a/src/long.rs", &tested)).is_empty());
        let long = format!("{code}\n");
        assert_eq!(faults(&file("crates/a/src/long.rs", &long)).len(), 1);
        assert!(faults(&file("crates/a/tests/long.rs", &long)).is_empty());
    }

    #[test]
    fn modules_are_named_after_something() {
        for path in [
            "crates/a/src/utils.rs",
            "crates/a/src/x/helpers/b.rs",
            "crates/a/src/store_impl.rs",
        ] {
            assert_eq!(faults(&file(path, "")).len(), 1, "{path}");
        }
        assert!(faults(&file("crates/a/src/commonwealth.rs", "")).is_empty());
    }

    #[test]
    fn undone_things_and_things_outside_are_found() {
        let words = [
            concat!("todo", "!()"),
            concat!("    #[", "ignore]"),
            concat!("// TO", "DO: later"),
            concat!("../sha", "red/x"),
        ];
        for word in words {
            assert_eq!(faults(&file("crates/a/src/b.rs", word)).len(), 1, "{word}");
        }
    }

    #[test]
    fn issue_numbers_are_found_and_anchors_are_not() {
        for line in [
            concat!("see ", "#", "12"),
            concat!("(", "#", "7)"),
            concat!("#", "123: x"),
        ] {
            assert!(issue_number(line).is_some(), "{line}");
        }
        for line in [
            "[a](#1-what-it-is)",
            "# 12",
            "\"#336699\"",
            "#[test]",
            "r#\"x\"#",
            "#true",
        ] {
            assert_eq!(issue_number(line), None, "{line}");
        }
    }

    #[test]
    fn decisions_have_numbers_of_their_own() {
        let files = [
            file("docs/decisions/0001-a.md", ""),
            file("docs/decisions/0001-b.md", ""),
            file("docs/decisions/2-c.md", ""),
        ];
        assert_eq!(twice_numbered(&files).len(), 2);
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let strict = file(
            "crates/a/Cargo.toml",
            "[package]\n\n[lints]\nworkspace = true\n",
        );
        let loose = file("crates/b/Cargo.toml", "[package]\n");
        assert_eq!(loose_crates(&[strict, loose]).len(), 1);
    }
}
