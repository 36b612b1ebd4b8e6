//! How those who are called are chosen among those who may be.

use serde::Serialize;

use super::Name;

/// How those who are called are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// By a public draw.
    Draw,
    /// Everyone who is eligible is called.
    All,
    /// One person by name, for a stated cause.
    Named,
    /// By criteria that are published.
    Criteria,
}

/// Whether those who volunteer are called first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Volunteers {
    /// They are.
    First,
    /// They are treated like everyone else.
    #[default]
    Alike,
}

/// How those who are called by an instrument are chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Selection {
    /// The instrument.
    pub instrument: Name,
    /// How.
    pub method: Method,
    /// The cause of calling someone by name, or the criteria, in words.
    pub states: Option<String>,
    /// Whether volunteers come first.
    pub volunteers: Volunteers,
    /// Who sets the number: `order`.
    pub quota_from: Option<Name>,
    /// How many more are drawn in reserve, in percent of the quota.
    pub reserve_percent: u32,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}
