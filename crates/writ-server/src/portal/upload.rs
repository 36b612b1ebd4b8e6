//! Forms with files.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use writ_registry::{ATTACHMENT_BYTES, ATTACHMENTS_AN_ACT, NewAttachment};

use crate::door::Door;
use crate::form;
use crate::problem::{Problem, Sort};
use crate::session::Session;

/// The largest form with files that is read.
pub(crate) const MOST_BYTES: usize = (ATTACHMENTS_AN_ACT + 1) * ATTACHMENT_BYTES;

/// What a form holds: its fields by name, and its files.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    fields: BTreeMap<String, String>,
    pub(crate) files: Vec<NewAttachment>,
}

impl Filled {
    /// A field; empty if it is not there.
    pub(crate) fn field(&self, name: &str) -> String {
        self.fields.get(name).cloned().unwrap_or_default()
    }
}

impl FromRequest<Door> for Filled {
    type Rejection = Response;

    /// Reads a form of either kind, and checks that it came from a page of ours.
    async fn from_request(request: Request, door: &Door) -> Result<Self, Response> {
        read(request, door)
            .await
            .map_err(IntoResponse::into_response)
    }
}

async fn read(request: Request, door: &Door) -> Result<Filled, Problem> {
    let kind = request.headers().get(axum::http::header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let has_files = kind.starts_with("multipart/form-data");
    let (parts, body) = request.into_parts();
    let session = Session::of(&parts);
    let request = Request::from_parts(parts, body);
    let filled = if has_files {
        let multipart = Multipart::from_request(request, door).await;
        parts_of(multipart.map_err(|_| unreadable())?).await?
    } else {
        let fields = axum::Form::<BTreeMap<String, String>>::from_request(request, door).await;
        let axum::Form(fields) = fields.map_err(|_| unreadable())?;
        Filled {
            fields,
            files: Vec::new(),
        }
    };
    form::check(
        session.signed_in(door).await?.as_ref(),
        &filled.field("_csrf"),
    )?;
    Ok(filled)
}

async fn parts_of(mut multipart: Multipart) -> Result<Filled, Problem> {
    let mut filled = Filled::default();
    while let Some(part) = multipart.next_field().await.map_err(|_| too_large())? {
        match part.file_name().map(str::to_owned) {
            Some(name) => filled.files.extend(file(name, part).await?),
            None => {
                let name = part.name().unwrap_or_default().to_owned();
                let text = part.text().await.map_err(|_| unreadable())?;
                filled.fields.insert(name, text);
            }
        }
    }
    Ok(filled)
}

/// A file; none where the field was left empty.
async fn file(name: String, part: Field<'_>) -> Result<Option<NewAttachment>, Problem> {
    let content = part.bytes().await.map_err(|_| too_large())?.to_vec();
    Ok((!content.is_empty()).then_some(NewAttachment { name, content }))
}

fn unreadable() -> Problem {
    Problem::malformed("the form cannot be read: fill it in on its page")
}

fn too_large() -> Problem {
    Problem::new(Sort::TooLarge, "send fewer or smaller files")
}
