//! Delegates: whom a person lets see their file and act in it, for how long and in which matters.
//!
//! A delegation is an act in the person's own stream, and an entry in a stream of the delegate's, in
//! one batch: so that each side finds it, also a lawyer who is not in the register. The law knows
//! nothing of it; what a delegate does counts as the person's own act, with the name of who did it.
//! What decides is the person's stream.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_store::{Family, StreamId};

use super::matrix::operation;
use super::permit::{Permit, Principal, Resource, authorise};
use super::person::{File, Matters, PersonAccount};
use crate::error::{RegistryError, Stop, retried};
use crate::person::{Act, Holding, PersonEntry, check_identifier};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Sealing, Stream};

pub(crate) const DELEGATES: Family = Family("delegate");

/// How many delegates a person may have at a time.
const MOST: usize = 10;

/// Somebody to be made a delegate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelegate {
    /// The identifier by which they sign in. They need not be in the register, and nothing that is
    /// answered tells whether they are.
    pub delegate: String,
    /// Until when; without it, until somebody ends it.
    pub until: Option<Timestamp>,
    /// In which matters.
    pub matters: Matters,
}

/// A delegation, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Appointed {
    /// By which it is named in the person's stream.
    pub(crate) delegation: String,
    pub(crate) delegate: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Timestamp>,
    pub(crate) matters: Matters,
}

/// A delegation, as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delegation {
    /// By which it is named among those of the person.
    pub id: String,
    /// Whose file it is for.
    pub person: String,
    /// Who may open it.
    pub delegate: String,
    /// In which matters.
    pub matters: Matters,
    /// Until when; without it, until somebody ends it.
    pub until: Option<Timestamp>,
    /// Since when.
    pub appointed_at: Timestamp,
    /// When somebody ended it, and who: `person:` and the identifier of the person, who takes it
    /// back, or of the delegate, who gives it up.
    pub ended: Option<Ended>,
}

/// The end of a delegation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

impl Delegation {
    pub(crate) fn new(person: &str, appointed: Appointed, appointed_at: Timestamp) -> Self {
        let Appointed {
            delegation,
            delegate,
            until,
            matters,
        } = appointed;
        Self {
            id: delegation,
            person: person.to_owned(),
            delegate,
            matters,
            until,
            appointed_at,
            ended: None,
        }
    }

    /// Whether it stands now: nobody has ended it, and its time has not come.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        // What is recorded in one instant of a clock that stands still is a moment apart, so that it
        // may have begun just after now.
        self.ended.is_none() && self.until.is_none_or(|until| now < until)
    }
}

/// What is recorded for a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DelegateEntry {
    by: String,
    person: String,
    #[serde(flatten)]
    act: DelegateAct,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DelegateAct {
    Appointed(Appointed),
    Ended { delegation: String },
}

impl AsJson for DelegateEntry {}

impl File {
    /// The file of a person, with the delegates that they have now.
    pub(super) fn of(person: &str, holding: &Holding, now: Timestamp) -> Self {
        let standing = holding.delegations.iter().filter(|it| it.stands(now));
        let delegates = standing.map(|it| (it.delegate.clone(), it.matters.clone()));
        Self::with(person, delegates.collect())
    }
}

impl Registry {
    fn delegate_stream(&self, delegate: &str) -> StreamId {
        self.keys.stream(DELEGATES, &[delegate.as_bytes()])
    }

    /// Makes somebody a delegate. Only the person themselves can.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn appoint_delegate(
        &self,
        permit: &Permit<operation::ActOwn>,
        new: &NewDelegate,
        now: Timestamp,
    ) -> Result<Ruling<Delegation>, RegistryError> {
        retried!(self.try_appoint(permit, new, now))
    }

    async fn try_appoint(
        &self,
        permit: &Permit<operation::ActOwn>,
        new: &NewDelegate,
        now: Timestamp,
    ) -> Result<Delegation, Stop> {
        let holding = self.holding(permit.person()).await?;
        let person = holding.known()?.to_owned();
        let file = Resource::File(File::of(&person, &holding, now));
        let asks = Principal::Person(permit.by().clone());
        authorise(&asks, operation::AppointDelegate, &file)?;
        let appointed = decide(&person, &holding, new, now)?;
        let theirs = self.delegate_stream(&new.delegate);
        let theirs = self.stream::<DelegateEntry>(theirs).await?;
        if matches!(theirs.sealing, Sealing::Erased) {
            return Err(Refusal::on(
                "no-such-delegate",
                "nobody signs in under this identifier any more",
                "name somebody else",
            )
            .into());
        }
        let act = Act::DelegateAppointed(appointed.clone());
        let says = DelegateAct::Appointed(appointed.clone());
        let at = self
            .put_on_both_sides((permit, &holding, act), (&theirs, says), now)
            .await?;
        Ok(Delegation::new(&person, appointed, at))
    }

    /// Ends a delegation: the person takes it back, or the delegate gives it up.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn end_delegation(
        &self,
        permit: &Permit<operation::ActOwn>,
        delegation: &str,
        now: Timestamp,
    ) -> Result<Ruling<Delegation>, RegistryError> {
        retried!(self.try_end(permit, delegation, now))
    }

    async fn try_end(
        &self,
        permit: &Permit<operation::ActOwn>,
        delegation: &str,
        now: Timestamp,
    ) -> Result<Delegation, Stop> {
        let holding = self.holding(permit.person()).await?;
        holding.known()?;
        let ending = decide_end(permit, &holding, delegation, now)?;
        let theirs = self.delegate_stream(&ending.delegate);
        let theirs = self.stream::<DelegateEntry>(theirs).await?;
        let delegation = delegation.to_owned();
        let act = Act::DelegationEnded {
            delegation: delegation.clone(),
        };
        let says = DelegateAct::Ended { delegation };
        let at = self
            .put_on_both_sides((permit, &holding, act), (&theirs, says), now)
            .await?;
        let by = permit.signature();
        Ok(Delegation {
            ended: Some(Ended { at, by }),
            ..ending
        })
    }

    /// Records on both sides at once, as of one instant.
    async fn put_on_both_sides(
        &self,
        (permit, holding, act): (&Permit<operation::ActOwn>, &Holding, Act),
        (theirs, says): (&Stream<DelegateEntry>, DelegateAct),
        now: Timestamp,
    ) -> Result<Timestamp, RegistryError> {
        let by = permit.signature();
        let at = holding.next_instant(theirs.next_instant(now));
        let mut writing = self.writing();
        // Of a delegate who was erased nothing can be said; the person's side is what decides.
        if !matches!(theirs.sealing, Sealing::Erased) {
            let entry = DelegateEntry {
                by: by.clone(),
                person: permit.person().to_owned(),
                act: says,
            };
            writing.append(theirs, &entry, at)?;
        }
        let entry = PersonEntry {
            by,
            import: None,
            acts: vec![act],
        };
        writing.append(&holding.stream, &entry, at)?;
        writing.commit().await?;
        Ok(at)
    }

    /// Every delegation for a file, those that ended too, as they were made. A delegate sees their
    /// own.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn delegates(
        &self,
        permit: &Permit<operation::SeeOwn>,
    ) -> Result<Ruling<Vec<Delegation>>, RegistryError> {
        let holding = self.holding(permit.person()).await?;
        Ok(holding.known().map(|_| holding.delegations_for(permit)))
    }

    /// Every delegation to somebody who signed in, those that ended too, as they were made.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn delegations_to(
        &self,
        signed_in: &PersonAccount,
    ) -> Result<Vec<Delegation>, RegistryError> {
        self.delegations_under(signed_in.id()).await
    }

    pub(super) async fn delegations_under(
        &self,
        delegate: &str,
    ) -> Result<Vec<Delegation>, RegistryError> {
        let stream = self.delegate_stream(delegate);
        Ok(added_up(&self.stream(stream).await?))
    }

    /// For whom somebody who signed in may act at this instant: the identifiers of those people, each
    /// once.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn acting_for(
        &self,
        signed_in: &PersonAccount,
        now: Timestamp,
    ) -> Result<Vec<String>, RegistryError> {
        let mut people = Vec::new();
        for delegation in self.delegations_to(signed_in).await? {
            if delegation.stands(now) && !people.contains(&delegation.person) {
                people.push(delegation.person);
            }
        }
        Ok(people)
    }
}

impl Holding {
    /// The delegations that a permit shows: all of them to the person, their own to a delegate.
    pub(crate) fn delegations_for(&self, permit: &Permit<operation::SeeOwn>) -> Vec<Delegation> {
        let by = permit.by().id();
        let all = self.delegations.iter();
        let shown = all.filter(|it| by == permit.person() || it.delegate == by);
        shown.cloned().collect()
    }
}

/// What a delegate's stream adds up to.
fn added_up(stream: &Stream<DelegateEntry>) -> Vec<Delegation> {
    let mut all: Vec<Delegation> = Vec::new();
    for said in &stream.entries {
        let DelegateEntry { by, person, act } = &said.what;
        match act {
            DelegateAct::Appointed(appointed) => {
                all.push(Delegation::new(person, appointed.clone(), said.recorded_at));
            }
            DelegateAct::Ended { delegation } => {
                let is_it = |it: &&mut Delegation| it.person == *person && it.id == *delegation;
                if let Some(it) = all.iter_mut().find(is_it) {
                    let (at, by) = (said.recorded_at, by.clone());
                    it.ended = Some(Ended { at, by });
                }
            }
        }
    }
    all
}

fn decide(person: &str, holding: &Holding, new: &NewDelegate, now: Timestamp) -> Ruling<Appointed> {
    check_identifier(&new.delegate)?;
    if new.delegate == person {
        return Err(Refusal::on(
            "own-delegate",
            "you cannot be your own delegate",
            "name somebody else",
        ));
    }
    if new.until.is_some_and(|until| until <= now) {
        return Err(Refusal::on(
            "until-passed",
            "the delegation would be over before it begins",
            "give a day that is still to come, or none",
        ));
    }
    let standing = || holding.delegations.iter().filter(|it| it.stands(now));
    if standing().any(|it| it.delegate == new.delegate) {
        return Err(Refusal::on(
            "delegate-exists",
            format!("`{}` is your delegate already", new.delegate),
            "end that first, to change until when or for what",
        ));
    }
    if standing().count() >= MOST {
        return Err(Refusal::on(
            "many-delegates",
            format!("you have {MOST} delegates, and no more can be had at a time"),
            "end one of them first",
        ));
    }
    if let Matters::Only(matters) = &new.matters {
        if matters.is_empty() {
            return Err(Refusal::on(
                "no-matter",
                "the delegate could open nothing",
                "name at least one matter, or all of them",
            ));
        }
        for matter in matters {
            holding.matter(Some(matter))?;
        }
    }
    Ok(Appointed {
        delegation: format!("d{}", holding.delegations.len() + 1),
        delegate: new.delegate.clone(),
        until: new.until,
        matters: new.matters.clone(),
    })
}

/// The delegation that ends.
fn decide_end(
    permit: &Permit<operation::ActOwn>,
    holding: &Holding,
    id: &str,
    now: Timestamp,
) -> Ruling<Delegation> {
    let by = permit.by().id();
    let mine = |it: &&Delegation| by == permit.person() || it.delegate == by;
    let mut all = holding.delegations.iter().filter(mine);
    let Some(delegation) = all.find(|it| it.id == id) else {
        return Err(Refusal::on(
            "unknown-delegation",
            format!("there is no delegation `{id}` that you could end"),
            "see which ones there are: a delegate can end their own",
        ));
    };
    if !delegation.stands(now) {
        return Err(Refusal::on(
            "delegation-over",
            format!("delegation `{id}` is over already"),
            "nothing is left to end",
        ));
    }
    Ok(delegation.clone())
}
