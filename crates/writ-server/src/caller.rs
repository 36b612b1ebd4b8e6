//! Who calls the API: by a key or a signed token, or in the session of a browser.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use writ_registry::{
    Official, Operation, Permit, PersonAccount, Personal, Resource, authorise, operation,
};

use crate::account::Account;
use crate::bearer;
use crate::door::Door;
use crate::guard::is_safe;
use crate::problem::{Problem, Sort};
use crate::session::{self, Session};

/// The header in which a page of ours shows that it is one, where it calls the API.
pub(crate) const CSRF_HEADER: &str = "x-csrf-token";

/// Who calls.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) account: Account,
    /// Of a session: what its writing calls must carry.
    pub(crate) csrf: Option<String>,
}

impl Caller {
    /// By what name calls are counted.
    pub(crate) fn name(&self) -> Option<String> {
        match &self.account {
            Account::Nobody => None,
            Account::Person(account, _) => Some(format!("person {}", account.id())),
            Account::Officer(officer) => Some(format!("officer {}", officer.name())),
        }
    }

    /// Leave for something in the registry.
    pub(crate) fn permit<O: Official>(&self, operation: O) -> Result<Permit<O>, Problem> {
        if matches!(self.account, Account::Nobody) {
            return Err(nobody());
        }
        let permit = authorise(&self.account.principal(), operation, &Resource::Registry);
        Ok(permit?)
    }

    /// The person who calls, and on whose file they are.
    pub(crate) fn person(&self) -> Result<(&PersonAccount, &str), Problem> {
        match &self.account {
            Account::Nobody => Err(nobody()),
            Account::Person(account, on) => Ok((account, on)),
            Account::Officer(_) => Err(Problem::new(
                Sort::Forbidden,
                "this is for people who were summoned, in files of their own",
            )),
        }
    }

    /// Leave for something in the file that a person is on.
    pub(crate) async fn own<O: Personal>(
        &self,
        door: &Door,
        operation: O,
    ) -> Result<Permit<O>, Problem> {
        let (account, on) = self.person()?;
        let permit = door
            .registry()
            .permit_own(account, on, operation, door.now());
        Ok(permit.await??)
    }
}

fn nobody() -> Problem {
    Problem::unknown("bring a key or a signed token in `Authorization: Bearer`, or sign in")
}

impl FromRequestParts<Door> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let caller = identify(parts, door).await?;
        parts.extensions.insert(caller.clone());
        Ok(caller)
    }
}

async fn identify(parts: &Parts, door: &Door) -> Result<Caller, Problem> {
    if let Some(brought) = parts.headers.get(header::AUTHORIZATION) {
        let account = bearer::account(door, brought).await?;
        return Ok(Caller {
            account,
            csrf: None,
        });
    }
    let signed_in = Session::of(parts).signed_in(door).await?;
    if let (Some(signed_in), false) = (&signed_in, is_safe(&parts.method)) {
        let sent = parts.headers.get(CSRF_HEADER);
        let sent = sent.and_then(|sent| sent.to_str().ok()).unwrap_or_default();
        crate::form::check(Some(signed_in), sent)?;
    }
    let (account, csrf) = session::account(door, signed_in).await?;
    let csrf = Some(csrf.0).filter(|csrf| !csrf.is_empty());
    Ok(Caller { account, csrf })
}

/// Leave for an operation, looked at before anything else of a request is read: who may not do
/// something learns nothing from how it is refused.
#[derive(Debug)]
pub(crate) struct May<O: Operation>(pub(crate) Permit<O>);

/// The value of an operation's type.
pub(crate) trait Unit: Official {
    const IT: Self;
}

macro_rules! units {
    ($($name:ident)+) => {$(
        impl Unit for operation::$name {
            const IT: Self = Self;
        }
    )+};
}

units! {
    AddOfficer ImportRegister UpdateFacts AnswerRequest OpenCampaign ListCandidates CommitList
    DrawCampaign ApproveCampaign IssueCampaign WithdrawCampaign ReviewWithdrawal SeeCampaign
    RecordEvent RecordOutage SeeDocket ReadFeed AskQuestion ManageCallbacks ExplainPerson SeeAccess
    SeeAggregates SendMessages
}

impl<O: Unit> FromRequestParts<Door> for May<O> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, door).await?;
        caller.permit(O::IT).map(Self)
    }
}

/// Somebody who signed in for themselves, looked at before anything else is read.
#[derive(Debug)]
pub(crate) struct Themselves(Caller);

impl Themselves {
    pub(crate) const fn caller(&self) -> &Caller {
        &self.0
    }
}

impl FromRequestParts<Door> for Themselves {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, door).await?;
        caller.person()?;
        Ok(Self(caller))
    }
}
