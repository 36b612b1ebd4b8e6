//! What is written outside the database: the published files in `ledger`, the private records in
//! `records`. The checkpoint comes last: whoever sees it finds everything that it covers.

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
use writ_registry::evidence::copy::{CheckpointLine, Copy, KeyLine, RecordLine};

use crate::file::{self, Readers};
use crate::registry::Place;
use crate::trouble::Trouble;

/// How many entries stand in one file.
const FILE: u64 = 256;

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

    /// Copies what stands behind the ledger into the private records. It comes before anybody is
    /// asked to sign: what others have signed must be there when the database is lost.
    pub(crate) async fn keep(&self, registry: &Registry) -> Result<(), Trouble> {
        let heads = lines::<RecordHead>(&self.private.join("head.jsonl"))?;
        let mut head = heads.into_iter().next_back().unwrap_or_default();
        let before = head;
        let size = registry.ledger_status().await?.size;
        if head.size < size {
            self.copy(registry, head.size, size).await?;
            head.size = size;
        }
        let (signed, covers) = registry
            .checkpoints_after(head.checkpoints, head.covered)
            .await?;
        let count = |lines: &[CheckpointLine]| u64::try_from(lines.len()).unwrap_or(u64::MAX);
        self.extend("checkpoints", head.checkpoints, &signed)?;
        self.extend("witnessed", head.covers, &covers)?;
        head.checkpoints += count(&signed);
        head.covers += count(&covers);
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
        file::replace(
            &self.private.join("founding.json"),
            &founding,
            Readers::Owner,
        )?;
        for number in old / FILE..new.div_ceil(FILE) {
            let limit = usize::try_from(FILE).unwrap_or(usize::MAX);
            let part = registry.copy(number * FILE, limit).await?;
            put_lines(&self.keys(number), &part.keys)?;
            put_lines(&self.records(number), &part.records)?;
        }
        Ok(())
    }

    /// Adds lines to those that lie in files of 256, of which there are so many already.
    fn extend<T: Serialize + DeserializeOwned + Clone>(
        &self,
        name: &str,
        count: u64,
        new: &[T],
    ) -> Result<(), Trouble> {
        let mut rest = new;
        let mut count = count;
        while !rest.is_empty() {
            let path = self
                .private
                .join(format!("{name}-{:09}.jsonl", count / FILE));
            let there = usize::try_from(count % FILE).unwrap_or_default();
            let mut rows: Vec<T> = lines(&path)?;
            // What was written when somebody was stopped is written again.
            rows.truncate(there);
            let room = usize::try_from(FILE).unwrap_or_default() - there;
            let (now, later) = rest.split_at(room.min(rest.len()));
            rows.extend_from_slice(now);
            put_lines(&path, &rows)?;
            count += u64::try_from(now.len()).unwrap_or_default();
            rest = later;
        }
        Ok(())
    }

    fn records(&self, number: u64) -> PathBuf {
        self.private.join(format!("records-{number:09}.jsonl"))
    }

    fn keys(&self, number: u64) -> PathBuf {
        self.private.join(format!("keys-{number:09}.jsonl"))
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

/// How much the private records hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
struct RecordHead {
    /// How many entries.
    size: u64,
    /// How many checkpoints of the log.
    checkpoints: u64,
    /// How many that a quorum has signed, and how many entries the last of them covers.
    covers: u64,
    covered: u64,
}

/// The private records, as they lie in a folder.
#[derive(Debug)]
pub(crate) struct PrivateRecords {
    dir: PathBuf,
    head: RecordHead,
}

impl PrivateRecords {
    pub(crate) fn open(dir: &Path) -> Result<Self, Trouble> {
        let heads = lines::<RecordHead>(&dir.join("head.jsonl"))?;
        let Some(head) = heads.into_iter().next_back() else {
            let text = format!("{} holds no private records of a ledger", dir.display());
            return Err(Trouble::misuse(text).with_cure("name the folder `records` of a registry"));
        };
        Ok(Self {
            dir: dir.to_owned(),
            head,
        })
    }

    /// How many entries there are.
    pub(crate) const fn size(&self) -> u64 {
        self.head.size
    }

    /// What does not lie entry by entry.
    pub(crate) fn copy(&self) -> Result<Copy, Trouble> {
        Ok(Copy {
            founding: file::text(&self.dir.join("founding.json"))?.into_bytes(),
            keys: self.all::<KeyLine>("keys", self.head.size)?,
            checkpoints: self.all("checkpoints", self.head.checkpoints)?,
            covers: self.all("witnessed", self.head.covers)?,
        })
    }

    /// The lines of all files of a name that hold so many rows.
    fn all<T: DeserializeOwned>(&self, name: &str, rows: u64) -> Result<Vec<T>, Trouble> {
        let mut all = Vec::new();
        for number in 0..rows.div_ceil(FILE) {
            all.extend(lines::<T>(
                &self.dir.join(format!("{name}-{number:09}.jsonl")),
            )?);
        }
        Ok(all)
    }

    /// The entries of one file.
    pub(crate) fn part(&self, number: u64) -> Result<Vec<RecordLine>, Trouble> {
        lines(&self.dir.join(format!("records-{number:09}.jsonl")))
    }

    /// How many files of entries there are.
    pub(crate) const fn parts(&self) -> u64 {
        self.head.size.div_ceil(FILE)
    }
}

/// The lines of a file; none if it is not there.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Trouble> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = file::text(path)?;
    let line = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|_| {
            let place = path.display();
            Trouble::misuse(format!(
                "{place}:{}: this is no line of a ledger",
                number + 1
            ))
            .with_cure("take the folder from a copy that is whole")
        })
    };
    text.lines().enumerate().map(line).collect()
}

fn put_lines<T: Serialize>(path: &Path, lines: &[T]) -> Result<(), Trouble> {
    let mut text = String::new();
    for line in lines {
        let line = serde_json::to_string(line);
        text.push_str(&line.map_err(|error| Trouble::failed(error.to_string()))?);
        text.push('\n');
    }
    if let Some(above) = path.parent() {
        make(above)?;
    }
    file::replace(path, &text, Readers::Owner)
}

fn make(dir: &Path) -> Result<(), Trouble> {
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
