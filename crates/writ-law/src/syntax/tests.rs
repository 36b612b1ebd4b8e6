//! What is read, and what an error says and where.

use jiff::civil::date;

use super::*;
use crate::event::EventKind;
use crate::finding::Class;
use crate::tree::{
    Amount, Anchor, Change, CountFrom, Due, FactKind, Ground, Line, Method, Name, Pending,
    Predicate, Rebutted, Rule, Served, ServiceNeed, Silence, Term, Tolling, Trigger, Unit, Voids,
    Wait, WhileUndecided,
};

const SMALL: &str = include_str!("../../tests/packs/small.kdl");
const WHOLE: &str = include_str!("../../tests/packs/whole.kdl");
const EXAMPLE: &str = include_str!("../../tests/packs/example.md");

fn small(text: &str) -> PackText {
    PackText::of_file("small", "small.kdl", text)
}

fn tree(text: &str) -> Tree {
    let pack = small(text);
    read(&pack).unwrap_or_else(|findings| panic!("{}", told(&pack, &findings)))
}

/// The findings as lines: `line:column code what: text; help`.
fn told(pack: &PackText, findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let (line, column) = pack.line_column(finding.span);
        let help = finding.help.as_deref().unwrap_or("-");
        let here = pack.slice(finding.span);
        format!(
            "{line}:{column} {} at {here}: {}; {help}",
            finding.code, finding.text
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is said of the small regime after `old` became `new`.
fn spoilt(old: &str, new: &str) -> String {
    spoilt_of(SMALL, old, new)
}

/// What is said of a regime after `old` became `new`.
fn spoilt_of(regime: &str, old: &str, new: &str) -> String {
    assert!(regime.contains(old), "the regime has no {old}");
    let pack = small(&regime.replacen(old, new, 1));
    let Err(findings) = read(&pack) else {
        panic!("{new} is read")
    };
    assert!(findings.iter().all(|finding| finding.class == Class::Error));
    told(&pack, &findings)
}

fn name(word: &str) -> Name {
    Name::new(word, Span::default())
}

#[test]
fn the_example_of_the_language_is_read() {
    let pack = PackText::of_file("example", "regime.md", EXAMPLE);
    let tree = read(&pack).unwrap();
    assert_eq!(tree.regime.name, name("seed/002"));
    assert_eq!(tree.calendars[0].off.len(), 9);
    assert_eq!(tree.calendars[0].off[7].until, date(2023, 1, 9));
    assert_eq!(tree.facts.len(), 8);
    assert!(matches!(&tree.facts[3].kind, FactKind::Choice(values) if values.len() == 5));
    let Predicate::All(parts) = &tree.categories[0].when else {
        panic!()
    };
    let age = Predicate::Age {
        fact: name("birth-date"),
        from: Some(18),
        below: Some(27),
    };
    assert_eq!(parts[1], age);
    assert_eq!(
        tree.services[1].grounds,
        [EventKind::Delivered, EventKind::Refused].map(Ground::at_once)
    );
    assert_eq!(tree.services[1].rebuttals[0].then, Rebutted::ThatDay);
    assert_eq!(tree.services[1].rebuttals[1].reason, name("wrong-person"));
    let after = |from| Trigger::After {
        period: Term::Named(name("twenty")),
        from: Some(from),
    };
    assert_eq!(
        tree.lifecycles[0].stages[1].then[0].trigger,
        after(Anchor::Served)
    );
    let Change::Stage { then, .. } = &tree.disputes[0].readings[1].changes[0] else {
        panic!()
    };
    assert_eq!(then[0].trigger, after(Anchor::AppearAt));
    assert_eq!(
        tree.effects[0].answer_lives,
        Amount {
            n: 15,
            unit: Unit::Minutes
        }
    );
    assert_eq!(tree.examples[0].lines.len(), 8);
    // Places are places in the page.
    assert_eq!(pack.slice(tree.effects[3].measure.span), "property");
    assert_eq!(pack.slice(tree.facts[3].name.span), "fitness");
    assert!(pack.slice(tree.facts[3].span).starts_with("fact fitness"));
    let Line::Then {
        in_force: Some(measures),
        served,
        ..
    } = &tree.examples[0].lines[2]
    else {
        panic!()
    };
    let words: Vec<&str> = measures.iter().map(|word| pack.slice(word.span)).collect();
    assert_eq!(words, ["exit", "driving", "credit", "property"]);
    assert_eq!(*served, None);
}

#[test]
fn what_other_law_adds_is_read() {
    let old = "lifecycle \"call\" {";
    let new = "lifecycle \"call\" voids=from-now {\n cite made-up term\n ends-on replied told\n \
               from any { then late on=absent }";
    let read = tree(&SMALL.replacen(old, new, 1));
    let lifecycle = &read.lifecycles[0];
    assert_eq!(lifecycle.voids, Voids::FromNow);
    assert_eq!(lifecycle.ends_on, [EventKind::Replied, EventKind::Told]);
    assert_eq!(lifecycle.cite, [name("made-up"), name("term")]);
    // Every stage but the one it leads to.
    let ways: Vec<usize> = lifecycle
        .stages
        .iter()
        .map(|stage| stage.then.len())
        .collect();
    assert_eq!(ways, [2, 2, 2, 0]);

    let period = "period \"ten\" n=10 unit=work-days count-from=same-day clear=#true short-up-to=5 \
                  roll=previous month-end=error min-work-days=2 cutoff=\"16:30\" calendar=ee";
    let read = tree(&SMALL.replacen(
        "period \"ten\" n=10 unit=days roll=next calendar=\"ee\"",
        period,
        1,
    ));
    assert_eq!(read.periods[0].count_from, CountFrom::SameDay);
    assert_eq!(read.periods[0].short_up_to, Some(5));
    assert_eq!(
        read.periods[0].cutoff,
        Some(jiff::civil::time(16, 30, 0, 0))
    );
    assert_eq!(read.periods[0].min_work_days, 2);

    let read = tree(&SMALL.replacen("when delivered }", "never }", 1));
    assert_eq!(read.services[1].grounds, []);
    let change = "change effect=exit { never }; change service=post { when opened; or delivered }; \
                  change instrument=call { to juror }; change stage=\"overdue\" { never }";
    let old = "change stage=\"overdue\" { then late after=\"ten\" from=overdue }";
    let read = tree(&SMALL.replacen(old, change, 1));
    let changes = &read.disputes[0].readings[0].changes;
    assert_eq!(
        changes[0],
        Change::Effect {
            measure: name("exit"),
            stages: vec![]
        }
    );
    let grounds = [EventKind::Opened, EventKind::Delivered].map(Ground::at_once);
    assert_eq!(
        changes[1],
        Change::Service {
            channel: name("post"),
            grounds: grounds.to_vec(),
        }
    );
    assert_eq!(
        changes[3],
        Change::Stage {
            stage: name("overdue"),
            then: vec![]
        }
    );
}

/// A plain amount as a term.
fn plain(n: u32, unit: Unit) -> Term {
    Term::Plain(Amount { n, unit })
}

#[test]
fn the_ways_to_be_served_are_read() {
    let whole = tree(WHOLE);
    let [portal, post] = whole.services.as_slice() else {
        panic!()
    };
    let seven = Term::Named(name("seven"));
    let ground = Ground::at_once;
    let wanted = [
        ground(EventKind::Opened),
        Ground {
            wait: Some(Wait::After(plain(48, Unit::Hours))),
            ..ground(EventKind::AlertSent)
        },
        Ground {
            wait: Some(Wait::After(seven)),
            since: Some(name("register-works")),
            ..ground(EventKind::Posted)
        },
        Ground {
            until: Some(name("register-works")),
            ..ground(EventKind::Dispatched)
        },
    ];
    assert_eq!(portal.grounds, wanted);
    assert_eq!(portal.tolled_by, [Tolling::Outage]);
    assert_eq!(portal.rebuttals[0].then, Rebutted::NextDay);
    assert_eq!(portal.rebuttals[0].within, Some(Term::Named(name("month"))));
    let hours = |n| {
        Some(Amount {
            n,
            unit: Unit::Hours,
        })
    };
    let needs = [
        ServiceNeed::Judged(name("expected")),
        ServiceNeed::Alerts {
            count: 2,
            apart: hours(48),
            within: hours(72),
        },
    ];
    assert_eq!(portal.needs, needs);
    let wanted = [
        ground(EventKind::Delivered),
        ground(EventKind::Refused),
        Ground {
            mark: Some(name("refused-mark")),
            ..ground(EventKind::Absent)
        },
        Ground {
            attempt: Some(2),
            wait: Some(Wait::OnDay(plain(7, Unit::Days))),
            ..ground(EventKind::Absent)
        },
    ];
    assert_eq!(post.grounds, wanted);
    assert_eq!(post.needs[1], ServiceNeed::Tried(name("portal")));
    assert_eq!(post.sender, Some(EventKind::Dispatched));
}

#[test]
fn duties_claims_and_what_may_follow_are_read() {
    let whole = tree(WHOLE);
    let from: Vec<&Anchor> = whole.duties.iter().map(|duty| &duty.from).collect();
    let wanted = [
        Anchor::Served,
        Anchor::Statute,
        Anchor::Day(date(2024, 5, 18)),
        Anchor::Window(name("spring")),
        Anchor::PublicEvent(name("register-works")),
    ];
    assert_eq!(from, wanted.iter().collect::<Vec<_>>());
    assert_eq!(whole.duties[0].late_within, Some(plain(2, Unit::Weeks)));
    assert_eq!(whole.duties[1].due, Due::Within(plain(2, Unit::Weeks)));
    assert_eq!(whole.duties[2].due, Due::By(Anchor::Day(date(2024, 7, 17))));
    let winter = &whole.windows[1];
    assert_eq!((winter.from.month, winter.from.day), (11, 15));
    assert!(winter.until < winter.from);
    let late = Anchor::Stage(name("late"));
    let within = (Term::Named(name("month")), late.clone());
    assert_eq!(whole.effects[0].decide_within, Some(within));
    assert_eq!(whole.remedies[0].open_from, late);
    assert_eq!(whole.claims[1].while_undecided, WhileUndecided::Nothing);
    assert_eq!(whole.exceptions[0].silence, Silence::Grants);
    assert_eq!(whole.exceptions[0].lasts, plain(14, Unit::Days));
    let count = whole.sanctions[0].count.as_ref().unwrap();
    assert_eq!((count.n, count.of.as_str()), (2, "defaults"));
    assert_eq!(whole.sanctions[1].count, None);
    assert_eq!(whole.follows[0].on, name("late"));
    assert_eq!(whole.selections[0].reserve_percent, 10);
    assert_eq!(whole.selections[1].method, Method::Named);
    assert_eq!(whole.selections[1].reserve_percent, 0);
    assert_eq!(whole.instruments[0].first_contact, [name("post")]);
    assert_eq!(whole.instruments[0].offers[0].times, 1);
    assert_eq!(whole.calendars[0].name, name("ee"));
    assert!(whole.calendars[0].off.len() > 50);
}

#[test]
fn versions_are_read_in_their_order_with_what_they_change() {
    let whole = tree(WHOLE);
    let names: Vec<&str> = whole.versions.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["2024", "2024-08", "2025"]);
    let second = &whole.versions[1];
    assert_eq!(second.pending, Some(Pending::KeepOldUnlessMilder));
    assert_eq!(second.changes.len(), 2);
    assert!(matches!(
        second.rules.as_slice(),
        [Rule::Effect(_), Rule::Effect(_), Rule::Claim(_)]
    ));
    let repeals: Vec<(&str, &str)> = second
        .repeals
        .iter()
        .map(|it| (it.node.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(repeals, [("effect", "driving"), ("limit", "driving")]);
    assert!(matches!(
        whole.versions[2].rules.as_slice(),
        [Rule::Period(_)]
    ));
}

#[test]
fn what_an_example_expects_is_read() {
    let whole = tree(WHOLE);
    let lines: Vec<&Line> = whole.examples[0]
        .lines
        .iter()
        .filter(|line| matches!(line, Line::Then { .. }))
        .collect();
    let Line::Then {
        open: Some(open),
        since,
        sender,
        ..
    } = lines[0]
    else {
        panic!()
    };
    assert_eq!(open.len(), 4);
    assert_eq!(*since, Some(date(2024, 4, 16).at(10, 0, 0, 0)));
    assert_eq!(*sender, Some(date(2024, 4, 3).at(9, 0, 0, 0)));
    let Line::Then {
        sanctions: Some(sanctions),
        follows: Some(follows),
        ..
    } = lines[2]
    else {
        panic!()
    };
    assert_eq!(sanctions.as_slice(), [name("fine"), name("reprimand")]);
    assert_eq!(follows.as_slice(), [name("demand")]);
    let Line::Then {
        follows: Some(none),
        ..
    } = lines[3]
    else {
        panic!()
    };
    assert_eq!(none.as_slice(), []);
}

#[test]
fn a_day_without_a_time_favours_the_person() {
    let read = tree(&SMALL.replacen(
        "at \"2024-02-01T10:00\" delivered",
        "at \"2024-02-01\" delivered",
        1,
    ));
    let Line::At { at, .. } = read.examples[0].lines[0] else {
        panic!()
    };
    assert_eq!(at, date(2024, 2, 2).at(0, 0, 0, 0));
    let read = tree(&SMALL.replacen(
        "at \"2024-03-06T10:00\" objected",
        "at \"2024-03-06\" objected",
        1,
    ));
    let Line::At { at, .. } = read.examples[0].lines[4] else {
        panic!()
    };
    assert_eq!(at, date(2024, 3, 6).at(0, 0, 0, 0));
    let Line::Then { served, .. } = read.examples[0].lines[1] else {
        panic!()
    };
    assert_eq!(served, Some(Served::Served));
}

/// The rows of a table: groups of lines `key: value`, with `⏎` for a line break.
pub(crate) fn rows<const N: usize>(table: &str, keys: [&str; N]) -> Vec<[String; N]> {
    let groups = table.split("\n\n").skip(1);
    groups
        .map(|group| {
            let mut lines = group.lines();
            keys.map(|key| {
                let line = lines
                    .next()
                    .unwrap_or_else(|| panic!("{key} is missing: {group}"));
                let value = line
                    .strip_prefix(key)
                    .and_then(|rest| rest.strip_prefix(':'));
                let value = value.unwrap_or_else(|| panic!("{key} is missing: {group}"));
                value.strip_prefix(' ').unwrap_or(value).replace('⏎', "\n")
            })
        })
        .collect()
}

#[test]
fn an_error_says_what_and_where_and_what_to_do() {
    let table = include_str!("../../tests/packs/errors.txt");
    for [old, new, says] in rows(table, ["old", "new", "says"]) {
        assert_eq!(spoilt(&old, &new), says, "{old} became {new}");
    }
}

#[test]
fn an_error_in_any_node_says_so_too() {
    let table = include_str!("../../tests/packs/errors-whole.txt");
    for [old, new, says] in rows(table, ["old", "new", "says"]) {
        assert_eq!(spoilt_of(WHOLE, &old, &new), says, "{old} became {new}");
    }
}

#[test]
fn every_mistake_is_said_at_once() {
    let text = SMALL
        .replacen("n=10", "n=ten", 1)
        .replacen("kind=test", "kind=tst", 1);
    let pack = small(&text.replacen("met-by appeared", "met_by appeared", 1));
    let findings = read(&pack).unwrap_err();
    let codes: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code, pack.slice(finding.span)))
        .collect();
    assert_eq!(
        codes,
        [("W000", "ten"), ("W002", "tst"), ("W002", "met_by")]
    );
}

#[test]
fn one_missing_brace_is_one_finding_at_its_opening() {
    let rows = [
        (
            "zone \"Europe/Tallinn\"\n}",
            "zone \"Europe/Tallinn\"\n",
            "2:28",
        ),
        ("then served on=served }", "then served on=served", "29:18"),
        ("holds leave } } }", "holds leave } }", "16:33"),
        ("from=appear-at }\n    }\n}", "from=appear-at }\n}", "44:57"),
        ("stage late\n}", "stage late\n", "28:18"),
    ];
    for (old, new, place) in rows {
        let wanted = format!(
            "{place} W000 at {{: this brace is never closed; write `}}` after the last node that belongs inside it"
        );
        assert_eq!(spoilt(old, new), wanted, "{new}");
    }
    let found = spoilt("stage late\n}", "stage late\n}\n}");
    assert_eq!(
        found,
        "34:1 W000 at }: this brace closes nothing; take it away, or write the `{` it should close"
    );
}

#[test]
fn a_pack_states_one_regime_in_one_place() {
    let said = |files: &[(&str, &str)]| {
        let file = |(path, text): &(&str, &str)| crate::pack::PackFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        let pack = PackText {
            name: "p".to_owned(),
            files: files.iter().map(file).collect(),
        };
        match read(&pack) {
            Ok(tree) => tree.regime.name.text,
            Err(findings) => told(&pack, &findings),
        }
    };
    assert_eq!(
        said(&[
            ("locales/en.ftl", "a = b"),
            ("regime.md", &format!("```writ\n{SMALL}\n```\n")),
            ("notes.md", "")
        ]),
        "small"
    );
    assert!(said(&[("a.kdl", SMALL), ("b.kdl", SMALL)]).contains("no `regime.md`"));
    assert!(said(&[("en.ftl", "")]).contains("no `regime.md`"));
    assert!(said(&[("a.kdl", "")]).contains("this pack has no `regime`"));
    assert!(
        said(&[("a.kdl", &format!("{SMALL}\n{SMALL}"))])
            .contains("a second `regime`: a pack states one regime")
    );
    // An error in one block does not hide that in another.
    let page = "# A\n\n```writ\nregime \"a\" {\n```\n\nText.\n\n```writ\nfact x=\n```\n";
    assert_eq!(said(&[("regime.md", page)]).lines().count(), 2);
    assert!(
        said(&[("regime.md", "# A\n\n```writ\nregime \"a\"\n")])
            .starts_with("3:1 W000 at ```writ: this fence is never closed")
    );
}

#[test]
fn all_of_kdl_can_be_written() {
    let texts = [
        "a /- b c /-d=1 e=2",
        "a /-{ x } { y }",
        "a { y } /-{ x }; b",
        "/- a {\n b }\nc",
        "/-\n  a\nb",
        "(t)a (u)\"s\" p=(v)1 q = 2",
        "a \\ // why\n  b \\\n  c=1\n",
        "a #\"raw \"\\ }\"# \"\"\"\n  }\n  \"\"\" \"\\\"{\"",
        "a /* { /* } */ */ b // }",
        "a -1 0x1F 1_000 #true #null -b .c",
        "a { b; c; }\r\nd {}\n",
    ];
    for text in texts {
        let read = text::nodes(0, text, 0);
        assert!(read.is_ok(), "{text}: {:?}", read.map(|_| ()));
    }
}

#[test]
fn no_text_makes_the_reader_fall_over() {
    let deep = format!("{}{}", "a {\n".repeat(5000), "}\n".repeat(5000));
    assert!(
        read(&small(&deep)).unwrap_err()[0]
            .text
            .contains("too much is nested")
    );
    // The parser would call itself once for each of these.
    for slip in [
        ")", "= ", "a=\n", "a{}", "{}", "a {} b ", "(a)", "/-", "}", "/*", "#\"", "\\\n", "/-//\n",
    ] {
        assert!(read(&small(&slip.repeat(5000))).is_err(), "{slip}");
    }
    for end in (0..SMALL.len()).step_by(29) {
        let Some(part) = SMALL.get(..end) else {
            continue;
        };
        // Some parts end after a rule and can be read; none may end in a panic.
        let _ = read(&small(part));
    }
    for text in [
        "\u{feff}",
        "\"",
        "#\"",
        "/*",
        "(",
        "a=",
        "{",
        "}",
        "\\",
        "a\u{0}b",
        "🦀 {\n}}",
    ] {
        assert!(read(&small(text)).is_err(), "{text:?}");
    }
}
