//! The whole law of a pack in plain sentences, with what each rests on.

use serde::Serialize;
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_law::tree::{
    Category, Channel, Claim, Domain, Duty, Effect, Exception, Excuse, Follow, Instrument,
    Judgement, Ladder, Lifecycle, Limit, Name, PeriodRule, PublicEvent, Remedy, Rule, Sanction,
    Selection, ServiceRule, Status, Tree, Warning, Window,
};

use crate::catalogue::{Catalogue, Vars, capital, vars};
use crate::name::Kind;

mod course;
mod days;
mod effect;
mod paper;
mod person;
mod reading;
mod relief;
mod service;

/// What is said about one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// What it is about, the same in every language: `served`, `restricted`, …
    pub topic: &'static str,
    /// What it is about, in words.
    pub about: String,
    /// What the rule says.
    pub says: String,
    /// The sources and assumptions that it cites, by the names of the pack.
    pub cite: Vec<String>,
}

/// Tells a law.
#[must_use]
pub fn explain(tree: &Tree, catalogue: &Catalogue) -> Vec<Sentence> {
    let mut law = Law::new(tree, catalogue);
    law.header();
    law.whom();
    law.papers();
    law.course();
    law.restrictions();
    law.relief();
    law.doubts();
    law.said
}

/// The sentences as a page of text, with the law that they tell at its head.
#[must_use]
pub fn page(regime: &Regime, catalogue: &Catalogue, sentences: &[Sentence]) -> String {
    let digest: String = regime.digest().chars().take(16).collect();
    let vars = vars![
        "regime" => regime.name(),
        "version" => regime.version(),
        "digest" => digest,
    ];
    let mut page = catalogue.say("law-head", &vars) + "\n";
    let mut topic = "";
    for sentence in sentences {
        if sentence.topic != topic {
            topic = sentence.topic;
            page.push_str(&format!("\n{}\n", sentence.about));
        }
        let cite = match sentence.cite.as_slice() {
            [] => String::new(),
            some => format!(" [{}]", some.join(", ")),
        };
        page.push_str(&format!("  {}{cite}\n", sentence.says));
    }
    page
}

/// One rule in words, with what it cites.
pub(crate) fn sentence(tree: &Tree, catalogue: &Catalogue, rule: RuleRef<'_>) -> String {
    let says = Law::new(tree, catalogue).says(rule).text();
    let cites: Vec<&str> = rule.cite().iter().map(Name::as_str).collect();
    if cites.is_empty() {
        return says;
    }
    let cites = Vars::of([("cites", cites.join(", "))]);
    format!("{says} {}", catalogue.say("court-cites", &cites))
}

/// What ends a matter of an instrument.
pub(crate) fn closings(tree: &Tree, instrument: &str) -> Vec<EventKind> {
    let all = EventKind::ALL.iter().copied();
    let mut kinds: Vec<EventKind> = all.filter(|kind| kind.closes()).collect();
    let lifecycles = tree.lifecycles.iter();
    let own = lifecycles.filter(|it| it.instrument.as_str() == instrument);
    for kind in own.flat_map(|it| &it.ends_on) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    kinds
}

/// A law being told.
struct Law<'a> {
    tree: &'a Tree,
    catalogue: &'a Catalogue,
    said: Vec<Sentence>,
}

/// Sentences about one rule, one after another.
#[derive(Default)]
struct Says(Vec<String>);

impl Says {
    fn text(self) -> String {
        let sentences: Vec<String> = self.0.iter().map(|it| capital(it)).collect();
        sentences.join(" ")
    }
}

impl<'a> Law<'a> {
    const fn new(tree: &'a Tree, catalogue: &'a Catalogue) -> Self {
        Self {
            tree,
            catalogue,
            said: Vec::new(),
        }
    }

    fn put(&mut self, topic: &'static str, says: Says, cite: &[Name]) {
        self.said.push(Sentence {
            topic,
            about: self.catalogue.word(&format!("about-{topic}")),
            says: says.text(),
            cite: cite.iter().map(|name| name.text.clone()).collect(),
        });
    }

    /// A message that speaks of one thing.
    fn one(&self, id: &str, name: &'static str, word: impl Into<String>) -> String {
        self.catalogue.say(id, &Vars::of([(name, word.into())]))
    }

    fn stages(&self, stages: &[Name], join: &str) -> String {
        let label = |stage: &Name| {
            let label = self.catalogue.label(Kind::Stage, stage.as_str());
            self.catalogue.quoted(&label)
        };
        self.catalogue.join(join, stages.iter().map(label))
    }

    fn header(&mut self) {
        let catalogue = self.catalogue;
        let head = &self.tree.regime;
        let mut says = Says::default();
        says.0
            .push(self.one("law-title", "title", catalogue.quoted(&head.title) + "."));
        says.0.push(catalogue.word(match head.domain {
            Domain::Military => "law-domain-military",
            Domain::Jury => "law-domain-jury",
            Domain::Court => "law-domain-court",
            Domain::Medical => "law-domain-medical",
            Domain::Tax => "law-domain-tax",
            Domain::Other => "law-domain-other",
        }));
        says.0.push(match &head.status {
            Status::Reported => catalogue.word("law-status-reported"),
            Status::Illustrative => catalogue.word("law-status-illustrative"),
            Status::Adopted { text, hash } => {
                let vars = vars!["text" => catalogue.quoted(text), "hash" => hash.as_str()];
                catalogue.say("law-status-adopted", &vars)
            }
        });
        says.0
            .push(self.one("law-zone", "zone", head.zone.as_str()));
        self.put("law", says, &[]);
        for version in &self.tree.versions {
            self.version(version);
        }
    }

    fn whom(&mut self) {
        for category in &self.tree.categories {
            self.rule(RuleRef::Category(category));
        }
        for fact in &self.tree.facts {
            self.fact(fact);
        }
    }

    fn papers(&mut self) {
        let tree = self.tree;
        tree.instruments
            .iter()
            .for_each(|it| self.rule(RuleRef::Instrument(it)));
        tree.windows
            .iter()
            .for_each(|it| self.rule(RuleRef::Window(it)));
        tree.selections
            .iter()
            .for_each(|it| self.rule(RuleRef::Selection(it)));
        tree.ladders
            .iter()
            .for_each(|it| self.rule(RuleRef::Ladder(it)));
        tree.channels
            .iter()
            .for_each(|it| self.rule(RuleRef::Channel(it)));
        tree.services
            .iter()
            .for_each(|it| self.rule(RuleRef::Service(it)));
        tree.public_events
            .iter()
            .for_each(|it| self.rule(RuleRef::PublicEvent(it)));
        tree.judgements
            .iter()
            .for_each(|it| self.rule(RuleRef::Judgement(it)));
    }

    fn course(&mut self) {
        let tree = self.tree;
        tree.duties
            .iter()
            .for_each(|it| self.rule(RuleRef::Duty(it)));
        tree.excuses
            .iter()
            .for_each(|it| self.rule(RuleRef::Excuse(it)));
        tree.claims
            .iter()
            .for_each(|it| self.rule(RuleRef::Claim(it)));
        tree.lifecycles
            .iter()
            .for_each(|it| self.rule(RuleRef::Lifecycle(it)));
        tree.follows
            .iter()
            .for_each(|it| self.rule(RuleRef::Follow(it)));
        tree.periods
            .iter()
            .for_each(|it| self.rule(RuleRef::Period(it)));
        tree.calendars.iter().for_each(|it| self.calendar(it));
    }

    fn restrictions(&mut self) {
        let tree = self.tree;
        tree.warnings
            .iter()
            .for_each(|it| self.rule(RuleRef::Warning(it)));
        tree.effects
            .iter()
            .for_each(|it| self.rule(RuleRef::Effect(it)));
        tree.limits
            .iter()
            .for_each(|it| self.rule(RuleRef::Limit(it)));
        tree.sanctions
            .iter()
            .for_each(|it| self.rule(RuleRef::Sanction(it)));
    }

    fn relief(&mut self) {
        let tree = self.tree;
        tree.remedies
            .iter()
            .for_each(|it| self.rule(RuleRef::Remedy(it)));
        tree.exceptions
            .iter()
            .for_each(|it| self.rule(RuleRef::Exception(it)));
    }

    fn doubts(&mut self) {
        for dispute in &self.tree.disputes {
            for reading in &dispute.readings {
                self.reading(dispute, reading);
            }
        }
        for gap in &self.tree.unmodelled {
            self.unmodelled(gap);
        }
        for source in &self.tree.sources {
            self.source(source);
        }
        for assumption in &self.tree.assumptions {
            self.assumption(assumption);
        }
    }

    /// A rule, with what it cites, under its topic.
    fn rule(&mut self, rule: RuleRef<'_>) {
        let says = self.says(rule);
        self.put(rule.topic(), says, rule.cite());
    }

    /// What a rule says.
    fn says(&self, rule: RuleRef<'_>) -> Says {
        match rule {
            RuleRef::Period(it) => self.period(it),
            RuleRef::Category(it) => self.category(it),
            RuleRef::Instrument(it) => self.instrument(it),
            RuleRef::Channel(it) => self.channel(it),
            RuleRef::Ladder(it) => self.ladder(it),
            RuleRef::Service(it) => self.service(it),
            RuleRef::Lifecycle(it) => self.lifecycle(it),
            RuleRef::Duty(it) => self.duty(it),
            RuleRef::Effect(it) => self.effect(it),
            RuleRef::Warning(it) => self.warning(it),
            RuleRef::Remedy(it) => self.remedy(it),
            RuleRef::Limit(it) => self.limit(it),
            RuleRef::Excuse(it) => self.excuse(it),
            RuleRef::Claim(it) => self.claim(it),
            RuleRef::Exception(it) => self.exception(it),
            RuleRef::Sanction(it) => self.sanction(it),
            RuleRef::Follow(it) => self.follow(it),
            RuleRef::Window(it) => self.window(it),
            RuleRef::PublicEvent(it) => self.public_event(it),
            RuleRef::Judgement(it) => self.judgement(it),
            RuleRef::Selection(it) => self.selection(it),
        }
    }
}

/// A rule, of the base or of a version.
#[derive(Clone, Copy)]
pub(crate) enum RuleRef<'a> {
    Period(&'a PeriodRule),
    Category(&'a Category),
    Instrument(&'a Instrument),
    Channel(&'a Channel),
    Ladder(&'a Ladder),
    Service(&'a ServiceRule),
    Lifecycle(&'a Lifecycle),
    Duty(&'a Duty),
    Effect(&'a Effect),
    Warning(&'a Warning),
    Remedy(&'a Remedy),
    Limit(&'a Limit),
    Excuse(&'a Excuse),
    Claim(&'a Claim),
    Exception(&'a Exception),
    Sanction(&'a Sanction),
    Follow(&'a Follow),
    Window(&'a Window),
    PublicEvent(&'a PublicEvent),
    Judgement(&'a Judgement),
    Selection(&'a Selection),
}

impl<'a> RuleRef<'a> {
    const fn of(rule: &'a Rule) -> Self {
        match rule {
            Rule::Period(it) => Self::Period(it),
            Rule::Category(it) => Self::Category(it),
            Rule::Instrument(it) => Self::Instrument(it),
            Rule::Channel(it) => Self::Channel(it),
            Rule::Ladder(it) => Self::Ladder(it),
            Rule::Service(it) => Self::Service(it),
            Rule::Lifecycle(it) => Self::Lifecycle(it),
            Rule::Duty(it) => Self::Duty(it),
            Rule::Effect(it) => Self::Effect(it),
            Rule::Warning(it) => Self::Warning(it),
            Rule::Remedy(it) => Self::Remedy(it),
            Rule::Limit(it) => Self::Limit(it),
            Rule::Excuse(it) => Self::Excuse(it),
            Rule::Claim(it) => Self::Claim(it),
            Rule::Exception(it) => Self::Exception(it),
            Rule::Sanction(it) => Self::Sanction(it),
            Rule::Follow(it) => Self::Follow(it),
            Rule::Window(it) => Self::Window(it),
            Rule::PublicEvent(it) => Self::PublicEvent(it),
            Rule::Judgement(it) => Self::Judgement(it),
            Rule::Selection(it) => Self::Selection(it),
        }
    }

    const fn topic(self) -> &'static str {
        match self {
            Self::Period(_) => "counted",
            Self::Category(_) => "whom",
            Self::Instrument(_) | Self::Window(_) => "issued",
            Self::Channel(_) | Self::Ladder(_) => "sent",
            Self::Service(_) | Self::PublicEvent(_) => "served",
            Self::Lifecycle(_) => "follows",
            Self::Duty(_) => "must",
            Self::Effect(_) => "restricted",
            Self::Warning(_) => "warned",
            Self::Remedy(_) => "remedies",
            Self::Limit(_) => "longest",
            Self::Excuse(_) => "excused",
            Self::Claim(_) => "claims",
            Self::Exception(_) => "excepted",
            Self::Sanction(_) => "sanctions",
            Self::Follow(_) => "next",
            Self::Judgement(_) => "judged",
            Self::Selection(_) => "chosen",
        }
    }

    /// The word of its node in a pack.
    const fn node(self) -> &'static str {
        match self {
            Self::Period(_) => "period",
            Self::Category(_) => "category",
            Self::Instrument(_) => "instrument",
            Self::Channel(_) => "channel",
            Self::Ladder(_) => "ladder",
            Self::Service(_) => "service",
            Self::Lifecycle(_) => "lifecycle",
            Self::Duty(_) => "duty",
            Self::Effect(_) => "effect",
            Self::Warning(_) => "warning",
            Self::Remedy(_) => "remedy",
            Self::Limit(_) => "limit",
            Self::Excuse(_) => "excuse",
            Self::Claim(_) => "claim",
            Self::Exception(_) => "exception",
            Self::Sanction(_) => "sanction",
            Self::Follow(_) => "follow",
            Self::Window(_) => "window",
            Self::PublicEvent(_) => "public-event",
            Self::Judgement(_) => "judgement",
            Self::Selection(_) => "selection",
        }
    }

    fn cite(self) -> &'a [Name] {
        match self {
            Self::Period(it) => &it.cite,
            Self::Category(it) => &it.cite,
            Self::Instrument(it) => &it.cite,
            Self::Channel(it) => &it.cite,
            Self::Ladder(_) => &[],
            Self::Service(it) => &it.cite,
            Self::Lifecycle(it) => &it.cite,
            Self::Duty(it) => &it.cite,
            Self::Effect(it) => &it.cite,
            Self::Warning(it) => &it.cite,
            Self::Remedy(it) => &it.cite,
            Self::Limit(it) => &it.cite,
            Self::Excuse(it) => &it.cite,
            Self::Claim(it) => &it.cite,
            Self::Exception(it) => &it.cite,
            Self::Sanction(it) => &it.cite,
            Self::Follow(it) => &it.cite,
            Self::Window(it) => &it.cite,
            Self::PublicEvent(it) => &it.cite,
            Self::Judgement(it) => &it.cite,
            Self::Selection(it) => &it.cite,
        }
    }
}
