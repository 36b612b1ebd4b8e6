//! S53: report 001 tells of a law "rushed through without ... enough time to study". Whoever has the
//! text before and the text after is shown each effect that gets longer, earlier or wider, with a
//! life that shows it.

use writ_law::diff::{Change, Diff, diff};
use writ_law::example;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

const AFTER: &str = include_str!("../../../../regimes/seed/001/regime.md");

fn regime(text: &str) -> Regime {
    let pack = PackText::of_file("001", "regime.md", text);
    Regime::read(&pack).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// The report's law with one of its lines as it may have stood before.
fn before(now: &str, then: &str) -> String {
    assert_eq!(AFTER.matches(now).count(), 1, "{now}");
    AFTER.replacen(now, then, 1)
}

/// Each row: what the one line was before, and what the change does to the ban on leaving.
fn rows() -> [(Change, String); 3] {
    let ban = "    in defaulted; decided automatic\n";
    let served = "    stage served    { then defaulted missed=\"appear\" }\n";
    let effect = "effect \"exit\" {\n";
    [
        (Change::Wider, before(ban, "    never; decided automatic\n")),
        (
            Change::Earlier,
            before(
                served,
                "    stage served    { then late missed=\"appear\" }\n    \
                 stage late      { then defaulted after=(days)20 from=late }\n",
            ),
        ),
        (
            Change::Longer,
            before(
                effect,
                "limit \"exit\" longest=(days)90 cite=\"report\"\neffect \"exit\" {\n",
            ),
        ),
    ]
}

fn compared(before: &str, after: &str) -> Diff {
    diff((&regime(before), None), (&regime(after), None)).unwrap()
}

/// How many examples of a law fail once this one is pasted into it.
fn failing(law: &str, witness: &str) -> usize {
    let rules = law.split_once("\n## Examples\n").map_or(law, |(it, _)| it);
    let regime = regime(&format!("{rules}\n```writ\n{witness}\n```\n"));
    let outcomes = example::run(&regime);
    assert_eq!(outcomes.len(), 1, "{witness}");
    outcomes.iter().filter(|it| !it.misses.is_empty()).count()
}

#[test]
fn s53_each_effect_that_gets_worse_is_listed_with_a_life_that_shows_it() {
    for (change, law) in rows() {
        let found = compared(&law, AFTER);
        let worse = found.worse.iter().find(|it| it.change == change);
        let worse = worse.unwrap_or_else(|| panic!("{change:?}: {:#?}", found.worse));
        assert_eq!(worse.measure, "exit", "{change:?}");
        assert!(found.better.is_empty(), "{change:?}: {:#?}", found.better);
        assert_ne!(worse.before, worse.after, "{change:?}");
        // The life is one that anybody can try: it holds under the new law, and not under the old.
        assert_eq!(failing(AFTER, &worse.witness), 0, "{}", worse.witness);
        assert_eq!(failing(&law, &worse.witness), 1, "{}", worse.witness);
    }
}

#[test]
fn s53_the_way_back_is_told_as_a_relief() {
    let back = [Change::Narrower, Change::Later, Change::Shorter];
    for ((_, law), change) in rows().iter().zip(back) {
        let found = compared(AFTER, law);
        assert!(found.worse.is_empty(), "{change:?}: {:#?}", found.worse);
        let mut better = found.better.iter();
        assert!(better.any(|it| it.change == change), "{:#?}", found.better);
    }
}

#[test]
fn s53_a_law_that_says_the_same_changes_nothing() {
    let found = compared(AFTER, AFTER);
    assert!(
        found.worse.is_empty() && found.better.is_empty(),
        "{found:#?}"
    );
    assert!(found.lives > 0);
}
