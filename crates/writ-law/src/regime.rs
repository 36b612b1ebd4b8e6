//! A regime: a tree whose names are resolved, with its digest and one machine per alternative.

use jiff::tz::TimeZone;

use crate::finding::Finding;
use crate::machine::{Frame, Machine};
use crate::pack::PackText;
use crate::tree::Tree;
use crate::{canonical, check, compile, syntax};

/// A regime that can be evaluated: in a simulation or a sandbox registry.
///
/// A live registry takes a regime that has passed the rights floor, which is another type:
/// [`LiveRegime`](crate::live::LiveRegime).
#[derive(Clone, Debug)]
pub struct Regime {
    tree: Tree,
    canonical: String,
    digest: String,
    frames: Vec<Frame>,
    alternatives: Vec<Alternative>,
}

/// One reading of each dispute, taken together.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The names of its readings in pack order, joined with ` / `; `text` where nothing is
    /// disputed.
    pub name: String,
    pub(crate) readings: Vec<String>,
    /// By version.
    pub(crate) machines: Vec<Machine>,
}

impl Alternative {
    /// The readings it takes, one of each dispute in pack order.
    #[must_use]
    pub fn readings(&self) -> &[String] {
        &self.readings
    }

    /// The first version's machine: names and numbers are the same in all.
    #[expect(
        clippy::indexing_slicing,
        reason = "a regime is made with at least one version"
    )]
    pub(crate) fn machine(&self) -> &Machine {
        &self.machines[0]
    }
}

impl Regime {
    /// Reads a pack.
    ///
    /// # Errors
    ///
    /// What keeps the text from being a regime: malformed text, words that the language does not
    /// know, names that resolve to nothing.
    pub fn read(pack: &PackText) -> Result<Self, Vec<Finding>> {
        Self::of_tree(syntax::read(pack)?)
    }

    /// Makes a regime of a tree.
    ///
    /// # Errors
    ///
    /// As [`Regime::read`].
    pub fn of_tree(tree: Tree) -> Result<Self, Vec<Finding>> {
        let errors = check::errors(&tree);
        if !errors.is_empty() {
            return Err(errors);
        }
        let (frames, alternatives) = compile::compile(&tree)?;
        if frames.is_empty() || alternatives.iter().any(|it| it.machines.is_empty()) {
            return Err(errors);
        }
        let canonical = canonical::canonical(&tree);
        let digest = canonical::digest(&canonical);
        Ok(Self {
            tree,
            canonical,
            digest,
            frames,
            alternatives,
        })
    }

    /// The typed tree.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The canonical form: JSON of the tree with sorted keys.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// SHA-256 of the canonical form, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Its name, for instance `seed/002`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.tree.regime.name.as_str()
    }

    /// The name of its first version.
    #[must_use]
    pub fn version(&self) -> &str {
        self.tree
            .versions
            .first()
            .map_or("", |version| version.name.as_str())
    }

    /// The zone in which it counts days.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.frame().zone
    }

    /// The measures that a desk may ask about, in pack order.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        self.frame().measures.iter().map(String::as_str)
    }

    /// One reading of each dispute, in every combination.
    #[must_use]
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// Everything that the checks find, in the order of the text.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        check::regime(self)
    }

    /// The first version's frame: names and numbers are the same in all.
    #[expect(
        clippy::indexing_slicing,
        reason = "a regime is made with at least one version"
    )]
    pub(crate) fn frame(&self) -> &Frame {
        &self.frames[0]
    }

    /// By version.
    pub(crate) fn frames(&self) -> &[Frame] {
        &self.frames
    }
}
