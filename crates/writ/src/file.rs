//! Files: read with clear words for what is wrong with them, written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// The largest file that is read whole, in bytes: far above any pack, case or list of rows.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The text of a file, or of the standard input where the path is `-`.
pub(crate) fn text(path: &Path) -> Result<String, Trouble> {
    let bytes = if path == Path::new("-") {
        read(io::stdin().lock(), path)?
    } else {
        read(open(path)?, path)?
    };
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().iter().take(valid);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        Trouble::misuse(format!("{}: line {line} is not UTF-8", path.display()))
            .with_cure("save the file in UTF-8")
    })
}

/// A file, open for reading.
pub(crate) fn open(path: &Path) -> Result<File, Trouble> {
    let file = File::open(path).map_err(|error| unread(path, &error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        let text = format!("{} is a folder, not a file", path.display());
        return Err(Trouble::misuse(text).with_cure("name a file in it"));
    }
    Ok(file)
}

fn read(from: impl io::Read, path: &Path) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        let text = format!("{} is larger than {MOST_BYTES} bytes", path.display());
        return Err(Trouble::misuse(text).with_cure("is it the file that was meant? split it"));
    }
    Ok(bytes)
}

/// A file that cannot be read: the caller's mistake if it is not there, else the world's.
pub(crate) fn unread(path: &Path, error: &io::Error) -> Trouble {
    let place = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::misuse(format!("there is no {place}"))
            .with_cure("check the path; it is taken from the folder you are in"),
        io::ErrorKind::NotADirectory => Trouble::misuse(format!(
            "there is no {place}: a file stands where a folder should"
        ))
        .with_cure("check the path"),
        io::ErrorKind::PermissionDenied => {
            Trouble::failed(format!("{place} may not be read by this user"))
                .with_cure("run the command as its owner, or let this user read it")
        }
        _ => Trouble::failed(format!("{place} cannot be read: {error}"))
            .with_cure("look after the disk, then run the command again"),
    }
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the folder lets in.
    Anyone,
    /// Its owner alone.
    Owner,
}

/// Writes a file that must not be there yet.
pub(crate) fn create(path: &Path, text: &str, readers: Readers) -> Result<(), Trouble> {
    write(path, text.as_bytes(), readers).map_err(|error| unwritten(path, &error))
}

/// Writes bytes anew, like [`replace`].
pub(crate) fn replace_bytes(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Trouble> {
    put(path, bytes, readers)
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    read(open(path)?, path)
}

/// Writes a file anew: whoever looks sees the old text or the new one, never half of it.
pub(crate) fn replace(path: &Path, text: &str, readers: Readers) -> Result<(), Trouble> {
    put(path, text.as_bytes(), readers)
}

fn put(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Trouble> {
    let beside = beside(path);
    let done = fs::remove_file(&beside)
        .or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
        .and_then(|()| write(&beside, bytes, readers))
        .and_then(|()| fs::rename(&beside, path));
    done.map_err(|error| unwritten(path, &error))
}

/// Adds to a file of its owner's alone.
pub(crate) fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options.append(true).create(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

/// Whether a file could be written anew, told before anything hangs on it.
pub(crate) fn may_replace(path: &Path) -> Result<(), Trouble> {
    if path.file_name().is_none() || path.is_dir() {
        let text = format!("{} is a folder, not a file", path.display());
        return Err(Trouble::misuse(text).with_cure("name a file in it"));
    }
    let beside = beside(path);
    write(&beside, b"", Readers::Owner)
        .and_then(|()| fs::remove_file(&beside))
        .map_err(|error| unwritten(path, &error))
}

/// Where the new text of a file stands until it is whole. The process is in the name, so that two
/// commands do not write into one file.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

fn write(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let mode = match readers {
        Readers::Anyone => 0o666,
        Readers::Owner => 0o600,
    };
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file helps nobody; if it cannot be taken away either, the error says enough.
        drop(fs::remove_file(path));
    }
    written
}

/// A file that cannot be written.
pub(crate) fn unwritten(path: &Path, error: &io::Error) -> Trouble {
    let place = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            Trouble::misuse(format!("{place} cannot be made: its folder is not there"))
                .with_cure("make the folder first, or choose another")
        }
        io::ErrorKind::AlreadyExists => Trouble::misuse(format!("{place} is there already"))
            .with_cure("choose another name, or move it away"),
        io::ErrorKind::PermissionDenied => {
            Trouble::failed(format!("{place} may not be written by this user"))
                .with_cure("run the command as the folder's owner, or choose another folder")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Trouble::failed(format!("the disk is full: {place} is not written"))
                .with_cure("free some space and run the same command again")
        }
        _ => Trouble::failed(format!("{place} cannot be written: {error}"))
            .with_cure("look after the disk, then run the command again"),
    }
}
