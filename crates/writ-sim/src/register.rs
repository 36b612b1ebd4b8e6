//! The made-up register, written out for the registry's importer.
//!
//! Two formats, both written one person at a time, so that a million people need no more memory
//! than one:
//!
//! - CSV with the header `person,fact,value,at,recorded_at,source`, one fact a row, the rows of one
//!   person together and people in the order of their identifiers. The column `value` holds a word,
//!   or for periods JSON: `[]` or `[{"from":"2023-09-01","until":"2024-07-01"}]`.
//! - JSON Lines, one person a line, as in `writ_law::case::Person`: `{"id":…,"facts":[…]}`.
//!
//! A person of whom nothing was ever recorded is in neither. The truth is never written.

use std::io::Write;

use serde::Serialize;
use writ_law::case::{Fact, FactValue};

use crate::population::MadeUpPerson;

/// The columns of the CSV.
pub const HEADER: [&str; 6] = ["person", "fact", "value", "at", "recorded_at", "source"];

/// Why a register could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// A row of CSV could not be written.
    #[error("cannot write the made-up register as CSV, at person `{person}`")]
    Csv {
        /// At whom.
        person: String,
        /// Why.
        #[source]
        source: csv::Error,
    },
    /// A line of JSON could not be written.
    #[error("cannot write the made-up register as JSON Lines, at person `{person}`")]
    Json {
        /// At whom.
        person: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// What was written could not be passed on.
    #[error("cannot write the made-up register to its end")]
    Flush(#[source] std::io::Error),
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// People of whom something is recorded.
    pub people: u64,
    /// Facts.
    pub facts: u64,
}

/// One row of the CSV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The identifier of the person.
    pub person: String,
    /// The name of the fact.
    pub fact: String,
    /// A word, or periods as JSON.
    pub value: String,
    /// When it was so.
    pub at: String,
    /// When it was recorded.
    pub recorded_at: String,
    /// Who says so.
    pub source: String,
}

impl Row {
    fn of(person: &str, fact: &Fact) -> Result<Self, serde_json::Error> {
        let value = match &fact.value {
            FactValue::Word(word) => word.clone(),
            FactValue::Periods(periods) => serde_json::to_string(periods)?,
        };
        Ok(Self {
            person: person.to_owned(),
            fact: fact.fact.clone(),
            value,
            at: fact.at.to_string(),
            recorded_at: fact.recorded_at.to_string(),
            source: fact.source.clone(),
        })
    }
}

/// The rows of one person, in the order in which they were recorded.
///
/// # Errors
///
/// [`RegisterError::Json`] if periods cannot be written as JSON.
pub fn rows(person: &MadeUpPerson) -> Result<Vec<Row>, RegisterError> {
    let rows = person.facts.iter().map(|fact| Row::of(&person.id, fact));
    rows.collect::<Result<_, _>>()
        .map_err(|source| RegisterError::Json {
            person: person.id.clone(),
            source,
        })
}

/// Writes people as CSV.
///
/// # Errors
///
/// [`RegisterError`] if `out` does not take it, naming the person at whom it stopped.
pub fn write_csv(
    people: impl IntoIterator<Item = MadeUpPerson>,
    out: impl Write,
) -> Result<Written, RegisterError> {
    let stopped = |person: &str, source| RegisterError::Csv {
        person: person.to_owned(),
        source,
    };
    let mut csv = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(out);
    let mut written = Written::default();
    csv.write_record(HEADER)
        .map_err(|source| stopped("(header)", source))?;
    for person in known(people) {
        for row in rows(&person)? {
            csv.serialize(&row)
                .map_err(|source| stopped(&person.id, source))?;
            written.facts += 1;
        }
        written.people += 1;
    }
    csv.flush().map_err(RegisterError::Flush)?;
    Ok(written)
}

/// Writes people as JSON Lines.
///
/// # Errors
///
/// [`RegisterError`] if `out` does not take it, naming the person at whom it stopped.
pub fn write_json_lines(
    people: impl IntoIterator<Item = MadeUpPerson>,
    mut out: impl Write,
) -> Result<Written, RegisterError> {
    let mut written = Written::default();
    for person in known(people) {
        serde_json::to_writer(&mut out, &person.person()).map_err(|source| {
            RegisterError::Json {
                person: person.id.clone(),
                source,
            }
        })?;
        out.write_all(b"\n").map_err(RegisterError::Flush)?;
        written.people += 1;
        written.facts += u64::try_from(person.facts.len()).unwrap_or(u64::MAX);
    }
    out.flush().map_err(RegisterError::Flush)?;
    Ok(written)
}

/// Those whom a register knows at all.
fn known(people: impl IntoIterator<Item = MadeUpPerson>) -> impl Iterator<Item = MadeUpPerson> {
    people.into_iter().filter(|person| !person.facts.is_empty())
}
