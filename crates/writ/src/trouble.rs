//! What went wrong, where, and what to do; and the exit code that says so.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};
use writ_registry::{Refusal, RegistryError, SealError};
use writ_store::StoreError;

use crate::output::{visible, visible_lines};

/// How a command ended, when nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// It did what was asked.
    Well,
    /// It did what was asked, and found something wanting.
    Wanting,
}

impl Done {
    pub(crate) fn code(self) -> ExitCode {
        match self {
            Self::Well => ExitCode::SUCCESS,
            Self::Wanting => ExitCode::from(1),
        }
    }
}

/// What kind of trouble, by who can cure it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The law or a rule says no.
    Refused,
    /// The arguments or an input file are wrong.
    Misuse,
    /// The disk, the network or the database failed.
    Failed,
}

impl Kind {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused => 1,
            Self::Misuse => 2,
            Self::Failed => 3,
        })
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Misuse => "misuse",
            Self::Failed => "failed",
        }
    }
}

/// One reason for a trouble, and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    /// A stable word for programs.
    pub(crate) code: Option<String>,
    /// What is wrong.
    pub(crate) text: String,
    /// What to do.
    pub(crate) cure: Option<String>,
}

/// What stopped a command.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) kind: Kind,
    reasons: Vec<Reason>,
    /// Findings in a pack: drawn for people, and as JSON.
    findings: Option<(String, Value)>,
}

impl Trouble {
    fn new(kind: Kind, text: impl Into<String>) -> Self {
        let reason = Reason {
            code: None,
            text: text.into(),
            cure: None,
        };
        Self {
            kind,
            reasons: vec![reason],
            findings: None,
        }
    }

    /// The arguments or an input file are wrong.
    pub(crate) fn misuse(text: impl Into<String>) -> Self {
        Self::new(Kind::Misuse, text)
    }

    /// The disk, the network or the database failed.
    pub(crate) fn failed(text: impl Into<String>) -> Self {
        Self::new(Kind::Failed, text)
    }

    /// The law or a rule says no.
    pub(crate) fn refused(code: &str, text: impl Into<String>) -> Self {
        let reason = Reason {
            code: Some(code.to_owned()),
            text: text.into(),
            cure: None,
        };
        Self {
            kind: Kind::Refused,
            reasons: vec![reason],
            findings: None,
        }
    }

    /// Arguments that could not be read, in the words of their parser.
    pub(crate) fn arguments(text: &str) -> Self {
        Self::misuse(text.trim_start_matches("error: ").trim_end())
    }

    /// With what to do about it.
    pub(crate) fn with_cure(mut self, cure: impl Into<String>) -> Self {
        if let Some(reason) = self.reasons.last_mut() {
            reason.cure = Some(cure.into());
        }
        self
    }

    /// With the reasons of another of its kind.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.reasons.extend(other.reasons);
        self
    }

    /// The same as a mistake in an input file.
    pub(crate) fn into_misuse_of(mut self, path: &Path) -> Self {
        self.kind = Kind::Misuse;
        for reason in &mut self.reasons {
            reason.text = format!("{}: {}", path.display(), reason.text);
        }
        self
    }

    /// With findings in a pack, drawn and as JSON.
    pub(crate) fn with_findings(mut self, drawn: String, json: Value) -> Self {
        self.findings = Some((drawn, json));
        self
    }

    /// The first reason: what is wrong, and what to do.
    pub(crate) fn first(&self) -> (&str, Option<&str>) {
        let first = self.reasons.first();
        first.map_or(("", None), |reason| (&reason.text, reason.cure.as_deref()))
    }

    /// Whether it is the world's fault.
    pub(crate) fn is_failure(&self) -> bool {
        self.kind == Kind::Failed
    }

    /// Whether it is a refusal for this reason.
    pub(crate) fn is_refused_as(&self, code: &str) -> bool {
        let is_it = |reason: &Reason| reason.code.as_deref() == Some(code);
        self.kind == Kind::Refused && self.reasons.iter().any(is_it)
    }

    /// For people, ended by a line break.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        if let Some((drawn, _)) = &self.findings {
            text.push_str(drawn);
        }
        let refused = if self.kind == Kind::Refused {
            "refused: "
        } else {
            ""
        };
        // A refusal repeats what others wrote, and each of its reasons stays one line.
        let shown = if self.kind == Kind::Refused {
            visible
        } else {
            visible_lines
        };
        for reason in &self.reasons {
            text.push_str(&format!("writ: {refused}{}\n", shown(&reason.text)));
            if let Some(cure) = &reason.cure {
                text.push_str(&format!("  to do: {}\n", shown(cure)));
            }
        }
        text
    }

    /// For programs.
    pub(crate) fn json(&self) -> Value {
        let reason = |reason: &Reason| json!({"code": reason.code, "text": reason.text, "cure": reason.cure});
        let reasons: Vec<Value> = self.reasons.iter().map(reason).collect();
        let mut error = json!({"kind": self.kind.word(), "reasons": reasons});
        if let (Some((_, findings)), Some(map)) = (&self.findings, error.as_object_mut()) {
            map.insert("findings".to_owned(), findings.clone());
        }
        json!({"error": error})
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        let reasons = refusal.grounds.into_iter().map(|ground| Reason {
            code: Some(ground.code),
            text: ground.text,
            cure: Some(ground.cure).filter(|cure| !cure.is_empty()),
        });
        Self {
            kind: Kind::Refused,
            reasons: reasons.collect(),
            findings: None,
        }
    }
}

impl From<RegistryError> for Trouble {
    fn from(error: RegistryError) -> Self {
        // What the caller named wrongly is the caller's to mend; all else is the world's.
        let kind = match &error {
            RegistryError::NotFounded
            | RegistryError::Founded
            | RegistryError::WrongKey
            | RegistryError::Seal(SealError::KeyText { .. })
            | RegistryError::Clock { .. } => Kind::Misuse,
            _ => Kind::Failed,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        RegistryError::Store(error).into()
    }
}
