//! The facts of the vocabulary, and the questions that chance answers about them.

use crate::luck::questions;

questions! {
    /// What chance says of a person's facts.
    Asked, strand 1:
    Band, Age, Birthday, Sex, Service, Fitness, Deferment, DefermentFrom, DefermentUntil, Account,
    Address, Home, Region, OtherRegion, Minute,
    BirthDateState, SexState, ServiceState, FitnessState, DefermentState, AccountState,
    AddressState, RegionState,
    BirthDateDay, SexDay, ServiceDay, FitnessDay, DefermentDay, AccountDay, AddressDay, RegionDay,
}

/// How a fact stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Never recorded.
    Missing,
    /// Recorded longer ago than it may be relied on.
    Stale,
    /// Two sources at odds.
    AtOdds,
    /// The register has it wrong.
    Wrong,
    /// As it should be.
    Sound,
}

/// A fact of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    BirthDate,
    Sex,
    Service,
    Fitness,
    Deferment,
    Account,
    Address,
    Region,
}

impl Named {
    pub(super) const ALL: [Self; 8] = [
        Self::BirthDate,
        Self::Sex,
        Self::Service,
        Self::Fitness,
        Self::Deferment,
        Self::Account,
        Self::Address,
        Self::Region,
    ];

    /// Its name, who says so, and who says otherwise where sources are at odds.
    pub(super) const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::BirthDate => ("birth-date", "civil-registry", "military-register"),
            Self::Sex => ("sex", "civil-registry", "military-register"),
            Self::Service => ("service", "military-register", "portal"),
            Self::Fitness => ("fitness", "medical-board", "military-register"),
            Self::Deferment => ("deferment", "military-register", "portal"),
            Self::Account => ("account", "portal", "civil-registry"),
            Self::Address => ("address", "civil-registry", "portal"),
            Self::Region => ("region", "civil-registry", "portal"),
        }
    }

    pub(super) const fn state(self) -> Asked {
        match self {
            Self::BirthDate => Asked::BirthDateState,
            Self::Sex => Asked::SexState,
            Self::Service => Asked::ServiceState,
            Self::Fitness => Asked::FitnessState,
            Self::Deferment => Asked::DefermentState,
            Self::Account => Asked::AccountState,
            Self::Address => Asked::AddressState,
            Self::Region => Asked::RegionState,
        }
    }

    pub(super) const fn day(self) -> Asked {
        match self {
            Self::BirthDate => Asked::BirthDateDay,
            Self::Sex => Asked::SexDay,
            Self::Service => Asked::ServiceDay,
            Self::Fitness => Asked::FitnessDay,
            Self::Deferment => Asked::DefermentDay,
            Self::Account => Asked::AccountDay,
            Self::Address => Asked::AddressDay,
            Self::Region => Asked::RegionDay,
        }
    }

    /// How many days before `as_of` it was recorded, at the least and at the most. The example of
    /// the regime language relies on a deferment for 90 days and on the others for 365; a fresh one
    /// stays so for at least the first two months of a campaign.
    pub(super) const fn days_ago(self, state: State) -> (u32, u32) {
        match (self, state) {
            (Self::Deferment, State::Stale) => (100, 300),
            (Self::Deferment, _) => (1, 30),
            (_, State::Stale) => (366, 1500),
            _ => (1, 200),
        }
    }
}
