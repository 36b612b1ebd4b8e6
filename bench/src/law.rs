//! The regime that is measured, and people bound to it.

use std::path::Path;

use anyhow::{Context, Result, bail};
use writ_law::life::Life;
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

use crate::crowd::Figure;
use crate::settings::{PACK, READING};

/// The rules of the pack, and nothing else of it: sentences of notices take no part here.
pub(crate) fn pack(root: &Path) -> Result<PackText> {
    let path = root.join(PACK).join("regime.md");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
    let files = vec![PackFile {
        path: "regime.md".to_owned(),
        text,
    }];
    Ok(PackText {
        name: PACK.to_owned(),
        files,
    })
}

/// The regime that the pack is.
pub(crate) fn regime(root: &Path) -> Result<Regime> {
    match Regime::read(&pack(root)?) {
        Ok(regime) => Ok(regime),
        Err(findings) => bail!("{PACK} is no regime: {findings:?}"),
    }
}

/// The place of the reading that the peers compute.
pub(crate) fn reading(regime: &Regime) -> Result<usize> {
    let place = regime
        .alternatives()
        .iter()
        .position(|it| it.name == READING);
    place.with_context(|| format!("{PACK} has no reading `{READING}`"))
}

/// A person's whole case, bound.
pub(crate) fn life(regime: &Regime, figure: &Figure) -> Result<Life> {
    Ok(Life::bind(
        regime,
        &figure.person(),
        &figure.matter(),
        &figure.events(),
    )?)
}
