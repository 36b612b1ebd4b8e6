//! What may be done in a registry, and who may do it: as types, and as data.

use std::fmt::{self, Debug};

use serde::{Deserialize, Serialize};

use super::permit::{Anyone, Holder};
use super::person::Own;
use crate::officer::{Officer, Role};

/// Who may do something: what an officer is, or how somebody stands to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever has this role.
    Role(Role),
    /// The person whose file it is.
    Person,
    /// Somebody whom that person made a delegate.
    Delegate,
    /// Anybody, signed in or not.
    Anybody,
}

impl Who {
    /// Everyone of whom the matrix speaks.
    pub const ALL: [Self; 10] = [
        Self::Role(Role::Registrar),
        Self::Role(Role::Officer),
        Self::Role(Role::Approver),
        Self::Role(Role::Operator),
        Self::Role(Role::Oversight),
        Self::Role(Role::System),
        Self::Role(Role::Desk),
        Self::Person,
        Self::Delegate,
        Self::Anybody,
    ];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Role(role) => role.word(),
            Self::Person => "person",
            Self::Delegate => "delegate",
            Self::Anybody => "anybody",
        }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Something that somebody may do.
pub trait Operation: sealed::Sealed + Copy + Debug {
    /// Who holds leave for it.
    type Holder: Holder;
    /// The action of the policies that it is.
    const ACTION: &'static str;
    /// Its name, in plain words after *may*.
    const NAME: &'static str;
    /// Who may.
    const WHO: &'static [Who];
}

/// What an officer does: an operation of the authority, an overseer, a system or a desk.
pub trait Official: Operation<Holder = Officer> {}

impl<O: Operation<Holder = Officer>> Official for O {}

/// What a person does in a file: their own, or that of someone who made them a delegate.
pub trait Personal: Operation<Holder = Own> {}

impl<O: Operation<Holder = Own>> Personal for O {}

mod sealed {
    pub trait Sealed {}
}

/// An operation with who may, as the documents and the tests read it. What is decided, the
/// policies decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The action of the policies.
    pub action: &'static str,
    /// The operation, in plain words after *may*.
    pub name: &'static str,
    /// Who may.
    pub who: &'static [Who],
}

macro_rules! operations {
    ($($holder:ident { $($(#[$doc:meta])* $name:ident = $words:literal: $($who:expr),+;)* })*) => {
        /// What may be done, one type each, so that a permit for one is none for another.
        pub mod operation {
            use super::{Operation, Who, sealed};
            use super::words::*;
            $($(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl sealed::Sealed for $name {}
                impl Operation for $name {
                    type Holder = super::$holder;
                    const ACTION: &'static str = stringify!($name);
                    const NAME: &'static str = $words;
                    const WHO: &'static [Who] = &[$($who),+];
                }
            )*)*
        }
        /// Who may do what, as data.
        pub const MATRIX: &[Row] = &[$($(Row {
            action: <operation::$name as Operation>::ACTION,
            name: <operation::$name as Operation>::NAME,
            who: <operation::$name as Operation>::WHO,
        }),*),*];
    };
}

/// Who may, in one word each.
mod words {
    use super::{Role, Who};

    pub(super) const REGISTRAR: Who = Who::Role(Role::Registrar);
    pub(super) const OFFICER: Who = Who::Role(Role::Officer);
    pub(super) const APPROVER: Who = Who::Role(Role::Approver);
    pub(super) const OPERATOR: Who = Who::Role(Role::Operator);
    pub(super) const OVERSIGHT: Who = Who::Role(Role::Oversight);
    pub(super) const SYSTEM: Who = Who::Role(Role::System);
    pub(super) const DESK: Who = Who::Role(Role::Desk);
    pub(super) const PERSON: Who = Who::Person;
    pub(super) const DELEGATE: Who = Who::Delegate;
    pub(super) const ANYBODY: Who = Who::Anybody;
}

operations! {
    Officer {
        /// Make and end accounts, and give desks their keys.
        AddOfficer = "add officers": OPERATOR;
        /// Take people and facts into the register.
        ImportRegister = "import the register": REGISTRAR;
        /// Record new facts about people who are in it.
        UpdateFacts = "update facts": REGISTRAR;
        /// Answer what people asked for in their own file.
        AnswerRequest = "answer requests": REGISTRAR, OFFICER;
        /// Open a campaign.
        OpenCampaign = "open campaigns": OFFICER;
        /// Judge who is eligible.
        ListCandidates = "list candidates": OFFICER;
        /// Commit to the list.
        CommitList = "commit to a list": OFFICER;
        /// Draw from the list.
        DrawCampaign = "draw": OFFICER;
        /// Be the second officer of a campaign.
        ApproveCampaign = "approve campaigns": APPROVER;
        /// Issue notices.
        IssueCampaign = "issue notices": OFFICER;
        /// Withdraw a campaign en masse.
        WithdrawCampaign = "withdraw campaigns": OFFICER, APPROVER;
        /// Review a withdrawal.
        ReviewWithdrawal = "review withdrawals": APPROVER;
        /// See campaigns: counts, never people.
        SeeCampaign = "see campaigns": OFFICER, APPROVER, OVERSIGHT;
        /// Record what happened in a matter.
        RecordEvent = "record events": OFFICER;
        /// Record that a channel was out.
        RecordOutage = "record outages": OFFICER, OPERATOR;
        /// See what is due, stuck or waiting in the offices one acts for.
        SeeDocket = "see the docket": OFFICER, APPROVER;
        /// Read what happened, in order, with handles instead of identities.
        ReadFeed = "read the feed": SYSTEM;
        /// Ask one question about one person.
        AskQuestion = "ask questions": DESK;
        /// See and end the callbacks that one's own desk left.
        ManageCallbacks = "manage callbacks": DESK;
        /// See one person's position and its reasons.
        ExplainPerson = "explain positions": OFFICER, APPROVER, OVERSIGHT;
        /// See who looked at what.
        SeeAccess = "see who looked": OVERSIGHT;
        /// See counts over everybody, small ones too.
        SeeAggregates = "see aggregates": OVERSIGHT;
        /// Send what waits in the outbox.
        SendMessages = "send messages": OPERATOR;
    }
    Own {
        /// See a file: one's own, or that of someone who made one a delegate.
        SeeOwn = "see their own file": PERSON, DELEGATE;
        /// Act in it.
        ActOwn = "act in their own file": PERSON, DELEGATE;
        /// Let somebody else see it and act in it.
        AppointDelegate = "appoint delegates": PERSON;
    }
    Anyone {
        /// See what is public: the law, the ledger, counts with the small ones left out.
        SeePublic = "see what is public":
            REGISTRAR, OFFICER, APPROVER, OPERATOR, OVERSIGHT, SYSTEM, DESK, PERSON, DELEGATE,
            ANYBODY;
    }
}
