//! A person's file, for officers and for oversight: by exact identifier, with a reason that is
//! logged and shown to the person. Identifiers come in bodies, so that they stand in no address.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use writ_registry::{AccessQuery, Looking, RequestAnswer, RequestOutcome, operation};

use super::answer::{FileTold, PageTold, Told, forced, numbered};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// Whose file, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    /// The person, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// Why: it is logged and shown to the person.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
    /// The moment to explain; else now.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// Counts only what was recorded by then.
    #[schema(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
    /// A measure to be explained line by line: why it is in force, or why not.
    #[schema(max_length = 64)]
    why_not: Option<String>,
}

/// Shows one person's file: what is known, what follows, why, and who asked.
#[utoipa::path(post, path = "/explanations", tag = "persons", operation_id = "explain",
    request_body = Look, responses((status = 200, body = FileTold)))]
pub(super) async fn look(
    State(door): State<Door>,
    May(permit): May<operation::ExplainPerson>,
    Json(look): Json<Look>,
) -> Told {
    let now = door.now();
    let looking = Looking {
        reason: &look.reason,
        at: look.at.unwrap_or(now),
        known_at: look.known_at,
        why_not: look.why_not.as_deref(),
    };
    let seen = door.registry().look(&permit, &look.person, &looking, now);
    forced(&door, &seen.await??)
}

/// A person's acts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfPerson {
    /// The person, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
}

/// Lists the acts recorded of a person, and how far each is proved.
#[utoipa::path(post, path = "/proofs/acts", tag = "proofs", operation_id = "acts",
    request_body = OfPerson, responses((status = 200, body = PageTold)))]
pub(super) async fn acts(
    State(door): State<Door>,
    May(permit): May<operation::ExplainPerson>,
    Json(of): Json<OfPerson>,
) -> Told {
    let acts = door.registry().acts(&permit, &of.person).await??;
    super::answer::page(&door, &acts, None)
}

/// Which act.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfAct {
    /// The person, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The number of the act among those of the person; the last one if absent.
    act: Option<u64>,
}

/// Gives the proof of one act of a person: a file that anybody verifies without the registry.
#[utoipa::path(post, path = "/proofs", tag = "proofs", operation_id = "proof",
    request_body = OfAct,
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn proof(
    State(door): State<Door>,
    May(permit): May<operation::ExplainPerson>,
    Json(of): Json<OfAct>,
) -> Result<Response, Problem> {
    let act = of.act.map(numbered).transpose()?;
    let proof = door.registry().proof(&permit, &of.person, act);
    Ok(text(proof.await??))
}

/// A file of text.
pub(super) fn text(file: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], file).into_response()
}

/// Whose looks, and when.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Looks {
    /// The officer; without it, everybody.
    #[param(max_length = 64)]
    officer: Option<String>,
    /// The first day, in the registry's zone.
    #[param(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[param(value_type = String, format = Date)]
    until: Date,
}

/// Says who looked at whose file, and why.
#[utoipa::path(get, path = "/looks", tag = "oversight", operation_id = "looks",
    params(Looks), responses((status = 200, body = PageTold)))]
pub(super) async fn looks(
    State(door): State<Door>,
    May(permit): May<operation::SeeAccess>,
    axum::extract::Query(looks): axum::extract::Query<Looks>,
) -> Told {
    let query = AccessQuery {
        officer: looks.officer,
        from: looks.from,
        until: looks.until,
    };
    let lines = door.registry().access_log(&permit, &query).await??;
    super::answer::page(&door, &lines, None)
}

/// An answer to a request for a correction.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Answering {
    /// Whose request.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// Its number among those of the person.
    request: u64,
    /// What became of it.
    outcome: Outcome,
    /// Why, as the person will read it.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// What became of a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// A fact was recorded that says what is right.
    Corrected,
    /// The record is right.
    Refused,
}

/// Lists what a person asked to be corrected.
#[utoipa::path(post, path = "/corrections/requests", tag = "persons",
    operation_id = "correction-requests", request_body = OfPerson,
    responses((status = 200, body = PageTold)))]
pub(super) async fn requests(
    State(door): State<Door>,
    May(permit): May<operation::AnswerRequest>,
    Json(of): Json<OfPerson>,
) -> Told {
    let requests = door.registry().requests(&permit, &of.person).await??;
    super::answer::page(&door, &requests, None)
}

/// Answers a request for a correction.
#[utoipa::path(post, path = "/corrections/answers", tag = "persons",
    operation_id = "answer-correction", request_body = Answering,
    responses((status = 200, body = super::answer::Done)))]
pub(super) async fn answer(
    State(door): State<Door>,
    May(permit): May<operation::AnswerRequest>,
    Json(answering): Json<Answering>,
) -> Told {
    let answer = RequestAnswer {
        outcome: match answering.outcome {
            Outcome::Corrected => RequestOutcome::Corrected,
            Outcome::Refused => RequestOutcome::Refused,
        },
        reason: answering.reason,
    };
    let which = (answering.person.as_str(), numbered(answering.request)?);
    let answered = door
        .registry()
        .answer_correction(&permit, which, &answer, door.now());
    forced(&door, &answered.await??)
}
