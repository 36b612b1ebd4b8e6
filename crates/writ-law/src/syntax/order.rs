//! Pieces that stand where they cannot: the slips of a beginner, told in plain words.

use super::broken::Slip;
use super::piece::{Kind, Piece};

/// The first piece that cannot stand after the one before it.
pub(super) fn misplaced(pieces: &[(usize, Piece<'_>)]) -> Option<Slip> {
    let mut order = Order {
        last: Kind::Break,
        before: Kind::Break,
        unit: Unit::None,
        open: vec![],
    };
    let mut continued = false;
    let mut last = 0..0;
    for (at, piece) in pieces {
        match piece.kind {
            Kind::Blank | Kind::Comment => continue,
            Kind::Continuation => {
                continued = true;
                continue;
            }
            // A line break after a backslash or before what is left out is only white space.
            Kind::Break if continued || order.last == Kind::LeaveOut => {
                continued = false;
                continue;
            }
            _ => {}
        }
        let here = *at..at + piece.text.len();
        // What lacks something after it is pointed at itself.
        let lacks = piece.kind == Kind::Break || order.last == Kind::LeaveOut;
        let place = if lacks { last } else { here.clone() };
        if let Err((text, help)) = order.take(piece.kind) {
            return Some(Slip::new(place, text, help));
        }
        last = here;
    }
    order
        .take(Kind::Break)
        .err()
        .map(|(text, help)| Slip::new(last, text, help))
}

struct Order {
    /// The last piece that is neither white space nor a comment.
    last: Kind,
    /// The one before it.
    before: Kind,
    /// Whether a unit is being written.
    unit: Unit,
    /// Of each open brace, and after them of the one just closed, whether it is left out.
    open: Vec<Braces>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Begun,
    Named,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    Read,
    LeftOut,
    ClosedLeftOut,
}

type Misplaced = (&'static str, &'static str);

const NODE_AFTER_BRACE: Misplaced = (
    "a node begins in the line in which another one ended",
    "begin a new line, or write `;` between them",
);

impl Order {
    fn take(&mut self, kind: Kind) -> Result<(), Misplaced> {
        self.unit(kind)?;
        let begins = matches!(self.last, Kind::Break | Kind::Semicolon | Kind::Open);
        let closed = self.last == Kind::Close && self.open.last() != Some(&Braces::ClosedLeftOut);
        match kind {
            Kind::Word | Kind::UnitOpen if closed => return Err(NODE_AFTER_BRACE),
            Kind::Word | Kind::UnitOpen => {}
            _ if self.last == Kind::LeaveOut && kind != Kind::Open => {
                let help = "write the node, the word or the braces that are left out after it";
                return Err(("this `/-` leaves nothing out", help));
            }
            Kind::Equals if self.last != Kind::Word => {
                return Err((
                    "nothing stands before this `=`",
                    "write the name of a property",
                ));
            }
            Kind::Equals if self.before == Kind::Equals => {
                let help = "write a value after the first one";
                return Err(("a second `=` follows with one word between them", help));
            }
            Kind::Equals if self.before == Kind::UnitClose => {
                let help = "write the unit before the value: `within=(days)3`";
                return Err(("a unit stands before the name of a property", help));
            }
            _ if self.last == Kind::Equals => {
                return Err(("nothing stands after the `=`", "write a value"));
            }
            Kind::Open if begins || closed => {
                let text = "a brace stands where the name of a node is needed";
                return Err((text, "write the name before it, on the same line"));
            }
            _ => {}
        }
        self.braces(kind);
        (self.before, self.last) = (self.last, kind);
        Ok(())
    }

    fn unit(&mut self, kind: Kind) -> Result<(), Misplaced> {
        self.unit = match (self.unit, kind) {
            (Unit::None, Kind::UnitOpen) => Unit::Begun,
            (Unit::None, Kind::UnitClose) => {
                return Err((
                    "this `)` closes nothing",
                    "take it away, or write the `(` before it",
                ));
            }
            (Unit::Begun, Kind::Word) => Unit::Named,
            (Unit::Named, Kind::UnitClose) => Unit::None,
            (Unit::Begun | Unit::Named, _) => {
                return Err((
                    "this unit has no end",
                    "write one word in parentheses: `(days)14`",
                ));
            }
            (Unit::None, _) => {
                if self.last == Kind::UnitClose && kind != Kind::Word {
                    return Err((
                        "nothing stands after this unit",
                        "write a number: `(days)14`",
                    ));
                }
                Unit::None
            }
        };
        Ok(())
    }

    fn braces(&mut self, kind: Kind) {
        if self.open.last() == Some(&Braces::ClosedLeftOut) {
            self.open.pop();
        }
        match kind {
            Kind::Open if self.last == Kind::LeaveOut => self.open.push(Braces::LeftOut),
            Kind::Open => self.open.push(Braces::Read),
            Kind::Close => {
                let left_out = self.open.pop() == Some(Braces::LeftOut);
                self.open.extend(left_out.then_some(Braces::ClosedLeftOut));
            }
            _ => {}
        }
    }
}
