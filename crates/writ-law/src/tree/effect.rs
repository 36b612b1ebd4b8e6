//! What follows, and what stands against it.

use serde::Serialize;

use super::{Amount, Anchor, Name, Predicate};
use crate::event::EventKind;
use crate::finding::Span;

/// Who decides that an effect applies to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// Nobody: it follows.
    Automatic,
    /// An officer, by an act for that one person.
    Officer,
    /// A court, by an act for that one person.
    Court,
}

/// What a rule does: a measure that a desk may ask about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The measure: `exit`, `driving`, …
    pub measure: Name,
    /// The one kind of desk that may ask.
    pub asks: Name,
    /// The one purpose for which it may.
    pub purpose: String,
    /// The stages in which it holds; empty (written `never`): none, as where a source is silent.
    pub stages: Vec<Name>,
    /// A condition over facts besides.
    pub when: Option<Predicate>,
    /// Who decides.
    pub decided: DecidedBy,
    /// For how long an answer may be relied on.
    pub answer_lives: Amount,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What must be sent before any effect, and how long the person has to comply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// Its name.
    pub name: Name,
    /// After which stage's entry it is sent (`served` is the stage or the service).
    pub after: Name,
    /// Within what it must be sent.
    pub within: Option<Amount>,
    /// On which channels.
    pub by: Vec<Name>,
    /// How long the person then has.
    pub then: Amount,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Whether a remedy stays what it is against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// At once.
    Yes,
    /// No.
    No,
}

/// What the person can do against an effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remedy {
    /// Its name.
    pub name: Name,
    /// Against which measures.
    pub against: Vec<Name>,
    /// For how long it is open.
    pub open_for: Amount,
    /// From what; `told` unless the pack says otherwise.
    pub open_from: Anchor,
    /// Whether it stays the effect.
    pub stays: Stays,
    /// In what time it must be decided; undecided, the effect ends.
    pub decide_within: Option<Amount>,
    /// Where an appeal goes.
    pub then: Option<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// How long an effect can last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    /// The measure.
    pub measure: Name,
    /// The longest, from its first day in force.
    pub longest: Amount,
    /// The event that extends it by as much again (`reviewed`), if any.
    pub unless: Option<EventKind>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Whether a claim suspends everything while it is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhileUndecided {
    /// Effects are off and clocks stand still.
    Suspends,
    /// Nothing changes.
    Nothing,
}

/// A good reason for not appearing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excuse {
    /// Its name.
    pub name: Name,
    /// What must come with it: `evidence`.
    pub with: Vec<Name>,
    /// Until when it can be claimed, and from what that is counted; `None`: always.
    pub claim_within: Option<(Amount, Anchor)>,
    /// The new duty once accepted; `None`: acceptance closes the matter.
    pub then_appear_within: Option<(Amount, Anchor)>,
    /// What holds meanwhile.
    pub while_undecided: WhileUndecided,
    /// Who decides.
    pub decided_by: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
