//! What operations answer with.

use axum::Json;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use crate::door::Door;
use crate::problem::Problem;

/// An answer, or why there is none.
pub(super) type Told = Result<Json<Value>, Problem>;

/// An answer that says of itself whether it has legal force.
pub(super) fn forced<T: Serialize>(door: &Door, answer: &T) -> Told {
    let mut answer = serde_json::to_value(answer).map_err(|_| Problem::failed())?;
    let force = json!(door.kind().word());
    match answer.as_object_mut() {
        Some(members) => {
            // The force of an instrument gets a name of its own.
            if let Some(of_instrument) = members.remove("force") {
                members.insert("instrument_force".to_owned(), of_instrument);
            }
            members.insert("force".to_owned(), force);
        }
        None => answer = json!({"force": force, "answer": answer}),
    }
    Ok(Json(answer))
}

/// Which page of a list is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// What the page before named as `next`; without it, the first page.
    #[param(max_length = 512)]
    pub(super) after: Option<String>,
    /// How many lines at most.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u16>,
}

impl Paging {
    pub(super) fn limit(&self) -> Result<usize, Problem> {
        match self.limit {
            None => Ok(50),
            Some(limit @ 1..=200) => Ok(usize::from(limit)),
            Some(_) => Err(Problem::malformed("`limit` is a number from 1 to 200")),
        }
    }

    /// What was named as the last line of the page before.
    pub(super) fn after(&self) -> Result<Option<String>, Problem> {
        let Some(cursor) = &self.after else {
            return Ok(None);
        };
        let wrong = || Problem::malformed("`after` is what the page before named as `next`");
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
        String::from_utf8(bytes).map(Some).map_err(|_| wrong())
    }

    /// The same, of lines that are numbered.
    pub(super) fn after_number(&self) -> Result<u64, Problem> {
        let wrong = || Problem::malformed("`after` is what the page before named as `next`");
        let after = self.after()?;
        let after = after.map(|after| after.parse::<i64>());
        let after = after.transpose().map_err(|_| wrong())?;
        u64::try_from(after.unwrap_or(0)).map_err(|_| wrong())
    }
}

/// A number that something of ours could have.
pub(super) fn numbered(number: u64) -> Result<u64, Problem> {
    const MOST: u64 = 1 << 53;
    match number {
        0 => Err(Problem::absent("numbers begin at 1")),
        1..=MOST => Ok(number),
        _ => Err(Problem::absent("nothing has so large a number")),
    }
}

/// What names a line for the next page.
pub(super) fn cursor(last: &str) -> String {
    URL_SAFE_NO_PAD.encode(last)
}

macro_rules! told {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Object)]
        pub(super) struct $name(pub(super) Value);
    )+};
}

told! {
    /// An answer: JSON with `force` in it, `sandbox` or `live`.
    Account;
    /// A person's file: facts, matters with positions and reasons, who asked, who looked.
    FileTold;
    /// What was recorded, with the identifier and the recording time that it got.
    HappenedTold;
    /// A campaign: its terms, how far it is, counts. It names nobody.
    CampaignTold;
    /// How far a long operation is. While `more` is true, send the same request again.
    Progress;
    /// A page of a list: `items`, and `next` where more follow.
    PageTold;
    /// The state of the ledger.
    LedgerTold;
    /// A regime.
    RegimeTold;
    /// What an operation did.
    Done;
}

/// A page of a list.
pub(super) fn page<T: Serialize>(door: &Door, items: &[T], next: Option<String>) -> Told {
    forced(door, &json!({ "items": items, "next": next }))
}

/// A page of all there is, by what names each of them.
pub(super) fn page_of<T: Serialize>(
    door: &Door,
    all: &[T],
    paging: &Paging,
    name: impl Fn(&T) -> String,
) -> Told {
    let limit = paging.limit()?;
    let begin = match paging.after()? {
        None => 0,
        Some(last) => {
            let found = all.iter().position(|item| name(item) == last);
            found.map_or(all.len(), |place| place + 1)
        }
    };
    let rest = all.get(begin..).unwrap_or_default();
    let some = rest.get(..limit.min(rest.len())).unwrap_or_default();
    let next = match rest.len() > some.len() {
        true => some.last().map(|last| cursor(&name(last))),
        false => None,
    };
    page(door, some, next)
}
