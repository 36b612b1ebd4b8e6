//! What a person can say and ask for besides an excuse, and what can be imposed as a punishment:
//! claims, exceptions, sanctions.

use crate::tree::{Claim, ClaimKind, Count, DecidedBy, Exception, Sanction, Silence};

use super::clause::{Clause, Inside, Log};
use super::text::Value;
use super::{effect, word};

const CLAIMS: &[(&str, ClaimKind)] = &[
    ("non-receipt", ClaimKind::NonReceipt),
    ("appearance", ClaimKind::Appearance),
];
const SILENCES: &[(&str, Silence)] = &[("grants", Silence::Grants), ("refuses", Silence::Refuses)];

/// `claim non-receipt { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }`
pub(super) fn claim(log: &mut Log, mut clause: Clause<'_>) -> Option<Claim> {
    let kind = clause
        .argument(log, "what is claimed: `non-receipt` or `appearance`")
        .and_then(|value| value.meaning(log, "a claim", CLAIMS));
    let known = ["while-undecided", "decide-within", "decided-by", "cite"];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let while_undecided = effect::while_undecided(log, &inside);
    let decide_within = effect::decide_within(log, &inside);
    let decided_by = effect::word_of(log, &inside, "decided-by", "who judges");
    clause.end(log);
    Some(Claim {
        kind: kind?,
        while_undecided: while_undecided?,
        decide_within,
        decided_by: decided_by?,
        cite,
    })
}

/// `exception "urgent-journey" { from "exit"; decide-within (hours)48 else=grants; lasts (days)14; decided-by officer }`
pub(super) fn exception(log: &mut Log, mut clause: Clause<'_>) -> Option<Exception> {
    let name = clause.name(log, "its name");
    let known = ["from", "decide-within", "lasts", "decided-by", "cite"];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let from = inside
        .needed(log, "from")
        .map(|node| effect::names(log, node, "the measures"));
    let decide_within = inside.needed(log, "decide-within").map(|mut node| {
        let within = node
            .argument(log, "an amount")
            .and_then(|value| value.amount(log));
        let silence = node
            .needed("else")
            .and_then(|value| value.meaning(log, "what silence can do", SILENCES));
        node.end(log);
        (within, silence)
    });
    let lasts = inside
        .needed(log, "lasts")
        .and_then(|node| node.only(log, "a length of time", Value::term));
    let decided_by = effect::word_of(log, &inside, "decided-by", "who decides");
    clause.end(log);
    let (within, silence) = decide_within?;
    Some(Exception {
        name: name?,
        from: from?,
        decide_within: within?,
        silence: silence?,
        lasts: lasts?,
        decided_by: decided_by?,
        cite,
    })
}

/// `sanction "fine" { in defaulted; decided court; count 2 within=(years)2 of=defaults }`
pub(super) fn sanction(log: &mut Log, mut clause: Clause<'_>) -> Option<Sanction> {
    let name = clause.name(log, "its name");
    let inside = clause.inside(log, &["in", "decided", "count", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let stages = inside
        .needed(log, "in")
        .map(|node| effect::names(log, node, "the stages"));
    let decided = effect::decided(log, &inside);
    if let (Some(DecidedBy::Automatic), Some(node)) = (decided, inside.all("decided").next()) {
        let help = "write `decided court`, or `decided officer`";
        log.malformed(node.here(), "a punishment never follows of itself", help);
    }
    let count = count(log, &inside);
    clause.end(log);
    Some(Sanction {
        name: name?,
        stages: stages?,
        decided: decided?,
        count: match count {
            Some(read) => Some(read?),
            None => None,
        },
        cite,
    })
}

/// How often; the inner `None` where it cannot be read.
fn count(log: &mut Log, inside: &Inside<'_>) -> Option<Option<Count>> {
    let mut node = inside.one(log, "count")?;
    let n = node
        .argument(log, "how often")
        .and_then(|value| value.number(log));
    let within = node.needed("within").and_then(|value| value.amount(log));
    let of = node.needed("of").and_then(|value| value.name(log));
    node.end(log);
    let read = || {
        Some(Count {
            n: n?,
            within: within?,
            of: of?,
        })
    };
    Some(read())
}
