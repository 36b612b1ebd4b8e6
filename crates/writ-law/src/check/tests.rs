//! What the cases of `tests/checks` do not say: names, rules without a cite, and readings.

use std::collections::BTreeSet;

use super::*;
use crate::pack::PackText;
use crate::syntax;
use crate::syntax::tests::rows;

const SMALL: &str = include_str!("../../tests/packs/small.kdl");

/// What is found in the small regime after `old` became `new`, and was not before: codes, and the
/// words they point at.
fn found(old: &str, new: &str) -> Vec<(&'static str, String, String)> {
    assert!(SMALL.contains(old), "the small regime has no {old}");
    let before = said(SMALL);
    let mut found = said(&SMALL.replacen(old, new, 1));
    found.retain(|one| !before.contains(one));
    found
}

fn said(text: &str) -> Vec<(&'static str, String, String)> {
    let pack = PackText::of_file("small", "small.kdl", text);
    let tree = syntax::read(&pack).unwrap_or_else(|findings| panic!("{findings:?}: {text}"));
    let words = |finding: Finding| {
        let here = pack.slice(finding.span).to_owned();
        let help = finding.help.unwrap_or_default();
        (finding.code, here, format!("{}; {help}", finding.text))
    };
    structure(&tree).into_iter().map(words).collect()
}

/// Checks that `old` becoming `new` is found once, with this code, at this word, in these words.
#[track_caller]
fn bad(code: &str, old: &str, new: &str, at: &str, said: &str) {
    let found = found(old, new);
    let [(found_code, here, words)] = found.as_slice() else {
        panic!("{new}: {found:#?}")
    };
    assert_eq!((*found_code, here.as_str()), (code, at), "{new}: {words}");
    assert!(words.contains(said), "{new}: {words}");
}

/// Checks that `old` becoming `new` is as good.
#[track_caller]
fn good(old: &str, new: &str) {
    assert_eq!(found(old, new), [], "{new}");
}

/// It is older than the rights floor, and wanting in what its tests do not spoil.
#[test]
fn the_small_regime_has_few_findings_of_its_own() {
    let codes: Vec<_> = said(SMALL).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["W025", "W018", "W019"]);
}

#[test]
fn the_example_of_the_language_has_the_findings_that_its_law_deserves() {
    let text = include_str!("../../tests/packs/example.md");
    let pack = PackText::of_file("example", "regime.md", text);
    let findings = structure(&syntax::read(&pack).unwrap());
    let codes: BTreeSet<_> = findings
        .iter()
        .map(|it| (it.code, pack.slice(it.span)))
        .collect();
    let measures = ["exit", "driving", "credit", "property"];
    // Neither bounded nor warned nor decided, and no way to get out of it urgently.
    let of_measures = measures
        .iter()
        .flat_map(|measure| ["W005", "W009", "W010", "W019"].map(|code| (code, *measure)));
    let others = [
        ("W001", "date-in-notice"),
        ("W001", "receipt"),
        ("W010", "defaulted"),
        ("W010", "served"),
        ("W015", "seed/002"),
        // A newspaper is no law by which anybody's sex may be looked at.
        ("W017", "conscript"),
        ("W017", "reservist"),
        ("W018", "call-up"),
        ("W024", "call-up"),
        ("W025", "twenty"),
    ];
    let wanted: BTreeSet<_> = of_measures.chain(others).collect();
    assert_eq!(codes, wanted);
    assert!(
        findings
            .iter()
            .all(|finding| finding.class != Class::Error && finding.help.is_some())
    );
}

#[test]
fn w001_every_rule_cites() {
    bad(
        "W001",
        "excuse \"illness\" cite=\"made-up\"",
        "excuse \"illness\"",
        "illness",
        "the excuse `illness` cites nothing",
    );
    bad(
        "W001",
        "service \"hand\" cite=\"made-up\"",
        "service \"hand\"",
        "hand",
        "the service by `hand` cites nothing",
    );
    bad(
        "W001",
        "reading \"from-day\" status=prevailing cite=\"made-up\"",
        "reading \"from-day\" status=prevailing",
        "from-day",
        "reading",
    );
    bad(
        "W001",
        "kind=summons cite=\"made-up\"",
        "kind=summons",
        "call",
        "the instrument `call`",
    );
    good(
        "duty \"appear\" cite=\"made-up\" {",
        "duty \"appear\" { cite term made-up;",
    );
    let adopted = format!("status adopted text=\"Law 1\" hash={}", "a".repeat(64));
    bad(
        "W001",
        "status illustrative",
        &adopted,
        "term",
        "`term` is assumed, and the regime claims to be the text Law 1",
    );
}

#[test]
fn w002_names_resolve() {
    let table = include_str!("../../tests/packs/names.txt");
    for [old, new, at, says] in rows(table, ["old", "new", "at", "says"]) {
        let found = found(&old, &new);
        let hits = found
            .iter()
            .filter(|(code, here, words)| *code == "W002" && *here == at && words.contains(&says));
        assert_eq!(hits.count(), 1, "{old} became {new}: {found:#?}");
    }
    good(
        "residence=here leave=none",
        "residence=unknown leave=unknown",
    );
    good("remedy=appeal effect=exit", "remedy=court effect=exit");
}

#[test]
fn w002_names_are_given_once() {
    bad(
        "W002",
        "fact leave",
        "fact residence type=text from=x fresh-for=(days)1\nfact leave",
        "residence",
        "a second fact `residence`",
    );
    bad(
        "W002",
        "stage late\n",
        "stage late\nstage late\n",
        "late",
        "a second stage `late`",
    );
    bad(
        "W002",
        "assume \"nobody says how long\" name=\"term\"",
        "assume \"x\" name=\"term\" { affects x }\nassume \"y\" name=\"term\"",
        "term",
        "a second source or assumption `term`",
    );
    bad(
        "W002",
        "reading \"from-day\"",
        "reading \"from-overdue\" status=arguable cite=\"made-up\"\nreading \"from-day\"",
        "from-overdue",
        "a second reading",
    );
    bad(
        "W002",
        "service \"hand\"",
        "service \"post\" cite=\"made-up\" { never }\nservice \"hand\"",
        "post",
        "a second service by `post`",
    );
}

#[test]
fn what_a_reading_says_is_found_as_well() {
    bad(
        "W014",
        "change stage=\"overdue\" { then late after=\"ten\" from=appear-at }",
        "change service=\"hand\" { when dispatched }",
        "hand",
        "dispatched",
    );
    bad(
        "W023",
        "after=\"ten\" from=appear-at",
        "after=\"ten\"",
        "then late after=\"ten\"",
        "nothing says from what",
    );
    // A way that only one reading opens is a way.
    good(
        "stage overdue { then late after=\"ten\" from=overdue }",
        "stage overdue",
    );
}

#[test]
fn the_checks_are_listed_once_in_order() {
    let codes: Vec<&str> = CHECKS.iter().map(|(code, ..)| *code).collect();
    let ordered: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, ordered.into_iter().collect::<Vec<_>>());
}
