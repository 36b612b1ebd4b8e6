//! The names in the rules about zone, time, people, papers and what follows.

use jiff::tz::TimeZoneDatabase;

use crate::tree::{Anchor, FactKind, FactRule, Name, PeriodRule, Predicate, Roll, Tree, Unit};
use crate::zone;

use super::Names;

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    zone(names, &tree.regime.zone);
    for period in &tree.periods {
        names.cite(&period.cite);
        calendar(names, period);
    }
    for category in &tree.categories {
        names.cite(&category.cite);
        predicate(names, &category.when);
    }
    papers(names, tree);
    for effect in &tree.effects {
        names.cite(&effect.cite);
        effect.stages.iter().for_each(|stage| names.stage(stage));
        effect.when.iter().for_each(|when| predicate(names, when));
    }
    for warning in &tree.warnings {
        names.cite(&warning.cite);
        warning.by.iter().for_each(|channel| names.channel(channel));
        // `served` is service itself where no stage has that name.
        if warning.after.as_str() != "served" {
            names.stage(&warning.after);
        }
    }
    for remedy in &tree.remedies {
        names.cite(&remedy.cite);
        remedy
            .against
            .iter()
            .for_each(|measure| names.measure(measure));
        anchor(names, &remedy.open_from);
    }
    for limit in &tree.limits {
        names.cite(&limit.cite);
        names.measure(&limit.measure);
    }
    for excuse in &tree.excuses {
        names.cite(&excuse.cite);
        let terms = [&excuse.claim_within, &excuse.then_appear_within];
        terms
            .into_iter()
            .flatten()
            .for_each(|(_, from)| anchor(names, from));
    }
}

fn papers(names: &mut Names<'_>, tree: &Tree) {
    for instrument in &tree.instruments {
        names.cite(&instrument.cite);
        instrument
            .to
            .iter()
            .for_each(|category| names.category(category));
    }
    for channel in &tree.channels {
        names.cite(&channel.cite);
        channel
            .needs
            .iter()
            .for_each(|need| compared(names, &need.fact, &need.value));
    }
    for ladder in &tree.ladders {
        names.instrument(&ladder.instrument);
        ladder
            .rungs
            .iter()
            .for_each(|rung| names.channel(&rung.channel));
    }
    for service in &tree.services {
        names.cite(&service.cite);
        names.channel(&service.channel);
    }
}

fn zone(names: &mut Names<'_>, name: &Name) {
    if zone::named(name.as_str()).is_none() {
        let text = format!("there is no time zone `{name}`");
        let known: Vec<String> = TimeZoneDatabase::bundled()
            .available()
            .map(|zone| zone.to_string())
            .collect();
        names.wrong(name, text, known.iter().map(String::as_str));
        if let Some(finding) = names.findings.last_mut() {
            finding.help.get_or_insert_with(|| {
                "write a name of the IANA database, such as \"Europe/Tallinn\"".to_owned()
            });
        }
    }
}

/// A period that asks which days are worked must say whose.
fn calendar(names: &mut Names<'_>, period: &PeriodRule) {
    let tree = names.tree;
    if let Some(calendar) = &period.calendar {
        names.resolve(
            calendar,
            "calendar",
            tree.calendars.iter().map(|it| &it.name),
        );
        return;
    }
    let asks = period.amount.unit == Unit::WorkDays
        || period.roll != Roll::None
        || period.short_up_to.is_some()
        || period.min_work_days > 0;
    if asks {
        let name = &period.name;
        let text = format!("`{name}` asks which days are worked, and names no calendar");
        names.mistaken(
            name,
            text,
            "declare a `calendar` and write `calendar=` and its name",
        );
    }
}

/// From what something runs: a stage must be one.
pub(super) fn anchor(names: &mut Names<'_>, anchor: &Anchor) {
    let Anchor::Stage(word) = anchor else { return };
    let stages = names
        .tree
        .lifecycles
        .iter()
        .flat_map(|it| &it.stages)
        .map(|it| &it.name);
    unless_stage(names, word, stages);
}

/// Says so where an anchor is none of the stages, and then neither `served`, `appear-at` nor a kind
/// of event.
pub(super) fn unless_stage<'n>(
    names: &mut Names<'_>,
    word: &Name,
    stages: impl Iterator<Item = &'n Name>,
) {
    let mut known: Vec<&str> = stages.map(Name::as_str).collect();
    if known.contains(&word.as_str()) {
        return;
    }
    known.extend(["served", "appear-at"]);
    known.extend(crate::event::EventKind::ALL.iter().map(|kind| kind.word()));
    let text = format!("nothing can run from `{word}`: it is neither an event nor a stage");
    names.wrong(word, text, known);
}

fn predicate(names: &mut Names<'_>, when: &Predicate) {
    match when {
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| predicate(names, part));
        }
        Predicate::Not(part) => predicate(names, part),
        Predicate::Is { fact, value } | Predicate::IsNot { fact, value } => {
            compared(names, fact, value);
        }
        Predicate::Age { fact, from, below } => {
            let rule = fact_rule(names, fact);
            if rule.is_some_and(|rule| rule.kind != FactKind::Date) {
                names.mistaken(
                    fact,
                    format!("`{fact}` is not a date, so it has no age"),
                    KINDS,
                );
            }
            if from.zip(*below).is_some_and(|(from, below)| from >= below) {
                let text = format!("nobody is of this age by `{fact}`");
                names.mistaken(
                    fact,
                    text,
                    "`below` is the age at which it ends: write a higher one",
                );
            }
        }
        Predicate::Holds { fact } => {
            let rule = fact_rule(names, fact);
            if rule.is_some_and(|rule| rule.kind != FactKind::Periods) {
                names.mistaken(fact, format!("`{fact}` has no periods that hold"), KINDS);
            }
        }
    }
}

const KINDS: &str = "`is` and `is-not` compare a choice or a text, `age` a date, `holds` periods";

/// The rule of a fact, if there is one; a finding if not.
fn fact_rule<'t>(names: &mut Names<'t>, fact: &Name) -> Option<&'t FactRule> {
    let tree = names.tree;
    names.resolve(fact, "fact", tree.facts.iter().map(|it| &it.name));
    tree.facts.iter().find(|rule| rule.name == *fact)
}

/// A fact with the value that it is compared with.
fn compared(names: &mut Names<'_>, fact: &Name, value: &Name) {
    match fact_rule(names, fact).map(|rule| &rule.kind) {
        Some(FactKind::Choice(values)) => {
            names.resolve(value, &format!("value of `{fact}`:"), values.iter());
        }
        Some(FactKind::Text) | None => {}
        Some(FactKind::Date | FactKind::Periods) => {
            names.mistaken(fact, format!("`{fact}` has no value to compare"), KINDS);
        }
    }
}

/// A fact with the value that an example gives it; `unknown` leaves it out.
pub(super) fn given(names: &mut Names<'_>, fact: &Name, value: &Name) {
    let rule = fact_rule(names, fact);
    if value.as_str() == "unknown" {
        return;
    }
    match rule.map(|rule| &rule.kind) {
        Some(FactKind::Choice(values)) => {
            names.resolve(value, &format!("value of `{fact}`:"), values.iter());
        }
        Some(FactKind::Date) => {
            if crate::syntax::word::date(value.as_str()).is_none() {
                let text = format!("`{value}` is not a date");
                names.mistaken(value, text, "write a day that exists: \"2001-04-17\"");
            }
        }
        Some(FactKind::Periods) => {
            if value.as_str() != "none" && periods(value.as_str()).is_none() {
                let text = format!("`{value}` is not `none`, `unknown` or periods");
                let help = "write \"2023-04-01/2023-07-01\": the first day, and the day after the \
                            last; several with a space between them";
                names.mistaken(value, text, help);
            }
        }
        Some(FactKind::Text) | None => {}
    }
}

/// The half-open periods that an example writes as `2023-04-01/2023-07-01 …`.
fn periods(text: &str) -> Option<()> {
    text.split_whitespace().try_for_each(|period| {
        let (from, until) = period.split_once('/')?;
        let (from, until) = (
            crate::syntax::word::date(from)?,
            crate::syntax::word::date(until)?,
        );
        (from < until).then_some(())
    })
}
