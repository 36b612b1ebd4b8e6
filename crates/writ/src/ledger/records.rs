//! The private records, as they lie in a folder: lines in files of 256, and a head that says how
//! many there are.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use writ_registry::evidence::copy::{CheckpointLine, Copy, KeyLine, RecordLine};

use super::shelf::make;
use crate::file::{self, Readers};
use crate::trouble::Trouble;

/// How many lines stand in one file.
pub(super) const FILE: u64 = 256;

/// How much the private records hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(super) struct RecordHead {
    /// How many entries.
    pub(super) size: u64,
    /// How many checkpoints of the log.
    pub(super) checkpoints: u64,
    /// How many that a quorum has signed, and how many entries the last of them covers.
    pub(super) covers: u64,
    pub(super) covered: u64,
}

/// The private records, as they lie in a folder, as far as they are whole.
///
/// Whoever was stopped while they were written has left more in them than their head says. What
/// the log has signed for is taken; entries after it are not, and are told.
#[derive(Debug)]
pub(crate) struct PrivateRecords {
    dir: PathBuf,
    /// How many entries the log has signed for.
    size: u64,
    /// How many entries there are after these.
    beyond: u64,
    checkpoints: Vec<CheckpointLine>,
    covers: Vec<CheckpointLine>,
}

impl PrivateRecords {
    pub(crate) fn open(dir: &Path) -> Result<Self, Trouble> {
        let heads = lines::<RecordHead>(&dir.join("head.jsonl"))?;
        let Some(head) = heads.into_iter().next_back() else {
            let text = format!("{} holds no private records of a ledger", dir.display());
            return Err(Trouble::misuse(text).with_cure("name the folder `records` of a registry"));
        };
        let checkpoints = signed(dir, "checkpoints", head.checkpoints, head.size)?;
        let covers = signed(dir, "witnessed", head.covers, head.covered)?;
        let size = checkpoints.last().map_or(0, |last| last.size);
        let mut records = Self {
            dir: dir.to_owned(),
            size,
            beyond: 0,
            checkpoints,
            covers,
        };
        let mut number = size / FILE;
        while records.path(number).exists() {
            let rows = number * FILE + counted(&lines::<RecordLine>(&records.path(number))?);
            records.beyond = rows.saturating_sub(size);
            number += 1;
        }
        Ok(records)
    }

    /// How many entries there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// How many of them a quorum of witnesses has signed for.
    pub(crate) fn witnessed(&self) -> u64 {
        self.covers.last().map_or(0, |last| last.size)
    }

    /// How many entries are left out, for the log had not signed for them.
    pub(crate) const fn beyond(&self) -> u64 {
        self.beyond
    }

    /// What does not lie entry by entry.
    pub(crate) fn copy(&self) -> Result<Copy, Trouble> {
        let mut keys = Vec::new();
        for number in 0..self.parts() {
            let path = self.dir.join(file_name("keys", number));
            if !path.exists() {
                let text = format!("{} is not there", path.display());
                return Err(Trouble::refused("records-not-whole", text).with_cure(WHOLE));
            }
            keys.extend(lines::<KeyLine>(&path)?);
        }
        Ok(Copy {
            founding: file::text(&self.dir.join("founding.json"))?.into_bytes(),
            keys,
            checkpoints: self.checkpoints.clone(),
            covers: self.covers.clone(),
        })
    }

    /// The entries of one file.
    pub(crate) fn part(&self, number: u64) -> Result<Vec<RecordLine>, Trouble> {
        let path = self.path(number);
        let due = self.size.saturating_sub(number * FILE).min(FILE);
        let mut rows: Vec<RecordLine> = lines(&path)?;
        if counted(&rows) < due {
            return Err(not_whole(&path, due, counted(&rows)));
        }
        rows.truncate(usize::try_from(due).unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// How many files of entries there are.
    pub(crate) const fn parts(&self) -> u64 {
        self.size.div_ceil(FILE)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.dir.join(file_name("records", number))
    }
}

/// The checkpoints of a name, of which there are so many at least, and the last of these covers so
/// many entries.
fn signed(dir: &Path, name: &str, count: u64, size: u64) -> Result<Vec<CheckpointLine>, Trouble> {
    let mut all: Vec<CheckpointLine> = Vec::new();
    let mut number = 0;
    loop {
        let path = dir.join(file_name(name, number));
        if number * FILE >= count && !path.exists() {
            break;
        }
        all.extend(lines(&path)?);
        let held = counted(&all);
        number += 1;
        if held < count.min(number * FILE) {
            return Err(not_whole(&path, count, held));
        }
    }
    let last = count
        .checked_sub(1)
        .and_then(|last| usize::try_from(last).ok());
    let found = last.map_or(Some(0), |last| Some(all.get(last)?.size));
    if found == Some(size) {
        return Ok(all);
    }
    let text = format!(
        "the last of {count} lines in the files {name}-… of {} is not over {size} entries",
        dir.display()
    );
    Err(Trouble::refused("records-not-whole", text).with_cure(WHOLE))
}

/// The name of a file of lines.
pub(super) fn file_name(name: &str, number: u64) -> String {
    format!("{name}-{number:09}.jsonl")
}

pub(super) fn counted<T>(rows: &[T]) -> u64 {
    u64::try_from(rows.len()).unwrap_or(u64::MAX)
}

const WHOLE: &str = "take the folder from a copy that is whole; nothing was made";

/// A file in which lines are missing.
pub(super) fn not_whole(path: &Path, due: u64, held: u64) -> Trouble {
    let text = format!(
        "the private records are not whole: up to {} there are {held} lines, and {due} should be \
         there",
        path.display()
    );
    Trouble::refused("records-not-whole", text).with_cure(
        "put the missing lines back from a copy of the folder. Only where the database is surely \
         the newest there is may the folder be moved away: it is then written anew",
    )
}

/// The lines of a file; none if it is not there.
pub(super) fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Trouble> {
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

pub(super) fn put_lines<T: Serialize>(path: &Path, lines: &[T]) -> Result<(), Trouble> {
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
