//! What is wrong with a text that is not KDL, in plain words.

use std::ops::Range;

use super::order;
use super::piece::{Kind, Piece, pieces};

/// How deep nodes may stand in one another. A regime needs six; the parser calls itself for each.
const DEEPEST: usize = 48;

const RULE: &str = "a rule reads `name \"argument\" property=value { … }`; text with spaces stands in \
                    quotes";

/// What the parser said.
pub(super) struct Said<'p> {
    pub(super) text: &'p str,
    pub(super) help: &'p str,
    pub(super) range: Range<usize>,
}

/// What is wrong, where, and what would cure it.
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) help: String,
}

impl Slip {
    pub(super) fn new(range: Range<usize>, text: &str, help: &str) -> Self {
        Self {
            range,
            text: text.to_owned(),
            help: help.to_owned(),
        }
    }
}

/// What the pieces of a text tell before it is read: quotes, comments and braces without an end,
/// and too many of them in one another.
pub(super) fn before_reading(text: &str) -> Option<Slip> {
    let pieces = pieces(text);
    endless(&pieces)
        .or_else(|| unbalanced(text, &pieces))
        .or_else(|| too_deep(&pieces))
        .or_else(|| order::misplaced(&pieces))
}

fn endless(pieces: &[(usize, Piece<'_>)]) -> Option<Slip> {
    let (at, piece) = pieces
        .iter()
        .find(|(_, piece)| piece.kind == Kind::Endless)?;
    if piece.text.starts_with('/') {
        let text = "this comment has no end";
        return Some(Slip::new(*at..at + 2, text, "write `*/` at its end"));
    }
    let many_lines = piece.text.trim_start_matches('#').starts_with("\"\"\"");
    let help = if many_lines {
        "write `\"\"\"` at its end"
    } else {
        "write `\"` at its end"
    };
    let first = piece
        .text
        .lines()
        .next()
        .map_or(0, |line| line.trim_end().len());
    Some(Slip::new(
        *at..at + first,
        "this text has no closing quote",
        help,
    ))
}

/// A brace without its counterpart. The parser can only name the outermost one that is open, since
/// every `}` closes the nearest `{`; but a `}` that begins a line and stands further left than the
/// line of its `{` was meant for another.
fn unbalanced(text: &str, pieces: &[(usize, Piece<'_>)]) -> Option<Slip> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut shifted = None;
    for (at, piece) in pieces {
        let line = text.get(..*at)?.rfind('\n').map_or(0, |before| before + 1);
        let indent = text
            .get(line..)?
            .chars()
            .take_while(|one| matches!(one, ' ' | '\t'))
            .count();
        match piece.kind {
            Kind::Open => open.push((*at, indent)),
            Kind::Close => {
                let Some((opening, left)) = open.pop() else {
                    let help = "take it away, or write the `{` it should close";
                    return Some(Slip::new(*at..at + 1, "this brace closes nothing", help));
                };
                let begins = text.get(line..*at)?.trim().is_empty();
                if begins && indent < left {
                    shifted.get_or_insert(opening);
                }
            }
            _ => {}
        }
    }
    // With nothing further left to tell, it is the innermost brace that stayed open.
    let (last, _) = open.last()?;
    let at = shifted.unwrap_or(*last);
    let help = "write `}` after the last node that belongs inside it";
    Some(Slip::new(at..at + 1, "this brace is never closed", help))
}

/// Nodes or comments that the parser would call itself for until its stack runs out.
fn too_deep(pieces: &[(usize, Piece<'_>)]) -> Option<Slip> {
    let mut braces = 0_usize;
    for (at, piece) in pieces {
        let depth = match piece.kind {
            Kind::Comment if piece.text.starts_with("/*") => piece.text.matches("/*").count(),
            Kind::Open => {
                braces += 1;
                braces
            }
            Kind::Close => {
                braces = braces.saturating_sub(1);
                braces
            }
            _ => continue,
        };
        if depth > DEEPEST {
            let help = format!("no rule needs more than {DEEPEST} levels");
            return Some(Slip::new(*at..at + 1, "too much is nested here", &help));
        }
    }
    None
}

/// The plain sentence for what the parser said, in its order.
pub(super) fn slip(text: &str, said: &[Said<'_>]) -> Slip {
    // The braces have been counted, so that a brace is missing is only what it made of the rest.
    let first = said
        .iter()
        .find(|said| !said.text.contains("losing '}'"))
        .or(said.first());
    first.map_or_else(
        || Slip::new(0..text.len(), "this is not KDL", RULE),
        |said| sentence(text, said),
    )
}

fn sentence(text: &str, said: &Said<'_>) -> Slip {
    let range = last_word(text, said.range.clone());
    let here = text.get(range.clone()).unwrap_or_default().trim();
    let slip = |text: &str, help: &str| Slip::new(range.clone(), text, help);
    if here.starts_with('{') {
        let text = "a brace stands where the name of a node is needed";
        return slip(text, "write the name before it, on the same line");
    }
    if let Some(word) = ["true", "false", "null"]
        .into_iter()
        .find(|word| *word == here)
    {
        let text = format!("`{word}` is not a value by itself");
        return slip(&text, &format!("write `#{word}`"));
    }
    if said.help.contains("value terminator") || here.starts_with(|one: char| one.is_ascii_digit())
    {
        let text = format!("`{here}` is neither a number nor a word");
        let help = "a word that begins with a digit stands in quotes; words need a space between \
                    them";
        return slip(&text, help);
    }
    if said.text.contains("end of document") {
        return slip("this cannot stand here", RULE);
    }
    let text = match said.text.trim().trim_end_matches('.') {
        "" => "this cannot be read".to_owned(),
        said => format!("this cannot be read: {}", small(said)),
    };
    slip(
        &text,
        if said.help.is_empty() {
            RULE
        } else {
            said.help
        },
    )
}

/// The same words beginning with a small letter.
fn small(said: &str) -> String {
    let mut letters = said.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// The last word of a place that goes over several lines: the parser at times points at everything
/// that it had read so far.
fn last_word(text: &str, range: Range<usize>) -> Range<usize> {
    let here = text.get(range.clone()).unwrap_or_default();
    if !here.trim().contains('\n') {
        return range;
    }
    let ends = |one: char| one.is_whitespace() || matches!(one, '=' | '{' | '}' | ';' | '(' | ')');
    let start = here.trim_end().rfind(ends).map_or(0, |at| at + 1) + range.start;
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find(ends).unwrap_or(rest.len()).max(1)
}
