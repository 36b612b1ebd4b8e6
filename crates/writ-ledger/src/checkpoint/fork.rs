//! Forks: two checkpoints that one log signed and that cannot both be true.
//!
//! A log that shows one past to some and another to others is caught as soon as two of its signed
//! checkpoints meet that contradict each other. What is caught here is a value that can be kept and
//! handed to anyone: whoever has the key of the log checks it, and needs nobody's word.

use super::{Checkpoint, OpenError, SignedCheckpoint, decimal};
use crate::hash::{Hash, empty_root, node_hash};
use crate::note::VerifierKey;
use crate::tree::{Nodes, TreeError};

/// The first line of the text of a fork.
const HEADER: &str = "writ/fork@v1";

/// Two signed checkpoints of one log that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    old: SignedCheckpoint,
    new: SignedCheckpoint,
    /// The complete subtrees of the new tree, those of its first entries, as many as the old one
    /// has, first. Empty if the sizes are equal: then the roots alone contradict each other.
    nodes: Vec<Hash>,
}

/// What two checkpoints of one log have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// Both can be true: the later begins as the earlier was.
    Consistent,
    /// They contradict each other.
    Forked(Box<Fork>),
}

/// Why two checkpoints cannot be compared, or a text shows no fork.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForkError {
    /// One of them is not signed by the log.
    #[error("a checkpoint of the fork is not the log's: {0}")]
    Open(#[from] OpenError),
    /// They are of two logs.
    #[error("the two checkpoints are of two logs: no log forked")]
    TwoLogs,
    /// The tree between them cannot be had.
    #[error("the tree between the two checkpoints cannot be read: {0}")]
    Tree(#[from] TreeError),
    /// The subtrees do not make up the later checkpoint, so that they say nothing of it.
    #[error("the subtrees do not lead to the root of the later checkpoint: they show nothing")]
    Foreign,
    /// Both can be true.
    #[error("the two checkpoints do not contradict each other: no fork")]
    Consistent,
    /// The text is not of the form that [`Fork::to_text`] writes.
    #[error("not the text of a fork: {0}")]
    Form(&'static str),
}

impl Fork {
    /// Compares two signed checkpoints of one log. `nodes` reads the tree of the larger one; it is
    /// not believed, and not needed if the sizes are equal.
    ///
    /// # Errors
    /// They are of two logs, or the tree that is read is not that of the larger checkpoint.
    pub fn between(
        one: &SignedCheckpoint,
        other: &SignedCheckpoint,
        nodes: &impl Nodes,
    ) -> Result<Compared, ForkError> {
        let larger = one.checkpoint().size > other.checkpoint().size;
        let (old, new) = if larger { (other, one) } else { (one, other) };
        let read = subtrees(old.checkpoint().size, new.checkpoint().size);
        let read = read.map(|(level, index)| nodes.node(level, index));
        let fork = Fork {
            old: old.clone(),
            new: new.clone(),
            nodes: read.collect::<Result<_, _>>()?,
        };
        match fork.check() {
            Ok(()) => Ok(Compared::Forked(Box::new(fork))),
            Err(ForkError::Consistent) => Ok(Compared::Consistent),
            Err(why) => Err(why),
        }
    }

    /// The earlier checkpoint; of the same size as the later one, either.
    #[must_use]
    pub fn earlier(&self) -> &SignedCheckpoint {
        &self.old
    }

    /// The later checkpoint.
    #[must_use]
    pub fn later(&self) -> &SignedCheckpoint {
        &self.new
    }

    /// The fork as a text that [`Fork::parse`] reads back and checks.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for node in &self.nodes {
            text.push_str(&format!("node {}\n", node.to_base64()));
        }
        for signed in [&self.old, &self.new] {
            let note = signed.note().to_string();
            let lines = note.matches('\n').count();
            text.push_str(&format!("checkpoint {lines}\n{note}"));
        }
        text
    }

    /// Reads a fork, and checks that both checkpoints are signed with the key of the log and that
    /// they contradict each other.
    ///
    /// # Errors
    /// The text is of another form, or shows no fork of this log.
    pub fn parse(text: &str, log: &VerifierKey) -> Result<Self, ForkError> {
        let rest = text
            .strip_prefix(HEADER)
            .and_then(|rest| rest.strip_prefix('\n'));
        let mut rest = rest.ok_or(ForkError::Form("its first line is another"))?;
        let mut nodes = Vec::new();
        while let Some(after) = rest.strip_prefix("node ") {
            let (node, after) = after.split_once('\n').unwrap_or((after, ""));
            let node = Hash::from_base64(node);
            nodes.push(node.map_err(|_| ForkError::Form("a node is no hash"))?);
            rest = after;
        }
        let (old, rest) = note(rest)?;
        let (new, rest) = note(rest)?;
        if !rest.is_empty() {
            return Err(ForkError::Form("something follows the second checkpoint"));
        }
        let fork = Self {
            old: SignedCheckpoint::open(old, log)?,
            new: SignedCheckpoint::open(new, log)?,
            nodes,
        };
        fork.check()?;
        Ok(fork)
    }

    /// Whether the two contradict each other.
    fn check(&self) -> Result<(), ForkError> {
        let (old, new) = (self.old.checkpoint(), self.new.checkpoint());
        if old.origin != new.origin {
            return Err(ForkError::TwoLogs);
        }
        let begun = match old.size == new.size {
            true if self.nodes.is_empty() => new.root,
            true => return Err(ForkError::Form("checkpoints of one size need no nodes")),
            false => self.root_at_old(old, new)?,
        };
        if begun == old.root {
            return Err(ForkError::Consistent);
        }
        Ok(())
    }

    /// The root that the new tree had when it was as large as the old one.
    fn root_at_old(&self, old: &Checkpoint, new: &Checkpoint) -> Result<Hash, ForkError> {
        let places: Vec<(u8, u64)> = subtrees(old.size, new.size).collect();
        if places.len() != self.nodes.len() {
            return Err(ForkError::Form(
                "there are not as many nodes as there must be",
            ));
        }
        let heights = places.iter().map(|(level, _)| *level);
        let nodes: Vec<(u8, Hash)> = heights.zip(self.nodes.iter().copied()).collect();
        if root(nodes.iter().copied()) != new.root {
            return Err(ForkError::Foreign);
        }
        let shared = covering(0, old.size).count();
        Ok(root(nodes.into_iter().take(shared)))
    }
}

/// What the fork shows, in a sentence.
impl std::fmt::Display for Fork {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (old, new) = (self.old.checkpoint(), self.new.checkpoint());
        if old.size == new.size {
            return write!(
                out,
                "the log `{}` signed two roots for its first {} entries: {} and {}",
                old.origin, old.size, old.root, new.root
            );
        }
        write!(
            out,
            "the log `{}` signed the root {} for its first {} entries, and then a tree of {} \
             entries that does not begin with them",
            old.origin, old.root, old.size, new.size
        )
    }
}

/// One checkpoint of the text, and what follows it.
fn note(text: &str) -> Result<(&str, &str), ForkError> {
    let missing = ForkError::Form("a checkpoint is missing");
    let rest = text.strip_prefix("checkpoint ").ok_or(missing.clone())?;
    let (lines, rest) = rest.split_once('\n').ok_or(missing.clone())?;
    let lines = decimal(lines).and_then(|lines| usize::try_from(lines).ok());
    let lines = lines.ok_or(ForkError::Form("a checkpoint has no number of lines"))?;
    let mut ends = rest.match_indices('\n').map(|(at, _)| at.saturating_add(1));
    let end = ends.nth(lines.checked_sub(1).ok_or(missing.clone())?);
    rest.split_at_checked(end.ok_or(missing.clone())?)
        .ok_or(missing)
}

/// The complete subtrees that make up a tree of `new` entries, none across entry `old`. None if
/// both are the same tree.
fn subtrees(old: u64, new: u64) -> impl Iterator<Item = (u8, u64)> {
    let from = if old == new { new } else { 0 };
    let cut = if old == new { new } else { old };
    covering(from, cut).chain(covering(cut, new))
}

/// The largest complete subtrees, from left to right, that make up the entries `from..to`.
fn covering(from: u64, to: u64) -> impl Iterator<Item = (u8, u64)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let left = to.checked_sub(at).filter(|left| *left > 0)?;
        // A subtree of height h begins at a multiple of 2^h and has that many entries.
        let level = at.trailing_zeros().min(left.ilog2());
        let index = at.checked_shr(level).unwrap_or(0);
        at += 1_u64.checked_shl(level)?;
        Some((u8::try_from(level).ok()?, index))
    })
}

/// The root over complete subtrees in their order, each with its height.
fn root(nodes: impl IntoIterator<Item = (u8, Hash)>) -> Hash {
    let mut edge: Vec<(u8, Hash)> = Vec::new();
    for (mut level, mut hash) in nodes {
        while let Some((_, left)) = edge.pop_if(|(height, _)| *height == level) {
            hash = node_hash(&left, &hash);
            level = level.saturating_add(1);
        }
        edge.push((level, hash));
    }
    let right_to_left = edge.into_iter().rev().map(|(_, hash)| hash);
    let root = right_to_left.reduce(|right, left| node_hash(&left, &right));
    root.unwrap_or_else(empty_root)
}
