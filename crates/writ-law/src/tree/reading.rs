//! Readings of disputed clauses, and when the law is in force.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{
    Category, Channel, Claim, Duty, Effect, Exception, Excuse, Follow, Ground, Instrument,
    Judgement, Ladder, Lifecycle, Limit, Name, PeriodRule, PublicEvent, Remedy, Sanction,
    Selection, ServiceRule, Then, Warning, Window,
};
use crate::finding::Span;

/// A clause that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Dispute {
    /// What it is about.
    pub name: Name,
    /// The readings. A source silent on the point is none.
    pub readings: Vec<Reading>,
}

/// One way to read a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
        /// What serves; empty: nothing.
        grounds: Vec<Ground>,
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Version {
    /// Its name.
    pub name: Name,
    /// From when.
    pub from: DateTime,
    /// Until when; `None`: open.
    pub until: Option<DateTime>,
    /// What happens to matters posted before; `None` where the pack does not say.
    pub pending: Option<Pending>,
    /// What it changes in the version before it, in the way of a reading.
    pub changes: Vec<Change>,
    /// Rules that it puts in the place of those of the same name, or adds.
    pub rules: Vec<Rule>,
    /// Rules that it takes away.
    pub repeals: Vec<Repeal>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// A rule that a version puts in the place of the one of the same name, or adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A period.
    Period(PeriodRule),
    /// A category.
    Category(Category),
    /// An instrument.
    Instrument(Instrument),
    /// A channel.
    Channel(Channel),
    /// A ladder.
    Ladder(Ladder),
    /// A rule of service.
    Service(ServiceRule),
    /// A lifecycle.
    Lifecycle(Lifecycle),
    /// A duty.
    Duty(Duty),
    /// An effect.
    Effect(Effect),
    /// A warning.
    Warning(Warning),
    /// A remedy.
    Remedy(Remedy),
    /// A limit.
    Limit(Limit),
    /// An excuse.
    Excuse(Excuse),
    /// A claim.
    Claim(Claim),
    /// An exception.
    Exception(Exception),
    /// A sanction.
    Sanction(Sanction),
    /// A follow-up.
    Follow(Follow),
    /// A window.
    Window(Window),
    /// A public event.
    PublicEvent(PublicEvent),
    /// A question of judgement.
    Judgement(Judgement),
    /// A selection.
    Selection(Selection),
}

/// A rule that a version takes away: `repeal effect="exit"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Repeal {
    /// The word of its node: `effect`, `service`, `duty`, …
    pub node: Name,
    /// Its name: what stands first after the word.
    pub name: Name,
}

/// What the text says and the language does not model.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unmodelled {
    /// What.
    pub name: Name,
    /// Why not.
    pub reason: String,
    /// Whom or what it affects: `nothing`, `person`, …
    pub affects: Name,
}
