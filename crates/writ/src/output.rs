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

/// What somebody else wrote, in one line: what steers a terminal or turns the order of letters
/// round is shown as `\u{…}` and does neither.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out
}

/// The same in several lines, which stay lines.
pub(crate) fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

/// Controls of terminals, breaks of lines and paragraphs, and what sets or hides the direction.
const fn steers(letter: char) -> bool {
    matches!(
        letter,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_not_done() {
        assert_eq!(visible("a\u{1b}[2Jb\nc"), "a\\u{1b}[2Jb\\u{a}c");
        assert_eq!(visible("\u{202e}x\r\u{9b}"), "\\u{202e}x\\u{d}\\u{9b}");
        assert_eq!(visible("приказ № 1 — «да»"), "приказ № 1 — «да»");
        assert_eq!(visible_lines("a\n\tb\n"), "a\n\\u{9}b\n");
    }
}
