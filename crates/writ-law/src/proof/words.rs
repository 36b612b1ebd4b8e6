//! The nodes of a proof as reasons that can be read, stored and told in any language. Each node has
//! one; none is left out.

use jiff::Timestamp;

use super::{Node, Reason};
use crate::because::{Because, FactKnown, FactTest, NoService, StepCause};
use crate::event::EventKind;
use crate::fact::{Seen, Why};
use crate::life::Happening;
use crate::machine::{
    ClaimMachine, FactShape, Frame, LifecycleMachine, Literal, Machine, NeedMachine, Test,
    TriggerMachine,
};
use crate::position::Position;
use crate::trace::{Cause, End, NotServed, Step};
use crate::tree::ClaimKind;

/// What a node says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) rule: String,
    pub(crate) because: Because,
    pub(crate) cite: Vec<String>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) events: Vec<String>,
}

struct Speaker<'p, 'a> {
    position: &'p Position<'a>,
    frame: &'a Frame,
    machine: Option<&'a Machine>,
    /// By version.
    machines: &'a [Machine],
}

/// The reason that a node gives, with what it rests on.
pub(crate) fn say(position: &Position<'_>, alternative: usize, node: &Node<'_>) -> Said {
    let regime = position.regime;
    // The law that the matter is in; where versions took over, rules may be of an earlier one.
    let version = position
        .laws
        .get(alternative)
        .copied()
        .map_or(0, usize::from);
    let alternative = regime.alternatives().get(alternative);
    let speaker = Speaker {
        position,
        frame: regime
            .frames()
            .get(version)
            .unwrap_or_else(|| regime.frame()),
        machine: alternative.and_then(|it| it.machines.get(version)),
        machines: alternative.map_or(&[], |it| &it.machines),
    };
    let mut said = speaker.say(node);
    said.cite = said.cite.iter().map(|name| speaker.source(name)).collect();
    said
}

/// A reason that cites nothing and rests on no event.
fn plain(rule: impl Into<String>, because: Because) -> Said {
    Said {
        rule: rule.into(),
        because,
        cite: Vec::new(),
        at: None,
        events: Vec::new(),
    }
}

/// What a literal asks of a fact.
fn test(frame: &Frame, literal: &Literal) -> FactTest {
    let rule = frame.facts.get(usize::from(literal.fact));
    let fact = rule.map_or_else(String::new, |rule| rule.name.clone());
    let choice = |index: u16| match rule.map(|rule| &rule.kind) {
        Some(FactShape::Choice(values)) => {
            values.get(usize::from(index)).cloned().unwrap_or_default()
        }
        _ => String::new(),
    };
    match &literal.test {
        Test::Is(index) => FactTest::Value {
            fact,
            value: choice(*index),
        },
        Test::IsNot(index) => FactTest::NotValue {
            fact,
            value: choice(*index),
        },
        Test::TextIs(text) => FactTest::Value {
            fact,
            value: text.clone(),
        },
        Test::TextIsNot(text) => FactTest::NotValue {
            fact,
            value: text.clone(),
        },
        Test::Age { from, below } => FactTest::Age {
            fact,
            from: *from,
            below: *below,
        },
        Test::NotAge { from, below } => FactTest::NotAge {
            fact,
            from: *from,
            below: *below,
        },
        Test::Holds => FactTest::Holds { fact },
        Test::HoldsNot => FactTest::HoldsNot { fact },
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

    fn event(&self, index: u16) -> Option<&Happening> {
        self.position.life.events.get(usize::from(index))
    }

    fn id(&self, index: u16) -> Vec<String> {
        self.event(index)
            .map(|event| vec![event.id.clone()])
            .unwrap_or_default()
    }

    /// What an event is. Indices come from the life itself, so there always is one.
    fn kind(&self, index: u16) -> EventKind {
        self.event(index)
            .map_or(EventKind::Queued, |event| event.kind)
    }

    fn when(&self, index: u16) -> Timestamp {
        self.event(index)
            .map_or(Timestamp::UNIX_EPOCH, |event| event.force)
    }

    fn channel(&self, id: u8) -> &str {
        self.frame
            .channels
            .get(usize::from(id))
            .map_or("", |channel| channel.name.as_str())
    }

    fn say(&self, node: &Node<'_>) -> Said {
        match node.reason {
            Reason::Effect(id) => self.effect(id),
            Reason::EarlierKnowledge => plain("two clocks", Because::EarlierKnowledge),
            Reason::Test => plain("test", Because::Test),
            Reason::Over(end) => self.over(end),
            Reason::Law => plain("version", Because::Law),
            Reason::Served(service) => self.served(service),
            Reason::NotServed => plain("service", Because::NotServed),
            Reason::Failed(index, why) => self.failed(index, why),
            Reason::Stage(id) => {
                let stage = self.stage_name(id).to_owned();
                plain("stage", Because::Stage { stage })
            }
            Reason::Step(step) => self.step(step),
            Reason::Uncovered(from) => plain("calendar", Because::Uncovered { from }),
            Reason::Eligible => plain("eligibility", Because::Eligible),
            Reason::Category(id) => self.category(id),
            Reason::All => plain("all", Because::All),
            Reason::Any => plain("any", Because::Any),
            Reason::Literal(literal, seen) => self.literal(literal, seen),
            Reason::Mask(lapsed) => mask(lapsed),
            Reason::Condition => plain("when", Because::OwnCondition),
            Reason::Warning(id, warned) => self.warning(id, warned),
            Reason::Decided(event) => self.decided(event),
            Reason::Stay(stay) => self.stay(stay),
            Reason::Claim(event) => self.claim(event),
            Reason::Excepted(id, event) => self.excepted(id, event),
            Reason::Eased => plain("excuse", Because::NewDay),
            Reason::Ended => plain("ended", Because::Ended),
            Reason::Limit(id, limit) => self.limit(id, limit),
        }
    }

    fn effect(&self, id: u8) -> Said {
        let measure = self.frame.measures.get(usize::from(id));
        let measure = measure.cloned().unwrap_or_default();
        let rule = self.machine.and_then(|it| it.effects.get(usize::from(id)));
        let cite = rule.map(|effect| effect.cite.clone()).unwrap_or_default();
        Said {
            cite,
            ..plain(format!("effect {measure}"), Because::Restricted { measure })
        }
    }

    fn over(&self, end: End) -> Said {
        match end {
            End::Closed { event, at } => {
                let kind = self.kind(event);
                Said {
                    at: Some(at),
                    events: self.id(event),
                    ..plain("closing", Because::Closed { event: kind, at })
                }
            }
            End::Void { event } => {
                let (kind, at) = (self.kind(event), self.when(event));
                Said {
                    events: self.id(event),
                    ..plain("closing", Because::VoidFromStart { event: kind, at })
                }
            }
            End::NothingToObey { at } => Said {
                at: Some(at),
                ..plain("service", Because::NothingToObey { at })
            },
        }
    }

    fn served(&self, service: crate::trace::Service) -> Said {
        let rule = self
            .machine
            .and_then(|it| it.services.get(usize::from(service.channel)));
        let channel = self.channel(service.channel).to_owned();
        let zone = self.position.regime.zone();
        let [day, since] = [service.bears, service.at].map(|at| zone.to_datetime(at).date());
        let because = Because::Served {
            channel: channel.clone(),
            event: self.kind(service.event),
            at: service.at,
            day: (day != since).then_some(day),
        };
        Said {
            cite: rule
                .and_then(Option::as_ref)
                .map(|rule| rule.cite.clone())
                .unwrap_or_default(),
            at: Some(service.at),
            events: self.id(service.event),
            ..plain(format!("service {channel}"), because)
        }
    }

    fn failed(&self, index: u16, why: NotServed) -> Said {
        let channel = self.event(index).and_then(|event| event.channel);
        let name = channel.map_or("", |id| self.channel(id)).to_owned();
        let why = match why {
            NotServed::Courtesy => NoService::Courtesy,
            NotServed::NoLaw => NoService::NoLaw,
            NotServed::Region => NoService::Region,
            NotServed::By => NoService::By,
            NotServed::To => NoService::To,
            NotServed::Place => NoService::Place,
            NotServed::Need(need) => {
                let rule = channel.and_then(|id| self.frame.channels.get(usize::from(id)));
                let literal = rule.and_then(|rule| rule.needs.get(usize::from(need)));
                let test = literal.map_or_else(
                    || FactTest::Holds {
                        fact: String::new(),
                    },
                    |literal| test(self.frame, literal),
                );
                NoService::Need { test }
            }
            NotServed::Rebutted(by) if self.kind(by) == EventKind::Judged => {
                NoService::NotReceived { on: self.when(by) }
            }
            NotServed::Rebutted(by) => NoService::Rebutted { on: self.when(by) },
            NotServed::Window => NoService::Window,
            NotServed::FirstContact => NoService::FirstContact,
            NotServed::Unmet(need) => self.unmet(channel, need),
            NotServed::Returned(by) => NoService::Returned { on: self.when(by) },
            NotServed::Waiting(until) => NoService::Waiting { until },
            NotServed::Copy => NoService::Copy,
        };
        let rule = format!("service {name}");
        let because = Because::DidNotServe {
            channel: name,
            event: self.kind(index),
            at: self.when(index),
            why,
        };
        Said {
            events: self.id(index),
            ..plain(rule, because)
        }
    }

    /// What a rule of service needs and did not find.
    fn unmet(&self, channel: Option<u8>, need: u8) -> NoService {
        let services = self.machine.map_or(&[][..], |it| &it.services);
        let rule = channel.and_then(|id| services.get(usize::from(id)));
        let rule = rule.and_then(Option::as_ref);
        match rule.and_then(|rule| rule.needs.get(usize::from(need))) {
            Some(NeedMachine::Judged(judgement, _)) => NoService::NotJudged {
                judgement: judgement.clone(),
            },
            Some(NeedMachine::Tried(other)) => NoService::NotTried {
                other: self.channel(*other).to_owned(),
            },
            Some(NeedMachine::Attempts { .. }) => NoService::Attempts,
            Some(NeedMachine::Alerts { .. }) | None => NoService::Alerts,
        }
    }

    fn lifecycle(&self) -> Option<&LifecycleMachine> {
        let lifecycles = &self.machine?.lifecycles;
        lifecycles
            .get(usize::from(self.position.life.instrument))
            .and_then(Option::as_ref)
    }

    fn stage_name(&self, id: u8) -> &str {
        self.lifecycle()
            .and_then(|it| it.stages.get(usize::from(id)))
            .map_or("", |stage| stage.name.as_str())
    }

    fn step(&self, step: Step) -> Said {
        let stage = self.stage_name(step.to).to_owned();
        let (why, events) = match step.cause {
            Cause::Begun => (StepCause::Begun, Vec::new()),
            Cause::Event(index) => {
                let event = self.kind(index);
                (StepCause::Event { event }, self.id(index))
            }
            Cause::Excuse(index) => (StepCause::Excuse, self.id(index)),
            Cause::Clock {
                version,
                from,
                then,
            } => (self.clock(version, from, then), Vec::new()),
        };
        let at = step.at;
        Said {
            at: Some(at),
            events,
            ..plain("stage", Because::Step { stage, at, why })
        }
    }

    fn clock(&self, version: u8, from: u8, then: u8) -> StepCause {
        let machine = self.machines.get(usize::from(version));
        let own = usize::from(self.position.life.instrument);
        let trigger = machine
            .and_then(|it| it.lifecycles.get(own)?.as_ref())
            .and_then(|it| it.stages.get(usize::from(from)))
            .and_then(|stage| stage.then.get(usize::from(then)))
            .map(|then| &then.trigger);
        match trigger {
            Some(TriggerMachine::After { name, .. }) => StepCause::Period {
                period: name.clone(),
            },
            Some(TriggerMachine::Missed(duty)) => {
                let duty = self.frame.duties.get(usize::from(*duty));
                StepCause::Missed {
                    duty: duty.map_or_else(String::new, |duty| duty.name.clone()),
                }
            }
            _ => StepCause::Clock,
        }
    }

    fn category(&self, id: u8) -> Said {
        let rule = self.frame.categories.get(usize::from(id));
        let category = rule.map_or_else(String::new, |rule| rule.name.clone());
        Said {
            cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
            ..plain(
                format!("category {category}"),
                Because::Category { category },
            )
        }
    }

    fn literal(&self, literal: &Literal, seen: Seen) -> Said {
        let known = match seen.why {
            Why::Known => FactKnown::Known,
            Why::Missing => FactKnown::Missing,
            Why::Stale => FactKnown::Stale,
            Why::Conflict => FactKnown::Conflict,
            Why::OtherSource => FactKnown::OtherSource,
            Why::Unproved => FactKnown::Unproved,
        };
        let records = self.position.life.facts.get(usize::from(literal.fact));
        let record = seen
            .record
            .and_then(|id| records.and_then(|it| it.get(usize::from(id))));
        let zone = self.position.regime.zone();
        let because = Because::Fact {
            test: test(self.frame, literal),
            known,
            source: record.map(|record| record.source.clone()),
            recorded: record.map(|record| zone.to_datetime(record.recorded).date()),
        };
        Said {
            at: record.map(|record| record.at),
            ..plain("fact", because)
        }
    }

    fn warning(&self, id: u8, warned: Option<(u16, Option<Timestamp>)>) -> Said {
        let rule = self.frame.warnings.get(usize::from(id));
        let warning = rule.map_or_else(String::new, |rule| rule.name.clone());
        let cite = rule.map(|rule| rule.cite.clone()).unwrap_or_default();
        let named = format!("warning {warning}");
        match warned {
            None => Said {
                cite,
                ..plain(named, Because::NotWarned { warning })
            },
            Some((event, until)) => {
                let at = self.when(event);
                Said {
                    cite,
                    at: until,
                    events: self.id(event),
                    ..plain(named, Because::Warned { warning, at, until })
                }
            }
        }
    }

    fn decided(&self, event: Option<u16>) -> Said {
        let Some(index) = event else {
            return plain("decision", Because::Undecided);
        };
        let by = self.event(index).and_then(|event| event.by.as_deref());
        let because = Because::Decided {
            at: self.when(index),
            by: by.unwrap_or_default().to_owned(),
        };
        Said {
            events: self.id(index),
            ..plain("decision", because)
        }
    }

    fn stay(&self, stay: Option<(u8, u16)>) -> Said {
        let Some((remedy, event)) = stay else {
            return plain("remedy", Because::NotStayed);
        };
        let rule = self.frame.remedies.get(usize::from(remedy));
        let remedy = rule.map_or_else(String::new, |rule| rule.name.clone());
        let at = self.when(event);
        Said {
            events: self.id(event),
            cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
            ..plain(format!("remedy {remedy}"), Because::Stayed { remedy, at })
        }
    }

    fn claim(&self, event: Option<u16>) -> Said {
        let Some(index) = event else {
            return plain("excuse", Because::NoClaim);
        };
        let at = self.when(index);
        let asserted = match self.kind(index) {
            EventKind::NonReceiptClaimed => Some(Because::ReceiptDenied { at }),
            EventKind::AppearanceClaimed => Some(Because::AppearanceClaimed { at }),
            _ => None,
        };
        if let Some(because) = asserted {
            let kind = self.kind(index);
            let of = |it: &&ClaimMachine| match it.kind {
                ClaimKind::NonReceipt => kind == EventKind::NonReceiptClaimed,
                ClaimKind::Appearance => kind == EventKind::AppearanceClaimed,
            };
            let rule = self.frame.claims.iter().find(of);
            return Said {
                events: self.id(index),
                cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
                ..plain("claim", because)
            };
        }
        let excuse = self.event(index).and_then(|event| event.excuse);
        let rule = excuse.and_then(|id| self.frame.excuses.get(usize::from(id)));
        let excuse = rule.map_or_else(String::new, |rule| rule.name.clone());
        let at = self.when(index);
        Said {
            events: self.id(index),
            cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
            ..plain(
                format!("excuse {excuse}"),
                Because::ExcuseUndecided { excuse, at },
            )
        }
    }

    fn excepted(&self, id: u8, index: u16) -> Said {
        let rule = self.frame.exceptions.get(usize::from(id));
        let exception = rule.map_or_else(String::new, |rule| rule.name.clone());
        let at = self.when(index);
        let because = Because::ExceptionGranted {
            exception: exception.clone(),
            at,
            until: None,
        };
        Said {
            events: self.id(index),
            cite: rule.map(|rule| rule.cite.clone()).unwrap_or_default(),
            ..plain(format!("exception {exception}"), because)
        }
    }

    fn limit(&self, id: u8, limit: Option<Timestamp>) -> Said {
        let rule = self.machine.and_then(|it| it.effects.get(usize::from(id)));
        let rule = rule.and_then(|effect| effect.limit.as_ref());
        let cite = rule.map(|limit| limit.cite.clone()).unwrap_or_default();
        let because = limit.map_or(Because::LimitNotBegun, |at| Because::Limit { at });
        Said {
            at: limit,
            cite,
            ..plain("limit", because)
        }
    }
}

fn mask(lapsed: Option<Timestamp>) -> Said {
    match lapsed {
        None => plain("eligibility", Because::EligibleThroughout),
        Some(from) => Said {
            at: Some(from),
            ..plain("eligibility", Because::EligibilityLapsed { from })
        },
    }
}
