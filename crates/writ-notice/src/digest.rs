//! Digests by which an event can be told from any other.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// SHA-256, in hexadecimal, of something as JSON with sorted keys and no spaces. Empty only for
/// what has no JSON, which an event of a case always has.
///
/// ```
/// use writ_law::{case::Event, event::EventKind};
/// let at = "2023-04-25T09:12:00+03:00".parse().unwrap();
/// let event = Event::new("e2", EventKind::Appeared, at);
/// assert_eq!(writ_notice::digest::digest(&event).len(), 64);
/// ```
#[must_use]
pub fn digest(of: &impl Serialize) -> String {
    let Ok(value) = serde_json::to_value(of) else {
        return String::new();
    };
    let bytes = Sha256::digest(writ_law::canonical::json(&value).as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
