//! The published files, each accounted for: what a folder holds, read no further than it may be
//! long, and held against what makes it.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;
use writ_ledger::entry::Leaf;
use writ_ledger::tile::{Audited, Kind, TilePath, read_bundle};
use writ_registry::{Published, Registry, RegistryError};

/// The longest tile: 256 hashes of 32 bytes.
const TILE: u64 = 256 * 32;
/// The longest bundle: 256 entries, each after its length in two bytes.
const BUNDLE: u64 = 256 * (2 + 65_535);
/// The longest of the other files.
const TEXT: u64 = 64 * 1024 * 1024;
/// How many findings are told: who has more than these knows enough.
const MOST_FINDINGS: usize = 100;

/// What a folder of published files holds.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Files by their path below it.
    files: Vec<String>,
    /// What is neither a regular file nor a folder.
    odd: Vec<String>,
}

/// What was found among published files beside the tree that the checkpoint is over.
#[derive(Debug, Default)]
pub(super) struct Accounted {
    /// How many files were held against what makes them.
    pub(super) compared: u64,
    /// How many could not be: no checkpoint covers them, or they are none of a ledger.
    pub(super) passed_over: u64,
    /// What is wrong: the file, and why.
    pub(super) findings: Vec<String>,
}

impl Accounted {
    fn find(&mut self, file: &str, why: &str) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(format!("{file}: {why}"));
        }
    }

    fn weigh(&mut self, file: &str, is_right: Option<()>, why: &str) {
        match is_right {
            Some(()) => self.compared += 1,
            None => self.find(file, why),
        }
    }
}

impl Folder {
    /// Lists a folder. Links to folders are not followed: they may lead in a circle.
    pub(super) fn list(dir: &Path) -> std::io::Result<Self> {
        let mut folder = Self::default();
        let mut below = vec![String::new()];
        while let Some(under) = below.pop() {
            for entry in fs::read_dir(dir.join(&under))? {
                let entry = entry?;
                let name = entry.file_name();
                let path = match (under.is_empty(), name.to_string_lossy()) {
                    (true, name) => name.into_owned(),
                    (false, name) => format!("{under}/{name}"),
                };
                let kind = entry.file_type()?;
                if kind.is_dir() {
                    below.push(path);
                } else if fs::metadata(entry.path()).is_ok_and(|about| about.is_file()) {
                    folder.files.push(path);
                } else {
                    folder.odd.push(path);
                }
            }
        }
        folder.files.sort_unstable();
        folder.odd.sort_unstable();
        Ok(folder)
    }
}

impl Folder {
    /// Whether nothing lies there.
    pub(super) const fn is_empty(&self) -> bool {
        self.files.is_empty() && self.odd.is_empty()
    }
}

/// The bytes of a regular file of at most so many; None if it is none, or longer. Whoever made the
/// folder may have put anything there: a device without an end, or a pipe into which nobody writes.
pub(super) fn bytes(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut options = OpenOptions::new();
    let waits_for_nobody = i32::try_from(OFlags::NONBLOCK.bits()).ok()?;
    let options = options.read(true).custom_flags(waits_for_nobody);
    let file = options.open(path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .ok()?;
    let length = u64::try_from(bytes.len()).ok()?;
    (length <= most).then_some(bytes)
}

/// The bytes of a tile or a bundle.
pub(super) fn tile(dir: &Path, path: &TilePath) -> Option<Vec<u8>> {
    let most = match path.kind() {
        Kind::Hashes { .. } => TILE,
        Kind::Entries => BUNDLE,
    };
    bytes(&dir.join(path.to_path()), most)
}

/// The text of a small file.
pub(super) fn text(dir: &Path, name: &str) -> Option<String> {
    String::from_utf8(bytes(&dir.join(name), TEXT)?).ok()
}

/// What a writer that was stopped leaves behind: a file under no name of a ledger.
fn is_left_over(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.starts_with('.') && name.ends_with(".new")
}

/// The number in `published/N.json`, in the one way to write it.
fn number_of(file: &str) -> Option<u64> {
    let number = file.strip_prefix("published/")?.strip_suffix(".json")?;
    let parsed: u64 = number.parse().ok()?;
    (parsed.to_string() == number).then_some(parsed)
}

/// Accounts for every file of a registry: each is what the store makes, and none is missing.
pub(super) async fn of_registry(
    dir: &Path,
    folder: &Folder,
    registry: &Registry,
    published: u64,
) -> Result<Accounted, RegistryError> {
    let mut accounted = Accounted::default();
    let made = registry.made_files().await?;
    let said: BTreeMap<u64, Published> = registry
        .published()
        .await?
        .into_iter()
        .map(|it| (it.number, it))
        .collect();
    for file in &folder.odd {
        accounted.find(file, "it is no regular file");
    }
    for file in &folder.files {
        if let Ok(path) = TilePath::parse(file) {
            match made.file(&path).await? {
                None => accounted.find(file, "no checkpoint makes it: it was added"),
                Some(made) => {
                    let is_right = tile(dir, &path).is_some_and(|bytes| bytes == made);
                    let why = "it is not what the registry makes";
                    accounted.weigh(file, is_right.then_some(()), why);
                }
            }
        } else if let Some(number) = number_of(file) {
            let is_right = said
                .get(&number)
                .is_some_and(|it| text(dir, file).as_deref() == Some(&it.content));
            let why = "it is not what the registry has published";
            accounted.weigh(file, is_right.then_some(()), why);
        } else if file == "policy" {
            let is_right = text(dir, file) == Some(registry.policy_text());
            let why = "it is not the policy of this registry";
            accounted.weigh(file, is_right.then_some(()), why);
        } else if is_left_over(file) {
            accounted.passed_over += 1;
        } else if file != "checkpoint" {
            accounted.find(file, "it is no file of a ledger: it was added");
        }
    }
    let due = said
        .values()
        .filter(|it| it.place.is_some_and(|place| place < published));
    let due = due.map(|it| format!("published/{}.json", it.number));
    for file in due.chain(["policy".to_owned()]) {
        if !folder.files.contains(&file) {
            accounted.find(&file, "it is missing");
        }
    }
    Ok(accounted)
}

/// Accounts for the files of a folder with nothing but the folder: earlier states of a tile are the
/// beginning of the last one, and what is published is what its entry says. Others may lie there.
pub(super) fn of_folder(dir: &Path, folder: &Folder, found: &Audited) -> Accounted {
    let mut accounted = Accounted::default();
    let pointers = pointers(dir, found.entries);
    for file in &folder.odd {
        accounted.find(file, "it is no regular file");
    }
    for file in &folder.files {
        if let Ok(path) = TilePath::parse(file) {
            let Some(last) = TilePath::within(found.entries, path.kind(), path.number()) else {
                accounted.passed_over += 1;
                continue;
            };
            if path.width() > last.width() {
                accounted.passed_over += 1;
                continue;
            }
            let why = "it is not the beginning of what it has become";
            accounted.weigh(file, is_beginning(dir, &path, &last), why);
        } else if let Some(number) = number_of(file) {
            let pointer = number
                .checked_sub(1)
                .and_then(|at| usize::try_from(at).ok());
            match pointer.and_then(|at| pointers.get(at)) {
                None => accounted.passed_over += 1,
                Some(leaf) => {
                    let content = bytes(&dir.join(file), TEXT);
                    let is_right = content.and_then(|content| leaf.shows(&content).ok());
                    accounted.weigh(file, is_right, "it is not what its entry says");
                }
            }
        } else if file != "checkpoint" && file != "policy" {
            accounted.passed_over += 1;
        }
    }
    accounted
}

/// Whether an earlier state of a tile is the beginning of the last one, and just so wide.
fn is_beginning(dir: &Path, path: &TilePath, last: &TilePath) -> Option<()> {
    let bytes = tile(dir, path)?;
    let grown = tile(dir, last).or_else(|| tile(dir, &last.whole()))?;
    let width = match path.kind() {
        Kind::Hashes { .. } => bytes.len() / 32,
        Kind::Entries => read_bundle(&bytes).ok()?.len(),
    };
    let is_whole = width == usize::from(path.width()) && grown.starts_with(&bytes);
    is_whole.then_some(())
}

/// The entries of what is published, in order.
fn pointers(dir: &Path, size: u64) -> Vec<Leaf> {
    let mut pointers = Vec::new();
    for path in TilePath::grown(Kind::Entries, 0, size) {
        let bytes = tile(dir, &path).or_else(|| tile(dir, &path.whole()));
        let bytes = bytes.unwrap_or_default();
        let leaves = read_bundle(&bytes).unwrap_or_default().into_iter();
        let leaves = leaves.take(usize::from(path.width()));
        let leaves = leaves.filter_map(|entry| Leaf::parse(entry).ok());
        pointers.extend(leaves.filter(|leaf| matches!(leaf, Leaf::Public { .. })));
    }
    pointers
}
