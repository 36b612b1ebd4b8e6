//! What officers do with what comes to them: how long they take, and how they decide.
//!
//! Deciding is the driver's; here is only the luck, from a strand of its own.

use jiff::civil::Date;

use crate::luck::{Luck, questions};
use crate::population::{MadeUpPerson, Population};

questions! {
    /// What chance says of an officer's decisions about one person.
    Asked, strand 3:
    Slow, SlowDays, ExcuseDays, Excuse, ObjectionDays, Objection, MeasureDays, Measure, UnknownDays,
}

/// Whether the person gets what they ask for, or the authority what it proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Granted: the excuse accepted, the objection upheld, the measure imposed.
    Granted,
    /// Refused.
    Refused,
}

/// How officers would decide about one person. Days are whole days of 24 hours after the claim, the
/// objection or the proposal reaches the officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionLuck {
    /// Days until an excuse is decided: 1 to 7, or 31 to 45 with a slow officer.
    pub excuse_days: u32,
    /// Whether an excuse with evidence is accepted.
    pub excuse: Ruling,
    /// Days until an objection is decided: 3 to 14, or 31 to 45 with a slow officer.
    pub objection_days: u32,
    /// Whether an objection is upheld; always, for those who could not lawfully be called.
    pub objection: Ruling,
    /// Days until a measure that needs an act of its own is decided: 2 to 12, or 31 to 45.
    pub measure_days: u32,
    /// Whether it is imposed; never, for those who could not lawfully be called: a person looks at
    /// the papers.
    pub measure: Ruling,
    /// Days until an officer has looked into an eligibility that was unknown: 1 to 10.
    pub unknown_days: u32,
}

impl Population {
    /// How officers would decide about this person on about this day.
    #[must_use]
    pub fn decision_luck(&self, person: &MadeUpPerson, on: Date) -> DecisionLuck {
        let luck = Luck::<Asked>::of(self.seed, person.index);
        let slow = luck.happens(Asked::Slow, self.shares.officer_slow);
        let days = |question, from, to| {
            if slow {
                luck.between(Asked::SlowDays, 31, 45)
            } else {
                luck.between(question, from, to)
            }
        };
        let ruling = |question, per_mille| {
            if luck.happens(question, per_mille) {
                Ruling::Granted
            } else {
                Ruling::Refused
            }
        };
        let wrongly_called = person.truth.excluded_on(on).is_some();
        let upheld = if wrongly_called {
            1000
        } else {
            self.shares.objection_upheld
        };
        let imposed = if wrongly_called {
            0
        } else {
            self.shares.measure_imposed
        };
        DecisionLuck {
            excuse_days: days(Asked::ExcuseDays, 1, 7),
            excuse: ruling(Asked::Excuse, self.shares.excuse_accepted),
            objection_days: days(Asked::ObjectionDays, 3, 14),
            objection: ruling(Asked::Objection, upheld),
            measure_days: days(Asked::MeasureDays, 2, 12),
            measure: ruling(Asked::Measure, imposed),
            unknown_days: luck.between(Asked::UnknownDays, 1, 10),
        }
    }
}
