//! Working a log out anew: fetch what its checkpoint promises, hash every entry, hold every tile
//! and the root against that, and the history against what others were shown.

use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::{Audit, Authentic, Edge, FULL, Kind, TileError, TilePath, read_bundle};
use writ_ledger::tree;

use super::alarm::Alarm;
use super::copy::MOST_BYTES;
use super::{Claim, Depth, Monitor, MonitorError, Published};

/// What a look has fetched.
#[derive(Debug, Default)]
struct Fetched {
    /// What the copy had not.
    new: Vec<TilePath>,
    missing: Vec<Alarm>,
    changed: Vec<Alarm>,
}

impl Monitor {
    /// Fetches the files that a checkpoint promises, works out its root from the entries, and holds
    /// its history against what others were shown. What is found good goes into the copy.
    pub(super) async fn verify<'c>(
        &mut self,
        published: &Published,
        claims: impl Iterator<Item = &'c Claim>,
        depth: Depth,
    ) -> Result<Vec<Alarm>, MonitorError> {
        let start = match (depth, self.verified.take()) {
            (Depth::WhatIsNew, Some(edge)) => edge,
            _ => Edge::new(),
        };
        let checkpoint = published.checkpoint();
        let fetched = self.fetch(start.size(), checkpoint.size).await?;
        if !fetched.missing.is_empty() {
            return Ok([fetched.missing, fetched.changed].concat());
        }
        let edge = match self.work_out(start, checkpoint) {
            Ok(edge) => edge,
            // The copy knows best which file it was.
            Err(_) if !fetched.changed.is_empty() => return Ok(fetched.changed),
            Err(alarm) => return Ok(vec![alarm]),
        };
        let mut alarms = Vec::new();
        for claim in claims {
            alarms.extend(self.contradicted(published, claim)?);
        }
        if alarms.is_empty() {
            alarms = fetched.changed;
        }
        if alarms.is_empty() {
            self.verified = Some(edge);
            self.copy.take_in(&fetched.new)?;
        }
        Ok(alarms)
    }

    /// Fetches every file that is new or has grown since the tree had `from` entries, and puts
    /// aside those that the copy has not.
    async fn fetch(&self, from: u64, size: u64) -> Result<Fetched, MonitorError> {
        let levels = (0..8).map(|level| Kind::Hashes { level });
        let mut fetched = Fetched::default();
        for kind in std::iter::once(Kind::Entries).chain(levels) {
            for path in TilePath::grown(kind, from, size) {
                let Some((path, bytes)) = self.fetch_one(path).await? else {
                    let path = path.to_path();
                    fetched.missing.push(Alarm::Missing { path });
                    continue;
                };
                match self.copy.kept(&path)? {
                    Some(kept) if kept == bytes => continue,
                    Some(_) => {
                        let what = format!("{path} is not what it was when it was copied");
                        fetched.changed.push(Alarm::Changed { what });
                    }
                    None => fetched.new.push(path),
                }
                self.copy.put_aside(&path, &bytes)?;
            }
        }
        Ok(fetched)
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
            if edge.size() == full {
                resume = edge.clone();
            }
        }
        if edge.size() != size || edge.root() != checkpoint.root {
            return Err(self.culprit(checkpoint));
        }
        for (path, made) in edge.take_tiles() {
            let width = usize::from(path.width()) * 32;
            let of_whole = || {
                let mut bytes = self.copy.file(&path.whole())?;
                bytes.truncate(width);
                Some(bytes)
            };
            if self.copy.file(&path).or_else(of_whole) != Some(made) {
                return Err(self.culprit(checkpoint));
            }
        }
        // Those tiles are verified; the next look has only later ones.
        drop(resume.take_tiles());
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
        self.fork(published, claim).map(Some)
    }
}
