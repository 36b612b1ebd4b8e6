//! Tables: with a caption and a scope for every heading.

use maud::{Markup, Render, html};

/// A cell.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    Text(String),
    Number(String),
    Marked(Markup),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<Markup> for Cell {
    fn from(marked: Markup) -> Self {
        Self::Marked(marked)
    }
}
impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number.to_string())
    }
}
impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.to_string())
    }
}

/// A table. The first cell of a row is its heading.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    caption: String,
    heads: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new<const N: usize>(caption: impl Into<String>, heads: [String; N]) -> Self {
        Self {
            caption: caption.into(),
            heads: heads.into(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        let number = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(place));
            cells.next().is_some_and(|cell| matches!(cell, Cell::Number(_)))
        };
        html! {
            // What is wider than the page is moved inside of this, also by key.
            div.scroll role="region" aria-label=(self.caption) tabindex="0" {
                table {
                    caption { (self.caption) }
                    thead { tr {
                        @for (place, head) in self.heads.iter().enumerate() {
                            th scope="col" class=[number(place).then_some("number")] { (head) }
                        }
                    } }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (place, cell) in row.iter().enumerate() {
                                    @match (place, cell) {
                                        (0, Cell::Text(text) | Cell::Number(text)) => th scope="row" { (text) },
                                        (0, Cell::Marked(marked)) => th scope="row" { (marked) },
                                        (_, Cell::Text(text)) => td { (text) },
                                        (_, Cell::Number(text)) => td.number { (text) },
                                        (_, Cell::Marked(marked)) => td { (marked) },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
