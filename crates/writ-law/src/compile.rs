//! From a tree whose names are checked to machines.
//!
//! Names were resolved by the checks before; one that is missing here all the same is reported
//! as a finding, never guessed.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::finding::{Class, Finding, Span};
use crate::machine::{
    AnchorMachine, ChannelMachine, Condition, FactMachine, FactShape, Frame, InForce, Literal,
    Open, Test, Threshold,
};
use crate::period::Period;
use crate::regime::Alternative;
use crate::tree::{
    Amount, Anchor, FactKind, InstrumentKind, Name, Pending, Predicate, Term, Tree, Unit,
};
use crate::{reading, zone};

mod alternative;
mod frame;

/// The most versions that a regime may have: each can double the courses of a matter.
const MOST_VERSIONS: usize = 6;

/// The most alternatives that a regime may have.
const MOST_ALTERNATIVES: usize = 64;

pub(crate) type Compiled<T> = Result<T, Finding>;

fn broken(span: Span, text: impl Into<String>, help: &str) -> Finding {
    Finding {
        code: "W002",
        class: Class::Error,
        span,
        text: text.into(),
        help: Some(help.to_owned()),
        counterexample: None,
    }
}

/// The place of a name among others.
fn find<'a>(name: &Name, what: &str, mut names: impl Iterator<Item = &'a Name>) -> Compiled<u8> {
    names
        .position(|other| other == name)
        .and_then(|index| u8::try_from(index).ok())
        .ok_or_else(|| {
            broken(
                name.span,
                format!("there is no {what} `{name}`"),
                "declare it",
            )
        })
}

/// The frames of the versions, and the alternatives with a machine for each version.
pub(crate) fn compile(tree: &Tree) -> Result<(Vec<Frame>, Vec<Alternative>), Vec<Finding>> {
    let one = |finding| vec![finding];
    let versions = reading::versions(tree);
    let all = Numbered::of(&versions);
    let spans = spans(tree).map_err(one)?;
    let mut frames = Vec::with_capacity(versions.len());
    for (place, version) in versions.iter().enumerate() {
        frames.push(frame::frame(version, &all, &spans, place).map_err(one)?);
    }
    let count = tree
        .disputes
        .iter()
        .map(|dispute| dispute.readings.len())
        .product::<usize>();
    if let Some(dispute) = tree.disputes.first().filter(|_| count > MOST_ALTERNATIVES) {
        let text = format!("the readings combine into {count} alternatives, more than 64");
        let help = "tie readings that go together into one dispute";
        return Err(vec![broken(dispute.name.span, text, help)]);
    }
    let mut alternatives = Vec::new();
    for choice in reading::choices(tree) {
        let mut machines = Vec::with_capacity(frames.len());
        for (version, frame) in versions.iter().zip(&frames) {
            let read = reading::read(version, &choice);
            machines.push(alternative::machine(&read, &all, frame).map_err(one)?);
        }
        let readings: Vec<String> = choice.iter().map(|it| it.name.text.clone()).collect();
        let name = if readings.is_empty() {
            "text".to_owned()
        } else {
            readings.join(reading::JOINED)
        };
        alternatives.push(Alternative {
            name,
            readings,
            machines,
        });
    }
    Ok((frames, alternatives))
}

/// When each version is in force.
fn spans(tree: &Tree) -> Compiled<Vec<InForce>> {
    let header = &tree.regime;
    let zone = zone_of(tree)?;
    if tree.versions.is_empty() {
        let help = "add `version \"1\" { in-force from=\"…\"; pending … }`";
        let text = "the regime has no version: when is it in force?";
        return Err(broken(header.span, text, help));
    }
    if let Some(version) = tree.versions.get(MOST_VERSIONS) {
        let text = format!("a regime has at most {MOST_VERSIONS} versions");
        return Err(broken(version.name.span, text, "split it"));
    }
    let mut spans: Vec<InForce> = Vec::new();
    for (place, version) in tree.versions.iter().enumerate() {
        let next = tree.versions.get(place + 1).map(|it| it.from);
        let until = version.until.into_iter().chain(next).min();
        spans.push(InForce {
            from: instant(version.from, &zone),
            until: until.map(|until| instant(until, &zone)),
            // Where the pack does not say, what favours the person.
            pending: version.pending.unwrap_or(Pending::KeepOldUnlessMilder),
        });
    }
    Ok(spans)
}

fn zone_of(tree: &Tree) -> Compiled<TimeZone> {
    let name = &tree.regime.zone;
    zone::named(name.as_str()).ok_or_else(|| {
        let help = "use a name of the IANA database";
        broken(name.span, "no such time zone", help)
    })
}

/// What has a number: the same in every version and alternative.
pub(crate) struct Numbered {
    pub(crate) channels: Vec<Name>,
    pub(crate) instruments: Vec<(Name, InstrumentKind)>,
    pub(crate) measures: Vec<Name>,
    pub(crate) remedies: Vec<Name>,
    pub(crate) excuses: Vec<Name>,
    pub(crate) exceptions: Vec<Name>,
    pub(crate) warnings: Vec<Name>,
    pub(crate) duties: Vec<Name>,
    /// By instrument: the stages of its lifecycle.
    pub(crate) stages: Vec<Vec<Name>>,
    /// Every condition of any version, for the ages that it compares with.
    pub(crate) conditions: Vec<Predicate>,
}

impl Numbered {
    fn of(versions: &[Tree]) -> Self {
        fn every<'a, T: 'a>(
            versions: &'a [Tree],
            of: impl Fn(&'a Tree) -> &'a Vec<T>,
            name: impl Fn(&'a T) -> &'a Name,
        ) -> Vec<Name> {
            let mut names: Vec<Name> = Vec::new();
            for name in versions.iter().flat_map(of).map(name) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            names
        }
        let mut instruments: Vec<(Name, InstrumentKind)> = Vec::new();
        for it in versions.iter().flat_map(|tree| &tree.instruments) {
            if !instruments.iter().any(|(name, _)| *name == it.name) {
                instruments.push((it.name.clone(), it.kind));
            }
        }
        let stages = instruments.iter().map(|(instrument, _)| {
            let mut names: Vec<Name> = Vec::new();
            let lifecycles = versions.iter().flat_map(|tree| &tree.lifecycles);
            let own = lifecycles.filter(|it| it.instrument == *instrument);
            for stage in own.flat_map(|it| &it.stages) {
                if !names.contains(&stage.name) {
                    names.push(stage.name.clone());
                }
            }
            names
        });
        let categories = versions.iter().flat_map(|tree| &tree.categories);
        let effects = versions.iter().flat_map(|tree| &tree.effects);
        let conditions = categories
            .map(|it| it.when.clone())
            .chain(effects.filter_map(|it| it.when.clone()));
        Self {
            channels: every(versions, |it| &it.channels, |it| &it.name),
            measures: every(versions, |it| &it.effects, |it| &it.measure),
            remedies: every(versions, |it| &it.remedies, |it| &it.name),
            excuses: every(versions, |it| &it.excuses, |it| &it.name),
            exceptions: every(versions, |it| &it.exceptions, |it| &it.name),
            warnings: every(versions, |it| &it.warnings, |it| &it.name),
            duties: every(versions, |it| &it.duties, |it| &it.name),
            stages: stages.collect(),
            conditions: conditions.collect(),
            instruments,
        }
    }
}

/// The period that a term means.
pub(crate) fn term(tree: &Tree, term: &Term, span: Span) -> Compiled<Period> {
    let name = match term {
        Term::Plain(amount) => return Ok(Period::plain(*amount)),
        Term::Named(name) => name,
    };
    let id = find(name, "period", tree.periods.iter().map(|it| &it.name))?;
    let rule = tree.periods.get(usize::from(id));
    let rule = rule.ok_or_else(|| broken(span, "no such period", "declare it"))?;
    let calendar = rule.calendar.as_ref();
    let calendar = calendar.and_then(|name| tree.calendars.iter().find(|it| it.name == *name));
    Ok(Period::compile(rule, calendar))
}

fn compile_channel(
    tree: &Tree,
    channel: &crate::tree::Channel,
    zone: &TimeZone,
) -> Compiled<ChannelMachine> {
    let words = |names: &[Name]| names.iter().map(|name| name.text.clone()).collect();
    let mut needs = Vec::new();
    for need in &channel.needs {
        needs.push(literal_is(tree, &need.fact, &need.value, Sense::Plain)?);
    }
    let regions = channel.regions.iter().map(|region| Open {
        region: region.name.text.clone(),
        from: region.from.map(|from| instant(from, zone)),
        until: region.until.map(|until| instant(until, zone)),
    });
    Ok(ChannelMachine {
        name: channel.name.text.clone(),
        serves: channel.serves,
        needs,
        regions: regions.collect(),
        by: words(&channel.by),
        to: words(&channel.to),
        place: words(&channel.place),
    })
}

fn cited(cite: &[Name]) -> Vec<String> {
    cite.iter().map(|name| name.text.clone()).collect()
}

/// A local time as an instant; in a gap or a fold, the later one (`compatible`).
fn instant(local: DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(local)
        .compatible()
        .unwrap_or(Timestamp::MAX)
}

fn anchor(tree: &Tree, zone: &TimeZone, anchor: &Anchor) -> Compiled<AnchorMachine> {
    Ok(match anchor {
        Anchor::Served => AnchorMachine::Served,
        Anchor::Sender => AnchorMachine::Sender,
        Anchor::Statute => AnchorMachine::Statute,
        Anchor::AppearAt => AnchorMachine::AppearAt,
        Anchor::Day(day) => {
            AnchorMachine::Day(zone::day_begins(zone, *day).unwrap_or(Timestamp::MAX))
        }
        Anchor::Window(name) => {
            let id = find(name, "window", tree.windows.iter().map(|it| &it.name))?;
            let window = tree.windows.get(usize::from(id));
            let window = window.ok_or_else(|| broken(name.span, "no such window", "declare it"))?;
            AnchorMachine::Window(window.from, window.until)
        }
        Anchor::PublicEvent(name) => AnchorMachine::PublicEvent(name.text.clone()),
        Anchor::Event(kind) => AnchorMachine::Event(*kind),
        Anchor::Stage(name) => AnchorMachine::Stage(name.text.clone()),
    })
}

fn facts(tree: &Tree, conditions: &[Predicate]) -> Vec<FactMachine> {
    let mut facts: Vec<_> = tree
        .facts
        .iter()
        .map(|fact| FactMachine {
            name: fact.name.text.clone(),
            kind: match &fact.kind {
                FactKind::Date => FactShape::Date,
                FactKind::Choice(values) => {
                    FactShape::Choice(values.iter().map(|value| value.text.clone()).collect())
                }
                FactKind::Periods => FactShape::Periods,
                FactKind::Text => FactShape::Text,
            },
            source: fact.from.text.clone(),
            fresh: duration(fact.fresh_for),
            ages: Vec::new(),
        })
        .collect();
    for condition in conditions {
        ages(condition, &mut facts);
    }
    facts
}

/// Freshness is counted in real time: a day is 24 hours, a month 30 days, a year 365.
fn duration(amount: Amount) -> SignedDuration {
    let n = i64::from(amount.n);
    match amount.unit {
        Unit::Minutes => SignedDuration::from_mins(n),
        Unit::Hours => SignedDuration::from_hours(n),
        Unit::Days | Unit::WorkDays => SignedDuration::from_hours(24 * n),
        Unit::Weeks => SignedDuration::from_hours(168 * n),
        Unit::Months => SignedDuration::from_hours(24 * 30 * n),
        Unit::Years => SignedDuration::from_hours(24 * 365 * n),
    }
}

fn ages(predicate: &Predicate, facts: &mut [FactMachine]) {
    match predicate {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| ages(part, facts));
        }
        Predicate::Not(part) => ages(part, facts),
        Predicate::Age { fact, from, below } => {
            let Some(machine) = facts.iter_mut().find(|it| it.name == fact.text) else {
                return;
            };
            let new = from
                .map(Threshold::From)
                .into_iter()
                .chain(below.map(Threshold::Below));
            for threshold in new {
                if !machine.ages.contains(&threshold) {
                    machine.ages.push(threshold);
                }
            }
        }
        Predicate::Is { .. } | Predicate::IsNot { .. } | Predicate::Holds { .. } => {}
    }
}

/// Whether a condition stands under a `not`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Plain,
    Negated,
}

fn condition(tree: &Tree, predicate: &Predicate, sense: Sense) -> Compiled<Condition> {
    let parts = |parts: &[Predicate]| {
        parts
            .iter()
            .map(|part| condition(tree, part, sense))
            .collect::<Compiled<Vec<_>>>()
    };
    Ok(match (predicate, sense) {
        (Predicate::All(inner), Sense::Plain) | (Predicate::Any(inner), Sense::Negated) => {
            Condition::All(parts(inner)?)
        }
        (Predicate::Any(inner), Sense::Plain) | (Predicate::All(inner), Sense::Negated) => {
            Condition::Any(parts(inner)?)
        }
        (Predicate::Not(inner), Sense::Plain) => condition(tree, inner, Sense::Negated)?,
        (Predicate::Not(inner), Sense::Negated) => condition(tree, inner, Sense::Plain)?,
        (Predicate::Is { fact, value }, sense) => {
            Condition::Literal(literal_is(tree, fact, value, sense)?)
        }
        (Predicate::IsNot { fact, value }, Sense::Plain) => {
            Condition::Literal(literal_is(tree, fact, value, Sense::Negated)?)
        }
        (Predicate::IsNot { fact, value }, Sense::Negated) => {
            Condition::Literal(literal_is(tree, fact, value, Sense::Plain)?)
        }
        (Predicate::Age { fact, from, below }, sense) => Condition::Literal(Literal {
            fact: fact_id(tree, fact)?,
            test: match sense {
                Sense::Plain => Test::Age {
                    from: *from,
                    below: *below,
                },
                Sense::Negated => Test::NotAge {
                    from: *from,
                    below: *below,
                },
            },
        }),
        (Predicate::Holds { fact }, sense) => Condition::Literal(Literal {
            fact: fact_id(tree, fact)?,
            test: if sense == Sense::Plain {
                Test::Holds
            } else {
                Test::HoldsNot
            },
        }),
    })
}

fn fact_id(tree: &Tree, name: &Name) -> Compiled<u8> {
    find(name, "fact", tree.facts.iter().map(|fact| &fact.name))
}

fn literal_is(tree: &Tree, fact: &Name, value: &Name, sense: Sense) -> Compiled<Literal> {
    let id = fact_id(tree, fact)?;
    let rule = tree.facts.get(usize::from(id));
    let test = match rule.map(|rule| &rule.kind) {
        Some(FactKind::Choice(values)) => {
            let index = u16::from(find(value, "value", values.iter())?);
            if sense == Sense::Plain {
                Test::Is(index)
            } else {
                Test::IsNot(index)
            }
        }
        Some(FactKind::Text) if sense == Sense::Plain => Test::TextIs(value.text.clone()),
        Some(FactKind::Text) => Test::TextIsNot(value.text.clone()),
        _ => {
            let text = format!("`{fact}` is not a choice or a text, so it cannot be compared");
            return Err(broken(
                fact.span,
                text,
                "use `age` for dates and `holds` for periods",
            ));
        }
    };
    Ok(Literal { fact: id, test })
}
