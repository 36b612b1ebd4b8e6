//! What is known of a person at an instant, and whether it may be relied on.
//!
//! A fact has force from when it was so if it excludes (it relieves), else only from when it was
//! also recorded, and that can be proved. A stale fact never says *yes*; one that excluded still says *no*. Two sources at
//! odds, or none, say *unknown*.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::life::Life;
use crate::machine::{Condition, Frame, Literal, Test, Threshold};
use crate::truth::Truth;

/// One record of a fact, bound to a regime.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) source: String,
    pub(crate) value: Value,
    pub(crate) at: Timestamp,
    pub(crate) recorded: Timestamp,
    /// From when it can be proved, never before it was recorded: only then may it burden.
    pub(crate) proved: Timestamp,
    /// From when it may no longer be relied on.
    pub(crate) stale: Timestamp,
    /// Whether the regime names this source for the fact.
    pub(crate) declared: Source,
}

/// Whether a source is the one that the regime names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Named,
    Other,
}

/// A value, with what a rule may ask of it worked out once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Date {
        date: Date,
        ages: Vec<(Threshold, Timestamp)>,
    },
    Choice(u16),
    Text(String),
    Periods(Vec<(Timestamp, Timestamp)>),
}

/// Why a fact does not say yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    Known,
    Missing,
    Stale,
    Conflict,
    OtherSource,
    /// Something is recorded, and nobody else has signed for it yet.
    Unproved,
}

/// What a literal says at an instant, and by which record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) truth: Truth,
    pub(crate) why: Why,
    pub(crate) record: Option<u16>,
}

fn reached(ages: &[(Threshold, Timestamp)], threshold: Threshold, t: Timestamp) -> Option<bool> {
    ages.iter()
        .find(|(known, _)| *known == threshold)
        .map(|(_, day)| t >= *day)
}

fn within(
    ages: &[(Threshold, Timestamp)],
    from: Option<u16>,
    below: Option<u16>,
    t: Timestamp,
) -> Option<bool> {
    let begun = from.map_or(Some(true), |years| reached(ages, Threshold::From(years), t))?;
    let ended = below.map_or(Some(false), |years| {
        reached(ages, Threshold::Below(years), t)
    })?;
    Some(begun && !ended)
}

/// What a test says of a value; `None` if the value is of another kind.
fn test(test: &Test, value: &Value, t: Timestamp) -> Option<bool> {
    match (test, value) {
        (Test::Is(want), Value::Choice(have)) => Some(want == have),
        (Test::IsNot(want), Value::Choice(have)) => Some(want != have),
        (Test::TextIs(want), Value::Text(have)) => Some(want == have),
        (Test::TextIsNot(want), Value::Text(have)) => Some(want != have),
        (Test::Age { from, below }, Value::Date { ages, .. }) => within(ages, *from, *below, t),
        (Test::NotAge { from, below }, Value::Date { ages, .. }) => {
            within(ages, *from, *below, t).map(|is| !is)
        }
        (Test::Holds, Value::Periods(periods)) => {
            Some(periods.iter().any(|(from, until)| *from <= t && t < *until))
        }
        (Test::HoldsNot, Value::Periods(periods)) => {
            Some(!periods.iter().any(|(from, until)| *from <= t && t < *until))
        }
        _ => None,
    }
}

/// What a literal says at `t`, knowing what was recorded by `known`.
pub(crate) fn see(life: &Life, literal: &Literal, t: Timestamp, known: Timestamp) -> Seen {
    let says = |value: &Value| test(&literal.test, value, t);
    weigh(life, literal.fact, &says, t, known)
}

/// What the records of a fact come to at `t` for a test of its values, knowing what was recorded
/// by `known`. The test says `None` of a value of another kind.
pub(crate) fn weigh(
    life: &Life,
    fact: u8,
    says: &impl Fn(&Value) -> Option<bool>,
    t: Timestamp,
    known: Timestamp,
) -> Seen {
    let Some(records) = life.facts.get(usize::from(fact)) else {
        return Seen {
            truth: Truth::Unknown,
            why: Why::Missing,
            record: None,
        };
    };
    let mut found: Option<(u16, &Record)> = None;
    let mut current: Option<(u16, &Record)> = None;
    let (mut odds, mut own) = (Odds::Agree, Odds::Agree);
    let mut waiting = None;
    let excludes = |record: &Record| says(&record.value) == Some(false);
    let counts = |record: &Record| match excludes(record) {
        _ if record.recorded > known || record.at > t => Counts::Nothing,
        true => Counts::Fully,
        false if record.recorded > t => Counts::Nothing,
        false if record.proved > t.min(known) => Counts::AsDoubt,
        false => Counts::Fully,
    };
    for (index, record) in (0u16..).zip(records) {
        match counts(record) {
            Counts::Nothing => continue,
            Counts::AsDoubt => {
                waiting = Some(index);
                continue;
            }
            Counts::Fully => {}
        }
        match current {
            // The same source spoke again: its later word replaces the earlier one, and whatever
            // it had said at once with that.
            Some((_, before)) if before.source == record.source => {
                let at_once = before.recorded == record.recorded && before.at == record.at;
                own = match at_once {
                    true => own.with(before, record, &excludes),
                    false => Odds::Agree,
                };
            }
            Some(before) => {
                (found, odds) = taken(found, before, odds.and(own), &excludes);
                own = Odds::Agree;
            }
            None => {}
        }
        current = Some((index, record));
    }
    if let Some(last) = current {
        (found, odds) = taken(found, last, odds.and(own), &excludes);
    }
    match (found, waiting) {
        (None, Some(_)) => Seen {
            truth: Truth::Unknown,
            why: Why::Unproved,
            record: waiting,
        },
        (Some((_, best)), Some(_)) if !excludes(best) => {
            let odds = odds.doubted(best, records, &counts);
            judge(says, found, odds, t)
        }
        _ => judge(says, found, odds, t),
    }
}

/// What a record counts for at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// It is not there.
    Nothing,
    /// Nobody has signed for it yet: it shows nothing. That it contradicts is relief.
    AsDoubt,
    /// It excludes, or it can be proved.
    Fully,
}

/// Whether records of one fact are at odds for a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Odds {
    /// They say the same, or all of them exclude.
    Agree,
    /// They do not.
    Differ,
}

impl Odds {
    fn and(self, other: Self) -> Self {
        if self == Self::Agree { other } else { self }
    }

    fn with(self, one: &Record, other: &Record, excludes: &impl Fn(&Record) -> bool) -> Self {
        let agree = one.value == other.value || (excludes(one) && excludes(other));
        if agree { self } else { Self::Differ }
    }

    /// The same, beside what another source says and nobody has signed for yet.
    fn doubted(
        self,
        best: &Record,
        records: &[Record],
        counts: &impl Fn(&Record) -> Counts,
    ) -> Self {
        let contradicts = |doubt: &Record| {
            let mut others = records.iter();
            doubt.value != best.value
                && others.any(|it| it.source != doubt.source && counts(it) == Counts::Fully)
        };
        let mut doubts = records.iter();
        if doubts.any(|it| counts(it) == Counts::AsDoubt && contradicts(it)) {
            Self::Differ
        } else {
            self
        }
    }
}

/// Takes in what one more source says.
fn taken<'a>(
    found: Option<(u16, &'a Record)>,
    other: (u16, &'a Record),
    odds: Odds,
    excludes: &impl Fn(&Record) -> bool,
) -> (Option<(u16, &'a Record)>, Odds) {
    let odds = found.map_or(odds, |(_, found)| odds.with(found, other.1, excludes));
    (better(found, other), odds)
}

/// Of two sources that agree, the one that the regime names.
fn better<'a>(
    found: Option<(u16, &'a Record)>,
    other: (u16, &'a Record),
) -> Option<(u16, &'a Record)> {
    found
        .filter(|(_, best)| best.declared == Source::Named)
        .or(Some(other))
}

fn judge(
    says: &impl Fn(&Value) -> Option<bool>,
    found: Option<(u16, &Record)>,
    odds: Odds,
    t: Timestamp,
) -> Seen {
    let Some((index, record)) = found else {
        return Seen {
            truth: Truth::Unknown,
            why: Why::Missing,
            record: None,
        };
    };
    let record_index = Some(index);
    if odds == Odds::Differ {
        return Seen {
            truth: Truth::Unknown,
            why: Why::Conflict,
            record: record_index,
        };
    }
    let Some(is) = says(&record.value) else {
        return Seen {
            truth: Truth::Unknown,
            why: Why::Missing,
            record: record_index,
        };
    };
    if !is {
        return Seen {
            truth: Truth::No,
            why: Why::Known,
            record: record_index,
        };
    }
    if record.declared == Source::Other {
        return Seen {
            truth: Truth::Unknown,
            why: Why::OtherSource,
            record: record_index,
        };
    }
    if t >= record.stale {
        return Seen {
            truth: Truth::Unknown,
            why: Why::Stale,
            record: record_index,
        };
    }
    Seen {
        truth: Truth::Yes,
        why: Why::Known,
        record: record_index,
    }
}

/// What a condition says at `t`, knowing what was recorded by `known`.
pub(crate) fn holds(life: &Life, condition: &Condition, t: Timestamp, known: Timestamp) -> Truth {
    match condition {
        Condition::Literal(literal) => see(life, literal, t, known).truth,
        Condition::All(parts) => {
            let mut least = Truth::Yes;
            for part in parts {
                least = least.min(holds(life, part, t, known));
                if least == Truth::No {
                    break;
                }
            }
            least
        }
        Condition::Any(parts) => parts
            .iter()
            .map(|part| holds(life, part, t, known))
            .max()
            .unwrap_or(Truth::No),
    }
}

/// Whether the person belongs to any of these categories.
pub(crate) fn eligible(
    frame: &Frame,
    to: &[u8],
    life: &Life,
    t: Timestamp,
    known: Timestamp,
) -> Truth {
    to.iter()
        .filter_map(|id| frame.categories.get(usize::from(*id)))
        .map(|category| holds(life, &category.when, t, known))
        .max()
        .unwrap_or(Truth::No)
}
