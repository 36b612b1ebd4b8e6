//! Three-valued truth. Unknown is never a restriction.

use serde::{Deserialize, Serialize};

/// Whether something is so. Ordered *no* < *unknown* < *yes*: the least of several is Kleene's
/// *and*, the greatest is Kleene's *or*.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It is not so.
    #[default]
    No,
    /// It cannot be told.
    Unknown,
    /// It is so.
    Yes,
}

impl Truth {
    /// The word for it in answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }

    /// The answer over several readings: theirs if they agree, else unknown.
    ///
    /// ```
    /// use writ_law::truth::Truth;
    /// assert_eq!(Truth::agreed([Truth::Yes, Truth::Yes]), Truth::Yes);
    /// assert_eq!(Truth::agreed([Truth::Yes, Truth::No]), Truth::Unknown);
    /// assert_eq!(Truth::agreed([]), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn agreed(readings: impl IntoIterator<Item = Self>) -> Self {
        let mut readings = readings.into_iter();
        let Some(first) = readings.next() else {
            return Self::Unknown;
        };
        if readings.all(|other| other == first) {
            first
        } else {
            Self::Unknown
        }
    }
}

impl std::fmt::Display for Truth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
