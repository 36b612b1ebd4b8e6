//! A position as pages lay it out: read from what the registry answers, and told with the sentences
//! of `writ-notice`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use writ_law::regime::Regime;
use writ_law::truth::Truth;
use writ_notice::position::{Account, Force, Told, Voice};
use writ_registry::{ExplainedMatter, Kind};

use super::words::Words;

/// A position, as far as a page lays it out itself.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Position {
    pub(crate) eligible: Truth,
    pub(crate) served: Option<Served>,
    #[serde(default)]
    pub(crate) stage: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) duties: Vec<Duty>,
    #[serde(default)]
    pub(crate) effects: Vec<Effect>,
    pub(crate) next_change: Option<Timestamp>,
}

/// Since when, and how, somebody is served.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Served {
    pub(crate) since: Timestamp,
    pub(crate) channel: String,
}

/// What is to be done.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Duty {
    pub(crate) duty: String,
    pub(crate) status: String,
    pub(crate) due: Option<Timestamp>,
}

impl Duty {
    pub(crate) fn is_open(&self) -> bool {
        self.status == "open"
    }
}

/// Where a measure stands.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Effect {
    pub(crate) measure: String,
    pub(crate) answer: Truth,
    pub(crate) since: Option<Timestamp>,
    #[serde(default)]
    pub(crate) remedies: Vec<Remedy>,
    #[serde(default)]
    because: Value,
}

/// A remedy that is open.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Remedy {
    pub(crate) remedy: String,
    pub(crate) until: Option<Timestamp>,
}

impl Position {
    /// Reads a position; none if it is of a form that this page does not know.
    pub(crate) fn read(position: &Value) -> Option<Self> {
        Self::deserialize(position).ok()
    }

    /// The measures that are restricted.
    pub(crate) fn restricted(&self) -> impl Iterator<Item = &Effect> {
        let effects = self.effects.iter();
        effects.filter(|effect| effect.answer == Truth::Yes)
    }

    /// The duty to be done first.
    pub(crate) fn first_duty(&self) -> Option<&Duty> {
        let open = self.duties.iter().filter(|duty| duty.is_open());
        open.min_by_key(|duty| duty.due.unwrap_or(Timestamp::MAX))
    }

    /// Whether nothing more follows.
    pub(crate) fn is_over(&self) -> bool {
        let mut stages = self.stage.values();
        !self.stage.is_empty() && stages.all(|stage| stage == "closed" || stage == "void")
    }

    /// The stage, where every reading says the same.
    pub(crate) fn only_stage(&self) -> Option<&str> {
        let mut stages = self.stage.values();
        let first = stages.next()?;
        stages.all(|stage| stage == first).then_some(first)
    }

    /// The remedies that are open, each once, with the latest last day.
    pub(crate) fn remedies(&self) -> Vec<Remedy> {
        let mut open: Vec<Remedy> = Vec::new();
        for remedy in self.effects.iter().flat_map(|effect| &effect.remedies) {
            match open.iter_mut().find(|own| own.remedy == remedy.remedy) {
                Some(own) => own.until = own.until.zip(remedy.until).map(|(a, b)| a.max(b)),
                None => open.push(remedy.clone()),
            }
        }
        open
    }

    /// The category by which the person was called, where the proof shows one.
    pub(crate) fn category(&self) -> Option<String> {
        self.effects
            .iter()
            .find_map(|effect| category_in(&effect.because))
    }
}

fn category_in(node: &Value) -> Option<String> {
    let is = |name: &str, value: &str| node.get(name).and_then(Value::as_str) == Some(value);
    if is("code", "category") && is("truth", "yes") {
        let category = node.get("with").and_then(|with| with.get("category"));
        return category.and_then(Value::as_str).map(str::to_owned);
    }
    let parts = node.get("parts").and_then(Value::as_array);
    let parts = parts.into_iter().flatten();
    let readings = node.get("readings").and_then(Value::as_object);
    let readings = readings.into_iter().flat_map(serde_json::Map::values);
    parts.chain(readings).find_map(category_in)
}

/// A part of an account: its heading, and what it says, each line with how deep it lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) lines: Vec<(usize, String)>,
}

/// An account in its parts. What stands before the first heading is a part without one.
pub(crate) fn sections(
    words: &Words,
    (regime, matter): (&Regime, &ExplainedMatter),
    (kind, voice): (Kind, Voice),
    why_not: Option<&str>,
) -> Vec<Section> {
    let Ok(told) = Told::read(&matter.position) else {
        return Vec::new();
    };
    let account = Account {
        regime,
        catalogue: words.law(),
        position: &told,
        matter: &matter.matter,
        events: &matter.events,
        force: match kind {
            Kind::Sandbox => Force::Sandbox,
            Kind::Live => Force::Live,
        },
        why_not,
    };
    split(&account.tell(voice))
}

/// The account is a page of text: an empty line before each heading, what belongs under something
/// set in by two.
fn split(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut heads = false;
    for line in text.lines() {
        if line.is_empty() {
            heads = true;
        } else if heads {
            heads = false;
            let heading = line.trim().to_owned();
            sections.push(Section {
                heading,
                lines: Vec::new(),
            });
        } else if let Some(last) = sections.last_mut() {
            let said = line.trim_start();
            let depth = (line.len() - said.len()) / 2;
            let said = said.strip_prefix("- ").unwrap_or(said);
            last.lines.push((depth, said.to_owned()));
        }
    }
    sections
}

impl Section {
    /// The part under a heading of the second rank.
    pub(crate) fn page(&self) -> Markup {
        html! {
            section.account {
                @if !self.heading.is_empty() { h2 { (self.heading) } }
                (nested(&self.lines))
            }
        }
    }
}

/// Lines as lists within lists.
pub(crate) fn nested(lines: &[(usize, String)]) -> Markup {
    let Some(own) = lines.iter().map(|line| line.0).min() else {
        return html! {};
    };
    let mut items: Vec<(&str, &[(usize, String)])> = Vec::new();
    let mut rest = lines;
    while let Some(((_, said), after)) = rest.split_first() {
        let below = after.iter().take_while(|line| line.0 > own).count();
        let (under, next) = after.split_at_checked(below).unwrap_or((after, &[]));
        items.push((said, under));
        rest = next;
    }
    html! {
        ul { @for (said, under) in items { li { (said) (nested(under)) } } }
    }
}

/// The regime of a matter.
pub(crate) fn regime_of<'r>(
    regimes: &'r [std::sync::Arc<Regime>],
    matter: &ExplainedMatter,
) -> Option<&'r Regime> {
    let digest = matter.regime.get("digest").and_then(Value::as_str)?;
    let mut regimes = regimes.iter();
    regimes
        .find(|regime| regime.digest() == digest)
        .map(|regime| &**regime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_laid_out_as_lists_within_lists() {
        let text = "No force.\n\nRestricted\n  - Leaving\n    Since May.\n      - It was served\n  - Driving\n\nNext\n  - None\n";
        let sections = split(text);
        let headings: Vec<_> = sections.iter().map(|it| it.heading.as_str()).collect();
        assert_eq!(headings, ["", "Restricted", "Next"]);
        assert_eq!(
            sections[1].page().into_string(),
            "<section class=\"account\"><h2>Restricted</h2><ul><li>Leaving<ul><li>Since May.<ul>\
             <li>It was served</li></ul></li></ul></li><li>Driving</li></ul></section>"
        );
    }
}
