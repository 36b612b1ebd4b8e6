//! What becomes of the rows of a batch: decided person by person, then written together.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use writ_law::case::{Fact, FactValue};
use writ_law::tree::{Amount, FactRule, Unit};
use writ_store::StreamId;

use super::row::{Fault, Reject, Row};
use super::{Recorded, Scope};
use crate::campaign::REGION;
use crate::error::RegistryError;
use crate::officer::Offices;
use crate::person::{Act, FactOrigin, Holding, PersonEntry, Stated};
use crate::registry::Registry;
use crate::stream::Writing;

/// On what terms rows are taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'t> {
    pub(crate) recorded: Recorded,
    pub(crate) scope: Scope,
    /// The digest of the file.
    pub(crate) import: &'t str,
    pub(crate) by: &'t str,
    /// About people of which offices.
    pub(crate) offices: &'t Offices,
    pub(crate) now: Timestamp,
}

/// How much was taken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) people: u64,
    pub(crate) facts: u64,
    pub(crate) unchanged: u64,
    pub(crate) corrections: u64,
}

/// What is decided for one person.
#[derive(Debug, Default)]
struct Decision {
    entries: Vec<(Timestamp, PersonEntry)>,
    rejects: Vec<Reject>,
    unchanged: u64,
    facts: u64,
}

impl Registry {
    /// Why the registrar does not act for the office of a person. Of someone who has none yet, the
    /// rows say it.
    fn office_fault(&self, terms: &Terms<'_>, holding: &Holding, rows: &[&Row]) -> Option<Fault> {
        if *terms.offices == Offices::All {
            return None;
        }
        let mut offices: Vec<&str> = self.office_of(holding).into_iter().collect();
        if offices.is_empty() {
            let facts = rows.iter().flat_map(|row| &row.facts);
            let words = facts.filter_map(|fact| match &fact.value {
                FactValue::Word(word) if fact.fact == REGION => Some(word.as_str()),
                _ => None,
            });
            offices.extend(words);
        }
        let covered = offices.iter().all(|office| terms.offices.covers(office));
        (offices.is_empty() || !covered).then(|| {
            Fault::new(
                format!(
                    "other-office: `{}` does not act for this person's office",
                    terms.by
                ),
                "a registrar of that office, or of all offices, may",
            )
        })
    }

    /// Decides what becomes of rows and puts it into a batch.
    pub(super) async fn take_rows(
        &self,
        terms: &Terms<'_>,
        rows: &[Row],
        writing: &mut Writing<'_>,
    ) -> Result<(Taken, Vec<Reject>), RegistryError> {
        let mut of_person: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in rows {
            of_person.entry(&row.person).or_default().push(row);
        }
        let named = of_person.into_iter();
        let mut people: Vec<(StreamId, Vec<&Row>)> = named
            .map(|(person, rows)| (self.person_stream(person), rows))
            .collect();
        // In the order of the streams' keys, in which a store finds and writes them fastest.
        people.sort_unstable_by_key(|(stream, _)| *stream);
        let streams: Vec<_> = people.iter().map(|(stream, _)| *stream).collect();
        let rules = self.vocabulary().facts;
        let (mut taken, mut rejects) = (Taken::default(), Vec::new());
        for (holding, (_, rows)) in self.holdings(&streams).await?.iter().zip(&people) {
            let mut decision = match self.office_fault(terms, holding, rows) {
                Some(fault) => Decision::rejected(rows, &fault),
                None => decide(terms, holding, rows, &rules)?,
            };
            rejects.append(&mut decision.rejects);
            taken.unchanged += decision.unchanged;
            taken.facts += decision.facts;
            if decision.entries.is_empty() {
                continue;
            }
            taken.people += u64::from(holding.person().is_none());
            let entries = decision.entries.iter().map(|(at, entry)| (*at, entry));
            writing.append_all(&holding.stream, entries)?;
            if !holding.matters.is_empty() {
                let after = holding.with(&decision.entries)?;
                taken.corrections += self.correct(&after, terms.now, writing).await?;
            }
        }
        Ok((taken, rejects))
    }
}

impl Decision {
    fn rejected(rows: &[&Row], fault: &Fault) -> Self {
        let reject = |row: &&Row| fault.clone().at(row.line);
        Self {
            rejects: rows.iter().map(reject).collect(),
            ..Self::default()
        }
    }
}

fn decide(
    terms: &Terms<'_>,
    holding: &Holding,
    rows: &[&Row],
    rules: &[&FactRule],
) -> Result<Decision, RegistryError> {
    let mut decision = Decision::default();
    let reject = |row: &Row, fault: Fault| fault.at(row.line);
    if holding.is_erased() || (terms.scope == Scope::Facts && holding.person().is_none()) {
        let why = || {
            Fault::new(
                "there is nobody with this identifier in the register",
                "check the identifier; `writ register import` takes people in",
            )
        };
        decision.rejects = rows.iter().map(|row| reject(row, why())).collect();
        return Ok(decision);
    }
    let mut fresh: Vec<Fresh> = Vec::new();
    for row in rows {
        // A row goes in whole or not at all.
        let mut of_row = Vec::new();
        let judged = row.facts.iter().try_for_each(|fact| {
            let before = fresh.iter().chain(&of_row);
            match judge(terms, holding, before, fact, rules)? {
                Some(fresh) => of_row.push(fresh),
                None => decision.unchanged += 1,
            }
            Ok(())
        });
        match judged {
            Ok(()) => fresh.extend(of_row),
            Err(fault) => decision.rejects.push(reject(row, fault)),
        }
    }
    decision.facts = u64::try_from(fresh.len()).unwrap_or(u64::MAX);
    decision.entries = entries(terms, holding, rows, fresh)?;
    Ok(decision)
}

/// A fact that goes in.
#[derive(Clone, Debug)]
struct Fresh {
    fact: Fact,
    /// When the source says that it recorded it, where the registry's own time stands in the fact.
    stated_at: Option<Timestamp>,
}

/// Whether a fact goes in (`None`: the register holds just this already).
fn judge<'s>(
    terms: &Terms<'_>,
    holding: &Holding,
    mut before: impl Iterator<Item = &'s Fresh>,
    fact: &Fact,
    rules: &[&FactRule],
) -> Result<Option<Fresh>, Fault> {
    let same = |other: &Fact| {
        (&other.fact, &other.source, other.at) == (&fact.fact, &fact.source, fact.at)
    };
    let of_file = |origin: &FactOrigin| origin.import.as_deref() == Some(terms.import);
    let mut held = holding.facts();
    if before.any(|fresh| same(&fresh.fact)) || held.any(|(it, from)| of_file(from) && same(it)) {
        return Err(Fault::new(
            format!(
                "this file says `{}` of this person, source and day twice",
                fact.fact
            ),
            "keep the line that is right",
        ));
    }
    if fact.at > terms.now || fact.recorded_at > terms.now {
        return Err(Fault::new(
            "it lies in the future",
            "give it in when it is so",
        ));
    }
    let said_at = |known: &Fact, from: &FactOrigin| from.stated_at.unwrap_or(known.recorded_at);
    if holding.facts().any(|(known, from)| {
        same(known) && known.value == fact.value && said_at(known, from) == fact.recorded_at
    }) {
        return Ok(None);
    }
    let last = holding.stream.last;
    let (stated_at, recorded_at) = match terms.recorded {
        Recorded::AsGiven if last.is_some_and(|last| fact.recorded_at < last) => {
            return Err(Fault::new(
                "it would be recorded before what is recorded of this person already",
                "recording times of a person only rise; leave them to the registry",
            ));
        }
        // At the very instant of the last entry: just after it, so that times rise strictly.
        Recorded::AsGiven => (None, holding.next_instant(fact.recorded_at)),
        // Freshness runs from the recording. Taking an old statement in anew must not refresh it.
        Recorded::Now if is_stale(fact, rules, terms.now) => {
            return Err(Fault::new(
                format!(
                    "the source recorded `{}` too long ago to be relied on",
                    fact.fact
                ),
                "ask the source again",
            ));
        }
        Recorded::Now => (Some(fact.recorded_at), holding.next_instant(terms.now)),
    };
    Ok(Some(Fresh {
        fact: Fact {
            stated_at: None,
            proved_at: None,
            recorded_at,
            ..fact.clone()
        },
        stated_at,
    }))
}

/// Whether no regime would rely on a fact any more, by what its source says of its recording.
fn is_stale(fact: &Fact, rules: &[&FactRule], now: Timestamp) -> bool {
    let mut rules = rules.iter().filter(|rule| rule.name.text == fact.fact);
    rules.all(|rule| after(fact.recorded_at, rule.fresh_for).is_some_and(|until| now >= until))
}

/// An amount after an instant, in real time; a month counts its most days.
pub(crate) fn after(at: Timestamp, amount: Amount) -> Option<Timestamp> {
    const HOUR: i64 = 3_600;
    let seconds = match amount.unit {
        Unit::Minutes => 60,
        Unit::Hours => HOUR,
        Unit::Days | Unit::WorkDays => 24 * HOUR,
        Unit::Weeks => 7 * 24 * HOUR,
        Unit::Months => 31 * 24 * HOUR,
        Unit::Years => 366 * 24 * HOUR,
    };
    let span = jiff::SignedDuration::from_secs(seconds.checked_mul(i64::from(amount.n))?);
    at.checked_add(span).ok()
}

/// One entry per recording time: what is recorded at one instant is one act.
fn entries(
    terms: &Terms<'_>,
    holding: &Holding,
    rows: &[&Row],
    facts: Vec<Fresh>,
) -> Result<Vec<(Timestamp, PersonEntry)>, RegistryError> {
    let mut acts: BTreeMap<Timestamp, Vec<Act>> = BTreeMap::new();
    for Fresh { fact, stated_at } in facts {
        let recorded_at = fact.recorded_at;
        let act = Act::Fact(Stated::of(fact, stated_at)?);
        acts.entry(recorded_at).or_default().push(act);
    }
    if holding.person().is_none()
        && let (Some(mut first), Some(row)) = (acts.first_entry(), rows.first())
    {
        let person = row.person.clone();
        first.get_mut().insert(0, Act::Registered { person });
    }
    let entry = |acts| PersonEntry {
        by: terms.by.to_owned(),
        import: Some(terms.import.to_owned()),
        acts,
    };
    Ok(acts
        .into_iter()
        .map(|(at, acts)| (at, entry(acts)))
        .collect())
}
