//! The document that a person is given: what they must do, why they, what follows on which dates,
//! what ends it, what they can do against it, and how to check all of this.
//!
//! A notice is data first ([`Notice`]): headings, paragraphs, definition lists, a dated timeline.
//! Page, print, mail and calendar are renderings of that one document. What it says of the matter
//! follows from what was issued and from nothing else ([`Issue`]), so that the record of issuing
//! can commit to its text ([`Issue::digests`]); what stands beside that (how to reach the office,
//! how to check the proof) may change and is not committed to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use writ_law::case::{Fact, Matter, Person};
use writ_law::event::EventKind;
use writ_law::life::BindError;
use writ_law::regime::Regime;
use writ_law::tree::InstrumentKind;

use crate::catalogue::Catalogue;
use crate::language::Language;
use crate::position::Force;

mod around;
mod can;
mod follows;
mod foreseen;
mod html;
mod ics;
mod pdf;
mod text;
mod told;

pub use pdf::{PROOF, Press, TEXT};

/// Whether a paper can have force. It is fixed when it is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drill {
    /// It can.
    No,
    /// It is a test and orders nothing, for ever.
    Test,
}

/// What was issued to a person: all that the committed text is made from.
#[derive(Clone, Copy, Debug)]
pub struct Issue<'a> {
    /// The law that it goes by.
    pub regime: &'a Regime,
    /// The person. Of the facts, those that were recorded before it was issued count, whether or
    /// not witnesses had signed for them.
    pub person: &'a Person,
    /// The matter.
    pub matter: &'a Matter,
    /// The order under which it was issued, in its own words.
    pub order: Option<&'a str>,
    /// The campaign in which it was issued.
    pub campaign: Option<&'a str>,
    /// What force the registry has.
    pub force: Force,
    /// Whether it is a test.
    pub drill: Drill,
}

/// How an office is reached without an account. What is not given is not named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The authority that it belongs to.
    pub authority: String,
    /// What the office is called.
    pub name: String,
    /// Where letters go.
    #[serde(default)]
    pub post: Option<String>,
    /// Where to come, and when it is open.
    #[serde(default)]
    pub in_person: Option<String>,
    /// The telephone number, and when somebody answers.
    #[serde(default)]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(default)]
    pub e_mail: Option<String>,
    /// The address of the portal.
    #[serde(default)]
    pub portal: Option<String>,
    /// Where the policy of the ledger and its witnesses are published.
    #[serde(default)]
    pub policy: Option<String>,
}

/// How a notice can be checked: where it stands in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The name of the ledger.
    pub ledger: String,
    /// The place of the entry, once it has one.
    pub place: Option<u64>,
    /// Since when a quorum of witnesses has signed for it.
    pub witnessed_at: Option<Timestamp>,
    /// By language: the digests of the text that the record of issuing commits to. Empty where an
    /// earlier Writ issued it.
    pub committed: BTreeMap<String, String>,
}

/// How a matter came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// What ended it.
    pub by: EventKind,
    /// When.
    pub at: Timestamp,
}

/// What stands beside the committed text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The office.
    pub office: Option<&'a Office>,
    /// Where it stands in the ledger.
    pub check: Option<&'a Check>,
    /// How the matter ended, if it did.
    pub over: Option<Over>,
    /// How often the date was changed, or the notice withdrawn: the number of a calendar entry
    /// rises with it.
    pub changes: u32,
    /// The date as it stands now, where another one was set than that of the notice.
    pub another_date: Option<Timestamp>,
}

/// Whether the record of issuing commits to what a section says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It does.
    Committed,
    /// It stands beside it.
    Beside,
}

/// A label and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The label.
    pub label: String,
    /// What stands behind it.
    pub value: String,
}

/// A day on which something follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The instant in words.
    pub when: String,
    /// What follows then.
    pub what: Vec<String>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "says", rename_all = "kebab-case")]
pub enum Block {
    /// Sentences.
    Paragraph(String),
    /// Things of one kind.
    List(Vec<String>),
    /// A definition list.
    Terms(Vec<Term>),
    /// What follows when, in the order of time.
    Timeline(Vec<Moment>),
    /// What is to be typed, as it is.
    Command(String),
}

/// A section with its heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What it is about, the same in every language: `do`, `why`, `follows`, …
    pub topic: &'static str,
    /// The heading.
    pub heading: String,
    /// Whether the record of issuing commits to it.
    pub standing: Standing,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// When and where to come, for a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appointment {
    /// When.
    pub at: Timestamp,
    /// The zone in which the law counts.
    pub zone: String,
    /// Where.
    pub place: Option<String>,
    /// What it is.
    pub summary: String,
    /// What can be done against it, and how the office is reached.
    pub description: String,
    /// Rises with each change.
    pub sequence: u32,
    /// Whether there is nothing to come to any more.
    pub status: AppointmentStatus,
}

/// Whether an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppointmentStatus {
    /// It does.
    Stands,
    /// It was taken back, or the matter is over.
    Cancelled,
}

/// A notice, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The language it is written in.
    pub language: Language,
    /// The title: what is to be done, when. That of a test says so first.
    pub title: String,
    /// What stands at the top and the bottom of every page: that it is a test, that it has no
    /// force, that it is over.
    pub banners: Vec<String>,
    /// The name of its files, without the ending. That of a test says so.
    pub name: String,
    /// The identifier of the matter.
    pub matter: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Who issued it.
    pub author: String,
    /// The sections, in the order in which they are read.
    pub sections: Vec<Section>,
    /// When and where to come; not in a test, which orders nothing.
    pub appointment: Option<Appointment>,
    /// How many of the banners belong to the committed text.
    #[serde(skip)]
    committed_banners: usize,
    /// What the record of issuing commits to.
    #[serde(skip)]
    record: Record,
    /// Words that every page has, in the language of the notice.
    pub furniture: Furniture,
}

/// What the record of issuing commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Record {
    /// The text of the notice, to the letter.
    Text,
    /// What was issued; not the words for it, or to other words than these.
    Matter,
}

/// Words around the text of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// Says which page of how many, with `{page}` and `{pages}` in it.
    pub page: String,
    /// What the attached proof is.
    pub proof: String,
    /// What the attached text is.
    pub text: String,
}

/// Why a notice cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// What was issued does not fit its law.
    #[error("the notice of the matter `{matter}` cannot be written: {why}")]
    Unfit {
        /// The matter.
        matter: String,
        /// Why.
        why: BindError,
    },
    /// A position could not be read back.
    #[error("the position in the matter `{matter}` cannot be read: {why}")]
    Position {
        /// The matter.
        matter: String,
        /// Why.
        why: serde_json::Error,
    },
    /// The pages could not be set.
    #[error("the pages of the notice `{name}` cannot be set: {why}; tell the makers of Writ")]
    Pages {
        /// The name of the notice.
        name: String,
        /// Why.
        why: String,
    },
}

impl<'a> Issue<'a> {
    /// Whether it orders nothing: because it was issued as a test, or because the law says so.
    #[must_use]
    pub fn is_test(&self) -> bool {
        let mut instruments = self.regime.tree().instruments.iter();
        let is_test = instruments.any(|it| {
            it.name.as_str() == self.matter.instrument && it.kind == InstrumentKind::Test
        });
        is_test || self.drill == Drill::Test
    }

    /// The facts that count: those recorded before it was issued, as if all were proved.
    fn person_then(&self) -> Person {
        let mut person = self.person.clone();
        person.restricted.clear();
        let issued_at = self.matter.issued_at;
        // Another law of the same register may know more facts than this one.
        let rules = &self.regime.tree().facts;
        let knows = |name: &str| rules.iter().any(|rule| rule.name.as_str() == name);
        let counts = |fact: &Fact| fact.recorded_at < issued_at && knows(&fact.fact);
        person.facts.retain(counts);
        for fact in &mut person.facts {
            fact.proved_at = None;
        }
        person
    }

    /// By the tag of each language: SHA-256, in hexadecimal, of the committed text in it. This is
    /// what the record of issuing holds.
    ///
    /// # Errors
    ///
    /// When what was issued does not fit its law.
    pub fn digests(&self) -> Result<BTreeMap<String, String>, NoticeError> {
        let course = foreseen::Foreseen::of(self)?;
        let texts = Language::ALL.map(|language| {
            let catalogue = Catalogue::shared(language);
            let notice = Notice::made(self, &course, Beside::default(), catalogue);
            let tag = language.tag().to_owned();
            (tag, digest_of_text(&notice.committed_text()))
        });
        Ok(texts.into_iter().collect())
    }
}

/// SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn digest_of_text(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Notice {
    /// Writes a notice in the language of a catalogue.
    ///
    /// # Errors
    ///
    /// When what was issued does not fit its law.
    pub fn of(
        issue: &Issue<'_>,
        beside: Beside<'_>,
        catalogue: &Catalogue,
    ) -> Result<Self, NoticeError> {
        let course = foreseen::Foreseen::of(issue)?;
        Ok(Self::made(issue, &course, beside, catalogue))
    }

    fn made(
        issue: &Issue<'_>,
        course: &foreseen::Foreseen,
        beside: Beside<'_>,
        catalogue: &Catalogue,
    ) -> Self {
        told::Writing {
            issue,
            course,
            beside,
            catalogue,
        }
        .notice()
    }

    /// The text to which the record of issuing commits, in lines of at most 72 columns: the title
    /// and every section that follows from what was issued.
    #[must_use]
    pub fn committed_text(&self) -> String {
        text::write(self, text::Part::Committed)
    }

    /// All of it as plain text, in lines of at most 72 columns: for mail and screen readers.
    #[must_use]
    pub fn text(&self) -> String {
        text::write(self, text::Part::Whole)
    }

    /// Whether a record of issuing commits to the text of this notice, to the letter. A record of
    /// an earlier Writ commits to no text, and one whose words were others to another.
    #[must_use]
    pub fn is_committed_by(&self, check: &Check) -> bool {
        let digest = check.committed.get(self.language.tag());
        digest.is_some_and(|digest| *digest == digest_of_text(&self.committed_text()))
    }

    /// The text that goes with the proof.
    fn attached_text(&self) -> Option<String> {
        (self.record == Record::Text).then(|| self.committed_text())
    }

    /// The PDF, with the proof attached where there is one, set by the press that the process
    /// shares. The same notice and proof give the same bytes.
    ///
    /// # Errors
    ///
    /// When the pages cannot be set, which is a fault of Writ.
    pub fn pdf(&self, proof: Option<&[u8]>) -> Result<Vec<u8>, NoticeError> {
        Press::shared().print(self, proof)
    }
}
