//! Working a log out anew: fetch what its checkpoint promises, hash every entry, hold every tile
//! and the root against that, and the history against what others were shown.

use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::{Audit, Authentic, Edge, FULL, Kind, TileError, TilePath, read_bundle};
use writ_ledger::tree;

use super::alarm::Alarm;
use super::copy::MOST_BYTES;
use super::findings::Findings;
use super::known::{Claim, Known};
use super::{Depth, Monitor, MonitorError, Published};

/// After so many files that are wrong no more are fetched: a checkpoint can promise any number.
const ENOUGH: usize = 8;

/// What is wrong with what was fetched.
#[derive(Debug, Default)]
struct Fetched {
    missing: Vec<Alarm>,
    changed: Vec<Alarm>,
}

impl Fetched {
    fn is_enough(&self) -> bool {
        self.missing.len() + self.changed.len() >= ENOUGH
    }

    fn into_alarms(self) -> Vec<Alarm> {
        [self.missing, self.changed].concat()
    }
}

/// Every file that is new or has grown since the tree had `from` entries.
fn promised(from: u64, size: u64) -> impl Iterator<Item = TilePath> {
    let levels = (0..8).map(|level| Kind::Hashes { level });
    let kinds = std::iter::once(Kind::Entries).chain(levels);
    kinds.flat_map(move |kind| TilePath::grown(kind, from, size))
}

impl Monitor {
    /// Fetches the files that a checkpoint promises, works out its root from the entries, and holds
    /// its history against what others were shown. What is found good goes into the copy. `since`
    /// is when silence began, in seconds since 1970.
    pub(super) async fn verify(
        &mut self,
        published: &Published,
        known: &Known,
        depth: Depth,
        since: u64,
        found: &mut Findings<'_>,
    ) -> Result<Vec<Alarm>, MonitorError> {
        let start = match (depth, self.verified.take()) {
            (Depth::WhatIsNew, Some(edge)) => edge,
            _ => Edge::new(),
        };
        let checkpoint = published.checkpoint();
        let from = start.size();
        let mut fetched = Fetched::default();
        if let Some(alarm) = self.fetch_edge(checkpoint, &mut fetched).await? {
            return Ok(alarm);
        }
        for path in promised(from, checkpoint.size) {
            self.fetch(path, &mut fetched).await?;
            found.silent_since(since);
            if fetched.is_enough() {
                break;
            }
        }
        if !fetched.missing.is_empty() || fetched.is_enough() {
            return Ok(fetched.into_alarms());
        }
        let edge = match self.work_out(start, checkpoint) {
            Ok(edge) => edge,
            // The copy knows best which file it was.
            Err(_) if !fetched.changed.is_empty() => return Ok(fetched.changed),
            Err(alarm) => return Ok(vec![alarm]),
        };
        let mut alarms = Vec::new();
        let same_log = |it: &&Claim| it.checkpoint.origin == checkpoint.origin;
        for claim in known.all().filter(same_log) {
            alarms.extend(self.contradicted(published, claim)?);
        }
        if alarms.is_empty() {
            alarms = fetched.changed;
        }
        if alarms.is_empty() {
            self.verified = Some(edge);
            self.copy.take_in(promised(from, checkpoint.size))?;
        }
        Ok(alarms)
    }

    /// Fetches the last bundle and the edge, which are few and must make the root, before anything
    /// else: nobody can promise a large log without having one. Gives what is wrong, if they do not.
    async fn fetch_edge(
        &self,
        checkpoint: &Checkpoint,
        fetched: &mut Fetched,
    ) -> Result<Option<Vec<Alarm>>, MonitorError> {
        let size = checkpoint.size;
        let mut edge = Fetched::default();
        let last = TilePath::grown(Kind::Entries, size.saturating_sub(1), size);
        for path in last.chain(TilePath::edge(size)) {
            self.fetch(path, &mut edge).await?;
        }
        if !edge.missing.is_empty() {
            return Ok(Some(edge.into_alarms()));
        }
        let made = Edge::restore(size, &checkpoint.root, |path| self.copy.file(path));
        if let Err(error) = made {
            if edge.changed.is_empty() {
                let what = error.to_string();
                edge.changed.push(Alarm::Changed { what });
            }
            return Ok(Some(edge.changed));
        }
        fetched.changed = edge.changed;
        Ok(None)
    }

    /// Fetches a file and puts it aside if the copy has it not, or has another.
    async fn fetch(&self, path: TilePath, fetched: &mut Fetched) -> Result<(), MonitorError> {
        if self.copy.is_aside(&path) {
            return Ok(());
        }
        let Some((path, bytes)) = self.fetch_one(path).await? else {
            let path = path.to_path();
            fetched.missing.push(Alarm::Missing { path });
            return Ok(());
        };
        match self.copy.kept(&path)? {
            Some(kept) if kept == bytes => return Ok(()),
            Some(_) => {
                let what = format!("{path} is not what it was when it was copied");
                fetched.changed.push(Alarm::Changed { what });
            }
            None => {}
        }
        self.copy.put_aside(&path, &bytes)
    }

    /// A file; where a partial one is gone, the full one that has replaced it.
    async fn fetch_one(&self, path: TilePath) -> Result<Option<(TilePath, Vec<u8>)>, MonitorError> {
        if let Some(bytes) = self.source.get(&path.to_path(), MOST_BYTES).await? {
            return Ok(Some((path, bytes)));
        }
        if path.is_full() {
            return Ok(None);
        }
        let whole = path.whole();
        let bytes = self.source.get(&whole.to_path(), MOST_BYTES).await?;
        Ok(bytes.map(|bytes| (whole, bytes)))
    }

    /// Works out the tiles and the root from the entries, beginning at `edge`; gives the edge at
    /// the end of the last full bundle.
    fn work_out(&self, mut edge: Edge, checkpoint: &Checkpoint) -> Result<Edge, Alarm> {
        let size = checkpoint.size;
        let full = size - size % u64::from(FULL);
        let mut resume = edge.clone();
        for path in TilePath::grown(Kind::Entries, edge.size(), size) {
            let bytes = self
                .copy
                .file(&path)
                .or_else(|| self.copy.file(&path.whole()));
            let bytes = bytes.unwrap_or_default();
            let Ok(entries) = read_bundle(&bytes) else {
                return Err(self.culprit(checkpoint));
            };
            for entry in entries.iter().take(usize::from(path.width())) {
                edge.push(leaf_hash(entry));
            }
            // The tiles at the edge have made the root already.
            let made = edge.take_tiles().into_iter();
            for (path, made) in made.filter(|(path, _)| path.is_full()) {
                if self.copy.file(&path) != Some(made) {
                    return Err(self.culprit(checkpoint));
                }
            }
            if edge.size() == full {
                resume = edge.clone();
            }
        }
        if edge.size() != size || edge.root() != checkpoint.root {
            return Err(self.culprit(checkpoint));
        }
        Ok(resume)
    }

    /// Which file does not belong under the root, now that one of them does not.
    fn culprit(&self, checkpoint: &Checkpoint) -> Alarm {
        let files = |path: &TilePath| self.copy.file(path);
        match Audit::files(checkpoint.size, checkpoint.root, files) {
            Err(TileError::Missing { path }) => Alarm::Missing {
                path: path.to_path(),
            },
            Err(error) => Alarm::Changed {
                what: error.to_string(),
            },
            Ok(_) => Alarm::Changed {
                what: "the files changed while they were read".to_owned(),
            },
        }
    }

    /// Whether a checkpoint that somebody was shown is of another history than the published one,
    /// whose files are all there by now.
    fn contradicted(
        &self,
        published: &Published,
        claim: &Claim,
    ) -> Result<Option<Alarm>, MonitorError> {
        let (now, was) = (published.checkpoint(), &claim.checkpoint);
        if was.size > now.size {
            return Ok(None);
        }
        let files = |path: &TilePath| self.copy.file(path);
        let ledger = Authentic::new(now.size, now.root, files);
        let root = tree::root(&ledger, was.size);
        let root = root.map_err(|error| MonitorError::Damaged {
            why: error.to_string(),
        })?;
        if root == was.root {
            return Ok(None);
        }
        self.fork(claim, &published.as_claim(), None).map(Some)
    }
}
