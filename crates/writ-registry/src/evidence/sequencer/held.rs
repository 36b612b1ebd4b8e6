//! What a sequencer is held against, before it goes on: what was kept outside the store, what was
//! published, and what the witnesses say and show.

use writ_ledger::checkpoint::{Checkpoint, SignedCheckpoint};
use writ_ledger::tree::verify_consistency;

use super::{Asked, Heard, Sequencer, SequencerError};
use crate::evidence::tiles::Tree;
use crate::evidence::witnesses::{History as _, WitnessAnswer, WitnessOutcome};

/// What was kept outside the store, so that it shows when the store is older.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// How many entries.
    pub size: u64,
    /// The last checkpoint that the log signed.
    pub signed: Option<String>,
    /// The last that a quorum had signed, with their signatures.
    pub witnessed: Option<String>,
}

impl Sequencer<'_> {
    /// Stops where a witness shows what this log has signed and this ledger is not, and where one
    /// says so and no quorum signs. What is said, not shown, and not believed by a quorum is an
    /// alarm and no more: one witness, or somebody on the way to it, can say anything.
    pub(super) async fn agreed(&mut self, asked: &Asked) -> Result<(), SequencerError> {
        let size = self.edge.size();
        let speaks = |answer: &&WitnessAnswer| answer.outcome.is_of_another_past();
        self.alarms = asked.troubles.iter().filter(speaks).cloned().collect();
        for answer in &self.alarms {
            self.held_against(answer).await?;
        }
        let silent =
            |answer: &WitnessAnswer| matches!(answer.outcome, WitnessOutcome::Unreachable { .. });
        if asked.quorum_at.is_some() || !asked.troubles.iter().all(silent) {
            self.heard = Heard::Yes;
        }
        if asked.quorum_at.is_some() {
            return Ok(());
        }
        if let Some(shown) = ahead(&asked.troubles, size) {
            return Err(SequencerError::RolledBack { shown, held: size });
        }
        let mut troubles = asked.troubles.iter();
        let other = troubles.find_map(|answer| match &answer.outcome {
            WitnessOutcome::Contradicts { why } => Some(format!("`{}`: {why}", answer.witness)),
            _ => None,
        });
        match other {
            Some(why) => Err(SequencerError::Contradicts { size, why }),
            None => Ok(()),
        }
    }

    /// Stops where the checkpoint that a witness shows was signed by this log, and is of more than
    /// the store holds or of another ledger. Nobody without the key can make one.
    async fn held_against(&self, answer: &WitnessAnswer) -> Result<(), SequencerError> {
        let Some(shown) = &answer.shown else {
            return Ok(());
        };
        let Ok(tree) = self.registry.tree_of(shown) else {
            return Ok(());
        };
        match self.holds(tree).await {
            Err(SequencerError::Contradicts { size, why }) => Err(SequencerError::Forked {
                witness: answer.witness.clone(),
                size,
                why,
                shown: shown.clone(),
            }),
            other => other,
        }
    }

    /// Holds what was published against what the store has.
    ///
    /// # Errors
    ///
    /// When the store has less, or something else, or fails.
    pub async fn continues(&self, shown: &str) -> Result<(), SequencerError> {
        let opened = SignedCheckpoint::open(shown, self.registry.ledger.verifier());
        let opened = opened.map_err(|error| SequencerError::Contradicts {
            size: 0,
            why: format!("it was not signed by this registry ({error})"),
        })?;
        let Checkpoint { size, root, .. } = *opened.checkpoint();
        self.holds(Tree { size, root }).await
    }

    /// Whether the ledger in the store goes on from a tree that was signed.
    async fn holds(&self, signed: Tree) -> Result<(), SequencerError> {
        let (shown, held) = (signed.size, self.edge.size());
        if shown > held {
            return Err(SequencerError::RolledBack { shown, held });
        }
        let contradicts = |why: String| SequencerError::Contradicts { size: shown, why };
        let (new_root, proof) = (self.edge.root(), self.consistency(shown).await?);
        verify_consistency(shown, held, &proof, &signed.root, &new_root)
            .map_err(|error| contradicts(error.to_string()))
    }

    /// Holds what was kept outside the store against it: it is written after the store, so that
    /// the store has all of it, unless it is an older one.
    ///
    /// # Errors
    ///
    /// When the store has less, or something else, or fails.
    pub async fn remembers(&self, kept: &Remembered) -> Result<(), SequencerError> {
        let held = self.edge.size();
        if kept.size > held {
            let shown = kept.size;
            return Err(SequencerError::RolledBack { shown, held });
        }
        let otherwise = |size: u64, why: String| SequencerError::Otherwise { size, why };
        for note in kept.signed.iter().chain(&kept.witnessed) {
            let tree = self.registry.tree_of(note);
            let tree = tree.map_err(|error| otherwise(0, error.to_string()))?;
            match self.holds(tree).await {
                Err(SequencerError::Contradicts { size, why }) => return Err(otherwise(size, why)),
                other => other?,
            }
        }
        let Some(note) = &kept.witnessed else {
            return Ok(());
        };
        let Tree { size, .. } = self.registry.tree_of(note)?;
        let store = &self.registry.store;
        let cover = store.covers(size.saturating_sub(1), 1).await?.pop();
        if cover.is_some_and(|it| it.size == size && it.content == note.as_bytes()) {
            return Ok(());
        }
        let why = "the store has not what a quorum of witnesses signed over them";
        Err(otherwise(size, why.to_owned()))
    }
}

/// The size of which a witness says that it has signed it, if that is more than there is.
fn ahead(answers: &[WitnessAnswer], held: u64) -> Option<u64> {
    let sizes = answers.iter().filter_map(|answer| match answer.outcome {
        WitnessOutcome::Ahead { size } => Some(size),
        _ => None,
    });
    sizes.filter(|size| *size > held).max()
}
