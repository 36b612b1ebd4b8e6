//! The packs that are shipped.

use writ_law::pack::PackText;
use writ_law::regime::Regime;

use super::WALKED;

fn text(name: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../regimes");
    std::fs::read_to_string(format!("{root}/{name}/regime.md")).unwrap()
}

fn shipped(name: &str) -> Regime {
    let pack = PackText::of_file(name, "regime.md", &text(name));
    Regime::read(&pack).unwrap_or_else(|findings| panic!("{name}: {findings:?}"))
}

fn codes(name: &str) -> Vec<&'static str> {
    let findings = shipped(name).check();
    let codes = findings.iter().map(|it| it.code);
    let mut codes: Vec<_> = codes.filter(|it| WALKED.contains(it)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn the_careful_pack_keeps_to_all_of_it() {
    assert_eq!(codes("guarded"), Vec::<&str>::new());
}

/// S17: what the reports say cannot run live. The first of them keeps on whoever has answered.
#[test]
fn the_reports_do_not() {
    assert_eq!(codes("seed/000"), ["W003", "W004", "W005", "W008"]);
    for name in ["seed/001", "seed/002", "seed/003", "seed/004", "seeds"] {
        let codes = codes(name);
        assert!(
            codes.contains(&"W003") && codes.contains(&"W005"),
            "{name}: {codes:?}"
        );
    }
}

#[test]
fn what_is_found_in_the_reports_is_followed_by_the_evaluator() {
    for name in ["seed/000", "seed/002", "seeds"] {
        let whole = text(name);
        for finding in shipped(name).check() {
            // What W005 asks over all matters no walk through one of them can show.
            let looked_up = finding.code == "W005" && finding.text.contains("several matters");
            if WALKED.contains(&finding.code) && !looked_up {
                let shown = finding.counterexample.clone().unwrap();
                let with = format!("{whole}\n```writ\n{shown}```\n");
                let pack = PackText::of_file(name, "regime.md", &with);
                let regime = Regime::read(&pack).unwrap_or_else(|it| panic!("{it:?}\n{shown}"));
                let outcomes = writ_law::example::run(&regime);
                assert_eq!(
                    outcomes.last().map(|it| it.misses.len()),
                    Some(0),
                    "{shown}"
                );
            }
        }
    }
}

/// The law of 2023 bars people from leaving before they are served, and the walk shows how.
#[test]
fn a_ban_before_service_is_found_with_a_story() {
    let findings = shipped("ru/437").check();
    let mut early = findings.iter().filter(|it| it.code == "W007");
    let shown = early.next().unwrap().counterexample.clone().unwrap();
    assert!(shown.contains("unserved in-force=\"exit\""), "{shown}");
}
