//! The folder of a registry while it is founded: in one hand, and given up without harm.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use crate::file;
use crate::registry::{Place, TROUBLES};
use crate::trouble::Trouble;

/// What a registry keeps in its folder.
const OURS: [&str; 6] = [
    "store.sqlite",
    "store.sqlite-wal",
    "store.sqlite-shm",
    "master.key",
    "clock",
    TROUBLES,
];

/// How often a folder is taken anew that somebody else takes away.
const TRIES: u32 = 100;

/// Who made the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Here,
    Elsewhere,
}

/// A folder that nobody else founds a registry in meanwhile.
#[derive(Debug)]
pub(super) struct Folder {
    dir: PathBuf,
    made: Made,
    /// What of ours lay in it before.
    there: Vec<&'static str>,
    /// Locked as long as it is open. Who is killed lets go of it.
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is not there, and waits until it is nobody else's.
    pub(super) fn take(dir: &Path) -> Result<Self, Trouble> {
        for _ in 0..TRIES {
            let made = make(dir).map_err(|error| file::unwritten(dir, &error))?;
            let lock = match File::open(dir) {
                Ok(lock) => lock,
                // Another founding was given up between the two.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(file::unread(dir, &error)),
            };
            lock.lock().map_err(|error| file::unwritten(dir, &error))?;
            if is_still(&lock, dir) {
                let is_there = |name: &&str| dir.join(name).exists();
                return Ok(Self {
                    dir: dir.to_owned(),
                    made,
                    there: OURS.into_iter().filter(is_there).collect(),
                    _lock: lock,
                });
            }
        }
        let text = format!("{} cannot be made: it comes and goes", dir.display());
        Err(Trouble::failed(text).with_cure("choose a folder that is not there yet"))
    }

    /// Refuses a folder that holds anything but a founding that stopped half way.
    pub(super) fn look_over(&self, place: &Place) -> Result<(), Trouble> {
        let dir = &self.dir;
        let cure = "choose a folder that is not there yet";
        let entries = fs::read_dir(dir).map_err(|error| file::unread(dir, &error))?;
        for entry in entries {
            let name = entry
                .map_err(|error| file::unread(dir, &error))?
                .file_name();
            if !OURS.iter().any(|known| name == *known) {
                let (dir, name) = (dir.display(), name.display());
                let text = format!("{dir} is not empty: it holds {name}");
                return Err(Trouble::misuse(text).with_cure(cure));
            }
        }
        if place.store_file().exists() && !place.key_file().exists() {
            let text = format!("{} holds a store without its key file", dir.display());
            return Err(Trouble::misuse(text).with_cure(cure));
        }
        Ok(())
    }

    /// Takes away what was made for a registry that is not founded, and nothing else. If that
    /// fails as well, the next `writ init` goes on with what is left.
    pub(super) fn give_up(self) {
        // Beside a store that lay there before, nothing is this founding's alone.
        if self.there.contains(&"store.sqlite") {
            return;
        }
        for name in OURS.iter().filter(|name| !self.there.contains(name)) {
            drop(fs::remove_file(self.dir.join(name)));
        }
        if self.made == Made::Here {
            // Only if it is empty.
            drop(fs::remove_dir(&self.dir));
        }
    }
}

/// Makes the folder for its owner alone, unless it is there.
fn make(dir: &Path) -> io::Result<Made> {
    let mut builder = fs::DirBuilder::new();
    builder.mode(0o700);
    if let Some(above) = dir.parent().filter(|above| !above.as_os_str().is_empty()) {
        builder.recursive(true).create(above)?;
    }
    match builder.recursive(false).create(dir) {
        Ok(()) => Ok(Made::Here),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Made::Elsewhere),
        // `.` and the like are there, and cannot be made.
        Err(_) if dir.is_dir() => Ok(Made::Elsewhere),
        Err(error) => Err(error),
    }
}

/// Whether the folder is still the one at that path.
fn is_still(lock: &File, dir: &Path) -> bool {
    match (lock.metadata(), fs::metadata(dir)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}
