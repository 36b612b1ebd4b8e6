//! What one law does to people that another does not: the law before and after.
//!
//! Lives are told under both laws (every way an effect can come about, people on both sides of
//! every line that a category draws, what people can do against it and when) and evaluated under
//! both. Where the timelines differ, the shortest life that shows it is the witness. Punishments are
//! looked at in the same way (`diff/sanction.rs`); where no life shows that one got harder, its rule does.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::event::Attribute;
use crate::example;
use crate::explore::law::{Law, laws};
use crate::explore::lives::{About, Told, lives};
use crate::explore::text;
use crate::finding::{Finding, Span};
use crate::reading;
use crate::regime::Regime;
use crate::timeline::{Timeline, timeline};
use crate::tree::{Example, Line, Name, Tree, Version};
use crate::truth::Truth;

mod sanction;

pub use sanction::{Harder, HarderRule};

/// How many alternative readings of each law lives are told under.
const MOST_READINGS: usize = 4;

/// How an effect differs under the later law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It holds in a life in which it did not hold at all.
    Wider,
    /// It begins earlier.
    Earlier,
    /// It holds at a time, after it began, when it did not hold any more.
    Longer,
    /// It does not hold at all in a life in which it held.
    Narrower,
    /// It begins later.
    Later,
    /// It no longer holds at a time when it held.
    Shorter,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wider => "wider",
            Self::Earlier => "earlier",
            Self::Longer => "longer",
            Self::Narrower => "narrower",
            Self::Later => "later",
            Self::Shorter => "shorter",
        }
    }

    /// Whether it is to the person's detriment.
    #[must_use]
    pub const fn worsens(self) -> bool {
        matches!(self, Self::Wider | Self::Earlier | Self::Longer)
    }
}

/// A stretch of time in which an effect holds, or may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first instant.
    pub from: Timestamp,
    /// The instant at which it is over; `None` if nothing ends it.
    pub until: Option<Timestamp>,
    /// `yes`, or `unknown` where readings or facts leave it open.
    pub truth: Truth,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// An effect: when its measure holds.
    Effect,
    /// A sanction: when it may be imposed.
    Sanction,
}

/// One effect or sanction that differs, with a life that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is that differs.
    pub of: Of,
    /// The measure, or the name of the sanction.
    pub measure: String,
    /// How it differs.
    pub change: Change,
    /// When it holds in that life under the law before.
    pub before: Vec<Stretch>,
    /// When it holds under the law after.
    pub after: Vec<Stretch>,
    /// From when on the two differ.
    pub from: Timestamp,
    /// The life, as an example that passes under the law after.
    pub witness: String,
    /// How many lines the life has.
    pub lines: usize,
    about: About,
}

/// What two laws do differently, shortest witness first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The law before: the name of its version.
    pub before: String,
    /// The law after.
    pub after: String,
    /// Every effect and sanction that gets longer, earlier or wider.
    pub worse: Vec<Difference>,
    /// Every effect and sanction that gets shorter, later or narrower.
    pub better: Vec<Difference>,
    /// Every sanction that is harder by its rule, where no life shows it.
    pub harder: Vec<HarderRule>,
    /// How many lives were told and evaluated under both.
    pub lives: usize,
}

/// Why two laws cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiffError {
    /// A regime has no version of this name.
    #[error("regime {regime} has no version `{version}`; it has {known}")]
    Version {
        /// The regime.
        regime: String,
        /// The name that was asked for.
        version: String,
        /// The names that it has.
        known: String,
    },
    /// A version does not stand by itself.
    #[error("version `{version}` of regime {regime} is no law by itself: {why}")]
    Alone {
        /// The regime.
        regime: String,
        /// The version.
        version: String,
        /// What is wrong with it.
        why: String,
    },
}

/// What the law does differently from one version to another, as if each were the only law from
/// the later beginning of the two on. Without a name, the last version of a regime is meant.
///
/// # Errors
///
/// If a regime has no version of that name, or the version alone is no law.
pub fn diff(
    (old, before): (&Regime, Option<&str>),
    (new, after): (&Regime, Option<&str>),
) -> Result<Diff, DiffError> {
    let (old_place, new_place) = (place(old, before)?, place(new, after)?);
    let begins =
        |regime: &Regime, place: usize| regime.tree().versions.get(place).map(|it| it.from);
    let from = begins(old, old_place).max(begins(new, new_place));
    let old = alone(old, old_place, from)?;
    let new = alone(new, new_place, from)?;
    let told = told(&old, &new);
    let mut found = compare(&old, &new, &told);
    let (punished, lives) = sanction::compare(&old, &new);
    found.extend(punished);
    sort(&mut found);
    let (worse, better): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.change.worsens());
    let harder = sanction::harder(old.tree(), new.tree(), &worse);
    Ok(Diff {
        before: old.version().to_owned(),
        after: new.version().to_owned(),
        worse,
        better,
        harder,
        lives: told.len() + lives,
    })
}

/// The names of a regime's versions, in order.
pub fn versions(regime: &Regime) -> impl Iterator<Item = &str> {
    regime.tree().versions.iter().map(|it| it.name.as_str())
}

fn place(regime: &Regime, version: Option<&str>) -> Result<usize, DiffError> {
    let versions = &regime.tree().versions;
    let Some(name) = version else {
        return Ok(versions.len().saturating_sub(1));
    };
    let found = versions.iter().position(|it| it.name.as_str() == name);
    found.ok_or_else(|| DiffError::Version {
        regime: regime.name().to_owned(),
        version: name.to_owned(),
        known: self::versions(regime).collect::<Vec<_>>().join(", "),
    })
}

/// A version as the only law there is.
fn alone(regime: &Regime, place: usize, from: Option<DateTime>) -> Result<Regime, DiffError> {
    let tree = regime.tree();
    let versions = reading::versions(tree);
    let name = tree.versions.get(place).map(|it| it.name.clone());
    let name = name.unwrap_or_else(|| Name::new("", Span::default()));
    let why = |findings: Vec<Finding>| DiffError::Alone {
        regime: regime.name().to_owned(),
        version: name.text.clone(),
        why: findings
            .first()
            .map_or_else(String::new, |it| it.text.clone()),
    };
    let Some((mut alone, version)) = versions.get(place).cloned().zip(tree.versions.get(place))
    else {
        return Err(why(Vec::new()));
    };
    alone.versions = vec![Version {
        from: from.unwrap_or(version.from),
        until: None,
        pending: version.pending,
        changes: Vec::new(),
        rules: Vec::new(),
        repeals: Vec::new(),
        ..version.clone()
    }];
    alone.examples = Vec::new();
    Regime::of_tree(alone).map_err(why)
}

/// Lives told under both laws.
fn told(old: &Regime, new: &Regime) -> Vec<Told> {
    let (old_laws, new_laws) = (laws(old), laws(new));
    let readings = old_laws.len().max(new_laws.len()).min(MOST_READINGS);
    let reading = |laws: &[Law], place: usize| laws.get(place).or(laws.first()).cloned();
    let pairs =
        (0..readings).filter_map(|place| reading(&old_laws, place).zip(reading(&new_laws, place)));
    let told = pairs.flat_map(|(old, law)| {
        let start = law.from.date().tomorrow().ok();
        lives(new, [&law, &old], start.as_slice())
    });
    told.collect()
}

/// Every effect that differs in some of these lives, each with its shortest witness, shortest
/// first. What shows in a plain life is not told again of other people or of what can be done.
pub(crate) fn compare(old: &Regime, new: &Regime, told: &[Told]) -> Vec<Difference> {
    let (old, new) = (Words::of(old), Words::of(new));
    shortest(told.iter().flat_map(|life| of_life(&old, &new, life)))
}

/// The shortest witness of each difference, shortest first.
fn shortest(all: impl Iterator<Item = Difference>) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for one in all {
        let same = |it: &Difference| {
            (it.change, it.about) == (one.change, one.about) && it.measure == one.measure
        };
        let length = |it: &Difference| (it.lines, it.from);
        match found.iter_mut().find(|it| same(it)) {
            Some(known) if length(&one) < length(known) => *known = one,
            Some(_) => {}
            None => found.push(one),
        }
    }
    let plain: Vec<(Change, String)> = found
        .iter()
        .filter(|it| it.about == About::Course)
        .map(|it| (it.change, it.measure.clone()))
        .collect();
    let told_already = |it: &Difference| {
        it.about != About::Course
            && plain
                .iter()
                .any(|(change, of)| *change == it.change && *of == it.measure)
    };
    found.retain(|it| !told_already(it));
    sort(&mut found);
    found
}

fn sort(found: &mut [Difference]) {
    found.sort_by_key(|it| (it.lines, it.from, it.measure.clone(), it.of, it.change));
}

/// Where the timelines of one life differ.
fn of_life(old: &Words<'_>, new: &Words<'_>, life: &Told) -> Vec<Difference> {
    let before = course(old, &life.example);
    let Some(after) = course(new, &life.example) else {
        return Vec::new();
    };
    let mut measures: Vec<&str> = new.regime.measures().collect();
    measures.extend(old.regime.measures());
    measures.sort_unstable();
    measures.dedup();
    let mut found = Vec::new();
    for measure in measures {
        let old_course = before
            .as_ref()
            .map_or_else(Vec::new, |it| stretches(it, measure));
        let new_course = stretches(&after, measure);
        for (change, from) in changes(&old_course, &new_course) {
            let Some(witness) = witness(new, &life.example, &after, (measure, change, from)) else {
                continue;
            };
            found.push(Difference {
                of: Of::Effect,
                measure: measure.to_owned(),
                change,
                before: old_course.clone(),
                after: new_course.clone(),
                from,
                witness,
                lines: life.example.lines.len(),
                about: life.about,
            });
        }
    }
    found
}

/// The timeline of a life under a law, without what the law does not know; `None` if it knows no
/// such paper.
fn course(words: &Words<'_>, example: &Example) -> Option<Timeline> {
    let known = words.fitted(example)?;
    let life = example::life(words.regime, &known)?.ok()?;
    Some(timeline(words.regime, &life, None))
}

/// What a regime has a word for, in any of its versions.
struct Words<'r> {
    regime: &'r Regime,
    instruments: Vec<Name>,
    facts: Vec<Name>,
    /// By attribute: its values.
    values: Vec<(Attribute, Vec<Name>)>,
}

impl<'r> Words<'r> {
    fn of(regime: &'r Regime) -> Self {
        let trees = reading::versions(regime.tree());
        let all = |names: &dyn Fn(&Tree) -> Vec<Name>| trees.iter().flat_map(names).collect();
        let excuses = |tree: &Tree| {
            let excuses = tree.excuses.iter().map(|it| it.name.clone());
            let exceptions = tree.exceptions.iter().map(|it| it.name.clone());
            excuses.chain(exceptions).collect()
        };
        let remedies = |tree: &Tree| {
            let remedies = tree.remedies.iter();
            remedies
                .flat_map(|it| [Some(it.name.clone()), it.then.clone()])
                .flatten()
                .collect()
        };
        let channels = |tree: &Tree| tree.channels.iter().map(|it| it.name.clone()).collect();
        let effects = |tree: &Tree| tree.effects.iter().map(|it| it.measure.clone()).collect();
        Self {
            regime,
            instruments: all(&|tree| tree.instruments.iter().map(|it| it.name.clone()).collect()),
            facts: all(&|tree| tree.facts.iter().map(|it| it.name.clone()).collect()),
            values: vec![
                (Attribute::Channel, all(&channels)),
                (Attribute::Effect, all(&effects)),
                (Attribute::Remedy, all(&remedies)),
                (Attribute::Excuse, all(&excuses)),
            ],
        }
    }

    /// An example without what the regime has no word for.
    fn fitted(&self, example: &Example) -> Option<Example> {
        let instrument = example.given.instrument.as_ref()?;
        if !self.instruments.contains(instrument) {
            return None;
        }
        let mut fitted = example.clone();
        fitted.lines.retain(|line| match line {
            Line::At { attributes, .. } => attributes.iter().all(|one| self.knows(one)),
            Line::Fact { fact, .. } => self.facts.contains(fact),
            Line::Then { .. } => true,
        });
        let facts = &mut fitted.given.facts;
        facts.retain(|(fact, _)| self.facts.contains(fact));
        Some(fitted)
    }

    fn knows(&self, (attribute, value): &(Name, Name)) -> bool {
        let mut values = self.values.iter();
        values
            .find(|(known, _)| known.word() == attribute.as_str())
            .is_none_or(|(_, values)| values.contains(value))
    }
}

/// When a measure holds or may hold, as answered.
fn stretches(timeline: &Timeline, measure: &str) -> Vec<Stretch> {
    let moments = timeline.answers.iter().map(|spell| spell.from);
    joined(moments.map(|from| (from, timeline.answer(measure, from))))
}

/// The stretches in which something is so or may be, of what it is from each of some instants on.
fn joined(each: impl Iterator<Item = (Timestamp, Truth)>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut last = Truth::No;
    for (from, truth) in each {
        if truth == last {
            continue;
        }
        if last != Truth::No
            && let Some(open) = stretches.last_mut()
        {
            open.until = Some(from);
        }
        if truth != Truth::No {
            stretches.push(Stretch {
                from,
                until: None,
                truth,
            });
        }
        last = truth;
    }
    stretches
}

fn truth_at(stretches: &[Stretch], at: Timestamp) -> Truth {
    let mut over = stretches
        .iter()
        .filter(|it| it.from <= at && it.until.is_none_or(|until| at < until));
    over.next().map_or(Truth::No, |it| it.truth)
}

/// How the course after differs from the one before, and from when on.
fn changes(before: &[Stretch], after: &[Stretch]) -> Vec<(Change, Timestamp)> {
    let mut changes = Vec::new();
    let sides = [
        (
            before,
            after,
            [Change::Wider, Change::Earlier, Change::Longer],
        ),
        (
            after,
            before,
            [Change::Narrower, Change::Later, Change::Shorter],
        ),
    ];
    for (less, more, [wider, earlier, longer]) in sides {
        let mut moments: Vec<Timestamp> = less.iter().chain(more).map(|it| it.from).collect();
        moments.extend(less.iter().filter_map(|it| it.until));
        moments.sort_unstable();
        let heavier = |at: &Timestamp| truth_at(more, *at) > truth_at(less, *at);
        let Some(first) = moments.iter().copied().find(heavier) else {
            continue;
        };
        let Some(begun) = less.first().map(|it| it.from) else {
            changes.push((wider, first));
            continue;
        };
        if first < begun {
            changes.push((earlier, first));
        }
        let later = moments
            .iter()
            .copied()
            .find(|at| *at >= begun && heavier(at));
        if let Some(later) = later {
            changes.push((longer, later));
        }
    }
    changes
}

/// The life as an example that says what is in force from when the two laws differ.
fn witness(
    words: &Words<'_>,
    example: &Example,
    after: &Timeline,
    (measure, change, from): (&str, Change, Timestamp),
) -> Option<String> {
    let with = |truth: Truth| {
        let measures = words.regime.measures();
        let held = measures.filter(|it| after.answer(it, from) == truth);
        held.map(|it| Name::new(it, Span::default()))
            .collect::<Vec<_>>()
    };
    let unknown = with(Truth::Unknown);
    shown(words, example, (measure, change, from), |line| {
        if let Line::Then {
            in_force,
            unknown: doubtful,
            ..
        } = line
        {
            *in_force = Some(with(Truth::Yes));
            *doubtful = (!unknown.is_empty()).then_some(unknown);
        }
    })
}

/// The life as an example under the law after, with a last line that says something of an instant.
fn shown(
    words: &Words<'_>,
    example: &Example,
    (measure, change, from): (&str, Change, Timestamp),
    says: impl FnOnce(&mut Line),
) -> Option<String> {
    let mut shown = words.fitted(example)?;
    shown.name = Name::new(format!("{measure}: {}", change.word()), Span::default());
    let mut line = Line::Then {
        at: words.regime.zone().to_datetime(from),
        served: None,
        in_force: None,
        unknown: None,
        stage: None,
        open: None,
        sanctions: None,
        follows: None,
        remedies: None,
        since: None,
        sender: None,
        reading: None,
        span: Span::default(),
    };
    says(&mut line);
    shown.lines.push(line);
    Some(text::example(&shown))
}
