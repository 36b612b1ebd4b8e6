//! What a witness answers, each with the status code that the protocol gives it.
//!
//! Source: C2SP tlog-witness v1.0.0, `add-checkpoint`. The published version answers a checkpoint
//! of the size that is held, with another root, with 409, and so does this one; it carries words
//! instead of a size, so that no log takes it for an invitation to try again.

use std::fmt;

/// The type of the body of a 409 that holds a size.
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Verified, remembered and cosigned: the signature lines.
    Cosigned {
        /// One line for each key of the witness, each ended by a line break.
        lines: String,
    },
    /// The request cannot be read, or does not fit together.
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// Nobody told this witness to follow the log.
    UnknownLog,
    /// No key that the witness trusts for this log has signed the checkpoint.
    NotSigned {
        /// What is wrong with the signatures.
        why: String,
    },
    /// The log believes the witness to hold another size than it holds.
    HoldsOther {
        /// The size that the witness cosigned last; 0 if it never cosigned.
        size: u64,
    },
    /// The log has signed two trees of one size: it is caught.
    Fork {
        /// The size of both.
        size: u64,
    },
    /// The proof does not show that the tree has only grown.
    Unproved {
        /// What is wrong with it.
        why: String,
    },
    /// The witness cannot say what time it is, so that it signs none.
    NoTime {
        /// What is wrong with the clock.
        why: String,
    },
    /// The witness itself failed. Nothing was signed.
    Failed,
}

impl Answer {
    /// The status code of HTTP.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Cosigned { .. } => 200,
            Self::Malformed { .. } => 400,
            Self::NotSigned { .. } => 403,
            Self::UnknownLog => 404,
            Self::HoldsOther { .. } | Self::Fork { .. } => 409,
            Self::Unproved { .. } => 422,
            Self::Failed => 500,
            Self::NoTime { .. } => 503,
        }
    }

    /// The type of the body.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self {
            Self::HoldsOther { .. } => SIZE_TYPE,
            _ => "text/plain; charset=utf-8",
        }
    }

    /// The body, ended by a line break.
    #[must_use]
    pub fn body(&self) -> String {
        match self {
            Self::Cosigned { lines } => lines.clone(),
            other => format!("{other}\n"),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cosigned { .. } => f.write_str("cosigned"),
            Self::UnknownLog => f.write_str("this witness does not follow that log"),
            Self::HoldsOther { size } => write!(f, "{size}"),
            Self::Fork { size } => {
                write!(
                    f,
                    "the log has signed another root at size {size}: kept as evidence"
                )
            }
            Self::Malformed { why }
            | Self::NotSigned { why }
            | Self::Unproved { why }
            | Self::NoTime { why } => f.write_str(why),
            Self::Failed => f.write_str("the witness failed and has signed nothing"),
        }
    }
}
