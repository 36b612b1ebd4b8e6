//! The private records, held against the registry that they were copied from. They say of every
//! entry when it was recorded, and of every checkpoint when it was made or witnessed: also of those
//! whose leaves do not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use writ_registry::evidence::audit::ErasedStream;
use writ_registry::evidence::copy::{CheckpointLine, KeyLine};
use writ_registry::{Registry, RegistryError};

use crate::ledger::shelf::PrivateRecords;
use crate::trouble::Trouble;

/// How many entries stand in one file.
const FILE: usize = 256;
/// How many findings are told: who has more than these knows enough.
const MOST_FINDINGS: usize = 100;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// How many entries of the records were compared.
    pub(super) entries: u64,
    /// What is wrong.
    pub(super) findings: Vec<String>,
}

impl Compared {
    fn find(&mut self, text: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(text);
        }
    }
}

/// Compares them, with the streams whose key is gone; none if there are none in this folder.
pub(super) async fn compare(
    dir: &Path,
    registry: &Registry,
    erased: &[ErasedStream],
) -> Result<Option<Compared>, RegistryError> {
    if !dir.join("head.jsonl").exists() {
        return Ok(None);
    }
    let mut compared = Compared::default();
    let records = match PrivateRecords::open(dir) {
        Ok(records) => records,
        Err(trouble) => return Ok(Some(unread(compared, &trouble))),
    };
    let mut now = BTreeMap::new();
    for number in 0..records.parts() {
        let part = match records.part(number) {
            Ok(part) => part,
            Err(trouble) => return Ok(Some(unread(compared, &trouble))),
        };
        let first = number.saturating_mul(FILE.try_into().unwrap_or(u64::MAX));
        let due = usize::try_from(records.size().saturating_sub(first)).unwrap_or(FILE);
        let held = registry.copy(first, FILE).await?;
        now.extend(held.keys.into_iter().map(|line| (of(&line), line)));
        let held = held.records;
        for (place, at) in (first..).zip(0..due.min(FILE)) {
            match (part.get(at), held.get(at)) {
                (Some(kept), Some(held)) if kept == held => compared.entries += 1,
                (None, _) => compared.find(format!("place {place} is missing in them")),
                (Some(_), None) => compared.find(format!("place {place} is in them alone")),
                (Some(kept), Some(held)) if kept.recorded_at != held.recorded_at => {
                    compared.find(format!("place {place} was recorded at another time"));
                }
                (Some(_), Some(_)) => compared.find(format!("place {place} is another entry")),
            }
        }
    }
    let copy = match records.copy() {
        Ok(copy) => copy,
        Err(trouble) => return Ok(Some(unread(compared, &trouble))),
    };
    keys(copy.keys, now, erased, &mut compared);
    let (signed, covers) = registry.checkpoints_after(0, 0).await?;
    lines("the checkpoint", &copy.checkpoints, &signed, &mut compared);
    lines(
        "the cosigned checkpoint",
        &copy.covers,
        &covers,
        &mut compared,
    );
    Ok(Some(compared))
}

fn unread(mut compared: Compared, trouble: &Trouble) -> Compared {
    compared.find(trouble.first().0.to_owned());
    compared
}

/// Each key is the same in both, and one that is gone is gone in both: a line without a key is how
/// an erasure is recorded.
fn keys(
    kept: Vec<KeyLine>,
    now: BTreeMap<ErasedStream, KeyLine>,
    erased: &[ErasedStream],
    compared: &mut Compared,
) {
    let kept: BTreeMap<ErasedStream, KeyLine> =
        kept.into_iter().map(|line| (of(&line), line)).collect();
    for (id, held) in &now {
        let why = match kept.get(id) {
            Some(kept) if kept == held => continue,
            Some(kept) if kept.wrapped.is_none() => "was erased in them, and is in the registry",
            Some(_) if held.wrapped.is_none() => continue,
            Some(_) => "is another one in them",
            None => "is not in them",
        };
        compared.find(format!("the key of {} {why}", named(id)));
    }
    let is_recorded = |id: &&ErasedStream| kept.get(id).is_some_and(|line| line.wrapped.is_none());
    for id in erased.iter().filter(|id| !is_recorded(id)) {
        compared.find(gone(id));
    }
}

/// What is said where the registry itself cannot be read.
pub(super) fn unreadable(error: &RegistryError) -> Compared {
    let mut compared = Compared::default();
    compared.find(format!("they cannot be compared: {error}"));
    compared
}

/// What is said of a key that is gone and of which nothing says that it was erased.
pub(super) fn gone(id: &ErasedStream) -> String {
    format!(
        "the key of {} is gone, and no erasure of it is recorded",
        named(id)
    )
}

fn of(line: &KeyLine) -> ErasedStream {
    ErasedStream {
        family: line.family.clone(),
        stream: line.stream.clone(),
    }
}

fn named(id: &ErasedStream) -> String {
    format!("{}/{}", id.family, id.stream.get(..8).unwrap_or_default())
}

/// Up to the last of the records, both have the same.
fn lines(what: &str, kept: &[CheckpointLine], held: &[CheckpointLine], compared: &mut Compared) {
    let of = |line: &CheckpointLine| format!("{what} over {} entries", line.size);
    let by_size: BTreeMap<u64, &CheckpointLine> = held.iter().map(|it| (it.size, it)).collect();
    for line in kept {
        match by_size.get(&line.size) {
            Some(held) if *held == line => {}
            Some(held) if held.at != line.at => {
                compared.find(format!("{} has another time in them", of(line)));
            }
            Some(_) => compared.find(format!("{} is another one in them", of(line))),
            None => compared.find(format!("{} is in them and not in the registry", of(line))),
        }
    }
    let last = kept.last().map_or(0, |line| line.size);
    let known: BTreeSet<u64> = kept.iter().map(|line| line.size).collect();
    for line in held.iter().take_while(|line| line.size < last) {
        if !known.contains(&line.size) {
            compared.find(format!("{} is in the registry and not in them", of(line)));
        }
    }
}
