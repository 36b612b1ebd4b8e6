//! Readings of disputed clauses, and when the law is in force.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{Name, Then};
use crate::event::EventKind;

/// A clause that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispute {
    /// What it is about.
    pub name: Name,
    /// The readings. A source silent on the point is none.
    pub readings: Vec<Reading>,
}

/// One way to read a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Its name.
    pub name: Name,
    /// `prevailing`, `arguable` or `reported`.
    pub status: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// What it changes in the base.
    pub changes: Vec<Change>,
}

/// What a reading changes. What it names is replaced whole; the rest of the node stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// `change stage="served" { then … }`: the ways out of a stage (of every lifecycle that has it).
    Stage {
        /// The stage.
        stage: Name,
        /// Its ways out.
        then: Vec<Then>,
    },
    /// `change effect="exit" { in defaulted }`: the stages in which an effect holds.
    Effect {
        /// The measure.
        measure: Name,
        /// The stages; empty (written `never`): none.
        stages: Vec<Name>,
    },
    /// `change service="portal" { when dispatched }` or `{ never }`: what serves on a channel.
    Service {
        /// The channel.
        channel: Name,
        /// The events; empty: none.
        grounds: Vec<EventKind>,
    },
    /// `change instrument="call-up" { to "conscript" }`: to whom.
    Instrument {
        /// The instrument.
        instrument: Name,
        /// The categories.
        to: Vec<Name>,
    },
}

/// What happens to matters posted before a version begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pending {
    /// They keep the old law.
    KeepOld,
    /// They switch, rule by rule.
    Switch,
    /// They keep the old law unless the new one is milder.
    KeepOldUnlessMilder,
}

/// When the law is in force, in local time of the regime's zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// Its name.
    pub name: Name,
    /// From when.
    pub from: DateTime,
    /// Until when; `None`: open.
    pub until: Option<DateTime>,
    /// What happens to matters posted before; `None` where the pack does not say.
    pub pending: Option<Pending>,
}

/// What the text says and the language does not model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unmodelled {
    /// What.
    pub name: Name,
    /// Why not.
    pub reason: String,
    /// Whom or what it affects: `nothing`, `person`, …
    pub affects: Name,
}
