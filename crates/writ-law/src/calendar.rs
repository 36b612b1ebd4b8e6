//! The calendars of public holidays that are shipped.
//!
//! They are the files of `regimes/calendars`, put into the program when it is built and read like
//! any calendar of a pack. Each says in its comments on what law it rests and what it leaves out.
//! Outside what a calendar covers nothing is known, and what hangs on such a day is unknown: a year
//! whose days off the law has yet to name is not guessed.

use crate::syntax;
use crate::tree::Calendar;

macro_rules! shipped {
    ($($code:literal)*) => {
        const CODES: &[&str] = &[$($code),*];
        const TEXTS: &[&str] = &[
            $(include_str!(concat!("../../../regimes/calendars/", $code, ".kdl"))),*
        ];
    };
}

shipped! { "at" "ch" "de" "dk" "ee" "es" "fi" "gb-eng" "it" "ru" "ua" }

/// The codes of the shipped calendars, in order: ISO 3166 in small letters.
///
/// ```
/// assert!(writ_law::calendar::codes().contains(&"gb-eng"));
/// ```
#[must_use]
pub fn codes() -> &'static [&'static str] {
    CODES
}

/// The shipped calendar with this code, which is also its name.
///
/// It is read anew each time. The place of its name is one in the shipped text, not in the pack
/// that asks for it.
///
/// ```
/// use jiff::civil::date;
/// use writ_law::{calendar, period::WorkDays};
///
/// let days = WorkDays::of(&calendar::shipped("ru").unwrap());
/// assert_eq!(days.is_worked(date(2023, 5, 8)), Ok(false)); // moved there from a Sunday
/// assert!(days.is_worked(date(2040, 5, 8)).is_err());
/// assert!(calendar::shipped("atlantis").is_none());
/// ```
#[must_use]
pub fn shipped(code: &str) -> Option<Calendar> {
    let at = CODES.iter().position(|known| *known == code)?;
    syntax::calendar(TEXTS.get(at)?)
}
