//! For courts, ombudsmen and auditors: counts, laws with findings, who looked at what, the ledger.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;
use writ_law::finding::Finding;
use writ_law::regime::Regime;
use writ_registry::evidence::proof::LedgerStatus;
use writ_registry::{AccessLine, CampaignStatus, Published, Seen};

use super::campaign::by_ground;
use crate::portal::component::{
    Bar, Button, Field, Form, Row, Table, chart, details, inset, link, summary, tag,
};
use crate::portal::layout::{Frame, Page};
use crate::portal::person::record::by;

/// Counts by kind, over the days that were published. A number that is not told is left out, and
/// how often that was so is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) kinds: BTreeMap<String, u64>,
    pub(crate) untold: u64,
    pub(crate) days: u64,
}

impl Counts {
    /// Adds up what is published.
    pub(crate) fn of(all: &[Published]) -> Self {
        let mut counts = Self::default();
        for published in all {
            let Ok(content) = serde_json::from_str::<Value>(&published.content) else {
                continue;
            };
            if content.get("form").and_then(Value::as_str) != Some("writ/aggregates/1") {
                continue;
            }
            counts.days += 1;
            let of_day = content.get("counts").and_then(Value::as_object);
            for (kind, count) in of_day.into_iter().flatten() {
                match count.as_u64() {
                    Some(count) => *counts.kinds.entry(kind.clone()).or_default() += count,
                    None => counts.untold += 1,
                }
            }
        }
        counts
    }

    /// What a reader sees of it: acts of each kind.
    pub(crate) fn chart(&self, frame: &Frame) -> Markup {
        let bars: Vec<Bar> = self
            .kinds
            .iter()
            .map(|(kind, count)| Bar {
                name: kind_name(frame, kind),
                count: u32::try_from(*count).unwrap_or(u32::MAX),
            })
            .collect();
        html! {
            @if self.days == 0 { (inset(&html! { p { (frame.word("aggregates-none")) } })) }
            @else {
                (chart(&frame.word("aggregates-acts"), (&frame.word("act-kind"), &frame.word("how-many")), &bars))
                p.quiet { (frame.say("aggregates-days", [("n", self.days.into())])) " " (frame.say("aggregates-untold", [("n", self.untold.into())])) }
            }
        }
    }
}

fn kind_name(frame: &Frame, kind: &str) -> String {
    match writ_law::event::EventKind::from_word(kind) {
        Some(kind) => frame.words.law().happened(kind),
        None => frame
            .words
            .maybe_one_of("aggregate", kind)
            .unwrap_or_else(|| kind.to_owned()),
    }
}

/// What oversight sees first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overview<'a> {
    pub(crate) campaigns: &'a [CampaignStatus],
    pub(crate) published: &'a [Published],
    pub(crate) ledger: &'a LedgerStatus,
    pub(crate) witnesses: &'a [(String, String)],
}

/// The overview.
pub(crate) fn page(frame: &Frame, told: &Overview<'_>) -> Markup {
    let mut judged: BTreeMap<&str, u64> = BTreeMap::new();
    let mut grounds: BTreeMap<String, u64> = BTreeMap::new();
    for status in told.campaigns {
        let Some(tally) = &status.candidates else {
            continue;
        };
        let sum = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
        *judged.entry("count-eligible").or_default() += sum(&tally.eligible);
        *judged.entry("count-ineligible").or_default() += sum(&tally.ineligible);
        *judged.entry("count-held").or_default() += sum(&tally.held);
        *judged.entry("count-issued").or_default() += sum(&status.issued.issued);
        *judged.entry("count-turned-away").or_default() += sum(&status.issued.turned_away);
        for (ground, count) in tally.ineligible.iter().chain(&status.issued.turned_away) {
            *grounds.entry(ground.clone()).or_default() += count;
        }
    }
    let bars = |counts: Vec<(String, u64)>| -> Vec<Bar> {
        let bar = |(name, count): (String, u64)| Bar {
            name,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        };
        counts.into_iter().map(bar).collect()
    };
    let judged = bars(
        judged
            .into_iter()
            .map(|(key, n)| (frame.word(key), n))
            .collect(),
    );
    let grounds = by_ground(frame, &grounds);
    let heads = (frame.word("ground"), frame.word("how-many"));
    let inside = html! {
        ul {
            li { (link("/oversight/regimes", &frame.word("oversight-regimes"))) }
            li { (link("/oversight/access", &frame.word("oversight-access"))) }
            li { (link("/office/campaigns", &frame.word("nav-campaigns"))) }
        }
        (chart(&frame.word("oversight-campaigns"), (&frame.word("act-kind"), &heads.1), &judged))
        @if !grounds.is_empty() { (chart(&frame.word("oversight-grounds"), (&heads.0, &heads.1), &grounds)) }
        h2 { (frame.word("aggregates")) }
        (Counts::of(told.published).chart(frame))
        h2 { (frame.word("oversight-ledger")) }
        (ledger(frame, told.ledger, told.witnesses))
    };
    Page::new(frame, frame.word("nav-oversight")).of(&inside)
}

/// How far the ledger is, and who watches it.
pub(crate) fn ledger(
    frame: &Frame,
    status: &LedgerStatus,
    witnesses: &[(String, String)],
) -> Markup {
    let mut rows = vec![
        Row::marked(
            frame.word("ledger-origin"),
            html! { span.code { (status.origin) } },
        ),
        Row::new(frame.word("ledger-size"), status.size.to_string()),
        Row::new(frame.word("ledger-witnessed"), status.witnessed.to_string()),
        Row::new(frame.word("ledger-waiting"), status.waiting.to_string()),
    ];
    if let Some(at) = status.witnessed_at {
        rows.push(Row::new(
            frame.word("ledger-witnessed-at"),
            frame.moment(at),
        ));
    }
    html! {
        (summary(&rows))
        @if witnesses.is_empty() { (inset(&html! { p { (frame.word("ledger-unwitnessed")) } })) }
        @else {
            h3 { (frame.word("ledger-witnesses")) }
            ul { @for (name, url) in witnesses { li { (name) " " span.code { (url) } } } }
        }
    }
}

/// The laws, with what the checks find in each.
pub(crate) fn regimes(frame: &Frame, all: &[(&Regime, std::sync::Arc<Vec<Finding>>)]) -> Markup {
    let inside = html! {
        p { (frame.word("regimes-means")) }
        @for (regime, findings) in all {
            section {
                h2 { (regime.name()) }
                p lang=(regime.tree().regime.lang) { (regime.tree().regime.title) }
                (summary(&[
                    Row::new(frame.word("regime-version"), regime.version()),
                    Row::marked(frame.word("regime-digest"), html! { span.code { (regime.digest()) } }),
                ]))
                p { (link(&format!("/public/regimes/{}", regime.name()), &frame.word("law-in-words"))) }
                p {
                    @if findings.is_empty() { (tag("good", &frame.word("findings-none"))) }
                    @else { (tag("bad", &frame.say("findings-count", [("n", findings.len().into())]))) }
                }
                @if !findings.is_empty() {
                    (details(&frame.word("findings"), &html! {
                        // What checks say stands in one language.
                        ul lang="en" {
                            @for finding in findings.iter() {
                                li {
                                    strong.code { (finding.code) } " " (finding.text)
                                    @if let Some(help) = &finding.help { br; span.quiet { (help) } }
                                }
                            }
                        }
                    }))
                }
            }
        }
    };
    Page::new(frame, frame.word("oversight-regimes"))
        .back("/oversight", frame.word("nav-oversight"))
        .of(&inside)
}

/// What was asked of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) officer: String,
    pub(crate) from: String,
    pub(crate) until: String,
}

/// Who looked at what.
pub(crate) fn access(frame: &Frame, asked: &Asked, lines: &[AccessLine]) -> Markup {
    let mut table = Table::new(
        frame.word("oversight-access"),
        [
            frame.word("asked-at"),
            frame.word("asked-by"),
            frame.word("access-as"),
            frame.word("access-whose"),
            frame.word("access-seen"),
            frame.word("looked-why"),
        ],
    );
    for line in lines {
        let Some(look) = &line.look else {
            let day = frame.words.day(line.day);
            let erased = frame.word("access-erased");
            table.row([
                day.into(),
                line.officer.as_str().into(),
                "".into(),
                erased.into(),
                "".into(),
                "".into(),
            ]);
            continue;
        };
        let seen = match &look.line.seen {
            Seen::File => frame.word("access-file"),
            Seen::Attachment(_) => frame.word("access-attachment"),
        };
        table.row([
            frame.moment(look.line.looked_at).into(),
            line.officer.as_str().into(),
            by(frame, &look.line).into(),
            html! { span.code { (look.person) } }.into(),
            seen.into(),
            look.line.reason.as_str().into(),
        ]);
    }
    let inside = html! {
        (Form::get("/oversight/access").of(&html! {
            (Field::day("from", frame.word("access-from")).value(asked.from.as_str()))
            (Field::day("until", frame.word("access-until")).value(asked.until.as_str()))
            (Field::line("officer", frame.word("access-officer")).value(asked.officer.as_str()).autocomplete("off"))
            (Button::second(frame.word("clock-show")))
        }))
        @if table.is_empty() { (inset(&html! { p { (frame.word("access-none")) } })) }
        @else { (table) }
    };
    Page::new(frame, frame.word("oversight-access"))
        .back("/oversight", frame.word("nav-oversight"))
        .of(&inside)
}
