//! Streams as the use cases see them: opened, read as what they say, and written whole or not.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, ToSpan as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use writ_law::evidence::Evidence;
use writ_ledger::entry::Leaf;
use writ_store::{
    Append, Appended, Batch, Entry, Idempotency, NewEntry, NewMessage, StoreError, StreamId,
    Version,
};

use crate::error::RegistryError;
use crate::evidence::audit::FAMILIES;
use crate::evidence::record::Standing;
use crate::registry::Registry;
use crate::seal::{DataKey, Pool, SealError};
use crate::spread::spread;

/// The form of what is sealed as JSON, so that later programs can tell old entries from new ones.
const JSON_FORM: u8 = 1;

/// Messages are sealed for the place in a stream that no entry has.
pub(crate) const MESSAGES: Version = Version(u64::MAX);

/// What can be written into an entry.
pub(crate) trait Content {
    fn write(&self, to: &mut Vec<u8>) -> Result<(), Illegible>;

    /// What it says, for the record in the ledger.
    fn says(&self) -> Result<Value, Illegible>;
}

/// What can be read from an entry.
pub(crate) trait Legible: Sized {
    fn read(from: &[u8]) -> Result<Self, Illegible>;

    /// What an entry says that was read from these bytes, for its record: as whoever wrote it said
    /// it, also where later programs would say more.
    fn said(&self, from: &[u8]) -> Result<Value, Illegible>;
}

/// Content that is written as JSON, in an envelope that tells its form.
pub(crate) trait AsJson: Serialize + DeserializeOwned {}

impl<T: AsJson> Content for T {
    fn write(&self, to: &mut Vec<u8>) -> Result<(), Illegible> {
        #[derive(Serialize)]
        struct Written<'t, T> {
            v: u8,
            e: &'t T,
        }
        Ok(serde_json::to_writer(
            to,
            &Written {
                v: JSON_FORM,
                e: self,
            },
        )?)
    }

    fn says(&self) -> Result<Value, Illegible> {
        Ok(serde_json::to_value(self)?)
    }
}

impl<T: AsJson> Legible for T {
    fn read(from: &[u8]) -> Result<Self, Illegible> {
        #[derive(Deserialize)]
        struct Read<T> {
            v: u8,
            e: T,
        }
        let read: Read<T> = serde_json::from_slice(from)?;
        if read.v == JSON_FORM {
            Ok(read.e)
        } else {
            Err(Illegible::form(read.v))
        }
    }

    fn said(&self, from: &[u8]) -> Result<Value, Illegible> {
        #[derive(Deserialize)]
        struct Said {
            e: Value,
        }
        let said: Said = serde_json::from_slice(from)?;
        Ok(said.e)
    }
}

/// Why an entry cannot be written or read. It never quotes the entry: that is about a person.
#[derive(Debug)]
pub(crate) struct Illegible(String);

impl Illegible {
    pub(crate) fn form(form: u8) -> Self {
        Self(format!(
            "it is in form {form}, which this program does not know"
        ))
    }

    pub(crate) fn cut() -> Self {
        Self("it is cut short or malformed".to_owned())
    }

    pub(crate) fn too_long() -> Self {
        Self("it is too long to be written".to_owned())
    }

    fn of_stream(self, id: StreamId) -> RegistryError {
        RegistryError::Damaged {
            what: format!("{id:?}"),
            why: self.0,
        }
    }
}

impl From<serde_json::Error> for Illegible {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("it is malformed at byte {}", error.column()))
    }
}

/// Whether a stream can be opened.
#[derive(Clone, Debug)]
pub(crate) enum Sealing {
    /// It has no entry and no key yet.
    New,
    /// It has its key.
    Kept(DataKey),
    /// Its key was erased: what it said is gone.
    Erased,
}

/// A stream, opened.
#[derive(Clone, Debug)]
pub(crate) struct Stream<T> {
    pub(crate) id: StreamId,
    pub(crate) version: Version,
    pub(crate) last: Option<Timestamp>,
    /// The leaf of its last entry, which the next one names.
    pub(crate) leaf: Option<Leaf>,
    /// What is proved of an entry that is only just recorded.
    pub(crate) fresh: Evidence,
    pub(crate) sealing: Sealing,
    pub(crate) entries: Vec<Said<T>>,
}

/// One entry of a stream, opened.
#[derive(Clone, Debug)]
pub(crate) struct Said<T> {
    pub(crate) version: Version,
    pub(crate) recorded_at: Timestamp,
    /// From when it can be proved.
    pub(crate) evidence: Evidence,
    pub(crate) what: T,
}

impl<T> Stream<T> {
    /// When something is recorded next in this stream: now, or just after what was recorded last.
    /// So what is recorded of one person rises strictly, whatever the clock does.
    pub(crate) fn next_instant(&self, now: Timestamp) -> Timestamp {
        match self.last {
            Some(last) if last >= now => last.saturating_add(1.nanosecond()).unwrap_or(last),
            _ => now,
        }
    }

    /// The stream as it is once this is in.
    pub(crate) fn push(&mut self, what: T, recorded_at: Timestamp) {
        self.passed(recorded_at);
        self.entries.push(Said {
            version: self.version,
            recorded_at,
            evidence: self.fresh,
            what,
        });
    }

    /// Counts an entry that is kept elsewhere.
    pub(crate) fn passed(&mut self, recorded_at: Timestamp) {
        self.version = Version(self.version.0 + 1);
        self.last = Some(recorded_at);
    }

    /// What it says, without when.
    pub(crate) fn says(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.entries.iter().map(|entry| &entry.what)
    }
}

/// A stream as it lies in the store, since when others have signed for each entry, and its key.
type Sealed = (
    StreamId,
    Vec<Entry>,
    Vec<Option<Nanoseconds>>,
    Option<Vec<u8>>,
);

/// An instant as the store counts it: in nanoseconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Nanoseconds(i64);

impl Nanoseconds {
    pub(crate) fn of(at: Timestamp) -> Result<Self, RegistryError> {
        let count = i64::try_from(at.as_nanosecond());
        count.map(Self).map_err(|_| RegistryError::Clock { at })
    }

    pub(crate) const fn count(self) -> i64 {
        self.0
    }

    pub(crate) const fn counted(count: i64) -> Self {
        Self(count)
    }

    pub(crate) fn instant(self) -> Result<Timestamp, RegistryError> {
        // In two parts, for the whole number is wider than what a processor divides at once.
        const SECOND: i64 = 1_000_000_000;
        let rest = i32::try_from(self.0.rem_euclid(SECOND)).unwrap_or_default();
        Timestamp::new(self.0.div_euclid(SECOND), rest).map_err(|error| RegistryError::Damaged {
            what: "an instant".to_owned(),
            why: error.to_string(),
        })
    }
}

impl Registry {
    /// Reads and opens a stream.
    pub(crate) async fn stream<T: Legible>(
        &self,
        id: StreamId,
    ) -> Result<Stream<T>, RegistryError> {
        let entries = self.store.read(id, Version(0)).await?;
        let witnessed = self.witnessed(&entries).await?;
        let key = self.store.key(id).await?;
        self.opened(id, &entries, &witnessed, key.as_deref())
    }

    /// A stream as it is, without opening what lies in it: to append to it.
    pub(crate) async fn stream_unopened<T: Legible>(
        &self,
        id: StreamId,
    ) -> Result<Stream<T>, RegistryError> {
        let version = self.store.version(id).await?;
        let last = Version(version.0.saturating_sub(1));
        let entries = self.store.read(id, last).await?;
        let key = self.store.key(id).await?;
        let mut stream = self.opened(id, &[], &[], None)?;
        let Some(last) = entries.last() else {
            return Ok(stream);
        };
        stream.version = last.version;
        stream.last = Some(Nanoseconds(last.recorded_at).instant()?);
        stream.leaf = Some(leaf_of(id, last)?);
        stream.sealing = match key {
            Some(wrapped) => Sealing::Kept(self.keys.unwrap(id, Some(&wrapped))?),
            None => Sealing::Erased,
        };
        Ok(stream)
    }

    /// Reads and opens several streams, in the order asked for.
    pub(crate) async fn streams<T: Legible + Send>(
        &self,
        ids: &[StreamId],
    ) -> Result<Vec<Stream<T>>, RegistryError> {
        let read = self.store.read_many(ids).await?;
        let keys = self.store.keys(ids).await?;
        let mut sealed = Vec::with_capacity(ids.len());
        for ((id, entries), key) in ids.iter().zip(read).zip(keys) {
            let witnessed = self.witnessed(&entries).await?;
            sealed.push((*id, entries, witnessed, key));
        }
        let parts = spread(&sealed, |part| {
            let open = |(id, entries, witnessed, key): &Sealed| {
                self.opened(*id, entries, witnessed, key.as_deref())
            };
            part.iter().map(open).collect::<Result<Vec<_>, _>>()
        });
        let mut streams = Vec::with_capacity(ids.len());
        for part in parts {
            streams.append(&mut part?);
        }
        Ok(streams)
    }

    fn opened<T: Legible>(
        &self,
        id: StreamId,
        entries: &[Entry],
        witnessed: &[Option<Nanoseconds>],
        wrapped: Option<&[u8]>,
    ) -> Result<Stream<T>, RegistryError> {
        let version = entries.last().map_or(Version(0), |entry| entry.version);
        let last = entries
            .last()
            .map(|entry| Nanoseconds(entry.recorded_at).instant())
            .transpose()?;
        let sealing = match (wrapped, entries.is_empty()) {
            (Some(wrapped), _) => Sealing::Kept(self.keys.unwrap(id, Some(wrapped))?),
            (None, true) => Sealing::New,
            (None, false) => Sealing::Erased,
        };
        let leaf = entries.last().map(|entry| leaf_of(id, entry)).transpose()?;
        let mut said = Vec::with_capacity(entries.len());
        if let Sealing::Kept(key) = &sealing {
            let mut before = None;
            for (entry, witnessed) in entries.iter().zip(witnessed) {
                said.push(self.said((id, key), entry, before, *witnessed)?);
                before = Some(leaf_of(id, entry)?);
            }
        }
        Ok(Stream {
            id,
            version,
            last,
            leaf,
            fresh: self.fresh_evidence(),
            sealing,
            entries: said,
        })
    }

    /// Opens an entry. What others have signed for is its leaf: if what it says now does not make
    /// that leaf, nobody has signed for what it says.
    fn said<T: Legible>(
        &self,
        (id, key): (StreamId, &DataKey),
        entry: &Entry,
        before: Option<Leaf>,
        mut witnessed: Option<Nanoseconds>,
    ) -> Result<Said<T>, RegistryError> {
        let illegible = |it: Illegible| it.of_stream(id);
        let content = key.open(id, entry.version, &entry.content)?;
        let what = T::read(&content).map_err(illegible)?;
        let recorded_at = Nanoseconds(entry.recorded_at).instant()?;
        if witnessed.is_some() {
            let standing = Standing {
                origin: self.origin(),
                stream: id,
                version: entry.version,
                recorded_at,
                before,
            };
            let leaf = standing.leaf(key, what.said(&content).map_err(illegible)?);
            witnessed = witnessed.filter(|_| entry.leaf.as_deref() == Some(&leaf.to_bytes()));
        }
        Ok(Said {
            version: entry.version,
            recorded_at,
            evidence: self.evidence(witnessed)?,
            what,
        })
    }

    /// Takes an entry that was just committed into a stream as it was read, without reading it
    /// all again.
    pub(crate) async fn grown<T: Content + Legible>(
        &self,
        stream: &mut Stream<T>,
        what: T,
        recorded_at: Timestamp,
    ) -> Result<(), RegistryError> {
        let Sealing::Kept(key) = &stream.sealing else {
            *stream = self.stream(stream.id).await?;
            return Ok(());
        };
        let standing = Standing {
            origin: self.origin(),
            stream: stream.id,
            version: Version(stream.version.0 + 1),
            recorded_at,
            before: stream.leaf,
        };
        let says = what.says().map_err(|it| it.of_stream(stream.id))?;
        stream.leaf = Some(standing.leaf(key, says));
        stream.push(what, recorded_at);
        Ok(())
    }

    /// Begins a batch.
    pub(crate) fn writing(&self) -> Writing<'_> {
        Writing {
            registry: self,
            pool: Pool::of(&*self.chance),
            unchanged: Vec::new(),
            made: HashMap::new(),
            batch: Batch::default(),
        }
    }
}

pub(crate) fn leaf_of(id: StreamId, entry: &Entry) -> Result<Leaf, RegistryError> {
    let leaf = entry
        .leaf
        .as_deref()
        .and_then(|leaf| Leaf::parse(leaf).ok());
    leaf.ok_or_else(|| RegistryError::Damaged {
        what: format!("{id:?} entry {}", entry.version.0),
        why: "it has no leaf for the ledger".to_owned(),
    })
}

/// A batch in the making: all of it goes in, or nothing.
#[derive(Debug)]
pub(crate) struct Writing<'r> {
    registry: &'r Registry,
    pool: Pool<'r>,
    /// Streams that must still have the version that they were read at.
    unchanged: Vec<(StreamId, Version)>,
    /// Keys that this batch makes.
    made: HashMap<StreamId, DataKey>,
    batch: Batch,
}

impl Writing<'_> {
    /// Random bytes, each given out once.
    pub(crate) fn chance<const N: usize>(&mut self) -> Result<[u8; N], RegistryError> {
        Ok(self.pool.draw()?)
    }

    /// Appends one entry to a stream as it was read.
    pub(crate) fn append<S, T: Content>(
        &mut self,
        stream: &Stream<S>,
        what: &T,
        at: Timestamp,
    ) -> Result<(), RegistryError> {
        self.append_all(stream, std::iter::once((at, what)))
    }

    /// Appends entries, with the instant of each, to a stream as it was read.
    pub(crate) fn append_all<'t, S, T: Content + 't>(
        &mut self,
        stream: &Stream<S>,
        what: impl IntoIterator<Item = (Timestamp, &'t T)>,
    ) -> Result<(), RegistryError> {
        if !FAMILIES.contains(&stream.id.family) {
            return Err(RegistryError::Damaged {
                what: format!("{:?}", stream.id),
                why: "an audit of the ledger would not look at streams of its family".to_owned(),
            });
        }
        let key = self.key_for(stream)?;
        let mut entries = Vec::new();
        let mut before = stream.leaf;
        let illegible = |it: Illegible| it.of_stream(stream.id);
        for (place, (at, what)) in (stream.version.0 + 1..).zip(what) {
            let version = Version(place);
            let content = key.seal(stream.id, version, &mut self.pool, |kept| {
                what.write(kept).map_err(illegible)
            })?;
            let standing = Standing {
                origin: self.registry.origin(),
                stream: stream.id,
                version,
                recorded_at: at,
                before,
            };
            let leaf = standing.leaf(&key, what.says().map_err(illegible)?);
            entries.push(NewEntry {
                recorded_at: Nanoseconds::of(at)?.0,
                content,
                leaf: Some(leaf.to_bytes().to_vec()),
            });
            before = Some(leaf);
        }
        let append = Append {
            stream: stream.id,
            expected: stream.version,
            entries,
        };
        self.batch.appends.push(append);
        Ok(())
    }

    fn key_for<S>(&mut self, stream: &Stream<S>) -> Result<DataKey, RegistryError> {
        match &stream.sealing {
            Sealing::Kept(key) => Ok(key.clone()),
            Sealing::Erased => Err(SealError::Erased {
                place: format!("{:?}", stream.id),
            }
            .into()),
            Sealing::New => {
                if let Some(key) = self.made.get(&stream.id) {
                    return Ok(key.clone());
                }
                let (key, wrapped) = self.registry.keys.new_data_key(stream.id, &mut self.pool)?;
                self.batch.keys.push((stream.id, wrapped));
                self.made.insert(stream.id, key.clone());
                Ok(key)
            }
        }
    }

    /// Lets the batch in only if the stream is still as it was read.
    pub(crate) fn unless_changed<S>(&mut self, stream: &Stream<S>) {
        self.unchanged.push((stream.id, stream.version));
    }

    /// Puts a message in the outbox, sealed under the key of the stream it is about.
    pub(crate) fn message<S>(
        &mut self,
        topic: &'static str,
        about: &Stream<S>,
        content: &[u8],
    ) -> Result<(), RegistryError> {
        let key = self.key_for(about)?;
        let sealed = key.seal(about.id, MESSAGES, &mut self.pool, |kept| {
            kept.extend_from_slice(content);
            Ok::<_, RegistryError>(())
        })?;
        let mut content = Vec::with_capacity(about.id.family.0.len() + 33 + sealed.len());
        content.extend_from_slice(about.id.family.0.as_bytes());
        content.push(0);
        content.extend_from_slice(&about.id.key);
        content.extend_from_slice(&sealed);
        self.batch.outbox.push(NewMessage { topic, content });
        Ok(())
    }

    /// Puts in what is not sealed.
    pub(crate) fn put(&mut self, append: Append) {
        self.batch.appends.push(append);
    }

    /// Takes in what was put together apart.
    pub(crate) fn absorb(&mut self, mut part: Writing<'_>) {
        self.batch.appends.append(&mut part.batch.appends);
        self.batch.keys.append(&mut part.batch.keys);
        self.batch.outbox.append(&mut part.batch.outbox);
        self.unchanged.append(&mut part.unchanged);
        self.made.extend(part.made);
    }

    /// By which a repetition of this batch is recognised.
    pub(crate) fn once(&mut self, key: [u8; 32], digest: [u8; 32]) {
        self.batch.idempotency = Some(Idempotency { key, digest });
    }

    /// Puts it in.
    pub(crate) async fn commit(mut self) -> Result<Appended, RegistryError> {
        let mut unchanged: BTreeMap<StreamId, Version> = BTreeMap::new();
        for (stream, version) in self.unchanged {
            agree(stream, *unchanged.entry(stream).or_insert(version), version)?;
        }
        for append in &self.batch.appends {
            if let Some(version) = unchanged.remove(&append.stream) {
                agree(append.stream, version, append.expected)?;
            }
        }
        let guard = |(stream, expected)| Append {
            stream,
            expected,
            entries: Vec::new(),
        };
        self.batch.appends.extend(unchanged.into_iter().map(guard));
        Ok(self.registry.store.append(self.batch).await?)
    }
}

/// A stream that was read twice, with something recorded in between, is decided on anew.
fn agree(stream: StreamId, one: Version, other: Version) -> Result<(), StoreError> {
    if one == other {
        return Ok(());
    }
    let (expected, actual) = (one.min(other), one.max(other));
    Err(StoreError::Conflict {
        stream,
        expected,
        actual,
    })
}
