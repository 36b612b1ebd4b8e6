//! A made-up person, a matter and what happens, in one line each.

use jiff::Timestamp;
use writ_law::case::{DatePeriod, Event, Fact, FactValue, Matter, Person};
use writ_law::event::EventKind;
use writ_law::life::Life;
use writ_law::pack::{PackFile, PackText};
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;

/// A regime that ships.
pub(crate) fn regime(name: &str) -> Regime {
    let text = match name {
        "seed/002" => include_str!("../../../../regimes/seed/002/regime.md"),
        "guarded" => include_str!("../../../../regimes/guarded/regime.md"),
        other => panic!("no pack {other} here"),
    };
    let file = PackFile {
        path: "regime.md".to_owned(),
        text: text.to_owned(),
    };
    Regime::read(&PackText {
        name: name.to_owned(),
        files: vec![file],
    })
    .unwrap()
}

/// A local time in Moscow, written `2023-04-17 10:00`.
pub(crate) fn time(local: &str) -> Timestamp {
    format!("{}:00+03:00", local.replace(' ', "T"))
        .parse()
        .unwrap()
}

/// A scene: who, what, and what has happened so far.
pub(crate) struct Scene {
    pub(crate) regime: Regime,
    pub(crate) person: Person,
    pub(crate) matter: Matter,
    pub(crate) events: Vec<Event>,
}

impl Scene {
    /// A man of 23 whom nothing excludes, called for a date.
    pub(crate) fn new(name: &str, recorded: &str, appear: &str) -> Self {
        let person = Person {
            id: "made-up".to_owned(),
            facts: Vec::new(),
            restricted: Vec::new(),
        };
        let matter = Matter {
            id: "m1".to_owned(),
            instrument: "call-up".to_owned(),
            issued_at: time(recorded),
            appear_at: Some(time(appear)),
            place: Some("made-up office A".to_owned()),
            region: Some("A".to_owned()),
        };
        let scene = Self {
            regime: regime(name),
            person,
            matter,
            events: Vec::new(),
        };
        [
            ("birth-date", "2000-03-05"),
            ("sex", "male"),
            ("service", "none"),
            ("fitness", "A"),
            ("deferment", ""),
            ("account", "active"),
            ("address", "confirmed"),
        ]
        .into_iter()
        .fold(scene, |scene, (fact, value)| {
            scene.fact(fact, value, recorded, recorded)
        })
    }

    /// A fact from the source that the regime names.
    pub(crate) fn fact(self, fact: &str, value: &str, at: &str, recorded: &str) -> Self {
        let source = match fact {
            "service" | "deferment" => "military-register",
            "fitness" => "medical-board",
            "account" => "portal",
            _ => "civil-registry",
        };
        self.fact_from(source, fact, value, at, recorded)
    }

    pub(crate) fn fact_from(
        mut self,
        source: &str,
        fact: &str,
        value: &str,
        at: &str,
        recorded: &str,
    ) -> Self {
        let value = if fact == "deferment" {
            let periods = value.split_whitespace().map(|period| {
                let (from, until) = period.split_once('/').unwrap();
                DatePeriod {
                    from: from.parse().unwrap(),
                    until: until.parse().unwrap(),
                }
            });
            FactValue::Periods(periods.collect())
        } else {
            FactValue::Word(value.to_owned())
        };
        self.person.facts.push(Fact {
            stated_at: None,
            proved_at: None,
            fact: fact.to_owned(),
            value,
            at: time(at),
            recorded_at: time(recorded),
            source: source.to_owned(),
        });
        self
    }

    /// Something that happened and was recorded at once. Words: `channel=portal effect=exit …`.
    pub(crate) fn then(self, at: &str, kind: EventKind, words: &str) -> Self {
        self.late(at, at, kind, words)
    }

    /// Something that happened and was recorded later.
    pub(crate) fn late(mut self, at: &str, recorded: &str, kind: EventKind, words: &str) -> Self {
        let mut event = Event::new(format!("e{}", self.events.len() + 1), kind, time(at));
        event.recorded_at = time(recorded);
        for word in words.split_whitespace() {
            let (name, value) = word.split_once('=').unwrap();
            let value = Some(value.to_owned());
            match name {
                "channel" => event.channel = value,
                "by" => event.by = value,
                "effect" => event.effect = value,
                "outcome" => event.outcome = value,
                "remedy" => event.remedy = value,
                "excuse" => event.excuse = value,
                "reason" => event.reason = value,
                "supersedes" => event.supersedes = value,
                other => panic!("no attribute {other}"),
            }
        }
        self.events.push(event);
        self
    }

    pub(crate) fn life(&self) -> Life {
        Life::bind(&self.regime, &self.person, &self.matter, &self.events).unwrap()
    }

    /// Holds rows of: when, as known when (empty: at the end), the measure, the answer, and a
    /// sentence that must stand in the explanation (empty: none asked for).
    #[track_caller]
    pub(crate) fn expect(&self, rows: &[(&str, &str, &str, &str, &str)]) {
        let life = self.life();
        for (at, known, measure, answer, sentence) in rows {
            let known_at = (!known.is_empty()).then(|| time(known));
            let position = position(
                &self.regime,
                &life,
                AsOf {
                    at: time(at),
                    known_at,
                },
            );
            let found = position.effect(measure).unwrap();
            let why = position.explain(measure).unwrap();
            assert_eq!(
                found.answer.word(),
                *answer,
                "{measure} at {at} as known {known}\n{why}"
            );
            assert!(
                why.contains(sentence),
                "{measure} at {at}: no \"{sentence}\" in\n{why}"
            );
        }
    }

    /// Holds rows of: when, the measure, and its truth under one reading.
    #[track_caller]
    pub(crate) fn expect_read(&self, reading: &str, rows: &[(&str, &str, &str)]) {
        let life = self.life();
        let place = self
            .regime
            .alternatives()
            .iter()
            .position(|it| it.name == reading)
            .unwrap();
        for (at, measure, answer) in rows {
            let position = position(
                &self.regime,
                &life,
                AsOf {
                    at: time(at),
                    known_at: None,
                },
            );
            let found = position.effect(measure).unwrap();
            assert_eq!(
                found.readings[place].word(),
                *answer,
                "{measure} at {at} read {reading}"
            );
        }
    }
}
