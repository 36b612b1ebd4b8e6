//! The course of one matter: what of a plan happens under the regime at hand.
//!
//! A driver says which copies left when, and when the person was first told of an effect; deeds that
//! need what never was are dropped, and the others move to where they make sense. As a driver gets
//! to know more (a letter leaves, a person is told), it asks again: what the course said of the time
//! before the news stays as it was.

use jiff::{SignedDuration, Timestamp};
use writ_law::event::EventKind;

use crate::behaviour::{Act, Channel, Deed, Needs, Plan, after, in_order_until_death};

/// A copy that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentCopy {
    /// On which channel.
    pub channel: Channel,
    /// When it was entered in the account, given to the post or taken along by an officer.
    pub left_at: Timestamp,
}

/// What happens, in order of time.
///
/// The fate of a copy is counted from its leaving (the first, if several left on one channel). What
/// the person does of their own accord begins only after they have learned of the summons: if they
/// learn too late for it, all of it moves to after their hesitation, so that who would have come on
/// the day comes some days after hearing of it (a reply moves by itself). Objections and claims of
/// non-receipt need that the person was told of an effect, at `told_at`, and move behind it in the
/// same way.
#[must_use]
pub fn course(plan: &Plan, sent: &[SentCopy], told_at: Option<Timestamp>) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = plan
        .deeds
        .iter()
        .filter_map(|deed| carried(plan, deed, sent))
        .collect();
    let reached = deeds
        .iter()
        .filter(|deed| reaches(deed))
        .map(Deed::at)
        .min();
    let learned = reached.into_iter().chain(told_at).min();
    let unreached = told_at.is_some_and(|told| reached.is_none_or(|at| at > told));
    let replies = |deed: &Deed| deed.kind() == Some(EventKind::Replied);
    let notice = |deed: &Deed| deed.needs == Needs::Notice;
    deeds.extend(behind(plan, learned, |deed| notice(deed) && !replies(deed)));
    deeds.extend(behind(plan, learned, |deed| notice(deed) && replies(deed)));
    deeds.extend(behind(plan, told_at, |deed| match deed.needs {
        Needs::Told => true,
        Needs::ToldUnreached => unreached,
        Needs::Nothing | Needs::Copy(_) | Needs::Notice => false,
    }));
    in_order_until_death(&mut deeds);
    deeds
}

/// A deed that needs nothing, or the fate of a copy that went out, counted from its leaving.
fn carried(plan: &Plan, deed: &Deed, sent: &[SentCopy]) -> Option<Deed> {
    match deed.needs {
        Needs::Nothing => Some(deed.clone()),
        Needs::Copy(channel) => {
            let copies = sent.iter().filter(|copy| copy.channel == channel);
            let left_at = copies.map(|copy| copy.left_at).min()?;
            let wait = left_at.duration_since(plan.summons.posted_at);
            Some(deed.clone().moved_by(wait))
        }
        Needs::Notice | Needs::Told | Needs::ToldUnreached => None,
    }
}

/// Whether the person learns of the summons by it.
fn reaches(deed: &Deed) -> bool {
    match &deed.act {
        Act::Event(event) => match event.kind {
            EventKind::Opened | EventKind::Refused => true,
            EventKind::Delivered => event.to.as_deref() == Some("person"),
            _ => false,
        },
        Act::Facts(_) => false,
    }
}

/// Deeds that belong together, all moved behind `from` if the first would come before it.
fn behind(plan: &Plan, from: Option<Timestamp>, which: impl Fn(&Deed) -> bool) -> Vec<Deed> {
    let Some(from) = from else { return Vec::new() };
    let deeds = || plan.deeds.iter().filter(|deed| which(deed));
    let first = deeds().map(Deed::at).min();
    let wait = match first {
        Some(first) if first <= from => after(from, plan.hesitation).duration_since(first),
        _ => SignedDuration::ZERO,
    };
    deeds().map(|deed| deed.clone().moved_by(wait)).collect()
}
