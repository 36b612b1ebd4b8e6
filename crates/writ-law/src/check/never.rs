//! W033: every effect can come into force, under some reading.

use crate::finding::{Class, Finding};
use crate::tree::{Effect, InstrumentKind, Lifecycle, Name, Tree};

use super::boundary::{Range, range};
use super::reachable::reached;

/// `laws` is the law of every version as it reads in every alternative. An effect that can come into
/// force in one of them is none of this check's business.
pub(super) fn check(laws: &[Tree]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<&Name> = Vec::new();
    for effect in laws.iter().flat_map(|law| &law.effects) {
        let measure = &effect.measure;
        if seen.contains(&measure) {
            continue;
        }
        seen.push(measure);
        let reasons: Option<Vec<Reason>> = laws.iter().map(|law| why_never(law, measure)).collect();
        let telling = reasons.and_then(|all| all.into_iter().max());
        findings.extend(telling.map(|reason| said(measure, reason)));
    }
    findings
}

/// Why an effect is never in force. Where versions or readings differ, the last is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    NoStage,
    OutOfReach,
    OnlyTests,
    Condition,
    NobodyCalled,
}

fn said(measure: &Name, reason: Reason) -> Finding {
    let (why, help) = match reason {
        Reason::NoStage => (
            "holds in no stage, under no reading",
            "say in which stages it holds, or keep it as a record of the law's silence",
        ),
        Reason::OutOfReach => (
            "holds only in stages to which no way leads",
            "add a `then` to one of its stages",
        ),
        Reason::OnlyTests => (
            "holds only in stages of a test, which has no force",
            "let it hold in stages of an instrument that binds",
        ),
        Reason::Condition => (
            "holds under a condition that nobody can meet",
            "take a part of its `when` away",
        ),
        Reason::NobodyCalled => (
            "holds under a condition that nobody who is called can meet",
            "take a part of its `when` away, or widen a category",
        ),
    };
    let text = format!("`{measure}` is never in force: it {why}");
    Finding::new("W033", Class::Warning, measure.span, text).with_help(help)
}

fn why_never(law: &Tree, measure: &Name) -> Option<Reason> {
    let Some(effect) = law.effects.iter().find(|it| it.measure == *measure) else {
        return Some(Reason::NoStage);
    };
    if effect.stages.is_empty() {
        return Some(Reason::NoStage);
    }
    let within_reach: Vec<&Lifecycle> = law
        .lifecycles
        .iter()
        .filter(|lifecycle| {
            let reached = reached(lifecycle, |_| true);
            effect
                .stages
                .iter()
                .any(|stage| reached.contains(stage.as_str()))
        })
        .collect();
    if within_reach.is_empty() {
        return Some(Reason::OutOfReach);
    }
    let is_test = |lifecycle: &&Lifecycle| {
        let mut instruments = law.instruments.iter();
        instruments.any(|it| it.name == lifecycle.instrument && it.kind == InstrumentKind::Test)
    };
    if within_reach.iter().all(is_test) {
        return Some(Reason::OnlyTests);
    }
    unmet(law, effect)
}

/// Whether nobody, or nobody who may be called, meets the condition of the effect.
fn unmet(law: &Tree, effect: &Effect) -> Option<Reason> {
    let when = effect.when.as_ref()?;
    if range(law, &[when]) == Range::Nobody {
        return Some(Reason::Condition);
    }
    let called = law.categories.iter().filter(|category| {
        law.instruments
            .iter()
            .any(|it| it.to.contains(&category.name))
    });
    let mut together = called.map(|category| range(law, &[when, &category.when]));
    let nobody = together.all(|range| range == Range::Nobody) && !law.categories.is_empty();
    nobody.then_some(Reason::NobodyCalled)
}
