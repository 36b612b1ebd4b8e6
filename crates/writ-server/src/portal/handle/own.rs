//! What a person asks for.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::Markup;
use serde::Deserialize;
use writ_law::regime::Regime;
use writ_registry::{
    CorrectionAsked, ExplainedMatter, Explanation, Matters, NewDelegate, Opening, OwnAct, Permit,
    PersonAccount, Role, operation,
};

use super::document;
use crate::account::Account;
use crate::door::Door;
use crate::form::SafeForm;
use crate::portal::answer::{Here, as_wrong};
use crate::portal::component::Wrong;
use crate::portal::person::act::{Act, Acting, Written};
use crate::portal::person::delegates::{self, Delegate, Delegates};
use crate::portal::person::notice::{self, Ahead, Notice};
use crate::portal::person::record::{self, Correction};
use crate::portal::person::{notices, opening};
use crate::portal::position::{Position, regime_of};
use crate::portal::sign_in;
use crate::portal::upload::{Filled, MOST_BYTES};
use crate::problem::Problem;
use crate::session::{Session, Who};

pub(crate) fn routes() -> Router<Door> {
    Router::new()
        .route("/", get(start))
        .route("/notices", get(list))
        .route("/notices/{matter}", get(one))
        .route("/notices/{matter}/open", post(open))
        .route("/notices/{matter}/proof", get(proof))
        .route("/notices/{matter}/{act}", get(act).post(act_said))
        .route("/record", get(on_file))
        .route("/record/corrections", get(correction).post(correction_said))
        .route("/questions", get(questions))
        .route("/delegates", get(who_acts).post(appoint))
        .route("/delegates/end", post(end))
        .route("/delegates/switch", post(switch))
        .route("/everything", get(everything))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// How many changes ahead a page tells.
const AHEAD: usize = 6;

async fn start(here: Here) -> Response {
    let Account::Officer(officer) = &here.reader.account else {
        return match &here.reader.account {
            Account::Person(..) => here.to("/notices"),
            _ => sign_in::start(&here.frame).into_response(),
        };
    };
    let is = |role| officer.roles().contains(&role);
    here.to(if is(Role::Officer) {
        "/office"
    } else if is(Role::Approver) {
        "/approvals"
    } else if is(Role::Oversight) {
        "/oversight"
    } else {
        "/public"
    })
}

impl Here {
    /// The person who has signed in, and on whose file they are.
    fn person(&self) -> Result<(&PersonAccount, &str), Response> {
        self.reader.person()
    }

    async fn see(&self) -> Result<Permit<operation::SeeOwn>, Response> {
        let (account, on) = self.person()?;
        let registry = self.door.registry();
        let permit = registry.permit_own(account, on, operation::SeeOwn, self.frame.now);
        self.ruled(permit.await)
    }

    async fn do_own(&self) -> Result<Permit<operation::ActOwn>, Response> {
        let (account, on) = self.person()?;
        let registry = self.door.registry();
        let permit = registry.permit_own(account, on, operation::ActOwn, self.frame.now);
        self.ruled(permit.await)
    }

    async fn file(&self) -> Result<Explanation, Response> {
        let permit = self.see().await?;
        self.ruled(self.door.registry().own_file(&permit, self.frame.now).await)
    }

    /// A matter of a file with its law and its position.
    pub(crate) fn of<'a>(
        &'a self,
        file: &'a Explanation,
        id: &str,
    ) -> Result<(&'a ExplainedMatter, &'a Regime, Position), Response> {
        let mut matters = file.matters.iter();
        let matter = matters.find(|it| it.matter.id == id);
        let matter = matter.ok_or_else(|| self.absent())?;
        let regime = regime_of(self.door.registry().regimes(), matter);
        let regime = regime.ok_or_else(|| self.no(Problem::failed()))?;
        let position = Position::read(&matter.position);
        let position = position.ok_or_else(|| self.no(Problem::failed()))?;
        Ok((matter, regime, position))
    }
}

async fn list(here: Here) -> Result<Markup, Response> {
    let file = here.file().await?;
    Ok(notices::page(&here.frame, &file))
}

async fn one(here: Here, Path(id): Path<String>) -> Result<Markup, Response> {
    let permit = here.see().await?;
    let registry = here.door.registry();
    let file = here.ruled(registry.own_file(&permit, here.frame.now).await)?;
    let (matter, regime, position) = here.of(&file, &id)?;
    if matter.open.opening == Opening::Unopened && !position.is_over() {
        return Ok(opening::page(&here.frame, regime, matter));
    }
    let mut ahead = Vec::new();
    let mut before = position.clone();
    // What lies ahead is what the law says at each later instant, if nothing more is recorded.
    while let Some(at) = before.next_change.filter(|_| ahead.len() < AHEAD) {
        let then = here.ruled(registry.own_file(&permit, at).await)?;
        let (_, _, after) = here.of(&then, &id)?;
        ahead.push(Ahead::between(at, &before, &after));
        before = after;
    }
    let told = Notice {
        file: &file,
        matter,
        regime,
        position: &position,
        ahead: &ahead,
    };
    Ok(notice::page(&here.frame, &told))
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn open(
    here: Here,
    Path(matter): Path<String>,
    SafeForm(Nothing {}): SafeForm<Nothing>,
) -> Result<Response, Response> {
    let permit = here.do_own().await?;
    let to = format!("/notices/{matter}");
    let act = OwnAct::Opened { matter };
    let registry = here.door.registry();
    here.ruled(registry.act_own(&permit, &act, here.frame.now).await)?;
    Ok(here.to(&to))
}

async fn proof(here: Here, Path(id): Path<String>) -> Result<Response, Response> {
    let permit = here.see().await?;
    let registry = here.door.registry();
    let file = here.ruled(registry.own_file(&permit, here.frame.now).await)?;
    let acts = here.ruled(registry.own_acts(&permit).await)?;
    let number = document::issued(&acts, &file, &id).map(|act| act.number);
    let number = number.ok_or_else(|| here.absent())?;
    let proof = here.ruled(registry.own_proof(&permit, Some(number)).await)?;
    Ok(download(
        &format!("{id}.proof"),
        "text/plain; charset=utf-8",
        proof,
    ))
}

pub(super) fn download(name: &str, kind: &'static str, content: impl IntoResponse) -> Response {
    let safe: String = name
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || "-._".contains(*letter))
        .collect();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{safe}\""),
        ),
    ];
    (headers, content).into_response()
}

async fn act(here: Here, Path((id, word)): Path<(String, String)>) -> Result<Response, Response> {
    if let Some(ending) = word.strip_prefix("document.") {
        return document::document(&here, &id, ending).await;
    }
    let Some(act) = Act::from_word(&word) else {
        return Err(here.absent());
    };
    let file = here.file().await?;
    let (matter, regime, _) = here.of(&file, &id)?;
    let acting = Acting {
        act,
        matter,
        regime,
    };
    Ok(if acting.is_open() {
        acting
            .form(&here.frame, &Written::default(), &[])
            .into_response()
    } else {
        acting.closed(&here.frame).into_response()
    })
}

async fn act_said(
    here: Here,
    Path((id, word)): Path<(String, String)>,
    filled: Filled,
) -> Result<Response, Response> {
    let act = Act::from_word(&word).ok_or_else(|| here.absent())?;
    let file = here.file().await?;
    let (matter, regime, _) = here.of(&file, &id)?;
    let acting = Acting {
        act,
        matter,
        regime,
    };
    if !acting.is_open() {
        return Ok(acting.closed(&here.frame).into_response());
    }
    let written = Written {
        choice: filled.field("choice"),
        day: filled.field("day"),
        reason: filled.field("reason"),
    };
    let said = match acting.said(&here.frame, &written) {
        Ok(said) => said,
        Err(wrong) => return Ok(acting.form(&here.frame, &written, &wrong).into_response()),
    };
    if filled.field("step") != "send" {
        return Ok(acting.check(&here.frame, (&written, &said)).into_response());
    }
    let permit = here.do_own().await?;
    let own = acting.own_act(said.clone(), filled.files);
    let registry = here.door.registry();
    let ruling = here.held(registry.act_own(&permit, &own, here.frame.now).await)?;
    Ok(match ruling {
        Ok(happened) => acting
            .receipt(&here.frame, &said, &happened)
            .into_response(),
        Err(refusal) => {
            let wrong = as_wrong(&here.frame, &refusal);
            acting.form(&here.frame, &written, &wrong).into_response()
        }
    })
}

async fn on_file(here: Here) -> Result<Markup, Response> {
    let file = here.file().await?;
    Ok(record::page(&here.frame, &file))
}

async fn correction(here: Here) -> Result<Markup, Response> {
    let file = here.file().await?;
    let written = Correction::default();
    Ok(record::correction(&here.frame, &file, (&written, &[])))
}

async fn correction_said(here: Here, filled: Filled) -> Result<Markup, Response> {
    let file = here.file().await?;
    let written = Correction {
        fact: filled.field("fact"),
        should_be: filled.field("should_be"),
        reason: filled.field("reason"),
    };
    let wrong = written.wrong(&here.frame, &file);
    if !wrong.is_empty() {
        return Ok(record::correction(&here.frame, &file, (&written, &wrong)));
    }
    let permit = here.do_own().await?;
    let says = file.facts.iter().rfind(|fact| fact.fact == written.fact);
    let asked = CorrectionAsked {
        fact: written.fact.clone(),
        says: says.map_or_else(String::new, |fact| here.frame.words.law().fact_value(fact)),
        should_be: written.should_be.trim().to_owned(),
        reason: written.reason.trim().to_owned(),
        attachments: filled.files,
    };
    let registry = here.door.registry();
    let ruling = registry.ask_correction(&permit, &asked, here.frame.now);
    Ok(match here.held(ruling.await)? {
        Ok(request) => {
            let handle = format!("{}/{}", file.person, request.number);
            record::correction_receipt(&here.frame, &handle, &written)
        }
        Err(refusal) => {
            let wrong = as_wrong(&here.frame, &refusal);
            record::correction(&here.frame, &file, (&written, &wrong))
        }
    })
}

async fn questions(here: Here) -> Result<Markup, Response> {
    let file = here.file().await?;
    Ok(record::questions(&here.frame, &file.questions, &file.looks))
}

async fn delegates_page(
    here: &Here,
    written: (&str, &str),
    wrong: &[Wrong],
) -> Result<Markup, Response> {
    let permit = here.see().await?;
    let registry = here.door.registry();
    let all = here.ruled(registry.delegates(&permit).await)?;
    let own: Vec<Delegate> = all
        .into_iter()
        .filter(|it| it.stands(here.frame.now))
        .map(|it| Delegate {
            id: it.id,
            who: it.delegate,
            since: it.appointed_at,
            until: it.until,
        })
        .collect();
    let (account, _) = here.person()?;
    let mut acting_for = here.held(registry.acting_for(account, here.frame.now).await)?;
    if !acting_for.is_empty() {
        acting_for.insert(0, account.id().to_owned());
    }
    let told = Delegates {
        own: &own,
        acting_for: &acting_for,
        written,
        wrong,
    };
    Ok(delegates::page(&here.frame, &told))
}

async fn who_acts(here: Here) -> Result<Markup, Response> {
    delegates_page(&here, ("", ""), &[]).await
}

#[derive(Debug, Deserialize)]
struct Appointing {
    delegate: String,
    #[serde(default)]
    until: String,
}

async fn appoint(here: Here, SafeForm(form): SafeForm<Appointing>) -> Result<Response, Response> {
    let registry = here.door.registry();
    let permit = here.do_own().await?;
    let mut wrong = Vec::new();
    if form.delegate.trim().is_empty() {
        wrong.push(Wrong::new("delegate", here.frame.word("wrong-delegate")));
    }
    let until = match form.until.trim() {
        "" => None,
        day => {
            let day = day.parse::<jiff::civil::Date>().ok();
            let ends = day
                .and_then(|day| day.tomorrow().ok())
                .and_then(|day| day.to_zoned(here.frame.zone.clone()).ok());
            if ends.is_none() {
                wrong.push(Wrong::new("until", here.frame.word("wrong-day")));
            }
            ends.map(|ends| ends.timestamp())
        }
    };
    if wrong.is_empty() {
        let new = NewDelegate {
            delegate: form.delegate.trim().to_owned(),
            until,
            matters: Matters::All,
        };
        let ruling = registry.appoint_delegate(&permit, &new, here.frame.now);
        match here.held(ruling.await)? {
            Ok(_) => return Ok(here.to("/delegates")),
            Err(refusal) => wrong = as_wrong(&here.frame, &refusal),
        }
    }
    let page = delegates_page(&here, (&form.delegate, &form.until), &wrong).await?;
    Ok(page.into_response())
}

#[derive(Debug, Deserialize)]
struct Ending {
    id: String,
}

async fn end(here: Here, SafeForm(form): SafeForm<Ending>) -> Result<Response, Response> {
    let permit = here.do_own().await?;
    let registry = here.door.registry();
    here.ruled(
        registry
            .end_delegation(&permit, &form.id, here.frame.now)
            .await,
    )?;
    Ok(here.to("/delegates"))
}

#[derive(Debug, Deserialize)]
struct Switching {
    on: String,
}

/// Goes on to another file, as the same somebody. Whether they may is asked of the registry first,
/// and on every page again.
async fn switch(
    here: Here,
    State(door): State<Door>,
    session: Session,
    SafeForm(form): SafeForm<Switching>,
) -> Result<Response, Response> {
    let (account, _) = here.person()?;
    let permit = door
        .registry()
        .permit_own(account, &form.on, operation::SeeOwn, here.frame.now);
    here.ruled(permit.await)?;
    let signed_in = session.signed_in(&door).await.map_err(|it| here.no(it))?;
    let mut signed_in = signed_in.ok_or_else(|| here.no(Problem::unknown("sign in again")))?;
    signed_in.who = Who::Person {
        person: account.id().to_owned(),
        on: form.on,
    };
    session
        .keep(&door, &signed_in)
        .await
        .map_err(|it| here.no(it))?;
    Ok(here.to("/notices"))
}

async fn everything(here: Here) -> Result<Response, Response> {
    let file = here.file().await?;
    let text = serde_json::to_string_pretty(&file).map_err(|_| here.no(Problem::failed()))?;
    Ok(download(
        &format!("{}.json", file.person),
        "application/json",
        text,
    ))
}
