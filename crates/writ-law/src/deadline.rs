//! Rows of `writ deadline`: one JSON object in, one out, to count a period without a regime.
//!
//! A lawyer can check with it how the program counts, row by row, against the examples that
//! statutes and courts print.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Unit as Round};
use serde::Deserialize;
use serde_json::Value;

use crate::misread::{Form, misread};
use crate::period::{Direction, End, Period, PeriodError, Terms, WorkDays};
use crate::tree::{Amount, Clear, CountFrom, MonthEnd, Roll, Unit};

mod word;

/// A row: from when, how much of what, and how it is counted.
///
/// Only `id`, `from`, `n` and `unit` must be there. An unknown field is an error, so that a
/// misspelt rule cannot pass as the default.
///
/// ```
/// use writ_law::deadline::Row;
///
/// let row = r#"{"id": "a", "from": "2025-10-03", "n": 7, "unit": "days"}"#;
/// assert!(serde_json::from_str::<Row>(row).is_ok());
/// let misspelt = r#"{"id": "a", "from": "2025-10-03", "n": 7, "unit": "days", "rol": "next"}"#;
/// assert!(serde_json::from_str::<Row>(misspelt).is_err());
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    id: String,
    #[serde(deserialize_with = "word::start")]
    from: Start,
    n: u32,
    #[serde(deserialize_with = "word::unit")]
    unit: Unit,
    #[serde(default, deserialize_with = "word::direction")]
    direction: Direction,
    #[serde(default, deserialize_with = "word::count_from")]
    count_from: CountFrom,
    #[serde(default, deserialize_with = "word::clear")]
    clear: Clear,
    #[serde(default)]
    short: Option<Short>,
    #[serde(default, deserialize_with = "word::roll")]
    roll: Roll,
    #[serde(default, deserialize_with = "word::month_end")]
    month_end: MonthEnd,
    #[serde(default)]
    min_work_days: u32,
    #[serde(default, deserialize_with = "word::cutoff")]
    cutoff: Option<Time>,
    #[serde(default = "utc", deserialize_with = "word::zone")]
    zone: TimeZone,
    #[serde(default = "saturday_and_sunday", deserialize_with = "word::weekend")]
    weekend: Vec<Weekday>,
    #[serde(default, deserialize_with = "word::holidays")]
    holidays: Vec<Date>,
    #[serde(default, deserialize_with = "word::closed")]
    closed: Vec<Date>,
}

/// When the period starts to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// On a day, at no known hour.
    Day(Date),
    /// At an instant.
    Instant(Timestamp),
}

/// When a period in days counts working days only.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "it is an object such as {\"up_to\": 5}"
)]
struct Short {
    up_to: u32,
}

fn utc() -> TimeZone {
    TimeZone::UTC
}

fn saturday_and_sunday() -> Vec<Weekday> {
    vec![Weekday::Saturday, Weekday::Sunday]
}

impl Row {
    /// The name that the row gives itself, and which its answer repeats.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where the row's period ends.
    ///
    /// # Errors
    ///
    /// Where it has no end: see [`PeriodError`].
    pub fn end(&self) -> Result<End, PeriodError> {
        let terms = Terms {
            amount: Amount {
                n: self.n,
                unit: self.unit,
            },
            count_from: self.count_from,
            clear: self.clear,
            short_up_to: self.short.map(|short| short.up_to),
            roll: self.roll,
            month_end: self.month_end,
            min_work_days: self.min_work_days,
            cutoff: self.cutoff,
        };
        let work_days = WorkDays::new(&self.weekend, self.holidays.iter().copied())
            .with_closed(self.closed.iter().copied());
        let period = Period::new(terms, work_days);
        match self.from {
            Start::Day(day) => period.end_from_day(day, &self.zone, self.direction),
            Start::Instant(instant) => period.end(instant, &self.zone, self.direction),
        }
    }
}

/// The answer to one row. Printed, it is a line of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which row it answers.
    pub row: RowName,
    /// The answer itself.
    pub outcome: Outcome,
}

/// How an answer names its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowName {
    /// By its `id`.
    Id(String),
    /// By the number of its line, counted from 1, where its `id` cannot be read.
    Line(usize),
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The last day.
    Date(Date),
    /// The last instant, with the offset of the row's zone at that instant.
    At(Timestamp, Offset),
    /// What is wrong, where, and what to do.
    Error(String),
}

/// The answer to one line, which stands at this place (counted from 1) in its file.
///
/// ```
/// use writ_law::deadline::answer;
///
/// let row = r#"{"id": "T19", "from": "2023-04-17", "n": 20, "unit": "days"}"#;
/// assert_eq!(answer(1, row).to_string(), r#"{"id":"T19","date":"2023-05-07"}"#);
///
/// // Three days over the night in which New York turns its clocks back.
/// let row = r#"{"id": "T14", "from": "2007-11-02T10:23:00-04:00", "n": 72, "unit": "hours",
///     "zone": "America/New_York"}"#;
/// assert_eq!(answer(2, row).to_string(), r#"{"id":"T14","at":"2007-11-05T09:23:00-05:00"}"#);
///
/// let row = r#"{"id": "X", "from": "2023-04-17", "n": 20}"#;
/// let wrong = r#"{"id":"X","error":"missing field `unit` (column 42)"}"#;
/// assert_eq!(answer(3, row).to_string(), wrong);
/// ```
#[must_use]
pub fn answer(line: usize, text: &str) -> Answer {
    if !text.trim_start().starts_with('{') {
        // An array would be read as the fields in order, which nobody could check by eye.
        let error = "a row is a JSON object: write {\"id\": …, \"from\": …, \"n\": …, \"unit\": …}";
        return Answer {
            row: RowName::Line(line),
            outcome: Outcome::Error(error.to_owned()),
        };
    }
    match serde_json::from_str::<Row>(text) {
        Ok(row) => Answer {
            outcome: outcome(&row),
            row: RowName::Id(row.id),
        },
        Err(error) => {
            let row = serde_json::from_str::<Value>(text)
                .ok()
                .and_then(|value| Some(value.get("id")?.as_str()?.to_owned()))
                .map_or(RowName::Line(line), RowName::Id);
            Answer {
                row,
                outcome: Outcome::Error(what_is_wrong(text, &error)),
            }
        }
    }
}

/// The answers to a whole file of rows, in its order. Empty lines have none.
///
/// ```
/// use writ_law::deadline::answers;
///
/// let rows = "\n{\"id\": \"a\", \"from\": \"2022-03-01\", \"n\": 30, \"unit\": \"days\"}\nnonsense";
/// let lines: Vec<String> = answers(rows).map(|answer| answer.to_string()).collect();
/// assert_eq!(lines.first().unwrap(), r#"{"id":"a","date":"2022-03-31"}"#);
/// assert!(lines.last().unwrap().starts_with(r#"{"line":3,"error":"#));
/// ```
pub fn answers(rows: &str) -> impl Iterator<Item = Answer> + '_ {
    rows.lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(index, text)| answer(index + 1, text))
}

fn outcome(row: &Row) -> Outcome {
    match row.end() {
        Ok(End::Day(day)) => Outcome::Date(day),
        Ok(End::Instant(instant)) => Outcome::At(instant, row.zone.to_offset(instant)),
        Err(error) => Outcome::Error(error.to_string()),
    }
}

/// What is wrong, in which field, with the column alone: the line is that of the row, not of the
/// file.
fn what_is_wrong(text: &str, error: &serde_json::Error) -> String {
    let wrong = misread(error);
    let said = match (wrong.form, wrong.cure) {
        (Form::Json, Some(cure)) => {
            let mut json = serde_json::Deserializer::from_str(text);
            let row: Result<Row, _> = serde_path_to_error::deserialize(&mut json);
            let field = row.err().map(|error| error.path().to_string());
            let field = field.map_or(String::new(), |it| format!("`{it}`: "));
            format!("{field}{}; {cure}", wrong.said)
        }
        _ => wrong.said,
    };
    format!("{said} (column {})", error.column())
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            RowName::Id(id) => write!(f, r#"{{"id":{},"#, Value::from(id.as_str()))?,
            RowName::Line(line) => write!(f, r#"{{"line":{line},"#)?,
        }
        match &self.outcome {
            Outcome::Date(day) => write!(f, r#""date":"{day}"}}"#),
            Outcome::At(instant, offset) => {
                // RFC 3339 knows no seconds in an offset, as local mean times once had. A rounded
                // offset still names the same instant.
                let minutes = offset.round(Round::Minute).unwrap_or(Offset::UTC);
                write!(f, r#""at":"{}"}}"#, instant.display_with_offset(minutes))
            }
            Outcome::Error(error) => write!(f, r#""error":{}}}"#, Value::from(error.as_str())),
        }
    }
}

#[cfg(test)]
mod tests;
