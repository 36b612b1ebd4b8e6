//! Event kinds, and which side of the law they are on.
//!
//! An event *relieves* or *burdens*. Relief has force from when it was so; a burden only from when
//! it was also recorded (and, in a registry, witnessed). See `docs/REGIME.md`, "Time of an event".

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $side:ident;)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum EventKind {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)*
        }
        impl EventKind {
            /// Every kind, in the order of the vocabulary.
            pub const ALL: &'static [EventKind] = &[$(EventKind::$variant),*];
            /// The word for it in packs, cases and answers.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(EventKind::$variant => $word),* }
            }
            /// Its side; [`SideOfKind::ByContent`] where the kind alone does not tell.
            #[must_use]
            pub const fn side(self) -> SideOfKind {
                match self { $(EventKind::$variant => SideOfKind::$side),* }
            }
        }
    };
}

/// Which side a kind of event is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideOfKind {
    /// It relieves.
    Relieves,
    /// It burdens.
    Burdens,
    /// Its outcome, or what it corrects, tells.
    ByContent,
}

kinds! {
    /// A copy was put in a queue.
    Queued = "queued", Burdens;
    /// A copy was sent.
    Dispatched = "dispatched", Burdens;
    /// A copy was entered in the account, the register or the post.
    Posted = "posted", Burdens;
    /// An alert was sent.
    AlertSent = "alert-sent", Burdens;
    /// An alert failed.
    AlertFailed = "alert-failed", Relieves;
    /// The copy was opened.
    Opened = "opened", Burdens;
    /// The copy was handed over.
    Delivered = "delivered", Burdens;
    /// The copy was refused.
    Refused = "refused", Burdens;
    /// Nobody was there.
    Absent = "absent", Burdens;
    /// The copy came back.
    Returned = "returned", Relieves;
    /// A service was rebutted.
    Rebutted = "rebutted", Relieves;
    /// The person was told of an effect.
    Told = "told", Burdens;
    /// The person was warned.
    Warned = "warned", Burdens;
    /// The person appeared.
    Appeared = "appeared", Relieves;
    /// The person was taken there by force. Ends effects, meets no duty, proves no service.
    BroughtIn = "brought-in", Relieves;
    /// The person answered.
    Replied = "replied", Relieves;
    /// The person claimed an excuse.
    ExcuseClaimed = "excuse-claimed", Relieves;
    /// An excuse was accepted.
    ExcuseAccepted = "excuse-accepted", Relieves;
    /// An excuse was refused.
    ExcuseRefused = "excuse-refused", Burdens;
    /// The person objected.
    Objected = "objected", Relieves;
    /// An objection was upheld.
    ObjectionUpheld = "objection-upheld", Relieves;
    /// An objection was rejected.
    ObjectionRejected = "objection-rejected", Burdens;
    /// An officer or court decided on an effect: `imposed`, `refused` or `ended`.
    Decided = "decided", ByContent;
    /// A court reviewed an effect: `extended` or `ended`.
    Reviewed = "reviewed", ByContent;
    /// The cause of an excuse ended.
    CauseEnded = "cause-ended", Burdens;
    /// The person says that nothing reached them.
    NonReceiptClaimed = "non-receipt-claimed", Relieves;
    /// The person says that they did appear.
    AppearanceClaimed = "appearance-claimed", Relieves;
    /// An officer confirmed eligibility anew.
    EligibilityConfirmed = "eligibility-confirmed", Burdens;
    /// The authority withdrew the instrument.
    Withdrawn = "withdrawn", Relieves;
    /// The person was found ineligible.
    FoundIneligible = "found-ineligible", Relieves;
    /// The person died.
    Died = "died", Relieves;
    /// An earlier event was wrong; `supersedes` names it.
    Corrected = "corrected", ByContent;
    /// An officer or court answered a question of judgement, or judged a claim: `reason` names
    /// it; `outcome` is `yes` or `no`.
    Judged = "judged", ByContent;
    /// A public event happened; `reason` names it.
    Proclaimed = "proclaimed", Burdens;
    /// An outage began.
    OutageStarted = "outage-started", Relieves;
    /// An outage ended.
    OutageEnded = "outage-ended", Burdens;
}

impl EventKind {
    /// The kind of this word, if there is one.
    ///
    /// ```
    /// use writ_law::event::EventKind;
    /// assert_eq!(EventKind::from_word("posted"), Some(EventKind::Posted));
    /// assert_eq!(EventKind::from_word("postd"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// Whether it closes a matter from any stage, written in the pack or not.
    #[must_use]
    pub const fn closes(self) -> bool {
        matches!(
            self,
            Self::Appeared
                | Self::BroughtIn
                | Self::ExcuseAccepted
                | Self::Withdrawn
                | Self::ObjectionUpheld
                | Self::FoundIneligible
                | Self::Died
        )
    }

    /// The attributes that an event of this kind may carry besides `id kind at recorded_at`.
    #[must_use]
    pub const fn attributes(self) -> &'static [Attribute] {
        use Attribute as A;
        match self {
            Self::Queued | Self::Dispatched | Self::Posted | Self::Opened => {
                &[A::Channel, A::By, A::To, A::Place]
            }
            Self::AlertSent | Self::AlertFailed => &[A::Channel, A::Attempt, A::Reason],
            Self::Delivered | Self::Refused | Self::Absent | Self::Returned => &[
                A::Channel,
                A::By,
                A::To,
                A::Place,
                A::Mark,
                A::Attempt,
                A::Reason,
            ],
            Self::Rebutted => &[A::Channel, A::Reason, A::By, A::Until],
            Self::Judged => &[A::Reason, A::Outcome, A::By, A::Channel],
            Self::Proclaimed => &[A::Reason],
            Self::Told => &[A::Channel, A::Effect],
            Self::Warned => &[A::Channel],
            Self::Appeared | Self::BroughtIn => &[A::Place, A::By],
            Self::Replied => &[A::Channel, A::Reason],
            Self::ExcuseClaimed | Self::ExcuseAccepted | Self::ExcuseRefused => {
                &[A::Excuse, A::Reason, A::By]
            }
            Self::CauseEnded => &[A::Excuse],
            Self::Objected | Self::ObjectionUpheld | Self::ObjectionRejected => {
                &[A::Remedy, A::Effect, A::Reason, A::By]
            }
            Self::Decided => &[A::Effect, A::Outcome, A::By, A::Reason],
            Self::Reviewed => &[A::Effect, A::Outcome, A::By, A::Reason, A::Until],
            Self::NonReceiptClaimed => &[A::Channel, A::Reason],
            Self::AppearanceClaimed => &[A::Place, A::Reason],
            Self::EligibilityConfirmed => &[A::By],
            Self::Withdrawn | Self::FoundIneligible => &[A::Reason, A::By],
            Self::Died => &[],
            Self::Corrected => &[A::Supersedes, A::Reason, A::By],
            Self::OutageStarted | Self::OutageEnded => &[A::Channel, A::Reason],
        }
    }
}

/// An attribute of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// The channel of the copy.
    Channel,
    /// By whom.
    By,
    /// To whom.
    To,
    /// Where.
    Place,
    /// The carrier's mark.
    Mark,
    /// Which attempt.
    Attempt,
    /// Why.
    Reason,
    /// The measure it is about.
    Effect,
    /// The remedy it is about.
    Remedy,
    /// The excuse it is about.
    Excuse,
    /// What was decided.
    Outcome,
    /// The event it corrects.
    Supersedes,
    /// Until when.
    Until,
}

impl Attribute {
    /// The word for it in cases and examples.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::By => "by",
            Self::To => "to",
            Self::Place => "place",
            Self::Mark => "mark",
            Self::Attempt => "attempt",
            Self::Reason => "reason",
            Self::Effect => "effect",
            Self::Remedy => "remedy",
            Self::Excuse => "excuse",
            Self::Outcome => "outcome",
            Self::Supersedes => "supersedes",
            Self::Until => "until",
        }
    }
}
