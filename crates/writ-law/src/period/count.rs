//! The steps of a count that need no clock: from one day to another.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::{Direction, PeriodError, Terms, WorkDays};
use crate::tree::{Amount, Clear, CountFrom, MonthEnd, Roll, Unit};

impl Direction {
    /// One day this way.
    pub(super) fn sign(self) -> i64 {
        match self {
            Self::After => 1,
            Self::Before => -1,
        }
    }
}

/// Step 2: so many units after or before a day.
pub(super) fn count(
    terms: &Terms,
    work_days: &WorkDays,
    from: Date,
    direction: Direction,
) -> Result<Date, PeriodError> {
    let Amount { n, unit } = terms.amount;
    let sign = direction.sign();
    let n = i64::from(n);
    let same_day = match terms.count_from {
        CountFrom::SameDay => 1,
        CountFrom::NextDay => 0,
    };
    let clear = match terms.clear {
        Clear::Clear => 1,
        Clear::Ordinary => 0,
    };
    let is_short = || terms.short_up_to.is_some_and(|most| n <= i64::from(most));
    let whole = match unit {
        Unit::WorkDays => None,
        Unit::Days if is_short() => None,
        Unit::Days => Some(shift(from, sign * n)?),
        Unit::Weeks => Some(shift(from, sign * n * 7)?),
        Unit::Months => Some(months(terms.month_end, from, sign * n)?),
        Unit::Years => Some(months(terms.month_end, from, sign * n * 12)?),
        // Real time is not counted in days: it has no last day of its own.
        Unit::Hours | Unit::Minutes => Some(from),
    };
    match whole {
        Some(last) => shift(last, sign * (clear - same_day)),
        // To count the day of the event itself is to count from the day before it.
        None => work_days.step(shift(from, -sign * same_day)?, n + clear, direction),
    }
}

/// Steps 3 to 5: where a last day that was counted comes to rest.
pub(super) fn settle(
    terms: &Terms,
    work_days: &WorkDays,
    from: Date,
    counted: Date,
    direction: Direction,
) -> Result<Date, PeriodError> {
    let mut last = match terms.roll {
        Roll::None => counted,
        Roll::Next => work_days.nearest(counted, Direction::After)?,
        Roll::Previous => work_days.nearest(counted, Direction::Before)?,
    };
    if work_days.is_closed(last) {
        // Forward whichever way the period runs: nothing can be lodged on a day that has passed.
        while work_days.is_closed(last) {
            last = work_days.step(last, 1, Direction::After)?;
        }
    }
    if terms.min_work_days > 0 && direction == Direction::After {
        // (from, last] holds so many working days once the last of them is no later than `last`.
        let least = work_days.step(from, i64::from(terms.min_work_days), Direction::After)?;
        last = last.max(least);
    }
    work_days.must_cover(last)?;
    Ok(last)
}

/// So many days on, or back if negative.
pub(super) fn shift(day: Date, days: i64) -> Result<Date, PeriodError> {
    match days {
        1 => day.tomorrow().map_err(|_| PeriodError::Range),
        -1 => day.yesterday().map_err(|_| PeriodError::Range),
        // No amount comes near an overflow here: 2^32 weeks are less than 2^40 hours.
        _ => day
            .checked_add(SignedDuration::from_hours(days * 24))
            .map_err(|_| PeriodError::Range),
    }
}

/// The same day of the month so many months on, or back if negative.
fn months(month_end: MonthEnd, from: Date, months: i64) -> Result<Date, PeriodError> {
    let index = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + months;
    let year = i16::try_from(index.div_euclid(12)).map_err(|_| PeriodError::Range)?;
    let month = i8::try_from(index.rem_euclid(12) + 1).map_err(|_| PeriodError::Range)?;
    let first = Date::new(year, month, 1).map_err(|_| PeriodError::Range)?;
    match Date::new(year, month, from.day()) {
        Ok(day) => Ok(day),
        Err(_) => match month_end {
            MonthEnd::Clamp => Ok(first.last_of_month()),
            MonthEnd::Error => Err(PeriodError::NoSuchDay {
                year,
                month,
                day: from.day(),
            }),
        },
    }
}
