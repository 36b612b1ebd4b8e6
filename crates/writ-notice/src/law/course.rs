//! The course of a matter: stages, duties, what may follow.

use writ_law::event::EventKind;
use writ_law::tree::{Due, Duty, Follow, Lifecycle, Name, Then, Trigger, Voids};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn lifecycle(&self, lifecycle: &Lifecycle) -> Says {
        let told = self.catalogue;
        let mut says = Says::default();
        if let Some(first) = lifecycle.stages.first() {
            let vars = vars![
                "instrument" => told.name(Kind::Instrument, lifecycle.instrument.as_str()),
                "stage" => told.label(Kind::Stage, first.name.as_str()),
            ];
            says.0.push(told.say("lifecycle-first", &vars));
        }
        for stage in &lifecycle.stages {
            if stage.then.is_empty() {
                let stage = told.label(Kind::Stage, stage.name.as_str());
                says.0.push(self.one("stage-stays", "stage", stage));
            }
            for then in &stage.then {
                says.0.push(self.moves("stage-moves", &stage.name, then));
            }
        }
        says.0.extend(self.tolled(&lifecycle.tolled_by));
        let mut ends: Vec<EventKind> = EventKind::ALL
            .iter()
            .copied()
            .filter(|kind| kind.closes())
            // A reason that sets a new day ends nothing: the matter goes on.
            .filter(|kind| *kind != EventKind::ExcuseAccepted || self.excuse_closes())
            .collect();
        for kind in &lifecycle.ends_on {
            if !ends.contains(kind) {
                ends.push(*kind);
            }
        }
        let events = told.events(&ends, "join-semicolon");
        says.0.push(self.one("lifecycle-ends", "events", events));
        says.0.push(told.word(match lifecycle.voids {
            Voids::FromStart => "voids-from-start",
            Voids::FromNow => "voids-from-now",
        }));
        says
    }

    /// A way from one stage to another.
    pub(super) fn moves(&self, id: &str, stage: &Name, then: &Then) -> String {
        let told = self.catalogue;
        let vars = vars![
            "stage" => told.label(Kind::Stage, stage.as_str()),
            "to" => told.label(Kind::Stage, then.to.as_str()),
            "trigger" => self.trigger(&then.trigger),
        ];
        told.say(id, &vars)
    }

    fn trigger(&self, trigger: &Trigger) -> String {
        let told = self.catalogue;
        match trigger {
            Trigger::Served => told.word("trigger-served"),
            Trigger::On(kind) => self.one("trigger-on", "event", told.event(*kind).plain),
            Trigger::After { period, from } => {
                let vars = vars!["term" => told.term(self.tree, period)];
                match from {
                    Some(from) => {
                        told.say("trigger-after", &vars.with("anchor", told.anchor(from)))
                    }
                    None => told.say("trigger-after-unsaid", &vars),
                }
            }
            Trigger::Missed { duty } => {
                let duty = told.name(Kind::Duty, duty.as_str()).plain;
                self.one("trigger-missed", "duty", duty)
            }
        }
    }

    /// Whether the acceptance of some reason for not appearing closes a matter. Where the law names
    /// no reason, accepting one does.
    fn excuse_closes(&self) -> bool {
        let excuses = &self.tree.excuses;
        excuses.is_empty() || excuses.iter().any(|it| it.then_appear_within.is_none())
    }

    pub(super) fn duty(&self, duty: &Duty) -> Says {
        let told = self.catalogue;
        let name = told.name(Kind::Duty, duty.name.as_str()).plain;
        let mut says = Says(vec![self.one("duty", "duty", name)]);
        if !duty.of.is_empty() {
            let papers = duty.of.iter().map(Name::as_str);
            let papers = told.names(Kind::Instrument, papers, "join-or");
            says.0.push(self.one("duty-of", "instruments", papers));
        }
        let vars = vars!["anchor" => told.anchor(&duty.from)];
        says.0.push(told.say("duty-from", &vars));
        if !duty.upon.is_empty() {
            let upon = duty.upon.iter().map(Name::as_str);
            let who = told.names(Kind::Category, upon, "join-and");
            says.0.push(self.one("duty-upon", "who", who));
        }
        says.0.push(match &duty.due {
            Due::By(anchor) => told.say("duty-by", &vars!["anchor" => told.anchor(anchor)]),
            Due::Within(term) => {
                let term = told.term(self.tree, term);
                told.say("duty-within", &vars!["term" => term])
            }
        });
        match &duty.late_within {
            Some(late) => {
                let vars = vars!["term" => told.term(self.tree, late)];
                says.0.push(told.say("duty-late", &vars));
            }
            None if duty.due == Due::By(writ_law::tree::Anchor::AppearAt) => {
                says.0.push(told.word("duty-nothing-late"));
            }
            None => {}
        }
        let events = told.events(&duty.met_by, "join-or");
        says.0.push(self.one("duty-met", "events", events));
        says
    }

    pub(super) fn follow(&self, follow: &Follow) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "instrument" => told.name(Kind::Instrument, follow.instrument.as_str()),
            "stage" => told.label(Kind::Stage, follow.on.as_str()),
        ];
        let mut says = Says(vec![told.say("follow", &vars)]);
        if let Some(within) = follow.within {
            let vars = vars!["length" => told.amount(within)];
            says.0.push(told.say("follow-within", &vars));
        }
        says
    }
}
