//! How a story serves somebody.

use jiff::ToSpan;

use super::Story;
use crate::event::{Attribute, EventKind};
use crate::period::Period;
use crate::tree::{Amount, Ground, Name, ServiceNeed, ServiceRule, Trigger, Wait};

impl<'a> Story<'a> {
    pub(super) fn serve(&mut self, number: u8) -> Option<()> {
        let (rule, ground, _) = *self.automaton.grounds.get(usize::from(number))?;
        self.needs(&rule.channel);
        if let Some(proclaimed) = &ground.since {
            let reason = [(Attribute::Reason, proclaimed.as_str())];
            self.happen(EventKind::Proclaimed, &reason)?;
        }
        let first = &self.automaton.instrument.first_contact;
        if let Some(channel) = first.first().filter(|_| !first.contains(&rule.channel)) {
            let on = [(Attribute::Channel, channel.as_str())];
            self.happen(EventKind::Posted, &on)?;
        }
        for need in &rule.needs {
            self.meet(rule, ground, need)?;
        }
        self.carry(rule, ground)?;
        let at = self.instant(self.now);
        let served = match &ground.wait {
            None => at,
            Some(Wait::After(term)) => self.elapsed(term, at)?,
            // The last day itself is the date of service.
            Some(Wait::OnDay(term)) => {
                let ends = self.elapsed(term, at)?;
                self.from(ends);
                ends.checked_sub(1.second()).ok()?
            }
        };
        self.from(served);
        self.served = Some(served);
        let stage = self.entered.last().map(|(stage, _)| stage.clone())?;
        let stages = &self.automaton.lifecycle.stages;
        let stage = stages.iter().find(|it| it.name.as_str() == stage)?;
        if let Some(way) = stage.then.iter().find(|it| it.trigger == Trigger::Served) {
            self.entered.push((way.to.text.clone(), served));
        }
        Some(())
    }

    /// The event of a ground, as its channel wants it.
    fn carry(&mut self, rule: &ServiceRule, ground: &Ground) -> Option<()> {
        let channels = &self.law.tree.channels;
        let channel = channels.iter().find(|it| it.name == rule.channel)?;
        let attempt = ground.attempt.map(|it| it.to_string());
        let mut attributes = vec![(Attribute::Channel, rule.channel.as_str())];
        let pick = self.pick;
        let first = |names: &'a [Name]| names.get(pick).or(names.first()).map(Name::as_str);
        let places = [
            (Attribute::By, first(&channel.by)),
            (Attribute::To, first(&channel.to)),
            (Attribute::Place, first(&channel.place)),
            (Attribute::Mark, ground.mark.as_ref().map(Name::as_str)),
            (Attribute::Attempt, attempt.as_deref()),
        ];
        let known = ground.event.attributes();
        for (attribute, value) in places {
            if let Some(value) = value.filter(|_| known.contains(&attribute)) {
                attributes.push((attribute, value));
            }
        }
        attributes.retain(|(attribute, _)| known.contains(attribute));
        self.happen(ground.event, &attributes)
    }

    /// Does what a rule of service needs besides.
    fn meet(&mut self, rule: &ServiceRule, ground: &Ground, need: &ServiceNeed) -> Option<()> {
        use Attribute as A;
        let channel = (A::Channel, rule.channel.as_str());
        match need {
            ServiceNeed::Judged(judged) => {
                let judgements = &self.law.tree.judgements;
                let by = judgements.iter().find(|it| it.name == *judged)?.by.as_str();
                let act = [
                    (A::Reason, judged.as_str()),
                    (A::Outcome, "yes"),
                    (A::By, by),
                ];
                self.happen(EventKind::Judged, &act)
            }
            ServiceNeed::Tried(other) => {
                self.needs(other);
                self.happen(EventKind::Posted, &[(A::Channel, other.as_str())])
            }
            ServiceNeed::Alerts { count, apart, .. } => {
                if ground.event != EventKind::Posted {
                    self.happen(EventKind::Posted, &[channel])?;
                }
                for number in 0..*count {
                    if number > 0 {
                        self.pass(*apart)?;
                    }
                    self.happen(EventKind::AlertSent, &[channel])?;
                }
                Some(())
            }
            ServiceNeed::Attempts { count, apart } => {
                for _ in 1..*count {
                    self.happen(EventKind::Absent, &[channel])?;
                    self.pass(*apart)?;
                }
                Some(())
            }
        }
    }

    fn pass(&mut self, amount: Option<Amount>) -> Option<()> {
        let Some(amount) = amount else {
            return Some(());
        };
        let at = self.instant(self.now);
        let until = Period::plain(amount)
            .elapsed_at(at, self.regime.zone())
            .ok()?;
        self.from(until);
        Some(())
    }
}
