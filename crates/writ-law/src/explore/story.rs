//! A way through an automaton as an example with dates, replayed in the evaluator.

mod serve;

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span as TimeSpan, Timestamp, ToSpan};

use super::Person;
use super::automaton::{Act, Automaton};
use super::fresh::{renewals, whole_days};
use super::law::Law;
use super::walk::Way;
use crate::event::{Attribute, EventKind};
use crate::finding::Span;
use crate::period::Period;
use crate::regime::Regime;
use crate::timeline::timeline;
use crate::tree::{
    Anchor, DecidedBy, Due, Example, Given, Line, Name, Predicate, Served, Serves, Term, Trigger,
    Window,
};
use crate::truth::Truth;
use crate::{compile, example};

/// The hour at which days of stories begin, and the one after which nothing more happens on a day.
const MORNING: i8 = 10;
const EVENING: i8 = 20;

/// The days from the first line to the date in the summons that are tried, besides the lead's.
const DATES: [i64; 3] = [20, 45, 90];

/// How many of several are tried where any might do.
const PICKS: usize = 4;

/// The story of a way, if the evaluator follows it: an example that passes, at the end of which
/// the effect is in force.
pub(crate) fn tell(
    regime: &Regime,
    law: &Law,
    automaton: &Automaton<'_>,
    way: &Way,
    (name, person): (&str, Person),
) -> Option<Example> {
    let start = law.from.date().checked_add(1.day()).ok()?;
    let dates = dates(automaton);
    let settings = (0..PICKS).flat_map(|pick| dates.iter().map(move |days| (*days, pick)));
    settings.into_iter().find_map(|(days, pick)| {
        let setting = Setting { start, days, pick };
        let mut story = Story::begin(regime, law, automaton, setting)?;
        way.acts.iter().try_for_each(|act| story.act(*act))?;
        if person == Person::Unknown {
            story.know_nothing();
        }
        story.end(name)
    })
}

/// When a story begins, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The first day; where there are windows, the first of them from it on counts.
    pub(crate) start: Date,
    /// The days from it to the date in the summons.
    pub(crate) days: i64,
    /// Which of several is taken where any will do: who carries it, to whom, where.
    pub(crate) pick: usize,
}

/// The story of some acts as it is written, whatever the evaluator makes of it.
pub(crate) fn draft(
    regime: &Regime,
    law: &Law,
    automaton: &Automaton<'_>,
    acts: &[Act],
    setting: Setting,
) -> Option<Example> {
    let mut story = Story::begin(regime, law, automaton, setting)?;
    acts.iter().try_for_each(|act| story.act(*act))?;
    Some(story.drafted(""))
}

/// How many days after the first line the date in the summons can lie.
pub(crate) fn dates(automaton: &Automaton<'_>) -> Vec<i64> {
    let mut dates: Vec<i64> = Vec::new();
    if let Some(lead) = &automaton.instrument.lead {
        dates.extend(lead.min.map(|it| whole_days(it) + 1));
        dates.extend(lead.max.map(|it| whole_days(it) - 1));
    }
    dates.extend(DATES);
    dates
}

struct Story<'a> {
    regime: &'a Regime,
    law: &'a Law,
    automaton: &'a Automaton<'a>,
    pick: usize,
    given: Given,
    lines: Vec<Line>,
    now: DateTime,
    served: Option<Timestamp>,
    entered: Vec<(String, Timestamp)>,
    happened: Vec<(EventKind, Timestamp)>,
    warned: Vec<(u8, Timestamp)>,
}

fn name(text: impl Into<String>) -> Name {
    Name::new(text, Span::default())
}

impl<'a> Story<'a> {
    fn begin(
        regime: &'a Regime,
        law: &'a Law,
        automaton: &'a Automaton<'a>,
        Setting { start, days, pick }: Setting,
    ) -> Option<Self> {
        let morning = Time::new(MORNING, 0, 0, 0).ok()?;
        let mut day = start;
        let windows = &automaton.instrument.windows;
        if !windows.is_empty() {
            let windows: Vec<&Window> = law
                .tree
                .windows
                .iter()
                .filter(|it| windows.contains(&it.name))
                .collect();
            let mut tried = 0;
            while !windows.iter().any(|it| within(it, day)) {
                day = day.tomorrow().ok()?;
                tried += 1;
                if tried > 366 {
                    return None;
                }
            }
        }
        let appear = day.checked_add(days.days()).ok()?;
        let given = Given {
            category: automaton.instrument.to.first().cloned(),
            instrument: Some(automaton.instrument.name.clone()),
            appear_at: Some(appear.to_datetime(Time::new(9, 0, 0, 0).ok()?)),
            ..Given::default()
        };
        let mut story = Self {
            regime,
            law,
            automaton,
            pick,
            given,
            lines: Vec::new(),
            now: day.to_datetime(morning),
            served: None,
            entered: Vec::new(),
            happened: Vec::new(),
            warned: Vec::new(),
        };
        let first = automaton.lifecycle.stages.first()?;
        let issued = story.instant(story.now);
        story.entered.push((first.name.text.clone(), issued));
        if let Some(when) = &automaton.effect.when {
            story.satisfy(when);
        }
        Some(story)
    }

    fn instant(&self, local: DateTime) -> Timestamp {
        let ambiguous = self.regime.zone().to_ambiguous_timestamp(local);
        ambiguous.compatible().unwrap_or(Timestamp::MAX)
    }

    /// Makes a condition true, as far as naming values goes.
    fn satisfy(&mut self, when: &Predicate) {
        match when {
            Predicate::All(parts) => parts.iter().for_each(|part| self.satisfy(part)),
            Predicate::Any(parts) => parts.iter().take(1).for_each(|part| self.satisfy(part)),
            Predicate::Is { fact, value } => self.given_fact(fact, value),
            _ => {}
        }
    }

    fn given_fact(&mut self, fact: &Name, value: &Name) {
        self.given.facts.retain(|(known, _)| known != fact);
        self.given.facts.push((fact.clone(), value.clone()));
    }

    /// Leaves out every fact that no channel needs.
    fn know_nothing(&mut self) {
        for fact in &self.law.tree.facts {
            if !self
                .given
                .facts
                .iter()
                .any(|(known, _)| *known == fact.name)
            {
                self.given.facts.push((fact.name.clone(), name("unknown")));
            }
        }
    }

    /// An hour later, or the next morning.
    fn later(&mut self) -> Option<()> {
        let next = self.now.checked_add(1.hour()).ok()?;
        let hour = next.hour();
        self.now = if hour < MORNING {
            next.date().to_datetime(Time::new(MORNING, 0, 0, 0).ok()?)
        } else if hour > EVENING {
            let day = next.date().tomorrow().ok()?;
            day.to_datetime(Time::new(MORNING, 0, 0, 0).ok()?)
        } else {
            next
        };
        Some(())
    }

    /// Not before an instant.
    fn from(&mut self, at: Timestamp) {
        let local = self.regime.zone().to_datetime(at);
        self.now = self.now.max(local);
    }

    fn happen(&mut self, kind: EventKind, attributes: &[(Attribute, &str)]) -> Option<()> {
        if !self.lines.is_empty() {
            self.later()?;
        }
        let attributes = attributes.iter();
        self.lines.push(Line::At {
            at: self.now,
            recorded: None,
            kind,
            attributes: attributes
                .map(|(attribute, value)| (name(attribute.word()), name(*value)))
                .collect(),
            span: Span::default(),
        });
        let at = self.instant(self.now);
        self.happened.push((kind, at));
        Some(())
    }

    fn act(&mut self, act: Act) -> Option<()> {
        let effect = self.automaton.effect;
        let measure = effect.measure.as_str();
        let officer = match effect.decided {
            DecidedBy::Court => "court",
            DecidedBy::Automatic | DecidedBy::Officer => "officer-1",
        };
        use Attribute as A;
        match act {
            Act::Serve(ground) => self.serve(ground),
            Act::Leave { stage, way } => self.leave(stage, way),
            Act::Warn(number) => self.warn(number),
            Act::Comply(number) => {
                let warning = self.automaton.warnings.get(usize::from(number))?;
                let (_, sent) = self.warned.iter().rev().find(|(it, _)| *it == number)?;
                let runs = Period::plain(warning.then).elapsed_at(*sent, self.regime.zone());
                self.from(runs.ok()?);
                Some(())
            }
            Act::Impose => {
                let act = [
                    (A::Effect, measure),
                    (A::Outcome, "imposed"),
                    (A::By, officer),
                ];
                self.happen(EventKind::Decided, &act)
            }
            Act::Lift => {
                let act = [
                    (A::Effect, measure),
                    (A::Outcome, "ended"),
                    (A::By, officer),
                ];
                self.happen(EventKind::Decided, &act)
            }
            Act::Tell | Act::Object(_) | Act::Reject(_) | Act::Appeal(_) | Act::Dismiss(_) => {
                self.against(act)
            }
            Act::Extend => {
                let act = [
                    (A::Effect, measure),
                    (A::Outcome, "extended"),
                    (A::By, "court"),
                ];
                self.happen(EventKind::Reviewed, &act)
            }
            Act::Claim => self.happen(EventKind::NonReceiptClaimed, &[]),
            Act::Judge => {
                let by = self.automaton.claim?.decided_by.as_str();
                let act = [(A::Reason, "non-receipt"), (A::Outcome, "no"), (A::By, by)];
                self.happen(EventKind::Judged, &act)
            }
            Act::LeadBack(number) => self.lead_back(number),
            Act::Wait(days) => {
                self.now = self
                    .now
                    .checked_add(TimeSpan::new().days(i64::from(days)))
                    .ok()?;
                Some(())
            }
            Act::Happen(kind) => self.happen(kind, &[]),
        }
    }

    /// What is said for and against the effect once it holds.
    fn against(&mut self, act: Act) -> Option<()> {
        use Attribute as A;
        let measure = self.automaton.effect.measure.as_str();
        let remedy = |number: u8| self.automaton.remedies.get(usize::from(number)).copied();
        match act {
            Act::Tell => self.tell(),
            Act::Object(number) => {
                let remedy = remedy(number)?.name.as_str();
                self.happen(
                    EventKind::Objected,
                    &[(A::Effect, measure), (A::Remedy, remedy)],
                )
            }
            Act::Reject(number) => {
                let remedy = remedy(number)?.name.as_str();
                let act = [
                    (A::Effect, measure),
                    (A::Remedy, remedy),
                    (A::By, "officer-2"),
                ];
                self.happen(EventKind::ObjectionRejected, &act)
            }
            Act::Appeal(number) => {
                let remedy = remedy(number)?.then.as_ref()?.as_str();
                self.happen(
                    EventKind::Objected,
                    &[(A::Effect, measure), (A::Remedy, remedy)],
                )
            }
            Act::Dismiss(number) => {
                let remedy = remedy(number)?.then.as_ref()?.as_str();
                let act = [(A::Effect, measure), (A::Remedy, remedy), (A::By, "court")];
                self.happen(EventKind::ObjectionRejected, &act)
            }
            _ => None,
        }
    }

    /// Tells the person of the effect, on a channel that reaches them.
    fn tell(&mut self) -> Option<()> {
        let warnings = self.automaton.warnings.iter().flat_map(|it| &it.by);
        let channels = self.law.tree.channels.iter().map(|it| &it.name);
        let channel = warnings.chain(channels).find(|it| self.suits(it))?;
        let told = [
            (Attribute::Channel, channel.as_str()),
            (Attribute::Effect, self.automaton.effect.measure.as_str()),
        ];
        self.needs(channel);
        self.happen(EventKind::Told, &told)
    }

    /// Whether a channel can serve, and the person is not yet said to be out of its reach.
    fn suits(&self, channel: &Name) -> bool {
        let mut channels = self.law.tree.channels.iter();
        let rule = channels.find(|it| it.name == *channel && it.serves == Serves::Yes);
        rule.is_some_and(|rule| {
            rule.needs.iter().all(|need| {
                let mut given = self.given.facts.iter();
                given.all(|(fact, value)| *fact != need.fact || *value == need.value)
            })
        })
    }

    fn lead_back(&mut self, number: u8) -> Option<()> {
        let excuse = self.automaton.excuses.get(usize::from(number))?;
        let (excuse, by) = (excuse.name.as_str(), excuse.decided_by.as_str());
        let of = [(Attribute::Excuse, excuse)];
        self.happen(EventKind::ExcuseClaimed, &of)?;
        let accepted = [(Attribute::Excuse, excuse), (Attribute::By, by)];
        self.happen(EventKind::ExcuseAccepted, &accepted)?;
        self.happen(EventKind::CauseEnded, &of)?;
        self.act(Act::Wait(60))
    }

    fn warn(&mut self, number: u8) -> Option<()> {
        let warning = *self.automaton.warnings.get(usize::from(number))?;
        let suits = warning.by.iter().find(|it| self.suits(it));
        match suits.or(warning.by.first()) {
            Some(channel) => {
                self.needs(channel);
                self.happen(EventKind::Warned, &[(Attribute::Channel, channel.as_str())])?;
            }
            None => self.happen(EventKind::Warned, &[])?,
        }
        let at = self.instant(self.now);
        self.warned.push((number, at));
        Some(())
    }

    /// Gives the person what a channel needs.
    fn needs(&mut self, channel: &Name) {
        let tree = &self.law.tree;
        let Some(channel) = tree.channels.iter().find(|it| it.name == *channel) else {
            return;
        };
        for need in &channel.needs {
            self.given_fact(&need.fact, &need.value);
        }
        let region = channel.regions.get(self.pick);
        if let Some(region) = region.or(channel.regions.first()) {
            self.given.region = Some(region.name.clone());
            if let Some(from) = region.from
                && self.now < from
            {
                self.now = from;
            }
        }
    }

    fn elapsed(&self, term: &Term, from: Timestamp) -> Option<Timestamp> {
        let period = compile::term(&self.law.tree, term, Span::default()).ok()?;
        period.elapsed_at(from, self.regime.zone()).ok()
    }

    fn anchor(&self, anchor: &Anchor) -> Option<Timestamp> {
        match anchor {
            Anchor::Served | Anchor::Sender => self.served,
            Anchor::AppearAt => self.given.appear_at.map(|at| self.instant(at)),
            Anchor::Event(kind) => {
                let mut happened = self.happened.iter();
                happened.find(|(it, _)| it == kind).map(|(_, at)| *at)
            }
            Anchor::Stage(stage) => {
                let mut entered = self.entered.iter().rev();
                entered
                    .find(|(it, _)| it == stage.as_str())
                    .map(|(_, at)| *at)
            }
            Anchor::Statute => Some(self.instant(self.law.from)),
            Anchor::Day(_) | Anchor::Window(_) | Anchor::PublicEvent(_) => None,
        }
    }

    fn leave(&mut self, stage: u8, way: u8) -> Option<()> {
        let stage = self.automaton.lifecycle.stages.get(usize::from(stage))?;
        let way = stage.then.get(usize::from(way))?;
        let at = match &way.trigger {
            Trigger::Served => return None,
            Trigger::On(kind) => {
                self.on(*kind)?;
                self.instant(self.now)
            }
            Trigger::After { period, from } => {
                self.elapsed(period, self.anchor(from.as_ref()?)?)?
            }
            Trigger::Missed { duty } => {
                let duty = self.law.tree.duties.iter().find(|it| it.name == *duty)?;
                match &duty.due {
                    Due::Within(term) => self.elapsed(term, self.anchor(&duty.from)?)?,
                    Due::By(anchor) => self.day_after(self.anchor(anchor)?)?,
                }
            }
        };
        self.from(at);
        self.entered.push((way.to.text.clone(), at));
        Some(())
    }

    fn day_after(&self, at: Timestamp) -> Option<Timestamp> {
        let day = self.regime.zone().to_datetime(at).date().tomorrow().ok()?;
        crate::zone::day_begins(self.regime.zone(), day)
    }

    /// An event that a way out waits for, on a channel where such events have one.
    fn on(&mut self, kind: EventKind) -> Option<()> {
        let channels = &self.law.tree.channels;
        let first = channels.get(self.pick).or(channels.first());
        let first = first.map(|it| it.name.clone());
        match first.filter(|_| kind.attributes().contains(&Attribute::Channel)) {
            Some(channel) => {
                self.needs(&channel);
                self.happen(kind, &[(Attribute::Channel, channel.as_str())])
            }
            None => self.happen(kind, &[]),
        }
    }

    /// What was written so far, with the records that it needs renewed.
    fn drafted(&mut self, title: &str) -> Example {
        let first = self.lines.first().map_or(self.now, Line::at);
        let renewed = renewals(&self.law.tree, &self.given, first, self.now);
        self.lines.extend(renewed);
        self.lines.sort_by_key(Line::at);
        Example {
            name: name(title),
            given: self.given.clone(),
            lines: std::mem::take(&mut self.lines),
            span: Span::default(),
        }
    }

    /// Replays it: an example whose last line says what is in force then, the effect among it.
    fn end(mut self, title: &str) -> Option<Example> {
        if self.lines.is_empty() {
            self.given.issued_at = Some(self.now);
        }
        let mut example = self.drafted(title);
        let at = self.instant(self.now);
        let mut then = Line::Then {
            at: self.now,
            served: (self.served.is_none()).then_some(Served::Unserved),
            in_force: None,
            unknown: None,
            stage: None,
            open: None,
            sanctions: None,
            follows: None,
            remedies: None,
            since: None,
            sender: None,
            reading: self.law.reading.clone().map(name),
            span: Span::default(),
        };
        example.lines.push(then.clone());
        let life = example::life(self.regime, &example)?.ok()?;
        let timeline = timeline(self.regime, &life, None);
        let measures = self.regime.measures();
        let held: Vec<Name> = measures
            .filter(|it| timeline.reading(self.law.alternative, it, at) == Truth::Yes)
            .map(name)
            .collect();
        if !held.contains(&self.automaton.effect.measure) {
            return None;
        }
        if let Line::Then { in_force, .. } = &mut then {
            *in_force = Some(held);
        }
        example.lines.pop();
        example.lines.push(then);
        example::run_one(self.regime, &example)
            .is_empty()
            .then_some(example)
    }
}

/// Whether a day lies in a part of the year.
fn within(window: &Window, day: Date) -> bool {
    let at = (day.month(), day.day());
    let from = (window.from.month, window.from.day);
    let until = (window.until.month, window.until.day);
    if from < until {
        from <= at && at < until
    } else {
        from <= at || at < until
    }
}
