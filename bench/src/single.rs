//! One position with its proof tree, beside one question to Cedar.

use std::hint::black_box;
use std::time::Instant;

use anyhow::Result;
use jiff::Timestamp;
use writ_law::life::Life;
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::timeline::timeline;
use writ_law::truth::Truth;

use crate::Setting;
use crate::crowd::{self, Figure};
use crate::law;
use crate::score::{Score, Target, median};
use crate::settings::{
    ASKED_AFTER_DAYS, MEASURES, POSITION_MICROSECONDS, POSITION_ROUNDS, POSITION_TO_CEDAR, SUMMONED,
};

/// Times positions of summoned people; each call by itself, as Cedar's.
pub(crate) fn measure(setting: &Setting) -> Result<Vec<Score>> {
    let Setting {
        regime,
        peers,
        work,
    } = setting;
    let now = crowd::day_ends()
        .into_iter()
        .nth(ASKED_AFTER_DAYS)
        .unwrap_or_default();
    let summoned = (0..).map(Figure::new).filter(|it| it.is_summoned_by(now));
    let figures: Vec<Figure> = summoned.take(SUMMONED).collect();
    let lives = figures
        .iter()
        .map(|it| law::life(regime, it))
        .collect::<Result<Vec<_>>>()?;
    let each = each_reading(regime, &lives, now);
    let cedar = peers
        .as_ref()
        .map(|peers| peers.cedar(&figures, now, work))
        .transpose()?;
    let engine = cedar.as_ref().map_or("Cedar", |it| &it.engine);
    let theirs = cedar.as_ref().map(|it| it.median_seconds * 1e6);
    let fixed = ("a fixed time", Some(POSITION_MICROSECONDS));
    let (once, relative) = (Target::AtMost(1.0), Target::AtMost(POSITION_TO_CEDAR));
    let what = "position with its proof tree, each reading";
    let mut scores = vec![
        Score::new(what, "µs", each, fixed, Some(once)),
        Score::new(what, "µs", each, (engine, theirs), Some(relative)),
    ];
    if let Some(cedar) = &cedar {
        let same = same_answers(regime, &lives, now, &cedar.answers)?;
        let all = SUMMONED * MEASURES.len();
        scores.push(agreement("answers that are Cedar's too", same, all));
    }
    Ok(scores)
}

/// The median of one position, in microseconds for each reading.
fn each_reading(regime: &Regime, lives: &[Life], now: Timestamp) -> f64 {
    let as_of = AsOf {
        at: now,
        known_at: None,
    };
    let mut times = Vec::with_capacity(lives.len() * POSITION_ROUNDS);
    for _ in 0..POSITION_ROUNDS {
        for life in lives {
            let began = Instant::now();
            let answer = black_box(position(regime, life, as_of));
            times.push(began.elapsed().as_secs_f64() * 1e6);
            drop(answer);
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "a regime has at most 64 readings"
    )]
    let readings = regime.alternatives().len() as f64;
    median(times) / readings
}

/// How many of Cedar's answers are ours.
fn same_answers(regime: &Regime, lives: &[Life], now: Timestamp, theirs: &str) -> Result<usize> {
    let reading = law::reading(regime)?;
    let ours = lives.iter().flat_map(|life| {
        let line = timeline(regime, life, None);
        MEASURES.map(|measure| line.reading(reading, measure, now) == Truth::Yes)
    });
    Ok(ours
        .zip(theirs.chars())
        .filter(|(ours, theirs)| *ours == (*theirs == '1'))
        .count())
}

/// A line that is met when nothing differs.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of people are far below 2^52"
)]
pub(crate) fn agreement(name: &str, same: usize, all: usize) -> Score {
    let all = ("all of them", Some(all as f64));
    Score::new(
        name,
        "answers",
        same as f64,
        all,
        Some(Target::AtLeast(1.0)),
    )
}
