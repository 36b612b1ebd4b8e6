//! Periods that run from an instant: the day it falls on, the cutoff, real hours, and the instant
//! at which a period has elapsed. Checked against jiff's zoned times, which the counter avoids.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan, Zoned};
use proptest::prelude::*;
use proptest::sample::select;
use writ_law::period::{Direction, End, Period, PeriodError, Terms, WorkDays};
use writ_law::tree::{Amount, Calendar, Clear, CountFrom, Days, Name, PeriodRule, Roll, Unit};
use writ_law::zone;

/// Zones whose clocks do odd things: at midnight, by half an hour, by a whole day, or nothing.
const ZONES: [&str; 9] = [
    "UTC",
    "Europe/Moscow",
    "America/New_York",
    "Asia/Beirut",
    "America/Sao_Paulo",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
];

fn place() -> impl Strategy<Value = TimeZone> {
    select(ZONES.to_vec()).prop_map(|name| zone::named(name).unwrap_or(TimeZone::UTC))
}

/// An instant of the years 2006 to 2027.
fn instant() -> impl Strategy<Value = Timestamp> {
    (1_136_000_000_i64..1_830_000_000)
        .prop_map(|second| Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn direction() -> impl Strategy<Value = Direction> {
    select(vec![Direction::After, Direction::Before])
}

fn amount(n: u32, unit: Unit) -> Amount {
    Amount { n, unit }
}

fn signed(span: Span, direction: Direction) -> Span {
    if direction == Direction::After {
        span
    } else {
        span.negate()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn days_run_from_the_local_day_or_the_next_past_the_cutoff(
        from in instant(),
        zone in place(),
        direction in direction(),
        n in 0_u32..400,
        minute in prop::option::of(0_i8..60),
    ) {
        let cutoff = minute.map(|minute| Time::constant(16, minute, 0, 0));
        let terms = Terms { cutoff, ..Terms::from(amount(n, Unit::Days)) };
        let end = Period::new(terms, WorkDays::default()).end(from, &zone, direction);

        let zoned = Zoned::new(from, zone);
        let late = i64::from(cutoff.is_some_and(|cutoff| zoned.time() >= cutoff));
        let last = zoned.date() + late.days() + signed(i64::from(n).days(), direction);
        prop_assert_eq!(end, Ok(End::Day(last)));
    }

    #[test]
    fn hours_are_real_and_roll_to_the_same_local_time(
        from in instant(),
        zone in place(),
        direction in direction(),
        n in 0_u32..2000,
        roll in select(vec![Roll::None, Roll::Next, Roll::Previous]),
    ) {
        let terms = Terms { roll, ..Terms::from(amount(n, Unit::Hours)) };
        let end = Period::new(terms, WorkDays::default()).end(from, &zone, direction);

        let plain = Zoned::new(from, zone.clone()) + signed(i64::from(n).hours(), direction);
        let days = match (roll, plain.weekday()) {
            (Roll::Next, Weekday::Saturday) => 2,
            (Roll::Next, Weekday::Sunday) => 1,
            (Roll::Previous, Weekday::Saturday) => -1,
            (Roll::Previous, Weekday::Sunday) => -2,
            _ => 0,
        };
        let expected = if days == 0 {
            plain.timestamp()
        } else {
            zone.to_ambiguous_timestamp(plain.datetime() + days.days()).later().unwrap()
        };
        prop_assert_eq!(end, Ok(End::Instant(expected)));
    }

    #[test]
    fn a_period_has_elapsed_when_its_last_day_is_over_for_good(
        from in instant(),
        zone in place(),
        n in 0_u32..120,
        unit in select(vec![Unit::Days, Unit::WorkDays, Unit::Weeks, Unit::Months]),
    ) {
        let period = Period::plain(amount(n, unit));
        let elapsed = period.elapsed_at(from, &zone).unwrap();
        let End::Day(last) = period.end(from, &zone, Direction::After).unwrap() else {
            panic!("{unit:?} end in a day")
        };
        let local = |instant: Timestamp| Zoned::new(instant, zone.clone());
        let begun = local(elapsed);
        prop_assert!(begun.date() > last);
        // No later instant falls back into the last day.
        for hours in 0..30 {
            prop_assert!((&begun + i64::from(hours).hours()).date() > last);
        }
        // Just before, the last day was running, unless midnight comes twice.
        let before = local(elapsed - 1.nanosecond());
        let twice = before.offset() > begun.offset();
        prop_assert!(before.date() <= last || twice, "{} {}", before, begun);
    }

    #[test]
    fn a_calendar_changes_no_answer_and_withholds_those_it_does_not_cover(
        n in 0_u32..60,
        unit in select(vec![Unit::Days, Unit::WorkDays, Unit::Weeks, Unit::Months]),
        roll in select(vec![Roll::None, Roll::Next, Roll::Previous]),
        min_work_days in 0_u32..4,
        direction in direction(),
        from in 0_i64..400,
        first in 0_i64..200,
        length in 0_i64..400,
    ) {
        let year = |n: i64| Date::constant(2022, 12, 1) + n.days();
        let terms = Terms { roll, min_work_days, ..Terms::from(amount(n, unit)) };
        let covers = Days { from: year(first), until: year(first + length) };
        let end = |covers: Days| {
            Period::compile(&rule(terms), Some(&calendar(covers)))
                .end_from_day(year(from), &TimeZone::UTC, direction)
        };
        let all = end(Days { from: year(-4000), until: year(4000) });
        let Ok(End::Day(last)) = all else { panic!("{all:?}") };
        let covered = |day: Date| covers.from <= day && day < covers.until;
        match end(covers) {
            Err(PeriodError::NotCovered { date }) => {
                prop_assert!(!covered(date));
                // It was needed: the last day itself, or a day that was asked whether it is worked.
                prop_assert!(
                    !covered(last) || unit == Unit::WorkDays || roll != Roll::None
                        || min_work_days > 0
                );
            }
            other => {
                prop_assert_eq!(other, all);
                prop_assert!(covered(last));
            }
        }
    }
}

fn rule(terms: Terms) -> PeriodRule {
    PeriodRule {
        name: Name::new("made up", Default::default()),
        amount: terms.amount,
        count_from: CountFrom::NextDay,
        clear: Clear::Ordinary,
        short_up_to: None,
        roll: terms.roll,
        month_end: None,
        min_work_days: terms.min_work_days,
        cutoff: None,
        calendar: Some(Name::new("made up", Default::default())),
        cite: Vec::new(),
    }
}

fn calendar(covers: Days) -> Calendar {
    let day = |month, day| Date::constant(2023, month, day);
    Calendar {
        name: Name::new("made up", Default::default()),
        covers_from: covers.from,
        covers_until: covers.until,
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        off: vec![
            Days {
                from: day(1, 1),
                until: day(1, 9),
            },
            Days {
                from: day(5, 8),
                until: day(5, 10),
            },
        ],
        worked: vec![Days {
            from: day(4, 1),
            until: day(4, 3),
        }],
        closed: Vec::new(),
    }
}
