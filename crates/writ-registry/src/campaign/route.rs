//! Which way a notice goes: into the account, where the law and the facts allow it, else on paper.

use jiff::Timestamp;
use writ_law::regime::Regime;
use writ_law::tree::{Channel, Serves};

use crate::person::Holding;

/// The channel of the portal, by its name in the packs.
pub(crate) const PORTAL: &str = "portal";

/// Which way a notice goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// It is entered in the account, at once.
    Portal,
    /// It is handed to a carrier of this channel.
    Paper { channel: String },
    /// There is no channel for this person.
    None,
}

/// The way for a person of an office at an instant.
pub(super) fn route(
    regime: &Regime,
    instrument: &str,
    office: &str,
    holding: &Holding,
    now: Timestamp,
) -> Route {
    let tree = regime.tree();
    let ladder = tree
        .ladders
        .iter()
        .find(|ladder| ladder.instrument.text == instrument);
    let mut order: Vec<&Channel> = Vec::with_capacity(tree.channels.len());
    for rung in ladder.iter().flat_map(|ladder| &ladder.rungs) {
        order.extend(
            tree.channels
                .iter()
                .find(|channel| channel.name == rung.channel),
        );
    }
    for channel in &tree.channels {
        if channel.serves == Serves::Yes && !order.iter().any(|known| known.name == channel.name) {
            order.push(channel);
        }
    }
    // The portal first, wherever the ladder has it: it costs nothing to be told early.
    order.sort_by_key(|channel| channel.name.text != PORTAL);
    let local = regime.zone().to_datetime(now);
    let open = |channel: &&Channel| {
        let regions = &channel.regions;
        regions.is_empty()
            || regions.iter().any(|region| {
                region.name.text == office
                    && region.from.is_none_or(|from| from <= local)
                    && region.until.is_none_or(|until| local < until)
            })
    };
    let fits = |channel: &&Channel| {
        channel
            .needs
            .iter()
            .all(|need| holding.word(regime, &need.fact.text, now) == Some(need.value.as_str()))
    };
    match order.into_iter().filter(open).find(fits) {
        Some(channel) if channel.name.text == PORTAL => Route::Portal,
        Some(channel) => Route::Paper {
            channel: channel.name.text.clone(),
        },
        None => Route::None,
    }
}
