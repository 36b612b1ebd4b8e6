//! The folder of a witness: its key, what it remembers, and which logs it follows.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use thiserror::Error;
use writ_ledger::note::{KeyError, KeyKind, KeyName, SigningKey, VerifierKey};
use zeroize::Zeroizing;

use crate::following::{Following, FollowingError, log_key};
use crate::memory::{Memory, MemoryError};

/// The name of the file with the secret key, for its owner's eyes alone.
pub const KEY: &str = "witness.key";
/// The name of the file with the public key.
pub const VKEY: &str = "witness.vkey";
/// The name of the file with what the witness remembers.
pub const MEMORY: &str = "witness.sqlite";
/// The name of the file with the keys of the logs that it follows.
pub const LOGS: &str = "logs";

/// A folder that holds a witness.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

/// What is wrong with the folder of a witness.
#[derive(Debug, Error)]
pub enum FolderError {
    /// There is a witness already.
    #[error("there is a witness in {0} already; choose a folder that is not there yet")]
    Taken(PathBuf),
    /// A file could not be read or written.
    #[error("{path}: {why}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the machine says.
        why: io::Error,
    },
    /// The secret key can be read by others.
    #[error(
        "{path} is open to others (mode {mode:03o}): chmod 600 it; if others had access, retire \
         the key"
    )]
    Open {
        /// Which file.
        path: PathBuf,
        /// Who may do what, as in `chmod`.
        mode: u32,
    },
    /// A key is not one.
    #[error("{path}: {why}")]
    Key {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: KeyError,
    },
    /// The memory is not there, and the key may have signed.
    #[error(
        "{0} is not there: the witness does not know what it signed; if it was lost, retire the \
         key and make another witness"
    )]
    Forgotten(PathBuf),
    /// The memory failed.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// The list of logs is wrong.
    #[error(transparent)]
    Following(#[from] FollowingError),
}

impl Folder {
    /// A folder, whatever is in it.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Founds a witness: its key from a seed drawn by the caller, an empty memory, no logs.
    ///
    /// # Errors
    /// [`FolderError`] if there is a witness already, or a file cannot be written.
    pub fn found(&self, name: KeyName, seed: &[u8; 32]) -> Result<VerifierKey, FolderError> {
        if self.file(KEY).exists() || self.file(MEMORY).exists() {
            return Err(FolderError::Taken(self.path.clone()));
        }
        std::fs::create_dir_all(&self.path).map_err(|why| at(&self.path, why))?;
        let key = SigningKey::from_seed(name, KeyKind::Cosignature, seed);
        let key = key.map_err(|why| FolderError::Key {
            path: self.file(KEY),
            why,
        })?;
        // The memory comes first: a key without a memory does not run.
        Memory::create(&self.file(MEMORY))?;
        let secret = Zeroizing::new(format!("{}\n", *key.secret_text()));
        self.write(KEY, &secret, 0o600)?;
        self.write(VKEY, &format!("{}\n", key.verifier()), 0o644)?;
        self.write(
            LOGS,
            "# The logs that this witness follows: one key in a line.\n",
            0o644,
        )?;
        File::open(&self.path)
            .and_then(|dir| dir.sync_all())
            .map_err(|why| at(&self.path, why))?;
        Ok(key.verifier().clone())
    }

    /// The secret key.
    ///
    /// # Errors
    /// [`FolderError`] if it is not there, not a key that cosigns, or open to others.
    pub fn key(&self) -> Result<SigningKey, FolderError> {
        let path = self.file(KEY);
        let mut file = File::open(&path).map_err(|why| at(&path, why))?;
        let about = file.metadata().map_err(|why| at(&path, why))?;
        let mode = about.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(FolderError::Open { path, mode });
        }
        let mut text = Zeroizing::new(String::new());
        file.read_to_string(&mut text)
            .map_err(|why| at(&path, why))?;
        let wrong = |why| FolderError::Key {
            path: path.clone(),
            why,
        };
        let key = SigningKey::parse_secret(text.trim()).map_err(&wrong)?;
        key.verifier()
            .for_signing(KeyKind::Cosignature)
            .map_err(&wrong)?;
        Ok(key)
    }

    /// The public key, from its own file, so that showing it touches no secret.
    ///
    /// # Errors
    /// [`FolderError`] if it is not there or not a key.
    pub fn public_key(&self) -> Result<VerifierKey, FolderError> {
        let path = self.file(VKEY);
        let text = std::fs::read_to_string(&path).map_err(|why| at(&path, why))?;
        VerifierKey::parse(text.trim()).map_err(|why| FolderError::Key { path, why })
    }

    /// What the witness remembers.
    ///
    /// # Errors
    /// [`FolderError::Forgotten`] if there is none; [`FolderError::Memory`] if it is damaged.
    pub fn memory(&self) -> Result<Memory, FolderError> {
        let path = self.file(MEMORY);
        if !path.exists() {
            return Err(FolderError::Forgotten(path));
        }
        Ok(Memory::open(&path)?)
    }

    /// The logs that it follows.
    ///
    /// # Errors
    /// [`FolderError::Following`] if the list cannot be read.
    pub fn following(&self) -> Result<Following, FolderError> {
        Ok(Following::read(&self.logs())?)
    }

    /// Follows a log from now on. Says nothing new if it does already.
    ///
    /// # Errors
    /// [`FolderError`] if it is not the key of a log or the list cannot be written.
    pub fn follow(&self, key: &str) -> Result<VerifierKey, FolderError> {
        let path = self.logs();
        let key = log_key(key).map_err(|why| FolderError::Key {
            path: path.clone(),
            why,
        })?;
        if self.following()?.keys().contains(&key) {
            return Ok(key);
        }
        let mut file = OpenOptions::new()
            .append(true)
            .open(&path)
            .map_err(|why| at(&path, why))?;
        // A list that somebody edited may lack its last line break; an empty line does no harm.
        file.write_all(format!("\n{key}\n").as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|why| at(&path, why))?;
        Ok(key)
    }

    /// Where the list of logs lies.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.file(LOGS)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn write(&self, name: &str, text: &str, mode: u32) -> Result<(), FolderError> {
        let path = self.file(name);
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(mode).open(&path);
        file.and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .map_err(|why| at(&path, why))
    }
}

fn at(path: &Path, why: io::Error) -> FolderError {
    FolderError::File {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn founded() -> (tempfile::TempDir, Folder, VerifierKey) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(&dir.path().join("w"));
        let name = KeyName::new("made.example/w").unwrap();
        let key = folder.found(name, &[7; 32]).unwrap();
        (dir, folder, key)
    }

    #[test]
    fn a_witness_is_founded_once() {
        let (_dir, folder, key) = founded();
        assert_eq!(folder.public_key().unwrap(), key);
        assert_eq!(*folder.key().unwrap().verifier(), key);
        let name = KeyName::new("made.example/w").unwrap();
        assert!(matches!(
            folder.found(name, &[8; 32]),
            Err(FolderError::Taken(_))
        ));
        assert_eq!(folder.public_key().unwrap(), key);
    }

    #[test]
    fn a_secret_key_that_others_can_read_is_refused() {
        let (_dir, folder, _) = founded();
        let open = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(folder.file(KEY), open).unwrap();
        assert!(matches!(
            folder.key(),
            Err(FolderError::Open { mode: 0o640, .. })
        ));
    }

    #[test]
    fn without_its_memory_it_does_not_open() {
        let (_dir, folder, _) = founded();
        std::fs::remove_file(folder.file(MEMORY)).unwrap();
        assert!(matches!(folder.memory(), Err(FolderError::Forgotten(_))));
        assert!(!folder.file(MEMORY).exists());
    }

    #[test]
    fn a_log_is_followed_once() {
        let (_dir, folder, _) = founded();
        let name = KeyName::new("made.example/a").unwrap();
        let log = SigningKey::from_seed(name, KeyKind::Ed25519, &[1; 32]).unwrap();
        let vkey = log.verifier().to_string();
        folder.follow(&vkey).unwrap();
        folder.follow(&vkey).unwrap();
        assert_eq!(folder.following().unwrap().keys(), [log.verifier().clone()]);
        let cosigner = folder.public_key().unwrap().to_string();
        assert!(matches!(
            folder.follow(&cosigner),
            Err(FolderError::Key { .. })
        ));
    }
}
