//! Which logs a witness follows: one key in a line, in a file that its operator keeps.
//!
//! The file is read anew for every request: a log that is added or struck out counts at once.

use std::path::Path;

use thiserror::Error;
use writ_ledger::note::{KeyError, KeyKind, VerifierKey};

/// The logs that a witness follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Following {
    keys: Vec<VerifierKey>,
}

/// Why the list of logs could not be read.
#[derive(Debug, Error)]
pub enum FollowingError {
    /// The file could not be read.
    #[error("the list of logs cannot be read: {0}; put the file `logs` back, empty if need be")]
    Unread(#[from] std::io::Error),
    /// A line is not the key of a log.
    #[error("line {line} of the list of logs: {why}; mend it or put `#` before it")]
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        why: KeyError,
    },
}

impl Following {
    /// Reads the list from its file.
    ///
    /// # Errors
    /// [`FollowingError`] if the file is not there or holds what is no key of a log.
    pub fn read(path: &Path) -> Result<Self, FollowingError> {
        Self::parse(&std::fs::read_to_string(path)?)
    }

    /// Reads the list: one key in a line; empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    /// [`FollowingError::Line`] with the first line that is no key of a log.
    pub fn parse(text: &str) -> Result<Self, FollowingError> {
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |why| FollowingError::Line {
                line: at.saturating_add(1),
                why,
            };
            keys.push(log_key(line).map_err(wrong)?);
        }
        Ok(Self { keys })
    }

    /// The keys that are trusted for a log: those that bear its origin as their name.
    #[must_use]
    pub fn of(&self, origin: &str) -> Vec<VerifierKey> {
        let is_its = |key: &&VerifierKey| key.name().as_str() == origin;
        self.keys.iter().filter(is_its).cloned().collect()
    }

    /// Every key.
    #[must_use]
    pub fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }
}

/// Reads the key of a log: one that signs checkpoints and does not cosign.
///
/// # Errors
/// [`KeyError`] if it is no key, or one of another kind.
pub fn log_key(text: &str) -> Result<VerifierKey, KeyError> {
    let key = VerifierKey::parse(text)?;
    key.for_signing(KeyKind::Ed25519)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use writ_ledger::note::{KeyName, SigningKey};

    fn key(name: &str, kind: KeyKind, seed: u8) -> VerifierKey {
        let name = KeyName::new(name).unwrap();
        let key = SigningKey::from_seed(name, kind, &[seed; 32]).unwrap();
        key.verifier().clone()
    }

    #[test]
    fn a_log_may_have_several_keys_and_others_are_not_its() {
        let (one, two) = (
            key("made.example/a", KeyKind::Ed25519, 1),
            key("made.example/a", KeyKind::Ed25519, 2),
        );
        let other = key("made.example/b", KeyKind::Ed25519, 3);
        let text = format!("# logs\n\n{one}\n  {two}\n{other}\n#{one}\n");
        let following = Following::parse(&text).unwrap();
        assert_eq!(following.keys().len(), 3);
        assert_eq!(following.of("made.example/a"), [one, two]);
        assert_eq!(following.of("made.example/b"), [other]);
        assert!(following.of("made.example").is_empty());
    }

    #[test]
    fn a_line_that_is_no_key_of_a_log_is_told() {
        let cosigner = key("made.example/w", KeyKind::Cosignature, 1);
        for wrong in [cosigner.to_string(), "made.example/a".to_owned()] {
            let error = Following::parse(&format!("\n{wrong}\n")).unwrap_err();
            assert!(error.to_string().starts_with("line 2 "), "{error}");
        }
    }
}
