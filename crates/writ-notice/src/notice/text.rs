//! A notice as plain text, in lines of at most 72 columns.

use super::{Block, Notice, Section, Standing};

/// How wide a line is at most, unless one word is wider.
const COLUMNS: usize = 72;

/// How much of a notice is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What the record of issuing commits to.
    Committed,
    /// All of it.
    Whole,
}

/// Writes a notice as text.
pub(super) fn write(notice: &Notice, part: Part) -> String {
    let mut page = String::new();
    let banners = match part {
        Part::Whole => notice.banners.as_slice(),
        Part::Committed => notice
            .banners
            .get(..notice.committed_banners)
            .unwrap_or_default(),
    };
    for banner in banners {
        wrap(&mut page, "", "", banner);
        page.push('\n');
    }
    wrap(&mut page, "", "", &notice.title);
    let sections = notice.sections.iter();
    let wanted = |it: &&Section| part == Part::Whole || it.standing == Standing::Committed;
    for section in sections.filter(wanted) {
        page.push('\n');
        wrap(&mut page, "", "", &section.heading);
        for block in &section.blocks {
            write_block(&mut page, block);
        }
    }
    for banner in banners {
        page.push('\n');
        wrap(&mut page, "", "", banner);
    }
    page
}

fn write_block(page: &mut String, block: &Block) {
    match block {
        Block::Paragraph(says) => wrap(page, "  ", "  ", says),
        Block::List(items) => {
            for item in items {
                wrap(page, "  - ", "    ", item);
            }
        }
        Block::Terms(terms) => {
            for term in terms {
                let label = format!("{}: {}", term.label, term.value);
                wrap(page, "  ", "    ", &label);
            }
        }
        Block::Timeline(moments) => {
            for moment in moments {
                wrap(page, "  ", "  ", &moment.when);
                for what in &moment.what {
                    wrap(page, "    - ", "      ", what);
                }
            }
        }
        Block::Command(command) => {
            page.push_str("    ");
            page.push_str(command);
            page.push('\n');
        }
    }
}

/// Adds a text in lines, the first of them after `first`, the others after `rest`. A line end in
/// the text stays one.
fn wrap(page: &mut String, first: &str, rest: &str, text: &str) {
    let mut before = first;
    for line in text.lines() {
        let mut width = before.chars().count();
        let mut begun = false;
        page.push_str(before);
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if begun && width + 1 + length > COLUMNS {
                page.push('\n');
                page.push_str(rest);
                width = rest.chars().count();
                begun = false;
            }
            if begun {
                page.push(' ');
                width += 1;
            }
            page.push_str(word);
            width += length;
            begun = true;
        }
        page.push('\n');
        before = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_a_mail_and_nothing_is_lost() {
        let text = "ein Wort nach dem anderen ".repeat(12) + &"x".repeat(90) + " und eine\nneue";
        let mut page = String::new();
        wrap(&mut page, "  - ", "    ", &text);
        for line in page.lines() {
            let is_long_word = line.trim_start().chars().all(|letter| letter == 'x');
            assert!(line.chars().count() <= COLUMNS || is_long_word, "{line}");
        }
        let words =
            |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let with_bullet = format!("- {text}");
        assert_eq!(words(&page), words(&with_bullet));
        assert!(page.starts_with("  - ein"));
        assert!(page.ends_with("\n    neue\n"));
    }
}
