//! `writ regime check`: what is wrong with a pack.

use serde_json::json;
use writ_law::check::CHECKS;
use writ_law::finding::{Class, Finding};
use writ_law::pack::PackText;
use writ_law::regime::Regime;

use super::Check;
use crate::finding::Findings;
use crate::output::Output;
use crate::trouble::{Done, Trouble};
use crate::{pack, position};

pub(super) const EXAMPLES: &str = "\
Examples:
  writ regime check regimes/guarded
  writ regime check regimes/guarded --live
  writ --format json regime check mine.kdl

Ends with 1 if the text is no regime; with --live also if it misses anything of the rights floor
(class A). A live registry takes no regime until every check of the rights floor exists.";

/// The checks of the rights floor that a live registry waits for, those to come included.
const RIGHTS_FLOOR: &[&str] = &[
    "W001", "W002", "W003", "W004", "W005", "W006", "W007", "W008", "W009", "W010", "W011", "W012",
    "W013", "W014", "W015", "W016", "W017", "W018", "W019", "W020", "W021", "W022", "W023", "W024",
    "W030", "W031", "W034",
];

pub(super) fn run(check: &Check, output: &Output) -> Result<Done, Trouble> {
    let pack = pack::text(&check.pack)?;
    let (regime, findings) = look(&pack);
    let findings = Findings::new(&pack, findings);
    let errors = findings.of(Class::Error);
    let floor = findings.of(Class::A);
    let wanting = errors > 0 || (check.live && floor > 0);
    let missing = missing();
    output.answer(
        || {
            json!({
                "pack": pack.name,
                "regime": regime.as_ref().map(|it| position::regime_json(it, "none")),
                "findings": findings.json(),
                "errors": errors,
                "rights_floor": floor,
                "warnings": findings.of(Class::Warning),
                "checks_to_come": missing,
                "passes": !wanting,
            })
        },
        || {
            let mut text = findings.drawn();
            if let Some(regime) = &regime {
                text.push_str(&format!(
                    "{}\n",
                    position::regime_line(regime, "no legal force")
                ));
            }
            text.push_str(&format!("{}: {}\n", pack.name, findings.counted()));
            if check.live {
                text.push_str(&of_the_floor(floor, errors, &missing));
            }
            text
        },
    )?;
    Ok(if wanting { Done::Wanting } else { Done::Well })
}

fn look(pack: &PackText) -> (Option<Regime>, Vec<Finding>) {
    match Regime::read(pack) {
        Ok(regime) => {
            let findings = regime.check();
            (Some(regime), findings)
        }
        Err(findings) => (None, findings),
    }
}

/// The checks of the rights floor that do not exist yet.
fn missing() -> Vec<&'static str> {
    let exists = |code: &str| CHECKS.iter().any(|(known, ..)| *known == code);
    RIGHTS_FLOOR
        .iter()
        .copied()
        .filter(|code| !exists(code))
        .collect()
}

fn of_the_floor(floor: usize, errors: usize, missing: &[&str]) -> String {
    let all = RIGHTS_FLOOR.len();
    let there = all - missing.len();
    let verdict = match (errors, floor) {
        (0, 0) => format!("passes the {there} of {all} checks of the rights floor that exist"),
        (0, _) => "does not pass the rights floor".to_owned(),
        _ => "is no regime, so the rights floor was not looked at".to_owned(),
    };
    if missing.is_empty() {
        return format!("{verdict}\n");
    }
    let to_come = missing.join(" ");
    format!("{verdict}\nnot looked at, since these checks do not exist yet: {to_come}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list here holds every check of the rights floor that the law has.
    #[test]
    fn the_list_of_the_rights_floor_is_whole() {
        for (code, class, _) in CHECKS {
            let listed = RIGHTS_FLOOR.contains(code);
            assert!(*class != Class::A || listed, "{code} is missing here");
        }
    }
}
