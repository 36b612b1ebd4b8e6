//! Permits: leave for one operation, made by [`authorise`] alone.

use std::fmt::Debug;

use super::matrix::{Official, Operation, Personal};
use super::person::{File, Matters, Own, PersonAccount};
use super::policy::policies;
use crate::officer::{Officer, Offices};
use crate::refusal::{Refusal, Ruling};

/// Who asks. The registry alone makes what is in it, so that nobody is taken at their word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// An officer, an overseer, a system or a relying desk.
    Officer(Officer),
    /// Somebody who signed in for themselves.
    Person(PersonAccount),
    /// Anybody else.
    Anybody,
}

/// On what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The registry. For which offices an officer acts is looked at when it is known of whom or what
    /// the operation is: it limits what a permit reaches, and not who gets one.
    Registry,
    /// The file of a person.
    File(File),
    /// What is public.
    Public,
}

/// Anyone: what is public asks for no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anyone;

/// Who holds leave for an operation.
pub trait Holder: sealed::Holds {}

pub(super) mod sealed {
    use super::{Debug, Principal, Resource};

    pub trait Holds: Clone + Debug + Sized {
        /// Who holds it when this principal is let do something on this. `None` where such leave
        /// cannot be: an officer has no file of their own.
        fn of(principal: &Principal, resource: &Resource) -> Option<Self>;
    }
}

impl Holder for Officer {}

impl sealed::Holds for Officer {
    fn of(principal: &Principal, _resource: &Resource) -> Option<Self> {
        match principal {
            Principal::Officer(officer) if officer.has_ended() => None,
            Principal::Officer(officer) => Some(officer.clone()),
            Principal::Person(_) | Principal::Anybody => None,
        }
    }
}

impl Holder for Own {}

impl sealed::Holds for Own {
    fn of(principal: &Principal, resource: &Resource) -> Option<Self> {
        match (principal, resource) {
            (Principal::Person(account), Resource::File(file)) => file.held_by(account),
            _ => None,
        }
    }
}

impl Holder for Anyone {}

impl sealed::Holds for Anyone {
    fn of(_principal: &Principal, _resource: &Resource) -> Option<Self> {
        Some(Self)
    }
}

/// Leave for one operation. Only [`authorise`] makes it.
#[derive(Clone, Debug)]
pub struct Permit<O: Operation> {
    holder: O::Holder,
}

impl<O: Official> Permit<O> {
    /// Whose it is.
    #[must_use]
    pub const fn officer(&self) -> &Officer {
        &self.holder
    }

    /// The name of whose it is.
    pub(crate) fn name(&self) -> &str {
        self.holder.name()
    }

    /// Refused where the officer does not act for this office.
    pub(crate) fn covers(&self, office: &str) -> Ruling<()> {
        if self.holder.offices().covers(office) {
            return Ok(());
        }
        Err(self.other_office(&format!("office `{office}`")))
    }

    /// Refused where the officer does not act for all offices.
    pub(crate) fn covers_all(&self) -> Ruling<()> {
        match self.holder.offices() {
            Offices::All => Ok(()),
            Offices::Only(_) => Err(self.other_office("all offices")),
        }
    }

    fn other_office(&self, offices: &str) -> Refusal {
        Refusal::on(
            "other-office",
            format!("`{}` does not act for {offices}", self.name()),
            "an officer who does may",
        )
    }
}

impl<O: Personal> Permit<O> {
    /// Whose file it is for.
    #[must_use]
    pub fn person(&self) -> &str {
        self.holder.person()
    }

    /// Who signed in: the person, or a delegate of theirs.
    #[must_use]
    pub const fn by(&self) -> &PersonAccount {
        self.holder.by()
    }

    /// Which matters it is for.
    #[must_use]
    pub const fn matters(&self) -> &Matters {
        self.holder.matters()
    }

    /// By what name something done with it is recorded.
    pub(crate) fn signature(&self) -> String {
        self.by().signature()
    }

    /// Refused for a matter that a delegate was not made one for.
    ///
    /// # Errors
    ///
    /// The refusal says what would cure it.
    pub fn covers_matter(&self, matter: &str) -> Ruling<()> {
        if self.matters().covers(matter) {
            return Ok(());
        }
        Err(Refusal::on(
            "other-matter",
            format!("you were not made a delegate for matter `{matter}`"),
            "the person themselves can act in it, or make you a delegate for it as well",
        ))
    }
}

/// Leave for an operation, if the policies give it. What cannot be decided is refused.
///
/// # Errors
///
/// A refusal that names who may.
pub fn authorise<O: Operation>(
    principal: &Principal,
    _operation: O,
    resource: &Resource,
) -> Ruling<Permit<O>> {
    let holder = <O::Holder as sealed::Holds>::of(principal, resource);
    match holder.filter(|_| may::<O>(principal, resource)) {
        Some(holder) => Ok(Permit { holder }),
        None => Err(refused::<O>(principal)),
    }
}

fn may<O: Operation>(principal: &Principal, resource: &Resource) -> bool {
    policies().is_ok_and(|policies| policies.permit::<O>(principal, resource))
}

fn refused<O: Operation>(principal: &Principal) -> Refusal {
    let asks = match principal {
        Principal::Officer(officer) => format!("`{}`", officer.name()),
        Principal::Person(_) => "you".to_owned(),
        Principal::Anybody => "who is not signed in".to_owned(),
    };
    let may: Vec<_> = O::WHO.iter().map(|who| who.word()).collect();
    Refusal::on(
        "not-permitted",
        format!("{asks} may not {}", O::NAME),
        format!("this is for: {}", may.join(", ")),
    )
}
