//! Lists: what is so, what there is, and the pages of it.

use maud::{Markup, html};

use crate::portal::words::Words;

/// A line of a summary: what it is, what it says, and where it is changed.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    key: String,
    value: Markup,
    change: Option<(String, String)>,
}

impl Row {
    pub(crate) fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        Self::marked(key, html! { (value) })
    }

    pub(crate) fn marked(key: impl Into<String>, value: Markup) -> Self {
        Self {
            key: key.into(),
            value,
            change: None,
        }
    }

    /// With a link by which it is changed.
    pub(crate) fn change(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.change = Some((href.into(), label.into()));
        self
    }
}

/// What is so, line by line.
pub(crate) fn summary(rows: &[Row]) -> Markup {
    html! {
        dl.summary {
            @for row in rows {
                div {
                    dt { (row.key) }
                    dd { (row.value) }
                    @if let Some((href, label)) = &row.change {
                        dd.change { a href=(href) { (label) span.unseen { " " (row.key) } } }
                    }
                }
            }
        }
    }
}

/// Things to choose among, each a card.
pub(crate) fn cards(all: &[Markup]) -> Markup {
    html! { ul.cards { @for card in all { li { (card) } } } }
}

/// Links to more: back to the first, on to the next.
pub(crate) fn pages(words: &Words, first: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        @if first.is_some() || next.is_some() {
            nav.pages aria-label=(words.word("pages-label")) {
                @if let Some(first) = first { a href=(first) { (words.word("pages-first")) } }
                @if let Some(next) = next { a href=(next) rel="next" { (words.word("pages-next")) } }
            }
        }
    }
}
