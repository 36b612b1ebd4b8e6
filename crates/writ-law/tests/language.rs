//! The page on the language says what the program does: every kind of event with what it carries,
//! every check, every node.

use std::collections::BTreeMap;
use std::path::Path;

use writ_law::check::CHECKS;
use writ_law::event::{EventKind, SideOfKind};
use writ_law::example;
use writ_law::finding::Class;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

const PAGE: &str = include_str!("../../../docs/REGIME.md");
const WHOLE: &str = include_str!("packs/whole.kdl");

/// The rows of the table in a section, without its head.
fn table(section: &str) -> Vec<Vec<&'static str>> {
    let from = PAGE
        .split_once(&format!("\n## {section}\n"))
        .map_or("", |(_, rest)| rest);
    let section = from.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with('|'));
    rows.skip(2)
        .map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// The words between backticks.
fn words(cell: &str) -> Vec<&str> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.flat_map(str::split_whitespace).collect()
}

#[test]
fn the_page_lists_every_kind_of_event() {
    let mut listed = BTreeMap::new();
    for row in table("Events") {
        let [kinds, side, carries] = row.as_slice() else {
            panic!("{row:?}")
        };
        for kind in words(kinds) {
            assert!(listed.insert(kind, (*side, words(carries))).is_none());
        }
    }
    for kind in EventKind::ALL {
        let Some((side, carries)) = listed.remove(kind.word()) else {
            panic!("`{}` is not listed", kind.word())
        };
        let right = match kind.side() {
            SideOfKind::Relieves => side == "relieves",
            SideOfKind::Burdens => side == "burdens",
            SideOfKind::ByContent => side.contains(' '),
        };
        assert!(right, "{}: {side}", kind.word());
        let mut known: Vec<&str> = kind.attributes().iter().map(|it| it.word()).collect();
        let mut said = carries;
        known.sort_unstable();
        said.sort_unstable();
        assert_eq!(said, known, "{}", kind.word());
    }
    assert_eq!(listed.len(), 0, "{listed:?}");
}

#[test]
fn the_page_lists_every_check() {
    let mut listed = table("Checks").into_iter();
    for (code, class, what) in CHECKS {
        let class = match class {
            Class::Error => "error",
            Class::A => "A",
            _ => "warning",
        };
        assert_eq!(listed.next(), Some(vec![*code, class, *what]));
    }
    assert_eq!(listed.next(), None);
}

#[test]
fn the_page_tells_of_every_node() {
    let headings: String = PAGE
        .lines()
        .filter(|line| line.starts_with("### "))
        .collect();
    for line in WHOLE.lines() {
        let word = line.split([' ', '/']).next().unwrap_or_default();
        if word.is_empty() || word == "}" {
            continue;
        }
        assert!(headings.contains(&format!("`{word}`")), "`{word}`");
    }
}

#[test]
fn the_page_names_every_pack_that_is_shipped() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regimes")];
    let mut packs = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("regime.md") {
                let place = path.to_string_lossy().replace('\\', "/");
                let place = place.rsplit_once("/../").unwrap().1;
                assert!(PAGE.contains(&format!("](../{place})")), "{place}");
                packs += 1;
            }
        }
    }
    assert!(packs > 6, "{packs}");
}

#[test]
fn a_regime_of_every_node_is_worked_out() {
    let pack = PackText::of_file("whole", "whole.kdl", WHOLE);
    let regime = Regime::read(&pack).unwrap();
    for outcome in example::run(&regime) {
        assert_eq!(outcome.misses, [], "{}", outcome.name);
    }
}
