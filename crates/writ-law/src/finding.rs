//! What a check found: a code, a place, a plain sentence and a help.

use serde::Serialize;

/// A place in a pack: a file of the pack (by its index) and a range of bytes in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The index of the file in the pack.
    pub file: u16,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A range of bytes in a file of the pack.
    #[must_use]
    pub fn new(file: u16, bytes: std::ops::Range<usize>) -> Self {
        let near = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            file,
            start: near(bytes.start),
            end: near(bytes.end),
        }
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The text is not a regime: nothing can be computed from it.
    Error,
    /// Class A, the rights floor: a live registry does not run it.
    A,
    /// Worth knowing.
    Warning,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The code of the check, for instance `W002`.
    pub code: &'static str,
    /// How grave it is.
    pub class: Class,
    /// Where.
    pub span: Span,
    /// What is wrong, in a plain sentence.
    pub text: String,
    /// What would cure it.
    pub help: Option<String>,
    /// An `example` block that shows it, to paste in.
    pub counterexample: Option<String>,
}

impl Finding {
    /// A finding of a check.
    #[must_use]
    pub fn new(code: &'static str, class: Class, span: Span, text: impl Into<String>) -> Self {
        Self {
            code,
            class,
            span,
            text: text.into(),
            help: None,
            counterexample: None,
        }
    }

    /// A text that cannot be read (`W000`).
    #[must_use]
    pub fn malformed(span: Span, text: impl Into<String>) -> Self {
        Self::new("W000", Class::Error, span, text)
    }

    /// A word that means nothing where it stands (`W002`).
    #[must_use]
    pub fn unknown(span: Span, text: impl Into<String>) -> Self {
        Self::new("W002", Class::Error, span, text)
    }

    /// With this help where it has none.
    #[must_use]
    pub fn or_help(mut self, help: impl Into<String>) -> Self {
        self.help.get_or_insert_with(|| help.into());
        self
    }

    /// With what would cure it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
