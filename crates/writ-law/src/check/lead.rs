//! W024: a lead time is no shorter than service can take.
//!
//! Service can take as long as all rungs of the ladder together, and after that the longest wait of
//! any service on them. The most days that this can be is held against the fewest that the lead can.

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{
    Anchor, Due, Duty, Instrument, InstrumentKind, Ladder, Lead, Name, Serves, ServiceRule, Term,
    Then, Tree, Trigger, Wait,
};

use super::floor;
use super::length::longest;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let dated = tree.instruments.iter().filter(|it| names_a_day(tree, it));
    dated
        .filter_map(|instrument| too_short(tree, instrument))
        .collect()
}

/// Whether an instrument asks the person to come on a day that it names: a summons under a duty by
/// that day, and any other that says the time or whose matters wait for it.
fn names_a_day(tree: &Tree, instrument: &Instrument) -> bool {
    let by_day = |duty: &Duty| duty.due == Due::By(Anchor::AppearAt);
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
    let Some(least) = instrument.lead.as_ref().and_then(least) else {
        let text = format!(
            "`{name}` names a day to come, and nothing says how long before that it is posted"
        );
        let help = format!(
            "write `lead min=(days){} from=posted`, or more",
            takes.max(1)
        );
        return Some(floor("W024", name.span, text, &help));
    };
    if takes <= least {
        return None;
    }
    let text = format!(
        "`{name}` may be posted {least} days before the day to come, and service can take {takes}"
    );
    let help = format!("write `lead min=(days){takes}`, or shorten the ladder");
    Some(floor("W024", name.span, text, &help))
}

/// The fewest days that a lead leaves for service; those that run from service leave all the time
/// that it needs.
fn least(lead: &Lead) -> Option<u64> {
    let after_service = matches!(
        lead.from,
        Anchor::Served | Anchor::Event(EventKind::Opened | EventKind::Delivered)
    );
    match lead.min {
        Some(_) if after_service => Some(u64::MAX),
        Some(min) => Some(min.whole_days()),
        None => None,
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
