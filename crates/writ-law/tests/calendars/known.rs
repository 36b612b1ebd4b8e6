//! Days that were looked up in the acts themselves or in what was printed of them.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use writ_law::period::WorkDays;

use super::{calendar, days};

/// Days off from Monday to Friday, as `MM-DD`.
fn off_in_the_week(code: &str, year: i16) -> Vec<String> {
    let work_days = WorkDays::of(&calendar(code));
    days(date(year, 1, 1), date(year + 1, 1, 1))
        .filter(|day| day.weekday().to_monday_zero_offset() < 5)
        .filter(|day| !work_days.is_worked(*day).unwrap())
        .map(|day| day.strftime("%m-%d").to_string())
        .collect()
}

/// Saturdays and Sundays that are worked.
fn worked_weekends(code: &str, year: i16) -> Vec<Date> {
    let calendar = calendar(code);
    let within = calendar.worked.iter().map(|days| days.from);
    within.filter(|day| day.year() == year).collect()
}

#[track_caller]
fn whole_week(code: &str, year: i16, expected: &str) {
    let expected: Vec<&str> = expected.split(' ').collect();
    assert_eq!(off_in_the_week(code, year), expected, "{code} {year}");
}

#[test]
fn russia_as_the_decrees_moved_it() {
    let january = "01-02 01-03 01-04 01-05 01-06";
    whole_week(
        "ru",
        2023,
        &format!("{january} 02-23 02-24 03-08 05-01 05-08 05-09 06-12 11-06"),
    );
    whole_week(
        "ru",
        2024,
        "01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 \
         11-04 12-30 12-31",
    );
    whole_week(
        "ru",
        2025,
        "01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 \
         12-31",
    );
    whole_week(
        "ru",
        2026,
        "01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31",
    );
    assert!(worked_weekends("ru", 2023).is_empty());
    assert_eq!(
        worked_weekends("ru", 2024),
        [date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28)]
    );
    assert_eq!(worked_weekends("ru", 2025), [date(2025, 11, 1)]);
}

#[test]
fn russia_in_2020_the_parade_and_the_vote_but_not_the_epidemic() {
    let work_days = WorkDays::of(&calendar("ru"));
    for day in [
        date(2020, 6, 24),
        date(2020, 7, 1),
        date(2020, 5, 4),
        date(2020, 5, 5),
    ] {
        assert_eq!(work_days.is_worked(day), Ok(false), "{day}");
    }
    for day in [
        date(2020, 3, 30),
        date(2020, 4, 30),
        date(2020, 5, 6),
        date(2021, 11, 3),
    ] {
        assert_eq!(work_days.is_worked(day), Ok(true), "{day}");
    }
}

#[test]
fn ukraine_has_no_holidays_under_martial_law() {
    whole_week(
        "ua",
        2021,
        "01-01 01-07 01-08 03-08 05-03 05-04 05-10 06-21 06-28 08-23 08-24 10-14 10-15 12-27",
    );
    assert_eq!(
        worked_weekends("ua", 2021),
        [date(2021, 1, 16), date(2021, 8, 28), date(2021, 10, 23)]
    );
    // The last was Women's Day; the act came into force on 24 March.
    whole_week("ua", 2022, "01-03 01-07 03-07 03-08");
    let work_days = WorkDays::of(&calendar("ua"));
    for day in [
        date(2022, 4, 25),
        date(2022, 5, 2),
        date(2022, 5, 9),
        date(2023, 8, 24),
        date(2024, 12, 25),
        date(2026, 1, 1),
    ] {
        assert_eq!(work_days.is_worked(day), Ok(true), "{day}");
    }
    assert_eq!(work_days.is_worked(date(2025, 8, 24)), Ok(false)); // a Sunday all the same
}

#[test]
fn england_with_what_was_proclaimed() {
    whole_week(
        "gb-eng",
        2020,
        "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    );
    whole_week(
        "gb-eng",
        2021,
        "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    );
    whole_week(
        "gb-eng",
        2022,
        "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    );
    whole_week(
        "gb-eng",
        2023,
        "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    );
    whole_week(
        "gb-eng",
        2025,
        "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    );
}

#[test]
fn a_year_in_each_of_the_others() {
    whole_week(
        "at",
        2025,
        "01-01 01-06 04-21 05-01 05-29 06-09 06-19 08-15 12-08 12-25 12-26",
    );
    whole_week("ch", 2025, "01-01 05-29 08-01 12-25");
    whole_week(
        "de",
        2025,
        "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26",
    );
    whole_week(
        "dk",
        2025,
        "01-01 04-17 04-18 04-21 05-29 06-09 12-25 12-26",
    );
    whole_week(
        "ee",
        2025,
        "01-01 02-24 04-18 05-01 06-23 06-24 08-20 12-24 12-25 12-26",
    );
    whole_week("es", 2025, "01-01 01-06 04-18 05-01 08-15 12-08 12-25");
    whole_week(
        "fi",
        2025,
        "01-01 01-06 04-18 04-21 05-01 05-29 06-20 12-24 12-25 12-26",
    );
    whole_week(
        "it",
        2025,
        "01-01 01-06 04-21 04-25 05-01 06-02 08-15 12-08 12-25 12-26",
    );
}

#[test]
fn the_second_day_of_christmas_is_kept_where_it_is() {
    let day = date(2024, 12, 26);
    let off: BTreeSet<&str> = writ_law::calendar::codes()
        .iter()
        .copied()
        .filter(|code| !WorkDays::of(&calendar(code)).is_worked(day).unwrap())
        .collect();
    assert_eq!(
        off.into_iter().collect::<Vec<_>>(),
        ["at", "de", "dk", "ee", "fi", "gb-eng", "it"]
    );
}

#[test]
fn italy_keeps_the_fourth_of_october_from_2026() {
    let work_days = WorkDays::of(&calendar("it"));
    assert_eq!(work_days.is_worked(date(2024, 10, 4)), Ok(true));
    assert_eq!(work_days.is_worked(date(2027, 10, 4)), Ok(false));
}
