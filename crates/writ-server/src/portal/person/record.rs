//! My record: what is on file with its sources, how to have it corrected, and who asked or looked.

use maud::{Markup, html};
use writ_law::case::Fact;
use writ_law::truth::Truth;
use writ_notice::Thing;
use writ_registry::{
    CorrectionRequest, ExplainedQuestion, Explanation, LookLine, Offices, RequestOutcome, Told,
};

use crate::portal::component::{
    Button, Choice, Field, Form, Row, Table, Wrong, details, inset, link, success, summary, tag,
};
use crate::portal::layout::{Frame, Page};

/// The last word of each source on each fact; what it said before lies behind it.
pub(crate) fn standing(facts: &[Fact]) -> (Vec<&Fact>, Vec<&Fact>) {
    let later = |one: &Fact, other: &Fact| {
        one.fact == other.fact
            && one.source == other.source
            && (other.at, other.recorded_at) > (one.at, one.recorded_at)
    };
    facts
        .iter()
        .partition(|one| !facts.iter().any(|other| later(one, other)))
}

/// What is on file.
pub(crate) fn page(frame: &Frame, file: &Explanation) -> Markup {
    let (now, before) = standing(&file.facts);
    let asked: Vec<Markup> = file.requests.iter().map(|it| request(frame, it)).collect();
    let inside = html! {
        p { (frame.word("record-means")) }
        (summary(&[Row::marked(frame.word("record-person"), html! { span.code { (file.person) } })]))
        @if now.is_empty() { (inset(&html! { p { (frame.word("record-none")) } })) }
        @else { (facts(frame, &frame.word("record-facts"), &now)) }
        p { (link("/record/corrections", &frame.word("correction-ask"))) }
        @if !asked.is_empty() {
            h2 { (frame.word("correction-asked")) }
            (crate::portal::component::cards(&asked))
        }
        @if !before.is_empty() {
            (details(&frame.word("record-before"), &facts(frame, &frame.word("record-before"), &before)))
        }
        h2 { (frame.word("everything")) }
        p { (frame.word("everything-means")) }
        p { (link("/everything", &frame.word("everything-take"))) }
    };
    Page::new(frame, frame.word("nav-record")).of(&inside)
}

/// A correction that was asked for, and what became of it.
pub(crate) fn request(frame: &Frame, asked: &CorrectionRequest) -> Markup {
    html! {
        h3 { (frame.words.titled(Thing::Fact, &asked.fact)) }
        p { (frame.say("request-should-be", [("says", asked.says.as_str().into()), ("should", asked.should_be.as_str().into())])) }
        p.quiet { (frame.say("receipt-at", [("at", frame.moment(asked.asked_at).into())])) }
        @match &asked.answer {
            None => p { (tag("wait", &frame.say("waits-until", [("until", frame.day(asked.due).into())]))) },
            Some(answer) => {
                p {
                    @match answer.outcome {
                        RequestOutcome::Corrected => (tag("good", &frame.word("request-corrected"))),
                        RequestOutcome::Refused => (tag("plain", &frame.word("request-stands"))),
                    }
                    " " (answer.reason)
                }
            }
        }
    }
}

fn facts(frame: &Frame, caption: &str, facts: &[&Fact]) -> Markup {
    let mut table = Table::new(
        caption,
        [
            frame.word("fact"),
            frame.word("fact-value"),
            frame.word("fact-source"),
            frame.word("fact-at"),
            frame.word("fact-recorded"),
        ],
    );
    for fact in facts {
        table.row([
            frame.words.titled(Thing::Fact, &fact.fact).into(),
            frame.words.law().fact_value(fact).into(),
            frame.words.called(Thing::Who, &fact.source).into(),
            frame.day(fact.at).into(),
            frame.day(fact.recorded_at).into(),
        ]);
    }
    html! { (table) }
}

/// What somebody wrote who asks for a correction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Correction {
    pub(crate) fact: String,
    pub(crate) should_be: String,
    pub(crate) reason: String,
}

impl Correction {
    /// What is wrong with it.
    pub(crate) fn wrong(&self, frame: &Frame, file: &Explanation) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if !file.facts.iter().any(|fact| fact.fact == self.fact) {
            wrong.push(Wrong::new("fact", frame.word("wrong-fact")));
        }
        if self.should_be.trim().is_empty() {
            wrong.push(Wrong::new("should_be", frame.word("wrong-should-be")));
        }
        if self.reason.trim().is_empty() {
            wrong.push(Wrong::new("reason", frame.word("wrong-reason")));
        }
        wrong
    }
}

/// The form by which a correction is asked for.
pub(crate) fn correction(
    frame: &Frame,
    file: &Explanation,
    (written, wrong): (&Correction, &[Wrong]),
) -> Markup {
    let (now, _) = standing(&file.facts);
    let choice = |fact: &&Fact| {
        let name = frame.words.titled(Thing::Fact, &fact.fact);
        let value = frame.words.law().fact_value(fact);
        Choice::new(fact.fact.as_str(), format!("{name}: {value}"))
    };
    let inside = html! {
        p { (frame.word("correction-means")) }
        (Form::post("/record/corrections", &frame.csrf).with_files().of(&html! {
            (Field::select("fact", frame.word("correction-fact"), now.iter().map(choice).collect())
                .value(written.fact.as_str()).among(wrong))
            (Field::line("should_be", frame.word("correction-should-be"))
                .value(written.should_be.as_str()).among(wrong))
            (Field::area("reason", frame.word("correction-reason"))
                .hint(frame.word("act-reason-hint")).value(written.reason.as_str()).among(wrong))
            (Field::files("files", frame.word("act-files")).hint(frame.word("act-files-hint")))
            (Button::first(frame.word("correction-send")))
        }))
    };
    Page::new(frame, frame.word("correction-ask"))
        .back("/record", frame.word("nav-record"))
        .wrong(wrong)
        .of(&inside)
}

/// The receipt for it.
pub(crate) fn correction_receipt(frame: &Frame, handle: &str, written: &Correction) -> Markup {
    let inside = html! {
        (success(&frame.word("receipt-done"), &html! {
            p { (frame.word("receipt-handle")) " " strong.code { (handle) } }
        }))
        (summary(&[
            Row::new(frame.word("correction-fact"), frame.words.titled(Thing::Fact, &written.fact)),
            Row::new(frame.word("correction-should-be"), written.should_be.as_str()),
            Row::new(frame.word("act-reason-said"), written.reason.as_str()),
        ]))
        (inset(&html! { p { (frame.word("correction-next")) } }))
        p { (link("/record", &frame.word("nav-record"))) }
    };
    Page::new(frame, frame.word("correction-done")).of(&inside)
}

/// Who asked about me, and who looked.
pub(crate) fn questions(frame: &Frame, asked: &[ExplainedQuestion], looks: &[LookLine]) -> Markup {
    let inside = html! {
        p { (frame.word("questions-means")) }
        h2 { (frame.word("questions-desks")) }
        @if asked.is_empty() { p { (frame.word("questions-none")) } }
        @else { (desks(frame, asked)) }
        h2 { (frame.word("questions-looks")) }
        @if looks.is_empty() { p { (frame.word("looks-none")) } }
        @else {
            @let table = looked(frame, looks);
            (table)
        }
        p { (frame.word("questions-wrong")) }
    };
    Page::new(frame, frame.word("nav-questions")).of(&inside)
}

fn desks(frame: &Frame, asked: &[ExplainedQuestion]) -> Markup {
    let mut table = Table::new(
        frame.word("questions-desks"),
        [
            frame.word("asked-at"),
            frame.word("asked-by"),
            frame.word("asked-what"),
            frame.word("asked-for"),
            frame.word("asked-told"),
        ],
    );
    let mut latest: Vec<&ExplainedQuestion> = asked.iter().collect();
    latest.sort_by_key(|question| std::cmp::Reverse(question.asked_at));
    for question in latest {
        let (tone, key) = match question.told {
            Told::Answer(Truth::Yes) => ("bad", "told-yes"),
            Told::Answer(Truth::No) => ("good", "told-no"),
            Told::Answer(Truth::Unknown) => ("plain", "told-unknown"),
            Told::Refused => ("plain", "told-refused"),
        };
        let told = html! {
            (tag(tone, &frame.word(key)))
            @if let Some(at) = question.corrected_at {
                " " (frame.say("told-corrected", [("at", frame.day(at).into())]))
            }
        };
        table.row([
            frame.moment(question.asked_at).into(),
            frame.words.called(Thing::Who, &question.desk).into(),
            frame.words.called(Thing::Measure, &question.measure).into(),
            frame.words.called(Thing::Purpose, &question.purpose).into(),
            told.into(),
        ]);
    }
    html! { (table) }
}

fn looked(frame: &Frame, looks: &[LookLine]) -> Table {
    let mut table = Table::new(
        frame.word("questions-looks"),
        [
            frame.word("asked-at"),
            frame.word("looked-by"),
            frame.word("looked-why"),
        ],
    );
    for look in looks {
        table.row([
            frame.moment(look.looked_at).into(),
            by(frame, look).into(),
            look.reason.as_str().into(),
        ]);
    }
    table
}

/// What somebody is who looked, and for which offices: not who, which oversight sees.
pub(crate) fn by(frame: &Frame, look: &LookLine) -> String {
    let roles = look
        .roles
        .iter()
        .map(|role| frame.one_of("role", role.word()));
    let roles = roles.collect::<Vec<_>>().join(", ");
    match &look.offices {
        Offices::All => roles,
        Offices::Only(offices) => {
            let offices: Vec<&str> = offices.iter().map(String::as_str).collect();
            format!("{roles} ({})", offices.join(", "))
        }
    }
}
