//! Campaigns, from the order to what came of it: counts and grounds, never people.

use std::collections::BTreeMap;

use maud::{Markup, html};
use writ_law::regime::Regime;
use writ_notice::Thing;
use writ_registry::{Appear, CampaignStatus, Kind, Phase, Role};

use crate::portal::component::{
    Bar, Button, Choice, Field, Form, Row, Table, Wrong, button_link, chart, details, inset,
    summary, tag,
};
use crate::portal::layout::{Frame, Page};

/// The word for a phase.
pub(crate) const fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "open",
        Phase::Listed => "listed",
        Phase::Committed => "committed",
        Phase::Drawn => "drawn",
        Phase::Approved => "approved",
        Phase::Issuing => "issuing",
        Phase::Issued => "issued",
        Phase::Withdrawn => "withdrawn",
    }
}

fn phase_tag(frame: &Frame, phase: Phase) -> Markup {
    let tone = match phase {
        Phase::Issued => "good",
        Phase::Withdrawn => "bad",
        _ => "wait",
    };
    tag(tone, &frame.one_of("phase", phase_word(phase)))
}

fn total(counts: &BTreeMap<String, u64>) -> u64 {
    counts.values().sum()
}

/// Every campaign.
pub(crate) fn list(frame: &Frame, all: &[CampaignStatus]) -> Markup {
    let mut table = Table::new(
        frame.word("nav-campaigns"),
        [
            frame.word("campaign"),
            frame.word("phase"),
            frame.word("instrument"),
            frame.word("quota"),
            frame.word("issued-count"),
        ],
    );
    for status in all {
        let id = &status.terms.id;
        let quota: u64 = status.terms.quotas.values().copied().map(u64::from).sum();
        table.row([
            html! { a href=(format!("/office/campaigns/{id}")) { (id) } }.into(),
            phase_tag(frame, status.phase).into(),
            frame
                .words
                .titled(Thing::Instrument, &status.terms.instrument)
                .into(),
            quota.into(),
            total(&status.issued.issued).into(),
        ]);
    }
    let inside = html! {
        @if table.is_empty() { (inset(&html! { p { (frame.word("campaigns-none")) } })) }
        @else { (table) }
        @if frame.is(Role::Officer) { p { (button_link("/office/campaigns/new", &frame.word("campaign-new"))) } }
    };
    Page::new(frame, frame.word("nav-campaigns")).of(&inside)
}

/// One campaign.
pub(crate) fn page(frame: &Frame, status: &CampaignStatus) -> Markup {
    let terms = &status.terms;
    let inside = html! {
        p { (phase_tag(frame, status.phase)) }
        (terms_of(frame, status))
        h2 { (frame.word("campaign-steps")) }
        (steps(frame, status))
        (counts(frame, status))
        @if let Some(committed) = &status.committed {
            (details(&frame.word("campaign-commitment"), &html! {
                p { (frame.word("campaign-commitment-means")) }
                p.code { (committed.digest) }
            }))
        }
        (withdrawal(frame, status))
    };
    Page::new(frame, terms.id.as_str())
        .above(frame.word("campaign"))
        .back("/office/campaigns", frame.word("nav-campaigns"))
        .of(&inside)
}

fn terms_of(frame: &Frame, status: &CampaignStatus) -> Markup {
    let terms = &status.terms;
    let quotas = terms
        .quotas
        .iter()
        .map(|(office, n)| format!("{office}: {n}"));
    let appear = match terms.appear {
        Appear::At(at) => frame.moment(at),
        Appear::After { days, time } => frame.say(
            "appear-after",
            [
                ("days", u64::from(days).into()),
                ("time", time.strftime("%H:%M").to_string().into()),
            ],
        ),
    };
    let mut rows = vec![
        Row::new(frame.word("campaign-order"), terms.order.as_str()),
        Row::marked(
            frame.word("under-law"),
            html! { a href=(format!("/public/regimes/{}", terms.regime)) { (terms.regime) } },
        ),
        Row::new(
            frame.word("instrument"),
            frame.words.titled(Thing::Instrument, &terms.instrument),
        ),
        Row::new(frame.word("quota"), quotas.collect::<Vec<_>>().join(", ")),
        Row::new(
            frame.word("campaign-window"),
            frame.say(
                "from-until",
                [
                    ("from", frame.day(terms.window.from).into()),
                    (
                        "until",
                        frame
                            .words
                            .law()
                            .until_when(terms.window.until, &frame.zone)
                            .into(),
                    ),
                ],
            ),
        ),
        Row::new(frame.word("campaign-appear"), appear),
        Row::new(frame.word("where"), terms.place.as_str()),
        Row::new(frame.word("opened-by"), status.opened_by.as_str()),
    ];
    if let Some(by) = &status.approved_by {
        rows.push(Row::new(frame.word("approved-by"), by.as_str()));
    }
    if let Some((by, why)) = &status.withdrawn {
        let why = why.clone().unwrap_or_default();
        rows.push(Row::new(frame.word("withdrawn-by"), format!("{by}: {why}")));
    }
    summary(&rows)
}

/// The steps of a campaign: those done, the next with its button and what it means, those to come.
fn steps(frame: &Frame, status: &CampaignStatus) -> Markup {
    const STEPS: [(&str, Phase); 5] = [
        ("candidates", Phase::Listed),
        ("commit", Phase::Committed),
        ("draw", Phase::Drawn),
        ("approve", Phase::Approved),
        ("issue", Phase::Issued),
    ];
    let reached = rank(status.phase);
    html! {
        ol.steps {
            @for (word, makes) in STEPS {
                @let done = status.phase != Phase::Withdrawn && reached >= rank(makes);
                @let next = status.phase != Phase::Withdrawn && !done && STEPS.iter().find(|it| rank(it.1) > reached).is_some_and(|it| it.0 == word);
                li.done[done].next[next] {
                    h3 { (frame.one_of("step", word)) " " @if done { (tag("good", &frame.word("step-done"))) } }
                    p { (frame.one_of("step-means", word)) }
                    @if next { (step(frame, status, word)) }
                }
            }
        }
    }
}

const fn rank(phase: Phase) -> u8 {
    match phase {
        Phase::Open => 0,
        Phase::Listed => 1,
        Phase::Committed => 2,
        Phase::Drawn => 3,
        Phase::Approved => 4,
        Phase::Issuing => 5,
        Phase::Issued => 6,
        Phase::Withdrawn => 7,
    }
}

fn step(frame: &Frame, status: &CampaignStatus, word: &str) -> Markup {
    let id = &status.terms.id;
    let form = Form::post(format!("/office/campaigns/{id}/{word}"), &frame.csrf);
    let button = || Button::first(frame.one_of("step", word));
    match word {
        "approve" => html! { p { (frame.word("step-elsewhere")) } },
        _ if !frame.is(Role::Officer) => html! { p { (frame.word("step-officer")) } },
        "draw" if status.kind == Kind::Live => html! { p { (frame.word("step-draw-live")) } },
        "draw" => form.of(&html! {
            (Field::line("seed", frame.word("draw-seed")).hint(frame.word("draw-seed-hint")).autocomplete("off"))
            (button())
        }),
        _ => form.of(&html! { (button()) }),
    }
}

fn counts(frame: &Frame, status: &CampaignStatus) -> Markup {
    let issued = &status.issued;
    html! {
        @if let Some(tally) = &status.candidates {
            h2 { (frame.word("campaign-judged")) }
            ul.counts {
                li { strong { (tally.judged) } (frame.word("count-judged")) }
                li { strong { (total(&tally.eligible)) } (frame.word("count-eligible")) }
                li { strong { (total(&tally.ineligible)) } (frame.word("count-ineligible")) }
                li { strong { (total(&tally.held)) } (frame.word("count-held")) }
            }
            (grounds(frame, "grounds-ineligible", &tally.ineligible))
            (grounds(frame, "grounds-held", &tally.held))
        }
        @if !issued.issued.is_empty() || issued.open_already > 0 || !issued.turned_away.is_empty() {
            h2 { (frame.word("campaign-issued")) }
            ul.counts {
                li { strong { (total(&issued.issued)) } (frame.word("count-issued")) }
                li { strong { (issued.posted) } (frame.word("count-posted")) }
                li { strong { (total(&issued.paper)) } (frame.word("count-paper")) }
                li { strong { (total(&issued.turned_away)) } (frame.word("count-turned-away")) }
                li { strong { (total(&issued.held)) } (frame.word("count-held")) }
            }
            (grounds(frame, "grounds-turned-away", &issued.turned_away))
            (grounds(frame, "grounds-refused", &issued.refused))
        }
    }
}

/// Counts by ground, each fact with what it says. Somebody may stand under several.
pub(crate) fn by_ground(frame: &Frame, counts: &BTreeMap<String, u64>) -> Vec<Bar> {
    let mut each: BTreeMap<String, u64> = BTreeMap::new();
    for (together, count) in counts {
        for ground in together.split(", ") {
            *each.entry(said_ground(frame, ground)).or_default() += count;
        }
    }
    each.into_iter()
        .map(|(name, count)| Bar {
            name,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        })
        .collect()
}

/// A ground as it is counted: `fitness stale`, or a word of its own.
fn said_ground(frame: &Frame, ground: &str) -> String {
    let told = ground.rsplit_once(' ').and_then(|(fact, why)| {
        let why = frame.words.maybe_one_of("why-not", why)?;
        Some(format!("{}: {why}", frame.words.titled(Thing::Fact, fact)))
    });
    let known = told.or_else(|| frame.words.maybe_one_of("ground-is", ground));
    known.unwrap_or_else(|| frame.words.titled(Thing::Fact, ground))
}

fn grounds(frame: &Frame, title: &str, counts: &BTreeMap<String, u64>) -> Markup {
    let bars = by_ground(frame, counts);
    html! {
        @if !bars.is_empty() {
            (chart(&frame.word(title), (&frame.word("ground"), &frame.word("how-many")), &bars))
            p.quiet { (frame.word("grounds-several")) }
        }
    }
}

fn withdrawal(frame: &Frame, status: &CampaignStatus) -> Markup {
    let may = frame.is(Role::Officer) || frame.is(Role::Approver);
    html! {
        @if may && status.phase != Phase::Withdrawn {
            h2 { (frame.word("withdraw")) }
            p { (frame.word("withdraw-means")) }
            (details(&frame.word("withdraw"), &Form::post(format!("/office/campaigns/{}/withdraw", status.terms.id), &frame.csrf)
                .of(&html! {
                    (Field::area("reason", frame.word("decide-why")))
                    (Button::grave(frame.word("withdraw-do")))
                })))
        }
    }
}

/// What was written to open a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) order: String,
    pub(crate) what: String,
    pub(crate) quotas: String,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) days: String,
    pub(crate) time: String,
    pub(crate) place: String,
}

/// The form by which one is opened.
pub(crate) fn form(
    frame: &Frame,
    regimes: &[std::sync::Arc<Regime>],
    (written, wrong): (&Written, &[Wrong]),
) -> Markup {
    let what = regimes.iter().flat_map(|regime| {
        let instruments = regime.tree().instruments.iter();
        instruments.map(|instrument| {
            let name = instrument.name.as_str();
            let label = format!(
                "{} ({})",
                frame.words.titled(Thing::Instrument, name),
                regime.name()
            );
            Choice::new(format!("{} {name}", regime.name()), label)
        })
    });
    let or = |written: &str, usual: &str| -> String {
        let written = if written.is_empty() { usual } else { written };
        written.to_owned()
    };
    let inside = html! {
        (Form::post("/office/campaigns/new", &frame.csrf).of(&html! {
            (Field::line("id", frame.word("campaign-id")).hint(frame.word("campaign-id-hint")).value(written.id.as_str()).among(wrong))
            (Field::area("order", frame.word("campaign-order")).hint(frame.word("campaign-order-hint")).value(written.order.as_str()).among(wrong))
            (Field::select("what", frame.word("instrument"), what.collect()).value(written.what.as_str()).among(wrong))
            (Field::area("quotas", frame.word("quota")).hint(frame.word("quota-hint")).value(written.quotas.as_str()).among(wrong))
            (Field::day("from", frame.word("campaign-from")).value(written.from.as_str()).among(wrong))
            (Field::day("until", frame.word("campaign-until")).value(written.until.as_str()).among(wrong))
            (Field::number("days", frame.word("campaign-days")).value(or(&written.days, "10")).among(wrong))
            (Field::line("time", frame.word("campaign-time")).value(or(&written.time, "09:00")).among(wrong))
            (Field::line("place", frame.word("where")).hint(frame.word("campaign-place-hint")).value(written.place.as_str()))
            (Button::first(frame.word("campaign-open")))
        }))
    };
    Page::new(frame, frame.word("campaign-new"))
        .back("/office/campaigns", frame.word("nav-campaigns"))
        .wrong(wrong)
        .of(&inside)
}
