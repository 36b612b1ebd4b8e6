//! How it begins: the register is taken over, people are judged, drawn, approved and called.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use writ_registry::{
    Appear, CampaignStatus, Form, ImportOrder, ImportReport, ImportStep, IssueStep, ListStep,
    NewCampaign, Recorded, Refusal, Window, operation,
};
use writ_sim::population::Population;
use writ_sim::register;

use super::calendar::{APPEAR, DRAWN, DRILLED, LAST, OPENED, POSTED};
use super::chance;
use super::house::{House, offices, staff};
use super::steps::Steps;
use crate::registry::ruled;
use crate::trouble::Trouble;

/// The campaign of the story.
pub(super) const CALL_UP: &str = "spring-call-up";
/// The drill of the story.
pub(super) const DRILL: &str = "spring-drill";

/// One in so many is called.
const ONE_IN: u32 = 10;
/// One in so many is sent a drill.
const DRILL_ONE_IN: u32 = 1000;
/// Parts of the quota of each office, in the order of [`offices`]: as its region has people.
const PARTS: [u32; 6] = [30, 22, 18, 14, 10, 6];

/// What the campaign came to, with what was tried and refused.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) status: CampaignStatus,
    /// Why the officer who opened it could not approve it.
    pub(super) alone: Refusal,
}

/// What the drill came to.
#[derive(Clone, Debug)]
pub(super) struct Drilled {
    pub(super) issued: u64,
    /// Why it could not be made binding.
    pub(super) relabelled: Refusal,
}

/// Takes the register over from a file, recorded as the file says.
pub(super) async fn import(
    house: &House,
    population: &Population,
    steps: &Steps,
) -> Result<ImportReport, Trouble> {
    let mut file = Vec::new();
    register::write_csv(population.people(), &mut file)
        .map_err(|error| Trouble::failed(error.to_string()))?;
    let digest = Sha256::digest(&file).into();
    let order = ImportOrder {
        digest,
        form: Form::Csv,
        recorded: Recorded::AsGiven,
    };
    let leave = house
        .permit(staff::REGISTRAR, operation::ImportRegister)
        .await?;
    let now = house.calendar.at(OPENED, 9, 0);
    let mut importing = ruled(house.registry.import(&leave, order, file.as_slice()).await)?;
    let mut people = 0;
    loop {
        match importing.step(now).await? {
            ImportStep::Batch(report) => {
                steps.done(report.people - people);
                people = report.people;
            }
            ImportStep::Finished(report) => {
                steps.done(report.people - people);
                return Ok(report);
            }
        }
    }
}

/// Opens the campaign and has everyone judged.
pub(super) async fn judge(house: &House, persons: u32) -> Result<CampaignStatus, Trouble> {
    let new = call_up(house, persons);
    open(house, new, house.calendar.at(OPENED, 10, 0)).await?;
    status(house, CALL_UP).await
}

/// Commits to the list, draws, has a second officer approve, and issues.
pub(super) async fn issue(house: &House, seed: u64) -> Result<Opened, Trouble> {
    let calendar = &house.calendar;
    let seed = chance::of_the_draw(seed);
    commit_and_draw(house, CALL_UP, &seed, calendar.at(DRAWN, 12, 0)).await?;
    let now = calendar.at(DRAWN, 15, 0);
    let leave = house
        .permit(staff::OFFICER, operation::ApproveCampaign)
        .await?;
    let Err(alone) = house.registry.approve(&leave, CALL_UP, now).await? else {
        return Err(Trouble::failed(
            "an officer could approve what the same officer opened",
        ));
    };
    approve_and_issue(house, CALL_UP, now, calendar.at(POSTED, 10, 0)).await?;
    Ok(Opened {
        status: status(house, CALL_UP).await?,
        alone,
    })
}

/// Holds a drill: notices that bind nobody, whatever anyone tries.
pub(super) async fn drill(house: &House, persons: u32, seed: u64) -> Result<Drilled, Trouble> {
    let (calendar, registry) = (&house.calendar, &house.registry);
    let smallest = offices().last().unwrap_or_default().to_owned();
    let quotas = BTreeMap::from([(smallest, (persons / DRILL_ONE_IN).max(1))]);
    let new = NewCampaign {
        id: DRILL.to_owned(),
        order: "a made-up drill".to_owned(),
        instrument: "drill".to_owned(),
        quotas,
        ..call_up(house, persons)
    };
    let at = |hour| calendar.at(DRILLED, hour, 0);
    open(house, new, at(9)).await?;
    commit_and_draw(house, DRILL, &chance::of_the_drill(seed), at(10)).await?;
    approve_and_issue(house, DRILL, at(11), at(12)).await?;
    let leave = house
        .permit(staff::OFFICER, operation::OpenCampaign)
        .await?;
    let Err(relabelled) = registry.relabel(&leave, DRILL, "call-up").await? else {
        return Err(Trouble::failed("a drill could be made binding"));
    };
    let issued = status(house, DRILL).await?.issued.issued.values().sum();
    Ok(Drilled { issued, relabelled })
}

/// The quota of each office.
pub(super) fn quotas(persons: u32) -> BTreeMap<String, u32> {
    let all = persons / ONE_IN;
    let whole: u32 = PARTS.iter().sum();
    let part = |part: u32| {
        u32::try_from(u64::from(all) * u64::from(part) / u64::from(whole)).unwrap_or(u32::MAX)
    };
    let mut quotas: BTreeMap<String, u32> = offices()
        .zip(PARTS)
        .map(|(office, parts)| (office.to_owned(), part(parts)))
        .collect();
    let rest = all - quotas.values().sum::<u32>();
    if let Some(mut first) = quotas.first_entry() {
        *first.get_mut() += rest;
    }
    quotas
}

fn call_up(house: &House, persons: u32) -> NewCampaign {
    let calendar = &house.calendar;
    NewCampaign {
        id: CALL_UP.to_owned(),
        order: "made-up order 1 of spring 2023".to_owned(),
        regime: house.regime.name().to_owned(),
        instrument: "call-up".to_owned(),
        quotas: quotas(persons),
        window: Window {
            from: calendar.begins(OPENED),
            until: calendar.begins(LAST),
        },
        appear: Appear::At(calendar.at(APPEAR, 9, 0)),
        place: None,
    }
}

async fn open(house: &House, new: NewCampaign, now: Timestamp) -> Result<(), Trouble> {
    let registry = &house.registry;
    let leave = house
        .permit(staff::OFFICER, operation::OpenCampaign)
        .await?;
    let terms = ruled(registry.open_campaign(&leave, new, now).await)?;
    let leave = house
        .permit(staff::OFFICER, operation::ListCandidates)
        .await?;
    let mut listing = ruled(registry.candidates(&leave, &terms.id).await)?;
    while let ListStep::More(_) = listing.step(now).await? {}
    Ok(())
}

async fn commit_and_draw(
    house: &House,
    id: &str,
    seed: &[u8],
    now: Timestamp,
) -> Result<(), Trouble> {
    let registry = &house.registry;
    let leave = house.permit(staff::OFFICER, operation::CommitList).await?;
    ruled(registry.commit_list(&leave, id, now).await)?;
    let leave = house
        .permit(staff::OFFICER, operation::DrawCampaign)
        .await?;
    ruled(registry.draw(&leave, id, seed, now).await)?;
    Ok(())
}

async fn approve_and_issue(
    house: &House,
    id: &str,
    approved: Timestamp,
    issued: Timestamp,
) -> Result<(), Trouble> {
    let registry = &house.registry;
    let leave = house
        .permit(staff::APPROVER, operation::ApproveCampaign)
        .await?;
    ruled(registry.approve(&leave, id, approved).await)?;
    let leave = house
        .permit(staff::OFFICER, operation::IssueCampaign)
        .await?;
    let mut issuing = ruled(registry.issue(&leave, id).await)?;
    while let IssueStep::More(_) = ruled(issuing.step(issued).await)? {}
    Ok(())
}

async fn status(house: &House, id: &str) -> Result<CampaignStatus, Trouble> {
    let leave = house.permit(staff::OFFICER, operation::SeeCampaign).await?;
    ruled(house.registry.campaign_status(&leave, id).await)
}
