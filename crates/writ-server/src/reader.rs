//! Who reads a page, and in which language.

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use url::form_urlencoded;
use writ_notice::Language;
use writ_registry::{Officer, PersonAccount};

use crate::account::Account;
use crate::door::Door;
use crate::problem::{Problem, Sort};
use crate::session::{self, Session};

/// The cookie that remembers a language.
pub(crate) const LANGUAGE_COOKIE: &str = "lang";

/// Who reads this page, in which language.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The account.
    pub account: Account,
    /// The language.
    pub language: Language,
    /// What each form of the page must carry in its field `_csrf`.
    pub csrf: CsrfToken,
    /// The path and query of the page, without the language.
    pub path: String,
}

/// What shows that a form came from a page of ours: one for each session. Empty while nobody has
/// signed in, and then not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsrfToken(pub(crate) String);

impl CsrfToken {
    /// The text for the field `_csrf`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Reader {
    /// The person who has signed in, and on whose file they are.
    ///
    /// # Errors
    ///
    /// The answer to give to anybody else: the way to the sign-in page, or, to an officer, that
    /// this is not for them.
    pub fn person(&self) -> Result<(&PersonAccount, &str), Response> {
        match &self.account {
            Account::Person(account, on) => Ok((account, on)),
            Account::Nobody => Err(self.to_sign_in()),
            Account::Officer(_) => Err(not_for("people who were summoned")),
        }
    }

    /// The officer who has signed in.
    ///
    /// # Errors
    ///
    /// The answer to give to anybody else.
    pub fn officer(&self) -> Result<&Officer, Response> {
        match &self.account {
            Account::Officer(officer) => Ok(officer),
            Account::Nobody => Err(self.to_sign_in()),
            Account::Person(..) => Err(not_for("officers")),
        }
    }

    /// The address of the same page in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={language}", self.path)
    }

    fn to_sign_in(&self) -> Response {
        let next: String = form_urlencoded::byte_serialize(self.path.as_bytes()).collect();
        Redirect::to(&format!("/sign-in?next={next}")).into_response()
    }
}

fn not_for(whom: &str) -> Response {
    Problem::new(
        Sort::Forbidden,
        format!("this page is for {whom}; sign out to sign in with another account"),
    )
    .into_response()
}

impl FromRequestParts<Door> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Self::Rejection> {
        let session = Session::of(parts);
        let signed_in = session.signed_in(door).await;
        let signed_in = signed_in.map_err(IntoResponse::into_response)?;
        let (account, csrf) = session::account(door, signed_in)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self {
            account,
            language: language(parts),
            csrf,
            path: path_of(parts),
        })
    }
}

/// The address that was asked for, with everything but the language.
fn path_of(parts: &Parts) -> String {
    let uri = parts
        .extensions
        .get::<OriginalUri>()
        .map_or(&parts.uri, |original| &original.0);
    let path = uri.path();
    let kept = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
        .filter(|(name, _)| name != "lang");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The language that a request names: in its address, in a cookie, or by what the browser prefers.
pub(crate) fn language(parts: &Parts) -> Language {
    named(parts.uri.query().unwrap_or_default())
        .or_else(|| {
            let jar = CookieJar::from_headers(&parts.headers);
            jar.get(LANGUAGE_COOKIE)?.value().parse().ok()
        })
        .or_else(|| {
            let accepted = parts.headers.get(header::ACCEPT_LANGUAGE)?;
            preferred(accepted.to_str().ok()?)
        })
        .unwrap_or_default()
}

/// The language that a query names.
pub(crate) fn named(query: &str) -> Option<Language> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, tag) = pairs.find(|(name, _)| name == "lang")?;
    tag.parse().ok()
}

/// The best of the languages that a browser accepts.
fn preferred(accepted: &str) -> Option<Language> {
    let weighed = accepted.split(',').filter_map(|range| {
        let mut parts = range.split(';');
        let tag = parts.next()?.trim();
        let primary = tag.split('-').next()?.to_ascii_lowercase();
        let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
        let weight = weight.map_or(Some(1.0_f32), |weight| weight.parse().ok())?;
        Some((primary.parse::<Language>().ok()?, weight))
    });
    // The first of those that weigh most.
    weighed
        .filter(|(_, weight)| *weight > 0.0)
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_weighs_most_is_taken() {
        for (accepted, language) in [
            ("de", Some(Language::German)),
            ("fr, uk;q=0.5, ru;q=0.9", Some(Language::Russian)),
            ("fi-FI,en;q=0.9", Some(Language::Finnish)),
            ("en;q=0, fr", None),
            ("*", None),
            ("", None),
            ("de;q=x, en;q=0.1", Some(Language::English)),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }
}
