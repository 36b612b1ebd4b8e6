//! When a quorum was reached: by hand, and against counting it out.

use proptest::prelude::*;
use writ_ledger::cosignature::{CosignedAt, cosign};
use writ_ledger::policy::{Policy, Quorum};

use crate::given::{MORNING, at, log, policy, policy_of, witness_key};

/// The cosignatures of these witnesses at these times.
fn seen(by: &[(&str, u64)]) -> Vec<CosignedAt> {
    let text = log().checkpoint(9).to_text();
    let one = |(name, time): &(&str, u64)| {
        let key = witness_key(name);
        let line = cosign(&key, &text, at(*time)).unwrap();
        CosignedAt::verify(&line, key.verifier(), &text).unwrap()
    };
    by.iter().map(one).collect()
}

#[test]
fn the_quorum_time_is_the_earliest_at_which_enough_had_cosigned() {
    let policy = policy();
    for (by, expected) in [
        (vec![], None),
        (vec![("c1", 10)], None),
        (vec![("c1", 10), ("bar", 20)], None),
        (
            vec![("bar", 10), ("university", 11), ("ombudsman", 12)],
            None,
        ),
        (vec![("c1", 10), ("bar", 20), ("university", 30)], Some(30)),
        (vec![("c1", 40), ("bar", 20), ("university", 30)], Some(40)),
        // More than enough: the second court and the third of three come too late to matter.
        (
            vec![
                ("c1", 10),
                ("c2", 99),
                ("bar", 20),
                ("university", 30),
                ("ombudsman", 98),
            ],
            Some(30),
        ),
        (
            vec![
                ("c1", 99),
                ("c2", 10),
                ("bar", 98),
                ("university", 30),
                ("ombudsman", 20),
            ],
            Some(30),
        ),
        // Twice: the earliest counts, and it counts once.
        (
            vec![("c1", 50), ("c1", 10), ("bar", 20), ("university", 30)],
            Some(30),
        ),
        (
            vec![("c1", 10), ("bar", 20), ("bar", 21), ("bar", 22)],
            None,
        ),
        // A stranger does not count.
        (vec![("c1", 10), ("bar", 20), ("stranger", 1)], None),
        (vec![("c1", 10), ("bar", 10), ("university", 10)], Some(10)),
    ] {
        let time = policy.quorum_time(&seen(&by));
        assert_eq!(time, expected.map(at), "{by:?}");
    }
}

#[test]
fn what_is_missing_is_said_with_names() {
    let policy = policy();
    for (by, said) in [
        (
            vec![],
            "the quorum `q` is missing: `q` has 0 of 2, without `courts`, `civil`; `courts` has 0 of \
             1, without `c1`, `c2`; `civil` has 0 of 2, without `ombudsman`, `bar`, `university`",
        ),
        (
            vec![("c2", MORNING), ("bar", MORNING)],
            "the quorum `q` is missing: `q` has 1 of 2, without `civil`; `civil` has 1 of 2, without \
             `ombudsman`, `university`",
        ),
    ] {
        let Quorum::Missing(missing) = policy.quorum(&seen(&by)) else {
            unreachable!("{by:?}")
        };
        assert_eq!(missing.to_string(), said);
    }
    let lone = policy_of(&log().key, &["c1", "c2"], "quorum c2\n");
    let Quorum::Missing(missing) = lone.quorum(&seen(&[("c1", MORNING)])) else {
        unreachable!()
    };
    assert_eq!(
        missing.to_string(),
        "the quorum `c2` is missing: `c2` has 0 of 1, without `c2`"
    );
}

#[test]
fn a_policy_without_witnesses_proves_no_time() {
    let none = policy_of(&log().key, &["c1"], "quorum none\n");
    assert!(!none.asks_witnesses());
    assert_eq!(none.quorum(&seen(&[("c1", MORNING)])), Quorum::NotAsked);
    assert_eq!(none.quorum_time(&seen(&[("c1", MORNING)])), None);
}

#[test]
fn the_fewest_who_are_enough_are_counted() {
    let log = log().key;
    for (rest, fewest) in [
        ("quorum none\n", None),
        ("quorum a\n", Some(1)),
        ("group g any a b c\nquorum g\n", Some(1)),
        ("group g all a b c\nquorum g\n", Some(3)),
        ("group g any a b\ngroup h 2 g c d\nquorum h\n", Some(2)),
        ("group g all a b c\ngroup h 1 g d\nquorum h\n", Some(1)),
        ("group g all a b\ngroup h all g c\nquorum h\n", Some(3)),
    ] {
        let policy = policy_of(&log, &["a", "b", "c", "d"], rest);
        assert_eq!(policy.fewest(), fewest, "{rest}");
    }
    assert_eq!(policy().fewest(), Some(3));
}

/// A rule as it is counted out here.
#[derive(Debug, Clone)]
enum Rule {
    Witness(usize),
    Group(usize, Vec<Rule>),
}

impl Rule {
    /// Whether those who had cosigned by `time` are enough.
    fn satisfied(&self, times: &[(usize, u64)], time: u64) -> bool {
        match self {
            Rule::Witness(own) => times.iter().any(|(who, at)| who == own && *at <= time),
            Rule::Group(taken, members) => {
                let had = members.iter().filter(|one| one.satisfied(times, time));
                had.count() >= *taken
            }
        }
    }

    /// Gives every witness its own number, so that each counts in one place only.
    fn number(&mut self, next: &mut usize) {
        match self {
            Rule::Witness(own) => {
                *own = *next;
                *next += 1;
            }
            Rule::Group(taken, members) => {
                members.iter_mut().for_each(|member| member.number(next));
                *taken = 1 + *taken % members.len();
            }
        }
    }

    /// Its lines, and the name it goes by.
    fn print(&self, lines: &mut Vec<String>) -> String {
        let (line, name) = match self {
            Rule::Witness(own) => {
                let name = format!("w{own}");
                let key = witness_key(&name);
                (format!("witness {name} {}\n", key.verifier()), name)
            }
            Rule::Group(taken, members) => {
                let members: Vec<_> = members.iter().map(|one| one.print(lines)).collect();
                let name = format!("g{}", lines.len());
                (
                    format!("group {name} {taken} {}\n", members.join(" ")),
                    name,
                )
            }
        };
        lines.push(line);
        name
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let witness = Just(Rule::Witness(0)).boxed();
    let rule = witness.prop_recursive(3, 10, 4, |inner| {
        let members = prop::collection::vec(inner, 1..4);
        (0..4_usize, members).prop_map(|(taken, members)| Rule::Group(taken, members))
    });
    rule.prop_map(|mut rule| {
        rule.number(&mut 0);
        rule
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_quorum_time_is_what_counting_out_gives(
        rule in rule(),
        times in prop::collection::vec((0..12_usize, 1..20_u64), 0..12),
    ) {
        let mut lines = Vec::new();
        let name = rule.print(&mut lines);
        let text = format!("{}quorum {name}\n", lines.concat());
        let policy = Policy::parse(text.as_bytes()).unwrap();
        let names: Vec<String> = times.iter().map(|(who, _)| format!("w{who}")).collect();
        let by: Vec<(&str, u64)> = names
            .iter()
            .zip(&times)
            .map(|(name, (_, at))| (name.as_str(), *at))
            .collect();
        let counted = (1..20).find(|time| rule.satisfied(&times, *time));
        prop_assert_eq!(policy.quorum_time(&seen(&by)), counted.map(at), "{}", text);
        let missing = matches!(policy.quorum(&seen(&by)), Quorum::Missing(_));
        prop_assert_eq!(missing, counted.is_none());
    }
}
