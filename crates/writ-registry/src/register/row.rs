//! Rows of a register file: from text to facts, or why not.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use writ_law::case::{DatePeriod, Fact, FactValue};
use writ_law::tree::{FactKind, FactRule};
use writ_law::zone;

use crate::person::check_identifier;

/// The longest field that is taken.
pub(crate) const FIELD_BYTES: usize = 64 * 1024;

/// A line that was not taken in, and what would cure it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The number of the line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
    /// What would cure it.
    pub cure: String,
}

/// What is wrong with a row, and what would cure it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) reason: String,
    pub(crate) cure: String,
}

impl Fault {
    pub(crate) fn new(reason: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            cure: cure.into(),
        }
    }

    pub(crate) fn at(self, line: u64) -> Reject {
        Reject {
            line,
            reason: self.reason,
            cure: self.cure,
        }
    }
}

/// What one line says: facts of one person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) person: String,
    pub(crate) facts: Vec<Fact>,
}

/// The columns of a CSV file, in the order of its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns(Vec<Column>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Person,
    Fact,
    Value,
    At,
    RecordedAt,
    Source,
}

impl Column {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Person, "person"),
        (Self::Fact, "fact"),
        (Self::Value, "value"),
        (Self::At, "at"),
        (Self::RecordedAt, "recorded_at"),
        (Self::Source, "source"),
    ];
}

impl Columns {
    /// Reads the first line of a file.
    pub(crate) fn read(line: &str) -> Result<Self, Fault> {
        let cure = "the first line names the columns person,fact,value,at,recorded_at,source";
        let mut columns = Vec::new();
        for name in fields(line.trim_start_matches('\u{feff}'))? {
            let found = Column::ALL.into_iter().find(|(_, known)| *known == name);
            let Some((column, _)) = found else {
                return Err(Fault::new(
                    format!("there is no column `{}`", brief(&name)),
                    cure,
                ));
            };
            if columns.contains(&column) {
                return Err(Fault::new(
                    format!("the column `{name}` stands twice"),
                    cure,
                ));
            }
            columns.push(column);
        }
        if let Some((_, name)) = Column::ALL
            .iter()
            .find(|(column, _)| !columns.contains(column))
        {
            return Err(Fault::new(format!("the column `{name}` is missing"), cure));
        }
        Ok(Self(columns))
    }
}

/// What rows are read against: the facts that the regimes know, and the zone of bare dates.
#[derive(Debug)]
pub(crate) struct Vocabulary<'r> {
    pub(crate) facts: Vec<&'r FactRule>,
    pub(crate) zone: &'r TimeZone,
}

impl Vocabulary<'_> {
    /// Reads a line of a CSV file.
    pub(crate) fn csv(&self, columns: &Columns, line: u64, text: &str) -> Result<Row, Fault> {
        let fields = fields(text)?;
        if fields.len() != columns.0.len() {
            let (have, want) = (fields.len(), columns.0.len());
            return Err(Fault::new(
                format!("the line has {have} fields and not {want}; it may be cut short"),
                "give every column of the first line a field, with quotes around commas",
            ));
        }
        let field = |wanted: Column| {
            let mut both = columns.0.iter().zip(&fields);
            both.find(|(column, _)| **column == wanted)
                .map_or("", |(_, field)| field.as_str())
        };
        let fact = RawFact {
            fact: field(Column::Fact).to_owned(),
            value: RawValue::Word(field(Column::Value).to_owned()),
            at: field(Column::At).to_owned(),
            recorded_at: field(Column::RecordedAt).to_owned(),
            source: field(Column::Source).to_owned(),
        };
        let person = identifier(field(Column::Person))?;
        Ok(Row {
            line,
            person,
            facts: vec![self.fact(&fact)?],
        })
    }

    /// Reads a line of a JSON Lines file: a person with facts.
    pub(crate) fn json(&self, line: u64, text: &str) -> Result<Row, Fault> {
        let raw: RawPerson = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(
            |error| {
                Fault::new(
                    format!("the line is not a person in JSON (column {})", error.column()),
                    r#"write {"id": "…", "facts": [{"fact", "value", "at", "recorded_at", "source"}]}"#,
                )
            },
        )?;
        let person = identifier(&raw.id)?;
        if raw.facts.is_empty() {
            return Err(Fault::new("the person has no facts", "give at least one"));
        }
        let facts = raw
            .facts
            .iter()
            .map(|fact| self.fact(fact))
            .collect::<Result<_, _>>()?;
        Ok(Row {
            line,
            person,
            facts,
        })
    }

    fn fact(&self, raw: &RawFact) -> Result<Fact, Fault> {
        let Some(rule) = self.facts.iter().find(|rule| rule.name.text == raw.fact) else {
            let known = self.facts.iter().map(|rule| rule.name.as_str());
            let cure = writ_law::near::help(&raw.fact, known)
                .unwrap_or_else(|| "name a fact of the regime".to_owned());
            return Err(Fault::new(
                format!("there is no fact `{}`", brief(&raw.fact)),
                cure,
            ));
        };
        let sources = self.facts.iter().map(|rule| rule.from.as_str());
        if !sources.clone().any(|known| known == raw.source) {
            let cure = writ_law::near::help(&raw.source, sources)
                .unwrap_or_else(|| "name a source of the regime".to_owned());
            return Err(Fault::new(
                format!("there is no source `{}`", brief(&raw.source)),
                cure,
            ));
        }
        let at = self.instant("at", &raw.at)?;
        let recorded_at = self.instant("recorded_at", &raw.recorded_at)?;
        if recorded_at < at {
            return Err(Fault::new(
                "it was recorded before it was so",
                "`recorded_at` is not before `at`",
            ));
        }
        if let RawValue::Word(word) = &raw.value
            && word.len() > FIELD_BYTES
        {
            let text = format!("the value has {} bytes", word.len());
            return Err(Fault::new(
                text,
                format!("a field has at most {FIELD_BYTES} bytes"),
            ));
        }
        let value = value(rule, &raw.value)?;
        Ok(Fact {
            stated_at: None,
            proved_at: None,
            fact: raw.fact.clone(),
            value,
            at,
            recorded_at,
            source: raw.source.clone(),
        })
    }

    fn instant(&self, column: &str, text: &str) -> Result<Timestamp, Fault> {
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(instant);
        }
        let date = bare_date(text).and_then(|day| zone::day_begins(self.zone, day));
        date.ok_or_else(|| {
            Fault::new(
                format!("`{column}` is `{}`, which is no instant", brief(text)),
                "write a date, 2023-04-01, or an instant, 2023-04-01T09:00:00+03:00",
            )
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPerson {
    id: String,
    facts: Vec<RawFact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    fact: String,
    value: RawValue,
    at: String,
    recorded_at: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawValue {
    Word(String),
    Periods(Vec<DatePeriod>),
}

fn identifier(person: &str) -> Result<String, Fault> {
    check_identifier(person).map_err(|refusal| {
        let ground = refusal.grounds.into_iter().next();
        ground.map_or_else(
            || Fault::new("", ""),
            |ground| Fault::new(ground.text, ground.cure),
        )
    })?;
    Ok(person.to_owned())
}

/// A date that is nothing but a date: what jiff would also read as a date, such as a whole
/// date-time without an offset, is not taken for one.
fn bare_date(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

fn value(rule: &FactRule, raw: &RawValue) -> Result<FactValue, Fault> {
    let name = rule.name.as_str();
    match (&rule.kind, raw) {
        (FactKind::Date, RawValue::Word(word)) => match bare_date(word) {
            Some(_) => Ok(FactValue::Word(word.clone())),
            None => Err(Fault::new(
                format!("`{name}` is `{}`, which is no date", brief(word)),
                "write a date that there is, 1998-05-02",
            )),
        },
        (FactKind::Choice(known), RawValue::Word(word)) => {
            if known.iter().any(|value| value.text == *word) {
                return Ok(FactValue::Word(word.clone()));
            }
            let known = known.iter().map(|value| value.as_str());
            let cure = writ_law::near::help(word, known).unwrap_or_default();
            Err(Fault::new(
                format!("`{name}` is never `{}`", brief(word)),
                cure,
            ))
        }
        (FactKind::Text, RawValue::Word(word)) if !word.trim().is_empty() => {
            Ok(FactValue::Word(word.clone()))
        }
        (FactKind::Periods, RawValue::Word(word)) => periods(name, word),
        (FactKind::Periods, RawValue::Periods(periods)) => checked(name, periods.clone()),
        _ => Err(Fault::new(
            format!("`{name}` has no value, or one of another kind"),
            "periods for a fact of periods, a word for all others",
        )),
    }
}

/// Periods in a field: `[]`, `2023-01-01/2023-07-01;…`, or the JSON of a case.
fn periods(name: &str, text: &str) -> Result<FactValue, Fault> {
    let wrong = || {
        Fault::new(
            format!("`{name}` is `{}`, which is no list of periods", brief(text)),
            "write [] for none, or 2023-01-01/2023-07-01 with `;` between several",
        )
    };
    let text = text.trim();
    if text.starts_with('[') {
        return checked(name, serde_json::from_str(text).map_err(|_| wrong())?);
    }
    let mut periods = Vec::new();
    for part in text.split(';') {
        let (from, until) = part.trim().split_once('/').ok_or_else(wrong)?;
        let from = bare_date(from).ok_or_else(wrong)?;
        let until = bare_date(until).ok_or_else(wrong)?;
        periods.push(DatePeriod { from, until });
    }
    checked(name, periods)
}

fn checked(name: &str, periods: Vec<DatePeriod>) -> Result<FactValue, Fault> {
    if let Some(period) = periods.iter().find(|period| period.until <= period.from) {
        let text = format!(
            "`{name}`: a period ends on {} before it begins",
            period.until
        );
        return Err(Fault::new(text, "`until` is the day after the last one"));
    }
    Ok(FactValue::Periods(periods))
}

/// The fields of a line: separated by commas, in quotes where they hold any (RFC 4180, without
/// line breaks inside quotes).
fn fields(line: &str) -> Result<Vec<String>, Fault> {
    let mut fields = Vec::new();
    let mut rest = line.chars().peekable();
    loop {
        let mut field = String::new();
        if rest.peek() == Some(&'"') {
            rest.next();
            loop {
                match rest.next() {
                    Some('"') if rest.peek() == Some(&'"') => {
                        rest.next();
                        field.push('"');
                    }
                    Some('"') => break,
                    Some(c) => field.push(c),
                    None => {
                        return Err(Fault::new(
                            "a quote is opened and never closed; the line may be cut short",
                            "close it on the same line; write a quote inside quotes as two",
                        ));
                    }
                }
            }
            if !matches!(rest.peek(), None | Some(',')) {
                return Err(Fault::new(
                    "something follows a closing quote",
                    "write a quote inside quotes as two",
                ));
            }
        } else {
            while let Some(c) = rest.next_if(|c| *c != ',') {
                field.push(c);
            }
        }
        if field.len() > FIELD_BYTES {
            let text = format!("a field has {} bytes", field.len());
            return Err(Fault::new(
                text,
                format!("a field has at most {FIELD_BYTES} bytes"),
            ));
        }
        fields.push(field);
        if rest.next().is_none() {
            return Ok(fields);
        }
    }
}

/// Enough of a wrong word to find it, on one line.
fn brief(word: &str) -> String {
    const CHARACTERS: usize = 40;
    let mut brief: String = word.chars().take(CHARACTERS).map(visible).collect();
    if word.chars().count() > CHARACTERS {
        brief.push('…');
    }
    brief
}

fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_as_the_standard_says() {
        assert_eq!(fields("a,b,").unwrap(), ["a", "b", ""]);
        assert_eq!(
            fields(r#""a,b","say ""no""",c"#).unwrap(),
            ["a,b", r#"say "no""#, "c"]
        );
        assert_eq!(fields("").unwrap(), [""]);
        assert!(
            fields(r#"a,"b"#)
                .unwrap_err()
                .reason
                .contains("never closed")
        );
        assert!(fields(r#""a"b,c"#).unwrap_err().reason.contains("follows"));
        let long = "x".repeat(FIELD_BYTES + 1);
        assert!(fields(&long).unwrap_err().reason.contains("bytes"));
    }

    #[test]
    fn the_first_line_names_every_column_once() {
        assert!(Columns::read("source,person,fact,value,recorded_at,at").is_ok());
        assert!(Columns::read("\u{feff}person,fact,value,at,recorded_at,source").is_ok());
        for wrong in [
            "",
            "person",
            "person,person,fact,value,at,recorded_at,source",
            "p,q",
        ] {
            assert!(Columns::read(wrong).is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        /// Whatever stands in a line, it is a row or a fault with a reason and a cure.
        #[test]
        fn no_line_is_neither_a_row_nor_a_fault(line in "\\PC{0,120}|[a-z0-9,\"\\[\\]{}:/ -]{0,160}") {
            let zone = zone::named("Europe/Moscow").unwrap();
            let vocabulary = Vocabulary { facts: Vec::new(), zone: &zone };
            let columns = Columns::read("person,fact,value,at,recorded_at,source").unwrap();
            let faults = [
                vocabulary.csv(&columns, 2, &line).unwrap_err(),
                vocabulary.json(2, &line).unwrap_err(),
            ];
            for fault in faults {
                assert!(!fault.reason.is_empty() && !fault.cure.is_empty(), "{fault:?}");
                assert!(!fault.reason.contains('\n'), "{fault:?}");
            }
        }
    }
}
