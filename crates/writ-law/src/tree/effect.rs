//! What follows, and what stands against it.

use serde::Serialize;

use super::{Amount, Anchor, Name, Predicate, Term};
use crate::event::EventKind;
use crate::finding::Span;

/// Who decides that an effect applies to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Within what the officer or court must have decided, and from what that is counted; a later
    /// decision is none. `None`: at any time.
    pub decide_within: Option<(Term, Anchor)>,
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// At once.
    Yes,
    /// No.
    No,
}

/// What the person can do against an effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Limit {
    /// The measure.
    pub measure: Name,
    /// The longest, from its first day in force.
    pub longest: Amount,
    /// The event that extends it by as much again (`reviewed`), if any.
    pub unless: Option<EventKind>,
    /// The most days in some stretch of days, whatever the matters that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_all: Option<InAll>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// So many days at most, of so many that end with the day at hand: over all matters of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InAll {
    /// The most days on which the effect holds.
    pub most: u16,
    /// Of how many days.
    pub within: u16,
}

/// Whether a claim suspends everything while it is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WhileUndecided {
    /// Effects are off and clocks stand still.
    Suspends,
    /// Nothing changes.
    Nothing,
}

/// A good reason for not appearing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

/// What a person can say of themselves, which the authority must then answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// Nothing reached me (`non-receipt-claimed`).
    NonReceipt,
    /// I did come (`appearance-claimed`).
    Appearance,
}

impl ClaimKind {
    /// The word for it in packs, and the `reason` of the event that judges it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NonReceipt => "non-receipt",
            Self::Appearance => "appearance",
        }
    }
}

/// What a claim of non-receipt or of appearance does until it is judged, and if it never is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// What holds meanwhile.
    pub while_undecided: WhileUndecided,
    /// In what time it must be judged; undecided, every effect of the matter ends.
    pub decide_within: Option<Amount>,
    /// Who judges.
    pub decided_by: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// What silence on a request means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// It is granted.
    Grants,
    /// It is refused.
    Refuses,
}

/// An exception that a person can ask for urgently: an effect is off for a time.
///
/// It is asked for, granted and refused by the events of an excuse that names it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exception {
    /// Its name.
    pub name: Name,
    /// From which measures.
    pub from: Vec<Name>,
    /// In what time it must be decided.
    pub decide_within: Amount,
    /// What silence means after that.
    pub silence: Silence,
    /// For how long the effects are then off.
    pub lasts: Term,
    /// Who decides.
    pub decided_by: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// How often something must have happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Count {
    /// At least so often, this time included.
    pub n: u32,
    /// Within this time back from this one.
    pub within: Amount,
    /// The fact of kind `periods` whose beginnings are the earlier times.
    pub of: Name,
}

/// What may be imposed as a punishment. It is recorded and explained; no desk asks about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sanction {
    /// Its name.
    pub name: Name,
    /// The stages in which it may be imposed.
    pub stages: Vec<Name>,
    /// Who decides; a sanction never follows of itself.
    pub decided: DecidedBy,
    /// How often the person must have defaulted; `None`: once.
    pub count: Option<Count>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
