//! What follows, and what stands against it: effects, warnings, remedies, limits, excuses.

use crate::event::EventKind;
use crate::tree::{
    Amount, Anchor, DecidedBy, Effect, Excuse, Limit, Name, Remedy, Stays, Warning, WhileUndecided,
};

use super::clause::{Clause, Inside, Log};
use super::{dispute, person, word};

const DECIDED: &[(&str, DecidedBy)] = &[
    ("automatic", DecidedBy::Automatic),
    ("officer", DecidedBy::Officer),
    ("court", DecidedBy::Court),
];
const UNDECIDED: &[(&str, WhileUndecided)] = &[
    ("suspends", WhileUndecided::Suspends),
    ("nothing", WhileUndecided::Nothing),
];

/// `effect "exit" cite="report" { asks …; purpose …; in …|never; when { … }; decided …; answer-lives … }`
pub(super) fn effect(log: &mut Log, mut clause: Clause<'_>) -> Option<Effect> {
    let measure = clause.name(log, "the measure");
    let known = [
        "asks",
        "purpose",
        "in",
        "never",
        "when",
        "decided",
        "answer-lives",
        "cite",
    ];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let asks = word_of(log, &inside, "asks", "the kind of desk that may ask");
    let purpose = word_of(
        log,
        &inside,
        "purpose",
        "the one purpose for which it may ask",
    );
    dispute::never_alone(log, &clause, &inside, "in");
    let in_stages = inside.one(log, "in");
    let stages = in_stages.map_or_else(Vec::new, |node| names(log, node, "the stages"));
    let when = inside
        .one(log, "when")
        .and_then(|node| person::when(log, node));
    let decided = inside.needed(log, "decided").and_then(|mut node| {
        let who = node
            .argument(log, "who decides")
            .and_then(|value| value.meaning(log, "one who decides", DECIDED));
        node.end(log);
        who
    });
    let answer_lives = inside
        .needed(log, "answer-lives")
        .and_then(|node| amount(log, node));
    let span = clause.span();
    clause.end(log);
    Some(Effect {
        measure: measure?,
        asks: asks?,
        purpose: purpose?.text,
        stages,
        when,
        decided: decided?,
        answer_lives: answer_lives?,
        cite,
        span,
    })
}

/// The one word of a node that must be there.
fn word_of(log: &mut Log, inside: &Inside<'_>, key: &str, what: &str) -> Option<Name> {
    let mut node = inside.needed(log, key)?;
    let word = node.name(log, what);
    node.end(log);
    word
}

/// The names that a node lists.
pub(super) fn names(log: &mut Log, mut clause: Clause<'_>, what: &str) -> Vec<Name> {
    let names = clause.some_names(log, what);
    clause.end(log);
    names
}

/// The one amount of a node.
fn amount(log: &mut Log, mut clause: Clause<'_>) -> Option<Amount> {
    let amount = clause
        .argument(log, "an amount")
        .and_then(|value| value.amount(log));
    clause.end(log);
    amount
}

/// `warning "w" { after served within=(days)1; by "portal" "post"; then (days)14 }`
pub(super) fn warning(log: &mut Log, mut clause: Clause<'_>) -> Option<Warning> {
    let name = clause.name(log, "its name");
    let inside = clause.inside(log, &["after", "by", "then", "cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    let after = inside.needed(log, "after").map(|mut node| {
        let stage = node.name(log, "the stage after whose entry it is sent");
        let within = node.property("within").and_then(|value| value.amount(log));
        node.end(log);
        (stage, within)
    });
    let by = inside
        .needed(log, "by")
        .map(|node| names(log, node, "its channels"));
    let then = inside
        .needed(log, "then")
        .and_then(|node| amount(log, node));
    clause.end(log);
    let (after, within) = after?;
    Some(Warning {
        name: name?,
        after: after?,
        within,
        by: by?,
        then: then?,
        cite,
    })
}

/// `remedy "objection" { against …; open-for … from=told; stays #true; decide-within … ; then court }`
pub(super) fn remedy(log: &mut Log, mut clause: Clause<'_>) -> Option<Remedy> {
    let name = clause.name(log, "its name");
    let known = [
        "against",
        "open-for",
        "stays",
        "decide-within",
        "then",
        "cite",
    ];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let against = inside
        .needed(log, "against")
        .map(|node| names(log, node, "the measures"));
    let open = inside.needed(log, "open-for").map(|mut node| {
        let open_for = node
            .argument(log, "an amount")
            .and_then(|value| value.amount(log));
        let from = node
            .property("from")
            .and_then(|value| value.name(log))
            .map(word::anchor);
        node.end(log);
        (open_for, from.unwrap_or(Anchor::Event(EventKind::Told)))
    });
    let stays = inside.needed(log, "stays").and_then(|mut node| {
        let truth = node
            .argument(log, "`#true` or `#false`")
            .and_then(|value| value.truth(log));
        node.end(log);
        Some(if truth? { Stays::Yes } else { Stays::No })
    });
    let decide_within = inside.one(log, "decide-within").and_then(|mut node| {
        let within = node
            .argument(log, "an amount")
            .and_then(|value| value.amount(log));
        // What follows silence is no choice: the effect ends. A pack may say so.
        if let Some(word) = node.property("else").and_then(|value| value.name(log)) {
            word::known(log, word, "what silence can do", &["ends"]);
        }
        node.end(log);
        within
    });
    let then = inside.one(log, "then").and_then(|mut node| {
        let court = node.name(log, "where an appeal goes");
        node.end(log);
        court
    });
    clause.end(log);
    let (open_for, open_from) = open?;
    Some(Remedy {
        name: name?,
        against: against?,
        open_for: open_for?,
        open_from,
        stays: stays?,
        decide_within,
        then,
        cite,
    })
}

/// `limit "exit" longest=(days)90 unless=reviewed`
pub(super) fn limit(log: &mut Log, mut clause: Clause<'_>) -> Option<Limit> {
    let measure = clause.name(log, "the measure");
    let longest = clause.needed("longest").and_then(|value| value.amount(log));
    let unless = clause
        .property("unless")
        .and_then(|value| value.name(log))
        .and_then(|word| word::event(log, &word));
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(Limit {
        measure: measure?,
        longest: longest?,
        unless,
        cite,
    })
}

/// `excuse "illness" { with evidence; claim-within … from=…; then-appear-within … from=…; … }`
pub(super) fn excuse(log: &mut Log, mut clause: Clause<'_>) -> Option<Excuse> {
    let name = clause.name(log, "its name");
    let known = [
        "with",
        "claim-within",
        "then-appear-within",
        "while-undecided",
        "decided-by",
        "cite",
    ];
    let inside = clause.inside(log, &known);
    let cite = word::cite(log, &mut clause, &inside);
    let with = inside
        .one(log, "with")
        .map_or_else(Vec::new, |node| names(log, node, "what must come with it"));
    let claim_within = inside
        .one(log, "claim-within")
        .and_then(|node| term(log, node));
    let then_appear_within = inside
        .one(log, "then-appear-within")
        .and_then(|node| term(log, node));
    let while_undecided = inside.needed(log, "while-undecided").and_then(|mut node| {
        let what = node
            .argument(log, "what holds meanwhile")
            .and_then(|value| value.meaning(log, "what can hold meanwhile", UNDECIDED));
        node.end(log);
        what
    });
    let decided_by = word_of(log, &inside, "decided-by", "who decides");
    clause.end(log);
    Some(Excuse {
        name: name?,
        with,
        claim_within,
        then_appear_within,
        while_undecided: while_undecided?,
        decided_by: decided_by?,
        cite,
    })
}

/// `claim-within (days)3 from=appear-at`
fn term(log: &mut Log, mut clause: Clause<'_>) -> Option<(Amount, Anchor)> {
    let amount = clause
        .argument(log, "an amount")
        .and_then(|value| value.amount(log));
    let from = clause.needed("from").and_then(|value| value.name(log));
    clause.end(log);
    Some((amount?, word::anchor(from?)))
}
