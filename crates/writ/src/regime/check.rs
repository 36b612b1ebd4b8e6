//! `writ regime check`: what is wrong with a pack.

use serde_json::json;
use writ_law::check::rights_floor;
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
(class A): a live registry takes no such regime.";

pub(super) fn run(check: &Check, output: &Output) -> Result<Done, Trouble> {
    let pack = pack::text(&check.pack)?;
    let (regime, findings) = look(&pack);
    let findings = Findings::new(&pack, findings);
    let errors = findings.of(Class::Error);
    let floor = findings.of(Class::A);
    let wanting = errors > 0 || (check.live && floor > 0);
    output.answer(
        || {
            json!({
                "pack": pack.name,
                "regime": regime.as_ref().map(|it| position::regime_json(it, "none")),
                "findings": findings.json(),
                "errors": errors,
                "rights_floor": floor,
                "warnings": findings.of(Class::Warning),
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
                text.push_str(&of_the_floor(floor, errors));
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

fn of_the_floor(floor: usize, errors: usize) -> String {
    let all = rights_floor().count();
    match (errors, floor) {
        (0, 0) => format!("passes all {all} checks of the rights floor\n"),
        (0, _) => "does not pass the rights floor\n".to_owned(),
        _ => "is no regime, so the rights floor was not looked at\n".to_owned(),
    }
}
