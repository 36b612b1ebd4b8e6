//! Every pack that is shipped: its examples hold, and the checks find in it what its page says they
//! find, no more and no less.
//!
//! A page says so in a section "What the checks find": each item of the list there begins with the
//! codes of the checks, in backticks, and goes on with the reason in prose. Every page has that
//! section.
//!
//! What a check offers as a counterexample can be pasted into the pack, and holds there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use writ_law::check::CHECKS;
use writ_law::example;
use writ_law::finding::Finding;
use writ_law::format::format;
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

/// The heading of the section that lists the findings.
const SECTION: &str = "## What the checks find";

/// Findings that are worth nothing without a story that shows them.
const SHOWN: &[&str] = &["W007"];

/// Of a punishment the text alone is looked at, and no story is told.
const PUNISHES: &str = "punishes";

/// The file of a pack that is read.
const PAGE: &str = "regime.md";

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = reading_of_pages();
    match packs() {
        Ok(packs) => trials.extend(packs.into_iter().flat_map(of_pack)),
        Err(why) => trials.push(Trial::test("packs", move || Err(why.into()))),
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The tests of one pack.
fn of_pack(pack: PackText) -> Vec<Trial> {
    type Look = fn(&PackText) -> Result<(), String>;
    let looks: [(&str, Look); 3] = [
        ("layout", layout),
        ("examples", examples),
        ("findings", findings),
    ];
    let trial = |(what, look): (&str, Look)| {
        let pack = pack.clone();
        let name = format!("{what} of {}", pack.name);
        Trial::test(name, move || look(&pack).map_err(Failed::from))
    };
    looks.into_iter().map(trial).collect()
}

/// Every pack under `regimes`, by its name, in the order of the names.
fn packs() -> Result<Vec<PackText>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regimes");
    let mut folders = vec![root.clone()];
    let mut packs = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with(PAGE) {
                packs.push(pack(&root, &folder, &path)?);
            }
        }
    }
    packs.sort_by(|one, other| one.name.cmp(&other.name));
    if packs.is_empty() {
        return Err(format!("{}: no pack", root.display()));
    }
    Ok(packs)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(said)?;
    entries
        .map(|entry| entry.map(|it| it.path()).map_err(said))
        .collect()
}

fn pack(root: &Path, folder: &Path, page: &Path) -> Result<PackText, String> {
    let text = fs::read_to_string(page).map_err(|error| format!("{}: {error}", page.display()))?;
    let name = folder
        .strip_prefix(root)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = vec![PackFile {
        path: PAGE.to_owned(),
        text,
    }];
    let name = name.to_string_lossy().replace('\\', "/");
    Ok(PackText { name, files })
}

fn regime(pack: &PackText) -> Result<Regime, String> {
    Regime::read(pack).map_err(|findings| said(pack, findings.iter()))
}

/// Findings with their places, a line each.
fn said<'f>(pack: &PackText, findings: impl Iterator<Item = &'f Finding>) -> String {
    let lines = findings.map(|finding| {
        let (line, column) = pack.line_column(finding.span);
        let (name, code) = (&pack.name, finding.code);
        format!("{name}:{line}:{column}: {code} {}", finding.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A pack bears the name of its folder, has examples, and all of them hold.
fn examples(pack: &PackText) -> Result<(), String> {
    let regime = regime(pack)?;
    if regime.name() != pack.name {
        return Err(format!("{} calls itself {}", pack.name, regime.name()));
    }
    let outcomes = example::run(&regime);
    if outcomes.is_empty() {
        return Err(format!("{} has no example", pack.name));
    }
    let misses: Vec<String> = outcomes
        .iter()
        .flat_map(|outcome| outcome.misses.iter().map(move |miss| (&outcome.name, miss)))
        .map(|(example, miss)| {
            let (line, _) = pack.line_column(miss.span);
            format!("line {line}, \"{example}\": {}", miss.text)
        })
        .collect();
    if misses.is_empty() {
        Ok(())
    } else {
        Err(misses.join("\n"))
    }
}

/// A pack is laid out as `writ regime fmt` leaves it.
fn layout(pack: &PackText) -> Result<(), String> {
    let laid_out = format(pack).map_err(|findings| said(pack, findings.iter()))?;
    if laid_out == *pack {
        Ok(())
    } else {
        Err(format!(
            "{} is not laid out: run `writ regime fmt`",
            pack.name
        ))
    }
}

/// The checks find exactly what the page says; and what they offer as counterexamples holds.
fn findings(pack: &PackText) -> Result<(), String> {
    let found = regime(pack)?.check();
    let page = pack.files.first().map_or("", |file| &file.text);
    let mut wrong = match expected(page) {
        Some(expected) => unlike(pack, &found, &expected?),
        None => vec![format!("the page has no section `{SECTION}`")],
    };
    let untold = found
        .iter()
        .filter(|finding| SHOWN.contains(&finding.code) && finding.counterexample.is_none())
        .filter(|finding| !finding.text.contains(PUNISHES));
    wrong.extend(untold.map(|finding| format!("nothing shows {}: {}", finding.code, finding.text)));
    wrong.extend(counterexamples(pack, &found));
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

/// How what was found differs from what the page says.
fn unlike(pack: &PackText, found: &[Finding], expected: &BTreeSet<String>) -> Vec<String> {
    let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
    let mut wrong = Vec::new();
    for code in expected.iter().filter(|it| !codes.contains(it.as_str())) {
        wrong.push(format!("the page names {code}, and it is not found"));
    }
    let unsaid: Vec<&Finding> = found
        .iter()
        .filter(|finding| !expected.contains(finding.code))
        .collect();
    if !unsaid.is_empty() {
        let unsaid = said(pack, unsaid.into_iter());
        wrong.push(format!("the page does not name what is found:\n{unsaid}"));
    }
    wrong
}

/// What is wrong with the counterexamples when all are pasted into the pack.
fn counterexamples(pack: &PackText, found: &[Finding]) -> Vec<String> {
    let shown: BTreeSet<&str> = found
        .iter()
        .filter_map(|finding| finding.counterexample.as_deref())
        .collect();
    let mut with = pack.clone();
    let Some(page) = with.files.first_mut().filter(|_| !shown.is_empty()) else {
        return Vec::new();
    };
    // Two checks may give their examples the same name.
    let numbered = shown
        .iter()
        .zip(1..)
        .map(|(shown, number)| shown.replacen("example \"", &format!("example \"{number} "), 1));
    let numbered: Vec<String> = numbered.collect();
    page.text
        .push_str(&format!("\n```writ\n{}\n```\n", numbered.join("\n")));
    let told = match regime(&with) {
        Ok(regime) => example::run(&regime),
        Err(why) => return vec![format!("the counterexamples cannot be read:\n{why}")],
    };
    let pasted = told.iter().rev().take(shown.len());
    pasted
        .flat_map(|outcome| outcome.misses.iter().map(move |miss| (&outcome.name, miss)))
        .map(|(name, miss)| format!("the counterexample \"{name}\": {}", miss.text))
        .collect()
}

/// The codes that a page's section on findings lists; `None` if it has no such section.
fn expected(page: &str) -> Option<Result<BTreeSet<String>, String>> {
    let mut lines = page.lines().skip_while(|line| *line != SECTION).skip(1);
    let section: Vec<&str> = lines
        .by_ref()
        .take_while(|line| !line.starts_with("## "))
        .collect();
    if !page.lines().any(|line| line == SECTION) {
        return None;
    }
    let items = section.iter().filter_map(|line| line.strip_prefix("- "));
    Some(
        items
            .map(codes)
            .collect::<Result<Vec<_>, _>>()
            .map(|lists| lists.into_iter().flatten().collect()),
    )
}

/// The codes with which an item begins: `` `W003`, `W005`: why ``.
fn codes(item: &str) -> Result<Vec<String>, String> {
    let mut codes = Vec::new();
    let mut rest = item;
    while let Some((code, after)) = rest
        .strip_prefix('`')
        .and_then(|inside| inside.split_once('`'))
    {
        if !CHECKS.iter().any(|(known, ..)| *known == code) {
            return Err(format!("\"{item}\": there is no check `{code}`"));
        }
        codes.push(code.to_owned());
        rest = after.trim_start_matches([',', ' ']);
    }
    match (codes.is_empty(), rest.starts_with(':')) {
        (false, true) => Ok(codes),
        _ => Err(format!(
            "\"{item}\" does not begin with the codes of checks and a colon"
        )),
    }
}

/// The reading of pages is itself tested: a section that was misread would promise nothing.
fn reading_of_pages() -> Vec<Trial> {
    let same = |page: &'static str, wanted: Option<&'static [&'static str]>| {
        move || {
            let found = expected(page).transpose()?;
            let wanted = wanted.map(|it| it.iter().map(|code| (*code).to_owned()).collect());
            if found == wanted {
                Ok(())
            } else {
                Err(format!("read as {found:?}").into())
            }
        }
    };
    let listed = "# a\n\n## What the checks find\n\nWhy.\n\n- `W003`, `W005`: no remedy,\n  no end.\n\
                  - `W034`: x\n\n## Examples\n\n- `W001`: no part of it\n";
    let broken = || match expected("## What the checks find\n- W003 without backticks\n") {
        Some(Err(_)) => Ok(()),
        other => Err(format!("read as {other:?}").into()),
    };
    vec![
        Trial::test(
            "a page without the section",
            same("# a\n- `W003`: x\n", None),
        ),
        Trial::test(
            "a page that names nothing",
            same("## What the checks find\n\nNothing.\n", Some(&[])),
        ),
        Trial::test(
            "a page that names some",
            same(listed, Some(&["W003", "W005", "W034"])),
        ),
        Trial::test("an item without codes", broken),
    ]
}
