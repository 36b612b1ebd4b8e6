//! The model alone, on what is known: the scenarios of the shipped packs, and deadlines.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

use crate::shrink::Examiner;

fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}

fn canonical(name: &str) -> Result<String> {
    let pack = PackText {
        name: name.to_owned(),
        files: vec![PackFile {
            path: "regime.md".to_owned(),
            text: text(&repository().join("regimes").join(name).join("regime.md"))?,
        }],
    };
    let regime = Regime::read(&pack).map_err(|findings| anyhow!("{name}: {findings:?}"))?;
    Ok(regime.canonical().to_owned())
}

/// What the model gets wrong of what is known, and how much it was asked.
pub(crate) fn wrong(examiner: &mut Examiner) -> Result<(usize, Vec<String>)> {
    let mut wrong = Vec::new();
    let mut asked = 0;
    let tests = repository().join("crates/writ-law/tests");
    let rows = text(&tests.join("deadlines/rows.jsonl"))?;
    let expected = text(&tests.join("deadlines/expected.jsonl"))?;
    for (row, expected) in rows.lines().zip(expected.lines()) {
        let row: Value = serde_json::from_str(row)?;
        let expected: Value = serde_json::from_str(expected)?;
        asked += 1;
        let said = examiner.say(&json!({ "deadline": row, "expected": expected }))?;
        wrong.extend(said.map(|found| format!("deadline: {found}")));
    }
    let folder = tests.join("scenarios");
    let mut stems: Vec<String> = fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".expect.json").map(str::to_owned))
        .collect();
    stems.sort();
    for stem in stems {
        let scenario: Value =
            serde_json::from_str(&text(&folder.join(format!("{stem}.expect.json")))?)?;
        let word = |field: &str| scenario.get(field).and_then(Value::as_str);
        let case = word("case").unwrap_or(&stem);
        let case: Value = serde_json::from_str(&text(&folder.join(format!("{case}.case.json")))?)?;
        let regime = word("regime").context("a scenario names its regime")?;
        examiner.set(&canonical(regime)?)?;
        asked += 1;
        let expect = scenario.get("expect").cloned().unwrap_or_default();
        let said = examiner.say(&json!({ "case": case, "expect": expect }))?;
        wrong.extend(said.map(|found| format!("{stem}: {found}")));
    }
    Ok((asked, wrong))
}
