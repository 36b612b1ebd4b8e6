//! A case bound to a regime: every word checked and resolved, ready to be evaluated many times.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::case;
use crate::event::{Attribute, EventKind, SideOfKind};
use crate::fact::{Record, Source, Value};
use crate::machine::{FactMachine, FactShape, Frame};
use crate::near;
use crate::regime::Regime;
use crate::zone;

/// What is wrong with a case. Nothing was computed from it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BindError {
    /// A word that the regime does not know.
    #[error("{place}: the regime knows no {what} `{word}`{hint}")]
    Unknown {
        /// Where in the case.
        place: String,
        /// What kind of word.
        what: &'static str,
        /// The word.
        word: String,
        /// What it may have meant.
        hint: String,
    },
    /// A value that cannot be read.
    #[error("{place}: `{word}` is not {wanted}")]
    Value {
        /// Where in the case.
        place: String,
        /// The value.
        word: String,
        /// What it should be.
        wanted: String,
    },
    /// An attribute that events of this kind do not carry.
    #[error("{place}: `{kind}` carries no `{attribute}`: leave it out")]
    Attribute {
        /// Where in the case.
        place: String,
        /// The kind of event.
        kind: &'static str,
        /// The attribute.
        attribute: &'static str,
    },
    /// An attribute that an event of this kind cannot do without.
    #[error("{place}: `{kind}` needs `{attribute}`{hint}")]
    Missing {
        /// Where in the case.
        place: String,
        /// The kind of event.
        kind: &'static str,
        /// The attribute.
        attribute: &'static str,
        /// What it may be.
        hint: &'static str,
    },
    /// Two events with one identifier.
    #[error("event `{id}` stands twice: give each event an identifier of its own")]
    Twice {
        /// The identifier.
        id: String,
    },
    /// A correction of something that is not there.
    #[error("event `{id}` corrects `{supersedes}`, which is not in the case")]
    Supersedes {
        /// The correcting event.
        id: String,
        /// What it names.
        supersedes: String,
    },
    /// Something recorded before it was so, or too much of it.
    #[error("{place}: {why}")]
    Other {
        /// Where in the case.
        place: String,
        /// What is wrong.
        why: String,
    },
}

/// The most records of facts that a person may have.
const MOST_FACTS: usize = 10_000;
/// The most events that a matter may have, and how many of them may be corrections.
const MOST_EVENTS: usize = 10_000;
const MOST_CORRECTIONS: usize = 200;
/// How often a correction may itself be corrected.
const DEEPEST_CORRECTION: usize = 16;

/// Which side of the law an event is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Relieves,
    Burdens,
}

/// What an officer or court decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Imposed,
    Refused,
    Ended,
    Extended,
    /// Judged to be so.
    Yes,
    /// Judged not to be so.
    No,
}

/// An event, bound.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    pub(crate) kind: EventKind,
    pub(crate) side: Side,
    pub(crate) at: Timestamp,
    pub(crate) recorded: Timestamp,
    /// From when it has force.
    pub(crate) force: Timestamp,
    pub(crate) id: String,
    pub(crate) channel: Option<u8>,
    pub(crate) effect: Option<u8>,
    /// The remedy, and whether it is the appeal that follows it.
    pub(crate) remedy: Option<(u8, Instance)>,
    pub(crate) excuse: Option<u8>,
    /// An exception, which is asked for like an excuse.
    pub(crate) exception: Option<u8>,
    pub(crate) mark: Option<String>,
    pub(crate) attempt: Option<u32>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) reason: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) until: Option<Timestamp>,
    /// The event that it corrects, by its place in the order.
    pub(crate) supersedes: Option<u16>,
}

/// The first remedy, or the appeal after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instance {
    First,
    Appeal,
}

impl Instance {
    /// Its place in a list of both.
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::First => 0,
            Self::Appeal => 1,
        }
    }
}

/// A case bound to a regime.
#[derive(Clone, Debug)]
pub struct Life {
    pub(crate) person: String,
    pub(crate) matter: String,
    pub(crate) instrument: u8,
    pub(crate) issued_at: Timestamp,
    pub(crate) appear_at: Option<Timestamp>,
    pub(crate) region: Option<String>,
    /// By fact, each sorted by source, then recorded time.
    pub(crate) facts: Vec<Vec<Record>>,
    /// In the order of force: relieving ones first at one instant, then by identifier.
    pub(crate) events: Vec<Happening>,
    /// Every instant at which something was recorded.
    pub(crate) stamps: Vec<Timestamp>,
    /// Every instant at which what the facts say may change.
    pub(crate) ticks: Vec<Timestamp>,
    /// By effect: when it was in force through other matters.
    pub(crate) elsewhere: Vec<Vec<(Timestamp, Timestamp)>>,
}

impl Life {
    /// Binds a case to a regime.
    ///
    /// # Errors
    ///
    /// When the case names what the regime does not know, carries an attribute where it means
    /// nothing, or corrects what is not there.
    pub fn bind(
        regime: &Regime,
        person: &case::Person,
        matter: &case::Matter,
        events: &[case::Event],
    ) -> Result<Self, BindError> {
        let frame = regime.frame();
        let instrument = frame
            .instruments
            .iter()
            .position(|(name, _)| *name == matter.instrument)
            .ok_or_else(|| {
                let words = frame.instruments.iter().map(|(name, _)| name.as_str());
                unknown("matter", "instrument", &matter.instrument, words)
            })?;
        let facts = bind_facts(frame, person)?;
        let events = bind_events(regime.frames(), events)?;
        let mut stamps: Vec<_> = events.iter().map(|event| event.recorded).collect();
        let records = facts.iter().flatten();
        stamps.extend(records.flat_map(|record| [record.recorded, record.proved]));
        stamps.sort_unstable();
        stamps.dedup();
        let ticks = ticks(&facts);
        let elsewhere = bind_restricted(regime.frames(), person)?;
        Ok(Self {
            person: person.id.clone(),
            matter: matter.id.clone(),
            instrument: u8::try_from(instrument).unwrap_or(u8::MAX),
            issued_at: matter.issued_at,
            appear_at: matter.appear_at,
            region: matter.region.clone(),
            facts,
            events,
            stamps,
            ticks,
            elsewhere,
        })
    }

    /// The identifier of the person.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.person
    }

    /// The identifier of the matter.
    #[must_use]
    pub fn matter(&self) -> &str {
        &self.matter
    }

    /// A person with facts alone, for judging eligibility before anything is issued.
    pub(crate) fn of_facts(frame: &Frame, person: &case::Person) -> Result<Self, BindError> {
        let facts = bind_facts(frame, person)?;
        Ok(Self {
            person: person.id.clone(),
            matter: String::new(),
            instrument: 0,
            issued_at: Timestamp::MIN,
            appear_at: None,
            region: None,
            facts,
            events: Vec::new(),
            stamps: Vec::new(),
            ticks: Vec::new(),
            elsewhere: Vec::new(),
        })
    }
}

/// 00:00 local of the day after the day of an instant.
pub(crate) fn day_after(at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let day = zone.to_datetime(at).date().tomorrow().ok()?;
    zone::day_begins(zone, day)
}

fn unknown<'a>(
    place: &str,
    what: &'static str,
    word: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> BindError {
    let hint = near::help(word, words).map_or_else(String::new, |help| format!(": {help}"));
    BindError::Unknown {
        place: place.to_owned(),
        what,
        word: word.to_owned(),
        hint,
    }
}

fn bind_facts(frame: &Frame, person: &case::Person) -> Result<Vec<Vec<Record>>, BindError> {
    if person.facts.len() > MOST_FACTS {
        let why = format!("a person has at most {MOST_FACTS} records of facts");
        return Err(BindError::Other {
            place: "person.facts".to_owned(),
            why,
        });
    }
    let mut facts: Vec<Vec<Record>> = vec![Vec::new(); frame.facts.len()];
    for fact in &person.facts {
        let index = frame.facts.iter().position(|rule| rule.name == fact.fact);
        let (Some(rule), Some(records)) = (
            index.and_then(|index| frame.facts.get(index)),
            index.and_then(|index| facts.get_mut(index)),
        ) else {
            let words = frame.facts.iter().map(|rule| rule.name.as_str());
            return Err(unknown("person.facts", "fact", &fact.fact, words));
        };
        records.push(Record {
            value: bind_value(rule, fact, &frame.zone)?,
            declared: if fact.source == rule.source {
                Source::Named
            } else {
                Source::Other
            },
            source: fact.source.clone(),
            at: fact.at,
            recorded: fact.recorded_at,
            proved: fact
                .proved_at
                .map_or(fact.recorded_at, |proved| proved.max(fact.recorded_at)),
            stale: fact
                .stated_at
                .map_or(fact.recorded_at, |stated| stated.min(fact.recorded_at))
                .saturating_add(rule.fresh)
                .unwrap_or(Timestamp::MAX),
        });
    }
    for records in &mut facts {
        records.sort_by(|a, b| {
            (&a.source, a.recorded, a.at)
                .cmp(&(&b.source, b.recorded, b.at))
                .then_with(|| a.value.order().cmp(&b.value.order()))
        });
    }
    Ok(facts)
}

/// What was in force through other matters, by effect.
fn bind_restricted(
    frames: &[Frame],
    person: &case::Person,
) -> Result<Vec<Vec<(Timestamp, Timestamp)>>, BindError> {
    let measures = frames.first().map_or(&[][..], |frame| &frame.measures);
    let mut elsewhere = vec![Vec::new(); measures.len()];
    for spell in &person.restricted {
        let place = measures.iter().position(|known| *known == spell.measure);
        let Some(spells) = place.and_then(|place| elsewhere.get_mut(place)) else {
            let words = measures.iter().map(String::as_str);
            return Err(unknown(
                "person.restricted",
                "measure",
                &spell.measure,
                words,
            ));
        };
        spells.push((spell.from, spell.until.unwrap_or(Timestamp::MAX)));
    }
    Ok(elsewhere)
}

fn bind_value(rule: &FactMachine, fact: &case::Fact, zone: &TimeZone) -> Result<Value, BindError> {
    let wrong = |wanted: String| BindError::Value {
        place: format!("fact `{}`", rule.name),
        word: match &fact.value {
            case::FactValue::Word(word) => word.clone(),
            case::FactValue::Periods(_) => "[…]".to_owned(),
        },
        wanted,
    };
    match (&rule.kind, &fact.value) {
        (FactShape::Date, case::FactValue::Word(word)) => {
            let date: Date = word
                .parse()
                .map_err(|_| wrong("a date such as `1998-05-02`".to_owned()))?;
            let ages = rule.ages.iter().filter_map(|threshold| {
                Some((*threshold, zone::day_begins(zone, threshold.day(date)?)?))
            });
            Ok(Value::Date {
                date,
                ages: ages.collect(),
            })
        }
        (FactShape::Choice(values), case::FactValue::Word(word)) => values
            .iter()
            .position(|value| value == word)
            .and_then(|index| u16::try_from(index).ok())
            .map(Value::Choice)
            .ok_or_else(|| wrong(format!("one of {}", values.join(", ")))),
        (FactShape::Text, case::FactValue::Word(word)) => Ok(Value::Text(word.clone())),
        (FactShape::Periods, case::FactValue::Periods(periods)) => {
            let mut bound = Vec::with_capacity(periods.len());
            for period in periods {
                let from = zone::day_begins(zone, period.from);
                let until = zone::day_begins(zone, period.until);
                match (from, until) {
                    (Some(from), Some(until)) if from < until => bound.push((from, until)),
                    _ => return Err(wrong("a period that ends after it begins".to_owned())),
                }
            }
            Ok(Value::Periods(bound))
        }
        (FactShape::Periods, case::FactValue::Word(_)) => {
            Err(wrong("a list of periods; `[]` says: none".to_owned()))
        }
        (_, case::FactValue::Periods(_)) => Err(wrong("a word".to_owned())),
    }
}

impl Value {
    /// An order that does not depend on arrival, for records that are otherwise equal.
    fn order(&self) -> (u8, String) {
        match self {
            Self::Date { date, .. } => (0, date.to_string()),
            Self::Choice(value) => (1, format!("{value:05}")),
            Self::Text(text) => (2, text.clone()),
            Self::Periods(periods) => (3, format!("{periods:?}")),
        }
    }
}

fn ticks(facts: &[Vec<Record>]) -> Vec<Timestamp> {
    let mut ticks = Vec::with_capacity(32);
    for record in facts.iter().flatten() {
        ticks.extend([record.at, record.recorded, record.proved, record.stale]);
        match &record.value {
            Value::Date { ages, .. } => ticks.extend(ages.iter().map(|(_, day)| *day)),
            Value::Periods(periods) => {
                ticks.extend(periods.iter().flat_map(|(from, until)| [*from, *until]));
            }
            Value::Choice(_) | Value::Text(_) => {}
        }
    }
    ticks.sort_unstable();
    ticks.dedup();
    ticks
}

fn bind_events(frames: &[Frame], events: &[case::Event]) -> Result<Vec<Happening>, BindError> {
    let mut ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair.first() == pair.last()) {
        return Err(BindError::Twice {
            id: pair.first().copied().unwrap_or_default().to_owned(),
        });
    }
    let corrections = events
        .iter()
        .filter(|it| it.kind == EventKind::Corrected)
        .count();
    if events.len() > MOST_EVENTS || corrections > MOST_CORRECTIONS {
        let why = format!(
            "a matter holds at most {MOST_EVENTS} events, {MOST_CORRECTIONS} of them corrections"
        );
        return Err(BindError::Other {
            place: "events".to_owned(),
            why,
        });
    }
    let mut bound = Vec::with_capacity(events.len());
    for event in events {
        bound.push((
            bind_event(frames, events, event)?,
            event.supersedes.as_deref(),
        ));
    }
    bound.sort_by(|(a, _), (b, _)| (a.force, a.side, &a.id).cmp(&(b.force, b.side, &b.id)));
    let order: Vec<String> = if events.iter().any(|event| event.supersedes.is_some()) {
        bound.iter().map(|(event, _)| event.id.clone()).collect()
    } else {
        Vec::new()
    };
    Ok(bound
        .into_iter()
        .map(|(mut event, supersedes)| {
            event.supersedes = supersedes
                .and_then(|id| order.iter().position(|other| other == id))
                .and_then(|index| u16::try_from(index).ok());
            event
        })
        .collect())
}

fn bind_event(
    frames: &[Frame],
    events: &[case::Event],
    event: &case::Event,
) -> Result<Happening, BindError> {
    let place = format!("event `{}`", event.id);
    let Some(frame) = frames.first() else {
        let why = "the regime has no version".to_owned();
        return Err(BindError::Other { place, why });
    };
    let allowed = event.kind.attributes();
    if let Some(stray) = event
        .carried()
        .into_iter()
        .find(|carried| !allowed.contains(carried))
    {
        let (kind, attribute) = (event.kind.word(), stray.word());
        return Err(BindError::Attribute {
            place,
            kind,
            attribute,
        });
    }
    let blank = |it: &Option<String>| it.as_ref().is_some_and(|it| it.trim().is_empty());
    if blank(&event.by) {
        return Err(BindError::Value {
            place,
            word: String::new(),
            wanted: "the name of whoever did it: fill in `by`, or leave it out".to_owned(),
        });
    }
    let side = side_of(events, event, 0)?;
    let force = match side {
        Side::Relieves => event.at,
        Side::Burdens => event.at.max(event.recorded_at),
    };
    let channels = || frame.channels.iter().map(|channel| channel.name.as_str());
    let measures = || frame.measures.iter().map(String::as_str);
    let exceptions = || frame.exceptions.iter().map(|it| it.name.as_str());
    let excuses = || {
        let excuses = frame.excuses.iter().map(|excuse| excuse.name.as_str());
        excuses.chain(exceptions())
    };
    let exception = event.excuse.as_deref();
    let exception = exception.and_then(|word| exceptions().position(|it| it == word));
    let excuse = resolve(&place, "excuse", event.excuse.as_deref(), excuses)?;
    Ok(Happening {
        kind: event.kind,
        side,
        at: event.at,
        recorded: event.recorded_at,
        force,
        id: event.id.clone(),
        channel: resolve(&place, "channel", event.channel.as_deref(), channels)?,
        effect: resolve(&place, "measure", event.effect.as_deref(), measures)?,
        remedy: bind_remedy(frames, &place, event.remedy.as_deref())?,
        excuse: excuse.filter(|_| exception.is_none()),
        exception: exception.and_then(|it| u8::try_from(it).ok()),
        mark: event.mark.clone(),
        attempt: event.attempt,
        outcome: bind_outcome(event, &place)?,
        reason: event.reason.clone(),
        by: event.by.clone(),
        to: event.to.clone(),
        place: event.place.clone(),
        until: event.until,
        supersedes: None,
    })
}

fn resolve<'a, I: Iterator<Item = &'a str> + Clone>(
    place: &str,
    what: &'static str,
    word: Option<&str>,
    words: impl Fn() -> I,
) -> Result<Option<u8>, BindError> {
    let Some(word) = word else { return Ok(None) };
    words()
        .position(|known| known == word)
        .and_then(|index| u8::try_from(index).ok())
        .map(Some)
        .ok_or_else(|| unknown(place, what, word, words()))
}

fn bind_remedy(
    frames: &[Frame],
    place: &str,
    word: Option<&str>,
) -> Result<Option<(u8, Instance)>, BindError> {
    let Some(word) = word else { return Ok(None) };
    // A remedy has the same number in every version, but its appeal may come with a later one.
    for frame in frames {
        for (index, remedy) in (0u8..).zip(&frame.remedies) {
            if remedy.name == word {
                return Ok(Some((index, Instance::First)));
            }
            if remedy.then.as_deref() == Some(word) {
                return Ok(Some((index, Instance::Appeal)));
            }
        }
    }
    let remedies = frames.first().into_iter().flat_map(|frame| &frame.remedies);
    let words = remedies.map(|remedy| remedy.name.as_str());
    Err(unknown(place, "remedy", word, words))
}

fn bind_outcome(event: &case::Event, place: &str) -> Result<Option<Outcome>, BindError> {
    let wanted = match event.kind {
        EventKind::Decided => "`imposed`, `refused` or `ended`",
        EventKind::Reviewed => "`extended` or `ended`",
        EventKind::Judged => "`yes` or `no`",
        _ => return Ok(None),
    };
    let outcome = match (event.kind, event.outcome.as_deref()) {
        (EventKind::Decided, Some("imposed")) => Outcome::Imposed,
        (EventKind::Decided, Some("refused")) => Outcome::Refused,
        (EventKind::Reviewed, Some("extended")) => Outcome::Extended,
        (EventKind::Judged, Some("yes")) => Outcome::Yes,
        (EventKind::Judged, Some("no")) => Outcome::No,
        (EventKind::Decided | EventKind::Reviewed, Some("ended")) => Outcome::Ended,
        (_, Some(other)) => {
            return Err(BindError::Value {
                place: place.to_owned(),
                word: other.to_owned(),
                wanted: wanted.to_owned(),
            });
        }
        (kind, None) => {
            return Err(BindError::Missing {
                place: place.to_owned(),
                kind: kind.word(),
                attribute: Attribute::Outcome.word(),
                hint: match kind {
                    EventKind::Decided => ": `imposed`, `refused` or `ended`",
                    EventKind::Judged => ": `yes` or `no`",
                    _ => ": `extended` or `ended`",
                },
            });
        }
    };
    Ok(Some(outcome))
}

/// The side of an event: of its kind, its outcome, or opposite to what it corrects.
pub(crate) fn side_of(
    events: &[case::Event],
    event: &case::Event,
    depth: usize,
) -> Result<Side, BindError> {
    match event.kind.side() {
        SideOfKind::Relieves => return Ok(Side::Relieves),
        SideOfKind::Burdens => return Ok(Side::Burdens),
        SideOfKind::ByContent => {}
    }
    if event.kind == EventKind::Judged {
        // A claim of the person's that is found right relieves; whatever else is found burdens.
        let claim = matches!(event.reason.as_deref(), Some("non-receipt" | "appearance"));
        let found = event.outcome.as_deref() == Some("yes");
        return Ok(if claim == found {
            Side::Relieves
        } else {
            Side::Burdens
        });
    }
    if event.kind != EventKind::Corrected {
        let burdens = matches!(event.outcome.as_deref(), Some("imposed" | "extended"));
        return Ok(if burdens {
            Side::Burdens
        } else {
            Side::Relieves
        });
    }
    let place = format!("event `{}`", event.id);
    let Some(wrong) = event.supersedes.as_deref() else {
        let (kind, attribute) = (EventKind::Corrected.word(), Attribute::Supersedes.word());
        let hint = ": the identifier of the event that was wrong";
        return Err(BindError::Missing {
            place,
            kind,
            attribute,
            hint,
        });
    };
    if depth >= DEEPEST_CORRECTION {
        let why = format!(
            "corrections run in a circle, or more than {DEEPEST_CORRECTION} deep: correct the \
             event itself"
        );
        return Err(BindError::Other { place, why });
    }
    let corrected = events.iter().find(|other| other.id == wrong);
    let Some(corrected) = corrected else {
        let (id, supersedes) = (event.id.clone(), wrong.to_owned());
        return Err(BindError::Supersedes { id, supersedes });
    };
    if matches!(
        corrected.kind,
        EventKind::Objected
            | EventKind::ExcuseClaimed
            | EventKind::NonReceiptClaimed
            | EventKind::AppearanceClaimed
    ) {
        // Taken away, it would bring back what the authority's silence on it had ended.
        let why = format!("`{wrong}` is the person's own act: decide on it, do not correct it");
        return Err(BindError::Other { place, why });
    }
    Ok(match side_of(events, corrected, depth + 1)? {
        Side::Relieves => Side::Burdens,
        Side::Burdens => Side::Relieves,
    })
}
