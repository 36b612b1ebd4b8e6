//! Examples inside packs: given, when, then. They are run, not only read.

use jiff::civil::{Date, DateTime};
use jiff::{Span as TimeSpan, Timestamp};

use crate::case::{DatePeriod, Event, Fact, FactValue, Matter, Person};
use crate::event::Attribute;
use crate::finding::Span;
use crate::life::{BindError, Life};
use crate::machine::FactShape;
use crate::regime::Regime;
use crate::tree::{Example, FactKind, Given, InstrumentKind, Line, Predicate};

mod expect;

/// What became of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the example shows.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What it expected and did not find; empty: it passed.
    pub misses: Vec<Miss>,
}

/// A line of an example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Where the line stands.
    pub span: Span,
    /// What was expected and what was found.
    pub text: String,
}

/// Runs every example of a regime.
#[must_use]
pub fn run(regime: &Regime) -> Vec<Outcome> {
    regime
        .tree()
        .examples
        .iter()
        .map(|example| Outcome {
            name: example.name.text.clone(),
            span: example.span,
            misses: run_one(regime, example),
        })
        .collect()
}

pub(crate) fn run_one(regime: &Regime, example: &Example) -> Vec<Miss> {
    let Some(mut scene) = Scene::set(regime, &example.given, &example.lines) else {
        let text = "no line says when anything happens, or no person fits the category".to_owned();
        return vec![Miss {
            span: example.span,
            text,
        }];
    };
    let mut misses = Vec::new();
    for line in &example.lines {
        match line {
            Line::Then { span, .. } => misses.extend(scene.compare(line, *span)),
            other => scene.add(other),
        }
    }
    misses
}

/// Whether an example does not hold. It is run to the first line that does not, and no further.
pub(crate) fn fails(regime: &Regime, example: &Example) -> bool {
    let Some(mut scene) = Scene::set(regime, &example.given, &example.lines) else {
        return true;
    };
    example.lines.iter().any(|line| match line {
        Line::Then { span, .. } => !scene.compare(line, *span).is_empty(),
        other => {
            scene.add(other);
            false
        }
    })
}

/// The life that an example tells, whole; `None` if it tells none.
pub(crate) fn life(regime: &Regime, example: &Example) -> Option<Result<Life, BindError>> {
    let mut scene = Scene::set(regime, &example.given, &example.lines)?;
    example.lines.iter().for_each(|line| scene.add(line));
    Some(Life::bind(
        regime,
        &scene.person,
        &scene.matter,
        &scene.events,
    ))
}

/// The person, the matter and what has happened so far.
struct Scene<'a> {
    regime: &'a Regime,
    person: Person,
    matter: Matter,
    events: Vec<Event>,
}

impl<'a> Scene<'a> {
    fn set(regime: &'a Regime, given: &Given, lines: &[Line]) -> Option<Self> {
        let first = lines.iter().map(Line::at).min()?;
        let known = given.issued_at.map_or(first, |issued| issued.min(first));
        let recorded = known.checked_sub(TimeSpan::new().days(1)).ok()?;
        let mut facts: Vec<(String, FactValue)> = Vec::new();
        if let Some(category) = &given.category {
            let category = regime
                .tree()
                .categories
                .iter()
                .find(|it| it.name == *category)?;
            make_up(
                regime,
                &category.when,
                Wanted::True,
                first.date(),
                &mut facts,
            );
        }
        for (name, value) in &given.facts {
            facts.retain(|(fact, _)| *fact != name.text);
            if let Some(value) = read_value(regime, name.as_str(), value.as_str()) {
                facts.push((name.text.clone(), value));
            }
        }
        let at = instant(regime, recorded);
        let facts = facts.into_iter().map(|(fact, value)| Fact {
            stated_at: None,
            proved_at: None,
            source: source(regime, &fact),
            fact,
            value,
            at,
            recorded_at: at,
        });
        let instruments = &regime.tree().instruments;
        let binding = || {
            instruments
                .iter()
                .find(|it| it.kind != InstrumentKind::Test)
        };
        let instrument = given
            .instrument
            .clone()
            .or_else(|| binding().map(|it| it.name.clone()));
        Some(Self {
            regime,
            person: Person {
                id: "example".to_owned(),
                facts: facts.collect(),
                restricted: Vec::new(),
            },
            matter: Matter {
                id: "example".to_owned(),
                instrument: instrument?.text,
                issued_at: instant(regime, given.issued_at.unwrap_or(first)),
                appear_at: given.appear_at.map(|at| instant(regime, at)),
                place: None,
                region: given.region.as_ref().map(|region| region.text.clone()),
            },
            events: Vec::new(),
        })
    }

    fn add(&mut self, line: &Line) {
        match line {
            Line::At {
                at,
                recorded,
                kind,
                attributes,
                ..
            } => {
                let id = format!("e{:03}", self.events.len() + 1);
                let mut event = Event::new(id, *kind, instant(self.regime, *at));
                if let Some(recorded) = recorded {
                    event.recorded_at = instant(self.regime, *recorded);
                }
                for (name, value) in attributes {
                    attribute(self.regime, &mut event, name.as_str(), value.as_str());
                }
                self.events.push(event);
            }
            Line::Fact {
                at, fact, value, ..
            } => {
                let Some(value) = read_value(self.regime, fact.as_str(), value.as_str()) else {
                    return;
                };
                let at = instant(self.regime, *at);
                self.person.facts.push(Fact {
                    stated_at: None,
                    proved_at: None,
                    fact: fact.text.clone(),
                    value,
                    at,
                    recorded_at: at,
                    source: source(self.regime, fact.as_str()),
                });
            }
            Line::Then { .. } => {}
        }
    }
}

impl Line {
    /// When it is, local.
    pub(crate) fn at(&self) -> DateTime {
        match self {
            Self::At { at, .. } | Self::Fact { at, .. } | Self::Then { at, .. } => *at,
        }
    }
}

fn instant(regime: &Regime, local: DateTime) -> Timestamp {
    regime
        .zone()
        .to_ambiguous_timestamp(local)
        .compatible()
        .unwrap_or(Timestamp::MAX)
}

fn source(regime: &Regime, fact: &str) -> String {
    let facts = &regime.frame().facts;
    facts
        .iter()
        .find(|rule| rule.name == fact)
        .map_or_else(String::new, |it| it.source.clone())
}

/// A value as an example writes it; `None` for `unknown`.
fn read_value(regime: &Regime, fact: &str, value: &str) -> Option<FactValue> {
    if value == "unknown" {
        return None;
    }
    let rule = regime.frame().facts.iter().find(|rule| rule.name == fact)?;
    if !matches!(rule.kind, FactShape::Periods) {
        return Some(FactValue::Word(value.to_owned()));
    }
    if value == "none" {
        return Some(FactValue::Periods(Vec::new()));
    }
    let periods = value.split_whitespace().filter_map(|period| {
        let (from, until) = period.split_once('/')?;
        Some(DatePeriod {
            from: from.parse().ok()?,
            until: until.parse().ok()?,
        })
    });
    Some(FactValue::Periods(periods.collect()))
}

fn attribute(regime: &Regime, event: &mut Event, name: &str, value: &str) {
    let text = || Some(value.to_owned());
    let known = |attribute: &&Attribute| attribute.word() == name;
    match event.kind.attributes().iter().find(known) {
        Some(Attribute::Channel) => event.channel = text(),
        Some(Attribute::By) => event.by = text(),
        Some(Attribute::To) => event.to = text(),
        Some(Attribute::Place) => event.place = text(),
        Some(Attribute::Mark) => event.mark = text(),
        Some(Attribute::Attempt) => event.attempt = value.parse().ok(),
        Some(Attribute::Reason) => event.reason = text(),
        Some(Attribute::Effect) => event.effect = text(),
        Some(Attribute::Remedy) => event.remedy = text(),
        Some(Attribute::Excuse) => event.excuse = text(),
        Some(Attribute::Outcome) => event.outcome = text(),
        Some(Attribute::Supersedes) => event.supersedes = text(),
        Some(Attribute::Until) => {
            event.until = value.parse().ok().map(|local| instant(regime, local));
        }
        None => {}
    }
}

/// Whether a predicate is to be made true or false.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    True,
    False,
}

/// Makes up facts under which a predicate holds (or not) on a day.
fn make_up(
    regime: &Regime,
    predicate: &Predicate,
    wanted: Wanted,
    day: Date,
    facts: &mut Vec<(String, FactValue)>,
) {
    let turned = if wanted == Wanted::True {
        Wanted::False
    } else {
        Wanted::True
    };
    match (predicate, wanted) {
        (Predicate::All(parts), Wanted::True) | (Predicate::Any(parts), Wanted::False) => {
            parts
                .iter()
                .for_each(|part| make_up(regime, part, wanted, day, facts));
        }
        (Predicate::All(parts), Wanted::False) | (Predicate::Any(parts), Wanted::True) => {
            parts
                .iter()
                .take(1)
                .for_each(|part| make_up(regime, part, wanted, day, facts));
        }
        (Predicate::Not(part), _) => make_up(regime, part, turned, day, facts),
        (Predicate::Is { fact, value }, Wanted::True)
        | (Predicate::IsNot { fact, value }, Wanted::False) => {
            facts.push((fact.text.clone(), FactValue::Word(value.text.clone())));
        }
        (Predicate::Is { fact, value }, Wanted::False)
        | (Predicate::IsNot { fact, value }, Wanted::True) => {
            let rule = regime.tree().facts.iter().find(|rule| rule.name == *fact);
            let other = match rule.map(|rule| &rule.kind) {
                Some(FactKind::Choice(values)) => values.iter().find(|it| *it != value),
                _ => None,
            };
            let other = other.map_or_else(|| "made-up".to_owned(), |it| it.text.clone());
            if !facts.iter().any(|(known, _)| *known == fact.text) {
                facts.push((fact.text.clone(), FactValue::Word(other)));
            }
        }
        (Predicate::Age { fact, from, below }, wanted) => {
            if let Some(birth) = birth_date(*from, *below, wanted, day) {
                facts.push((fact.text.clone(), FactValue::Word(birth.to_string())));
            }
        }
        (Predicate::Holds { fact }, Wanted::False) => {
            facts.push((fact.text.clone(), FactValue::Periods(Vec::new())));
        }
        (Predicate::Holds { fact }, Wanted::True) => {
            let year = TimeSpan::new().years(1);
            let ends = (day.checked_sub(year), day.checked_add(year));
            if let (Ok(from), Ok(until)) = ends {
                let period = DatePeriod { from, until };
                facts.push((fact.text.clone(), FactValue::Periods(vec![period])));
            }
        }
    }
}

/// A birth date well inside the ages, with a birthday a hundred days past.
fn birth_date(from: Option<u16>, below: Option<u16>, wanted: Wanted, day: Date) -> Option<Date> {
    let inside = match (from, below) {
        (Some(from), Some(below)) => from.saturating_add(1).min(below.saturating_sub(1)),
        (Some(from), None) => from.saturating_add(1),
        (None, Some(below)) => below.saturating_sub(1),
        (None, None) => 30,
    };
    let age = match (wanted, from, below) {
        (Wanted::True, ..) => inside,
        (Wanted::False, _, Some(below)) => below.saturating_add(1),
        (Wanted::False, Some(from), None) => from.saturating_sub(2),
        (Wanted::False, None, None) => 30,
    };
    day.checked_sub(TimeSpan::new().years(i64::from(age)).days(100))
        .ok()
}
