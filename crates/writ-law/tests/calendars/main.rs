//! The shipped calendars: their form, the days that follow from Easter, and days that were looked
//! up elsewhere than in the package that the calendars are made from.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "test code: a day that is not what it should be fails the test"
)]

mod easter;
mod known;

use jiff::civil::{Date, Weekday, date};
use writ_law::calendar::{codes, shipped};
use writ_law::period::{PeriodError, WorkDays};
use writ_law::tree::{Calendar, Days};

fn calendar(code: &str) -> Calendar {
    shipped(code).unwrap_or_else(|| panic!("{code} cannot be read"))
}

/// The days from the first up to and without the second.
fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::Span::new().days(1))
        .take_while(move |day| *day < until)
}

#[test]
fn each_is_read_under_its_own_name() {
    assert_eq!(codes().len(), 11);
    assert!(codes().is_sorted());
    for code in codes() {
        assert_eq!(calendar(code).name.as_str(), *code);
    }
    assert!(shipped("").is_none());
    assert!(shipped("AT").is_none());
    assert!(shipped("us").is_none());
}

#[test]
fn days_are_in_order_within_what_is_covered_and_stand_once() {
    for code in codes() {
        let calendar = calendar(code);
        let covered = calendar.covers_from..calendar.covers_until;
        assert_eq!(calendar.covers_from, date(2020, 1, 1), "{code}");
        for list in [&calendar.off, &calendar.worked] {
            for Days { from, until } in list {
                assert_eq!(from.tomorrow().unwrap(), *until, "{code}");
                assert!(covered.contains(from), "{code}: {from}");
            }
            assert!(
                list.is_sorted_by(|a, b| a.from < b.from),
                "{code}: out of order, or twice"
            );
        }
    }
}

#[test]
fn a_weekend_is_worked_only_where_the_day_off_was_moved() {
    for code in codes() {
        let calendar = calendar(code);
        assert_eq!(calendar.weekend, [Weekday::Saturday, Weekday::Sunday]);
        for Days { from, .. } in &calendar.worked {
            assert!(calendar.weekend.contains(&from.weekday()), "{code}: {from}");
            assert!(
                calendar.off.iter().all(|off| off.from != *from),
                "{code}: {from} is both off and worked"
            );
        }
        let moves = !calendar.worked.is_empty();
        assert_eq!(moves, ["ru", "ua"].contains(code), "{code}");
    }
}

#[test]
fn nothing_is_known_outside_what_is_covered() {
    for (code, until) in [
        ("at", date(2031, 1, 1)),
        ("gb-eng", date(2031, 1, 1)),
        ("ru", date(2028, 1, 1)),
        ("ua", date(2026, 5, 4)),
    ] {
        let work_days = WorkDays::of(&calendar(code));
        assert!(work_days.is_worked(until.yesterday().unwrap()).is_ok());
        for date in [until, date(2019, 12, 31)] {
            assert_eq!(
                work_days.is_worked(date),
                Err(PeriodError::NotCovered { date }),
                "{code}"
            );
        }
    }
}
