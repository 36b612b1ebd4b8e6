//! What is wrong with a piece of JSON, in the words of whoever wrote it. A reader of JSON speaks of
//! the types of this program; nobody who writes a case has to know them.

use serde_json::Error;
use serde_json::error::Category;

/// What stands where something else belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub said: String,
    /// What belongs there, where the reader knows it.
    pub cure: Option<String>,
    /// Whether the text is JSON at all.
    pub form: Form,
}

/// Whether a text is JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It is, and says something else than it should.
    Json,
    /// It is not, or not whole.
    Broken,
}

/// What is wrong, without the place, which stands in the error itself.
///
/// ```
/// use writ_law::case::Case;
/// use writ_law::misread::misread;
///
/// let error = serde_json::from_str::<Case>(r#"{"person": 3}"#).unwrap_err();
/// let wrong = misread(&error);
/// assert_eq!(wrong.said, "the number 3 stands here");
/// assert!(wrong.cure.unwrap().starts_with("a person is an object such as {"));
/// ```
#[must_use]
pub fn misread(error: &Error) -> Misread {
    let whole = error.to_string();
    let said = whole
        .rsplit_once(" at line ")
        .map_or(whole.as_str(), |(said, _)| said);
    let form = match error.classify() {
        Category::Data => Form::Json,
        Category::Io | Category::Syntax | Category::Eof => Form::Broken,
    };
    let (said, cure) = match of_kind(said).filter(|_| form == Form::Json) {
        Some((found, wanted)) => (format!("{} stands here", found_words(found)), wanted),
        None => (said.to_owned(), None),
    };
    Misread { said, cure, form }
}

/// What was found and what was wanted, where the reader found a thing of another kind.
fn of_kind(said: &str) -> Option<(&str, Option<String>)> {
    let (found, wanted) = said.split_once(", expected ")?;
    let found = ["invalid type: ", "invalid value: "]
        .iter()
        .find_map(|before| found.strip_prefix(before))
        .or_else(|| found.starts_with("invalid length ").then_some("sequence"))?;
    Some((found, Some(wanted_words(wanted))))
}

fn found_words(found: &str) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match kind {
        "integer" => format!("the number {}", value.trim_matches('`')),
        "floating" => {
            let number = value.strip_prefix("point ").unwrap_or(value);
            format!("the number {}", number.trim_matches('`'))
        }
        "string" => format!("the text {value}"),
        "boolean" => format!("the word {}", value.trim_matches('`')),
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "null" | "unit" => "null".to_owned(),
        _ => "something else".to_owned(),
    }
}

/// What belongs there. What the types of a case say of themselves is a whole sentence already.
fn wanted_words(wanted: &str) -> String {
    if wanted.contains(" is ") {
        return wanted.to_owned();
    }
    match wanted {
        "a string" | "a borrowed string" | "a character" => "write text in quotes",
        "a timestamp string" => "write a time such as \"2023-04-17T10:00:00+03:00\"",
        "a date string" => "write a date such as \"2023-04-17\"",
        "a boolean" => "write true or false",
        "a sequence" => "write a list: [ … ]",
        "u8" | "u16" | "u32" | "u64" | "usize" => {
            "write a whole number from 0 to 4294967295, without quotes"
        }
        _ => "write an object: { … }",
    }
    .to_owned()
}

#[cfg(test)]
mod tests;
