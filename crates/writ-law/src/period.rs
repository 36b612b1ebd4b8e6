//! Counting periods as the law counts them.
//!
//! A period is counted in this order:
//!
//! 1. the day of the event in the zone, or the day after if its local time is at or past the
//!    cutoff;
//! 2. so many units after or before that day, the day itself not counted unless the period says
//!    `same-day`, and one unit further if it is `clear`;
//! 3. a last day that is not a working day rolls;
//! 4. a last day on which the office is closed moves forward;
//! 5. a period that must hold some working days grows until it does.
//!
//! Whoever counts must say which days are worked: see [`WorkDays`].

mod count;
mod work_days;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::tree::{Amount, Calendar, Clear, CountFrom, MonthEnd, PeriodRule, Roll, Unit};
use crate::zone;

pub use work_days::WorkDays;

/// Why a period has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The calendar says nothing of a day that the count needs. In law this is `unknown`.
    #[error("the calendar does not cover {date}: extend it to that day")]
    NotCovered {
        /// The first such day that the count came to.
        date: Date,
    },
    /// The month has no such day, and the period does not clamp.
    #[error(
        "{year:04}-{month:02} has no day {day}: clamp to the month's end, or count in other units"
    )]
    NoSuchDay {
        /// The year in which the period would end.
        year: i16,
        /// The month in which it would end, 1 to 12.
        month: i8,
        /// The day of the month from which it runs.
        day: i8,
    },
    /// Every day of the week is a day off, so there is no working day to count.
    #[error("no day of the week is worked: leave at least one out of the weekend")]
    NoWorkDay,
    /// The count leaves the years that can be written.
    #[error("the period ends outside the years -9999 to 9999: take fewer units")]
    Range,
}

/// Which way a period runs from its event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Forward: within so many days of it.
    #[default]
    After,
    /// Backward: at least so many days before it.
    Before,
}

/// In what a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// In days, or in what days are gathered into: it ends with a day.
    Days,
    /// In hours or minutes.
    RealTime,
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its last day, which belongs to it whole.
    Day(Date),
    /// The instant at which it ends, for hours and minutes.
    Instant(Timestamp),
}

/// What a period says of itself, apart from which days are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Its length.
    pub amount: Amount,
    /// Whether the day of the event counts.
    pub count_from: CountFrom,
    /// Whether that many whole days lie in between.
    pub clear: Clear,
    /// Up to how many days a period in days counts working days only.
    pub short_up_to: Option<u32>,
    /// What happens to a last day that is not a working day.
    pub roll: Roll,
    /// What a month means from a day that the target month does not have.
    pub month_end: MonthEnd,
    /// The fewest working days that it must hold.
    pub min_work_days: u32,
    /// The local time from which on an event counts as of the next day.
    pub cutoff: Option<Time>,
}

impl From<Amount> for Terms {
    fn from(amount: Amount) -> Self {
        Self {
            amount,
            count_from: CountFrom::default(),
            clear: Clear::default(),
            short_up_to: None,
            roll: Roll::default(),
            month_end: MonthEnd::default(),
            min_work_days: 0,
            cutoff: None,
        }
    }
}

/// A period, ready to be counted from any event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    terms: Terms,
    work_days: WorkDays,
}

impl Period {
    /// A period with these terms over these working days.
    #[must_use]
    pub fn new(terms: Terms, work_days: WorkDays) -> Self {
        Self { terms, work_days }
    }

    /// A bare amount such as `(days)14`: counted from the next day, with nothing that moves its
    /// last day.
    ///
    /// Article 191 of the Russian Civil Code counts so: twenty days from 17 April 2023 have passed
    /// when 7 May has.
    ///
    /// ```
    /// use writ_law::period::Period;
    /// use writ_law::tree::{Amount, Unit};
    /// use writ_law::zone;
    ///
    /// let twenty = Period::plain(Amount { n: 20, unit: Unit::Days });
    /// let moscow = zone::named("Europe/Moscow").unwrap();
    /// let posted = "2023-04-17T10:00:00+03:00".parse().unwrap();
    /// let elapsed = twenty.elapsed_at(posted, &moscow).unwrap();
    /// assert_eq!(elapsed, "2023-05-08T00:00:00+03:00".parse().unwrap());
    /// ```
    #[must_use]
    pub fn plain(amount: Amount) -> Self {
        Self::new(Terms::from(amount), WorkDays::default())
    }

    /// The period that a regime states, over the calendar that it names.
    ///
    /// Without a calendar Saturdays and Sundays are off and every date is covered. A month's end
    /// that the regime leaves unsaid is clamped.
    #[must_use]
    pub fn compile(rule: &PeriodRule, calendar: Option<&Calendar>) -> Self {
        let terms = Terms {
            amount: rule.amount,
            count_from: rule.count_from,
            clear: rule.clear,
            short_up_to: rule.short_up_to,
            roll: rule.roll,
            month_end: rule.month_end.unwrap_or_default(),
            min_work_days: rule.min_work_days,
            cutoff: rule.cutoff,
        };
        Self::new(terms, calendar.map_or_else(WorkDays::default, WorkDays::of))
    }

    /// What the period says of itself.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Where the period ends that runs from this instant.
    ///
    /// Hours and minutes are real ones, whatever the clocks do meanwhile; `count_from`, `clear` and
    /// `short_up_to` speak of days and do not touch them. An event past the cutoff is one of the
    /// next day, and hours run from that day's beginning. Where the last instant falls on a day
    /// that moves, it moves to the same local time, or the later one if clocks change then.
    ///
    /// # Errors
    ///
    /// [`PeriodError::NotCovered`] where the calendar does not speak of the last day, or of a day
    /// asked about on the way; the others where there is no such end.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use writ_law::period::{Direction, End, Period, Terms, WorkDays};
    /// use writ_law::tree::{Amount, Clear, Unit};
    /// use writ_law::zone;
    ///
    /// // CPR 2.8: three clear days before a hearing on Friday 20 October 2023, weekends left out.
    /// let three = Amount { n: 3, unit: Unit::Days };
    /// let terms = Terms { clear: Clear::Clear, short_up_to: Some(5), ..Terms::from(three) };
    /// let period = Period::new(terms, WorkDays::default());
    /// let london = zone::named("Europe/London").unwrap();
    /// let hearing = "2023-10-20T10:00:00+01:00".parse().unwrap();
    /// let last = period.end(hearing, &london, Direction::Before).unwrap();
    /// assert_eq!(last, End::Day(date(2023, 10, 16)));
    /// ```
    pub fn end(
        &self,
        from: Timestamp,
        zone: &TimeZone,
        direction: Direction,
    ) -> Result<End, PeriodError> {
        let local = zone.to_datetime(from);
        if self
            .terms
            .cutoff
            .is_some_and(|cutoff| local.time() >= cutoff)
        {
            let next = local.date().tomorrow().map_err(|_| PeriodError::Range)?;
            return self.end_from_day(next, zone, direction);
        }
        match self.real_time() {
            None => self.last_day(local.date(), direction).map(End::Day),
            Some(length) => self.last_instant(from, local.date(), length, zone, direction),
        }
    }

    /// Where the period ends that runs from a day whose hour is not known or does not matter.
    ///
    /// No cutoff applies. Hours and minutes run from the day's beginning.
    ///
    /// # Errors
    ///
    /// As [`Period::end`].
    ///
    /// ```
    /// use jiff::civil::date;
    /// use jiff::tz::TimeZone;
    /// use writ_law::period::{Direction, End, Period};
    /// use writ_law::tree::{Amount, Unit};
    ///
    /// // Article 192(3) of the Russian Civil Code: a month from 31 January ends with February.
    /// let month = Period::plain(Amount { n: 1, unit: Unit::Months });
    /// let last = month.end_from_day(date(2024, 1, 31), &TimeZone::UTC, Direction::After).unwrap();
    /// assert_eq!(last, End::Day(date(2024, 2, 29)));
    /// ```
    pub fn end_from_day(
        &self,
        from: Date,
        zone: &TimeZone,
        direction: Direction,
    ) -> Result<End, PeriodError> {
        match self.real_time() {
            None => self.last_day(from, direction).map(End::Day),
            Some(length) => {
                let start = zone::day_begins(zone, from).ok_or(PeriodError::Range)?;
                self.last_instant(start, from, length, zone, direction)
            }
        }
    }

    /// The instant at which the period has fully elapsed: 00:00 local of the day after its last
    /// day; for hours and minutes their last instant.
    ///
    /// What hangs on the period begins here, so a 00:00 that comes twice is taken the second time,
    /// and one that does not exist is the first instant of its day ([`zone::day_begins`]): a
    /// burden never begins while the last day can still be running. It is never before `from`,
    /// however far back the last day moves.
    ///
    /// # Errors
    ///
    /// As [`Period::end`].
    ///
    /// ```
    /// use writ_law::period::Period;
    /// use writ_law::tree::{Amount, Unit};
    /// use writ_law::zone;
    ///
    /// // Spain, Ley 39/2015, article 43.2: ten days from 2 June 2023 have passed when the 12th has.
    /// let ten = Period::plain(Amount { n: 10, unit: Unit::Days });
    /// let madrid = zone::named("Europe/Madrid").unwrap();
    /// let available = "2023-06-02T09:00:00+02:00".parse().unwrap();
    /// let elapsed = ten.elapsed_at(available, &madrid).unwrap();
    /// assert_eq!(elapsed, "2023-06-13T00:00:00+02:00".parse().unwrap());
    /// ```
    pub fn elapsed_at(&self, from: Timestamp, zone: &TimeZone) -> Result<Timestamp, PeriodError> {
        let elapsed = match self.end(from, zone, Direction::After)? {
            End::Instant(instant) => Ok(instant),
            End::Day(last) => last
                .tomorrow()
                .ok()
                .and_then(|next| zone::day_begins(zone, next))
                .ok_or(PeriodError::Range),
        };
        elapsed.map(|elapsed| elapsed.max(from))
    }

    /// The first day of which the calendar does not speak, up to one of which it does not.
    pub(crate) fn uncovered_from(&self, date: Date) -> Date {
        self.work_days
            .covers_until()
            .map_or(date, |until| until.min(date))
    }

    /// In what it is counted.
    pub(crate) fn counts(&self) -> Counts {
        match self.real_time() {
            Some(_) => Counts::RealTime,
            None => Counts::Days,
        }
    }

    /// How long the period is, if it is counted in real time and not in days.
    fn real_time(&self) -> Option<SignedDuration> {
        let Amount { n, unit } = self.terms.amount;
        match unit {
            Unit::Hours => Some(SignedDuration::from_hours(i64::from(n))),
            Unit::Minutes => Some(SignedDuration::from_mins(i64::from(n))),
            Unit::Days | Unit::WorkDays | Unit::Weeks | Unit::Months | Unit::Years => None,
        }
    }

    /// Steps 2 to 5 for a period in days, or in what days are gathered into.
    fn last_day(&self, from: Date, direction: Direction) -> Result<Date, PeriodError> {
        let counted = count::count(&self.terms, &self.work_days, from, direction)?;
        count::settle(&self.terms, &self.work_days, from, counted, direction)
    }

    /// Steps 2 to 5 for a period in real time that starts at an instant of the day `from`.
    fn last_instant(
        &self,
        start: Timestamp,
        from: Date,
        length: SignedDuration,
        zone: &TimeZone,
        direction: Direction,
    ) -> Result<End, PeriodError> {
        let end = match direction {
            Direction::After => start.checked_add(length),
            Direction::Before => start.checked_sub(length),
        }
        .map_err(|_| PeriodError::Range)?;
        let local = zone.to_datetime(end);
        let last = count::settle(&self.terms, &self.work_days, from, local.date(), direction)?;
        if last == local.date() {
            // Not through local time: an hour that comes twice would lose which of the two it is.
            return Ok(End::Instant(end));
        }
        let moved = DateTime::from_parts(last, local.time());
        zone.to_ambiguous_timestamp(moved)
            .later()
            .map(End::Instant)
            .map_err(|_| PeriodError::Range)
    }
}

#[cfg(test)]
mod tests;
