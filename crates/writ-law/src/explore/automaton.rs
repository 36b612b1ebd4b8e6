//! The automaton of one matter as far as one effect is concerned, derived from the tree.
//!
//! It does whatever the evaluator can do, and more: facts are always such that the effect can
//! hold, carriers and officers do what they like when they like, and a clock of a stage strikes at
//! any time from its least length on, since clocks can stand still for as long as it takes. What
//! only ever takes the effect off and leaves nothing behind (exceptions, excuses that are refused,
//! a lapse of eligibility) is left out: without it the effect holds more often, never less.

mod step;

use super::clocks::{Clock, Clocks, DAY, Minutes};
use super::length::Length;
pub(crate) use super::place::{Act, Mark, Place, Service, Stay};
use super::receipt::knowledge;
use crate::tree::{
    Anchor, Claim, ClaimKind, DecidedBy, Due, Duty, Effect, Excuse, Ground, Instrument, Lifecycle,
    Limit, Name, Remedy, Serves, ServiceRule, Tree, Trigger, Warning, WhileUndecided,
};

/// Runs from the day on which the person is told of the effect.
pub(crate) const TOLD: Clock = 1;
/// Runs while an objection is undecided.
pub(crate) const UNDECIDED: Clock = 2;
/// Runs from the first instant of the effect, and anew from each review.
pub(crate) const LASTING: Clock = 3;
const FIXED: Clock = 3;

/// The automaton of one matter under one instrument, for one effect.
#[derive(Clone, Debug)]
pub(crate) struct Automaton<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) instrument: &'t Instrument,
    pub(crate) lifecycle: &'t Lifecycle,
    pub(crate) effect: &'t Effect,
    pub(crate) grounds: Vec<(&'t ServiceRule, &'t Ground, Service)>,
    pub(crate) warnings: Vec<&'t Warning>,
    pub(crate) remedies: Vec<&'t Remedy>,
    pub(crate) limit: Option<&'t Limit>,
    pub(crate) claim: Option<&'t Claim>,
    pub(crate) excuses: Vec<&'t Excuse>,
    pub(crate) duties: Vec<&'t Duty>,
    /// Anchors from which clocks of stages run, in the order of their clocks.
    anchors: Vec<Anchor>,
    /// By stage, as a set: the stages that can follow, itself included.
    reach: Vec<u32>,
    /// The stages of the effect, as a set.
    stages: u32,
    /// By clock: the largest number it is compared with.
    largest: Vec<Minutes>,
}

fn bit(place: usize) -> u32 {
    u32::try_from(place)
        .ok()
        .and_then(|place| 1u32.checked_shl(place))
        .unwrap_or(0)
}

fn small(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

impl<'t> Automaton<'t> {
    /// The same with one ground of service only.
    pub(crate) fn by_ground(&self, ground: usize) -> Option<Self> {
        let only = *self.grounds.get(ground)?;
        let mut one = self.clone();
        one.grounds = vec![only];
        Some(one)
    }

    /// The automata of a tree: for each instrument that has stages and each effect.
    pub(crate) fn all(tree: &'t Tree) -> impl Iterator<Item = Self> {
        let instruments = tree.instruments.iter().filter_map(|instrument| {
            let mut lifecycles = tree.lifecycles.iter();
            let lifecycle = lifecycles.find(|it| it.instrument == instrument.name)?;
            Some((instrument, lifecycle))
        });
        instruments.flat_map(move |(instrument, lifecycle)| {
            let effects = tree.effects.iter().filter(move |effect| {
                let stages = &lifecycle.stages;
                let within = |name: &Name| stages.iter().any(|stage| stage.name == *name);
                effect.stages.iter().any(within)
            });
            effects.map(move |effect| Self::new(tree, instrument, lifecycle, effect))
        })
    }

    fn new(
        tree: &'t Tree,
        instrument: &'t Instrument,
        lifecycle: &'t Lifecycle,
        effect: &'t Effect,
    ) -> Self {
        let serves = |rule: &&ServiceRule| {
            let channel = tree.channels.iter().find(|it| it.name == rule.channel);
            channel.is_some_and(|it| it.serves == Serves::Yes)
        };
        let grounds = tree.services.iter().filter(serves).flat_map(|rule| {
            let grounds = rule.grounds.iter();
            grounds.map(move |ground| (rule, ground, knowledge(tree, rule, ground)))
        });
        let remedies = tree.remedies.iter();
        let claims = tree.claims.iter();
        let held = lifecycle.stages.iter().enumerate();
        let held = held.filter(|(_, stage)| effect.stages.contains(&stage.name));
        let mut new = Self {
            tree,
            instrument,
            lifecycle,
            effect,
            grounds: grounds.collect(),
            warnings: tree.warnings.iter().take(16).collect(),
            remedies: remedies
                .filter(|it| it.against.contains(&effect.measure))
                .collect(),
            limit: tree.limits.iter().find(|it| it.measure == effect.measure),
            claim: claims
                .into_iter()
                .find(|it| it.kind == ClaimKind::NonReceipt),
            excuses: tree
                .excuses
                .iter()
                .filter(|it| it.then_appear_within.is_some())
                .collect(),
            duties: duties(tree, &instrument.name),
            anchors: Vec::new(),
            reach: reach(lifecycle),
            stages: held.fold(0, |all, (place, _)| all | bit(place)),
            largest: Vec::new(),
        };
        new.wind();
        new
    }

    /// Finds the clocks, and the largest number that each is compared with.
    fn wind(&mut self) {
        let open = self
            .remedies
            .iter()
            .map(|it| Length::of_amount(it.open_for));
        let told = open.map(|it| it.most).max().unwrap_or(0).max(15 * DAY);
        let answers = self.remedies.iter().filter_map(|it| it.decide_within);
        let answers = answers.map(|it| Length::of_amount(it).most).max();
        let undecided = answers.unwrap_or(0).max(32 * DAY);
        let longest = self.longest().unwrap_or(0).max(92 * DAY);
        self.largest = vec![told, undecided, longest];
        let ways = self.lifecycle.stages.iter().flat_map(|it| &it.then);
        for way in ways {
            let Some((anchor, least)) = self.least(&way.trigger) else {
                continue;
            };
            match self.anchors.iter().position(|it| *it == anchor) {
                Some(place) => {
                    if let Some(largest) = self.largest.get_mut(FIXED + place) {
                        *largest = least.max(*largest);
                    }
                }
                None => {
                    self.anchors.push(anchor);
                    self.largest.push(least);
                }
            }
        }
        let warnings = self.warnings.iter();
        let runs = warnings.map(|it| Length::of_amount(it.then).least);
        self.largest.extend(runs.collect::<Vec<_>>());
    }

    /// The clock that a way out waits for, and the least it must read; other anchors than service
    /// and stages can lie at any time.
    fn least(&self, trigger: &Trigger) -> Option<(Anchor, Minutes)> {
        match trigger {
            Trigger::After {
                period,
                from: Some(anchor @ (Anchor::Served | Anchor::Stage(_))),
            } => Some((anchor.clone(), Length::of_term(self.tree, period).least)),
            Trigger::Missed { duty } => {
                let duty = self.tree.duties.iter().find(|it| it.name == *duty)?;
                match (&duty.due, &duty.from) {
                    (Due::Within(term), anchor @ (Anchor::Served | Anchor::Stage(_))) => {
                        Some((anchor.clone(), Length::of_term(self.tree, term).least))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The longest that the effect can last without a review, in minutes.
    pub(crate) fn longest(&self) -> Option<Minutes> {
        self.limit
            .map(|it| Length::first_day_counted(it.longest).most)
    }

    fn warning_clock(&self, warning: usize) -> Clock {
        FIXED + self.anchors.len() + warning + 1
    }

    fn anchor_clock(&self, anchor: &Anchor) -> Option<Clock> {
        let place = self.anchors.iter().position(|it| it == anchor)?;
        Some(FIXED + place + 1)
    }

    /// Where every matter begins.
    pub(crate) fn beginning(&self) -> (Place, Clocks) {
        let place = Place {
            stage: 0,
            service: Service::None,
            stay: Stay::None,
            sent: 0,
            run: 0,
            marks: 0,
        };
        let mut clocks = Clocks::forgotten(self.largest.len());
        let first = self.lifecycle.stages.first();
        if let Some(clock) = first.and_then(|it| self.anchor_clock(&Anchor::Stage(it.name.clone())))
        {
            clocks.start(clock);
        }
        self.settle(place, clocks)
    }

    /// The name of the stage of a place.
    pub(crate) fn stage(&self, place: &Place) -> Option<&'t crate::tree::Stage> {
        self.lifecycle.stages.get(usize::from(place.stage))
    }

    /// Whether the effect would hold, stays and claims apart.
    fn grounded(&self, place: &Place) -> bool {
        let warned = (0..self.warnings.len()).all(|it| u32::from(place.run) & bit(it) != 0);
        let decided = self.effect.decided == DecidedBy::Automatic || place.has(Mark::DECIDED);
        self.holds_in(place.stage) && warned && decided
    }

    /// Whether the effect holds in a stage.
    pub(crate) fn holds_in(&self, stage: u8) -> bool {
        self.stages & bit(usize::from(stage)) != 0
    }

    /// Whether a stage of the effect can still follow.
    pub(crate) fn can_hold_after(&self, stage: u8) -> bool {
        let reach = self.reach.get(usize::from(stage)).copied().unwrap_or(0);
        reach & self.stages != 0
    }

    /// The shortest way from a stage to one of the effect, without service.
    pub(crate) fn way_back(&self, from: u8) -> Vec<Act> {
        let stages = &self.lifecycle.stages;
        let mut ahead = std::collections::VecDeque::from([(from, Vec::new())]);
        let mut seen = vec![from];
        while let Some((stage, way)) = ahead.pop_front() {
            if self.holds_in(stage) {
                return way;
            }
            let then = stages.get(usize::from(stage)).map(|it| &it.then);
            for (number, one) in then.into_iter().flatten().enumerate() {
                let to = stages.iter().position(|it| it.name == one.to).map(small);
                let Some(to) = to.filter(|to| !seen.contains(to)) else {
                    continue;
                };
                seen.push(to);
                let mut longer: Vec<Act> = way.clone();
                longer.push(Act::Leave {
                    stage,
                    way: small(number),
                });
                ahead.push_back((to, longer));
            }
        }
        Vec::new()
    }

    /// Whether an undecided claim of non-receipt takes the effect off.
    pub(crate) fn claim_suspends(&self) -> bool {
        self.claim
            .is_some_and(|it| it.while_undecided == WhileUndecided::Suspends)
    }

    /// The readings of the clocks with which the effect holds at a place, if there are any.
    pub(crate) fn holding(&self, place: &Place, clocks: &Clocks) -> Option<Clocks> {
        let suspended = place.has(Mark::CLAIMED) && self.claim_suspends();
        if !self.grounded(place) || place.stay != Stay::None || suspended {
            return None;
        }
        self.unexpired(clocks)
    }

    fn unexpired(&self, clocks: &Clocks) -> Option<Clocks> {
        match self.longest() {
            Some(longest) => clocks.below(LASTING, longest),
            None => Some(clocks.clone()),
        }
    }

    /// After something happened: the effect may have begun; then any time passes, and clocks that
    /// nothing waits for any more are forgotten.
    fn settle(&self, mut place: Place, mut clocks: Clocks) -> (Place, Clocks) {
        if self.grounded(&place) && !place.has(Mark::BEGUN) {
            place = place.with(Mark::BEGUN);
            clocks.start(LASTING);
        }
        clocks.pass();
        if !place.has(Mark::TOLD) {
            clocks.forget(TOLD);
        }
        if place.stay == Stay::None {
            clocks.forget(UNDECIDED);
        }
        if !place.has(Mark::BEGUN) {
            clocks.forget(LASTING);
        }
        for anchor in &self.anchors {
            if let Some(clock) = self.anchor_clock(anchor)
                && !self.awaits(place.stage, anchor)
            {
                clocks.forget(clock);
            }
        }
        for warning in 0..self.warnings.len() {
            let running = u32::from(place.sent & !place.run) & bit(warning) != 0;
            if !running {
                clocks.forget(self.warning_clock(warning));
            }
        }
        clocks.cap(&self.largest);
        (place, clocks)
    }

    /// Whether some stage that can follow waits for a clock from this anchor.
    fn awaits(&self, stage: u8, anchor: &Anchor) -> bool {
        let reach = self.reach.get(usize::from(stage)).copied().unwrap_or(0);
        let stages = self.lifecycle.stages.iter().enumerate();
        let mut ahead = stages.filter(|(place, _)| reach & bit(*place) != 0);
        ahead.any(|(_, stage)| {
            let mut waits = stage.then.iter().filter_map(|it| self.least(&it.trigger));
            waits.any(|(it, _)| it == *anchor)
        })
    }
}

/// The duties of a matter under an instrument: those of the law itself have no effect on it.
fn duties<'t>(tree: &'t Tree, instrument: &Name) -> Vec<&'t Duty> {
    let of_matter = |duty: &&Duty| {
        !matches!(
            duty.from,
            Anchor::Statute | Anchor::Window(_) | Anchor::PublicEvent(_) | Anchor::Day(_)
        )
    };
    let duties = tree.duties.iter().filter(of_matter);
    duties.filter(|it| it.is_of(instrument)).collect()
}

/// By stage: the stages that can follow, itself included.
fn reach(lifecycle: &Lifecycle) -> Vec<u32> {
    let stages = &lifecycle.stages;
    let place = |name: &Name| stages.iter().position(|it| it.name == *name);
    let mut reach: Vec<u32> = (0..stages.len()).map(bit).collect();
    for _ in 0..stages.len() {
        for (from, stage) in stages.iter().enumerate() {
            let ahead = stage.then.iter().filter_map(|then| place(&then.to));
            let ahead: u32 = ahead
                .filter_map(|to| reach.get(to))
                .fold(0, |all, it| all | it);
            if let Some(mine) = reach.get_mut(from) {
                *mine |= ahead;
            }
        }
    }
    reach
}
