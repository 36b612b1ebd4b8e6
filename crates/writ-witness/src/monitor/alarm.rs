//! What a monitor raises an alarm about.

use std::fmt;
use std::path::PathBuf;

/// Something that a good log does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The log has signed two trees of which neither is the other, grown.
    Fork {
        /// The size at which they part at the latest.
        size: u64,
        /// Who holds one of them.
        held_by: String,
        /// Who holds the other one; nobody if that is what is published.
        against: Option<String>,
        /// The file with both notes.
        evidence: PathBuf,
    },
    /// The log publishes an earlier state than it did before.
    RollBack {
        /// The size that it had published.
        was: u64,
        /// The size that it publishes.
        now: u64,
        /// The file with both notes.
        evidence: PathBuf,
    },
    /// A witness has signed a larger tree, which the log does not publish.
    Withheld {
        /// Which witness.
        witness: String,
        /// The size that it has signed.
        size: u64,
        /// The size that is published.
        published: u64,
        /// The file with both notes.
        evidence: PathBuf,
    },
    /// No new checkpoint has been witnessed for too long.
    Silence {
        /// For how many seconds.
        seconds: u64,
    },
    /// A file that the checkpoint promises is not there.
    Missing {
        /// Which.
        path: String,
    },
    /// A file is not what it was, or not what the entries make it.
    Changed {
        /// What is wrong, with the name of the file.
        what: String,
    },
    /// What is published as the checkpoint is not a checkpoint of a log of the policy.
    Unsigned {
        /// What is wrong with it.
        why: String,
    },
    /// The published checkpoint is not cosigned by a quorum.
    Unwitnessed {
        /// The size that it speaks of.
        size: u64,
        /// What is missing.
        why: String,
    },
    /// The witnesses' time is ahead of the monitor's: one of the clocks is wrong.
    Ahead {
        /// By how many seconds.
        seconds: u64,
    },
}

impl Alarm {
    /// A stable word for programs.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Fork { .. } => "fork",
            Self::RollBack { .. } => "roll-back",
            Self::Withheld { .. } => "withheld",
            Self::Silence { .. } => "silence",
            Self::Missing { .. } => "missing",
            Self::Changed { .. } => "changed",
            Self::Unsigned { .. } => "unsigned",
            Self::Unwitnessed { .. } => "unwitnessed",
            Self::Ahead { .. } => "ahead",
        }
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fork {
                size,
                held_by,
                against,
                evidence,
            } => {
                write!(
                    f,
                    "the log has signed two histories that part by size {size}; one is held by \
                     {held_by}, the other "
                )?;
                match against {
                    Some(other) => write!(f, "is held by {other}")?,
                    None => f.write_str("is published")?,
                }
                write!(f, "; both notes are in {}", evidence.display())
            }
            Self::RollBack { was, now, evidence } => write!(
                f,
                "the log publishes size {now} and had published {was}; both notes are in {}",
                evidence.display()
            ),
            Self::Withheld {
                witness,
                size,
                published,
                evidence,
            } => write!(
                f,
                "the witness {witness} has signed size {size}, and the log publishes {published}; \
                 both notes are in {}",
                evidence.display()
            ),
            Self::Silence { seconds } => {
                write!(
                    f,
                    "no new checkpoint has been witnessed for {seconds} seconds"
                )
            }
            Self::Missing { path } => write!(f, "{path} is not there"),
            Self::Changed { what } => f.write_str(what),
            Self::Unsigned { why } => f.write_str(why),
            Self::Unwitnessed { size, why } => write!(f, "the checkpoint of size {size}: {why}"),
            Self::Ahead { seconds } => write!(
                f,
                "the witnesses' time is {seconds} seconds ahead of this monitor's: set its clock, \
                 or ask the witnesses about theirs"
            ),
        }
    }
}
