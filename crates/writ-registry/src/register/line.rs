//! Lines of a file, read with bounds: a hostile file costs a reject, never the memory.

use std::io::BufRead;

/// The longest line that is read. What is longer is skipped, and rejected.
pub(crate) const LINE_BYTES: usize = 512 * 1024;

/// A line, or why it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its text, without the line break.
    Text(String),
    /// It is not UTF-8.
    NotText,
    /// It is longer than [`LINE_BYTES`].
    TooLong,
}

/// Numbered lines of a reader.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    reader: R,
    /// The number of the next line, from 1.
    next: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn of(reader: R) -> Self {
        Self { reader, next: 1 }
    }

    /// The number of the line that is read next.
    pub(crate) const fn next_number(&self) -> u64 {
        self.next
    }

    /// The next line with its number; `None` at the end of the file.
    pub(crate) fn read(&mut self) -> std::io::Result<Option<(u64, Line)>> {
        let mut bytes = Vec::new();
        let mut read = 0usize;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                if read == 0 {
                    return Ok(None);
                }
                break;
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(chunk.len(), |end| end + 1);
            let room = LINE_BYTES.saturating_add(2).saturating_sub(bytes.len());
            bytes.extend(chunk.iter().take(taken.min(room)));
            read = read.saturating_add(taken);
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        let number = self.next;
        self.next += 1;
        Ok(Some((number, line(bytes))))
    }

    /// Skips to the line with this number, without keeping what is skipped.
    pub(crate) fn skip_to(&mut self, number: u64) -> std::io::Result<()> {
        while self.next < number {
            if self.read()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

fn line(mut bytes: Vec<u8>) -> Line {
    for end in *b"\n\r" {
        if bytes.last() == Some(&end) {
            bytes.pop();
        }
    }
    if bytes.len() > LINE_BYTES {
        return Line::TooLong;
    }
    String::from_utf8(bytes).map_or(Line::NotText, Line::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Line)> {
        let mut lines = Lines::of(std::io::BufReader::with_capacity(7, bytes));
        std::iter::from_fn(|| lines.read().unwrap()).collect()
    }

    #[test]
    fn lines_are_numbered_with_and_without_a_last_break() {
        let text = |line: &str| Line::Text(line.to_owned());
        assert_eq!(all(b"a\r\nbb\n"), [(1, text("a")), (2, text("bb"))]);
        assert_eq!(
            all(b"a\n\nbb"),
            [(1, text("a")), (2, text("")), (3, text("bb"))]
        );
        assert_eq!(all(b""), []);
    }

    #[test]
    fn what_is_not_text_or_too_long_is_one_line_all_the_same() {
        let mut file = b"a\n\xff\xfe\n".to_vec();
        file.extend(std::iter::repeat_n(b'x', LINE_BYTES * 3));
        file.extend(b"\nlast\n");
        let lines = all(&file);
        assert_eq!(lines[1], (2, Line::NotText));
        assert_eq!(lines[2], (3, Line::TooLong));
        assert_eq!(lines[3], (4, Line::Text("last".to_owned())));
    }

    #[test]
    fn skipping_lands_on_the_line() {
        let mut lines = Lines::of(b"a\nb\nc\n".as_slice());
        lines.skip_to(3).unwrap();
        assert_eq!(lines.read().unwrap(), Some((3, Line::Text("c".to_owned()))));
        lines.skip_to(9).unwrap();
        assert_eq!(lines.read().unwrap(), None);
    }
}
