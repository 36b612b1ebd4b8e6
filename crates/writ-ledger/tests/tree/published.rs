//! Against the crate `tlog_tiles` 0.2.0, which computes the same tree.

use tlog_tiles::{HashReader, stored_hash_index, stored_hashes};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::tile::{Edge, Kind, TilePath};
use writ_ledger::tree::{consistency, inclusion, root, verify_consistency, verify_inclusion};

use crate::given::{Chance, entries, leaves};
use crate::proofs::flip;

/// All hashes in the order in which the crate stores them.
pub(crate) struct Stored(Vec<tlog_tiles::Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let at = |index: &u64| self.0[usize::try_from(*index).unwrap()];
        Ok(indexes.iter().map(at).collect())
    }
}

impl Stored {
    pub(crate) fn of(entries: &[Vec<u8>]) -> Self {
        let mut stored = Self(Vec::new());
        for (index, entry) in (0..).zip(entries) {
            let more = stored_hashes(index, entry, &stored).unwrap();
            stored.0.extend(more);
        }
        stored
    }
}

pub(crate) fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn all_theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().copied().map(theirs).collect()
}

#[test]
fn roots_and_proofs_are_the_same_at_thousands_of_places() {
    let size = 20_000;
    let (ours, stored) = (leaves(size), Stored::of(&entries(size)));
    let mut chance = Chance(8);
    let mut seen = [0_u32; 4];
    for _ in 0..4000 {
        let new = 1 + chance.below(size);
        let (old, index) = (1 + chance.below(new), chance.below(new));
        let (top, old_top) = (root(&ours, new).unwrap(), root(&ours, old).unwrap());
        assert_eq!(
            tlog_tiles::tree_hash(new, &stored).unwrap(),
            theirs(top),
            "{new}"
        );

        let mut proof = inclusion(&ours, index, new).unwrap();
        let expected = tlog_tiles::prove_record(new, index, &stored).unwrap();
        assert_eq!(all_theirs(&proof), expected, "{index} of {new}");
        let leaf = leaf_hash(&crate::given::entry(index));
        spoil(&mut proof, &mut chance);
        let said = verify_inclusion(leaf, index, new, &proof, &top).is_ok();
        let check =
            tlog_tiles::check_record(&all_theirs(&proof), new, theirs(top), index, theirs(leaf));
        assert_eq!(said, check.is_ok(), "{index} of {new}");
        seen[usize::from(said)] += 1;

        let mut proof = consistency(&ours, old, new).unwrap();
        let expected = tlog_tiles::prove_tree(new, old, &stored).unwrap();
        assert_eq!(all_theirs(&proof), expected, "{old} to {new}");
        spoil(&mut proof, &mut chance);
        let said = verify_consistency(old, new, &proof, &old_top, &top).is_ok();
        let check =
            tlog_tiles::check_tree(&all_theirs(&proof), new, theirs(top), old, theirs(old_top));
        assert_eq!(said, check.is_ok(), "{old} to {new}");
        seen[2 + usize::from(said)] += 1;
    }
    assert!(seen.iter().all(|count| *count > 1000), "{seen:?}");
}

/// Every second proof is left as it is; the others lose a hash, gain one, or have a bit changed.
pub(crate) fn spoil(proof: &mut Vec<Hash>, chance: &mut Chance) {
    match chance.below(6) {
        0 if !proof.is_empty() => {
            proof.remove(chance.place(proof.len()));
        }
        1 => proof.insert(chance.place(proof.len() + 1), Hash([7; 32])),
        2 if !proof.is_empty() => flip(proof, chance),
        _ => (),
    }
}

#[test]
fn tiles_are_the_same_bytes() {
    let all = entries(5000);
    let stored = Stored::of(&all);
    let mut edge = Edge::new();
    edge.extend(all.iter().map(|entry| leaf_hash(entry)));
    let tiles = edge.take_tiles();
    for (path, bytes) in &tiles {
        let Kind::Hashes { level } = path.kind() else {
            panic!("{path} has no hashes");
        };
        let tile = tlog_tiles::Tile::new(8, level, path.number(), path.width().into(), false);
        assert_eq!(tile.read_data(&stored).unwrap(), *bytes, "{path}");
    }
    let expected: usize = tlog_tiles::Tile::new_tiles(8, 0, 5000).len();
    assert_eq!(tiles.len(), expected);
    assert_eq!(stored_hash_index(0, 0), 0);
    assert_eq!(TilePath::edge(5000).count(), 2);
}
