//! The monitor's own copy of a log: the last good checkpoint, every file that belongs to it, and
//! evidence.
//!
//! What is fetched lies in `incoming` until it was shown to belong under the root; only then does
//! it go into the copy. A file in the copy is never written again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use writ_ledger::hash::Hash;
use writ_ledger::tile::TilePath;

use super::MonitorError;
use super::known::Claim;
use super::source::read;

/// The last checkpoint that was witnessed and whose every file was there.
const GOOD: &str = "checkpoint";
/// The last checkpoint that the log was seen to have signed, good or not.
const SEEN: &str = "seen";
const STATE: &str = "monitor.json";
const INCOMING: &str = "incoming";
const EVIDENCE: &str = "evidence";

/// The largest file of a log: a bundle of 256 entries of the greatest length.
pub(super) const MOST_BYTES: u64 = 256 * (65_535 + 2);

/// What else a monitor remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// Since when the last good checkpoint stands, in seconds since 1970: the time of its quorum;
    /// that of the first look if there was none.
    pub(super) since: Option<u64>,
    /// The notes of witnesses that were ahead of the log at the last look, by witness.
    #[serde(default)]
    pub(super) ahead: std::collections::BTreeMap<String, String>,
}

/// The folder of a monitor.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    dir: PathBuf,
}

impl Copy {
    /// Opens the folder, or makes it. What an earlier look left half done is thrown away.
    pub(super) fn open(dir: &Path) -> Result<Self, MonitorError> {
        let copy = Self {
            dir: dir.to_owned(),
        };
        fs::create_dir_all(dir).map_err(|why| copy.failed(dir, why))?;
        copy.clear()?;
        Ok(copy)
    }

    /// Throws away what was fetched and not shown to belong.
    pub(super) fn clear(&self) -> Result<(), MonitorError> {
        let incoming = self.dir.join(INCOMING);
        match fs::remove_dir_all(&incoming) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => Err(self.failed(&incoming, why)),
            _ => Ok(()),
        }
    }

    pub(super) fn good(&self) -> Result<Option<String>, MonitorError> {
        self.text(GOOD)
    }

    pub(super) fn set_good(&self, note: &str) -> Result<(), MonitorError> {
        self.replace(GOOD, note.as_bytes())
    }

    pub(super) fn seen(&self) -> Result<Option<String>, MonitorError> {
        self.text(SEEN)
    }

    pub(super) fn set_seen(&self, note: &str) -> Result<(), MonitorError> {
        self.replace(SEEN, note.as_bytes())
    }

    pub(super) fn state(&self) -> Result<State, MonitorError> {
        let Some(text) = self.text(STATE)? else {
            return Ok(State::default());
        };
        serde_json::from_str(&text)
            .map_err(|why| self.failed(&self.dir.join(STATE), io::Error::other(why)))
    }

    pub(super) fn set_state(&self, state: &State) -> Result<(), MonitorError> {
        let bytes = serde_json::to_vec_pretty(state)
            .map_err(|why| self.failed(&self.dir.join(STATE), io::Error::other(why)))?;
        self.replace(STATE, &bytes)
    }

    /// A file of the log as it is in the copy.
    pub(super) fn kept(&self, path: &TilePath) -> Result<Option<Vec<u8>>, MonitorError> {
        Ok(read(&self.dir.join(path.to_path()), MOST_BYTES)?)
    }

    /// A file of the log: as it was fetched, else as it is in the copy.
    pub(super) fn file(&self, path: &TilePath) -> Option<Vec<u8>> {
        let name = path.to_path();
        let of = |folder: PathBuf| read(&folder.join(&name), MOST_BYTES).ok().flatten();
        of(self.dir.join(INCOMING)).or_else(|| of(self.dir.clone()))
    }

    /// Whether a file was fetched in this look already, as it is or full by now.
    pub(super) fn is_aside(&self, path: &TilePath) -> bool {
        let incoming = self.dir.join(INCOMING);
        let is_there = |path: &TilePath| incoming.join(path.to_path()).exists();
        is_there(path) || is_there(&path.whole())
    }

    /// Puts a fetched file aside until it was shown to belong.
    pub(super) fn put_aside(&self, path: &TilePath, bytes: &[u8]) -> Result<(), MonitorError> {
        let to = self.dir.join(INCOMING).join(path.to_path());
        let folder = to.parent().unwrap_or(&self.dir);
        fs::create_dir_all(folder).map_err(|why| self.failed(folder, why))?;
        fs::write(&to, bytes).map_err(|why| self.failed(&to, why))
    }

    /// Takes what was put aside into the copy: of these files, those that were, each as it is or
    /// full by now.
    pub(super) fn take_in(
        &self,
        paths: impl Iterator<Item = TilePath>,
    ) -> Result<(), MonitorError> {
        for path in paths.flat_map(|path| [path, path.whole()]) {
            let name = path.to_path();
            let (from, to) = (self.dir.join(INCOMING).join(&name), self.dir.join(&name));
            let file = match File::open(&from) {
                Ok(file) => file,
                Err(why) if why.kind() == io::ErrorKind::NotFound => continue,
                Err(why) => return Err(self.failed(&from, why)),
            };
            let folder = to.parent().unwrap_or(&self.dir);
            fs::create_dir_all(folder).map_err(|why| self.failed(folder, why))?;
            file.sync_all()
                .and_then(|()| fs::rename(&from, &to))
                .map_err(|why| self.failed(&to, why))?;
        }
        self.clear()
    }

    /// Keeps two notes that do not go together, and says in which file.
    pub(super) fn keep_evidence(
        &self,
        word: &str,
        one: &Claim,
        other: &Claim,
    ) -> Result<PathBuf, MonitorError> {
        let text = format!(
            "Two notes of one log that do not go together ({word}).\n\n\
             ----- held by {} -----\n{}----- held by {} -----\n{}",
            one.held_by, one.note, other.held_by, other.note
        );
        let digest = Hash(Sha256::digest(text.as_bytes()).into()).to_string();
        let name: String = digest.chars().take(16).collect();
        let folder = self.dir.join(EVIDENCE);
        fs::create_dir_all(&folder).map_err(|why| self.failed(&folder, why))?;
        let path = folder.join(format!("{word}-{name}.txt"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => file
                .write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(|why| self.failed(&path, why))?,
            // The same two notes were kept before.
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(self.failed(&path, why)),
        }
        Ok(path)
    }

    fn text(&self, name: &str) -> Result<Option<String>, MonitorError> {
        let path = self.dir.join(name);
        let bytes = read(&path, MOST_BYTES)?;
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|why| self.failed(&path, io::Error::other(why)))
    }

    /// Writes a file anew: whoever looks sees the old one or the new one.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), MonitorError> {
        let (path, beside) = (self.dir.join(name), self.dir.join(format!(".{name}.new")));
        File::create(&beside)
            .and_then(|mut file| {
                file.write_all(bytes)?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&beside, &path))
            .map_err(|why| self.failed(&path, why))
    }

    fn failed(&self, path: &Path, why: io::Error) -> MonitorError {
        MonitorError::Copy {
            path: path.to_owned(),
            why,
        }
    }
}
