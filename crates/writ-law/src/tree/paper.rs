//! Instruments, the channels that carry them, and what serves.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{Amount, Anchor, Name, Term, Tolling};
use crate::event::EventKind;
use crate::finding::Span;

/// What an instrument is. Only a test has no force, and nothing turns it into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// The windows in which it may be posted; empty: all year.
    pub windows: Vec<Name>,
    /// Channels on one of which a copy must have been posted before any other can serve.
    pub first_contact: Vec<Name>,
    /// What it offers the person.
    pub offers: Vec<Offer>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// Something that a paper offers: an excuse that may be claimed so many times.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Offer {
    /// The excuse.
    pub excuse: Name,
    /// How many times.
    pub times: u32,
}

/// How long before the appearance an instrument must be posted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// It can serve.
    Yes,
    /// It is a courtesy and serves nobody.
    Courtesy,
}

/// A way a copy can reach a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Need {
    /// The fact.
    pub fact: Name,
    /// The value it must have.
    pub value: Name,
}

/// A region in which a channel is open, and when, in local time of the regime's zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ladder {
    /// The instrument.
    pub instrument: Name,
    /// Its rungs.
    pub rungs: Vec<Rung>,
}

/// One channel of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rung {
    /// The channel.
    pub channel: Name,
    /// For how long it is tried before the next; `None` on the last.
    pub tried_for: Option<Amount>,
}

/// When a copy on a channel counts as served.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ServiceRule {
    /// The channel.
    pub channel: Name,
    /// What serves; empty: nothing does (written `never`).
    pub grounds: Vec<Ground>,
    /// What must be so besides, at the instant of service.
    pub needs: Vec<ServiceNeed>,
    /// The event from which service counts for the sender; `None`: as for the addressee.
    pub sender: Option<EventKind>,
    /// What makes the waits of its grounds stand still.
    pub tolled_by: Vec<Tolling>,
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rebuttal {
    /// The reason: `later-receipt`, `wrong-person`, `absence`, `outage`.
    pub reason: Name,
    /// What follows.
    pub then: Rebutted,
    /// How long after the ground's event the rebuttal may lie for that; later, it never served.
    pub within: Option<Term>,
}

/// What follows when a service is rebutted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rebutted {
    /// It never served.
    Never,
    /// It served when the rebuttal says it was so.
    ThatDay,
    /// It served at the end of the day after the day of the rebuttal.
    NextDay,
}

/// A ground of service: an event, and perhaps a wait after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ground {
    /// The event.
    pub event: EventKind,
    /// The carrier's mark that it must bear.
    pub mark: Option<Name>,
    /// The attempt that it must at least be.
    pub attempt: Option<u32>,
    /// A wait that must pass first; `None`: it serves at once.
    pub wait: Option<Wait>,
    /// It serves only once this public event has happened.
    pub since: Option<Name>,
    /// It serves only as long as this public event has not happened.
    pub until: Option<Name>,
}

impl Ground {
    /// An event that serves at once.
    #[must_use]
    pub fn at_once(event: EventKind) -> Self {
        Self {
            event,
            mark: None,
            attempt: None,
            wait: None,
            since: None,
            until: None,
        }
    }
}

/// A wait between an event and service. What follows begins at the same instant in both; they
/// differ in the date that service bears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// The period has fully elapsed: service bears the day after its last day.
    After(Term),
    /// The last day of the period is itself the date of service.
    OnDay(Term),
}

/// What must be so for a copy to serve, besides what its channel asks.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ServiceNeed {
    /// This was judged to be so (`judged`, outcome `yes`).
    Judged(Name),
    /// So many alerts were sent and did not fail.
    Alerts {
        /// How many.
        count: u32,
        /// The least time between one and the next.
        apart: Option<Amount>,
        /// The most time from the posting of the copy to the first.
        within: Option<Amount>,
    },
    /// So many attempts were made: events of the kinds `absent`, `returned`, `delivered` or
    /// `refused` on the channel, the serving one included.
    Attempts {
        /// How many.
        count: u32,
        /// The least time between one and the next.
        apart: Option<Amount>,
    },
    /// A copy was posted on this other channel before.
    Tried(Name),
}
