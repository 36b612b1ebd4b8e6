//! What passes, in memory.

use std::collections::HashMap;

use crate::{Keeping, Passing};

#[derive(Debug, Default)]
pub(super) struct Passings(HashMap<[u8; 32], Passing>);

impl Passings {
    pub(super) fn keep(&mut self, name: [u8; 32], passing: Passing) {
        self.0.insert(name, passing);
    }

    pub(super) fn keep_new(&mut self, name: [u8; 32], passing: Passing, now: i64) -> Keeping {
        if self.0.get(&name).is_some_and(|kept| kept.until > now) {
            return Keeping::Already;
        }
        self.keep(name, passing);
        Keeping::Kept
    }

    pub(super) fn kept(&self, name: [u8; 32]) -> Option<Passing> {
        self.0.get(&name).cloned()
    }

    pub(super) fn forget(&mut self, name: [u8; 32]) {
        self.0.remove(&name);
    }

    pub(super) fn forget_expired(&mut self, now: i64) {
        self.0.retain(|_, passing| passing.until > now);
    }
}
