//! How short and how long a term can turn out, whatever day it runs from.
//!
//! Days are widened on both sides by what the hour of the event and a change of the clocks can
//! make of them, and a period that asks for working days by the longest run of days off.

use jiff::civil::Date;

use super::clocks::{DAY, Minutes};
use crate::tree::{Amount, Calendar, Clear, CountFrom, PeriodRule, Roll, Term, Tree, Unit};

/// What a change of the clocks can add or take.
const CLOCK_CHANGE: Minutes = 60;

/// The least and the most that a length of time can turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) least: Minutes,
    pub(crate) most: Minutes,
}

impl Length {
    /// Of a plain amount: the day of the event is not counted, and it ends with its last day.
    pub(crate) fn of_amount(amount: Amount) -> Self {
        let (least, most) = days(amount);
        match amount.unit {
            Unit::Hours | Unit::Minutes => Self { least, most },
            _ => Self {
                least: least.saturating_sub(CLOCK_CHANGE),
                most: most.saturating_add(DAY + CLOCK_CHANGE),
            },
        }
    }

    /// Of the longest that an effect lasts: its first day is counted.
    pub(crate) fn first_day_counted(amount: Amount) -> Self {
        let (least, most) = days(amount);
        match amount.unit {
            Unit::Hours | Unit::Minutes => Self { least, most },
            _ => Self {
                least: least.saturating_sub(DAY + CLOCK_CHANGE),
                most: most.saturating_add(CLOCK_CHANGE),
            },
        }
    }

    /// Of a term of a tree; a period that the tree does not declare can be of any length.
    pub(crate) fn of_term(tree: &Tree, term: &Term) -> Self {
        match term {
            Term::Plain(amount) => Self::of_amount(*amount),
            Term::Named(name) => {
                let rule = tree.periods.iter().find(|it| it.name == *name);
                let any = Self {
                    least: 0,
                    most: Minutes::MAX / 4,
                };
                rule.map_or(any, |rule| Self::of_period(tree, rule))
            }
        }
    }

    fn of_period(tree: &Tree, rule: &PeriodRule) -> Self {
        let mut length = Self::of_amount(rule.amount);
        if rule.count_from == CountFrom::SameDay {
            length.least = length.least.saturating_sub(DAY);
        }
        if rule.clear == Clear::Clear {
            length.most = length.most.saturating_add(DAY);
        }
        if rule.cutoff.is_some() {
            length.most = length.most.saturating_add(DAY);
        }
        let named = rule.calendar.as_ref();
        let calendar = named.and_then(|name| tree.calendars.iter().find(|it| it.name == *name));
        let off = calendar.map_or(2, longest_run_off).saturating_mul(DAY);
        if rule.roll == Roll::Previous {
            length.least = length.least.saturating_sub(off).max(0);
        }
        let counts_work_days = rule.amount.unit == Unit::WorkDays
            || rule.short_up_to.is_some()
            || rule.min_work_days > 0;
        if counts_work_days {
            // Between any two working days that are counted there is at most the longest run.
            let steps = rule.amount.n.max(rule.min_work_days).saturating_add(1);
            let steps = Minutes::try_from(steps).unwrap_or(Minutes::MAX / DAY);
            length.most = length.most.saturating_add(off.saturating_mul(steps));
        } else {
            length.most = length.most.saturating_add(off);
        }
        length.most = length.most.min(Minutes::MAX / 4);
        length
    }
}

/// The least and the most minutes of so many whole days.
fn days(amount: Amount) -> (Minutes, Minutes) {
    let n = i64::from(amount.n);
    let (least, most) = match amount.unit {
        Unit::Minutes => (n, n),
        Unit::Hours => (n * 60, n * 60),
        Unit::Days => (n * 1_440, n * 1_440),
        // Saturday and Sunday are off where no calendar is named.
        Unit::WorkDays => (n * 1_440, (n + 2 * (n / 5 + 1)) * 1_440),
        Unit::Weeks => (n * 7 * 1_440, n * 7 * 1_440),
        Unit::Months => (n * 28 * 1_440, n * 31 * 1_440),
        Unit::Years => (n * 365 * 1_440, n * 366 * 1_440),
    };
    let near = |minutes: i64| {
        Minutes::try_from(minutes.min(i64::from(Minutes::MAX / 8))).unwrap_or(Minutes::MAX / 8)
    };
    (near(least), near(most))
}

/// The longest run of days off of a calendar, in days.
fn longest_run_off(calendar: &Calendar) -> Minutes {
    let within = |days: &[crate::tree::Days], day: Date| {
        days.iter().any(|it| it.from <= day && day < it.until)
    };
    let mut longest = 0;
    let mut run = 0;
    let mut day = calendar.covers_from;
    while day < calendar.covers_until {
        let weekend = calendar.weekend.contains(&day.weekday());
        let off = within(&calendar.off, day)
            || within(&calendar.closed, day)
            || (weekend && !within(&calendar.worked, day));
        run = if off { run + 1 } else { 0 };
        longest = longest.max(run);
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(n: u32, unit: Unit) -> Amount {
        Amount { n, unit }
    }

    #[test]
    fn a_limit_of_ninety_days_is_over_within_ninety_days() {
        let limit = Length::first_day_counted(amount(90, Unit::Days));
        assert_eq!(limit.most, 90 * DAY + 60);
        let limit = Length::first_day_counted(amount(3, Unit::Months));
        assert_eq!(limit.most, 93 * DAY + 60);
    }

    #[test]
    fn a_plain_amount_ends_with_its_last_day() {
        let ten = Length::of_amount(amount(10, Unit::Days));
        assert_eq!((ten.least, ten.most), (10 * DAY - 60, 11 * DAY + 60));
        let hours = Length::of_amount(amount(48, Unit::Hours));
        assert_eq!((hours.least, hours.most), (48 * 60, 48 * 60));
    }
}
