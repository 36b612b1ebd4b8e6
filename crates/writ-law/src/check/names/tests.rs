//! Names in the rules that few regimes have, in versions and in examples.

use crate::check::structure;
use crate::pack::PackText;
use crate::syntax;
use crate::syntax::tests::rows;

const WHOLE: &str = include_str!("../../../tests/packs/whole.kdl");

/// What is found of a code after `old` became `new`: the words it points at, and what it says.
fn found(code: &str, old: &str, new: &str) -> Vec<(String, String)> {
    assert!(WHOLE.contains(old), "the whole regime has no {old}");
    let pack = PackText::of_file("whole", "whole.kdl", &WHOLE.replacen(old, new, 1));
    let tree = syntax::read(&pack).unwrap_or_else(|findings| panic!("{new}: {findings:#?}"));
    let findings = structure(&tree).into_iter();
    findings
        .filter(|it| it.code == code)
        .map(|finding| {
            let help = finding.help.unwrap_or_default();
            let says = format!("{}; {help}", finding.text);
            (pack.slice(finding.span).to_owned(), says)
        })
        .collect()
}

#[test]
fn the_whole_regime_names_what_there_is() {
    for code in ["W001", "W002", "W023"] {
        assert_eq!(found(code, "whole", "whole"), []);
    }
}

#[test]
fn a_misspelt_name_is_found_wherever_it_stands() {
    let table = include_str!("../../../tests/packs/names-whole.txt");
    for [old, new, at, says] in rows(table, ["old", "new", "at", "says"]) {
        let found = found("W002", &old, &new);
        let hit = |(here, text): &(String, String)| *here == at && text.contains(&says);
        assert!(found.iter().any(hit), "{old} became {new}: {found:#?}");
    }
}

/// Checks that `old` becoming `new` is found once, at this word, in these words.
#[track_caller]
fn bad(code: &str, old: &str, new: &str, at: &str, says: &str) {
    let found = found(code, old, new);
    let [(here, text)] = found.as_slice() else {
        panic!("{new}: {found:#?}")
    };
    assert_eq!(here, at, "{new}: {text}");
    assert!(text.contains(says), "{new}: {text}");
}

#[test]
fn what_few_regimes_have_cites_too() {
    let rows = [
        (
            "claim appearance cite=\"made-up\" { while-undecided nothing",
            "claim appearance { while-undecided nothing",
            "court",
            "the claim judged by `court` cites nothing",
        ),
        (
            "exception \"journey\" cite=\"made-up\"",
            "exception \"journey\"",
            "journey",
            "the exception `journey`",
        ),
        (
            "sanction \"fine\" cite=\"made-up\"",
            "sanction \"fine\"",
            "fine",
            "the sanction `fine`",
        ),
        (
            "within=(days)30 cite=\"made-up\"",
            "within=(days)30",
            "demand",
            "the follow-up by `demand`",
        ),
        (
            "until=\"--07-16\" cite=\"made-up\"",
            "until=\"--07-16\"",
            "spring",
            "the window `spring`",
        ),
        (
            "public-event \"register-works\" cite=\"made-up\"",
            "public-event \"register-works\"",
            "register-works",
            "the public event `register-works`",
        ),
        (
            "by=officer cite=\"made-up\"",
            "by=officer",
            "expected",
            "the judgement `expected`",
        ),
        (
            "selection \"demand\" cite=\"made-up\"",
            "selection \"demand\"",
            "demand",
            "the selection for `demand`",
        ),
        (
            "version \"2024-08\" cite=\"made-up\"",
            "version \"2024-08\"",
            "2024-08",
            "the version `2024-08`",
        ),
        (
            "effect \"property\" cite=\"made-up\"",
            "effect \"property\"",
            "property",
            "the effect `property`",
        ),
    ];
    for (old, new, at, says) in rows {
        bad("W001", old, new, at, says);
    }
}

#[test]
fn months_say_their_ends_in_every_rule_and_version() {
    let rows = [
        (
            "n=31 unit=days",
            "n=1 unit=months",
            "month",
            "`month` does not say",
        ),
        (
            "after=\"month\" from=statute",
            "after=\"month\"",
            "then late after=\"month\"",
            "nothing says from what",
        ),
        (
            "on-day=\"seven\"",
            "on-day=(months)1",
            "portal",
            "(months)1 does not say",
        ),
        (
            "within=\"month\"",
            "within=(months)1",
            "absence",
            "(months)1 does not say",
        ),
        (
            "if-late within=(weeks)2",
            "if-late within=(months)2",
            "appear",
            "(months)2 does not say",
        ),
        (
            "decide-within \"month\"",
            "decide-within (years)1",
            "exit",
            "(years)1 does not say",
        ),
        (
            "lasts (days)14",
            "lasts (months)1",
            "journey",
            "(months)1 does not say",
        ),
    ];
    for (old, new, at, says) in rows {
        bad("W023", old, new, at, says);
    }
}
