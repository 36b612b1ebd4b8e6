//! What the person must do, by when, and whether they did.

use jiff::Timestamp;
use jiff::civil::Date;

use super::clock::Strikes;
use super::service::last_instant;
use super::{End, Law, Run};
use crate::event::EventKind;
use crate::fact;
use crate::life::{Happening, day_after};
use crate::machine::{AnchorMachine, DueMachine, DutyMachine, Known, LifecycleMachine, Set};
use crate::period::Counts;
use crate::position::DutyStatus;
use crate::tree::MonthDay;
use crate::truth::Truth;
use crate::zone;

/// Where a duty stands, and when it is due.
pub(crate) type DutyState = (DutyStatus, Option<Timestamp>);

impl<'a> Run<'a> {
    pub(super) fn meet_duties(&mut self, event: &Happening) {
        if event.kind != EventKind::BroughtIn {
            self.meet_duties_of(event.kind, event.force);
        }
    }

    /// Meets every duty that an event of this kind meets.
    pub(super) fn meet_duties_of(&mut self, kind: EventKind, at: Timestamp) {
        let meets = |place: &u8| {
            let place = usize::from(*place);
            let met_by = |version: u8| {
                let duty = self.laws.version(version).frame.duties.get(place);
                duty.is_some_and(|duty| duty.met_by.contains(&kind))
            };
            if !self.course.versions().any(met_by) {
                return false;
            }
            let law = self.duty_law(place).unwrap_or_else(|| self.law(at));
            let duty = law.frame.duties.get(place);
            duty.is_some_and(|duty| duty.met_by.contains(&kind))
        };
        let all = u8::try_from(self.names().duties.len()).unwrap_or(u8::MAX);
        let met: Set = (0..all).filter(meets).collect();
        self.state.met = self.state.met.union(met);
    }

    /// The law of a duty: that of its beginning, once it has begun.
    fn duty_law(&self, place: usize) -> Option<Law<'a>> {
        let mut laws = self.course.versions().map(|it| self.laws.version(it));
        laws.find(|law| {
            let rule = law.frame.duties.get(place);
            let rule = rule.filter(|it| it.known == Known::Here);
            let begun = rule.and_then(|it| self.anchor(*law, &it.from));
            begun.is_some_and(|at| self.begins_under(*law, at))
        })
    }

    /// When a duty counts as missed, by the law at its beginning.
    pub(super) fn missed(&self, law: Law<'a>, lifecycle: &LifecycleMachine, duty: u8) -> Strikes {
        let Some(rule) = law.frame.duties.get(usize::from(duty)) else {
            return Strikes::Never;
        };
        let from = self
            .anchor(law, &rule.from)
            .filter(|_| rule.known == Known::Here);
        let Some(from) = from.filter(|from| self.begins_under(law, *from)) else {
            return Strikes::Never;
        };
        if self.state.met.has(duty) {
            return Strikes::Never;
        }
        if self.nothing_to_obey(rule) {
            return Strikes::Never;
        }
        if let Some(day) = self.state.new_day.filter(|_| takes_new_day(rule)) {
            return day.due.map_or(Strikes::Never, |(due, missed)| {
                self.stood_still(lifecycle, due, (missed, Counts::Days))
            });
        }
        let by = match &rule.due {
            DueMachine::By(by) => by,
            DueMachine::Within(within) => {
                // Missed at 00:00 after the due day, in whatever unit the time is counted, and only
                // if nothing holds the clocks up before that.
                let zone = &self.names().zone;
                let Ok(end) = within.elapsed_at(from, zone) else {
                    return self.elapsed(lifecycle, within, from);
                };
                let missed = day_after(last_instant(end), zone);
                return missed.map_or(Strikes::Never, |missed| {
                    self.stood_still(lifecycle, from, (missed, Counts::Days))
                });
            }
        };
        let missed = self
            .anchor(law, by)
            .and_then(|due| day_after(due, &self.names().zone));
        missed.map_or(Strikes::Never, |missed| {
            self.stood_still(lifecycle, from, (missed, Counts::Days))
        })
    }

    /// Whether a duty was due on the date in the summons, which had passed at service, and the law
    /// gives no other day for it.
    fn nothing_to_obey(&self, rule: &DutyMachine) -> bool {
        self.state.late.is_some()
            && rule.late_within.is_none()
            && matches!(rule.due, DueMachine::By(AnchorMachine::AppearAt))
    }

    /// The beginning of the latest window that has begun and not ended.
    pub(super) fn window_begins(&self, from: MonthDay, until: MonthDay) -> Option<Timestamp> {
        let zone = &self.names().zone;
        let now = zone.to_datetime(self.state.now).date();
        let day = |year: i16, day: MonthDay| {
            Date::new(year, day.month, day.day)
                .or_else(|_| Date::new(year, day.month, day.day - 1))
                .ok()
        };
        let begun = [now.year(), now.year() - 1];
        let begun = begun.into_iter().filter_map(|year| {
            let ends = if from < until { year } else { year + 1 };
            Some((day(year, from)?, day(ends, until)?))
        });
        let mut open = begun.filter(|(from, until)| *from <= now && now < *until);
        zone::day_begins(zone, open.next()?.0)
    }

    /// Where every duty stands now; `None` for one that has not begun.
    pub(crate) fn duties(&self) -> Vec<Option<DutyState>> {
        let names = self.names().duties.len();
        let now = self.names().version_at(self.state.now);
        let now = now.and_then(|version| u8::try_from(version).ok());
        let now = now.map(|version| self.laws.version(version));
        let known = |law: Law<'a>, place: usize| {
            let rule = law.frame.duties.get(place);
            rule.filter(|it| it.known == Known::Here)
        };
        let duty = |place: usize| {
            // A duty of statute goes by the version in force, whatever law the matter is in.
            if now
                .and_then(|now| known(now, place))
                .is_some_and(DutyMachine::of_statute)
            {
                return self.of_statute(place);
            }
            let law = self.duty_law(place).unwrap_or_else(|| self.here());
            let rule = known(law, place).filter(|it| !it.of_statute())?;
            self.of_matter(law, u8::try_from(place).ok()?, rule)
        };
        (0..names).map(duty).collect()
    }

    fn of_matter(&self, law: Law<'a>, id: u8, duty: &DutyMachine) -> Option<DutyState> {
        self.lifecycle()?;
        let void = matches!(self.state.end, Some(End::Void { .. }));
        let from = self.anchor(law, &duty.from);
        if !void && from.is_none() && self.state.new_day.is_none() {
            return None;
        }
        let new_day = self.state.new_day.filter(|_| takes_new_day(duty));
        let due = match (&duty.due, new_day) {
            (_, Some(day)) => day.due.map(|(due, _)| due),
            (DueMachine::By(by), _) => self.anchor(law, by),
            (DueMachine::Within(within), _) => from.and_then(|from| {
                let ends = within.elapsed_at(from, &self.names().zone).ok()?;
                Some(last_instant(ends))
            }),
        };
        let closing = match self.state.end {
            Some(End::Closed { event, .. }) => self.event(event).map(|event| event.kind),
            _ => None,
        };
        let status = if void || self.nothing_to_obey(duty) {
            DutyStatus::Void
        } else if self.state.met.has(id) {
            DutyStatus::Met
        } else if closing == Some(EventKind::ExcuseAccepted) {
            DutyStatus::Excused
        } else if self.state.end.is_some() {
            DutyStatus::Void
        } else if self.state.new_day.is_some_and(|day| day.due.is_none()) {
            DutyStatus::Excused
        } else {
            DutyStatus::Open
        };
        Some((status, due))
    }

    /// The version that brought a duty as it still stands: one that leaves it alone begins
    /// nothing anew.
    fn enacted(&self, place: usize, law: Law<'a>) -> Law<'a> {
        let versions = &self.names().versions;
        let mut enacted = law;
        while let Some(before) = enacted.version.checked_sub(1) {
            let ends = versions.get(usize::from(before)).and_then(|it| it.until);
            let law_before = self.laws.version(before);
            let same = law_before.frame.duties.get(place) == enacted.frame.duties.get(place);
            if !same || ends != Some(enacted.frame.from) {
                break;
            }
            enacted = law_before;
        }
        enacted
    }

    /// A duty that the law itself lays upon people of some categories, by the version in force.
    fn of_statute(&self, place: usize) -> Option<DutyState> {
        let now = self.state.now;
        let version = u8::try_from(self.names().version_at(now)?).ok()?;
        let law = self.laws.version(version);
        let duty = law.frame.duties.get(place)?;
        let enacted = self.enacted(place, law);
        let from = self.anchor(enacted, &duty.from);
        // What would begin while no law is in force does not begin, and nothing begins before the
        // law that laid it upon people.
        let from = from.filter(|from| self.in_force(*from))?;
        let from = Some(from.max(enacted.frame.from)).filter(|from| *from <= now)?;
        let categories = duty
            .upon
            .iter()
            .filter_map(|id| law.frame.categories.get(usize::from(*id)));
        let upon = categories
            .map(|it| fact::holds(self.life, &it.when, now, self.known))
            .max()
            .unwrap_or(Truth::No);
        let due = match &duty.due {
            DueMachine::By(by) => self.anchor(law, by),
            DueMachine::Within(within) => {
                let ends = within.elapsed_at(from, &self.names().zone).ok();
                ends.map(last_instant)
            }
        };
        // Nobody can still do by a day what the law first asked for after it.
        if due.is_some_and(|due| due < from) {
            return None;
        }
        let met = self
            .seen()
            .any(|(_, it)| duty.met_by.contains(&it.kind) && from <= it.force && it.force <= now);
        match (met, upon) {
            (true, _) => Some((DutyStatus::Met, due)),
            (false, Truth::Yes) => Some((DutyStatus::Open, due)),
            (false, _) => None,
        }
    }
}

/// Whether an accepted excuse sets this duty's day: one that hangs on the summons.
fn takes_new_day(duty: &DutyMachine) -> bool {
    match &duty.due {
        DueMachine::By(by) => *by == AnchorMachine::AppearAt,
        DueMachine::Within(_) => {
            matches!(duty.from, AnchorMachine::Served | AnchorMachine::AppearAt)
        }
    }
}
