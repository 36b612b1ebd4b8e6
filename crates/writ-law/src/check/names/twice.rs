//! One name, one thing.

use crate::tree::Name;

use super::{Names, claim_word};

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    macro_rules! once {
        ($($what:literal: $field:ident by $name:ident;)*) => {
            $(once(names, $what, tree.$field.iter().map(|it| &it.$name));)*
        };
    }
    // Rules cite sources and assumptions by the same word, so they share their names.
    let sources = tree.sources.iter().map(|it| &it.name);
    let assumptions = tree.assumptions.iter().map(|it| &it.name);
    once(names, "source or assumption", sources.chain(assumptions));
    // Exceptions are asked for and decided by the events of excuses.
    let excuses = tree.excuses.iter().map(|it| &it.name);
    let exceptions = tree.exceptions.iter().map(|it| &it.name);
    once(names, "excuse or exception", excuses.chain(exceptions));
    once! {
        "calendar": calendars by name;
        "period": periods by name;
        "fact": facts by name;
        "category": categories by name;
        "instrument": instruments by name;
        "channel": channels by name;
        "ladder for": ladders by instrument;
        "service by": services by channel;
        "lifecycle of": lifecycles by instrument;
        "duty": duties by name;
        "effect": effects by measure;
        "warning": warnings by name;
        "remedy": remedies by name;
        "limit of": limits by measure;
        "sanction": sanctions by name;
        "follow-up by": follows by instrument;
        "window": windows by name;
        "public event": public_events by name;
        "judgement": judgements by name;
        "selection for": selections by instrument;
        "dispute": disputes by name;
        "version": versions by name;
        "unmodelled matter": unmodelled by name;
        "example": examples by name;
    }
    claims(names);
    for lifecycle in names.every.lifecycles.clone() {
        once(names, "stage", lifecycle.stages.iter().map(|it| &it.name));
    }
    // Alternatives and examples name readings without their disputes.
    let readings = tree.disputes.iter().flat_map(|it| &it.readings);
    once(names, "reading", readings.map(|it| &it.name));
    for service in names.every.services.clone() {
        let reasons = service.rebuttals.iter().map(|it| &it.reason);
        once(names, "rebuttal by", reasons);
    }
}

/// A claim has no name of its own: there is one of each kind.
fn claims(names: &mut Names<'_>) {
    let claims = &names.tree.claims;
    for (index, claim) in claims.iter().enumerate() {
        if claims.iter().take(index).any(|it| it.kind == claim.kind) {
            let text = format!("a second claim of `{}`", claim_word(claim.kind));
            names.mistaken(&claim.decided_by, text, "take one of them away");
        }
    }
}

fn once<'n>(names: &mut Names<'_>, what: &str, all: impl Iterator<Item = &'n Name> + Clone) {
    for (index, name) in all.clone().enumerate() {
        if all.clone().take(index).any(|before| before == name) {
            let text = format!("a second {what} `{name}`");
            names.mistaken(name, text, "give it another name, or take one of them away");
        }
    }
}
