//! Where a matter can be, and what moves it on.

use crate::event::EventKind;

/// How far the person is known to have the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Service {
    /// Nobody has been served.
    None,
    /// They opened it, took it or refused it.
    Known,
    /// It is presumed, and another channel was tried before.
    PresumedTried,
    /// It is presumed, and nothing else was tried.
    Presumed,
    /// The evaluator takes it for knowledge, and it shows nothing of the person.
    TakenForKnown,
}

/// Whether the effect is stayed, by which remedy and in which instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stay {
    None,
    Objection(u8),
    Appeal(u8),
}

/// Where a matter is, clocks apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) stage: u8,
    pub(crate) service: Service,
    pub(crate) stay: Stay,
    /// Warnings that were sent, and those whose time has run.
    pub(super) sent: u16,
    pub(super) run: u16,
    pub(super) marks: u16,
}

/// Something that was done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(u16);

impl Mark {
    pub(crate) const TOLD: Self = Self(1);
    pub(crate) const BEGUN: Self = Self(2);
    pub(crate) const DECIDED: Self = Self(4);
    pub(crate) const OBJECTED: Self = Self(8);
    pub(crate) const APPEALED: Self = Self(16);
    pub(crate) const REJECTED: Self = Self(32);
    pub(crate) const CLAIMED: Self = Self(64);
    pub(crate) const JUDGED: Self = Self(128);
    pub(crate) const LED_BACK: Self = Self(256);
}

impl Place {
    pub(crate) fn has(&self, mark: Mark) -> bool {
        self.marks & mark.0 != 0
    }
    pub(super) fn with(mut self, mark: Mark) -> Self {
        self.marks |= mark.0;
        self
    }
    pub(super) fn without(mut self, mark: Mark) -> Self {
        self.marks &= !mark.0;
        self
    }
    /// Remedies open anew, unless one is pending.
    pub(super) fn reopened(self) -> Self {
        if self.stay != Stay::None {
            return self;
        }
        [Mark::TOLD, Mark::OBJECTED, Mark::APPEALED, Mark::REJECTED]
            .into_iter()
            .fold(self, Self::without)
    }
}

/// What moves a matter on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The person is served: by which ground.
    Serve(u8),
    /// The matter leaves its stage by this way.
    Leave { stage: u8, way: u8 },
    /// A warning is sent.
    Warn(u8),
    /// The time of a warning has run.
    Comply(u8),
    /// An officer or court imposes the effect.
    Impose,
    /// They lift it.
    Lift,
    /// The person is told of it.
    Tell,
    /// The person objects.
    Object(u8),
    /// The objection is rejected.
    Reject(u8),
    /// The person appeals.
    Appeal(u8),
    /// The appeal is rejected.
    Dismiss(u8),
    /// A review extends the effect.
    Extend,
    /// The person says that nothing reached them.
    Claim,
    /// That is judged not to be so.
    Judge,
    /// An accepted excuse leads back to the stage of service.
    LeadBack(u8),
    /// So many days pass.
    Wait(u16),
    /// Something else happens.
    Happen(EventKind),
}

impl Act {
    /// How many lines of a story it takes, roughly.
    pub(crate) fn lines(self) -> usize {
        match self {
            Self::Comply(_) | Self::Wait(_) => 0,
            Self::LeadBack(_) => 3,
            _ => 1,
        }
    }
}
