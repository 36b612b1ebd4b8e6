//! For each check a pack that trips it and nothing else, and a twin that differs by a few words and
//! does not.
//!
//! Every case is the base pack with edits. A case begins with `#` and what it is about; then
//! come groups of lines, each a text of the base after `-` and what stands there instead: after `+` in
//! the bad pack, after `=` in the good twin, after `*` in both. A twin without an edit of its own is the
//! base itself. Several lines for one of them are one text of several lines.
//!
//! What the bad packs are told stands in `diagnostics.txt`. `WRIT_ACCEPT=1 cargo test -p writ-law --test
//! checks` writes that file anew; it is then read, not just committed.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be read fails the test"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use writ_law::check::CHECKS;
use writ_law::finding::{Class, Finding};
use writ_law::pack::PackText;
use writ_law::regime::Regime;

const BASE: &str = include_str!("base.kdl");

/// Warnings that hang on how many examples and readings a pack has. A small pack has few, so these are
/// looked at only in their own cases, and only for what the twin is not told.
const OF_EXAMPLES: [&str; 2] = ["W035", "W036"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks")
}

/// A case: what it is about, and its edits.
struct Case {
    code: String,
    about: String,
    edits: Vec<Edit>,
}

/// A text of the base, and what stands there in the bad pack and in the good twin.
#[derive(Default)]
struct Edit {
    old: Option<String>,
    bad: Option<String>,
    good: Option<String>,
}

/// Every case, in the order of the codes and of the files.
fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |file: &PathBuf| {
        let code = file.file_stem().unwrap().to_str().unwrap().to_owned();
        read_cases(&code, &fs::read_to_string(file).unwrap())
    };
    files.iter().flat_map(read).collect()
}

fn read_cases(code: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut last = ' ';
    for line in text.lines() {
        let mark = line.chars().next().unwrap_or(' ');
        let rest = line.get(2..).unwrap_or_default();
        if mark == '#' {
            let (code, edits) = (code.to_owned(), Vec::new());
            let about = rest.to_owned();
            cases.push(Case { code, about, edits });
        } else if let Some(case) = cases.last_mut() {
            edit(&mut case.edits, mark, last, rest);
        }
        last = mark;
    }
    cases
}

fn edit(edits: &mut Vec<Edit>, mark: char, last: char, rest: &str) {
    if mark == '-' && last != '-' {
        edits.push(Edit::default());
    }
    let Some(edit) = edits.last_mut() else { return };
    let add = |place: &mut Option<String>| match place {
        Some(text) => {
            text.push('\n');
            text.push_str(rest);
        }
        None => *place = Some(rest.to_owned()),
    };
    match mark {
        '-' => add(&mut edit.old),
        '+' => add(&mut edit.bad),
        '=' => add(&mut edit.good),
        '*' => {
            add(&mut edit.bad);
            add(&mut edit.good);
        }
        _ => assert!(mark == ' ', "a line of a case begins with `{mark}`"),
    }
}

impl Case {
    fn bad(&self) -> PackText {
        self.edited(|edit| edit.bad.as_deref())
    }

    fn good(&self) -> PackText {
        self.edited(|edit| edit.good.as_deref())
    }

    fn edited(&self, new: impl Fn(&Edit) -> Option<&str>) -> PackText {
        let mut text = BASE.to_owned();
        for edit in &self.edits {
            let Some(new) = new(edit) else { continue };
            let old = edit.old.as_deref().unwrap_or_default();
            let times = text.matches(old).count();
            assert_eq!(
                times, 1,
                "{}: {}: `{old}` in the base",
                self.code, self.about
            );
            text = text.replacen(old, new, 1);
        }
        PackText::of_file("base", "base.kdl", &text)
    }
}

fn findings(pack: &PackText) -> Vec<Finding> {
    match Regime::read(pack) {
        Ok(regime) => regime.check(),
        Err(findings) => findings,
    }
}

/// The codes of the findings, except of those that hang on how many examples there are.
fn codes(findings: &[Finding]) -> BTreeSet<&'static str> {
    let codes = findings.iter().map(|finding| finding.code);
    codes.filter(|code| !OF_EXAMPLES.contains(code)).collect()
}

/// A case, and what is found in its two packs.
struct Tried {
    case: Case,
    pack: PackText,
    bad: Vec<Finding>,
    good: Vec<Finding>,
}

impl Tried {
    /// What the bad pack is told by the check of its case, and the good twin is not.
    fn told(&self) -> impl Iterator<Item = &Finding> {
        let of_case = self.bad.iter().filter(|it| it.code == self.case.code);
        of_case.filter(|it| self.good.iter().all(|other| other.text != it.text))
    }
}

/// Every case, tried once for all tests.
static TRIED: LazyLock<Vec<Tried>> = LazyLock::new(|| {
    let tried = |case: Case| {
        let pack = case.bad();
        let (bad, good) = (findings(&pack), findings(&case.good()));
        Tried {
            case,
            pack,
            bad,
            good,
        }
    };
    cases().into_iter().map(tried).collect()
});

#[test]
fn the_base_passes_the_rights_floor() {
    let found = findings(&PackText::of_file("base", "base.kdl", BASE));
    assert_eq!(codes(&found), BTreeSet::new(), "{found:#?}");
}

#[test]
fn each_bad_pack_trips_its_check_and_no_other_and_its_good_twin_none() {
    let mut wrong = String::new();
    for tried in TRIED.iter() {
        let Case { code, about, .. } = &tried.case;
        let others = codes(&tried.bad).into_iter().filter(|other| other != code);
        if others.count() > 0 || tried.told().next().is_none() {
            let _ = writeln!(wrong, "{code} {about}: the bad pack: {:#?}", tried.bad);
        }
        if !codes(&tried.good).is_empty() {
            let _ = writeln!(wrong, "{code} {about}: the good twin: {:#?}", tried.good);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// No pack can be written that trips W011: what is not known is never held against anyone by what the
/// words mean. `tests/explore` spoils a tree instead.
const UNWRITABLE: &str = "W011";

#[test]
fn every_check_has_a_case() {
    let of_cases = TRIED.iter().map(|it| it.case.code.as_str());
    let with_case: BTreeSet<&str> = of_cases.chain([UNWRITABLE]).collect();
    let checks: BTreeSet<&str> = CHECKS.iter().map(|(code, ..)| *code).collect();
    assert_eq!(checks, with_case);
}

/// What every bad pack is told: each sentence once.
fn diagnostics() -> String {
    let mut text = String::new();
    let mut before = BTreeSet::new();
    for tried in TRIED.iter() {
        for finding in tried.told() {
            if before.insert((finding.code, finding.text.as_str())) {
                tell(&mut text, &tried.pack, finding);
            }
        }
    }
    text
}

fn tell(text: &mut String, pack: &PackText, finding: &Finding) {
    let class = match finding.class {
        Class::Error => "error",
        Class::A => "A",
        Class::Warning => "warning",
    };
    let here = pack.slice(finding.span).lines().next().unwrap_or_default();
    let _ = writeln!(
        text,
        "{} {class}, at {here}\n    {}",
        finding.code, finding.text
    );
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "    help: {help}");
    }
    for line in finding
        .counterexample
        .iter()
        .flat_map(|example| example.lines())
    {
        let _ = writeln!(text, "    | {line}");
    }
    text.push('\n');
}

#[test]
fn what_people_are_told_is_what_was_read_and_found_right() {
    let file = folder().join("diagnostics.txt");
    let now = diagnostics();
    if std::env::var_os("WRIT_ACCEPT").is_some() {
        fs::write(&file, &now).unwrap();
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        before == now,
        "{} is not what is said now:\n{now}",
        file.display()
    );
}

/// A diagnostic is for someone who wrote a law, not a program.
#[test]
fn no_diagnostic_speaks_of_the_program() {
    let of_syntax = include_str!("../packs/errors.txt");
    let of_names = include_str!("../packs/names.txt");
    let of_program = [
        "::",
        "Option",
        "Some(",
        "None",
        "Vec<",
        "Ok(",
        "Err(",
        "unwrap",
        "Box<",
        "String",
        "&str",
        "usize",
        "u32",
        "Span",
        "Tree",
        "ServiceRule",
        "FactRule",
        "PeriodRule",
        "EventKind",
        "Trigger",
        "Anchor",
        "DateTime",
        "DecidedBy",
        "panicked",
        "src/",
        ".rs",
    ];
    for text in [&*diagnostics(), of_syntax, of_names] {
        for line in text.lines() {
            let told = of_program.iter().find(|word| line.contains(**word));
            assert_eq!(told, None, "{line}");
        }
    }
}
