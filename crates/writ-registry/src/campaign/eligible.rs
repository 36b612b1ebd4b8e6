//! Whether somebody may be called in a campaign, by what the register knows at an instant.

use std::borrow::Cow;

use jiff::Timestamp;
use writ_law::case::{Fact, Person};
use writ_law::draw::Group;
use writ_law::eligibility::{Eligibility, Ground, eligibility};
use writ_law::event::EventKind;
use writ_law::regime::Regime;

use super::commitment::{VolunteersCome, selection};
use super::{REGION, Terms, VOLUNTEER};
use crate::error::RegistryError;
use crate::person::Holding;

/// What became of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    Eligible { office: String, group: Group },
    Ineligible { ground: String },
    Held { ground: String },
    Elsewhere,
}

/// Judges one person by what the register knows of them at an instant.
pub(super) fn judge(
    regime: &Regime,
    terms: &Terms,
    holding: &Holding,
    now: Timestamp,
) -> Result<Judged, RegistryError> {
    let person = regime_person(regime, holding);
    let office = office_of(regime, terms, holding, now);
    if let Some(office) = &office
        && !terms.quotas.contains_key(office)
    {
        return Ok(Judged::Elsewhere);
    }
    if holding.died() {
        let ground = EventKind::Died.word().to_owned();
        return Ok(Judged::Ineligible { ground });
    }
    let known = Timestamp::MAX;
    let eligible =
        eligibility(regime, &terms.instrument, &person, now, known).map_err(|error| {
            let what = format!("{:?}", holding.stream.id);
            RegistryError::Damaged {
                what,
                why: error.to_string(),
            }
        })?;
    Ok(match (eligible, office) {
        (Eligibility::No { grounds }, _) => Judged::Ineligible {
            ground: in_words(&grounds),
        },
        (Eligibility::Unknown { grounds }, _) => Judged::Held {
            ground: in_words(&grounds),
        },
        // That the facts say yes is what was found to be wrong.
        (Eligibility::Yes { .. }, _) if holding.found_ineligible() => Judged::Held {
            ground: EventKind::FoundIneligible.word().to_owned(),
        },
        (Eligibility::Yes { .. }, Some(office)) => Judged::Eligible {
            office,
            group: group_of(regime, terms, holding, now),
        },
        (Eligibility::Yes { .. }, None) => Judged::Held {
            ground: format!("{REGION} missing"),
        },
    })
}

/// The person with the facts that this regime knows: another regime may know more.
pub(crate) fn regime_person<'h>(regime: &Regime, holding: &'h Holding) -> Cow<'h, Person> {
    let known = &regime.tree().facts;
    let knows = |fact: &Fact| known.iter().any(|rule| rule.name.text == fact.fact);
    let subject = holding.subject();
    if subject.facts.iter().all(knows) {
        return Cow::Borrowed(subject);
    }
    let facts = subject
        .facts
        .iter()
        .filter(|fact| knows(fact))
        .cloned()
        .collect();
    Cow::Owned(Person {
        id: subject.id.clone(),
        facts,
        restricted: Vec::new(),
    })
}

/// Whether a person counts as a volunteer: where the law draws volunteers first, and a fact that it
/// knows says so. A stale fact, or none, says nothing.
fn group_of(regime: &Regime, terms: &Terms, holding: &Holding, now: Timestamp) -> Group {
    let (fact, yes) = VOLUNTEER;
    let first = selection(regime, &terms.instrument).0 == VolunteersCome::First;
    if first && holding.word(regime, fact, now) == Some(yes) {
        Group::Volunteer
    } else {
        Group::Other
    }
}

fn office_of(regime: &Regime, terms: &Terms, holding: &Holding, now: Timestamp) -> Option<String> {
    if !regime
        .tree()
        .facts
        .iter()
        .any(|rule| rule.name.text == REGION)
    {
        return terms.quotas.keys().next().cloned();
    }
    holding.word(regime, REGION, now).map(str::to_owned)
}

/// Grounds as one short line to count by: `fitness stale, service excludes`.
fn in_words(grounds: &[Ground]) -> String {
    let words: Vec<_> = grounds
        .iter()
        .map(|it| format!("{} {}", it.fact, it.why))
        .collect();
    words.join(", ")
}
