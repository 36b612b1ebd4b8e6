//! For everyone: figures, the law in plain words, status, and how to check a proof.

use maud::{Markup, html};
use writ_law::regime::Regime;
use writ_law::tree::Status;
use writ_notice::law;
use writ_registry::Published;
use writ_registry::evidence::proof::LedgerStatus;

use super::component::{Row, details, inset, link, summary, tag};
use super::layout::{Frame, Page};
use super::office::oversight::{Counts, ledger};

/// The figures, and the laws.
pub(crate) fn page(
    frame: &Frame,
    regimes: &[std::sync::Arc<Regime>],
    published: &[Published],
) -> Markup {
    let inside = html! {
        p { (frame.word("public-means")) }
        h2 { (frame.word("public-laws")) }
        ul {
            @for regime in regimes {
                li {
                    (link(&format!("/public/regimes/{}", regime.name()), regime.name())) ": "
                    span lang=(regime.tree().regime.lang) { (regime.tree().regime.title) }
                }
            }
        }
        h2 { (frame.word("aggregates")) }
        p { (frame.word("public-small")) }
        (Counts::of(published).chart(frame))
    };
    Page::new(frame, frame.word("footer-public")).of(&inside)
}

/// A law in plain words.
pub(crate) fn regime(frame: &Frame, regime: &Regime) -> Markup {
    let tree = regime.tree();
    let sentences = law::explain(tree, frame.words.law());
    let mut topics: Vec<(&str, Vec<&law::Sentence>)> = Vec::new();
    for sentence in &sentences {
        match topics.last_mut() {
            Some((about, under)) if *about == sentence.about => under.push(sentence),
            _ => topics.push((&sentence.about, vec![sentence])),
        }
    }
    let status = match tree.regime.status {
        Status::Reported => "law-reported",
        Status::Illustrative => "law-illustrative",
        Status::Adopted { .. } => "law-adopted",
    };
    let inside = html! {
        p lang=(tree.regime.lang) { (tree.regime.title) }
        p { (tag("plain", &frame.word(status))) }
        (summary(&[
            Row::new(frame.word("regime-version"), regime.version()),
            Row::marked(frame.word("regime-digest"), html! { span.code { (regime.digest()) } }),
        ]))
        @for (about, under) in &topics {
            section {
                h2 { (about) }
                @for sentence in under {
                    p {
                        (sentence.says)
                        @if !sentence.cite.is_empty() { " " span.quiet { "[" (sentence.cite.join(", ")) "]" } }
                    }
                }
            }
        }
        (details(&frame.word("law-sources"), &html! {
            ul { @for source in &tree.sources { li { strong.code { (source.name.as_str()) } @for says in &source.says { br; q { (says) } } } } }
            @if !tree.assumptions.is_empty() {
                h2 { (frame.word("law-assumptions")) }
                ul { @for it in &tree.assumptions { li { (it.text) } } }
            }
        }))
    };
    Page::new(frame, regime.name())
        .above(frame.word("law-in-words"))
        .back("/public", frame.word("footer-public"))
        .of(&inside)
}

/// Status and outages.
pub(crate) fn status(frame: &Frame, told: &LedgerStatus, witnesses: &[(String, String)]) -> Markup {
    let inside = html! {
        p { (tag("good", &frame.word("status-up"))) }
        p { (frame.say("status-now", [("at", frame.moment(frame.now).into())])) }
        (inset(&html! { p { (frame.word("status-outages")) } }))
        h2 { (frame.word("oversight-ledger")) }
        p { (frame.word("ledger-means")) }
        (ledger(frame, told, witnesses))
    };
    Page::new(frame, frame.word("footer-status")).of(&inside)
}

/// How to check a proof without the registry.
pub(crate) fn proof(frame: &Frame, policy: &str) -> Markup {
    let inside = html! {
        p { (frame.word("proof-means")) }
        h2 { (frame.word("proof-shows")) }
        ul {
            li { (frame.word("proof-shows-posted")) }
            li { (frame.word("proof-shows-when")) }
            li { (frame.word("proof-shows-text")) }
            li { (frame.word("proof-shows-not")) }
        }
        h2 { (frame.word("proof-how")) }
        ol {
            li { (frame.word("proof-get")) }
            li { (frame.word("proof-program")) pre { code { "cargo install --path crates/writ" } } }
            li { (frame.word("proof-run")) pre { code { "writ proof verify notice.pdf --policy policy.txt" } } }
            li { (frame.word("proof-read")) }
        }
        h2 { (frame.word("proof-policy")) }
        p { (frame.word("proof-policy-means")) }
        pre tabindex="0" { code { (policy) } }
    };
    Page::new(frame, frame.word("footer-proof")).of(&inside)
}
