//! To the person: first what needs doing, then what holds and why, what ends it, and what they can
//! do by when.

use writ_law::because::{Because, FactKnown, FactTest};
use writ_law::truth::Truth;

use super::told::{Effect, Node, SanctionStatus, Status};
use super::{Account, Page};
use crate::catalogue::{capital, vars};
use crate::name::Kind;

/// Above how many readings they are counted and no longer named.
const NAMED: usize = 3;

impl Account<'_> {
    pub(super) fn person(&self) -> String {
        let mut page = Page::default();
        self.head(&mut page);
        let vars = vars!["regime" => self.regime.name(), "version" => self.version()];
        page.line(0, &self.catalogue.say("by-law", &vars));
        if self.is_test() {
            return page.0;
        }
        if let Some(measure) = self.why_not {
            self.why(measure, &mut page);
            return page.0;
        }
        self.what_to_do(&mut page);
        self.what_is_restricted(&mut page);
        self.what_is_unclear(&mut page);
        if !self.position.is_over() {
            self.what_can_be_done(&mut page);
        }
        self.how_notified(&mut page);
        self.what_comes(&mut page);
        page.0
    }

    fn what_to_do(&self, page: &mut Page) {
        let told = self.catalogue;
        page.heading(&told.word("you-must"));
        let duties = &self.position.duties;
        if !duties.iter().any(|duty| duty.status == Status::Open) {
            page.item(&told.word("must-nothing"));
        }
        for duty in duties {
            let vars = vars!["duty" => capital(&told.name(Kind::Duty, &duty.duty).plain)];
            let late = duty.due.is_some_and(|due| due < self.position.at);
            page.item(&match (duty.status, duty.due) {
                (Status::Open, Some(due)) if late => {
                    let said = told.say("must-duty-late", &vars.with("due", self.instant(due)));
                    let ends = self.what_ends(&duty.ends);
                    let said = std::iter::once(said).chain(ends);
                    said.collect::<Vec<_>>().join(" ")
                }
                (Status::Open, Some(due)) => {
                    told.say("must-duty", &vars.with("due", self.instant(due)))
                }
                (Status::Open, None) => told.say("must-duty-open", &vars),
                (Status::Met, _) => told.say("must-duty-met", &vars),
                (Status::Excused, _) => told.say("must-duty-excused", &vars),
                (Status::Void, _) => told.say("must-duty-void", &vars),
            });
        }
        if !duties.iter().any(|duty| duty.status == Status::Open) {
            return;
        }
        if let Some(at) = self.matter.appear_at {
            page.item(&self.at("must-day", "at", at));
        }
        if let Some(place) = &self.matter.place {
            page.item(&self.one("must-place", "place", place.as_str()));
        }
    }

    /// Whether doing what is late ends what is restricted: all of it, some of it, or nothing that
    /// the law would say.
    fn what_ends(&self, ends: &[String]) -> Option<String> {
        let told = self.catalogue;
        let in_force = self.in_force();
        if in_force.is_empty() {
            return None;
        }
        let ended = in_force
            .iter()
            .filter(|it| ends.iter().any(|one| one == *it));
        let ended: Vec<&str> = ended.copied().collect();
        Some(if ended.is_empty() {
            told.word("must-duty-ends-not")
        } else if ended.len() == in_force.len() {
            told.word("must-duty-ends")
        } else {
            let measures = told.names(Kind::Measure, ended, "join-and");
            self.one("must-duty-ends-some", "measures", measures)
        })
    }

    fn what_is_restricted(&self, page: &mut Page) {
        let told = self.catalogue;
        page.heading(&told.word("you-restricted"));
        let of = |truth: Truth| {
            let effects = self.position.effects.iter();
            effects.filter(move |effect| effect.answer == truth)
        };
        if of(Truth::Yes).next().is_none() {
            page.item(&told.word("restricted-nothing"));
        }
        for effect in of(Truth::Yes) {
            self.restriction(effect, page);
        }
        if of(Truth::Yes).next().is_some() && of(Truth::No).next().is_some() {
            let measures = of(Truth::No).map(|effect| self.measure(&effect.measure));
            let measures = told.join("join-and", measures);
            page.item(&self.one("restricted-not", "measures", measures));
        }
        self.what_holds_off(page);
        match self.position.eligible {
            Truth::Yes => {}
            Truth::No => page.item(&told.word("eligible-no")),
            Truth::Unknown => page.item(&told.word("eligible-unknown")),
        }
    }

    /// The measures that are restricted.
    pub(super) fn in_force(&self) -> Vec<&str> {
        let effects = self.position.effects.iter();
        effects
            .filter(|effect| effect.answer == Truth::Yes)
            .map(|effect| effect.measure.as_str())
            .collect()
    }

    /// Every node of every proof.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let effects = self.position.effects.iter();
        effects.flat_map(|effect| effect.because.all())
    }

    /// What keeps a restriction away that would otherwise hold, or may yet come back.
    fn what_holds_off(&self, page: &mut Page) {
        let mut said: Vec<String> = Vec::new();
        for node in self.nodes() {
            if node.truth == Truth::Yes || !holds_off(&node.because) {
                continue;
            }
            let line = self.cited(node);
            if !said.contains(&line) {
                said.push(line);
            }
        }
        if !said.is_empty() {
            page.item(&self.catalogue.word("restricted-held"));
        }
        for line in said {
            page.line(3, &format!("- {line}"));
        }
    }

    fn restriction(&self, effect: &Effect, page: &mut Page) {
        let told = self.catalogue;
        let measure = self.measure(&effect.measure);
        page.item(&self.one("restricted-measure", "measure", measure));
        page.line(2, &self.law_of(effect));
        if let Some(since) = effect.since {
            page.line(2, &self.at("restricted-since", "at", since));
        }
        page.line(
            2,
            &match effect.until {
                Some(until) => self.at("restricted-until", "at", until),
                None => told.word("restricted-no-end"),
            },
        );
        self.reasons(&effect.because, page);
        let ends = told.events(&effect.ends_on, "join-semicolon");
        page.line(2, &self.one("restricted-ends", "events", ends));
    }

    /// The version of the law that a restriction rests on, with what its rule cites.
    fn law_of(&self, effect: &Effect) -> String {
        let told = self.catalogue;
        let version = told.quoted(&self.version());
        let says = self.one("restricted-law", "version", version);
        let because = &effect.because;
        let mut cites: Vec<&str> = Vec::new();
        for node in std::iter::once(because).chain(because.readings.values()) {
            for cite in &node.cite {
                if !cites.contains(&cite.as_str()) {
                    cites.push(cite);
                }
            }
        }
        if cites.is_empty() {
            return says;
        }
        let cites = self.one("court-cites", "cites", cites.join(", "));
        format!("{says} {cites}")
    }

    /// What led to a restriction, under the first reading: when all say yes, each does.
    fn reasons(&self, because: &Node, page: &mut Page) {
        page.line(2, &self.catalogue.word("restricted-why"));
        let proof = because.first_reading();
        let telling = |node: &&Node| node.truth == Truth::Yes && tells(&node.because);
        for node in proof.all().into_iter().filter(telling) {
            page.line(3, &format!("- {}", self.cited(node)));
        }
    }

    fn cited(&self, node: &Node) -> String {
        let says = self.reason(node);
        if node.cite.is_empty() {
            return says;
        }
        let cites = self.one("court-cites", "cites", node.cite.join(", "));
        format!("{says} {cites}")
    }

    fn what_is_unclear(&self, page: &mut Page) {
        let effects = self.position.effects.iter();
        let unclear: Vec<&Effect> = effects
            .filter(|effect| effect.answer == Truth::Unknown)
            .collect();
        if unclear.is_empty() {
            return;
        }
        page.heading(&self.catalogue.word("you-unclear"));
        for effect in &unclear {
            let measure = self.measure(&effect.measure);
            page.item(&self.one("unclear-measure", "measure", measure));
            self.disagreement(effect, page);
        }
        let mut missing: Vec<String> = Vec::new();
        for node in unclear.iter().flat_map(|effect| effect.because.all()) {
            missing.extend(self.missing(node).filter(|said| !missing.contains(said)));
        }
        for said in missing {
            page.item(&said);
        }
    }

    /// What each reading says, those that say the same together.
    fn disagreement(&self, effect: &Effect, page: &mut Page) {
        let told = self.catalogue;
        let answers = [Truth::Yes, Truth::Unknown, Truth::No];
        let by_answer = answers.map(|answer| {
            let readings = effect.readings.iter().filter(move |it| *it.1 == answer);
            (answer, readings.map(|it| it.0.as_str()).collect::<Vec<_>>())
        });
        let different = by_answer.iter().filter(|it| !it.1.is_empty()).count();
        if different < 2 {
            return;
        }
        page.line(2, &told.word("unclear-readings"));
        for (answer, readings) in by_answer {
            let answer = self.answer(answer);
            if readings.len() > NAMED {
                let n = u32::try_from(readings.len()).unwrap_or(u32::MAX);
                let vars = vars!["n" => n, "answer" => answer];
                let said = told.say("unclear-reading-count", &vars);
                page.line(3, &format!("- {said}"));
                continue;
            }
            for reading in readings {
                let vars = vars!["reading" => reading, "answer" => answer.as_str()];
                let said = told.say("unclear-reading", &vars);
                page.line(3, &format!("- {said}"));
            }
        }
    }

    /// A fact that is not known well enough, and that the person might show.
    fn missing(&self, node: &Node) -> Option<String> {
        let Because::Fact { test, known, .. } = &node.because else {
            return None;
        };
        if node.truth != Truth::Unknown || *known == FactKnown::Known {
            return None;
        }
        let (FactTest::Value { fact, .. }
        | FactTest::NotValue { fact, .. }
        | FactTest::Age { fact, .. }
        | FactTest::NotAge { fact, .. }
        | FactTest::Holds { fact }
        | FactTest::HoldsNot { fact }) = test;
        let fact = self.catalogue.name(Kind::Fact, fact).plain;
        Some(self.one("missing-fact", "fact", fact))
    }

    fn how_notified(&self, page: &mut Page) {
        let told = self.catalogue;
        let is_void = self.position.stage.values().all(|stage| stage == "void");
        if self.position.is_over() {
            page.heading(&told.word("you-closed-heading"));
            page.item(&told.word(if is_void { "void" } else { "closed" }));
            for node in self.position.effects.iter().take(1) {
                let ends = node
                    .because
                    .all()
                    .into_iter()
                    .filter(|it| ended(&it.because));
                ends.take(1).for_each(|it| page.line(2, &self.reason(it)));
            }
            return;
        }
        page.heading(&told.word("you-served"));
        match &self.position.served {
            None if self.served_somehow() => page.item(&told.word("served-unclear")),
            None => page.item(&self.not_served()),
            Some(served) => {
                let vars = vars![
                    "at" => self.instant(served.since),
                    "channel" => told.name(Kind::Channel, &served.channel),
                ];
                page.item(&told.say("served-at", &vars));
                if let Some(day) = served.day {
                    page.item(&self.one("served-day", "day", told.date(day)));
                }
                if let Some(sender) = served.sender {
                    page.item(&self.at("served-sender", "at", sender));
                }
            }
        }
        self.stages(page);
    }

    /// That the person was not notified, and what that means for them: nothing runs only where
    /// nothing holds and nothing is on its way.
    fn not_served(&self) -> String {
        let told = self.catalogue;
        let not = told.word("served-not");
        if self.position.is_quiet() {
            format!("{not} {}", told.word("served-not-nothing"))
        } else if self.position.holds_something() {
            format!("{not} {}", told.word("served-not-holds"))
        } else {
            not
        }
    }

    /// Whether some reading says that the person was served.
    fn served_somehow(&self) -> bool {
        self.nodes()
            .any(|node| matches!(node.because, Because::Served { .. }))
    }

    /// The stage, or the stages that the readings lead to.
    fn stages(&self, page: &mut Page) {
        let told = self.catalogue;
        let mut by_stage: Vec<(&str, Vec<&str>)> = Vec::new();
        for (reading, stage) in &self.position.stage {
            match by_stage.iter_mut().find(|(known, _)| known == stage) {
                Some((_, readings)) => readings.push(reading),
                None => by_stage.push((stage, vec![reading])),
            }
        }
        let only = by_stage.len() == 1;
        for (stage, readings) in by_stage {
            let vars = vars!["stage" => self.stage(stage)];
            if only {
                page.item(&told.say("stage-now", &vars));
                continue;
            }
            if readings.len() > NAMED {
                let n = u32::try_from(readings.len()).unwrap_or(u32::MAX);
                page.item(&told.say("stage-in-readings", &vars.with("n", n)));
                continue;
            }
            for reading in readings {
                let vars = vars.clone().with("reading", reading);
                page.item(&told.say("stage-in-reading", &vars));
            }
        }
    }

    fn what_comes(&self, page: &mut Page) {
        let told = self.catalogue;
        page.heading(&told.word("you-next"));
        page.item(&match self.position.next_change {
            None => told.word("next-none"),
            Some(next) => self.at("next-change", "at", next),
        });
        for sanction in &self.position.sanctions {
            let id = match sanction.status {
                SanctionStatus::Open => "next-sanction",
                SanctionStatus::Unknown => "next-sanction-unknown",
                SanctionStatus::Imposed => "next-sanction-imposed",
                SanctionStatus::No => continue,
            };
            let name = told.name(Kind::Sanction, &sanction.sanction).plain;
            page.item(&self.one(id, "sanction", name));
        }
        for follow in &self.position.follows {
            let instrument = told.name(Kind::Instrument, &follow.instrument).plain;
            page.item(&self.one("next-follow", "instrument", instrument));
        }
    }

    /// Why a measure is restricted, or why it is not.
    fn why(&self, measure: &str, page: &mut Page) {
        let told = self.catalogue;
        let name = self.measure(measure);
        page.heading(&self.one("why-heading", "measure", name.as_str()));
        let name = capital(&name);
        let Some(effect) = self.position.effect(measure) else {
            page.item(&self.one("why-no-measure", "measure", name));
            return;
        };
        let vars = vars!["measure" => name];
        let (id, nodes) = match effect.answer {
            Truth::Yes => {
                let proof = effect.because.first_reading().all().into_iter();
                let telling = |node: &&Node| node.truth == Truth::Yes && tells(&node.because);
                ("why-restricted", proof.filter(telling).collect())
            }
            Truth::No => ("why-not", effect.because.against()),
            Truth::Unknown => ("why-unknown", effect.because.against()),
        };
        page.line(0, &told.say(id, &vars));
        let mut said: Vec<String> = Vec::new();
        for node in nodes {
            let line = self.cited(node);
            if !said.contains(&line) {
                page.item(&line);
                said.push(line);
            }
        }
        self.disagreement(effect, page);
    }
}

/// Whether a reason that holds tells how a restriction came about.
fn tells(because: &Because) -> bool {
    matches!(
        because,
        Because::Served { .. }
            | Because::Step { .. }
            | Because::Warned { .. }
            | Because::Decided { .. }
            | Because::Version { .. }
    )
}

/// Whether a reason that does not hold keeps a restriction away.
fn holds_off(because: &Because) -> bool {
    matches!(
        because,
        Because::Stayed { .. }
            | Because::ExcuseUndecided { .. }
            | Because::ReceiptDenied { .. }
            | Because::AppearanceClaimed { .. }
            | Because::ExceptionGranted { .. }
            | Because::NewDay
            | Because::Ended
            | Because::DecidedTooLate { .. }
            | Because::EligibilityLapsed { .. }
            | Because::EarlierKnowledge
    )
}

/// Whether a reason says how a matter ended.
fn ended(because: &Because) -> bool {
    matches!(
        because,
        Because::Closed { .. } | Because::VoidFromStart { .. } | Because::NothingToObey { .. }
    )
}
