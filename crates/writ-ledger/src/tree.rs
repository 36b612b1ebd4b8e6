//! The Merkle tree of RFC 6962 and RFC 9162, section 2.1: roots, inclusion, consistency.
//!
//! A tree of `n` entries has the largest power of two below `n` of them under its left child and
//! the rest under its right child. Sizes and indices are `u64` and every one of them is lawful: no
//! sum here can overflow. A proof has exactly one length; one hash more or fewer is refused before
//! anything is hashed.

use thiserror::Error;

use crate::hash::{Hash, empty_root, node_hash};
use crate::tile::TileError;

/// Why a proof is refused, or cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TreeError {
    /// There is no such entry in a tree of this size.
    #[error("entry {index} is not in a tree of {size}: the last one is below the size")]
    Outside {
        /// The entry asked for, counted from 0.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A tree does not shrink.
    #[error("a tree of {new} is no later state of a tree of {old}: a log only grows")]
    Shrunk {
        /// The size said to be earlier.
        old: u64,
        /// The size said to be later.
        new: u64,
    },
    /// The proof has too many hashes, or too few.
    #[error("the proof has {found} hashes where exactly {expected} belong")]
    Length {
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// The hashes do not lead to the root.
    #[error("the proof leads to the root {found}, not to {expected}")]
    Root {
        /// Where the hashes lead.
        found: Hash,
        /// The root that was to be reached.
        expected: Hash,
    },
    /// The hashes do not lead to the earlier root.
    #[error("the proof leads to the earlier root {found}, not to {expected}")]
    OldRoot {
        /// Where the hashes lead.
        found: Hash,
        /// The earlier root.
        expected: Hash,
    },
    /// A complete subtree was asked for that is not there.
    #[error("no complete subtree {index} of height {level} in a tree of {size}")]
    NoNode {
        /// Its height: it spans two to the power of this many entries.
        level: u8,
        /// Its place among those of its height, from 0.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A tile could not be used.
    #[error(transparent)]
    Tile(#[from] TileError),
}

/// Where the hashes of complete subtrees come from.
pub trait Nodes {
    /// The hash of the complete subtree of entries from `index << level` on, `1 << level` of them.
    ///
    /// # Errors
    ///
    /// [`TreeError::NoNode`] if the tree does not reach that far, and whatever keeps the source
    /// from telling.
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError>;
}

/// The largest tree that can be gone on with: neither a signed database column nor Go's `tlog` counts
/// further. Proofs are verified for every size that a `u64` can say.
pub const MOST: u64 = i64::MAX as u64;

/// The right edge of a tree: the roots of the complete subtrees that make it up, at most 64 hashes,
/// which is all that is needed to go on.
///
/// ```
/// use writ_ledger::hash::{leaf_hash, node_hash};
/// use writ_ledger::tree::Frontier;
///
/// let mut frontier = Frontier::new();
/// let (a, b, c) = (leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c"));
/// frontier.extend([a, b, c]);
/// assert_eq!(frontier.size(), 3);
/// assert_eq!(frontier.root(), node_hash(&node_hash(&a, &b), &c));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// From the largest subtree to the smallest: one for each bit of `size`.
    complete: Vec<Hash>,
}

impl Frontier {
    /// The edge of the tree without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` entries, from its complete subtrees, the largest first; None if
    /// there is not one for each bit of the size, or the size is above [`MOST`].
    #[must_use]
    pub fn of(size: u64, complete: Vec<Hash>) -> Option<Self> {
        let fits = size <= MOST && complete.len() == count(size.count_ones());
        fits.then_some(Self { size, complete })
    }

    /// How many entries the tree has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The complete subtrees, the largest first.
    #[must_use]
    pub fn complete(&self) -> &[Hash] {
        &self.complete
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.complete)
    }

    /// Appends an entry by its leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        self.push_seen(leaf, |_, _| ());
    }

    /// Appends an entry and tells `seen` of each subtree that it completes, with its height, the
    /// leaf being of height 0.
    pub(crate) fn push_seen(&mut self, leaf: Hash, mut seen: impl FnMut(u32, Hash)) {
        let mut hash = leaf;
        seen(0, hash);
        // Each bit that the carry clears is a left sibling that now has its right one.
        for height in 1..=self.size.trailing_ones() {
            let Some(left) = self.complete.pop() else {
                break;
            };
            hash = node_hash(&left, &hash);
            seen(height, hash);
        }
        self.complete.push(hash);
        // From `MOST` on it would take centuries to run over.
        self.size += 1;
    }
}

impl Extend<Hash> for Frontier {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut frontier = Self::new();
        frontier.extend(leaves);
        frontier
    }
}

/// The root over leaf hashes.
#[must_use]
pub fn root_of(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    leaves.into_iter().collect::<Frontier>().root()
}

/// A root from the complete subtrees that make a tree up, the largest first.
fn fold(complete: &[Hash]) -> Hash {
    let joined = complete.iter().rev().copied();
    joined
        .reduce(|right, left| node_hash(&left, &right))
        .unwrap_or_else(empty_root)
}

/// A whole tree in memory: every complete subtree of every height. For tests and small trees.
///
/// ```
/// use writ_ledger::hash::leaf_hash;
/// use writ_ledger::tree::{Leaves, inclusion, verify_inclusion};
///
/// let leaves: Leaves = (0_u8..5).map(|entry| leaf_hash(&[entry])).collect();
/// let proof = inclusion(&leaves, 4, 5)?;
/// assert_eq!(proof.len(), 1);
/// verify_inclusion(leaf_hash(&[4]), 4, 5, &proof, &leaves.root())?;
/// # Ok::<(), writ_ledger::tree::TreeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Leaves {
    frontier: Frontier,
    levels: Vec<Vec<Hash>>,
}

impl Leaves {
    /// How many entries there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root over all of them.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// Appends an entry by its leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut completed = self.levels.iter_mut();
        let mut top = None;
        self.frontier
            .push_seen(leaf, |_, hash| match completed.next() {
                Some(level) => level.push(hash),
                None => top = Some(hash),
            });
        self.levels.extend(top.map(|hash| vec![hash]));
    }
}

impl Extend<Hash> for Leaves {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Leaves {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut whole = Self::default();
        whole.extend(leaves);
        whole
    }
}

impl Nodes for Leaves {
    fn node(&self, level: u8, index: u64) -> Result<Hash, TreeError> {
        let row = self.levels.get(usize::from(level));
        let place = usize::try_from(index).ok();
        let hash = row.zip(place).and_then(|(row, place)| row.get(place));
        hash.copied().ok_or(TreeError::NoNode {
            level,
            index,
            size: self.size(),
        })
    }
}

/// The largest power of two below `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The root over the entries `start..end` of a tree, where that is a subtree of it.
fn range(nodes: &impl Nodes, mut start: u64, end: u64) -> Result<Hash, TreeError> {
    let mut complete = Vec::new();
    while start < end {
        let height = (end - start).ilog2();
        // Below 64, and `start` is a multiple of the power because the range is a subtree.
        complete.push(nodes.node(u8::try_from(height).unwrap_or(u8::MAX), start >> height)?);
        start += 1 << height;
    }
    Ok(fold(&complete))
}

/// The root of the tree of the first `size` entries.
///
/// # Errors
///
/// What `nodes` answers if it does not reach that far.
///
/// ```
/// use writ_ledger::hash::leaf_hash;
/// use writ_ledger::tree::{Leaves, root, root_of};
///
/// let leaves: Leaves = (0_u8..9).map(|entry| leaf_hash(&[entry])).collect();
/// let first_five = (0_u8..5).map(|entry| leaf_hash(&[entry]));
/// assert_eq!(root(&leaves, 5)?, root_of(first_five));
/// # Ok::<(), writ_ledger::tree::TreeError>(())
/// ```
pub fn root(nodes: &impl Nodes, size: u64) -> Result<Hash, TreeError> {
    range(nodes, 0, size)
}

/// The proof that entry `index` is in the tree of the first `size` entries: siblings from the leaf
/// to the root (RFC 9162, 2.1.3.1).
///
/// # Errors
///
/// [`TreeError::Outside`] if it is not; and what `nodes` answers.
pub fn inclusion(nodes: &impl Nodes, index: u64, size: u64) -> Result<Vec<Hash>, TreeError> {
    if index >= size {
        return Err(TreeError::Outside { index, size });
    }
    let (mut start, mut end) = (0, size);
    let mut proof = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            proof.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the first `old` of the first `new` entries are as they were (RFC 9162, 2.1.4.1).
/// Empty where there is nothing to prove: from 0 entries, and between equal sizes.
///
/// # Errors
///
/// [`TreeError::Shrunk`] if `old` is above `new`; and what `nodes` answers.
///
/// ```
/// use writ_ledger::hash::leaf_hash;
/// use writ_ledger::tree::{Leaves, consistency, root, verify_consistency};
///
/// let leaves: Leaves = (0_u8..9).map(|entry| leaf_hash(&[entry])).collect();
/// let proof = consistency(&leaves, 6, 9)?;
/// verify_consistency(6, 9, &proof, &root(&leaves, 6)?, &root(&leaves, 9)?)?;
/// # Ok::<(), writ_ledger::tree::TreeError>(())
/// ```
pub fn consistency(nodes: &impl Nodes, old: u64, new: u64) -> Result<Vec<Hash>, TreeError> {
    if old > new {
        return Err(TreeError::Shrunk { old, new });
    }
    let mut proof = Vec::new();
    if old == 0 {
        return Ok(proof);
    }
    let (mut start, mut end) = (0, new);
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            proof.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            proof.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    if start > 0 {
        // The old tree is not a subtree by itself: its last part is where the proof begins.
        proof.push(range(nodes, start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// How the path from entry `index` to the root of a tree of `size` divides: first the heights at
/// which it is not yet the last of its row, then the left siblings above.
fn parts(index: u64, size: u64) -> (usize, usize) {
    let inner = u64::BITS - (index ^ (size - 1)).leading_zeros();
    let border = index.checked_shr(inner).unwrap_or(0).count_ones();
    (count(inner), count(border))
}

fn count(bits: u32) -> usize {
    usize::try_from(bits).unwrap_or(usize::MAX)
}

fn is_right(index: u64, height: usize) -> bool {
    u32::try_from(height)
        .ok()
        .and_then(|height| index.checked_shr(height))
        .is_some_and(|rest| rest & 1 == 1)
}

/// Follows a proof from the leaf up. The caller has seen to its length.
fn climb(leaf: Hash, index: u64, inner: usize, proof: &[Hash]) -> Hash {
    let steps = proof.iter().enumerate();
    steps.fold(leaf, |hash, (height, sibling)| {
        if height >= inner || is_right(index, height) {
            node_hash(sibling, &hash)
        } else {
            node_hash(&hash, sibling)
        }
    })
}

/// The root that a proof leads to from a leaf.
///
/// # Errors
///
/// [`TreeError::Outside`] or [`TreeError::Length`].
pub fn root_by_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
) -> Result<Hash, TreeError> {
    if index >= size {
        return Err(TreeError::Outside { index, size });
    }
    let (inner, border) = parts(index, size);
    has_length(proof, inner + border)?;
    Ok(climb(leaf, index, inner, proof))
}

/// Whether `proof` shows that the entry with this leaf hash is at `index` in the tree of `size`
/// entries with this root (RFC 9162, 2.1.3.2).
///
/// # Errors
///
/// [`TreeError::Outside`], [`TreeError::Length`] or [`TreeError::Root`].
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), TreeError> {
    let found = root_by_inclusion(leaf, index, size, proof)?;
    if found == *root {
        Ok(())
    } else {
        let expected = *root;
        Err(TreeError::Root { found, expected })
    }
}

/// Whether `proof` shows that the tree of `new` entries begins with the tree of `old` entries
/// (RFC 9162, 2.1.4.2).
///
/// Every tree begins with the empty one: that proof is empty, and the old root is that of nothing.
///
/// # Errors
///
/// [`TreeError::Shrunk`], [`TreeError::Length`], [`TreeError::OldRoot`] or [`TreeError::Root`].
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), TreeError> {
    if old > new {
        return Err(TreeError::Shrunk { old, new });
    }
    if old == 0 {
        has_length(proof, 0)?;
        leads_to_old(empty_root(), old_root)?;
        return if new == 0 {
            leads_to(empty_root(), new_root)
        } else {
            Ok(())
        };
    }
    if old == new {
        has_length(proof, 0)?;
        leads_to_old(*new_root, old_root)?;
        return Ok(());
    }
    let (inner, border) = parts(old - 1, new);
    // The old tree's last complete subtree: below its height there is nothing to prove.
    let height = old.trailing_zeros();
    let inner = inner - count(height);
    let (seed, steps) = if old.is_power_of_two() {
        has_length(proof, inner + border)?;
        (*old_root, proof)
    } else {
        let expected = inner + border + 1;
        has_length(proof, expected)?;
        let found = proof.len();
        let (seed, steps) = proof
            .split_first()
            .ok_or(TreeError::Length { found, expected })?;
        (*seed, steps)
    };
    let index = (old - 1) >> height;
    // In the old tree only the left siblings on the way up exist.
    let old_steps = steps.iter().enumerate();
    let left = old_steps.filter(|(height, _)| *height >= inner || is_right(index, *height));
    let found = left.fold(seed, |hash, (_, sibling)| node_hash(sibling, &hash));
    leads_to_old(found, old_root)?;
    leads_to(climb(seed, index, inner, steps), new_root)
}

fn has_length(proof: &[Hash], expected: usize) -> Result<(), TreeError> {
    let found = proof.len();
    if found == expected {
        Ok(())
    } else {
        Err(TreeError::Length { found, expected })
    }
}

fn leads_to(found: Hash, expected: &Hash) -> Result<(), TreeError> {
    if found == *expected {
        Ok(())
    } else {
        let expected = *expected;
        Err(TreeError::Root { found, expected })
    }
}

fn leads_to_old(found: Hash, expected: &Hash) -> Result<(), TreeError> {
    if found == *expected {
        Ok(())
    } else {
        let expected = *expected;
        Err(TreeError::OldRoot { found, expected })
    }
}
