//! The key file of a registry: one key, in a file of its own, for its owner's eyes alone.
//!
//! Whoever has it and the store can read all that is recorded of everyone. Whoever loses it has
//! lost the registry: nothing else opens what is sealed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use writ_registry::MasterKey;

use crate::chance::Machine;
use crate::file::{self, Readers};
use crate::trouble::Trouble;

/// Makes a new key and its file, which must not be there.
pub(crate) fn create(path: &Path) -> Result<MasterKey, Trouble> {
    let key = MasterKey::generate(&Machine).map_err(|error| Trouble::failed(error.to_string()))?;
    file::create(path, &key.to_text(), Readers::Owner)?;
    Ok(key)
}

/// Reads the key from its file, which nobody but its owner may be able to read.
pub(crate) fn read(path: &Path) -> Result<MasterKey, Trouble> {
    let place = path.display();
    if !path.exists() {
        return Err(
            Trouble::misuse(format!("there is no key file {place}")).with_cure(
                "put it back, or say with --key-file where it is; without it nothing opens",
            ),
        );
    }
    let open = file::open(path)?;
    let about = open
        .metadata()
        .map_err(|error| file::unread(path, &error))?;
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(Trouble::misuse(format!(
            "the key file {place} is open to others (mode {mode:03o})"
        ))
        .with_cure(format!(
            "chmod 600 {place}; if others had access, count what it seals as read"
        )));
    }
    let text = zeroize::Zeroizing::new(file::text(path)?);
    MasterKey::from_text(&text).map_err(|error| Trouble::misuse(format!("{place}: {error}")))
}
