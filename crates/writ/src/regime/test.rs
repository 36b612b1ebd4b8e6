//! `writ regime test`: the examples inside a pack, run.

use serde_json::{Value, json};
use writ_law::example::{self, Outcome};
use writ_law::finding::{Class, Finding};
use writ_law::pack::PackText;
use writ_law::regime::Regime;

use super::Pack;
use crate::finding::Findings;
use crate::output::Output;
use crate::pack;
use crate::trouble::{Done, Trouble};

pub(super) fn run(command: &Pack, output: &Output) -> Result<Done, Trouble> {
    let pack = pack::text(&command.pack)?;
    let regime = Regime::read(&pack).map_err(|findings| pack::not_a_regime(&pack, findings))?;
    let outcomes = example::run(&regime);
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.misses.is_empty())
        .count();
    let passed = outcomes.len() - failed;
    output.answer(
        || json!({"examples": outcomes_json(&pack, &outcomes), "passed": passed, "failed": failed}),
        || {
            let mut text: String = outcomes
                .iter()
                .map(|outcome| drawn(&pack, outcome))
                .collect();
            if outcomes.is_empty() {
                text.push_str("the pack holds no example\n");
            }
            text + &format!("{passed} passed, {failed} failed\n")
        },
    )?;
    Ok(if failed > 0 {
        Done::Wanting
    } else {
        Done::Well
    })
}

fn outcomes_json(pack: &PackText, outcomes: &[Outcome]) -> Value {
    let place = |span| {
        let (line, column) = pack.line_column(span);
        json!({"line": line, "column": column})
    };
    let outcome = |outcome: &Outcome| {
        let misses = outcome.misses.iter();
        let misses = misses.map(|miss| json!({"text": miss.text, "place": place(miss.span)}));
        json!({
            "name": outcome.name,
            "place": place(outcome.span),
            "passed": outcome.misses.is_empty(),
            "misses": misses.collect::<Vec<_>>(),
        })
    };
    outcomes.iter().map(outcome).collect()
}

/// An example that passed is one line; what another expected is drawn where it says so.
fn drawn(pack: &PackText, outcome: &Outcome) -> String {
    if outcome.misses.is_empty() {
        return format!("passed: {}\n", outcome.name);
    }
    let finding = |miss: &example::Miss| {
        let text = format!("example \"{}\": {}", outcome.name, miss.text);
        Finding::new("W034", Class::A, miss.span, text)
    };
    let findings = outcome.misses.iter().map(finding).collect();
    format!(
        "failed: {}\n{}",
        outcome.name,
        Findings::new(pack, findings).drawn()
    )
}
