//! `writ regime explain`: the rules of a pack in plain sentences, with what they cite.

use serde_json::json;
use writ_law::regime::Regime;
use writ_notice::law;

use super::Explain;
use crate::output::{Output, visible_lines};
use crate::trouble::{Done, Trouble};
use crate::{pack, position, voice};

pub(super) fn run(command: &Explain, output: &Output) -> Result<Done, Trouble> {
    let pack = pack::text(&command.pack)?;
    let catalogue = voice::catalogue(command.lang, &pack)?;
    let regime = Regime::read(&pack).map_err(|findings| pack::not_a_regime(&pack, findings))?;
    let sentences = law::explain(regime.tree(), &catalogue);
    output.answer(
        || {
            json!({
                "regime": position::regime_json(&regime, "none"),
                "lang": command.lang.tag(),
                "rules": sentences,
            })
        },
        || visible_lines(&law::page(&regime, &catalogue, &sentences)),
    )?;
    Ok(Done::Well)
}
