//! What a witness tells its operator: one line for each thing that happened.
//!
//! There is nothing about people in it, because a witness is told nothing about people, and
//! nothing about who asked: no addresses.

use std::fmt;
use std::net::SocketAddr;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The witness began to listen.
    Listening {
        /// Where.
        address: SocketAddr,
    },
    /// A checkpoint was cosigned.
    Cosigned {
        /// Of which log.
        origin: String,
        /// The size held before.
        old: u64,
        /// The size now held.
        size: u64,
        /// The time that was signed, in seconds since 1970.
        time: u64,
    },
    /// A request was answered with no.
    Refused {
        /// Of which log, if it is one that the witness follows.
        origin: Option<String>,
        /// The status code of the answer.
        status: u16,
        /// Why.
        why: String,
    },
    /// A log has signed two things that cannot both be true.
    Caught {
        /// Which log.
        origin: String,
        /// The size of which it has signed two trees.
        size: u64,
    },
    /// Something failed inside; nothing was signed.
    Failed {
        /// What failed.
        why: String,
    },
    /// The witness stopped, after answering what it had begun.
    Stopped,
}

/// Where what happened is told.
pub trait Journal: Send + Sync + fmt::Debug {
    /// Tells it.
    fn happened(&self, what: &Happening);
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listening { address } => write!(f, "listening address={address}"),
            Self::Cosigned {
                origin,
                old,
                size,
                time,
            } => {
                write!(
                    f,
                    "cosigned log={origin:?} old={old} size={size} time={time}"
                )
            }
            Self::Refused {
                origin: Some(origin),
                status,
                why,
            } => {
                write!(f, "refused log={origin:?} status={status} why={why:?}")
            }
            Self::Refused {
                origin: None,
                status,
                why,
            } => {
                write!(f, "refused status={status} why={why:?}")
            }
            Self::Caught { origin, size } => write!(
                f,
                "FORK log={origin:?} size={size} two roots are signed; both notes are kept"
            ),
            Self::Failed { why } => write!(f, "failed why={why:?}"),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_one_line_whatever_a_stranger_sent() {
        let told = Happening::Refused {
            origin: Some("made.example\nforged line".to_owned()),
            status: 403,
            why: "no\u{1b}[2J".to_owned(),
        };
        let line = told.to_string();
        assert_eq!(line.lines().count(), 1);
        assert!(!line.contains('\u{1b}'), "{line}");
    }
}
