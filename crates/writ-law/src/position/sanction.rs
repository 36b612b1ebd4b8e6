//! Punishments that may be imposed, and instruments that may follow. No desk asks about them.

use jiff::Timestamp;

use crate::fact::{self, Value};
use crate::machine::{SanctionMachine, TriggerMachine};
use crate::period::{Direction, End};
use crate::trace::Run;
use crate::tree::DecidedBy;
use crate::truth::Truth;

/// Where a sanction stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SanctionNow {
    /// The sanction.
    pub sanction: String,
    /// Whether it may be imposed, or was.
    pub status: SanctionStatus,
    /// Who decides on it.
    pub decided: DecidedBy,
    /// Sources or assumptions it rests on.
    pub cite: Vec<String>,
}

/// Whether a sanction may be imposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SanctionStatus {
    /// It may not.
    No,
    /// It cannot be told, so it may not.
    Unknown,
    /// It may.
    Open,
    /// It was.
    Imposed,
}

impl SanctionStatus {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Open => "open",
            Self::Imposed => "imposed",
        }
    }
}

/// An instrument that may be issued because of this matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowNow {
    /// The instrument.
    pub instrument: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when; `None`: as long as the stage lasts.
    pub until: Option<Timestamp>,
    /// Sources or assumptions it rests on.
    pub cite: Vec<String>,
}

/// Every sanction of the law that governs the matter now.
pub(crate) fn sanctions(run: &Run<'_>) -> Vec<SanctionNow> {
    let rules = run.here().frame.sanctions.iter();
    rules
        .map(|rule| SanctionNow {
            sanction: rule.name.clone(),
            status: status(run, rule),
            decided: rule.decided,
            cite: rule.cite.clone(),
        })
        .collect()
}

fn status(run: &Run<'_>, rule: &SanctionMachine) -> SanctionStatus {
    if run.state.imposed.contains(&rule.name) {
        return SanctionStatus::Imposed;
    }
    possible(run, rule)
}

/// Whether it may be imposed at the instant to which a matter was run.
pub(crate) fn possible(run: &Run<'_>, rule: &SanctionMachine) -> SanctionStatus {
    if !run.in_force(run.state.now) || !knows_of_it(run) {
        return SanctionStatus::No;
    }
    // In a stage that may have been reached it is not known since when.
    let entered = run.stage_entered(&rule.stages);
    let often = entered.map_or(Truth::Unknown, |entered| often_enough(run, rule, entered));
    match in_stages(run, &rule.stages).min(often).min(free(run)) {
        Truth::Yes => SanctionStatus::Open,
        Truth::Unknown => SanctionStatus::Unknown,
        Truth::No => SanctionStatus::No,
    }
}

/// Whether the matter is in one of these stages; nothing is asserted of stages that chase one
/// another in a circle.
fn in_stages(run: &Run<'_>, names: &[String]) -> Truth {
    let here = run.among_named(names);
    match run.state.stuck {
        Some(_) => here.min(Truth::Unknown),
        None => here,
    }
}

/// Whether the person was served. A matter whose stages wait for no service is no paper but a file
/// that the law itself opens: there is nothing to serve.
fn knows_of_it(run: &Run<'_>) -> bool {
    let mut ways = run.lifecycle().into_iter().flat_map(|it| &it.stages);
    let awaits = ways.any(|stage| {
        let mut ways = stage.then.iter();
        ways.any(|way| matches!(way.trigger, TriggerMachine::Served))
    });
    run.state.served.is_some() || !awaits
}

/// What would keep an effect off keeps a punishment and a further paper off as well: doubt about
/// eligibility, an undecided claim, a new day that lies ahead.
fn free(run: &Run<'_>) -> Truth {
    if run.suspended() || run.eased() {
        return Truth::No;
    }
    match run.state.live {
        Some(_) => run.masked(),
        None => run.eligible_at(run.state.now),
    }
}

/// Whether the person defaulted often enough, this time included: the fact is asked like any other.
fn often_enough(run: &Run<'_>, rule: &SanctionMachine, entered: Timestamp) -> Truth {
    let Some((n, within, fact)) = rule.count.as_ref().filter(|(n, ..)| *n > 1) else {
        return Truth::Yes;
    };
    let zone = &run.names().zone;
    let first = match within.end(entered, zone, Direction::Before) {
        Ok(End::Day(day)) => crate::zone::day_begins(zone, day),
        Ok(End::Instant(at)) => Some(at),
        Err(_) => None,
    };
    let counts = |from: Timestamp| from < entered && first.is_some_and(|first| first <= from);
    let often = |value: &Value| match value {
        Value::Periods(periods) => {
            let before = periods.iter().filter(|(from, _)| counts(*from)).count();
            Some(u32::try_from(before).unwrap_or(0).saturating_add(1) >= *n)
        }
        _ => None,
    };
    fact::weigh(run.life, *fact, &often, run.state.now, run.known).truth
}

/// The instruments that may follow now.
pub(super) fn follows(run: &Run<'_>) -> Vec<FollowNow> {
    let mut follows = Vec::new();
    for rule in &run.here().frame.follows {
        let Some(since) = run.stage_entered(std::slice::from_ref(&rule.on)) else {
            continue;
        };
        let within = rule.within.as_ref();
        let until = within.and_then(|it| it.elapsed_at(since, &run.names().zone).ok());
        let over = until.is_some_and(|until| until <= run.state.now);
        let here = in_stages(run, std::slice::from_ref(&rule.on));
        if over || !run.in_force(run.state.now) || here.min(free(run)) != Truth::Yes {
            continue;
        }
        follows.push(FollowNow {
            instrument: rule.instrument.clone(),
            since,
            until,
            cite: rule.cite.clone(),
        });
    }
    follows
}

/// Over readings: a sanction that any of them leaves closed is not open.
pub(crate) fn agreed<'a>(mut each: impl Iterator<Item = &'a [SanctionNow]>) -> Vec<SanctionNow> {
    let mut agreed = each.next().map_or_else(Vec::new, <[_]>::to_vec);
    for other in each {
        for sanction in &mut agreed {
            let other = other.iter().find(|it| it.sanction == sanction.sanction);
            let other = other.map_or(SanctionStatus::No, |it| it.status);
            if other != sanction.status {
                sanction.status = sanction.status.min(other).min(SanctionStatus::Unknown);
            }
        }
    }
    agreed
}

/// Over readings: what all of them let follow.
pub(crate) fn common<'a>(mut each: impl Iterator<Item = &'a [FollowNow]>) -> Vec<FollowNow> {
    let mut common = each.next().map_or_else(Vec::new, <[_]>::to_vec);
    for other in each {
        common.retain_mut(|it| {
            let Some(one) = other.iter().find(|one| one.instrument == it.instrument) else {
                return false;
            };
            // The authority's first day is the latest of all, and its last day the earliest.
            it.since = it.since.max(one.since);
            it.until = it.until.into_iter().chain(one.until).min();
            true
        });
    }
    common
}

/// What may be imposed and what may follow.
pub(crate) type Beyond = (Vec<SanctionNow>, Vec<FollowNow>);

/// Of two courses, what both allow.
pub(crate) fn milder((mut sanctions, follows): Beyond, other: Beyond) -> Beyond {
    for sanction in &mut sanctions {
        let same = other.0.iter().find(|it| it.sanction == sanction.sanction);
        let status = same.map_or(SanctionStatus::No, |it| it.status);
        sanction.status = sanction.status.min(status);
    }
    (sanctions, common([&follows[..], &other.1[..]].into_iter()))
}
