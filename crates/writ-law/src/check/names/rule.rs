//! The names in the rules about zone, time, people, papers and what follows.

use jiff::tz::TimeZoneDatabase;

use crate::tree::{
    Anchor, FactKind, FactRule, Ground, Name, PeriodRule, Predicate, Roll, ServiceNeed, Unit, Wait,
};
use crate::zone;

use super::Names;

pub(super) fn check(names: &mut Names<'_>) {
    zone(names, &names.tree.regime.zone);
    for period in names.every.periods.clone() {
        names.cite(&period.cite);
        calendar(names, period);
    }
    for category in names.every.categories.clone() {
        names.cite(&category.cite);
        predicate(names, &category.when);
    }
    papers(names);
    services(names);
    effects(names);
    claims(names);
    public(names);
}

fn effects(names: &mut Names<'_>) {
    for effect in names.every.effects.clone() {
        names.cite(&effect.cite);
        effect.stages.iter().for_each(|stage| names.stage(stage));
        effect.when.iter().for_each(|when| predicate(names, when));
        if let Some((within, from)) = &effect.decide_within {
            names.term(within);
            anchor(names, from);
        }
    }
    for warning in names.every.warnings.clone() {
        names.cite(&warning.cite);
        warning.by.iter().for_each(|channel| names.channel(channel));
        // `served` is service itself where no stage has that name.
        if warning.after.as_str() != "served" {
            names.stage(&warning.after);
        }
    }
    for remedy in names.every.remedies.clone() {
        names.cite(&remedy.cite);
        remedy
            .against
            .iter()
            .for_each(|measure| names.measure(measure));
        anchor(names, &remedy.open_from);
    }
    for limit in names.every.limits.clone() {
        names.cite(&limit.cite);
        names.measure(&limit.measure);
    }
}

/// What a person can claim and ask for, and what can be imposed as a punishment.
fn claims(names: &mut Names<'_>) {
    for excuse in names.every.excuses.clone() {
        names.cite(&excuse.cite);
        let terms = [&excuse.claim_within, &excuse.then_appear_within];
        terms
            .into_iter()
            .flatten()
            .for_each(|(_, from)| anchor(names, from));
        names.decider(&excuse.decided_by);
    }
    for claim in names.every.claims.clone() {
        names.cite(&claim.cite);
        names.decider(&claim.decided_by);
    }
    for exception in names.every.exceptions.clone() {
        names.cite(&exception.cite);
        exception
            .from
            .iter()
            .for_each(|measure| names.measure(measure));
        names.term(&exception.lasts);
        names.decider(&exception.decided_by);
    }
    for sanction in names.every.sanctions.clone() {
        names.cite(&sanction.cite);
        sanction.stages.iter().for_each(|stage| names.stage(stage));
        if let Some(count) = &sanction.count {
            let rule = fact_rule(names, &count.of);
            if rule.is_some_and(|rule| rule.kind != FactKind::Periods) {
                let text = format!("`{}` has no periods whose beginnings count", count.of);
                names.mistaken(&count.of, text, "name a fact of `type=periods`");
            }
        }
    }
}

/// What concerns everybody, and how people are chosen.
fn public(names: &mut Names<'_>) {
    for window in names.every.windows.clone() {
        names.cite(&window.cite);
    }
    for event in names.every.public_events.clone() {
        names.cite(&event.cite);
    }
    for judgement in names.every.judgements.clone() {
        names.cite(&judgement.cite);
        names.decider(&judgement.by);
    }
    for selection in names.every.selections.clone() {
        names.cite(&selection.cite);
        names.instrument(&selection.instrument);
    }
}

fn papers(names: &mut Names<'_>) {
    for instrument in names.every.instruments.clone() {
        names.cite(&instrument.cite);
        instrument
            .to
            .iter()
            .for_each(|category| names.category(category));
        instrument
            .windows
            .iter()
            .for_each(|window| names.window(window));
        instrument
            .first_contact
            .iter()
            .for_each(|channel| names.channel(channel));
        instrument
            .offers
            .iter()
            .for_each(|offer| names.excuse(&offer.excuse));
    }
    for channel in names.every.channels.clone() {
        names.cite(&channel.cite);
        channel
            .needs
            .iter()
            .for_each(|need| compared(names, &need.fact, &need.value));
    }
    for ladder in names.every.ladders.clone() {
        names.instrument(&ladder.instrument);
        ladder
            .rungs
            .iter()
            .for_each(|rung| names.channel(&rung.channel));
    }
}

fn services(names: &mut Names<'_>) {
    for service in names.every.services.clone() {
        names.cite(&service.cite);
        names.channel(&service.channel);
        service.grounds.iter().for_each(|it| ground(names, it));
        for need in &service.needs {
            match need {
                ServiceNeed::Judged(question) => names.judgement(question),
                ServiceNeed::Tried(other) => tried(names, other, &service.channel),
                ServiceNeed::Alerts { .. } | ServiceNeed::Attempts { .. } => {}
            }
        }
        let terms = service.rebuttals.iter().filter_map(|it| it.within.as_ref());
        terms.for_each(|within| names.term(within));
    }
}

/// What another channel must have been tried for is another channel.
fn tried(names: &mut Names<'_>, other: &Name, channel: &Name) {
    names.channel(other);
    if other == channel {
        let text = format!("`{other}` is this channel itself");
        names.mistaken(
            other,
            text,
            "name another channel, which is tried before it",
        );
    }
}

/// A ground of service: what it waits for.
pub(super) fn ground(names: &mut Names<'_>, ground: &Ground) {
    let events = [&ground.since, &ground.until];
    events
        .into_iter()
        .flatten()
        .for_each(|event| names.public_event(event));
    match &ground.wait {
        Some(Wait::After(term) | Wait::OnDay(term)) => names.term(term),
        None => {}
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

/// From what something runs: what it names must be there.
pub(super) fn anchor(names: &mut Names<'_>, anchor: &Anchor) {
    match anchor {
        Anchor::Stage(word) => {
            let stages = names.stages();
            unless_stage(names, word, stages.into_iter());
        }
        Anchor::Window(window) => names.window(window),
        Anchor::PublicEvent(event) => names.public_event(event),
        Anchor::Served
        | Anchor::Sender
        | Anchor::Statute
        | Anchor::AppearAt
        | Anchor::Day(_)
        | Anchor::Event(_) => {}
    }
}

/// Says that nothing can run from a word unless it is one of these stages.
pub(super) fn unless_stage<'n>(
    names: &mut Names<'_>,
    word: &Name,
    stages: impl Iterator<Item = &'n Name>,
) {
    let mut known: Vec<&str> = stages.map(Name::as_str).collect();
    if known.contains(&word.as_str()) {
        return;
    }
    known.extend(["served", "sender", "appear-at", "statute"]);
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
