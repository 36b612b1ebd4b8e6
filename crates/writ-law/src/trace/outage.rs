//! Outages and absences, which make clocks stand still.

use jiff::Timestamp;

use super::Run;
use crate::event::EventKind;
use crate::tree::Tolling;

/// Stretches of time; one without an end goes on.
type Stretches = Vec<(Timestamp, Option<Timestamp>)>;

impl Run<'_> {
    /// When clocks stood still for these causes: on one channel, or on any.
    pub(super) fn tolled(&self, causes: &[Tolling], channel: Option<u8>) -> Stretches {
        let mut stretches = Vec::new();
        for cause in causes {
            match cause {
                Tolling::Outage => self.outages(channel, &mut stretches),
                Tolling::Absence => self.absences(channel, &mut stretches),
            }
        }
        joined(stretches)
    }

    /// An outage that names a channel is one of that channel; it ends with the first end that
    /// names the same.
    fn outages(&self, channel: Option<u8>, stretches: &mut Stretches) {
        for (_, start) in self
            .seen()
            .filter(|(_, it)| it.kind == EventKind::OutageStarted)
        {
            let concerns = channel.is_none() || start.channel.is_none() || start.channel == channel;
            if !concerns {
                continue;
            }
            let mut ends = self.seen().filter(|(_, it)| {
                it.kind == EventKind::OutageEnded
                    && it.channel == start.channel
                    && it.force >= start.force
            });
            stretches.push((start.force, ends.next().map(|(_, it)| it.force)));
        }
    }

    /// An absence is told by a rebuttal: from its time until the return.
    fn absences(&self, channel: Option<u8>, stretches: &mut Stretches) {
        for (_, event) in self.seen().filter(|(_, it)| it.kind == EventKind::Rebutted) {
            let concerns = channel.is_none() || event.channel.is_none() || event.channel == channel;
            if concerns
                && event.reason.as_deref() == Some("absence")
                && let Some(until) = event.until
            {
                stretches.push((event.at, Some(until)));
            }
        }
    }
}

/// The same stretches in order, without overlaps.
pub(super) fn joined(mut stretches: Stretches) -> Stretches {
    stretches.sort_by_key(|(from, _)| *from);
    let mut joined: Stretches = Vec::with_capacity(stretches.len());
    for (from, until) in stretches {
        match joined.last_mut() {
            Some((_, last)) if last.is_none_or(|last| from <= last) => {
                *last = last.zip(until).map(|(one, other)| one.max(other));
            }
            _ => joined.push((from, until)),
        }
    }
    joined
}
