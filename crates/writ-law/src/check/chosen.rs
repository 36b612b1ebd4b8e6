//! W018: who is called among those who may be, everyone can check.

use crate::finding::Finding;
use crate::tree::{Instrument, InstrumentKind, Method, Selection, Tree};

use super::floor;

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
                Some(selection) => unstated(selection),
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

fn unstated(selection: &Selection) -> Option<Finding> {
    let name = &selection.instrument;
    let said = selection.states.as_deref().unwrap_or_default();
    if !said.trim().is_empty() {
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
