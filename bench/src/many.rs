//! Timelines of a million people over ninety days, beside OpenFisca's.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
use jiff::Timestamp;
use writ_law::regime::Regime;
use writ_law::timeline::{Spell, spells_under};
use writ_law::truth::Truth;

use crate::Setting;
use crate::crowd::{self, Figure};
use crate::law;
use crate::peer::OpenFisca;
use crate::score::{Score, Target, median};
use crate::settings::{DAYS, MEASURES, PEOPLE, TIMELINE_ROUNDS, TIMELINE_TO_OPENFISCA};
use crate::single::agreement;

/// People bound at a time: enough to time, few enough to hold.
const PORTION: usize = 10_000;

/// No day, in a cell.
const NONE: u8 = u8::MAX;

/// For each measure the first and the last day in force.
type Cells = [u8; 2 * MEASURES.len()];

/// Times timelines under one reading, and compares each person's days with OpenFisca's.
pub(crate) fn measure(setting: &Setting) -> Result<Vec<Score>> {
    let Setting {
        regime,
        peers,
        work,
    } = setting;
    let figures: Vec<Figure> = (0..PEOPLE).map(Figure::new).collect();
    let (mut alone, mut with_binding) = (Vec::new(), Vec::new());
    let mut cells = Vec::new();
    for _ in 0..TIMELINE_ROUNDS {
        let round = Round::run(regime, &figures)?;
        alone.push(round.working);
        with_binding.push(round.working + round.binding);
        cells = round.cells;
    }
    let fisca = peers
        .as_ref()
        .map(|peers| peers.openfisca(&figures, work))
        .transpose()?;
    let mut scores = scores(
        rate(median(alone)),
        rate(median(with_binding)),
        fisca.as_ref(),
    );
    if let Some((_, theirs)) = &fisca {
        let size = size_of::<Cells>();
        ensure!(
            theirs.len() == cells.len() * size,
            "OpenFisca left people out"
        );
        let pairs = cells.iter().zip(theirs.chunks_exact(size));
        let same = pairs
            .filter(|(ours, theirs)| ours.as_slice() == *theirs)
            .count();
        scores.push(agreement(
            "people whose days are OpenFisca's too",
            same,
            cells.len(),
        ));
    }
    Ok(scores)
}

/// Person-days in a second.
fn rate(seconds: f64) -> f64 {
    f64::from(PEOPLE) * f64::from(DAYS) / seconds
}

/// Everybody's timelines, worked out once.
struct Round {
    /// Seconds for binding the cases.
    binding: f64,
    /// Seconds for the timelines, and for reading days off them.
    working: f64,
    cells: Vec<Cells>,
}

impl Round {
    fn run(regime: &Regime, figures: &[Figure]) -> Result<Self> {
        let (places, reading, ends) = (places(regime)?, law::reading(regime)?, crowd::day_ends());
        let mut round = Self {
            binding: 0.0,
            working: 0.0,
            cells: Vec::new(),
        };
        for portion in figures.chunks(PORTION) {
            let began = Instant::now();
            let lives = portion
                .iter()
                .map(|it| law::life(regime, it))
                .collect::<Result<Vec<_>>>()?;
            round.binding += began.elapsed().as_secs_f64();
            let began = Instant::now();
            for life in &lives {
                let spells = black_box(spells_under(regime, reading, life, None));
                round.cells.push(days(&spells, &places, &ends));
            }
            round.working += began.elapsed().as_secs_f64();
        }
        Ok(round)
    }
}

fn scores(alone: f64, with_binding: f64, fisca: Option<&(OpenFisca, Vec<u8>)>) -> Vec<Score> {
    let report = fisca.map(|(report, _)| report);
    let engine = report.map_or("OpenFisca-core", |it| &it.engine);
    let by_hand = format!("{engine}, ages by hand");
    let with_inputs = format!("{engine}, inputs set");
    let (what, unit) = ("timelines without proof", "person-days/s");
    let target = Some(Target::AtLeast(TIMELINE_TO_OPENFISCA));
    vec![
        Score::new(
            what,
            unit,
            alone,
            (engine, report.map(|it| rate(it.seconds))),
            target,
        ),
        Score::new(
            format!("{what}, cases read and bound"),
            unit,
            with_binding,
            (&with_inputs, report.map(|it| rate(it.seconds_with_inputs))),
            None,
        ),
        Score::new(
            what,
            unit,
            alone,
            (&by_hand, report.map(|it| rate(it.seconds_ages_by_hand))),
            None,
        ),
    ]
}

/// The place of each measure in the regime.
fn places(regime: &Regime) -> Result<Vec<usize>> {
    let place = |wanted: &&str| regime.measures().position(|name| name == *wanted);
    let places: Vec<usize> = MEASURES.iter().filter_map(place).collect();
    ensure!(places.len() == MEASURES.len(), "the pack lacks a measure");
    Ok(places)
}

/// The first and the last day on whose end each measure is in force.
fn days(spells: &[Spell], places: &[usize], ends: &[Timestamp]) -> Cells {
    let mut cells = [NONE; 2 * MEASURES.len()];
    for (index, spell) in spells.iter().enumerate() {
        let until = spells
            .get(index + 1)
            .map_or(Timestamp::MAX, |next| next.from);
        if places
            .iter()
            .all(|place| spell.effect(*place) != Truth::Yes)
        {
            continue;
        }
        let from = day(ends, spell.from);
        let until = day(ends, until);
        if from == until {
            continue;
        }
        for (cell, place) in cells.chunks_exact_mut(2).zip(places) {
            if let [first, last] = cell
                && spell.effect(*place) == Truth::Yes
            {
                // A gap would give another count of days: nobody's first and last day would agree.
                *first = if *first == NONE { from } else { *first };
                *last = until - 1;
            }
        }
    }
    cells
}

/// How many of the days ended before `at`.
fn day(ends: &[Timestamp], at: Timestamp) -> u8 {
    u8::try_from(ends.partition_point(|end| *end < at)).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::{NONE, days, places};
    use crate::crowd::{Figure, day_ends};
    use crate::{law, root};
    use writ_law::timeline::spells_under;

    #[test]
    fn some_are_barred_and_driving_follows_exit_by_twenty_one_days() {
        let regime = law::regime(&root()).unwrap();
        let (places, ends) = (places(&regime).unwrap(), day_ends());
        let reading = law::reading(&regime).unwrap();
        let mut barred = 0;
        for figure in (0..2_000).map(Figure::new) {
            let life = law::life(&regime, &figure).unwrap();
            let cells = days(&spells_under(&regime, reading, &life, None), &places, &ends);
            if cells[0] == NONE {
                assert_eq!(cells, [NONE; 8]);
                continue;
            }
            barred += 1;
            assert!(cells[0] <= cells[1]);
            if cells[2] != NONE {
                assert_eq!(cells[2], cells[0] + 21);
            }
        }
        assert!(
            barred > 200,
            "{barred} of 2,000 people are barred from leaving"
        );
    }
}
