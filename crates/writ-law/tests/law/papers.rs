//! A duty hangs on the paper that lays it upon somebody, where a law has several papers.

use writ_law::example;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

const HEAD: &str = r#"
regime "test/papers" domain=other { title "Made up for tests" lang=en; status illustrative; zone "Europe/Kyiv" }
assume "made up for tests" name=m { affects everything }
fact sex type=choice from=civil-registry fresh-for=(days)365 { values female male }
category "anyone" cite=m { is sex male }
instrument "call-up" kind=summons cite=m { to "anyone" }
instrument "demand"  kind=order   cite=m { to "anyone" }
channel "post" serves=#true
service "post" cite=m { when delivered }
lifecycle "demand" { stage sent { then told on=served }; stage told {} }
version "1" { in-force from="2025-01-01T00:00"; pending keep-old }
"#;
const CALL: &str = r#"lifecycle "call-up" { stage issued { then served on=served }; stage served { then missed missed="appear" }; stage missed {} }
"#;
const APPEAR: &str = r#"duty "appear" cite=m { of "call-up"; from served; by appear-at; met-by appeared }
"#;
const COMPLY: &str = r#"duty "comply" cite=m { of "demand"; from served; within (days)10; met-by replied }
"#;
const REPORT: &str = r#"duty "report" cite=m { from served; within (days)5; met-by replied }
"#;

fn read(rules: &[&str]) -> Result<Regime, Vec<String>> {
    let pack = PackText::of_file("papers", "pack.kdl", &format!("{HEAD}{}", rules.concat()));
    let texts = |found: Vec<writ_law::finding::Finding>| found.into_iter().map(|it| it.text);
    Regime::read(&pack).map_err(|found| texts(found).collect())
}

fn story(instrument: &str, open: &str) -> String {
    format!(
        r#"example "{instrument}" {{
    given category="anyone" instrument="{instrument}" issued-at="2025-01-20T09:00" appear-at="2025-03-10T09:00"
    at "2025-02-03T12:00" delivered channel=post
    then "2025-02-04T00:00" served open="{open}"
}}
"#
    )
}

#[test]
fn each_paper_asks_for_its_own_duties_and_for_those_of_every_paper() {
    let stories = [
        story("call-up", "appear report"),
        story("demand", "comply report"),
    ];
    let regime = read(&[CALL, APPEAR, COMPLY, REPORT, &stories.concat()]).unwrap();
    let outcomes = example::run(&regime);
    assert_eq!(outcomes.len(), 2);
    for outcome in outcomes {
        assert!(outcome.misses.is_empty(), "{:?}", outcome.misses);
    }
}

#[test]
fn a_matter_misses_only_what_its_own_paper_asks_for() {
    let other = r#"duty "appear" cite=m { of "demand"; from served; by appear-at; met-by appeared }
"#;
    let found = read(&[CALL, other]).unwrap_err();
    assert_eq!(found, ["the duty `appear` is not one of `call-up`"]);
    let found = read(&[CALL, &APPEAR.replace("of \"call-up\"", "of \"cal-up\"")]).unwrap_err();
    assert!(found.iter().any(|it| it.contains("`cal-up`")), "{found:?}");
}

#[test]
fn a_duty_of_statute_hangs_on_no_paper() {
    let statute = r#"duty "sign-up" cite=m { of "demand"; upon "anyone"; from statute; within (days)10; met-by replied }
"#;
    let found = read(&[CALL, APPEAR, statute]).unwrap_err();
    assert_eq!(
        found,
        ["the duty `sign-up` is one of statute, and hangs on no paper"]
    );
}

#[test]
fn a_duty_of_every_paper_leaves_the_law_as_it_was() {
    let plain = read(&[CALL, &APPEAR.replace("of \"call-up\"; ", "")]).unwrap();
    assert!(
        !plain.canonical().contains("\"of\""),
        "{}",
        plain.canonical()
    );
    let of_one = read(&[CALL, APPEAR]).unwrap();
    assert_ne!(plain.digest(), of_one.digest());
}
