//! What serves.

use writ_law::tree::{Ground, Rebuttal, Rebutted, ServiceNeed, ServiceRule, Tolling, Wait};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn service(&self, service: &ServiceRule) -> Says {
        let told = self.catalogue;
        let channel = told.name(Kind::Channel, service.channel.as_str());
        let mut says = Says::default();
        if service.grounds.is_empty() {
            says.0
                .push(told.say("service-never", &vars!["channel" => channel]));
            return says;
        }
        let grounds = self.grounds(&service.grounds);
        let vars = vars!["channel" => channel, "grounds" => grounds];
        says.0.push(told.say("service", &vars));
        for need in &service.needs {
            self.need(need, &mut says);
        }
        if let Some(sender) = service.sender {
            let event = told.event(sender).plain;
            says.0.push(self.one("service-sender", "event", event));
        }
        says.0.extend(self.tolled(&service.tolled_by));
        for rebuttal in &service.rebuttals {
            self.rebuttal(rebuttal, &mut says);
        }
        says
    }

    pub(super) fn grounds(&self, grounds: &[Ground]) -> String {
        let each = grounds.iter().map(|ground| self.ground(ground));
        self.catalogue.join("join-or", each)
    }

    fn ground(&self, ground: &Ground) -> String {
        let told = self.catalogue;
        let mut terms = Vec::new();
        if let Some(mark) = &ground.mark {
            terms.push(self.one("ground-mark", "mark", told.quoted(mark.as_str())));
        }
        if let Some(attempt) = ground.attempt {
            terms.push(told.say("ground-attempt", &vars!["n" => attempt]));
        }
        match &ground.wait {
            None => {}
            Some(Wait::After(term)) => {
                let vars = vars!["term" => told.term(self.tree, term)];
                terms.push(told.say("ground-after", &vars));
            }
            Some(Wait::OnDay(term)) => {
                let vars = vars!["term" => told.term(self.tree, term)];
                terms.push(told.say("ground-on-day", &vars));
            }
        }
        let public = |id, name: &writ_law::tree::Name| {
            let name = told.name(Kind::PublicEvent, name.as_str()).plain;
            self.one(id, "name", name)
        };
        terms.extend(
            ground
                .since
                .as_ref()
                .map(|name| public("ground-since", name)),
        );
        terms.extend(
            ground
                .until
                .as_ref()
                .map(|name| public("ground-until", name)),
        );
        let event = told.event(ground.event);
        if terms.is_empty() {
            return told.say("ground", &vars!["event" => event]);
        }
        let terms = told.join("join-semicolon", terms);
        told.say("ground-with", &vars!["event" => event, "terms" => terms])
    }

    fn need(&self, need: &ServiceNeed, says: &mut Says) {
        let told = self.catalogue;
        match need {
            ServiceNeed::Judged(name) => {
                let name = told.name(Kind::Judgement, name.as_str()).plain;
                says.0.push(self.one("need-judged", "name", name));
            }
            ServiceNeed::Alerts {
                count,
                apart,
                within,
            } => {
                says.0.push(told.say("need-alerts", &vars!["n" => *count]));
                if let Some(apart) = apart {
                    let vars = vars!["length" => told.amount(*apart)];
                    says.0.push(told.say("need-alerts-apart", &vars));
                }
                if let Some(within) = within {
                    let vars = vars!["length" => told.amount(*within)];
                    says.0.push(told.say("need-alerts-within", &vars));
                }
            }
            ServiceNeed::Attempts { count, apart } => {
                says.0
                    .push(told.say("need-attempts", &vars!["n" => *count]));
                if let Some(apart) = apart {
                    let vars = vars!["length" => told.amount(*apart)];
                    says.0.push(told.say("need-attempts-apart", &vars));
                }
            }
            ServiceNeed::Tried(channel) => {
                let channel = told.name(Kind::Channel, channel.as_str());
                says.0
                    .push(told.say("need-tried", &vars!["channel" => channel]));
            }
        }
    }

    /// What makes clocks stand still, if anything does.
    pub(super) fn tolled(&self, by: &[Tolling]) -> Option<String> {
        let word = |tolling: &Tolling| {
            self.catalogue.word(match tolling {
                Tolling::Outage => "tolling-outage",
                Tolling::Absence => "tolling-absence",
            })
        };
        let when = self.catalogue.join("join-and", by.iter().map(word));
        (!by.is_empty()).then(|| self.one("tolled", "when", when))
    }

    fn rebuttal(&self, rebuttal: &Rebuttal, says: &mut Says) {
        let told = self.catalogue;
        let id = match rebuttal.then {
            Rebutted::Never => "rebuttal-never",
            Rebutted::ThatDay => "rebuttal-that-day",
            Rebutted::NextDay => "rebuttal-next-day",
        };
        let reason = told.name(Kind::Reason, rebuttal.reason.as_str()).plain;
        says.0.push(self.one(id, "reason", reason));
        if let Some(within) = &rebuttal.within {
            let vars = vars!["term" => told.term(self.tree, within)];
            says.0.push(told.say("rebuttal-within", &vars));
        }
    }
}
