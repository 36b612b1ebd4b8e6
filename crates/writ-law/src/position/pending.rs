//! What the person asked or said and nobody has answered yet, with the instant at which silence
//! answers; and the exceptions that can still be asked for.

use jiff::Timestamp;

use crate::regime::Regime;
use crate::trace::{Answer, Run};
use crate::tree::{ClaimKind, Stays, WhileUndecided};

/// What the person asked for or said, that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plea {
    /// A good reason for not appearing.
    Excuse,
    /// An effect to be off for a time.
    Exception,
    /// An objection, or the appeal after it.
    Objection,
    /// That nothing reached them, or that they did come.
    Claim(ClaimKind),
}

/// Something that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingNow {
    /// What kind of thing it is.
    pub plea: Plea,
    /// The excuse, exception or remedy by its name; of a claim its word.
    pub name: String,
    /// The event by which it was asked.
    pub event: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// When silence answers, the earliest of all readings; `None` where the law sets no time.
    pub until: Option<Timestamp>,
    /// What holds meanwhile.
    pub while_undecided: WhileUndecided,
    /// Who decides, as the law says it; `None` where it does not.
    pub decided_by: Option<String>,
}

/// An exception that the person can ask for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionNow {
    /// The exception.
    pub exception: String,
    /// The measures that are off while it lasts.
    pub from: Vec<String>,
}

/// What one run of a matter has waiting and leaves to be asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    waits: Vec<PendingNow>,
    exceptions: Vec<ExceptionNow>,
}

impl Pending {
    pub(super) fn of(regime: &Regime, run: &Run<'_>) -> Self {
        if run.state.end.is_some() {
            return Self::default();
        }
        let mut waits = Vec::new();
        excuses(run, &mut waits);
        claims(run, &mut waits);
        objections(run, &mut waits);
        exceptions(run, &mut waits);
        Self {
            waits,
            exceptions: askable(regime, run),
        }
    }

    /// Over courses, and over readings: what waits in one of them waits, until the earliest instant.
    pub(super) fn or(mut self, other: Self) -> Self {
        for it in other.waits {
            let same = |own: &&mut PendingNow| {
                (own.plea, &own.name, &own.event) == (it.plea, &it.name, &it.event)
            };
            match self.waits.iter_mut().find(same) {
                Some(own) => own.until = own.until.into_iter().chain(it.until).min(),
                None => self.waits.push(it),
            }
        }
        for it in other.exceptions {
            if !self.exceptions.contains(&it) {
                self.exceptions.push(it);
            }
        }
        self
    }

    pub(super) fn said(self) -> (Vec<PendingNow>, Vec<ExceptionNow>) {
        (self.waits, self.exceptions)
    }
}

fn excuses(run: &Run<'_>, waits: &mut Vec<PendingNow>) {
    for claim in &run.state.claims {
        let Some(event) = run.event(claim.event) else {
            continue;
        };
        let excuses = &run.law(event.force).frame.excuses;
        let Some(rule) = excuses.get(usize::from(claim.excuse)) else {
            continue;
        };
        waits.push(PendingNow {
            plea: Plea::Excuse,
            name: rule.name.clone(),
            event: event.id.clone(),
            since: event.force,
            until: None,
            while_undecided: rule.while_undecided,
            decided_by: Some(rule.decided_by.clone()),
        });
    }
}

fn claims(run: &Run<'_>, waits: &mut Vec<PendingNow>) {
    for asserted in &run.state.asserted {
        let claims = &run.laws.version(asserted.version).frame.claims;
        let rule = claims.iter().find(|it| it.kind == asserted.kind);
        let (Some(event), Some(rule)) = (run.event(asserted.event), rule) else {
            continue;
        };
        waits.push(PendingNow {
            plea: Plea::Claim(asserted.kind),
            name: asserted.kind.word().to_owned(),
            event: event.id.clone(),
            since: event.force,
            until: asserted.deadline,
            while_undecided: rule.while_undecided,
            decided_by: Some(rule.decided_by.clone()),
        });
    }
}

fn objections(run: &Run<'_>, waits: &mut Vec<PendingNow>) {
    for stay in &run.state.stays {
        let remedies = &run.here().frame.remedies;
        let rule = remedies.get(usize::from(stay.remedy));
        let (Some(event), Some(rule)) = (run.event(stay.event), rule) else {
            continue;
        };
        let appeal = stay.instance == crate::life::Instance::Appeal;
        let (name, decided_by) = match &rule.then {
            Some(then) if appeal => (then.clone(), Some(then.clone())),
            _ => (rule.name.clone(), None),
        };
        waits.push(PendingNow {
            plea: Plea::Objection,
            name,
            event: event.id.clone(),
            since: event.force,
            until: stay.deadline,
            while_undecided: match stay.stays {
                Stays::Yes => WhileUndecided::Suspends,
                Stays::No => WhileUndecided::Nothing,
            },
            decided_by,
        });
    }
}

fn exceptions(run: &Run<'_>, waits: &mut Vec<PendingNow>) {
    for asked in &run.state.asked {
        let Answer::None(until) = asked.answer else {
            continue;
        };
        let exceptions = &run.laws.version(asked.version).frame.exceptions;
        let rule = exceptions.get(usize::from(asked.exception));
        let (Some(event), Some(rule)) = (run.event(asked.event), rule) else {
            continue;
        };
        waits.push(PendingNow {
            plea: Plea::Exception,
            name: rule.name.clone(),
            event: event.id.clone(),
            since: event.force,
            until,
            while_undecided: WhileUndecided::Nothing,
            decided_by: Some(rule.decided_by.clone()),
        });
    }
}

/// The exceptions that would be heard: each again only once the one before is answered and over.
fn askable(regime: &Regime, run: &Run<'_>) -> Vec<ExceptionNow> {
    if run.state.live.is_none() {
        return Vec::new();
    }
    let now = run.state.now;
    let measures = &regime.frame().measures;
    let rules = (0u8..).zip(&run.law(now).frame.exceptions);
    let free = rules.filter(|(id, _)| {
        let mut asked = run.state.asked.iter().filter(|it| it.exception == *id);
        asked.all(|it| matches!(it.answer, Answer::Granted(until) if until <= now))
    });
    free.map(|(_, rule)| ExceptionNow {
        exception: rule.name.clone(),
        from: rule
            .from
            .iter()
            .filter_map(|id| measures.get(usize::from(id)).cloned())
            .collect(),
    })
    .collect()
}
