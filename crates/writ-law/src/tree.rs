//! The typed tree of a regime: what a pack says, before names are resolved.
//!
//! Its JSON is the canonical form of a regime, whose digest goes into every position. Spans point
//! into the pack's text and are left out of the canonical form: moving a rule changes no law.

use std::fmt;

use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::Serialize;

use crate::event::EventKind;
use crate::finding::Span;

/// A word that names something, with the place where it stands. Equal by its text alone.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct Name {
    /// The word itself.
    pub text: String,
    /// Where it stands in the pack.
    #[serde(skip)]
    pub span: Span,
}

impl Name {
    /// A name at a place.
    #[must_use]
    pub fn new(text: impl Into<String>, span: Span) -> Self {
        Self {
            text: text.into(),
            span,
        }
    }
    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl Eq for Name {}

/// A regime as its pack states it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tree {
    /// Name, domain, title, status and zone.
    pub regime: Header,
    /// The texts that the rules cite.
    pub sources: Vec<Source>,
    /// What was put in because no source says it.
    pub assumptions: Vec<Assumption>,
    /// Working days.
    pub calendars: Vec<Calendar>,
    /// Named periods.
    pub periods: Vec<PeriodRule>,
    /// What may be known of a person, from whom, and for how long it may be relied on.
    pub facts: Vec<FactRule>,
    /// Who may be called.
    pub categories: Vec<Category>,
    /// The kinds of paper: summons, order, questionnaire, test.
    pub instruments: Vec<Instrument>,
    /// The ways a copy can reach a person.
    pub channels: Vec<Channel>,
    /// The order in which channels are tried.
    pub ladders: Vec<Ladder>,
    /// When a copy on a channel counts as served.
    pub services: Vec<ServiceRule>,
    /// The stages of a matter.
    pub lifecycles: Vec<Lifecycle>,
    /// What the person must do.
    pub duties: Vec<Duty>,
    /// What follows if they do not.
    pub effects: Vec<Effect>,
    /// What must be sent before an effect.
    pub warnings: Vec<Warning>,
    /// What the person can do against an effect.
    pub remedies: Vec<Remedy>,
    /// How long an effect can last.
    pub limits: Vec<Limit>,
    /// Good reasons for not appearing.
    pub excuses: Vec<Excuse>,
    /// Clauses that can be read in more than one way.
    pub disputes: Vec<Dispute>,
    /// When the law is in force. The first is the base.
    pub versions: Vec<Version>,
    /// What the text says and the language does not model.
    pub unmodelled: Vec<Unmodelled>,
    /// Examples: given, when, then.
    pub examples: Vec<Example>,
}

/// The `regime` node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Header {
    /// Its name, for instance `seed/002`.
    pub name: Name,
    /// What the summons is for.
    pub domain: Domain,
    /// Its title.
    pub title: String,
    /// The language of its title and rules (BCP 47).
    pub lang: String,
    /// Whether it is law, a report of law, or an illustration.
    pub status: Status,
    /// The IANA time zone in which days are counted.
    pub zone: Name,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What a regime summons people for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// Military service.
    Military,
    /// Jury service.
    Jury,
    /// A court hearing.
    Court,
    /// A medical board.
    Medical,
    /// A tax hearing.
    Tax,
    /// Anything else.
    Other,
}

/// What kind of text a regime is made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As a source reports it.
    Reported,
    /// Made up to show something.
    Illustrative,
    /// A promulgated text, by name and hash.
    Adopted {
        /// The name of the promulgated text.
        text: String,
        /// Its SHA-256, in hexadecimal.
        hash: String,
    },
}

/// A text that rules cite.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The name by which rules cite it.
    pub name: Name,
    /// `press`, `statute`, `judgment`, `treaty`, `guidance` or `design`.
    pub kind: Name,
    /// Its file name, where it is a file.
    pub file: Option<String>,
    /// What it says, quoted or in other words.
    pub says: Vec<String>,
}

/// Something put in because no source says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// The name by which rules cite it: its text, or a shorter `name=`.
    pub name: Name,
    /// What is assumed.
    pub text: String,
    /// What it touches, in words.
    pub affects: Vec<String>,
}

/// Which days are working days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calendar {
    /// Its name.
    pub name: Name,
    /// The first day it speaks of.
    pub covers_from: Date,
    /// The day after the last one it speaks of.
    pub covers_until: Date,
    /// The days of the week that are not worked.
    #[serde(serialize_with = "weekdays")]
    pub weekend: Vec<Weekday>,
    /// Days off besides, half open.
    pub off: Vec<Days>,
    /// Days that are worked although they fall on a weekend.
    pub worked: Vec<Days>,
}

fn weekdays<S: serde::Serializer>(days: &[Weekday], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(days.iter().map(|day| day.to_monday_one_offset()))
}

/// Days from the first, up to and without the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The day after the last one.
    pub until: Date,
}

/// A unit in which periods are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Real minutes.
    Minutes,
    /// Real hours.
    Hours,
    /// Days of the calendar.
    Days,
    /// Working days.
    WorkDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// A number with its unit, written `(days)20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// Whether the day of the event is the first day of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountFrom {
    /// The day after the event is the first.
    #[default]
    NextDay,
    /// The day of the event is the first.
    SameDay,
}

/// Whether the first and the last day are left out as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clear {
    /// No.
    #[default]
    Ordinary,
    /// `n` whole days lie in between.
    Clear,
}

/// What happens to a last day that is not a working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    /// Nothing.
    #[default]
    None,
    /// It moves to the next working day.
    Next,
    /// It moves to the working day before.
    Previous,
}

/// What a month means from a day that the target month does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MonthEnd {
    /// The month's last day.
    #[default]
    Clamp,
    /// An error.
    Error,
}

/// A named period: every field of a `writ deadline` row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodRule {
    /// Its name.
    pub name: Name,
    /// Its length.
    pub amount: Amount,
    /// Whether the day of the event counts.
    pub count_from: CountFrom,
    /// Clear days.
    pub clear: Clear,
    /// Up to how many days a period counts working days only.
    pub short_up_to: Option<u32>,
    /// What happens to a last day off.
    pub roll: Roll,
    /// Month ends; `None` where the pack does not say (W023 for months and years).
    pub month_end: Option<MonthEnd>,
    /// The fewest working days it must contain.
    pub min_work_days: u32,
    /// From this local time on, the event counts as of the next day.
    pub cutoff: Option<Time>,
    /// Which days are working days.
    pub calendar: Option<Name>,
    /// Sources or assumptions it rests on.
    pub cite: Vec<Name>,
}

/// A fact that may be known of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactRule {
    /// Its name.
    pub name: Name,
    /// What values it takes.
    pub kind: FactKind,
    /// Who says so.
    pub from: Name,
    /// For how long after recording it may be relied on.
    pub fresh_for: Amount,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What values a fact takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A date.
    Date,
    /// One of these words.
    Choice(Vec<Name>),
    /// Half-open periods; `[]` says: none.
    Periods,
    /// Any text.
    Text,
}

/// A condition over facts, three-valued.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Predicate {
    /// Every part holds.
    All(Vec<Predicate>),
    /// At least one part holds.
    Any(Vec<Predicate>),
    /// The part does not hold (Kleene: not unknown is unknown).
    Not(Box<Predicate>),
    /// The fact has this value.
    Is {
        /// The fact.
        fact: Name,
        /// The value.
        value: Name,
    },
    /// The fact is known and has another value.
    IsNot {
        /// The fact.
        fact: Name,
        /// The value.
        value: Name,
    },
    /// Whole years since the date lie in `[from, below)`.
    Age {
        /// The date fact.
        fact: Name,
        /// The least age.
        from: Option<u16>,
        /// The age at which it ends.
        below: Option<u16>,
    },
    /// A period of the fact covers the instant.
    Holds {
        /// The periods fact.
        fact: Name,
    },
}

/// Who may be called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Category {
    /// Its name.
    pub name: Name,
    /// What makes a person belong to it.
    pub when: Predicate,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// What an instrument is. Only a test has no force, and nothing turns it into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// Come to a place at a time.
    Summons,
    /// Do something.
    Order,
    /// Answer something.
    Questionnaire,
    /// A test, which has no force.
    Test,
}

/// A kind of paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instrument {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub kind: InstrumentKind,
    /// The categories it may be sent to: a person of any of them is eligible.
    pub to: Vec<Name>,
    /// How long before the appearance it must be posted.
    pub lead: Option<Lead>,
    /// What it must name: `place time duty consequences remedy`.
    pub names: Vec<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// How long before the appearance an instrument must be posted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lead {
    /// The least.
    pub min: Option<Amount>,
    /// The most.
    pub max: Option<Amount>,
    /// From what it is counted: an event kind, usually `posted`.
    pub from: Anchor,
}

/// Whether a copy on a channel can serve, or is a courtesy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// It can serve.
    Yes,
    /// It is a courtesy and serves nobody.
    Courtesy,
}

/// A way a copy can reach a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Its name.
    pub name: Name,
    /// Whether it can serve.
    pub serves: Serves,
    /// Facts that it needs, each with the value needed.
    pub needs: Vec<Need>,
    /// Where and when it is open; empty: everywhere, always.
    pub regions: Vec<ChannelRegion>,
    /// By whom a copy must be handed over; empty: by anyone.
    pub by: Vec<Name>,
    /// To whom; empty: to anyone.
    pub to: Vec<Name>,
    /// Where; empty: anywhere.
    pub place: Vec<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A fact that a channel needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// The fact.
    pub fact: Name,
    /// The value it must have.
    pub value: Name,
}

/// A region in which a channel is open, and when, in local time of the regime's zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChannelRegion {
    /// The region.
    pub name: Name,
    /// From when; `None`: always before.
    pub from: Option<DateTime>,
    /// Until when; `None`: for ever.
    pub until: Option<DateTime>,
}

/// The order in which channels are tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ladder {
    /// The instrument.
    pub instrument: Name,
    /// Its rungs.
    pub rungs: Vec<Rung>,
}

/// One channel of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// The channel.
    pub channel: Name,
    /// For how long it is tried before the next; `None` on the last.
    pub tried_for: Option<Amount>,
}

/// When a copy on a channel counts as served.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceRule {
    /// The channel.
    pub channel: Name,
    /// The events that serve; empty: none does (written `never`).
    pub grounds: Vec<EventKind>,
    /// What undoes or moves it.
    pub rebuttals: Vec<Rebuttal>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What undoes or moves a service: a `rebutted` event whose `reason` is this one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rebuttal {
    /// The reason: `later-receipt`, `wrong-person`, `absence`, `outage`.
    pub reason: Name,
    /// What follows.
    pub then: Rebutted,
}

/// What follows when a service is rebutted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rebutted {
    /// It never served.
    Never,
    /// It served when the rebuttal says it was so.
    ThatDay,
}

/// Whether a matter closed by withdrawal, upheld objection or ineligibility was void from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voids {
    /// It never had force.
    #[default]
    FromStart,
    /// It has none from then on.
    FromNow,
}

/// The stages of a matter under an instrument. The first is where it begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lifecycle {
    /// The instrument.
    pub instrument: Name,
    /// Its stages.
    pub stages: Vec<Stage>,
    /// Events that close it besides those that always do.
    pub ends_on: Vec<EventKind>,
    /// Whether closing voids it from the start.
    pub voids: Voids,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A stage of a matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Its name.
    pub name: Name,
    /// The ways out of it.
    pub then: Vec<Then>,
}

/// A way from one stage to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Then {
    /// Where it leads.
    pub to: Name,
    /// What makes it happen.
    pub trigger: Trigger,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What moves a matter from stage to stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// The person is served (`on=served`).
    Served,
    /// An event of this kind.
    On(EventKind),
    /// A period has fully elapsed.
    After {
        /// A named period.
        period: Name,
        /// From what it runs; `None` where the pack does not say (W023).
        from: Option<Anchor>,
    },
    /// The due day of a duty has passed without it being met.
    Missed {
        /// The duty.
        duty: Name,
    },
}

/// From what a period runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The instant of service, for the addressee.
    Served,
    /// The date in the summons.
    AppearAt,
    /// The first event of this kind.
    Event(EventKind),
    /// The entry of a stage.
    Stage(Name),
}

/// What the person must do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duty {
    /// Its name.
    pub name: Name,
    /// From when it is open.
    pub from: Anchor,
    /// By when it is due.
    pub by: Anchor,
    /// What meets it.
    pub met_by: Vec<EventKind>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Who decides that an effect applies to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// Nobody: it follows.
    Automatic,
    /// An officer, by an act for that one person.
    Officer,
    /// A court, by an act for that one person.
    Court,
}

/// What a rule does: a measure that a desk may ask about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The measure: `exit`, `driving`, …
    pub measure: Name,
    /// The one kind of desk that may ask.
    pub asks: Name,
    /// The one purpose for which it may.
    pub purpose: String,
    /// The stages in which it holds; empty (written `never`): none, as where a source is silent.
    pub stages: Vec<Name>,
    /// A condition over facts besides.
    pub when: Option<Predicate>,
    /// Who decides.
    pub decided: DecidedBy,
    /// For how long an answer may be relied on.
    pub answer_lives: Amount,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// What must be sent before any effect, and how long the person has to comply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// Its name.
    pub name: Name,
    /// After which stage's entry it is sent (`served` is the stage or the service).
    pub after: Name,
    /// Within what it must be sent.
    pub within: Option<Amount>,
    /// On which channels.
    pub by: Vec<Name>,
    /// How long the person then has.
    pub then: Amount,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Whether a remedy stays what it is against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// At once.
    Yes,
    /// No.
    No,
}

/// What the person can do against an effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remedy {
    /// Its name.
    pub name: Name,
    /// Against which measures.
    pub against: Vec<Name>,
    /// For how long it is open.
    pub open_for: Amount,
    /// From what; `told` unless the pack says otherwise.
    pub open_from: Anchor,
    /// Whether it stays the effect.
    pub stays: Stays,
    /// In what time it must be decided; undecided, the effect ends.
    pub decide_within: Option<Amount>,
    /// Where an appeal goes.
    pub then: Option<Name>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// How long an effect can last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    /// The measure.
    pub measure: Name,
    /// The longest, from its first day in force.
    pub longest: Amount,
    /// The event that extends it by as much again (`reviewed`), if any.
    pub unless: Option<EventKind>,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// Whether a claim suspends everything while it is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhileUndecided {
    /// Effects are off and clocks stand still.
    Suspends,
    /// Nothing changes.
    Nothing,
}

/// A good reason for not appearing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excuse {
    /// Its name.
    pub name: Name,
    /// What must come with it: `evidence`.
    pub with: Vec<Name>,
    /// Until when it can be claimed, and from what that is counted; `None`: always.
    pub claim_within: Option<(Amount, Anchor)>,
    /// The new duty once accepted; `None`: acceptance closes the matter.
    pub then_appear_within: Option<(Amount, Anchor)>,
    /// What holds meanwhile.
    pub while_undecided: WhileUndecided,
    /// Who decides.
    pub decided_by: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
}

/// A clause that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispute {
    /// What it is about.
    pub name: Name,
    /// The readings. A source silent on the point is none.
    pub readings: Vec<Reading>,
}

/// One way to read a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Its name.
    pub name: Name,
    /// `prevailing`, `arguable` or `reported`.
    pub status: Name,
    /// Sources or assumptions.
    pub cite: Vec<Name>,
    /// What it changes in the base.
    pub changes: Vec<Change>,
}

/// What a reading changes. What it names is replaced whole; the rest of the node stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// `change stage="served" { then … }`: the ways out of a stage (of every lifecycle that has it).
    Stage {
        /// The stage.
        stage: Name,
        /// Its ways out.
        then: Vec<Then>,
    },
    /// `change effect="exit" { in defaulted }`: the stages in which an effect holds.
    Effect {
        /// The measure.
        measure: Name,
        /// The stages; empty (written `never`): none.
        stages: Vec<Name>,
    },
    /// `change service="portal" { when dispatched }` or `{ never }`: what serves on a channel.
    Service {
        /// The channel.
        channel: Name,
        /// The events; empty: none.
        grounds: Vec<EventKind>,
    },
    /// `change instrument="call-up" { to "conscript" }`: to whom.
    Instrument {
        /// The instrument.
        instrument: Name,
        /// The categories.
        to: Vec<Name>,
    },
}

/// What happens to matters posted before a version begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pending {
    /// They keep the old law.
    KeepOld,
    /// They switch, rule by rule.
    Switch,
    /// They keep the old law unless the new one is milder.
    KeepOldUnlessMilder,
}

/// When the law is in force, in local time of the regime's zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// Its name.
    pub name: Name,
    /// From when.
    pub from: DateTime,
    /// Until when; `None`: open.
    pub until: Option<DateTime>,
    /// What happens to matters posted before; `None` where the pack does not say.
    pub pending: Option<Pending>,
}

/// What the text says and the language does not model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unmodelled {
    /// What.
    pub name: Name,
    /// Why not.
    pub reason: String,
    /// Whom or what it affects: `nothing`, `person`, …
    pub affects: Name,
}

/// An example inside a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Example {
    /// What it shows.
    pub name: Name,
    /// Who, and with what in hand.
    pub given: Given,
    /// What happens and what then holds, in the order written.
    pub lines: Vec<Line>,
    /// Where the node stands.
    #[serde(skip)]
    pub span: Span,
}

/// The person and the matter of an example.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Given {
    /// A made-up person of this category.
    pub category: Option<Name>,
    /// The instrument; the first that is not a test where the pack does not say.
    pub instrument: Option<Name>,
    /// The date in the summons, local.
    pub appear_at: Option<DateTime>,
    /// The region of the matter.
    pub region: Option<Name>,
    /// Facts by name, which replace those of the made-up person. `unknown` leaves one out.
    pub facts: Vec<(Name, Name)>,
}

/// A line of an example.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// `at "T" posted channel=portal …`
    At {
        /// When it was so, local.
        at: DateTime,
        /// When it was recorded, local, if later (`recorded="…"`).
        recorded: Option<DateTime>,
        /// What happened.
        kind: EventKind,
        /// Attributes by name.
        attributes: Vec<(Name, Name)>,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
    /// `fact "T" deferment="…"`: a fact recorded then.
    Fact {
        /// When it was so and recorded, local.
        at: DateTime,
        /// The fact.
        fact: Name,
        /// Its value, or `unknown`.
        value: Name,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
    /// `then "T" …`: what holds then, knowing the lines above.
    Then {
        /// The instant, local.
        at: DateTime,
        /// Served or not, where the line says (`served` or `unserved`).
        served: Option<Served>,
        /// The measures in force, where the line says (`in-force="exit driving"`, `none`).
        in_force: Option<Vec<Name>>,
        /// The measures that are unknown, where the line says (`unknown="driving"`).
        unknown: Option<Vec<Name>>,
        /// The stage, where the line says.
        stage: Option<Name>,
        /// Under one reading only; `None`: as answered, over all readings.
        reading: Option<Name>,
        /// Where the node stands.
        #[serde(skip)]
        span: Span,
    },
}

/// Whether an example expects the person to have been served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Served {
    /// Served.
    Served,
    /// Not served.
    Unserved,
}
