//! The laws of a pack: its text under each version and in each alternative reading.

use jiff::civil::DateTime;

use crate::reading;
use crate::regime::Regime;
use crate::tree::Tree;

/// The text as it stands under one version and in one alternative.
#[derive(Clone, Debug)]
pub(crate) struct Law {
    pub(crate) tree: Tree,
    /// From when the version is in force, local.
    pub(crate) from: DateTime,
    /// The place of the alternative in the regime.
    pub(crate) alternative: usize,
    /// The name of the alternative, where there are several.
    pub(crate) reading: Option<String>,
}

/// Every law of a regime, the base first.
pub(crate) fn laws(regime: &Regime) -> Vec<Law> {
    let tree = regime.tree();
    let several = regime.alternatives().len() > 1;
    let versions = reading::versions(tree);
    let starts = tree.versions.iter().map(|it| it.from);
    let choices = reading::choices(tree);
    let versions = versions.iter().zip(starts);
    let laws = versions.flat_map(|(version, from)| {
        let choices = choices.iter().enumerate();
        choices.map(move |(alternative, choice)| Law {
            tree: reading::read(version, choice),
            from,
            alternative,
            reading: several
                .then(|| regime.alternatives().get(alternative))
                .flatten()
                .map(|it| it.name.clone()),
        })
    });
    laws.collect()
}
