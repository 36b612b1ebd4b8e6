//! What is known of a person, who may be called, and how those who are called are chosen.

use writ_law::because::FactTest;
use writ_law::tree::{
    Category, FactKind, FactRule, Method, Name, Predicate, Selection, Volunteers,
};

use super::{Law, Says};
use crate::catalogue::{Catalogue, vars};
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn fact(&mut self, fact: &FactRule) {
        let told = self.catalogue;
        let vars = vars![
            "fact" => told.name(Kind::Fact, fact.name.as_str()),
            "source" => told.name(Kind::Who, fact.from.as_str()),
            "length" => told.amount(fact.fresh_for),
        ];
        let mut says = Says(vec![told.say("fact-rule", &vars)]);
        says.0.push(match &fact.kind {
            FactKind::Date => told.word("fact-date"),
            FactKind::Periods => told.word("fact-periods"),
            FactKind::Text => told.word("fact-text"),
            FactKind::Choice(values) => {
                let kind = Kind::Value(fact.name.as_str());
                let values = told.names(kind, values.iter().map(Name::as_str), "join-or");
                self.one("fact-choice", "values", values)
            }
        });
        self.put("known", says, &[]);
    }

    pub(super) fn category(&self, category: &Category) -> Says {
        let told = self.catalogue;
        let when = match &category.when {
            Predicate::All(parts) => told.conditions(parts),
            other => told.condition(other),
        };
        let name = told.name(Kind::Category, category.name.as_str());
        let vars = vars!["category" => name, "when" => when];
        Says(vec![told.say("category", &vars)])
    }

    pub(super) fn selection(&self, selection: &Selection) -> Says {
        let told = self.catalogue;
        let id = match selection.method {
            Method::Draw => "selection-draw",
            Method::All => "selection-all",
            Method::Named => "selection-named",
            Method::Criteria => "selection-criteria",
        };
        let instrument = told.name(Kind::Instrument, selection.instrument.as_str());
        let mut says = Says(vec![told.say(id, &vars!["instrument" => instrument])]);
        if let Some(text) = &selection.states {
            says.0
                .push(self.one("selection-states", "text", told.quoted(text) + "."));
        }
        match selection.volunteers {
            Volunteers::First => says.0.push(told.word("selection-volunteers")),
            Volunteers::Alike => {}
        }
        if let Some(from) = &selection.quota_from {
            let from = told.name(Kind::Who, from.as_str()).plain;
            says.0.push(self.one("selection-quota", "from", from));
        }
        if selection.reserve_percent > 0 {
            let vars = vars!["n" => selection.reserve_percent];
            says.0.push(told.say("selection-reserve", &vars));
        }
        says
    }
}

impl Catalogue {
    /// Conditions, one after another.
    pub(crate) fn conditions(&self, parts: &[Predicate]) -> String {
        self.join(
            "join-semicolon",
            parts.iter().map(|part| self.condition(part)),
        )
    }

    /// A condition over facts.
    pub(crate) fn condition(&self, condition: &Predicate) -> String {
        match condition {
            Predicate::All(parts) => {
                self.say("condition-all", &vars!["parts" => self.conditions(parts)])
            }
            Predicate::Any(parts) => {
                self.say("condition-any", &vars!["parts" => self.conditions(parts)])
            }
            Predicate::Not(part) => match part.as_ref() {
                Predicate::Holds { fact } => self.test(&FactTest::HoldsNot {
                    fact: fact.text.clone(),
                }),
                other => self.say("condition-not", &vars!["part" => self.condition(other)]),
            },
            Predicate::Is { fact, value } => self.test(&FactTest::Value {
                fact: fact.text.clone(),
                value: value.text.clone(),
            }),
            Predicate::IsNot { fact, value } => self.test(&FactTest::NotValue {
                fact: fact.text.clone(),
                value: value.text.clone(),
            }),
            Predicate::Age { fact, from, below } => self.test(&FactTest::Age {
                fact: fact.text.clone(),
                from: *from,
                below: *below,
            }),
            Predicate::Holds { fact } => self.test(&FactTest::Holds {
                fact: fact.text.clone(),
            }),
        }
    }

    /// A test of a fact.
    pub(crate) fn test(&self, test: &FactTest) -> String {
        match test {
            FactTest::Value { fact, value } => {
                let vars = vars![
                    "fact" => self.name(Kind::Fact, fact),
                    "value" => self.name(Kind::Value(fact), value),
                ];
                self.say("test-value", &vars)
            }
            FactTest::NotValue { fact, value } => {
                let vars = vars![
                    "fact" => self.name(Kind::Fact, fact),
                    "value" => self.label(Kind::Value(fact), value),
                ];
                self.say("test-not-value", &vars)
            }
            FactTest::Age { fact, from, below } => self.age(fact, *from, *below),
            FactTest::NotAge { fact, from, below } => {
                let age = self.age(fact, *from, *below);
                self.say("condition-not", &vars!["part" => age])
            }
            FactTest::Holds { fact } => {
                self.say("test-holds", &vars!["fact" => self.name(Kind::Fact, fact)])
            }
            FactTest::HoldsNot { fact } => self.say(
                "test-holds-not",
                &vars!["fact" => self.name(Kind::Fact, fact)],
            ),
        }
    }

    fn age(&self, fact: &str, from: Option<u16>, below: Option<u16>) -> String {
        let mut vars = vars!["fact" => self.name(Kind::Fact, fact)];
        if let Some(from) = from {
            vars = vars.with("from", u32::from(from));
        }
        if let Some(below) = below {
            vars = vars.with("below", u32::from(below));
        }
        let id = match (from, below) {
            (Some(_), Some(_)) => "test-age-between",
            (Some(_), None) => "test-age-from",
            (None, Some(_)) => "test-age-below",
            (None, None) => "test-age-any",
        };
        self.say(id, &vars)
    }
}
