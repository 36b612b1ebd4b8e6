//! W017: no fact that watches, scores or foretells, and what is sensitive only by a cited law.
//!
//! A basis is law: a declared source of a kind that binds, cited by the category, channel, effect or
//! sanction that looks at the fact. A newspaper that tells of a law, guidance, the pack's own `design`
//! and an assumption are none.

use crate::finding::Finding;
use crate::tree::{FactKind, FactRule, Name, Predicate, Tree};

use super::floor;
use super::wording::{Matter, touched};

/// What is never known of a person.
pub const FORBIDDEN_FACTS: &[Matter] = &[
    Matter {
        what: "where somebody is",
        words: &[
            "coordinate",
            "geolocation",
            "gps",
            "location",
            "track",
            "tracking",
            "whereabout",
        ],
    },
    Matter {
        what: "whom somebody knows",
        words: &[
            "acquaintance",
            "contact",
            "follower",
            "friend",
            "network",
            "social graph",
        ],
    },
    Matter {
        what: "a score or a forecast",
        words: &[
            "forecast",
            "inferred",
            "likelihood",
            "prediction",
            "predicted",
            "probability",
            "profile",
            "rating",
            "risk",
            "score",
            "scoring",
            "suspicion",
        ],
    },
    Matter {
        what: "a device or what is done with it",
        words: &[
            "app usage",
            "browser",
            "browsing",
            "call record",
            "cookie",
            "device",
            "imei",
            "imsi",
            "ip address",
            "message",
            "phone metadata",
            "search history",
        ],
    },
    Matter {
        what: "a body's mark",
        words: &[
            "biometric",
            "dna",
            "face",
            "facial",
            "fingerprint",
            "gait",
            "genetic",
            "iris",
            "voice",
        ],
    },
];

/// What is looked at only by a cited law.
pub const SENSITIVE_FACTS: &[Matter] = &[
    Matter {
        what: "sex",
        words: &["gender", "pregnancy", "pregnant", "sex"],
    },
    Matter {
        what: "health",
        words: &[
            "diagnosis",
            "disability",
            "disease",
            "fit",
            "fitness",
            "health",
            "hiv",
            "illness",
            "medical",
            "medical board",
        ],
    },
    Matter {
        what: "belief",
        words: &[
            "belief",
            "church",
            "confession",
            "conscience",
            "creed",
            "faith",
            "philosophy",
            "religion",
        ],
    },
    Matter {
        what: "origin",
        words: &[
            "ancestry",
            "birth place",
            "birthplace",
            "citizenship",
            "colour",
            "descent",
            "ethnic",
            "ethnicity",
            "language",
            "mother tongue",
            "nationality",
            "origin",
            "race",
            "tribe",
        ],
    },
    Matter {
        what: "politics",
        words: &[
            "membership",
            "opinion",
            "party",
            "political",
            "protest",
            "trade union",
            "union",
            "vote",
        ],
    },
    Matter {
        what: "private life",
        words: &["orientation", "sexual", "sexuality"],
    },
    Matter {
        what: "a criminal record",
        words: &["conviction", "criminal", "criminal record"],
    },
];

/// The kinds of sources that are law.
const LAW: &[&str] = &["statute", "treaty", "judgment"];

/// `laws` is the law as each version has it. Facts are the same in all of them.
pub(super) fn check(laws: &[Tree]) -> Vec<Finding> {
    let facts = laws.first().map_or(&[][..], |law| &law.facts);
    let mut findings = Vec::new();
    for fact in facts {
        if !fact.name.as_str().is_ascii() {
            let text = format!(
                "nothing proves that the fact `{}` may be known: this check reads English",
                fact.name
            );
            let help =
                "name the fact in English; people read of it in their own language in notices";
            findings.push(floor("W017", fact.name.span, text, help));
        } else if let Some((what, word)) = told(fact, FORBIDDEN_FACTS) {
            let text = format!("the fact `{}` tells {what} (`{word}`)", fact.name);
            let help = "take the fact away: nobody is called, or let go, by such a record";
            findings.push(floor("W017", fact.name.span, text, help));
        } else if let Some((what, _)) = told(fact, SENSITIVE_FACTS) {
            findings.extend(without_basis(laws, fact, what));
        }
    }
    findings
}

/// What a fact tells, by its name or by what it can be.
fn told(fact: &FactRule, table: &[Matter]) -> Option<(&'static str, &'static str)> {
    let values = match &fact.kind {
        FactKind::Choice(values) => values.as_slice(),
        FactKind::Date | FactKind::Periods | FactKind::Text => &[],
    };
    let mut words = std::iter::once(&fact.name).chain(values);
    words.find_map(|word| touched(word.as_str(), table))
}

/// The rules that look at a sensitive fact without a basis, or that none does.
fn without_basis(laws: &[Tree], fact: &FactRule, what: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut looked_at = 0_usize;
    for law in laws {
        for (rule, name, cite) in looking_at(law, &fact.name) {
            looked_at += 1;
            if !has_basis(law, cite) {
                let text = format!(
                    "the {rule} `{name}` looks at `{}`, which is sensitive ({what}), and cites no \
                     law for it",
                    fact.name
                );
                let help = "cite a `statute`, a `treaty` or a `judgment` that lets it be looked at; a \
                            report, guidance, the pack's own design and an assumption are no basis";
                findings.push(floor("W017", name.span, text, help));
            }
        }
    }
    if looked_at == 0 {
        let text = format!(
            "`{}` is sensitive ({what}), and no rule looks at it",
            fact.name
        );
        let help = "take the fact away: what nothing needs is not kept";
        findings.push(floor("W017", fact.name.span, text, help));
    }
    findings
}

fn has_basis(tree: &Tree, cite: &[Name]) -> bool {
    let mut sources = tree.sources.iter().filter(|it| cite.contains(&it.name));
    sources.any(|source| LAW.contains(&source.kind.as_str()))
}

/// The rules that look at a fact: what they are, their name, and what they cite.
fn looking_at<'t>(tree: &'t Tree, fact: &Name) -> Vec<(&'static str, &'t Name, &'t [Name])> {
    let mut rules: Vec<(&'static str, &Name, &[Name])> = Vec::new();
    let categories = tree.categories.iter().filter(|it| looks(&it.when, fact));
    rules.extend(categories.map(|it| ("category", &it.name, &*it.cite)));
    let channels = tree
        .channels
        .iter()
        .filter(|it| it.needs.iter().any(|need| need.fact == *fact));
    rules.extend(channels.map(|it| ("channel", &it.name, &*it.cite)));
    let effects = tree
        .effects
        .iter()
        .filter(|it| it.when.as_ref().is_some_and(|when| looks(when, fact)));
    rules.extend(effects.map(|it| ("effect", &it.measure, &*it.cite)));
    let sanctions = tree
        .sanctions
        .iter()
        .filter(|it| it.count.as_ref().is_some_and(|count| count.of == *fact));
    rules.extend(sanctions.map(|it| ("sanction", &it.name, &*it.cite)));
    rules
}

fn looks(when: &Predicate, at: &Name) -> bool {
    match when {
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().any(|part| looks(part, at)),
        Predicate::Not(part) => looks(part, at),
        Predicate::Is { fact, .. }
        | Predicate::IsNot { fact, .. }
        | Predicate::Age { fact, .. }
        | Predicate::Holds { fact } => fact == at,
    }
}
