//! Refusals: the answer is no, for these reasons, and this would cure it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a use case answers: what was asked for, or a refusal with its grounds.
pub type Ruling<T> = Result<T, Refusal>;

/// The answer is no. Nothing was recorded, unless the use case says that attempts are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why: at least one ground.
    pub grounds: Vec<Ground>,
}

/// One reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ground {
    /// A stable word for programs and for counting, for instance `outside-the-list`.
    pub code: String,
    /// What is wrong, in a plain sentence.
    pub text: String,
    /// What would cure it.
    pub cure: String,
}

impl Ground {
    /// A ground with its code, its sentence and its cure.
    #[must_use]
    pub fn new(code: &str, text: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            text: text.into(),
            cure: cure.into(),
        }
    }
}

impl Refusal {
    /// A refusal on one ground.
    #[must_use]
    pub fn on(code: &str, text: impl Into<String>, cure: impl Into<String>) -> Self {
        Ground::new(code, text, cure).into()
    }

    /// Whether one of the grounds has this code.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.grounds.iter().any(|ground| ground.code == code)
    }
}

impl From<Ground> for Refusal {
    fn from(ground: Ground) -> Self {
        Self {
            grounds: vec![ground],
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut grounds = self.grounds.iter();
        if let Some(first) = grounds.next() {
            write!(f, "{}: {}", first.text, first.cure)?;
        }
        grounds.try_for_each(|ground| write!(f, "; {}: {}", ground.text, ground.cure))
    }
}
