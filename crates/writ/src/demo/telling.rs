//! Telling the story: three registries, the same people, the same luck.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use tokio::sync::oneshot;
use tokio::task::JoinSet;
use writ_law::case::Matter;
use writ_law::eligibility::eligibility;
use writ_law::truth::Truth;
use writ_registry::{CampaignStatus, ImportReport, LegacyMatter, Message, Recorded, operation};
use writ_sim::population::{MadeUpPerson, Population};

use super::called::Called;
use super::count::{self, Tally};
use super::house::{GUARDED, House, REPORT, REPORTS, staff};
use super::office;
use super::opening::{self, CALL_UP, Drilled, Opened};
use super::steps::Steps;
use super::stop::Stop;
use super::weeks::{self, Others};
use crate::registry::ruled;
use crate::trouble::Trouble;

/// How many people are looked up in one piece of work.
const AT_ONCE: usize = 250;
/// Desks ask about one in so many of the register besides, and about some who are in no register.
const UNCALLED_ONE_IN: u32 = 500;
const STRANGERS: u32 = 5;

/// What became of everyone under one law.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) house: Arc<House>,
    pub(super) called: Arc<Vec<Called>>,
    pub(super) tally: Tally,
    pub(super) others: Others,
    pub(super) corrections: u64,
}

/// Everything, before it is put into words.
#[derive(Debug)]
pub(super) struct Everything {
    pub(super) imported: ImportReport,
    pub(super) opened: Opened,
    pub(super) drilled: Drilled,
    /// How many the five reports, read side by side, would have let a registry call.
    pub(super) side_by_side: CampaignStatus,
    pub(super) report: Told,
    pub(super) reports: Told,
    pub(super) guarded: Told,
}

/// A matter as the first registry issued it, for the one that takes it over.
#[derive(Clone, Debug)]
struct Issued {
    person: MadeUpPerson,
    matter: Matter,
    /// The first copy's channel; `None` where it was entered in the account at once.
    paper: Option<String>,
}

/// What the three registries of the story share.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) dir: PathBuf,
    pub(super) population: Arc<Population>,
    pub(super) steps: Arc<Steps>,
}

/// Lives through everything, each law on a thread of its own.
pub(super) fn everything(stage: &Stage, stop: &Stop) -> Result<Everything, Trouble> {
    let (issued, to_take_over) = oneshot::channel();
    let (drawn, to_find_again) = oneshot::channel();
    std::thread::scope(|scope| {
        let report = scope.spawn(|| stop.unless(report(stage, issued, drawn)));
        let reports = scope.spawn(|| stop.unless(reports(stage, to_take_over)));
        let guarded = scope.spawn(|| stop.unless(guarded(stage, to_find_again)));
        let (report, reports, guarded) = (joined(report), joined(reports), joined(guarded));
        // Of several troubles the first law's comes first: the others may only have missed it.
        let (imported, opened, drilled, report) = report?;
        let (side_by_side, reports) = reports?;
        let guarded = guarded?;
        Ok(Everything {
            imported,
            opened,
            drilled,
            side_by_side,
            report,
            reports,
            guarded,
        })
    })
}

fn joined<T>(law: ScopedJoinHandle<'_, Result<T, Trouble>>) -> Result<T, Trouble> {
    law.join()
        .unwrap_or_else(|_| Err(Trouble::failed("a registry of the story stopped working")))
}

/// People are called under one report.
async fn report(
    stage: &Stage,
    issued: oneshot::Sender<Vec<Issued>>,
    drawn: oneshot::Sender<Vec<u32>>,
) -> Result<(ImportReport, Opened, Drilled, Told), Trouble> {
    let Stage {
        dir,
        population,
        steps,
    } = stage;
    let (persons, seed) = (population.size(), population.seed());
    let house = Arc::new(House::found(dir, REPORT, seed).await?);
    let imported = opening::import(&house, population, steps).await?;
    opening::judge(&house, persons).await?;
    let opened = opening::issue(&house, seed).await?;
    let (called, list) = find_called(&house, population, None).await?;
    // Nobody waits for these where another registry has stopped already.
    drop(drawn.send(list.iter().map(|issued| issued.person.index).collect()));
    drop(issued.send(list));
    let drilled = opening::drill(&house, persons, seed).await?;
    let told = through_the_weeks(house, called, population, steps).await?;
    Ok((imported, opened, drilled, told))
}

/// The same matters are taken over under the five reports, read side by side.
async fn reports(
    stage: &Stage,
    to_take_over: oneshot::Receiver<Vec<Issued>>,
) -> Result<(CampaignStatus, Told), Trouble> {
    let Stage {
        dir,
        population,
        steps,
    } = stage;
    let house = Arc::new(House::found(dir, REPORTS, population.seed()).await?);
    opening::import(&house, population, steps).await?;
    let status = opening::judge(&house, population.size()).await?;
    let list = to_take_over.await.map_err(|_| first_stopped())?;
    let called = take_over(&house, population, list).await?;
    let told = through_the_weeks(house, called, population, steps).await?;
    Ok((status, told))
}

/// The same people are called under the guarded law: the same list and the same seed draw them.
async fn guarded(stage: &Stage, drawn: oneshot::Receiver<Vec<u32>>) -> Result<Told, Trouble> {
    let Stage {
        dir,
        population,
        steps,
    } = stage;
    let house = Arc::new(House::found(dir, GUARDED, population.seed()).await?);
    opening::import(&house, population, steps).await?;
    opening::judge(&house, population.size()).await?;
    let opened = opening::issue(&house, population.seed()).await?;
    let drawn = drawn.await.map_err(|_| first_stopped())?;
    let (called, _) = find_called(&house, population, Some(&drawn)).await?;
    let issued: u64 = opened.status.issued.issued.values().sum();
    if called.len() != drawn.len() || u64::try_from(called.len()) != Ok(issued) {
        return Err(Trouble::failed(
            "the same list and the same seed drew other people",
        ));
    }
    through_the_weeks(house, called, population, steps).await
}

fn first_stopped() -> Trouble {
    Trouble::failed("the first registry of the story stopped")
}

/// Finds who was called, as each person finds it: by looking at their own file. Where it is known
/// whom to expect, nobody else is looked at.
async fn find_called(
    house: &Arc<House>,
    population: &Arc<Population>,
    expected: Option<&[u32]>,
) -> Result<(Vec<Called>, Vec<Issued>), Trouble> {
    let papers = papers(house).await?;
    let everyone: Vec<u32> = (0..population.size()).collect();
    let mut work = JoinSet::new();
    for (place, people) in expected.unwrap_or(&everyone).chunks(AT_ONCE).enumerate() {
        let (house, population) = (Arc::clone(house), Arc::clone(population));
        let people = people.to_vec();
        work.spawn_local(async move {
            let mut found = Vec::new();
            for index in people {
                found.extend(find_one(&house, &population, population.person(index)).await?);
            }
            Ok::<_, Trouble>((place, found))
        });
    }
    let mut found = Vec::new();
    while let Some(part) = work.join_next().await {
        found.push(part.map_err(|error| Trouble::failed(error.to_string()))??);
    }
    found.sort_by_key(|(place, _)| *place);
    let (mut all, mut list) = (Vec::new(), Vec::new());
    for mut called in found.into_iter().flat_map(|(_, found)| found) {
        let paper = papers.get(&called.person.id).cloned();
        office::begin(&mut called, house, paper.as_deref());
        let (person, matter) = (called.person.clone(), called.matter.clone());
        list.push(Issued {
            person,
            matter,
            paper,
        });
        all.push(called);
    }
    Ok((all, list))
}

async fn find_one(
    house: &House,
    population: &Population,
    person: MadeUpPerson,
) -> Result<Option<Called>, Trouble> {
    let issued = house.calendar.at(super::calendar::POSTED, 10, 0);
    // Nobody else can have been called; to look at every file would only take longer.
    let judged = eligibility(&house.regime, "call-up", &person.person(), issued, issued)
        .map_err(|error| Trouble::failed(error.to_string()))?;
    if judged.truth() != Truth::Yes {
        return Ok(None);
    }
    let before = house.calendar.begins(super::calendar::POSTED);
    let explained = house
        .registry
        .explain(&house.look, &person.id, before, None, None)
        .await;
    let mut matters = ruled(explained)?.matters.into_iter();
    let Some(explained) = matters.find(|it| it.matter.id.starts_with(CALL_UP)) else {
        return Ok(None);
    };
    let mut called = Called::new(population, person, explained.matter);
    called.events = explained.events;
    Ok(Some(called))
}

/// The notices that wait for a carrier, by person, and their channel.
async fn papers(house: &House) -> Result<BTreeMap<String, String>, Trouble> {
    let mut papers = BTreeMap::new();
    let mut after = 0;
    loop {
        let messages = house.registry.messages(&house.send, after, AT_ONCE).await?;
        let Some(last) = messages.last() else {
            return Ok(papers);
        };
        after = last.number;
        for message in messages {
            if let Some(Message::Paper {
                person, channel, ..
            }) = message.message
            {
                papers.insert(person, channel);
            }
        }
    }
}

/// Takes the matters over as they were issued elsewhere: this law's registry would have held some
/// of these people for an officer.
async fn take_over(
    house: &Arc<House>,
    population: &Arc<Population>,
    list: Vec<Issued>,
) -> Result<Vec<Called>, Trouble> {
    let leave = house
        .permit(staff::REGISTRAR, operation::ImportRegister)
        .await?;
    let mut work = JoinSet::new();
    for (place, issued) in list.into_iter().enumerate() {
        let (house, population) = (Arc::clone(house), Arc::clone(population));
        let leave = leave.clone();
        work.spawn_local(async move {
            let mut called = Called::new(&population, issued.person, issued.matter);
            called.events = office::first_events(&called, issued.paper.as_deref());
            let legacy = LegacyMatter {
                person: called.person.id.clone(),
                system: REPORT.folder.to_owned(),
                regime: house.regime.name().to_owned(),
                matter: called.matter.clone(),
                events: called.events.clone(),
                recorded: Recorded::AsGiven,
            };
            let now = called.matter.issued_at;
            ruled(house.registry.import_matter(&leave, &legacy, now).await)?;
            office::begin(&mut called, &house, issued.paper.as_deref());
            Ok::<_, Trouble>((place, called))
        });
    }
    let mut taken = Vec::new();
    while let Some(one) = work.join_next().await {
        taken.push(one.map_err(|error| Trouble::failed(error.to_string()))??);
    }
    taken.sort_by_key(|(place, _)| *place);
    Ok(taken.into_iter().map(|(_, called)| called).collect())
}

async fn through_the_weeks(
    house: Arc<House>,
    called: Vec<Called>,
    population: &Population,
    steps: &Steps,
) -> Result<Told, Trouble> {
    let others = others(population, &called);
    let (called, others) = weeks::live(&house, called, &others, steps).await?;
    let called = Arc::new(called);
    let tally = count::count(&house.regime, &house.calendar, &called).await?;
    let corrections = send(&house).await?;
    Ok(Told {
        house,
        called,
        tally,
        others,
        corrections,
    })
}

/// Some people of the register who were not called, and some who are in no register.
fn others(population: &Population, called: &[Called]) -> Vec<String> {
    let is_called = |id: &String| called.iter().any(|called| called.person.id == *id);
    let known = population
        .people()
        .filter(|person| !person.facts.is_empty());
    let some = usize::try_from(population.size() / UNCALLED_ONE_IN).unwrap_or(usize::MAX);
    let mut others: Vec<String> = known
        .map(|person| person.id)
        .filter(|id| !is_called(id))
        .take(some)
        .collect();
    let beyond = population.size();
    others.extend((0..STRANGERS).map(|more| population.person(beyond + more).id));
    others
}

/// Sends what waits in the outbox, and counts the corrections to desks.
async fn send(house: &Arc<House>) -> Result<u64, Trouble> {
    let mut corrections = 0;
    loop {
        let messages = house.registry.messages(&house.send, 0, AT_ONCE).await?;
        if messages.is_empty() {
            return Ok(corrections);
        }
        let mut sending = JoinSet::new();
        for message in messages {
            corrections += u64::from(matches!(message.message, Some(Message::Correction { .. })));
            let house = Arc::clone(house);
            sending.spawn_local(async move {
                ruled(
                    house
                        .registry
                        .message_done(&house.send, message.number)
                        .await,
                )
            });
        }
        while let Some(sent) = sending.join_next().await {
            sent.map_err(|error| Trouble::failed(error.to_string()))??;
        }
    }
}
