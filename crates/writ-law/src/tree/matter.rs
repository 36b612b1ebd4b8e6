//! The stages of a matter and the duties in them.

use serde::Serialize;

use super::Name;
use crate::event::EventKind;
use crate::finding::Span;

/// Whether a matter closed by withdrawal, upheld objection or ineligibility was void from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voids {
    /// It never had force.
    #[default]
    FromStart,
    /// It has none from then on.
    FromNow,
}

/// The stages of a matter under an instrument. The first is where it begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lifecycle {
    /// The instrument.
    pub instrument: Name,
    /// Its stages.
    pub stages: Vec<Stage>,
    /// Events that close it besides those that always do.
    pub ends_on: Vec<EventKind>,
    /// Whether closing voids it from the start.
    pub voids: Voids,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A stage of a matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Its name.
    pub name: Name,
    /// The ways out of it.
    pub then: Vec<Then>,
}

/// A way from one stage to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Then {
    /// Where it leads.
    pub to: Name,
    /// What makes it happen.
    pub trigger: Trigger,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What moves a matter from stage to stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// The person is served (`on=served`).
    Served,
    /// An event of this kind.
    On(EventKind),
    /// A period has fully elapsed.
    After {
        /// A named period.
        period: Name,
        /// From what it runs; `None` where the pack does not say (W023).
        from: Option<Anchor>,
    },
    /// The due day of a duty has passed without it being met.
    Missed {
        /// The duty.
        duty: Name,
    },
}

/// From what a period runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The instant of service, for the addressee.
    Served,
    /// The date in the summons.
    AppearAt,
    /// The first event of this kind.
    Event(EventKind),
    /// The entry of a stage.
    Stage(Name),
}

/// What the person must do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duty {
    /// Its name.
    pub name: Name,
    /// From when it is open.
    pub from: Anchor,
    /// By when it is due.
    pub by: Anchor,
    /// What meets it.
    pub met_by: Vec<EventKind>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
