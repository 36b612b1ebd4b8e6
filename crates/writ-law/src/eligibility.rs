//! Whether a person may be called at all, judged before anything is issued.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case;
use crate::fact::{self, Why};
use crate::life::{BindError, Life};
use crate::machine::{Condition, Frame, Literal};
use crate::regime::Regime;
use crate::truth::Truth;

/// Whether a person is eligible for an instrument, and by which facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "eligible", rename_all = "kebab-case")]
pub enum Eligibility {
    /// Shown from fresh facts, in every reading of the law.
    Yes {
        /// The categories that the person belongs to.
        categories: Vec<String>,
    },
    /// Excluded, in every reading of the law.
    No {
        /// What excludes, one sentence for each fact.
        grounds: Vec<Ground>,
    },
    /// It cannot be told, or the readings differ: an officer must look.
    Unknown {
        /// What is missing, stale or at odds.
        grounds: Vec<Ground>,
    },
}

/// A fact that decides eligibility, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ground {
    /// The fact.
    pub fact: String,
    /// `excludes`, `missing`, `stale`, `conflict`, `other-source`, `unproved` or `readings`.
    pub why: String,
}

impl Eligibility {
    /// The truth of it.
    #[must_use]
    pub fn truth(&self) -> Truth {
        match self {
            Self::Yes { .. } => Truth::Yes,
            Self::No { .. } => Truth::No,
            Self::Unknown { .. } => Truth::Unknown,
        }
    }
}

/// Judges a person for an instrument at an instant, by what was recorded by another.
///
/// # Errors
///
/// When the person's facts do not fit the regime, or it has no such instrument.
pub fn eligibility(
    regime: &Regime,
    instrument: &str,
    person: &case::Person,
    at: Timestamp,
    known_at: Timestamp,
) -> Result<Eligibility, BindError> {
    // The law of the day on which it is judged; in a gap the version before it, and before the
    // first version, that one.
    let versions = &regime.frame().versions;
    let before = || versions.iter().rposition(|version| version.from <= at);
    let version = regime.frame().version_at(at).or_else(before).unwrap_or(0);
    let frame = regime
        .frames()
        .get(version)
        .unwrap_or_else(|| regime.frame());
    let place = frame
        .instruments
        .iter()
        .position(|(name, _)| name == instrument);
    let Some(place) = place else {
        return Err(BindError::Unknown {
            place: "instrument".to_owned(),
            what: "instrument",
            word: instrument.to_owned(),
            hint: String::new(),
        });
    };
    let life = Life::of_facts(frame, person)?;
    let mut truths = Vec::new();
    let mut categories = Vec::new();
    let mut grounds = Vec::new();
    for alternative in regime.alternatives() {
        let machine = alternative.machines.get(version);
        let to = machine
            .unwrap_or_else(|| alternative.machine())
            .to
            .get(place)
            .map_or(&[][..], Vec::as_slice);
        truths.push(fact::eligible(frame, to, &life, at, known_at));
        for category in to
            .iter()
            .filter_map(|id| frame.categories.get(usize::from(*id)))
        {
            match fact::holds(&life, &category.when, at, known_at) {
                Truth::Yes => categories.push(category.name.clone()),
                other => weigh(
                    frame,
                    &life,
                    &category.when,
                    (at, known_at),
                    other,
                    &mut grounds,
                ),
            }
        }
    }
    grounds.sort();
    grounds.dedup();
    categories.sort();
    categories.dedup();
    Ok(match Truth::agreed(truths.iter().copied()) {
        Truth::Yes => Eligibility::Yes { categories },
        Truth::No => {
            grounds.retain(|ground| ground.why == "excludes");
            Eligibility::No { grounds }
        }
        Truth::Unknown => {
            if truths.contains(&Truth::Yes) {
                grounds.push(Ground {
                    fact: "law".to_owned(),
                    why: "readings".to_owned(),
                });
            } else {
                grounds.retain(|ground| ground.why != "excludes");
            }
            Eligibility::Unknown { grounds }
        }
    })
}

/// Collects the literals that keep a condition from being yes.
fn weigh(
    frame: &Frame,
    life: &Life,
    condition: &Condition,
    (at, known): (Timestamp, Timestamp),
    truth: Truth,
    grounds: &mut Vec<Ground>,
) {
    condition.literals(&mut |literal: &Literal| {
        let seen = fact::see(life, literal, at, known);
        if seen.truth > truth || seen.truth == Truth::Yes {
            return;
        }
        let Some(rule) = frame.facts.get(usize::from(literal.fact)) else {
            return;
        };
        let why = match seen.why {
            Why::Known => "excludes",
            Why::Missing => "missing",
            Why::Stale => "stale",
            Why::Conflict => "conflict",
            Why::OtherSource => "other-source",
            Why::Unproved => "unproved",
        };
        grounds.push(Ground {
            fact: rule.name.clone(),
            why: why.to_owned(),
        });
    });
}
