//! What is restricted, who is warned, for how long, and what may be imposed.

use writ_law::tree::{
    Amount, DecidedBy, Effect, Exception, Limit, Name, Sanction, Silence, Unit, Warning,
};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn effect(&self, effect: &Effect) -> Says {
        let told = self.catalogue;
        let measure = told.name(Kind::Measure, effect.measure.as_str());
        let mut says = Says::default();
        if effect.stages.is_empty() {
            says.0
                .push(told.say("effect-never", &vars!["measure" => measure]));
            return says;
        }
        let stages = self.stages(&effect.stages, "join-or");
        let vars = vars!["measure" => measure, "stages" => stages];
        says.0.push(told.say("effect", &vars));
        if let Some(when) = &effect.when {
            says.0
                .push(self.one("effect-when", "when", told.condition(when)));
        }
        says.0.push(told.word(match effect.decided {
            DecidedBy::Automatic => "effect-automatic",
            DecidedBy::Officer => "effect-officer",
            DecidedBy::Court => "effect-court",
        }));
        if let Some((within, from)) = &effect.decide_within {
            let vars = vars![
                "term" => told.term(self.tree, within),
                "anchor" => told.anchor(from),
            ];
            says.0.push(told.say("effect-decide-within", &vars));
        }
        let vars = vars![
            "who" => told.name(Kind::Who, effect.asks.as_str()),
            "purpose" => told.name(Kind::Purpose, &effect.purpose),
        ];
        says.0.push(told.say("effect-asks", &vars));
        let vars = vars!["length" => told.amount(effect.answer_lives)];
        says.0.push(told.say("effect-answer", &vars));
        says
    }

    pub(super) fn warning(&self, warning: &Warning) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "warning" => told.name(Kind::Warning, warning.name.as_str()),
            "stage" => told.label(Kind::Stage, warning.after.as_str()),
        ];
        let mut says = Says(vec![told.say("warning", &vars)]);
        if let Some(within) = warning.within {
            let vars = vars!["length" => told.amount(within)];
            says.0.push(told.say("warning-within", &vars));
        }
        let by = warning.by.iter().map(|channel| {
            let name = told.name(Kind::Channel, channel.as_str());
            name.form("by").to_owned()
        });
        // One of them is enough.
        let channels = told.join("join-or", by);
        says.0.push(self.one("warning-by", "channels", channels));
        let vars = vars!["length" => told.amount(warning.then)];
        says.0.push(told.say("warning-then", &vars));
        says
    }

    pub(super) fn limit(&self, limit: &Limit) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "measure" => told.name(Kind::Measure, limit.measure.as_str()),
            "length" => told.amount(limit.longest),
        ];
        let mut says = Says(vec![told.say("limit", &vars)]);
        if let Some(unless) = limit.unless {
            let event = told.event(unless).plain;
            says.0.push(self.one("limit-unless", "event", event));
        }
        if let Some(in_all) = limit.in_all {
            let days = |n: u16| {
                told.amount(Amount {
                    n: n.into(),
                    unit: Unit::Days,
                })
            };
            let vars = vars!["most" => days(in_all.most), "within" => days(in_all.within)];
            says.0.push(told.say("limit-in-all", &vars));
        }
        says
    }

    pub(super) fn exception(&self, exception: &Exception) -> Says {
        let told = self.catalogue;
        let from = exception.from.iter().map(Name::as_str);
        let vars = vars![
            "exception" => told.name(Kind::Exception, exception.name.as_str()),
            "measures" => told.names(Kind::Measure, from, "join-and"),
        ];
        let mut says = Says(vec![told.say("exception", &vars)]);
        let who = told.name(Kind::Who, exception.decided_by.as_str()).plain;
        says.0.push(self.one("decided-by", "who", who));
        let vars = vars!["length" => told.amount(exception.decide_within)];
        says.0.push(match exception.silence {
            Silence::Grants => told.say("exception-grants", &vars),
            Silence::Refuses => told.say("exception-refuses", &vars),
        });
        let vars = vars!["term" => told.term(self.tree, &exception.lasts)];
        says.0.push(told.say("exception-lasts", &vars));
        says
    }

    pub(super) fn sanction(&self, sanction: &Sanction) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "sanction" => told.name(Kind::Sanction, sanction.name.as_str()),
            "stages" => self.stages(&sanction.stages, "join-or"),
        ];
        let mut says = Says(vec![told.say("sanction", &vars)]);
        says.0.push(told.word(match sanction.decided {
            DecidedBy::Automatic => "sanction-automatic",
            DecidedBy::Officer => "sanction-officer",
            DecidedBy::Court => "sanction-court",
        }));
        if let Some(count) = &sanction.count {
            let vars = vars![
                "n" => count.n,
                "length" => told.amount(count.within),
                "fact" => told.name(Kind::Fact, count.of.as_str()),
            ];
            says.0.push(told.say("sanction-count", &vars));
        }
        says
    }
}
