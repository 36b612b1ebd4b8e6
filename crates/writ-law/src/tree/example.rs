//! Examples inside a pack.

use jiff::civil::DateTime;
use serde::Serialize;

use super::Name;
use crate::event::EventKind;
use crate::finding::Span;

/// An example inside a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Example {
    /// What it shows.
    pub name: Name,
    /// Who, and with what in hand.
    pub given: Given,
    /// What happens and what then holds, in the order written.
    pub lines: Vec<Line>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// The person and the matter of an example.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Given {
    /// A made-up person of this category.
    pub category: Option<Name>,
    /// The instrument; the first that is not a test where the pack does not say.
    pub instrument: Option<Name>,
    /// The date in the summons, local.
    pub appear_at: Option<DateTime>,
    /// When the instrument was issued, local; the first line where the example does not say.
    pub issued_at: Option<DateTime>,
    /// The region of the matter.
    pub region: Option<Name>,
    /// Facts by name, which replace those of the made-up person. `unknown` leaves one out.
    pub facts: Vec<(Name, Name)>,
}

/// A line of an example.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// `at "T" posted channel=portal …`
    At {
        /// When it was so, local.
        at: DateTime,
        /// When it was recorded, local, if later (`recorded="…"`).
        recorded: Option<DateTime>,
        /// What happened.
        kind: EventKind,
        /// Attributes by name.
        attributes: Vec<(Name, Name)>,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
    /// `fact "T" deferment="…"`: a fact recorded then.
    Fact {
        /// When it was so and recorded, local.
        at: DateTime,
        /// The fact.
        fact: Name,
        /// Its value, or `unknown`.
        value: Name,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
    /// `then "T" …`: what holds then, knowing the lines above.
    Then {
        /// The instant, local.
        at: DateTime,
        /// Served or not, where the line says (`served` or `unserved`).
        served: Option<Served>,
        /// The measures in force, where the line says (`in-force="exit driving"`, `none`).
        in_force: Option<Vec<Name>>,
        /// The measures that are unknown, where the line says (`unknown="driving"`).
        unknown: Option<Vec<Name>>,
        /// The stage, or `closed` or `void`, where the line says.
        stage: Option<Name>,
        /// The duties that are open, where the line says (`open="appear report"`, `none`).
        open: Option<Vec<Name>>,
        /// The sanctions that may be imposed, where the line says.
        sanctions: Option<Vec<Name>>,
        /// The instruments that may follow, where the line says.
        follows: Option<Vec<Name>>,
        /// The remedies that are open against some effect, where the line says
        /// (`remedies="objection"`, `none`).
        #[serde(skip_serializing_if = "Option::is_none")]
        remedies: Option<Vec<Name>>,
        /// From when the person counts as served, local, where the line says (`since="…"`).
        since: Option<DateTime>,
        /// From when they count as served for the sender, local (`sender="…"`).
        sender: Option<DateTime>,
        /// Under one reading only; `None`: as answered, over all readings.
        reading: Option<Name>,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
}

/// Whether an example expects the person to have been served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Served {
    /// Served.
    Served,
    /// Not served.
    Unserved,
}
