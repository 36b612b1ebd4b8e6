//! When the person is served, and why a copy did not serve.

use jiff::Timestamp;

use super::{Cause, End, Run, Service};
use crate::event::EventKind;
use crate::fact;
use crate::life::Happening;
use crate::machine::{ChannelMachine, LifecycleMachine, TriggerMachine};
use crate::tree::{Rebutted, Serves};
use crate::truth::Truth;

/// Why an event that could have served did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotServed {
    /// The channel is a courtesy.
    Courtesy,
    /// No version of the law was in force.
    NoLaw,
    /// The channel was not open in the region.
    Region,
    /// Handed over by someone who may not.
    By,
    /// Handed to someone else.
    To,
    /// Handed over somewhere else.
    Place,
    /// A fact that the channel needs was not shown.
    Need(u8),
    /// Rebutted.
    Rebutted(u16),
    /// The person had been served before: a copy restarts nothing.
    Copy,
}

impl<'a> Run<'a> {
    /// Whether the law is in force at an instant.
    pub(crate) fn in_force(&self, at: Timestamp) -> bool {
        self.frame.in_force_from <= at && self.frame.in_force_until.is_none_or(|until| at < until)
    }

    /// Takes an event that may serve.
    pub(super) fn try_serve(
        &mut self,
        lifecycle: &'a LifecycleMachine,
        index: u16,
        event: &Happening,
    ) {
        let Some(channel) = event.channel else { return };
        let Some(rule) = self
            .machine
            .services
            .get(usize::from(channel))
            .and_then(Option::as_ref)
        else {
            return;
        };
        if !rule.grounds.contains(&event.kind) {
            return;
        }
        if self.state.served.is_some() {
            self.state.not_served.push((index, NotServed::Copy));
            return;
        }
        if let Some(why) = self.fails(channel, event) {
            self.state.not_served.push((index, why));
            return;
        }
        match self.rebuttal(channel, rule, event.force) {
            Some((rebutted, Rebutted::Never, _)) => {
                self.state
                    .not_served
                    .push((index, NotServed::Rebutted(rebutted)));
            }
            Some((_, Rebutted::ThatDay, day)) if day > event.force => {
                self.deferred.push((day, index));
                self.deferred.sort_unstable();
            }
            _ => self.serve(lifecycle, index, event.force),
        }
    }

    /// The rebuttal of a service on a channel, if one is known that the rule admits: one that says
    /// it never served, else the latest day.
    fn rebuttal(
        &self,
        channel: u8,
        rule: &crate::machine::ServiceMachine,
        served: Timestamp,
    ) -> Option<(u16, Rebutted, Timestamp)> {
        let rebuttals = self
            .seen()
            .filter(|(_, event)| event.kind == EventKind::Rebutted && event.at >= served)
            .filter(|(_, event)| event.channel.is_none_or(|it| it == channel))
            .filter_map(|(index, event)| {
                let reason = event.reason.as_deref()?;
                let (_, then) = rule.rebuttals.iter().find(|(known, _)| known == reason)?;
                Some((index, *then, event.at))
            });
        rebuttals.max_by_key(|(_, then, at)| (*then == Rebutted::Never, *at))
    }

    /// What keeps an event from serving.
    fn fails(&self, channel: u8, event: &Happening) -> Option<NotServed> {
        let rule = self.frame.channels.get(usize::from(channel))?;
        if rule.serves == Serves::Courtesy {
            return Some(NotServed::Courtesy);
        }
        if !self.in_force(event.at)
            || !self.in_force(event.force)
            || !self.was_posted(channel, event)
        {
            return Some(NotServed::NoLaw);
        }
        if !self.open(rule, event.at) {
            return Some(NotServed::Region);
        }
        let meets = |wanted: &[String], have: &Option<String>| {
            wanted.is_empty() || have.as_ref().is_some_and(|have| wanted.contains(have))
        };
        if !meets(&rule.by, &event.by) {
            return Some(NotServed::By);
        }
        if !meets(&rule.to, &event.to) {
            return Some(NotServed::To);
        }
        if !meets(&rule.place, &event.place) {
            return Some(NotServed::Place);
        }
        (0u8..)
            .zip(&rule.needs)
            .find(|(_, need)| {
                fact::see(self.life, need, event.force, self.known).truth != Truth::Yes
            })
            .map(|(index, _)| NotServed::Need(index))
    }

    /// A copy that was posted was posted under a law in force.
    fn was_posted(&self, channel: u8, event: &Happening) -> bool {
        let mut posted = self
            .seen()
            .filter(|(_, it)| it.kind == EventKind::Posted && it.channel == Some(channel))
            .filter(|(_, it)| it.force <= event.force)
            .peekable();
        posted.peek().is_none()
            || posted.any(|(_, it)| self.in_force(it.at) && self.in_force(it.force))
    }

    fn open(&self, rule: &ChannelMachine, at: Timestamp) -> bool {
        rule.regions.is_empty()
            || rule.regions.iter().any(|open| {
                Some(&open.region) == self.life.region.as_ref()
                    && open.from.is_none_or(|from| from <= at)
                    && open.until.is_none_or(|until| at < until)
            })
    }

    /// The person is served.
    pub(super) fn serve(&mut self, lifecycle: &'a LifecycleMachine, index: u16, at: Timestamp) {
        if self.state.served.is_some() {
            return;
        }
        let Some(channel) = self.event(index).and_then(|event| event.channel) else {
            return;
        };
        self.state.served = Some(Service {
            at,
            event: index,
            channel,
        });
        if self.life.appear_at.is_some_and(|appear_at| at > appear_at) {
            self.state.end = Some(End::NothingToObey { at });
            return;
        }
        if let Some(to) = self.way(lifecycle, |it| matches!(it, TriggerMachine::Served)) {
            self.enter(to, Cause::Event(index));
        }
    }
}
