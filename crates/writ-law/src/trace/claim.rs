//! What the person says: excuses, exceptions, that nothing reached them, that they did come.

use jiff::Timestamp;

use super::service::competent;
use super::{Answer, Asked, Assertion, Cause, Claim, End, Law, NewDay, Receipt, Run, Service};
use crate::event::EventKind;
use crate::life::{Happening, Outcome};
use crate::machine::{ClaimMachine, ExceptionMachine, MOST, Set};
use crate::tree::{ClaimKind, Silence, WhileUndecided};

/// What a version says of a claim.
fn claim_rule(law: Law<'_>, kind: ClaimKind) -> Option<&ClaimMachine> {
    law.frame.claims.iter().find(|it| it.kind == kind)
}

impl<'a> Run<'a> {
    fn excuse_of(&self, event: &Happening) -> Option<u8> {
        // Without a name it can only mean the one that is open.
        event.excuse.or(match self.state.claims.as_slice() {
            [only] => Some(only.excuse),
            _ => None,
        })
    }

    /// An accepted excuse that sets a new day; otherwise it closes the matter like any other.
    pub(super) fn accept_excuse(&mut self, index: u16, event: &Happening) -> bool {
        let Some(excuse) = self.excuse_of(event) else {
            return false;
        };
        let law = self.law(event.force);
        let rule = law.frame.excuses.get(usize::from(excuse));
        if rule.is_none_or(|rule| rule.then_appear_within.is_none()) {
            self.state.excused = Some(index);
            return false;
        }
        self.state.claims.retain(|claim| claim.excuse != excuse);
        self.state.excused = Some(index);
        let day = self.state.new_day;
        self.state.new_day = Some(NewDay {
            excuse,
            before: day.map_or_else(
                || self.date(),
                |day| day.due.map(|(due, _)| due).or(day.before),
            ),
            due: None,
        });
        // A default before it is forgiven, and with it the warnings and decisions on it.
        self.state
            .warned
            .iter_mut()
            .for_each(|warned| *warned = None);
        self.state.decided = [None; MOST];
        self.reopen(Set(u16::MAX));
        if self.state.served.is_some()
            && let Some(lifecycle) = self.lifecycle_in(law)
        {
            self.enter(lifecycle.served_stage, Cause::Excuse(index));
        }
        true
    }

    pub(super) fn claim_excuse(&mut self, index: u16, event: &Happening) {
        let Some(excuse) = event.excuse else { return };
        let law = self.law(event.force);
        let Some(rule) = law.frame.excuses.get(usize::from(excuse)) else {
            return;
        };
        let paper = law.frame.papers.get(usize::from(self.life.instrument));
        let times = paper.and_then(|paper| paper.times.get(usize::from(excuse)));
        let pending = self.state.claims.iter().any(|claim| claim.excuse == excuse);
        let before = self.state.claimed.get(usize::from(excuse)).copied();
        let most = times.copied().unwrap_or(1);
        let Some(before) = before.filter(|before| !pending && *before < most) else {
            return;
        };
        // Once an excuse was accepted, it is the new day from which it runs, and until that is told
        // nothing does.
        let closed = rule.claim_within.as_ref().and_then(|(period, from)| {
            let anchor = self.anchor(law, from)?;
            period.elapsed_at(anchor, &self.names().zone).ok()
        });
        if closed.is_some_and(|closed| event.force >= closed) {
            return;
        }
        if let Some(claimed) = self.state.claimed.get_mut(usize::from(excuse)) {
            *claimed = before + 1;
        }
        self.state.claims.push(Claim {
            excuse,
            event: index,
        });
    }

    /// A refusal counts if it is by whoever decides on the excuse.
    pub(super) fn refuse_excuse(&mut self, event: &Happening) {
        let of = self.excuse_of(event);
        let excuses = &self.law(event.force).frame.excuses;
        let rule = of.and_then(|excuse| excuses.get(usize::from(excuse)));
        if rule.is_some_and(|rule| {
            rule.decided_by == "court" && !competent("court", event.by.as_deref())
        }) {
            return;
        }
        self.state.claims.retain(|claim| Some(claim.excuse) != of);
    }

    /// The undecided claim that holds everything up, if one does.
    pub(crate) fn suspending(&self) -> Option<&Claim> {
        self.state.claims.iter().find(|claim| {
            // By the law of the claim, which a later stage does not take away.
            let law = self
                .event(claim.event)
                .map_or(self.here(), |it| self.law(it.force));
            let rule = law.frame.excuses.get(usize::from(claim.excuse));
            rule.is_some_and(|rule| rule.while_undecided == WhileUndecided::Suspends)
        })
    }

    /// Whether an undecided claim holds everything up.
    pub(crate) fn suspended(&self) -> bool {
        self.suspending().is_some() || self.asserting().is_some()
    }

    /// The claim of non-receipt or of appearance that holds everything up, if one does.
    pub(crate) fn asserting(&self) -> Option<&Assertion> {
        self.state.asserted.iter().find(|it| {
            let rule = claim_rule(self.laws.version(it.version), it.kind);
            rule.is_some_and(|rule| rule.while_undecided == WhileUndecided::Suspends)
        })
    }

    /// The law that knows a claim: that of the day, or that of the stage.
    fn claimable(&self, kind: ClaimKind, at: Timestamp) -> Option<(u8, &'a ClaimMachine)> {
        let laws = [self.law(at), self.here()];
        let mut known = laws.into_iter();
        known.find_map(|law| Some((law.version, claim_rule(law, kind)?)))
    }

    /// Whether a new day set by an excuse still lies ahead.
    pub(crate) fn eased(&self) -> bool {
        self.state
            .new_day
            .is_some_and(|day| day.due.is_none_or(|(_, missed)| self.state.now < missed))
    }

    /// The person says that nothing reached them, or that they did come.
    pub(super) fn assert(&mut self, kind: ClaimKind, index: u16, event: &Happening) {
        let Some((version, rule)) = self.claimable(kind, event.force) else {
            return;
        };
        let deadline = rule
            .decide_within
            .as_ref()
            .and_then(|period| period.elapsed_at(event.force, &self.names().zone).ok());
        if self.state.assertions.contains(&kind) {
            return;
        }
        let disputable = match (kind, self.state.served) {
            (ClaimKind::Appearance, _) => true,
            (ClaimKind::NonReceipt, None) => false,
            (ClaimKind::NonReceipt, Some(service)) => {
                service.proof == Receipt::Presumed && !self.is_received(service, event.force)
            }
        };
        if !disputable {
            return;
        }
        self.state.assertions.push(kind);
        self.state.asserted.push(Assertion {
            kind,
            event: index,
            version,
            deadline,
        });
    }

    /// Whether a copy is known to have reached the person since they were served, by an instant.
    fn is_received(&self, service: Service, at: Timestamp) -> bool {
        self.seen().any(|(index, it)| {
            let since = (it.force, index) > (service.at, service.event);
            since && it.force <= at && self.shows_receipt(it)
        })
    }

    /// A copy that reached the person answers their claim that none did.
    pub(super) fn receive(&mut self, event: &Happening) {
        if !self.state.asserted.is_empty() && self.shows_receipt(event) {
            let asserted = &mut self.state.asserted;
            asserted.retain(|it| it.kind != ClaimKind::NonReceipt);
        }
    }

    /// A claim was judged: found right, an appearance closes the matter; found wrong, it is over.
    pub(super) fn judge(&mut self, index: u16, event: &Happening) {
        for kind in [ClaimKind::NonReceipt, ClaimKind::Appearance] {
            if event.reason.as_deref() != Some(kind.word()) {
                continue;
            }
            let asserted = self.state.asserted.iter().find(|it| it.kind == kind);
            let rule = match asserted {
                Some(it) => claim_rule(self.laws.version(it.version), kind),
                None => self.claimable(kind, event.force).map(|(_, rule)| rule),
            };
            let Some(rule) = rule else {
                return;
            };
            let by = competent(&rule.decided_by, event.by.as_deref());
            match (event.outcome, kind) {
                (Some(Outcome::Yes), ClaimKind::Appearance) => {
                    self.meet_duties_of(EventKind::Appeared, event.force);
                    self.state.end = Some(End::Closed {
                        event: index,
                        at: event.force,
                    });
                }
                (Some(Outcome::No), _) if by => {
                    self.state.asserted.retain(|it| it.kind != kind);
                }
                _ => {}
            }
        }
    }

    /// Asks for an exception: again only once the one before was answered and is over.
    pub(super) fn ask_exception(&mut self, exception: u8, index: u16, event: &Happening) {
        let law = self.law(event.force);
        let Some(rule) = law.frame.exceptions.get(usize::from(exception)) else {
            return;
        };
        let now = self.state.now;
        self.state.asked.retain(|it| match it.answer {
            Answer::Granted(until) => it.exception != exception || now < until,
            Answer::None(_) => true,
        });
        if self.state.asked.iter().any(|it| it.exception == exception) {
            return;
        }
        let answered = rule.decide_within.elapsed_at(event.force, &law.frame.zone);
        self.state.asked.push(Asked {
            exception,
            event: index,
            version: law.version,
            answer: Answer::None(answered.ok()),
        });
    }

    fn exception_rule(&self, asked: &Asked) -> Option<&ExceptionMachine> {
        let frame = self.laws.version(asked.version).frame;
        frame.exceptions.get(usize::from(asked.exception))
    }

    /// When an exception granted at an instant is over.
    fn lasts(&self, asked: &Asked, from: Timestamp) -> Timestamp {
        let rule = self.exception_rule(asked);
        rule.map_or(from, |rule| {
            let ends = rule.lasts.elapsed_at(from, &self.names().zone);
            // Where no calendar tells its end, nothing shows that it is over.
            ends.unwrap_or(Timestamp::MAX)
        })
    }

    /// An exception is granted, whether or not it was asked for. What was granted before runs on.
    pub(super) fn grant_exception(&mut self, exception: u8, index: u16, event: &Happening) {
        self.state
            .asked
            .retain(|it| it.exception != exception || matches!(it.answer, Answer::Granted(_)));
        let asked = Asked {
            exception,
            event: index,
            version: self.law(event.force).version,
            answer: Answer::None(None),
        };
        let until = self.lasts(&asked, event.force);
        self.state.asked.push(Asked {
            answer: Answer::Granted(until),
            ..asked
        });
    }

    pub(super) fn refuse_exception(&mut self, exception: u8, event: &Happening) {
        let law = self.law(event.force);
        let rule = law.frame.exceptions.get(usize::from(exception));
        let by = event.by.as_deref();
        if rule.is_some_and(|rule| rule.decided_by == "court" && !competent("court", by)) {
            return;
        }
        self.state
            .asked
            .retain(|it| it.exception != exception || matches!(it.answer, Answer::Granted(_)));
    }

    /// Nobody answered in time: silence grants or refuses, as the law says.
    pub(super) fn unanswered(&mut self, place: usize) {
        let asked = self.state.asked.remove(place);
        let silence = self.exception_rule(&asked).map(|rule| rule.silence);
        if silence == Some(Silence::Grants) {
            let until = self.lasts(&asked, self.state.now);
            self.state.asked.push(Asked {
                answer: Answer::Granted(until),
                ..asked
            });
        }
    }

    /// The exception that keeps an effect off now, if one does.
    pub(crate) fn excepted(&self, effect: u8) -> Option<&Asked> {
        let now = self.state.now;
        self.state.asked.iter().find(|asked| {
            let granted = matches!(asked.answer, Answer::Granted(until) if now < until);
            let rule = self.exception_rule(asked);
            granted && rule.is_some_and(|rule| rule.from.has(effect))
        })
    }
}
