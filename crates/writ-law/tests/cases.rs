//! The law by cases that a lawyer can read: each page of `tests/cases` is a small regime with
//! examples, and every example must hold.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be read fails its test"
)]

use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use writ_law::example;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let base = fs::read_to_string(folder.join("base.kdl")).unwrap();
    let mut trials = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "base" {
            continue;
        }
        let text = format!("{base}\n{}", fs::read_to_string(&path).unwrap());
        let read = Regime::read(&PackText::of_file(&name, "cases.kdl", &text));
        let regime = read.map_err(|findings| (name.clone(), findings)).unwrap();
        let outcomes = example::run(&regime);
        assert!(!outcomes.is_empty(), "{name} has no example");
        for outcome in outcomes {
            let misses: Vec<String> = outcome.misses.into_iter().map(|it| it.text).collect();
            trials.push(Trial::test(
                format!("{name}: {}", outcome.name),
                move || {
                    if misses.is_empty() {
                        Ok(())
                    } else {
                        Err(Failed::from(misses.join("\n")))
                    }
                },
            ));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
