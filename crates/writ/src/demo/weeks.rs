//! The weeks after posting: day by day, everyone who was called, each in the order of time.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;
use writ_law::case::{Fact, Person};
use writ_law::truth::Truth;
use writ_registry::{Form, ImportOrder, ImportStep, Recorded, operation};
use writ_sim::behaviour::Act;

use super::calendar::{ASKED_ANEW, CHOSEN, Calendar};
use super::called::{Called, WasAsked};
use super::house::{House, staff};
use super::office;
use super::steps::Steps;
use crate::registry::ruled;
use crate::trouble::Trouble;

/// Desks ask about one in so many of those who were called.
const ASKED_ONE_IN: usize = 10;

/// What desks were told about people who were not called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Others {
    /// People of the register who were not called, and people who are in no register.
    pub(super) asked: u64,
    /// How many of the answers were `no`.
    pub(super) no: u64,
}

/// Lives through the weeks.
pub(super) async fn live(
    house: &Arc<House>,
    mut called: Vec<Called>,
    others: &[String],
    steps: &Steps,
) -> Result<(Vec<Called>, Others), Trouble> {
    let mut told = Others::default();
    for day in Calendar::days() {
        if day == ASKED_ANEW {
            ask_anew(house, &mut called, day).await?;
        }
        let is_chosen = CHOSEN.iter().any(|(chosen, _)| *chosen == day);
        called = live_day(house, called, day, is_chosen).await?;
        if is_chosen {
            let answered = ask_about_others(house, others, house.calendar.evening(day)).await?;
            told.asked += answered.asked;
            told.no += answered.no;
        }
        steps.done(1);
    }
    Ok((called, told))
}

async fn live_day(
    house: &Arc<House>,
    called: Vec<Called>,
    day: Date,
    is_chosen: bool,
) -> Result<Vec<Called>, Trouble> {
    let mut lives = JoinSet::new();
    let mut idle = Vec::with_capacity(called.len());
    let until = house.calendar.begins(day.saturating_add(1.day()));
    for (place, called) in called.into_iter().enumerate() {
        let evening = house.calendar.evening(day);
        let asked_at = (is_chosen && place % ASKED_ONE_IN == 0).then_some(evening);
        let next = called
            .next_at()
            .into_iter()
            .chain(called.desk.next_at())
            .chain(asked_at)
            .min();
        if next.is_some_and(|next| next < until) {
            let house = Arc::clone(house);
            lives.spawn_local(
                async move { (place, live_one(called, &house, until, asked_at).await) },
            );
        } else {
            idle.push((place, called));
        }
    }
    let mut reported = Vec::new();
    while let Some(lived) = lives.join_next().await {
        let (place, lived) = lived.map_err(|error| Trouble::failed(error.to_string()))?;
        let (called, facts) = lived?;
        if !facts.is_empty() {
            reported.push((place, facts));
        }
        idle.push((place, called));
    }
    idle.sort_by_key(|(place, _)| *place);
    let mut called: Vec<Called> = idle.into_iter().map(|(_, called)| called).collect();
    reported.sort_by_key(|(place, _)| *place);
    take_in_facts(house, &mut called, reported, house.calendar.night(day)).await?;
    Ok(called)
}

/// What comes next in a life.
enum Next {
    Deed,
    Task,
    Question,
}

/// Everything of one day in one life; what registers report is left for the night.
async fn live_one(
    mut called: Called,
    house: &House,
    until: Timestamp,
    mut asked_at: Option<Timestamp>,
) -> Result<(Called, Vec<Fact>), Trouble> {
    let mut reported = Vec::new();
    loop {
        let coming = [
            (called.next_at(), Next::Deed),
            (called.desk.next_at(), Next::Task),
            (asked_at, Next::Question),
        ];
        let due = coming
            .into_iter()
            .filter_map(|(at, what)| Some((at.filter(|at| *at < until)?, what)));
        let Some((at, next)) = due.min_by_key(|(at, _)| *at) else {
            break;
        };
        match next {
            Next::Deed => match called.next_before(until).map(|deed| deed.act) {
                Some(Act::Event(event)) => {
                    office::take_in(&mut called, house, *event, at).await?;
                }
                Some(Act::Facts(facts)) => reported.extend(facts),
                None => {}
            },
            Next::Task => {
                if let Some((at, task)) = called.desk.next() {
                    office::act(&mut called, house, task, at).await?;
                }
            }
            Next::Question => {
                asked_at = None;
                ask_about(&mut called, house, at).await?;
            }
        }
    }
    Ok((called, reported))
}

/// Every desk asks its one question. Whoever is turned away learns why.
async fn ask_about(called: &mut Called, house: &House, at: Timestamp) -> Result<(), Trouble> {
    for desk in 0..house.desks.len() {
        let answer = ask(house, desk, &called.person.id, at).await?;
        let measure = house
            .desks
            .get(desk)
            .map(|desk| desk.measure.clone())
            .unwrap_or_default();
        called.asked.push(WasAsked {
            measure,
            at,
            answer,
        });
        if answer == Truth::Yes {
            called.told(at, house);
        }
    }
    Ok(())
}

async fn ask(house: &House, desk: usize, person: &str, at: Timestamp) -> Result<Truth, Trouble> {
    let Some(desk) = house.desks.get(desk) else {
        return Ok(Truth::Unknown);
    };
    let asked = house
        .registry
        .ask(&desk.permit, person, &desk.measure, &desk.purpose, at)
        .await?;
    match asked.trouble {
        Some(trouble) => Err(trouble.into()),
        None => Ok(asked.answer.answer),
    }
}

async fn ask_about_others(
    house: &Arc<House>,
    others: &[String],
    at: Timestamp,
) -> Result<Others, Trouble> {
    let mut questions = JoinSet::new();
    for person in others {
        let (house, person) = (Arc::clone(house), person.clone());
        questions.spawn_local(async move {
            let mut answers = Vec::new();
            for desk in 0..house.desks.len() {
                answers.push(ask(&house, desk, &person, at).await?);
            }
            Ok::<_, Trouble>(answers)
        });
    }
    let mut told = Others::default();
    while let Some(answers) = questions.join_next().await {
        for answer in answers.map_err(|error| Trouble::failed(error.to_string()))?? {
            told.asked += 1;
            told.no += u64::from(answer == Truth::No);
        }
    }
    Ok(told)
}

/// The military register is asked anew what it says of deferments: what it said before grows too
/// old to be relied on. What it had wrong, it still has wrong.
async fn ask_anew(house: &House, called: &mut [Called], day: Date) -> Result<(), Trouble> {
    let at = house.calendar.at(day, 4, 0);
    let said = |one: &Called| {
        let of_register = one
            .facts
            .iter()
            .filter(|fact| fact.fact == "deferment" && fact.source == "military-register");
        let last = of_register.max_by_key(|fact| fact.recorded_at)?;
        Some(vec![Fact {
            at,
            recorded_at: at,
            ..last.clone()
        }])
    };
    let said: Vec<(usize, Vec<Fact>)> = called
        .iter()
        .enumerate()
        .filter_map(|(place, one)| Some((place, said(one)?)))
        .collect();
    take_in_facts(house, called, said, at).await
}

/// Takes in what registers report of some of those who were called, in one file.
async fn take_in_facts(
    house: &House,
    called: &mut [Called],
    reported: Vec<(usize, Vec<Fact>)>,
    now: Timestamp,
) -> Result<(), Trouble> {
    let mut file = Vec::new();
    for (place, facts) in reported {
        let Some(called) = called.get_mut(place) else {
            continue;
        };
        let person = Person {
            id: called.person.id.clone(),
            facts: facts.clone(),
            restricted: Vec::new(),
        };
        serde_json::to_writer(&mut file, &person)
            .map_err(|error| Trouble::failed(error.to_string()))?;
        file.push(b'\n');
        called.facts.extend(facts.into_iter().map(|fact| Fact {
            recorded_at: now,
            stated_at: Some(fact.recorded_at),
            ..fact
        }));
    }
    if file.is_empty() {
        return Ok(());
    }
    let digest = Sha256::digest(&file).into();
    let order = ImportOrder {
        digest,
        form: Form::Jsonl,
        recorded: Recorded::Now,
    };
    let leave = house
        .permit(staff::REGISTRAR, operation::UpdateFacts)
        .await?;
    let mut importing = ruled(house.registry.import(&leave, order, file.as_slice()).await)?;
    loop {
        if let ImportStep::Finished(report) = importing.step(now).await? {
            return match importing.rejects().first() {
                None => Ok(()),
                Some(reject) => Err(Trouble::failed(format!(
                    "{} of {} rows were rejected: {}",
                    report.rejected,
                    report.next_line - 1,
                    reject.reason
                ))),
            };
        }
    }
}
