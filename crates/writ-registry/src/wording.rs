//! In which words a person is told of what is issued to them. The registry writes no sentence: who
//! puts it together brings one that does, and the record of issuing commits to the text.

use std::collections::BTreeMap;
use std::fmt::Debug;

use writ_law::case::{Matter, Person};
use writ_law::regime::Regime;

use crate::person::Force;
use crate::registry::Kind;

/// What is issued, as far as its words follow from it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Whether the registry has force.
    pub kind: Kind,
    /// The regime.
    pub regime: &'a Regime,
    /// The person, with the facts that this regime knows.
    pub person: &'a Person,
    /// The matter.
    pub matter: &'a Matter,
    /// The order, in its own words.
    pub order: &'a str,
    /// The campaign.
    pub campaign: &'a str,
    /// Whether it can have force.
    pub force: Force,
}

/// Puts into words what is issued.
pub trait Wording: Debug + Send + Sync {
    /// By the tag of each language: SHA-256, in hexadecimal, of the text. Empty where it cannot be
    /// put into words; then the record of issuing commits to what is issued and to no text.
    fn digests(&self, wanted: &Wanted<'_>) -> BTreeMap<String, String>;
}
