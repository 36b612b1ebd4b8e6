//! A notice as HTML: a part of a page for the portal, and a page of its own.

use maud::{DOCTYPE, Markup, html};

use super::{Block, Notice, Section};

impl Notice {
    /// The notice as a part of a page: an `article` whose title is a heading of the first level.
    /// It brings no style and no script.
    #[must_use]
    pub fn html(&self) -> Markup {
        html! {
            article.notice lang=(self.language.tag()) {
                @for banner in &self.banners { (strip(banner)) }
                h1 { (self.title) }
                @for section in &self.sections { (part(section)) }
                @for banner in &self.banners { (strip(banner)) }
            }
        }
    }

    /// The notice as a page of its own, which reads without any style.
    #[must_use]
    pub fn page(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="author" content=(self.author);
                    title { (self.title) }
                }
                body { main { (self.html()) } }
            }
        };
        page.into_string()
    }
}

fn strip(banner: &str) -> Markup {
    html! { p.banner { strong { (banner) } } }
}

fn part(section: &Section) -> Markup {
    let id = format!("notice-{}", section.topic);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.heading) }
            @for block in &section.blocks { (of(block)) }
        }
    }
}

fn of(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Paragraph(says) => p { (says) },
            Block::List(items) => ul { @for item in items { li { (item) } } },
            Block::Terms(terms) => dl {
                @for term in terms { dt { (term.label) } dd { (lines(&term.value)) } }
            },
            Block::Timeline(moments) => ol.timeline {
                @for moment in moments {
                    li {
                        time datetime=(moment.at) { (moment.when) }
                        ul { @for what in &moment.what { li { (what) } } }
                    }
                }
            },
            Block::Command(command) => pre { code { (command) } },
        }
    }
}

/// A value whose lines stay lines, as those of an address.
fn lines(value: &str) -> Markup {
    html! {
        @for (place, line) in value.lines().enumerate() {
            @if place > 0 { br; }
            (line)
        }
    }
}
