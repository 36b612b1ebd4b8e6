//! The story in numbers: what is printed as JSON, and what the pages put into words.

use std::collections::BTreeMap;

use serde::Serialize;
use writ_law::regime::Regime;
use writ_registry::{CampaignStatus, Refusal, Tally as Judged};

use super::calendar::CHOSEN;
use super::count::{Answers, Line, ServedBy, Tally, Time};
use super::person::PersonStory;
use super::telling::{Everything, Told};

/// Up to how many readings are all shown; of more, the smallest and the largest are.
const READINGS_SHOWN: usize = 3;

/// Everything that the demonstration tells.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Story {
    /// What this is: made up, and without force.
    pub(super) note: &'static str,
    pub(super) persons: u32,
    pub(super) seed: u64,
    pub(super) register: RegisterStory,
    pub(super) campaign: CampaignStory,
    pub(super) drill: DrillStory,
    /// By law, in the order in which they are told.
    pub(super) laws: Vec<LawStory>,
    pub(super) person: Option<PersonStory>,
}

/// The register as it was taken over.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RegisterStory {
    pub(super) people: u64,
    pub(super) facts: u64,
    pub(super) rejected: u64,
}

/// Everyone judged.
#[derive(Clone, Debug, Serialize)]
pub(super) struct JudgedStory {
    pub(super) judged: u64,
    pub(super) eligible: BTreeMap<String, u64>,
    pub(super) eligible_all: u64,
    /// Excluded by what the register shows, by fact.
    pub(super) excluded: BTreeMap<String, Excluding>,
    pub(super) excluded_all: u64,
    /// Held for an officer, by fact and by what is wrong with it.
    pub(super) held: BTreeMap<String, BTreeMap<String, u64>>,
    pub(super) held_all: u64,
    /// Held because the readings of the law differ on them.
    pub(super) held_by_readings: u64,
}

/// How many a fact excludes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Excluding {
    /// Alone or among others.
    pub(super) any: u64,
    /// Alone.
    pub(super) alone: u64,
}

/// The campaign.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CampaignStory {
    pub(super) id: String,
    pub(super) order: String,
    pub(super) regime: String,
    pub(super) judged: JudgedStory,
    /// The same people judged under the five reports read side by side.
    pub(super) judged_side_by_side: JudgedStory,
    pub(super) list_digest: String,
    pub(super) draw_seed: String,
    pub(super) quotas: BTreeMap<String, u32>,
    pub(super) drawn: BTreeMap<String, u64>,
    pub(super) opened_by: String,
    pub(super) approved_by: String,
    /// Why the officer who opened it could not approve it.
    pub(super) own_approval_refused: String,
    pub(super) issued: u64,
    pub(super) posted: u64,
    pub(super) given_to_carriers: BTreeMap<String, u64>,
    pub(super) turned_away: BTreeMap<String, u64>,
    pub(super) held_at_issue: BTreeMap<String, u64>,
}

/// The drill.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DrillStory {
    pub(super) issued: u64,
    /// Why nobody could make it binding.
    pub(super) relabelling_refused: String,
}

/// What became of everyone under one law.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LawStory {
    pub(super) regime: String,
    pub(super) title: String,
    pub(super) called: u64,
    pub(super) served: BTreeMap<String, ServedStory>,
    pub(super) served_all: u64,
    pub(super) unaware_all: u64,
    pub(super) unserved: BTreeMap<String, u64>,
    pub(super) unserved_all: u64,
    pub(super) measures: Vec<String>,
    /// In how many ways the law can be read.
    pub(super) readings: usize,
    /// Rows of answers: as answered, then readings. Of many, the smallest and the largest.
    pub(super) rows: Vec<RowStory>,
    pub(super) restricted: TimeStory,
    pub(super) before_knowing: TimeStory,
    pub(super) never_knew: u64,
    pub(super) register_wrong: TimeStory,
    pub(super) after_coming: TimeStory,
    pub(super) ended: BTreeMap<String, u64>,
    /// What desks were told about those who were called.
    pub(super) desks: AnswersStory,
    /// What they asked about others, and how often the answer was `no`.
    pub(super) asked_about_others: u64,
    pub(super) no_about_others: u64,
    pub(super) corrections: u64,
}

/// Who was served on a channel.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct ServedStory {
    pub(super) all: u64,
    pub(super) on_the_day: u64,
    pub(super) within_a_week: u64,
    pub(super) later: u64,
    pub(super) unaware: u64,
}

/// People, and for how long, in days of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TimeStory {
    pub(super) persons: u64,
    pub(super) person_days: u64,
}

/// How many got which answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct AnswersStory {
    pub(super) yes: u64,
    pub(super) no: u64,
    pub(super) unknown: u64,
}

/// One row of answers.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowStory {
    /// `answered`, `reading`, `smallest reading` or `largest reading`.
    pub(super) what: &'static str,
    pub(super) reading: Option<String>,
    pub(super) restricted: TimeStory,
    pub(super) days: Vec<DayStory>,
}

/// The answers of one day, by measure.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DayStory {
    pub(super) day: String,
    pub(super) what: &'static str,
    pub(super) answers: BTreeMap<String, AnswersStory>,
}

/// Puts everything into numbers.
pub(super) fn of(
    everything: &Everything,
    persons: u32,
    seed: u64,
    person: Option<PersonStory>,
) -> Story {
    let imported = &everything.imported;
    let laws = [&everything.report, &everything.reports, &everything.guarded];
    Story {
        note: "everyone in it is made up; three sandbox registries, nothing has legal force",
        persons,
        seed,
        register: RegisterStory {
            people: imported.people,
            facts: imported.facts,
            rejected: imported.rejected,
        },
        campaign: campaign(everything),
        drill: DrillStory {
            issued: everything.drilled.issued,
            relabelling_refused: said(&everything.drilled.relabelled),
        },
        laws: laws.into_iter().map(law).collect(),
        person,
    }
}

fn said(refusal: &Refusal) -> String {
    refusal
        .grounds
        .first()
        .map(|ground| ground.text.clone())
        .unwrap_or_default()
}

fn campaign(everything: &Everything) -> CampaignStory {
    let status = &everything.opened.status;
    let drawn = status.drawn.as_ref();
    let by_office = drawn.into_iter().flat_map(|drawn| &drawn.offices);
    CampaignStory {
        id: status.terms.id.clone(),
        order: status.terms.order.clone(),
        regime: status.terms.regime.clone(),
        judged: judged(status),
        judged_side_by_side: judged(&everything.side_by_side),
        list_digest: status
            .committed
            .as_ref()
            .map(|it| it.digest.clone())
            .unwrap_or_default(),
        draw_seed: drawn.map(|drawn| drawn.seed.clone()).unwrap_or_default(),
        quotas: status.terms.quotas.clone(),
        drawn: by_office
            .map(|(office, drawn)| (office.clone(), drawn.drawn))
            .collect(),
        opened_by: status.opened_by.clone(),
        approved_by: status.approved_by.clone().unwrap_or_default(),
        own_approval_refused: said(&everything.opened.alone),
        issued: status.issued.issued.values().sum(),
        posted: status.issued.posted,
        given_to_carriers: status.issued.paper.clone(),
        turned_away: status.issued.turned_away.clone(),
        held_at_issue: status.issued.held.clone(),
    }
}

/// Grounds come as short lines, `fitness stale, service excludes`: counted by fact.
fn judged(status: &CampaignStatus) -> JudgedStory {
    let none = Judged::default();
    let tally = status.candidates.as_ref().unwrap_or(&none);
    let mut excluded: BTreeMap<String, Excluding> = BTreeMap::new();
    for (grounds, count) in &tally.ineligible {
        let facts: Vec<&str> = facts(grounds).map(|(fact, _)| fact).collect();
        for fact in &facts {
            let entry = excluded.entry((*fact).to_owned()).or_default();
            entry.any += count;
            entry.alone += if facts.len() == 1 { *count } else { 0 };
        }
    }
    let mut held: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    let mut held_by_readings = 0;
    for (grounds, count) in &tally.held {
        if facts(grounds).any(|(fact, why)| (fact, why) == ("law", "readings")) {
            held_by_readings += count;
            continue;
        }
        for (fact, why) in facts(grounds).filter(|(_, why)| *why != "excludes") {
            *held
                .entry(fact.to_owned())
                .or_default()
                .entry(why.to_owned())
                .or_default() += count;
        }
    }
    JudgedStory {
        judged: tally.judged,
        eligible_all: tally.eligible.values().sum(),
        eligible: tally.eligible.clone(),
        excluded_all: tally.ineligible.values().sum(),
        excluded,
        held_all: tally.held.values().sum(),
        held,
        held_by_readings,
    }
}

fn facts(grounds: &str) -> impl Iterator<Item = (&str, &str)> {
    grounds
        .split(", ")
        .filter_map(|ground| ground.split_once(' '))
}

fn law(told: &Told) -> LawStory {
    let (regime, tally) = (&told.house.regime, &told.tally);
    let unserved = tally
        .unserved
        .iter()
        .map(|(why, count)| ((*why).to_owned(), *count));
    LawStory {
        regime: regime.name().to_owned(),
        title: regime.tree().regime.title.clone(),
        called: u64::try_from(told.called.len()).unwrap_or(u64::MAX),
        served: tally
            .served
            .iter()
            .map(|(on, by)| (on.clone(), served(*by)))
            .collect(),
        served_all: tally.served.values().map(|by| by.all()).sum(),
        unaware_all: tally.served.values().map(|by| by.unaware).sum(),
        unserved: unserved.collect(),
        unserved_all: tally.unserved.values().sum(),
        measures: regime.measures().map(str::to_owned).collect(),
        readings: regime.alternatives().len(),
        rows: rows(regime, tally),
        restricted: time(tally.answered.restricted),
        before_knowing: time(tally.before_knowing),
        never_knew: tally.never_knew,
        register_wrong: time(tally.register_wrong),
        after_coming: time(tally.after_coming),
        ended: tally.ended.clone(),
        desks: answers(tally.asked),
        asked_about_others: told.others.asked,
        no_about_others: told.others.no,
        corrections: told.corrections,
    }
}

const fn served(by: ServedBy) -> ServedStory {
    ServedStory {
        all: by.all(),
        on_the_day: by.same_day,
        within_a_week: by.within_a_week,
        later: by.later,
        unaware: by.unaware,
    }
}

fn time(time: Time) -> TimeStory {
    TimeStory {
        persons: time.persons,
        person_days: time.days(),
    }
}

const fn answers(answers: Answers) -> AnswersStory {
    AnswersStory {
        yes: answers.yes,
        no: answers.no,
        unknown: answers.unknown,
    }
}

fn rows(regime: &Regime, tally: &Tally) -> Vec<RowStory> {
    let measures: Vec<&str> = regime.measures().collect();
    let mut rows = vec![row(&measures, "answered", None, &tally.answered)];
    let names = regime
        .alternatives()
        .iter()
        .map(|alternative| alternative.name.as_str());
    let readings: Vec<(&str, &Line)> = names.zip(&tally.readings).collect();
    match readings.len() {
        0 | 1 => {}
        2..=READINGS_SHOWN => rows.extend(
            readings
                .into_iter()
                .map(|(name, line)| row(&measures, "reading", Some(name), line)),
        ),
        _ => {
            // Of equals the first in the order of the pack.
            let size = |line: &Line| line.restricted.days();
            let smallest = readings.iter().min_by_key(|(_, line)| size(line));
            let largest = readings.iter().rev().max_by_key(|(_, line)| size(line));
            for (what, found) in [("smallest reading", smallest), ("largest reading", largest)] {
                rows.extend(found.map(|(name, line)| row(&measures, what, Some(name), line)));
            }
        }
    }
    rows
}

fn row(measures: &[&str], what: &'static str, reading: Option<&str>, line: &Line) -> RowStory {
    let day =
        |((day, what), cells): (&(jiff::civil::Date, &'static str), &[Answers; 4])| DayStory {
            day: day.to_string(),
            what,
            answers: measures
                .iter()
                .zip(cells)
                .map(|(measure, cell)| ((*measure).to_owned(), answers(*cell)))
                .collect(),
        };
    RowStory {
        what,
        reading: reading.map(str::to_owned),
        restricted: time(line.restricted),
        days: CHOSEN.iter().zip(&line.days).map(day).collect(),
    }
}
