//! The seed of a draw: what follows from the commitment, the reveals and the round of the beacon.

use writ_law::draw;
use writ_ledger::beacon::{BeaconError, Round};

use super::commitment::DrawCommitment;
use super::randomness::{Fallback, Pledge, Randomness, Reveal, check_reveal};
use crate::refusal::{Refusal, Ruling};

/// The seed of a draw, from what was named and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seeded {
    pub(super) seed: [u8; 32],
    /// Which observers did not reveal.
    pub(super) missing: Vec<String>,
}

/// Works out the seed: the reveals are those that were pledged, the round is the one that was
/// named, and its signature is right.
pub(super) fn seed(
    commitment: &DrawCommitment,
    reveals: &[Reveal],
    round: Option<&Round>,
) -> Ruling<Seeded> {
    let randomness = &commitment.randomness;
    for (place, reveal) in reveals.iter().enumerate() {
        check_reveal(randomness, reveal)?;
        if reveals
            .iter()
            .take(place)
            .any(|it| it.observer == reveal.observer)
        {
            let text = format!("observer `{}` reveals twice", reveal.observer);
            return Err(Refusal::on("wrong-reveal", text, "a reveal counts once"));
        }
    }
    let beacon = of_beacon(randomness, round)?;
    let missing = randomness.missing(reveals);
    if !missing.is_empty() && randomness.fallback != Fallback::BeaconAlone {
        return Err(void(randomness, &missing));
    }
    let value = |pledge: &Pledge| {
        let mut reveals = reveals.iter();
        let reveal = reveals.find(|reveal| reveal.observer == pledge.name)?;
        Some(reveal.value.as_str())
    };
    let counted: Vec<&str> = if missing.is_empty() {
        randomness.observers.iter().filter_map(value).collect()
    } else {
        // Who withholds a reveal must not be able to choose between two seeds of their own making.
        Vec::new()
    };
    Ok(Seeded {
        seed: draw::seed(&commitment.digest(), &counted, beacon.as_ref()),
        missing,
    })
}

fn of_beacon(randomness: &Randomness, round: Option<&Round>) -> Ruling<Option<[u8; 32]>> {
    let (named, round) = match (&randomness.beacon, round) {
        (None, None) => return Ok(None),
        (None, Some(_)) => {
            let text = "the commitment names no beacon, and there is a round of one";
            return Err(Refusal::on("unnamed-beacon", text, "leave it out"));
        }
        (Some(named), None) => {
            return Err(Refusal::on(
                "no-beacon-round",
                format!("round {} of the beacon is missing", named.round),
                format!(
                    "fetch it, as in https://api.drand.sh/{}/public/{}",
                    named.chain.hash(),
                    named.round
                ),
            ));
        }
        (Some(named), Some(round)) => (named, round),
    };
    if round.round != named.round {
        return Err(Refusal::on(
            "wrong-round",
            format!(
                "this is round {}, and round {} was named",
                round.round, named.round
            ),
            "the round that was named decides, and no other",
        ));
    }
    round.randomness(&named.chain).map(Some).map_err(|error| {
        let code = match error {
            BeaconError::Signature { .. } => "beacon-signature",
            BeaconError::Randomness { .. } => "beacon-randomness",
            _ => "beacon-round",
        };
        Refusal::on(
            code,
            error.to_string(),
            "fetch the round again, from another relay",
        )
    })
}

/// An observer did not reveal, and there is no beacon to decide alone.
pub(super) fn void(randomness: &Randomness, missing: &[String]) -> Refusal {
    let by = randomness
        .reveal_by
        .map_or(String::new(), |by| format!(" by {by}"));
    Refusal::on(
        "missing-reveal",
        format!(
            "not revealed{by}: {}; the commitment is void",
            missing.join(", ")
        ),
        "commit anew, with new pledges; a beacon beside the observers decides alone in such a case",
    )
}
