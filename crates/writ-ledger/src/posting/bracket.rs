//! The two times between which something was posted, and whether they bear out what it claims.

use crate::cosignature::UnixSeconds;

/// Between which times something was posted, in the word of the witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// When a quorum saw the log without it; none without a checkpoint from before.
    pub not_before: Option<UnixSeconds>,
    /// When a quorum had seen the log with it; none under a policy without witnesses.
    pub not_after: Option<UnixSeconds>,
}

/// Whether the witnesses bear out a time that a record claims for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// They do: the claim lies within the bracket.
    BorneOut,
    /// They cannot: no witness says when.
    Unwitnessed,
    /// They do not: a quorum saw the log without it later than it claims.
    Early {
        /// By how many seconds the claim lies before the bracket.
        by: u64,
    },
    /// They do not: a quorum saw it in the log before the time it claims.
    Late {
        /// By how many seconds the claim lies after the bracket.
        by: u64,
    },
}

impl Bracket {
    /// Weighs the time that a record claims, in seconds as in [`UnixSeconds`]. A claim outside the
    /// bracket by no more than `tolerance` seconds is let pass: clocks differ, and a batch takes
    /// its time.
    ///
    /// ```
    /// use writ_ledger::cosignature::UnixSeconds;
    /// use writ_ledger::posting::{Bearing, Bracket};
    /// let bracket = Bracket {
    ///     not_before: UnixSeconds::new(1_000),
    ///     not_after: UnixSeconds::new(1_060),
    /// };
    /// assert_eq!(bracket.bears_out(1_030, 10), Bearing::BorneOut);
    /// assert_eq!(bracket.bears_out(990, 10), Bearing::BorneOut);
    /// assert_eq!(bracket.bears_out(989, 10), Bearing::Early { by: 11 });
    /// assert_eq!(bracket.bears_out(2_060, 10), Bearing::Late { by: 1_000 });
    /// ```
    #[must_use]
    pub fn bears_out(&self, claimed: i64, tolerance: u64) -> Bearing {
        let after = |time: UnixSeconds| i128::from(claimed) - i128::from(time.get());
        let beyond = |by: i128| u64::try_from(by).ok().filter(|by| *by > tolerance);
        let early = self.not_before.and_then(|time| beyond(-after(time)));
        let late = self.not_after.and_then(|time| beyond(after(time)));
        match (early, late) {
            (Some(by), _) => Bearing::Early { by },
            (None, Some(by)) => Bearing::Late { by },
            (None, None) if self.not_after.is_none() => Bearing::Unwitnessed,
            (None, None) => Bearing::BorneOut,
        }
    }
}

impl std::fmt::Display for Bearing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bearing::BorneOut => out.write_str("the witnesses bear out the time it claims"),
            Bearing::Unwitnessed => out.write_str("no witness says when it was posted"),
            Bearing::Early { by } => write!(
                out,
                "the record claims a time that the witnesses do not bear out: {by} s before they \
                 saw the log without it"
            ),
            Bearing::Late { by } => write!(
                out,
                "the record claims a time that the witnesses do not bear out: {by} s after they \
                 saw it in the log"
            ),
        }
    }
}
