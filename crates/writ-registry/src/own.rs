//! A person's own file: everything that the register holds of them, what the law says of it, who
//! asked and who looked; and what they take away.

use jiff::Timestamp;
use serde::Serialize;
use writ_law::case::Event;
use writ_law::evidence::Evidence;
use writ_store::Version;

use crate::account::{Matters, Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::evidence::proof::ActLine;
use crate::explain::Explanation;
use crate::person::{Act, PersonEntry};
use crate::refusal::{Refusal, Ruling};
use crate::registry::{Kind, Registry};
use crate::stream::Said;

/// What a person is given for something that was recorded of them: that they came, for instance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Receipt {
    /// Whom it is about.
    pub person: String,
    /// Whether it has legal force.
    pub kind: Kind,
    /// The matter.
    pub matter: String,
    /// Its instrument.
    pub instrument: String,
    /// The office of the matter.
    pub office: Option<String>,
    /// What happened, and when.
    pub event: Event,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom: an officer, or the person.
    pub recorded_by: String,
    /// The number of the act, by which its proof is asked for.
    pub number: u64,
    /// Its place in the ledger, once it has one.
    pub place: Option<u64>,
    /// Since when a quorum of witnesses has signed for it, once one has.
    pub witnessed_at: Option<Timestamp>,
}

impl Registry {
    /// Everything about a person, for them or a delegate of theirs: facts with sources, matters with
    /// positions and what is open in them, who asked, who looked, what they asked to be corrected.
    /// A delegate for some matters sees those, and of the rest nothing.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn own_file(
        &self,
        permit: &Permit<operation::SeeOwn>,
        at: Timestamp,
    ) -> Result<Ruling<Explanation>, RegistryError> {
        ruled(self.try_own_file(permit, at).await)
    }

    async fn try_own_file(
        &self,
        permit: &Permit<operation::SeeOwn>,
        at: Timestamp,
    ) -> Result<Explanation, Stop> {
        let holding = self.holding(permit.person()).await?;
        let mut file = self.explained(&holding, (at, None), None).await?;
        file.looks = self.looks_of(&file.person).await?;
        file.delegations = holding.delegations_for(permit);
        if let Matters::Only(_) = permit.matters() {
            narrow(&mut file, permit);
        }
        Ok(file)
    }

    /// The acts recorded of a person, with how far each is proved, for them.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn own_acts(
        &self,
        permit: &Permit<operation::SeeOwn>,
    ) -> Result<Ruling<Vec<ActLine>>, RegistryError> {
        ruled(self.try_own_acts(permit).await)
    }

    async fn try_own_acts(&self, permit: &Permit<operation::SeeOwn>) -> Result<Vec<ActLine>, Stop> {
        let holding = self.holding(permit.person()).await?;
        holding.known()?;
        whole(permit)?;
        self.act_lines(&holding).await
    }

    /// The proof of an act recorded of a person, as the text of a file, for them: with the number of
    /// the act; of the last one without.
    ///
    /// # Errors
    ///
    /// When the store fails, or holds something else than the ledger says.
    pub async fn own_proof(
        &self,
        permit: &Permit<operation::SeeOwn>,
        number: Option<u64>,
    ) -> Result<Ruling<String>, RegistryError> {
        ruled(self.try_own_proof(permit, number).await)
    }

    async fn try_own_proof(
        &self,
        permit: &Permit<operation::SeeOwn>,
        number: Option<u64>,
    ) -> Result<String, Stop> {
        let holding = self.holding(permit.person()).await?;
        holding.known()?;
        if let Matters::Only(_) = permit.matters() {
            let stream = self.stream::<PersonEntry>(holding.stream.id).await?;
            let number = number.unwrap_or(stream.version.0);
            let mut said = stream.entries.iter();
            let act = said.find(|said| said.version.0 == number);
            let mut matters = act.into_iter().flat_map(|said| matters_of(&said.what));
            matters.try_for_each(|matter| match matter {
                Some(matter) => permit.covers_matter(matter),
                None => whole(permit),
            })?;
        }
        self.proof_of_act(&holding, number).await
    }

    /// What was recorded of a person in a matter, to be taken away.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn receipt(
        &self,
        permit: &Permit<operation::SeeOwn>,
        matter: &str,
        event: &str,
    ) -> Result<Ruling<Receipt>, RegistryError> {
        ruled(self.try_receipt(permit, matter, event).await)
    }

    async fn try_receipt(
        &self,
        permit: &Permit<operation::SeeOwn>,
        matter: &str,
        event: &str,
    ) -> Result<Receipt, Stop> {
        permit.covers_matter(matter)?;
        let holding = self.holding(permit.person()).await?;
        let person = holding.known()?.to_owned();
        let issued = &holding.matter(Some(matter))?.issued.matter;
        let stream = self.stream::<PersonEntry>(holding.stream.id).await?;
        let mut all = stream.entries.iter();
        let found = all.find_map(|said| Some((said, happened(said, matter, event)?)));
        let Some((said, event)) = found else {
            return Err(Refusal::on(
                "unknown-event",
                format!("there is no event `{event}` in matter `{matter}`"),
                "see what happened in it",
            )
            .into());
        };
        let before = Version(said.version.0.saturating_sub(1));
        let kept = self.store.read(stream.id, before).await?;
        let witnessed_at = match said.evidence {
            Evidence::At(at) => Some(at),
            Evidence::Trusted | Evidence::Waiting => None,
        };
        Ok(Receipt {
            person,
            kind: self.kind(),
            matter: matter.to_owned(),
            instrument: issued.instrument.clone(),
            office: issued.region.clone(),
            event,
            recorded_at: said.recorded_at,
            recorded_by: said.what.by.clone(),
            number: said.version.0,
            place: kept.first().and_then(|entry| entry.place),
            witnessed_at,
        })
    }
}

/// An event of a matter, if it was recorded in this act.
fn happened(said: &Said<PersonEntry>, of: &str, id: &str) -> Option<Event> {
    said.what.acts.iter().find_map(|act| match act {
        Act::Happened { matter, event, .. } if matter == of && event.id == id => {
            Some(event.clone())
        }
        _ => None,
    })
}

/// The matters in which something was recorded; `None` for what is of no matter.
fn matters_of(entry: &PersonEntry) -> impl Iterator<Item = Option<&str>> {
    entry.acts.iter().map(|act| match act {
        Act::Happened { matter, .. } => Some(matter.as_str()),
        Act::Issued(issued) => Some(issued.matter.id.as_str()),
        Act::Registered { .. }
        | Act::Fact(_)
        | Act::Apart(_)
        | Act::DelegateAppointed(_)
        | Act::DelegationEnded { .. } => None,
    })
}

/// Refused for a delegate for some matters alone.
fn whole(permit: &Permit<operation::SeeOwn>) -> Ruling<()> {
    match permit.matters() {
        Matters::All => Ok(()),
        Matters::Only(_) => Err(Refusal::on(
            "other-matter",
            "you were made a delegate for some matters, and this is about the whole file",
            "the person themselves can see it, or make you a delegate for all of it",
        )),
    }
}

/// Leaves what a delegate for some matters may see.
fn narrow(file: &mut Explanation, permit: &Permit<operation::SeeOwn>) {
    use crate::attachment::GivenWith;

    let covers = |matter: &str| permit.matters().covers(matter);
    file.matters.retain(|it| covers(&it.matter.id));
    file.attachments
        .retain(|it| matches!(&it.with, GivenWith::Event { matter, .. } if covers(matter)));
    file.facts.clear();
    file.imports.clear();
    file.questions.clear();
    file.requests.clear();
    file.looks.clear();
}
