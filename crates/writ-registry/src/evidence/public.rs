//! What is published as it is: the founding of the ledger, draws, daily aggregates. Everyone may
//! read it, so it lies unsealed in one stream, and its leaf is the digest of its content.

use jiff::Timestamp;
use serde_json::Value;
use writ_law::canonical;
use writ_ledger::entry::Leaf;
use writ_store::{Append, Entry, Family, NewEntry, StreamId, Version};

use crate::error::RegistryError;
use crate::registry::Registry;
use crate::stream::{Nanoseconds, Writing};

/// What is published, in one stream.
pub(crate) const PUBLIC: StreamId = StreamId {
    family: Family("public"),
    key: [0; 32],
};

/// Something published, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Its number in the stream of what is published, from 1.
    pub number: u64,
    /// Its place in the ledger, once it has one.
    pub place: Option<u64>,
    /// Since when others have signed for it, once they have.
    pub witnessed_at: Option<Timestamp>,
    /// What it says: canonical JSON.
    pub content: String,
}

/// Where what is published next goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Next {
    version: Version,
    last: Option<i64>,
}

impl Next {
    /// Whether nothing is published yet.
    pub(crate) const fn is_first(self) -> bool {
        self.version.0 == 0
    }
}

impl Registry {
    /// Everything that is published, in order.
    ///
    /// # Errors
    ///
    /// When the store fails, or holds something else.
    pub async fn published(&self) -> Result<Vec<Published>, RegistryError> {
        let entries = self.store.read(PUBLIC, Version(0)).await?;
        let mut all = Vec::with_capacity(entries.len());
        for entry in entries {
            let witnessed_at = self.published_since(&entry).await?;
            all.push(published(entry, witnessed_at)?);
        }
        Ok(all)
    }

    /// Where something may be published next.
    pub(crate) async fn next_published(&self) -> Result<Next, RegistryError> {
        let version = self.store.version(PUBLIC).await?;
        let before = Version(version.0.saturating_sub(1));
        let entries = self.store.read(PUBLIC, before).await?;
        let last = entries.last().map(|entry| entry.recorded_at);
        Ok(Next { version, last })
    }
}

fn published(entry: Entry, witnessed_at: Option<Timestamp>) -> Result<Published, RegistryError> {
    let content = String::from_utf8(entry.content).map_err(|_| RegistryError::Damaged {
        what: format!("public entry {}", entry.version.0),
        why: "it is no text".to_owned(),
    })?;
    Ok(Published {
        number: entry.version.0,
        place: entry.place,
        witnessed_at,
        content,
    })
}

impl Writing<'_> {
    /// Publishes something with the batch.
    pub(crate) fn publish(
        &mut self,
        next: Next,
        content: &Value,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let content = canonical::json(content).into_bytes();
        let now = Nanoseconds::of(now)?.count();
        let entry = NewEntry {
            recorded_at: next
                .last
                .map_or(now, |last| now.max(last.saturating_add(1))),
            leaf: Some(Leaf::public(&content).to_bytes().to_vec()),
            content,
        };
        self.put(Append {
            stream: PUBLIC,
            expected: next.version,
            entries: vec![entry],
        });
        Ok(())
    }
}
