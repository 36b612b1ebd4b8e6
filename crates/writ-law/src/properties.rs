//! What must hold of every regime that ships, whatever happens: random facts and events over all
//! packs. Each test names the invariant that it holds.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::case::{Case, DatePeriod, Event, Fact, FactValue, Matter, Person};
use crate::event::{Attribute, EventKind};
use crate::life::Life;
use crate::pack::{PackFile, PackText};
use crate::position::{AsOf, position};
use crate::regime::Regime;
use crate::timeline::{segment_at, segments, snapshot, timeline};
use crate::trace::Laws;
use crate::truth::Truth;

macro_rules! packs {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../../regimes/", $name, "/regime.md")))),*]
    };
}

pub(crate) static REGIMES: LazyLock<Vec<Regime>> = LazyLock::new(|| {
    let mut packs = packs!(
        "seed/000", "seed/001", "seed/002", "seed/003", "seed/004", "seeds", "guarded"
    )
    .to_vec();
    // A made-up law in which an answer, which relieves, is what brings the effect about: late news
    // of it must not reach back, because what was known then did not say so.
    packs.insert(
        0,
        (
            "answer-punished",
            include_str!("../tests/packs/answer-punished.kdl"),
        ),
    );
    packs
        .into_iter()
        .map(|(name, text)| {
            let path = if name == "answer-punished" {
                "pack.kdl"
            } else {
                "regime.md"
            };
            let file = PackFile {
                path: path.to_owned(),
                text: text.to_owned(),
            };
            let pack = PackText {
                name: name.to_owned(),
                files: vec![file],
            };
            Regime::read(&pack).unwrap_or_else(|findings| panic!("{name}: {findings:?}"))
        })
        .collect()
});

/// 00:00 UTC of 10 April 2023, some days before the law of the packs begins.
const START: i64 = 1_681_084_800;
const HOUR: i64 = 3600;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_second(START + hours * HOUR).unwrap()
}

fn choice(values: &'static [&'static str]) -> impl Strategy<Value = FactValue> {
    prop::sample::select(values).prop_map(|word| FactValue::Word(word.to_owned()))
}

fn value(fact: &'static str) -> BoxedStrategy<FactValue> {
    match fact {
        "birth-date" => (1968i16..2008, 1i8..13, 1i8..29)
            .prop_map(|(y, m, d)| FactValue::Word(format!("{y}-{m:02}-{d:02}")))
            .boxed(),
        "sex" => choice(&["male", "male", "male", "female"]).boxed(),
        "service" => choice(&["none", "none", "reserve", "reserve", "completed"]).boxed(),
        "fitness" => choice(&["A", "A", "B", "V", "D"]).boxed(),
        "account" => choice(&["active", "active", "active", "none"]).boxed(),
        "address" => choice(&["confirmed", "confirmed", "unconfirmed"]).boxed(),
        "region" => choice(&["A", "B"]).boxed(),
        _ => prop::collection::vec((0i8..5, 1i8..3), 0..2)
            .prop_map(|periods| {
                let date = |month: i8| jiff::civil::date(2023, 3 + month, 15);
                let period = |(from, long): (i8, i8)| DatePeriod {
                    from: date(from),
                    until: date(from + long),
                };
                FactValue::Periods(periods.into_iter().map(period).collect())
            })
            .boxed(),
    }
}

const FACTS: &[(&str, &str)] = &[
    ("birth-date", "civil-registry"),
    ("sex", "civil-registry"),
    ("service", "military-register"),
    ("fitness", "medical-board"),
    ("deferment", "military-register"),
    ("account", "portal"),
    ("address", "civil-registry"),
    ("region", "civil-registry"),
];

fn fact(place: usize, early: bool) -> BoxedStrategy<Fact> {
    let (name, source) = FACTS[place];
    let hours = if early { -400i64..-10 } else { -100..2400 };
    let delay = prop_oneof![3 => Just(0i64), 1 => 1i64..400];
    let source = prop_oneof![9 => Just(source), 1 => Just("somebody-else")];
    (value(name), hours, delay, source)
        .prop_map(move |(value, hours, delay, source)| Fact {
            stated_at: None,
            proved_at: None,
            fact: name.to_owned(),
            value,
            at: at(hours),
            recorded_at: at(hours + delay),
            source: source.to_owned(),
        })
        .boxed()
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let early: Vec<_> = (0..FACTS.len()).map(|place| fact(place, true)).collect();
    let late = prop::collection::vec((0..FACTS.len()).prop_flat_map(|it| fact(it, false)), 0..4);
    (early, late).prop_map(|(mut early, late)| {
        early.extend(late);
        early
    })
}

fn pick(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(str::to_owned)
}

fn event() -> impl Strategy<Value = Event> {
    let kinds = prop::sample::select(EventKind::ALL)
        .prop_filter("stands alone", |kind| !matches!(kind, EventKind::Corrected));
    let often = prop::sample::select(vec![
        EventKind::Posted,
        EventKind::Posted,
        EventKind::Opened,
        EventKind::Delivered,
        EventKind::Dispatched,
        EventKind::Warned,
        EventKind::Decided,
        EventKind::Replied,
        EventKind::Replied,
    ]);
    let when = (0i64..2400, prop_oneof![3 => Just(0i64), 1 => 1i64..500]);
    let words = (
        pick(&["portal", "portal", "post", "hand"]),
        pick(&["officer", "officer", "police", "court"]),
        pick(&["person", "person", "neighbour"]),
        pick(&["address", "work", "detention"]),
        pick(&["exit", "exit", "driving", "credit", "property"]),
        pick(&["imposed", "imposed", "imposed", "ended"]),
        any::<bool>(),
    );
    (prop_oneof![2 => kinds, 3 => often], when, words).prop_map(|(kind, when, words)| {
        let (hours, delay) = when;
        let (channel, by, to, place, effect, outcome, named) = words;
        let mut event = Event::new("", kind, at(hours));
        event.recorded_at = at(hours + delay);
        for attribute in kind.attributes() {
            match attribute {
                Attribute::Channel => event.channel = Some(channel.clone()),
                Attribute::By => event.by = Some(by.clone()),
                Attribute::To => event.to = Some(to.clone()),
                Attribute::Place => event.place = Some(place.clone()),
                Attribute::Effect if named => event.effect = Some(effect.clone()),
                Attribute::Outcome if kind == EventKind::Reviewed => {
                    event.outcome = Some("extended".to_owned());
                }
                Attribute::Outcome if kind == EventKind::Judged => {
                    event.outcome = Some(if named { "yes" } else { "no" }.to_owned());
                }
                Attribute::Reason if kind == EventKind::Judged => {
                    event.reason = Some(
                        if by == "court" {
                            "non-receipt"
                        } else {
                            "appearance"
                        }
                        .to_owned(),
                    );
                }
                Attribute::Outcome => event.outcome = Some(outcome.clone()),
                _ => {}
            }
        }
        event
    })
}

/// Events with identifiers, and now and then a correction of one of them.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let correction = prop::option::weighted(0.3, (any::<prop::sample::Index>(), 0i64..2400));
    (prop::collection::vec(event(), 1..9), correction).prop_map(|(mut events, correction)| {
        for (index, event) in events.iter_mut().enumerate() {
            event.id = format!("e{index}");
        }
        if let Some((index, hours)) = correction {
            let mut event = Event::new("c", EventKind::Corrected, at(hours));
            event.supersedes = Some(index.get(&events).id.clone());
            events.push(event);
        }
        events
    })
}

/// A summons that is ignored, with all that a careful authority does about it.
fn ignored(appear: i64, waits: (i64, i64, i64)) -> Vec<Event> {
    let (read, warn, decide) = waits;
    let mut events = Vec::new();
    let mut add = |id: &str, kind, hours, effect: Option<&str>| {
        let mut event = Event::new(id, kind, at(hours));
        match kind {
            EventKind::Decided => {
                event.by = Some("officer".to_owned());
                event.outcome = Some("imposed".to_owned());
                event.effect = effect.map(str::to_owned);
            }
            _ => event.channel = Some("portal".to_owned()),
        }
        events.push(event);
    };
    let warned = appear + 24 + warn;
    let decided = warned + 15 * 24 + decide;
    add("s1", EventKind::Dispatched, 110, None);
    add("s2", EventKind::Posted, 110, None);
    add("s3", EventKind::Opened, 110 + read, None);
    add("s4", EventKind::Warned, warned, None);
    add("s5", EventKind::Decided, decided, Some("exit"));
    add("s6", EventKind::Decided, decided + 240, Some("driving"));
    events
}

/// A person whom nothing excludes.
fn callable() -> Vec<Fact> {
    let words = [
        "2000-03-05",
        "male",
        "none",
        "A",
        "",
        "active",
        "confirmed",
        "A",
    ];
    let facts = FACTS.iter().zip(words).map(|((name, source), word)| Fact {
        stated_at: None,
        proved_at: None,
        fact: (*name).to_owned(),
        value: match *name {
            "deferment" => FactValue::Periods(Vec::new()),
            _ => FactValue::Word(word.to_owned()),
        },
        at: at(-100),
        recorded_at: at(-100),
        source: (*source).to_owned(),
    });
    facts.collect()
}

pub(crate) fn case() -> impl Strategy<Value = (usize, Case)> {
    let summons = (200i64..1200, prop::option::weighted(0.9, Just(())));
    let story = prop::option::weighted(0.5, (1i64..80, 0i64..72, 0i64..200));
    let person = prop_oneof![1 => facts(), 1 => Just(callable())];
    (0..REGIMES.len(), person, events(), summons, story).prop_map(
        |(regime, facts, mut events, (appear, has_day), story)| {
            if let Some(waits) = story {
                events.truncate(3);
                events.retain(|event| event.kind != EventKind::Corrected);
                events.extend(ignored(appear, waits));
            }
            let matter = Matter {
                id: "m1".to_owned(),
                instrument: "call-up".to_owned(),
                issued_at: at(0),
                appear_at: has_day.map(|()| at(appear)),
                place: None,
                region: Some("A".to_owned()),
            };
            let person = Person {
                id: "made-up".to_owned(),
                facts,
                restricted: Vec::new(),
            };
            (
                regime,
                Case {
                    person,
                    matter,
                    events,
                    ask: Vec::new(),
                },
            )
        },
    )
}

pub(crate) fn bind(regime: &Regime, case: &Case) -> Option<Life> {
    // `guarded` knows remedies that the seeds do not; a case that does not fit is not judged.
    Life::bind(regime, &case.person, &case.matter, &case.events).ok()
}

pub(crate) fn points(case: &Case) -> Vec<Timestamp> {
    let mut points: Vec<Timestamp> = case
        .events
        .iter()
        .flat_map(|it| [it.at, it.recorded_at])
        .collect();
    points.extend((0..12).map(|step| at(step * 200 + 7)));
    points
}

fn json(regime: &Regime, case: &Case, as_of: AsOf) -> Option<String> {
    let life = bind(regime, case)?;
    Some(serde_json::to_string(&position(regime, &life, as_of)).unwrap())
}

/// For each point and measure: is it restricted there in any reading?
fn restricted(regime: &Regime, case: &Case, points: &[Timestamp]) -> Option<Vec<bool>> {
    let life = bind(regime, case)?;
    let timeline = timeline(regime, &life, None);
    let mut restricted = Vec::new();
    for at in points {
        for measure in regime.measures() {
            for alternative in 0..regime.alternatives().len() {
                restricted.push(timeline.reading(alternative, measure, *at) == Truth::Yes);
            }
        }
    }
    Some(restricted)
}

fn adds(before: &[bool], after: &[bool]) -> bool {
    before
        .iter()
        .zip(after)
        .any(|(before, after)| *after && !before)
}

/// I5, by the one law in which it can be seen by hand: an answer of 20 April that is recorded on
/// 1 May restricts from 1 May, although the answer relieves and its force reaches back.
#[test]
fn late_news_restricts_nobody_in_the_past() {
    let regime = &REGIMES[0];
    let mut posted = Event::new("e1", EventKind::Posted, at(120));
    posted.channel = Some("portal".to_owned());
    let mut replied = Event::new("e2", EventKind::Replied, at(240));
    replied.recorded_at = at(504);
    let matter = Matter {
        id: "m1".to_owned(),
        instrument: "call-up".to_owned(),
        issued_at: at(0),
        appear_at: None,
        place: None,
        region: None,
    };
    let person = Person {
        id: "made-up".to_owned(),
        facts: callable(),
        restricted: Vec::new(),
    };
    let case = Case {
        person,
        matter,
        events: vec![posted, replied],
        ask: Vec::new(),
    };
    let life = bind(regime, &case).unwrap();
    let timeline = timeline(regime, &life, None);
    let answers = [119, 240, 503, 504, 900].map(|hours| timeline.answer("exit", at(hours)));
    assert_eq!(
        answers,
        [Truth::No, Truth::No, Truth::No, Truth::Yes, Truth::Yes]
    );
    // What the answer ends, it ends from when it was so.
    let answers = [119, 120, 239, 240, 900].map(|hours| timeline.answer("property", at(hours)));
    assert_eq!(
        answers,
        [Truth::No, Truth::Yes, Truth::Yes, Truth::No, Truth::No]
    );
}

/// The generator reaches restrictions in every regime; otherwise the tests below could not fail.
#[test]
fn random_lives_reach_restrictions_in_every_regime() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut reached = vec![0usize; REGIMES.len()];
    for _ in 0..400 {
        let (_, case) = case().new_tree(&mut runner).unwrap().current();
        for (count, regime) in reached.iter_mut().zip(REGIMES.iter()) {
            let restricted = restricted(regime, &case, &points(&case)).unwrap_or_default();
            *count += usize::from(restricted.contains(&true));
        }
    }
    println!("{reached:?}");
    assert!(
        reached.iter().all(|count| *count >= 10),
        "restricted lives: {reached:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arrival_order_never_matters((regime, case) in case(), turn in 0usize..9) {
        let regime = &REGIMES[regime];
        let mut other = case.clone();
        other.events.reverse();
        let turn = turn % other.events.len();
        other.events.rotate_left(turn);
        other.person.facts.reverse();
        for at in points(&case).into_iter().step_by(5) {
            let as_of = AsOf { at, known_at: None };
            prop_assert_eq!(json(regime, &case, as_of), json(regime, &other, as_of));
        }
    }

    #[test]
    fn nothing_recorded_after_known_at_matters((regime, case) in case(), known in 0i64..2400) {
        let regime = &REGIMES[regime];
        let known = at(known);
        prop_assume!(bind(regime, &case).is_some());
        let mut less = case.clone();
        less.events.retain(|event| event.recorded_at <= known);
        let ids: Vec<String> = less.events.iter().map(|event| event.id.clone()).collect();
        less.events.retain(|event| event.supersedes.as_ref().is_none_or(|it| ids.contains(it)));
        prop_assume!(less.events.len() == ids.len());
        less.person.facts.retain(|fact| fact.recorded_at <= known);
        for at in points(&case).into_iter().step_by(5) {
            let as_of = AsOf { at, known_at: Some(known) };
            prop_assert_eq!(json(regime, &case, as_of), json(regime, &less, as_of));
        }
    }

    /// I5: in force at `t` as known at `K` if and only if every `k` between says so, literally.
    #[test]
    fn in_force_is_the_least_over_what_was_known((regime, case) in case(), known in 0i64..2400) {
        let regime = &REGIMES[regime];
        let Some(life) = bind(regime, &case) else { return Ok(()) };
        let known = at(known);
        for alternative in regime.alternatives() {
            let laws = Laws::of(regime, alternative);
            let told = segments(laws, &life, known);
            for t in points(&case) {
                let floor = t.min(known);
                // Every instant at which something was recorded, and the two ends.
                let mut instants = vec![floor, known];
                instants.extend(life.stamps.iter().filter(|k| **k >= floor && **k <= known));
                for measure in 0..regime.frame().measures.len() {
                    let least = instants
                        .iter()
                        .map(|k| {
                            let raw = snapshot(laws, &life, *k);
                            segment_at(&raw, t).map_or(Truth::No, |it| it.effects[measure])
                        })
                        .min()
                        .unwrap();
                    let answer = segment_at(&told, t).map_or(Truth::No, |it| it.effects[measure]);
                    prop_assert_eq!(answer, least, "{} {} at {}", regime.name(), measure, t);
                }
            }
        }
    }

    /// I3, I7: ignorance never burdens.
    #[test]
    fn a_fact_turned_unknown_never_adds_a_restriction(
        (regime, case) in case(),
        fact in 0usize..8,
        odds in any::<bool>(),
    ) {
        let regime = &REGIMES[regime];
        let points = points(&case);
        let Some(before) = restricted(regime, &case, &points) else { return Ok(()) };
        let mut ignorant = case.clone();
        let (name, _) = FACTS[fact];
        if odds {
            // A second source that contradicts, from the issue on.
            let other = case.person.facts.iter().find(|it| it.fact == name).cloned();
            if let Some(mut other) = other {
                other.source = "another-register".to_owned();
                other.at = case.matter.issued_at;
                other.recorded_at = case.matter.issued_at;
                ignorant.person.facts.push(other);
            }
        } else {
            ignorant.person.facts.retain(|it| it.fact != name);
        }
        let Some(after) = restricted(regime, &ignorant, &points) else { return Ok(()) };
        prop_assert!(!adds(&before, &after), "{}: {name} unknown adds a restriction", regime.name());
    }

    /// I8: closing a matter ends every effect from then on, in every pack.
    #[test]
    fn closing_ends_every_effect((regime, case) in case(), hours in 0i64..2400, kind in 0usize..6) {
        let regime = &REGIMES[regime];
        let kinds = [
            EventKind::Appeared,
            EventKind::BroughtIn,
            EventKind::Withdrawn,
            EventKind::ObjectionUpheld,
            EventKind::FoundIneligible,
            EventKind::Died,
        ];
        let mut closed = case.clone();
        closed.events.push(Event::new("close", kinds[kind], at(hours)));
        let from: Vec<_> = points(&case).into_iter().filter(|it| *it >= at(hours)).collect();
        let Some(restricted) = restricted(regime, &closed, &from) else { return Ok(()) };
        prop_assert!(restricted.iter().all(|it| !it), "{} {:?}", regime.name(), kinds[kind]);
    }

    /// A stay holds while it lasts.
    #[test]
    fn an_objection_stays_at_once((_, case) in case(), hours in 0i64..2000) {
        let regime = REGIMES.last().unwrap();
        let undecided = |event: &Event| {
            !matches!(event.kind, EventKind::Objected | EventKind::ObjectionRejected | EventKind::Told)
        };
        let mut stayed = case.clone();
        stayed.events.retain(undecided);
        stayed.events.retain(|event| event.kind != EventKind::Corrected);
        stayed.events.push(Event::new("object", EventKind::Objected, at(hours)));
        let during: Vec<_> = (0..14 * 24).step_by(12).map(|more| at(hours + more)).collect();
        let Some(restricted) = restricted(regime, &stayed, &during) else { return Ok(()) };
        prop_assert!(restricted.iter().all(|it| !it));
    }

    /// Without a service event there is no restriction.
    #[test]
    fn no_restriction_without_service((regime, case) in case()) {
        let regime = &REGIMES[regime];
        let mut unserved = case.clone();
        let grounds: Vec<EventKind> = regime
            .alternatives()
            .iter()
            .flat_map(|it| it.machine().services.iter().flatten())
            .flat_map(|service| service.grounds.iter().map(|it| it.event))
            .collect();
        unserved.events.retain(|it| !grounds.contains(&it.kind) && it.kind != EventKind::Corrected);
        let Some(restricted) = restricted(regime, &unserved, &points(&case)) else { return Ok(()) };
        prop_assert!(restricted.iter().all(|it| !it));
    }

    /// I6: a test changes nothing, whatever happens to it.
    #[test]
    fn a_test_never_binds((regime, case) in case()) {
        let regime = &REGIMES[regime];
        let mut test = case.clone();
        test.matter.instrument = "drill".to_owned();
        let points = points(&case);
        let Some(restricted) = restricted(regime, &test, &points) else { return Ok(()) };
        prop_assert!(restricted.iter().all(|it| !it));
        let life = bind(regime, &test).unwrap();
        for at in points {
            let position = position(regime, &life, AsOf { at, known_at: None });
            prop_assert!(position.served().is_none() && position.duties.is_empty());
        }
    }

    /// A timeline and a position say the same everywhere.
    #[test]
    fn timeline_and_position_agree((regime, case) in case(), known in 0i64..2600) {
        let regime = &REGIMES[regime];
        let Some(life) = bind(regime, &case) else { return Ok(()) };
        let known = Some(at(known));
        let timeline = timeline(regime, &life, known);
        let second = SignedDuration::from_secs(1);
        let edges = timeline.answers.iter().map(|spell| spell.from);
        let edges: Vec<_> = edges.filter(|it| *it > Timestamp::MIN).flat_map(|it| [it, it - second]).collect();
        for at in points(&case).into_iter().step_by(3).chain(edges.into_iter().take(8)) {
            let position = position(regime, &life, AsOf { at, known_at: known });
            for effect in &position.effects {
                let measure = position.measure(effect);
                prop_assert_eq!(effect.answer, timeline.answer(measure, at));
                for (place, truth) in effect.readings.iter().enumerate() {
                    prop_assert_eq!(*truth, timeline.reading(place, measure, at));
                }
                // The reasons were worked out on another way than the answer.
                let because = position.because(effect);
                let says = because["truth"].as_str().unwrap();
                prop_assert_eq!(says, effect.answer.word());
            }
        }
    }

    /// I1: evaluated again from nothing, the same bytes.
    #[test]
    fn evaluated_again_the_same_bytes((regime, case) in case(), t in 0i64..2400) {
        let regime = &REGIMES[regime];
        let as_of = AsOf { at: at(t), known_at: None };
        prop_assert_eq!(json(regime, &case, as_of), json(regime, &case, as_of));
    }
}
