//! What follows, and when: what changes from one position to the next.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Time;
use writ_law::because::Because;
use writ_law::tree::DecidedBy;
use writ_law::truth::Truth;

use super::told::Writing;
use super::{Block, Moment};
use crate::catalogue::{capital, vars};
use crate::law::RuleRef;
use crate::name::Kind;
use crate::position::{Effect, SanctionStatus, Told};

impl Writing<'_, '_> {
    /// What follows, and when.
    pub(super) fn follows(&self) -> Vec<Block> {
        let told = self.catalogue;
        let mut blocks = Vec::new();
        if self.course.assumed.is_empty() {
            blocks.push(Block::Paragraph(told.word("notice-follows-now")));
        } else {
            let events = self.course.assumed.iter().map(|event| {
                let done = told.event(event.kind);
                let channel = event.channel.as_deref().unwrap_or_default();
                let channel = told.name(Kind::Channel, channel);
                let vars = vars!["event" => done.form("done"), "channel" => channel.form("by")];
                told.say("notice-follows-event", &vars)
            });
            let vars = vars![
                "events" => told.join("join-semicolon", events),
                "at" => self.instant(self.issue.matter.issued_at),
            ];
            blocks.push(Block::Paragraph(told.say("notice-follows-assumed", &vars)));
        }
        let moments = self.moments();
        if moments.is_empty() {
            blocks.push(Block::Paragraph(told.word("notice-follows-nothing")));
        } else {
            blocks.push(Block::Timeline(moments));
        }
        // What cannot be dated yet is told as the law has it.
        if self.course.known().is_none_or(|it| it.served.is_none()) {
            let lifecycles = self.issue.regime.tree().lifecycles.iter();
            let own = lifecycles.filter(|it| it.instrument.text == self.issue.matter.instrument);
            let says = own.map(|it| Block::Paragraph(self.rule(RuleRef::Lifecycle(it))));
            blocks.extend(says);
        }
        blocks
    }

    fn moments(&self) -> Vec<Moment> {
        let mut by_instant: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
        if let Some(at) = self.issue.matter.appear_at {
            by_instant.entry(at).or_default().push(self.the_day());
        }
        let mut before: Option<&Told> = None;
        for now in &self.course.positions {
            let lines = self.change(before, now);
            if !lines.is_empty() {
                by_instant.entry(now.at).or_default().extend(lines);
            }
            before = Some(now);
        }
        let moments = by_instant.into_iter();
        moments
            .map(|(at, what)| Moment {
                at,
                when: self.when(at),
                what,
            })
            .collect()
    }

    /// A day, or an instant where the time of day matters.
    fn when(&self, at: Timestamp) -> String {
        let local = self.zone().to_datetime(at);
        if local.time() == Time::midnight() {
            self.catalogue.date(local.date())
        } else {
            self.instant(at)
        }
    }

    fn the_day(&self) -> String {
        let told = self.catalogue;
        let duty = capital(&self.on_the_day());
        match &self.issue.matter.place {
            None => self.one("notice-moment-day", "duty", duty),
            Some(place) => {
                let vars = vars!["duty" => duty, "place" => place.as_str()];
                told.say("notice-moment-day-place", &vars)
            }
        }
    }

    /// What is different from the position before.
    fn change(&self, before: Option<&Told>, now: &Told) -> Vec<String> {
        let told = self.catalogue;
        let mut lines = Vec::new();
        if let Some(served) = &now.served
            && before.is_none_or(|it| it.served.is_none())
        {
            let channel = told.name(Kind::Channel, &served.channel);
            let vars = vars!["channel" => channel];
            lines.push(told.say("notice-moment-served", &vars));
        }
        self.stages(before, now, &mut lines);
        let lapsed = now.eligible != Truth::Yes;
        if lapsed && before.is_some_and(|it| it.eligible == Truth::Yes) {
            lines.push(told.word("notice-moment-stale"));
        }
        self.restrictions(before, now, &mut lines);
        self.decisions(before, now, &mut lines);
        self.beyond(before, now, &mut lines);
        if let Some(before) = before {
            self.closed_remedies(before, now, &mut lines);
        }
        lines
    }

    fn stages(&self, before: Option<&Told>, now: &Told, lines: &mut Vec<String>) {
        let Some(before) = before else {
            return;
        };
        let told = self.catalogue;
        let of = |it: &Told| it.stage.values().cloned().collect::<BTreeSet<_>>();
        let (was, is) = (of(before), of(now));
        let served = before.served.is_none() && now.served.is_some();
        for stage in is.difference(&was) {
            let label = told.label(Kind::Stage, stage);
            match (stage.as_str(), is.len()) {
                ("closed", 1) => lines.push(told.word("closed")),
                ("void", 1) => lines.push(told.word("void")),
                // That the person counts as notified says it already.
                ("served", 1) if served => {}
                (_, 1) => lines.push(self.one("stage-now", "stage", label)),
                _ => lines.push(self.one("notice-moment-reading", "stage", label)),
            }
        }
    }

    fn measures<'e>(&self, effects: impl Iterator<Item = &'e Effect>) -> Option<String> {
        let names: Vec<&str> = effects.map(|it| it.measure.as_str()).collect();
        let told = self.catalogue;
        (!names.is_empty()).then(|| told.names(Kind::Measure, names, "join-and"))
    }

    fn restrictions(&self, before: Option<&Told>, now: &Told, lines: &mut Vec<String>) {
        let was = |effect: &&Effect| {
            let before = before.and_then(|it| it.effect(&effect.measure));
            before.map_or(Truth::No, |it| it.answer)
        };
        let came = |truth: Truth| {
            let effects = now.effects.iter();
            effects.filter(move |it| it.answer == truth && was(it) != truth)
        };
        if let Some(measures) = self.measures(came(Truth::Yes)) {
            lines.push(self.one("notice-moment-restricted", "measures", measures));
        }
        // Records that are too old are said to be; what is unclear for that needs no more words.
        if now.eligible == Truth::Yes
            && let Some(measures) = self.measures(came(Truth::Unknown))
        {
            lines.push(self.one("notice-moment-unclear", "measures", measures));
        }
        let lifted = came(Truth::No).filter(|it| was(it) == Truth::Yes);
        if let Some(measures) = self.measures(lifted) {
            lines.push(self.one("notice-moment-lifted", "measures", measures));
        }
    }

    /// What somebody may decide from now on, and not before.
    fn decisions(&self, before: Option<&Told>, now: &Told, lines: &mut Vec<String>) {
        let told = self.catalogue;
        let may = |told: &Told, measure: &str| told.effect(measure).is_some_and(waits_for_decision);
        let newly: Vec<&Effect> = now
            .effects
            .iter()
            .filter(|it| waits_for_decision(it))
            .filter(|it| before.is_none_or(|before| !may(before, &it.measure)))
            .collect();
        for (decided, who) in [(DecidedBy::Officer, "officer"), (DecidedBy::Court, "court")] {
            let rules = &self.issue.regime.tree().effects;
            let by = |it: &&&Effect| {
                let mut rules = rules.iter();
                rules.any(|rule| rule.measure.as_str() == it.measure && rule.decided == decided)
            };
            let named = newly.iter().filter(by).copied();
            if let Some(measures) = self.measures(named) {
                let who = capital(&told.name(Kind::Who, who).plain);
                let vars = vars!["who" => who, "measures" => measures];
                lines.push(told.say("notice-moment-decide", &vars));
            }
        }
        let warnings = newly.iter().flat_map(|it| it.because.against());
        let named: BTreeSet<&str> = warnings
            .filter_map(|node| match &node.because {
                Because::NotWarned { warning } => Some(warning.as_str()),
                _ => None,
            })
            .collect();
        for warning in &self.issue.regime.tree().warnings {
            if named.contains(warning.name.as_str()) {
                let vars = vars!["length" => told.amount(warning.then)];
                lines.push(told.say("notice-moment-warned", &vars));
            }
        }
    }

    /// Punishments that may be imposed, and papers that may follow.
    fn beyond(&self, before: Option<&Told>, now: &Told, lines: &mut Vec<String>) {
        let told = self.catalogue;
        let open = |it: &Told| {
            let open = it
                .sanctions
                .iter()
                .filter(|it| it.status == SanctionStatus::Open);
            open.map(|it| it.sanction.clone()).collect::<BTreeSet<_>>()
        };
        let was = before.map(open).unwrap_or_default();
        for sanction in open(now).difference(&was) {
            let name = told.name(Kind::Sanction, sanction).plain;
            lines.push(self.one("notice-moment-sanction", "sanction", name));
        }
        let papers = |it: &Told| {
            let follows = it.follows.iter();
            follows
                .map(|it| it.instrument.clone())
                .collect::<BTreeSet<_>>()
        };
        let was = before.map(papers).unwrap_or_default();
        for paper in papers(now).difference(&was) {
            let name = told.name(Kind::Instrument, paper).plain;
            lines.push(self.one("next-follow", "instrument", name));
        }
    }

    fn closed_remedies(&self, before: &Told, now: &Told, lines: &mut Vec<String>) {
        let told = self.catalogue;
        for effect in &before.effects {
            let open = now.effect(&effect.measure);
            for remedy in &effect.remedies {
                let is_open = open.is_some_and(|it| {
                    let mut remedies = it.remedies.iter();
                    remedies.any(|it| it.remedy == remedy.remedy)
                });
                if !is_open && remedy.until.is_some_and(|until| until <= now.at) {
                    let vars = vars![
                        "remedy" => told.name(Kind::Remedy, &remedy.remedy).plain,
                        "measure" => told.name(Kind::Measure, &effect.measure).plain,
                    ];
                    lines.push(told.say("notice-moment-remedy-over", &vars));
                }
            }
        }
    }
}

/// Whether an effect would hold if it were decided, and the person warned before that.
fn waits_for_decision(effect: &Effect) -> bool {
    let against = effect.because.against();
    let waits = |because: &Because| {
        matches!(
            because,
            Because::Undecided | Because::NotWarned { .. } | Because::Warned { .. }
        )
    };
    effect.answer == Truth::No
        && against.iter().all(|node| waits(&node.because))
        && against
            .iter()
            .any(|node| matches!(node.because, Because::Undecided))
}
