//! What a person can do in a matter: said once, looked over once, sent once, and then a receipt.

use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use writ_law::regime::Regime;
use writ_law::tree::ClaimKind;
use writ_notice::Thing;
use writ_registry::{Accepted, ExplainedMatter, Happened, NewAttachment, OpenNow, OwnAct};

use crate::portal::component::{
    Button, Choice, Field, Form, Row, Wrong, details, inset, link, success, summary,
};
use crate::portal::layout::{Frame, Page};

/// Something that a person can do in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Asks for another date.
    AnotherDate,
    /// Gives a reason for not appearing.
    Excuse,
    /// Objects.
    Objection,
    /// Says that they came.
    Appeared,
    /// Says that nothing reached them.
    NotReceived,
}

impl Act {
    /// Every act, in the order in which they are offered.
    pub(crate) const ALL: [Self; 5] = [
        Self::AnotherDate,
        Self::Excuse,
        Self::Objection,
        Self::Appeared,
        Self::NotReceived,
    ];

    /// The word for it, in addresses.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::AnotherDate => "another-date",
            Self::Excuse => "excuse",
            Self::Objection => "objection",
            Self::Appeared => "appeared",
            Self::NotReceived => "not-received",
        }
    }

    /// The act of this word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }
}

/// What is open to the person now, each with its last instant.
pub(crate) fn open(now: &OpenNow) -> Vec<(Act, Option<Timestamp>)> {
    let mut open = Vec::new();
    for act in Act::ALL {
        let choices = choices(act, now);
        let is_open = match act {
            Act::AnotherDate | Act::Excuse | Act::Objection => !choices.is_empty(),
            Act::Appeared => now.claims.contains(&ClaimKind::Appearance),
            Act::NotReceived => now.claims.contains(&ClaimKind::NonReceipt),
        };
        if is_open {
            let last = choices.iter().map(|choice| choice.1).max();
            open.push((act, last.flatten()));
        }
    }
    open
}

/// What an act chooses among: excuses or remedies of the law, each with its last instant.
fn choices(act: Act, now: &OpenNow) -> Vec<(String, Option<Timestamp>)> {
    let excuses = now.excuses.iter();
    match act {
        Act::AnotherDate => excuses
            .filter(|it| it.accepted == Accepted::SetsAnotherDay)
            .map(|it| (it.excuse.clone(), it.until))
            .collect(),
        Act::Excuse => {
            let exceptions = now.exceptions.iter().map(|it| (it.exception.clone(), None));
            let excuses = excuses.map(|it| (it.excuse.clone(), it.until));
            excuses.chain(exceptions).collect()
        }
        Act::Objection => {
            let remedies = now.remedies.iter();
            remedies.map(|it| (it.remedy.clone(), it.until)).collect()
        }
        Act::Appeared | Act::NotReceived => Vec::new(),
    }
}

/// What somebody wrote into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) choice: String,
    pub(crate) day: String,
    pub(crate) reason: String,
}

/// What somebody said, as it can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The excuse or the remedy, where the act chooses one.
    pub(crate) choice: Option<String>,
    /// The day asked for, or the time at which they came.
    pub(crate) day: Option<Date>,
    /// Why, in their own words.
    pub(crate) reason: Option<String>,
}

/// The matter that an act is in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Acting<'a> {
    pub(crate) act: Act,
    pub(crate) matter: &'a ExplainedMatter,
    pub(crate) regime: &'a Regime,
}

const LONGEST_REASON: usize = 4_000;

impl Acting<'_> {
    fn path(&self) -> String {
        format!("/notices/{}/{}", self.matter.matter.id, self.act.word())
    }

    fn choices(&self) -> Vec<(String, Option<Timestamp>)> {
        choices(self.act, &self.matter.open)
    }

    /// Whether the act is open.
    pub(crate) fn is_open(&self) -> bool {
        let mut open = open(&self.matter.open).into_iter();
        open.any(|(act, _)| act == self.act)
    }

    const fn thing(&self) -> Thing {
        match self.act {
            Act::Objection => Thing::Remedy,
            _ => Thing::Excuse,
        }
    }

    /// What is written, as it can be sent, or what is wrong with it.
    pub(crate) fn said(&self, frame: &Frame, written: &Written) -> Result<Said, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let choices = self.choices();
        let choice = match choices.as_slice() {
            [] => None,
            [only] => Some(only.0.clone()),
            several => {
                let chosen = several.iter().find(|it| it.0 == written.choice);
                if chosen.is_none() {
                    wrong.push(Wrong::new("choice", frame.word("wrong-choice")));
                }
                chosen.map(|it| it.0.clone())
            }
        };
        let reason = written.reason.trim();
        if reason.chars().count() > LONGEST_REASON {
            wrong.push(Wrong::new("reason", frame.word("wrong-long")));
        }
        let must_say = matches!(self.act, Act::AnotherDate | Act::Excuse | Act::Objection);
        if reason.is_empty() && must_say {
            wrong.push(Wrong::new("reason", frame.word("wrong-reason")));
        }
        let asks_day = matches!(self.act, Act::AnotherDate | Act::Appeared);
        let day = written.day.trim().parse::<Date>().ok().filter(|_| asks_day);
        if asks_day && day.is_none() {
            wrong.push(Wrong::new("day", frame.word("wrong-day")));
        }
        if wrong.is_empty() {
            let reason = (!reason.is_empty()).then(|| reason.to_owned());
            Ok(Said {
                choice,
                day,
                reason,
            })
        } else {
            Err(wrong)
        }
    }

    /// The form.
    pub(crate) fn form(&self, frame: &Frame, written: &Written, wrong: &[Wrong]) -> Markup {
        let choices = self.choices();
        let thing = self.thing();
        let inside = html! {
            p { (frame.one_of("act-means", self.act.word())) }
            (Form::post(self.path(), &frame.csrf).carrying("step", "check").of(&html! {
                @if choices.len() > 1 {
                    (Field::radios("choice", frame.one_of("act-choice", self.act.word()), choices.iter().map(|(name, until)| {
                        let choice = Choice::new(name.as_str(), frame.words.titled(thing, name));
                        match until {
                            None => choice,
                            Some(until) => {
                                let until = frame.words.law().until_when(*until, self.regime.zone());
                                choice.hint(frame.say("act-until", [("until", until.into())]))
                            }
                        }
                    }).collect()).value(written.choice.as_str()).among(wrong))
                }
                @match self.act {
                    Act::AnotherDate => (Field::day("day", frame.word("act-day")).hint(frame.word("act-day-hint")).value(written.day.as_str()).among(wrong)),
                    Act::Appeared => (Field::day("day", frame.word("act-came")).hint(frame.word("act-came-hint")).value(written.day.as_str()).among(wrong)),
                    _ => {}
                }
                (Field::area("reason", frame.one_of("act-reason", self.act.word()))
                    .hint(frame.word("act-reason-hint")).value(written.reason.as_str()).among(wrong))
                (Button::first(frame.word("act-check")))
            }))
            (details(&frame.word("act-help"), &html! { p { (frame.word("acts-elsewhere")) } }))
        };
        Page::new(frame, frame.one_of("act", self.act.word()))
            .above(
                frame
                    .words
                    .titled(Thing::Instrument, &self.matter.matter.instrument),
            )
            .back(
                format!("/notices/{}", self.matter.matter.id),
                frame.word("back-notice"),
            )
            .wrong(wrong)
            .of(&inside)
    }

    fn rows(&self, frame: &Frame, said: &Said) -> Vec<Row> {
        let change = |row: Row| row.change(self.path(), frame.word("change"));
        let mut rows = vec![Row::new(
            frame.word("what"),
            frame.one_of("act", self.act.word()),
        )];
        if let Some(choice) = &said.choice {
            let label = frame.one_of("act-chosen", self.act.word());
            rows.push(Row::new(label, frame.words.titled(self.thing(), choice)));
        }
        if let Some(day) = said.day {
            let words = frame.words.day(day);
            rows.push(change(Row::new(frame.word("act-day-said"), words)));
        }
        let reason = said.reason.clone();
        let reason = reason.unwrap_or_else(|| frame.word("nothing-said"));
        rows.push(change(Row::new(frame.word("act-reason-said"), reason)));
        rows
    }

    /// What was said, as the registry takes it.
    pub(crate) fn own_act(&self, said: Said, attachments: Vec<NewAttachment>) -> OwnAct {
        let matter = self.matter.matter.id.clone();
        let reason = said.reason.unwrap_or_default();
        let choice = said.choice.unwrap_or_default();
        match (self.act, said.day) {
            (Act::AnotherDate | Act::Excuse, another_day) => OwnAct::ExcuseClaimed {
                matter,
                excuse: choice,
                another_day,
                reason,
                attachments,
            },
            (Act::Objection, _) => OwnAct::Objected {
                matter,
                remedy: choice,
                measure: None,
                reason,
                attachments,
            },
            (Act::Appeared, on) => OwnAct::AppearanceClaimed {
                matter,
                // Nobody gets here without a day: it is asked for.
                on: on.unwrap_or_default(),
                reason,
                attachments,
            },
            (Act::NotReceived, _) => OwnAct::NonReceiptClaimed {
                matter,
                reason,
                attachments,
            },
        }
    }

    /// What was said, to be looked over, with files that show it.
    pub(crate) fn check(&self, frame: &Frame, (written, said): (&Written, &Said)) -> Markup {
        let inside = html! {
            p { (frame.word("check-means")) }
            (summary(&self.rows(frame, said)))
            (Form::post(self.path(), &frame.csrf)
                .with_files()
                .carrying("step", "send")
                .carrying("choice", written.choice.as_str())
                .carrying("day", written.day.as_str())
                .carrying("reason", written.reason.as_str())
                .of(&html! {
                    (Field::files("files", frame.word("act-files")).hint(frame.word("act-files-hint")))
                    p { (frame.word("check-true")) }
                    (Button::first(frame.word("act-send")))
                }))
        };
        Page::new(frame, frame.word("check-title"))
            .above(frame.one_of("act", self.act.word()))
            .back(self.path(), frame.word("back"))
            .of(&inside)
    }

    /// The receipt.
    pub(crate) fn receipt(&self, frame: &Frame, said: &Said, happened: &Happened) -> Markup {
        let handle = format!("{}/{}", happened.matter, happened.event.id);
        let inside = html! {
            (success(&frame.word("receipt-done"), &html! {
                p { (frame.word("receipt-handle")) " " strong.code { (handle) } }
                p { (frame.say("receipt-at", [("at", frame.moment(happened.event.recorded_at).into())])) }
            }))
            (summary(&self.rows(frame, said)))
            h2 { (frame.word("receipt-next")) }
            (inset(&html! { p { (frame.one_of("act-next", self.act.word())) } }))
            p { (link(&format!("/notices/{}", happened.matter), &frame.word("back-notice"))) }
        };
        Page::new(frame, frame.one_of("receipt", self.act.word())).of(&inside)
    }

    /// The act is not open.
    pub(crate) fn closed(&self, frame: &Frame) -> Markup {
        let inside = html! {
            p { (frame.word("act-closed")) }
            p { (frame.word("acts-elsewhere")) }
        };
        Page::new(frame, frame.one_of("act", self.act.word()))
            .back(
                format!("/notices/{}", self.matter.matter.id),
                frame.word("back-notice"),
            )
            .of(&inside)
    }
}
