//! Who is signed in.

use writ_registry::{Officer, PersonAccount, Principal};

/// Who reads a page or calls the API.
#[derive(Clone, Debug)]
pub enum Account {
    /// Nobody has signed in.
    Nobody,
    /// A person, and on whose file they are: their own, or that of who made them a delegate.
    Person(PersonAccount, String),
    /// An officer, a system or a desk.
    Officer(Officer),
}

impl Account {
    /// The same for `authorise`.
    #[must_use]
    pub fn principal(&self) -> Principal {
        match self {
            Self::Nobody => Principal::Anybody,
            Self::Person(account, _) => Principal::Person(account.clone()),
            Self::Officer(officer) => Principal::Officer(officer.clone()),
        }
    }
}
