//! Calendars and periods.

use super::Name;
use jiff::civil::{Date, Time, Weekday};
use serde::Serialize;

/// Which days are working days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Calendar {
    /// Its name.
    pub name: Name,
    /// The first day it speaks of.
    pub covers_from: Date,
    /// The day after the last one it speaks of.
    pub covers_until: Date,
    /// The days of the week that are not worked.
    #[serde(serialize_with = "weekdays")]
    #[cfg_attr(test, schemars(with = "Vec<u8>", inner(range(min = 1, max = 7))))]
    pub weekend: Vec<Weekday>,
    /// Days off besides, half open.
    pub off: Vec<Days>,
    /// Days that are worked although they fall on a weekend.
    pub worked: Vec<Days>,
    /// Days on which the office is closed: they count like any other, and no period ends on them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<Days>,
}

fn weekdays<S: serde::Serializer>(days: &[Weekday], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(days.iter().map(|day| day.to_monday_one_offset()))
}

/// Days from the first, up to and without the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The day after the last one.
    pub until: Date,
}

/// A unit in which periods are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Real minutes.
    Minutes,
    /// Real hours.
    Hours,
    /// Days of the calendar.
    Days,
    /// Working days.
    WorkDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// The word for it in packs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::WorkDays => "work-days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// A number with its unit, written `(days)20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Amount {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A length of time that a rule names or writes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Term {
    /// A named period, with everything that it says about counting.
    Named(Name),
    /// A plain amount: the day of the event is not counted, and nothing moves.
    Plain(Amount),
}

impl Term {
    /// The period that it names, if it names one.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        match self {
            Self::Named(name) => Some(name),
            Self::Plain(_) => None,
        }
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(name) => name.fmt(f),
            Self::Plain(amount) => write!(f, "({}){}", amount.unit.word(), amount.n),
        }
    }
}

/// A day of every year, such as 1 April.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(
        with = "String",
        extend("pattern" = "^--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
    )
)]
pub struct MonthDay {
    /// The month, from 1.
    pub month: i8,
    /// The day of the month, from 1. 29 February is 28 February in years without it.
    pub day: i8,
}

impl Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("--{:02}-{:02}", self.month, self.day))
    }
}

impl Amount {
    /// So many whole days, or fewer: a month counts 28 and a year 365.
    pub(crate) fn whole_days(self) -> u64 {
        let n = u64::from(self.n);
        match self.unit {
            Unit::Minutes => n / (24 * 60),
            Unit::Hours => n / 24,
            Unit::Days | Unit::WorkDays => n,
            Unit::Weeks => n * 7,
            Unit::Months => n * 28,
            Unit::Years => n * 365,
        }
    }
}

/// Whether the day of the event is the first day of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CountFrom {
    /// The day after the event is the first.
    #[default]
    NextDay,
    /// The day of the event is the first.
    SameDay,
}

/// Whether the first and the last day are left out as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Clear {
    /// No.
    #[default]
    Ordinary,
    /// `n` whole days lie in between.
    Clear,
}

/// What happens to a last day that is not a working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    /// Nothing.
    #[default]
    None,
    /// It moves to the next working day.
    Next,
    /// It moves to the working day before.
    Previous,
}

/// What a month means from a day that the target month does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MonthEnd {
    /// The month's last day.
    #[default]
    Clamp,
    /// An error.
    Error,
}

/// A named period: every field of a `writ deadline` row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PeriodRule {
    /// Its name.
    pub name: Name,
    /// Its length.
    pub amount: Amount,
    /// Whether the day of the event counts.
    pub count_from: CountFrom,
    /// Clear days.
    pub clear: Clear,
    /// Up to how many days a period counts working days only.
    pub short_up_to: Option<u32>,
    /// What happens to a last day off.
    pub roll: Roll,
    /// Month ends; `None` where the pack does not say (W023 for months and years).
    pub month_end: Option<MonthEnd>,
    /// The fewest working days it must contain.
    pub min_work_days: u32,
    /// From this local time on, the event counts as of the next day.
    pub cutoff: Option<Time>,
    /// Which days are working days.
    pub calendar: Option<Name>,
    /// Sources or assumptions it rests on.
    pub cite: Vec<Name>,
}
