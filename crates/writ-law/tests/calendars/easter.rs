//! The days that hang on Easter, worked out here from the moon's rule and not taken from a list.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use writ_law::period::WorkDays;

use super::calendar;

/// Easter Sunday of the western churches: the rule of 1876 ("anonymous Gregorian").
fn western(year: i16) -> Date {
    let (y, a) = (i32::from(year), i32::from(year) % 19);
    let (b, c) = (y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(
        year,
        (n / 31).try_into().unwrap(),
        (n % 31 + 1).try_into().unwrap(),
    )
}

/// Easter Sunday of the eastern churches: the rule of Meeus, and thirteen days to our calendar.
fn eastern(year: i16) -> Date {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = date(
        year,
        (n / 31).try_into().unwrap(),
        (n % 31 + 1).try_into().unwrap(),
    );
    julian + 13.days()
}

const MAUNDY_THURSDAY: i64 = -3;
const GOOD_FRIDAY: i64 = -2;
const EASTER_MONDAY: i64 = 1;
const GREAT_PRAYER_DAY: i64 = 26;
const ASCENSION: i64 = 39;
const WHIT_MONDAY: i64 = 50;
const CORPUS_CHRISTI: i64 = 60;

/// Which of these each country keeps.
const KEPT: &[(&str, &[i64])] = &[
    (
        "at",
        &[EASTER_MONDAY, ASCENSION, WHIT_MONDAY, CORPUS_CHRISTI],
    ),
    ("ch", &[ASCENSION]),
    ("de", &[GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY]),
    (
        "dk",
        &[
            MAUNDY_THURSDAY,
            GOOD_FRIDAY,
            EASTER_MONDAY,
            ASCENSION,
            WHIT_MONDAY,
        ],
    ),
    ("ee", &[GOOD_FRIDAY]),
    ("es", &[GOOD_FRIDAY]),
    ("fi", &[GOOD_FRIDAY, EASTER_MONDAY, ASCENSION]),
    ("gb-eng", &[GOOD_FRIDAY, EASTER_MONDAY]),
    ("it", &[EASTER_MONDAY]),
];

#[test]
fn the_days_that_hang_on_easter() {
    assert_eq!(western(2025), date(2025, 4, 20));
    let all = [
        MAUNDY_THURSDAY,
        GOOD_FRIDAY,
        EASTER_MONDAY,
        ASCENSION,
        WHIT_MONDAY,
        CORPUS_CHRISTI,
    ];
    for (code, kept) in KEPT {
        let work_days = WorkDays::of(&calendar(code));
        for days in all {
            let worked = (2020..2031)
                .map(|year| western(year) + Span::new().days(days))
                .filter(|day| work_days.is_worked(*day).unwrap())
                .count();
            // What is not kept may fall on another holiday in a year, but not in every year.
            assert_eq!(
                worked == 0,
                kept.contains(&days),
                "{code}: {days} days from Easter"
            );
        }
    }
}

#[test]
fn great_prayer_day_was_abolished() {
    let work_days = WorkDays::of(&calendar("dk"));
    for year in 2020..2031 {
        let day = western(year) + Span::new().days(GREAT_PRAYER_DAY);
        assert_eq!(work_days.is_worked(day), Ok(year >= 2024), "{day}");
    }
}

#[test]
fn eastern_easter_was_off_in_ukraine_until_martial_law() {
    let work_days = WorkDays::of(&calendar("ua"));
    for (year, worked) in [(2020, false), (2021, false), (2022, true), (2025, true)] {
        // Both feasts are Sundays: the Monday, or what follows another holiday, makes up for them.
        let (easter, whitsun) = (eastern(year), eastern(year) + 49.days());
        for sunday in [easter, whitsun] {
            let monday = sunday.tomorrow().unwrap();
            assert_eq!(work_days.is_worked(monday), Ok(worked), "{monday}");
        }
    }
}
