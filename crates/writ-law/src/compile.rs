//! From a tree whose names are checked to machines.
//!
//! Names were resolved by the checks before; one that is missing here all the same is reported
//! as a finding, never guessed.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::finding::{Class, Finding, Span};
use crate::machine::{
    AnchorMachine, CategoryMachine, ChannelMachine, Condition, DutyMachine, ExcuseMachine,
    FactMachine, FactShape, Frame, Literal, MOST, Open, RemedyMachine, Set, Test, Threshold,
    WarningMachine,
};
use crate::period::Period;
use crate::regime::Alternative;
use crate::tree::{Amount, Anchor, FactKind, Name, Predicate, Tree, Unit};
use crate::{reading, zone};

mod alternative;

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

/// The frame that all alternatives share, and the alternatives.
pub(crate) fn compile(tree: &Tree) -> Result<(Frame, Vec<Alternative>), Vec<Finding>> {
    let frame = frame(tree).map_err(|finding| vec![finding])?;
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
        let machine = alternative::machine(&reading::read(tree, &choice), &frame);
        let readings: Vec<String> = choice.iter().map(|it| it.name.text.clone()).collect();
        let name = if readings.is_empty() {
            "text".to_owned()
        } else {
            readings.join(reading::JOINED)
        };
        alternatives.push(Alternative {
            name,
            readings,
            machine: machine.map_err(|finding| vec![finding])?,
        });
    }
    Ok((frame, alternatives))
}

fn frame(tree: &Tree) -> Compiled<Frame> {
    let header = &tree.regime;
    let zone = zone::named(header.zone.as_str()).ok_or_else(|| {
        broken(
            header.zone.span,
            "no such time zone",
            "use a name of the IANA database",
        )
    })?;
    let version = tree.versions.first().ok_or_else(|| {
        let help = "add `version \"1\" { in-force from=\"…\"; pending … }`";
        broken(
            header.span,
            "the regime has no version: when is it in force?",
            help,
        )
    })?;
    let mut frame = Frame {
        in_force_from: instant(version.from, &zone),
        in_force_until: version.until.map(|until| instant(until, &zone)),
        facts: facts(tree),
        categories: Vec::new(),
        channels: Vec::new(),
        instruments: tree
            .instruments
            .iter()
            .map(|it| (it.name.text.clone(), it.kind))
            .collect(),
        measures: tree
            .effects
            .iter()
            .map(|effect| effect.measure.text.clone())
            .collect(),
        remedies: Vec::new(),
        excuses: Vec::new(),
        warnings: Vec::new(),
        duties: Vec::new(),
        zone,
    };
    if frame.measures.len() > MOST {
        let text = format!("a regime has at most {MOST} effects");
        return Err(broken(header.span, text, "split it"));
    }
    for category in &tree.categories {
        let when = condition(tree, &category.when, Sense::Plain)?;
        let (name, cite) = (category.name.text.clone(), cited(&category.cite));
        frame.categories.push(CategoryMachine { name, when, cite });
    }
    for channel in &tree.channels {
        frame
            .channels
            .push(compile_channel(tree, channel, &frame.zone)?);
    }
    remedies(tree, &mut frame)?;
    warnings(tree, &mut frame)?;
    for duty in &tree.duties {
        frame.duties.push(DutyMachine {
            name: duty.name.text.clone(),
            from: anchor(&duty.from),
            by: anchor(&duty.by),
            met_by: duty.met_by.clone(),
            cite: cited(&duty.cite),
        });
    }
    Ok(frame)
}

fn warnings(tree: &Tree, frame: &mut Frame) -> Compiled<()> {
    for warning in &tree.warnings {
        let by = warning
            .by
            .iter()
            .map(|name| channel_id(tree, name))
            .collect::<Compiled<_>>()?;
        let is_stage = tree
            .lifecycles
            .iter()
            .flat_map(|lifecycle| &lifecycle.stages)
            .any(|stage| stage.name == warning.after);
        frame.warnings.push(WarningMachine {
            name: warning.name.text.clone(),
            after: is_stage.then(|| warning.after.text.clone()),
            by,
            then: Period::plain(warning.then),
            cite: cited(&warning.cite),
        });
    }
    Ok(())
}

fn remedies(tree: &Tree, frame: &mut Frame) -> Compiled<()> {
    for remedy in &tree.remedies {
        let against = remedy.against.iter().map(|name| measure_id(tree, name));
        frame.remedies.push(RemedyMachine {
            name: remedy.name.text.clone(),
            against: against.collect::<Compiled<Set>>()?,
            open_for: Period::plain(remedy.open_for),
            stays: remedy.stays,
            decide_within: remedy.decide_within.map(Period::plain),
            then: remedy.then.as_ref().map(|then| then.text.clone()),
            cite: cited(&remedy.cite),
        });
    }
    let bound = |term: &Option<(Amount, Anchor)>| {
        term.as_ref()
            .map(|(amount, from)| (Period::plain(*amount), anchor(from)))
    };
    for excuse in &tree.excuses {
        frame.excuses.push(ExcuseMachine {
            name: excuse.name.text.clone(),
            claim_within: bound(&excuse.claim_within),
            then_appear_within: bound(&excuse.then_appear_within),
            while_undecided: excuse.while_undecided,
            cite: cited(&excuse.cite),
        });
    }
    Ok(())
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

fn channel_id(tree: &Tree, name: &Name) -> Compiled<u8> {
    find(
        name,
        "channel",
        tree.channels.iter().map(|channel| &channel.name),
    )
}

fn measure_id(tree: &Tree, name: &Name) -> Compiled<u8> {
    find(
        name,
        "effect",
        tree.effects.iter().map(|effect| &effect.measure),
    )
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

fn anchor(anchor: &Anchor) -> AnchorMachine {
    match anchor {
        Anchor::Served => AnchorMachine::Served,
        Anchor::AppearAt => AnchorMachine::AppearAt,
        Anchor::Event(kind) => AnchorMachine::Event(*kind),
        Anchor::Stage(name) => AnchorMachine::Stage(name.text.clone()),
    }
}

fn facts(tree: &Tree) -> Vec<FactMachine> {
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
    let conditions = tree.categories.iter().map(|category| &category.when);
    for condition in conditions.chain(tree.effects.iter().filter_map(|it| it.when.as_ref())) {
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
