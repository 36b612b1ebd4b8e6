//! People who sign in for themselves, and the files that they may open.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::matrix::Personal;
use super::permit::{Permit, Principal, Resource, authorise};
use crate::error::RegistryError;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;

/// Somebody who signed in, as the registry knows them: there is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAccount {
    id: String,
    known: Known,
}

/// How somebody who signed in is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// They are in the register and have a file of their own.
    Registered,
    /// They have none, and are the delegate of somebody who has.
    Delegate,
}

impl PersonAccount {
    /// The identifier, by which the register or a delegation names them.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    #[cfg(test)]
    pub(crate) fn made_up(id: &str) -> Self {
        let (id, known) = (id.to_owned(), Known::Registered);
        Self { id, known }
    }

    /// How they are known.
    #[must_use]
    pub const fn known(&self) -> Known {
        self.known
    }

    /// By what name something that they do is recorded. No officer can have such a name.
    pub(crate) fn signature(&self) -> String {
        format!("person:{}", self.id)
    }
}

/// For which matters of a person somebody is a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matters {
    /// For all of them, later ones too.
    All,
    /// For these.
    Only(BTreeSet<String>),
}

impl Matters {
    /// Whether this matter is among them.
    #[must_use]
    pub fn covers(&self, matter: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(matters) => matters.contains(matter),
        }
    }
}

/// The file of a person, with whom they made delegates for it. The registry alone makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    person: String,
    delegates: BTreeMap<String, Matters>,
}

impl File {
    pub(super) fn with(person: &str, delegates: BTreeMap<String, Matters>) -> Self {
        let person = person.to_owned();
        Self { person, delegates }
    }

    /// The identifiers of the delegates.
    pub(super) fn delegates(&self) -> impl Iterator<Item = &str> {
        self.delegates.keys().map(String::as_str)
    }

    /// Whose it is.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.person
    }

    pub(super) fn is_of(&self, account: &PersonAccount) -> bool {
        account.id == self.person
    }

    /// What somebody holds who may open it: the person all of it, a delegate what they were given.
    pub(super) fn held_by(&self, account: &PersonAccount) -> Option<Own> {
        let matters = if self.is_of(account) {
            Matters::All
        } else {
            self.delegates.get(&account.id)?.clone()
        };
        Some(Own {
            by: account.clone(),
            person: self.person.clone(),
            matters,
        })
    }
}

/// Who acts in which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    by: PersonAccount,
    person: String,
    matters: Matters,
}

impl Own {
    /// Whose file it is.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.person
    }

    /// Who acts.
    #[must_use]
    pub const fn by(&self) -> &PersonAccount {
        &self.by
    }

    /// In which matters.
    #[must_use]
    pub const fn matters(&self) -> &Matters {
        &self.matters
    }
}

impl Registry {
    /// The account of somebody who signed in, by the identifier that sign-in vouches for. Refused for
    /// who is not in the register, or was erased from it, unless somebody made them a delegate.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn person_account(
        &self,
        person: &str,
    ) -> Result<Ruling<PersonAccount>, RegistryError> {
        let account = |known| {
            let id = person.to_owned();
            Ok(Ok(PersonAccount { id, known }))
        };
        if self.holding(person).await?.person().is_some() {
            return account(Known::Registered);
        }
        let delegations = self.delegations_under(person).await?;
        if delegations.iter().any(|it| it.ended.is_none()) {
            return account(Known::Delegate);
        }
        Ok(Err(Refusal::on(
            "no-account",
            "there is no file under the identifier that you signed in with",
            "if a notice reached you on paper, bring it to the office that it names",
        )))
    }

    /// Leave for somebody who signed in to do something in a file: their own, or that of someone who
    /// made them a delegate, as long as that has not ended. Whether there is a file that they may not
    /// open, they are not told.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn permit_own<O: Personal>(
        &self,
        signed_in: &PersonAccount,
        on: &str,
        operation: O,
        now: Timestamp,
    ) -> Result<Ruling<Permit<O>>, RegistryError> {
        let holding = self.holding(on).await?;
        Ok(match holding.known() {
            Err(nobody) if on == signed_in.id() => Err(nobody),
            known => match known.map(|person| File::of(person, &holding, now)) {
                Ok(file) if file.held_by(signed_in).is_some() => {
                    let asks = Principal::Person(signed_in.clone());
                    authorise(&asks, operation, &Resource::File(file))
                }
                _ => Err(Refusal::on(
                    "not-a-delegate",
                    "this is not your file, and you are nobody's delegate for it",
                    "whoever it belongs to can make you one",
                )),
            },
        })
    }
}
