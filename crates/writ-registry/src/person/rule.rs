//! Under which rule something was done to a person: what each act says of it, so that whoever holds
//! the proof of one act alone can read it there.

use serde::{Deserialize, Serialize};
use writ_law::regime::Regime;

use super::{Issued, Origin, OwnMatter};

/// What a regime and an order are called. The digest of the regime stands beside it and decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Law {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The order under which the campaign is held, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) order: Option<String>,
}

impl Law {
    pub(crate) fn of(regime: &Regime, order: Option<&str>) -> Self {
        Self {
            name: regime.name().to_owned(),
            version: regime.version().to_owned(),
            order: order.map(str::to_owned),
        }
    }
}

/// Under which rule a matter stands in which something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Under {
    /// The digest of the regime.
    pub(crate) regime: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) law: Option<Law>,
    pub(crate) origin: Origin,
}

impl Issued {
    /// What an act in this matter says of the rule.
    pub(crate) fn under(&self) -> Under {
        Under {
            regime: self.regime.clone(),
            law: self.law.clone(),
            origin: self.origin.clone(),
        }
    }
}

/// The event that another one corrects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Corrects {
    /// The word for what was said to have happened.
    pub(crate) kind: String,
    /// When it was said to have been so.
    pub(crate) at: String,
}

impl OwnMatter {
    /// What an event of this matter says of the one that it corrects, if it corrects one.
    pub(crate) fn corrects(&self, event: &writ_law::case::Event) -> Option<Corrects> {
        let wrong = event.supersedes.as_ref()?;
        let wrong = self.events.iter().find(|known| known.id == *wrong)?;
        Some(Corrects {
            kind: wrong.kind.word().to_owned(),
            at: wrong.at.to_string(),
        })
    }
}
