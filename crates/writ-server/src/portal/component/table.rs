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

    fn cell(&self, place: usize, cell: &Cell) -> Markup {
        let label = self.heads.get(place).map(String::as_str);
        let class = matches!(cell, Cell::Number(_)).then_some("number");
        let said = match cell {
            Cell::Text(text) | Cell::Number(text) => html! { (text) },
            Cell::Marked(marked) => marked.clone(),
        };
        if place == 0 {
            return html! { th scope="row" role="rowheader" class=[class] { (said) } };
        }
        html! { td role="cell" class=[class] data-label=[label] { span { (said) } } }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        let number = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(place));
            cells
                .next()
                .is_some_and(|cell| matches!(cell, Cell::Number(_)))
        };
        html! {
            // What is wider than the page is moved inside of this, also by key. On a phone each row
            // stands as a card; the roles keep it a table for those who hear it.
            div.scroll role="region" aria-label=(self.caption) tabindex="0" {
                table role="table" {
                    caption { (self.caption) }
                    thead role="rowgroup" { tr role="row" {
                        @for (place, head) in self.heads.iter().enumerate() {
                            th scope="col" role="columnheader" class=[number(place).then_some("number")] { (head) }
                        }
                    } }
                    tbody role="rowgroup" {
                        @for row in &self.rows {
                            tr role="row" {
                                @for (place, cell) in row.iter().enumerate() { (self.cell(place, cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
