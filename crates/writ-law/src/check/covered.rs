//! W025: calendars cover the periods that are counted over them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::finding::{Class, Finding};
use crate::period::{Direction, Period, PeriodError};
use crate::tree::{Calendar, PeriodRule, Tree};

use super::length::calendar;

/// `law` is the law of the version that is in force from `from` until `until`.
pub(super) fn check(law: &Tree, from: DateTime, until: Option<DateTime>) -> Vec<Finding> {
    let counted = law.periods.iter();
    counted
        .filter_map(|period| {
            let calendar = calendar(law, period)?;
            uncovered(period, calendar, from.date(), until.map(DateTime::date))
        })
        .collect()
}

fn uncovered(
    rule: &PeriodRule,
    calendar: &Calendar,
    from: Date,
    until: Option<Date>,
) -> Option<Finding> {
    let period = Period::compile(rule, Some(calendar));
    let ends = |day: Date| {
        let end = period.end_from_day(day, &TimeZone::UTC, Direction::After);
        !matches!(end, Err(PeriodError::NotCovered { .. }))
    };
    let (name, days) = (&rule.name, &calendar.name);
    if from < calendar.covers_from {
        let text = format!(
            "`{name}` is counted over the calendar `{days}`, which begins on {}, after the version \
             ({from}): until then what hangs on it is unknown",
            calendar.covers_from
        );
        return Some(warning(rule, text, "begin the calendar with the version"));
    }
    let first = first_uncovered(calendar, from, ends);
    if until.is_some_and(|until| until <= first) {
        return None;
    }
    let text = format!(
        "`{name}` is counted over the calendar `{days}`, which ends on {}: from {first} on what \
         hangs on it is unknown",
        calendar.covers_until
    );
    let help = "carry the calendar on, or end the version before";
    Some(warning(rule, text, help))
}

/// The first day from which the period no longer ends within the calendar.
fn first_uncovered(calendar: &Calendar, from: Date, ends: impl Fn(Date) -> bool) -> Date {
    let mut first = calendar.covers_until;
    while first > from {
        let Ok(before) = first.yesterday() else { break };
        if ends(before) {
            break;
        }
        first = before;
    }
    first
}

fn warning(rule: &PeriodRule, text: String, help: &str) -> Finding {
    Finding::new("W025", Class::Warning, rule.name.span, text).with_help(help)
}
