//! People made up from a seed, with what a register says of them.

mod draft;
mod named;

use jiff::civil::Date;
use writ_law::case::{Fact, Person};

use self::draft::Draft;
pub(crate) use self::draft::another_region;
use crate::shares::{Shares, SharesError};
use crate::truth::Truth;

/// What every made-up identifier begins with.
pub const PREFIX: &str = "MADE-UP-";

/// The largest population: beyond it identifiers would no longer sort as people do.
pub const LARGEST: u32 = 1_000_000;

/// Why a population cannot be made up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PopulationError {
    /// Too many people.
    #[error("a made-up population of {size}: take at most {LARGEST}")]
    TooLarge {
        /// How many were wanted.
        size: u32,
    },
    /// A day too far away to count ages from.
    #[error("a made-up population as of {as_of}: take a day of the years 1900 to 2999")]
    AsOf {
        /// The day.
        as_of: Date,
    },
    /// Shares that do not fit.
    #[error("the shares of a made-up population do not fit")]
    Shares(#[source] SharesError),
}

/// A made-up person.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeUpPerson {
    /// Which one, from 0.
    pub index: u32,
    /// The visibly made-up identifier.
    pub id: String,
    /// The office that keeps the file, named by its region, even where the fact `region` is missing
    /// or wrong.
    pub office: String,
    /// What the register says, in the order in which it was recorded; no two at the same instant.
    pub facts: Vec<Fact>,
    /// What is so. Never written into a register.
    pub truth: Truth,
}

impl MadeUpPerson {
    /// The person as the law knows them: by facts alone.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            id: self.id.clone(),
            facts: self.facts.clone(),
            restricted: Vec::new(),
        }
    }
}

/// A population made up from a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    pub(crate) seed: u64,
    size: u32,
    pub(crate) shares: Shares,
    pub(crate) as_of: Date,
}

impl Population {
    /// A population of `size` people, whose register was last written to before `as_of` began (in
    /// UTC).
    ///
    /// # Errors
    ///
    /// [`PopulationError`] if there are more than [`LARGEST`] people, if `as_of` lies outside 1900
    /// to 2999, or if a group of shares comes to more than one thousand.
    pub fn new(seed: u64, size: u32, shares: Shares, as_of: Date) -> Result<Self, PopulationError> {
        if size > LARGEST {
            return Err(PopulationError::TooLarge { size });
        }
        if !(1900..=2999).contains(&as_of.year()) {
            return Err(PopulationError::AsOf { as_of });
        }
        shares.check().map_err(PopulationError::Shares)?;
        Ok(Self {
            seed,
            size,
            shares,
            as_of,
        })
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many people there are.
    #[must_use]
    pub const fn size(&self) -> u32 {
        self.size
    }

    /// The shares.
    #[must_use]
    pub const fn shares(&self) -> &Shares {
        &self.shares
    }

    /// The day on which the register is looked at.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// Person `index`, the same whatever the size, even beyond it.
    #[must_use]
    pub fn person(&self, index: u32) -> MadeUpPerson {
        Draft::of(self, index).person(index)
    }

    /// Everybody, one at a time.
    pub fn people(&self) -> impl Iterator<Item = MadeUpPerson> + '_ {
        (0..self.size).map(|index| self.person(index))
    }
}
