//! A ledger only grows, and goes on from its files alone.

use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::{Authentic, Edge, TileError, TilePath};
use writ_ledger::tree::{
    Frontier, TreeError, consistency, inclusion, root, verify_consistency, verify_inclusion,
};

use crate::given::{Chance, Files, entries, leaves};

#[test]
fn between_every_two_sizes_up_to_300_the_later_begins_with_the_earlier() {
    let whole = leaves(300);
    let roots: Vec<_> = (0..=300).map(|size| root(&whole, size).unwrap()).collect();
    for (new, new_root) in (0_u64..).zip(&roots) {
        for (old, old_root) in (0..=new).zip(&roots) {
            let mut proof = consistency(&whole, old, new).unwrap();
            let said = verify_consistency(old, new, &proof, old_root, new_root);
            assert_eq!(said, Ok(()), "{old} to {new}");
            let expected = proof.len();
            proof.push(*new_root);
            let said = verify_consistency(old, new, &proof, old_root, new_root);
            let found = expected + 1;
            assert_eq!(
                said,
                Err(TreeError::Length { found, expected }),
                "{old} to {new}"
            );
        }
    }
}

#[test]
fn a_rewritten_past_has_no_proof() {
    let size = 300;
    let mut rewritten = entries(size);
    rewritten[17][0] ^= 1;
    let (honest, other) = (leaves(size), rewritten.iter().map(|entry| leaf_hash(entry)));
    let other = other.collect::<writ_ledger::tree::Leaves>();
    for old in 18..size {
        let old_root = root(&honest, old).unwrap();
        for tree in [&honest, &other] {
            let proof = consistency(tree, old, size).unwrap();
            let said = verify_consistency(old, size, &proof, &old_root, &other.root());
            assert!(said.is_err(), "{old}: {said:?}");
        }
    }
}

#[test]
fn large_trees_grow_at_random_sizes() {
    let (whole, mut chance) = (leaves(70_000), Chance(2));
    for _ in 0..3000 {
        let new = 1 + chance.below(70_000);
        let (old, index) = (chance.below(new + 1), chance.below(new));
        let (old_root, new_root) = (root(&whole, old).unwrap(), root(&whole, new).unwrap());
        let proof = consistency(&whole, old, new).unwrap();
        let said = verify_consistency(old, new, &proof, &old_root, &new_root);
        assert_eq!(said, Ok(()), "{old} to {new}");
        let proof = inclusion(&whole, index, new).unwrap();
        let leaf = leaf_hash(&crate::given::entry(index));
        assert_eq!(
            verify_inclusion(leaf, index, new, &proof, &new_root),
            Ok(())
        );
    }
}

/// After any size: restored from files, a ledger goes on as if it had never stopped.
#[test]
fn restored_after_any_size_it_goes_on_the_same() {
    let hashes: Vec<_> = entries(1100).iter().map(|entry| leaf_hash(entry)).collect();
    let (mut files, mut going) = (Files::default(), Edge::new());
    for (size, leaf) in (0_u64..).zip(&hashes) {
        let mut again = Edge::restore(size, &going.root(), files.read()).unwrap();
        assert_eq!(again.root(), going.root(), "at {size}");
        assert_eq!(again.take_tiles(), [], "nothing has grown at {size}");
        again.push(*leaf);
        going.push(*leaf);
        assert_eq!(again.root(), going.root(), "after {size}");
        let tiles = going.take_tiles();
        assert_eq!(again.take_tiles(), tiles, "after {size}");
        files.0.extend(tiles);
    }
}

#[test]
fn restored_at_random_sizes_from_full_tiles_and_the_edge_only() {
    let mut chance = Chance(3);
    let hashes: Vec<_> = (0..140_000_u64)
        .map(|n| leaf_hash(&n.to_be_bytes()))
        .collect();
    let (mut all, mut edge) = (Files::default(), Edge::new());
    let mut left = hashes.iter().copied();
    let special = [65_535, 65_536, 65_537, 131_071, 131_072, 131_073];
    let mut sizes: Vec<u64> = (0..24)
        .map(|_| chance.below(140_000))
        .chain(special)
        .collect();
    sizes.sort_unstable();
    for size in sizes {
        let more = usize::try_from(size - edge.size()).unwrap();
        edge.extend(left.by_ref().take(more));
        all.0.extend(edge.take_tiles());
        let kept = all.pruned(size);
        let again = Edge::restore(size, &edge.root(), kept.read()).unwrap();
        assert_eq!(again.root(), edge.root());
        let frontier: Frontier = hashes[..usize::try_from(size).unwrap()]
            .iter()
            .copied()
            .collect();
        assert_eq!(again.root(), frontier.root());
        edge = again;
    }
}

#[test]
fn a_batch_writes_what_single_entries_would_but_for_partial_tiles_between() {
    let hashes: Vec<_> = entries(3000).iter().map(|entry| leaf_hash(entry)).collect();
    let (mut one_by_one, mut singly) = (Files::default(), Edge::new());
    for leaf in &hashes {
        singly.push(*leaf);
        for (path, bytes) in singly.take_tiles() {
            let before = one_by_one.0.insert(path, bytes);
            assert_eq!(before, None, "{path} is written once");
        }
    }
    let (mut chance, mut edge, mut batched) = (Chance(4), Edge::new(), Files::default());
    let mut left = hashes.as_slice();
    while !left.is_empty() {
        let (batch, rest) = left.split_at(chance.place(left.len().min(900)) + 1);
        edge.extend(batch.iter().copied());
        batched.0.extend(edge.take_tiles());
        left = rest;
    }
    for (path, bytes) in &batched.0 {
        assert_eq!(Some(bytes), one_by_one.0.get(path), "{path}");
    }
    let size = hashes.len() as u64;
    assert_eq!(batched.pruned(size).0, one_by_one.pruned(size).0);
}

/// A ledger that has grown on: its old states are read from the tiles that are left.
#[test]
fn old_states_are_proved_from_the_files_of_the_last() {
    let all = entries(5000);
    let (files, top) = Files::of(&all);
    let now = Authentic::new(5000, top, files.read());
    for size in [1, 255, 256, 257, 1000, 4095, 4096, 4097, 4999] {
        let old_root = root(&now, size).unwrap();
        let entry = now.entry(size - 1).unwrap();
        assert_eq!(entry, all[usize::try_from(size - 1).unwrap()]);
        let proof = inclusion(&now, size - 1, size).unwrap();
        let said = verify_inclusion(leaf_hash(&entry), size - 1, size, &proof, &old_root);
        assert_eq!(said, Ok(()), "{size}");
        let proof = consistency(&now, size, 5000).unwrap();
        assert_eq!(
            verify_consistency(size, 5000, &proof, &old_root, &top),
            Ok(())
        );
    }
}

#[test]
fn it_does_not_go_on_from_tiles_that_do_not_make_the_root() {
    let (files, top) = Files::of(&entries(700));
    let mut changed = files.clone();
    let last = TilePath::edge(700).next().unwrap();
    changed.0.get_mut(&last).unwrap()[5] ^= 1;
    let refused = Edge::restore(700, &top, changed.read()).unwrap_err();
    assert!(matches!(&refused, TileError::Edge { paths, .. } if paths.contains(&last)));
    assert!(
        refused.to_string().contains("tile/0/002.p/188"),
        "{refused}"
    );
    changed.0.remove(&last);
    let refused = Edge::restore(700, &top, changed.read()).unwrap_err();
    assert_eq!(refused, TileError::Missing { path: last });
    let refused = Edge::restore(u64::MAX, &top, files.read()).unwrap_err();
    assert_eq!(refused, TileError::TooLarge { size: u64::MAX });
}
