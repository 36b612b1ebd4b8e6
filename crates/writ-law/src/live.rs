//! Regimes that have passed the rights floor.

use crate::finding::{Class, Finding};
use crate::regime::Regime;

/// A regime that a live registry may run. Passing every check of the rights floor is the only way
/// to get one, so code that takes it cannot be given a regime that was not checked.
///
/// ```compile_fail
/// use writ_law::{live::LiveRegime, regime::Regime};
/// fn run_live(_: &LiveRegime) {}
/// fn run(regime: &Regime) {
///     run_live(regime);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct LiveRegime {
    regime: Regime,
}

impl LiveRegime {
    /// Looks whether a regime passes.
    ///
    /// # Errors
    ///
    /// Every finding of the rights floor (class A), and whatever keeps the text from being law at
    /// all, in the order of the text. Something *not proved* is such a finding.
    pub fn of(regime: Regime) -> Result<Self, Vec<Finding>> {
        let mut findings = regime.check();
        findings.retain(|finding| matches!(finding.class, Class::A | Class::Error));
        if findings.is_empty() {
            Ok(Self { regime })
        } else {
            Err(findings)
        }
    }

    /// The regime, to be evaluated.
    #[must_use]
    pub const fn regime(&self) -> &Regime {
        &self.regime
    }
}

#[cfg(test)]
mod tests {
    use crate::check::CHECKS;
    use crate::finding::Class;

    /// The rights floor, in full. A regime that passes only some of it must not run live.
    const FLOOR: [&str; 26] = [
        "W001", "W003", "W004", "W005", "W006", "W007", "W008", "W009", "W010", "W011", "W012",
        "W013", "W014", "W015", "W016", "W017", "W018", "W019", "W020", "W021", "W022", "W023",
        "W024", "W030", "W031", "W034",
    ];

    #[test]
    fn every_check_of_the_rights_floor_exists() {
        for code in FLOOR {
            let there = CHECKS.iter().find(|(known, ..)| *known == code);
            assert!(
                there.is_some_and(|(_, class, _)| *class == Class::A),
                "{code}"
            );
        }
    }
}
