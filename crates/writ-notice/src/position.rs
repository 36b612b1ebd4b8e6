//! A position in words: to the person themselves, or to a court.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use writ_law::case::{Event, Matter};
use writ_law::regime::Regime;
use writ_law::tree::{InstrumentKind, Tree};
use writ_law::truth::Truth;

use crate::catalogue::{Catalogue, capital, vars};
use crate::name::Kind;

mod court;
mod person;
mod reason;
mod relief;
#[cfg(test)]
mod tests;
mod told;

pub(crate) use told::{Effect, SanctionStatus};
pub use told::{Served, Told};

/// What force a position has, which is said before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It is a calculation.
    None,
    /// It is of a sandbox registry.
    Sandbox,
    /// It is of a live registry.
    Live,
}

impl Force {
    /// The message that says it.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::None => "force-none",
            Self::Sandbox => "force-sandbox",
            Self::Live => "force-live",
        }
    }
}

/// Whom a position is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The person: what to do first, then the rest, plainly.
    Person,
    /// A court: the proof, reading by reading, with citations and the digests of events.
    Court,
}

/// Everything that an account of a position is made from.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// The law that it goes by.
    pub regime: &'a Regime,
    /// In which words.
    pub catalogue: &'a Catalogue,
    /// The position.
    pub position: &'a Told,
    /// The matter that it is about.
    pub matter: &'a Matter,
    /// What happened in the matter.
    pub events: &'a [Event],
    /// Its force.
    pub force: Force,
    /// The measure of which to say why it is or is not restricted.
    pub why_not: Option<&'a str>,
}

impl Account<'_> {
    /// The account as a page of text.
    #[must_use]
    pub fn tell(&self, voice: Voice) -> String {
        match voice {
            Voice::Person => self.person(),
            Voice::Court => self.court(),
        }
    }

    fn tree(&self) -> &Tree {
        self.regime.tree()
    }

    fn zone(&self) -> &TimeZone {
        self.regime.zone()
    }

    /// The version of the law that the matter is in; where readings differ in it, each of them.
    fn version(&self) -> String {
        let versions = self.position.versions.clone();
        if versions.is_empty() {
            return self.regime.version().to_owned();
        }
        self.catalogue.join("join-or", versions)
    }

    fn instant(&self, at: Timestamp) -> String {
        self.catalogue.instant(at, self.zone())
    }

    /// A message that speaks of one instant.
    fn at(&self, id: &str, name: &'static str, at: Timestamp) -> String {
        let vars = crate::catalogue::Vars::default().with(name, self.instant(at));
        self.catalogue.say(id, &vars)
    }

    /// A message that speaks of one thing.
    fn one(&self, id: &str, name: &'static str, word: impl Into<String>) -> String {
        let vars = crate::catalogue::Vars::default().with(name, word.into());
        self.catalogue.say(id, &vars)
    }

    fn is_test(&self) -> bool {
        let mut instruments = self.tree().instruments.iter();
        instruments
            .any(|it| it.name.as_str() == self.matter.instrument && it.kind == InstrumentKind::Test)
    }

    /// What is said before anything else.
    fn head(&self, page: &mut Page) {
        let told = self.catalogue;
        page.line(0, &told.word(self.force.message()));
        if self.is_test() {
            page.line(0, &told.word("force-test"));
        }
        page.line(
            0,
            &match self.position.known_at {
                None => self.at("as-of", "at", self.position.at),
                Some(known) => {
                    let vars = vars![
                        "at" => self.instant(self.position.at),
                        "known" => self.instant(known),
                    ];
                    told.say("as-of-known", &vars)
                }
            },
        );
    }

    fn stage(&self, stage: &str) -> String {
        self.catalogue.label(Kind::Stage, stage)
    }

    fn measure(&self, measure: &str) -> String {
        self.catalogue.name(Kind::Measure, measure).plain
    }

    fn answer(&self, truth: Truth) -> String {
        self.catalogue.word(match truth {
            Truth::Yes => "answer-yes",
            Truth::No => "answer-no",
            Truth::Unknown => "answer-unknown",
        })
    }
}

/// A page of text, with what belongs under something set in.
#[derive(Debug, Default)]
struct Page(String);

impl Page {
    fn line(&mut self, depth: usize, text: &str) {
        self.0.push_str(&"  ".repeat(depth));
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.0.push('\n');
        self.line(0, text);
    }

    fn item(&mut self, text: &str) {
        self.line(1, &format!("- {}", capital(text)));
    }
}
