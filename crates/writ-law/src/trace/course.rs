//! Which version of the law governs what in one matter.
//!
//! A matter is governed by the version in force when its first copy was posted. A later version
//! leaves it alone, takes it over rule by rule, or reaches it only where it is milder: then the
//! matter is run a second time as if that version had been its law from the beginning, and from the
//! version's first day on an effect is in force only where both say so.

use jiff::Timestamp;

use crate::event::EventKind;
use crate::life::{Happening, Life};
use crate::machine::{Frame, Machine};
use crate::regime::{Alternative, Regime};
use crate::tree::Pending;

/// The law of one alternative under every version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Laws<'a> {
    pub(crate) frames: &'a [Frame],
    pub(crate) machines: &'a [Machine],
}

/// The law of one alternative under one version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Law<'a> {
    pub(crate) version: u8,
    pub(crate) frame: &'a Frame,
    pub(crate) machine: &'a Machine,
}

impl<'a> Laws<'a> {
    pub(crate) fn of(regime: &'a Regime, alternative: &'a Alternative) -> Self {
        Self {
            frames: regime.frames(),
            machines: &alternative.machines,
        }
    }

    /// A version, or the first if there is none of that number.
    #[expect(
        clippy::indexing_slicing,
        reason = "a regime is made with at least one version"
    )]
    pub(crate) fn version(self, version: u8) -> Law<'a> {
        let place = usize::from(version);
        match (self.frames.get(place), self.machines.get(place)) {
            (Some(frame), Some(machine)) => Law {
                version,
                frame,
                machine,
            },
            _ => Law {
                version: 0,
                frame: &self.frames[0],
                machine: &self.machines[0],
            },
        }
    }

    /// Names and numbers, which are the same in every version.
    pub(crate) fn names(self) -> &'a Frame {
        self.version(0).frame
    }
}

/// Which version governs what begins at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// From when it counts beside the course by which the matter is told.
    pub(crate) counts_from: Timestamp,
    first: u8,
    /// From when which other version takes over, in order.
    then: Vec<(Timestamp, u8)>,
}

impl Course {
    /// The version that governs what begins at an instant.
    pub(crate) fn version(&self, at: Timestamp) -> u8 {
        let taken = self.then.iter().rev().find(|(from, _)| *from <= at);
        taken.map_or(self.first, |(_, version)| *version)
    }

    /// Every version that governs anything.
    pub(crate) fn versions(&self) -> impl Iterator<Item = u8> + '_ {
        std::iter::once(self.first).chain(self.then.iter().map(|(_, version)| *version))
    }
}

/// The courses of a matter, as known at an instant; the first is the one it is told by.
pub(crate) fn courses(
    laws: Laws<'_>,
    life: &Life,
    seen: impl Fn(u16, &Happening) -> bool,
) -> Vec<Course> {
    let versions = &laws.names().versions;
    if versions.len() <= 1 {
        return vec![Course {
            counts_from: Timestamp::MIN,
            first: 0,
            then: Vec::new(),
        }];
    }
    let first = governing(laws, life, &seen);
    let mut courses = vec![Course {
        counts_from: Timestamp::MIN,
        first,
        then: Vec::new(),
    }];
    for (version, rule) in (0u8..).zip(versions).skip(usize::from(first) + 1) {
        let taken = |course: &Course| {
            let mut taken = course.clone();
            taken.then.push((rule.from, version));
            taken
        };
        match rule.pending {
            Pending::KeepOld => {}
            Pending::Switch => courses.iter_mut().for_each(|it| *it = taken(it)),
            Pending::KeepOldUnlessMilder => courses.push(Course {
                counts_from: rule.from,
                first: version,
                then: Vec::new(),
            }),
        }
    }
    courses
}

/// The version in force when the first copy was posted, or when one came before that served or
/// began a wait by the law of its day: what is posted afterwards does not take it back. Without
/// either, when the first copy was sent or came, or when the paper was issued.
fn governing(laws: Laws<'_>, life: &Life, seen: &impl Fn(u16, &Happening) -> bool) -> u8 {
    let frame = laws.names();
    let lawful = |event: &Happening| frame.in_force(event.at) && frame.in_force(event.force);
    let first = |wanted: &dyn Fn(&Happening) -> bool| {
        let mut events = (0u16..).zip(&life.events);
        let found = events.find(|(index, it)| wanted(it) && seen(*index, it) && lawful(it));
        found.map(|(_, event)| event.force)
    };
    let serves = |event: &Happening| {
        let version = frame
            .version_at(event.force)
            .and_then(|it| u8::try_from(it).ok());
        let rule = version.zip(event.channel).and_then(|(version, channel)| {
            let services = &laws.version(version).machine.services;
            services.get(usize::from(channel))?.as_ref()
        });
        rule.is_some_and(|rule| rule.grounds.iter().any(|it| it.event == event.kind))
    };
    let copy = |kind| {
        matches!(
            kind,
            EventKind::Dispatched | EventKind::Delivered | EventKind::Refused
        )
    };
    let at = first(&|it| it.kind == EventKind::Posted || serves(it))
        .or_else(|| first(&|it| copy(it.kind)))
        .unwrap_or(life.issued_at);
    let version = frame.version_at(at).unwrap_or_else(|| {
        // In a gap, the version before it.
        let before = frame
            .versions
            .iter()
            .rposition(|version| version.from <= at);
        before.unwrap_or(0)
    });
    u8::try_from(version).unwrap_or(0)
}
