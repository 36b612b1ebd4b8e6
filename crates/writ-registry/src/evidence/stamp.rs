//! Time stamps (RFC 3161) over checkpoints by an authority that others recognise: a second clock,
//! independent of the witnesses. The registry reads which checkpoint one is over, keeps it there and
//! hands it on; whoever wants to rely on one checks it with that authority's certificate
//! (`openssl ts -verify`).

use jiff::Timestamp;
use writ_ledger::note::Note;
use writ_ledger::posting::Imprint;
use writ_store::{Append, Batch, Cover, Family, NewEntry, StreamId, Version};

use crate::error::{RegistryError, Stop, ruled};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::Nanoseconds;

impl Registry {
    /// Keeps the answer of a time-stamp authority with the witnessed checkpoint that it is over,
    /// and gives the size of that. With a size, it must be over the checkpoint of that size. Proofs
    /// of what the checkpoint was the first to cover carry it from then on; of several, the last.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn keep_time_stamp(
        &self,
        size: Option<u64>,
        answer: Vec<u8>,
        now: Timestamp,
    ) -> Result<Ruling<u64>, RegistryError> {
        ruled(self.try_keep_time_stamp(size, answer, now).await)
    }

    async fn try_keep_time_stamp(
        &self,
        size: Option<u64>,
        answer: Vec<u8>,
        now: Timestamp,
    ) -> Result<u64, Stop> {
        let imprint = Imprint::read(&answer).map_err(|error| {
            Refusal::on(
                "time-stamp",
                error.to_string(),
                "give the answer of a time-stamp authority as it came: `writ ledger stamp --help` \
                 shows how to ask for one",
            )
        })?;
        let size = self.stamped_size(size, &imprint).await?;
        let stream = stream(size);
        let expected = self.store.version(stream).await?;
        let before = Version(expected.0.saturating_sub(1));
        let kept = self.store.read(stream, before).await?;
        let now = Nanoseconds::of(now)?.count();
        let after = kept.last().map(|kept| kept.recorded_at.saturating_add(1));
        let entry = NewEntry {
            recorded_at: after.map_or(now, |after| now.max(after)),
            content: answer,
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
        Ok(size)
    }

    /// The size of the witnessed checkpoint over which a time stamp is: the one asked for, or the
    /// last that fits.
    async fn stamped_size(&self, size: Option<u64>, imprint: &Imprint) -> Result<u64, Stop> {
        if let Some(size) = size {
            let note = self.stamped_note(size).await??;
            if imprint.is_of(note.as_bytes()) {
                return Ok(size);
            }
            return Err(Refusal::on(
                "other-checkpoint",
                format!("the time stamp is not over the checkpoint of {size} entries"),
                "leave --size out to have it filed under the checkpoint that it is over",
            )
            .into());
        }
        let mut cover = self.store.last_cover().await?;
        while let Some(found) = cover {
            let before = found.size.checked_sub(1);
            let size = found.size;
            if imprint.is_of(self.as_in_proofs(found)?.as_bytes()) {
                return Ok(size);
            }
            cover = match before {
                Some(place) => self.store.cover_before(place).await?,
                None => None,
            };
        }
        Err(Refusal::on(
            "other-checkpoint",
            "the time stamp is over none of the witnessed checkpoints of this ledger",
            "stamp the file that `writ ledger stamp --checkpoint` writes, unchanged",
        )
        .into())
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
        Ok(Ok(self.as_in_proofs(cover)?))
    }

    /// A witnessed checkpoint to the byte as proofs carry it.
    fn as_in_proofs(&self, cover: Cover) -> Result<String, RegistryError> {
        let note = String::from_utf8(cover.content).ok();
        let note = note.and_then(|note| Note::parse(&note).ok());
        let note = note.ok_or_else(|| RegistryError::Damaged {
            what: "a cover of the ledger".to_owned(),
            why: "it is no signed note".to_owned(),
        })?;
        Ok(self.proof_policy()?.prune(&note).to_string())
    }

    /// The last time stamp that was kept over the checkpoint of a size.
    pub(crate) async fn time_stamp(&self, size: u64) -> Result<Option<Vec<u8>>, RegistryError> {
        let entries = self.store.read(stream(size), Version(0)).await?;
        if entries.is_empty() {
            return Ok(None);
        }
        let Ok(note) = self.stamped_note(size).await? else {
            return Ok(None);
        };
        // Also what was kept before anybody looked at what it was over.
        let fits = |answer: &Vec<u8>| {
            Imprint::read(answer).is_ok_and(|imprint| imprint.is_of(note.as_bytes()))
        };
        let mut answers = entries.into_iter().rev().map(|entry| entry.content);
        Ok(answers.find(fits))
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
