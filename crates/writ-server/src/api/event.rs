//! What happened: in the matter of a person, or with a channel, for everyone.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use writ_law::case::{Event, Matter};
use writ_law::event::EventKind;
use writ_registry::{LegacyMatter, Recorded, Recording, operation};

use super::answer::{Done, HappenedTold, Told, forced};
use crate::caller::May;
use crate::door::Door;
use crate::problem::Problem;

/// Something that happened. Each member is allowed on the kinds of events that use it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Happening {
    /// Whose matter, by exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The matter; may be left out where the person has only one.
    #[schema(max_length = 128)]
    matter: Option<String>,
    /// What happened, as in `opened`, `appeared`, `corrected`.
    #[schema(max_length = 64, example = "appeared")]
    kind: String,
    /// When it was so; else now.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// What it carries.
    #[serde(default)]
    carries: Carries,
}

/// What an event carries.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Carries {
    /// The channel of the copy.
    #[schema(max_length = 64)]
    channel: Option<String>,
    /// By whom.
    #[schema(max_length = 200)]
    by: Option<String>,
    /// To whom.
    #[schema(max_length = 200)]
    to: Option<String>,
    /// Where.
    #[schema(max_length = 1000)]
    place: Option<String>,
    /// The carrier's mark.
    #[schema(max_length = 200)]
    mark: Option<String>,
    /// Which attempt, from 1.
    attempt: Option<u32>,
    /// Why.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// The measure it is about.
    #[schema(max_length = 64)]
    effect: Option<String>,
    /// The remedy it is about.
    #[schema(max_length = 64)]
    remedy: Option<String>,
    /// The excuse it is about.
    #[schema(max_length = 64)]
    excuse: Option<String>,
    /// What was decided: `imposed`, `refused`, `ended` or `extended`.
    #[schema(max_length = 64)]
    outcome: Option<String>,
    /// The event it corrects.
    #[schema(max_length = 64)]
    supersedes: Option<String>,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

fn kind_named(word: &str) -> Result<EventKind, Problem> {
    EventKind::from_word(word).ok_or_else(|| {
        let words = EventKind::ALL.iter().map(|kind| kind.word());
        let help = writ_law::near::help(word, words).unwrap_or_default();
        Problem::malformed(format!("there is no such kind of event; {help}"))
    })
}

fn event(kind: EventKind, at: Timestamp, carries: Carries) -> Event {
    let mut event = Event::new("", kind, at);
    event.channel = carries.channel;
    event.by = carries.by;
    event.to = carries.to;
    event.place = carries.place;
    event.mark = carries.mark;
    event.attempt = carries.attempt;
    event.reason = carries.reason;
    event.effect = carries.effect;
    event.remedy = carries.remedy;
    event.excuse = carries.excuse;
    event.outcome = carries.outcome;
    event.supersedes = carries.supersedes;
    event.until = carries.until;
    event
}

/// Records what happened in a matter.
///
/// Desks that were told `yes` and should not have been are told so. What was recorded wrongly is
/// corrected by an event `corrected` that names it in `supersedes`.
#[utoipa::path(post, path = "/events", tag = "matters", operation_id = "record",
    request_body = Happening, responses((status = 200, body = HappenedTold)))]
pub(super) async fn record(
    State(door): State<Door>,
    May(permit): May<operation::RecordEvent>,
    Json(happening): Json<Happening>,
) -> Told {
    let now = door.now();
    let kind = kind_named(&happening.kind)?;
    let recording = Recording {
        person: happening.person,
        matter: happening.matter,
        event: event(kind, happening.at.unwrap_or(now), happening.carries),
    };
    forced(
        &door,
        &door.registry().record(&permit, &recording, now).await??,
    )
}

/// A channel that is out, or back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Outage {
    /// The channel.
    #[schema(min_length = 1, max_length = 64, example = "portal")]
    channel: String,
    /// Whether it is out, or back.
    state: OutageState,
    /// Since when; else now.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// Why.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// Whether a channel is out, or back.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OutageState {
    /// It is out.
    Out,
    /// It is back.
    Back,
}

/// Records that a channel is out, or back, for everyone.
#[utoipa::path(post, path = "/outages", tag = "matters", operation_id = "record-outage",
    request_body = Outage, responses((status = 200, body = HappenedTold)))]
pub(super) async fn outage(
    State(door): State<Door>,
    May(permit): May<operation::RecordOutage>,
    Json(outage): Json<Outage>,
) -> Told {
    let now = door.now();
    let kind = match outage.state {
        OutageState::Out => EventKind::OutageStarted,
        OutageState::Back => EventKind::OutageEnded,
    };
    let carries = Carries {
        channel: Some(outage.channel),
        reason: outage.reason,
        ..Carries::default()
    };
    let event = event(kind, outage.at.unwrap_or(now), carries);
    let recorded = door.registry().record_outage(&permit, &event, now);
    forced(&door, &recorded.await??)
}

/// A matter that an older system issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Legacy {
    /// Whose, by exact identifier.
    #[schema(min_length = 1, max_length = 128)]
    person: String,
    /// The older system.
    #[schema(min_length = 1, max_length = 200)]
    system: String,
    /// The regime, by name.
    #[schema(max_length = 64)]
    regime: String,
    /// The matter, as in a case of `writ position`.
    #[schema(value_type = Object)]
    matter: Value,
    /// What happened in it, as in a case of `writ position`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>, max_items = 1000)]
    events: Vec<Value>,
}

/// Takes in a matter that an older system issued.
#[utoipa::path(post, path = "/matters", tag = "matters", operation_id = "import-matter",
    request_body = Legacy, responses((status = 200, body = Done)))]
pub(super) async fn import(
    State(door): State<Door>,
    May(permit): May<operation::ImportRegister>,
    Json(legacy): Json<Legacy>,
) -> Told {
    let matter: Matter = serde_json::from_value(legacy.matter)
        .map_err(|error| Problem::malformed(format!("the matter cannot be read: {error}")))?;
    let events = legacy.events.into_iter().map(serde_json::from_value);
    let events: Result<Vec<Event>, _> = events.collect();
    let events =
        events.map_err(|error| Problem::malformed(format!("an event cannot be read: {error}")))?;
    let legacy = LegacyMatter {
        person: legacy.person,
        system: legacy.system,
        regime: legacy.regime,
        matter,
        events,
        recorded: Recorded::Now,
    };
    let taken = door.registry().import_matter(&permit, &legacy, door.now());
    forced(&door, &serde_json::json!({ "matter": taken.await?? }))
}
