//! The sentences of a proof, in English. Each reason has one; none is left out.

use jiff::Timestamp;

use super::{Node, Reason};
use crate::eligibility::test_in_words;
use crate::fact::{Seen, Why};
use crate::life::Happening;
use crate::machine::{Frame, Literal, Machine, TriggerMachine};
use crate::position::Position;
use crate::trace::{Cause, End, NotServed, Step};
use crate::truth::Truth;

/// What a node says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) rule: String,
    pub(crate) says: String,
    pub(crate) cite: Vec<String>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) events: Vec<String>,
}

/// What is said of an answer over several readings.
pub(crate) fn over_readings(answer: Truth) -> &'static str {
    match answer {
        Truth::Yes => "every reading of the law says so",
        Truth::No => "no reading of the law says so",
        Truth::Unknown => "it cannot be told, or readings of the law differ: nothing is asserted",
    }
}

struct Speaker<'p, 'a> {
    position: &'p Position<'a>,
    frame: &'a Frame,
    machine: Option<&'a Machine>,
}

/// The sentence of a node, with what it rests on.
pub(crate) fn say(position: &Position<'_>, alternative: usize, node: &Node<'_>) -> Said {
    let regime = position.regime;
    let machine = regime.alternatives().get(alternative).map(|it| &it.machine);
    let speaker = Speaker {
        position,
        frame: regime.frame(),
        machine,
    };
    let mut said = speaker.say(node);
    said.cite = said.cite.iter().map(|name| speaker.source(name)).collect();
    said
}

fn plain(rule: &str, says: impl Into<String>) -> Said {
    Said {
        rule: rule.to_owned(),
        says: says.into(),
        ..Said::default()
    }
}

impl Speaker<'_, '_> {
    /// A source as it is cited: its name, and its file where it has one.
    fn source(&self, name: &str) -> String {
        let tree = self.position.regime.tree();
        let source = tree
            .sources
            .iter()
            .find(|source| source.name.as_str() == name);
        match source.and_then(|source| source.file.as_deref()) {
            Some(file) => format!("{name} ({file})"),
            None => name.to_owned(),
        }
    }

    fn local(&self, at: Timestamp) -> String {
        self.position
            .regime
            .zone()
            .to_datetime(at)
            .strftime("%-d %B %Y %H:%M")
            .to_string()
    }

    fn event(&self, index: u16) -> Option<&Happening> {
        self.position.life.events.get(usize::from(index))
    }

    fn id(&self, index: u16) -> Vec<String> {
        self.event(index)
            .map(|event| vec![event.id.clone()])
            .unwrap_or_default()
    }

    fn word(&self, index: u16) -> &'static str {
        self.event(index).map_or("event", |event| event.kind.word())
    }

    fn when(&self, index: u16) -> String {
        self.event(index)
            .map_or_else(String::new, |event| self.local(event.force))
    }

    fn channel(&self, id: u8) -> &str {
        self.frame
            .channels
            .get(usize::from(id))
            .map_or("", |channel| channel.name.as_str())
    }

    fn say(&self, node: &Node<'_>) -> Said {
        match node.reason {
            Reason::Effect(id) => self.effect(id, node.truth),
            Reason::EarlierKnowledge => plain(
                "two clocks",
                "what was recorded at that time did not show it, and a later record burdens only forward",
            ),
            Reason::Test => plain("test", "the instrument is a test: it has no force"),
            Reason::Over(end) => self.over(end),
            Reason::Law => plain(
                "version",
                if node.truth == Truth::Yes {
                    "the law is in force"
                } else {
                    "no version of the law is in force"
                },
            ),
            Reason::Served(service) => self.served(service),
            Reason::NotServed => plain("service", "no copy has served"),
            Reason::Failed(index, why) => self.failed(index, why),
            Reason::Stage(id) => self.stage(id, node.truth),
            Reason::Step(step) => self.step(step),
            Reason::Uncovered(from) => plain(
                "calendar",
                format!(
                    "from {} the calendar does not say whether the period is over",
                    self.local(from)
                ),
            ),
            Reason::Eligible => plain("eligibility", format!("eligible: {}", node.truth)),
            Reason::Category(id) => self.category(id, node.truth),
            Reason::All => plain("all", format!("all of these hold: {}", node.truth)),
            Reason::Any => plain("any", format!("one of these holds: {}", node.truth)),
            Reason::Literal(literal, seen) => self.literal(literal, seen),
            Reason::Mask(lapsed) => self.mask(lapsed),
            Reason::Condition => plain(
                "when",
                format!("the effect's own condition holds: {}", node.truth),
            ),
            Reason::Warning(id, warned) => self.warning(id, warned),
            Reason::Decided(event) => self.decided(event),
            Reason::Stay(stay) => self.stay(stay),
            Reason::Claim(event) => self.claim(event),
            Reason::Eased => plain(
                "excuse",
                "an accepted excuse has set a new day, which has not passed",
            ),
            Reason::Ended => plain(
                "ended",
                "it was ended, or the authority was silent on a remedy: it does not return in this matter",
            ),
            Reason::Limit(id, limit) => self.limit(id, limit, node.truth),
        }
    }

    fn effect(&self, id: u8, truth: Truth) -> Said {
        let measure = self
            .frame
            .measures
            .get(usize::from(id))
            .map_or("", String::as_str);
        let cite = self.machine.and_then(|it| it.effects.get(usize::from(id)));
        let says = match truth {
            Truth::Yes => format!("`{measure}` is restricted"),
            Truth::No => format!("`{measure}` is not restricted"),
            Truth::Unknown => {
                format!("whether `{measure}` is restricted cannot be told, so it is not asserted")
            }
        };
        Said {
            rule: format!("effect {measure}"),
            says,
            cite: cite.map(|effect| effect.cite.clone()).unwrap_or_default(),
            ..Said::default()
        }
    }

    fn over(&self, end: End) -> Said {
        match end {
            End::Closed { event, at } => Said {
                at: Some(at),
                events: self.id(event),
                ..plain(
                    "closing",
                    format!(
                        "the matter closed on {}: {}",
                        self.local(at),
                        self.word(event)
                    ),
                )
            },
            End::Void { event } => Said {
                events: self.id(event),
                ..plain(
                    "closing",
                    format!(
                        "the matter was void from the start: {} on {}",
                        self.word(event),
                        self.when(event)
                    ),
                )
            },
            End::NothingToObey { at } => Said {
                at: Some(at),
                ..plain(
                    "service",
                    "service came after the date in the summons and leaves nothing to obey",
                )
            },
        }
    }

    fn served(&self, service: crate::trace::Service) -> Said {
        let rule = self
            .machine
            .and_then(|it| it.services.get(usize::from(service.channel)));
        let channel = self.channel(service.channel);
        Said {
            rule: format!("service {channel}"),
            says: format!(
                "served on {} through `{channel}`: {}",
                self.local(service.at),
                self.word(service.event)
            ),
            cite: rule
                .and_then(Option::as_ref)
                .map(|rule| rule.cite.clone())
                .unwrap_or_default(),
            at: Some(service.at),
            events: self.id(service.event),
        }
    }

    fn failed(&self, index: u16, why: NotServed) -> Said {
        let event = self.event(index);
        let channel = event.and_then(|event| event.channel);
        let name = channel.map_or("", |id| self.channel(id));
        let reason = match why {
            NotServed::Courtesy => "the channel is a courtesy".to_owned(),
            NotServed::NoLaw => "no version of the law was in force".to_owned(),
            NotServed::Region => "the channel was not open in that region then".to_owned(),
            NotServed::By => "it was not handed over by someone who may".to_owned(),
            NotServed::To => "it was not handed to someone who may take it".to_owned(),
            NotServed::Place => {
                "it was not handed over at a place where that may be done".to_owned()
            }
            NotServed::Need(need) => {
                let rule = channel.and_then(|id| self.frame.channels.get(usize::from(id)));
                let literal = rule.and_then(|rule| rule.needs.get(usize::from(need)));
                let test = literal.map(|literal| test_in_words(self.frame, literal));
                format!(
                    "the channel needs this to be shown: {}",
                    test.unwrap_or_default()
                )
            }
            NotServed::Rebutted(by) => format!("it was rebutted on {}", self.when(by)),
            NotServed::Copy => {
                "the person had been served before; a copy restarts nothing".to_owned()
            }
        };
        Said {
            events: self.id(index),
            ..plain(
                &format!("service {name}"),
                format!(
                    "{} on {} through `{name}` did not serve: {reason}",
                    self.word(index),
                    self.when(index)
                ),
            )
        }
    }

    fn stage_name(&self, id: u8) -> &str {
        let lifecycle = self
            .machine
            .and_then(|it| {
                it.lifecycles
                    .get(usize::from(self.position.life.instrument))
            })
            .and_then(Option::as_ref);
        lifecycle
            .and_then(|it| it.stages.get(usize::from(id)))
            .map_or("", |stage| stage.name.as_str())
    }

    fn stage(&self, id: u8, truth: Truth) -> Said {
        let relation = match truth {
            Truth::Yes => "in which the effect holds",
            Truth::No => "in which the effect does not hold",
            Truth::Unknown => "and whether the effect holds cannot be told",
        };
        plain(
            "stage",
            format!(
                "the matter is in stage `{}`, {relation}",
                self.stage_name(id)
            ),
        )
    }

    fn step(&self, step: Step) -> Said {
        let to = self.stage_name(step.to);
        let on = self.local(step.at);
        let (why, events) = match step.cause {
            Cause::Begun => ("the matter began".to_owned(), Vec::new()),
            Cause::Event(index) => (self.word(index).to_owned(), self.id(index)),
            Cause::Excuse(index) => ("an excuse was accepted".to_owned(), self.id(index)),
            Cause::Clock { from, then } => (self.clock(from, then), Vec::new()),
        };
        Said {
            at: Some(step.at),
            events,
            ..plain("stage", format!("stage `{to}` since {on}: {why}"))
        }
    }

    fn clock(&self, from: u8, then: u8) -> String {
        let trigger = self
            .machine
            .and_then(|it| {
                it.lifecycles
                    .get(usize::from(self.position.life.instrument))
            })
            .and_then(Option::as_ref)
            .and_then(|it| it.stages.get(usize::from(from)))
            .and_then(|stage| stage.then.get(usize::from(then)))
            .map(|then| &then.trigger);
        match trigger {
            Some(TriggerMachine::After { name, .. }) => format!("the period `{name}` was over"),
            Some(TriggerMachine::Missed(duty)) => {
                let duty = self.frame.duties.get(usize::from(*duty));
                format!(
                    "the duty `{}` was missed",
                    duty.map_or("", |duty| duty.name.as_str())
                )
            }
            _ => "a clock struck".to_owned(),
        }
    }

    fn category(&self, id: u8, truth: Truth) -> Said {
        let category = self.frame.categories.get(usize::from(id));
        let name = category.map_or("", |category| category.name.as_str());
        Said {
            cite: category
                .map(|category| category.cite.clone())
                .unwrap_or_default(),
            ..plain(
                &format!("category {name}"),
                format!("is a `{name}`: {truth}"),
            )
        }
    }

    fn literal(&self, literal: &Literal, seen: Seen) -> Said {
        let test = test_in_words(self.frame, literal);
        let why = match seen.why {
            Why::Known => "",
            Why::Missing => ": the fact is missing",
            Why::Stale => ": the fact is stale",
            Why::Conflict => ": sources are at odds",
            Why::OtherSource => ": the regime does not take it from that source",
        };
        let records = self.position.life.facts.get(usize::from(literal.fact));
        let record = seen
            .record
            .and_then(|id| records.and_then(|it| it.get(usize::from(id))));
        let from = record.map_or_else(String::new, |record| {
            let on = self
                .position
                .regime
                .zone()
                .to_datetime(record.recorded)
                .date();
            format!(
                " ({}, recorded {})",
                record.source,
                on.strftime("%-d %B %Y")
            )
        });
        let at = record.map(|record| record.at);
        Said {
            at,
            ..plain("fact", format!("{test}: {}{why}{from}", seen.truth))
        }
    }

    fn mask(&self, lapsed: Option<Timestamp>) -> Said {
        match lapsed {
            None => plain(
                "eligibility",
                "eligibility was shown at every instant since service, or confirmed anew",
            ),
            Some(since) => Said {
                at: Some(since),
                ..plain(
                    "eligibility",
                    format!(
                        "eligibility was not shown from {} and was not confirmed anew since",
                        self.local(since)
                    ),
                )
            },
        }
    }

    fn warning(&self, id: u8, warned: Option<(u16, Option<Timestamp>)>) -> Said {
        let rule = self.frame.warnings.get(usize::from(id));
        let name = rule.map_or("", |rule| rule.name.as_str());
        let cite = rule.map(|rule| rule.cite.clone()).unwrap_or_default();
        let said = match warned {
            None => plain(
                &format!("warning {name}"),
                format!("the warning `{name}` was not given"),
            ),
            Some((event, runs)) => {
                let until = runs.map_or_else(
                    || "stands still".to_owned(),
                    |runs| format!("runs until {}", self.local(runs)),
                );
                let says = format!("warned on {}; the time to comply {until}", self.when(event));
                Said {
                    at: runs,
                    events: self.id(event),
                    ..plain(&format!("warning {name}"), says)
                }
            }
        };
        Said { cite, ..said }
    }

    fn decided(&self, event: Option<u16>) -> Said {
        match event {
            None => plain("decision", "nobody has decided it for this person"),
            Some(index) => {
                let by = self
                    .event(index)
                    .and_then(|event| event.by.as_deref())
                    .unwrap_or("");
                Said {
                    events: self.id(index),
                    ..plain(
                        "decision",
                        format!("decided for this person on {} by {by}", self.when(index)),
                    )
                }
            }
        }
    }

    fn stay(&self, stay: Option<(u8, u16)>) -> Said {
        let Some((remedy, event)) = stay else {
            return plain("remedy", "no remedy stays it");
        };
        let rule = self.frame.remedies.get(usize::from(remedy));
        let name = rule.map_or("", |rule| rule.name.as_str());
        Said {
            events: self.id(event),
            cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
            ..plain(
                &format!("remedy {name}"),
                format!("stayed since {}", self.when(event)),
            )
        }
    }

    fn claim(&self, event: Option<u16>) -> Said {
        match event {
            None => plain("excuse", "no undecided claim suspends it"),
            Some(index) => {
                let excuse = self.event(index).and_then(|event| event.excuse);
                let rule = excuse.and_then(|id| self.frame.excuses.get(usize::from(id)));
                Said {
                    events: self.id(index),
                    cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
                    ..plain(
                        &format!("excuse {}", rule.map_or("", |rule| rule.name.as_str())),
                        format!(
                            "an excuse claimed on {} is undecided and suspends it",
                            self.when(index)
                        ),
                    )
                }
            }
        }
    }

    fn limit(&self, id: u8, limit: Option<Timestamp>, truth: Truth) -> Said {
        let rule = self.machine.and_then(|it| it.effects.get(usize::from(id)));
        let rule = rule.and_then(|effect| effect.limit.as_ref());
        let says = match limit {
            None => "its longest duration has not begun to run".to_owned(),
            Some(at) if truth == Truth::Yes => {
                format!("it can last until {} at the longest", self.local(at))
            }
            Some(at) => format!("its longest duration ended on {}", self.local(at)),
        };
        let cite = rule.map(|limit| limit.cite.clone()).unwrap_or_default();
        Said {
            at: limit,
            cite,
            ..plain("limit", says)
        }
    }
}
