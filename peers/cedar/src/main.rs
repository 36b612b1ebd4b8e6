//! Times Cedar's `is_authorized` on the rule of `regimes/seed/002`.
//!
//! Usage: `writ-peer-cedar PEOPLE.csv NOW ROUNDS OUT.json`. PEOPLE.csv is what `writ-bench people`
//! wrote; `NOW` is an instant such as `2023-06-15T23:59:00+03:00`. Policies, people and requests are
//! built beforehand; only `is_authorized` is timed, each call by itself.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use serde_json::json;

const RULE: &str = include_str!("rule.cedar");
const MEASURES: [(&str, &str); 4] = [
    ("exit", "border"),
    ("driving", "licensing"),
    ("credit", "lender"),
    ("property", "land-registry"),
];

/// A question with all that is needed to answer it.
struct Question {
    request: Request,
    /// By its place among the people.
    person: usize,
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [people, now, rounds, out] = words.as_slice() else {
        bail!("usage: writ-peer-cedar PEOPLE.csv NOW ROUNDS OUT.json");
    };
    let rounds: usize = rounds.parse().context("ROUNDS is no number")?;
    let text = std::fs::read_to_string(people).with_context(|| format!("read {people}"))?;
    let rule: PolicySet = RULE.parse()?;
    let mut stores = Vec::new();
    let mut questions = Vec::new();
    for (person, row) in rows(&text)?.iter().enumerate() {
        let entity = person_of(row)?;
        for (measure, desk) in MEASURES {
            let request = Request::new(
                entity.uid(),
                uid("Action", measure)?,
                uid("Desk", desk)?,
                Context::from_pairs([("now".to_owned(), instant(now))])?,
                None,
            )?;
            questions.push(Question { request, person });
        }
        stores.push(Entities::from_entities([entity], None)?);
    }

    let authorizer = Authorizer::new();
    let mut times = Vec::with_capacity(rounds * questions.len());
    let mut answers = String::new();
    for round in 0..rounds {
        for question in &questions {
            let entities = &stores[question.person];
            let began = Instant::now();
            let response = black_box(authorizer.is_authorized(&question.request, &rule, entities));
            times.push(began.elapsed());
            if round == 0 {
                if let Some(error) = response.diagnostics().errors().next() {
                    bail!("person {} of the file: {error}", question.person);
                }
                answers.push(if response.decision() == Decision::Allow {
                    '1'
                } else {
                    '0'
                });
            }
        }
    }
    times.sort_unstable();
    let median = times
        .get(times.len() / 2)
        .copied()
        .unwrap_or(Duration::ZERO);
    let report = json!({
        "engine": "Cedar 4.14",
        "people": stores.len(),
        "calls": times.len(),
        "median_seconds": median.as_secs_f64(),
        "answers": answers,
    });
    std::fs::write(out, serde_json::to_vec_pretty(&report)?).with_context(|| format!("write {out}"))
}

type Row<'a> = HashMap<&'a str, &'a str>;

/// The rows by column. The file has no quoted field.
fn rows(text: &str) -> Result<Vec<Row<'_>>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines
        .next()
        .context("the file is empty")?
        .split(',')
        .collect();
    Ok(lines
        .map(|line| names.iter().copied().zip(line.split(',')).collect())
        .collect())
}

fn uid(kind: &str, name: &str) -> Result<EntityUid> {
    Ok(format!("{kind}::\"{name}\"").parse()?)
}

fn word(text: &str) -> RestrictedExpression {
    RestrictedExpression::new_string(text.to_owned())
}

/// An instant such as `2023-06-15T23:59:00+03:00`; Cedar writes offsets without the colon.
fn instant(text: &str) -> RestrictedExpression {
    let (time, offset) = text.split_at(text.len().saturating_sub(6));
    RestrictedExpression::new_datetime(format!("{time}{}", offset.replace(':', "")))
}

/// The beginning of a day in the zone of the rule.
fn day(text: &str) -> RestrictedExpression {
    instant(&format!(
        "{}T00:00:00+03:00",
        text.get(..10).unwrap_or(text)
    ))
}

/// The day on which the age is reached. Nobody in the file was born on 29 February who reaches an age
/// that matters in a common year, see `writ-bench`.
fn birthday(birth: &str, years: u16) -> Result<RestrictedExpression> {
    let (year, rest) = birth
        .split_once('-')
        .context("a birth date without a year")?;
    let year = year
        .parse::<u16>()
        .context("a birth year that is no number")?
        + years;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let rest = if rest == "02-29" && !is_leap {
        "03-01"
    } else {
        rest
    };
    Ok(day(&format!("{year:04}-{rest}")))
}

fn person_of(row: &Row<'_>) -> Result<Entity> {
    let cell = |name: &str| row.get(name).copied().unwrap_or_default();
    let mut known = HashMap::new();
    for name in ["sex", "service", "fitness", "account"] {
        known.insert(name.to_owned(), word(cell(name)));
    }
    for (name, years) in [("eighteenth", 18), ("twenty_seventh", 27), ("fiftieth", 50)] {
        known.insert(name.to_owned(), birthday(cell("birth_date"), years)?);
    }
    if !cell("posted_at").is_empty() {
        known.insert("posted_at".to_owned(), instant(cell("posted_at")));
        known.insert("posted_on".to_owned(), day(cell("posted_at")));
    }
    if !cell("appeared_at").is_empty() {
        known.insert("appeared_at".to_owned(), instant(cell("appeared_at")));
    }
    if !cell("deferment_from").is_empty() {
        let deferment = RestrictedExpression::new_record([
            ("from".to_owned(), day(cell("deferment_from"))),
            ("until".to_owned(), day(cell("deferment_until"))),
        ])?;
        known.insert("deferment".to_owned(), deferment);
    }
    Ok(Entity::new(uid("Person", cell("id"))?, known, [].into())?)
}
