//! Appending to the ledger and rehashing it, beside the bare hashing that both come down to.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};
use writ_ledger::entry::{EntryKey, LEAF_LENGTH, Leaf};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::tile::{Audit, Edge, bundle};

use crate::Setting;
use crate::score::{Score, Target, median};
use crate::settings::{
    APPEND_TO_HASHING, LEDGER_BATCH, LEDGER_ENTRIES, LEDGER_ROUNDS, REHASH_SECONDS,
};

/// A bundle holds this many entries.
const BUNDLE: usize = 256;

type Entry = [u8; LEAF_LENGTH];

/// Times a ledger in memory: entries in batches, each with its tiles, bundles and root.
pub(crate) fn measure(_: &Setting) -> Result<Vec<Score>> {
    let entries: Vec<Entry> = (0..LEDGER_ENTRIES).map(entry).collect();
    let bundles = entries.chunks(BUNDLE).map(bundle);
    let bundles = bundles.collect::<Result<Vec<_>, _>>()?;
    let (mut ours, mut bare, mut rehashed) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..LEDGER_ROUNDS {
        let mut ledger = Ledger::default();
        for batch in entries.chunks(LEDGER_BATCH) {
            // In turn, so that what else the machine does meets both.
            let (seconds, done) = timed(|| ledger.append(batch));
            done?;
            ours.push(seconds);
            bare.push(timed(|| hash_only(batch)).0);
        }
        let (seconds, root) = timed(|| rehash(&bundles));
        ensure!(root? == ledger.edge.root(), "rehashed to another root");
        rehashed.push(seconds);
    }
    let target = Some(Target::AtLeast(APPEND_TO_HASHING));
    let hashing = ("its leaf and node hashes alone", Some(rate(bare)));
    let what = "append to the ledger: tiles, bundles, root";
    let fixed = ("a fixed time", Some(REHASH_SECONDS));
    Ok(vec![
        Score::new(what, "entries/s", rate(ours), hashing, target),
        Score::new(
            "rehash 1,000,000 entries to the root",
            "s",
            median(rehashed),
            fixed,
            Some(Target::AtMost(1.0)),
        ),
    ])
}

fn entry(index: u32) -> Entry {
    Leaf::act(&EntryKey([7; 32]), &index.to_be_bytes()).to_bytes()
}

fn timed<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let began = Instant::now();
    let done = run();
    (began.elapsed().as_secs_f64(), done)
}

/// Entries in a second, by the time of the middle batch.
fn rate(seconds: Vec<f64>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a batch is far below 2^52")]
    let batch = LEDGER_BATCH as f64;
    batch / median(seconds)
}

/// What a sequencer keeps in memory.
#[derive(Default)]
struct Ledger {
    edge: Edge,
    /// Entries of the bundle that is not full.
    pending: Vec<Entry>,
}

impl Ledger {
    /// What a sequencer computes for a batch: leaf hashes, tiles, bundles, and the root. It hands
    /// them on; what keeping them costs is the store's.
    fn append(&mut self, batch: &[Entry]) -> Result<()> {
        self.edge.extend(batch.iter().map(|entry| leaf_hash(entry)));
        self.pending.extend_from_slice(batch);
        for entries in self.pending.chunks(BUNDLE) {
            black_box(bundle(entries)?);
        }
        let full = self.pending.len() - self.pending.len() % BUNDLE;
        self.pending.drain(..full);
        black_box(self.edge.take_tiles());
        black_box(self.edge.root());
        Ok(())
    }
}

/// The hashing that a tree of these entries cannot do without: one hash a leaf, and one a node.
fn hash_only(entries: &[Entry]) {
    for entry in entries {
        black_box(Sha256::new_with_prefix([0]).chain_update(entry).finalize());
    }
    let (mut left, right) = ([1; 32], [2; 32]);
    for _ in entries {
        let hasher = Sha256::new_with_prefix([1]).chain_update(left);
        left = hasher.chain_update(right).finalize().into();
    }
    black_box(left);
}

fn rehash(bundles: &[Vec<u8>]) -> Result<Hash> {
    let mut audit = Audit::of(u64::from(LEDGER_ENTRIES));
    for bundle in bundles {
        audit.bundle(bundle)?;
        black_box(audit.take_tiles());
    }
    ensure!(audit.wanted().is_none(), "a bundle is missing");
    Ok(audit.root())
}
