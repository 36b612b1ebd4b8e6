//! What is printed: text for people or JSON for programs, answers apart from troubles.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use serde::Serialize;

use crate::trouble::Trouble;

/// The form of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people.
    Text,
    /// JSON for programs.
    Json,
}

/// So many of something, in words.
pub(crate) fn several(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Where answers and troubles go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    format: Format,
}

impl Output {
    pub(crate) const fn new(format: Format) -> Self {
        Self { format }
    }

    /// Whether somebody watches: progress is for them alone.
    pub(crate) fn is_watched(self) -> bool {
        self.format == Format::Text && io::stderr().is_terminal()
    }

    /// Prints an answer in the form that was asked for.
    pub(crate) fn answer<J: Serialize>(
        self,
        json: impl FnOnce() -> J,
        text: impl FnOnce() -> String,
    ) -> Result<(), Trouble> {
        match self.format {
            Format::Text => self.print(&text()),
            Format::Json => match serde_json::to_string_pretty(&json()) {
                Ok(json) => self.print(&json),
                Err(error) => Err(Trouble::failed(format!(
                    "the answer cannot be written: {error}"
                ))
                .with_cure("ask for text, and tell the makers of Writ")),
            },
        }
    }

    /// Prints text as it is, ended by a line break.
    pub(crate) fn print(self, text: &str) -> Result<(), Trouble> {
        let mut out = io::stdout().lock();
        let end = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        match write!(out, "{text}{end}").and_then(|()| out.flush()) {
            // Who reads the answer has read enough, as `head` does.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(
                Trouble::failed(format!("the answer cannot be written: {error}"))
                    .with_cure("free some space, or print to another place"),
            ),
            Ok(()) => Ok(()),
        }
    }

    /// Says what is wrong, and gives the exit code for it.
    pub(crate) fn trouble(self, trouble: &Trouble) -> ExitCode {
        let text = match self.format {
            Format::Text => trouble.text(),
            Format::Json => format!("{:#}\n", trouble.json()),
        };
        // Nowhere is left to say that this failed.
        drop(io::stderr().lock().write_all(text.as_bytes()));
        trouble.kind.code()
    }
}
