//! The docket of an office: what is due, what is stuck, what waits for a decision and by when, and
//! what waits for a second pair of eyes.
//!
//! It is worked out from the streams and never stored. A follower in memory reads anew what has
//! changed, in the order in which the ledger took it in, and what changes by time alone when that
//! time has come. Dropped, it is built again from nothing, to the same lines.
//!
//! It is about matters in which the office must do something. That somebody is restricted is no
//! reason to stand in it, and no line of it says so.

mod follow;
mod line;
mod stuck;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use writ_law::zone;

use crate::account::{Permit, operation};
use crate::error::RegistryError;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;

pub(crate) use follow::Following;
pub use line::{DocketLine, What};

/// The most lines that are given at once.
const MOST_LINES: usize = 500;
/// How many days are looked ahead: a week.
const DAYS_AHEAD: i64 = 7;

/// Why a line stands in the docket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocketKind {
    /// Something is to be done today or within a week: people come, a warning is to be sent.
    Due,
    /// A notice does not reach the person.
    Stuck,
    /// Somebody asked or said something that must be answered.
    Decision,
    /// A second officer must look.
    SecondEyes,
}

impl DocketKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Due, Self::Stuck, Self::Decision, Self::SecondEyes];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Stuck => "stuck",
            Self::Decision => "decision",
            Self::SecondEyes => "second-eyes",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a line stands to the day on which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Its time is over.
    Overdue,
    /// Its time ends today.
    Today,
    /// Its time ends within a week.
    ThisWeek,
    /// Its time ends later, or it has none.
    Later,
}

/// What is wanted of the docket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocketQuery {
    /// Of this office alone; `None`: of all offices for which the officer acts.
    pub office: Option<String>,
    /// Of this kind alone.
    pub kind: Option<DocketKind>,
    /// After this line, as the page before named it.
    pub after: Option<String>,
    /// How many lines; 0 stands for as many as are given at once.
    pub limit: usize,
}

/// A page of the docket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Docket {
    /// The instant of which it is.
    pub at: Timestamp,
    /// How many lines of each kind there are in the offices asked about, whatever kind was asked
    /// for.
    pub counts: BTreeMap<&'static str, u64>,
    /// The lines: what must be done first stands first.
    pub lines: Vec<DocketEntry>,
    /// What names the last line, where more follow.
    pub next: Option<String>,
}

/// A line of the docket as it stands on the day on which it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocketEntry {
    /// How it stands to the day.
    pub urgency: Urgency,
    /// The line.
    #[serde(flatten)]
    pub line: DocketLine,
}

/// The days around an instant.
#[derive(Clone, Copy, Debug)]
struct Days {
    today: Timestamp,
    tomorrow: Timestamp,
    week: Timestamp,
}

impl Days {
    fn around(now: Timestamp, zone: &TimeZone) -> Self {
        let today = zone.to_datetime(now).date();
        let begins = |days: i64| {
            let day = today.checked_add(jiff::Span::new().days(days)).ok();
            day.and_then(|day| zone::day_begins(zone, day))
        };
        Self {
            today: begins(0).unwrap_or(now),
            tomorrow: begins(1).unwrap_or(Timestamp::MAX),
            week: begins(DAYS_AHEAD).unwrap_or(Timestamp::MAX),
        }
    }

    fn urgency(self, by: Option<Timestamp>, now: Timestamp) -> Urgency {
        match by {
            Some(by) if by < now => Urgency::Overdue,
            Some(by) if by < self.tomorrow => Urgency::Today,
            Some(by) if by < self.week => Urgency::ThisWeek,
            _ => Urgency::Later,
        }
    }

    /// Whether a line stands in the docket on this day: who is to come stands there from a week
    /// before until the end of the day.
    fn shows(self, line: &DocketLine) -> bool {
        let coming = matches!(line.what, What::Duty { .. });
        let within = |by: Timestamp| self.today <= by && by < self.week;
        !coming || line.by.is_some_and(within)
    }
}

impl Registry {
    /// What an office must do: what is due, stuck, or waits for a decision or for a second pair of
    /// eyes, in the offices for which the officer acts.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn docket(
        &self,
        permit: &Permit<operation::SeeDocket>,
        query: &DocketQuery,
        now: Timestamp,
    ) -> Result<Ruling<Docket>, RegistryError> {
        if let Some(office) = &query.office
            && let Err(refusal) = permit.covers(office)
        {
            return Ok(Err(refusal));
        }
        if let Some(after) = query.after.as_deref().filter(|it| !is_place(it)) {
            return Ok(Err(no_place(after)));
        }
        let mut kept = self.docket.lock().await;
        kept.follow(self, now).await?;
        loop {
            let docket = self.page(kept.lines(), permit, query, now);
            // Erasing somebody leaves no entry that could be followed.
            let erased = self.erased(&docket.lines).await?;
            if erased.is_empty() {
                return Ok(Ok(docket));
            }
            kept.drop_people(self, &erased);
        }
    }

    fn page<'l>(
        &self,
        lines: impl Iterator<Item = &'l DocketLine>,
        permit: &Permit<operation::SeeDocket>,
        query: &DocketQuery,
        now: Timestamp,
    ) -> Docket {
        let days = Days::around(now, self.zone());
        let seen = |line: &DocketLine| {
            let covered = match line.offices.as_slice() {
                [] => permit.covers_all(),
                offices => offices.iter().try_for_each(|office| permit.covers(office)),
            };
            let asked = query.office.as_ref();
            days.shows(line)
                && covered.is_ok()
                && asked.is_none_or(|office| line.offices.contains(office))
        };
        let kinds = DocketKind::ALL.into_iter().map(|kind| (kind.word(), 0));
        let mut counts: BTreeMap<&'static str, u64> = kinds.collect();
        let mut wanted: Vec<&DocketLine> = Vec::new();
        for line in lines.filter(|line| seen(line)) {
            *counts.entry(line.kind.word()).or_default() += 1;
            if query.kind.is_none_or(|kind| kind == line.kind) {
                wanted.push(line);
            }
        }
        wanted.sort_unstable_by(|a, b| a.place().cmp(b.place()));
        let after = query.after.as_deref();
        let from = after.map_or(0, |it| wanted.partition_point(|line| line.place() <= it));
        let limit = match query.limit {
            0 => MOST_LINES,
            limit => limit.min(MOST_LINES),
        };
        let rest = wanted.get(from..).unwrap_or_default();
        let page = rest.get(..limit).unwrap_or(rest);
        let entry = |line: &&DocketLine| DocketEntry {
            urgency: days.urgency(line.by, now),
            line: (*line).clone(),
        };
        let last = page.last().filter(|_| page.len() < rest.len());
        Docket {
            at: now,
            counts,
            next: last.map(|line| line.place().to_owned()),
            lines: page.iter().map(entry).collect(),
        }
    }

    /// Whose key is gone, of those who stand on some lines.
    async fn erased(&self, lines: &[DocketEntry]) -> Result<Vec<String>, RegistryError> {
        let people = lines.iter().filter_map(|it| it.line.person.clone());
        let people: Vec<String> = people.collect::<BTreeSet<_>>().into_iter().collect();
        let ids: Vec<_> = people.iter().map(|it| self.person_stream(it)).collect();
        let keys = self.store.keys(&ids).await?;
        let erased = people
            .into_iter()
            .zip(keys)
            .filter(|(_, key)| key.is_none());
        Ok(erased.map(|(person, _)| person).collect())
    }
}

fn is_place(after: &str) -> bool {
    !after.is_empty() && after.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

fn no_place(after: &str) -> Refusal {
    let named: String = after.chars().filter(|c| !c.is_control()).take(40).collect();
    Refusal::on(
        "cursor",
        format!("`{named}` names no line of the docket"),
        "begin without it, or take what the page before gave",
    )
}
