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
    /// Anything else, a string with its quotes included.
    Word,
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
        '\\' => (Kind::Continuation, 1),
        '\r' if text.starts_with("\r\n") => (Kind::Break, 2),
        one if breaks(one) => (Kind::Break, one.len_utf8()),
        one if one.is_whitespace() => (
            Kind::Blank,
            length(text, |one| one.is_whitespace() && !breaks(one)),
        ),
        '/' if text.starts_with("//") => (Kind::Comment, length(text, |one| !breaks(one))),
        '/' if text.starts_with("/*") => (Kind::Comment, comment(text)),
        '"' | '#' => (Kind::Word, string(text)),
        '/' => (Kind::Word, 1),
        _ => {
            let ends = |one: char| one.is_whitespace() || "{};\\/\"#".contains(one);
            (Kind::Word, length(text, |one| !ends(one)))
        }
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
fn comment(text: &str) -> usize {
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
                return at;
            }
        } else {
            match rest.chars().next() {
                Some(one) => at += one.len_utf8(),
                None => break,
            }
        }
    }
    text.len()
}

/// The length of the string with which a text begins; that of a keyword's `#` where it is none.
fn string(text: &str) -> usize {
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let body = text.get(hashes..).unwrap_or_default();
    if !body.starts_with('"') {
        return hashes;
    }
    let quotes = if body.starts_with("\"\"\"") {
        "\"\"\""
    } else {
        "\""
    };
    let close = format!("{quotes}{}", "#".repeat(hashes));
    let mut at = quotes.len();
    while let Some(rest) = body.get(at..) {
        if rest.starts_with(&close) {
            return hashes + at + close.len();
        }
        // In a raw string a backslash is only a backslash.
        let taken = if hashes == 0 && rest.starts_with('\\') {
            2
        } else {
            1
        };
        let step: usize = rest.chars().take(taken).map(char::len_utf8).sum();
        if step == 0 {
            break;
        }
        at += step;
    }
    text.len()
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
