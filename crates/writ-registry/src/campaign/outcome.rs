//! What came of a draw: a seed, and for each office the last place that is drawn.
//!
//! Everyone at or before it is drawn. So anyone can check the draw from the published
//! commitments, and each candidate their own place, and no identity is published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use writ_law::draw::{self, Group, Lot, Outcome, Place, Standing};
use writ_ledger::beacon::Round;

use super::commitment::{DrawCommitment, Lists};
use super::list::Candidate;
use crate::error::RegistryError;
use crate::seal::{hex, unhex};

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Observers who did not reveal, so that the beacon decided alone.
    pub missing: Vec<String>,
    /// By office.
    pub offices: BTreeMap<String, DrawnOffice>,
    /// The round of the beacon, as it was published.
    pub round: Option<Round>,
    /// The seed, in hexadecimal.
    pub seed: String,
}

/// The draw of one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnOffice {
    /// How many are drawn: never more than the quota.
    pub drawn: u64,
    /// The last place that is drawn; `None` where nobody is.
    pub last: Option<LastPlace>,
    /// The last place in the reserve; `None` where nobody is in it.
    pub last_reserve: Option<LastPlace>,
    /// How many are in reserve, next after those who are drawn.
    pub reserve: u64,
}

/// A last place: volunteers come before others, then the lowest rank first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastPlace {
    /// Whether it is of a volunteer.
    pub group: Group,
    /// Its rank, in hexadecimal.
    pub rank: String,
}

impl LastPlace {
    fn of(place: Place) -> Self {
        Self {
            group: place.group,
            rank: hex(&place.rank),
        }
    }

    fn place(&self) -> Option<Place> {
        Some(Place {
            group: self.group,
            rank: unhex(&self.rank)?,
        })
    }
}

impl DrawnOffice {
    fn of(outcome: &Outcome) -> Self {
        Self {
            drawn: outcome.drawn,
            last: outcome.last.map(LastPlace::of),
            last_reserve: outcome.last_reserve.map(LastPlace::of),
            reserve: outcome.reserve,
        }
    }

    fn outcome(&self) -> Option<Outcome> {
        let place = |last: &Option<LastPlace>| match last {
            Some(last) => last.place().map(Some),
            None => Some(None),
        };
        Some(Outcome {
            drawn: self.drawn,
            last: place(&self.last)?,
            reserve: self.reserve,
            last_reserve: place(&self.last_reserve)?,
        })
    }
}

/// A draw, read once to be asked about many candidates.
#[derive(Debug)]
pub(super) struct Cutoffs {
    seed: Vec<u8>,
    offices: BTreeMap<String, Outcome>,
}

impl Cutoffs {
    /// What the draw means for a candidate.
    pub(super) fn standing(&self, candidate: &Candidate<'_>) -> Standing {
        self.standing_of(candidate.office, &candidate.lot)
    }

    pub(super) fn standing_of(&self, office: &str, lot: &Lot) -> Standing {
        let outcome = self.offices.get(office);
        outcome.map_or(Standing::NotDrawn, |outcome| {
            outcome.standing(&draw::place(&self.seed, lot))
        })
    }

    /// Whether a candidate is drawn.
    pub(super) fn has(&self, candidate: &Candidate<'_>) -> bool {
        self.standing(candidate) == Standing::Drawn
    }
}

impl Drawn {
    pub(super) fn cutoffs(&self) -> Cutoffs {
        let offices = self.offices.iter();
        let offices = offices.filter_map(|(name, it)| Some((name.clone(), it.outcome()?)));
        Cutoffs {
            seed: self.seed(),
            offices: offices.collect(),
        }
    }

    /// The bytes of the seed.
    #[must_use]
    pub fn seed(&self) -> Vec<u8> {
        seed_bytes(&self.seed).unwrap_or_default()
    }
}

/// The bytes of a seed in small hexadecimal digits.
pub(super) fn seed_bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<char> = text.chars().collect();
    let digit = |letter: &char| letter.to_digit(16).filter(|_| !letter.is_ascii_uppercase());
    let byte = |pair: &[char]| match pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    };
    digits.chunks(2).map(byte).collect()
}

/// Draws office by office, up to the quotas and reserves that were committed to.
pub(super) fn offices(
    commitment: &DrawCommitment,
    lists: &Lists,
    seed: &[u8],
) -> BTreeMap<String, DrawnOffice> {
    let office = |(name, list): (&String, &Vec<Lot>)| {
        let terms = commitment.offices.get(name);
        let (quota, reserve) = terms.map_or((0, 0), |it| (it.quota, it.reserve));
        let outcome = draw::draw(seed, list, quota, reserve);
        (name.clone(), DrawnOffice::of(&outcome))
    };
    lists.iter().map(office).collect()
}

/// The list is not what was committed to, or cannot be read.
pub(super) fn malformed(id: &str) -> RegistryError {
    RegistryError::Damaged {
        what: format!("the list of campaign `{id}`"),
        why: "it is not the list that was committed to".to_owned(),
    }
}
