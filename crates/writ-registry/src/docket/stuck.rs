//! Whether a notice reaches the person: copies that came back, failed or did not leave, and channels
//! whose time is over.

use jiff::{SignedDuration, Timestamp};
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::tree::{Ladder, Rung};
use writ_law::truth::Truth;

use super::line::{Seen, Wakes, Wanted, What};
use crate::register::after;

/// How long a copy may wait before it leaves: three days.
const LEAVES_WITHIN: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What became of the copies on one channel.
#[derive(Clone, Copy, Debug, Default)]
struct Course<'e> {
    /// The last that says that a copy waits to leave.
    queued: Option<&'e Event>,
    /// The last by which a copy left.
    sent: Option<&'e Event>,
    /// The last that came back or failed.
    lost: Option<&'e Event>,
}

impl<'e> Course<'e> {
    fn on(events: &'e [Event], channel: &str) -> Self {
        let taken_back = |id: &str| events.iter().any(|it| it.supersedes.as_deref() == Some(id));
        let mut course = Self::default();
        let mut on: Vec<&Event> = events
            .iter()
            .filter(|it| it.channel.as_deref() == Some(channel) && !taken_back(&it.id))
            .collect();
        on.sort_by_key(|it| (it.at, it.recorded_at));
        for event in on {
            match event.kind {
                EventKind::Queued => course.queued = Some(event),
                EventKind::Posted | EventKind::Dispatched => {
                    course = Self {
                        sent: Some(event),
                        ..Self::default()
                    }
                }
                EventKind::Returned | EventKind::AlertFailed => course.lost = Some(event),
                EventKind::AlertSent => {
                    course.lost = course.lost.filter(|it| it.kind != EventKind::AlertFailed);
                }
                _ => {}
            }
        }
        course
    }

    fn was_tried(self) -> bool {
        self.queued.is_some() || self.sent.is_some() || self.lost.is_some()
    }
}

/// Why the notice of a matter does not reach the person, if it does not: one line, what is nearest
/// to be done.
pub(super) fn stuck(seen: &Seen<'_>, events: &[Event], wakes: &mut Wakes) -> Option<Wanted> {
    if seen.position.served().is_some() || seen.position.eligible == Truth::No {
        return None;
    }
    let ladders = &seen.regime.tree().ladders;
    let instrument = &seen.matter.issued.matter.instrument;
    let ladder = ladders.iter().find(|it| it.instrument.text == *instrument);
    let channels = channels(seen, ladder);
    let mut tried = channels.iter().rev();
    let last = tried.find_map(|channel| {
        let course = Course::on(events, channel);
        course.was_tried().then_some((*channel, course))
    });
    let Some((channel, course)) = last else {
        return unsent(seen.matter.issued.matter.issued_at, None, seen, wakes);
    };
    if let Some(lost) = course.lost {
        let channel = channel.to_owned();
        let what = match lost.kind {
            EventKind::AlertFailed => What::Failed { channel },
            _ => What::Returned { channel },
        };
        return Some(Wanted {
            event: Some(lost.id.clone()),
            ..Wanted::of(what, lost.at, None)
        });
    }
    let Some(sent) = course.sent else {
        let queued = course.queued?;
        return unsent(queued.at, Some(channel), seen, wakes);
    };
    let rung = ladder.and_then(|ladder| rung(ladder, channel));
    over(seen, (channel, rung, sent), &channels, wakes)
}

fn rung<'l>(ladder: &'l Ladder, channel: &str) -> Option<&'l Rung> {
    ladder.rungs.iter().find(|it| it.channel.text == channel)
}

/// The channels in the order in which they are tried: by the ladder, where there is one.
fn channels<'s>(seen: &Seen<'s>, ladder: Option<&'s Ladder>) -> Vec<&'s str> {
    let tree = seen.regime.tree();
    let rungs = ladder.into_iter().flat_map(|ladder| &ladder.rungs);
    let mut order: Vec<&str> = rungs.map(|rung| rung.channel.text.as_str()).collect();
    for channel in &tree.channels {
        if !order.contains(&channel.name.text.as_str()) && ladder.is_none() {
            order.push(&channel.name.text);
        }
    }
    order
}

/// A copy that should have left.
fn unsent(
    since: Timestamp,
    channel: Option<&str>,
    seen: &Seen<'_>,
    wakes: &mut Wakes,
) -> Option<Wanted> {
    let late = since.checked_add(LEAVES_WITHIN).ok()?;
    if seen.now < late {
        wakes.at(Some(late), seen.now);
        return None;
    }
    let channel = channel.map(str::to_owned);
    Some(Wanted::of(What::Unsent { channel }, since, Some(late)))
}

/// A channel that was tried for its time.
fn over(
    seen: &Seen<'_>,
    (channel, rung, sent): (&str, Option<&Rung>, &Event),
    channels: &[&str],
    wakes: &mut Wakes,
) -> Option<Wanted> {
    let ends = after(sent.at, rung?.tried_for?)?;
    if seen.now < ends {
        wakes.at(Some(ends), seen.now);
        return None;
    }
    let after_it = channels.iter().skip_while(|it| **it != channel).skip(1);
    let fits = |it: &&&str| {
        let mut known = seen.regime.tree().channels.iter();
        known.any(|rule| {
            let met = |fact: &str| seen.holding.word(seen.regime, fact, seen.now);
            let mut needs = rule.needs.iter();
            rule.name.text == ***it
                && needs.all(|need| met(&need.fact.text) == Some(need.value.as_str()))
        })
    };
    let tried = channel.to_owned();
    let what = match after_it.clone().find(fits) {
        Some(next) => What::NextChannel {
            tried,
            next: (*next).to_owned(),
        },
        None => What::LadderOver { tried },
    };
    Some(Wanted {
        event: Some(sent.id.clone()),
        ..Wanted::of(what, ends, None)
    })
}
