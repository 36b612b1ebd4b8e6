//! Who is signed in.

use writ_registry::Officer;

/// A person who has signed in, as the registry knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAccount {
    person: String,
}

impl PersonAccount {
    pub(crate) fn of(person: String) -> Self {
        Self { person }
    }

    /// The identifier of the person in the register.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.person
    }
}

/// Who reads a page.
#[derive(Clone, Debug)]
pub enum Account {
    /// Nobody has signed in.
    Nobody,
    /// A person, and on whose file they are: their own, or that of who made them a delegate.
    Person(PersonAccount, String),
    /// An officer.
    Officer(Officer),
}
