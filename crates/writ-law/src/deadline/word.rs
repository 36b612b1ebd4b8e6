//! Reading the words of a row, strictly: what is not one of the listed words is an error that
//! names the field and lists them.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::de::{Deserialize, Deserializer, Error};

use super::Start;
use crate::period::Direction;
use crate::tree::{Clear, CountFrom, MonthEnd, Roll, Unit};

const WEEK: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

fn listed<T: Copy>(field: &str, given: &str, words: &[(&str, T)]) -> Result<T, String> {
    words
        .iter()
        .find(|(word, _)| *word == given)
        .map(|(_, meaning)| *meaning)
        .ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("`{field}` is `{given}`: write one of {}", known.join(", "))
        })
}

fn word<'de, D: Deserializer<'de>, T: Copy>(
    from: D,
    field: &str,
    words: &[(&str, T)],
) -> Result<T, D::Error> {
    listed(field, &String::deserialize(from)?, words).map_err(D::Error::custom)
}

pub(super) fn unit<'de, D: Deserializer<'de>>(from: D) -> Result<Unit, D::Error> {
    let words = [
        ("hours", Unit::Hours),
        ("days", Unit::Days),
        ("work-days", Unit::WorkDays),
        ("weeks", Unit::Weeks),
        ("months", Unit::Months),
        ("years", Unit::Years),
    ];
    word(from, "unit", &words)
}

pub(super) fn direction<'de, D: Deserializer<'de>>(from: D) -> Result<Direction, D::Error> {
    word(
        from,
        "direction",
        &[("after", Direction::After), ("before", Direction::Before)],
    )
}

pub(super) fn count_from<'de, D: Deserializer<'de>>(from: D) -> Result<CountFrom, D::Error> {
    let words = [
        ("next-day", CountFrom::NextDay),
        ("same-day", CountFrom::SameDay),
    ];
    word(from, "count_from", &words)
}

pub(super) fn clear<'de, D: Deserializer<'de>>(from: D) -> Result<Clear, D::Error> {
    Ok(if bool::deserialize(from)? {
        Clear::Clear
    } else {
        Clear::Ordinary
    })
}

pub(super) fn roll<'de, D: Deserializer<'de>>(from: D) -> Result<Roll, D::Error> {
    let words = [
        ("none", Roll::None),
        ("next", Roll::Next),
        ("previous", Roll::Previous),
    ];
    word(from, "roll", &words)
}

pub(super) fn month_end<'de, D: Deserializer<'de>>(from: D) -> Result<MonthEnd, D::Error> {
    word(
        from,
        "month_end",
        &[("clamp", MonthEnd::Clamp), ("error", MonthEnd::Error)],
    )
}

pub(super) fn weekend<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Weekday>, D::Error> {
    let days = Vec::<String>::deserialize(from)?;
    days.iter()
        .map(|day| listed("weekend", day, &WEEK))
        .collect::<Result<_, _>>()
        .map_err(D::Error::custom)
}

pub(super) fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(from)?;
    crate::zone::named(&name).ok_or_else(|| {
        let text = "write an IANA name such as Europe/Moscow, spelt as there";
        D::Error::custom(format!("`zone` is `{name}`, which is no time zone: {text}"))
    })
}

pub(super) fn start<'de, D: Deserializer<'de>>(from: D) -> Result<Start, D::Error> {
    let given = String::deserialize(from)?;
    if let Some(day) = day(&given) {
        return Ok(Start::Day(day));
    }
    // A zone in brackets would be read over in silence, though it can contradict `zone`.
    match given.parse::<Timestamp>() {
        Ok(instant) if !given.contains('[') => Ok(Start::Instant(instant)),
        _ => Err(D::Error::custom(format!(
            "`from` is `{given}`: write a date such as 2023-04-17 or a time with its offset such \
             as 2023-04-17T10:00:00+03:00"
        ))),
    }
}

pub(super) fn cutoff<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Time>, D::Error> {
    let Some(given) = Option::<String>::deserialize(from)? else {
        return Ok(None);
    };
    let colons = given.bytes().skip(2).step_by(3).all(|byte| byte == b':');
    match given.parse::<Time>() {
        Ok(time) if colons && matches!(given.len(), 5 | 8) => Ok(Some(time)),
        _ => Err(D::Error::custom(format!(
            "`cutoff` is `{given}`: write a local time of day such as 16:30"
        ))),
    }
}

pub(super) fn holidays<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
    days(from, "holidays")
}

pub(super) fn closed<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
    days(from, "closed")
}

fn days<'de, D: Deserializer<'de>>(from: D, field: &str) -> Result<Vec<Date>, D::Error> {
    Vec::<String>::deserialize(from)?
        .iter()
        .map(|given| {
            day(given).ok_or_else(|| {
                D::Error::custom(format!(
                    "`{field}` holds `{given}`: write dates such as 2023-05-08"
                ))
            })
        })
        .collect()
}

/// A date as `YYYY-MM-DD` and in no other way: a date cut out of a time would lose its hour.
fn day(given: &str) -> Option<Date> {
    given
        .parse::<Date>()
        .ok()
        .filter(|day| day.to_string() == given)
}
