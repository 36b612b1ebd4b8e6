//! Today: what is due, what is stuck, what waits for a decision or for a second officer.

use maud::{Markup, html};
use writ_law::tree::ClaimKind;
use writ_notice::Thing;
use writ_registry::{Docket, DocketEntry, DocketKind, Role, Urgency, What};

use crate::portal::component::{Table, inset, link, pages, tag};
use crate::portal::layout::{Frame, Page};

/// What the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// Everything.
    Today,
    /// What people asked or said.
    Claims,
}

/// The page.
pub(crate) fn page(frame: &Frame, docket: &Docket, about: About) -> Markup {
    let kinds: &[(DocketKind, &str)] = match about {
        About::Today => &[
            (DocketKind::Due, "today-due"),
            (DocketKind::Stuck, "today-stuck"),
            (DocketKind::Decision, "today-waiting"),
            (DocketKind::SecondEyes, "today-second"),
        ],
        About::Claims => &[(DocketKind::Decision, "today-waiting")],
    };
    let (title, means, path) = match about {
        About::Today => ("nav-today", "today-means", "/office"),
        About::Claims => ("nav-claims", "claims-means", "/office/claims"),
    };
    let next = docket
        .next
        .as_ref()
        .map(|next| format!("{path}?after={next}"));
    let inside = html! {
        p { (frame.word(means)) }
        @if about == About::Today {
            ul.counts {
                @for (kind, key) in kinds {
                    li { strong { (docket.counts.get(kind.word()).copied().unwrap_or_default()) } (frame.word(key)) }
                }
            }
        }
        @for (kind, key) in kinds {
            @let lines: Vec<&DocketEntry> = docket.lines.iter().filter(|it| it.line.kind == *kind).collect();
            @if lines.is_empty() {
                h2 { (frame.word(key)) }
                (inset(&html! { p { (frame.word(if about == About::Claims { "claims-none" } else { "today-none" })) } }))
            } @else { (table(frame, &frame.word(key), &lines)) }
        }
        @if about == About::Today && frame.is(Role::Officer) { p { (link("/office/carrier", &frame.word("carrier-title"))) } }
        (pages(frame.words, frame.path.contains("after=").then_some(path), next.as_deref()))
    };
    Page::new(frame, frame.word(title)).of(&inside)
}

fn table(frame: &Frame, caption: &str, lines: &[&DocketEntry]) -> Markup {
    let mut table = Table::new(
        caption,
        [
            frame.word("today-what"),
            frame.word("today-by"),
            frame.word("office"),
            frame.word("today-person"),
        ],
    );
    for entry in lines {
        let line = &entry.line;
        let tone = match entry.urgency {
            Urgency::Overdue => "bad",
            Urgency::Today => "wait",
            _ => "plain",
        };
        let by = match line.by {
            Some(due) => tag(tone, &frame.moment(due)),
            None => html! {},
        };
        let of = match (&line.person, &line.campaign) {
            (Some(person), _) => html! {
                a href=(format!("/office/find?person={}", escaped(person))) {
                    span.unseen { (frame.say("today-open", [("person", "".into())])) } span.code { (person) }
                }
            },
            (None, Some(campaign)) => {
                let path = if frame.is(Role::Approver) {
                    "/approvals".to_owned()
                } else {
                    format!("/office/campaigns/{campaign}")
                };
                link(&path, campaign)
            }
            (None, None) => html! {},
        };
        table.row([
            what(frame, &line.what).into(),
            by.into(),
            line.offices.join(", ").into(),
            of.into(),
        ]);
    }
    html! { (table) }
}

fn escaped(person: &str) -> String {
    url::form_urlencoded::byte_serialize(person.as_bytes()).collect()
}

fn what(frame: &Frame, what: &What) -> String {
    let channel = |name: &str| -> String { frame.words.called(Thing::Channel, name) };
    let words = frame.words;
    match what {
        What::Duty { duty } => words.titled(Thing::Duty, duty),
        What::Warning { warning } => {
            frame.say("docket-warning", [("warning", warning.as_str().into())])
        }
        What::Unsent { channel: None } => frame.word("docket-unsent"),
        What::Unsent {
            channel: Some(name),
        } => frame.say("docket-unsent-on", [("channel", channel(name).into())]),
        What::Returned { channel: name } => {
            frame.say("docket-returned", [("channel", channel(name).into())])
        }
        What::Failed { channel: name } => {
            frame.say("docket-failed", [("channel", channel(name).into())])
        }
        What::NextChannel { tried, next } => frame.say(
            "docket-next",
            [
                ("tried", channel(tried).into()),
                ("next", channel(next).into()),
            ],
        ),
        What::LadderOver { tried } => frame.say("docket-over", [("tried", channel(tried).into())]),
        What::Excuse { excuse } => frame.say(
            "docket-excuse",
            [("excuse", words.called(Thing::Excuse, excuse).into())],
        ),
        What::Exception { exception } => frame.say(
            "docket-exception",
            [("exception", exception.as_str().into())],
        ),
        What::Objection { remedy } => frame.say(
            "docket-objection",
            [("remedy", words.called(Thing::Remedy, remedy).into())],
        ),
        What::Claim {
            claim: ClaimKind::NonReceipt,
        } => frame.word("docket-non-receipt"),
        What::Claim {
            claim: ClaimKind::Appearance,
        } => frame.word("docket-appearance"),
        What::Correction { fact, .. } => frame.say(
            "docket-correction",
            [("fact", words.called(Thing::Fact, fact).into())],
        ),
        What::Approval { opened_by } => {
            frame.say("docket-approval", [("by", opened_by.as_str().into())])
        }
        What::Review { withdrawn_by } => {
            frame.say("docket-review", [("by", withdrawn_by.as_str().into())])
        }
    }
}
