//! Luck that a seed decides: the same seed, the same regimes and lives, on every machine.

/// A row of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Luck {
    state: u64,
}

impl Luck {
    /// The luck of one regime: its place among those of a seed.
    pub(crate) fn of(seed: u64, place: u64) -> Self {
        let mut luck = Self { state: seed };
        luck.state = luck.next() ^ place.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        luck.state = luck.next();
        luck
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to and without `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// Whether something happens that happens so often in a hundred times.
    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these words.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }

    /// One of these.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Some of these words, at least one, in their order.
    pub(crate) fn some(&mut self, words: &[&'static str]) -> Vec<&'static str> {
        let sure = self.below(words.len());
        let mut some = Vec::new();
        for (place, word) in words.iter().enumerate() {
            if place == sure || self.happens(40) {
                some.push(*word);
            }
        }
        some
    }
}
