//! Laying out the rules of a pack. Prose stays as it is.
//!
//! Only white space changes: the indentation of lines, blank lines, and the space beside braces and
//! semicolons. Lines stay whole and columns aligned, since how a table of facts reads is the
//! author's choice.

use crate::finding::Finding;
use crate::pack::PackText;
use crate::syntax;
use crate::syntax::piece::{Kind, Piece, pieces};

/// The indentation of one level.
const INDENT: &str = "    ";

/// The pack with its rules laid out anew.
///
/// A block that stands in a list or a quotation keeps its layout, since its lines are not its own.
///
/// # Errors
///
/// Where the text cannot be read.
///
/// ```
/// use writ_law::{format::format, pack::PackText};
/// let pack = PackText::of_file("mine", "mine.kdl", "calendar \"x\"{\nweekend sat ;off \"2024-01-01\"\n }");
/// let text = &format(&pack).unwrap().files[0].text;
/// assert_eq!(text, "calendar \"x\" {\n    weekend sat; off \"2024-01-01\"\n}\n");
/// ```
pub fn format(pack: &PackText) -> Result<PackText, Vec<Finding>> {
    let blocks = syntax::blocks(pack)?;
    let mut laid_out = pack.clone();
    let Some((file, rules)) = pack.rules() else {
        return Ok(laid_out);
    };
    let Some(target) = laid_out.files.get_mut(usize::from(file)) else {
        return Ok(laid_out);
    };
    // From the last block to the first, so that the places of those before stay right.
    for block in blocks.iter().rev() {
        let range = block.range();
        let before = rules.text.get(..range.start).unwrap_or_default();
        let own_lines = before.is_empty() || before.ends_with('\n');
        let verbatim = rules.text.get(range.clone()) == Some(block.text.as_str());
        if own_lines && verbatim {
            target.text.replace_range(range, &lay_out(&block.text));
        }
    }
    Ok(laid_out)
}

/// Rules laid out anew.
fn lay_out(text: &str) -> String {
    let mut layout = Layout::new(if text.contains("\r\n") { "\r\n" } else { "\n" });
    for (_, piece) in pieces(text) {
        layout.take(piece);
    }
    layout.end()
}

/// A text that is being laid out.
struct Layout<'t> {
    out: String,
    line_break: &'static str,
    /// How deep the next piece stands.
    depth: usize,
    /// The kind of the last piece that was written.
    last: Option<Kind>,
    /// The line breaks since.
    breaks: usize,
    /// The white space since, within a line.
    blank: &'t str,
    /// Whether the next line goes on with the node of this one.
    line: LineIs,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineIs {
    New,
    Continued,
}

impl<'t> Layout<'t> {
    fn new(line_break: &'static str) -> Self {
        let line = LineIs::New;
        Self {
            out: String::new(),
            line_break,
            depth: 0,
            last: None,
            breaks: 0,
            blank: "",
            line,
        }
    }

    fn take(&mut self, piece: Piece<'t>) {
        match piece.kind {
            Kind::Break => {
                let continued = self.breaks == 0 && self.last == Some(Kind::Continuation);
                self.line = if continued {
                    LineIs::Continued
                } else {
                    LineIs::New
                };
                self.breaks += 1;
                self.blank = "";
                return;
            }
            Kind::Blank => {
                self.blank = piece.text;
                return;
            }
            Kind::Close => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.last.is_none() || self.breaks > 0 {
            self.begin_line(piece.kind);
        } else {
            let space = self.space_before(piece.kind);
            self.out.push_str(space);
        }
        self.out.push_str(piece.text);
        self.depth += usize::from(piece.kind == Kind::Open);
        (self.last, self.breaks, self.blank) = (Some(piece.kind), 0, "");
    }

    fn begin_line(&mut self, kind: Kind) {
        let inner_edge = self.last == Some(Kind::Open) || kind == Kind::Close;
        let breaks = match self.last {
            None => 0,
            Some(_) if inner_edge => 1,
            Some(_) => self.breaks.min(2),
        };
        self.out.push_str(&self.line_break.repeat(breaks));
        let deeper = usize::from(self.line == LineIs::Continued);
        self.out.push_str(&INDENT.repeat(self.depth + deeper));
    }

    /// The white space before a piece that stands in the line of the one before.
    fn space_before(&self, kind: Kind) -> &'t str {
        let some = if self.blank.is_empty() {
            " "
        } else {
            self.blank
        };
        match (self.last, kind) {
            (Some(Kind::Open), Kind::Close) | (_, Kind::Semicolon) => "",
            (Some(Kind::Open), _) | (_, Kind::Close) => " ",
            (Some(Kind::Semicolon), _) | (_, Kind::Open | Kind::Comment) => some,
            _ => self.blank,
        }
    }

    fn end(mut self) -> String {
        if self.last.is_some() {
            self.out.push_str(self.line_break);
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::canonical;
    use crate::skeleton::skeleton;
    use crate::tree::Domain;

    const EXAMPLE: &str = include_str!("../tests/packs/example.md");
    const SMALL: &str = include_str!("../tests/packs/small.kdl");
    const WHOLE: &str = include_str!("../tests/packs/whole.kdl");

    /// The rules of a plain file, or of a page that has a fence, laid out.
    fn laid_out(text: &str) -> String {
        let path = if text.contains("```") {
            "regime.md"
        } else {
            "rules.kdl"
        };
        let pack = PackText::of_file("test", path, text);
        format(&pack).unwrap().files.remove(0).text
    }

    #[test]
    fn a_second_time_changes_nothing() {
        let ragged = SMALL
            .replace("    ", "\t")
            .replace("{ ", "{")
            .replace(" }", "}");
        let ragged = ragged.replace('\n', "  \n\n\n");
        let skeleton = skeleton("x", Domain::Military);
        for text in [EXAMPLE, SMALL, WHOLE, ragged.as_str(), skeleton.as_str()] {
            let once = laid_out(text);
            assert_eq!(laid_out(&once), once);
        }
        assert_eq!(laid_out(&skeleton), skeleton);
        assert_eq!(laid_out(SMALL), SMALL);
        assert_eq!(laid_out(WHOLE), WHOLE);
    }

    #[test]
    fn the_law_stays_the_same() {
        let ragged = EXAMPLE
            .replace("    ", "\t\t")
            .replace("; ", "  ;")
            .replace(" {", "{");
        let law = |text: &str| {
            canonical(&syntax::read(&PackText::of_file("test", "regime.md", text)).unwrap())
        };
        assert_eq!(law(&laid_out(&ragged)), law(EXAMPLE));
        assert_eq!(
            laid_out(&ragged).matches("//").count(),
            EXAMPLE.matches("//").count()
        );
    }

    #[test]
    fn prose_and_what_stands_in_a_list_stay_as_they_are() {
        let page = "  A   law \n\n```writ\n  a   {b;c}   // why\n```\n\n* x\n\n  ```writ\n   d {\n   e\n  }\n  ```\n\n> ```writ\n>   f\n> ```\n";
        let wanted = page.replace("  a   {b;c}   // why", "a   { b; c }   // why");
        assert_eq!(laid_out(page), wanted);
    }

    #[test]
    fn strings_and_comments_are_not_touched() {
        let text = "a \\\n  b\n c \"\"\"\n    x  {\n  \"\"\" {\n /* y {\n  z */ d;e\n}\n/-f   {\n\n\n g \"}\" #\"{\"#\n\n}\n\n\n";
        let wanted = "a \\\n    b\nc \"\"\"\n    x  {\n  \"\"\" {\n    /* y {\n  z */ d; e\n}\n/-f   {\n    g \"}\" #\"{\"#\n}\n";
        assert_eq!(laid_out(text), wanted);
        assert_eq!(laid_out("a{\r\nb\r\n}\r\n"), "a {\r\n    b\r\n}\r\n");
        assert_eq!(laid_out("a{}\nb{ }"), "a {}\nb {}\n");
        assert_eq!(laid_out(" \n"), "");
    }

    #[test]
    fn what_cannot_be_read_is_not_laid_out() {
        assert!(format(&PackText::of_file("test", "rules.kdl", "a {")).is_err());
    }
}
