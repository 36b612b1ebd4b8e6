//! Counting what happened to everyone who was called, under one law.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use tokio::task::JoinSet;
use writ_law::event::EventKind;
use writ_law::life::Life;
use writ_law::position::{AsOf, position};
use writ_law::regime::Regime;
use writ_law::truth::Truth;

use super::calendar::{CHOSEN, Calendar};
use super::called::Called;
use super::lived::{Lived, MOST, Service};
use crate::trouble::Trouble;

/// How many people are counted in one piece of work.
const AT_ONCE: usize = 100;

/// People, and for how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) persons: u64,
    seconds: i64,
}

impl Time {
    fn add(&mut self, time: SignedDuration) {
        if time.is_positive() {
            self.persons += 1;
            self.seconds += time.as_secs();
        }
    }

    fn merge(&mut self, other: Self) {
        self.persons += other.persons;
        self.seconds += other.seconds;
    }

    /// In whole days of 24 hours, all persons together.
    pub(super) fn days(self) -> u64 {
        u64::try_from((self.seconds + 43_200) / 86_400).unwrap_or_default()
    }
}

/// How many got which answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) yes: u64,
    pub(super) no: u64,
    pub(super) unknown: u64,
}

impl Answers {
    pub(super) fn add(&mut self, truth: Truth) {
        match truth {
            Truth::Yes => self.yes += 1,
            Truth::No => self.no += 1,
            Truth::Unknown => self.unknown += 1,
        }
    }

    fn merge(&mut self, other: Self) {
        self.yes += other.yes;
        self.no += other.no;
        self.unknown += other.unknown;
    }
}

/// One line of counts: the answers on each chosen day for each measure, and all time restricted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) days: [[Answers; MOST]; CHOSEN.len()],
    pub(super) restricted: Time,
}

/// Somebody whose life shows more than that of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Telling {
    score: u32,
    /// For how long the person was restricted in error, in seconds.
    wrongly: i64,
    /// Counted from the end, so that of equals the first wins.
    place: std::cmp::Reverse<usize>,
}

/// What happened to everyone, under one law.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) answered: Line,
    /// By reading, in the order of the regime's alternatives.
    pub(super) readings: Vec<Line>,
    /// By channel.
    pub(super) served: BTreeMap<String, ServedBy>,
    /// By why not.
    pub(super) unserved: BTreeMap<&'static str, u64>,
    /// Restrictions, by what ended them.
    pub(super) ended: BTreeMap<String, u64>,
    pub(super) before_knowing: Time,
    pub(super) register_wrong: Time,
    pub(super) after_coming: Time,
    /// Of those restricted, who never learned of the summons.
    pub(super) never_knew: u64,
    /// What desks were told about those who were called.
    pub(super) asked: Answers,
    most_telling: Option<Telling>,
}

/// Who was served on a channel, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ServedBy {
    pub(super) same_day: u64,
    pub(super) within_a_week: u64,
    pub(super) later: u64,
    /// Of all these, who had not opened, received or refused a copy when they were served.
    pub(super) unaware: u64,
}

impl ServedBy {
    pub(super) const fn all(self) -> u64 {
        self.same_day + self.within_a_week + self.later
    }
}

impl Tally {
    /// The person whose life shows most, by their place among the called.
    pub(super) fn most_telling(&self) -> Option<usize> {
        self.most_telling.map(|telling| telling.place.0)
    }

    fn merge(&mut self, other: Self) {
        merge_lines(std::slice::from_mut(&mut self.answered), &[other.answered]);
        if self.readings.is_empty() {
            self.readings = other.readings;
        } else {
            merge_lines(&mut self.readings, &other.readings);
        }
        for (channel, by) in other.served {
            let into = self.served.entry(channel).or_default();
            into.same_day += by.same_day;
            into.within_a_week += by.within_a_week;
            into.later += by.later;
            into.unaware += by.unaware;
        }
        for (why, count) in other.unserved {
            *self.unserved.entry(why).or_default() += count;
        }
        for (kind, count) in other.ended {
            *self.ended.entry(kind).or_default() += count;
        }
        self.before_knowing.merge(other.before_knowing);
        self.register_wrong.merge(other.register_wrong);
        self.after_coming.merge(other.after_coming);
        self.never_knew += other.never_knew;
        self.asked.merge(other.asked);
        self.most_telling = self.most_telling.max(other.most_telling);
    }
}

fn merge_lines(into: &mut [Line], from: &[Line]) {
    for (into, from) in into.iter_mut().zip(from) {
        let cells = from.days.iter().flatten();
        into.days
            .iter_mut()
            .flatten()
            .zip(cells)
            .for_each(|(into, from)| into.merge(*from));
        into.restricted.merge(from.restricted);
    }
}

/// Counts everyone.
pub(super) async fn count(
    regime: &Arc<Regime>,
    calendar: &Calendar,
    called: &Arc<Vec<Called>>,
) -> Result<Tally, Trouble> {
    let mut work = JoinSet::new();
    for from in (0..called.len()).step_by(AT_ONCE) {
        let (regime, called) = (Arc::clone(regime), Arc::clone(called));
        let calendar = calendar.clone();
        work.spawn_blocking(move || {
            let mut tally = Tally::default();
            for (place, one) in called.iter().enumerate().skip(from).take(AT_ONCE) {
                tally.merge(one_life(&regime, &calendar, place, one)?);
            }
            Ok::<_, Trouble>(tally)
        });
    }
    let mut tally = Tally::default();
    while let Some(part) = work.join_next().await {
        tally.merge(part.map_err(|error| Trouble::failed(error.to_string()))??);
    }
    Ok(tally)
}

fn one_life(
    regime: &Regime,
    calendar: &Calendar,
    place: usize,
    called: &Called,
) -> Result<Tally, Trouble> {
    let end = calendar.end();
    let id = &called.person.id;
    let lived = Lived::of(regime, called, end).map_err(|error| {
        Trouble::failed(format!("what is recorded of {id} is no case: {error}"))
    })?;
    let spells = lived.answers.restricted(end);
    let mut tally = Tally {
        answered: line(calendar, &lived.answers, end),
        readings: lived
            .readings
            .iter()
            .map(|it| line(calendar, it, end))
            .collect(),
        ..Tally::default()
    };
    count_service(&mut tally, regime, calendar, called, &lived);
    for (from, until) in &spells {
        if *until < end {
            *tally
                .ended
                .entry(what_ended(regime, called, *until)?)
                .or_default() += 1;
        } else {
            *tally.ended.entry(STILL.to_owned()).or_default() += 1;
        }
        debug_assert!(from < until);
    }
    let knew_at = called.knew_at().unwrap_or(Timestamp::MAX);
    tally
        .before_knowing
        .add(within(&spells, Timestamp::MIN, knew_at));
    let came = called
        .events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Appeared | EventKind::Died));
    if let Some(came) = came.map(|event| event.at).min() {
        tally.after_coming.add(within(&spells, came, end));
    }
    tally
        .register_wrong
        .add(register_wrong(calendar, called, &spells));
    tally.never_knew = u64::from(!spells.is_empty() && called.knew_at().is_none());
    check_desks(regime, &mut tally, called, &lived)?;
    let score = telling(&tally, called, &spells);
    let wrongly = tally.register_wrong.seconds;
    tally.most_telling = Some(Telling {
        score,
        wrongly,
        place: std::cmp::Reverse(place),
    });
    Ok(tally)
}

/// A restriction that had not ended when the story did.
pub(super) const STILL: &str = "still-in-force";
/// A restriction that ended because the file no longer showed that the person may be called.
pub(super) const NOT_SHOWN: &str = "eligibility-not-shown";
/// A restriction that ended because its time was up.
pub(super) const TIME_UP: &str = "time-up";

fn line(calendar: &Calendar, course: &super::lived::Course, end: Timestamp) -> Line {
    let mut line = Line::default();
    for ((day, _), answers) in CHOSEN.iter().zip(&mut line.days) {
        let truths = course.at(calendar.evening(*day));
        answers
            .iter_mut()
            .zip(truths)
            .for_each(|(answers, truth)| answers.add(truth));
    }
    line.restricted
        .add(within(&course.restricted(end), Timestamp::MIN, end));
    line
}

/// How much of some spells lies within a stretch of time.
fn within(spells: &[(Timestamp, Timestamp)], from: Timestamp, until: Timestamp) -> SignedDuration {
    let overlaps = spells.iter().map(|(begins, ends)| {
        let (begins, ends) = ((*begins).max(from), (*ends).min(until));
        if begins < ends {
            ends.duration_since(begins)
        } else {
            SignedDuration::ZERO
        }
    });
    overlaps.fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}

/// The time restricted on days on which the truth, had anyone known it, excluded the person.
fn register_wrong(
    calendar: &Calendar,
    called: &Called,
    spells: &[(Timestamp, Timestamp)],
) -> SignedDuration {
    let mut wrong = SignedDuration::ZERO;
    for day in Calendar::days() {
        if called.person.truth.excluded_on(day).is_some() {
            let next: Date = day.saturating_add(1.day());
            let of_day = within(spells, calendar.begins(day), calendar.begins(next));
            wrong = wrong.saturating_add(of_day);
        }
    }
    wrong
}

fn count_service(
    tally: &mut Tally,
    regime: &Regime,
    calendar: &Calendar,
    called: &Called,
    lived: &Lived,
) {
    let mut unserved = |why| *tally.unserved.entry(why).or_default() += 1;
    match &lived.service {
        Service::Disputed => unserved("in some readings of the law only"),
        Service::Unserved => unserved(why_unserved(regime, called)),
        Service::Served { at, channel } => {
            let by = tally.served.entry(channel.clone()).or_default();
            let issued = called.matter.issued_at;
            if calendar.day_of(*at) == calendar.day_of(issued) {
                by.same_day += 1;
            } else if *at < calendar.days_after(issued, 8, (0, 0)) {
                by.within_a_week += 1;
            } else {
                by.later += 1;
            }
            by.unaware += u64::from(called.knew_at().is_none_or(|knew| knew > *at));
        }
    }
}

/// Why somebody was never served, by the last that is recorded of a copy.
fn why_unserved(regime: &Regime, called: &Called) -> &'static str {
    let of_copies = called.events.iter().filter(|event| {
        matches!(
            event.kind,
            EventKind::Posted
                | EventKind::Opened
                | EventKind::Delivered
                | EventKind::Refused
                | EventKind::Absent
                | EventKind::Returned
                | EventKind::Rebutted
        )
    });
    let Some(last) = of_copies.max_by_key(|event| event.at) else {
        return if called.is_over() {
            "over before any copy came"
        } else {
            "no copy has come yet"
        };
    };
    match (last.kind, last.channel.as_deref(), last.mark.as_deref()) {
        (_, Some("portal"), _) if called.is_at_odds("account") => {
            "the records of the account are at odds"
        }
        (_, Some("portal"), _) if called.is_stale(regime, "account", last.at) => {
            "the record of the account was too old to be relied on"
        }
        (EventKind::Posted, Some("portal"), _) => "the copy in the account was never opened",
        (EventKind::Returned, _, Some("unknown-at-address")) => {
            "the letter came back: not known at the address"
        }
        (EventKind::Returned, ..) => "the letter came back: not collected",
        (EventKind::Rebutted, ..) => "the letter went to somebody else",
        (EventKind::Absent, Some("hand"), _) => "nobody was there to take it",
        (EventKind::Absent, ..) => "the letter waits to be collected",
        (EventKind::Delivered, Some("hand"), _) => "handed over by somebody who may not",
        (EventKind::Posted, ..) => "the letter is on its way",
        (_, Some("post"), _) if called.is_stale(regime, "address", last.at) => {
            "the record of the address was too old to be relied on"
        }
        _ => "the copy came, and does not count",
    }
}

/// What ended a restriction at an instant: what was recorded then, or time.
fn what_ended(regime: &Regime, called: &Called, at: Timestamp) -> Result<String, Trouble> {
    let mut events = called.events.iter();
    if let Some(event) = events.find(|event| event.recorded_at == at) {
        return Ok(event.kind.word().to_owned());
    }
    if let Some(fact) = called.facts.iter().find(|fact| fact.recorded_at == at) {
        return Ok(format!("fact {}", fact.fact));
    }
    let life = Life::bind(regime, &called.as_person(), &called.matter, &called.events)
        .map_err(|error| Trouble::failed(error.to_string()))?;
    let position = position(
        regime,
        &life,
        AsOf {
            at,
            known_at: Some(at),
        },
    );
    let why = if position.eligible == Truth::Yes {
        TIME_UP
    } else {
        NOT_SHOWN
    };
    Ok(why.to_owned())
}

/// What desks were told is what the law says of what was recorded by then, or something is wrong.
fn check_desks(
    regime: &Regime,
    tally: &mut Tally,
    called: &Called,
    lived: &Lived,
) -> Result<(), Trouble> {
    for asked in &called.asked {
        let place = regime
            .measures()
            .position(|measure| measure == asked.measure);
        let truths = lived.answers.at(asked.at);
        if place.and_then(|place| truths.get(place)) != Some(&asked.answer) {
            return Err(Trouble::failed(format!(
                "{}: a desk was told `{}` of `{}` at {}, and what is recorded says otherwise",
                called.person.id, asked.answer, asked.measure, asked.at
            )));
        }
        tally.asked.add(asked.answer);
    }
    Ok(())
}

/// How much a life shows: a wrong restriction that a desk acted on and that was then found out.
fn telling(tally: &Tally, called: &Called, spells: &[(Timestamp, Timestamp)]) -> u32 {
    let told_yes = called.asked.iter().any(|asked| asked.answer == Truth::Yes);
    let found_out = called.has(EventKind::FoundIneligible) && !spells.is_empty();
    let signs = [
        (8, found_out),
        (4, told_yes),
        (2, tally.before_knowing.persons > 0),
        (1, tally.after_coming.persons > 0),
    ];
    signs
        .iter()
        .filter(|(_, shown)| *shown)
        .map(|(weight, _)| weight)
        .sum()
}
