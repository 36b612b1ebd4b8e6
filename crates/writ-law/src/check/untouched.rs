//! W019: what no measure touches, and the urgent exception from every other.
//!
//! Every measure counts as one on movement or livelihood: the language knows no harmless ones. So each
//! that holds in any stage has an exception that can be asked for urgently, is answered within
//! three days, and is granted by silence for at least a day.

use crate::finding::Finding;
use crate::tree::{Amount, Effect, Exception, Silence, Tree, Unit};

use super::floor;
use super::length::shortest;
use super::wording::{Matter, touched_by};

/// What no measure may touch.
pub const NEVER_TOUCHED: &[Matter] = &[
    Matter {
        what: "health",
        words: &[
            "ambulance",
            "care",
            "clinic",
            "dentist",
            "doctor",
            "health",
            "hospital",
            "medical",
            "medicine",
            "nurse",
            "patient",
            "pharmacy",
            "surgeon",
            "surgery",
            "treatment",
        ],
    },
    Matter {
        what: "subsistence",
        words: &[
            "allowance",
            "benefit",
            "bread",
            "child support",
            "electricity",
            "food",
            "grocer",
            "grocery",
            "groceries",
            "heating",
            "meal",
            "pension",
            "ration",
            "social",
            "subsistence",
            "supermarket",
            "unemployment",
            "water",
            "welfare",
        ],
    },
    Matter {
        what: "shelter",
        words: &[
            "accommodation",
            "apartment",
            "dwelling",
            "eviction",
            "flat",
            "hostel",
            "housing",
            "landlord",
            "lodging",
            "shelter",
            "tenancy",
            "tenant",
        ],
    },
    Matter {
        what: "communication",
        words: &[
            "communication",
            "correspondence",
            "e-mail",
            "internet",
            "letter",
            "mail",
            "message",
            "telecom",
        ],
    },
    Matter {
        what: "legal help",
        words: &[
            "counsel",
            "court access",
            "justice",
            "lawyer",
            "legal",
            "notary",
        ],
    },
    Matter {
        what: "voting",
        words: &[
            "ballot",
            "candidacy",
            "election",
            "electoral",
            "referendum",
            "vote",
            "voting",
        ],
    },
];

/// The most hours in which an urgent exception is decided.
const URGENT_HOURS: u32 = 72;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for effect in &tree.effects {
        let measure = &effect.measure;
        if let Some(text) = unread(effect) {
            let text = format!(
                "`{measure}` is not proved to be harmless: this check reads English, and \"{text}\" is \
                 not written in its letters"
            );
            let help = "name the measure, the desk and the purpose in English; people read them in \
                        their own language in notices";
            findings.push(floor("W019", measure.span, text, help));
        } else if let Some((what, word)) = touched_by(effect, NEVER_TOUCHED) {
            let text = format!("`{measure}` touches {what} (`{word}`)");
            let help = "take the effect away: nothing that a person does or omits costs them this";
            findings.push(floor("W019", measure.span, text, help));
        } else if !effect.stages.is_empty() {
            findings.extend(without_exception(tree, effect));
        }
    }
    findings
}

/// What is said of an effect in letters that no word of the table is written in.
fn unread(effect: &Effect) -> Option<&str> {
    let said = [
        effect.measure.as_str(),
        effect.asks.as_str(),
        effect.purpose.as_str(),
    ];
    said.into_iter().find(|text| !text.is_ascii())
}

fn without_exception(tree: &Tree, effect: &Effect) -> Option<Finding> {
    let measure = &effect.measure;
    let exceptions: Vec<&Exception> = tree
        .exceptions
        .iter()
        .filter(|it| it.from.contains(measure))
        .collect();
    let Some(first) = exceptions.first() else {
        let text = format!("there is no urgent exception from `{measure}`");
        let help = format!(
            "write `exception \"urgent\" {{ from \"{measure}\"; decide-within (hours)48 \
             else=grants; lasts (days)14; decided-by officer }}`"
        );
        return Some(floor("W019", measure.span, text, &help));
    };
    // Silence that refuses is a finding of W012, and not told twice.
    let urgent = |it: &&Exception| {
        is_urgent(it.decide_within)
            && (it.silence == Silence::Refuses || shortest(tree, &it.lasts) > 0)
    };
    if exceptions.iter().any(urgent) {
        return None;
    }
    let name = &first.name;
    let (text, help) = if is_urgent(first.decide_within) {
        let text = format!("the exception `{name}` from `{measure}` lasts less than a day");
        (text, "write `lasts (days)1` or more")
    } else {
        let text = format!("the exception `{name}` from `{measure}` is not urgent");
        (text, "write `decide-within (hours)72 else=grants`, or less")
    };
    Some(floor("W019", name.span, text, help))
}

fn is_urgent(amount: Amount) -> bool {
    match amount.unit {
        Unit::Minutes => amount.n <= URGENT_HOURS * 60,
        Unit::Hours => amount.n <= URGENT_HOURS,
        Unit::Days => amount.n <= URGENT_HOURS / 24,
        Unit::WorkDays => false,
        Unit::Weeks | Unit::Months | Unit::Years => amount.n == 0,
    }
}
