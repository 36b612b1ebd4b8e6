//! Recording what happened in a matter.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use writ_law::case::Event;
use writ_law::event::{Attribute, EventKind};
use writ_law::regime::Regime;
use writ_notice::Thing;
use writ_registry::{Happened, Waits};

use super::matter::Told;
use crate::portal::component::{Button, Choice, Field, Form, Wrong, details, link, success};
use crate::portal::layout::{Frame, Page};

/// What an officer records by hand. What persons, campaigns and machines record is not here.
pub(crate) const KINDS: [EventKind; 18] = [
    EventKind::Appeared,
    EventKind::BroughtIn,
    EventKind::Delivered,
    EventKind::Refused,
    EventKind::Absent,
    EventKind::Returned,
    EventKind::Dispatched,
    EventKind::Posted,
    EventKind::Told,
    EventKind::Warned,
    EventKind::Rebutted,
    EventKind::Decided,
    EventKind::Reviewed,
    EventKind::CauseEnded,
    EventKind::EligibilityConfirmed,
    EventKind::FoundIneligible,
    EventKind::Withdrawn,
    EventKind::Died,
];

/// What was written into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    pub(crate) kind: String,
    pub(crate) when: String,
    pub(crate) channel: String,
    pub(crate) place: String,
    pub(crate) to: String,
    pub(crate) by: String,
    pub(crate) effect: String,
    pub(crate) excuse: String,
    pub(crate) outcome: String,
    pub(crate) why: String,
    /// Why the file is open: the look that shows it afterwards carries it.
    pub(crate) reason: String,
}

impl Written {
    /// The event, or what is wrong with it. What a kind does not carry is left out.
    pub(crate) fn event(&self, frame: &Frame, zone: &TimeZone) -> Result<Event, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let kind = EventKind::from_word(&self.kind).filter(|kind| KINDS.contains(kind));
        if kind.is_none() {
            wrong.push(Wrong::new("kind", frame.word("wrong-kind")));
        }
        let at = match self.when.trim() {
            "" => Some(frame.now),
            when => when
                .parse::<DateTime>()
                .ok()
                .and_then(|when| zone.to_ambiguous_timestamp(when).compatible().ok()),
        };
        if at.is_none() {
            wrong.push(Wrong::new("when", frame.word("wrong-when")));
        }
        let (Some(kind), Some(at)) = (kind, at) else {
            return Err(wrong);
        };
        let carries = |attribute: Attribute, text: &str| {
            let text = text.trim();
            let may = kind.attributes().contains(&attribute) && !text.is_empty();
            may.then(|| text.to_owned())
        };
        let mut event = Event::new(String::new(), kind, at);
        event.channel = carries(Attribute::Channel, &self.channel);
        event.place = carries(Attribute::Place, &self.place);
        event.to = carries(Attribute::To, &self.to);
        event.by = carries(Attribute::By, &self.by);
        event.effect = carries(Attribute::Effect, &self.effect);
        event.excuse = carries(Attribute::Excuse, &self.excuse);
        event.outcome = carries(Attribute::Outcome, &self.outcome);
        event.reason = carries(Attribute::Reason, &self.why);
        Ok(event)
    }
}

/// What answers something that waits.
pub(crate) fn answer(
    wait: &Waits,
    (yes, why): (Answer, &str),
    (by, now): (&str, jiff::Timestamp),
) -> Event {
    let kind = match (wait.plea, yes) {
        ("objection", Answer::Yes) => EventKind::ObjectionUpheld,
        ("objection", Answer::No) => EventKind::ObjectionRejected,
        ("non-receipt" | "appearance", _) => EventKind::Judged,
        (_, Answer::Yes) => EventKind::ExcuseAccepted,
        (_, Answer::No) => EventKind::ExcuseRefused,
    };
    let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
    let mut event = Event::new(String::new(), kind, now);
    event.by = Some(wait.decided_by.clone().unwrap_or_else(|| by.to_owned()));
    match kind {
        EventKind::Judged => {
            event.reason = Some(wait.name.clone());
            event.outcome = Some(yes.word().to_owned());
        }
        EventKind::ObjectionUpheld | EventKind::ObjectionRejected => {
            event.remedy = Some(wait.name.clone());
            event.reason = why;
        }
        _ => {
            event.excuse = Some(wait.name.clone());
            event.reason = why;
        }
    }
    event
}

/// An answer to something that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Yes,
    No,
}

impl Answer {
    const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
}

fn optional(frame: &Frame, names: Vec<(String, String)>) -> Vec<Choice> {
    let none = Choice::new("", frame.word("none-of-these"));
    let rest = names
        .into_iter()
        .map(|(name, label)| Choice::new(name, label));
    std::iter::once(none).chain(rest).collect()
}

fn channels(frame: &Frame, regime: &Regime) -> Vec<Choice> {
    let names = regime.tree().channels.iter().map(|channel| {
        let name = channel.name.as_str().to_owned();
        let label = frame.words.titled(Thing::Channel, &name);
        (name, label)
    });
    optional(frame, names.collect())
}

/// The form.
pub(crate) fn form(frame: &Frame, told: &Told<'_>, written: &Written, wrong: &[Wrong]) -> Markup {
    let regime = told.regime;
    let kinds = KINDS.map(|kind| Choice::new(kind.word(), frame.words.law().happened(kind)));
    let measures = regime
        .measures()
        .map(|name| (name.to_owned(), frame.words.titled(Thing::Measure, name)));
    let excuses = regime.tree().excuses.iter().map(|excuse| {
        let name = excuse.name.as_str().to_owned();
        let label = frame.words.titled(Thing::Excuse, &name);
        (name, label)
    });
    let outcomes = ["imposed", "refused", "ended", "extended"]
        .map(|word| (word.to_owned(), frame.one_of("outcome", word)));
    let inside = html! {
        (Form::post(format!("{}/record", told.path()), &frame.csrf)
            .called(frame.word("record-happened"))
            .carrying("reason", told.clocks.reason.as_str())
            .of(&html! {
                (Field::select("kind", frame.word("record-kind"), kinds.to_vec()).value(written.kind.as_str()).among(wrong))
                (Field::moment("when", frame.word("record-when")).hint(frame.word("record-when-hint")).value(written.when.as_str()).among(wrong))
                (Field::select("channel", frame.word("record-channel"), channels(frame, regime)).value(written.channel.as_str()))
                (details(&frame.word("record-more"), &html! {
                    (Field::line("to", frame.word("record-to")).value(written.to.as_str()))
                    (Field::line("place", frame.word("where")).value(written.place.as_str()))
                    (Field::line("by", frame.word("record-by")).value(written.by.as_str()))
                    (Field::select("effect", frame.word("measure"), optional(frame, measures.collect())).value(written.effect.as_str()))
                    (Field::select("outcome", frame.word("record-outcome"), optional(frame, outcomes.to_vec())).value(written.outcome.as_str()))
                    (Field::select("excuse", frame.word("record-excuse"), optional(frame, excuses.collect())).value(written.excuse.as_str()))
                    (Field::area("why", frame.word("decide-why")).value(written.why.as_str()))
                }))
                (Button::first(frame.word("record-send")))
            }))
    };
    html! { h2 { (frame.word("record-happened")) } p { (frame.word("record-happened-means")) } (inside) }
}

/// The form alone, where something is wrong with what was written.
pub(crate) fn again(frame: &Frame, told: &Told<'_>, written: &Written, wrong: &[Wrong]) -> Markup {
    Page::new(frame, frame.word("record-happened-title"))
        .back("/office/find", frame.word("nav-find"))
        .wrong(wrong)
        .of(&form(frame, told, written, wrong))
}

/// It is recorded.
pub(crate) fn done(frame: &Frame, happened: &Happened, told: &Told<'_>) -> Markup {
    let inside = html! {
        (success(&frame.words.law().happened(happened.event.kind), &html! {
            p { (frame.word("receipt-handle")) " " strong.code { (happened.matter) "/" (happened.event.id) } }
            p { (frame.say("receipt-at", [("at", frame.moment(happened.event.recorded_at).into())])) }
            @if happened.corrections > 0 {
                p { (frame.say("record-corrections", [("n", happened.corrections.into())])) }
            }
        }))
        (Form::post(told.path(), &frame.csrf).carrying("reason", told.clocks.reason.as_str())
            .of(&html! { (Button::second(frame.word("record-see"))) }))
        p { (link("/office", &frame.word("nav-today"))) }
    };
    Page::new(frame, frame.word("receipt-done")).of(&inside)
}
