//! What follows, and what stands against it: effects, warnings, remedies, limits, excuses.

use crate::event::EventKind;
use crate::tree::{
    Amount, Anchor, DecidedBy, Effect, Excuse, InAll, Limit, Name, Remedy, Stays, Term, Unit,
    Warning, WhileUndecided,
};

use super::clause::{Clause, Inside, Log};
use super::text::Value;
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
        "decide-within",
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
    let decided = decided(log, &inside);
    let decide_within = inside
        .one(log, "decide-within")
        .and_then(|node| term_from(log, node));
    let answer_lives = inside
        .needed(log, "answer-lives")
        .and_then(|node| amount(log, node));
    let span = clause.span();
    clause.end(log);
    if let (Some(DecidedBy::Automatic), Some(node)) = (decided, inside.all("decide-within").next())
    {
        let help = "take it away, or write `decided officer` or `decided court`";
        log.malformed(node.here(), "nobody decides on this effect", help);
    }
    Some(Effect {
        measure: measure?,
        asks: asks?,
        purpose: purpose?.text,
        stages,
        when,
        decided: decided?,
        decide_within,
        answer_lives: answer_lives?,
        cite,
        span,
    })
}

/// `decided officer`: who decides.
pub(super) fn decided(log: &mut Log, inside: &Inside<'_>) -> Option<DecidedBy> {
    let node = inside.needed(log, "decided")?;
    node.only(log, "who decides", |value, log| {
        value.meaning(log, "one who decides", DECIDED)
    })
}

/// `while-undecided suspends`: what holds meanwhile.
pub(super) fn while_undecided(log: &mut Log, inside: &Inside<'_>) -> Option<WhileUndecided> {
    let node = inside.needed(log, "while-undecided")?;
    node.only(log, "what holds meanwhile", |value, log| {
        value.meaning(log, "what can hold meanwhile", UNDECIDED)
    })
}

/// The one word of a node that must be there.
pub(super) fn word_of(log: &mut Log, inside: &Inside<'_>, key: &str, what: &str) -> Option<Name> {
    let node = inside.needed(log, key)?;
    node.only(log, what, Value::name)
}

/// The names that a node lists.
pub(super) fn names(log: &mut Log, mut clause: Clause<'_>, what: &str) -> Vec<Name> {
    let names = clause.some_names(log, what);
    clause.end(log);
    names
}

/// The one amount of a node.
fn amount(log: &mut Log, clause: Clause<'_>) -> Option<Amount> {
    clause.only(log, "an amount", Value::amount)
}

/// `decide-within (days)15 else=ends`, where silence can do nothing else.
pub(super) fn decide_within(log: &mut Log, inside: &Inside<'_>) -> Option<Amount> {
    let mut node = inside.one(log, "decide-within")?;
    let within = node
        .argument(log, "an amount")
        .and_then(|value| value.amount(log));
    // What follows silence is no choice: the effect ends. A pack may say so.
    if let Some(word) = node.property("else").and_then(|value| value.name(log)) {
        word::known(log, word, "what silence can do", &["ends"]);
    }
    node.end(log);
    within
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
    let decide_within = decide_within(log, &inside);
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

/// `limit "exit" longest=(days)90 unless=reviewed most=(days)180 within=(days)365`
pub(super) fn limit(log: &mut Log, mut clause: Clause<'_>) -> Option<Limit> {
    let measure = clause.name(log, "the measure");
    let longest = clause.needed("longest").and_then(|value| value.amount(log));
    let unless = clause
        .property("unless")
        .and_then(|value| value.name(log))
        .and_then(|word| word::event(log, &word));
    let in_all = in_all(log, &mut clause);
    let inside = clause.inside(log, &["cite"]);
    let cite = word::cite(log, &mut clause, &inside);
    clause.end(log);
    Some(Limit {
        measure: measure?,
        longest: longest?,
        unless,
        in_all,
        cite,
    })
}

/// `most=(days)180 within=(days)365`: the one is nothing without the other.
fn in_all(log: &mut Log, clause: &mut Clause<'_>) -> Option<InAll> {
    let most = clause.property("most").map(|value| days(log, value));
    let within = clause.property("within").map(|value| days(log, value));
    match (most, within) {
        (None, None) => return None,
        (None, Some(_)) => {
            clause.needed("most");
        }
        (Some(_), None) => {
            clause.needed("within");
        }
        (Some(_), Some(_)) => {}
    }
    let (most, within) = (most??, within??);
    Some(InAll { most, within })
}

/// A number of whole days.
fn days(log: &mut Log, value: &Value) -> Option<u16> {
    let amount = value.amount(log)?;
    let n = u16::try_from(amount.n).ok().filter(|n| *n > 0);
    let found = n.filter(|_| amount.unit == Unit::Days);
    if found.is_none() {
        let text = "this is counted in whole days";
        log.malformed(
            value.span,
            text,
            "write a number of days, such as `(days)180`",
        );
    }
    found
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
    let while_undecided = while_undecided(log, &inside);
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

/// `decide-within (days)30 from=defaulted`: a term that may be a named period.
fn term_from(log: &mut Log, mut clause: Clause<'_>) -> Option<(Term, Anchor)> {
    let term = clause
        .argument(log, "a length of time")
        .and_then(|value| value.term(log));
    let from = clause.needed("from").and_then(|value| value.name(log));
    clause.end(log);
    Some((term?, word::anchor(from?)))
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
