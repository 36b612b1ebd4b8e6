//! The extra line of a file: one JSON object, its members in the order of their names, without
//! spare blanks (RFC 8785), bytes as base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Posting;
use crate::entry::EntryKey;

/// The version that is written, and the only one that is read.
const VERSION: u64 = 1;

/// Why the extra line does not say what was posted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtraError {
    /// The proof has no extra line.
    #[error("it has no `extra` line, which would hold the record")]
    Missing,
    /// It is not such an object.
    #[error("its `extra` line is not the record of a posting: {0}")]
    Form(String),
    /// It was written for another version of this format.
    #[error("it is of version {0} of the format; this program reads version {VERSION}")]
    Version(u64),
    /// It says the same in another way than it is written.
    #[error("its `extra` line is not in the one form that it is written in")]
    Loose,
    /// A member that should be base64 is not.
    #[error("the member `{0}` of its `extra` line is not canonical base64 of the right length")]
    Base64(&'static str),
}

/// The members, in the order of their names.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    leaf: String,
    record: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_stamp: Option<String>,
    version: u64,
}

/// The member that says how to read the others.
#[derive(Deserialize)]
struct Version {
    version: u64,
}

pub(super) fn write(posting: &Posting) -> Result<Vec<u8>, ExtraError> {
    let key = posting.key.as_ref();
    let wire = Wire {
        before: posting.before.clone(),
        key: key.map(|key| STANDARD.encode(key.0)),
        leaf: STANDARD.encode(posting.leaf().to_bytes()),
        record: STANDARD.encode(&posting.record),
        time_stamp: posting
            .time_stamp
            .as_ref()
            .map(|token| STANDARD.encode(token)),
        version: VERSION,
    };
    text(&wire)
}

/// The posting, and the bytes of its entry, which need not fit.
pub(super) fn read(extra: &[u8]) -> Result<(Posting, Vec<u8>), ExtraError> {
    let form = |why: serde_json::Error| ExtraError::Form(why.to_string());
    let Version { version } = serde_json::from_slice(extra).map_err(form)?;
    if version != VERSION {
        return Err(ExtraError::Version(version));
    }
    let wire: Wire = serde_json::from_slice(extra).map_err(form)?;
    if text(&wire)? != extra {
        return Err(ExtraError::Loose);
    }
    let bytes = |name, text: &str| STANDARD.decode(text).map_err(|_| ExtraError::Base64(name));
    let key = wire.key.as_ref().map(|key| {
        let key = Zeroizing::new(bytes("key", key)?);
        let key = <[u8; 32]>::try_from(key.as_slice());
        key.map(EntryKey).map_err(|_| ExtraError::Base64("key"))
    });
    let time_stamp = wire.time_stamp.as_deref();
    let posting = Posting {
        record: bytes("record", &wire.record)?,
        key: key.transpose()?,
        before: wire.before,
        time_stamp: time_stamp
            .map(|token| bytes("time_stamp", token))
            .transpose()?,
    };
    Ok((posting, bytes("leaf", &wire.leaf)?))
}

fn text(wire: &Wire) -> Result<Vec<u8>, ExtraError> {
    serde_json::to_vec(wire).map_err(|why| ExtraError::Form(why.to_string()))
}
