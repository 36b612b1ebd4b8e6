//! What a person, the post and the desk do over the weeks after a summons.
//!
//! [`Population::plan`](crate::population::Population::plan) draws it from the person's luck and from the truth about them, never from a
//! regime: the same person called on the same day does the same under every law. A plan therefore
//! holds more than can happen: a letter's fate though no letter is sent, an objection though there
//! is no remedy. Each deed says what it [needs](Needs); [`crate::course`] drops the others.
//!
//! What an authority does of its own accord (warning, telling, deciding) is not here: a driver does
//! that, with the luck of [`crate::decision`].

mod copies;
mod planning;

use jiff::{SignedDuration, Timestamp};
use writ_law::case::{Event, Fact};
use writ_law::event::EventKind;

/// A summons as the person meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summons {
    /// When the first copy was entered or sent.
    pub posted_at: Timestamp,
    /// When the person is to appear.
    pub appear_at: Timestamp,
    /// The region of the matter, whose office the person is to appear at.
    pub region: String,
}

/// A way on which a copy goes out, whose fate chance decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// The account on the portal.
    Portal,
    /// A registered letter.
    Post,
    /// A visit by an officer.
    Hand,
}

impl Channel {
    /// The word for it in the shipped packs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Post => "post",
            Self::Hand => "hand",
        }
    }
}

/// What must have happened for a deed to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it happens under every regime.
    Nothing,
    /// A copy went out on this channel. The deed's time is counted from the copy's leaving.
    Copy(Channel),
    /// The person learned of the summons, from a copy or from being told of an effect.
    Notice,
    /// The person was told of an effect.
    Told,
    /// The person was told of an effect, and no copy had reached them before.
    ToldUnreached,
}

/// What is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Something happens in the matter. `recorded_at` is when a desk or carrier enters it.
    Event(Box<Event>),
    /// The person's circumstances change, and a register learns of it.
    Facts(Vec<Fact>),
}

/// One thing that a person, the post or a desk does.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What it needs.
    pub needs: Needs,
    /// What it is.
    pub act: Act,
}

impl Deed {
    /// When it is so.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match &self.act {
            Act::Event(event) => event.at,
            Act::Facts(facts) => facts.iter().map(|fact| fact.at).min().unwrap_or_default(),
        }
    }

    /// When it is recorded, or the last of it.
    #[must_use]
    pub fn recorded_at(&self) -> Timestamp {
        match &self.act {
            Act::Event(event) => event.recorded_at,
            Act::Facts(facts) => facts
                .iter()
                .map(|f| f.recorded_at)
                .max()
                .unwrap_or_default(),
        }
    }

    /// The kind of event, if it is one.
    #[must_use]
    pub fn kind(&self) -> Option<EventKind> {
        match &self.act {
            Act::Event(event) => Some(event.kind),
            Act::Facts(_) => None,
        }
    }

    /// The same deed at another time, recorded with the same delay.
    #[must_use]
    pub fn moved_by(mut self, time: SignedDuration) -> Self {
        match &mut self.act {
            Act::Event(event) => {
                event.at = after(event.at, time);
                event.recorded_at = after(event.recorded_at, time);
            }
            Act::Facts(facts) => {
                for fact in facts {
                    fact.at = after(fact.at, time);
                    fact.recorded_at = after(fact.recorded_at, time);
                }
            }
        }
        self
    }
}

/// Everything that would be done about one summons, under whatever regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The summons.
    pub summons: Summons,
    /// The deeds in order of time, all after the posting, none after a death.
    pub deeds: Vec<Deed>,
    /// How long the person takes to act on what they learn.
    pub hesitation: SignedDuration,
}

/// Puts deeds in order of time and drops what would follow a death.
pub(crate) fn in_order_until_death(deeds: &mut Vec<Deed>) {
    deeds.sort_by_key(Deed::at);
    let death = deeds
        .iter()
        .position(|deed| deed.kind() == Some(EventKind::Died));
    if let Some(last) = death {
        deeds.truncate(last + 1);
    }
}

/// A later instant; the same one if there is none so late.
pub(crate) fn after(at: Timestamp, time: SignedDuration) -> Timestamp {
    at.checked_add(time).unwrap_or(at)
}
