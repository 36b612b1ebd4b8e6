//! Sets of clock readings, kept as bounds on differences between clocks.
//!
//! Time is dense and nothing is sampled: a set stands for every way in which the clocks can read.
//! Clock 0 always reads zero, so a bound on `clock - 0` is an upper bound on a clock and one on
//! `0 - clock` a lower one.

/// Minutes.
pub(crate) type Minutes = i32;

/// The minutes of a day.
pub(crate) const DAY: Minutes = 24 * 60;

/// A clock of an automaton, from 1; 0 is the clock that always reads zero.
pub(crate) type Clock = usize;

/// A bound on a difference: twice the number, plus one if the number itself is within.
type Bound = i32;

const ANY: Bound = i32::MAX;
const ZERO: Bound = 1;

fn at_most(value: Minutes) -> Bound {
    value.saturating_mul(2).saturating_add(1)
}

fn less_than(value: Minutes) -> Bound {
    value.saturating_mul(2)
}

fn sum(one: Bound, other: Bound) -> Bound {
    if one == ANY || other == ANY {
        return ANY;
    }
    ((one >> 1).saturating_add(other >> 1)).saturating_mul(2) | (one & other & 1)
}

/// A set of clock readings, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clocks {
    count: usize,
    bounds: Vec<Bound>,
}

impl Clocks {
    /// So many clocks, all of which may read anything.
    pub(crate) fn forgotten(clocks: usize) -> Self {
        let count = clocks + 1;
        let mut all = Self {
            count,
            bounds: vec![ANY; count * count],
        };
        for clock in 0..count {
            all.set(clock, clock, ZERO);
            all.set(0, clock, ZERO);
        }
        all
    }

    fn bound(&self, one: Clock, other: Clock) -> Bound {
        let place = one * self.count + other;
        self.bounds.get(place).copied().unwrap_or(ANY)
    }

    fn set(&mut self, one: Clock, other: Clock, bound: Bound) {
        if let Some(place) = self.bounds.get_mut(one * self.count + other) {
            *place = bound;
        }
    }

    /// Any time passes.
    pub(crate) fn pass(&mut self) {
        for clock in 1..self.count {
            self.set(clock, 0, ANY);
        }
    }

    /// A clock starts anew.
    pub(crate) fn start(&mut self, clock: Clock) {
        for other in 0..self.count {
            self.set(clock, other, self.bound(0, other));
            self.set(other, clock, self.bound(other, 0));
        }
        self.set(clock, clock, ZERO);
    }

    /// A clock that nothing reads any more is forgotten: it may read anything.
    pub(crate) fn forget(&mut self, clock: Clock) {
        for other in 0..self.count {
            if other != clock {
                self.set(clock, other, ANY);
                self.set(other, clock, self.bound(other, 0));
            }
        }
        self.set(0, clock, ZERO);
    }

    /// The part in which a clock reads at least so much; `None` if there is none.
    pub(crate) fn at_least(&self, clock: Clock, value: Minutes) -> Option<Self> {
        self.within(0, clock, at_most(-value))
    }

    /// The part in which a clock reads more than so much.
    pub(crate) fn above(&self, clock: Clock, value: Minutes) -> Option<Self> {
        self.within(0, clock, less_than(-value))
    }

    /// The part in which a clock reads less than so much.
    pub(crate) fn below(&self, clock: Clock, value: Minutes) -> Option<Self> {
        self.within(clock, 0, less_than(value))
    }

    fn within(&self, one: Clock, other: Clock, bound: Bound) -> Option<Self> {
        if bound >= self.bound(one, other) {
            return Some(self.clone());
        }
        if sum(bound, self.bound(other, one)) < ZERO {
            return None;
        }
        let mut part = self.clone();
        part.set(one, other, bound);
        for from in 0..self.count {
            let to_one = sum(part.bound(from, one), bound);
            for to in 0..self.count {
                let through = sum(to_one, part.bound(other, to));
                if through < part.bound(from, to) {
                    part.set(from, to, through);
                }
            }
        }
        Some(part)
    }

    /// Beyond the largest number that anything compares a clock with, readings are all alike.
    pub(crate) fn cap(&mut self, largest: &[Minutes]) {
        let most = |clock: Clock| match clock {
            0 => 0,
            clock => largest.get(clock - 1).copied().unwrap_or(0),
        };
        let mut changed = false;
        for one in 0..self.count {
            for other in 0..self.count {
                let bound = self.bound(one, other);
                if one == other || bound == ANY {
                    continue;
                }
                let loosened = if one != 0 && bound > at_most(most(one)) {
                    ANY
                } else if bound < less_than(-most(other)) {
                    less_than(-most(other))
                } else {
                    continue;
                };
                changed |= loosened != bound;
                self.set(one, other, loosened);
            }
        }
        if changed {
            self.close();
        }
    }

    /// Makes every bound as tight as the others make it.
    fn close(&mut self) {
        for by in 0..self.count {
            for from in 0..self.count {
                let first = self.bound(from, by);
                if first == ANY {
                    continue;
                }
                for to in 0..self.count {
                    let through = sum(first, self.bound(by, to));
                    if through < self.bound(from, to) {
                        self.set(from, to, through);
                    }
                }
            }
        }
    }

    /// Whether every reading of the other is one of this.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let pairs = self.bounds.iter().zip(&other.bounds);
        pairs.into_iter().all(|(mine, theirs)| mine >= theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(clocks: usize) -> Clocks {
        let mut all = Clocks::forgotten(clocks);
        (1..=clocks).for_each(|clock| all.start(clock));
        all
    }

    #[test]
    fn clocks_that_start_together_stay_together() {
        let mut clocks = started(2);
        clocks.pass();
        let late = clocks.at_least(1, 10).unwrap();
        assert!(late.below(2, 10).is_none());
        assert!(late.below(2, 11).is_some());
    }

    #[test]
    fn one_that_starts_later_reads_less() {
        let mut clocks = started(2);
        clocks.pass();
        let mut clocks = clocks.at_least(1, 10).unwrap();
        clocks.start(2);
        clocks.pass();
        let late = clocks.at_least(2, 5).unwrap();
        assert!(late.below(1, 15).is_none());
        assert!(late.below(1, 16).is_some());
        assert!(late.above(1, 1_000).is_some());
    }

    #[test]
    fn a_clock_forgotten_may_read_anything() {
        let mut clocks = started(2);
        clocks.pass();
        let mut clocks = clocks.at_least(1, 10).unwrap();
        clocks.forget(2);
        assert!(clocks.below(2, 1).is_some());
        assert!(clocks.above(2, 1_000).is_some());
        assert!(clocks.below(1, 10).is_none());
    }

    #[test]
    fn beyond_the_largest_number_readings_are_alike() {
        let mut clocks = started(1);
        clocks.pass();
        let mut one = clocks.at_least(1, 100).unwrap();
        let mut other = clocks.at_least(1, 200).unwrap();
        one.cap(&[20]);
        other.cap(&[20]);
        assert_eq!(one, other);
        assert!(one.below(1, 21).is_some());
        assert!(one.below(1, 20).is_none());
        assert!(one.covers(&clocks.at_least(1, 50).unwrap()));
    }
}
