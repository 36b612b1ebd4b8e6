//! What a look has found so far, told as soon as it is found: what comes after may take long, or
//! never end.

use super::{Alarm, Look};

/// Whoever runs a monitor, while it looks.
pub trait Watch {
    /// The time, in seconds since 1970.
    fn now(&self) -> u64;

    /// Is told of each alarm when it is found, before the look is over.
    fn alarmed(&mut self, alarm: &Alarm);
}

/// One time, and nobody who is told before the look is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Once(pub(super) u64);

impl Watch for Once {
    fn now(&self) -> u64 {
        self.0
    }

    fn alarmed(&mut self, _: &Alarm) {}
}

/// What a look has found so far.
pub(super) struct Findings<'w> {
    pub(super) look: Look,
    watch: &'w mut dyn Watch,
    /// How many seconds of silence are too many, if any are.
    most: Option<u64>,
}

impl<'w> Findings<'w> {
    pub(super) fn new(watch: &'w mut dyn Watch, most: Option<u64>) -> Self {
        let look = Look::default();
        Self { look, watch, most }
    }

    pub(super) fn now(&self) -> u64 {
        self.watch.now()
    }

    pub(super) fn alarm(&mut self, alarm: Alarm) {
        self.watch.alarmed(&alarm);
        self.look.alarms.push(alarm);
    }

    /// Raises the alarm of silence if it is time for it, once in a look; `since` is when the last
    /// checkpoint was witnessed, in seconds since 1970.
    pub(super) fn silent_since(&mut self, since: u64) {
        let told = |alarm: &Alarm| matches!(alarm, Alarm::Silence { .. });
        if self.look.alarms.iter().any(told) {
            return;
        }
        let seconds = self.now().saturating_sub(since);
        if self.most.is_some_and(|most| seconds > most) {
            self.alarm(Alarm::Silence { seconds });
        }
    }
}
