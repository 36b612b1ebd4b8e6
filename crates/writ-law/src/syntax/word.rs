//! The words and values of the language: closed vocabularies, dates, amounts, anchors.

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::event::EventKind;
use crate::finding::{Finding, Span};
use crate::near;
use crate::tree::{Amount, Anchor, MonthDay, Name, Term, Unit};

use super::clause::{Clause, Inside, Log};
use super::text::{Datum, Value};

/// The words for units.
pub(super) const UNITS: &[(&str, Unit)] = &[
    ("minutes", Unit::Minutes),
    ("hours", Unit::Hours),
    ("days", Unit::Days),
    ("work-days", Unit::WorkDays),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("years", Unit::Years),
];

/// The words for the days of the week.
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// The meaning of a word in a closed vocabulary.
pub(super) fn meaning<T: Copy>(
    log: &mut Log,
    word: &Name,
    what: &str,
    table: &[(&str, T)],
) -> Option<T> {
    let found = table
        .iter()
        .find(|(known, _)| *known == word.as_str())
        .map(|(_, value)| *value);
    if found.is_none() {
        let known: Vec<&str> = table.iter().map(|(known, _)| *known).collect();
        log.unknown(word, what, &known);
    }
    found
}

/// Checks that a word is one of a closed vocabulary, and keeps it.
pub(super) fn known(log: &mut Log, word: Name, what: &str, words: &[&str]) -> Option<Name> {
    if words.contains(&word.as_str()) {
        return Some(word);
    }
    log.unknown(&word, what, words);
    None
}

/// An event kind.
pub(super) fn event(log: &mut Log, word: &Name) -> Option<EventKind> {
    let found = EventKind::from_word(word.as_str());
    if found.is_none() {
        let text = format!("`{word}` is not a kind of event");
        let near = near::nearest(word.as_str(), EventKind::ALL.iter().map(|kind| kind.word()));
        log.add(Finding::unknown(word.span, text).with_help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the page on the language lists the kinds of events".to_owned(),
        }));
    }
    found
}

/// From what a period runs: `served`, `sender`, `appear-at`, `statute`, a kind of event, else the
/// name of a stage.
pub(super) fn anchor(word: Name) -> Anchor {
    match word.as_str() {
        "served" => Anchor::Served,
        "sender" => Anchor::Sender,
        "statute" => Anchor::Statute,
        "appear-at" => Anchor::AppearAt,
        other => EventKind::from_word(other).map_or(Anchor::Stage(word), Anchor::Event),
    }
}

/// The anchor that a node names: one word, or `window "spring"`, `public-event "works"`,
/// `day "2024-05-18"`.
pub(super) fn anchor_of(log: &mut Log, mut node: Clause<'_>) -> Option<Anchor> {
    let word = node.name(
        log,
        "`served`, `appear-at`, `statute`, a kind of event or a stage",
    );
    let found = word.and_then(|word| match word.as_str() {
        "window" => node.name(log, "a window").map(Anchor::Window),
        "public-event" => node.name(log, "a public event").map(Anchor::PublicEvent),
        "day" => {
            let day = node.argument(log, "a day")?;
            day.date(log).map(Anchor::Day)
        }
        _ => Some(anchor(word)),
    });
    node.end(log);
    found
}

impl Value {
    /// What it is, for an error.
    pub(super) fn described(&self) -> String {
        match &self.datum {
            Datum::Text(text) => format!("`{text}`"),
            Datum::Integer(number) => format!("`{number}`"),
            Datum::Truth(truth) => format!("`#{truth}`"),
            Datum::Other => "this value".to_owned(),
        }
    }

    /// Its words, if it is text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.datum {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }

    fn mistaken(&self, log: &mut Log, wanted: &str, help: &str) {
        let text = format!("{} stands where {wanted} is needed", self.described());
        log.malformed(self.span, text, help);
    }

    fn unitless(&self, log: &mut Log) {
        if let Some(unit) = &self.unit {
            let text = format!("`({unit})` means nothing before {}", self.described());
            log.malformed(
                unit.span,
                text,
                "take it away; a unit goes with a number only",
            );
        }
    }

    /// A word, which may not be empty.
    pub(super) fn name(&self, log: &mut Log) -> Option<Name> {
        self.unitless(log);
        match &self.datum {
            Datum::Text(text) if text.trim().is_empty() => {
                log.malformed(
                    self.span,
                    "a word is missing: the quotes are empty",
                    "write it",
                );
                None
            }
            Datum::Text(text) => Some(Name::new(text.clone(), self.span)),
            _ => {
                self.mistaken(
                    log,
                    "a word",
                    "write a word, in quotes if it begins with a digit",
                );
                None
            }
        }
    }

    /// A word, or a number taken as the word it is written as.
    pub(super) fn name_or_number(&self, log: &mut Log) -> Option<Name> {
        match self.datum {
            Datum::Integer(number) => Some(Name::new(number.to_string(), self.span)),
            _ => self.name(log),
        }
    }

    /// The words of a text, each with its own place.
    pub(super) fn words(&self, log: &mut Log) -> Vec<Name> {
        let Some(all) = self.name(log) else {
            return Vec::new();
        };
        let plain = (all.span.end - all.span.start) as usize == all.text.len();
        let mut from = 0;
        let mut words = Vec::new();
        for word in all.text.split_whitespace() {
            let rest = all.text.get(from..).unwrap_or_default();
            let at = from + rest.find(word).unwrap_or_default();
            from = at + word.len();
            let start = all.span.start as usize + at;
            let span = Span::new(all.span.file, start..start + word.len());
            words.push(Name::new(word, if plain { span } else { all.span }));
        }
        words
    }

    /// A word of a closed vocabulary.
    pub(super) fn meaning<T: Copy>(
        &self,
        log: &mut Log,
        what: &str,
        table: &[(&str, T)],
    ) -> Option<T> {
        let word = self.name(log)?;
        meaning(log, &word, what, table)
    }

    /// A whole number from 0.
    pub(super) fn number(&self, log: &mut Log) -> Option<u32> {
        self.unitless(log);
        self.bare_number(log)
    }

    fn bare_number(&self, log: &mut Log) -> Option<u32> {
        let number = match self.datum {
            Datum::Integer(number) => u32::try_from(number).ok().filter(|n| *n <= 1_000_000),
            _ => None,
        };
        if number.is_none() {
            self.mistaken(
                log,
                "a whole number",
                "write a number from 0 to 1000000, no quotes",
            );
        }
        number
    }

    /// A number of years.
    pub(super) fn small_number(&self, log: &mut Log) -> Option<u16> {
        let number = self.number(log)?;
        let small = u16::try_from(number).ok();
        if small.is_none() {
            self.mistaken(log, "a number of years", "write a number below 65536");
        }
        small
    }

    /// `#true` or `#false`.
    pub(super) fn truth(&self, log: &mut Log) -> Option<bool> {
        self.unitless(log);
        match self.datum {
            Datum::Truth(truth) => Some(truth),
            _ => {
                self.mistaken(log, "`#true` or `#false`", "write `#true` or `#false`");
                None
            }
        }
    }

    /// A number with its unit: `(days)14`.
    pub(super) fn amount(&self, log: &mut Log) -> Option<Amount> {
        let n = self.bare_number(log)?;
        let Some(unit) = &self.unit else {
            let text = format!("{n} of what? the number has no unit");
            log.malformed(
                self.span,
                text,
                &format!("write the unit before it: `(days){n}`"),
            );
            return None;
        };
        let unit = meaning(log, unit, "a unit of time", UNITS)?;
        Some(Amount { n, unit })
    }

    /// A length of time: the name of a period, or a plain amount: `"twenty"`, `(days)20`.
    pub(super) fn term(&self, log: &mut Log) -> Option<Term> {
        match self.datum {
            Datum::Text(_) => self.name(log).map(Term::Named),
            Datum::Integer(_) => self.amount(log).map(Term::Plain),
            _ => {
                let help = "write the name of a `period` in quotes, or an amount: `(days)20`";
                self.mistaken(log, "a length of time", help);
                None
            }
        }
    }

    /// A number of percent: `(percent)10`.
    pub(super) fn percent(&self, log: &mut Log) -> Option<u32> {
        let n = self.bare_number(log)?;
        if self
            .unit
            .as_ref()
            .is_none_or(|unit| unit.as_str() != "percent")
        {
            let text = format!("{n} of what? a share is needed here");
            log.malformed(self.span, text, &format!("write `(percent){n}`"));
            return None;
        }
        Some(n)
    }

    /// A day of every year: `"--04-01"`.
    pub(super) fn month_day(&self, log: &mut Log) -> Option<MonthDay> {
        self.unitless(log);
        let found = self.text().and_then(month_day);
        if found.is_none() {
            let help = "write a month and a day that exist: \"--04-01\"";
            self.mistaken(log, "a day of every year", help);
        }
        found
    }

    /// A day: `"2023-04-17"`.
    pub(super) fn date(&self, log: &mut Log) -> Option<Date> {
        self.unitless(log);
        let found = self.text().and_then(date);
        if found.is_none() {
            self.mistaken(log, "a date", "write a day that exists: \"2023-04-17\"");
        }
        found
    }

    /// A local time of a day: `"2023-04-17T10:00"`; a day alone is its beginning.
    pub(super) fn date_time(&self, log: &mut Log) -> Option<DateTime> {
        self.unitless(log);
        let found = self.text().and_then(date_time);
        if found.is_none() {
            let help = "write a day that exists and a local time of the regime's zone, without \
                        offset: \"2023-04-17T10:00\"";
            self.mistaken(log, "a date with a time", help);
        }
        found
    }

    /// A time of day: `"16:30"`.
    pub(super) fn time(&self, log: &mut Log) -> Option<Time> {
        self.unitless(log);
        let found = self.text().and_then(time);
        if found.is_none() {
            self.mistaken(log, "a time of day", "write \"16:30\"");
        }
        found
    }
}

/// A day in the one form that the language knows.
pub(crate) fn date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

/// A day of every year in the one form that the language knows. 2000 had every day that a year can
/// have.
fn month_day(text: &str) -> Option<MonthDay> {
    let day = date(&format!("2000-{}", text.strip_prefix("--")?))?;
    Some(MonthDay {
        month: day.month(),
        day: day.day(),
    })
}

/// A local time in the one form that the language knows: no offset, no zone.
pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    match text.split_once('T') {
        Some((day, clock)) => Some(date(day)?.to_datetime(time(clock)?)),
        None => Some(date(text)?.to_datetime(Time::midnight())),
    }
}

/// A time of day: hours and minutes, and seconds if need be.
fn time(text: &str) -> Option<Time> {
    let shape = matches!(text.len(), 5 | 8)
        && text.bytes().enumerate().all(|(at, byte)| match at {
            2 | 5 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

/// What a rule rests on: `cite=name`, or a node `cite "a" "b"` in its braces.
pub(super) fn cite(log: &mut Log, clause: &mut Clause<'_>, inside: &Inside<'_>) -> Vec<Name> {
    let mut names: Vec<Name> = clause
        .property("cite")
        .and_then(|value| value.name(log))
        .into_iter()
        .collect();
    if let Some(mut node) = inside.one(log, "cite") {
        names.extend(node.some_names(log, "the name of a source or an assumption"));
        node.end(log);
    }
    names
}
