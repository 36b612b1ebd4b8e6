//! Reading what is whole: every entry, and proofs from the files.

use writ_ledger::hash::{empty_root, leaf_hash};
use writ_ledger::tile::{Audit, Authentic, TileError, TilePath};
use writ_ledger::tree::{Nodes, TreeError, consistency, inclusion, root};

use crate::given::{Chance, Files, entries, leaves, path};

#[test]
fn proofs_from_files_are_those_from_memory() {
    let mut chance = Chance(12);
    for size in [1, 2, 255, 256, 257, 5000, 65_536, 66_000] {
        let (files, top) = Files::of(&entries(size));
        let (ledger, whole) = (Authentic::new(size, top, files.read()), leaves(size));
        assert_eq!(root(&ledger, size), Ok(top), "{size}");
        for _ in 0..60 {
            let (index, old) = (chance.below(size), chance.below(size + 1));
            assert_eq!(
                inclusion(&ledger, index, size),
                inclusion(&whole, index, size)
            );
            assert_eq!(
                consistency(&ledger, old, size),
                consistency(&whole, old, size)
            );
            assert_eq!(root(&ledger, old), root(&whole, old));
        }
    }
}

#[test]
fn every_node_of_a_tree_is_read_and_none_beyond() {
    let size = 1100;
    let (files, top) = Files::of(&entries(size));
    let (ledger, whole) = (Authentic::new(size, top, files.read()), leaves(size));
    for level in 0..=12 {
        for index in 0..(size >> level) + 2 {
            assert_eq!(
                ledger.node(level, index),
                whole.node(level, index),
                "{level} {index}"
            );
        }
    }
    for (level, index) in [
        (0, u64::MAX),
        (63, 1),
        (63, 0),
        (64, 0),
        (255, 0),
        (8, u64::MAX),
    ] {
        let beyond = TreeError::NoNode { level, index, size };
        assert_eq!(ledger.node(level, index), Err(beyond));
    }
}

#[test]
fn every_entry_is_read_and_none_beyond() {
    let size = 600;
    let all = entries(size);
    let (files, top) = Files::of(&all);
    let ledger = Authentic::new(size, top, files.read());
    for (index, entry) in (0..).zip(&all) {
        assert_eq!(ledger.entry(index).as_ref(), Ok(entry));
    }
    assert_eq!(
        ledger.entry(600),
        Err(TreeError::Outside { index: 600, size })
    );
    assert_eq!(
        ledger.entry(u64::MAX),
        Err(TreeError::Outside {
            index: u64::MAX,
            size
        })
    );
    let beyond = TileError::Beyond {
        path: path("tile/entries/003"),
        size,
    };
    assert_eq!(ledger.entries(3), Err(beyond));
    let beyond = TileError::Beyond {
        path: path("tile/0/003"),
        size,
    };
    assert_eq!(ledger.tile(0, 3), Err(beyond));
    assert!(ledger.tile(2, 0).is_err());
    assert!(ledger.tile(255, 0).is_err());
}

/// Entries of every length that a bundle can hold, not only ours of 66 bytes.
#[test]
fn entries_of_any_length_are_read() {
    let mut all: Vec<Vec<u8>> = (0..700)
        .map(|length| vec![0xab; length * 7 % 331])
        .collect();
    all[3] = vec![1; 65_535];
    let (files, top) = Files::of(&all);
    let audited = Audit::files(700, top, files.read()).unwrap();
    assert_eq!(audited.entries, 700);
    let ledger = Authentic::new(700, top, files.read());
    for (index, entry) in (0..).zip(&all) {
        assert_eq!(ledger.entry(index).as_ref(), Ok(entry));
    }
}

/// Partial files of a ledger that has grown on are gone; the full ones stand in for them.
#[test]
fn full_files_stand_in_for_partial_ones() {
    let all = entries(1024);
    let (files, _) = Files::of(&all);
    for size in [1, 100, 257, 700, 1023] {
        let mut then = writ_ledger::tree::Frontier::new();
        let within = &all[..usize::try_from(size).unwrap()];
        then.extend(within.iter().map(|entry| leaf_hash(entry)));
        // The tile of level 1 was full at no time: its state at that size is still needed.
        let mut left = files.clone();
        let above = TilePath::edge(size).filter(|path| *path != path_at_level_0(size));
        let (own, _) = Files::of(within);
        left.0
            .extend(above.map(|path| (path, own.0[&path].clone())));
        let ledger = Authentic::new(size, then.root(), left.read());
        assert_eq!(ledger.entry(size - 1).unwrap(), within[within.len() - 1]);
        assert!(
            ledger.entry(size).is_err(),
            "beyond the size, though it is in the file"
        );
        let audited = Audit::files(size, then.root(), left.read()).unwrap();
        assert_eq!(audited.entries, size);
    }
}

fn path_at_level_0(size: u64) -> TilePath {
    TilePath::within(
        size,
        writ_ledger::tile::Kind::Hashes { level: 0 },
        size / 256,
    )
    .unwrap()
}

#[test]
fn an_audit_takes_bundles_one_by_one() {
    let size = 600;
    let all = entries(size);
    let (files, top) = Files::of(&all);
    let (mut audit, mut leaves, mut tiles) = (Audit::of(size), Vec::new(), Files::default());
    while let Some(at) = audit.wanted() {
        leaves.extend(audit.bundle(&files.0[&at]).unwrap());
        tiles.0.extend(audit.take_tiles());
    }
    assert_eq!((audit.size(), audit.root()), (size, top));
    assert!(
        leaves
            .into_iter()
            .eq(all.iter().map(|entry| leaf_hash(entry)))
    );
    for (at, bytes) in tiles.pruned(size).0 {
        assert_eq!(files.0[&at], bytes, "{at}");
    }
    let beyond = TileError::Beyond {
        path: path("tile/entries/003"),
        size,
    };
    assert_eq!(audit.bundle(b"\0\0"), Err(beyond));
}

#[test]
fn a_ledger_without_entries_has_no_files() {
    let none = |_: &TilePath| None;
    let audited = Audit::files(0, empty_root(), none).unwrap();
    assert_eq!((audited.entries, audited.tiles), (0, 0));
    let top = leaf_hash(b"something");
    let refused = Audit::files(0, top, none).unwrap_err();
    assert_eq!(
        refused,
        TileError::Root {
            found: empty_root(),
            expected: top
        }
    );
    assert!(Authentic::new(0, empty_root(), none).entry(0).is_err());
    let edge = writ_ledger::tile::Edge::restore(0, &empty_root(), none).unwrap();
    assert_eq!(edge.root(), empty_root());
    assert!(writ_ledger::tile::Edge::restore(0, &top, none).is_err());
}
