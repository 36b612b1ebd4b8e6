//! W024: a lead time is longer than service can take, and nobody must act sooner than a whole day
//! after service.
//!
//! Service can take as long as all rungs of the ladder together, and after that the longest wait of
//! any service on them. The most days that this can be, and one more, are held against the fewest that
//! the lead can. A duty within a time leaves a whole day as well, and one by a day is by the day of the
//! paper: the day of an event, as of service itself, may be over as it begins.
//!
//! That one day is a figure of this floor. It is the least that a calendar can say: whoever is served
//! in the last minute of a day has the next one whole. No law that is modelled here leaves less, and a
//! pack that means to be fair leaves more.

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{
    Amount, Anchor, Due, Duty, Instrument, InstrumentKind, Ladder, Lead, Name, Serves, ServiceRule,
    Term, Then, Tree, Trigger, Wait,
};

use super::floor;
use super::length::{longest, shortest};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let dated = tree.instruments.iter().filter(|it| names_a_day(tree, it));
    let short = dated.filter_map(|instrument| too_short(tree, instrument));
    short
        .chain(tree.duties.iter().filter_map(|it| too_soon(tree, it)))
        .collect()
}

/// The fewest whole days between service and what must be done.
const DAYS_TO_ACT: u64 = 1;

/// A duty that can be missed before a whole day has passed.
fn too_soon(tree: &Tree, duty: &Duty) -> Option<Finding> {
    let name = &duty.name;
    let finding = |text: String, help: &str| Some(floor("W024", name.span, text, help));
    let short = |term: &Term| shortest(tree, term) < DAYS_TO_ACT;
    match &duty.due {
        Due::Within(within) if short(within) => finding(
            format!("the duty `{name}` can be over before a whole day has passed"),
            "write `within (days)1` or more",
        ),
        Due::By(anchor) if !matches!(anchor, Anchor::AppearAt | Anchor::Day(_)) => finding(
            format!("the duty `{name}` is due by `{anchor}`, which can be over as it begins"),
            "write `by appear-at`, or `within` and a time of a day or more",
        ),
        _ if duty.late_within.as_ref().is_some_and(short) => finding(
            format!("somebody served late can have less than a whole day for the duty `{name}`"),
            "write `if-late within=(days)1` or more",
        ),
        _ => None,
    }
}

/// Whether an instrument asks the person to come on a day that it names: a summons under a duty by
/// that day, and any other that says the time or whose matters wait for it.
fn names_a_day(tree: &Tree, instrument: &Instrument) -> bool {
    let by_day =
        |duty: &Duty| duty.due == Due::By(Anchor::AppearAt) && duty.is_of(&instrument.name);
    if instrument.kind == InstrumentKind::Test || !tree.duties.iter().any(by_day) {
        return false;
    }
    let waits = |then: &Then| match &then.trigger {
        Trigger::Missed { duty } => tree.duties.iter().any(|it| it.name == *duty && by_day(it)),
        Trigger::After { from, .. } => *from == Some(Anchor::AppearAt),
        Trigger::Served | Trigger::On(_) => false,
    };
    let mut lifecycles = tree.lifecycles.iter();
    let lifecycle = lifecycles.find(|it| it.instrument == instrument.name);
    let mut ways = lifecycle
        .into_iter()
        .flat_map(|it| &it.stages)
        .flat_map(|it| &it.then);
    instrument.kind == InstrumentKind::Summons
        || instrument.names.iter().any(|name| name.as_str() == "time")
        || ways.any(waits)
}

fn too_short(tree: &Tree, instrument: &Instrument) -> Option<Finding> {
    let name = &instrument.name;
    let takes = service_takes(tree, instrument);
    let wanted = takes + DAYS_TO_ACT;
    let Some(least) = instrument.lead.as_ref().and_then(|it| least(tree, it)) else {
        let text = format!(
            "`{name}` names a day to come, and nothing says how long before that it is posted"
        );
        let help = format!("write `lead min=(days){wanted} from=posted`, or more");
        return Some(floor("W024", name.span, text, &help));
    };
    if wanted <= least {
        return None;
    }
    let text = format!(
        "`{name}` may be posted {least} days before the day to come, and service can take {takes}, \
         which leaves no whole day"
    );
    let help = format!("write `lead min=(days){wanted}`, or shorten the ladder");
    Some(floor("W024", name.span, text, &help))
}

/// The fewest days that a lead leaves for service; a day or more from what alone serves leaves all the
/// time that service needs.
fn least(tree: &Tree, lead: &Lead) -> Option<u64> {
    let mut grounds = tree.services.iter().flat_map(|it| &it.grounds);
    let after_service = matches!(
        lead.from,
        Anchor::Event(EventKind::Opened | EventKind::Delivered)
    ) && grounds.all(|ground| lead.from == Anchor::Event(ground.event));
    match lead.min.map(Amount::whole_days) {
        Some(days) if after_service && days >= DAYS_TO_ACT => Some(u64::MAX),
        days => days,
    }
}

/// The most days from posting to service, if every rung is tried to its end.
fn service_takes(tree: &Tree, instrument: &Instrument) -> u64 {
    let mut ladders = tree.ladders.iter();
    let ladder = ladders.find(|ladder| ladder.instrument == instrument.name);
    let tried: u64 = ladder.map_or(0, |ladder| {
        let rungs = ladder.rungs.iter().filter_map(|rung| rung.tried_for);
        rungs
            .map(|amount| longest(tree, &Term::Plain(amount)))
            .sum()
    });
    let waits = tree
        .services
        .iter()
        .filter(|service| carries(tree, ladder, &service.channel))
        .flat_map(waits);
    tried + waits.map(|wait| longest(tree, wait)).max().unwrap_or(0)
}

fn waits(service: &ServiceRule) -> impl Iterator<Item = &Term> {
    let waits = service
        .grounds
        .iter()
        .filter_map(|ground| ground.wait.as_ref());
    waits.map(|wait| match wait {
        Wait::After(term) | Wait::OnDay(term) => term,
    })
}

fn carries(tree: &Tree, ladder: Option<&Ladder>, channel: &Name) -> bool {
    match ladder {
        Some(ladder) => ladder.rungs.iter().any(|rung| rung.channel == *channel),
        None => {
            let mut channels = tree.channels.iter();
            channels.any(|it| it.name == *channel && it.serves == Serves::Yes)
        }
    }
}
