//! What is said apart from the rest.

use maud::{Markup, html};

/// Something that the reader must not miss, with its heading.
pub(crate) fn notice(heading: &str, inside: &Markup) -> Markup {
    html! { section.notice { h2 { (heading) } (inside) } }
}

/// Something that went as it should.
pub(crate) fn success(heading: &str, inside: &Markup) -> Markup {
    html! { div.success role="status" { p.success-heading { (heading) } (inside) } }
}

/// A warning in one sentence. `word` says that it is one, to those who do not see the mark.
pub(crate) fn warning(word: &str, text: &str) -> Markup {
    html! { p.warning { span.warning-mark aria-hidden="true" { "!" } strong { span.unseen { (word) " " } (text) } } }
}

/// Something set apart.
pub(crate) fn inset(inside: &Markup) -> Markup {
    html! { div.inset { (inside) } }
}

/// More, for those who want to know.
pub(crate) fn details(summary: &str, inside: &Markup) -> Markup {
    html! { details { summary { (summary) } div.details { (inside) } } }
}

/// A state in a word. `tone` is one of `plain`, `good`, `bad`, `wait`.
pub(crate) fn tag(tone: &'static str, text: &str) -> Markup {
    html! { strong class=(format!("tag tag-{tone}")) { (text) } }
}
