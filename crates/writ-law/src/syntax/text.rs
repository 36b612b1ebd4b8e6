//! From text to nodes: the one place that knows KDL.

use kdl::{KdlDocument, KdlEntry, KdlNode, KdlValue};

use crate::finding::{Finding, Span};
use crate::tree::Name;

use super::broken;

/// A node: `name argument property=value { children }`.
#[derive(Debug)]
pub(super) struct Node {
    /// Its name.
    pub(super) name: Name,
    /// The word in parentheses before its name, which no node of the language has.
    pub(super) unit: Option<Name>,
    /// Its arguments.
    pub(super) arguments: Vec<Value>,
    /// Its properties.
    pub(super) properties: Vec<(Name, Value)>,
    /// The nodes in its braces; `None` without braces.
    pub(super) children: Option<Vec<Node>>,
    /// All of it.
    pub(super) span: Span,
}

/// A value.
#[derive(Debug)]
pub(super) struct Value {
    /// The word in parentheses before it: `(days)14`.
    pub(super) unit: Option<Name>,
    /// What it is.
    pub(super) datum: Datum,
    /// Where it stands, without its quotes.
    pub(super) span: Span,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Datum {
    /// A bare word or a string.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// `#true` or `#false`.
    Truth(bool),
    /// A fraction or `#null`, which no rule uses.
    Other,
}

/// The nodes of a text that stands at `start` in a file.
pub(super) fn nodes(file: u16, text: &str, start: usize) -> Result<Vec<Node>, Finding> {
    let place = Place { file, text, start };
    // What the pieces tell is told by them: the parser points at less, and calls itself for each
    // mistake that it goes on after.
    if let Some(slip) = broken::before_reading(text) {
        return Err(place.finding(slip));
    }
    match KdlDocument::parse_v2(text) {
        Ok(document) => Ok(document
            .nodes()
            .iter()
            .map(|node| place.node(node))
            .collect()),
        Err(error) => Err(place.error(&error)),
    }
}

/// A text and where it stands.
struct Place<'t> {
    file: u16,
    text: &'t str,
    start: usize,
}

impl Place<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.start + start..self.start + end)
    }

    fn name(&self, word: &kdl::KdlIdentifier) -> Name {
        let span = word.span();
        let (start, end) = unquoted(word.repr(), span.offset(), span.offset() + span.len());
        Name::new(word.value(), self.span(start, end))
    }

    fn node(&self, node: &KdlNode) -> Node {
        let mut arguments = Vec::new();
        let mut properties = Vec::new();
        for entry in node.entries() {
            let value = self.value(entry);
            match entry.name() {
                Some(name) => properties.push((self.name(name), value)),
                None => arguments.push(value),
            }
        }
        let children = node.children().map(|inside| inside.nodes());
        let span = node.span();
        Node {
            name: self.name(node.name()),
            unit: node.ty().map(|unit| self.name(unit)),
            arguments,
            properties,
            children: children.map(|nodes| nodes.iter().map(|node| self.node(node)).collect()),
            span: self.span(
                span.offset(),
                span.offset() + self.trimmed(span.offset(), span.len()),
            ),
        }
    }

    /// The length of a part of the text without the white space after it.
    fn trimmed(&self, start: usize, length: usize) -> usize {
        self.text
            .get(start..start + length)
            .map_or(length, |part| part.trim_end().len())
    }

    fn value(&self, entry: &KdlEntry) -> Value {
        let span = entry.span();
        let written = entry.format().map(|format| format.value_repr.as_str());
        // The entry ends where its value does, and begins with its key or its unit.
        let end = span.offset() + span.len();
        let (start, end) = unquoted(written, end - written.map_or(span.len(), str::len), end);
        Value {
            unit: entry.ty().map(|unit| self.name(unit)),
            datum: match entry.value() {
                KdlValue::String(text) => Datum::Text(text.clone()),
                KdlValue::Integer(number) => Datum::Integer(*number),
                KdlValue::Bool(truth) => Datum::Truth(*truth),
                KdlValue::Float(_) | KdlValue::Null => Datum::Other,
            },
            span: self.span(start, end),
        }
    }

    /// One finding for a text that is not KDL. The parser goes on after an error and then mistakes
    /// what follows, so one of its words is all that is worth repeating.
    fn error(&self, error: &kdl::KdlError) -> Finding {
        let said: Vec<broken::Said<'_>> = error
            .diagnostics
            .iter()
            .map(|one| broken::Said {
                text: one.message.as_deref().unwrap_or_default(),
                help: one.help.as_deref().unwrap_or_default(),
                range: one.span.offset()..one.span.offset() + one.span.len(),
            })
            .collect();
        self.finding(broken::slip(self.text, &said))
    }

    fn finding(&self, slip: broken::Slip) -> Finding {
        Finding::malformed(self.span(slip.range.start, slip.range.end), slip.text)
            .with_help(slip.help)
    }
}

/// The place of a plain string without its quotes; any other place as it is.
fn unquoted(written: Option<&str>, start: usize, end: usize) -> (usize, usize) {
    let plain = written.is_some_and(|text| {
        text.len() >= 2
            && text.starts_with('"')
            && text.ends_with('"')
            && !text.starts_with("\"\"\"")
    });
    if plain {
        (start + 1, end - 1)
    } else {
        (start, end)
    }
}
