//! Time stamps (RFC 3161) over checkpoints by an authority that others recognise: a second clock,
//! independent of the witnesses. The registry keeps and hands on what it is given; whoever wants
//! to rely on one checks it with that authority's certificate (`openssl ts -verify`).

use jiff::Timestamp;
use writ_store::{Append, Batch, Family, NewEntry, StreamId};

use crate::error::{RegistryError, Stop, ruled};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::Nanoseconds;

/// The longest token that is kept: they are some kilobytes with their certificates.
const LONGEST: usize = 64 * 1024;

impl Registry {
    /// Keeps a time stamp over the witnessed checkpoint of a size. Proofs of what that checkpoint
    /// was the first to cover carry it from then on.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn keep_time_stamp(
        &self,
        size: u64,
        token: Vec<u8>,
        now: Timestamp,
    ) -> Result<Ruling<()>, RegistryError> {
        ruled(self.try_keep_time_stamp(size, token, now).await)
    }

    async fn try_keep_time_stamp(
        &self,
        size: u64,
        token: Vec<u8>,
        now: Timestamp,
    ) -> Result<(), Stop> {
        self.stamped_note(size).await??;
        if token.is_empty() || token.len() > LONGEST {
            return Err(Refusal::on(
                "time-stamp",
                format!("the token has {} bytes", token.len()),
                "give the answer of a time-stamp authority, in DER, of at most 64 KiB",
            )
            .into());
        }
        let stream = stream(size);
        let expected = self.store.version(stream).await?;
        let entry = NewEntry {
            recorded_at: Nanoseconds::of(now)?.count(),
            content: token,
            leaf: None,
        };
        let append = Append {
            stream,
            expected,
            entries: vec![entry],
        };
        let batch = Batch {
            appends: vec![append],
            ..Batch::default()
        };
        self.store.append(batch).await?;
        Ok(())
    }

    /// The note of the checkpoint of a size, over whose bytes a time stamp is to be asked for.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn stamped_note(&self, size: u64) -> Result<Ruling<String>, RegistryError> {
        let cover = match size.checked_sub(1) {
            Some(place) => self.store.cover_of(place).await?,
            None => None,
        };
        let Some(cover) = cover.filter(|cover| cover.size == size) else {
            return Ok(Err(Refusal::on(
                "unknown-checkpoint",
                format!("no witnessed checkpoint covers exactly {size} entries"),
                "see `writ ledger status` for the last one",
            )));
        };
        let note = String::from_utf8(cover.content);
        let note = note.map_err(|_| RegistryError::Damaged {
            what: "a cover of the ledger".to_owned(),
            why: "it is no text".to_owned(),
        })?;
        Ok(Ok(note))
    }

    /// The first time stamp over the checkpoint of a size: no later one takes its place.
    pub(crate) async fn time_stamp(&self, size: u64) -> Result<Option<Vec<u8>>, RegistryError> {
        let entries = self
            .store
            .read(stream(size), writ_store::Version(0))
            .await?;
        Ok(entries.into_iter().next().map(|entry| entry.content))
    }
}

/// One stream for each checkpoint that was stamped.
fn stream(size: u64) -> StreamId {
    let mut key = [0; 32];
    if let Some(last) = key.last_chunk_mut() {
        *last = size.to_be_bytes();
    }
    StreamId {
        family: Family("time-stamp"),
        key,
    }
}
