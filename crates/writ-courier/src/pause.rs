//! How long to wait before something is tried again: longer each time, and not everybody at once.

use jiff::{SignedDuration, Timestamp};
use writ_registry::{Chance, ChanceError};

/// The first pause.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How much longer each is than the one before.
const FACTOR: i32 = 4;

/// When to try again after so many attempts. Chance takes off up to a half, so that what failed
/// together is not tried together.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn next_attempt(
    now: Timestamp,
    attempts: u32,
    chance: &dyn Chance,
) -> Result<Timestamp, ChanceError> {
    let mut luck = [0; 2];
    chance.fill(&mut luck)?;
    let factor = FACTOR.saturating_pow(attempts.saturating_sub(1));
    let pause = FIRST.saturating_mul(factor).min(LONGEST);
    let off = f64::from(u16::from_be_bytes(luck)) / f64::from(u16::MAX) / 2.0;
    let pause = pause.mul_f64(1.0 - off);
    Ok(now.saturating_add(pause).unwrap_or(Timestamp::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Luck(u8);

    impl Chance for Luck {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    #[test]
    fn pauses_grow_to_half_a_day_and_chance_halves_them_at_most() {
        let now = Timestamp::UNIX_EPOCH;
        let cases = [
            (1, 30),
            (2, 120),
            (3, 480),
            (6, 30_720),
            (7, 43_200),
            (12, 43_200),
            (4_000_000_000, 43_200),
        ];
        for (attempts, longest) in cases {
            let at = |luck| {
                let next = next_attempt(now, attempts, &Luck(luck)).unwrap();
                next.duration_since(now).as_secs_f64()
            };
            assert!((at(0) - f64::from(longest)).abs() < 1e-6, "{attempts}");
            assert!(
                (at(255) - f64::from(longest) / 2.0).abs() < 1e-6,
                "{attempts}"
            );
        }
    }
}
