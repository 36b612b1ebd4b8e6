//! The typed tree of a regime: what a pack says, before names are resolved.
//!
//! Its JSON is the canonical form of a regime, whose digest goes into every position. Spans point
//! into the pack's text and are left out of the canonical form: moving a rule changes no law.

use std::fmt;

use serde::Serialize;

use crate::finding::Span;

mod days;
mod effect;
mod example;
mod matter;
mod paper;
mod person;
mod reading;
mod selection;

pub use days::{
    Amount, Calendar, Clear, CountFrom, Days, MonthDay, MonthEnd, PeriodRule, Roll, Term, Unit,
};
pub use effect::{
    Claim, ClaimKind, Count, DecidedBy, Effect, Exception, Excuse, InAll, Limit, Remedy, Sanction,
    Silence, Stays, Warning, WhileUndecided,
};
pub use example::{Example, Given, Line, Served};
pub use matter::{
    Anchor, Due, Duty, Follow, Judgement, Lifecycle, PublicEvent, Stage, Then, Tolling, Trigger,
    Voids, Window,
};
pub use paper::{
    Channel, ChannelRegion, Ground, Instrument, InstrumentKind, Ladder, Lead, Need, Offer,
    Rebuttal, Rebutted, Rung, Serves, ServiceNeed, ServiceRule, Wait,
};
pub use person::{Category, FactKind, FactRule, Predicate};
pub use reading::{Change, Dispute, Pending, Reading, Repeal, Rule, Unmodelled, Version};
pub use selection::{Method, Selection, Volunteers};

/// A word that names something, with the place where it stands. Equal by its text alone.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(transparent)]
pub struct Name {
    /// The word itself.
    pub text: String,
    /// Where it stands in the pack.
    #[serde(skip)]
    pub span: Span,
}

impl Name {
    /// A name at a place.
    #[must_use]
    pub fn new(text: impl Into<String>, span: Span) -> Self {
        Self {
            text: text.into(),
            span,
        }
    }
    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl Eq for Name {}

/// A regime as its pack states it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tree {
    /// Name, domain, title, status and zone.
    pub regime: Header,
    /// The texts that the rules cite.
    pub sources: Vec<Source>,
    /// What was put in because no source says it.
    pub assumptions: Vec<Assumption>,
    /// Working days.
    pub calendars: Vec<Calendar>,
    /// Named periods.
    pub periods: Vec<PeriodRule>,
    /// What may be known of a person, from whom, and for how long it may be relied on.
    pub facts: Vec<FactRule>,
    /// Who may be called.
    pub categories: Vec<Category>,
    /// The kinds of paper: summons, order, questionnaire, test.
    pub instruments: Vec<Instrument>,
    /// The ways a copy can reach a person.
    pub channels: Vec<Channel>,
    /// The order in which channels are tried.
    pub ladders: Vec<Ladder>,
    /// When a copy on a channel counts as served.
    pub services: Vec<ServiceRule>,
    /// The stages of a matter.
    pub lifecycles: Vec<Lifecycle>,
    /// What the person must do.
    pub duties: Vec<Duty>,
    /// What follows if they do not.
    pub effects: Vec<Effect>,
    /// What must be sent before an effect.
    pub warnings: Vec<Warning>,
    /// What the person can do against an effect.
    pub remedies: Vec<Remedy>,
    /// How long an effect can last.
    pub limits: Vec<Limit>,
    /// Good reasons for not appearing.
    pub excuses: Vec<Excuse>,
    /// What a claim of non-receipt or of appearance does.
    pub claims: Vec<Claim>,
    /// Exceptions that can be asked for urgently.
    pub exceptions: Vec<Exception>,
    /// Punishments that may be imposed.
    pub sanctions: Vec<Sanction>,
    /// Instruments that may follow.
    pub follows: Vec<Follow>,
    /// Parts of the year.
    pub windows: Vec<Window>,
    /// Things that happen once to everybody.
    pub public_events: Vec<PublicEvent>,
    /// Questions of judgement.
    pub judgements: Vec<Judgement>,
    /// How those who are called are chosen.
    pub selections: Vec<Selection>,
    /// Clauses that can be read in more than one way.
    pub disputes: Vec<Dispute>,
    /// When the law is in force. The first is the base.
    pub versions: Vec<Version>,
    /// What the text says and the language does not model.
    pub unmodelled: Vec<Unmodelled>,
    /// Examples: given, when, then.
    pub examples: Vec<Example>,
}

/// The `regime` node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Header {
    /// Its name, for instance `seed/002`.
    pub name: Name,
    /// What the summons is for.
    pub domain: Domain,
    /// Its title.
    pub title: String,
    /// The language of its title and rules (BCP 47).
    pub lang: String,
    /// Whether it is law, a report of law, or an illustration.
    pub status: Status,
    /// The IANA time zone in which days are counted.
    pub zone: Name,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What a regime summons people for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// Military service.
    Military,
    /// Jury service.
    Jury,
    /// A court hearing.
    Court,
    /// A medical board.
    Medical,
    /// A tax hearing.
    Tax,
    /// Anything else.
    Other,
}

/// What kind of text a regime is made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As a source reports it.
    Reported,
    /// Made up to show something.
    Illustrative,
    /// A promulgated text, by name and hash.
    Adopted {
        /// The name of the promulgated text.
        text: String,
        /// Its SHA-256, in hexadecimal.
        hash: String,
    },
}

/// A text that rules cite.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// The name by which rules cite it.
    pub name: Name,
    /// `press`, `statute`, `judgment`, `treaty`, `guidance` or `design`.
    pub kind: Name,
    /// Its file name, where it is a file.
    pub file: Option<String>,
    /// What it says, quoted or in other words.
    pub says: Vec<String>,
}

/// Something put in because no source says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Assumption {
    /// The name by which rules cite it: its text, or a shorter `name=`.
    pub name: Name,
    /// What is assumed.
    pub text: String,
    /// What it touches, in words.
    pub affects: Vec<String>,
}
