//! Questions of relying desks: one person, one measure, one purpose.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use writ_law::truth::Truth;
use writ_registry::operation;

use crate::caller::May;
use crate::door::Door;
use crate::problem::{Problem, kind_of};

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// The person, by their exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The measure that the desk asks about.
    #[schema(max_length = 200, example = "exit")]
    measure: String,
    /// What it asks for, as its account says.
    #[schema(max_length = 200, example = "leaving the country")]
    purpose: String,
}

/// An answer. It has the same members whatever it says; of a person it says nothing but the answer
/// unless that is `yes`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnswerTold {
    /// By which a callback names it; of a `yes` alone.
    id: Option<String>,
    /// The measure asked about.
    measure: String,
    /// The purpose it was asked for.
    purpose: String,
    /// `yes`, `no` or `unknown`. Only `yes` is a restriction; `unknown` restricts nobody.
    #[schema(value_type = AnswerWord)]
    answer: Truth,
    /// Whether it has legal force: `sandbox` or `live`.
    force: &'static str,
    /// When it was asked.
    #[schema(value_type = String, format = DateTime)]
    asked_at: jiff::Timestamp,
    /// From when it says nothing any more.
    #[schema(value_type = String, format = DateTime)]
    expires_at: jiff::Timestamp,
    /// Of a `yes`, and of nothing else: on what it rests and what can be done.
    basis: Option<BasisTold>,
}

/// The three answers.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the words of `Truth`, for the document")]
pub(super) enum AnswerWord {
    /// A restriction is in force.
    Yes,
    /// None is.
    No,
    /// It cannot be told.
    Unknown,
}

/// What a `yes` rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BasisTold {
    /// The regime.
    regime: String,
    /// Its version.
    version: String,
    /// The digest of its text.
    digest: String,
    /// The rule.
    rule: String,
    /// The reason, in a sentence.
    reason: String,
    /// What the rule cites.
    cite: Value,
    /// Since when it is so.
    since: Value,
    /// Until when, if nothing more happens; null if nothing but an act ends it.
    until: Value,
    /// What ends it.
    ends_on: Value,
    /// What is open against it, with its last day.
    remedies: Value,
}

/// Asks whether a measure holds against a person.
///
/// Every question is logged and shown to the person. Somebody unknown to the register gets the
/// answer, the work and the log row of a `no`.
#[utoipa::path(post, path = "/questions", tag = "questions", operation_id = "ask",
    request_body = Question, responses((status = 200, body = AnswerTold)))]
pub(super) async fn ask(
    State(door): State<Door>,
    May(permit): May<operation::AskQuestion>,
    Json(question): Json<Question>,
) -> Result<Json<AnswerTold>, Problem> {
    let Question {
        person,
        measure,
        purpose,
    } = &question;
    let asking = door
        .registry()
        .ask(&permit, person, measure, purpose, door.now());
    let asked = asking.await?;
    if let Some(trouble) = &asked.trouble {
        // To the desk the answer is an `unknown` like any other.
        tracing::error!(kind = kind_of(trouble), "a question could not be answered");
    }
    metrics::counter!("writ_questions_total").increment(1);
    let answer = asked.answer;
    Ok(Json(AnswerTold {
        id: answer.id,
        measure: answer.measure,
        purpose: answer.purpose,
        answer: answer.answer,
        force: answer.force.word(),
        asked_at: answer.asked_at,
        expires_at: answer.expires_at,
        basis: answer.basis.map(|basis| BasisTold {
            regime: basis.regime,
            version: basis.version,
            digest: basis.digest,
            rule: basis.rule,
            reason: basis.reason,
            cite: basis.cite,
            since: basis.since,
            until: basis.until,
            ends_on: basis.ends_on,
            remedies: basis.remedies,
        }),
    }))
}
