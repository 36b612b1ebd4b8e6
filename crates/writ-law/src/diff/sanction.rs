//! Punishments that one law opens to more, sooner or for longer than another.
//!
//! Lives are told of effects. So both laws are told once more with their punishments as effects that
//! come of themselves, and about the lives that come of that the laws are asked as they are. What
//! no life shows, such as who decides, is read from the rules.

use jiff::Timestamp;

use super::{Difference, Of, Stretch, Words, changes, joined, shortest, shown, told};
use crate::example;
use crate::explore::fresh::whole_days;
use crate::explore::lives::Told;
use crate::explore::punish::as_effects;
use crate::finding::Span;
use crate::life::Life;
use crate::position::SanctionStatus;
use crate::position::sanction::{SanctionNow, agreed, milder, sanctions};
use crate::regime::Regime;
use crate::timeline::{gone, runs, snapshot};
use crate::trace::{Laws, Until};
use crate::tree::{Count, DecidedBy, Example, Line, Name, Sanction, Tree};
use crate::truth::Truth;

/// A sanction whose rule is harder under the later law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarderRule {
    /// Its name.
    pub sanction: String,
    /// How it is harder.
    pub how: Harder,
}

/// How the rule of a sanction is harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harder {
    /// The law before has none of this name.
    New,
    /// It may be imposed in a stage in which it could not.
    MoreStages,
    /// It takes fewer defaults, or looks back further.
    FewerDefaults,
    /// An officer imposes it, and no longer a court.
    Officer,
}

impl Harder {
    /// What is harder about it, as the end of a sentence about the sanction.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::New => "is new",
            Self::MoreStages => "may be imposed in more stages",
            Self::FewerDefaults => "takes fewer defaults, or looks back further",
            Self::Officer => "is for an officer, and no longer for a court",
        }
    }
}

/// Every sanction that differs in some life, each with its shortest witness, and how many lives were
/// told.
pub(super) fn compare(old: &Regime, new: &Regime) -> (Vec<Difference>, usize) {
    if old.tree().sanctions.is_empty() && new.tree().sanctions.is_empty() {
        return (Vec::new(), 0);
    }
    let (Some(before), Some(after)) = (as_effects(old), as_effects(new)) else {
        return (Vec::new(), 0);
    };
    let told = told(&before, &after);
    let (old, new) = (Words::of(old), Words::of(new));
    let all = told.iter().flat_map(|life| of_life(&old, &new, life));
    (shortest(all), told.len())
}

/// What is harder by the rules alone, besides what lives show to be.
pub(super) fn harder(old: &Tree, new: &Tree, worse: &[Difference]) -> Vec<HarderRule> {
    let mut harder = Vec::new();
    for sanction in &new.sanctions {
        let name = sanction.name.as_str();
        let shown = |it: &Difference| it.of == Of::Sanction && it.measure == name;
        let shown = worse.iter().any(shown);
        let before = old.sanctions.iter().find(|it| it.name == sanction.name);
        let found = before.map_or_else(|| vec![Harder::New], |before| against(before, sanction));
        // Who decides shows in no life.
        let found = found
            .into_iter()
            .filter(|it| !shown || *it == Harder::Officer);
        harder.extend(found.map(|how| HarderRule {
            sanction: name.to_owned(),
            how,
        }));
    }
    harder
}

/// How a rule is harder than the one before.
fn against(before: &Sanction, after: &Sanction) -> Vec<Harder> {
    let mut harder = Vec::new();
    if after.stages.iter().any(|it| !before.stages.contains(it)) {
        harder.push(Harder::MoreStages);
    }
    if fewer(before.count.as_ref(), after.count.as_ref()) {
        harder.push(Harder::FewerDefaults);
    }
    if before.decided == DecidedBy::Court && after.decided != DecidedBy::Court {
        harder.push(Harder::Officer);
    }
    harder
}

fn fewer(before: Option<&Count>, after: Option<&Count>) -> bool {
    let Some(before) = before.filter(|it| it.n > 1) else {
        return false;
    };
    after.is_none_or(|after| {
        after.n < before.n
            || whole_days(after.within) > whole_days(before.within)
            || after.of != before.of
    })
}

/// What may be imposed, from each of some instants on.
type Course = Vec<(Timestamp, Vec<SanctionNow>)>;

/// Where what may be imposed in one life differs.
fn of_life(old: &Words<'_>, new: &Words<'_>, life: &Told) -> Vec<Difference> {
    let Some(after) = course(new, &life.example) else {
        return Vec::new();
    };
    let before = course(old, &life.example).unwrap_or_default();
    let trees = [new.regime.tree(), old.regime.tree()];
    let mut names: Vec<&str> = trees
        .into_iter()
        .flat_map(|tree| &tree.sanctions)
        .map(|it| it.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        let (old_course, new_course) = (stretches(&before, name), stretches(&after, name));
        for (change, from) in changes(&old_course, &new_course) {
            let witness = shown(new, &life.example, (name, change, from), |line| {
                if let Line::Then { sanctions, .. } = line {
                    *sanctions = Some(open(&after, from));
                }
            });
            found.extend(witness.map(|witness| Difference {
                of: Of::Sanction,
                measure: name.to_owned(),
                change,
                before: old_course.clone(),
                after: new_course.clone(),
                from,
                witness,
                lines: life.example.lines.len(),
                about: life.about,
            }));
        }
    }
    found
}

/// What a life lets be imposed under a law; `None` if the law knows no such paper.
fn course(words: &Words<'_>, example: &Example) -> Option<Course> {
    let known = words.fitted(example)?;
    let life = example::life(words.regime, &known)?.ok()?;
    Some(course_of(words.regime, &life))
}

fn course_of(regime: &Regime, life: &Life) -> Course {
    let alternatives = regime.alternatives();
    let laws = || alternatives.iter().map(|it| Laws::of(regime, it));
    let segments = laws().flat_map(|laws| snapshot(laws, life, Timestamp::MAX));
    let mut moments: Vec<Timestamp> = segments.map(|it| it.from).collect();
    moments.extend(life.events.iter().map(|it| it.force));
    moments.extend(&life.ticks);
    moments.sort_unstable();
    moments.dedup();
    let at = |moment: Timestamp| {
        let each: Vec<Vec<SanctionNow>> =
            laws().map(|laws| possible_at(laws, life, moment)).collect();
        (moment, agreed(each.iter().map(Vec::as_slice)))
    };
    moments.into_iter().map(at).collect()
}

fn possible_at(laws: Laws<'_>, life: &Life, at: Timestamp) -> Vec<SanctionNow> {
    let mut runs = runs(laws, life, Timestamp::MAX, &gone(life, Timestamp::MAX, at));
    for run in &mut runs {
        run.run(Until::Instant(at), &mut Vec::new());
        run.state.now = at;
    }
    runs.retain(|run| run.course.counts_from <= at);
    let each = runs.iter().map(|run| (sanctions(run), Vec::new()));
    each.reduce(milder).unwrap_or_default().0
}

fn status(sanctions: &[SanctionNow], name: &str) -> SanctionStatus {
    let found = sanctions.iter().find(|it| it.sanction == name);
    found.map_or(SanctionStatus::No, |it| it.status)
}

fn stretches(course: &Course, name: &str) -> Vec<Stretch> {
    let truth = |sanctions: &[SanctionNow]| match status(sanctions, name) {
        SanctionStatus::No => Truth::No,
        SanctionStatus::Unknown => Truth::Unknown,
        SanctionStatus::Open | SanctionStatus::Imposed => Truth::Yes,
    };
    joined(course.iter().map(|(from, now)| (*from, truth(now))))
}

/// The sanctions that may be imposed at an instant.
fn open(course: &Course, at: Timestamp) -> Vec<Name> {
    let now = course.iter().rev().find(|(from, _)| *from <= at);
    let sanctions = now.map_or(&[][..], |(_, sanctions)| sanctions);
    let open = sanctions
        .iter()
        .filter(|it| it.status == SanctionStatus::Open);
    open.map(|it| Name::new(&it.sanction, Span::default()))
        .collect()
}
