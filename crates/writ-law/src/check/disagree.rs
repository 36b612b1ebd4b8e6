//! W036: readings disagree, with the dates on which they do, as the pack's own examples show.

use jiff::Timestamp;

use crate::example;
use crate::finding::{Class, Finding};
use crate::life::Life;
use crate::regime::Regime;
use crate::timeline::{Timeline, timeline};
use crate::tree::Dispute;
use crate::truth::Truth;

pub(super) fn check(regime: &Regime) -> Vec<Finding> {
    if regime.tree().disputes.is_empty() {
        return Vec::new();
    }
    let lives: Vec<(&str, Life, Timeline)> = regime
        .tree()
        .examples
        .iter()
        .filter_map(|example| {
            let life = example::life(regime, example)?.ok()?;
            let timeline = timeline(regime, &life, None);
            Some((example.name.as_str(), life, timeline))
        })
        .collect();
    let disputes = regime.tree().disputes.iter().enumerate();
    disputes
        .filter_map(|(place, dispute)| of_dispute(regime, place, dispute, &lives))
        .collect()
}

/// The first example in which one reading of a dispute says yes and another does not, with all
/// other disputes read alike.
fn of_dispute(
    regime: &Regime,
    place: usize,
    dispute: &Dispute,
    lives: &[(&str, Life, Timeline)],
) -> Option<Finding> {
    let alternatives = regime.alternatives();
    let alike = |one: usize, other: usize| {
        let readings = |of: usize| alternatives.get(of).map_or(&[][..], |it| it.readings());
        let pairs = readings(one).iter().zip(readings(other)).enumerate();
        pairs
            .into_iter()
            .all(|(index, (a, b))| (index == place) != (a == b))
    };
    for (example, _, timeline) in lives {
        for one in 0..alternatives.len() {
            let others = (one + 1..alternatives.len()).filter(|other| alike(one, *other));
            for other in others {
                let Some((measure, from, until)) = differ(regime, timeline, one, other) else {
                    continue;
                };
                let reading = |of: usize| {
                    let it = alternatives.get(of).and_then(|it| it.readings().get(place));
                    it.cloned().unwrap_or_default()
                };
                let days = |at: Timestamp| regime.zone().to_datetime(at).strftime("%Y-%m-%d %H:%M");
                let until = until.map_or("for ever".to_owned(), |at| format!("until {}", days(at)));
                return Some(Finding {
                    code: "W036",
                    class: Class::Warning,
                    span: dispute.name.span,
                    text: format!(
                        "the readings `{}` and `{}` disagree on `{measure}` from {} {until}, as in the example \"{example}\"",
                        reading(one),
                        reading(other),
                        days(from),
                    ),
                    help: Some(
                        "while they do, the answer is `unknown` and nothing is asserted".to_owned(),
                    ),
                    counterexample: None,
                });
            }
        }
    }
    None
}

/// The first stretch in which two alternatives differ on a measure, one of them saying yes.
fn differ(
    regime: &Regime,
    timeline: &Timeline,
    one: usize,
    other: usize,
) -> Option<(String, Timestamp, Option<Timestamp>)> {
    let (a, b) = (
        timeline.alternatives.get(one)?,
        timeline.alternatives.get(other)?,
    );
    let mut moments: Vec<Timestamp> = a.iter().chain(b).map(|spell| spell.from).collect();
    moments.sort_unstable();
    moments.dedup();
    for measure in regime.measures() {
        let apart = |at: &Timestamp| {
            let truths = (
                timeline.reading(one, measure, *at),
                timeline.reading(other, measure, *at),
            );
            truths.0 != truths.1 && (truths.0 == Truth::Yes || truths.1 == Truth::Yes)
        };
        if let Some(from) = moments.iter().copied().find(apart) {
            let until = moments.iter().copied().find(|at| *at > from && !apart(at));
            return Some((measure.to_owned(), from, until));
        }
    }
    None
}
