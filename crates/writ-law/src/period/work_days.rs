//! Which days are working days.

use jiff::civil::{Date, Weekday};

use super::count::shift;
use super::{Direction, PeriodError};
use crate::tree::{Calendar, Days};

/// Days from the first to the last, both of them in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    first: Date,
    last: Date,
}

/// Days, as runs that are in order and do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct DaySet(Vec<Run>);

impl DaySet {
    fn of(runs: impl IntoIterator<Item = Run>) -> Self {
        let mut runs: Vec<Run> = runs
            .into_iter()
            .filter(|run| run.first <= run.last)
            .collect();
        runs.sort_unstable_by_key(|run| run.first);
        let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            match merged.last_mut() {
                Some(before) if shift(before.last, 1).is_ok_and(|next| run.first > next) => {
                    merged.push(run);
                }
                Some(before) => before.last = before.last.max(run.last),
                None => merged.push(run),
            }
        }
        Self(merged)
    }

    fn single(days: impl IntoIterator<Item = Date>) -> Self {
        Self::of(days.into_iter().map(|day| Run {
            first: day,
            last: day,
        }))
    }

    fn half_open(days: &[Days]) -> Self {
        Self::of(days.iter().filter_map(|days| {
            let last = days.until.yesterday().ok()?;
            Some(Run {
                first: days.from,
                last,
            })
        }))
    }

    fn contains(&self, day: Date) -> bool {
        // The first run that ends on the day or later is the only one that can hold it.
        let at = self.0.partition_point(|run| run.last < day);
        self.0.get(at).is_some_and(|run| run.first <= day)
    }
}

/// The days of the week that are not worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weekend(u8);

impl Weekend {
    const EVERY_DAY: Self = Self(0b111_1111);

    fn of(days: &[Weekday]) -> Self {
        Self(days.iter().fold(0, |set, day| set | Self::bit(*day)))
    }

    fn bit(day: Weekday) -> u8 {
        1 << day.to_monday_zero_offset()
    }

    fn contains(self, day: Weekday) -> bool {
        self.0 & Self::bit(day) != 0
    }
}

/// Which days are working days, on which the office is closed besides, and of which dates it is
/// known.
///
/// A day off is never worked; a day of the weekend is worked only if it is named as worked. A day
/// on which the office is closed stays a working day when days are counted: a period just cannot
/// end on it.
///
/// The default is that Saturdays and Sundays are off, for all dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkDays {
    weekend: Weekend,
    off: DaySet,
    worked: DaySet,
    closed: DaySet,
    covered: Option<Days>,
}

impl Default for WorkDays {
    fn default() -> Self {
        Self::new(&[Weekday::Saturday, Weekday::Sunday], [])
    }
}

impl WorkDays {
    /// Working days with this weekend and these days off, for all dates.
    #[must_use]
    pub fn new(weekend: &[Weekday], off: impl IntoIterator<Item = Date>) -> Self {
        Self {
            weekend: Weekend::of(weekend),
            off: DaySet::single(off),
            worked: DaySet::default(),
            closed: DaySet::default(),
            covered: None,
        }
    }

    /// The working days of a regime's calendar, for the dates that it covers.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        Self {
            weekend: Weekend::of(&calendar.weekend),
            off: DaySet::half_open(&calendar.off),
            worked: DaySet::half_open(&calendar.worked),
            closed: DaySet::half_open(&calendar.closed),
            covered: Some(Days {
                from: calendar.covers_from,
                until: calendar.covers_until,
            }),
        }
    }

    /// The same, with days on which the office is closed.
    #[must_use]
    pub fn with_closed(self, closed: impl IntoIterator<Item = Date>) -> Self {
        Self {
            closed: DaySet::single(closed),
            ..self
        }
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// [`PeriodError::NotCovered`] if the calendar does not say.
    ///
    /// ```
    /// use jiff::civil::{Weekday, date};
    /// use writ_law::period::WorkDays;
    ///
    /// let days = WorkDays::new(&[Weekday::Saturday, Weekday::Sunday], [date(2023, 5, 9)]);
    /// assert_eq!(days.is_worked(date(2023, 5, 7)), Ok(false)); // a Sunday
    /// assert_eq!(days.is_worked(date(2023, 5, 8)), Ok(true));
    /// assert_eq!(days.is_worked(date(2023, 5, 9)), Ok(false)); // a Tuesday off
    /// ```
    pub fn is_worked(&self, day: Date) -> Result<bool, PeriodError> {
        self.must_cover(day)?;
        let weekend = self.weekend.contains(day.weekday()) && !self.worked.contains(day);
        Ok(!weekend && !self.off.contains(day))
    }

    /// Whether the office is closed on a day.
    pub(super) fn is_closed(&self, day: Date) -> bool {
        self.closed.contains(day)
    }

    /// The day after the last of which it is known, if there is one.
    pub(super) fn covers_until(&self) -> Option<Date> {
        self.covered.map(|covered| covered.until)
    }

    /// Nothing may rest on a day that the calendar does not speak of.
    pub(super) fn must_cover(&self, day: Date) -> Result<(), PeriodError> {
        match self.covered {
            Some(covered) if day < covered.from || day >= covered.until => {
                Err(PeriodError::NotCovered { date: day })
            }
            _ => Ok(()),
        }
    }

    /// So many working days from a day, which is itself not counted. None is the day itself.
    pub(super) fn step(
        &self,
        from: Date,
        working_days: i64,
        direction: Direction,
    ) -> Result<Date, PeriodError> {
        // So many working days take at least as many days: a count that cannot end is not begun.
        shift(from, direction.sign() * working_days)?;
        let mut day = from;
        for _ in 0..working_days {
            day = self.nearest(shift(day, direction.sign())?, direction)?;
        }
        Ok(day)
    }

    /// The day itself if it is worked, else the nearest working day that way.
    pub(super) fn nearest(&self, from: Date, direction: Direction) -> Result<Date, PeriodError> {
        if self.weekend == Weekend::EVERY_DAY && self.worked.0.is_empty() {
            self.must_cover(from)?;
            return Err(PeriodError::NoWorkDay);
        }
        let mut day = from;
        while !self.is_worked(day)? {
            day = shift(day, direction.sign())?;
        }
        Ok(day)
    }
}
