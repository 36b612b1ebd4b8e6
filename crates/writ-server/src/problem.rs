//! Problems: what is told where something was not done, as RFC 9457 says.
//!
//! A [`Problem`] is made of a refusal, whose grounds it shows with their cures, or of an error, of
//! which it shows nothing: what failed inside could tell of somebody.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use writ_registry::{Ground, Refusal, RegistryError};

/// The media type of problems.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// What kind of problem it is. Each kind has one status and one page of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sort {
    /// The request cannot be read.
    Malformed,
    /// Nobody has signed in, or the key is not known.
    Unknown,
    /// The account may not do it.
    Forbidden,
    /// There is no such thing.
    Absent,
    /// The resource does not do this.
    Method,
    /// It cannot be told in the form that was asked for.
    Unacceptable,
    /// It does not fit how things stand.
    Conflict,
    /// The body is too large.
    TooLarge,
    /// The body comes in a form that is not read.
    Media,
    /// The law or a rule says no.
    Refused,
    /// Too many requests.
    TooMany,
    /// Something failed inside.
    Failed,
    /// It cannot be done now.
    Unavailable,
    /// It took too long.
    TimedOut,
}

impl Sort {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Malformed,
        Self::Unknown,
        Self::Forbidden,
        Self::Absent,
        Self::Method,
        Self::Unacceptable,
        Self::Conflict,
        Self::TooLarge,
        Self::Media,
        Self::Refused,
        Self::TooMany,
        Self::Failed,
        Self::Unavailable,
        Self::TimedOut,
    ];

    /// The status with which it is told.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Absent => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unacceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Media => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unknown => "unknown",
            Self::Forbidden => "forbidden",
            Self::Absent => "absent",
            Self::Method => "method",
            Self::Unacceptable => "unacceptable",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::Media => "media",
            Self::Refused => "refused",
            Self::TooMany => "too-many",
            Self::Failed => "failed",
            Self::Unavailable => "unavailable",
            Self::TimedOut => "timed-out",
        }
    }

    /// What it says of itself.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request cannot be read",
            Self::Unknown => "Nobody has signed in",
            Self::Forbidden => "This account may not do this",
            Self::Absent => "There is no such thing",
            Self::Method => "The resource does not do this",
            Self::Unacceptable => "It cannot be told in that form",
            Self::Conflict => "It does not fit how things stand",
            Self::TooLarge => "The body is too large",
            Self::Media => "The body comes in a form that is not read here",
            Self::Refused => "The answer is no",
            Self::TooMany => "Too many requests",
            Self::Failed => "Something failed inside",
            Self::Unavailable => "It cannot be done now",
            Self::TimedOut => "It took too long",
        }
    }

    /// The kind with this status, for what outside crates answer.
    pub(crate) fn of(status: StatusCode) -> Self {
        let fits = |sort: &Self| sort.status() == status;
        Self::ALL.into_iter().find(fits).unwrap_or({
            match status.is_server_error() {
                true => Self::Failed,
                false => Self::Malformed,
            }
        })
    }
}

/// What is told where something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    sort: Sort,
    detail: String,
    grounds: Vec<Ground>,
    retry_after: Option<u64>,
    challenge: Option<&'static str>,
}

/// A problem as it is written.
#[derive(Debug, Serialize)]
struct Written<'p> {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: &'p str,
    #[serde(skip_serializing_if = "<[Ground]>::is_empty")]
    grounds: &'p [Ground],
}

impl Problem {
    /// A problem of a kind, with a sentence that says what is wrong and what to do.
    #[must_use]
    pub fn new(sort: Sort, detail: impl Into<String>) -> Self {
        Self {
            sort,
            detail: detail.into(),
            grounds: Vec::new(),
            retry_after: None,
            challenge: None,
        }
    }

    /// The request cannot be read.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(Sort::Malformed, detail)
    }

    /// There is no such thing.
    #[must_use]
    pub fn absent(detail: impl Into<String>) -> Self {
        Self::new(Sort::Absent, detail)
    }

    /// Nobody has signed in. The challenge says how an API is signed in to.
    #[must_use]
    pub fn unknown(detail: impl Into<String>) -> Self {
        let problem = Self::new(Sort::Unknown, detail);
        Self {
            challenge: Some("Bearer realm=\"writ\""),
            ..problem
        }
    }

    /// Something failed inside, of which nothing is told.
    #[must_use]
    pub fn failed() -> Self {
        Self::new(
            Sort::Failed,
            "nothing of what was asked for is recorded; try again later",
        )
    }

    /// With the seconds after which it may be tried again.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// What kind it is.
    #[must_use]
    pub const fn sort(&self) -> Sort {
        self.sort
    }

    /// The status with which it is told.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.sort.status()
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// Of a refusal: why, and what would cure it.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// It as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        // INVARIANT: words, a number and a list of words, which JSON can all say.
        serde_json::to_value(self.written()).unwrap_or_default()
    }

    fn written(&self) -> Written<'_> {
        Written {
            kind: format!("/api/v1#problem-{}", self.sort.word()),
            title: self.sort.title(),
            status: self.status().as_u16(),
            detail: &self.detail,
            grounds: &self.grounds,
        }
    }
}

/// Grounds on which an account may not do something at all.
const FORBIDDEN: &[&str] = &[
    "not-permitted",
    "other-office",
    "no-account",
    "other-matter",
    "not-a-desk",
    "wrong-measure",
    "wrong-purpose",
    "two-pairs-of-eyes",
    "not-own",
    "not-your-file",
];

/// Grounds on which there is nothing to do it to.
const ABSENT: &[&str] = &[
    "unknown-officer",
    "unknown-answer",
    "unknown-attachment",
    "unknown-callback",
    "unknown-delegation",
    "unknown-event",
    "unknown-request",
    "unknown-act",
    "no-dead-letter",
    "unknown-person",
    "unknown-matter",
    "unknown-campaign",
    "unknown-message",
    "unknown-entry",
    "unknown-checkpoint",
    "no-matter",
];

/// Grounds that lie in how far something is.
const CONFLICT: &[&str] = &[
    "answer-over",
    "approved",
    "callback-left",
    "campaign-exists",
    "committed",
    "drawn",
    "list-changed",
    "list-missing",
    "matter-closed",
    "matter-exists",
    "matter-open",
    "not-approved",
    "not-committed",
    "not-drawn-yet",
    "not-withdrawn",
    "officer-exists",
    "published",
    "recheck-not-run",
    "revealed",
    "reviewed",
    "waiting",
    "withdrawn",
];

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let on = |codes: &[&str]| {
            let is_one = |ground: &Ground| codes.contains(&ground.code.as_str());
            refusal.grounds.iter().any(is_one)
        };
        let sort = if on(FORBIDDEN) {
            Sort::Forbidden
        } else if on(ABSENT) {
            Sort::Absent
        } else if on(CONFLICT) {
            Sort::Conflict
        } else {
            Sort::Refused
        };
        let first = refusal.grounds.first();
        let detail = first.map_or_else(String::new, |ground| ground.text.clone());
        Self {
            grounds: refusal.grounds,
            ..Self::new(sort, detail)
        }
    }
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        match error {
            // What came in is at fault, and not what happened with it.
            RegistryError::Clock { .. } => {
                return Self::malformed("an instant lies outside the years that can be recorded");
            }
            RegistryError::File { line, .. } => {
                let detail = format!("the file cannot be read at line {line}: send text in UTF-8");
                return Self::malformed(detail);
            }
            _ => {}
        }
        // What it says could hold what is sealed, or under which key: its kind alone is logged.
        tracing::error!(kind = kind_of(&error), "the registry failed");
        match error {
            RegistryError::Contended { .. } => Self::new(
                Sort::Unavailable,
                "others kept recording in the same file; try again",
            )
            .retry_after(1),
            _ => Self::failed(),
        }
    }
}

/// The kind of an error of the registry: a word without anything of what it was about.
pub(crate) const fn kind_of(error: &RegistryError) -> &'static str {
    match error {
        RegistryError::Store(_) => "store",
        RegistryError::Seal(_) => "seal",
        RegistryError::Chance(_) => "chance",
        RegistryError::Damaged { .. } => "damaged",
        RegistryError::Contended { .. } => "contended",
        RegistryError::Clock { .. } => "clock",
        RegistryError::File { .. } => "file",
        _ => "founding",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(self.written())).into_response();
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: HeaderValue| drop(headers.insert(name, value));
        set(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        set(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(challenge) = self.challenge {
            set(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(challenge),
            );
        }
        if let Some(seconds) = self.retry_after {
            set(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // A page may tell the same in words of its own.
        response.extensions_mut().insert(self);
        response
    }
}
