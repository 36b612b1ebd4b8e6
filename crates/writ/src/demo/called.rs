//! One person who was called: what they will do, and what the registry recorded of it.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use writ_law::case::{Event, Fact, FactValue, Matter, Person};
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_law::truth::Truth;
use writ_registry::Recording;
use writ_sim::behaviour::{Act, Channel, Deed, Plan, Summons};
use writ_sim::course::{SentCopy, course};
use writ_sim::decision::DecisionLuck;
use writ_sim::population::{MadeUpPerson, Population};

use super::calendar::APPEAR;
use super::house::House;
use super::office::{self, Desk};
use crate::registry::ruled;
use crate::trouble::Trouble;

/// What a desk was told about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WasAsked {
    pub(super) measure: String,
    pub(super) at: Timestamp,
    pub(super) answer: Truth,
}

/// One person who was called.
#[derive(Clone, Debug)]
pub(super) struct Called {
    pub(super) person: MadeUpPerson,
    pub(super) matter: Matter,
    /// How officers would decide about them.
    pub(super) luck: DecisionLuck,
    /// What an officer has on the desk about them.
    pub(super) desk: Desk,
    /// The events of the matter, as the registry recorded them.
    pub(super) events: Vec<Event>,
    /// The facts, as the registry recorded them.
    pub(super) facts: Vec<Fact>,
    /// What desks were told.
    pub(super) asked: Vec<WasAsked>,
    /// When they were first told that something is in force against them.
    pub(super) told_at: Option<Timestamp>,
    plan: Plan,
    sent: Vec<SentCopy>,
    /// What is still to come, the next last.
    agenda: Vec<Deed>,
    done: BTreeSet<String>,
}

impl Called {
    pub(super) fn new(population: &Population, person: MadeUpPerson, matter: Matter) -> Self {
        let summons = Summons {
            posted_at: matter.issued_at,
            appear_at: matter.appear_at.unwrap_or(matter.issued_at),
            region: matter.region.clone().unwrap_or_default(),
        };
        Self {
            plan: population.plan(&person, &summons),
            luck: population.decision_luck(&person, APPEAR),
            desk: Desk::default(),
            events: Vec::new(),
            facts: person.facts.clone(),
            asked: Vec::new(),
            told_at: None,
            sent: Vec::new(),
            agenda: Vec::new(),
            done: BTreeSet::new(),
            person,
            matter,
        }
    }

    /// The person as the registry knows them.
    pub(super) fn as_person(&self) -> Person {
        Person {
            id: self.person.id.clone(),
            facts: self.facts.clone(),
            restricted: Vec::new(),
        }
    }

    pub(super) fn office(&self) -> &str {
        self.matter.region.as_deref().unwrap_or_default()
    }

    /// Whether an event of this kind is recorded.
    pub(super) fn has(&self, kind: EventKind) -> bool {
        self.events.iter().any(|event| event.kind == kind)
    }

    /// Whether a recorded event ended the matter. An excuse that sets a new day does not.
    pub(super) fn is_over(&self) -> bool {
        let ends = |event: &Event| event.kind.closes() && event.kind != EventKind::ExcuseAccepted;
        self.events.iter().any(ends)
    }

    /// Whether a copy was opened, handed over to the person or refused.
    pub(super) fn is_reached(&self) -> bool {
        self.events.iter().any(reaches)
    }

    /// From when the person knew of the summons, or could have: they held a copy or refused it,
    /// acted on it, or were told of its effect.
    pub(super) fn knew_at(&self) -> Option<Timestamp> {
        let of_person = |event: &&Event| {
            reaches(event)
                || matches!(
                    event.kind,
                    EventKind::Appeared
                        | EventKind::Replied
                        | EventKind::ExcuseClaimed
                        | EventKind::Objected
                        | EventKind::NonReceiptClaimed
                )
        };
        let acted = self
            .events
            .iter()
            .filter(of_person)
            .map(|event| event.at)
            .min();
        acted.into_iter().chain(self.told_at).min()
    }

    /// What the register says of a fact, where that can be relied on.
    pub(super) fn says(&self, regime: &Regime, name: &str, at: Timestamp) -> Option<&str> {
        if self.is_at_odds(name) || self.is_stale(regime, name, at) {
            return None;
        }
        match &self.last_of(name)?.value {
            FactValue::Word(word) => Some(word),
            FactValue::Periods(_) => None,
        }
    }

    fn last_of(&self, name: &str) -> Option<&Fact> {
        let of_name = self.facts.iter().filter(|fact| fact.fact == name);
        of_name.max_by_key(|fact| fact.recorded_at)
    }

    /// Whether two sources say different things.
    pub(super) fn is_at_odds(&self, name: &str) -> bool {
        let of_name = self.facts.iter().filter(|fact| fact.fact == name);
        let last = self.last_of(name);
        last.is_some_and(|last| {
            let mut others = of_name.filter(|fact| fact.source != last.source);
            others.any(|fact| fact.value != last.value)
        })
    }

    /// Whether what is on record had grown too old to be relied on.
    pub(super) fn is_stale(&self, regime: &Regime, name: &str, at: Timestamp) -> bool {
        let rule = regime
            .tree()
            .facts
            .iter()
            .find(|rule| rule.name.text == name);
        rule.zip(self.last_of(name)).is_some_and(|(rule, last)| {
            let days = i64::from(office::days(rule.fresh_for));
            last.recorded_at + SignedDuration::from_hours(24 * days) <= at
        })
    }

    /// A copy left.
    pub(super) fn sent(&mut self, channel: Channel, left_at: Timestamp, house: &House) {
        self.sent.push(SentCopy { channel, left_at });
        self.plan_anew(house);
    }

    pub(super) fn is_sent(&self, channel: Channel) -> bool {
        self.sent.iter().any(|copy| copy.channel == channel)
    }

    /// They were told that something is in force against them.
    pub(super) fn told(&mut self, at: Timestamp, house: &House) {
        if self.told_at.is_none() {
            self.told_at = Some(at);
            self.plan_anew(house);
        }
    }

    fn plan_anew(&mut self, house: &House) {
        let mut agenda = course(&self.plan, &self.sent, self.told_at);
        agenda.retain(|deed| !self.done.contains(name_of(deed)) && fits(deed, house));
        agenda.sort_by_key(Deed::recorded_at);
        agenda.reverse();
        self.agenda = agenda;
    }

    /// When something is to be recorded next.
    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.agenda.last().map(Deed::recorded_at)
    }

    /// What is to be recorded next, if that is before an instant.
    pub(super) fn next_before(&mut self, until: Timestamp) -> Option<Deed> {
        self.next_at().filter(|at| *at < until)?;
        let deed = self.agenda.pop()?;
        self.done.insert(name_of(&deed).to_owned());
        Some(deed)
    }

    /// Has the officer of the matter's office record an event.
    pub(super) async fn record(
        &mut self,
        house: &House,
        event: Event,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let leave = house.recorder(self.office())?;
        let recording = Recording {
            person: self.person.id.clone(),
            matter: Some(self.matter.id.clone()),
            event,
        };
        let happened = ruled(house.registry.record(leave, &recording, now).await)?;
        self.events.push(happened.event);
        Ok(())
    }
}

/// Whether the person has a copy in their hands by it, or refused to.
pub(super) fn reaches(event: &Event) -> bool {
    match event.kind {
        EventKind::Opened | EventKind::Refused => true,
        EventKind::Delivered => event.to.as_deref() == Some("person"),
        _ => false,
    }
}

fn name_of(deed: &Deed) -> &str {
    match &deed.act {
        Act::Event(event) => &event.id,
        Act::Facts(_) => "facts",
    }
}

/// Whether the law at hand has words for a deed: a law without excuses hears none.
fn fits(deed: &Deed, house: &House) -> bool {
    let Act::Event(event) = &deed.act else {
        return true;
    };
    let tree = house.regime.tree();
    let known = |word: &Option<String>, mut words: Box<dyn Iterator<Item = &str> + '_>| {
        word.as_deref()
            .is_none_or(|word| words.any(|known| known == word))
    };
    known(
        &event.channel,
        Box::new(tree.channels.iter().map(|it| it.name.as_str())),
    ) && known(
        &event.excuse,
        Box::new(tree.excuses.iter().map(|it| it.name.as_str())),
    ) && known(
        &event.remedy,
        Box::new(tree.remedies.iter().map(|it| it.name.as_str())),
    )
}
