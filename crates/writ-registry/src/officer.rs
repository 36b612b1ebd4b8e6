//! Officers: accounts of those who act for the authority, oversee it, or ask it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::regime::Regime;
use writ_store::{Family, StreamId};

use crate::account::{IssuedKey, Operation, Permit, Principal, Resource, authorise, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream, Writing};

/// What an officer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Keeps the register: people and facts.
    Registrar,
    /// Runs campaigns and records what happened.
    Officer,
    /// The second pair of eyes.
    Approver,
    /// Runs the machine: accounts, outages, messages. Sees nobody's file.
    Operator,
    /// Courts, ombudsmen, auditors: reads, changes nothing.
    Oversight,
    /// Another system of the authority: reads the feed of its offices.
    System,
    /// A relying desk: asks one measure for one purpose.
    Desk,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Registrar,
        Self::Officer,
        Self::Approver,
        Self::Operator,
        Self::Oversight,
        Self::System,
        Self::Desk,
    ];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registrar => "registrar",
            Self::Officer => "officer",
            Self::Approver => "approver",
            Self::Operator => "operator",
            Self::Oversight => "oversight",
            Self::System => "system",
            Self::Desk => "desk",
        }
    }

    /// The role with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// For which offices (regions) an officer acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offices {
    /// For all of them.
    All,
    /// For these.
    Only(BTreeSet<String>),
}

impl Offices {
    /// Whether this office is among them.
    #[must_use]
    pub fn covers(&self, office: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(offices) => offices.contains(office),
        }
    }
}

/// What a relying desk asks, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The one measure.
    pub measure: String,
    /// The one purpose, as the regime words it.
    pub purpose: String,
}

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOfficer {
    /// The name of the account, by which commands name the officer.
    pub name: String,
    /// What the officer is.
    pub roles: BTreeSet<Role>,
    /// For which offices.
    pub offices: Offices,
    /// Of a relying desk: what it asks.
    pub desk: Option<Desk>,
}

/// An officer of this registry, as its store knows them: there is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    account: NewOfficer,
    ended_at: Option<Timestamp>,
}

impl Officer {
    /// The name of the account.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.account.name
    }

    /// What the officer is.
    #[must_use]
    pub const fn roles(&self) -> &BTreeSet<Role> {
        &self.account.roles
    }

    /// For which offices the officer acts.
    #[must_use]
    pub const fn offices(&self) -> &Offices {
        &self.account.offices
    }

    /// Of a relying desk: what it asks.
    #[must_use]
    pub const fn desk(&self) -> Option<&Desk> {
        self.account.desk.as_ref()
    }

    /// Whether the account was ended: nothing is permitted to it any more.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        self.ended_at.is_some()
    }

    /// When the account was ended.
    #[must_use]
    pub const fn ended_at(&self) -> Option<Timestamp> {
        self.ended_at
    }

    /// The same, with roles that no account can be given.
    #[cfg(test)]
    pub(crate) fn with_roles(mut self, roles: BTreeSet<Role>) -> Self {
        self.account.roles = roles;
        self
    }

    /// Whether it is an account of another machine: a desk or a system.
    pub(crate) fn is_machine(&self) -> bool {
        let roles = self.roles();
        roles.contains(&Role::Desk) || roles.contains(&Role::System)
    }
}

pub(crate) const OFFICERS: Family = Family("officer");
const NAME_CHARACTERS: usize = 64;

/// What was done about the accounts, and by whom.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OfficerEntry {
    pub(crate) by: String,
    #[serde(flatten)]
    pub(crate) act: OfficerAct,
}

/// One thing done about an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OfficerAct {
    /// It was made.
    Added(NewOfficer),
    /// It was ended. What it did before stays.
    Ended { name: String },
    /// It was given a key, of which the digest is kept.
    KeyIssued(IssuedKey),
    /// Keys of it were taken back: those that were issued before it got this one, or all of them.
    KeysRevoked { name: String, but: Option<String> },
}

impl AsJson for OfficerEntry {}

impl Registry {
    pub(crate) fn officers_stream(&self) -> StreamId {
        self.keys.stream(OFFICERS, &[b"all"])
    }

    /// The accounts, and the stream that they were read from.
    pub(crate) async fn accounts(&self) -> Result<Accounts, RegistryError> {
        let stream = self.stream(self.officers_stream()).await?;
        let officers = known(&self.first, &stream);
        Ok(Accounts { stream, officers })
    }

    /// An officer by name, a desk, or another system. Refused for an account that was ended.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn officer(&self, name: &str) -> Result<Ruling<Officer>, RegistryError> {
        Ok(self.accounts().await?.standing(name).cloned())
    }

    /// Leave for an operation, for an officer by name.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn permit<O: Operation>(
        &self,
        name: &str,
        operation: O,
    ) -> Result<Ruling<Permit<O>>, RegistryError> {
        Ok(self.officer(name).await?.and_then(|officer| {
            authorise(&Principal::Officer(officer), operation, &Resource::Registry)
        }))
    }

    /// Every officer, in the order in which they were added, those that were ended too.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn officers(
        &self,
        _permit: &Permit<operation::AddOfficer>,
    ) -> Result<Vec<Officer>, RegistryError> {
        Ok(self.accounts().await?.officers)
    }

    /// Adds an officer.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn add_officer(
        &self,
        permit: &Permit<operation::AddOfficer>,
        account: NewOfficer,
        now: Timestamp,
    ) -> Result<Ruling<Officer>, RegistryError> {
        retried!(self.try_add_officer(permit, account.clone(), now))
    }

    async fn try_add_officer(
        &self,
        permit: &Permit<operation::AddOfficer>,
        account: NewOfficer,
        now: Timestamp,
    ) -> Result<Officer, Stop> {
        let accounts = self.accounts().await?;
        let added = decide(&accounts.officers, &account, self.regimes())?;
        let writing = self.writing();
        let act = OfficerAct::Added(account);
        accounts.put(permit, act, now, writing).await?;
        Ok(added)
    }

    /// Ends an account: nothing is permitted to it any more. What it did stays, with its name, which
    /// nobody else can have.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn end_officer(
        &self,
        permit: &Permit<operation::AddOfficer>,
        name: &str,
        now: Timestamp,
    ) -> Result<Ruling<Officer>, RegistryError> {
        retried!(self.try_end_officer(permit, name, now))
    }

    async fn try_end_officer(
        &self,
        permit: &Permit<operation::AddOfficer>,
        name: &str,
        now: Timestamp,
    ) -> Result<Officer, Stop> {
        let accounts = self.accounts().await?;
        let ended = decide_end(&accounts, name)?.clone();
        let name = name.to_owned();
        let writing = self.writing();
        let act = OfficerAct::Ended { name };
        let at = accounts.put(permit, act, now, writing).await?;
        Ok(Officer {
            ended_at: Some(at),
            ..ended
        })
    }
}

/// The accounts of a registry.
#[derive(Debug)]
pub(crate) struct Accounts {
    pub(crate) stream: Stream<OfficerEntry>,
    pub(crate) officers: Vec<Officer>,
}

impl Accounts {
    /// The account with this name.
    pub(crate) fn named(&self, name: &str) -> Ruling<&Officer> {
        let mut officers = self.officers.iter();
        let found = officers.find(|officer| officer.name() == name);
        found.ok_or_else(|| {
            Refusal::on(
                "unknown-officer",
                format!("there is no officer `{name}`"),
                "an operator may add one with `writ officer add`",
            )
        })
    }

    /// The account with this name, unless it was ended.
    pub(crate) fn standing(&self, name: &str) -> Ruling<&Officer> {
        let officer = self.named(name)?;
        if let Some(at) = officer.ended_at() {
            return Err(Refusal::on(
                "officer-ended",
                format!("the account `{name}` was ended at {at}"),
                "an operator may add another one, under another name",
            ));
        }
        Ok(officer)
    }

    /// Records something about an account, and tells when.
    pub(crate) async fn put(
        &self,
        permit: &Permit<operation::AddOfficer>,
        act: OfficerAct,
        now: Timestamp,
        mut writing: Writing<'_>,
    ) -> Result<Timestamp, RegistryError> {
        let entry = OfficerEntry {
            by: permit.name().to_owned(),
            act,
        };
        let at = self.stream.next_instant(now);
        writing.append(&self.stream, &entry, at)?;
        writing.commit().await?;
        Ok(at)
    }
}

fn known(first: &NewOfficer, stream: &Stream<OfficerEntry>) -> Vec<Officer> {
    let active = |account: &NewOfficer| Officer {
        account: account.clone(),
        ended_at: None,
    };
    let mut officers = vec![active(first)];
    for said in &stream.entries {
        match &said.what.act {
            OfficerAct::Added(account) => officers.push(active(account)),
            OfficerAct::Ended { name } => {
                let mut all = officers.iter_mut();
                if let Some(officer) = all.find(|officer| officer.name() == name) {
                    officer.ended_at = Some(said.recorded_at);
                }
            }
            OfficerAct::KeyIssued(_) | OfficerAct::KeysRevoked { .. } => {}
        }
    }
    officers
}

/// Somebody must be left who can add others.
fn decide_end<'a>(accounts: &'a Accounts, name: &str) -> Ruling<&'a Officer> {
    let ends = accounts.standing(name)?;
    let mut others = accounts.officers.iter();
    let is_left = |other: &Officer| {
        other.name() != name && !other.has_ended() && other.roles().contains(&Role::Operator)
    };
    if others.any(is_left) {
        return Ok(ends);
    }
    Err(Refusal::on(
        "last-operator",
        format!("without `{name}` nobody could add an officer any more"),
        "add another operator first",
    ))
}

/// The first officer must be able to add the others.
pub(crate) fn decide_first(account: &NewOfficer, regimes: &[Arc<Regime>]) -> Ruling<NewOfficer> {
    if !account.roles.contains(&Role::Operator) {
        let text = format!(
            "`{}`, the first officer, could not add any other",
            account.name
        );
        return Err(Refusal::on(
            "first-officer",
            text,
            "give them the role operator",
        ));
    }
    decide(&[], account, regimes).map(|officer| officer.account)
}

fn decide(officers: &[Officer], account: &NewOfficer, regimes: &[Arc<Regime>]) -> Ruling<Officer> {
    let name = account.name.as_str();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS || !name.chars().all(plain) {
        let cure = "letters, digits and - _ . @, at most 64 of them";
        return Err(Refusal::on(
            "officer-name",
            format!("`{name}` names no account"),
            cure,
        ));
    }
    if officers.iter().any(|officer| officer.name() == name) {
        let text = format!("there is an officer `{name}` already");
        return Err(Refusal::on("officer-exists", text, "choose another name"));
    }
    if account.roles.is_empty() {
        let words: Vec<_> = Role::ALL.iter().map(|role| role.word()).collect();
        let cure = format!("give at least one of {}", words.join(", "));
        return Err(Refusal::on(
            "no-role",
            format!("`{name}` could do nothing"),
            cure,
        ));
    }
    if account.roles.contains(&Role::System) && account.roles.len() > 1 {
        return Err(Refusal::on(
            "system-alone",
            format!("`{name}` would be another system and an officer of the registry"),
            "make two accounts: a system reads the feed and nothing else",
        ));
    }
    decide_desk(account, regimes)?;
    Ok(Officer {
        account: account.clone(),
        ended_at: None,
    })
}

/// A desk is a desk and nothing else, and asks what some regime lets it ask.
fn decide_desk(account: &NewOfficer, regimes: &[Arc<Regime>]) -> Ruling<()> {
    let name = &account.name;
    match (&account.desk, account.roles.contains(&Role::Desk)) {
        (None, false) => Ok(()),
        (Some(_), false) => Err(Refusal::on(
            "not-a-desk",
            format!("`{name}` has a measure and a purpose, and is no desk"),
            "give the role desk, or leave them out",
        )),
        (None, true) => Err(Refusal::on(
            "desk-without-purpose",
            format!("the desk `{name}` has no measure and purpose"),
            "name the one measure it asks about and the purpose it has",
        )),
        (Some(_), true) if account.roles.len() > 1 => Err(Refusal::on(
            "desk-alone",
            format!("`{name}` would be a desk and an officer of the registry"),
            "make two accounts: a desk sees answers and nothing else",
        )),
        (Some(desk), true) => {
            let effects = regimes.iter().flat_map(|regime| &regime.tree().effects);
            let known: BTreeSet<_> = effects
                .map(|effect| format!("`{}` for `{}`", effect.measure, effect.purpose))
                .collect();
            if known.contains(&format!("`{}` for `{}`", desk.measure, desk.purpose)) {
                return Ok(());
            }
            Err(Refusal::on(
                "unknown-purpose",
                format!(
                    "no regime lets anyone ask `{}` for `{}`",
                    desk.measure, desk.purpose
                ),
                format!(
                    "one of: {}",
                    known.into_iter().collect::<Vec<_>>().join("; ")
                ),
            ))
        }
    }
}
