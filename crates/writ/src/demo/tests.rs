//! What must hold in the registries of the story, whatever happens to the people in them.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use writ_law::event::EventKind;
use writ_law::truth::Truth;
use writ_registry::{ExplainedMatter, Force};
use writ_sim::population::Population;
use writ_sim::shares::Shares;

use super::calendar::{CHOSEN, LAST, OPENED};
use super::called::Called;
use super::house::House;
use super::lived::Lived;
use super::opening::{self, DRILL};
use super::steps::Steps;
use super::stop::Stop;
use super::telling::{self, Stage, Told};
use crate::output::{Format, Output};

const PERSONS: u32 = 300;

#[test]
fn quotas_come_to_one_in_ten() {
    for persons in [100, 600, 999, 20_000] {
        assert_eq!(
            opening::quotas(persons).values().sum::<u32>(),
            persons / 10,
            "{persons}"
        );
    }
}

/// One story, and all that must hold in it: telling it takes longer than looking at it.
#[test]
fn the_registries_of_the_story_keep_the_invariants() {
    let dir = tempfile::tempdir().unwrap();
    let population = Population::new(3, PERSONS, Shares::reported(), OPENED).unwrap();
    let population = Arc::new(population);
    let steps = Arc::new(Steps::new(&Output::new(Format::Json), 1));
    let stage = Stage {
        dir: dir.path().to_owned(),
        population: Arc::clone(&population),
        steps,
    };
    let stop = Stop::new();
    let everything = telling::everything(&stage, &stop).unwrap();
    let looked = stop.unless(async {
        for told in [&everything.report, &everything.reports, &everything.guarded] {
            for called in told.called.iter() {
                check_life(told, called).await;
            }
        }
        Ok(drills(&everything.report.house, &population).await)
    });
    assert_eq!(
        u64::try_from(looked.unwrap()).unwrap(),
        everything.drilled.issued
    );
    assert!(
        everything.report.tally.answered.restricted.persons > 0,
        "nothing to look at"
    );
    assert!(
        everything.guarded.tally.answered.restricted.persons > 0,
        "nothing to look at"
    );
}

/// Once one registry fails or somebody interrupts, all stop.
#[test]
fn stopped_beforehand_nothing_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let population = Arc::new(Population::new(3, 100, Shares::reported(), OPENED).unwrap());
    let steps = Arc::new(Steps::new(&Output::new(Format::Json), 1));
    let stop = Stop::new();
    stop.now();
    let stage = Stage {
        dir: dir.path().to_owned(),
        population,
        steps,
    };
    assert!(telling::everything(&stage, &stop).is_err());
}

async fn explained(house: &House, person: &str, at: Timestamp) -> Vec<ExplainedMatter> {
    let explained = house
        .registry
        .explain(&house.look, person, at, Some(at), None)
        .await;
    explained.unwrap().unwrap().matters
}

async fn check_life(told: &Told, called: &Called) {
    let (house, id) = (&told.house, &called.person.id);
    let end = house.calendar.end();
    let whole = house
        .registry
        .explain(&house.look, id, end, None, None)
        .await
        .unwrap()
        .unwrap();
    // What the story counted from is what the registry holds.
    assert_eq!(whole.facts, called.facts, "{id}");
    let matter = whole
        .matters
        .iter()
        .find(|it| it.matter.id == called.matter.id)
        .unwrap();
    assert_eq!(matter.events, called.events, "{id}");
    assert_eq!(
        whole.questions.len(),
        called.asked.len(),
        "{id}: a question is not shown"
    );
    let lived = Lived::of(&house.regime, called, end).unwrap();
    let mut moments: Vec<Timestamp> = CHOSEN
        .iter()
        .map(|(day, _)| house.calendar.evening(*day))
        .collect();
    for (from, until) in lived.answers.restricted(end) {
        moments.extend([from, until - jiff::SignedDuration::from_nanos(1)]);
        assert!(
            !over_by(called, from),
            "{id}: restricted after the matter was over"
        );
        let over = called.events.iter().filter(|event| ends(event.kind));
        assert!(
            over.map(|event| event.recorded_at)
                .all(|at| at <= from || until <= at),
            "{id}"
        );
    }
    for at in moments {
        let matters = explained(house, id, at).await;
        let matter = matters
            .iter()
            .find(|it| it.matter.id == called.matter.id)
            .unwrap();
        check_position(called, matter, &lived.answers.at(at), at);
    }
}

/// The kinds that end a matter for good.
fn ends(kind: EventKind) -> bool {
    kind.closes() && kind != EventKind::ExcuseAccepted
}

fn over_by(called: &Called, at: Timestamp) -> bool {
    called
        .events
        .iter()
        .any(|event| ends(event.kind) && event.recorded_at <= at)
}

fn check_position(called: &Called, matter: &ExplainedMatter, answers: &[Truth], at: Timestamp) {
    let (id, position) = (&called.person.id, &matter.position);
    assert_eq!(matter.regime["force"], "sandbox");
    let effects = position["effects"].as_array().unwrap();
    for (effect, answer) in effects.iter().zip(answers) {
        assert_eq!(
            effect["answer"],
            answer.word(),
            "{id} at {at}: {}",
            effect["measure"]
        );
    }
    if !answers.contains(&Truth::Yes) {
        return;
    }
    assert_eq!(
        position["eligible"], "yes",
        "{id} at {at}: restricted, and not shown eligible"
    );
    assert_ne!(
        position["served"],
        Value::Null,
        "{id} at {at}: restricted, and not served"
    );
    let serves = |kind: EventKind| {
        matches!(
            kind,
            EventKind::Posted | EventKind::Opened | EventKind::Delivered | EventKind::Refused
        )
    };
    assert!(
        matter.events.iter().any(|event| serves(event.kind)),
        "{id}: served by nothing"
    );
    assert!(
        !over_by(called, at),
        "{id} at {at}: restricted after the matter was over"
    );
}

/// Looks at everyone's drill, and counts them: nothing ever follows from one.
async fn drills(house: &House, population: &Population) -> usize {
    let mut count = 0;
    for person in population
        .people()
        .filter(|person| !person.facts.is_empty())
    {
        for (day, _) in CHOSEN {
            let at = house.calendar.evening(day);
            let matters = explained(house, &person.id, at).await;
            let drills = matters
                .iter()
                .filter(|matter| matter.matter.id.starts_with(DRILL));
            for drill in drills {
                count += usize::from(day == LAST);
                assert_eq!(drill.force, Force::Test);
                assert_eq!(drill.position["served"], Value::Null);
                assert!(drill.position["duties"].as_array().unwrap().is_empty());
                let mut effects = drill.position["effects"].as_array().unwrap().iter();
                assert!(
                    effects.all(|effect| effect["answer"] == "no"),
                    "{}",
                    person.id
                );
            }
        }
    }
    count
}
