//! What is on file about a person, told to them: what is recorded, and who asked.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use writ_law::case::{Fact, FactValue};
use writ_law::truth::Truth;

use crate::catalogue::{Catalogue, vars};
use crate::name::Kind;
use crate::position::Force;

/// A question that a desk asked about the person.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who asked.
    pub desk: &'a str,
    /// About which measure.
    pub measure: &'a str,
    /// For which purpose.
    pub purpose: &'a str,
    /// When.
    pub at: Timestamp,
    /// What they were told; `None`: nothing.
    pub told: Option<Truth>,
    /// When they were told that it was wrong.
    pub corrected_at: Option<Timestamp>,
}

/// A person's file, in the words of one language and the time of one zone.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// In which words.
    pub catalogue: &'a Catalogue,
    /// In whose time.
    pub zone: &'a TimeZone,
}

impl File<'_> {
    /// Says that nothing was issued to the person, after what force that has.
    #[must_use]
    pub fn nothing_issued(&self, force: Force) -> String {
        let force = self.catalogue.word(force.message());
        format!("{force}\n{}\n", self.catalogue.word("file-nothing"))
    }

    /// What is recorded about the person.
    #[must_use]
    pub fn known(&self, facts: &[Fact]) -> String {
        let told = self.catalogue;
        let mut text = format!("{}\n", told.word("file-known"));
        if facts.is_empty() {
            text.push_str(&format!("  - {}\n", told.word("file-no-fact")));
        }
        for fact in facts {
            text.push_str(&format!("  - {}\n", self.fact(fact)));
        }
        text
    }

    /// One fact as it is recorded.
    pub(crate) fn fact(&self, fact: &Fact) -> String {
        let told = self.catalogue;
        let vars = vars![
            "fact" => told.name(Kind::Fact, &fact.fact),
            "value" => self.value(fact),
            "source" => told.name(Kind::Who, &fact.source),
            "date" => told.date(self.zone.to_datetime(fact.recorded_at).date()),
        ];
        told.say("file-fact", &vars)
    }

    fn value(&self, fact: &Fact) -> String {
        let told = self.catalogue;
        match &fact.value {
            FactValue::Word(word) => match word.parse() {
                Ok(date) => told.date(date),
                Err(_) => told.label(Kind::Value(&fact.fact), word),
            },
            FactValue::Periods(periods) => {
                let days: Vec<writ_law::tree::Days> = periods
                    .iter()
                    .map(|period| writ_law::tree::Days {
                        from: period.from,
                        until: period.until,
                    })
                    .collect();
                if days.is_empty() {
                    told.word("nothing")
                } else {
                    told.days(&days)
                }
            }
        }
    }

    /// Who asked about the person.
    #[must_use]
    pub fn asked(&self, questions: &[Asked<'_>]) -> String {
        let told = self.catalogue;
        let mut text = format!("\n{}\n", told.word("file-asked"));
        if questions.is_empty() {
            text.push_str(&format!("  - {}\n", told.word("file-nobody")));
        }
        for question in questions {
            let vars = vars![
                "at" => told.instant(question.at, self.zone),
                "desk" => told.name(Kind::Who, question.desk),
                "measure" => told.name(Kind::Measure, question.measure),
                "purpose" => told.name(Kind::Purpose, question.purpose),
            ];
            let said = match question.told {
                None => told.say("file-refused", &vars),
                Some(truth) => {
                    let answer = told.word(match truth {
                        Truth::Yes => "answer-yes",
                        Truth::No => "answer-no",
                        Truth::Unknown => "answer-unknown",
                    });
                    told.say("file-told", &vars.with("answer", answer))
                }
            };
            text.push_str(&format!("  - {said}\n"));
            if let Some(at) = question.corrected_at {
                let vars = vars!["at" => told.instant(at, self.zone)];
                text.push_str(&format!("    {}\n", told.say("file-corrected", &vars)));
            }
        }
        text
    }
}
