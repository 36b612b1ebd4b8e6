//! The exploration holds whatever the evaluator does: random lives over the packs.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::automaton::Automaton;
use super::law::laws;
use super::walk::{Extent, Go, roam};
use crate::position::{AsOf, position};
use crate::properties::{REGIMES, bind, case, points};
use crate::regime::Regime;
use crate::truth::Truth;

/// By alternative: the measures, stages and whether somebody was served, with which an effect can
/// hold as far as exploration shows.
fn explored(regime: &Regime) -> BTreeSet<(usize, String, String, bool)> {
    let mut held = BTreeSet::new();
    for law in laws(regime) {
        for automaton in Automaton::all(&law.tree) {
            let (extent, states) = roam(&automaton, |place, clocks, _| {
                if automaton.holding(place, clocks).is_some() {
                    let stage = automaton.stage(place).unwrap().name.text.clone();
                    let measure = automaton.effect.measure.text.clone();
                    let served = place.service != super::automaton::Service::None;
                    held.insert((law.alternative, measure, stage, served));
                }
                Go::On
            });
            assert_eq!(extent, Extent::Whole);
            assert!(states < 5_000, "{}: {states}", regime.name());
        }
    }
    held
}

/// No random life comes to an effect in a stage, or before service, where the walk found none.
#[test]
fn whatever_the_evaluator_does_is_within_what_was_explored() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let explored: Vec<_> = REGIMES.iter().map(explored).collect();
    let cases = case().prop_map(|(_, case)| case);
    let mut met = BTreeSet::new();
    for _ in 0..300 {
        let case = cases.new_tree(&mut runner).unwrap().current();
        for (regime, explored) in REGIMES.iter().zip(&explored) {
            let Some(life) = bind(regime, &case) else {
                continue;
            };
            for at in points(&case) {
                let position = position(regime, &life, AsOf { at, known_at: None });
                let stages: Vec<String> = position.stages().map(|(_, it)| it.to_owned()).collect();
                for effect in &position.effects {
                    for (alternative, truth) in effect.readings.iter().enumerate() {
                        if *truth != Truth::Yes {
                            continue;
                        }
                        let measure = position.measure(effect).to_owned();
                        let served = position.services[alternative].is_some();
                        let found = (alternative, measure, stages[alternative].clone(), served);
                        assert!(explored.contains(&found), "{}: {found:?}", regime.name());
                        met.insert((regime.name().to_owned(), found));
                    }
                }
            }
        }
    }
    // Otherwise the test could not fail.
    assert!(met.len() > 20, "{}", met.len());
}
