//! Paper of 100 columns: lines, wrapped words, tables.

use std::fmt::Write as _;

/// How wide the page is, in characters.
pub(super) const WIDTH: usize = 100;

/// A page in the making.
#[derive(Debug, Default)]
pub(super) struct Paper {
    text: String,
}

impl Paper {
    /// One line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A heading with its number.
    pub(super) fn heading(&mut self, number: u32, words: &str) {
        self.blank();
        self.line(&format!("{number}  {}", words.to_uppercase()));
        self.blank();
    }

    /// Words, wrapped; further lines begin at a column.
    pub(super) fn words(&mut self, indent: usize, words: &str) {
        let lead: String = words.chars().take_while(|c| *c == ' ').collect();
        let mut line = lead;
        let mut begun = false;
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line = " ".repeat(indent);
                begun = false;
            }
            if begun {
                line.push(' ');
            }
            line.push_str(word);
            begun = true;
        }
        self.line(&line);
    }

    /// Words that keep their own spaces up to a column, and are wrapped after it.
    pub(super) fn entry(&mut self, column: usize, label: &str, words: &str) {
        let room = WIDTH.saturating_sub(column).max(20);
        let mut first = true;
        for part in wrapped(words, room) {
            let label = if first { label } else { "" };
            let gap = column.saturating_sub(label.chars().count());
            self.line(&format!("{label}{}{part}", " ".repeat(gap)));
            first = false;
        }
    }

    /// A label and cells, each right in its column.
    pub(super) fn row<'c>(
        &mut self,
        label_width: usize,
        label: &str,
        cells: impl IntoIterator<Item = (usize, &'c str)>,
    ) {
        let mut line = format!("{label:<label_width$}");
        for (width, cell) in cells {
            // Writing to a string does not fail.
            let _ = write!(line, "{cell:>width$}");
        }
        self.line(&line);
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}

fn wrapped(words: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let length = line.chars().count();
        if length > 0 && length + 1 + word.chars().count() > room {
            lines.push(word.to_owned());
        } else {
            if length > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A number with its thousands apart: `12,345`.
pub(super) fn number(n: impl Into<u64>) -> String {
    let digits = n.into().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The first digits of a hexadecimal number.
pub(super) fn short(hex: &str) -> String {
    let digits: String = hex.chars().take(16).collect();
    format!("{digits}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            ["0", "999", "1,000", "20,000", "1,234,567"],
            [0u64, 999, 1000, 20_000, 1_234_567]
                .map(number)
                .each_ref()
                .map(String::as_str)
        );
    }

    #[test]
    fn no_wrapped_line_is_wider_than_the_page() {
        let mut paper = Paper::default();
        paper.words(4, &format!("  {}", "word ".repeat(60)));
        paper.entry(30, "label", &"others ".repeat(50));
        let text = paper.text();
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        assert!(text.lines().nth(1).unwrap().starts_with("    word"));
    }
}
