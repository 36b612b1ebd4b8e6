//! W018: who is called among those who may be, everyone can check.

use crate::finding::Finding;
use crate::tree::{Instrument, InstrumentKind, Method, Selection, Tree};

use super::floor;
use super::wording::words;

/// The fewest words in which a cause or a criterion can be stated.
const FEWEST_WORDS: usize = 2;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let binding = tree
        .instruments
        .iter()
        .filter(|it| it.kind != InstrumentKind::Test);
    binding
        .filter_map(|instrument| {
            let mut selections = tree.selections.iter();
            match selections.find(|it| it.instrument == instrument.name) {
                None => Some(unsaid(instrument)),
                Some(selection) => unstated(selection).or_else(|| numbered(selection)),
            }
        })
        .collect()
}

fn unsaid(instrument: &Instrument) -> Finding {
    let name = &instrument.name;
    let text = format!("nothing says who gets `{name}` among those who may");
    let help = format!(
        "write `selection \"{name}\" {{ method draw }}`; `all` if everyone is called, `criteria` or \
         `named` with what they are in `states`"
    );
    floor("W018", name.span, text, &help)
}

/// Everyone is called, and yet an order sets how many: nobody can say which of them.
fn numbered(selection: &Selection) -> Option<Finding> {
    if selection.method != Method::All || selection.quota_from.is_none() {
        return None;
    }
    let name = &selection.instrument;
    let text = format!("`{name}` is for everyone, and an order sets a number of them");
    let help = "draw lots (`method draw`), or take `quota` away";
    Some(floor("W018", name.span, text, help))
}

fn unstated(selection: &Selection) -> Option<Finding> {
    let name = &selection.instrument;
    if words(selection.states.as_deref().unwrap_or_default()).len() >= FEWEST_WORDS {
        return None;
    }
    let (text, help) = match selection.method {
        Method::Draw | Method::All => return None,
        Method::Named => (
            format!("`{name}` calls people by name and states no cause"),
            "write `states` and the cause for which somebody may be named",
        ),
        Method::Criteria => (
            format!("`{name}` calls people by criteria that nobody can read"),
            "write `states` and the criteria, or draw lots (`method draw`)",
        ),
    };
    Some(floor("W018", name.span, text, help))
}
