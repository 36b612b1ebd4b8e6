//! What is written outside the database: the published files in `ledger`, the private records in
//! `records`. The checkpoint comes last: whoever sees it finds everything that it covers.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::hash::leaf_hash;
use writ_ledger::note::Note;
use writ_ledger::tile::{Kind, TilePath, bundle, read_bundle};
use writ_registry::Registry;
use writ_registry::evidence::copy::{CheckpointLine, KeyLine, RecordLine};
use writ_registry::evidence::sequencer::Remembered;

pub(crate) use super::records::PrivateRecords;
use super::records::{FILE, RecordHead, counted, file_name, lines, not_whole, put_lines};
use crate::file::{self, Readers};
use crate::registry::Place;
use crate::trouble::Trouble;

/// How many levels of tiles there can be.
const LEVELS: u8 = 8;

/// The files of one ledger, in one hand.
#[derive(Debug)]
pub(crate) struct Shelf {
    public: PathBuf,
    private: PathBuf,
    /// Locked as long as it is open. Who is killed lets go of it.
    _lock: File,
}

impl Shelf {
    /// Takes the files of a registry, unless another sequencer has them.
    pub(crate) fn take(place: &Place) -> Result<Self, Trouble> {
        let path = place.registry.join("sequencer.lock");
        let mut options = File::options();
        let lock = options.create(true).write(true).truncate(false).open(&path);
        let lock = lock.map_err(|error| file::unwritten(&path, &error))?;
        lock.try_lock().map_err(|_| {
            let dir = place.registry.display();
            Trouble::failed(format!("another process sequences the ledger of {dir}"))
                .with_cure("let it do so: nothing more is needed")
        })?;
        Ok(Self {
            public: super::folder(place),
            private: place.registry.join("records"),
            _lock: lock,
        })
    }

    /// The checkpoint that was last published.
    pub(crate) fn shown(&self) -> Result<Option<String>, Trouble> {
        let path = self.public.join("checkpoint");
        if !path.exists() {
            return Ok(None);
        }
        file::text(&path).map(Some)
    }

    /// What the private records hold, so that it shows when the database is older than they are.
    pub(crate) fn remembered(&self) -> Result<Remembered, Trouble> {
        let head = self.head()?;
        let last = |line: Option<CheckpointLine>| line.map(|line| line.note);
        let (size, _) = self.last::<RecordLine>("records", head.size)?;
        let (_, signed) = self.last("checkpoints", head.checkpoints)?;
        let (_, witnessed) = self.last("witnessed", head.covers)?;
        Ok(Remembered {
            size,
            signed: last(signed),
            witnessed: last(witnessed),
        })
    }

    fn head(&self) -> Result<RecordHead, Trouble> {
        let heads = lines::<RecordHead>(&self.private.join("head.jsonl"))?;
        Ok(heads.into_iter().next_back().unwrap_or_default())
    }

    /// How many rows the files of a name hold, of which there are so many at least, and the last
    /// of them. There are more than the head says if somebody was stopped in between.
    fn last<T: DeserializeOwned>(
        &self,
        name: &str,
        count: u64,
    ) -> Result<(u64, Option<T>), Trouble> {
        let path = |number: u64| self.private.join(file_name(name, number));
        let mut number = count.saturating_sub(1) / FILE;
        while path(number + 1).exists() {
            number += 1;
        }
        let rows: Vec<T> = lines(&path(number))?;
        let held = number * FILE + counted(&rows);
        if held < count {
            return Err(not_whole(&path(number), count, held));
        }
        Ok((held, rows.into_iter().next_back()))
    }

    /// Copies what stands behind the ledger into the private records. It comes before anybody is
    /// asked to sign: what others have signed must be there when the database is lost. Nothing
    /// that the records hold is written over with something else.
    pub(crate) async fn keep(&self, registry: &Registry) -> Result<(), Trouble> {
        let mut head = self.head()?;
        let before = head;
        let size = registry.ledger_status().await?.size;
        if head.size < size {
            self.copy(registry, head.size, size).await?;
            head.size = size;
        }
        let (signed, covers) = registry
            .checkpoints_after(head.checkpoints, head.covered)
            .await?;
        self.extend("checkpoints", head.checkpoints, &signed)?;
        self.extend("witnessed", head.covers, &covers)?;
        head.checkpoints += counted(&signed);
        head.covers += counted(&covers);
        head.covered = covers.last().map_or(head.covered, |line| line.size);
        if head == before {
            return Ok(());
        }
        put_lines(&self.private.join("head.jsonl"), &[head])
    }

    /// Writes what is for everybody: the tiles and what is published, and the checkpoint last.
    pub(crate) async fn publish(&self, registry: &Registry) -> Result<(), Trouble> {
        let old = self.shown()?.map_or(Ok(0), |note| size_of(&note))?;
        let Some(note) = registry.public_checkpoint().await? else {
            return Ok(());
        };
        let new = size_of(&note)?;
        if new == old {
            return Ok(());
        }
        self.entries(old, new)?;
        for level in 0..LEVELS {
            for path in TilePath::grown(Kind::Hashes { level }, old, new) {
                let tile = registry.tile(&path).await?.ok_or_else(|| {
                    Trouble::failed(format!("{} is missing in the store", path.to_path()))
                        .with_cure("`writ ledger verify` names what else is wrong")
                })?;
                let width = usize::from(path.width()) * 32;
                self.write(&path.to_path(), tile.get(..width).unwrap_or(&tile))?;
            }
        }
        let read = |path: &TilePath| fs::read(self.public.join(path.to_path())).ok();
        self.in_agreement(old, new, read)?;
        for published in registry.published().await? {
            let name = format!("published/{}.json", published.number);
            self.write(&name, published.content.as_bytes())?;
        }
        self.replace("policy", registry.policy_text().as_bytes())?;
        self.replace("checkpoint", note.as_bytes())
    }

    /// Holds each new bundle of entries against its tile, before the checkpoint says that they are
    /// the ledger.
    fn in_agreement(
        &self,
        old: u64,
        new: u64,
        read: impl Fn(&TilePath) -> Option<Vec<u8>>,
    ) -> Result<(), Trouble> {
        let level = Kind::Hashes { level: 0 };
        for path in TilePath::grown(Kind::Entries, old, new) {
            let tile = TilePath::within(new, level, path.number()).and_then(|path| read(&path));
            let bytes = read(&path).unwrap_or_default();
            let hashes = read_bundle(&bytes).map(|entries| {
                let hashes = entries.into_iter().map(|entry| leaf_hash(entry).0);
                hashes.flatten().collect::<Vec<u8>>()
            });
            if tile.is_none() || hashes.ok() != tile {
                let text = format!("{} is not what its tile says", path.to_path());
                return Err(Trouble::failed(text).with_cure(
                    "nothing new is published; `writ ledger verify` names what is wrong",
                ));
            }
        }
        Ok(())
    }

    /// The bundles of entries between two sizes, from the private records.
    fn entries(&self, old: u64, new: u64) -> Result<(), Trouble> {
        for path in TilePath::grown(Kind::Entries, old, new) {
            let records: Vec<RecordLine> = lines(&self.records(path.number()))?;
            let leaves = records.iter().take(usize::from(path.width()));
            let leaves = leaves.map(|line| STANDARD.decode(&line.leaf));
            let leaves: Vec<Vec<u8>> = leaves.collect::<Result<_, _>>().map_err(|_| damaged())?;
            let bytes = bundle(&leaves).map_err(|error| Trouble::failed(error.to_string()))?;
            self.write(&path.to_path(), &bytes)?;
        }
        Ok(())
    }

    async fn copy(&self, registry: &Registry, old: u64, new: u64) -> Result<(), Trouble> {
        let founding = registry.founding_copy().await?;
        let founding = String::from_utf8(founding).map_err(|_| damaged())?;
        make(&self.private)?;
        let path = self.private.join("founding.json");
        if path.exists() && file::text(&path)? != founding {
            return Err(otherwise(&path));
        }
        file::replace(&path, &founding, Readers::Owner)?;
        for number in old / FILE..new.div_ceil(FILE) {
            let limit = usize::try_from(FILE).unwrap_or(usize::MAX);
            let part = registry.copy(number * FILE, limit).await?;
            let (path, keys) = (self.records(number), self.keys(number));
            let there: Vec<RecordLine> = lines(&path)?;
            if !part.records.starts_with(&there) {
                return Err(otherwise(&path));
            }
            put_lines(&keys, &merged(lines(&keys)?, part.keys, &keys)?)?;
            put_lines(&path, &part.records)?;
        }
        Ok(())
    }

    /// Adds lines to those that lie in files of 256, of which there are so many already.
    fn extend<T: Serialize + DeserializeOwned + Clone + PartialEq>(
        &self,
        name: &str,
        count: u64,
        new: &[T],
    ) -> Result<(), Trouble> {
        let mut rest = new;
        let mut count = count;
        while !rest.is_empty() {
            let path = self.private.join(file_name(name, count / FILE));
            let there = usize::try_from(count % FILE).unwrap_or_default();
            let mut rows: Vec<T> = lines(&path)?;
            if rows.len() < there {
                let held = count - count % FILE + counted(&rows);
                return Err(not_whole(&path, count, held));
            }
            // What was written when somebody was stopped is written again, and must be the same.
            let before = rows.split_off(there);
            let room = usize::try_from(FILE).unwrap_or_default() - there;
            let (now, later) = rest.split_at(room.min(rest.len()));
            if !now.starts_with(&before) {
                return Err(otherwise(&path));
            }
            rows.extend_from_slice(now);
            put_lines(&path, &rows)?;
            count += counted(now);
            rest = later;
        }
        Ok(())
    }

    /// Keeps a checkpoint by which a witness shows that there are two ledgers. It is signed by the
    /// log, so that nobody can fill the disk with what they make up.
    pub(crate) fn keep_fork(
        &self,
        witness: &str,
        size: u64,
        note: &str,
    ) -> Result<PathBuf, Trouble> {
        make(&self.private)?;
        let digits = witness.bytes().map(|byte| format!("{byte:02x}"));
        let name = format!("fork-{size}-{}.checkpoint", digits.collect::<String>());
        let path = self.private.join(name);
        file::replace(&path, note, Readers::Owner)?;
        Ok(path)
    }

    fn records(&self, number: u64) -> PathBuf {
        self.private.join(file_name("records", number))
    }

    fn keys(&self, number: u64) -> PathBuf {
        self.private.join(file_name("keys", number))
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), Trouble> {
        let path = self.public.join(name);
        match fs::read(&path) {
            Ok(there) if there == content => return Ok(()),
            Ok(_) => {
                let text = format!("{} was published with other bytes", path.display());
                return Err(Trouble::refused("published-otherwise", text).with_cure(
                    "what is published is never changed: keep both, and have them compared",
                ));
            }
            Err(_) => {}
        }
        self.replace(name, content)
    }

    fn replace(&self, name: &str, content: &[u8]) -> Result<(), Trouble> {
        let path = self.public.join(name);
        if let Some(above) = path.parent() {
            make(above)?;
        }
        file::replace_bytes(&path, content, Readers::Anyone)
    }
}

/// A file that says more than the store, or something else.
fn otherwise(path: &Path) -> Trouble {
    let text = format!(
        "{} says more than the store, or something else: the store was restored from an old \
         backup, or was changed",
        path.display()
    );
    Trouble::refused("rolled-back", text).with_cure(
        "nothing was written over; `writ ledger rebuild` makes the registry anew from the private \
         records",
    )
}

/// The keys of streams as they lie in a file, and those that came since. A line that is there stays
/// as it is: an erasure that was recorded, and a key that somebody erased in the store alone.
fn merged(there: Vec<KeyLine>, new: Vec<KeyLine>, path: &Path) -> Result<Vec<KeyLine>, Trouble> {
    let mut there: BTreeMap<(String, String), KeyLine> = there
        .into_iter()
        .map(|line| ((line.family.clone(), line.stream.clone()), line))
        .collect();
    let mut merged = Vec::with_capacity(new.len());
    for line in new {
        let before = there.remove(&(line.family.clone(), line.stream.clone()));
        merged.push(match before {
            Some(before) if before.wrapped.is_some() && line.wrapped.is_some() => {
                if before != line {
                    return Err(otherwise(path));
                }
                line
            }
            Some(before) => before,
            None => line,
        });
    }
    match there.is_empty() {
        true => Ok(merged),
        false => Err(otherwise(path)),
    }
}

pub(super) fn make(dir: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(dir).map_err(|error| file::unwritten(dir, &error))
}

fn size_of(note: &str) -> Result<u64, Trouble> {
    let size = Note::parse(note)
        .ok()
        .and_then(|note| Checkpoint::parse(note.text()).ok());
    size.map(|checkpoint| checkpoint.size).ok_or_else(damaged)
}

fn damaged() -> Trouble {
    Trouble::failed("the ledger's files are not what this program writes")
        .with_cure("`writ ledger verify` names what is wrong")
}
