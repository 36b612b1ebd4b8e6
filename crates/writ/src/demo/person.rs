//! One person's story: what was held against them, what was known when, and what ended it.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use writ_law::event::EventKind;
use writ_law::truth::Truth;
use writ_registry::{ExplainedQuestion, Told as WasTold, operation};

use super::called::Called;
use super::house::{House, staff};
use super::opening::CALL_UP;
use super::telling::{Everything, Told};
use crate::registry::ruled;
use crate::trouble::Trouble;

/// One person's story.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PersonStory {
    pub(super) person: String,
    /// The law under which they are told of.
    pub(super) regime: String,
    /// The zone of its clock.
    pub(super) zone: String,
    pub(super) office: String,
    /// What no register knew: why the person could not lawfully be called.
    pub(super) truth: Option<&'static str>,
    pub(super) rank: String,
    pub(super) candidates: u64,
    pub(super) facts: Vec<FactStory>,
    pub(super) events: Vec<EventStory>,
    /// The instant asked about.
    pub(super) at: Timestamp,
    pub(super) measure: String,
    /// At that instant, by what was recorded then.
    pub(super) known_then: Reasons,
    /// At the same instant, by what is recorded in the end.
    pub(super) known_in_the_end: Reasons,
    pub(super) why_not: Reasons,
    pub(super) ends_on: Vec<String>,
    pub(super) remedies: Vec<String>,
    pub(super) questions: Vec<QuestionStory>,
    /// The same person at the same instant under the guarded law.
    pub(super) guarded: Reasons,
    pub(super) guarded_events: Vec<EventStory>,
}

/// A fact, as recorded.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FactStory {
    pub(super) fact: String,
    pub(super) value: String,
    pub(super) source: String,
    pub(super) recorded_at: Timestamp,
}

/// An event, with both its clocks.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EventStory {
    pub(super) kind: &'static str,
    pub(super) details: String,
    pub(super) at: Timestamp,
    pub(super) recorded_at: Timestamp,
}

/// A question that was asked, and what became of the answer.
#[derive(Clone, Debug, Serialize)]
pub(super) struct QuestionStory {
    pub(super) desk: String,
    pub(super) measure: String,
    pub(super) asked_at: Timestamp,
    pub(super) answer: String,
    pub(super) corrected_at: Option<Timestamp>,
}

/// An answer with its reasons.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reasons {
    pub(super) measure: String,
    pub(super) answer: String,
    /// Under each reading, or the first alone where all say the same.
    pub(super) proofs: Vec<Proof>,
    /// How many other readings say the same.
    pub(super) alike: usize,
}

/// The reasons under one reading, line by line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Proof {
    pub(super) reading: Option<String>,
    pub(super) lines: Vec<ReasonLine>,
}

/// One sentence of a proof, and how deep it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ReasonLine {
    pub(super) depth: usize,
    pub(super) truth: String,
    pub(super) says: String,
}

/// Tells of the person whose life shows most.
pub(super) async fn tell(everything: &Everything) -> Result<Option<PersonStory>, Trouble> {
    let told = &everything.report;
    let place = told.tally.most_telling();
    let Some(called) = place.and_then(|place| told.called.get(place)) else {
        return Ok(None);
    };
    let house = &told.house;
    let (at, measure) = moment(house, called);
    let other = measures_besides(house, &measure);
    let then = position(house, called, at, Some(at)).await?;
    let in_the_end = position(house, called, at, None).await?;
    let guarded = &everything.guarded;
    let the_same = guarded
        .called
        .iter()
        .find(|other| other.person.id == called.person.id);
    let the_same = the_same.unwrap_or(called);
    let under_guarded = position(&guarded.house, the_same, at, Some(at)).await?;
    let leave = house
        .permit(staff::OMBUDSMAN, operation::ExplainPerson)
        .await?;
    let rank = ruled(
        house
            .registry
            .own_rank(&leave, CALL_UP, &called.person.id)
            .await,
    )?;
    let committed = everything.opened.status.committed.as_ref();
    let candidates = committed.and_then(|list| list.offices.get(&rank.office));
    let effect = effect_of(&then, &measure);
    let day = house.calendar.day_of(at);
    Ok(Some(PersonStory {
        person: called.person.id.clone(),
        regime: house.regime.name().to_owned(),
        zone: house.regime.tree().regime.zone.text.clone(),
        office: called.office().to_owned(),
        truth: called
            .person
            .truth
            .excluded_on(day)
            .map(|ground| ground.word()),
        rank: rank.rank.unwrap_or_default(),
        candidates: candidates.map_or(0, |office| office.candidates),
        facts: facts(called),
        events: events(called),
        at,
        known_then: reasons(&then, &measure),
        known_in_the_end: reasons(&in_the_end, &measure),
        why_not: reasons(&then, &other),
        ends_on: words(effect, "ends_on", |word| word.as_str()),
        remedies: words(effect, "remedies", |remedy| remedy.get("remedy")?.as_str()),
        questions: questions(told, called).await?,
        guarded: reasons(&under_guarded, &measure),
        guarded_events: events(the_same),
        measure,
    }))
}

/// The instant to tell of, and the measure: when a desk was told `yes`, best while another was
/// told `unknown`; else the evening after posting.
fn moment(house: &House, called: &Called) -> (Timestamp, String) {
    let told_yes = || {
        called
            .asked
            .iter()
            .filter(|asked| asked.answer == Truth::Yes)
    };
    let beside_unknown = told_yes().find(|asked| {
        let mut others = called.asked.iter().filter(|other| other.at == asked.at);
        others.any(|other| other.answer == Truth::Unknown)
    });
    if let Some(asked) = beside_unknown.or_else(|| told_yes().next()) {
        return (asked.at, asked.measure.clone());
    }
    let issued = house.calendar.day_of(called.matter.issued_at);
    let first = house
        .regime
        .measures()
        .next()
        .unwrap_or_default()
        .to_owned();
    (house.calendar.evening(issued), first)
}

fn measures_besides(house: &House, measure: &str) -> String {
    let mut others = house.regime.measures().filter(|other| *other != measure);
    others.next().unwrap_or(measure).to_owned()
}

async fn position(
    house: &House,
    called: &Called,
    at: Timestamp,
    known_at: Option<Timestamp>,
) -> Result<Value, Trouble> {
    let person = &called.person.id;
    let explained = house
        .registry
        .explain(&house.look, person, at, known_at, None)
        .await;
    let mut matters = ruled(explained)?.matters.into_iter();
    let matter = matters.find(|matter| matter.matter.id == called.matter.id);
    Ok(matter.map_or(Value::Null, |matter| matter.position))
}

fn effect_of<'p>(position: &'p Value, measure: &str) -> Option<&'p Value> {
    let effects = position.get("effects")?.as_array()?;
    effects
        .iter()
        .find(|effect| text(effect, "measure") == measure)
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn words<'v>(
    effect: Option<&'v Value>,
    name: &str,
    word: impl Fn(&'v Value) -> Option<&'v str>,
) -> Vec<String> {
    let list = effect.and_then(|effect| effect.get(name)?.as_array());
    list.into_iter()
        .flatten()
        .filter_map(word)
        .map(str::to_owned)
        .collect()
}

/// The reasons for an answer: under each reading where they differ, else under the first.
fn reasons(position: &Value, measure: &str) -> Reasons {
    let effect = effect_of(position, measure).unwrap_or(&Value::Null);
    let because = effect.get("because").unwrap_or(&Value::Null);
    let readings = because.get("readings").and_then(Value::as_object);
    let mut trees: Vec<(Option<&String>, &Value)> = readings
        .into_iter()
        .flatten()
        .map(|(name, tree)| (Some(name), tree))
        .collect();
    if trees.is_empty() {
        trees.push((None, because));
    }
    let mut alike = 0;
    if let [(_, first), others @ ..] = trees.as_slice()
        && others
            .iter()
            .all(|(_, tree)| text(tree, "truth") == text(first, "truth"))
    {
        alike = others.len();
    }
    trees.truncate(trees.len() - alike);
    let proofs = trees.into_iter().map(|(reading, tree)| {
        let mut lines = Vec::new();
        collect(tree, text(tree, "truth"), 0, &mut lines);
        Proof {
            reading: reading.cloned(),
            lines,
        }
    });
    Reasons {
        measure: measure.to_owned(),
        answer: text(effect, "answer").to_owned(),
        proofs: proofs.collect(),
        alike,
    }
}

/// The lines of a proof, where they bear on the answer: why a person is not in one category says
/// nothing once another fits, and what an effect could rest on needs no details where it fails.
fn collect(node: &Value, answer: &str, depth: usize, lines: &mut Vec<ReasonLine>) {
    let truth = text(node, "truth");
    lines.push(ReasonLine {
        depth,
        truth: truth.to_owned(),
        says: text(node, "says").to_owned(),
    });
    if truth != answer {
        return;
    }
    for part in node
        .get("parts")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let beside_the_point = answer == Truth::Yes.word() && text(part, "truth") != truth;
        if !beside_the_point {
            collect(part, answer, depth + 1, lines);
        }
    }
}

fn facts(called: &Called) -> Vec<FactStory> {
    let story = |fact: &writ_law::case::Fact| FactStory {
        fact: fact.fact.clone(),
        value: match &fact.value {
            writ_law::case::FactValue::Word(word) => word.clone(),
            writ_law::case::FactValue::Periods(periods) => {
                let words = periods
                    .iter()
                    .map(|it| format!("{} to {}", it.from, it.until));
                let words: Vec<String> = words.collect();
                if words.is_empty() {
                    "none".to_owned()
                } else {
                    words.join(", ")
                }
            }
        },
        source: fact.source.clone(),
        recorded_at: fact.recorded_at,
    };
    called.facts.iter().map(story).collect()
}

fn events(called: &Called) -> Vec<EventStory> {
    let story = |event: &writ_law::case::Event| EventStory {
        kind: event.kind.word(),
        details: details(event),
        at: event.at,
        recorded_at: event.recorded_at,
    };
    let mut events: Vec<EventStory> = called.events.iter().map(story).collect();
    events.sort_by_key(|event| event.recorded_at);
    events
}

fn details(event: &writ_law::case::Event) -> String {
    let mut words: Vec<String> = Vec::new();
    match event.kind {
        EventKind::Decided => {
            words.extend(event.effect.clone());
            words.extend(event.outcome.clone());
        }
        EventKind::AlertSent | EventKind::AlertFailed => words.extend(event.channel.clone()),
        _ => {
            words.extend(event.channel.clone());
            words.extend(event.effect.clone());
            words.extend(event.excuse.clone());
            words.extend(event.mark.clone());
        }
    }
    words.extend(event.reason.clone());
    words.join(", ")
}

async fn questions(told: &Told, called: &Called) -> Result<Vec<QuestionStory>, Trouble> {
    let house = &told.house;
    let end = house.calendar.end();
    let explained = house
        .registry
        .explain(&house.look, &called.person.id, end, None, None)
        .await;
    let story = |question: ExplainedQuestion| QuestionStory {
        desk: question.desk,
        measure: question.measure,
        asked_at: question.asked_at,
        answer: match question.told {
            WasTold::Answer(truth) => truth.word().to_owned(),
            WasTold::Refused => "refused".to_owned(),
        },
        corrected_at: question.corrected_at,
    };
    Ok(ruled(explained)?.questions.into_iter().map(story).collect())
}
