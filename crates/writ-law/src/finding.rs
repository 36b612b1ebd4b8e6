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
