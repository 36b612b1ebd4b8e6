//! Chance made up from a seed, so that the same command tells the same story to the byte.
//!
//! What it seals is sealed from nobody who knows the seed: it is for made-up people alone.

use std::sync::Mutex;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};
use writ_registry::{Chance, ChanceError};

/// Bytes that look like chance and are the same in every run.
#[derive(Debug)]
pub(super) struct Seeded(Mutex<ChaCha20Rng>);

impl Seeded {
    pub(super) fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::from_seed(digest("keys", seed))))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        let mut chance = self.0.lock().map_err(|_| ChanceError {
            why: "somebody stopped while drawing".to_owned(),
        })?;
        chance.fill_bytes(bytes);
        Ok(())
    }
}

/// The seed of the public draw.
pub(super) fn of_the_draw(seed: u64) -> [u8; 32] {
    digest("draw", seed)
}

/// The same for the drill: no seed is used twice.
pub(super) fn of_the_drill(seed: u64) -> [u8; 32] {
    digest("drill", seed)
}

fn digest(what: &str, seed: u64) -> [u8; 32] {
    Sha256::digest(format!("writ demo, {what}, seed {seed}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        let drawn = |seed| {
            let (chance, mut bytes) = (Seeded::new(seed), [0; 40]);
            chance.fill(&mut bytes).unwrap();
            let mut more = [0; 3];
            chance.fill(&mut more).unwrap();
            (bytes, more)
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        assert_ne!(of_the_draw(1), of_the_draw(2));
    }
}
