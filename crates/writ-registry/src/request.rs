//! Requests: a person says that a fact of theirs is wrong, and an officer answers in time.
//!
//! A request changes nothing by itself. What the law goes by are the facts: what was right is
//! recorded as a fact, and then the request is answered.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use writ_law::zone;
use writ_store::{Family, StreamId};

use crate::account::{Permit, operation};
use crate::act::signed;
use crate::attachment::{self, GivenWith, NewAttachment};
use crate::error::{RegistryError, Stop, retried, ruled};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream};

pub(crate) const REQUESTS: Family = Family("request");

/// How many days an officer has to answer: the month of Article 12(3) GDPR.
pub const ANSWER_DAYS: u32 = 30;
/// How long what a person writes may be.
const CHARACTERS: usize = 2_000;
/// How many requests of one person may wait at once.
const MOST_WAITING: usize = 20;

/// What a person asks to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionAsked {
    /// The fact, by its name.
    pub fact: String,
    /// What the register says, as the person read it.
    pub says: String,
    /// What it should say.
    pub should_be: String,
    /// Why.
    pub reason: String,
    /// What shows it.
    pub attachments: Vec<NewAttachment>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestOutcome {
    /// A fact was recorded that says what is right.
    Corrected,
    /// The record is right.
    Refused,
}

/// An answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestAnswer {
    /// What became of it.
    pub outcome: RequestOutcome,
    /// Why, as the person will read it.
    pub reason: String,
}

/// A request for a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionRequest {
    /// Its number among those of this person.
    pub number: u64,
    /// The fact.
    pub fact: String,
    /// What the register says, as the person read it.
    pub says: String,
    /// What it should say.
    pub should_be: String,
    /// Why.
    pub reason: String,
    /// Attachments, by number.
    pub attachments: Vec<u64>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Who asked: the person, or a delegate of theirs.
    pub asked_by: String,
    /// The last instant to answer it.
    pub due: Timestamp,
    /// The answer.
    pub answer: Option<Answered>,
}

/// How a request was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// When.
    pub answered_at: Timestamp,
    /// What became of it.
    pub outcome: RequestOutcome,
    /// Why.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RequestEntry {
    Asked {
        /// Whose fact it is, so that the docket can name them.
        person: String,
        by: String,
        fact: String,
        says: String,
        should_be: String,
        reason: String,
        attachments: Vec<u64>,
    },
    Answered {
        by: String,
        /// The number of the request.
        of: u64,
        outcome: RequestOutcome,
        reason: String,
    },
}

impl AsJson for RequestEntry {}

impl RequestEntry {
    /// Whose fact it is.
    pub(crate) fn person(&self) -> Option<&str> {
        match self {
            Self::Asked { person, .. } => Some(person),
            Self::Answered { .. } => None,
        }
    }
}

/// The requests that a stream holds.
pub(crate) fn requests(stream: &Stream<RequestEntry>, zone: &TimeZone) -> Vec<CorrectionRequest> {
    let mut all: Vec<CorrectionRequest> = Vec::new();
    for said in &stream.entries {
        match said.what.clone() {
            RequestEntry::Asked {
                person: _,
                by,
                fact,
                says,
                should_be,
                reason,
                attachments,
            } => all.push(CorrectionRequest {
                number: said.version.0,
                fact,
                says,
                should_be,
                reason,
                attachments,
                asked_at: said.recorded_at,
                asked_by: by,
                due: due(said.recorded_at, zone),
                answer: None,
            }),
            RequestEntry::Answered {
                of,
                outcome,
                reason,
                by: _,
            } => {
                if let Some(asked) = all.iter_mut().find(|it| it.number == of) {
                    asked.answer = Some(Answered {
                        answered_at: said.recorded_at,
                        outcome,
                        reason,
                    });
                }
            }
        }
    }
    all
}

/// The last instant of the thirtieth day after that of the request.
fn due(asked_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let day = zone.to_datetime(asked_at).date();
    let after = day.checked_add(jiff::Span::new().days(i64::from(ANSWER_DAYS) + 1));
    let ends = after.ok().and_then(|day| zone::day_begins(zone, day));
    let second = jiff::SignedDuration::from_secs(1);
    ends.and_then(|ends| ends.checked_sub(second).ok())
        .unwrap_or(Timestamp::MAX)
}

/// What a person wrote, fit to be kept.
pub(crate) fn written(what: &'static str, text: &str) -> Ruling<String> {
    let plain = |c: &char| !c.is_control() || *c == '\n';
    let plain: String = text.chars().filter(plain).collect();
    let plain = plain.trim();
    if plain.chars().count() > CHARACTERS {
        return Err(Refusal::on(
            "too-long",
            format!("{what} is longer than {CHARACTERS} characters"),
            "say it shorter, or give a file with it",
        ));
    }
    Ok(plain.to_owned())
}

/// The same, where it cannot be left out.
pub(crate) fn needed(what: &'static str, text: &str) -> Ruling<String> {
    let text = written(what, text)?;
    if text.is_empty() {
        return Err(Refusal::on(
            "left-out",
            format!("{what} was left out"),
            "write it in your own words",
        ));
    }
    Ok(text)
}

impl Registry {
    pub(crate) fn request_stream(&self, person: &str) -> StreamId {
        self.keys.stream(REQUESTS, &[person.as_bytes()])
    }

    /// What a person asked to be corrected.
    pub(crate) async fn requests_of(
        &self,
        person: &str,
    ) -> Result<Vec<CorrectionRequest>, RegistryError> {
        let stream = self.stream(self.request_stream(person)).await?;
        Ok(requests(&stream, self.zone()))
    }

    /// Asks for a fact to be corrected.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn ask_correction(
        &self,
        permit: &Permit<operation::ActOwn>,
        asked: &CorrectionAsked,
        now: Timestamp,
    ) -> Result<Ruling<CorrectionRequest>, RegistryError> {
        retried!(self.try_ask_correction(permit, asked, now))
    }

    async fn try_ask_correction(
        &self,
        permit: &Permit<operation::ActOwn>,
        asked: &CorrectionAsked,
        now: Timestamp,
    ) -> Result<CorrectionRequest, Stop> {
        let holding = self.holding(permit.person()).await?;
        let person = holding.known()?;
        let stream = self
            .stream::<RequestEntry>(self.request_stream(person))
            .await?;
        self.decide_asked(&requests(&stream, self.zone()), asked)?;
        let by = signed(permit);
        let number = stream.version.0 + 1;
        let mut writing = self.writing();
        let with = GivenWith::Request(number);
        let given = &asked.attachments;
        let attachments = self
            .attach(person, (&by, &with), given, (now, &mut writing))
            .await?;
        let entry = RequestEntry::Asked {
            person: person.to_owned(),
            by: by.clone(),
            fact: asked.fact.clone(),
            says: written("what the register says", &asked.says)?,
            should_be: needed("what it should say", &asked.should_be)?,
            reason: needed("why", &asked.reason)?,
            attachments,
        };
        let at = stream.next_instant(now);
        writing.append(&stream, &entry, at)?;
        writing.unless_changed(&holding.stream);
        writing.commit().await?;
        let mut after = stream;
        after.push(entry, at);
        let all = requests(&after, self.zone());
        let made = all.into_iter().find(|it| it.number == number);
        made.ok_or_else(|| unmade().into())
    }

    fn decide_asked(&self, before: &[CorrectionRequest], asked: &CorrectionAsked) -> Ruling<()> {
        let facts = self
            .regimes()
            .iter()
            .flat_map(|regime| &regime.tree().facts);
        let known: std::collections::BTreeSet<&str> =
            facts.map(|fact| fact.name.text.as_str()).collect();
        if !known.contains(asked.fact.as_str()) {
            let known: Vec<_> = known.into_iter().collect();
            return Err(Refusal::on(
                "unknown-fact",
                format!("the register keeps no `{}`", asked.fact),
                format!("one of: {}", known.join(", ")),
            ));
        }
        let waiting = || before.iter().filter(|it| it.answer.is_none());
        if waiting().any(|it| it.fact == asked.fact) {
            return Err(Refusal::on(
                "asked-already",
                format!("a correction of `{}` is being looked at", asked.fact),
                "wait for the answer; what is new can be said after it",
            ));
        }
        if waiting().count() >= MOST_WAITING {
            return Err(Refusal::on(
                "too-many-requests",
                format!("{MOST_WAITING} requests wait for an answer"),
                "wait until some of them are answered",
            ));
        }
        attachment::check(&asked.attachments)
    }

    /// Answers a request. That a fact was corrected can be said once a newer one is recorded.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn answer_correction(
        &self,
        permit: &Permit<operation::AnswerRequest>,
        (person, number): (&str, u64),
        answer: &RequestAnswer,
        now: Timestamp,
    ) -> Result<Ruling<CorrectionRequest>, RegistryError> {
        retried!(self.try_answer_correction(permit, (person, number), answer, now))
    }

    async fn try_answer_correction(
        &self,
        permit: &Permit<operation::AnswerRequest>,
        (person, number): (&str, u64),
        answer: &RequestAnswer,
        now: Timestamp,
    ) -> Result<CorrectionRequest, Stop> {
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_person(permit, &holding)?;
        let stream = self
            .stream::<RequestEntry>(self.request_stream(person))
            .await?;
        let all = requests(&stream, self.zone());
        let newer = |fact: &str, since: Timestamp| {
            let mut facts = holding.facts();
            facts.any(|(it, _)| it.fact == fact && it.recorded_at > since)
        };
        decide_answer(&all, number, answer, newer)?;
        let entry = RequestEntry::Answered {
            by: permit.name().to_owned(),
            of: number,
            outcome: answer.outcome,
            reason: needed("the reason", &answer.reason)?,
        };
        let at = stream.next_instant(now);
        let mut writing = self.writing();
        writing.append(&stream, &entry, at)?;
        writing.unless_changed(&holding.stream);
        writing.commit().await?;
        let mut after = stream;
        after.push(entry, at);
        let all = requests(&after, self.zone());
        let answered = all.into_iter().find(|it| it.number == number);
        answered.ok_or_else(|| unmade().into())
    }

    /// What a person of one's office asked to be corrected, for whoever answers it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn requests(
        &self,
        permit: &Permit<operation::AnswerRequest>,
        person: &str,
    ) -> Result<Ruling<Vec<CorrectionRequest>>, RegistryError> {
        ruled(self.try_requests(permit, person).await)
    }

    async fn try_requests(
        &self,
        permit: &Permit<operation::AnswerRequest>,
        person: &str,
    ) -> Result<Vec<CorrectionRequest>, Stop> {
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_person(permit, &holding)?;
        Ok(self.requests_of(person).await?)
    }
}

fn decide_answer(
    all: &[CorrectionRequest],
    number: u64,
    answer: &RequestAnswer,
    newer: impl Fn(&str, Timestamp) -> bool,
) -> Ruling<()> {
    let Some(asked) = all.iter().find(|it| it.number == number) else {
        return Err(Refusal::on(
            "unknown-request",
            format!("this person asked for nothing under number {number}"),
            "see what waits in the docket",
        ));
    };
    if asked.answer.is_some() {
        return Err(Refusal::on(
            "answered",
            format!("request {number} was answered"),
            "an answer stays; if it was wrong, the person can ask again",
        ));
    }
    if answer.outcome == RequestOutcome::Corrected && !newer(&asked.fact, asked.asked_at) {
        return Err(Refusal::on(
            "nothing-recorded",
            format!(
                "no newer `{}` was recorded since this was asked",
                asked.fact
            ),
            "record the fact as it is right, with its source, and answer then",
        ));
    }
    Ok(())
}

fn unmade() -> RegistryError {
    RegistryError::Damaged {
        what: "a request".to_owned(),
        why: "it is not there after it was recorded".to_owned(),
    }
}
