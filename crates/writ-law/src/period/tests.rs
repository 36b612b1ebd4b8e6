use jiff::civil::{Weekday, date};

use super::*;
use crate::finding::Span;
use crate::tree::{Days, Name};

fn amount(n: u32, unit: Unit) -> Amount {
    Amount { n, unit }
}

fn days(n: u32) -> Terms {
    Terms::from(amount(n, Unit::Days))
}

fn zone(name: &str) -> TimeZone {
    zone::named(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The day on which a period ends over Saturdays, Sundays and these days off.
fn last(terms: Terms, off: &[Date], from: Date, direction: Direction) -> Result<Date, PeriodError> {
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let period = Period::new(terms, WorkDays::new(&weekend, off.iter().copied()));
    match period.end_from_day(from, &TimeZone::UTC, direction)? {
        End::Day(day) => Ok(day),
        End::Instant(instant) => panic!("{instant} is no day"),
    }
}

fn after(terms: Terms, from: Date) -> Result<Date, PeriodError> {
    last(terms, &[], from, Direction::After)
}

fn before(terms: Terms, from: Date) -> Result<Date, PeriodError> {
    last(terms, &[], from, Direction::Before)
}

fn name(text: &str) -> Name {
    Name::new(text, Span::default())
}

/// Russia in 2023, as far as these tests need it.
fn calendar() -> Calendar {
    Calendar {
        name: name("ru"),
        covers_from: date(2023, 1, 1),
        covers_until: date(2024, 1, 1),
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        off: vec![
            Days {
                from: date(2023, 5, 8),
                until: date(2023, 5, 10),
            },
            Days {
                from: date(2023, 1, 1),
                until: date(2023, 1, 9),
            },
            // Written the wrong way round: no day at all.
            Days {
                from: date(2023, 8, 9),
                until: date(2023, 8, 1),
            },
        ],
        worked: vec![Days {
            from: date(2023, 5, 6),
            until: date(2023, 5, 9),
        }],
        closed: Vec::new(),
    }
}

fn rule(n: u32, unit: Unit) -> PeriodRule {
    PeriodRule {
        name: name("twenty"),
        amount: amount(n, unit),
        count_from: CountFrom::NextDay,
        clear: Clear::Ordinary,
        short_up_to: None,
        roll: Roll::None,
        month_end: None,
        min_work_days: 0,
        cutoff: None,
        calendar: Some(name("ru")),
        cite: Vec::new(),
    }
}

fn over_calendar(rule: &PeriodRule, from: Date) -> Result<End, PeriodError> {
    Period::compile(rule, Some(&calendar())).end_from_day(from, &TimeZone::UTC, Direction::After)
}

#[test]
fn the_day_of_the_event_counts_only_if_the_period_says_so() {
    let same_day = |terms| Terms {
        count_from: CountFrom::SameDay,
        ..terms
    };
    let friday = date(2023, 4, 14);
    assert_eq!(after(days(3), friday), Ok(date(2023, 4, 17)));
    assert_eq!(after(same_day(days(3)), friday), Ok(date(2023, 4, 16)));
    assert_eq!(before(same_day(days(3)), friday), Ok(date(2023, 4, 12)));
    let working = Terms::from(amount(3, Unit::WorkDays));
    assert_eq!(after(working, friday), Ok(date(2023, 4, 19)));
    assert_eq!(after(same_day(working), friday), Ok(date(2023, 4, 18)));
    // A Saturday is no working day: counting it or not is the same.
    assert_eq!(
        after(same_day(working), date(2023, 4, 15)),
        Ok(date(2023, 4, 19))
    );
    let week = Terms::from(amount(1, Unit::Weeks));
    assert_eq!(after(same_day(week), friday), Ok(date(2023, 4, 20)));
    assert_eq!(before(same_day(week), friday), Ok(date(2023, 4, 8)));
}

#[test]
fn clear_days_lie_whole_in_between() {
    let clear = |terms| Terms {
        clear: Clear::Clear,
        ..terms
    };
    assert_eq!(
        after(clear(days(3)), date(2023, 4, 14)),
        Ok(date(2023, 4, 18))
    );
    assert_eq!(
        before(clear(days(3)), date(2023, 4, 14)),
        Ok(date(2023, 4, 10))
    );
    // Thursday, one clear working day (Friday), and the further day is a working day too.
    let working = clear(Terms::from(amount(1, Unit::WorkDays)));
    assert_eq!(after(working, date(2023, 4, 13)), Ok(date(2023, 4, 17)));
    let month = clear(Terms::from(amount(1, Unit::Months)));
    assert_eq!(after(month, date(2024, 1, 31)), Ok(date(2024, 3, 1)));
}

#[test]
fn a_short_period_counts_working_days_up_to_its_bound_and_no_further() {
    let short = |n| Terms {
        short_up_to: Some(5),
        ..days(n)
    };
    let monday = date(2023, 4, 17);
    assert_eq!(after(short(5), monday), Ok(date(2023, 4, 24)));
    assert_eq!(after(short(6), monday), Ok(date(2023, 4, 23)));
    // Weeks are not days, however few.
    let week = Terms {
        short_up_to: Some(5),
        ..Terms::from(amount(1, Unit::Weeks))
    };
    assert_eq!(after(week, monday), Ok(date(2023, 4, 24)));
}

#[test]
fn months_and_years_keep_the_day_or_end_with_the_month() {
    let months = |n| Terms::from(amount(n, Unit::Months));
    let years = |n| Terms::from(amount(n, Unit::Years));
    assert_eq!(after(months(1), date(2023, 1, 31)), Ok(date(2023, 2, 28)));
    assert_eq!(after(months(1), date(2024, 1, 31)), Ok(date(2024, 2, 29)));
    assert_eq!(after(months(13), date(2023, 12, 31)), Ok(date(2025, 1, 31)));
    assert_eq!(after(months(1), date(2024, 2, 29)), Ok(date(2024, 3, 29)));
    assert_eq!(before(months(1), date(2024, 3, 31)), Ok(date(2024, 2, 29)));
    assert_eq!(before(months(3), date(2024, 2, 29)), Ok(date(2023, 11, 29)));
    assert_eq!(after(years(1), date(2024, 2, 29)), Ok(date(2025, 2, 28)));
    assert_eq!(after(years(4), date(2024, 2, 29)), Ok(date(2028, 2, 29)));
    assert_eq!(before(years(100), date(2000, 2, 29)), Ok(date(1900, 2, 28)));
    let strict = Terms {
        month_end: MonthEnd::Error,
        ..years(1)
    };
    let none = PeriodError::NoSuchDay {
        year: 2025,
        month: 2,
        day: 29,
    };
    assert_eq!(after(strict, date(2024, 2, 29)), Err(none));
    assert_eq!(after(strict, date(2024, 2, 28)), Ok(date(2025, 2, 28)));
}

#[test]
fn a_last_day_off_rolls_and_another_does_not() {
    let next = Terms {
        roll: Roll::Next,
        ..days(5)
    };
    let previous = Terms {
        roll: Roll::Previous,
        ..days(5)
    };
    let off = [date(2023, 5, 1), date(2023, 5, 8)];
    // Five days from Tuesday 2 May end on Sunday the 7th, and the Monday is off.
    let rolled = last(next, &off, date(2023, 5, 2), Direction::After);
    assert_eq!(rolled, Ok(date(2023, 5, 9)));
    let rolled = last(previous, &off, date(2023, 5, 2), Direction::After);
    assert_eq!(rolled, Ok(date(2023, 5, 5)));
    assert_eq!(
        last(next, &off, date(2023, 5, 5), Direction::After),
        Ok(date(2023, 5, 10))
    );
}

#[test]
fn nothing_is_over_before_it_begins_however_far_its_last_day_moves_back() {
    let terms = Terms {
        roll: Roll::Previous,
        ..days(1)
    };
    let off = [date(2023, 5, 4), date(2023, 5, 5)];
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let period = Period::new(terms, WorkDays::new(&weekend, off));
    let from = at("2023-05-04T10:00:00Z");
    assert_eq!(period.elapsed_at(from, &TimeZone::UTC), Ok(from));
}

#[test]
fn a_closed_office_moves_the_last_day_forward_even_when_counting_backward() {
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let closed = [date(2007, 8, 31), date(2007, 9, 4)];
    let work_days = WorkDays::new(&weekend, [date(2007, 9, 3)]).with_closed(closed);
    let period = Period::new(
        Terms {
            roll: Roll::Previous,
            ..days(10)
        },
        work_days,
    );
    let end = period.end_from_day(date(2007, 9, 11), &TimeZone::UTC, Direction::Before);
    assert_eq!(end, Ok(End::Day(date(2007, 9, 5))));
}

#[test]
fn a_period_grows_until_it_holds_its_working_days_but_not_backward() {
    let two = Terms {
        min_work_days: 2,
        ..days(2)
    };
    // Article 3(5) of Regulation 1182/71: Thursday to Saturday holds one working day.
    assert_eq!(after(two, date(2023, 4, 13)), Ok(date(2023, 4, 17)));
    assert_eq!(after(two, date(2023, 4, 10)), Ok(date(2023, 4, 12)));
    assert_eq!(before(two, date(2023, 4, 10)), Ok(date(2023, 4, 8)));
}

#[test]
fn a_calendar_is_off_on_its_days_and_works_on_named_days_of_the_weekend() {
    let worked = |day| WorkDays::of(&calendar()).is_worked(day);
    assert_eq!(worked(date(2023, 5, 5)), Ok(true));
    assert_eq!(
        worked(date(2023, 5, 6)),
        Ok(true),
        "a Saturday named as worked"
    );
    assert_eq!(
        worked(date(2023, 5, 8)),
        Ok(false),
        "off, though a run of worked days spans it"
    );
    assert_eq!(worked(date(2023, 5, 9)), Ok(false));
    assert_eq!(worked(date(2023, 5, 10)), Ok(true));
    assert_eq!(worked(date(2023, 5, 13)), Ok(false));
    assert_eq!(worked(date(2023, 1, 8)), Ok(false));
    assert_eq!(worked(date(2023, 1, 9)), Ok(true));
    assert_eq!(worked(date(2023, 8, 3)), Ok(true));
}

#[test]
fn days_off_inside_others_and_a_weekend_told_twice_change_nothing() {
    let off = |from, until| Days { from, until };
    let calendar = Calendar {
        weekend: vec![Weekday::Saturday, Weekday::Sunday, Weekday::Saturday],
        off: vec![
            off(date(2023, 5, 1), date(2023, 5, 20)),
            off(date(2023, 5, 3), date(2023, 5, 5)),
        ],
        worked: Vec::new(),
        ..calendar()
    };
    let period = Period::compile(&rule(1, Unit::WorkDays), Some(&calendar));
    let end = period.end_from_day(date(2023, 5, 2), &TimeZone::UTC, Direction::After);
    assert_eq!(end, Ok(End::Day(date(2023, 5, 22))));
}

#[test]
fn the_first_day_of_a_calendar_is_covered() {
    let first = date(2023, 1, 1);
    let end = over_calendar(&rule(1, Unit::Days), date(2022, 12, 31));
    assert_eq!(end, Ok(End::Day(first)));
}

#[test]
fn a_day_that_the_calendar_does_not_cover_has_no_answer() {
    let not_covered = |date| Err(PeriodError::NotCovered { date });
    let twenty = rule(20, Unit::Days);
    assert_eq!(
        over_calendar(&twenty, date(2023, 12, 11)),
        Ok(End::Day(date(2023, 12, 31)))
    );
    assert_eq!(
        over_calendar(&twenty, date(2023, 12, 12)),
        not_covered(date(2024, 1, 1))
    );
    // The event may lie outside as long as nothing is asked of its day.
    assert_eq!(
        over_calendar(&twenty, date(2022, 12, 20)),
        Ok(End::Day(date(2023, 1, 9)))
    );
    assert_eq!(
        over_calendar(&twenty, date(2022, 12, 1)),
        not_covered(date(2022, 12, 21))
    );
    // 31 December 2023 is a Sunday: it is covered, and the day to which it rolls is not.
    let rolling = PeriodRule {
        roll: Roll::Next,
        ..twenty
    };
    assert_eq!(
        over_calendar(&rolling, date(2023, 12, 11)),
        not_covered(date(2024, 1, 1))
    );
    // The day before the coverage is asked about on the way.
    let working = rule(5, Unit::WorkDays);
    assert_eq!(
        over_calendar(&working, date(2022, 12, 30)),
        not_covered(date(2022, 12, 31))
    );
    let hours = rule(24, Unit::Hours);
    assert_eq!(
        over_calendar(&hours, date(2023, 12, 31)),
        not_covered(date(2024, 1, 1))
    );
}

#[test]
fn without_a_calendar_every_date_is_covered_and_months_clamp() {
    let month = Period::compile(&rule(1, Unit::Months), None);
    let end = month.end_from_day(date(2100, 1, 31), &TimeZone::UTC, Direction::After);
    assert_eq!(end, Ok(End::Day(date(2100, 2, 28))));
}

#[test]
fn hours_past_the_cutoff_run_from_the_next_day() {
    let terms = Terms {
        cutoff: Some(Time::constant(16, 30, 0, 0)),
        ..amount(24, Unit::Hours).into()
    };
    let period = Period::new(terms, WorkDays::default());
    let end = |from| period.end(at(from), &zone("Europe/London"), Direction::After);
    assert_eq!(
        end("2025-10-03T16:29:59+01:00"),
        Ok(End::Instant(at("2025-10-04T16:29:59+01:00")))
    );
    assert_eq!(
        end("2025-10-03T16:30:00+01:00"),
        Ok(End::Instant(at("2025-10-05T00:00:00+01:00")))
    );
}

#[test]
fn an_hour_that_comes_twice_stays_the_one_it_is() {
    let new_york = zone("America/New_York");
    let hour = Period::plain(amount(60, Unit::Minutes));
    let first = at("2024-11-03T01:30:00-04:00");
    let second = at("2024-11-03T01:30:00-05:00");
    assert_eq!(hour.elapsed_at(first, &new_york), Ok(second));
    // Rolled onto that day's hour, it is the second one.
    let worked = WorkDays::new(&[Weekday::Saturday], []);
    let day = Period::new(
        Terms {
            roll: Roll::Next,
            ..amount(24, Unit::Hours).into()
        },
        worked,
    );
    assert_eq!(
        day.elapsed_at(at("2024-11-01T01:30:00-04:00"), &new_york),
        Ok(second)
    );
}

#[test]
fn a_day_elapses_at_its_own_midnight_whatever_the_clocks_do() {
    let elapsed = |name: &str, from: &str, n| {
        let zone = zone(name);
        let elapsed = Period::plain(amount(n, Unit::Days))
            .elapsed_at(at(from), &zone)
            .unwrap();
        elapsed.to_zoned(zone).strftime("%FT%T%:z").to_string()
    };
    // A day of 23 hours and one of 25.
    let new_york = |from| elapsed("America/New_York", from, 1);
    assert_eq!(
        new_york("2024-03-09T12:00:00-05:00"),
        "2024-03-11T00:00:00-04:00"
    );
    assert_eq!(
        new_york("2024-11-02T12:00:00-04:00"),
        "2024-11-04T00:00:00-05:00"
    );
    // Midnight itself is missing.
    let sao_paulo = |from| elapsed("America/Sao_Paulo", from, 1);
    assert_eq!(
        sao_paulo("2018-11-02T12:00:00-03:00"),
        "2018-11-04T01:00:00-02:00"
    );
    let beirut = |from| elapsed("Asia/Beirut", from, 1);
    assert_eq!(
        beirut("2025-03-28T12:00:00+02:00"),
        "2025-03-30T01:00:00+03:00"
    );
    // Midnight comes twice.
    assert_eq!(
        elapsed("America/Havana", "2024-11-01T12:00:00-04:00", 1),
        "2024-11-03T00:00:00-05:00"
    );
    // An instant belongs to the day of the place.
    assert_eq!(
        elapsed("Europe/Moscow", "2023-04-17T21:30:00Z", 20),
        "2023-05-09T00:00:00+03:00"
    );
}

#[test]
fn what_cannot_be_counted_is_an_error_and_never_a_panic() {
    for unit in [
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
        Unit::Days,
        Unit::WorkDays,
    ] {
        for count_from in [CountFrom::NextDay, CountFrom::SameDay] {
            let terms = Terms {
                count_from,
                ..Terms::from(amount(u32::MAX, unit))
            };
            assert_eq!(after(terms, date(2023, 4, 17)), Err(PeriodError::Range));
            assert_eq!(before(terms, date(2023, 4, 17)), Err(PeriodError::Range));
        }
    }
    for from in [Date::MIN, Date::MAX] {
        for unit in [Unit::Hours, Unit::Minutes, Unit::Days, Unit::Months] {
            let period = Period::plain(amount(2, unit));
            for direction in [Direction::After, Direction::Before] {
                let _ = period.end_from_day(from, &zone("America/New_York"), direction);
            }
        }
    }
    let today = Period::plain(amount(0, Unit::Days));
    assert_eq!(
        today.elapsed_at(Timestamp::MAX, &TimeZone::UTC),
        Err(PeriodError::Range)
    );
    let week = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let idle = Period::new(
        Terms {
            roll: Roll::Next,
            ..days(1)
        },
        WorkDays::new(&week, []),
    );
    let end = idle.end_from_day(date(2023, 4, 17), &TimeZone::UTC, Direction::After);
    assert_eq!(end, Err(PeriodError::NoWorkDay));
}
