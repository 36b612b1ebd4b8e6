//! What is written outside the database: the published files in `ledger`, the private records in
//! `records`. The checkpoint comes last: whoever sees it finds everything that it covers.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::note::Note;
use writ_ledger::tile::{Kind, TilePath, bundle};
use writ_registry::Registry;
use writ_registry::evidence::copy::{CheckpointLine, Copy, KeyLine, RecordLine};
use writ_registry::evidence::sequencer::Turn;

use crate::file::{self, Readers};
use crate::registry::{self, Place};
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

    /// Writes what a turn has added: the private records first, then the tiles, then the
    /// checkpoint.
    pub(crate) async fn publish(&self, registry: &Registry, turn: &Turn) -> Result<(), Trouble> {
        let old = self.shown()?.map_or(Ok(0), |note| size_of(&note))?;
        let copied = lines::<RecordHead>(&self.private.join("head.jsonl"))?;
        let copied = copied.last().map_or(0, |head| head.size);
        if copied < turn.size {
            self.copy(registry, copied, turn.size).await?;
        }
        self.copy_checkpoints(registry).await?;
        let note = match &turn.publish {
            Some(note) => note.clone(),
            // Whoever was stopped between keeping a checkpoint and publishing it left this behind.
            None if old < turn.witnessed => last(registry, turn.witnessed).await?,
            None => return Ok(()),
        };
        let new = size_of(&note)?;
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
        for published in registry.published().await? {
            let name = format!("published/{}.json", published.number);
            self.write(&name, published.content.as_bytes())?;
        }
        self.write("policy", registry.policy_text().as_bytes())?;
        self.write("checkpoint", note.as_bytes())
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
        let head = RecordHead { size: new };
        put_lines(&self.private.join("head.jsonl"), &[head])
    }

    async fn copy_checkpoints(&self, registry: &Registry) -> Result<(), Trouble> {
        let (signed, covered) = (
            self.private.join("checkpoints.jsonl"),
            self.private.join("witnessed.jsonl"),
        );
        let mut checkpoints: Vec<CheckpointLine> = lines(&signed)?;
        let mut covers: Vec<CheckpointLine> = lines(&covered)?;
        let size = |lines: &[CheckpointLine]| lines.last().map_or(0, |line| line.size);
        let (new, more) = registry
            .checkpoints_after(size(&checkpoints), size(&covers))
            .await?;
        if !new.is_empty() {
            checkpoints.extend(new);
            put_lines(&signed, &checkpoints)?;
        }
        if !more.is_empty() {
            covers.extend(more);
            put_lines(&covered, &covers)?;
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
        if fs::read(&path).is_ok_and(|there| there == content) {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            make(above)?;
        }
        file::replace_bytes(&path, content, Readers::Anyone)
    }
}

/// How many entries the private records hold.
#[derive(Debug, Serialize, serde::Deserialize)]
struct RecordHead {
    size: u64,
}

/// The private records, as they lie in a folder.
#[derive(Debug)]
pub(crate) struct PrivateRecords {
    dir: PathBuf,
    size: u64,
}

impl PrivateRecords {
    pub(crate) fn open(dir: &Path) -> Result<Self, Trouble> {
        let heads = lines::<RecordHead>(&dir.join("head.jsonl"))?;
        let Some(head) = heads.last() else {
            let text = format!("{} holds no private records of a ledger", dir.display());
            return Err(Trouble::misuse(text).with_cure("name the folder `records` of a registry"));
        };
        Ok(Self {
            dir: dir.to_owned(),
            size: head.size,
        })
    }

    /// How many entries there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// What does not lie entry by entry.
    pub(crate) fn copy(&self) -> Result<Copy, Trouble> {
        let mut keys: Vec<KeyLine> = Vec::new();
        for number in 0..self.size.div_ceil(FILE) {
            keys.extend(lines::<KeyLine>(
                &self.dir.join(format!("keys-{number:09}.jsonl")),
            )?);
        }
        Ok(Copy {
            founding: file::text(&self.dir.join("founding.json"))?.into_bytes(),
            keys,
            checkpoints: lines(&self.dir.join("checkpoints.jsonl"))?,
            covers: lines(&self.dir.join("witnessed.jsonl"))?,
        })
    }

    /// The entries of one file.
    pub(crate) fn part(&self, number: u64) -> Result<Vec<RecordLine>, Trouble> {
        lines(&self.dir.join(format!("records-{number:09}.jsonl")))
    }

    /// How many files of entries there are.
    pub(crate) const fn parts(&self) -> u64 {
        self.size.div_ceil(FILE)
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

/// The note that should stand in public: the last that a quorum signed, and where nobody witnesses,
/// the last of the log.
async fn last(registry: &Registry, size: u64) -> Result<String, Trouble> {
    if registry.is_witnessed() {
        return registry::ruled(registry.stamped_note(size).await);
    }
    let head = registry.head().await?;
    head.map(|head| head.note).ok_or_else(damaged)
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
