//! What happened and what follows, in the order of time.

use jiff::Timestamp;
use maud::{Markup, html};

/// On which side of now something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Past,
    Now,
    Future,
}

/// One moment.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    /// When, for machines.
    pub(crate) at: Timestamp,
    /// When, in words.
    pub(crate) day: String,
    /// What.
    pub(crate) what: Markup,
    /// Whether it has been.
    pub(crate) when: When,
}

/// A timeline; `word` says of each side of now what it is, to those who do not see the line.
pub(crate) fn timeline(moments: &[Moment], word: impl Fn(When) -> String) -> Markup {
    html! {
        ol.timeline {
            @for it in moments {
                li class=(match it.when { When::Past => "past", When::Now => "now", When::Future => "future" }) {
                    p.timeline-day {
                        time datetime=(it.at) { (it.day) }
                        span.unseen { " (" (word(it.when)) ")" }
                    }
                    div { (it.what) }
                }
            }
        }
    }
}
