//! What is known of a person, and who may be called.

use serde::Serialize;

use super::{Amount, Name};
use crate::finding::Span;

/// A fact that may be known of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FactRule {
    /// Its name.
    pub name: Name,
    /// What values it takes.
    pub kind: FactKind,
    /// Who says so.
    pub from: Name,
    /// For how long after recording it may be relied on.
    pub fresh_for: Amount,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What values a fact takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A date.
    Date,
    /// One of these words.
    Choice(Vec<Name>),
    /// Half-open periods; `[]` says: none.
    Periods,
    /// Any text.
    Text,
}

/// A condition over facts, three-valued.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Predicate {
    /// Every part holds.
    All(Vec<Predicate>),
    /// At least one part holds.
    Any(Vec<Predicate>),
    /// The part does not hold (Kleene: not unknown is unknown).
    Not(Box<Predicate>),
    /// The fact has this value.
    Is {
        /// The fact.
        fact: Name,
        /// The value.
        value: Name,
    },
    /// The fact is known and has another value.
    IsNot {
        /// The fact.
        fact: Name,
        /// The value.
        value: Name,
    },
    /// Whole years since the date lie in `[from, below)`.
    Age {
        /// The date fact.
        fact: Name,
        /// The least age.
        from: Option<u16>,
        /// The age at which it ends.
        below: Option<u16>,
    },
    /// A period of the fact covers the instant.
    Holds {
        /// The periods fact.
        fact: Name,
    },
}

/// Who may be called.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Category {
    /// Its name.
    pub name: Name,
    /// What makes a person belong to it.
    pub when: Predicate,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
