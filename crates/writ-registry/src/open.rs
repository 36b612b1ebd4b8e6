//! What is open to a person in a matter now, and what waits for an answer: as typed values, for
//! pages and for the use cases that take a person's own acts.

use jiff::Timestamp;
use serde::Serialize;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::position::{DutyStatus, Plea, Position};
use writ_law::regime::Regime;
use writ_law::tree::{ClaimKind, Stays, WhileUndecided};

use crate::campaign::PORTAL;
use crate::person::{Force, OwnMatter};

/// What the person can do in a matter now that the law would hear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OpenNow {
    /// Whether there is a copy in the account to be opened.
    pub opening: Opening,
    /// Reasons for not appearing.
    pub excuses: Vec<OpenExcuse>,
    /// Exceptions that can be asked for.
    pub exceptions: Vec<OpenException>,
    /// Remedies.
    pub remedies: Vec<OpenRemedy>,
    /// Claims: that nothing arrived, that the person came.
    pub claims: Vec<ClaimKind>,
    /// The duty that an answer would meet, if there is one.
    pub reply: Option<String>,
}

/// Whether there is a copy in the account to be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// There is none in the account.
    #[default]
    None,
    /// There is one, and it was not opened.
    Unopened,
    /// It was opened.
    Opened,
}

/// A reason for not appearing that the person can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenExcuse {
    /// The excuse.
    pub excuse: String,
    /// The last instant to claim it; `None` while no last day runs.
    pub until: Option<Timestamp>,
    /// What holds while it is undecided.
    pub while_undecided: WhileUndecided,
    /// What follows once it is accepted.
    pub accepted: Accepted,
    /// What must come with it, as the law names it (`evidence`).
    pub with: Vec<String>,
    /// Who decides.
    pub decided_by: String,
}

/// What an accepted excuse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepted {
    /// It sets another day.
    SetsAnotherDay,
    /// It closes the matter.
    Closes,
}

/// An exception that the person can ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenException {
    /// The exception; it is asked for as an excuse of this name.
    pub exception: String,
    /// The measures that are off while it lasts.
    pub from: Vec<String>,
}

/// A remedy that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenRemedy {
    /// The remedy.
    pub remedy: String,
    /// Against which measures.
    pub against: Vec<String>,
    /// Its last instant, the latest of all measures; `None` while it has none.
    pub until: Option<Timestamp>,
    /// Whether it holds what it is against up at once.
    pub stays: Stays,
}

/// Something that the person asked or said, and that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waits {
    /// What it is: `excuse`, `exception`, `objection`, `non-receipt` or `appearance`.
    pub plea: &'static str,
    /// The excuse, exception or remedy by its name; of a claim its word.
    pub name: String,
    /// The event by which it was asked.
    pub event: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// When silence answers; `None` where the law sets no time.
    pub until: Option<Timestamp>,
    /// What holds meanwhile.
    pub while_undecided: WhileUndecided,
    /// Who decides, as the law says it; `None` where it does not.
    pub decided_by: Option<String>,
}

impl OpenNow {
    /// What a position leaves open. Of a test nothing but to open it.
    pub(crate) fn of(
        regime: &Regime,
        matter: &OwnMatter,
        events: &[Event],
        position: &Position<'_>,
    ) -> Self {
        let opening = opening(events);
        if matter.issued.force == Force::Test {
            return Self {
                opening,
                ..Self::default()
            };
        }
        let exceptions = position.exceptions.iter().map(|it| OpenException {
            exception: it.exception.clone(),
            from: it.from.clone(),
        });
        Self {
            opening,
            excuses: excuses(regime, position),
            exceptions: exceptions.collect(),
            remedies: remedies(position),
            claims: position.claims.clone(),
            reply: reply(regime, position),
        }
    }
}

impl Waits {
    /// What waits in a position.
    pub(crate) fn of(position: &Position<'_>) -> Vec<Self> {
        let waits = position.pending.iter().map(|it| Self {
            plea: match it.plea {
                Plea::Excuse => "excuse",
                Plea::Exception => "exception",
                Plea::Objection => "objection",
                Plea::Claim(kind) => kind.word(),
            },
            name: it.name.clone(),
            event: it.event.clone(),
            since: it.since,
            until: it.until,
            while_undecided: it.while_undecided,
            decided_by: it.decided_by.clone(),
        });
        waits.collect()
    }
}

/// Events that no other took back, of one kind in the account.
pub(crate) fn in_account(events: &[Event], kind: EventKind) -> Option<&Event> {
    let taken_back = |id: &str| events.iter().any(|it| it.supersedes.as_deref() == Some(id));
    let mut all = events.iter();
    all.find(|it| it.kind == kind && it.channel.as_deref() == Some(PORTAL) && !taken_back(&it.id))
}

fn opening(events: &[Event]) -> Opening {
    match in_account(events, EventKind::Posted) {
        None => Opening::None,
        Some(_) if in_account(events, EventKind::Opened).is_some() => Opening::Opened,
        Some(_) => Opening::Unopened,
    }
}

fn excuses(regime: &Regime, position: &Position<'_>) -> Vec<OpenExcuse> {
    let rules = &regime.tree().excuses;
    let open = position.excuses.iter().map(|it| {
        let rule = rules.iter().find(|rule| rule.name.text == it.excuse);
        let another = rule.is_some_and(|rule| rule.then_appear_within.is_some());
        let with = rule.into_iter().flat_map(|rule| &rule.with);
        OpenExcuse {
            excuse: it.excuse.clone(),
            until: it.until,
            while_undecided: it.while_undecided,
            accepted: match another {
                true => Accepted::SetsAnotherDay,
                false => Accepted::Closes,
            },
            with: with.map(|name| name.text.clone()).collect(),
            decided_by: rule.map_or_else(String::new, |rule| rule.decided_by.text.clone()),
        }
    });
    open.collect()
}

fn remedies(position: &Position<'_>) -> Vec<OpenRemedy> {
    let mut open: Vec<OpenRemedy> = Vec::new();
    for effect in &position.effects {
        let measure = position.measure(effect).to_owned();
        for it in &effect.remedies {
            match open.iter_mut().find(|own| own.remedy == it.remedy) {
                Some(own) => {
                    own.until = own.until.zip(it.until).map(|(one, other)| one.max(other));
                    own.against.push(measure.clone());
                }
                None => open.push(OpenRemedy {
                    remedy: it.remedy.clone(),
                    against: vec![measure.clone()],
                    until: it.until,
                    stays: it.stays,
                }),
            }
        }
    }
    open
}

/// The open duty that an answer would meet.
fn reply(regime: &Regime, position: &Position<'_>) -> Option<String> {
    let rules = &regime.tree().duties;
    let met = |name: &str| {
        let rule = rules.iter().find(|rule| rule.name.text == name);
        rule.is_some_and(|rule| rule.met_by.contains(&EventKind::Replied))
    };
    let mut open = position.duties.iter();
    open.find(|duty| duty.status == DutyStatus::Open && met(&duty.duty))
        .map(|duty| duty.duty.clone())
}
