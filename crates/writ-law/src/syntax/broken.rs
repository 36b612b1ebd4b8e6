//! What is wrong with a text that is not KDL, in plain words.

use std::ops::Range;

use super::piece::{Kind, pieces};

/// What the parser said first.
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

/// The plain sentence for what the parser said, in its order.
pub(super) fn slip(text: &str, said: &[Said<'_>]) -> Slip {
    let brace = |said: &&Said<'_>| said.text.contains("losing '}'");
    // The parser misses a brace after many another error, too; so the braces are counted.
    let open = said.iter().find(brace).and_then(|_| unclosed(text));
    if let Some(at) = open {
        return Slip {
            range: at..at + 1,
            text: "this brace is never closed".to_owned(),
            help: "write `}` after the last node that belongs inside it".to_owned(),
        };
    }
    let first = said.iter().find(|said| !brace(said)).or(said.first());
    first.map_or_else(
        || Slip {
            range: 0..text.len(),
            text: "this is not KDL".to_owned(),
            help: RULE.to_owned(),
        },
        |said| sentence(text, said),
    )
}

const RULE: &str = "a rule reads `name \"argument\" property=value { … }`; text with spaces stands in \
                    quotes";

fn sentence(text: &str, said: &Said<'_>) -> Slip {
    let range = last_word(text, said.range.clone());
    let here = text.get(range.clone()).unwrap_or_default().trim();
    let slip = |text: &str, help: &str| Slip {
        range: range.clone(),
        text: text.to_owned(),
        help: help.to_owned(),
    };
    if here.starts_with('}') {
        return slip(
            "this brace closes nothing",
            "take it away, or write the `{` it should close",
        );
    }
    if here.starts_with('{') {
        let text = "a brace stands where the name of a node is needed";
        return slip(text, "write the name before it, on the same line");
    }
    if said.text.contains("newline in single-line") || said.text.contains("string closing quote") {
        return slip("this text has no closing quote", "write `\"` at its end");
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
        return slip(
            &text,
            "a word that begins with a digit stands in quotes; words need a space between them",
        );
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

/// Which brace was left open. A parser can only name the outermost one, since every `}` closes the
/// nearest `{`; but a `}` that begins a line and stands further left than the line of its `{` was
/// meant for another.
fn unclosed(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces(text) {
        if !matches!(piece.kind, Kind::Open | Kind::Close) {
            continue;
        }
        let line = text.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
        let indent = text
            .get(line..)?
            .chars()
            .take_while(|one| matches!(one, ' ' | '\t'))
            .count();
        if piece.kind == Kind::Open {
            open.push((at, indent));
        } else if let Some((opening, left)) = open.pop() {
            let begins = text.get(line..at)?.trim().is_empty();
            if begins && indent < left {
                return Some(opening);
            }
        }
    }
    // With nothing further left to tell, the innermost brace that stayed open.
    open.last().map(|(at, _)| *at)
}
