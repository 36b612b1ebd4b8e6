//! A regime pack as text: what a caller read from a folder or from one file.

use std::ops::Range;

use crate::finding::Span;

/// A pack, already read by the caller: this crate opens no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackText {
    /// What the caller calls it, usually its path.
    pub name: String,
    /// Its files. [`Span::file`] counts them from 0.
    pub files: Vec<PackFile>,
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Its path within the pack, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// In which dress the rules of a file stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// In fences of a Markdown page.
    Literate,
    /// Bare.
    Plain,
}

impl PackFile {
    /// In which dress the file's rules stand; `None` for a file that holds none, such as a locale.
    #[must_use]
    pub fn dress(&self) -> Option<Dress> {
        match self.path.rsplit_once('.') {
            Some((_, "md")) => Some(Dress::Literate),
            Some((_, "kdl")) => Some(Dress::Plain),
            _ => None,
        }
    }
}

impl PackText {
    /// A pack of one file.
    ///
    /// ```
    /// use writ_law::pack::PackText;
    /// let pack = PackText::of_file("mine", "regime.md", "# A law\n");
    /// assert_eq!(pack.rules().map(|(index, _)| index), Some(0));
    /// ```
    #[must_use]
    pub fn of_file(name: &str, path: &str, text: &str) -> Self {
        let file = PackFile {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        Self {
            name: name.to_owned(),
            files: vec![file],
        }
    }

    /// The file that holds the rules, with its index: `regime.md`, else the one `.kdl` or `.md`
    /// file of the pack. `None` where there is no such file, or more than one that could be it.
    #[must_use]
    pub fn rules(&self) -> Option<(u16, &PackFile)> {
        let mut candidates = self
            .files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.dress().is_some())
            .filter_map(|(index, file)| Some((u16::try_from(index).ok()?, file)));
        let first = candidates.next()?;
        let Some(second) = candidates.next() else {
            return Some(first);
        };
        [first, second]
            .into_iter()
            .chain(candidates)
            .find(|(_, file)| file.path == "regime.md")
    }

    /// The line and the column of the first byte of a place, both from 1, columns in characters.
    ///
    /// ```
    /// use writ_law::{finding::Span, pack::PackText};
    /// let pack = PackText::of_file("mine", "a.kdl", "one\nдва x\n");
    /// let span = Span { file: 0, start: 11, end: 12 };
    /// assert_eq!(pack.line_column(span), (2, 5));
    /// assert_eq!(pack.line(span), "два x");
    /// ```
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let before = self.before(span);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        (line, column)
    }

    /// The line of text in which a place begins, without its line break.
    #[must_use]
    pub fn line(&self, span: Span) -> &str {
        let start = self.before(span).rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text(span).get(start..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }

    /// The text of a place; empty where there is no such place.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span).get(range(span)).unwrap_or_default()
    }

    fn text(&self, span: Span) -> &str {
        self.files
            .get(usize::from(span.file))
            .map_or("", |file| file.text.as_str())
    }

    /// The text before a place. A place inside a character begins where that character does.
    fn before(&self, span: Span) -> &str {
        let text = self.text(span);
        let end = text.floor_char_boundary(range(span).start);
        text.get(..end).unwrap_or_default()
    }
}

/// The bytes of a place.
fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
