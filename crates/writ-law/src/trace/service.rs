//! When the person is served, and why a copy did not serve.

use jiff::{SignedDuration, Timestamp};

use super::clock::Strikes;
use super::{Candidate, Cause, Deferred, End, Law, Receipt, Run, Service};
use crate::event::EventKind;
use crate::fact;
use crate::life::{Happening, Outcome, day_after};
use crate::machine::{
    AnchorMachine, Bears, ChannelMachine, DueMachine, DutyMachine, GroundMachine, ServiceMachine,
    TriggerMachine, proves_receipt,
};
use crate::period::Period;
use crate::tree::{ClaimKind, MonthDay, Rebutted, Serves};
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
    /// Posted outside the windows of the instrument.
    Window,
    /// No copy had been posted on a channel of first contact.
    FirstContact,
    /// Handed over by someone who may not.
    By,
    /// Handed to someone else.
    To,
    /// Handed over somewhere else.
    Place,
    /// A fact that the channel needs was not shown.
    Need(u8),
    /// Something else that the rule of service needs was not so.
    Unmet(u8),
    /// Its wait is not over before this instant.
    Waiting(Timestamp),
    /// It came back before its wait was over.
    Returned(u16),
    /// Rebutted.
    Rebutted(u16),
    /// The person had been served before: a copy restarts nothing.
    Copy,
}

/// What a rebuttal makes of a service; of several the greatest holds, so that one by which it never
/// served comes before any day, and a later day before an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Undone {
    /// It served from an instant on, and bears one.
    Moved(Timestamp, Timestamp),
    /// It never served.
    Never,
}

impl<'a> Run<'a> {
    /// Whether the law is in force at an instant.
    pub(crate) fn in_force(&self, at: Timestamp) -> bool {
        self.names().in_force(at)
    }

    fn rule(&self, law: Law<'a>, channel: u8) -> Option<&'a ServiceMachine> {
        let rule = law.machine.services.get(usize::from(channel));
        rule.and_then(Option::as_ref)
    }

    /// Takes an event that may serve, at once or after a wait.
    pub(super) fn try_serve(&mut self, index: u16, event: &Happening) {
        let Some(channel) = event.channel else { return };
        let law = self.law(event.force);
        let Some(rule) = self.rule(law, channel) else {
            return;
        };
        let grounds = (0u8..).zip(&rule.grounds);
        let grounds: Vec<(u8, &GroundMachine)> = grounds
            .filter(|(_, it)| self.is_ground(it, event))
            .collect();
        if grounds.is_empty() {
            return;
        }
        if self.state.served.is_some() {
            self.state.not_served.push((index, NotServed::Copy));
            return;
        }
        if let Some(why) = self.fails(law, channel, event) {
            self.state.not_served.push((index, why));
            return;
        }
        for (ground, it) in grounds {
            let mut copy = Candidate {
                event: index,
                channel,
                version: law.version,
                ground,
                ends: Some(begins(event)),
            };
            if let Some(wait) = &it.wait {
                copy.ends = self.ends(rule, &wait.period, (channel, begins(event)));
                self.state.waits.push(copy);
            } else if begins(event) > event.force {
                self.state.waits.push(copy);
            } else {
                self.conclude(copy, (event.force, event.force));
            }
        }
    }

    /// Whether an event is what a ground asks for.
    fn is_ground(&self, ground: &GroundMachine, event: &Happening) -> bool {
        let happened = |name: &String| {
            let at = self.proclaimed(name);
            at.is_some_and(|at| at <= event.force)
        };
        ground.event == event.kind
            && ground
                .mark
                .as_ref()
                .is_none_or(|mark| event.mark.as_ref() == Some(mark))
            && ground
                .attempt
                .is_none_or(|least| event.attempt.is_some_and(|attempt| attempt >= least))
            && ground.since.as_ref().is_none_or(happened)
            && !ground.until.as_ref().is_some_and(happened)
    }

    fn ground_of(&self, copy: Candidate) -> Option<(&'a ServiceMachine, &'a GroundMachine)> {
        let rule = self.rule(self.laws.version(copy.version), copy.channel)?;
        Some((rule, rule.grounds.get(usize::from(copy.ground))?))
    }

    /// When the wait of a copy is over; `None` while that cannot be told.
    pub(crate) fn wait_ends(&self, wait: usize) -> Option<Timestamp> {
        self.state.waits.get(wait)?.ends
    }

    /// When a wait on a channel is over that began at an instant.
    fn ends(
        &self,
        rule: &ServiceMachine,
        period: &Period,
        (channel, from): (u8, Timestamp),
    ) -> Option<Timestamp> {
        let ends = period.elapsed_at(from, &self.names().zone).ok()?;
        if rule.tolled_by.is_empty() {
            return Some(ends);
        }
        let still = self.tolled(&rule.tolled_by, Some(channel));
        match self.moved(&still, from, (ends, period.counts())) {
            Strikes::At(at) => Some(at),
            Strikes::Never | Strikes::Unknown(_) => None,
        }
    }

    /// A wait has passed: the copy serves, if everything it needs is so now.
    pub(super) fn wait_over(&mut self, wait: usize) {
        let copy = self.state.waits.remove(wait);
        let at = self.state.now;
        let bears = self
            .ground_of(copy)
            .and_then(|(_, ground)| ground.wait.as_ref());
        let bears = match bears.map(|wait| wait.bears) {
            Some(Bears::LastDay) => last_instant(at),
            _ => at,
        };
        if self.state.served.is_some() {
            self.state.not_served.push((copy.event, NotServed::Copy));
            return;
        }
        self.conclude(copy, (at, bears));
    }

    /// A copy that came back waits no more.
    pub(super) fn returned(&mut self, index: u16, event: &Happening) {
        let gone = |copy: &Candidate| event.channel.is_none_or(|it| it == copy.channel);
        let waits = std::mem::take(&mut self.state.waits);
        for copy in waits {
            if gone(&copy) {
                let why = NotServed::Returned(index);
                self.state.not_served.push((copy.event, why));
            } else {
                self.state.waits.push(copy);
            }
        }
    }

    /// Serves, unless something that must be so is not, or a rebuttal undoes or moves it.
    fn conclude(&mut self, copy: Candidate, (at, bears): (Timestamp, Timestamp)) {
        let Some((rule, _)) = self.ground_of(copy) else {
            return;
        };
        if let Some(why) = self.lacks(copy, rule, at) {
            self.state.not_served.push((copy.event, why));
            return;
        }
        let (later, bears_later) = match self.rebuttal(copy, rule) {
            Some((rebutted, Undone::Never)) => {
                let why = NotServed::Rebutted(rebutted);
                self.state.not_served.push((copy.event, why));
                return;
            }
            Some((_, Undone::Moved(later, bears_later))) => (later, bears_later).max((at, bears)),
            None => (at, bears),
        };
        if later == at {
            self.serve(copy, (at, bears_later));
        } else if let Some(why) = self.lacks(copy, rule, later) {
            self.state.not_served.push((copy.event, why));
        } else {
            self.defer(copy, later, bears_later);
        }
    }

    fn defer(&mut self, copy: Candidate, at: Timestamp, bears: Timestamp) {
        self.deferred.push(Deferred { at, bears, copy });
        self.deferred.sort_by_key(|it| (it.at, it.copy.event));
    }

    /// The rebuttal of a service, if one is known that the rule admits: one by which it never
    /// served, else the one by which it served last. A claim of non-receipt that was found right is
    /// one as well.
    fn rebuttal(&self, copy: Candidate, rule: &ServiceMachine) -> Option<(u16, Undone)> {
        let (_, ground) = self.ground_of(copy)?;
        let ground_event = self.event(copy.event)?;
        let on = |event: &Happening| event.channel.is_none_or(|it| it == copy.channel);
        if !ground.proves() {
            let claimable = self.course.versions().any(|version| {
                let claims = &self.laws.version(version).frame.claims;
                claims.iter().any(|it| it.kind == ClaimKind::NonReceipt)
            });
            // What was judged is a copy of before, not one that was sent afterwards.
            let right = |event: &Happening| {
                judged(event, ClaimKind::NonReceipt.word(), Outcome::Yes)
                    && ground_event.at <= event.at
            };
            let mut seen = self.seen().filter(|_| claimable);
            if let Some((index, _)) = seen.find(|(_, event)| right(event) && on(event)) {
                return Some((index, Undone::Never));
            }
        }
        let rebuttals = self.seen().filter_map(|(index, event)| {
            let undone = self.undoes(event, rule, (copy.channel, ground_event))?;
            Some((index, undone))
        });
        rebuttals.max_by_key(|(_, undone)| *undone)
    }

    /// What an event makes of a copy on a channel, if it is a rebuttal that the rule admits.
    fn undoes(
        &self,
        event: &Happening,
        rule: &ServiceMachine,
        (channel, copy): (u8, &Happening),
    ) -> Option<Undone> {
        let on = event.channel.is_none_or(|it| it == channel);
        if event.kind != EventKind::Rebutted || !on {
            return None;
        }
        let reason = event.reason.as_deref()?;
        let known = rule.rebuttals.iter().find(|it| it.reason == reason)?;
        let day = event.until.unwrap_or(event.at);
        // When the copy came, not when that was recorded.
        if day < copy.at {
            return None;
        }
        let zone = &self.names().zone;
        let too_late = known.within.as_ref().is_some_and(|within| {
            let closed = within.elapsed_at(begins(copy), zone);
            closed.ok().is_none_or(|closed| day >= closed)
        });
        Some(match known.then {
            _ if too_late => Undone::Never,
            Rebutted::Never => Undone::Never,
            Rebutted::ThatDay => Undone::Moved(day, day),
            Rebutted::NextDay => {
                let next = day_after(day, zone).and_then(|next| day_after(next, zone));
                let next = next.unwrap_or(Timestamp::MAX);
                Undone::Moved(next, last_instant(next))
            }
        })
    }

    /// What keeps an event from being a ground, apart from what must be so when it serves.
    fn fails(&self, law: Law<'a>, channel: u8, event: &Happening) -> Option<NotServed> {
        let rule = law.frame.channels.get(usize::from(channel))?;
        if rule.serves == Serves::Courtesy {
            return Some(NotServed::Courtesy);
        }
        if !self.in_force(event.at)
            || !self.in_force(event.force)
            || !self.was_posted(channel, event)
            || self.before_law(law, event)
        {
            return Some(NotServed::NoLaw);
        }
        if !self.open(rule, event.at) {
            return Some(NotServed::Region);
        }
        let paper = law.frame.papers.get(usize::from(self.life.instrument));
        if let Some(paper) = paper {
            if !self.in_window(&paper.windows, channel, event) {
                return Some(NotServed::Window);
            }
            let first = &paper.first_contact;
            if !(first.is_empty() || first.contains(&channel) || self.contacted(first, event)) {
                return Some(NotServed::FirstContact);
            }
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
        (!meets(&rule.place, &event.place)).then_some(NotServed::Place)
    }

    /// What is not so at the instant at which a copy would serve.
    fn lacks(&self, copy: Candidate, rule: &ServiceMachine, at: Timestamp) -> Option<NotServed> {
        if !self.in_force(at) {
            return Some(NotServed::NoLaw);
        }
        let frame = self.laws.version(copy.version).frame;
        let channel = frame.channels.get(usize::from(copy.channel))?;
        let fact = (0u8..)
            .zip(&channel.needs)
            .find(|(_, need)| fact::see(self.life, need, at, self.known).truth != Truth::Yes);
        if let Some((index, _)) = fact {
            return Some(NotServed::Need(index));
        }
        let mut needs = (0u8..).zip(&rule.needs);
        let unmet = needs.find(|(_, need)| !self.meets(need, copy, at));
        unmet.map(|(index, _)| NotServed::Unmet(index))
    }

    /// A copy that was posted was posted under a law in force.
    fn was_posted(&self, channel: u8, event: &Happening) -> bool {
        let copy = self.copy_of(channel, event);
        copy.is_none_or(|it| self.in_force(it.at) && self.in_force(it.force))
    }

    /// The posting of the copy that an event on a channel is about: of several, the last one before.
    fn copy_of(&self, channel: u8, event: &'a Happening) -> Option<&'a Happening> {
        if event.kind == EventKind::Posted {
            return Some(event);
        }
        let seen = self.seen().map(|(_, it)| it);
        let before = seen.take_while(|it| !std::ptr::eq(*it, event));
        before
            .filter(|it| it.kind == EventKind::Posted && it.channel == Some(channel))
            .last()
    }

    /// A version serves nobody by what happened before it began, unless the matter is run as if it
    /// had been its law from the beginning.
    fn before_law(&self, law: Law<'a>, event: &Happening) -> bool {
        self.course.counts_from == Timestamp::MIN && event.force < law.frame.from
    }

    /// The postings on a channel by the time of an event.
    fn postings(&self, channel: u8, event: &Happening) -> impl Iterator<Item = &'a Happening> {
        let (force, seen) = (event.force, self.seen());
        seen.map(|(_, it)| it).filter(move |it| {
            it.kind == EventKind::Posted && it.channel == Some(channel) && it.force <= force
        })
    }

    /// Whether the copy was posted in one of the windows; without a posting, its event counts.
    fn in_window(&self, windows: &[(MonthDay, MonthDay)], channel: u8, event: &Happening) -> bool {
        if windows.is_empty() {
            return true;
        }
        let inside = |at: Timestamp| {
            let date = self.names().zone.to_datetime(at).date();
            let day = MonthDay {
                month: date.month(),
                day: date.day(),
            };
            windows.iter().any(|(from, until)| {
                if from <= until {
                    *from <= day && day < *until
                } else {
                    *from <= day || day < *until
                }
            })
        };
        inside(self.copy_of(channel, event).unwrap_or(event).at)
    }

    /// Whether a copy was posted on a channel of first contact before.
    fn contacted(&self, first: &[u8], event: &Happening) -> bool {
        let mut first = first.iter();
        first.any(|channel| self.postings(*channel, event).next().is_some())
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
    pub(super) fn serve(&mut self, copy: Candidate, (at, bears): (Timestamp, Timestamp)) {
        if self.state.served.is_some() {
            return;
        }
        let Some((rule, ground)) = self.ground_of(copy) else {
            return;
        };
        let sender = rule.sender.and_then(|kind| {
            let mut seen = self.seen();
            let found = seen.find(|(_, it)| {
                it.kind == kind && it.channel == Some(copy.channel) && it.force <= at
            });
            found.map(|(_, it)| it.force)
        });
        self.state.served = Some(Service {
            at,
            bears,
            sender,
            event: copy.event,
            channel: copy.channel,
            version: copy.version,
            proof: if ground.proves() {
                Receipt::Proved
            } else {
                Receipt::Presumed
            },
        });
        self.state.waits.clear();
        let law = self.laws.version(copy.version);
        if self.life.appear_at.is_some_and(|appear_at| at > appear_at) && !self.late(law, bears) {
            self.state.end = Some(End::NothingToObey { at });
            return;
        }
        if let Some(to) = self.way(law, |it| matches!(it, TriggerMachine::Served)) {
            self.enter(to, Cause::Event(copy.event));
        }
    }

    /// Sets the day of someone served after the date in the summons, where the law gives one.
    fn late(&mut self, law: Law<'a>, served: Timestamp) -> bool {
        let mut duties = law.frame.duties.iter();
        let due = |it: &DueMachine| matches!(it, DueMachine::By(AnchorMachine::AppearAt));
        let of = |it: &DutyMachine| due(&it.due) && it.is_of(self.life.instrument);
        let within = duties.find_map(|duty| duty.late_within.as_ref().filter(|_| of(duty)));
        let ends = within.and_then(|it| it.elapsed_at(served, &self.names().zone).ok());
        self.state.late = ends.map(last_instant);
        self.state.late.is_some()
    }

    /// A copy that shows knowledge, on a channel that serves and handed over as it asks, unless
    /// it is shown to have reached somebody else.
    pub(crate) fn shows_receipt(&self, event: &Happening) -> bool {
        let law = self.law(event.force);
        let channel = event.channel.filter(|_| proves_receipt(event.kind));
        channel.is_some_and(|channel| {
            // That a copy landed in an account or on a doormat shows nothing of the person: what is
            // handed over is handed over by somebody and to somebody.
            let rule = law.frame.channels.get(usize::from(channel));
            let handed = rule.is_some_and(|it| !it.by.is_empty() && !it.to.is_empty());
            (handed || (rule.is_some() && event.kind == EventKind::Opened))
                && self.fails(law, channel, event).is_none()
                && !self.never_served(law, (channel, event))
        })
    }

    /// Whether a rebuttal says that a copy never served.
    fn never_served(&self, law: Law<'a>, copy: (u8, &Happening)) -> bool {
        let Some(rule) = self.rule(law, copy.0) else {
            return false;
        };
        let mut seen = self.seen();
        seen.any(|(_, event)| self.undoes(event, rule, copy) == Some(Undone::Never))
    }

    /// The date in the summons, or the day that the law gives to somebody served after it.
    pub(super) fn date(&self) -> Option<Timestamp> {
        self.state.late.or(self.life.appear_at)
    }
}

/// From when an event can serve: not before it was recorded, whichever side it is on.
fn begins(event: &Happening) -> Timestamp {
    event.at.max(event.recorded)
}

/// The last instant of the day that ends at an instant, to the second.
pub(crate) fn last_instant(end: Timestamp) -> Timestamp {
    end.saturating_sub(SignedDuration::from_secs(1))
        .unwrap_or(end)
}

/// Whether an event judges a question this way.
pub(super) fn judged(event: &Happening, name: &str, outcome: Outcome) -> bool {
    event.kind == EventKind::Judged
        && event.reason.as_deref() == Some(name)
        && event.outcome == Some(outcome)
}

/// Whether someone may do what is for a court, or for an officer, to do.
pub(super) fn competent(wanted: &str, by: Option<&str>) -> bool {
    match wanted {
        "court" => by == Some("court"),
        _ => by.is_some(),
    }
}
