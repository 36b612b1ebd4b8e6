//! `writ regime fmt`: the rules of a pack, laid out.

use serde_json::json;
use writ_law::format::format;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

use super::Fmt;
use crate::file::{self, Readers};
use crate::output::Output;
use crate::pack;
use crate::trouble::{Done, Trouble};

pub(super) fn run(fmt: &Fmt, output: &Output) -> Result<Done, Trouble> {
    let before = pack::text(&fmt.pack)?;
    let after = format(&before).map_err(|findings| pack::not_a_regime(&before, findings))?;
    same_law(&before, &after)?;
    let mut changed = Vec::new();
    for (old, new) in before.files.iter().zip(&after.files) {
        if old.text == new.text {
            continue;
        }
        let place = pack::place(&fmt.pack, new);
        if !fmt.check {
            file::replace(&place, &new.text, Readers::Anyone)?;
        }
        changed.push(place);
    }
    let wanting = fmt.check && !changed.is_empty();
    let names = || {
        changed
            .iter()
            .map(|place| place.display().to_string())
            .collect::<Vec<_>>()
    };
    output.answer(
        || json!({"files": names(), "changed": !fmt.check && !changed.is_empty()}),
        || match (fmt.check, changed.as_slice()) {
            (_, []) => format!("{} is laid out\n", before.name),
            (true, _) => format!(
                "not laid out: {}\nlay it out with `writ regime fmt {}`\n",
                names().join(", "),
                fmt.pack.display()
            ),
            (false, _) => format!("laid out: {}\n", names().join(", ")),
        },
    )?;
    Ok(if wanting { Done::Wanting } else { Done::Well })
}

/// Layout never changes what a pack says: its digest stays, or nothing is written.
fn same_law(before: &PackText, after: &PackText) -> Result<(), Trouble> {
    let Ok(was) = Regime::read(before) else {
        return Ok(());
    };
    match Regime::read(after) {
        Ok(is) if is.digest() == was.digest() => Ok(()),
        _ => Err(Trouble::failed(format!(
            "laying out {} would change what it says, so nothing was written",
            before.name
        ))
        .with_cure("lay it out by hand, and tell the makers of Writ")),
    }
}
