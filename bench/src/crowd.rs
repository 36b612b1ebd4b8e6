//! Made-up people who were or were not summoned, the same in every run.
//!
//! Simpler than the populations of `writ-sim`, because every peer has to be told of them in columns:
//! every fact is known, fresh and undisputed, and there is at most one deferment. Dates are spread
//! so that birthdays, deferments and appearances fall before, into and after the days looked at.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use writ_law::case::{DatePeriod, Event, Fact, FactValue, Matter, Person};
use writ_law::event::EventKind;

use crate::settings::{DAYS, FIRST_DAY, SEED, ZONE};

/// Where everybody lives, and the office that summons them.
pub(crate) const REGION: &str = "A";

/// One made-up person and what happened to them.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    number: u32,
    birth: Date,
    sex: &'static str,
    service: &'static str,
    fitness: &'static str,
    deferment: Option<DatePeriod>,
    account: &'static str,
    posted_at: Option<Timestamp>,
    appear_at: Option<Timestamp>,
    appeared_at: Option<Timestamp>,
}

/// What chance is asked.
#[derive(Clone, Copy, Debug)]
enum Question {
    Birth,
    Sex,
    Service,
    Fitness,
    Deferment,
    DefermentFrom,
    DefermentUntil,
    Account,
    Posted,
    PostedAt,
    AppearAt,
    Appeared,
    AppearedAt,
}

/// A number that depends on the seed, the person and the question alone (splitmix64's mixing).
fn chance(number: u32, question: Question) -> u64 {
    let mut x = SEED
        .wrapping_add(u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_add((question as u64).wrapping_mul(0xD1B5_4A32_D192_ED03));
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn below(number: u32, question: Question, limit: i32) -> i32 {
    let limit = u64::from(limit.unsigned_abs().max(1));
    i32::try_from(chance(number, question) % limit).unwrap_or_default()
}

/// One of `options`, each with its share of a hundred; the last takes the rest.
fn pick(number: u32, question: Question, options: &[(i32, &'static str)]) -> &'static str {
    let mut left = below(number, question, 100);
    for (share, option) in options {
        left -= share;
        if left < 0 {
            return option;
        }
    }
    options.last().map_or("", |(_, option)| option)
}

fn day(offset: i32) -> Date {
    FIRST_DAY.saturating_add(offset.days())
}

/// A minute of a day, in the zone of the rule.
pub(crate) fn minute(day: Date, minute_of_day: i32) -> Timestamp {
    let midnight = ZONE.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or_default();
    midnight
        .saturating_add(minute_of_day.minutes())
        .unwrap_or(midnight)
}

impl Figure {
    /// Person `number`.
    pub(crate) fn new(number: u32) -> Self {
        use Question as Q;
        let below = |question, limit| below(number, question, limit);
        let posted = (below(Q::Posted, 2) == 0).then(|| below(Q::PostedAt, 60 * 1440));
        let at = |minutes: i32| minute(day(minutes.div_euclid(1440)), minutes.rem_euclid(1440));
        let appear =
            posted.map(|minutes| day(minutes.div_euclid(1440) + 4 + below(Q::AppearAt, 26)));
        let appeared = posted
            .filter(|_| below(Q::Appeared, 10) < 6)
            .map(|minutes| minutes + 60 + below(Q::AppearedAt, 60 * 1440));
        let from = day(below(Q::DefermentFrom, 300) - 200);
        let until = from.saturating_add((1 + below(Q::DefermentUntil, 180)).days());
        Self {
            number,
            birth: date(1972, 1, 1).saturating_add(below(Q::Birth, 12_600).days()),
            sex: pick(number, Q::Sex, &[(90, "male"), (10, "female")]),
            service: pick(
                number,
                Q::Service,
                &[
                    (45, "none"),
                    (40, "reserve"),
                    (5, "serving"),
                    (10, "completed"),
                ],
            ),
            fitness: pick(
                number,
                Q::Fitness,
                &[(50, "A"), (35, "B"), (8, "V"), (4, "G"), (3, "D")],
            ),
            deferment: (below(Q::Deferment, 3) == 0).then_some(DatePeriod { from, until }),
            account: pick(number, Q::Account, &[(90, "active"), (10, "none")]),
            posted_at: posted.map(at),
            appear_at: appear.map(|day| minute(day, 9 * 60)),
            appeared_at: appeared.map(at),
        }
    }

    /// Person `number`, made eligible whatever chance says.
    pub(crate) fn conscript(number: u32) -> Self {
        Self {
            birth: date(2000, 1, 1).saturating_add(below(number, Question::Birth, 1_500).days()),
            sex: "male",
            service: "none",
            fitness: "A",
            deferment: None,
            account: "active",
            ..Self::new(number)
        }
    }

    /// Whether a summons was posted to them by `at`.
    pub(crate) fn is_summoned_by(&self, at: Timestamp) -> bool {
        self.posted_at.is_some_and(|posted| posted <= at)
    }

    /// The person, known by facts alone; all recorded as the days looked at begin.
    pub(crate) fn person(&self) -> Person {
        let word = |word: &str| FactValue::Word(word.to_owned());
        let facts = [
            (
                "birth-date",
                word(&self.birth.to_string()),
                "civil-registry",
            ),
            ("sex", word(self.sex), "civil-registry"),
            ("service", word(self.service), "military-register"),
            ("fitness", word(self.fitness), "medical-board"),
            (
                "deferment",
                FactValue::Periods(self.deferment.into_iter().collect()),
                "military-register",
            ),
            ("account", word(self.account), "portal"),
            ("region", word(REGION), "civil-registry"),
        ];
        let at = minute(FIRST_DAY, 0);
        let facts = facts.map(|(fact, value, source)| Fact {
            stated_at: None,
            proved_at: None,
            fact: fact.to_owned(),
            value,
            at,
            recorded_at: at,
            source: source.to_owned(),
        });
        Person {
            id: self.id(),
            facts: facts.into(),
            restricted: Vec::new(),
        }
    }

    /// The summons, posted or not.
    pub(crate) fn matter(&self) -> Matter {
        Matter {
            id: format!("made-up-matter-{}", self.number),
            instrument: "call-up".to_owned(),
            issued_at: minute(FIRST_DAY, 0),
            appear_at: self.appear_at,
            place: Some("made-up office A".to_owned()),
            region: Some(REGION.to_owned()),
        }
    }

    /// What happened.
    pub(crate) fn events(&self) -> Vec<Event> {
        let posted = self.posted_at.map(|at| Event {
            channel: Some("portal".to_owned()),
            ..Event::new("posted", EventKind::Posted, at)
        });
        let appeared = self
            .appeared_at
            .map(|at| Event::new("appeared", EventKind::Appeared, at));
        posted.into_iter().chain(appeared).collect()
    }

    fn id(&self) -> String {
        format!("made-up-{}", self.number)
    }
}

/// The end of each day looked at: the last minute of it, when all that happened on it counts.
pub(crate) fn day_ends() -> Vec<Timestamp> {
    (0..i32::from(DAYS))
        .map(|offset| minute(day(offset), 1439))
        .collect()
}

/// Writes people for the peers: a row each, no quoted field, an empty one for what is not there.
pub(crate) fn write(path: &Path, figures: &[Figure]) -> Result<()> {
    let mut text = String::from(
        "id,birth_date,sex,service,fitness,deferment_from,deferment_until,account,posted_at,\
         appear_at,appeared_at\n",
    );
    for figure in figures {
        let instant = |at: Option<Timestamp>| {
            at.map_or(String::new(), |at| at.display_with_offset(ZONE).to_string())
        };
        let (from, until) = figure.deferment.map_or_else(Default::default, |it| {
            (it.from.to_string(), it.until.to_string())
        });
        writeln!(
            text,
            "{},{},{},{},{},{from},{until},{},{},{},{}",
            figure.id(),
            figure.birth,
            figure.sex,
            figure.service,
            figure.fitness,
            figure.account,
            instant(figure.posted_at),
            instant(figure.appear_at),
            instant(figure.appeared_at),
        )
        .context("write a row")?;
    }
    std::fs::write(path, text).with_context(|| format!("write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_is_made_up_every_time() {
        let one = format!("{:?}", Figure::new(7));
        assert_eq!(one, format!("{:?}", Figure::new(7)));
        assert_ne!(one, format!("{:?}", Figure::new(8)));
    }

    #[test]
    fn dates_fall_before_into_and_after_the_days_looked_at() {
        let figures: Vec<_> = (0..2_000).map(Figure::new).collect();
        let ends = day_ends();
        let (first, last) = (minute(FIRST_DAY, 0), *ends.last().unwrap());
        assert_eq!(ends.len(), usize::from(DAYS));
        assert!(
            figures
                .iter()
                .filter_map(|it| it.posted_at)
                .all(|at| first <= at && at < last)
        );
        assert!(
            figures
                .iter()
                .any(|it| it.appeared_at.is_some_and(|at| at > last))
        );
        assert!(
            figures
                .iter()
                .any(|it| it.appeared_at.is_some_and(|at| at < last))
        );
        let begins = |it: &Figure| it.deferment.map(|period| period.from);
        assert!(figures.iter().filter_map(begins).any(|day| day > FIRST_DAY));
        assert!(figures.iter().filter_map(begins).any(|day| day < FIRST_DAY));
        let eighteen = |it: &Figure| it.birth.saturating_add(18.years());
        let inside = |day: Date| minute(day, 0) >= first && minute(day, 0) <= last;
        assert!(figures.iter().any(|it| inside(eighteen(it))));
    }
}
