//! Dates, instants and lengths of time in words.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use writ_law::tree::{Amount, Anchor, Days, MonthDay, Name, Term, Tree, Unit};

use crate::catalogue::{Catalogue, Phrase, vars};
use crate::name::Kind;

impl Catalogue {
    fn month(&self, month: i8) -> String {
        self.word(&format!("month-{month}"))
    }

    /// A date in words: 15 May 2023.
    pub(crate) fn date(&self, date: Date) -> String {
        let vars = vars![
            "day" => date.day().to_string(),
            "month" => self.month(date.month()),
            "year" => date.year().to_string(),
        ];
        self.say("date", &vars)
    }

    /// A day of every year: 1 April.
    pub(crate) fn month_day(&self, day: MonthDay) -> String {
        let vars = vars!["day" => day.day.to_string(), "month" => self.month(day.month)];
        self.say("day-month", &vars)
    }

    /// The day before a day of every year; the last of February is the 28th.
    pub(crate) fn day_before(&self, day: MonthDay) -> String {
        let (month, day) = match (day.month, day.day) {
            (month, 2..) => (month, day.day - 1),
            (1, _) => (12, 31),
            (3, _) => (2, 28),
            (month @ (5 | 7 | 10 | 12), _) => (month - 1, 30),
            (month, _) => (month - 1, 31),
        };
        self.month_day(MonthDay { month, day })
    }

    /// Days, named by the first and the last.
    pub(crate) fn days(&self, days: &[Days]) -> String {
        let one = |days: &Days| {
            let last = days.until.yesterday().unwrap_or(days.until);
            if last <= days.from {
                return self.date(days.from);
            }
            let vars = vars!["from" => self.date(days.from), "until" => self.date(last)];
            self.say("date-range", &vars)
        };
        self.join("join-semicolon", days.iter().map(one))
    }

    /// A local date and time in words, where the zone is said elsewhere.
    pub(crate) fn local(&self, at: DateTime) -> String {
        let vars = vars![
            "date" => self.date(at.date()),
            "time" => at.strftime("%H:%M").to_string(),
        ];
        self.say("instant", &vars)
    }

    /// An instant in words, with its zone.
    pub(crate) fn instant(&self, at: Timestamp, zone: &TimeZone) -> String {
        let offset = zone.to_offset(at);
        let local = zone.to_datetime(at);
        let minutes = offset.seconds() / 60;
        let (hours, rest) = (minutes / 60, (minutes % 60).abs());
        let sign = if minutes < 0 { '-' } else { '+' };
        let zone = match (minutes, rest) {
            (0, _) => "UTC".to_owned(),
            (_, 0) => format!("UTC{sign}{}", hours.abs()),
            _ => format!("UTC{sign}{}:{rest:02}", hours.abs()),
        };
        let vars = vars![
            "date" => self.date(local.date()),
            "time" => local.strftime("%H:%M").to_string(),
            "zone" => zone,
        ];
        self.say("instant-zoned", &vars)
    }

    /// Until when, in words: at midnight, until the end of the day before.
    pub(crate) fn until(&self, at: Timestamp, zone: &TimeZone) -> String {
        let local = zone.to_datetime(at);
        match local.date().yesterday() {
            Ok(last) if local.time() == Time::midnight() => {
                self.say("end-of-day", &vars!["date" => self.date(last)])
            }
            _ => self.instant(at, zone),
        }
    }

    /// An amount: 20 days.
    pub(crate) fn amount(&self, amount: Amount) -> Phrase {
        let id = match amount.unit {
            Unit::Minutes => "amount-minutes",
            Unit::Hours => "amount-hours",
            Unit::Days => "amount-days",
            Unit::WorkDays => "amount-work-days",
            Unit::Weeks => "amount-weeks",
            Unit::Months => "amount-months",
            Unit::Years => "amount-years",
        };
        self.phrase(id, &vars!["n" => amount.n])
    }

    /// A length of time that a rule names or writes out.
    pub(crate) fn term(&self, tree: &Tree, term: &Term) -> Phrase {
        let name = match term {
            Term::Plain(amount) => return self.amount(*amount),
            Term::Named(name) => name,
        };
        let quoted = self.name(Kind::Period, name.as_str()).plain;
        match named(tree, name) {
            None => Phrase::plain(quoted),
            Some(amount) => {
                let vars = vars!["length" => self.amount(amount), "name" => self.quoted(&self.label(Kind::Period, name.as_str()))];
                self.phrase("term-named", &vars)
            }
        }
    }

    /// From what something is counted; its form `by`: by when it is due.
    pub(crate) fn anchor(&self, anchor: &Anchor) -> Phrase {
        match anchor {
            Anchor::Served => self.phrase("anchor-served", &vars![]),
            Anchor::Sender => self.phrase("anchor-sender", &vars![]),
            Anchor::Statute => self.phrase("anchor-statute", &vars![]),
            Anchor::AppearAt => self.phrase("anchor-appear-at", &vars![]),
            Anchor::Day(day) => self.phrase("anchor-day", &vars!["date" => self.date(*day)]),
            Anchor::Window(name) => {
                let name = self.name(Kind::Window, name.as_str()).plain;
                self.phrase("anchor-window", &vars!["name" => name])
            }
            Anchor::PublicEvent(name) => {
                let name = self.quoted(&self.label(Kind::PublicEvent, name.as_str()));
                self.phrase("anchor-public-event", &vars!["name" => name])
            }
            Anchor::Event(kind) => {
                self.phrase("anchor-event", &vars!["event" => self.event(*kind)])
            }
            Anchor::Stage(stage) => {
                let stage = self.label(Kind::Stage, stage.as_str());
                self.phrase("anchor-stage", &vars!["stage" => stage])
            }
        }
    }
}

/// The length of a named period, in the base or in whatever version has it.
fn named(tree: &Tree, name: &Name) -> Option<Amount> {
    use writ_law::tree::Rule;
    let added = tree
        .versions
        .iter()
        .flat_map(|version| &version.rules)
        .filter_map(|rule| match rule {
            Rule::Period(period) => Some(period),
            _ => None,
        });
    let mut periods = tree.periods.iter().chain(added);
    periods
        .find(|period| period.name == *name)
        .map(|period| period.amount)
}
