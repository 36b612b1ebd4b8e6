//! A case: a person with facts, a matter, what happened, and the points asked for.
//!
//! This is the shape of `CASE.json` for `writ position`, of the content that a registry seals, and
//! of what a simulation makes up. Unknown fields are errors.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserializer, IntoDeserializer as _, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::event::{Attribute, EventKind};

/// A whole case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a case is an object such as {\"person\": {…}, \"matter\": {…}, \"events\": […], \"ask\": […]}"
)]
pub struct Case {
    /// Who.
    pub person: Person,
    /// The instrument for this person.
    pub matter: Matter,
    /// What happened, in any order.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The points at which the position is wanted.
    #[serde(default)]
    pub ask: Vec<Ask>,
}

/// A person, known by facts alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a person is an object such as {\"id\": \"p1\", \"facts\": […]}"
)]
pub struct Person {
    /// The identifier of the person.
    pub id: String,
    /// What is known.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// What was in force of other matters of the person: where a law bounds an effect over all of
    /// them, those days count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restricted: Vec<Restricted>,
}

/// A stretch of time in which an effect of another matter was in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "what was restricted is an object such as {\"measure\": \"exit\", \"from\": …, \"until\": …}"
)]
pub struct Restricted {
    /// The measure.
    pub measure: String,
    /// Its first instant.
    pub from: Timestamp,
    /// Its end, which no longer belongs to it; without one it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Something known of a person, with two clocks and a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a fact is an object such as {\"fact\": \"sex\", \"value\": \"male\", \"at\": …, \"recorded_at\": …, \"source\": …}"
)]
pub struct Fact {
    /// The name of the fact.
    pub fact: String,
    /// Its value.
    pub value: FactValue,
    /// When it was so.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When the source itself wrote it down, if that was earlier: taking an old statement in anew
    /// does not make it fresh. Freshness runs from the earlier of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_at: Option<Timestamp>,
    /// From when it can be proved that it was recorded, if that was later. Until then the fact can
    /// exclude and contradict, and shows nothing. The end of time: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved_at: Option<Timestamp>,
    /// Who says so.
    pub source: String,
}

/// The value of a fact as written: a word (a date, a choice, a text) or periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A date, a choice or a text.
    Word(String),
    /// Half-open periods; `[]` says: none.
    Periods(Vec<DatePeriod>),
}

impl<'de> Deserialize<'de> for FactValue {
    /// By hand, so that an error says what is wrong inside of a period.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Value;
        impl<'de> Visitor<'de> for Value {
            type Value = FactValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value is text in quotes, or a list of periods such as ")?;
                f.write_str(r#"[{"from": "2023-01-01", "until": "2024-01-01"}]"#)
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<FactValue, E> {
                Ok(FactValue::Word(word.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<FactValue, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(FactValue::Periods)
            }
        }
        from.deserialize_any(Value)
    }
}

/// A kind of event by its word. A reader of JSON says of a number in its place only that some value
/// belongs there.
fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<EventKind, D::Error> {
    let word = String::deserialize(from)?;
    EventKind::deserialize(word.into_deserializer())
}

/// A half-open period of days, in the regime's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a period is an object such as {\"from\": \"2023-01-01\", \"until\": \"2024-01-01\"}"
)]
pub struct DatePeriod {
    /// The first day.
    pub from: Date,
    /// The day after the last one.
    pub until: Date,
}

/// One instrument for one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a matter is an object such as {\"id\": \"m1\", \"instrument\": \"call-up\", \"issued_at\": …}"
)]
pub struct Matter {
    /// The identifier of the matter.
    pub id: String,
    /// The instrument.
    pub instrument: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The date in the summons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appear_at: Option<Timestamp>,
    /// Where to appear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The region of the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Something that happened in a matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "an event is an object such as {\"id\": \"e1\", \"kind\": \"posted\", \"at\": …, \"recorded_at\": …}"
)]
pub struct Event {
    /// Its identifier within the matter.
    pub id: String,
    /// What happened.
    #[serde(deserialize_with = "kind")]
    pub kind: EventKind,
    /// When it was so.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The channel of the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The carrier's mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// Which attempt, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<u32>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The measure it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<String>,
    /// The remedy it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The excuse it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excuse: Option<String>,
    /// What was decided: `imposed`, `refused`, `ended`, `extended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The event it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Event {
    /// An event with no attributes, recorded when it was so.
    ///
    /// ```
    /// use writ_law::{case::Event, event::EventKind};
    /// let at = "2023-04-25T09:12:00+03:00".parse().unwrap();
    /// let event = Event::new("e2", EventKind::Appeared, at);
    /// assert_eq!(event.recorded_at, at);
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, kind: EventKind, at: Timestamp) -> Self {
        Self {
            id: id.into(),
            kind,
            at,
            recorded_at: at,
            channel: None,
            by: None,
            to: None,
            place: None,
            mark: None,
            attempt: None,
            reason: None,
            effect: None,
            remedy: None,
            excuse: None,
            outcome: None,
            supersedes: None,
            until: None,
        }
    }

    /// The attributes that it carries.
    #[must_use]
    pub fn carried(&self) -> Vec<Attribute> {
        let present = [
            (Attribute::Channel, self.channel.is_some()),
            (Attribute::By, self.by.is_some()),
            (Attribute::To, self.to.is_some()),
            (Attribute::Place, self.place.is_some()),
            (Attribute::Mark, self.mark.is_some()),
            (Attribute::Attempt, self.attempt.is_some()),
            (Attribute::Reason, self.reason.is_some()),
            (Attribute::Effect, self.effect.is_some()),
            (Attribute::Remedy, self.remedy.is_some()),
            (Attribute::Excuse, self.excuse.is_some()),
            (Attribute::Outcome, self.outcome.is_some()),
            (Attribute::Supersedes, self.supersedes.is_some()),
            (Attribute::Until, self.until.is_some()),
        ];
        present
            .into_iter()
            .filter_map(|(attribute, is)| is.then_some(attribute))
            .collect()
    }
}

/// A point at which the position is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a point is an object such as {\"at\": \"2023-04-17T10:00:00+03:00\"}"
)]
pub struct Ask {
    /// The instant.
    pub at: Timestamp,
    /// What was recorded by then; absent: everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_at: Option<Timestamp>,
}
