//! To a court: the proof, reading by reading, with citations and the digests of events.

use writ_law::case::Event;
use writ_law::truth::Truth;

use super::told::{Effect, Node, SanctionStatus, Status};
use super::{Account, Page};
use crate::catalogue::vars;
use crate::digest::digest;
use crate::name::Kind;

impl Account<'_> {
    pub(super) fn court(&self) -> String {
        let mut page = Page::default();
        self.head(&mut page);
        page.line(
            0,
            &self.one("court-heading", "matter", self.matter.id.clone()),
        );
        let vars = vars![
            "regime" => self.regime.name(),
            "version" => self.version(),
            "digest" => self.regime.digest(),
        ];
        page.line(0, &self.catalogue.say("court-regime", &vars));
        self.standing(&mut page);
        for effect in self.asked() {
            self.proof(effect, &mut page);
        }
        if let Some(next) = self.position.next_change {
            page.heading(&self.at("court-next", "at", next));
        }
        self.happenings(&mut page);
        page.0
    }

    /// The effects that the account is about: the one asked for, or all.
    fn asked(&self) -> Vec<&Effect> {
        let effects = self.position.effects.iter();
        effects
            .filter(|effect| self.why_not.is_none_or(|asked| effect.measure == asked))
            .collect()
    }

    fn standing(&self, page: &mut Page) {
        let told = self.catalogue;
        let position = self.position;
        let eligible = told.word(match position.eligible {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        });
        page.line(0, &self.one("court-eligible", "answer", eligible));
        match &position.served {
            None => page.line(0, &told.word("court-not-served")),
            Some(served) => {
                let vars = vars![
                    "at" => self.instant(served.since),
                    "channel" => told.name(Kind::Channel, &served.channel),
                    "rule" => served.rule.as_str(),
                ];
                page.line(0, &told.say("court-served", &vars));
                if let Some(day) = served.day {
                    page.line(0, &self.one("court-served-day", "day", told.date(day)));
                }
                if let Some(sender) = served.sender {
                    page.line(0, &self.at("court-served-sender", "at", sender));
                }
            }
        }
        for (reading, stage) in &position.stage {
            let vars = vars!["reading" => reading.as_str(), "stage" => self.stage(stage)];
            page.line(
                0,
                &if position.stage.len() == 1 {
                    told.say("court-stage-only", &vars)
                } else {
                    told.say("court-stage", &vars)
                },
            );
        }
        self.duties(page);
        for sanction in &position.sanctions {
            let status = told.word(match sanction.status {
                SanctionStatus::Open => "status-may",
                SanctionStatus::No => "status-no",
                SanctionStatus::Unknown => "status-unknown",
                SanctionStatus::Imposed => "status-imposed",
            });
            let sanction = told.name(Kind::Sanction, &sanction.sanction);
            let vars = vars!["sanction" => sanction, "status" => status];
            page.line(0, &told.say("court-sanction", &vars));
        }
        for follow in &position.follows {
            let instrument = told.name(Kind::Instrument, &follow.instrument).plain;
            page.line(0, &self.one("court-follow", "instrument", instrument));
        }
    }

    fn duties(&self, page: &mut Page) {
        let told = self.catalogue;
        for duty in &self.position.duties {
            let status = told.word(match duty.status {
                Status::Open => "status-open",
                Status::Met => "status-met",
                Status::Excused => "status-excused",
                Status::Void => "status-void",
            });
            let vars = vars!["duty" => told.name(Kind::Duty, &duty.duty), "status" => status];
            page.line(
                0,
                &match duty.due {
                    None => told.say("court-duty", &vars),
                    Some(due) => told.say("court-duty-due", &vars.with("due", self.instant(due))),
                },
            );
        }
    }

    fn proof(&self, effect: &Effect, page: &mut Page) {
        let told = self.catalogue;
        let measure = self.measure(&effect.measure);
        let vars = vars!["measure" => measure, "answer" => self.answer(effect.answer)];
        page.heading(&told.say("court-measure", &vars));
        if let Some(since) = effect.since {
            page.line(1, &self.at("court-since", "at", since));
        }
        if let Some(until) = effect.until {
            page.line(1, &self.at("court-until", "at", until));
        }
        for remedy in &effect.remedies {
            let vars = vars!["remedy" => told.name(Kind::Remedy, &remedy.remedy)];
            page.line(
                1,
                &match remedy.until {
                    None => told.say("court-remedy-open", &vars),
                    Some(until) => {
                        told.say("court-remedy", &vars.with("until", self.instant(until)))
                    }
                },
            );
        }
        if effect.answer == Truth::Yes {
            let ends = told.events(&effect.ends_on, "join-semicolon");
            page.line(1, &self.one("court-ends", "events", ends));
        }
        self.node(&effect.because, 1, page);
    }

    /// The proof tree, one sentence a line: `+` what holds, `-` what does not, `?` what is unknown.
    fn node(&self, node: &Node, depth: usize, page: &mut Page) {
        let mark = match node.truth {
            Truth::Yes => '+',
            Truth::No => '-',
            Truth::Unknown => '?',
        };
        let mut line = format!("{mark} {}", self.reason(node));
        if !node.cite.is_empty() {
            let cites = self.one("court-cites", "cites", node.cite.join(", "));
            line = format!("{line} {cites}");
        }
        if !node.events.is_empty() {
            let rests = self.one("court-rests", "events", node.events.join(", "));
            line = format!("{line} ({rests})");
        }
        page.line(depth, &line);
        for (reading, tree) in &node.readings {
            let vars = vars!["reading" => reading.as_str(), "answer" => self.answer(tree.truth)];
            page.line(depth + 1, &self.catalogue.say("court-reading", &vars));
            self.node(tree, depth + 2, page);
        }
        for part in &node.parts {
            self.node(part, depth + 1, page);
        }
    }

    /// What happened, with what the law may ask about it.
    fn deed(&self, event: &Event) -> String {
        let told = self.catalogue;
        let done = told.event(event.kind).form("done").to_owned();
        let channel = event.channel.as_deref().map(|channel| {
            let name = told.name(Kind::Channel, channel);
            name.form("by").to_owned()
        });
        let named = |kind, name: &Option<String>| {
            let name = name.as_deref()?;
            Some(told.name(kind, name).plain)
        };
        let more = [
            channel,
            named(Kind::Measure, &event.effect),
            named(Kind::Remedy, &event.remedy),
            named(Kind::Excuse, &event.excuse),
            named(Kind::Reason, &event.reason),
            named(Kind::Outcome, &event.outcome),
            named(Kind::Who, &event.by),
        ];
        let more: Vec<String> = more.into_iter().flatten().collect();
        if more.is_empty() {
            return done;
        }
        format!("{done} ({})", told.join("join-semicolon", more))
    }

    fn happenings(&self, page: &mut Page) {
        let told = self.catalogue;
        let known = |event: &&Event| {
            let by = self.position.known_at;
            by.is_none_or(|known| event.recorded_at <= known)
        };
        let events: Vec<&Event> = self.events.iter().filter(known).collect();
        if events.is_empty() {
            return;
        }
        page.heading(&told.word("court-events"));
        for event in events {
            let vars = vars![
                "id" => event.id.as_str(),
                "event" => self.deed(event),
                "at" => self.instant(event.at),
                "recorded" => self.instant(event.recorded_at),
            ];
            page.line(1, &told.say("court-event", &vars));
            page.line(2, &self.one("court-digest", "digest", digest(event)));
        }
        page.line(0, &told.word("court-facts"));
    }
}
