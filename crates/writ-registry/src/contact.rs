//! How somebody can be reached: facts of the register that no law asks for and that decide nothing.
//!
//! Where a regime has a fact of one of these names, that is it; where none has, the register takes
//! it in all the same, as a text. `none` says that there is none any more.

use std::sync::LazyLock;

use writ_law::case::FactValue;
use writ_law::finding::Span;
use writ_law::tree::{Amount, FactKind, FactRule, Name, Unit};

use crate::account::{Permit, operation};
use crate::error::RegistryError;
use crate::person::{Force, Holding};
use crate::refusal::Ruling;
use crate::registry::Registry;

/// The facts, by their names.
const E_MAIL: &str = "e-mail";
const PHONE: &str = "phone";
const POSTAL_ADDRESS: &str = "postal-address";
const LANGUAGE: &str = "language";
/// Who says them, besides the sources that the regimes name.
const SOURCE: &str = "person";
/// For how long an import takes an old statement: reachable is who was reached there before.
const YEARS: u32 = 10;

static RULES: LazyLock<Vec<FactRule>> = LazyLock::new(|| {
    let nowhere = Span::default();
    let rule = |name: &str| FactRule {
        name: Name::new(name, nowhere),
        kind: FactKind::Text,
        from: Name::new(SOURCE, nowhere),
        fresh_for: Amount {
            n: YEARS,
            unit: Unit::Years,
        },
        span: nowhere,
    };
    [E_MAIL, PHONE, POSTAL_ADDRESS, LANGUAGE].map(rule).into()
});

/// The rules of the facts by which people are reached.
pub(crate) fn rules() -> &'static [FactRule] {
    &RULES
}

/// How a person can be reached, by the last word on each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// An address of e-mail.
    pub e_mail: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// The lines of a postal address.
    pub postal_address: Vec<String>,
    /// The tag of the language in which to write, as the person asked.
    pub language: Option<String>,
}

/// To whom a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// How they can be reached.
    pub contact: Contact,
    /// Whether what the message is about can have force; what is about no matter can.
    pub force: Force,
    /// Whether the law of the matter reckons from alerts.
    pub alerts: Alerts,
}

/// Whether a law reckons from alerts: a service that needs some, or that rests on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alerts {
    /// It does.
    Count,
    /// It does not: an alert is a courtesy.
    DoNotCount,
}

impl Holding {
    /// How the person can be reached.
    pub(crate) fn contact(&self) -> Contact {
        let postal = self.reached_at(POSTAL_ADDRESS).unwrap_or_default();
        let lines = postal.split(['\n', ';']).map(str::trim);
        Contact {
            e_mail: self.reached_at(E_MAIL).map(str::to_owned),
            phone: self.reached_at(PHONE).map(str::to_owned),
            postal_address: lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            language: self.reached_at(LANGUAGE).map(str::to_owned),
        }
    }

    /// Whether a courtesy could reach the person at all.
    pub(crate) fn has_contact(&self) -> bool {
        [E_MAIL, PHONE]
            .iter()
            .any(|name| self.reached_at(name).is_some())
    }

    /// The last word on a fact: what was so last, and of that what was recorded last.
    fn reached_at(&self, name: &str) -> Option<&str> {
        let facts = self.subject().facts.iter();
        let last = facts.filter(|fact| fact.fact == name);
        match last.max_by_key(|fact| (fact.at, fact.recorded_at)) {
            Some(fact) => match &fact.value {
                FactValue::Word(word) if word != "none" => Some(word.trim()),
                FactValue::Word(_) | FactValue::Periods(_) => None,
            },
            None => None,
        }
    }
}

impl Registry {
    /// How a person can be reached about a matter, or about nothing in particular.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn addressee(
        &self,
        _permit: &Permit<operation::SendMessages>,
        person: &str,
        matter: Option<&str>,
    ) -> Result<Ruling<Addressee>, RegistryError> {
        let holding = self.holding(person).await?;
        if let Err(refusal) = holding.known() {
            return Ok(Err(refusal));
        }
        let matter = match matter.map(|id| holding.matter(Some(id))).transpose() {
            Ok(matter) => matter,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let alerts = match matter {
            Some(matter) => self.alerts_of(&matter.issued.regime)?,
            None => Alerts::DoNotCount,
        };
        Ok(Ok(Addressee {
            contact: holding.contact(),
            force: matter.map_or(Force::Binding, |matter| matter.issued.force),
            alerts,
        }))
    }
}
