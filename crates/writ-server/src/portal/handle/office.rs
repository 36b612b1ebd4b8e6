//! What officers and oversight ask for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use maud::Markup;
use serde::Deserialize;
use writ_law::case::Event;
use writ_law::finding::Finding;
use writ_law::regime::Regime;
use writ_registry::{
    AccessQuery, DocketKind, DocketQuery, Explanation, Looking, Official, Permit, Quality,
    Recording, Refusal, RequestAnswer, RequestOutcome, operation,
};

use crate::door::Door;
use crate::form::SafeForm;
use crate::portal::answer::{Here, as_wrong};
use crate::portal::component::Wrong;
use crate::portal::office::find::{self, Looked};
use crate::portal::office::matter::{self, Clocks, Told};
use crate::portal::office::recording::{self, Answer};
use crate::portal::office::{carrier, hand, oversight, today};
use crate::portal::person::notice::Ahead;
use crate::portal::position::Position;
use crate::portal::upload::Filled;
use crate::problem::Problem;

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/office", get(today_page))
        .route("/office/claims", get(claims_page))
        .route("/office/find", get(find_form).post(find_said))
        .route("/office/matters/{person}/{matter}", get(why).post(one))
        .route("/office/matters/{person}/{matter}/record", post(record))
        .route("/office/matters/{person}/{matter}/decide", post(decide))
        .route(
            "/office/hand/{person}/{matter}",
            get(hand_form).post(hand_said),
        )
        .route("/office/requests/{person}/{number}", post(answer_request))
        .route("/office/carrier", get(carrier_form).post(carrier_said))
        .route("/oversight", get(overview))
        .route("/oversight/regimes", get(regimes))
        .route("/oversight/access", get(access))
}

impl Here {
    /// Leave for the officer who has signed in.
    pub(crate) async fn permit<O: Official>(&self, operation: O) -> Result<Permit<O>, Response> {
        let officer = self.reader.officer()?;
        let registry = self.door.registry();
        self.ruled(registry.permit(officer.name(), operation).await)
    }

    async fn look(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        clocks: &Clocks,
    ) -> Result<Explanation, Response> {
        let looking = Looking {
            reason: clocks.reason.trim(),
            at: self.local(&clocks.at).unwrap_or(self.frame.now),
            known_at: self.local(&clocks.known),
            why_not: None,
        };
        let registry = self.door.registry();
        self.ruled(
            registry
                .look(permit, person, &looking, self.frame.now)
                .await,
        )
    }

    /// An instant as a field of a form gives it, in the registry's time.
    fn local(&self, text: &str) -> Option<Timestamp> {
        let at = text.trim().parse::<DateTime>().ok()?;
        let zone = &self.frame.zone;
        zone.to_ambiguous_timestamp(at).compatible().ok()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Paging {
    after: Option<String>,
}

async fn docket(
    here: &Here,
    after: Option<String>,
    about: today::About,
) -> Result<Markup, Response> {
    let permit = here.permit(operation::SeeDocket).await?;
    let query = DocketQuery {
        office: None,
        kind: match about {
            today::About::Today => None,
            today::About::Claims => Some(DocketKind::Decision),
        },
        after,
        limit: 0,
    };
    let registry = here.door.registry();
    let docket = here.ruled(registry.docket(&permit, &query, here.frame.now).await)?;
    Ok(today::page(&here.frame, &docket, about))
}

async fn today_page(here: Here, Query(paging): Query<Paging>) -> Result<Markup, Response> {
    docket(&here, paging.after, today::About::Today).await
}

async fn claims_page(here: Here, Query(paging): Query<Paging>) -> Result<Markup, Response> {
    docket(&here, paging.after, today::About::Claims).await
}

async fn find_form(here: Here, Query(looked): Query<Looked>) -> Result<Markup, Response> {
    here.permit(operation::ExplainPerson).await?;
    Ok(find::form(&here.frame, &looked, &[]))
}

async fn find_said(here: Here, SafeForm(looked): SafeForm<Looked>) -> Result<Markup, Response> {
    let permit = here.permit(operation::ExplainPerson).await?;
    let wrong = looked.wrong(&here.frame);
    if !wrong.is_empty() {
        return Ok(find::form(&here.frame, &looked, &wrong));
    }
    let looking = Looking {
        reason: looked.reason.trim(),
        at: here.frame.now,
        known_at: None,
        why_not: None,
    };
    let registry = here.door.registry();
    let person = looked.person.trim();
    let ruling = registry.look(&permit, person, &looking, here.frame.now);
    Ok(match here.held(ruling.await)? {
        Ok(file) => find::file(&here.frame, &file, looked.reason.trim()),
        Err(refusal) => find::form(&here.frame, &looked, &as_wrong(&here.frame, &refusal)),
    })
}

/// A matter is opened with a reason: who comes by a link is asked for one.
async fn why(here: Here, Path((person, _)): Path<(String, String)>) -> Result<Markup, Response> {
    here.permit(operation::ExplainPerson).await?;
    let looked = Looked {
        person,
        reason: String::new(),
    };
    Ok(find::form(&here.frame, &looked, &[]))
}

const AHEAD: usize = 6;

async fn one(
    here: Here,
    Path((person, id)): Path<(String, String)>,
    SafeForm(clocks): SafeForm<Clocks>,
) -> Result<Markup, Response> {
    let permit = here.permit(operation::ExplainPerson).await?;
    let file = here.look(&permit, &person, &clocks).await?;
    let (matter, regime, position) = here.of(&file, &id)?;
    let ahead = ahead(&here, &permit, (&file, &id), &position).await?;
    let told = Told {
        file: &file,
        matter,
        regime,
        position: &position,
        ahead: &ahead,
        clocks: &clocks,
    };
    Ok(matter::page(&here.frame, &told))
}

async fn ahead(
    here: &Here,
    permit: &Permit<operation::ExplainPerson>,
    (file, id): (&Explanation, &str),
    position: &Position,
) -> Result<Vec<Ahead>, Response> {
    let registry = here.door.registry();
    let mut ahead = Vec::new();
    let mut before = position.clone();
    while let Some(at) = before.next_change.filter(|_| ahead.len() < AHEAD) {
        // It is the same look at the same file: it is logged once.
        let then = registry.explain(permit, &file.person, at, file.known_at, None);
        let then = here.ruled(then.await)?;
        let (_, _, after) = here.of(&then, id)?;
        ahead.push(Ahead::between(at, &before, &after));
        before = after;
    }
    Ok(ahead)
}

async fn record(
    here: Here,
    Path((person, id)): Path<(String, String)>,
    SafeForm(written): SafeForm<recording::Written>,
) -> Result<Response, Response> {
    let event = written.event(&here.frame, &here.frame.zone);
    recorded(&here, (&person, &id), &written, event).await
}

async fn recorded(
    here: &Here,
    (person, id): (&str, &str),
    written: &recording::Written,
    event: Result<Event, Vec<Wrong>>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::RecordEvent).await?;
    let happened = match event {
        Err(wrong) => Err(wrong),
        Ok(event) => {
            let recording = Recording {
                person: person.to_owned(),
                matter: Some(id.to_owned()),
                event,
            };
            let registry = here.door.registry();
            let ruling = registry.record(&permit, &recording, here.frame.now).await;
            here.held(ruling)?
                .map_err(|refusal| as_wrong(&here.frame, &refusal))
        }
    };
    let clocks = Clocks {
        reason: written.reason.clone(),
        ..Clocks::default()
    };
    let looking = here.permit(operation::ExplainPerson).await?;
    let file = here.look(&looking, person, &clocks).await?;
    let (matter, regime, position) = here.of(&file, id)?;
    let told = Told {
        file: &file,
        matter,
        regime,
        position: &position,
        ahead: &[],
        clocks: &clocks,
    };
    Ok(match happened {
        Ok(happened) => recording::done(&here.frame, &happened, &told).into_response(),
        Err(wrong) => recording::again(&here.frame, &told, written, &wrong).into_response(),
    })
}

#[derive(Debug, Deserialize)]
struct Deciding {
    event: String,
    outcome: Option<Answer>,
    #[serde(default)]
    why: String,
    #[serde(default)]
    reason: String,
}

async fn decide(
    here: Here,
    Path((person, id)): Path<(String, String)>,
    SafeForm(form): SafeForm<Deciding>,
) -> Result<Response, Response> {
    let permit = here.permit(operation::ExplainPerson).await?;
    let clocks = Clocks {
        reason: form.reason.clone(),
        ..Clocks::default()
    };
    let file = here.look(&permit, &person, &clocks).await?;
    let (matter, ..) = here.of(&file, &id)?;
    let mut waits = matter.waits.iter();
    let wait = waits.find(|wait| wait.event == form.event);
    let event = match (wait, form.outcome) {
        (Some(wait), Some(outcome)) => {
            let by = here.reader.officer()?.name();
            let said = (outcome, form.why.as_str());
            Ok(recording::answer(wait, said, (by, here.frame.now)))
        }
        (None, _) => Err(vec![Wrong::new("", here.frame.word("wrong-answered"))]),
        (_, None) => Err(vec![Wrong::new("", here.frame.word("wrong-choice"))]),
    };
    let written = recording::Written {
        reason: form.reason.clone(),
        why: form.why,
        ..recording::Written::default()
    };
    recorded(&here, (&person, &id), &written, event).await
}

async fn hand_of(
    here: &Here,
    (person, id): (&str, &str),
    (written, wrong): (&hand::Written, &[Wrong]),
) -> Result<Markup, Response> {
    let permit = here.permit(operation::ExplainPerson).await?;
    let clocks = Clocks {
        reason: here.frame.word("hand-title"),
        ..Clocks::default()
    };
    let file = here.look(&permit, person, &clocks).await?;
    let (matter, ..) = here.of(&file, id)?;
    Ok(hand::page(&here.frame, (person, matter), (written, wrong)))
}

async fn hand_form(
    here: Here,
    Path((person, id)): Path<(String, String)>,
) -> Result<Markup, Response> {
    hand_of(&here, (&person, &id), (&hand::Written::default(), &[])).await
}

async fn hand_said(
    here: Here,
    Path((person, id)): Path<(String, String)>,
    SafeForm(written): SafeForm<hand::Written>,
) -> Result<Response, Response> {
    let kind = hand::OUTCOMES
        .into_iter()
        .find(|kind| kind.word() == written.outcome);
    let Some(kind) = kind else {
        let wrong = [Wrong::new("outcome", here.frame.word("wrong-choice"))];
        let page = hand_of(&here, (&person, &id), (&written, &wrong)).await?;
        return Ok(page.into_response());
    };
    let form = recording::Written {
        kind: kind.word().to_owned(),
        channel: "hand".to_owned(),
        to: written.to,
        place: written.place,
        by: "officer".to_owned(),
        reason: here.frame.word("hand-title"),
        ..recording::Written::default()
    };
    let event = form.event(&here.frame, &here.frame.zone);
    recorded(&here, (&person, &id), &form, event).await
}

#[derive(Debug, Deserialize)]
struct Answering {
    outcome: Option<RequestOutcome>,
    #[serde(default)]
    why: String,
    #[serde(default)]
    reason: String,
}

async fn answer_request(
    here: Here,
    Path((person, number)): Path<(String, u64)>,
    SafeForm(form): SafeForm<Answering>,
) -> Result<Markup, Response> {
    let permit = here.permit(operation::AnswerRequest).await?;
    let Some(outcome) = form.outcome else {
        return Err(here.no(Refusal::on(
            "no-outcome",
            "no answer was chosen",
            "go back and choose one",
        )));
    };
    let answer = RequestAnswer {
        outcome,
        reason: form.why.trim().to_owned(),
    };
    let registry = here.door.registry();
    let answered = registry.answer_correction(&permit, (&person, number), &answer, here.frame.now);
    here.ruled(answered.await)?;
    let looking = here.permit(operation::ExplainPerson).await?;
    let clocks = Clocks {
        reason: form.reason,
        ..Clocks::default()
    };
    let file = here.look(&looking, &person, &clocks).await?;
    Ok(find::file(&here.frame, &file, clocks.reason.trim()))
}

async fn carrier_form(here: Here) -> Result<Markup, Response> {
    here.permit(operation::RecordEvent).await?;
    Ok(carrier::page(&here.frame, None, &[]))
}

async fn carrier_said(here: Here, filled: Filled) -> Result<Markup, Response> {
    let permit = here.permit(operation::RecordEvent).await?;
    let files = filled.files.iter();
    let texts: Option<Vec<&str>> = files
        .map(|file| std::str::from_utf8(&file.content).ok())
        .collect();
    let lines = texts.unwrap_or_default().join("\n");
    let lines = carrier::read(&lines);
    if lines.is_empty() {
        let wrong = [Wrong::new("files", here.frame.word("wrong-file"))];
        return Ok(carrier::page(&here.frame, None, &wrong));
    }
    let registry = here.door.registry();
    let report = registry.carrier_statuses(&permit, &lines, Quality::default(), here.frame.now);
    let report = here.held(report.await)?;
    Ok(carrier::page(&here.frame, Some(&report), &[]))
}

async fn overview(here: Here) -> Result<Markup, Response> {
    here.permit(operation::SeeAggregates).await?;
    let permit = here.permit(operation::SeeCampaign).await?;
    let registry = here.door.registry();
    let campaigns = here.held(registry.campaigns(&permit).await)?;
    let published = here.held(registry.published().await)?;
    let ledger = here.held(registry.ledger_status().await)?;
    let told = oversight::Overview {
        campaigns: &campaigns,
        published: &published,
        ledger: &ledger,
        witnesses: &registry.witnesses(),
    };
    Ok(oversight::page(&here.frame, &told))
}

async fn regimes(here: Here) -> Result<Markup, Response> {
    here.permit(operation::SeeAggregates).await?;
    let regimes = here.door.registry().regimes().to_vec();
    // What can come about under a law is walked through: that is work, done once in a process.
    let checked = tokio::task::spawn_blocking(move || {
        let checked = regimes.into_iter().map(|regime| {
            let findings = findings(&regime);
            (regime, findings)
        });
        checked.collect::<Vec<_>>()
    });
    let checked = checked.await.map_err(|_| here.no(Problem::failed()))?;
    let all: Vec<_> = checked
        .iter()
        .map(|(regime, findings)| (&**regime, findings.clone()))
        .collect();
    Ok(oversight::regimes(&here.frame, &all))
}

/// What checks find in a law, by its digest: a law never changes, and neither does what is found.
fn findings(regime: &Regime) -> Arc<Vec<Finding>> {
    static FOUND: Mutex<BTreeMap<String, Arc<Vec<Finding>>>> = Mutex::new(BTreeMap::new());
    let known = |found: &BTreeMap<String, Arc<Vec<Finding>>>| found.get(regime.digest()).cloned();
    if let Some(findings) = FOUND.lock().ok().and_then(|found| known(&found)) {
        return findings;
    }
    let findings = Arc::new(regime.check());
    if let Ok(mut found) = FOUND.lock() {
        found.insert(regime.digest().to_owned(), Arc::clone(&findings));
    }
    findings
}

async fn access(here: Here, Query(asked): Query<oversight::Asked>) -> Result<Markup, Response> {
    let permit = here.permit(operation::SeeAccess).await?;
    let today = here.frame.zone.to_datetime(here.frame.now).date();
    let day = |text: &str| text.trim().parse::<Date>().unwrap_or(today);
    let officer = asked.officer.trim();
    let query = AccessQuery {
        officer: (!officer.is_empty()).then(|| officer.to_owned()),
        from: day(&asked.from),
        until: day(&asked.until),
    };
    let registry = here.door.registry();
    let lines = here.ruled(registry.access_log(&permit, &query).await)?;
    Ok(oversight::access(&here.frame, &asked, &lines))
}
