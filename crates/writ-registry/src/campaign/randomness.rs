//! Where the randomness of a draw comes from: what observers reveal, and a round of a public
//! beacon, both named before anybody can know them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use writ_law::evidence::Evidence;
use writ_ledger::beacon::{Chain, Round};

use super::commitment::DrawCommitment;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Kind;
use crate::seal::{hex, unhex};

/// The longest reveal, in bytes.
const LONGEST_REVEAL: usize = 1024;
/// The longest name of an observer, in bytes.
const LONGEST_NAME: usize = 80;

/// Where the randomness of a draw will come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Randomness {
    /// The round of a public beacon.
    pub beacon: Option<NamedRound>,
    /// What happens where an observer does not reveal in time.
    pub fallback: Fallback,
    /// The observers, in the order in which their reveals go into the seed.
    pub observers: Vec<Pledge>,
    /// By when they reveal.
    pub reveal_by: Option<Timestamp>,
}

/// A round of a public beacon that is still to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedRound {
    /// The terms of the chain, as its network publishes them.
    pub chain: Chain,
    /// The number of the round.
    pub round: u64,
}

impl NamedRound {
    /// Names a round of the beacon whose terms a network publishes so.
    ///
    /// # Errors
    ///
    /// A refusal where the text is no terms of a beacon, or not of one that is checked here.
    pub fn read(terms: &str, round: u64) -> Ruling<Self> {
        let chain = Chain::from_json(terms).map_err(|error| {
            let cure = "save https://api.drand.sh/<chain hash>/info, or the same of another relay";
            Refusal::on("beacon", error.to_string(), cure)
        })?;
        Ok(Self { chain, round })
    }

    /// When the round comes.
    ///
    /// # Errors
    ///
    /// A refusal where there is no such round.
    pub fn comes_at(&self) -> Ruling<Timestamp> {
        let seconds = self.chain.seconds(self.round).ok();
        let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        at.ok_or_else(|| {
            let text = format!("the chain has no round {}", self.round);
            Refusal::on(
                "wrong-round",
                text,
                "rounds are counted from 1; name one to come",
            )
        })
    }
}

/// Reads a round of a beacon as its network publishes it.
///
/// # Errors
///
/// A refusal where the text is something else.
pub fn read_round(text: &str) -> Ruling<Round> {
    Round::from_json(text).map_err(|error| {
        let cure = "save https://api.drand.sh/<chain hash>/public/<round>";
        Refusal::on("beacon-round", error.to_string(), cure)
    })
}

/// What an observer says before the list is committed to, of what they will reveal after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pledge {
    /// The SHA-256 of what they will reveal, in hexadecimal.
    pub commitment: String,
    /// Who they are: an organisation or an office, in words.
    pub name: String,
}

/// What an observer reveals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// Who.
    pub observer: String,
    /// What.
    pub value: String,
}

/// What happens where an observer does not reveal in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fallback {
    /// The beacon alone decides, and no reveal goes into the seed.
    BeaconAlone,
    /// The commitment is void: the campaign commits anew.
    Void,
    /// Nothing is named: an officer gives the seed. Only in a sandbox.
    ByHand,
}

/// What is named at the commitment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedRandomness {
    /// The observers, in the order in which their reveals go into the seed.
    pub observers: Vec<Pledge>,
    /// By when they reveal; when the beacon's round comes, if absent.
    pub reveal_by: Option<Timestamp>,
    /// The round of a public beacon.
    pub beacon: Option<NamedRound>,
}

impl Randomness {
    /// Whether an officer gives the seed.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.fallback == Fallback::ByHand
    }

    fn pledge(&self, observer: &str) -> Ruling<&Pledge> {
        let known = self.observers.iter().find(|pledge| pledge.name == observer);
        known.ok_or_else(|| {
            let names: Vec<&str> = self.observers.iter().map(|it| it.name.as_str()).collect();
            let names = if names.is_empty() {
                "no observer was named".to_owned()
            } else {
                format!("one of: {}", names.join(", "))
            };
            Refusal::on(
                "unknown-observer",
                format!("`{observer}` is no observer of this draw"),
                names,
            )
        })
    }

    /// Which observers have not revealed, in their order.
    pub(super) fn missing(&self, reveals: &[Reveal]) -> Vec<String> {
        let has = |pledge: &&Pledge| reveals.iter().any(|it| it.observer == pledge.name);
        let missing = self.observers.iter().filter(|pledge| !has(pledge));
        missing.map(|pledge| pledge.name.clone()).collect()
    }

    /// Whether the time to reveal is over.
    pub(super) fn closed(&self, now: Timestamp) -> bool {
        self.reveal_by.is_some_and(|by| now >= by)
    }
}

impl Pledge {
    /// The pledge to reveal a value.
    ///
    /// ```
    /// use writ_registry::Pledge;
    /// let pledge = Pledge::of("the made-up bar association", "made up");
    /// assert!(pledge.commitment.starts_with("48168fa9"));
    /// ```
    #[must_use]
    pub fn of(name: &str, value: &str) -> Self {
        Self {
            commitment: hex(&Sha256::digest(value.as_bytes())),
            name: name.to_owned(),
        }
    }
}

/// Refused where the observers are not rightly named.
fn check_observers(observers: &[Pledge]) -> Ruling<()> {
    for (place, pledge) in observers.iter().enumerate() {
        let name = &pledge.name;
        let plain = !name.trim().is_empty()
            && name.len() <= LONGEST_NAME
            && !name.chars().any(char::is_control);
        if !plain {
            let cure = format!("one line of words, at most {LONGEST_NAME} bytes");
            return Err(Refusal::on(
                "observer",
                format!("`{name}` names no observer"),
                cure,
            ));
        }
        let written = unhex::<32>(&pledge.commitment).map(|digest| hex(&digest));
        if written.as_ref() != Some(&pledge.commitment) {
            return Err(Refusal::on(
                "observer",
                format!(
                    "`{}` is not the digest of what `{name}` will reveal",
                    pledge.commitment
                ),
                "SHA-256 in 64 small hexadecimal digits, as in `printf %s VALUE | sha256sum`",
            ));
        }
        let before = observers.iter().take(place);
        if let Some(other) = before.clone().find(|other| other.name == *name) {
            let text = format!("observer `{}` is named twice", other.name);
            return Err(Refusal::on("observer", text, "name each observer once"));
        }
        let mut before = before;
        if let Some(other) = before.find(|other| other.commitment == pledge.commitment) {
            return Err(Refusal::on(
                "observer",
                format!("`{name}` and `{}` pledge the same", other.name),
                "each observer draws a secret of their own: who copies another's adds nothing",
            ));
        }
    }
    Ok(())
}

/// Decides what a commitment says of its randomness: everything that is named is still to come.
pub(super) fn decide(named: &NamedRandomness, force: Kind, now: Timestamp) -> Ruling<Randomness> {
    check_observers(&named.observers)?;
    let comes_at = named
        .beacon
        .as_ref()
        .map(NamedRound::comes_at)
        .transpose()?;
    if let Some(beacon) = &named.beacon
        && force == Kind::Live
        && beacon.chain.known().is_none()
    {
        return Err(Refusal::on(
            "unknown-beacon",
            "nobody here knows the chain of this beacon: whoever holds its keys knows its rounds \
             before they come",
            "name a chain of the League of Entropy, or observers",
        ));
    }
    if let (Some(beacon), Some(at)) = (&named.beacon, comes_at)
        && at <= now
    {
        return Err(late(beacon, at, "it is", now));
    }
    if named.observers.is_empty() && named.beacon.is_none() {
        return by_hand(force);
    }
    let reveal_by = match (named.observers.is_empty(), named.reveal_by, comes_at) {
        (true, None, _) => None,
        (true, Some(_), _) => {
            let text = "there is a time to reveal and no observer to reveal anything";
            return Err(Refusal::on(
                "reveal-by",
                text,
                "name observers, or leave the time out",
            ));
        }
        (false, Some(by), Some(at)) if by > at => {
            return Err(Refusal::on(
                "reveal-by",
                format!("observers would reveal until {by}, after the beacon's round at {at}"),
                "who reveals last must not know the beacon: name an earlier time or a later round",
            ));
        }
        (false, by, at) => by.or(at),
    };
    match reveal_by {
        None if !named.observers.is_empty() => Err(Refusal::on(
            "reveal-by",
            "observers are named and no time by which they reveal",
            "name the time",
        )),
        Some(by) if by <= now => Err(Refusal::on(
            "reveal-by",
            format!("the time to reveal would be over at {by}, and it is {now}"),
            "name a later time",
        )),
        reveal_by => Ok(Randomness {
            beacon: named.beacon.clone(),
            fallback: if named.beacon.is_some() {
                Fallback::BeaconAlone
            } else {
                Fallback::Void
            },
            observers: named.observers.clone(),
            reveal_by,
        }),
    }
}

fn by_hand(force: Kind) -> Ruling<Randomness> {
    match force {
        Kind::Sandbox => Ok(Randomness {
            beacon: None,
            fallback: Fallback::ByHand,
            observers: Vec::new(),
            reveal_by: None,
        }),
        Kind::Live => Err(Refusal::on(
            "no-randomness",
            "nothing is named that the randomness of the draw will come from",
            "name observers, a round of a public beacon, or both; a seed that an officer gives \
             is for sandboxes alone",
        )),
    }
}

/// The list was committed to when its randomness could be known.
pub(super) fn late(beacon: &NamedRound, at: Timestamp, it_is: &str, when: Timestamp) -> Refusal {
    let next = beacon.chain.round_after(when.as_second());
    Refusal::on(
        "late-commitment",
        format!("round {} came at {at}, and {it_is} {when}", beacon.round),
        format!(
            "a list is committed to before its randomness is there: name round {next} or later"
        ),
    )
}

/// Refused where a value is not what an observer pledged to reveal.
pub(super) fn check_reveal(randomness: &Randomness, reveal: &Reveal) -> Ruling<()> {
    let pledge = randomness.pledge(&reveal.observer)?;
    if reveal.value.len() > LONGEST_REVEAL || reveal.value.chars().any(char::is_control) {
        return Err(Refusal::on(
            "wrong-reveal",
            format!(
                "what `{}` reveals is no line of at most {LONGEST_REVEAL} bytes",
                pledge.name
            ),
            "reveal the value whose digest was named, to the letter",
        ));
    }
    let found = Pledge::of(&pledge.name, &reveal.value).commitment;
    if found == pledge.commitment {
        return Ok(());
    }
    Err(Refusal::on(
        "wrong-reveal",
        format!(
            "what `{}` reveals has digest {found}, and {} was named before",
            pledge.name, pledge.commitment
        ),
        "reveal the value whose digest was named, to the letter",
    ))
}

/// Refused where the commitment cannot have come before the randomness, or nobody has seen yet
/// that it did.
pub(super) fn check_evidenced(commitment: &DrawCommitment, evidence: Evidence) -> Ruling<()> {
    let at = match evidence {
        Evidence::Trusted => commitment.committed_at,
        Evidence::At(at) => at,
        Evidence::Waiting => {
            return Err(Refusal::on(
                "commitment-unwitnessed",
                format!(
                    "no quorum of witnesses has seen the commitment of campaign `{}` yet",
                    commitment.campaign
                ),
                "wait for the next cosigned checkpoint, then run the command again",
            ));
        }
    };
    let Some(beacon) = &commitment.randomness.beacon else {
        return Ok(());
    };
    let comes_at = beacon.comes_at()?;
    if at < comes_at {
        return Ok(());
    }
    Err(late(
        beacon,
        comes_at,
        "the commitment can be shown from",
        at,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::commitment::{ListRoot, RegimeName, VolunteersCome};

    const QUICKNET: &str = include_str!("../../../writ-ledger/tests/beacon/quicknet.json");

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn commitment(beacon: Option<NamedRound>) -> DrawCommitment {
        let named = NamedRandomness {
            beacon,
            observers: vec![Pledge::of("the made-up bar", "a secret")],
            reveal_by: Some(at("2023-08-20T00:00:00Z")),
        };
        let committed_at = at("2023-04-17T09:00:00Z");
        DrawCommitment {
            after: Vec::new(),
            campaign: "c1".to_owned(),
            candidates: ListRoot {
                count: 0,
                root: String::new(),
            },
            committed_at,
            force: Kind::Live,
            form: String::new(),
            instrument: String::new(),
            offices: std::collections::BTreeMap::new(),
            order: String::new(),
            randomness: decide(&named, Kind::Live, committed_at).unwrap(),
            regime: RegimeName {
                digest: String::new(),
                name: String::new(),
            },
            volunteers: VolunteersCome::Alike,
        }
    }

    /// Not the registry's clock but the witnesses' says whether the list was there in time.
    #[test]
    fn a_commitment_counts_from_when_others_have_signed_for_it() {
        let chain = Chain::from_json(QUICKNET).unwrap();
        let beacon = NamedRound { chain, round: 1000 };
        let of_beacon = commitment(Some(beacon));
        let without = commitment(None);
        let signed = |text| Evidence::At(at(text));
        for (what, commitment, evidence, code) in [
            ("no witnesses", &of_beacon, Evidence::Trusted, None),
            (
                "not yet",
                &of_beacon,
                Evidence::Waiting,
                Some("commitment-unwitnessed"),
            ),
            (
                "not yet",
                &without,
                Evidence::Waiting,
                Some("commitment-unwitnessed"),
            ),
            ("in time", &of_beacon, signed("2023-08-23T15:59:23Z"), None),
            (
                "at the round",
                &of_beacon,
                signed("2023-08-23T15:59:24Z"),
                Some("late-commitment"),
            ),
            (
                "after it",
                &of_beacon,
                signed("2023-09-01T00:00:00Z"),
                Some("late-commitment"),
            ),
            ("whenever", &without, signed("2023-09-01T00:00:00Z"), None),
        ] {
            let ruling = check_evidenced(commitment, evidence);
            let found = ruling.as_ref().err().map(|it| it.grounds[0].code.as_str());
            assert_eq!(found, code, "{what}: {ruling:?}");
        }
    }

    /// An officer gives a seed in a sandbox and nowhere else.
    #[test]
    fn a_live_registry_names_its_randomness() {
        let named = NamedRandomness::default();
        let now = at("2023-04-17T09:00:00Z");
        assert!(decide(&named, Kind::Sandbox, now).unwrap().is_by_hand());
        let refusal = decide(&named, Kind::Live, now).unwrap_err();
        assert!(refusal.has("no-randomness"), "{refusal}");
    }
}
