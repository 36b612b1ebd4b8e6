//! The days of the story. It has no clock: every instant in it stands here or follows from here.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use writ_law::zone;

/// The day on which the register is taken over, and on which the law of the reports begins.
pub(super) const OPENED: Date = date(2023, 4, 14);
/// The public draw.
pub(super) const DRAWN: Date = date(2023, 4, 15);
/// The notices are issued, and those in accounts posted.
pub(super) const POSTED: Date = date(2023, 4, 17);
/// A drill is held.
pub(super) const DRILLED: Date = date(2023, 4, 18);
/// The date in the summonses: no sooner than 28 days after posting, as `guarded` asks.
pub(super) const APPEAR: Date = date(2023, 5, 16);
/// The military register is asked anew for what it says of those who were called.
pub(super) const ASKED_ANEW: Date = date(2023, 6, 1);
/// The last day of the story.
pub(super) const LAST: Date = date(2023, 7, 16);

/// The days on which desks ask and the answers are counted, with what is special about them.
pub(super) const CHOSEN: [(Date, &str); 7] = [
    (POSTED, "posting day"),
    (date(2023, 4, 24), "a week after posting"),
    (date(2023, 5, 8), "20 days from posting are over"),
    (APPEAR, "the date in the summons"),
    (date(2023, 6, 6), "20 days from that date are over"),
    (date(2023, 6, 16), "60 days after posting"),
    (LAST, "90 days after posting"),
];

/// The hour at which desks ask on chosen days, and for which the answers are counted.
const EVENING: i64 = 20;

/// The calendar of the place.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    zone: TimeZone,
}

impl Calendar {
    pub(super) const fn of(zone: TimeZone) -> Self {
        Self { zone }
    }

    /// The beginning of a day.
    pub(super) fn begins(&self, day: Date) -> Timestamp {
        zone::day_begins(&self.zone, day).unwrap_or_default()
    }

    /// A local time of a day on which no clock changes.
    pub(super) fn at(&self, day: Date, hour: i64, minute: i64) -> Timestamp {
        self.begins(day) + SignedDuration::from_mins(60 * hour + minute)
    }

    pub(super) fn evening(&self, day: Date) -> Timestamp {
        self.at(day, EVENING, 0)
    }

    /// The last second of a day.
    pub(super) fn night(&self, day: Date) -> Timestamp {
        self.begins(day.saturating_add(1.day())) - SignedDuration::from_secs(1)
    }

    pub(super) fn day_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// A local time some days after the day of an instant.
    pub(super) fn days_after(
        &self,
        at: Timestamp,
        days: u32,
        (hour, minute): (i64, i64),
    ) -> Timestamp {
        self.at(
            self.day_of(at).saturating_add(i64::from(days).days()),
            hour,
            minute,
        )
    }

    /// The end of the story.
    pub(super) fn end(&self) -> Timestamp {
        self.begins(LAST.saturating_add(1.day()))
    }

    /// The days from posting to the last, in order.
    pub(super) fn days() -> impl Iterator<Item = Date> {
        POSTED.series(1.day()).take_while(|day| *day <= LAST)
    }

    /// How many days those are.
    pub(super) fn length() -> u64 {
        u64::try_from(Self::days().count()).unwrap_or(u64::MAX)
    }

    /// An instant for people: `Mon 17 April, 10:00`.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.zone
            .to_datetime(at)
            .strftime("%a %-d %B, %H:%M")
            .to_string()
    }
}

/// A day for people: `Mon 17 April`.
pub(super) fn in_words(day: Date) -> String {
    day.strftime("%a %-d %B").to_string()
}
