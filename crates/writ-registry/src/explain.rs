//! Explanations: a person's position with its reasons, and who asked about them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use writ_law::case::{Event, Fact, Matter};
use writ_law::evidence::Evidence;

use crate::account::{Delegation, Permit, operation};
use crate::attachment::AttachmentLine;
use crate::error::{RegistryError, Stop, ruled};
use crate::look::LookLine;
use crate::open::{OpenNow, Waits};
use crate::person::{Force, Holding, Origin, OwnMatter};
use crate::question::{QuestionEntry, Told};
use crate::refusal::{Refusal, Ruling};
use crate::registry::{Kind, Registry};
use crate::request::CorrectionRequest;
use crate::summons::Around;

/// What the register knows of a person and what the law says of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Whom it is about.
    pub person: String,
    /// Whether it has legal force.
    pub kind: Kind,
    /// The instant it is about.
    pub at: Timestamp,
    /// What was recorded by then; absent: everything.
    pub known_at: Option<Timestamp>,
    /// The facts, as recorded.
    pub facts: Vec<Fact>,
    /// Of each fact, in their order: the import in which it came; `None` where an officer stated
    /// it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<Option<String>>,
    /// The matters, with their positions.
    pub matters: Vec<ExplainedMatter>,
    /// Who asked about the person, and what they were told.
    pub questions: Vec<ExplainedQuestion>,
    /// What the person asked to be corrected, with the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<CorrectionRequest>,
    /// What the person gave with their acts, without its content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentLine>,
    /// Who looked at this file: in the person's own file, and for oversight.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<LookLine>,
    /// Whom the person made delegates, in their own file: those that ended too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delegations: Vec<Delegation>,
}

/// A matter, with what the law says of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedMatter {
    /// The matter.
    pub matter: Matter,
    /// Whether it can have force.
    pub force: Force,
    /// Where it was issued.
    pub origin: Origin,
    /// The order under which it was issued, in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// By language: SHA-256 of the text in which the person is told of it, as the record of issuing
    /// has it. Empty where that commits to no text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// The regime: `id`, `version`, `digest` and `force`, as in every answer.
    pub regime: Value,
    /// What happened in it, recorded by the instant asked about.
    pub events: Vec<Event>,
    /// By the identifier of an event: since when a quorum of witnesses has signed for it, or
    /// nothing while none has. As a burden it counts from then, and until then not at all. Empty
    /// in a registry without witnesses.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub witnessed: BTreeMap<String, Option<Timestamp>>,
    /// The position, as `writ position` gives it.
    pub position: Value,
    /// What the person can do in this matter now, each with its last instant.
    pub open: OpenNow,
    /// What the person asked or said, and nobody has answered yet.
    pub waits: Vec<Waits>,
    /// The proof for the measure asked about, line by line: why, or why not.
    pub why: Option<String>,
}

/// A question that was asked about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedQuestion {
    /// Who asked.
    pub desk: String,
    /// About which measure.
    pub measure: String,
    /// What for.
    pub purpose: String,
    /// When.
    pub asked_at: Timestamp,
    /// What they were told.
    pub told: Told,
    /// Until when that held.
    pub expires_at: Timestamp,
    /// When they were told that it was wrong.
    pub corrected_at: Option<Timestamp>,
}

impl Registry {
    /// Explains a person's position at an instant, by what was recorded by another.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn explain(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        at: Timestamp,
        known_at: Option<Timestamp>,
        why_not: Option<&str>,
    ) -> Result<Ruling<Explanation>, RegistryError> {
        ruled(
            self.try_explain(permit, person, (at, known_at), why_not)
                .await,
        )
    }

    async fn try_explain(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        (at, known_at): (Timestamp, Option<Timestamp>),
        why_not: Option<&str>,
    ) -> Result<Explanation, Stop> {
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_file(permit, &holding)?;
        self.explained(&holding, (at, known_at), why_not).await
    }

    /// Explains what the register holds of a person, for whoever may see it.
    pub(crate) async fn explained(
        &self,
        holding: &Holding,
        (at, known_at): (Timestamp, Option<Timestamp>),
        why_not: Option<&str>,
    ) -> Result<Explanation, Stop> {
        let person = holding.known()?.to_owned();
        if let Some(measure) = why_not {
            self.knows_measure(measure)?;
        }
        let around = self.around(std::slice::from_ref(holding)).await?;
        let known = |recorded_at: Timestamp| known_at.is_none_or(|known| recorded_at <= known);
        let mut matters = Vec::with_capacity(holding.matters.len());
        let issued = |matter: &&OwnMatter| known(matter.recorded_at);
        for matter in holding.matters.iter().filter(issued) {
            let of = (holding, matter, &around);
            matters.push(self.explained_matter(of, (at, known_at), why_not)?);
        }
        let facts = holding.facts();
        let (facts, imports) = facts
            .filter(|(fact, _)| known(fact.recorded_at))
            .map(|(fact, origin)| (fact.clone(), origin.import.as_deref().map(str::to_owned)))
            .unzip();
        let mut questions = self.questions(&person).await?;
        questions.retain(|row| known(row.asked_at));
        for row in &mut questions {
            row.corrected_at = row.corrected_at.filter(|at| known(*at));
        }
        let mut requests = self.requests_of(&person).await?;
        requests.retain(|request| known(request.asked_at));
        for request in &mut requests {
            request.answer = request.answer.take().filter(|it| known(it.answered_at));
        }
        let mut attachments = self.attachments_of(&person).await?;
        attachments.retain(|attached| known(attached.attached_at));
        Ok(Explanation {
            person,
            kind: self.kind(),
            at,
            known_at,
            facts,
            imports,
            matters,
            questions,
            requests,
            attachments,
            looks: Vec::new(),
            delegations: Vec::new(),
        })
    }

    fn explained_matter(
        &self,
        (holding, matter, around): (&Holding, &OwnMatter, &Around),
        (at, known_at): (Timestamp, Option<Timestamp>),
        why_not: Option<&str>,
    ) -> Result<ExplainedMatter, RegistryError> {
        let known = |recorded_at: Timestamp| known_at.is_none_or(|known| recorded_at <= known);
        let bound = self.bind(holding, matter, around)?;
        let position = bound.position(at, known_at);
        let mut events = around.events(bound.regime, matter);
        events.retain(|event| known(event.recorded_at));
        let witnessed = events.iter().filter_map(|event| {
            let id = event.id.clone();
            match around.proof_of(matter, event) {
                Evidence::Trusted => None,
                Evidence::Waiting => Some((id, None)),
                Evidence::At(at) => Some((id, Some(at).filter(|at| known(*at)))),
            }
        });
        let witnessed = witnessed.collect();
        Ok(ExplainedMatter {
            matter: matter.issued.matter.clone(),
            force: matter.issued.force,
            origin: matter.issued.origin.clone(),
            order: matter.issued.law.as_ref().and_then(|law| law.order.clone()),
            words: matter.issued.words.clone(),
            regime: serde_json::json!({
                "id": bound.regime.name(),
                "version": position.versions().join(" / "),
                "digest": bound.regime.digest(),
                "force": self.kind().word(),
            }),
            open: OpenNow::of(bound.regime, matter, &events, &position),
            waits: Waits::of(&position),
            events,
            witnessed,
            why: why_not.and_then(|measure| position.explain(measure)),
            position: serde_json::to_value(&position).map_err(|error| unwritable(&error))?,
        })
    }

    async fn questions(&self, person: &str) -> Result<Vec<ExplainedQuestion>, RegistryError> {
        let log = self
            .stream::<QuestionEntry>(self.question_stream(person))
            .await?;
        let corrected_at = |version: u64| {
            log.entries.iter().find_map(|said| match said.what {
                QuestionEntry::Corrected { of, .. } if of == version => Some(said.recorded_at),
                _ => None,
            })
        };
        Ok(log
            .entries
            .iter()
            .filter_map(|said| match &said.what {
                QuestionEntry::Asked(row) => Some(ExplainedQuestion {
                    desk: row.desk.clone(),
                    measure: row.measure.clone(),
                    purpose: row.purpose.clone(),
                    asked_at: row.asked_at,
                    told: row.told,
                    expires_at: row.expires_at,
                    corrected_at: corrected_at(said.version.0),
                }),
                QuestionEntry::Corrected { .. } => None,
            })
            .collect())
    }

    fn knows_measure(&self, measure: &str) -> Ruling<()> {
        let known: std::collections::BTreeSet<_> = self
            .regimes()
            .iter()
            .flat_map(|regime| regime.measures())
            .collect();
        if known.contains(measure) {
            return Ok(());
        }
        Err(Refusal::on(
            "unknown-measure",
            format!("no regime of this registry has a measure `{measure}`"),
            format!(
                "one of: {}",
                known.into_iter().collect::<Vec<_>>().join(", ")
            ),
        ))
    }
}

fn unwritable(error: &serde_json::Error) -> RegistryError {
    RegistryError::Damaged {
        what: "a position".to_owned(),
        why: error.to_string(),
    }
}
