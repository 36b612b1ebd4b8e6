//! What people see and do who signed in for themselves: their own file, or that of who made them a
//! delegate.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use writ_registry::{CorrectionAsked, Matters, NewAttachment, NewDelegate, OwnAct, operation};

use super::answer::{Done, FileTold, HappenedTold, PageTold, Told, forced, numbered, page};
use super::file::text;
use crate::caller::Themselves;
use crate::door::Door;
use crate::problem::Problem;

/// Everything about oneself: facts with their sources, matters, who asked, who looked.
#[utoipa::path(get, path = "/own", tag = "own", operation_id = "own-file",
    responses((status = 200, body = FileTold)))]
pub(super) async fn file(State(door): State<Door>, own: Themselves) -> Told {
    let permit = own.caller().own(&door, operation::SeeOwn).await?;
    let file = door.registry().own_file(&permit, door.now()).await??;
    forced(&door, &file)
}

/// Lists what was recorded of oneself, and how far each act is proved.
#[utoipa::path(get, path = "/own/acts", tag = "own", operation_id = "own-acts",
    responses((status = 200, body = PageTold)))]
pub(super) async fn acts(State(door): State<Door>, own: Themselves) -> Told {
    let permit = own.caller().own(&door, operation::SeeOwn).await?;
    let acts = door.registry().own_acts(&permit).await??;
    page(&door, &acts, None)
}

/// Gives the proof of an act of one's own.
#[utoipa::path(get, path = "/own/acts/{number}/proof", tag = "own", operation_id = "own-proof",
    params(("number" = u64, Path, description = "The number of the act.")),
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn proof(
    State(door): State<Door>,
    own: Themselves,
    Path(number): Path<u64>,
) -> Result<Response, Problem> {
    let permit = own.caller().own(&door, operation::SeeOwn).await?;
    let proof = door
        .registry()
        .own_proof(&permit, Some(numbered(number)?))
        .await??;
    Ok(text(proof))
}

/// Something that a person does in a matter of theirs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "act")]
pub(super) enum Act {
    /// Opens the copy in their account.
    Opened {
        /// The matter.
        matter: String,
    },
    /// Gives a reason for not appearing.
    ExcuseClaimed {
        /// The matter.
        matter: String,
        /// The excuse, by its name.
        excuse: String,
        /// The day on which they could come instead.
        #[schema(value_type = Option<String>, format = Date)]
        another_day: Option<Date>,
        /// Why.
        reason: String,
        /// What shows it.
        #[serde(default)]
        attachments: Vec<Attached>,
    },
    /// Objects.
    Objected {
        /// The matter.
        matter: String,
        /// The remedy, by its name.
        remedy: String,
        /// Against this measure alone.
        measure: Option<String>,
        /// Why; an objection needs no reason.
        #[serde(default)]
        reason: String,
        /// What shows it.
        #[serde(default)]
        attachments: Vec<Attached>,
    },
    /// Says that they did come.
    AppearanceClaimed {
        /// The matter.
        matter: String,
        /// On which day.
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// Where, at what time, whom they met.
        reason: String,
        /// What shows it.
        #[serde(default)]
        attachments: Vec<Attached>,
    },
    /// Says that nothing reached them.
    NonReceiptClaimed {
        /// The matter.
        matter: String,
        /// How it was.
        reason: String,
        /// What shows it.
        #[serde(default)]
        attachments: Vec<Attached>,
    },
    /// Answers what a questionnaire asks.
    Replied {
        /// The matter.
        matter: String,
        /// The answer.
        reply: String,
        /// What goes with it.
        #[serde(default)]
        attachments: Vec<Attached>,
    },
}

/// Something that shows what somebody says: PDF, JPEG, PNG or plain text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Attached {
    /// What the person calls it.
    #[schema(max_length = 200)]
    name: String,
    /// What it holds, in base64.
    content: String,
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attached(…)")
    }
}

fn taken(attached: Vec<Attached>) -> Result<Vec<NewAttachment>, Problem> {
    let each = attached.into_iter().map(|it| {
        let content = STANDARD.decode(&it.content);
        let content = content.map_err(|_| Problem::malformed("an attachment is not in base64"))?;
        Ok(NewAttachment {
            name: it.name,
            content,
        })
    });
    each.collect()
}

fn act_of(act: Act) -> Result<OwnAct, Problem> {
    Ok(match act {
        Act::Opened { matter } => OwnAct::Opened { matter },
        Act::ExcuseClaimed {
            matter,
            excuse,
            another_day,
            reason,
            attachments,
        } => OwnAct::ExcuseClaimed {
            matter,
            excuse,
            another_day,
            reason,
            attachments: taken(attachments)?,
        },
        Act::Objected {
            matter,
            remedy,
            measure,
            reason,
            attachments,
        } => OwnAct::Objected {
            matter,
            remedy,
            measure,
            reason,
            attachments: taken(attachments)?,
        },
        Act::AppearanceClaimed {
            matter,
            on,
            reason,
            attachments,
        } => OwnAct::AppearanceClaimed {
            matter,
            on,
            reason,
            attachments: taken(attachments)?,
        },
        Act::NonReceiptClaimed {
            matter,
            reason,
            attachments,
        } => OwnAct::NonReceiptClaimed {
            matter,
            reason,
            attachments: taken(attachments)?,
        },
        Act::Replied {
            matter,
            reply,
            attachments,
        } => OwnAct::Replied {
            matter,
            reply,
            attachments: taken(attachments)?,
        },
    })
}

/// Does something in a matter of one's own: opens it, objects, gives an excuse.
#[utoipa::path(post, path = "/own/acts", tag = "own", operation_id = "act",
    request_body = Act, responses((status = 200, body = HappenedTold)))]
pub(super) async fn act(State(door): State<Door>, own: Themselves, Json(act): Json<Act>) -> Told {
    let permit = own.caller().own(&door, operation::ActOwn).await?;
    let act = act_of(act)?;
    let done = door.registry().act_own(&permit, &act, door.now());
    forced(&door, &done.await??)
}

/// Something in one's file that is wrong.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrong {
    /// The fact, by its name.
    #[schema(max_length = 64)]
    fact: String,
    /// What the register says.
    #[schema(max_length = 1000)]
    says: String,
    /// What it should say.
    #[schema(max_length = 1000)]
    should_be: String,
    /// Why.
    #[schema(max_length = 2000)]
    reason: String,
    /// What shows it.
    #[serde(default)]
    attachments: Vec<Attached>,
}

/// Asks for something in one's file to be corrected.
#[utoipa::path(post, path = "/own/corrections", tag = "own", operation_id = "ask-correction",
    request_body = Wrong, responses((status = 200, body = Done)))]
pub(super) async fn correction(
    State(door): State<Door>,
    own: Themselves,
    Json(wrong): Json<Wrong>,
) -> Told {
    let permit = own.caller().own(&door, operation::ActOwn).await?;
    let asked = CorrectionAsked {
        fact: wrong.fact,
        says: wrong.says,
        should_be: wrong.should_be,
        reason: wrong.reason,
        attachments: taken(wrong.attachments)?,
    };
    let request = door.registry().ask_correction(&permit, &asked, door.now());
    forced(&door, &request.await??)
}

/// Somebody who is to act for oneself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Delegating {
    /// The identifier by which they sign in.
    #[schema(min_length = 1, max_length = 128)]
    delegate: String,
    /// Until when; without it, until somebody ends it.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// In which matters; without it, in all.
    #[schema(max_items = 100)]
    matters: Option<BTreeSet<String>>,
}

/// Lists whom one has made delegates.
#[utoipa::path(get, path = "/own/delegates", tag = "own", operation_id = "delegates",
    responses((status = 200, body = PageTold)))]
pub(super) async fn delegates(State(door): State<Door>, own: Themselves) -> Told {
    let permit = own.caller().own(&door, operation::SeeOwn).await?;
    let delegates = door.registry().delegates(&permit).await??;
    page(&door, &delegates, None)
}

/// Makes somebody a delegate.
#[utoipa::path(post, path = "/own/delegates", tag = "own", operation_id = "appoint-delegate",
    request_body = Delegating, responses((status = 200, body = Done)))]
pub(super) async fn delegate(
    State(door): State<Door>,
    own: Themselves,
    Json(delegating): Json<Delegating>,
) -> Told {
    let permit = own.caller().own(&door, operation::ActOwn).await?;
    let new = NewDelegate {
        delegate: delegating.delegate,
        until: delegating.until,
        matters: delegating.matters.map_or(Matters::All, Matters::Only),
    };
    let made = door.registry().appoint_delegate(&permit, &new, door.now());
    forced(&door, &made.await??)
}

/// Ends a delegation.
#[utoipa::path(delete, path = "/own/delegates/{delegation}", tag = "own",
    operation_id = "end-delegation",
    params(("delegation" = String, Path, description = "The delegation.")),
    responses((status = 200, body = Done)))]
pub(super) async fn end_delegation(
    State(door): State<Door>,
    own: Themselves,
    Path(delegation): Path<String>,
) -> Told {
    let permit = own.caller().own(&door, operation::ActOwn).await?;
    let registry = door.registry();
    let ended = registry.end_delegation(&permit, &delegation, door.now());
    forced(&door, &ended.await??)
}

/// Lists whose files one may open as a delegate.
#[utoipa::path(get, path = "/own/principals", tag = "own", operation_id = "acting-for",
    responses((status = 200, body = PageTold)))]
pub(super) async fn acting_for(State(door): State<Door>, own: Themselves) -> Told {
    let (account, _) = own.caller().person()?;
    let whose = door.registry().acting_for(account, door.now()).await?;
    forced(&door, &json!({ "items": whose, "next": null }))
}
