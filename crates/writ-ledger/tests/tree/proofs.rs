//! Proofs are exactly as long as they must be, for exactly the entry and the sizes they were made
//! for.

use writ_ledger::hash::{Hash, empty_root, leaf_hash};
use writ_ledger::tree::{
    Frontier, Leaves, Nodes, TreeError, consistency, inclusion, root, root_of, verify_consistency,
    verify_inclusion,
};

use crate::given::{Chance, leaves};

/// The entries that the tests of Certificate Transparency use, and the roots over the first 1 to 8
/// of them.
#[test]
fn roots_are_those_of_certificate_transparency() {
    let entries: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
            0x6e, 0x6f,
        ],
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root(), empty_root());
    for (entry, expected) in entries.iter().zip(roots) {
        frontier.push(leaf_hash(entry));
        assert_eq!(
            frontier.root().to_string(),
            expected,
            "size {}",
            frontier.size()
        );
    }
    assert_eq!(root_of(entries.map(leaf_hash)), frontier.root());
}

/// The definition of RFC 6962, section 2.1, word for word and slow.
fn by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        more => {
            let left = more.len().next_power_of_two() / 2;
            let (left, right) = more.split_at(left);
            writ_ledger::hash::node_hash(&by_definition(left), &by_definition(right))
        }
    }
}

#[test]
fn a_root_is_what_the_definition_makes_it() {
    let hashes: Vec<Hash> = (0_u16..300).map(|n| leaf_hash(&n.to_be_bytes())).collect();
    let whole: Leaves = hashes.iter().copied().collect();
    for size in 0..=300 {
        let expected = by_definition(&hashes[..size]);
        assert_eq!(root_of(hashes[..size].iter().copied()), expected, "{size}");
        assert_eq!(root(&whole, size as u64), Ok(expected), "{size}");
    }
}

#[test]
fn every_entry_of_every_tree_up_to_300_is_shown_and_no_other() {
    let whole = leaves(301);
    for size in 1..=300 {
        let top = root(&whole, size).unwrap();
        for index in 0..size {
            let leaf = whole.node(0, index).unwrap();
            let mut proof = inclusion(&whole, index, size).unwrap();
            assert_eq!(verify_inclusion(leaf, index, size, &proof, &top), Ok(()));
            let other = whole.node(0, index + 1).unwrap();
            let refused = verify_inclusion(other, index, size, &proof, &top);
            assert!(
                matches!(refused, Err(TreeError::Root { .. })),
                "{refused:?}"
            );
            let (expected, surplus) = (proof.len(), proof.len() + 1);
            proof.push(top);
            let refused = verify_inclusion(leaf, index, size, &proof, &top);
            let found = surplus;
            assert_eq!(refused, Err(TreeError::Length { found, expected }));
        }
    }
}

#[test]
fn a_proof_of_another_entry_or_size_is_refused() {
    let whole = leaves(300);
    for size in 1..=20 {
        let top = root(&whole, size).unwrap();
        for index in 0..size {
            let leaf = whole.node(0, index).unwrap();
            let proof = inclusion(&whole, index, size).unwrap();
            for other_size in 1..=33 {
                let other_top = root(&whole, other_size).unwrap();
                for other in 0..other_size {
                    let same = (other, other_size) == (index, size);
                    let shown = verify_inclusion(leaf, other, other_size, &proof, &other_top);
                    assert_eq!(
                        shown.is_ok(),
                        same,
                        "{index} of {size} as {other} of {other_size}"
                    );
                    if other != index {
                        let shown = verify_inclusion(leaf, other, size, &proof, &top);
                        assert!(shown.is_err(), "{index} of {size} as {other}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_proof_with_any_bit_changed_is_refused() {
    let (whole, mut chance) = (leaves(5000), Chance(1));
    for _ in 0..2000 {
        let new = 2 + chance.below(4999);
        let (old, index) = (1 + chance.below(new - 1), chance.below(new));
        let roots = [old, new].map(|size| root(&whole, size).unwrap());
        let leaf = whole.node(0, index).unwrap();
        let mut proof = inclusion(&whole, index, new).unwrap();
        flip(&mut proof, &mut chance);
        let refused = verify_inclusion(leaf, index, new, &proof, &roots[1]);
        assert!(
            matches!(refused, Err(TreeError::Root { .. })),
            "{index} of {new}"
        );
        let mut proof = consistency(&whole, old, new).unwrap();
        flip(&mut proof, &mut chance);
        let refused = verify_consistency(old, new, &proof, &roots[0], &roots[1]);
        let is_root = matches!(
            refused,
            Err(TreeError::Root { .. } | TreeError::OldRoot { .. })
        );
        assert!(is_root, "{old} to {new}: {refused:?}");
    }
}

pub(crate) fn flip(proof: &mut [Hash], chance: &mut Chance) {
    let place = chance.place(proof.len());
    proof[place].0[chance.place(32)] ^= 1 << chance.below(8);
}

#[test]
fn what_is_out_of_bounds_is_refused_and_said() {
    let whole = leaves(8);
    let top = whole.root();
    let leaf = whole.node(0, 7).unwrap();
    let proof = inclusion(&whole, 7, 8).unwrap();
    let outside = |index, size| TreeError::Outside { index, size };
    let cases = [(8, 8), (9, 8), (0, 0), (u64::MAX, 8), (u64::MAX, u64::MAX)];
    for (index, size) in cases {
        let refused = verify_inclusion(leaf, index, size, &proof, &top);
        assert_eq!(refused, Err(outside(index, size)));
        assert_eq!(inclusion(&whole, index, size), Err(outside(index, size)));
    }
    let beyond = |index| TreeError::NoNode {
        level: 0,
        index,
        size: 8,
    };
    assert_eq!(inclusion(&whole, 7, 9), Err(beyond(8)));
    let shrunk = TreeError::Shrunk { old: 8, new: 7 };
    assert_eq!(consistency(&whole, 8, 7), Err(shrunk.clone()));
    assert_eq!(verify_consistency(8, 7, &[], &top, &top), Err(shrunk));
}

#[test]
fn where_there_is_nothing_to_prove_the_proof_is_empty_and_the_roots_still_count() {
    let whole = leaves(8);
    let (top, none) = (whole.root(), empty_root());
    let surplus = TreeError::Length {
        found: 1,
        expected: 0,
    };
    let old_root = |found, expected| TreeError::OldRoot { found, expected };
    let rows = [
        // (old, new, proof, old root, new root, what comes of it)
        (0, 8, vec![], none, top, Ok(())),
        (0, 8, vec![], top, top, Err(old_root(none, top))),
        (0, 8, vec![top], none, top, Err(surplus.clone())),
        (0, 0, vec![], none, none, Ok(())),
        (
            0,
            0,
            vec![],
            none,
            top,
            Err(TreeError::Root {
                found: none,
                expected: top,
            }),
        ),
        (0, 0, vec![none], none, none, Err(surplus.clone())),
        (8, 8, vec![], top, top, Ok(())),
        (8, 8, vec![], none, top, Err(old_root(top, none))),
        (8, 8, vec![top], top, top, Err(surplus)),
        (
            8,
            9,
            vec![],
            top,
            top,
            Err(TreeError::Length {
                found: 0,
                expected: 1,
            }),
        ),
    ];
    for (old, new, proof, old_top, new_top, expected) in rows {
        let said = verify_consistency(old, new, &proof, &old_top, &new_top);
        assert_eq!(said, expected, "{old} to {new} with {} hashes", proof.len());
    }
    for size in [0, 1, 8] {
        assert_eq!(consistency(&whole, size, size), Ok(vec![]));
        assert_eq!(consistency(&whole, 0, size), Ok(vec![]));
    }
}
