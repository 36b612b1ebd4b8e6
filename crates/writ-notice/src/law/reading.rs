//! Readings, versions, what is left out, and what is cited.

use writ_law::tree::{
    Assumption, Change, Dispute, Name, Pending, Reading, Source, Unmodelled, Version,
};

use super::{Law, RuleRef, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn version(&mut self, version: &Version) {
        let told = self.catalogue;
        let vars = vars![
            "version" => told.quoted(version.name.as_str()),
            "from" => told.local(version.from),
        ];
        let mut says = Says::default();
        says.0.push(match version.until {
            None => told.say("version-from", &vars),
            Some(until) => told.say("version-between", &vars.with("until", told.local(until))),
        });
        says.0.push(told.word(match version.pending {
            Some(Pending::KeepOld) => "pending-keep-old",
            Some(Pending::Switch) => "pending-switch",
            Some(Pending::KeepOldUnlessMilder) => "pending-keep-old-unless-milder",
            None => "pending-unsaid",
        }));
        says.0.extend(self.changes(&version.changes));
        for repeal in &version.repeals {
            let vars = vars![
                "node" => told.name(Kind::Node, repeal.node.as_str()),
                "name" => told.quoted(&told.label(repealed(repeal.node.as_str()), repeal.name.as_str())),
            ];
            says.0.push(told.say("version-repeal", &vars));
        }
        self.put("force", says, &version.cite);
        for rule in &version.rules {
            let rule = RuleRef::of(rule);
            let node = told.name(Kind::Node, rule.node()).plain;
            let mut says = Says(vec![self.one("version-rule", "node", node)]);
            says.0.extend(self.says(rule).0);
            self.put("force", says, rule.cite());
        }
    }

    pub(super) fn reading(&mut self, dispute: &Dispute, reading: &Reading) {
        let told = self.catalogue;
        let vars = vars![
            "dispute" => told.quoted(dispute.name.as_str()),
            "reading" => told.quoted(reading.name.as_str()),
            "status" => told.name(Kind::ReadingStatus, reading.status.as_str()),
        ];
        let mut says = Says(vec![told.say("reading", &vars)]);
        if reading.changes.is_empty() {
            says.0.push(told.word("reading-as-it-stands"));
        }
        says.0.extend(self.changes(&reading.changes));
        self.put("disputed", says, &reading.cite);
    }

    fn changes(&self, changes: &[Change]) -> Vec<String> {
        let mut said = Vec::new();
        for change in changes {
            self.change(change, &mut said);
        }
        said
    }

    fn change(&self, change: &Change, said: &mut Vec<String>) {
        let told = self.catalogue;
        match change {
            Change::Stage { stage, then } => {
                if then.is_empty() {
                    let stage = told.label(Kind::Stage, stage.as_str());
                    said.push(self.one("change-stage-stays", "stage", stage));
                }
                let ways = then.iter();
                said.extend(ways.map(|then| self.moves("change-stage", stage, then)));
            }
            Change::Effect { measure, stages } => {
                let vars = vars!["measure" => told.name(Kind::Measure, measure.as_str())];
                said.push(if stages.is_empty() {
                    told.say("change-effect-never", &vars)
                } else {
                    let stages = self.stages(stages, "join-or");
                    told.say("change-effect", &vars.with("stages", stages))
                });
            }
            Change::Service { channel, grounds } => {
                let vars = vars!["channel" => told.name(Kind::Channel, channel.as_str())];
                said.push(if grounds.is_empty() {
                    told.say("change-service-never", &vars)
                } else {
                    let grounds = self.grounds(grounds);
                    told.say("change-service", &vars.with("grounds", grounds))
                });
            }
            Change::Instrument { instrument, to } => {
                let to = to.iter().map(Name::as_str);
                let vars = vars![
                    "instrument" => told.name(Kind::Instrument, instrument.as_str()),
                    "to" => told.names(Kind::Category, to, "join-and"),
                ];
                said.push(told.say("change-instrument", &vars));
            }
        }
    }

    pub(super) fn unmodelled(&mut self, gap: &Unmodelled) {
        let told = self.catalogue;
        let vars = vars![
            "name" => told.quoted(gap.name.as_str()),
            "reason" => told.quoted(&gap.reason) + ".",
        ];
        let mut says = Says(vec![told.say("unmodelled", &vars)]);
        let whom = told.name(Kind::Who, gap.affects.as_str()).plain;
        says.0.push(self.one("unmodelled-affects", "whom", whom));
        self.put("left-out", says, &[]);
    }

    pub(super) fn source(&mut self, source: &Source) {
        let told = self.catalogue;
        let vars = vars![
            "name" => told.quoted(source.name.as_str()),
            "kind" => told.name(Kind::Source, source.kind.as_str()),
        ];
        let mut says = Says(vec![told.say("source", &vars)]);
        if let Some(file) = &source.file {
            says.0.push(self.one("source-file", "file", file.as_str()));
        }
        for text in &source.says {
            let text = told.quoted(text) + ".";
            says.0.push(self.one("source-says", "text", text));
        }
        self.put("cited", says, &[]);
    }

    pub(super) fn assumption(&mut self, assumption: &Assumption) {
        let told = self.catalogue;
        let vars = vars![
            "name" => told.quoted(assumption.name.as_str()),
            "text" => told.quoted(&assumption.text) + ".",
        ];
        let mut says = Says(vec![told.say("assumption", &vars)]);
        if !assumption.affects.is_empty() {
            let what = told.join("join-comma", assumption.affects.iter().cloned());
            says.0.push(self.one("assumption-affects", "what", what));
        }
        self.put("cited", says, &[]);
    }
}

/// What the name of a repealed rule names.
fn repealed(node: &str) -> Kind<'static> {
    match node {
        "category" => Kind::Category,
        "instrument" | "lifecycle" | "ladder" | "follow" | "selection" => Kind::Instrument,
        "channel" | "service" => Kind::Channel,
        "duty" => Kind::Duty,
        "effect" | "limit" => Kind::Measure,
        "warning" => Kind::Warning,
        "remedy" => Kind::Remedy,
        "excuse" => Kind::Excuse,
        "exception" => Kind::Exception,
        "sanction" => Kind::Sanction,
        "window" => Kind::Window,
        "public-event" => Kind::PublicEvent,
        "judgement" => Kind::Judgement,
        _ => Kind::Period,
    }
}
