//! Only a regime that has passed the rights floor runs live, and the compiler sees to it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use writ_law::finding::Class;
use writ_law::live::LiveRegime;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

/// Code that runs an unchecked regime live does not compile.
#[test]
fn an_unchecked_regime_does_not_run_live() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/live/refused/*.rs");
}

fn shipped(name: &str) -> Regime {
    let path = format!(
        "{}/../../regimes/{name}/regime.md",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap();
    Regime::read(&PackText::of_file(name, "regime.md", &text)).unwrap()
}

#[test]
fn the_reports_do_not_pass_the_rights_floor() {
    for name in [
        "seed/000", "seed/001", "seed/002", "seed/003", "seed/004", "seeds",
    ] {
        let findings = LiveRegime::of(shipped(name)).unwrap_err();
        assert!(findings.iter().all(|it| it.class != Class::Warning));
        assert!(findings.iter().any(|it| it.code == "W003"), "{name}");
    }
}
