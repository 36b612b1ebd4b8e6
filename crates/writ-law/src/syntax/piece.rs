//! A text cut into its pieces, white space and comments included, whether it can be read or not.

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'t> {
    pub(crate) kind: Kind,
    pub(crate) text: &'t str,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `;`
    Semicolon,
    /// A line break.
    Break,
    /// White space within a line.
    Blank,
    /// A comment, with its marks; one to the end of the line is without the line break.
    Comment,
    /// A backslash, after which a node goes on in the next line.
    Continuation,
    /// `=`
    Equals,
    /// `(`, with which a unit begins.
    UnitOpen,
    /// `)`
    UnitClose,
    /// `/-`, which leaves out what follows.
    LeaveOut,
    /// Anything else, a string with its quotes included.
    Word,
    /// A string or a comment without an end.
    Endless,
}

/// The pieces of a text, each with its first byte. Together they are the text.
pub(crate) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        let (kind, length) = piece(rest, first);
        let Some(text) = rest.get(..length) else {
            break;
        };
        found.push((at, Piece { kind, text }));
        at += length;
    }
    found
}

/// The kind and the length of the piece with which a text begins.
fn piece(text: &str, first: char) -> (Kind, usize) {
    match first {
        '{' => (Kind::Open, 1),
        '}' => (Kind::Close, 1),
        ';' => (Kind::Semicolon, 1),
        '=' => (Kind::Equals, 1),
        '(' => (Kind::UnitOpen, 1),
        ')' => (Kind::UnitClose, 1),
        '\\' => (Kind::Continuation, 1),
        '\r' if text.starts_with("\r\n") => (Kind::Break, 2),
        one if breaks(one) => (Kind::Break, one.len_utf8()),
        one if one.is_whitespace() => (
            Kind::Blank,
            length(text, |one| one.is_whitespace() && !breaks(one)),
        ),
        '/' if text.starts_with("//") => (Kind::Comment, length(text, |one| !breaks(one))),
        '/' if text.starts_with("/*") => ended(Kind::Comment, comment(text)),
        '"' | '#' => ended(Kind::Word, string(text)),
        '/' if text.starts_with("/-") => (Kind::LeaveOut, 2),
        '/' => (Kind::Word, 1),
        _ => {
            let ends = |one: char| one.is_whitespace() || "{}();=\\/\"#".contains(one);
            (Kind::Word, length(text, |one| !ends(one)))
        }
    }
}

/// The kind of what may lack an end, and its length either way.
fn ended(kind: Kind, length: Result<usize, usize>) -> (Kind, usize) {
    match length {
        Ok(length) => (kind, length),
        Err(length) => (Kind::Endless, length),
    }
}

/// The bytes up to the first character that does not belong.
fn length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|one| !belongs(one)).unwrap_or(text.len())
}

/// Whether a character breaks a line in KDL.
fn breaks(one: char) -> bool {
    matches!(
        one,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The length of the comment `/* … */` with which a text begins; they may stand in one another.
fn comment(text: &str) -> Result<usize, usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Ok(at);
            }
        } else {
            match rest.chars().next() {
                Some(one) => at += one.len_utf8(),
                None => break,
            }
        }
    }
    Err(text.len())
}

/// The length of the string with which a text begins; that of a keyword's `#` where it is none.
/// Without three quotes a string ends in its own line, or it has no end.
fn string(text: &str) -> Result<usize, usize> {
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let body = text.get(hashes..).unwrap_or_default();
    if !body.starts_with('"') {
        return Ok(hashes);
    }
    let many_lines = body.starts_with("\"\"\"");
    let quotes = if many_lines { "\"\"\"" } else { "\"" };
    let close = format!("{quotes}{}", "#".repeat(hashes));
    let mut at = quotes.len();
    while let Some(rest) = body.get(at..) {
        if rest.starts_with(&close) {
            return Ok(hashes + at + close.len());
        }
        let Some(one) = rest.chars().next() else {
            break;
        };
        if breaks(one) && !many_lines {
            return Err(hashes + at);
        }
        at += one.len_utf8();
        // In a raw string a backslash is only a backslash. In others it takes the next character
        // with it, or all the white space that follows, line breaks included.
        if one == '\\' && hashes == 0 {
            let after = body.get(at..).unwrap_or_default();
            let space = length(after, char::is_whitespace);
            at += if space > 0 {
                space
            } else {
                after.chars().next().map_or(0, char::len_utf8)
            };
        }
    }
    Err(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_text_are_the_text() {
        let texts = [
            "a \"}{\" b=#\"\"\"\n}\n\"\"\"# { c; } // {\r\n/* { /* } */ } */ \\\n d /- e #true\n",
            "ж \"\\\"{\" \"never closed {",
            "/* never closed",
            "####",
        ];
        for text in texts {
            let whole: String = pieces(text).iter().map(|(_, piece)| piece.text).collect();
            assert_eq!(whole, text);
        }
        let braces = |text| {
            let brace = |kind| matches!(kind, Kind::Open | Kind::Close);
            pieces(text)
                .iter()
                .filter(|(_, piece)| brace(piece.kind))
                .count()
        };
        assert_eq!(texts.map(braces), [2, 0, 0, 0]);
    }
}
