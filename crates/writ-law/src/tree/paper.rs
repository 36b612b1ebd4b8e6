//! Instruments, the channels that carry them, and what serves.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{Amount, Anchor, Name};
use crate::event::EventKind;
use crate::finding::Span;

/// What an instrument is. Only a test has no force, and nothing turns it into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// Come to a place at a time.
    Summons,
    /// Do something.
    Order,
    /// Answer something.
    Questionnaire,
    /// A test, which has no force.
    Test,
}

/// A kind of paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instrument {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub kind: InstrumentKind,
    /// The categories it may be sent to: a person of any of them is eligible.
    pub to: Vec<Name>,
    /// How long before the appearance it must be posted.
    pub lead: Option<Lead>,
    /// What it must name: `place time duty consequences remedy`.
    pub names: Vec<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// How long before the appearance an instrument must be posted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lead {
    /// The least.
    pub min: Option<Amount>,
    /// The most.
    pub max: Option<Amount>,
    /// From what it is counted: an event kind, usually `posted`.
    pub from: Anchor,
}

/// Whether a copy on a channel can serve, or is a courtesy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// It can serve.
    Yes,
    /// It is a courtesy and serves nobody.
    Courtesy,
}

/// A way a copy can reach a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Its name.
    pub name: Name,
    /// Whether it can serve.
    pub serves: Serves,
    /// Facts that it needs, each with the value needed.
    pub needs: Vec<Need>,
    /// Where and when it is open; empty: everywhere, always.
    pub regions: Vec<ChannelRegion>,
    /// By whom a copy must be handed over; empty: by anyone.
    pub by: Vec<Name>,
    /// To whom; empty: to anyone.
    pub to: Vec<Name>,
    /// Where; empty: anywhere.
    pub place: Vec<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A fact that a channel needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// The fact.
    pub fact: Name,
    /// The value it must have.
    pub value: Name,
}

/// A region in which a channel is open, and when, in local time of the regime's zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChannelRegion {
    /// The region.
    pub name: Name,
    /// From when; `None`: always before.
    pub from: Option<DateTime>,
    /// Until when; `None`: for ever.
    pub until: Option<DateTime>,
}

/// The order in which channels are tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ladder {
    /// The instrument.
    pub instrument: Name,
    /// Its rungs.
    pub rungs: Vec<Rung>,
}

/// One channel of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// The channel.
    pub channel: Name,
    /// For how long it is tried before the next; `None` on the last.
    pub tried_for: Option<Amount>,
}

/// When a copy on a channel counts as served.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceRule {
    /// The channel.
    pub channel: Name,
    /// The events that serve; empty: none does (written `never`).
    pub grounds: Vec<EventKind>,
    /// What undoes or moves it.
    pub rebuttals: Vec<Rebuttal>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What undoes or moves a service: a `rebutted` event whose `reason` is this one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rebuttal {
    /// The reason: `later-receipt`, `wrong-person`, `absence`, `outage`.
    pub reason: Name,
    /// What follows.
    pub then: Rebutted,
}

/// What follows when a service is rebutted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rebutted {
    /// It never served.
    Never,
    /// It served when the rebuttal says it was so.
    ThatDay,
}
