//! The carriers, as a port: what takes a message out of the house. What they are, mail, a text or
//! a webhook, is `writ-courier`'s to know.

use std::fmt::{self, Debug};

use async_trait::async_trait;
use jiff::Timestamp;
use zeroize::Zeroizing;

/// Which way something is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// By e-mail.
    Mail,
    /// By a text to a telephone.
    Text,
    /// To an address of a relying desk.
    Webhook,
}

impl Way {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
            Self::Webhook => "webhook",
        }
    }
}

/// Something to be carried.
#[derive(Clone, PartialEq, Eq)]
pub struct Parcel {
    /// By which a repetition is recognised: carried again, it is the same.
    pub id: String,
    /// Where it goes: an address of e-mail, a telephone number, an address of the web.
    pub to: String,
    /// What stands above it, where anything does.
    pub title: String,
    /// What it says.
    pub text: String,
    /// What it is signed with, where it is signed for whom it goes to.
    pub secret: Option<Zeroizing<Vec<u8>>>,
}

impl Debug for Parcel {
    /// Without where it goes and what it says: both are about somebody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parcel")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The other side took it.
    Sent,
    /// It did not arrive, and may another time.
    Later {
        /// Why, without a word about the person.
        why: String,
    },
    /// It did not arrive, and will not, however often it is tried.
    Never {
        /// Why, without a word about the person.
        why: String,
    },
}

/// What carries parcels one way.
#[async_trait]
pub trait Carrier: Debug + Send + Sync {
    /// Which way.
    fn way(&self) -> Way;
    /// Carries a parcel.
    async fn carry(&self, parcel: &Parcel, now: Timestamp) -> Carried;
}
