//! A position as a registry and the command line hand it out, read back.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use writ_law::because::Because;
use writ_law::event::EventKind;
use writ_law::truth::Truth;

/// A position, read from its JSON.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    /// The instant it is about.
    pub at: Timestamp,
    /// What was recorded by then; `None`: everything.
    pub known_at: Option<Timestamp>,
    /// The versions of the law that the matter is in; empty where an earlier Writ did not say.
    #[serde(default)]
    pub versions: Vec<String>,
    /// Whether the person may be called.
    pub eligible: Truth,
    /// Since when, and how, the person is served.
    pub served: Option<Served>,
    pub(crate) stage: BTreeMap<String, String>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) effects: Vec<Effect>,
    #[serde(default)]
    pub(crate) open: Open,
    #[serde(default)]
    pub(crate) sanctions: Vec<Sanction>,
    #[serde(default)]
    pub(crate) follows: Vec<Follow>,
    pub(crate) next_change: Option<Timestamp>,
}

/// How a person is served.
#[derive(Clone, Debug, Deserialize)]
pub struct Served {
    /// Since when.
    pub since: Timestamp,
    /// On which channel.
    pub channel: String,
    /// By which rule.
    pub rule: String,
    /// The day that service bears, and from which time is counted.
    #[serde(default)]
    pub day: Option<Date>,
    /// Since when for the sender, where that differs.
    #[serde(default)]
    pub sender: Option<Timestamp>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Duty {
    pub(crate) duty: String,
    pub(crate) status: Status,
    pub(crate) due: Option<Timestamp>,
    /// The measures that end once it is done.
    #[serde(default)]
    pub(crate) ends: Vec<String>,
}

/// What the person can still say that the law would hear.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Open {
    pub(crate) excuses: Vec<OpenExcuse>,
    pub(crate) claims: Vec<String>,
}

/// A reason that the person can still give.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct OpenExcuse {
    pub(crate) excuse: String,
    pub(crate) until: Option<Timestamp>,
    /// Whether everything waits until it is decided.
    pub(crate) suspends: Staying,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    Open,
    Met,
    Excused,
    Void,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Effect {
    pub(crate) measure: String,
    pub(crate) answer: Truth,
    pub(crate) since: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
    #[serde(default)]
    pub(crate) readings: BTreeMap<String, Truth>,
    pub(crate) because: Node,
    #[serde(default)]
    pub(crate) ends_on: Vec<EventKind>,
    #[serde(default)]
    pub(crate) remedies: Vec<Remedy>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Remedy {
    pub(crate) remedy: String,
    pub(crate) until: Option<Timestamp>,
    pub(crate) stays: Staying,
}

/// Whether something stays the effects: a truth value of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub(crate) enum Staying {
    Stays,
    DoesNot,
}

impl From<Value> for Staying {
    fn from(stays: Value) -> Self {
        if stays == Value::Bool(true) {
            Self::Stays
        } else {
            Self::DoesNot
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sanction {
    pub(crate) sanction: String,
    pub(crate) status: SanctionStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SanctionStatus {
    Open,
    No,
    Unknown,
    Imposed,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Follow {
    pub(crate) instrument: String,
}

/// A node of a proof.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Node {
    pub(crate) truth: Truth,
    #[serde(flatten)]
    pub(crate) because: Because,
    #[serde(default)]
    pub(crate) cite: Vec<String>,
    #[serde(default)]
    pub(crate) events: Vec<String>,
    #[serde(default)]
    pub(crate) parts: Vec<Node>,
    #[serde(default)]
    pub(crate) readings: BTreeMap<String, Node>,
}

impl Node {
    /// What keeps this from being so: the deepest nodes that are not *yes*.
    pub(crate) fn against(&self) -> Vec<&Self> {
        let parts = self.parts.iter().chain(self.readings.values());
        let against: Vec<&Self> = parts
            .filter(|part| part.truth != Truth::Yes)
            .flat_map(Self::against)
            .collect();
        if against.is_empty() {
            vec![self]
        } else {
            against
        }
    }

    /// Every node of the proof, from the root on.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let below = self.parts.iter().chain(self.readings.values());
        std::iter::once(self)
            .chain(below.flat_map(Self::all))
            .collect()
    }

    /// The proof under the first reading: the proof itself where nothing is disputed.
    pub(crate) fn first_reading(&self) -> &Self {
        self.readings.values().next().unwrap_or(self)
    }
}

impl Told {
    /// Reads a position from its JSON.
    ///
    /// # Errors
    ///
    /// When it is no position, or of a version of Writ that gave no codes for its reasons.
    pub fn read(position: &Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(position)
    }

    pub(crate) fn effect(&self, measure: &str) -> Option<&Effect> {
        self.effects.iter().find(|it| it.measure == measure)
    }

    /// Whether nothing is in force or doubtful, asked of the person, or on its way, in any reading.
    pub(crate) fn is_quiet(&self) -> bool {
        let held = |effect: &Effect| {
            let mut readings = effect.readings.values();
            effect.answer != Truth::No || readings.any(|it| *it != Truth::No)
        };
        let mut sanctions = self.sanctions.iter();
        self.next_change.is_none()
            && !self.effects.iter().any(held)
            && !self.duties.iter().any(|duty| duty.status == Status::Open)
            && sanctions.all(|it| it.status == SanctionStatus::No)
    }

    /// Whether something is restricted, under every reading or some.
    pub(crate) fn holds_something(&self) -> bool {
        let held = |effect: &Effect| {
            let mut readings = effect.readings.values();
            effect.answer == Truth::Yes || readings.any(|it| *it == Truth::Yes)
        };
        self.effects.iter().any(held)
    }

    /// Whether nothing more follows, in every reading.
    pub(crate) fn is_over(&self) -> bool {
        let mut stages = self.stage.values();
        !self.stage.is_empty() && stages.all(|stage| stage == "closed" || stage == "void")
    }
}
