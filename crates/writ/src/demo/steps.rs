//! How far the story is, for whoever watches: one bar over all that runs side by side.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::output::Output;
use crate::progress::Progress;

/// Steps done, of all there are.
#[derive(Debug)]
pub(super) struct Steps {
    bar: Progress,
    done: AtomicU64,
}

impl Steps {
    pub(super) fn new(output: &Output, of: u64) -> Self {
        Self {
            bar: Progress::new(output, "people and days", Some(of)),
            done: AtomicU64::new(0),
        }
    }

    /// So many more are done.
    pub(super) fn done(&self, more: u64) {
        self.bar
            .at(self.done.fetch_add(more, Ordering::Relaxed) + more);
    }
}

/// Says something beside the story: it is not part of it, and differs from run to run.
pub(super) fn aside(words: &str) {
    // Nowhere is left to say that this failed.
    drop(writeln!(io::stderr().lock(), "{words}"));
}
