//! Punishments, told in the way of effects.
//!
//! The automaton is one of an effect. A law whose sanctions are put in the place of its effects, each
//! coming of itself in its stages, has the ways to a punishment as ways to an effect. A story of
//! one counts only if the law as it is tells it the same.

use super::automaton::Automaton;
use super::{Property, law, story, walk};
use crate::example;
use crate::finding::Span;
use crate::position::{AsOf, SanctionStatus, position};
use crate::regime::Regime;
use crate::tree::{Amount, Change, DecidedBy, Effect, Example, Line, Name, Sanction, Unit};

/// The law with its sanctions in the place of its effects: each comes of itself in its stages. What
/// stands against effects alone is left out.
pub(crate) fn as_effects(regime: &Regime) -> Option<Regime> {
    let mut tree = regime.tree().clone();
    let sanctions = std::mem::take(&mut tree.sanctions);
    tree.effects = sanctions.iter().map(as_effect).collect();
    tree.warnings.clear();
    tree.remedies.clear();
    tree.limits.clear();
    tree.exceptions.clear();
    tree.examples.clear();
    let readings = tree.disputes.iter_mut().flat_map(|it| &mut it.readings);
    readings.for_each(|reading| {
        let of_effect = |change: &Change| matches!(change, Change::Effect { .. });
        reading.changes.retain(|change| !of_effect(change));
    });
    Regime::of_tree(tree).ok()
}

fn as_effect(sanction: &Sanction) -> Effect {
    Effect {
        measure: sanction.name.clone(),
        asks: Name::new("court", Span::default()),
        purpose: "punishment".to_owned(),
        stages: sanction.stages.clone(),
        when: None,
        decided: DecidedBy::Automatic,
        decide_within: None,
        answer_lives: Amount {
            n: 1,
            unit: Unit::Hours,
        },
        cite: sanction.cite.clone(),
        span: Span::default(),
    }
}

/// The shortest story at the end of which a sanction may be imposed although it should not, if the
/// law tells it the same. `told` is the law with its sanctions as effects.
pub(crate) fn story(
    regime: &Regime,
    told: &Regime,
    sanction: &Name,
    property: &Property,
) -> Option<Example> {
    let title = format!("{sanction} {}", property.shown);
    law::laws(told).iter().find_map(|law| {
        let mut those = Automaton::all(&law.tree)
            .filter(|it| it.effect.measure == *sanction && property.speaks_of(it));
        those.find_map(|automaton| {
            let automaton = &automaton;
            let walked = walk::walk(automaton, &[property]);
            let ways = walked.ways.iter().flatten();
            let mut stories = ways.filter_map(|way| {
                story::tell(told, law, automaton, way, (&title, property.person))
            });
            stories.find_map(|example| as_it_is(regime, example, sanction))
        })
    })
}

/// The story with the sanctions that may be imposed in the place of the effects, if this one is
/// among them.
fn as_it_is(regime: &Regime, mut example: Example, sanction: &Name) -> Option<Example> {
    let life = example::life(regime, &example)?.ok()?;
    let Some(Line::Then {
        at,
        in_force,
        sanctions,
        ..
    }) = example.lines.last_mut()
    else {
        return None;
    };
    let at = regime
        .zone()
        .to_ambiguous_timestamp(*at)
        .compatible()
        .ok()?;
    let as_of = AsOf { at, known_at: None };
    let open: Vec<Name> = position(regime, &life, as_of)
        .sanctions
        .iter()
        .filter(|it| it.status == SanctionStatus::Open)
        .map(|it| Name::new(&it.sanction, Span::default()))
        .collect();
    if !open.contains(sanction) {
        return None;
    }
    *in_force = None;
    *sanctions = Some(open);
    example::run_one(regime, &example)
        .is_empty()
        .then_some(example)
}
