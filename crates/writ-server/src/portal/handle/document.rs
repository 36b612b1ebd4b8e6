//! The notice as a document: print, page, text and calendar.

use axum::response::Response;
use writ_law::case::Person;
use writ_law::event::EventKind;
use writ_notice::notice::{Beside, Check, Drill, Issue, Notice, Over};
use writ_notice::position::Force as Says;
use writ_registry::evidence::proof::ActLine;
use writ_registry::{ExplainedMatter, Explanation, Force, Kind, Origin, operation};

use super::own::download;
use crate::portal::answer::Here;
use crate::problem::Problem;

/// What stands in the ledger of the issuing of a matter. Matters stand in the order in which they
/// were issued, and so do the acts that issued them.
pub(crate) fn issued<'a>(acts: &'a [ActLine], file: &Explanation, id: &str) -> Option<&'a ActLine> {
    let place = file.matters.iter().position(|it| it.matter.id == id)?;
    let issued = |act: &&ActLine| act.what.iter().any(|what| what == "issued");
    acts.iter().filter(issued).nth(place)
}

/// A notice in one of its forms, by the ending of its file.
pub(crate) async fn document(here: &Here, id: &str, ending: &str) -> Result<Response, Response> {
    let (account, on) = here.reader.person()?;
    let registry = here.door.registry();
    let permit = registry.permit_own(account, on, operation::SeeOwn, here.frame.now);
    let permit = here.ruled(permit.await)?;
    let file = here.ruled(registry.own_file(&permit, here.frame.now).await)?;
    let (matter, regime, _) = here.of(&file, id)?;
    // A delegate for some matters is given no list of all acts: then there is no proof to attach.
    let acts = here
        .held(registry.own_acts(&permit).await)?
        .unwrap_or_default();
    let act = issued(&acts, &file, id);
    let check = Check {
        ledger: registry.origin().to_owned(),
        place: act.and_then(|act| act.place),
        witnessed_at: act.and_then(|act| act.witnessed_at),
        committed: matter.words.clone(),
    };
    let beside = Beside {
        check: Some(&check),
        over: over(matter),
        ..Beside::default()
    };
    let person = Person {
        id: file.person.clone(),
        facts: file.facts.clone(),
        restricted: Vec::new(),
    };
    let issue = Issue {
        regime,
        person: &person,
        matter: &matter.matter,
        order: matter.order.as_deref(),
        campaign: match &matter.origin {
            Origin::Campaign(campaign) => Some(campaign),
            Origin::Legacy(_) => None,
        },
        force: match file.kind {
            Kind::Sandbox => Says::Sandbox,
            Kind::Live => Says::Live,
        },
        drill: match matter.force {
            Force::Test => Drill::Test,
            Force::Binding => Drill::No,
        },
    };
    let notice = Notice::of(&issue, beside, here.frame.words.law());
    let notice = notice.map_err(|_| here.no(Problem::failed()))?;
    // A delegate who may not see the acts has no proof to take along.
    let proof = match act.filter(|_| ending == "pdf") {
        Some(act) => {
            let proof = registry.own_proof(&permit, Some(act.number)).await;
            here.held(proof)?.ok()
        }
        None => None,
    };
    given(here, notice, ending, proof).await
}

/// A notice as a file that is taken away.
async fn given(
    here: &Here,
    notice: Notice,
    ending: &str,
    proof: Option<String>,
) -> Result<Response, Response> {
    let name = format!("{}.{ending}", notice.name);
    match ending {
        "txt" => Ok(download(&name, "text/plain; charset=utf-8", notice.text())),
        "html" => Ok(download(&name, "text/html; charset=utf-8", notice.page())),
        "ics" => match notice.ics() {
            Some(ics) => Ok(download(&name, "text/calendar; charset=utf-8", ics)),
            None => Err(here.absent()),
        },
        "pdf" => {
            // Setting pages is work, and others wait for an answer meanwhile.
            let made = tokio::task::spawn_blocking(move || {
                notice.pdf(proof.as_deref().map(str::as_bytes))
            });
            let made = made.await.map_err(|_| here.no(Problem::failed()))?;
            let pdf = made.map_err(|_| here.no(Problem::failed()))?;
            Ok(download(&name, "application/pdf", pdf))
        }
        _ => Err(here.absent()),
    }
}

/// How a matter ended, if it did.
fn over(matter: &ExplainedMatter) -> Option<Over> {
    let position = crate::portal::position::Position::read(&matter.position)?;
    let closing = matter.events.iter().filter(|event| event.kind.closes());
    let last = closing
        .filter(|event| event.kind != EventKind::ExcuseAccepted || position.is_over())
        .max_by_key(|event| event.at)?;
    position.is_over().then_some(Over {
        by: last.kind,
        at: last.at,
    })
}
