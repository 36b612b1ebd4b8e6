//! What a notice says of the matter: what must be done, why this person, when it counts as known.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use writ_law::case::Fact;
use writ_law::eligibility::{Eligibility, eligibility};
use writ_law::tree::{Anchor, Due, Duty, Instrument, Name, Predicate, Serves};
use writ_law::truth::Truth;

use super::foreseen::Foreseen;
use super::{
    Appointment, AppointmentStatus, Beside, Block, Furniture, Issue, Notice, Record, Section,
    Standing, Term,
};
use crate::catalogue::{Catalogue, Vars, capital, vars};
use crate::file::File;
use crate::law::RuleRef;
use crate::name::Kind;
use crate::position::Force;

/// A notice being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing<'w, 'a> {
    pub(super) issue: &'w Issue<'a>,
    pub(super) course: &'w Foreseen,
    pub(super) beside: Beside<'w>,
    pub(super) catalogue: &'w Catalogue,
}

impl<'a> Writing<'_, 'a> {
    pub(super) fn zone(&self) -> &TimeZone {
        self.issue.regime.zone()
    }

    pub(super) fn instant(&self, at: Timestamp) -> String {
        self.catalogue.instant(at, self.zone())
    }

    /// A message that speaks of one thing.
    pub(super) fn one(&self, id: &str, name: &'static str, word: impl Into<String>) -> String {
        let vars = Vars::default().with(name, word.into());
        self.catalogue.say(id, &vars)
    }

    pub(super) fn term(&self, label: &str, value: impl Into<String>) -> Term {
        let label = self.catalogue.word(label);
        let value = value.into();
        Term { label, value }
    }

    pub(super) fn section(
        &self,
        topic: &'static str,
        standing: Standing,
        blocks: Vec<Block>,
    ) -> Section {
        let heading = self.catalogue.word(&format!("about-notice-{topic}"));
        Section {
            topic,
            heading,
            standing,
            blocks,
        }
    }

    pub(super) fn instrument(&self) -> Option<&'a Instrument> {
        let mut instruments = self.issue.regime.tree().instruments.iter();
        instruments.find(|it| it.name.as_str() == self.issue.matter.instrument)
    }

    /// The duties that this paper brings.
    pub(super) fn duties(&self) -> impl Iterator<Item = &'a Duty> {
        let instrument = &self.issue.matter.instrument;
        let duties = self.issue.regime.tree().duties.iter();
        duties.filter(move |duty| {
            duty.of.is_empty() || duty.of.iter().any(|of| of.as_str() == instrument)
        })
    }

    /// What is to be done on the date in the paper.
    pub(super) fn on_the_day(&self) -> String {
        let due = |duty: &&Duty| duty.due == Due::By(Anchor::AppearAt);
        let mut duties: Vec<&str> = self
            .duties()
            .filter(due)
            .map(|it| it.name.as_str())
            .collect();
        if duties.is_empty() {
            duties = self.duties().map(|it| it.name.as_str()).collect();
        }
        self.catalogue.names(Kind::Duty, duties, "join-and")
    }

    /// The whole notice.
    pub(super) fn notice(&self) -> Notice {
        let banners = self.banners();
        let committed_banners = banners.len();
        let mut sections = vec![self.section("glance", Standing::Committed, self.glance())];
        if self.issue.is_test() {
            sections.push(self.section("drill", Standing::Committed, self.drill()));
        } else {
            let parts = [
                ("do", self.must()),
                ("why", self.why()),
                ("served", self.served()),
                ("follows", self.follows()),
                ("ends", self.ends()),
                ("can", self.can()),
            ];
            let parts = parts.into_iter();
            sections.extend(
                parts.map(|(topic, blocks)| self.section(topic, Standing::Committed, blocks)),
            );
        }
        let mut notice = Notice {
            language: self.catalogue.language(),
            title: self.title(),
            banners,
            name: self.name(),
            matter: self.issue.matter.id.clone(),
            issued_at: self.issue.matter.issued_at,
            author: self.author(),
            sections,
            appointment: self.appointment(),
            committed_banners,
            record: Record::Matter,
            furniture: self.furniture(),
        };
        notice.banners.extend(self.over());
        self.beside(&mut notice);
        notice
    }

    fn furniture(&self) -> Furniture {
        let told = self.catalogue;
        let vars = vars!["page" => "{page}", "pages" => "{pages}"];
        Furniture {
            page: told.say("notice-page", &vars),
            proof: told.word("notice-attached-proof"),
            text: told.word("notice-attached-text"),
        }
    }

    fn banners(&self) -> Vec<String> {
        let told = self.catalogue;
        let mut banners = Vec::new();
        if self.issue.is_test() {
            banners.push(told.word("notice-banner-test"));
        }
        match self.issue.force {
            Force::Live => {}
            force => banners.push(told.word(force.message())),
        }
        banners
    }

    fn over(&self) -> Option<String> {
        let over = self.beside.over?;
        let vars = vars![
            "at" => self.instant(over.at),
            "event" => self.catalogue.event(over.by),
        ];
        Some(self.catalogue.say("notice-banner-over", &vars))
    }

    fn paper(&self) -> String {
        let instrument = &self.issue.matter.instrument;
        capital(&self.catalogue.label(Kind::Instrument, instrument))
    }

    fn title(&self) -> String {
        let told = self.catalogue;
        if self.issue.is_test() {
            return self.one("notice-title-test", "instrument", self.paper());
        }
        let vars = vars!["instrument" => self.paper()];
        match (self.issue.matter.appear_at, self.duties().next()) {
            (Some(at), Some(_)) => {
                let day = self.zone().to_datetime(at).date();
                let vars = vars
                    .with("duty", self.on_the_day())
                    .with("date", told.date(day));
                told.say("notice-title-day", &vars)
            }
            _ => told.say("notice-title", &vars),
        }
    }

    /// The name of its files. Of a test, and in a sandbox, it says so.
    fn name(&self) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() || letter == '-' {
                letter
            } else {
                '-'
            }
        };
        let matter: String = self.issue.matter.id.chars().map(plain).collect();
        let test = if self.issue.is_test() { "TEST-" } else { "" };
        let kind = match self.issue.force {
            Force::Live => "",
            Force::Sandbox | Force::None => "SANDBOX-",
        };
        format!("{kind}{test}notice-{matter}")
    }

    fn author(&self) -> String {
        match self.beside.office {
            Some(office) => office.authority.clone(),
            None => self.issue.matter.region.clone().unwrap_or_default(),
        }
    }

    /// What whoever reads no further has read.
    fn glance(&self) -> Vec<Block> {
        let told = self.catalogue;
        let mut terms = vec![self.term("notice-for", self.issue.person.id.as_str())];
        if self.issue.is_test() {
            terms.push(self.term("notice-must", told.word("notice-must-nothing")));
        } else {
            let duties = self.duties().map(|it| it.name.as_str());
            let duties = capital(&told.names(Kind::Duty, duties, "join-and"));
            terms.push(self.term("notice-must", duties));
            if let Some(at) = self.issue.matter.appear_at {
                terms.push(self.term("notice-when", self.instant(at)));
            }
            if let Some(place) = &self.issue.matter.place {
                terms.push(self.term("notice-where", place.as_str()));
            }
        }
        let tree = self.issue.regime.tree();
        let vars = vars![
            "title" => tree.regime.title.as_str(),
            "regime" => self.issue.regime.name(),
            "version" => self.issue.regime.version(),
        ];
        terms.push(self.term("notice-law", told.say("notice-law-named", &vars)));
        if let Some(order) = self.issue.order {
            terms.push(self.term("notice-order", order));
        }
        if let Some(campaign) = self.issue.campaign {
            terms.push(self.term("notice-campaign", campaign));
        }
        if let Some(region) = &self.issue.matter.region {
            terms.push(self.term("notice-office", region.as_str()));
        }
        terms.push(self.term("notice-matter", self.issue.matter.id.as_str()));
        let issued_at = self.instant(self.issue.matter.issued_at);
        terms.push(self.term("notice-issued", issued_at));
        vec![Block::Terms(terms)]
    }

    /// What a test says instead of everything else.
    fn drill(&self) -> Vec<Block> {
        let told = self.catalogue;
        let says = [
            "notice-drill-what",
            "notice-drill-nothing",
            "notice-drill-why",
        ];
        let says = says.map(|id| Block::Paragraph(told.word(id)));
        says.to_vec()
    }

    fn must(&self) -> Vec<Block> {
        let told = self.catalogue;
        let mut blocks = Vec::new();
        let mut lines: Vec<String> = self.duties().map(|duty| self.duty(duty)).collect();
        if lines.is_empty() {
            blocks.push(Block::Paragraph(told.word("notice-do-nothing")));
            return blocks;
        }
        if let Some(place) = &self.issue.matter.place {
            lines.push(self.one("must-place", "place", place.as_str()));
        }
        blocks.push(Block::List(lines));
        if self.duties().any(|duty| duty.from == Anchor::Served) {
            blocks.push(Block::Paragraph(told.word("notice-do-served")));
        }
        let zone = self.issue.regime.tree().regime.zone.as_str();
        let zone = vars!["zone" => zone];
        blocks.push(Block::Paragraph(told.say("notice-do-zone", &zone)));
        blocks
    }

    fn duty(&self, duty: &Duty) -> String {
        let told = self.catalogue;
        let name = capital(&told.name(Kind::Duty, duty.name.as_str()).plain);
        let vars = vars!["duty" => name];
        let known = self.course.known();
        let mut worked_out = known.iter().flat_map(|it| &it.duties);
        let due = worked_out
            .find(|it| it.duty == duty.name.as_str())
            .and_then(|it| it.due);
        let said = match (&duty.due, self.issue.matter.appear_at, due) {
            (Due::By(Anchor::AppearAt), Some(at), _) => {
                told.say("notice-do-day", &vars.with("at", self.instant(at)))
            }
            (Due::By(anchor), _, _) => {
                told.say("notice-do-by", &vars.with("anchor", told.anchor(anchor)))
            }
            (Due::Within(term), _, due) => {
                let tree = self.issue.regime.tree();
                let vars = vars
                    .with("term", told.term(tree, term))
                    .with("anchor", told.anchor(&duty.from));
                match due {
                    None => told.say("notice-do-within", &vars),
                    Some(due) => {
                        let due = self.instant(due);
                        told.say("notice-do-within-by", &vars.with("due", due))
                    }
                }
            }
        };
        self.cited(said, &duty.cite)
    }

    /// A sentence with the sources that its rule cites.
    pub(super) fn cited(&self, said: String, cite: &[Name]) -> String {
        if cite.is_empty() {
            return said;
        }
        let cites: Vec<&str> = cite.iter().map(Name::as_str).collect();
        let cites = self.one("court-cites", "cites", cites.join(", "));
        format!("{said} {cites}")
    }

    fn why(&self) -> Vec<Block> {
        let told = self.catalogue;
        let tree = self.issue.regime.tree();
        let issued_at = self.issue.matter.issued_at;
        let person = self.issue.person_then();
        let instrument = &self.issue.matter.instrument;
        let judged = eligibility(self.issue.regime, instrument, &person, issued_at, issued_at);
        let truth = judged.as_ref().map_or(Truth::Unknown, Eligibility::truth);
        let mut blocks = Vec::new();
        let shown = match &judged {
            Ok(Eligibility::Yes { categories }) => categories.as_slice(),
            _ => &[],
        };
        let rules = tree.categories.iter();
        let rules: Vec<_> = rules
            .filter(|it| shown.iter().any(|name| name == it.name.as_str()))
            .collect();
        if rules.is_empty() {
            let id = match truth {
                Truth::No => "eligible-no",
                Truth::Yes | Truth::Unknown => "eligible-unknown",
            };
            blocks.push(Block::Paragraph(told.word(id)));
        } else {
            let names = rules.iter().map(|it| it.name.as_str());
            let names = told.names(Kind::Category, names, "join-and");
            let says = self.one("notice-why-category", "categories", names);
            blocks.push(Block::Paragraph(says));
            let rules = rules.iter().map(|it| self.rule(RuleRef::Category(it)));
            blocks.push(Block::List(rules.collect()));
        }
        let mut named = Vec::new();
        rules.iter().for_each(|it| facts_of(&it.when, &mut named));
        let facts = self.facts(&named, &person.facts);
        if !facts.is_empty() {
            blocks.push(Block::Paragraph(told.word("notice-why-facts")));
            blocks.push(Block::List(facts));
        }
        let selections = tree.selections.iter();
        let chosen = selections.filter(|it| it.instrument.as_str() == instrument);
        let chosen: Vec<String> = chosen.map(|it| self.rule(RuleRef::Selection(it))).collect();
        blocks.extend(chosen.into_iter().map(Block::Paragraph));
        blocks.push(Block::Paragraph(told.word("notice-why-wrong")));
        blocks
    }

    /// The last record of each of these facts by the source that the law takes it from.
    fn facts(&self, named: &[&str], facts: &[Fact]) -> Vec<String> {
        let file = File {
            catalogue: self.catalogue,
            zone: self.zone(),
        };
        let rules = self.issue.regime.tree().facts.iter();
        rules
            .filter(|rule| named.contains(&rule.name.as_str()))
            .filter_map(|rule| {
                let of = |fact: &&Fact| {
                    fact.fact == rule.name.as_str() && fact.source == rule.from.as_str()
                };
                let last = facts.iter().filter(of);
                last.max_by_key(|fact| (fact.at.max(fact.recorded_at), fact.recorded_at))
            })
            .map(|fact| file.fact(fact))
            .collect()
    }

    fn served(&self) -> Vec<Block> {
        let tree = self.issue.regime.tree();
        let serves = |name: &Name| {
            let mut channels = tree.channels.iter();
            channels.any(|it| it.name == *name && it.serves == Serves::Yes)
        };
        let services = tree.services.iter().filter(|it| serves(&it.channel));
        let says: Vec<String> = services.map(|it| self.rule(RuleRef::Service(it))).collect();
        let mut blocks = vec![Block::Paragraph(self.catalogue.word("notice-served-when"))];
        blocks.push(Block::List(says));
        blocks
    }

    fn appointment(&self) -> Option<Appointment> {
        if self.issue.is_test() {
            return None;
        }
        let at = self.beside.another_date.or(self.issue.matter.appear_at)?;
        let told = self.catalogue;
        let vars = vars!["instrument" => self.paper(), "duty" => self.on_the_day()];
        let mut lines: Vec<String> = self.banners();
        lines.push(self.instant(at));
        let remedies = &self.issue.regime.tree().remedies;
        lines.extend(remedies.iter().map(|it| self.rule(RuleRef::Remedy(it))));
        lines.push(self.one("notice-route-say", "matter", self.issue.matter.id.as_str()));
        lines.extend(
            self.ways()
                .into_iter()
                .map(|it| format!("{}: {}", it.label, it.value)),
        );
        let status = match self.beside.over {
            None => AppointmentStatus::Stands,
            Some(_) => AppointmentStatus::Cancelled,
        };
        lines.extend(self.over());
        let summary = told.say("notice-summary", &vars);
        let summary = match self.issue.force {
            Force::Live => summary,
            Force::Sandbox | Force::None => self.one("notice-summary-sandbox", "summary", summary),
        };
        Some(Appointment {
            at,
            zone: self.issue.regime.tree().regime.zone.text.clone(),
            place: self.issue.matter.place.clone(),
            summary,
            description: lines.join("\n"),
            sequence: self.beside.changes,
            status,
        })
    }
}

/// The facts that a condition is about.
fn facts_of<'p>(condition: &'p Predicate, named: &mut Vec<&'p str>) {
    match condition {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| facts_of(part, named));
        }
        Predicate::Not(part) => facts_of(part, named),
        Predicate::Is { fact, .. }
        | Predicate::IsNot { fact, .. }
        | Predicate::Age { fact, .. }
        | Predicate::Holds { fact } => named.push(&fact.text),
    }
}
