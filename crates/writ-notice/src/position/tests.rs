//! Every reason has a sentence in every language, whatever its truth.

use jiff::Timestamp;
use serde_json::json;
use writ_law::because::{Because, FactKnown, FactTest, NoService, StepCause};
use writ_law::case::Matter;
use writ_law::event::EventKind;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_law::truth::Truth;

use super::told::{Node, Told};
use super::{Account, Force};
use crate::{Catalogue, Language};

const AT: &str = "2023-05-15T10:00:00+03:00";

fn at() -> Timestamp {
    AT.parse().unwrap()
}

fn no_services() -> Vec<NoService> {
    let on = at();
    let name = || "x".to_owned();
    vec![
        NoService::Courtesy,
        NoService::NoLaw,
        NoService::Region,
        NoService::By,
        NoService::To,
        NoService::Place,
        NoService::Need {
            test: FactTest::Holds { fact: name() },
        },
        NoService::Rebutted { on },
        NoService::Copy,
        NoService::Window,
        NoService::FirstContact,
        NoService::NotJudged { judgement: name() },
        NoService::Alerts,
        NoService::Attempts,
        NoService::NotTried { other: name() },
        NoService::Returned { on },
        NoService::PublicEvent { proclaimed: name() },
        NoService::Mark,
        NoService::NotReceived { on },
        NoService::Waiting { until: on },
    ]
}

fn step_causes() -> Vec<StepCause> {
    vec![
        StepCause::Begun,
        StepCause::Event {
            event: EventKind::Opened,
        },
        StepCause::Excuse,
        StepCause::Period {
            period: "twenty".to_owned(),
        },
        StepCause::Period {
            period: "(days)5".to_owned(),
        },
        StepCause::Missed {
            duty: "appear".to_owned(),
        },
        StepCause::Clock,
    ]
}

fn facts() -> Vec<Because> {
    let fact = || "sex".to_owned();
    let value = || "male".to_owned();
    let (from, below) = (Some(18), Some(27));
    let tests = [
        FactTest::Value {
            fact: fact(),
            value: value(),
        },
        FactTest::NotValue {
            fact: fact(),
            value: value(),
        },
        FactTest::Age {
            fact: fact(),
            from,
            below,
        },
        FactTest::Age {
            fact: fact(),
            from,
            below: None,
        },
        FactTest::Age {
            fact: fact(),
            from: None,
            below,
        },
        FactTest::NotAge {
            fact: fact(),
            from: None,
            below: None,
        },
        FactTest::Holds { fact: fact() },
        FactTest::HoldsNot { fact: fact() },
    ];
    let known = [
        FactKnown::Known,
        FactKnown::Missing,
        FactKnown::Stale,
        FactKnown::Conflict,
        FactKnown::OtherSource,
        FactKnown::Unproved,
    ];
    let date = "2023-05-15".parse().unwrap();
    let mut all = Vec::new();
    for test in tests {
        for known in known {
            for (source, recorded) in [(None, None), (Some("portal".to_owned()), Some(date))] {
                all.push(Because::Fact {
                    test: test.clone(),
                    known,
                    source,
                    recorded,
                });
            }
        }
    }
    all
}

/// At least one reason of each kind.
fn reasons() -> Vec<Because> {
    let at = at();
    let name = || "x".to_owned();
    let event = EventKind::Posted;
    let mut all = vec![
        Because::Restricted { measure: name() },
        Because::OverReadings,
        Because::EarlierKnowledge,
        Because::Test,
        Because::Closed { event, at },
        Because::VoidFromStart { event, at },
        Because::NothingToObey { at },
        Because::Law,
        Because::Served {
            channel: name(),
            event,
            at,
            day: None,
        },
        Because::Served {
            channel: name(),
            event,
            at,
            day: Some(jiff::civil::date(2023, 4, 24)),
        },
        Because::NotServed,
        Because::Stage { stage: name() },
        Because::Uncovered { from: at },
        Because::Eligible,
        Because::Category { category: name() },
        Because::All,
        Because::Any,
    ];
    all.extend(safeguards());
    let channel = name;
    all.extend(no_services().into_iter().map(|why| {
        let channel = channel();
        Because::DidNotServe {
            channel,
            event,
            at,
            why,
        }
    }));
    let stage = name;
    all.extend(step_causes().into_iter().map(|why| {
        let stage = stage();
        Because::Step { stage, at, why }
    }));
    all.extend(facts());
    all
}

fn safeguards() -> Vec<Because> {
    let at = at();
    let name = || "x".to_owned();
    vec![
        Because::EligibleThroughout,
        Because::EligibilityLapsed { from: at },
        Because::OwnCondition,
        Because::NotWarned { warning: name() },
        Because::Warned {
            warning: name(),
            at,
            until: Some(at),
        },
        Because::Warned {
            warning: name(),
            at,
            until: None,
        },
        Because::Undecided,
        Because::Decided { at, by: name() },
        Because::DecidedTooLate { at, until: at },
        Because::NotStayed,
        Because::Stayed { remedy: name(), at },
        Because::NoClaim,
        Because::ExcuseUndecided { excuse: name(), at },
        Because::ReceiptDenied { at },
        Because::AppearanceClaimed { at },
        Because::ExceptionGranted {
            exception: name(),
            at,
            until: None,
        },
        Because::ExceptionGranted {
            exception: name(),
            at,
            until: Some(at),
        },
        Because::NewDay,
        Because::Ended,
        Because::LimitNotBegun,
        Because::Limit { at },
        Because::Version { version: name() },
    ]
}

/// The places of kinds, so that a new kind without a sample does not compile.
fn place(because: &Because) -> usize {
    match because {
        Because::Restricted { .. } => 0,
        Because::OverReadings => 1,
        Because::EarlierKnowledge => 2,
        Because::Test => 3,
        Because::Closed { .. } => 4,
        Because::VoidFromStart { .. } => 5,
        Because::NothingToObey { .. } => 6,
        Because::Law => 7,
        Because::Served { .. } => 8,
        Because::NotServed => 9,
        Because::DidNotServe { .. } => 10,
        Because::Stage { .. } => 11,
        Because::Step { .. } => 12,
        Because::Uncovered { .. } => 13,
        Because::Eligible => 14,
        Because::Category { .. } => 15,
        Because::All => 16,
        Because::Any => 17,
        Because::Fact { .. } => 18,
        Because::EligibleThroughout => 19,
        Because::EligibilityLapsed { .. } => 20,
        Because::OwnCondition => 21,
        Because::NotWarned { .. } => 22,
        Because::Warned { .. } => 23,
        Because::Undecided => 24,
        Because::Decided { .. } => 25,
        Because::DecidedTooLate { .. } => 26,
        Because::NotStayed => 27,
        Because::Stayed { .. } => 28,
        Because::NoClaim => 29,
        Because::ExcuseUndecided { .. } => 30,
        Because::ReceiptDenied { .. } => 31,
        Because::AppearanceClaimed { .. } => 32,
        Because::ExceptionGranted { .. } => 33,
        Because::NewDay => 34,
        Because::Ended => 35,
        Because::LimitNotBegun => 36,
        Because::Limit { .. } => 37,
        Because::Version { .. } => 38,
    }
}

const KINDS: usize = 39;

#[test]
fn there_is_a_sample_of_each_kind_of_reason() {
    let mut seen = [0; KINDS];
    for reason in reasons() {
        seen[place(&reason)] += 1;
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

fn matter() -> Matter {
    let json = json!({"id": "m1", "instrument": "call-up", "issued_at": AT});
    serde_json::from_value(json).unwrap()
}

fn node(because: &Because, truth: Truth) -> Node {
    let mut json = serde_json::to_value(because).unwrap();
    json["truth"] = truth.word().into();
    serde_json::from_value(json).unwrap()
}

#[test]
fn every_reason_has_a_sentence_in_every_language() {
    let pack = PackText::of_file(
        "guarded",
        "regime.md",
        include_str!("../../../../regimes/guarded/regime.md"),
    );
    let regime = Regime::read(&pack).unwrap();
    let nothing = json!({"at": AT, "known_at": null, "eligible": "yes", "served": null,
        "stage": {}, "duties": [], "effects": [], "next_change": null});
    let position = Told::read(&nothing).unwrap();
    let matter = matter();
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let account = Account {
            regime: &regime,
            catalogue: &catalogue,
            position: &position,
            matter: &matter,
            events: &[],
            force: Force::None,
            why_not: None,
        };
        let mut said = std::collections::BTreeMap::new();
        for reason in reasons() {
            for truth in [Truth::No, Truth::Unknown, Truth::Yes] {
                let sentence = account.reason(&node(&reason, truth));
                assert!(
                    sentence.ends_with('.'),
                    "{language}: {reason:?}: {sentence}"
                );
                assert!(
                    !sentence.contains(['{', '$']),
                    "{language}: {reason:?}: {sentence}"
                );
                said.entry(sentence).or_insert_with(|| place(&reason));
            }
        }
        // A sentence that stood for two kinds would hide one of them.
        for reason in reasons() {
            for truth in [Truth::No, Truth::Unknown, Truth::Yes] {
                let sentence = account.reason(&node(&reason, truth));
                assert_eq!(said[&sentence], place(&reason), "{language}: {sentence}");
            }
        }
    }
}

/// What a position says is read back as it was said.
#[test]
fn a_reason_is_its_own_json() {
    for reason in reasons() {
        let json = serde_json::to_value(&reason).unwrap();
        let back: Because = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(back, reason, "{json}");
        assert_eq!(json["code"], reason.code());
    }
}
