//! One name, one thing.

use crate::tree::Name;

use super::Names;

pub(super) fn check(names: &mut Names<'_>) {
    let tree = names.tree;
    let sources = tree.sources.iter().map(|it| &it.name);
    // Rules cite sources and assumptions by the same word, so they share their names.
    once(
        names,
        "source or assumption",
        sources.chain(tree.assumptions.iter().map(|it| &it.name)),
    );
    once(names, "calendar", tree.calendars.iter().map(|it| &it.name));
    once(names, "period", tree.periods.iter().map(|it| &it.name));
    once(names, "fact", tree.facts.iter().map(|it| &it.name));
    once(names, "category", tree.categories.iter().map(|it| &it.name));
    once(
        names,
        "instrument",
        tree.instruments.iter().map(|it| &it.name),
    );
    once(names, "channel", tree.channels.iter().map(|it| &it.name));
    once(
        names,
        "ladder for",
        tree.ladders.iter().map(|it| &it.instrument),
    );
    once(
        names,
        "service by",
        tree.services.iter().map(|it| &it.channel),
    );
    once(
        names,
        "lifecycle of",
        tree.lifecycles.iter().map(|it| &it.instrument),
    );
    once(names, "duty", tree.duties.iter().map(|it| &it.name));
    once(names, "effect", tree.effects.iter().map(|it| &it.measure));
    once(names, "warning", tree.warnings.iter().map(|it| &it.name));
    once(names, "remedy", tree.remedies.iter().map(|it| &it.name));
    once(names, "limit of", tree.limits.iter().map(|it| &it.measure));
    once(names, "excuse", tree.excuses.iter().map(|it| &it.name));
    once(names, "dispute", tree.disputes.iter().map(|it| &it.name));
    once(
        names,
        "unmodelled matter",
        tree.unmodelled.iter().map(|it| &it.name),
    );
    once(names, "example", tree.examples.iter().map(|it| &it.name));
    for lifecycle in &tree.lifecycles {
        once(names, "stage", lifecycle.stages.iter().map(|it| &it.name));
    }
    // Alternatives and examples name readings without their disputes.
    let readings = tree.disputes.iter().flat_map(|it| &it.readings);
    once(names, "reading", readings.map(|it| &it.name));
    for service in &tree.services {
        once(
            names,
            "rebuttal by",
            service.rebuttals.iter().map(|it| &it.reason),
        );
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
