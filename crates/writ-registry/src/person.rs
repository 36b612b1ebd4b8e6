//! What the register holds of a person: a stream of recordings, and what they add up to.
//!
//! An entry is one act of recording at one instant; nothing in it is ever edited. Positions are
//! not in it: they are worked out from it.

mod rule;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::case::{Event, Fact, FactValue, Matter, Person};
use writ_law::event::EventKind;
use writ_law::evidence::Evidence;
use writ_law::regime::Regime;
use writ_law::tree::FactRule;
use writ_store::{Family, StreamId};

use crate::account::{Appointed, Delegation, Ended};
use crate::error::RegistryError;
use crate::refusal::{Refusal, Ruling};
use crate::register::after;
use crate::registry::Registry;
use crate::stream::{Nanoseconds, Sealing, Stream};

pub(crate) use rule::{Corrects, Law, Under};

pub(crate) const PERSONS: Family = Family("person");

/// What was recorded of a person in one act.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PersonEntry {
    /// The officer who recorded it.
    pub(crate) by: String,
    /// The import in which it came.
    pub(crate) import: Option<String>,
    /// What was recorded.
    pub(crate) acts: Vec<Act>,
}

/// One thing recorded of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Act {
    /// The person was taken into the register.
    Registered { person: String },
    /// A fact.
    Fact(Stated),
    /// An instrument was issued to the person.
    Issued(Issued),
    /// Something happened in a matter.
    Happened {
        matter: String,
        event: Event,
        /// Under which rule the matter stands. What was recorded before this was written has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<Under>,
        /// What it corrects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrects: Option<Corrects>,
    },
    /// The person made somebody their delegate. The law knows nothing of it.
    DelegateAppointed(Appointed),
    /// The person took that back, or the delegate gave it up.
    DelegationEnded { delegation: String },
    /// The person died, or this is corrected, and there is no matter in which that could stand.
    Apart(Event),
}

/// A fact as it is sealed. When it was recorded is the entry's to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stated {
    pub(crate) fact: String,
    pub(crate) value: FactValue,
    pub(crate) at: Nanoseconds,
    pub(crate) source: String,
    /// When the source says that it recorded it, where that is not what the entry says.
    pub(crate) stated_at: Option<Nanoseconds>,
}

impl Stated {
    pub(crate) fn of(fact: Fact, stated_at: Option<Timestamp>) -> Result<Self, RegistryError> {
        let stated_at = stated_at.map(Nanoseconds::of).transpose()?;
        let Fact {
            stated_at: _,
            fact,
            value,
            at,
            source,
            ..
        } = fact;
        Ok(Self {
            fact,
            value,
            at: Nanoseconds::of(at)?,
            source,
            stated_at,
        })
    }

    fn recorded(self, recorded_at: Timestamp) -> Result<Fact, RegistryError> {
        let Self {
            fact,
            value,
            at,
            source,
            stated_at,
        } = self;
        Ok(Fact {
            stated_at: stated_at.map(Nanoseconds::instant).transpose()?,
            fact,
            value,
            at: at.instant()?,
            recorded_at,
            proved_at: None,
            source,
        })
    }
}

/// An instrument issued to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Issued {
    pub(crate) matter: Matter,
    /// The digest of the regime under which it was issued.
    pub(crate) regime: String,
    /// What that regime and the order are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) law: Option<Law>,
    pub(crate) force: Force,
    pub(crate) origin: Origin,
    /// By language: SHA-256 of the text in which the person is told of it. What was issued before
    /// this was written has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) words: BTreeMap<String, String>,
}

/// Whether an instrument can have force. It is fixed when it is issued; nothing changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// It can.
    Binding,
    /// It is a test and never has any.
    Test,
}

impl Force {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Binding => "binding",
            Self::Test => "test",
        }
    }
}

/// How a matter came into the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Issued in this campaign.
    Campaign(String),
    /// Issued in an older system, which is named; nobody judged eligibility here.
    Legacy(String),
}

/// A matter as the person's stream has it. What the campaign and the outages add comes later.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnMatter {
    pub(crate) issued: Issued,
    /// When it was recorded that it was issued.
    pub(crate) recorded_at: Timestamp,
    /// From when it can be proved that it was issued.
    pub(crate) evidence: Evidence,
    pub(crate) events: Vec<Event>,
    /// From when each event can be proved, by its identifier.
    proved: BTreeMap<String, Evidence>,
}

impl OwnMatter {
    pub(crate) fn id(&self) -> &str {
        &self.issued.matter.id
    }

    pub(crate) fn campaign(&self) -> Option<&str> {
        match &self.issued.origin {
            Origin::Campaign(id) => Some(id),
            Origin::Legacy(_) => None,
        }
    }

    /// From when an event of its own can be proved.
    pub(crate) fn proof_of(&self, event: &Event) -> Option<Evidence> {
        self.proved.get(&event.id).copied()
    }
}

/// A person's stream, opened and added up.
#[derive(Clone, Debug)]
pub(crate) struct Holding {
    /// The stream, without its entries: what they say is here.
    pub(crate) stream: Stream<PersonEntry>,
    subject: Person,
    /// Of each fact of the subject, in their order.
    origins: Vec<FactOrigin>,
    pub(crate) matters: Vec<OwnMatter>,
    /// Deaths, and corrections of them, recorded while there was no matter. They stand in every matter taken in after.
    pub(crate) deaths: Vec<Event>,
    died_proved: BTreeMap<String, Evidence>,
    /// Whom the person made delegates, as they did.
    pub(crate) delegations: Vec<Delegation>,
}

/// Where a fact came from.
#[derive(Clone, Debug)]
pub(crate) struct FactOrigin {
    /// When the source says that it recorded it, where that is not when the registry did.
    pub(crate) stated_at: Option<Timestamp>,
    /// The import in which it came.
    pub(crate) import: Option<Arc<str>>,
}

impl Holding {
    /// Adds up a stream.
    pub(crate) fn of(mut stream: Stream<PersonEntry>) -> Result<Self, RegistryError> {
        let entries = std::mem::take(&mut stream.entries);
        let subject = Person {
            id: String::new(),
            facts: Vec::with_capacity(8),
            restricted: Vec::new(),
        };
        let mut holding = Self {
            stream,
            subject,
            origins: Vec::new(),
            matters: Vec::new(),
            deaths: Vec::new(),
            died_proved: BTreeMap::new(),
            delegations: Vec::new(),
        };
        for said in entries {
            holding.add(said.what, said.recorded_at, said.evidence)?;
        }
        Ok(holding)
    }

    fn add(
        &mut self,
        entry: PersonEntry,
        recorded_at: Timestamp,
        evidence: Evidence,
    ) -> Result<(), RegistryError> {
        let import: Option<Arc<str>> = entry.import.map(Arc::from);
        for act in entry.acts {
            match act {
                Act::DelegateAppointed(appointed) => {
                    let person = &self.subject.id;
                    let made = Delegation::new(person, appointed, recorded_at);
                    self.delegations.push(made);
                }
                Act::DelegationEnded { delegation } => {
                    let mut all = self.delegations.iter_mut();
                    if let Some(it) = all.find(|it| it.id == delegation) {
                        let by = entry.by.clone();
                        it.ended = Some(Ended {
                            at: recorded_at,
                            by,
                        });
                    }
                }
                Act::Registered { person } => self.subject.id = person,
                Act::Fact(stated) => {
                    let stated_at = stated.stated_at.map(Nanoseconds::instant).transpose()?;
                    let import = import.clone();
                    self.origins.push(FactOrigin { stated_at, import });
                    let mut fact = stated.recorded(recorded_at)?;
                    fact.proved_at = match evidence {
                        Evidence::Trusted => None,
                        Evidence::Waiting => Some(Timestamp::MAX),
                        Evidence::At(signed) => Some(signed.max(recorded_at)),
                    };
                    self.subject.facts.push(fact);
                }
                Act::Issued(issued) => {
                    self.matters.push(OwnMatter {
                        issued,
                        recorded_at,
                        evidence,
                        events: self.deaths.clone(),
                        proved: self.died_proved.clone(),
                    });
                }
                Act::Apart(event) => {
                    self.died_proved.insert(event.id.clone(), evidence);
                    self.deaths.push(event);
                }
                Act::Happened { matter, event, .. } => {
                    let mut matters = self.matters.iter_mut();
                    let found = matters.find(|known| known.id() == matter);
                    let known = found.ok_or_else(|| RegistryError::Damaged {
                        what: format!("{:?}", self.stream.id),
                        why: "an event is of a matter that is not there".to_owned(),
                    })?;
                    known.proved.insert(event.id.clone(), evidence);
                    known.events.push(event);
                }
            }
        }
        Ok(())
    }

    /// The same, with something more recorded: what would be, were it committed.
    pub(crate) fn with(&self, entries: &[(Timestamp, PersonEntry)]) -> Result<Self, RegistryError> {
        let mut after = self.clone();
        for (at, entry) in entries {
            after.stream.passed(*at);
            after.add(entry.clone(), *at, self.stream.fresh)?;
        }
        Ok(after)
    }

    /// The identifier; `None` for someone who is not in the register, or was erased from it.
    pub(crate) fn person(&self) -> Option<&str> {
        Some(self.subject.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The person with every fact, in the order in which they were recorded.
    pub(crate) const fn subject(&self) -> &Person {
        &self.subject
    }

    /// The facts, each with where it came from.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (&Fact, &FactOrigin)> {
        self.subject.facts.iter().zip(&self.origins)
    }

    /// The word on a fact by which a regime may go at an instant.
    pub(crate) fn word(&self, regime: &Regime, name: &str, at: Timestamp) -> Option<&str> {
        let mut rules = regime.tree().facts.iter();
        let rule = rules.find(|rule| rule.name.text == name)?;
        let said = said_of(self.subject.facts.iter(), rule, at)?;
        // What runs out beyond the years that can be counted is fresh.
        let stale = after(stated(said), rule.fresh_for);
        word(said).filter(|_| stale.is_none_or(|stale| at < stale))
    }

    /// Refused for someone who is not in the register.
    pub(crate) fn known(&self) -> Ruling<&str> {
        self.person().ok_or_else(nobody)
    }

    /// The matter with this identifier; the only one where none is named.
    pub(crate) fn matter(&self, id: Option<&str>) -> Ruling<&OwnMatter> {
        if let Some(id) = id {
            return self
                .matters
                .iter()
                .find(|matter| matter.id() == id)
                .ok_or_else(|| {
                    let known: Vec<_> = self.matters.iter().map(OwnMatter::id).collect();
                    let text = format!("this person has no matter `{id}`");
                    Refusal::on(
                        "unknown-matter",
                        text,
                        format!("it may be: {}", known.join(", ")),
                    )
                });
        }
        match self.matters.as_slice() {
            [only] => Ok(only),
            [] => Err(Refusal::on(
                "no-matter",
                "nothing was issued to this person",
                "issue something first",
            )),
            several => {
                let known: Vec<_> = several.iter().map(OwnMatter::id).collect();
                let cure = format!("name one: {}", known.join(", "));
                Err(Refusal::on(
                    "which-matter",
                    "this person has several matters",
                    cure,
                ))
            }
        }
    }

    /// Whether a death is recorded, and was not corrected where it stands.
    pub(crate) fn died(&self) -> bool {
        let kind = EventKind::Died;
        let unborne = self.matters.is_empty() && standing(&self.deaths, kind).next().is_some();
        unborne
            || self
                .matters
                .iter()
                .any(|it| standing(&it.events, kind).next().is_some())
    }

    /// Whether it was found that the person should not have been called, and nothing came after:
    /// no newer word of a source on them, and no officer who confirmed that they may be.
    pub(crate) fn found_ineligible(&self) -> bool {
        let last = |kind| {
            let matters = self.matters.iter();
            let waits = |it: &OwnMatter, event: &Event| {
                kind == EventKind::EligibilityConfirmed
                    && it.proof_of(event) == Some(Evidence::Waiting)
            };
            matters
                .flat_map(|it| standing(&it.events, kind).filter(move |event| !waits(it, event)))
                .map(|it| it.recorded_at)
                .max()
        };
        let Some(found) = last(EventKind::FoundIneligible) else {
            return false;
        };
        let mut facts = self.subject.facts.iter();
        let confirmed = last(EventKind::EligibilityConfirmed);
        // What takes a finding back burdens, and waits for its proof.
        let proved = |fact: &Fact| fact.proved_at.is_none_or(|at| at < Timestamp::MAX);
        !facts.any(|fact| stated(fact) > found && proved(fact))
            && confirmed.is_none_or(|at| at <= found)
    }

    /// When something is recorded next of this person.
    pub(crate) fn next_instant(&self, now: Timestamp) -> Timestamp {
        self.stream.next_instant(now)
    }

    /// Whether the key of the stream was erased.
    pub(crate) const fn is_erased(&self) -> bool {
        matches!(self.stream.sealing, Sealing::Erased)
    }
}

fn nobody() -> Refusal {
    Refusal::on(
        "unknown-person",
        "there is nobody with this identifier in the register",
        "check the identifier, or import the person first",
    )
}

/// Events of a kind that no other corrected.
fn standing(events: &[Event], kind: EventKind) -> impl Iterator<Item = &Event> {
    let corrected = |id: &str| events.iter().any(|it| it.supersedes.as_deref() == Some(id));
    events
        .iter()
        .filter(move |event| event.kind == kind && !corrected(&event.id))
}

/// When a source made a statement: taking it in anew does not make it newer.
fn stated(fact: &Fact) -> Timestamp {
    fact.stated_at
        .map_or(fact.recorded_at, |stated| stated.min(fact.recorded_at))
}

/// What the source that the rule names said last of a fact by an instant. `None` if it says
/// nothing, or another source is at odds with it.
pub(crate) fn said_of<'f>(
    facts: impl Iterator<Item = &'f Fact>,
    rule: &FactRule,
    at: Timestamp,
) -> Option<&'f Fact> {
    let mut by_source: BTreeMap<&str, &Fact> = BTreeMap::new();
    let proved = |fact: &Fact| fact.proved_at.is_none_or(|proved| proved <= at);
    let of_rule = |fact: &&Fact| fact.fact == rule.name.text && fact.at <= at && proved(fact);
    for fact in facts.filter(of_rule) {
        let last = by_source.entry(&fact.source).or_insert(fact);
        if (fact.at.max(fact.recorded_at), fact.recorded_at)
            >= (last.at.max(last.recorded_at), last.recorded_at)
        {
            *last = fact;
        }
    }
    let named = *by_source.get(rule.from.text.as_str())?;
    let mut all = by_source.into_values();
    all.all(|other| other.value == named.value).then_some(named)
}

pub(crate) fn word(fact: &Fact) -> Option<&str> {
    match &fact.value {
        FactValue::Word(word) => Some(word),
        FactValue::Periods(_) => None,
    }
}

/// Whether events close a matter. An excuse that sets another day does not; what was corrected
/// never happened.
pub(crate) fn closed<'e>(
    events: impl Iterator<Item = &'e Event> + Clone,
    postpones: impl Fn(&str) -> Postpones,
) -> Closed {
    let corrected: Vec<&str> = events
        .clone()
        .filter_map(|event| event.supersedes.as_deref())
        .collect();
    for event in events {
        if !event.kind.closes() || corrected.contains(&event.id.as_str()) {
            continue;
        }
        let excuse = event.excuse.as_deref();
        let moved = event.kind == EventKind::ExcuseAccepted
            && excuse.is_some_and(|excuse| postpones(excuse) == Postpones::Yes);
        if !moved {
            return Closed::By(event.kind);
        }
    }
    Closed::Open
}

/// Whether an accepted excuse sets another day instead of closing the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Postpones {
    Yes,
    No,
}

/// Whether a matter is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    Open,
    By(EventKind),
}

/// Refused where the identifier could be nobody's.
pub(crate) fn check_identifier(person: &str) -> Ruling<()> {
    const BYTES: usize = 128;
    if person.trim().is_empty() {
        return Err(Refusal::on(
            "empty-identifier",
            "the person has no identifier",
            "give each person the identifier by which the register finds them",
        ));
    }
    if person.len() > BYTES || person.chars().any(char::is_control) || person.trim() != person {
        return Err(Refusal::on(
            "identifier",
            "the identifier is too long, or holds control characters or outer spaces",
            format!("an identifier has at most {BYTES} bytes on one line"),
        ));
    }
    Ok(())
}

impl Registry {
    /// The stream of a person. The store cannot tell whose it is.
    pub(crate) fn person_stream(&self, person: &str) -> StreamId {
        self.keys.stream(PERSONS, &[person.as_bytes()])
    }

    /// What the register holds of a person.
    pub(crate) async fn holding(&self, person: &str) -> Result<Holding, RegistryError> {
        Holding::of(self.stream(self.person_stream(person)).await?)
    }

    /// What the register holds of several people, in the order asked for.
    pub(crate) async fn holdings(&self, ids: &[StreamId]) -> Result<Vec<Holding>, RegistryError> {
        self.streams(ids)
            .await?
            .into_iter()
            .map(Holding::of)
            .collect()
    }
}
