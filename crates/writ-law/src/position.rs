//! The position: what the law says of a matter at one instant, with the reasons.

use jiff::Timestamp;

use crate::life::{Instance, Life};
use crate::proof::{self, NodeId, Proof};
use crate::regime::{Alternative, Regime};
use crate::timeline::{self, segment_at};
use crate::trace::{DutyState, End, Laws, Run, Segment, Service, StageNow, Until};
use crate::tree::ClaimKind;
use crate::truth::Truth;

mod open;
mod pending;
pub(crate) mod sanction;
mod write;

pub use open::ExcuseNow;
pub use pending::{ExceptionNow, PendingNow, Plea};
pub use sanction::{FollowNow, SanctionNow, SanctionStatus};

/// The instant asked about, and what was recorded by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// When it is or was so.
    pub at: Timestamp,
    /// What was recorded by this instant; `None`: everything.
    pub known_at: Option<Timestamp>,
}

/// What the law says of a matter at an instant. Borrows the regime and the life it explains.
#[derive(Debug)]
pub struct Position<'a> {
    pub(crate) regime: &'a Regime,
    pub(crate) life: &'a Life,
    /// The instant asked about.
    pub as_of: AsOf,
    /// Whether the person may be called, over all readings.
    pub eligible: Truth,
    pub(crate) served: Option<Service>,
    pub(crate) stages: Vec<StageNow>,
    /// By alternative.
    pub(crate) services: Vec<Option<Service>>,
    /// By alternative: the version whose law the matter is in.
    pub(crate) laws: Vec<u8>,
    /// What the person must do.
    pub duties: Vec<DutyNow>,
    /// The reasons for not appearing that the person can still give.
    pub excuses: Vec<ExcuseNow>,
    /// What the person can still claim: that nothing reached them, that they did come.
    pub claims: Vec<ClaimKind>,
    /// The exceptions that the person can ask for now.
    pub exceptions: Vec<ExceptionNow>,
    /// What the person asked or said, and nobody has answered yet.
    pub pending: Vec<PendingNow>,
    /// Punishments that the regime knows, imposed or not.
    pub sanctions: Vec<SanctionNow>,
    /// Instruments that may be issued now because of this matter.
    pub follows: Vec<FollowNow>,
    /// By alternative: what may be imposed, and what may follow.
    pub(crate) beyond: Vec<(Vec<SanctionNow>, Vec<FollowNow>)>,
    /// Every measure of the regime, in force or not.
    pub effects: Vec<EffectNow>,
    /// The next instant at which something changes if nothing more happens.
    pub next_change: Option<Timestamp>,
    pub(crate) proof: Proof<'a>,
}

/// Where a duty stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyNow {
    /// The duty.
    pub duty: String,
    /// `open`, `met`, `excused` or `void`.
    pub status: DutyStatus,
    /// When it is due; the latest of all readings.
    pub due: Option<Timestamp>,
    /// Sources or assumptions it rests on.
    pub cite: Vec<String>,
    /// The measures in force that end once it is done, by every act that meets it and in every
    /// reading.
    pub ends: Vec<String>,
}

/// Whether a duty is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyStatus {
    /// It is to be done.
    Open,
    /// It was done.
    Met,
    /// It need not be done, for a good reason.
    Excused,
    /// There is nothing to do.
    Void,
}

impl DutyStatus {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Excused => "excused",
            Self::Void => "void",
        }
    }
}

/// Where an effect stands.
#[derive(Debug)]
pub struct EffectNow {
    /// Its place in the regime.
    pub(crate) id: u8,
    /// What all readings agree on, else unknown.
    pub answer: Truth,
    /// Since when it has been so, where the answer is yes.
    pub since: Option<Timestamp>,
    /// Until when it will be so if nothing more happens, where the answer is yes.
    pub until: Option<Timestamp>,
    /// By alternative.
    pub readings: Vec<Truth>,
    pub(crate) because: Vec<NodeId>,
    /// What is open against it.
    pub remedies: Vec<RemedyNow>,
}

/// A remedy that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemedyNow {
    /// The remedy.
    pub remedy: String,
    /// Its last instant, the latest of all readings; `None` while it has none.
    pub until: Option<Timestamp>,
    /// Whether it stays the effect at once.
    pub stays: crate::tree::Stays,
}

/// Works out the position of a matter at an instant.
#[must_use]
pub fn position<'a>(regime: &'a Regime, life: &'a Life, as_of: AsOf) -> Position<'a> {
    let alternatives = regime.alternatives();
    let mut proof = Proof::with_room();
    let mut views = Vec::with_capacity(alternatives.len());
    for alternative in alternatives {
        views.extend(view(regime, alternative, life, as_of, &mut proof));
    }
    let effects = effects(regime, &views, as_of.at);
    let eligible = Truth::agreed(views.iter().map(|view| view.eligible));
    let served = views.iter().map(|view| view.served).reduce(later).flatten();
    // A remedy that is open closes later.
    let closings = effects.iter().flat_map(|effect| &effect.remedies);
    let closings = closings.filter_map(|remedy| remedy.until);
    let next_change = views
        .iter()
        .filter_map(|view| view.next_change(as_of.at))
        .chain(closings)
        .min();
    let mut duties = duties(regime, &views);
    let open = views.iter().map(|view| view.open.clone());
    let open = open.reduce(open::Open::or).unwrap_or_default();
    open.tell(regime, &effects, &mut duties);
    let (excuses, claims) = open.said();
    let pending = views.iter().map(|view| view.pending.clone());
    let pending = pending.reduce(pending::Pending::or).unwrap_or_default();
    let (pending, exceptions) = pending.said();
    Position {
        regime,
        life,
        as_of,
        eligible,
        served,
        stages: views.iter().map(|view| view.stage).collect(),
        services: views.iter().map(|view| view.served).collect(),
        laws: views.iter().map(|view| view.law).collect(),
        duties,
        excuses,
        claims,
        exceptions,
        pending,
        sanctions: sanction::agreed(views.iter().map(|view| &view.beyond.0[..])),
        follows: sanction::common(views.iter().map(|view| &view.beyond.1[..])),
        beyond: views.iter().map(|view| view.beyond.clone()).collect(),
        effects,
        next_change,
        proof,
    }
}

/// The later of two services; none if either has none.
fn later(a: Option<Service>, b: Option<Service>) -> Option<Service> {
    let (a, b) = (a?, b?);
    Some(if b.at > a.at { b } else { a })
}

/// A remedy that is open, by its place, with its last instant.
type Open = (usize, Instance, Option<Timestamp>);

/// What one alternative says.
#[derive(Debug)]
struct View {
    segments: Vec<Segment>,
    eligible: Truth,
    served: Option<Service>,
    stage: StageNow,
    law: u8,
    beyond: (Vec<SanctionNow>, Vec<FollowNow>),
    duties: Vec<Option<DutyState>>,
    open: open::Open,
    pending: pending::Pending,
    because: Vec<NodeId>,
    remedies: Vec<Vec<Open>>,
}

impl View {
    fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        let after = self.segments.partition_point(|segment| segment.from <= at);
        let now = after
            .checked_sub(1)
            .and_then(|index| self.segments.get(index));
        let later = self.segments.get(after..).unwrap_or(&[]);
        later
            .iter()
            .find(|next| {
                now.is_none_or(|now| next.effects != now.effects || next.stage != now.stage)
            })
            .map(|next| next.from)
    }
}

fn view<'a>(
    regime: &'a Regime,
    alternative: &'a Alternative,
    life: &'a Life,
    as_of: AsOf,
    proof: &mut Proof<'a>,
) -> Option<View> {
    let known = as_of.known_at.unwrap_or(Timestamp::MAX);
    let laws = Laws::of(regime, alternative);
    let segments = timeline::segments(laws, life, known);
    let gone = timeline::gone(life, known, as_of.at);
    let mut runs = timeline::runs(laws, life, known, &gone);
    for run in &mut runs {
        run.run(Until::Instant(as_of.at), &mut Vec::new());
        run.state.now = as_of.at;
    }
    // A milder law counts from its first day on.
    runs.retain(|run| run.course.counts_from <= as_of.at);
    let remedies = runs
        .iter()
        .map(remedies_of)
        .reduce(either)
        .unwrap_or_default();
    let duties = runs
        .iter()
        .map(open::own_duties)
        .reduce(milder)
        .unwrap_or_default();
    let open = runs.iter().map(open::Open::of).reduce(open::Open::or);
    let pending = runs.iter().map(|run| pending::Pending::of(regime, run));
    let pending = pending.reduce(pending::Pending::or);
    let beyond = runs
        .iter()
        .map(|run| (sanction::sanctions(run), sanction::follows(run)));
    let beyond = beyond.reduce(sanction::milder).unwrap_or_default();
    let run = runs.into_iter().next()?;
    let truths = segment_at(&segments, as_of.at).map(|segment| segment.effects);
    let shared = proof::shared(proof, &run);
    let because = (0u8..)
        .zip(&run.here().machine.effects)
        .map(|(id, rule)| {
            let truth = truths
                .and_then(|it| it.get(usize::from(id)).copied())
                .unwrap_or_default();
            proof::effect(proof, &run, shared, (id, rule), truth)
        })
        .collect();
    let void = matches!(run.state.end, Some(End::Void { .. }));
    Some(View {
        law: run.here().version,
        eligible: run.eligible_at(as_of.at),
        served: run.state.served.filter(|_| !void),
        stage: run.stage_now(),
        beyond,
        duties,
        open: open.unwrap_or_default(),
        pending: pending.unwrap_or_default(),
        because,
        remedies,
        segments,
    })
}

/// Of two courses, what either leaves open.
fn either(mut one: Vec<Vec<Open>>, other: Vec<Vec<Open>>) -> Vec<Vec<Open>> {
    for (here, there) in one.iter_mut().zip(other) {
        here.extend(there);
    }
    one
}

/// What is to be done is told by the first course. Where both know a duty, the one that asks less
/// of the person, and the later day.
fn milder(one: Vec<Option<DutyState>>, other: Vec<Option<DutyState>>) -> Vec<Option<DutyState>> {
    let least = |(one, other): (Option<DutyState>, Option<DutyState>)| {
        let (status, due) = one?;
        let (other, later) = other.unwrap_or((status, due));
        Some((status.max(other), due.max(later)))
    };
    one.into_iter().zip(other).map(least).collect()
}

fn duties(regime: &Regime, views: &[View]) -> Vec<DutyNow> {
    let mut duties = Vec::new();
    for (place, duty) in regime.frame().duties.iter().enumerate() {
        let each = views
            .iter()
            .map(|view| view.duties.get(place).copied().flatten());
        // A duty is the person's only if it has begun in every reading; where readings differ,
        // the one that asks least of the person holds, and the latest day.
        let all: Option<Vec<_>> = each.collect();
        let Some(all) = all.filter(|all| !all.is_empty()) else {
            continue;
        };
        let status = all
            .iter()
            .map(|(status, _)| *status)
            .max()
            .unwrap_or(DutyStatus::Void);
        // What is void asks for nothing, and so has no last day.
        let due = all.iter().map(|(_, due)| *due).max().flatten();
        let due = due.filter(|_| status != DutyStatus::Void);
        let law = views.first().map_or(0, |view| view.law);
        let rule = regime.frames().get(usize::from(law));
        let rule = rule.and_then(|frame| frame.duties.get(place));
        duties.push(DutyNow {
            duty: duty.name.clone(),
            status,
            due,
            cite: rule.unwrap_or(duty).cite.clone(),
            ends: Vec::new(),
        });
    }
    duties
}

/// By effect: the remedies that are open, each with its instance and its last instant.
fn remedies_of(run: &Run<'_>) -> Vec<Vec<Open>> {
    let over = run.state.end.is_some() || run.state.live.is_none();
    let of = |id: u8| {
        let remedies = (0u8..).zip(&run.here().frame.remedies);
        remedies
            .filter(|(_, remedy)| !over && remedy.against.has(id))
            .filter_map(|(place, remedy)| {
                let instance = run.open_instance((place, remedy), id)?;
                let closes = run.closes(remedy, instance, id);
                Some((usize::from(place), instance, closes))
            })
            .collect()
    };
    (0u8..)
        .take(run.here().machine.effects.len())
        .map(of)
        .collect()
}

fn effects(regime: &Regime, views: &[View], at: Timestamp) -> Vec<EffectNow> {
    let mut effects = Vec::with_capacity(regime.frame().measures.len());
    let moments = moments(views);
    for (id, place) in (0u8..).zip(0..regime.frame().measures.len()) {
        let answer_at = |moment: Timestamp| {
            Truth::agreed(
                views
                    .iter()
                    .map(|view| truth_at(&view.segments, place, moment)),
            )
        };
        let answer = answer_at(at);
        let (since, until) = if answer == Truth::Yes {
            spell(&moments, at, &answer_at)
        } else {
            (None, None)
        };
        effects.push(EffectNow {
            id,
            answer,
            since,
            until,
            readings: views
                .iter()
                .map(|view| truth_at(&view.segments, place, at))
                .collect(),
            because: views
                .iter()
                .filter_map(|view| view.because.get(place).copied())
                .collect(),
            remedies: remedies(regime, views, place),
        });
    }
    effects
}

fn moments(views: &[View]) -> Vec<Timestamp> {
    let all = views.iter().flat_map(|view| &view.segments);
    let mut moments: Vec<Timestamp> = all.map(|segment| segment.from).collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// The spell of *yes* around an instant.
fn spell(
    moments: &[Timestamp],
    at: Timestamp,
    answer_at: &impl Fn(Timestamp) -> Truth,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let after = moments.partition_point(|moment| *moment <= at);
    let (past, future) = moments.split_at(after);
    let since = past
        .iter()
        .rev()
        .copied()
        .take_while(|it| answer_at(*it) == Truth::Yes)
        .last();
    let until = future
        .iter()
        .copied()
        .find(|moment| answer_at(*moment) != Truth::Yes);
    (since, until)
}

fn truth_at(segments: &[Segment], measure: usize, at: Timestamp) -> Truth {
    segment_at(segments, at)
        .and_then(|segment| segment.effects.get(measure).copied())
        .unwrap_or_default()
}

/// Remedies are open if any reading opens them, until the latest day of all.
fn remedies(regime: &Regime, views: &[View], measure: usize) -> Vec<RemedyNow> {
    let mut open = Vec::new();
    for (place, remedy) in regime.frame().remedies.iter().enumerate() {
        for instance in [Instance::First, Instance::Appeal] {
            let of = views.iter().filter_map(|view| view.remedies.get(measure));
            let mut each = of
                .flatten()
                .filter(|(id, it, _)| *id == place && *it == instance);
            let untils: Vec<Option<Timestamp>> = each.by_ref().map(|(.., until)| *until).collect();
            if untils.is_empty() {
                continue;
            }
            let until = if untils.contains(&None) {
                None
            } else {
                untils.into_iter().flatten().max()
            };
            let name = match instance {
                Instance::First => Some(&remedy.name),
                Instance::Appeal => remedy.then.as_ref(),
            };
            let remedy_name = name.cloned().unwrap_or_default();
            open.push(RemedyNow {
                remedy: remedy_name,
                until,
                stays: remedy.stays,
            });
        }
    }
    open
}
