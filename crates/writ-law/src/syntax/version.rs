//! When the law is in force, and what a version changes in the one before it.

use crate::tree::{Pending, Repeal, Rule, Version};

use super::clause::{Clause, Inside, Log};
use super::{claim, dispute, effect, lifecycle, paper, period, person, public, service, word};

const PENDING: &[(&str, Pending)] = &[
    ("keep-old", Pending::KeepOld),
    ("switch", Pending::Switch),
    ("keep-old-unless-milder", Pending::KeepOldUnlessMilder),
];

macro_rules! rules {
    ($($word:literal: $variant:ident by $read:path;)*) => {
        /// The words of the rules that a version can put in, and take away.
        pub(crate) const RULES: &[&str] = &[$($word),*];

        /// A rule that a version puts in.
        fn rule(log: &mut Log, clause: Clause<'_>) -> Option<Rule> {
            match clause.word().as_str() {
                $($word => $read(log, clause).map(Rule::$variant),)*
                _ => None,
            }
        }
    };
}

rules! {
    "period": Period by period::period;
    "category": Category by person::category;
    "instrument": Instrument by paper::instrument;
    "channel": Channel by paper::channel;
    "ladder": Ladder by paper::ladder;
    "service": Service by service::service;
    "lifecycle": Lifecycle by lifecycle::lifecycle;
    "duty": Duty by lifecycle::duty;
    "effect": Effect by effect::effect;
    "warning": Warning by effect::warning;
    "remedy": Remedy by effect::remedy;
    "limit": Limit by effect::limit;
    "excuse": Excuse by effect::excuse;
    "claim": Claim by claim::claim;
    "exception": Exception by claim::exception;
    "sanction": Sanction by claim::sanction;
    "follow": Follow by public::follow;
    "window": Window by public::window;
    "public-event": PublicEvent by public::public_event;
    "judgement": Judgement by public::judgement;
    "selection": Selection by public::selection;
}

/// `version "2023-08" cite="law" { in-force from="…" until="…"; pending …; change …; effect …;
/// repeal effect="driving" }`
pub(super) fn version(log: &mut Log, mut clause: Clause<'_>) -> Option<Version> {
    let name = clause.name(log, "its name");
    let mut known = vec!["in-force", "pending", "change", "repeal", "cite"];
    known.extend(RULES);
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let force = in_force(log, &inside);
    let pending = pending(log, &inside);
    let (mut changes, mut rules, mut repeals) = (Vec::new(), Vec::new(), Vec::new());
    for node in inside.each() {
        match node.word().as_str() {
            "change" => changes.extend(dispute::change(log, node)),
            "repeal" => repeals.extend(repeal(log, node)),
            _ => rules.extend(rule(log, node)),
        }
    }
    let span = clause.span();
    clause.end(log);
    let (from, until) = force?;
    Some(Version {
        name: name?,
        from,
        until,
        pending,
        changes,
        rules,
        repeals,
        cite,
        span,
    })
}

/// `in-force from="…" until="…"`: in local time, from an instant and until another if it ends.
fn in_force(
    log: &mut Log,
    inside: &Inside<'_>,
) -> Option<(jiff::civil::DateTime, Option<jiff::civil::DateTime>)> {
    let mut force = inside.needed(log, "in-force")?;
    let from = force.needed("from").and_then(|value| value.date_time(log));
    let until = force
        .property("until")
        .map(|value| (value, value.date_time(log)));
    let (from, until) = match (from, until) {
        (Some(from), Some((value, Some(until)))) if until <= from => {
            let text = "the version ends before it begins";
            log.malformed(value.span, text, "write a later `until`, or leave it out");
            (None, None)
        }
        (from, until) => (from, until.and_then(|(_, until)| until)),
    };
    force.end(log);
    Some((from?, until))
}

/// `pending keep-old`
fn pending(log: &mut Log, inside: &Inside<'_>) -> Option<Pending> {
    let node = inside.one(log, "pending")?;
    let what = "what happens to matters posted before";
    node.only(log, what, |value, log| {
        value.meaning(log, "a rule for pending matters", PENDING)
    })
}

/// `repeal effect="driving" limit="driving"`: rules that are taken away, each by its word and name.
fn repeal(log: &mut Log, mut clause: Clause<'_>) -> Vec<Repeal> {
    let mut repeals = Vec::new();
    let said = clause.others();
    if said.is_empty() {
        let help = "write the word of the rule and its name: `repeal effect=\"driving\"`";
        log.malformed(clause.here(), "nothing is repealed", help);
    }
    for (node, value) in said {
        let node = word::known(log, node.clone(), "a rule that can be repealed", RULES);
        let name = value.name(log);
        repeals.extend(node.zip(name).map(|(node, name)| Repeal { node, name }));
    }
    clause.end(log);
    repeals
}
