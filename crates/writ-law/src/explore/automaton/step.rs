//! What can happen next in a matter.

use super::{Act, Automaton, LASTING, Mark, Place, Service, Stay, TOLD, UNDECIDED, bit, small};
use crate::explore::clocks::Clocks;
use crate::explore::length::Length;
use crate::tree::{Anchor, DecidedBy, Name, Stays, Trigger, Warning};

type Next = Vec<(Act, Place, Clocks)>;

impl Automaton<'_> {
    /// Everything that can happen next.
    pub(crate) fn next(&self, place: &Place, clocks: &Clocks) -> Vec<(Act, Place, Clocks)> {
        let mut next = Vec::new();
        self.serve(place, clocks, &mut next);
        self.leave(place, clocks, &mut next);
        self.warn(place, clocks, &mut next);
        self.decide(place, clocks, &mut next);
        self.remedy(place, clocks, &mut next);
        self.claim(place, clocks, &mut next);
        self.lead_back(place, clocks, &mut next);
        next
    }

    fn push(&self, next: &mut Next, act: Act, place: Place, clocks: Clocks) {
        let (place, clocks) = self.settle(place, clocks);
        next.push((act, place, clocks));
    }

    fn serve(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        if place.service != Service::None {
            return;
        }
        for (ground, (_, _, service)) in self.grounds.iter().enumerate() {
            let mut after = *place;
            let mut clocks = clocks.clone();
            after.service = *service;
            if let Some(clock) = self.anchor_clock(&Anchor::Served) {
                clocks.start(clock);
            }
            let stage = self.stage(place);
            let way = stage.and_then(|it| it.then.iter().find(|it| it.trigger == Trigger::Served));
            if let Some(way) = way {
                self.enter(&mut after, &mut clocks, &way.to);
            }
            self.push(next, Act::Serve(small(ground)), after, clocks);
        }
    }

    fn enter(&self, place: &mut Place, clocks: &mut Clocks, to: &Name) {
        let stages = &self.lifecycle.stages;
        if let Some(stage) = stages.iter().position(|it| it.name == *to) {
            place.stage = small(stage);
            if let Some(clock) = self.anchor_clock(&Anchor::Stage(to.clone())) {
                clocks.start(clock);
            }
        }
    }

    fn leave(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        let Some(stage) = self.stage(place) else {
            return;
        };
        for (number, way) in stage.then.iter().enumerate() {
            let Some(mut clocks) = self.opens(place, clocks, &way.trigger) else {
                continue;
            };
            let mut after = *place;
            self.enter(&mut after, &mut clocks, &way.to);
            let act = Act::Leave {
                stage: place.stage,
                way: small(number),
            };
            self.push(next, act, after, clocks);
        }
    }

    /// The readings with which a way out can be taken; service has its own act.
    fn opens(&self, place: &Place, clocks: &Clocks, trigger: &Trigger) -> Option<Clocks> {
        let served = place.service != Service::None;
        let needs_service = |anchor: &Anchor| matches!(anchor, Anchor::Served | Anchor::Sender);
        match trigger {
            Trigger::Served => return None,
            Trigger::On(kind) if kind.closes() || self.lifecycle.ends_on.contains(kind) => {
                return None;
            }
            Trigger::On(_) => return Some(clocks.clone()),
            Trigger::After { from: None, .. } => return None,
            Trigger::After {
                from: Some(from), ..
            } if needs_service(from) && !served => return None,
            Trigger::Missed { duty } => {
                let duty = self.tree.duties.iter().find(|it| it.name == *duty)?;
                if needs_service(&duty.from) && !served {
                    return None;
                }
            }
            Trigger::After { .. } => {}
        }
        // An accepted excuse moves the day from which things are counted.
        match self.least(trigger) {
            Some((anchor, least)) if !place.has(Mark::LED_BACK) => {
                clocks.at_least(self.anchor_clock(&anchor)?, least)
            }
            _ => Some(clocks.clone()),
        }
    }

    fn warn(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        for (number, warning) in self.warnings.iter().enumerate() {
            let own = u16::try_from(bit(number)).unwrap_or(0);
            let clock = self.warning_clock(number);
            if place.sent & own == 0 && self.is_due(place, warning) {
                let mut after = *place;
                after.sent |= own;
                let mut clocks = clocks.clone();
                clocks.start(clock);
                self.push(next, Act::Warn(small(number)), after, clocks);
            } else if place.sent & !place.run & own != 0 {
                let least = Length::of_amount(warning.then).least;
                if let Some(clocks) = clocks.at_least(clock, least) {
                    let mut after = *place;
                    after.run |= own;
                    self.push(next, Act::Comply(small(number)), after, clocks);
                }
            }
        }
    }

    /// Whether the stage that a warning follows was entered, or may have been.
    fn is_due(&self, place: &Place, warning: &Warning) -> bool {
        let stages = &self.lifecycle.stages;
        match stages.iter().position(|it| it.name == warning.after) {
            Some(stage) => {
                let reach = self.reach.get(stage).copied().unwrap_or(0);
                reach & bit(usize::from(place.stage)) != 0
            }
            None => place.service != Service::None,
        }
    }

    fn decide(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        let warned = (0..self.warnings.len()).all(|it| u32::from(place.run) & bit(it) != 0);
        if self.effect.decided != DecidedBy::Automatic {
            if place.has(Mark::DECIDED) {
                let after = place.without(Mark::DECIDED);
                self.push(next, Act::Lift, after, clocks.clone());
            } else if warned && self.holds_in(place.stage) {
                let after = place.reopened().with(Mark::DECIDED);
                self.push(next, Act::Impose, after, clocks.clone());
            }
        }
        let extends = self.limit.is_some_and(|it| it.unless.is_some());
        if extends
            && place.has(Mark::BEGUN)
            && let Some(mut clocks) = self.unexpired(clocks)
        {
            clocks.start(LASTING);
            self.push(next, Act::Extend, *place, clocks);
        }
    }

    fn remedy(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        let holding = self.holding(place, clocks);
        if let Some(mut clocks) = holding.clone()
            && !place.has(Mark::TOLD)
            && !self.remedies.is_empty()
        {
            clocks.start(TOLD);
            self.push(next, Act::Tell, place.with(Mark::TOLD), clocks);
        }
        for (number, remedy) in self.remedies.iter().enumerate() {
            let number = small(number);
            if remedy.stays == Stays::No {
                continue;
            }
            let first = !place.has(Mark::OBJECTED);
            let appeal = place.has(Mark::OBJECTED)
                && place.has(Mark::REJECTED)
                && !place.has(Mark::APPEALED)
                && remedy.then.is_some();
            if let Some(clocks) = &holding
                && (first || appeal)
            {
                let (act, mark, stay) = if first {
                    (Act::Object(number), Mark::OBJECTED, Stay::Objection(number))
                } else {
                    (Act::Appeal(number), Mark::APPEALED, Stay::Appeal(number))
                };
                let mut after = place.with(mark);
                after.stay = stay;
                let mut clocks = clocks.clone();
                clocks.start(UNDECIDED);
                self.push(next, act, after, clocks);
            }
        }
        self.answer(place, clocks, next);
    }

    /// An answer to an objection; one that comes after its time finds that the effect has ended.
    fn answer(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        let (act, number) = match place.stay {
            Stay::None => return,
            Stay::Objection(number) => (Act::Reject(number), number),
            Stay::Appeal(number) => (Act::Dismiss(number), number),
        };
        let remedy = self.remedies.get(usize::from(number));
        let within = remedy.and_then(|it| it.decide_within);
        let in_time = match within {
            Some(within) => clocks.below(UNDECIDED, Length::of_amount(within).most),
            None => Some(clocks.clone()),
        };
        if let Some(clocks) = in_time {
            let mut after = place.with(Mark::REJECTED);
            after.stay = Stay::None;
            self.push(next, act, after, clocks);
        }
    }

    fn claim(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        let presumed = matches!(place.service, Service::Presumed | Service::PresumedTried);
        if self.claim.is_none() || !presumed {
            return;
        }
        if place.has(Mark::CLAIMED) {
            let after = place.without(Mark::CLAIMED).with(Mark::JUDGED);
            self.push(next, Act::Judge, after, clocks.clone());
        } else if !place.has(Mark::JUDGED) {
            self.push(next, Act::Claim, place.with(Mark::CLAIMED), clocks.clone());
        }
    }

    fn lead_back(&self, place: &Place, clocks: &Clocks, next: &mut Next) {
        if self.excuses.is_empty() || place.service == Service::None {
            return;
        }
        let stages = self.lifecycle.stages.iter().flat_map(|it| &it.then);
        let mut ways = stages.filter(|it| it.trigger == Trigger::Served);
        let Some(way) = ways.next() else { return };
        let mut after = place.reopened().without(Mark::DECIDED).with(Mark::LED_BACK);
        after.sent = 0;
        after.run = 0;
        let mut clocks = clocks.clone();
        self.enter(&mut after, &mut clocks, &way.to);
        self.push(next, Act::LeadBack(0), after, clocks);
    }
}
