//! A good twin and a bad one for each check.

use std::collections::BTreeSet;

use super::*;
use crate::pack::PackText;
use crate::syntax;
use crate::syntax::tests::rows;

const SMALL: &str = include_str!("../../tests/packs/small.kdl");

/// What is found in the small regime after `old` became `new`: codes, and the words they point at.
fn found(old: &str, new: &str) -> Vec<(&'static str, String, String)> {
    found_after(&[(old, new)])
}

fn found_after(edits: &[(&str, &str)]) -> Vec<(&'static str, String, String)> {
    let text = edits.iter().fold(SMALL.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "the small regime has no {old}");
        text.replacen(old, new, 1)
    });
    let pack = PackText::of_file("small", "small.kdl", &text);
    let tree = syntax::read(&pack).unwrap_or_else(|findings| panic!("{edits:?}: {findings:?}"));
    let findings = structure(&tree);
    let words = |finding: Finding| {
        let here = pack.slice(finding.span).to_owned();
        let help = finding.help.unwrap_or_default();
        (finding.code, here, format!("{}; {help}", finding.text))
    };
    findings.into_iter().map(words).collect()
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

#[test]
fn the_small_regime_is_clean() {
    good("small", "small");
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
    let wanted = [
        ("W001", "date-in-notice"),
        ("W001", "receipt"),
        ("W010", "credit"),
        ("W010", "driving"),
        ("W010", "exit"),
        ("W010", "property"),
        ("W010", "served"),
    ];
    assert_eq!(codes, BTreeSet::from(wanted));
    assert!(
        findings
            .iter()
            .all(|finding| finding.class == Class::A && finding.help.is_some())
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
fn w010_restrictions_are_decided_for_one_person_after_the_default_and_the_warning() {
    bad(
        "W010",
        "decided court",
        "decided automatic",
        "exit",
        "`exit` is restricted automatically",
    );
    good("decided court", "decided officer");
    good("in late;", "in overdue;");
    bad(
        "W010",
        "in late;",
        "in late served;",
        "served",
        "`served` is reached before any default, and `exit` holds in it",
    );
    let unwarned = found_after(&[
        ("after overdue within", "after late within"),
        ("in late;", "in overdue late;"),
    ]);
    let [("W010", here, words)] = unwarned.as_slice() else {
        panic!("{unwarned:#?}")
    };
    assert_eq!(here, "overdue");
    assert!(
        words.contains("`overdue` can be reached before any warning"),
        "{words}"
    );
    bad(
        "W010",
        "warning \"before\" cite=\"made-up\" { after overdue within=(days)1; by \"post\" \"hand\"; then (days)14 }",
        "",
        "exit",
        "nobody is warned",
    );
    good("after overdue within", "after served within");
}

#[test]
fn w014_courtesies_and_sending_never_serve() {
    bad(
        "W014",
        "service \"hand\"",
        "service \"e-mail\" cite=\"made-up\" { when opened }\nservice \"hand\"",
        "e-mail",
        "`e-mail` is a courtesy, and here it serves",
    );
    good(
        "service \"hand\"",
        "service \"e-mail\" cite=\"made-up\" { never }\nservice \"hand\"",
    );
    for sent in ["queued", "dispatched", "alert-sent"] {
        bad(
            "W014",
            "when delivered }",
            &format!("when delivered; or {sent} }}"),
            "hand",
            &format!("serves as soon as a copy is `{sent}`"),
        );
    }
    good("when delivered }", "when posted }");
    // A reading that says so is found as well.
    bad(
        "W014",
        "change stage=\"overdue\" { then late after=\"ten\" from=appear-at }",
        "change service=\"hand\" { when dispatched }",
        "hand",
        "dispatched",
    );
}

#[test]
fn w023_anchors_and_month_ends_are_said() {
    bad("W023", "n=10 unit=days", "n=1 unit=months", "ten", "month");
    good("n=10 unit=days", "n=1 unit=months month-end=clamp");
    bad(
        "W023",
        "after=\"ten\" from=overdue }\n    stage",
        "after=\"ten\" }\n    stage",
        "ten",
        "nothing says from what",
    );
    bad(
        "W023",
        "after=\"ten\" from=appear-at",
        "after=\"ten\"",
        "ten",
        "nothing says from what",
    );
}

#[test]
fn w030_no_stage_is_out_of_reach() {
    bad(
        "W030",
        "stage late\n",
        "stage late\n    stage lost\n",
        "lost",
        "no way leads to the stage `lost`",
    );
    good(
        "stage late\n",
        "stage late { then lost on=absent }\n    stage lost\n",
    );
    // A way that only one reading opens is a way.
    good(
        "stage overdue { then late after=\"ten\" from=overdue }",
        "stage overdue",
    );
}

#[test]
fn w031_one_event_leads_one_way() {
    bad(
        "W031",
        "then served on=served }",
        "then served on=served; then overdue on=served }",
        "then overdue on=served",
        "from `issued`, service leads both to `served` and to `overdue`",
    );
    good(
        "then served on=served }",
        "then served on=served; then overdue on=absent }",
    );
    let two = "then late after=\"ten\" from=appear-at; then issued after=\"ten\" from=appear-at }";
    bad(
        "W031",
        "then late after=\"ten\" from=appear-at }",
        two,
        "then issued after=\"ten\" from=appear-at",
        "the end of `ten` from `appear-at`",
    );
}

#[test]
fn the_checks_are_listed_once_in_order() {
    let codes: Vec<&str> = CHECKS.iter().map(|(code, ..)| *code).collect();
    let ordered: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, ordered.into_iter().collect::<Vec<_>>());
}
