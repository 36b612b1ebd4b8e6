//! What must be so for a copy to serve, besides what its channel asks.

use jiff::{SignedDuration, Timestamp};

use super::service::competent;
use super::{Candidate, Run};
use crate::event::EventKind;
use crate::life::{Happening, Outcome};
use crate::machine::NeedMachine;
use crate::tree::Serves;

impl Run<'_> {
    /// Whether what a rule of service needs is so at an instant.
    pub(super) fn meets(&self, need: &NeedMachine, copy: Candidate, at: Timestamp) -> bool {
        let by_then = || self.seen().filter(|(_, event)| event.force <= at);
        match need {
            NeedMachine::Judged(name, by) => self.is_judged(name, by, at),
            NeedMachine::Tried(channel) => {
                self.can_serve(copy, *channel)
                    && by_then()
                        .any(|(_, it)| it.kind == EventKind::Posted && it.channel == Some(*channel))
            }
            NeedMachine::Attempts { count, apart } => {
                let attempts = by_then().filter(|(_, it)| {
                    it.channel == Some(copy.channel)
                        && (it.kind == EventKind::Absent
                            || it.kind == EventKind::Returned
                            || it.kind == EventKind::Delivered
                            || it.kind == EventKind::Refused)
                });
                chained(attempts.map(|(_, it)| it.force), *apart) >= *count
            }
            NeedMachine::Alerts {
                count,
                apart,
                within,
            } => {
                let posted = by_then().find(|(_, it)| {
                    it.kind == EventKind::Posted && it.channel == Some(copy.channel)
                });
                let latest = within.and_then(|within| {
                    let posted = posted.map(|(_, it)| it.force)?;
                    posted.checked_add(within).ok()
                });
                let alerts = by_then().filter(|(_, it)| {
                    it.kind == EventKind::AlertSent && !self.alert_failed(it, at)
                });
                let mut alerts = alerts.map(|(_, it)| it.force).peekable();
                let in_time = match (within, latest, alerts.peek()) {
                    (None, ..) => true,
                    (Some(_), Some(latest), Some(first)) => *first <= latest,
                    _ => false,
                };
                in_time && chained(alerts, *apart) >= *count
            }
        }
    }

    /// Whether a channel is more than a courtesy by the law of a copy: a courtesy reaches nobody, so
    /// that to send one is to have tried nothing.
    fn can_serve(&self, copy: Candidate, channel: u8) -> bool {
        let channels = &self.laws.version(copy.version).frame.channels;
        let rule = channels.get(usize::from(channel));
        rule.is_some_and(|rule| rule.serves == Serves::Yes)
    }

    /// Whether an alert is known to have failed. A failure that is reported after service is one
    /// of the attempt that it names, or of the last alert before it.
    fn alert_failed(&self, alert: &Happening, at: Timestamp) -> bool {
        // The next alert on its channel: what fails from then on is that one.
        let next = self.seen().find(|(_, it)| {
            it.kind == EventKind::AlertSent && it.channel == alert.channel && it.force > alert.force
        });
        let later = |failed: &Happening| next.is_some_and(|(_, it)| it.force <= failed.force);
        self.seen().any(|(_, it)| {
            it.kind == EventKind::AlertFailed
                && it.force >= alert.at
                && (it.channel.is_none() || it.channel == alert.channel)
                && (it.attempt.is_none() || it.attempt == alert.attempt)
                && (it.force <= at || it.attempt.is_some() || !later(it))
        })
    }

    /// Whether a question of judgement was answered `yes` last. A `yes` by somebody else than
    /// whoever answers it is no answer.
    fn is_judged(&self, name: &str, by: &str, at: Timestamp) -> bool {
        let answers = self.seen().filter(|(_, it)| {
            let yes = it.outcome == Some(Outcome::Yes);
            it.kind == EventKind::Judged
                && it.reason.as_deref() == Some(name)
                && it.force <= at
                && (!yes || (competent(by, it.by.as_deref()) && self.lawful(it)))
        });
        answers
            .last()
            .is_some_and(|(_, it)| it.outcome == Some(Outcome::Yes))
    }
}

/// The longest chain of instants each so long after the one before.
fn chained(instants: impl Iterator<Item = Timestamp>, apart: Option<SignedDuration>) -> u32 {
    let mut last: Option<Timestamp> = None;
    let mut count = 0u32;
    for at in instants {
        let far = match (last, apart) {
            (Some(last), Some(apart)) => at.duration_since(last) >= apart,
            _ => true,
        };
        if far {
            last = Some(at);
            count += 1;
        }
    }
    count
}
