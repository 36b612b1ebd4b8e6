//! What the person's own acts still do: which restrictions end when a duty is done, and what the
//! person can still say that the law would hear.

use jiff::Timestamp;

use super::{DutyNow, DutyState, DutyStatus, EffectNow};
use crate::event::EventKind;
use crate::machine::{DutyMachine, EffectMachine, LifecycleMachine, Set, TriggerMachine};
use crate::regime::Regime;
use crate::trace::{Receipt, Run};
use crate::tree::{ClaimKind, WhileUndecided};
use crate::truth::Truth;

/// A reason for not appearing that the person can still give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcuseNow {
    /// The excuse.
    pub excuse: String,
    /// The last instant to give it; `None` while no last day runs.
    pub until: Option<Timestamp>,
    /// What follows while it is undecided.
    pub while_undecided: WhileUndecided,
}

/// What is open to the person by one run of their matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// By duty: the effects that end once it is done.
    ends: Vec<Set>,
    excuses: Vec<ExcuseNow>,
    claims: Vec<ClaimKind>,
}

impl Open {
    pub(super) fn of(run: &Run<'_>) -> Self {
        let duties = run.here().frame.duties.iter();
        Self {
            ends: duties.map(|duty| ended_by(run, duty)).collect(),
            excuses: excuses(run),
            claims: [ClaimKind::NonReceipt, ClaimKind::Appearance]
                .into_iter()
                .filter(|kind| claimable(run, *kind))
                .collect(),
        }
    }

    /// Over courses, and over readings: what one of them hears is heard, and what each of them ends
    /// is over.
    pub(super) fn or(mut self, other: Self) -> Self {
        for (here, there) in self.ends.iter_mut().zip(other.ends) {
            *here = here.intersection(there);
        }
        for it in other.excuses {
            match self.excuses.iter_mut().find(|own| own.excuse == it.excuse) {
                Some(own) => {
                    own.until = own.until.zip(it.until).map(|(one, other)| one.max(other));
                }
                None => self.excuses.push(it),
            }
        }
        for kind in other.claims {
            if !self.claims.contains(&kind) {
                self.claims.push(kind);
            }
        }
        self
    }

    /// Puts into each open duty what ends with it of all that is in force.
    pub(super) fn tell(&self, regime: &Regime, effects: &[EffectNow], duties: &mut [DutyNow]) {
        let frame = regime.frame();
        for duty in duties.iter_mut().filter(|it| it.status == DutyStatus::Open) {
            let place = frame.duties.iter().position(|it| it.name == duty.duty);
            let ends = place.and_then(|place| self.ends.get(place));
            let in_force = effects.iter().filter(|it| it.answer == Truth::Yes);
            duty.ends = in_force
                .filter(|it| ends.is_some_and(|ends| ends.has(it.id)))
                .filter_map(|it| frame.measures.get(usize::from(it.id)).cloned())
                .collect();
        }
    }

    pub(super) fn said(self) -> (Vec<ExcuseNow>, Vec<ClaimKind>) {
        (self.excuses, self.claims)
    }
}

/// What is to be done is of one instrument, unless the law says it of all.
pub(super) fn own_duties(run: &Run<'_>) -> Vec<Option<DutyState>> {
    let duties = run.duties();
    let rules = run.here().frame.duties.iter();
    let own = rules.map(|rule| rule.is_of(run.life.instrument));
    let each = duties.into_iter().zip(own);
    each.map(|(duty, own)| duty.filter(|_| own)).collect()
}

/// The effects that end, and cannot come back, by each act that meets a duty.
fn ended_by(run: &Run<'_>, duty: &DutyMachine) -> Set {
    let law = run.law(run.state.now);
    let Some(lifecycle) = run.lifecycle_in(law) else {
        return Set::default();
    };
    let acts: Vec<EventKind> = duty
        .met_by
        .iter()
        .copied()
        .filter(|act| *act != EventKind::BroughtIn)
        .collect();
    let instrument = usize::from(run.life.instrument);
    let ends = |rule: &EffectMachine| {
        let stages = rule.stages.get(instrument).copied().unwrap_or_default();
        !acts.is_empty() && acts.iter().all(|act| ends(run, lifecycle, *act, stages))
    };
    let rules = (0u8..).zip(&law.machine.effects);
    rules
        .filter(|(_, rule)| ends(rule))
        .map(|(id, _)| id)
        .collect()
}

/// Whether an act ends what holds in these stages: it closes the matter, or leads to a stage from
/// which none of them is reached again.
fn ends(run: &Run<'_>, lifecycle: &LifecycleMachine, act: EventKind, stages: Set) -> bool {
    if act.closes() || lifecycle.ends_on.contains(&act) {
        return true;
    }
    if run.state.uncertain.is_some() {
        return false;
    }
    let here = lifecycle.stages.get(usize::from(run.state.stage));
    let mut ways = here.into_iter().flat_map(|stage| &stage.then);
    let on = |it: &TriggerMachine| matches!(it, TriggerMachine::On(kind) if *kind == act);
    let Some(way) = ways.find(|way| on(&way.trigger)) else {
        return false;
    };
    let to = lifecycle.stages.get(usize::from(way.to));
    to.is_some_and(|to| {
        let after = to.reaches.union(Set::default().with(way.to));
        after.intersection(stages).is_empty()
    })
}

/// The reasons that the law would still hear, by the same rules by which it takes a claim.
fn excuses(run: &Run<'_>) -> Vec<ExcuseNow> {
    if run.state.end.is_some() || run.state.served.is_none() {
        return Vec::new();
    }
    let law = run.law(run.state.now);
    let paper = law.frame.papers.get(usize::from(run.life.instrument));
    let mut open = Vec::new();
    for (id, rule) in (0u8..).zip(&law.frame.excuses) {
        let place = usize::from(id);
        let times = paper.and_then(|paper| paper.times.get(place));
        let most = times.copied().unwrap_or(1);
        let claimed = run.state.claimed.get(place).copied().unwrap_or(most);
        let pending = run.state.claims.iter().any(|claim| claim.excuse == id);
        if pending || claimed >= most {
            continue;
        }
        let closes = rule.claim_within.as_ref().and_then(|(period, from)| {
            let anchor = run.anchor(law, from)?;
            period.elapsed_at(anchor, &run.names().zone).ok()
        });
        if closes.is_some_and(|closes| run.state.now >= closes) {
            continue;
        }
        open.push(ExcuseNow {
            excuse: rule.name.clone(),
            until: closes.map(crate::trace::last_instant),
            while_undecided: rule.while_undecided,
        });
    }
    open
}

/// Whether the law would still hear that nothing arrived, or that the person came: each is heard
/// once, and nobody can deny what is proved to have reached them.
fn claimable(run: &Run<'_>, kind: ClaimKind) -> bool {
    let Some(service) = run.state.served.filter(|_| run.state.end.is_none()) else {
        return false;
    };
    let laws = [run.law(run.state.now), run.here()];
    let known = laws
        .iter()
        .any(|law| law.frame.claims.iter().any(|it| it.kind == kind));
    if !known || run.state.assertions.contains(&kind) {
        return false;
    }
    let received = || {
        run.seen().any(|(index, it)| {
            let since = (it.force, index) > (service.at, service.event);
            since && it.force <= run.state.now && run.shows_receipt(it)
        })
    };
    match kind {
        ClaimKind::Appearance => true,
        ClaimKind::NonReceipt => service.proof == Receipt::Presumed && !received(),
    }
}
