//! Instruments, channels and their order.

use writ_law::tree::{
    Channel, ChannelRegion, Instrument, InstrumentKind, Judgement, Ladder, Lead, Name, PublicEvent,
    Rung, Serves,
};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn instrument(&self, instrument: &Instrument) -> Says {
        let told = self.catalogue;
        let id = match instrument.kind {
            InstrumentKind::Summons => "instrument-summons",
            InstrumentKind::Order => "instrument-order",
            InstrumentKind::Questionnaire => "instrument-questionnaire",
            InstrumentKind::Test => "instrument-test",
        };
        let to = instrument.to.iter().map(Name::as_str);
        let vars = vars![
            "instrument" => told.name(Kind::Instrument, instrument.name.as_str()),
            "to" => told.names(Kind::Category, to, "join-and"),
        ];
        let mut says = Says(vec![told.say(id, &vars)]);
        says.0
            .extend(instrument.lead.as_ref().and_then(|lead| self.lead(lead)));
        if !instrument.names.is_empty() {
            let names = instrument.names.iter().map(Name::as_str);
            let what = told.names(Kind::Mention, names, "join-and");
            says.0.push(self.one("instrument-names", "what", what));
        }
        if !instrument.windows.is_empty() {
            let windows = instrument.windows.iter().map(Name::as_str);
            let windows = told.names(Kind::Window, windows, "join-or");
            says.0
                .push(self.one("instrument-windows", "windows", windows));
        }
        if !instrument.first_contact.is_empty() {
            let first = instrument.first_contact.iter().map(Name::as_str);
            let channels = told.names(Kind::Channel, first, "join-or");
            says.0
                .push(self.one("instrument-first-contact", "channels", channels));
        }
        for offer in &instrument.offers {
            let excuse = told.name(Kind::Excuse, offer.excuse.as_str());
            let vars = vars!["n" => offer.times, "excuse" => excuse];
            says.0.push(told.say("instrument-offer", &vars));
        }
        says
    }

    fn lead(&self, lead: &Lead) -> Option<String> {
        let told = self.catalogue;
        let mut vars = vars!["anchor" => told.anchor(&lead.from)];
        if let Some(min) = lead.min {
            vars = vars.with("min", told.amount(min));
        }
        if let Some(max) = lead.max {
            vars = vars.with("max", told.amount(max));
        }
        let id = match (lead.min, lead.max) {
            (Some(_), Some(_)) => "instrument-lead-between",
            (Some(_), None) => "instrument-lead-min",
            (None, Some(_)) => "instrument-lead-max",
            (None, None) => return None,
        };
        Some(told.say(id, &vars))
    }

    pub(super) fn channel(&self, channel: &Channel) -> Says {
        let told = self.catalogue;
        let name = told.name(Kind::Channel, channel.name.as_str());
        let vars = vars!["channel" => name];
        let mut says = Says::default();
        says.0.push(match channel.serves {
            Serves::Yes => told.say("channel-serves", &vars),
            Serves::Courtesy => told.say("channel-courtesy", &vars),
        });
        if !channel.needs.is_empty() {
            let need = |need: &writ_law::tree::Need| {
                told.test(&writ_law::because::FactTest::Value {
                    fact: need.fact.text.clone(),
                    value: need.value.text.clone(),
                })
            };
            let needs = told.join("join-semicolon", channel.needs.iter().map(need));
            says.0.push(self.one("channel-needs", "needs", needs));
        }
        if !channel.regions.is_empty() {
            let regions = channel.regions.iter().map(|region| self.region(region));
            let regions = told.join("join-semicolon", regions);
            says.0.push(self.one("channel-regions", "regions", regions));
        }
        let each = [
            ("channel-giver", "who", Kind::Who, &channel.by),
            ("channel-taker", "who", Kind::Who, &channel.to),
            ("channel-place", "places", Kind::Place, &channel.place),
        ];
        for (id, gap, kind, names) in each {
            if !names.is_empty() {
                let names = told.names(kind, names.iter().map(Name::as_str), "join-or");
                says.0.push(self.one(id, gap, names));
            }
        }
        says
    }

    fn region(&self, region: &ChannelRegion) -> String {
        let told = self.catalogue;
        let mut vars = vars!["name" => region.name.as_str()];
        if let Some(from) = region.from {
            vars = vars.with("from", told.local(from));
        }
        if let Some(until) = region.until {
            vars = vars.with("until", told.local(until));
        }
        let id = match (region.from, region.until) {
            (None, None) => "region-always",
            (Some(_), None) => "region-from",
            (None, Some(_)) => "region-until",
            (Some(_), Some(_)) => "region-between",
        };
        told.say(id, &vars)
    }

    pub(super) fn ladder(&self, ladder: &Ladder) -> Says {
        let told = self.catalogue;
        let rung = |rung: &Rung| {
            let vars = vars!["channel" => told.name(Kind::Channel, rung.channel.as_str())];
            match rung.tried_for {
                Some(time) => told.say("rung", &vars.with("length", told.amount(time))),
                None => told.say("rung-last", &vars),
            }
        };
        let vars = vars![
            "instrument" => told.name(Kind::Instrument, ladder.instrument.as_str()),
            "rungs" => told.join("join-then", ladder.rungs.iter().map(rung)),
        ];
        Says(vec![told.say("ladder", &vars)])
    }

    pub(super) fn public_event(&self, event: &PublicEvent) -> Says {
        let name = self.catalogue.name(Kind::PublicEvent, event.name.as_str());
        Says(vec![self.one("public-event", "name", name.plain)])
    }

    pub(super) fn judgement(&self, judgement: &Judgement) -> Says {
        let told = self.catalogue;
        let vars = vars![
            "name" => told.name(Kind::Judgement, judgement.name.as_str()),
            "who" => told.name(Kind::Who, judgement.by.as_str()),
        ];
        Says(vec![told.say("judgement", &vars)])
    }
}
