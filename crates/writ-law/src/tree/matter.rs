//! The stages of a matter and the duties in them.

use serde::Serialize;

use super::{Amount, MonthDay, Name, Term};
use crate::event::EventKind;
use crate::finding::Span;
use jiff::civil::Date;

/// Whether a matter closed by withdrawal, upheld objection or ineligibility was void from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Lifecycle {
    /// The instrument.
    pub instrument: Name,
    /// Its stages.
    pub stages: Vec<Stage>,
    /// Events that close it besides those that always do.
    pub ends_on: Vec<EventKind>,
    /// What makes its clocks stand still.
    pub tolled_by: Vec<Tolling>,
    /// Whether closing voids it from the start.
    pub voids: Voids,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A stage of a matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Stage {
    /// Its name.
    pub name: Name,
    /// The ways out of it.
    pub then: Vec<Then>,
}

/// A way from one stage to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// The person is served (`on=served`).
    Served,
    /// An event of this kind.
    On(EventKind),
    /// A period has fully elapsed.
    After {
        /// The period.
        period: Term,
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The instant of service, for the addressee.
    Served,
    /// The instant of service, for the sender.
    Sender,
    /// The law itself: the day on which the version begins.
    Statute,
    /// A day that the rule names.
    Day(Date),
    /// The beginning of a window, each time it comes round.
    Window(Name),
    /// A public event.
    PublicEvent(Name),
    /// The date in the summons.
    AppearAt,
    /// The first event of this kind.
    Event(EventKind),
    /// The entry of a stage.
    Stage(Name),
}

impl std::fmt::Display for Anchor {
    /// As a pack writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Served => f.write_str("served"),
            Self::Sender => f.write_str("sender"),
            Self::Statute => f.write_str("statute"),
            Self::AppearAt => f.write_str("appear-at"),
            Self::Day(day) => day.fmt(f),
            Self::Event(kind) => f.write_str(kind.word()),
            Self::Stage(name) | Self::Window(name) | Self::PublicEvent(name) => name.fmt(f),
        }
    }
}

/// What the person must do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Duty {
    /// Its name.
    pub name: Name,
    /// The instruments whose duty it is; empty: every instrument that has a lifecycle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Name>,
    /// From when it is open.
    pub from: Anchor,
    /// Upon whom; empty: upon whoever has been served.
    pub upon: Vec<Name>,
    /// By when it is due.
    pub due: Due,
    /// What is left to do for someone served after the date in the summons: to come within this
    /// time of service. `None`: nothing.
    pub late_within: Option<Term>,
    /// What meets it.
    pub met_by: Vec<EventKind>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

impl Duty {
    /// Whether it is a duty of whoever gets this instrument.
    #[must_use]
    pub fn is_of(&self, instrument: &Name) -> bool {
        self.of.is_empty() || self.of.contains(instrument)
    }
}

/// By when a duty is due.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// By the day of this.
    By(Anchor),
    /// Within this time of its beginning.
    Within(Term),
}

/// What makes clocks stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Tolling {
    /// From `outage-started` to `outage-ended`.
    Outage,
    /// While the person was away: from the time of a `rebutted` event for `absence` to its `until`.
    Absence,
}

/// A part of the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Window {
    /// Its name.
    pub name: Name,
    /// The first day.
    pub from: MonthDay,
    /// The day after the last one.
    pub until: MonthDay,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Something that happens once to everybody, and is proclaimed (`proclaimed`).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PublicEvent {
    /// Its name.
    pub name: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A question of judgement that an officer or court answers for one person (`judged`).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Judgement {
    /// What is judged.
    pub name: Name,
    /// Who judges.
    pub by: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Another instrument that may be issued once a matter has come to a stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Follow {
    /// The instrument that follows.
    pub instrument: Name,
    /// The stage that allows it.
    pub on: Name,
    /// Until when after that; `None`: as long as the stage lasts.
    pub within: Option<Amount>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
