//! Trees with more entries than anybody writes down, up to the last size that a `u64` can say.
//!
//! All entries are alike but one, so that the hash of any subtree is known at once.

use tlog_tiles::{HashReader, split_stored_hash_index};
use writ_ledger::hash::{HASH_LENGTH, Hash, leaf_hash, node_hash};
use writ_ledger::tile::{Edge, Kind, TilePath};
use writ_ledger::tree::{
    Nodes, TreeError, consistency, inclusion, root, verify_consistency, verify_inclusion,
};

use crate::given::Chance;

struct Haystack {
    needle: u64,
    /// The subtree of each height that has no needle in it.
    without: Vec<Hash>,
    /// The subtree of each height that has.
    with: Vec<Hash>,
}

impl Haystack {
    fn of(needle: u64) -> Self {
        let (mut without, mut with) = (vec![leaf_hash(b"hay")], vec![leaf_hash(b"needle")]);
        for height in 0..63 {
            let (hay, stack) = (without[height], with[height]);
            let is_right = (needle >> height) & 1 == 1;
            without.push(node_hash(&hay, &hay));
            with.push(if is_right {
                node_hash(&hay, &stack)
            } else {
                node_hash(&stack, &hay)
            });
        }
        Self {
            needle,
            without,
            with,
        }
    }
}

impl Nodes for Haystack {
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError> {
        let has_it = self.needle >> level == index;
        let hashes = if has_it { &self.with } else { &self.without };
        Ok(hashes[usize::from(level)])
    }
}

impl HashReader for Haystack {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let node = |index: &u64| {
            let (level, place) = split_stored_hash_index(*index);
            tlog_tiles::Hash(self.node(level, place).unwrap().0)
        };
        Ok(indexes.iter().map(node).collect())
    }
}

fn sizes(chance: &mut Chance, most_bits: u64) -> Vec<u64> {
    let around = [32, 33, 40, 48, 53, 56, 60];
    let mut sizes: Vec<u64> = around
        .into_iter()
        .flat_map(|bits| [(1_u64 << bits) - 1, 1 << bits, (1 << bits) + 1])
        .collect();
    for _ in 0..300 {
        let bits = 33 + chance.below(most_bits - 33);
        sizes.push((1 << bits) + chance.below(1 << bits));
    }
    sizes
}

#[test]
fn proofs_of_sizes_beyond_32_bits_hold_and_are_the_published_crates_too() {
    let mut chance = Chance(5);
    for size in sizes(&mut chance, 60) {
        let tree = Haystack::of(chance.below(size));
        let top = root(&tree, size).unwrap();
        assert_eq!(tlog_tiles::tree_hash(size, &tree).unwrap().0, top.0);
        let beside = [
            tree.needle,
            size - 1,
            0,
            tree.needle ^ 1,
            chance.below(size),
        ];
        for index in beside.into_iter().filter(|index| *index < size) {
            let proof = inclusion(&tree, index, size).unwrap();
            let leaf = tree.node(0, index).unwrap();
            assert_eq!(verify_inclusion(leaf, index, size, &proof, &top), Ok(()));
            let theirs = tlog_tiles::prove_record(size, index, &tree).unwrap();
            assert!(
                proof
                    .iter()
                    .map(|hash| hash.0)
                    .eq(theirs.iter().map(|hash| hash.0))
            );
            let not_there = verify_inclusion(leaf_hash(b"other"), index, size, &proof, &top);
            assert!(not_there.is_err());
        }
        let old = 1 + chance.below(size);
        let proof = consistency(&tree, old, size).unwrap();
        let old_top = root(&tree, old).unwrap();
        assert_eq!(
            verify_consistency(old, size, &proof, &old_top, &top),
            Ok(())
        );
        let theirs = tlog_tiles::prove_tree(size, old, &tree).unwrap();
        assert!(
            proof
                .iter()
                .map(|hash| hash.0)
                .eq(theirs.iter().map(|hash| hash.0))
        );
    }
}

#[test]
fn proofs_hold_up_to_the_last_size_there_is() {
    let mut chance = Chance(6);
    let last = u64::MAX;
    let ends = [(1 << 63) - 1, 1 << 63, (1 << 63) + 1, last - 1, last];
    let mut sizes = ends.to_vec();
    sizes.extend((0..200).map(|_| chance.next() | 1 << 63));
    for size in sizes {
        for needle in [0, size - 1, size / 2, chance.below(size)] {
            let tree = Haystack::of(needle);
            let top = root(&tree, size).unwrap();
            let proof = inclusion(&tree, needle, size).unwrap();
            let leaf = tree.node(0, needle).unwrap();
            assert_eq!(verify_inclusion(leaf, needle, size, &proof, &top), Ok(()));
            let elsewhere = verify_inclusion(leaf, needle ^ 1, size, &proof, &top);
            assert!(elsewhere.is_err(), "{needle} of {size}");
            let old = 1 + chance.below(size);
            let proof = consistency(&tree, old, size).unwrap();
            let old_top = root(&tree, old).unwrap();
            let said = verify_consistency(old, size, &proof, &old_top, &top);
            assert_eq!(said, Ok(()), "{old} to {size}");
        }
    }
}

/// The edge of a ledger that was never written: its tiles are computed.
#[test]
fn a_ledger_beyond_32_bits_goes_on_from_its_edge() {
    let mut chance = Chance(7);
    for size in sizes(&mut chance, 62).into_iter().step_by(7) {
        let tree = Haystack::of(chance.below(size));
        let tile = |path: &TilePath| {
            let Kind::Hashes { level } = path.kind() else {
                return None;
            };
            let first = path.number() << 8;
            let hashes = (first..first + u64::from(path.width()))
                .map(|index| tree.node(level * 8, index).unwrap().0);
            let bytes: Vec<u8> = hashes.flatten().collect();
            assert_eq!(bytes.len(), usize::from(path.width()) * HASH_LENGTH);
            Some(bytes)
        };
        let mut edge = Edge::restore(size, &root(&tree, size).unwrap(), tile).unwrap();
        for more in 1..=300 {
            edge.push(leaf_hash(b"hay"));
            assert_eq!(
                edge.root(),
                root(&tree, size + more).unwrap(),
                "{size} + {more}"
            );
        }
        for (path, bytes) in edge.take_tiles() {
            assert_eq!(tile(&path), Some(bytes), "{path}");
        }
    }
}
