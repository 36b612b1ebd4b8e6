//! Literate packs: the law in prose, its rules in fenced `writ` blocks of a Markdown page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::finding::{Finding, Span};

/// The word after the fence that makes a block part of the law.
const FENCE_WORD: &str = "writ";

/// A block of rules, with the place of its first byte in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its text, as long as its part of the page: what is not the block's own (the marks of a list
    /// or a quotation) is blank, so that a byte of the block is a byte of the page.
    pub(crate) text: String,
    /// Where it begins in the page.
    pub(crate) start: usize,
}

impl Block {
    /// The bytes of the page that it covers.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The `writ` blocks of a page, in order.
///
/// # Errors
///
/// Where a fence is left open, and where there is no `writ` block at all.
pub(crate) fn blocks(file: u16, page: &str) -> Result<Vec<Block>, Finding> {
    let mut found = Vec::new();
    let mut open: Option<Vec<Range<usize>>> = None;
    let mut other: Option<String> = None;
    let mut any = false;
    for (event, range) in Parser::new_ext(page, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let word = info.split_whitespace().next().unwrap_or_default();
                if word == FENCE_WORD {
                    closed(file, page, &range)?;
                    any = true;
                    open = Some(Vec::new());
                } else if other.is_none() && !word.is_empty() {
                    other = Some(word.to_owned());
                }
            }
            Event::Text(_) => {
                if let Some(parts) = &mut open {
                    parts.push(range);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                found.extend(open.take().and_then(|parts| block(page, &parts)));
            }
            _ => {}
        }
    }
    if any {
        Ok(found)
    } else {
        Err(no_block(file, page, other.as_deref()))
    }
}

/// The block made of these parts of the page.
fn block(page: &str, parts: &[Range<usize>]) -> Option<Block> {
    let start = parts.first()?.start;
    let end = parts.last()?.end;
    let own = |at: usize| parts.iter().any(|part| part.contains(&at));
    let mut text = String::with_capacity(end - start);
    for (at, character) in page.get(start..end)?.char_indices() {
        if own(start + at) || character == '\n' || character == '\r' {
            text.push(character);
        } else {
            text.extend(std::iter::repeat_n(' ', character.len_utf8()));
        }
    }
    Some(Block { text, start })
}

/// Checks that the fence of a block is closed: Markdown itself would let it run to the end.
fn closed(file: u16, page: &str, range: &Range<usize>) -> Result<(), Finding> {
    let source = page.get(range.clone()).unwrap_or_default();
    let mark = source.chars().next().unwrap_or('`');
    let length = source
        .chars()
        .take_while(|character| *character == mark)
        .count();
    let closes = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        line.len() >= length && line.chars().all(|character| character == mark)
    };
    if source.trim_end().lines().skip(1).last().is_some_and(closes) {
        return Ok(());
    }
    let first = source.lines().next().unwrap_or_default().len();
    let span = Span::new(file, range.start..range.start + first);
    let fence: String = std::iter::repeat_n(mark, length).collect();
    Err(
        Finding::malformed(span, "this fence is never closed, so its block has no end").with_help(
            format!("write a line with {fence} alone after the last rule of the block"),
        ),
    )
}

/// The finding on a page without any block.
fn no_block(file: u16, page: &str, other: Option<&str>) -> Finding {
    let end = page.lines().next().unwrap_or_default().len();
    let text = match other {
        Some(word) => format!("this page has no `writ` block; its first block is marked `{word}`"),
        None => "this page has no `writ` block, so it states no rule".to_owned(),
    };
    Finding::malformed(Span::new(file, 0..end), text)
        .with_help("put the rules between a line ```writ and a line ```")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_of_a_block_is_a_byte_of_the_page() {
        let page = "# Закон\n\nText.\n\n```writ\nfact \"ё\" a=1\n```\n\nMore.\n\n```writ\nx\n```\n";
        let blocks = blocks(0, page).unwrap();
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["fact \"ё\" a=1\n", "x\n"]);
        for block in &blocks {
            assert_eq!(page.get(block.range()), Some(block.text.as_str()));
        }
    }

    #[test]
    fn marks_of_a_quotation_are_blank() {
        let page = "> ```writ\n> a {\n> }\n> ```\n";
        let blocks = blocks(0, page).unwrap();
        assert_eq!(blocks[0].text, "a {\n  }\n");
    }

    #[test]
    fn an_open_fence_is_an_error_at_its_opening() {
        let page = "# A\n\n```writ\na\n```\n\n```writ\nb\n\nmore prose\n";
        let finding = blocks(0, page).unwrap_err();
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        assert_eq!(page.get(start..end), Some("```writ"));
        assert_eq!(finding.span.start, 20);
        assert!(finding.text.contains("never closed"), "{}", finding.text);
    }

    #[test]
    fn an_empty_block_is_closed() {
        assert!(closed(0, "```writ\n```\n", &(0..12)).is_ok());
        assert!(closed(0, "```writ\n", &(0..8)).is_err());
    }

    #[test]
    fn a_page_without_a_block_says_what_it_has_instead() {
        let finding = blocks(0, "# A\n\n```kdl\na\n```\n").unwrap_err();
        assert!(finding.text.contains("marked `kdl`"), "{}", finding.text);
        assert!(blocks(0, "").unwrap_err().text.contains("no `writ` block"));
    }
}
