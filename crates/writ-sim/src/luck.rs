//! Luck: the one place where chance comes from.
//!
//! ChaCha20, keyed by the seed, one stream per person and strand. Every question has a fixed place
//! in its strand, so the answer to one question moves no other: another share, another number of
//! people or another regime meets the same luck. Whole numbers only.

use std::marker::PhantomData;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Questions per strand. Room to add some at the end without changing any earlier answer.
pub(crate) const PLACES: usize = 96;

/// Bytes 8 to 31 of the key. Change the number when an old seed should make other people.
const LABEL: &[u8; 24] = b"writ made-up people, 01.";

/// A question that luck answers, in its fixed place.
pub(crate) trait Question: Copy {
    /// The strand: facts, behaviour and decisions are independent of one another.
    const STRAND: u64;

    /// Its place in the strand.
    fn place(self) -> usize;
}

/// One person's luck in one strand.
#[derive(Clone, Debug)]
pub(crate) struct Luck<Q> {
    words: [u32; PLACES],
    strand: PhantomData<Q>,
}

impl<Q: Question> Luck<Q> {
    /// The luck of person `person` under `seed`.
    pub(crate) fn of(seed: u64, person: u32) -> Self {
        let mut key = [0; 32];
        let bytes = seed.to_le_bytes().into_iter().chain(LABEL.iter().copied());
        for (to, from) in key.iter_mut().zip(bytes) {
            *to = from;
        }
        let mut chance = ChaCha20Rng::from_seed(key);
        chance.set_stream((u64::from(person) << 8) | Q::STRAND);
        let mut words = [0; PLACES];
        for word in &mut words {
            *word = chance.next_u32();
        }
        Self {
            words,
            strand: PhantomData,
        }
    }

    /// A whole number in `0..below`; 0 where `below` is 0.
    pub(crate) fn below(&self, question: Q, below: u32) -> u32 {
        let word = self
            .words
            .get(question.place())
            .copied()
            .unwrap_or_default();
        // The product's upper half: off from fair by less than `below` in 2^32.
        let high = (u64::from(word) * u64::from(below)) >> 32;
        u32::try_from(high).unwrap_or_default()
    }

    /// A whole number in `from..=to`.
    pub(crate) fn between(&self, question: Q, from: u32, to: u32) -> u32 {
        from + self.below(question, to.saturating_sub(from) + 1)
    }

    /// Whether it happens, for a share of this many in a thousand.
    pub(crate) fn happens(&self, question: Q, per_mille: u16) -> bool {
        self.below(question, 1000) < u32::from(per_mille)
    }

    /// The first option whose running total of shares exceeds the draw, else `rest`.
    pub(crate) fn pick<T: Copy>(&self, question: Q, options: &[(u16, T)], rest: T) -> T {
        let draw = self.below(question, 1000);
        let mut total = 0;
        for (per_mille, option) in options {
            total += u32::from(*per_mille);
            if draw < total {
                return *option;
            }
        }
        rest
    }
}

/// Declares the questions of a strand. New ones go at the end: a place is never given twice.
macro_rules! questions {
    ($(#[$doc:meta])* $name:ident, strand $strand:literal: $($question:ident),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum $name { $($question),* }
        // INVARIANT: every question has a place.
        const _: () = assert!([$($name::$question),*].len() <= $crate::luck::PLACES);
        impl $crate::luck::Question for $name {
            const STRAND: u64 = $strand;
            fn place(self) -> usize { self as usize }
        }
    };
}
pub(crate) use questions;

#[cfg(test)]
mod tests {
    use super::*;

    questions! { Asked, strand 1: First, Second }
    mod other {
        crate::luck::questions! { Other, strand 2: First }
    }
    use other::Other;

    #[test]
    fn the_same_seed_and_person_have_the_same_luck() {
        let (a, b) = (Luck::<Asked>::of(7, 3), Luck::<Asked>::of(7, 3));
        assert_eq!(a.words, b.words);
    }

    #[test]
    fn persons_seeds_and_strands_are_independent() {
        let words = Luck::<Asked>::of(7, 3).words;
        assert_ne!(words, Luck::<Asked>::of(7, 4).words);
        assert_ne!(words, Luck::<Asked>::of(8, 3).words);
        assert_ne!(words, Luck::<Other>::of(7, 3).words);
    }

    #[test]
    fn the_first_words_are_these_on_every_machine() {
        let luck = Luck::<Asked>::of(1, 0);
        let drawn = [Asked::First, Asked::Second].map(|asked| luck.below(asked, 1_000_000));
        assert_eq!(drawn, [189_013, 322_950]);
        assert_eq!(
            Luck::<Other>::of(1, 0).below(Other::First, 1_000_000),
            896_058
        );
    }

    #[test]
    fn draws_stay_in_their_ranges() {
        for person in 0..500 {
            let luck = Luck::<Asked>::of(1, person);
            assert!(luck.below(Asked::First, 6) < 6);
            assert!((3..=5).contains(&luck.between(Asked::Second, 3, 5)));
            assert_eq!(luck.below(Asked::First, 0), 0);
            assert!(luck.happens(Asked::First, 1000));
            assert!(!luck.happens(Asked::First, 0));
        }
    }

    #[test]
    fn a_pick_takes_the_options_in_order_and_the_rest_last() {
        let luck = Luck::<Asked>::of(1, 0);
        assert_eq!(luck.pick(Asked::First, &[(1000, "all")], "rest"), "all");
        assert_eq!(luck.pick(Asked::First, &[(0, "none")], "rest"), "rest");
    }
}
