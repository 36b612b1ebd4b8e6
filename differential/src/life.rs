//! Random lives under a regime: a person with facts, a matter, events and points to ask for.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use writ_law::case::{Ask, Case, DatePeriod, Event, Fact, FactValue, Matter, Person, Restricted};
use writ_law::event::{Attribute, EventKind};
use writ_law::tree::{ClaimKind, Tree};

use crate::luck::Luck;
use crate::pack::{CHANNELS, EXCUSES, MEASURES};

/// Makes lives under one regime.
#[derive(Debug)]
pub(crate) struct Lives<'a> {
    zone: &'a TimeZone,
    tree: &'a Tree,
    breaks: &'a [i64],
}

const DAY: i64 = 86_400;

impl<'a> Lives<'a> {
    pub(crate) fn new(zone: &'a TimeZone, tree: &'a Tree, breaks: &'a [i64]) -> Self {
        Self { zone, tree, breaks }
    }

    /// Local midnight so many days after the beginning of the year.
    fn midnight(&self, days: i64) -> i64 {
        let day = jiff::civil::date(2025, 1, 1).saturating_add(days.days());
        day.to_zoned(self.zone.clone())
            .map_or(0, |at| at.timestamp().as_second())
    }

    /// A random life.
    pub(crate) fn life(&self, luck: &mut Luck) -> Case {
        let begin = luck.between(60, 100);
        let issued = self.midnight(begin) + luck.between(8, 17) * 3600;
        let appear = luck
            .happens(90)
            .then(|| issued + luck.between(3, 30) * DAY + luck.between(-8, 8) * 1800);
        let mut instants = vec![issued];
        let events = self.events(luck, issued, &mut instants);
        let facts = self.facts(luck, begin, &mut instants);
        let mut matter = Matter {
            id: "m".to_owned(),
            instrument: if luck.happens(2) { "drill" } else { "call" }.to_owned(),
            issued_at: at(issued),
            appear_at: appear.map(at),
            place: None,
            region: None,
        };
        if luck.happens(60) {
            matter.region = Some(luck.word(&["north", "south", "west"]).to_owned());
        }
        instants.extend(appear);
        for days in self.breaks {
            instants.push(self.midnight(*days));
        }
        let ask = self.asks(luck, issued, &instants);
        let restricted = self.elsewhere(luck, begin);
        Case {
            person: Person {
                id: "MADE-UP-1".to_owned(),
                facts,
                restricted,
            },
            matter,
            events,
            ask,
        }
    }

    /// What was in force of other matters, where this law knows the measure.
    fn elsewhere(&self, luck: &mut Luck, begin: i64) -> Vec<Restricted> {
        let mut effects = self.tree.effects.iter();
        if !effects.any(|it| it.measure.text == "exit") || luck.happens(70) {
            return Vec::new();
        }
        let spell = |luck: &mut Luck| {
            let from = self.midnight(begin + luck.between(-30, 40)) + luck.between(0, 23) * 3600;
            let until = from + luck.between(1, 12 * 24) * 3600;
            Restricted {
                measure: "exit".to_owned(),
                from: at(from),
                until: luck.happens(90).then(|| at(until)),
            }
        };
        (0..luck.between(1, 3)).map(|_| spell(luck)).collect()
    }

    /// An instant after another one: near it, at a midnight, or anywhere.
    fn later(&self, luck: &mut Luck, after: i64, days: i64) -> i64 {
        match luck.below(5) {
            0 => after,
            1 => {
                let day = self.day_number(after) + luck.between(1, days.max(1));
                self.midnight(day)
            }
            _ => after + luck.between(1, days.max(1) * 48) * 1800,
        }
    }

    fn day_number(&self, second: i64) -> i64 {
        let day = self.zone.to_datetime(at(second)).date();
        let first = jiff::civil::date(2025, 1, 1);
        first
            .until(day)
            .map_or(0, |span| i64::from(span.get_days()))
    }

    fn events(&self, luck: &mut Luck, issued: i64, instants: &mut Vec<i64>) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        let mut now = issued;
        let count = luck.between(1, 9);
        for place in 0..count {
            now = self.later(luck, now, 9);
            let kind = if place == 0 && luck.happens(80) {
                EventKind::Posted
            } else if place == 1 && luck.happens(60) {
                self.serving(luck)
            } else {
                kind(luck)
            };
            let mut event = Event::new(format!("e{}", luck.below(900) + 100), kind, at(now));
            if events.iter().any(|other| other.id == event.id) {
                continue;
            }
            if luck.happens(25) {
                let late = self.later(luck, now, 8);
                event.recorded_at = at(late);
                instants.push(late);
            }
            self.dress(luck, &mut event, &events);
            if event.kind == EventKind::Corrected && event.supersedes.is_none() {
                continue;
            }
            instants.push(now);
            events.push(event);
        }
        // A case lists events in no order.
        if luck.happens(50) {
            events.reverse();
        }
        events
    }

    fn serving(&self, luck: &mut Luck) -> EventKind {
        let grounds: Vec<EventKind> = self
            .tree
            .services
            .iter()
            .flat_map(|service| service.grounds.iter().map(|ground| ground.event))
            .collect();
        luck.one(&grounds).copied().unwrap_or(EventKind::Delivered)
    }

    fn dress(&self, luck: &mut Luck, event: &mut Event, before: &[Event]) {
        let word = |luck: &mut Luck, words: &[&'static str]| Some(luck.word(words).to_owned());
        for attribute in event.kind.attributes() {
            match attribute {
                Attribute::Channel => event.channel = word(luck, CHANNELS),
                Attribute::By if luck.happens(85) => {
                    event.by = word(luck, &["officer", "officer", "court"]);
                }
                Attribute::To if luck.happens(80) => {
                    event.to = word(luck, &["person", "person", "household"]);
                }
                Attribute::Place if luck.happens(80) => {
                    event.place = word(luck, &["home", "work", "street"]);
                }
                Attribute::Reason => event.reason = self.reason(luck, event.kind),
                Attribute::Mark if luck.happens(50) => event.mark = Some("pink".to_owned()),
                Attribute::Attempt if luck.happens(60) => {
                    event.attempt = Some(if luck.happens(50) { 1 } else { 2 });
                }
                Attribute::Outcome => {
                    event.outcome = match event.kind {
                        EventKind::Reviewed => word(luck, &["extended", "extended", "ended"]),
                        EventKind::Judged => word(luck, &["yes", "no"]),
                        _ => word(luck, &["imposed", "imposed", "imposed", "refused", "ended"]),
                    };
                }
                Attribute::Supersedes => {
                    let others: Vec<&Event> =
                        before.iter().filter(|other| !own_act(other.kind)).collect();
                    event.supersedes = luck.one(&others).map(|other| other.id.clone());
                }
                _ => {}
            }
        }
        self.name_rules(luck, event);
        if event.reason.as_deref() == Some("absence") && luck.happens(70) {
            let until = event.at.as_second() + luck.between(1, 200) * 3600;
            event.until = Some(at(until));
        }
    }

    /// The measure, the remedy and the excuse that an event is about.
    fn name_rules(&self, luck: &mut Luck, event: &mut Event) {
        let tree = self.tree;
        let may = |attribute| event.kind.attributes().contains(&attribute);
        // Most decisions on a punishment speak of no measure.
        let punishes = event.kind == EventKind::Decided && event.reason.is_some();
        if may(Attribute::Effect)
            && !(punishes && luck.happens(80))
            && (luck.happens(85) || event.kind == EventKind::Decided && event.reason.is_none())
        {
            let known = |name: &str| {
                tree.effects
                    .iter()
                    .any(|rule| rule.measure.as_str() == name)
            };
            let present: Vec<&str> = MEASURES.iter().copied().filter(|it| known(it)).collect();
            event.effect = luck.one(&present).map(|name| (*name).to_owned());
        }
        if may(Attribute::Remedy) && !tree.remedies.is_empty() && luck.happens(70) {
            event.remedy = Some(luck.word(&["objection", "objection", "court"]).to_owned());
        }
        if may(Attribute::Excuse) {
            let known = |name: &str| tree.excuses.iter().any(|rule| rule.name.as_str() == name);
            let mut present: Vec<&str> = EXCUSES.iter().copied().filter(|it| known(it)).collect();
            if !tree.exceptions.is_empty() && event.kind != EventKind::CauseEnded {
                present.extend(["journey", "journey"]);
            }
            event.excuse = luck.one(&present).map(|name| (*name).to_owned());
        }
    }

    fn reason(&self, luck: &mut Luck, kind: EventKind) -> Option<String> {
        let word = match kind {
            EventKind::Rebutted => luck.word(&[
                "later-receipt",
                "wrong-person",
                "absence",
                "absence",
                "outage",
            ]),
            EventKind::Judged => {
                let claims = &self.tree.claims;
                let mut words = vec!["expected"];
                for (kind, word) in [
                    (ClaimKind::NonReceipt, "non-receipt"),
                    (ClaimKind::Appearance, "appearance"),
                ] {
                    if claims.iter().any(|claim| claim.kind == kind) {
                        words.extend([word, word]);
                    }
                }
                luck.word(&words)
            }
            EventKind::Proclaimed => "works",
            EventKind::Decided if !self.tree.sanctions.is_empty() && luck.happens(60) => "fine",
            _ => return None,
        };
        Some(word.to_owned())
    }

    fn facts(&self, luck: &mut Luck, begin: i64, instants: &mut Vec<i64>) -> Vec<Fact> {
        let mut facts = Vec::new();
        for rule in &self.tree.facts {
            let name = rule.name.as_str();
            if luck.happens(5) {
                continue;
            }
            let times = if luck.happens(80) {
                1
            } else {
                luck.between(2, 3)
            };
            for time in 0..times {
                let so = if time == 0 {
                    self.midnight(begin - luck.between(1, 60)) + luck.between(0, 3) * 3600
                } else {
                    self.midnight(begin) + luck.between(0, 60 * 24) * 3600
                };
                let recorded = if luck.happens(75) {
                    so
                } else {
                    self.later(luck, so, 20)
                };
                let source = if luck.happens(88) {
                    rule.from.as_str()
                } else {
                    "elsewhere"
                };
                // Others sign for it at once, later, or never.
                let proved = luck.happens(15).then(|| self.later(luck, recorded, 20));
                instants.push(so);
                instants.push(recorded);
                instants.extend(proved);
                facts.push(Fact {
                    fact: name.to_owned(),
                    value: self.value(luck, name, begin),
                    at: at(so),
                    recorded_at: at(recorded),
                    stated_at: None,
                    proved_at: proved.map(at),
                    source: source.to_owned(),
                });
            }
        }
        facts
    }

    fn value(&self, luck: &mut Luck, name: &str, begin: i64) -> FactValue {
        let word = |text: &str| FactValue::Word(text.to_owned());
        match name {
            "birth-date" => {
                let years = luck.word(&["1999", "1980", "2007", "1955"]);
                let mut born = crate::pack::day(begin + luck.between(-5, 60));
                born.replace_range(0..4, years);
                if luck.happens(5) {
                    "2004-02-29".clone_into(&mut born);
                }
                FactValue::Word(born)
            }
            "level" => word(luck.word(&["A", "A", "A", "B", "C"])),
            "account" => word(luck.word(&["active", "active", "active", "none"])),
            _ => {
                let defaults = name == "defaults";
                let spells = if luck.happens(if defaults { 40 } else { 75 }) {
                    0
                } else {
                    luck.between(1, 2)
                };
                // Defaults are of before.
                let mut first = begin + luck.between(if defaults { -60 } else { -20 }, 30);
                let mut periods = Vec::new();
                for _ in 0..spells {
                    let last = first + luck.between(1, 12);
                    periods.push(DatePeriod {
                        from: date(first),
                        until: date(last),
                    });
                    first = last + luck.between(1, 20);
                }
                FactValue::Periods(periods)
            }
        }
    }

    /// Points around what may matter.
    fn asks(&self, luck: &mut Luck, issued: i64, instants: &[i64]) -> Vec<Ask> {
        let lengths = [1, 2, 3, 5, 7, 9, 10, 14, 20, 30];
        (0..4)
            .map(|_| {
                let base = luck.one(instants).copied().unwrap_or(issued).max(issued);
                let near = match luck.below(4) {
                    0 => base,
                    1 => base + luck.between(-1, 1),
                    2 => {
                        let days = luck.one(&lengths).copied().unwrap_or(1) + luck.between(0, 1);
                        self.midnight(self.day_number(base) + days) + luck.between(-1, 0)
                    }
                    _ => base + luck.between(0, 40 * 24) * 3600,
                };
                let known_at = luck.happens(50).then(|| {
                    let known = luck.one(instants).copied().unwrap_or(issued) + luck.between(-1, 1);
                    at(if luck.happens(70) {
                        known.max(near)
                    } else {
                        known
                    })
                });
                Ask {
                    at: at(near.max(issued)),
                    known_at,
                }
            })
            .collect()
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn date(days: i64) -> Date {
    jiff::civil::date(2025, 1, 1).saturating_add(days.days())
}

/// The person's own acts are decided, and never corrected.
fn own_act(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::ExcuseClaimed
            | EventKind::Objected
            | EventKind::NonReceiptClaimed
            | EventKind::AppearanceClaimed
    )
}

fn kind(luck: &mut Luck) -> EventKind {
    use EventKind as K;
    const ENDS: &[EventKind] = &[
        K::Appeared,
        K::Appeared,
        K::BroughtIn,
        K::ObjectionUpheld,
        K::Withdrawn,
        K::FoundIneligible,
        K::Died,
    ];
    const KINDS: &[EventKind] = &[
        K::Posted,
        K::Opened,
        K::Delivered,
        K::Refused,
        K::Absent,
        K::Returned,
        K::Rebutted,
        K::Rebutted,
        K::Told,
        K::Told,
        K::Warned,
        K::Warned,
        K::Replied,
        K::Replied,
        K::ExcuseClaimed,
        K::ExcuseClaimed,
        K::ExcuseClaimed,
        K::ExcuseAccepted,
        K::ExcuseRefused,
        K::ExcuseRefused,
        K::CauseEnded,
        K::Objected,
        K::Objected,
        K::Objected,
        K::ObjectionRejected,
        K::ObjectionRejected,
        K::Decided,
        K::Decided,
        K::Decided,
        K::Decided,
        K::Reviewed,
        K::EligibilityConfirmed,
        K::Corrected,
        K::Corrected,
        K::Judged,
        K::Judged,
        K::Proclaimed,
        K::NonReceiptClaimed,
        K::NonReceiptClaimed,
        K::AppearanceClaimed,
        K::OutageStarted,
        K::OutageEnded,
        K::AlertSent,
        K::AlertSent,
        K::AlertFailed,
        K::Dispatched,
    ];
    if luck.happens(90) {
        luck.one(KINDS).copied().unwrap_or(EventKind::Posted)
    } else {
        luck.one(ENDS).copied().unwrap_or(EventKind::Appeared)
    }
}
