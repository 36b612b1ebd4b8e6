//! What a regime becomes when names are resolved: for each version of the law a frame, which its
//! alternatives share, and one machine for each alternative.
//!
//! Versions number everything alike: what one of them lacks stands there and does nothing.
//! Names are small numbers here, periods are compiled and negation stands at the leaves, so that
//! a position costs microseconds. Everything is built by [`compile`](super::regime) from a tree
//! whose names have been checked.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::event::EventKind;
use crate::period::Period;
use crate::tree::{
    ClaimKind, DecidedBy, InAll, InstrumentKind, MonthDay, Pending, Rebutted, Serves, Silence,
    Stays, Tolling, Voids, WhileUndecided,
};

/// The most effects, and the most stages of a lifecycle, that a regime may have.
pub(crate) const MOST: usize = 16;

/// A set of at most [`MOST`] small numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(pub(crate) u16);

impl Set {
    pub(crate) fn with(self, id: u8) -> Self {
        Self(self.0 | 1u16.checked_shl(u32::from(id)).unwrap_or(0))
    }
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    pub(crate) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    pub(crate) fn has(self, id: u8) -> bool {
        self.0 & 1u16.checked_shl(u32::from(id)).unwrap_or(0) != 0
    }
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        (0..16u8).filter(move |id| self.has(*id))
    }
}

impl FromIterator<u8> for Set {
    fn from_iter<T: IntoIterator<Item = u8>>(ids: T) -> Self {
        ids.into_iter().fold(Self::default(), Self::with)
    }
}

/// When a version of the law is in force.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InForce {
    pub(crate) from: Timestamp,
    /// Its end, or the beginning of the next version if that comes first.
    pub(crate) until: Option<Timestamp>,
    /// What happens to matters posted before.
    pub(crate) pending: Pending,
}

impl InForce {
    pub(crate) fn covers(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// One version of the law, as far as it is the same in every alternative.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) zone: TimeZone,
    /// By version, in order; the same in every frame.
    pub(crate) versions: Vec<InForce>,
    /// From when this version is in force.
    pub(crate) from: Timestamp,
    pub(crate) facts: Vec<FactMachine>,
    pub(crate) categories: Vec<CategoryMachine>,
    pub(crate) channels: Vec<ChannelMachine>,
    pub(crate) instruments: Vec<(String, InstrumentKind)>,
    pub(crate) measures: Vec<String>,
    pub(crate) remedies: Vec<RemedyMachine>,
    pub(crate) excuses: Vec<ExcuseMachine>,
    pub(crate) warnings: Vec<WarningMachine>,
    pub(crate) duties: Vec<DutyMachine>,
    pub(crate) claims: Vec<ClaimMachine>,
    pub(crate) exceptions: Vec<ExceptionMachine>,
    pub(crate) sanctions: Vec<SanctionMachine>,
    pub(crate) follows: Vec<FollowMachine>,
    /// By instrument.
    pub(crate) papers: Vec<PaperMachine>,
}

impl Frame {
    /// Whether a version of the law is in force at an instant.
    pub(crate) fn in_force(&self, at: Timestamp) -> bool {
        self.version_at(at).is_some()
    }
    /// The version in force at an instant.
    pub(crate) fn version_at(&self, at: Timestamp) -> Option<usize> {
        self.versions.iter().position(|version| version.covers(at))
    }
}

/// A claim of non-receipt or of appearance.
#[derive(Clone, Debug)]
pub(crate) struct ClaimMachine {
    pub(crate) kind: ClaimKind,
    pub(crate) while_undecided: WhileUndecided,
    pub(crate) decide_within: Option<Period>,
    pub(crate) decided_by: String,
    pub(crate) cite: Vec<String>,
}

/// An exception.
#[derive(Clone, Debug)]
pub(crate) struct ExceptionMachine {
    pub(crate) name: String,
    pub(crate) from: Set,
    pub(crate) decide_within: Period,
    pub(crate) silence: Silence,
    pub(crate) lasts: Period,
    pub(crate) decided_by: String,
    pub(crate) cite: Vec<String>,
}

/// A sanction.
#[derive(Clone, Debug)]
pub(crate) struct SanctionMachine {
    pub(crate) name: String,
    pub(crate) stages: Vec<String>,
    pub(crate) decided: DecidedBy,
    /// How often, within what, and by which fact.
    pub(crate) count: Option<(u32, Period, u8)>,
    pub(crate) cite: Vec<String>,
}

/// An instrument that may follow.
#[derive(Clone, Debug)]
pub(crate) struct FollowMachine {
    pub(crate) instrument: String,
    pub(crate) on: String,
    pub(crate) within: Option<Period>,
    pub(crate) cite: Vec<String>,
}

/// What an instrument asks of its copies.
#[derive(Clone, Debug, Default)]
pub(crate) struct PaperMachine {
    /// The parts of the year in which it may be posted; empty: all year.
    pub(crate) windows: Vec<(MonthDay, MonthDay)>,
    /// Channels on one of which a copy must have been posted first.
    pub(crate) first_contact: Vec<u8>,
    /// By excuse: how often it may be claimed.
    pub(crate) times: Vec<u32>,
}

/// A fact: how long it may be relied on, and what words it knows.
#[derive(Clone, Debug)]
pub(crate) struct FactMachine {
    pub(crate) name: String,
    pub(crate) kind: FactShape,
    pub(crate) source: String,
    pub(crate) fresh: SignedDuration,
    /// Ages that some rule compares with, in whole years.
    pub(crate) ages: Vec<Threshold>,
}

/// What values a fact takes.
#[derive(Clone, Debug)]
pub(crate) enum FactShape {
    Date,
    Choice(Vec<String>),
    Periods,
    Text,
}

/// An age at which a rule begins or ends to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// Reached: a burden, so that 29 February counts as 1 March.
    From(u16),
    /// Ended: a relief, so that 29 February counts as 28 February.
    Below(u16),
}

impl Threshold {
    /// The local day on which the age is reached.
    pub(crate) fn day(self, birth: Date) -> Option<Date> {
        let (years, burdens) = match self {
            Self::From(years) => (years, true),
            Self::Below(years) => (years, false),
        };
        let day = birth
            .checked_add(jiff::Span::new().years(i64::from(years)))
            .ok()?;
        if burdens && day.day() != birth.day() {
            day.tomorrow().ok()
        } else {
            Some(day)
        }
    }
}

/// A category: its name and its condition.
#[derive(Clone, Debug)]
pub(crate) struct CategoryMachine {
    pub(crate) name: String,
    pub(crate) when: Condition,
    pub(crate) cite: Vec<String>,
}

/// A condition with negation at the leaves.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Literal(Literal),
}

impl Condition {
    /// Calls for each literal.
    pub(crate) fn literals<'a>(&'a self, call: &mut impl FnMut(&'a Literal)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.literals(call));
            }
            Self::Literal(literal) => call(literal),
        }
    }
}

/// A test of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) fact: u8,
    pub(crate) test: Test,
}

/// What is tested. Each has its negation, so that staleness can be told from the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Is(u16),
    IsNot(u16),
    TextIs(String),
    TextIsNot(String),
    Age {
        from: Option<u16>,
        below: Option<u16>,
    },
    NotAge {
        from: Option<u16>,
        below: Option<u16>,
    },
    Holds,
    HoldsNot,
}

/// A channel.
#[derive(Clone, Debug)]
pub(crate) struct ChannelMachine {
    pub(crate) name: String,
    pub(crate) serves: Serves,
    pub(crate) needs: Vec<Literal>,
    pub(crate) regions: Vec<Open>,
    pub(crate) by: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) place: Vec<String>,
}

impl ChannelMachine {
    /// A channel that this version does not know.
    pub(crate) fn absent(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            serves: Serves::Courtesy,
            needs: Vec::new(),
            regions: Vec::new(),
            by: Vec::new(),
            to: Vec::new(),
            place: Vec::new(),
        }
    }
}

/// Where and when a channel is open.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub(crate) region: String,
    pub(crate) from: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
}

/// A remedy.
#[derive(Clone, Debug)]
pub(crate) struct RemedyMachine {
    pub(crate) name: String,
    pub(crate) against: Set,
    pub(crate) open_for: Period,
    pub(crate) open_from: AnchorMachine,
    pub(crate) stays: Stays,
    pub(crate) decide_within: Option<Period>,
    pub(crate) then: Option<String>,
    pub(crate) cite: Vec<String>,
}

/// An excuse.
#[derive(Clone, Debug)]
pub(crate) struct ExcuseMachine {
    pub(crate) name: String,
    pub(crate) claim_within: Option<(Period, AnchorMachine)>,
    pub(crate) then_appear_within: Option<(Period, AnchorMachine)>,
    pub(crate) while_undecided: WhileUndecided,
    pub(crate) decided_by: String,
    pub(crate) cite: Vec<String>,
}

/// Whether a version has a rule that others have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Here,
    Elsewhere,
}

/// A warning.
#[derive(Clone, Debug)]
pub(crate) struct WarningMachine {
    pub(crate) name: String,
    pub(crate) known: Known,
    /// `None`: after service.
    pub(crate) after: Option<String>,
    pub(crate) by: Vec<u8>,
    pub(crate) then: Period,
    pub(crate) cite: Vec<String>,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DutyMachine {
    pub(crate) name: String,
    pub(crate) known: Known,
    /// The instruments whose duty it is; empty: every one.
    pub(crate) of: Vec<u8>,
    pub(crate) from: AnchorMachine,
    pub(crate) due: DueMachine,
    /// The categories it is upon; empty: whoever was served.
    pub(crate) upon: Vec<u8>,
    pub(crate) late_within: Option<Period>,
    pub(crate) met_by: Vec<EventKind>,
    pub(crate) cite: Vec<String>,
}

impl DutyMachine {
    /// Whether it is a duty of whoever gets this instrument.
    pub(crate) fn is_of(&self, instrument: u8) -> bool {
        self.of.is_empty() || self.of.contains(&instrument)
    }

    /// Whether it needs no summons.
    pub(crate) fn of_statute(&self) -> bool {
        use AnchorMachine as A;
        matches!(
            self.from,
            A::Statute | A::Day(_) | A::Window(..) | A::PublicEvent(_)
        )
    }
}

/// By when a duty is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DueMachine {
    By(AnchorMachine),
    Within(Box<Period>),
}

/// From what a period runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AnchorMachine {
    Served,
    Sender,
    /// The beginning of the version.
    Statute,
    Day(Timestamp),
    Window(MonthDay, MonthDay),
    PublicEvent(String),
    AppearAt,
    Event(EventKind),
    Stage(String),
}

/// One alternative: the rules with one reading of each dispute.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    /// By channel.
    pub(crate) services: Vec<Option<ServiceMachine>>,
    /// By instrument: the categories it may be sent to.
    pub(crate) to: Vec<Vec<u8>>,
    /// By instrument.
    pub(crate) lifecycles: Vec<Option<LifecycleMachine>>,
    /// By measure.
    pub(crate) effects: Vec<EffectMachine>,
    /// By instrument: whether an effect can hold before anybody is served.
    pub(crate) early: Vec<Early>,
}

/// Whether an effect can hold before service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Early {
    Never,
    Possible,
}

/// When a copy on a channel serves.
#[derive(Clone, Debug)]
pub(crate) struct ServiceMachine {
    pub(crate) grounds: Vec<GroundMachine>,
    pub(crate) needs: Vec<NeedMachine>,
    pub(crate) sender: Option<EventKind>,
    pub(crate) tolled_by: Vec<Tolling>,
    pub(crate) rebuttals: Vec<RebuttalMachine>,
    pub(crate) cite: Vec<String>,
}

/// A ground of service.
#[derive(Clone, Debug)]
pub(crate) struct GroundMachine {
    pub(crate) event: EventKind,
    pub(crate) mark: Option<String>,
    pub(crate) attempt: Option<u32>,
    pub(crate) wait: Option<WaitMachine>,
    pub(crate) since: Option<String>,
    pub(crate) until: Option<String>,
}

impl GroundMachine {
    /// Whether it shows that the person knows of the copy.
    pub(crate) fn proves(&self) -> bool {
        self.wait.is_none() && proves_receipt(self.event)
    }
}

/// Whether an event shows that the person knows of a copy.
pub(crate) fn proves_receipt(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Opened | EventKind::Delivered | EventKind::Refused
    )
}

/// A wait before service.
#[derive(Clone, Debug)]
pub(crate) struct WaitMachine {
    pub(crate) period: Box<Period>,
    pub(crate) bears: Bears,
}

/// Which date service bears after a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bears {
    /// The day after the last day.
    DayAfter,
    /// The last day itself.
    LastDay,
}

/// What must be so for a copy to serve.
#[derive(Clone, Debug)]
pub(crate) enum NeedMachine {
    /// What was judged, and by whom it must be.
    Judged(String, String),
    Alerts {
        count: u32,
        apart: Option<SignedDuration>,
        within: Option<SignedDuration>,
    },
    Attempts {
        count: u32,
        apart: Option<SignedDuration>,
    },
    Tried(u8),
}

/// What undoes or moves a service.
#[derive(Clone, Debug)]
pub(crate) struct RebuttalMachine {
    pub(crate) reason: String,
    pub(crate) then: Rebutted,
    pub(crate) within: Option<Box<Period>>,
}

/// The stages of a matter.
#[derive(Clone, Debug)]
pub(crate) struct LifecycleMachine {
    pub(crate) stages: Vec<StageMachine>,
    pub(crate) ends_on: Vec<EventKind>,
    pub(crate) tolled_by: Vec<Tolling>,
    pub(crate) voids: Voids,
    /// The stage to which service leads: where an accepted excuse leads back.
    pub(crate) served_stage: u8,
}

/// A stage.
#[derive(Clone, Debug)]
pub(crate) struct StageMachine {
    pub(crate) name: String,
    pub(crate) then: Vec<ThenMachine>,
    /// The stages that can follow, this one left out unless it can recur.
    pub(crate) reaches: Set,
}

/// A way out of a stage.
#[derive(Clone, Debug)]
pub(crate) struct ThenMachine {
    pub(crate) to: u8,
    pub(crate) trigger: TriggerMachine,
}

/// What moves a matter on.
#[derive(Clone, Debug)]
pub(crate) enum TriggerMachine {
    Served,
    On(EventKind),
    After {
        name: String,
        period: Box<Period>,
        from: AnchorMachine,
    },
    Missed(u8),
}

/// What a rule does.
#[derive(Clone, Debug)]
pub(crate) struct EffectMachine {
    pub(crate) cite: Vec<String>,
    /// By instrument: the stages in which it holds.
    pub(crate) stages: Vec<Set>,
    pub(crate) when: Option<Condition>,
    pub(crate) decided: DecidedBy,
    pub(crate) decide_within: Option<(Box<Period>, AnchorMachine)>,
    pub(crate) limit: Option<LimitMachine>,
}

/// How long an effect can last.
#[derive(Clone, Debug)]
pub(crate) struct LimitMachine {
    pub(crate) longest: Period,
    pub(crate) extends: bool,
    /// The most days of how many, over all matters.
    pub(crate) in_all: Option<InAll>,
    pub(crate) cite: Vec<String>,
}
