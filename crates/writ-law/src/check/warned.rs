//! W009: a warning, with time to comply, before the first restriction.
//!
//! It comes after the default, or there is nothing yet to comply with, and on channels that can serve:
//! a courtesy is recorded and reaches nobody. And the paper itself, which is the first warning, says
//! what has to be done, what follows otherwise, and what can be done against that.

use crate::finding::Finding;
use crate::tree::{
    Effect, Instrument, InstrumentKind, Lifecycle, Name, Serves, Tree, Trigger, Warning,
};

use super::decided::undefaulted;
use super::floor;
use super::reachable::reached;

/// The fewest days that a warning must leave.
const DAYS_TO_COMPLY: u64 = 7;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let held: Vec<&Effect> = tree
        .effects
        .iter()
        .filter(|effect| !effect.stages.is_empty())
        .collect();
    let mut findings = silent_papers(tree);
    if held.is_empty() {
        return findings;
    }
    for warning in &tree.warnings {
        if warning.then.whole_days() < DAYS_TO_COMPLY {
            let name = &warning.name;
            let text = format!("the warning `{name}` leaves less than 7 days to comply");
            let help = "write `then (days)7` or more";
            findings.push(floor("W009", name.span, text, help));
        }
        findings.extend(by_courtesy(tree, warning));
    }
    for effect in held {
        findings.extend(unwarned(tree, effect));
    }
    findings
}

fn unwarned(tree: &Tree, effect: &Effect) -> Vec<Finding> {
    let measure = &effect.measure;
    if tree.warnings.is_empty() {
        let text = format!("nobody is warned before `{measure}` is restricted");
        let help = "write a `warning` that is sent after a stage before those of the effect";
        return vec![floor("W009", measure.span, text, help)];
    }
    let stages = effect.stages.iter();
    let early = stages.filter(|stage| {
        let lifecycles = tree.lifecycles.iter();
        lifecycles
            .filter(|it| it.stages.iter().any(|one| one.name == **stage))
            .any(|lifecycle| before_warning(tree, lifecycle, (effect, stage)))
    });
    let said = |stage: &Name| {
        let text = format!(
            "`{stage}` can be reached before any warning of the default, and `{measure}` holds in it"
        );
        let help = "let the warning follow a stage after the default, and the effect hold only in stages \
                    from that one";
        floor("W009", stage.span, text, help)
    };
    early.map(said).collect()
}

/// Whether a matter can come to the stage without coming through one that a warning follows.
/// A warning before the default is none; that of an effect before any default is a finding of W010.
fn before_warning(tree: &Tree, lifecycle: &Lifecycle, (effect, stage): (&Effect, &Name)) -> bool {
    let mut early = undefaulted(tree, lifecycle);
    if effect.stages.iter().any(|it| early.contains(it.as_str())) {
        early.clear();
    }
    let warned: Vec<&Name> = tree
        .warnings
        .iter()
        .flat_map(|warning| entered(lifecycle, &warning.after))
        .filter(|after| !early.contains(after.as_str()))
        .collect();
    let unwarned = reached(lifecycle, |then| !warned.contains(&&then.to));
    !warned.contains(&stage) && unwarned.contains(stage.as_str())
}

/// The stage of this name; for `served` without such a stage, those that service leads to.
fn entered<'t>(lifecycle: &'t Lifecycle, after: &'t Name) -> Vec<&'t Name> {
    if after.as_str() != "served" || lifecycle.stages.iter().any(|stage| stage.name == *after) {
        return vec![after];
    }
    let ways = lifecycle.stages.iter().flat_map(|stage| &stage.then);
    ways.filter(|then| then.trigger == Trigger::Served)
        .map(|then| &then.to)
        .collect()
}

/// A warning on channels of which one is a courtesy, or on none that is named.
fn by_courtesy(tree: &Tree, warning: &Warning) -> Option<Finding> {
    let name = &warning.name;
    let serves = |channel: &Name| {
        let mut channels = tree.channels.iter();
        channels.any(|it| it.name == *channel && it.serves == Serves::Yes)
    };
    let courtesy = warning.by.iter().find(|channel| !serves(channel));
    let text = match courtesy {
        Some(channel) => format!("the warning `{name}` may be sent by `{channel}`, a courtesy"),
        None if warning.by.is_empty() => {
            format!("nothing says how the warning `{name}` reaches the person")
        }
        None => return None,
    };
    let help = "write `by` and channels that can serve (`serves=#true`)";
    Some(floor("W009", name.span, text, help))
}

/// What a paper must state if anything can follow from it.
const STATED: [&str; 3] = ["duty", "consequences", "remedy"];

/// Papers from which a restriction or a punishment can follow, and which do not say so.
fn silent_papers(tree: &Tree) -> Vec<Finding> {
    let binding = tree.instruments.iter();
    let binding = binding.filter(|it| it.kind != InstrumentKind::Test);
    binding
        .filter(|it| has_consequences(tree, it))
        .filter_map(|instrument| {
            let name = &instrument.name;
            let states = |word: &&str| instrument.names.iter().any(|it| it.as_str() == *word);
            let silent: Vec<&str> = STATED.into_iter().filter(|it| !states(it)).collect();
            let text = format!("`{name}` need not state its {}", silent.join(", its "));
            let help = "write `names place time duty consequences remedy`";
            (!silent.is_empty()).then(|| floor("W009", name.span, text, help))
        })
        .collect()
}

/// Whether a stage of the matter is one of an effect or of a sanction.
fn has_consequences(tree: &Tree, instrument: &Instrument) -> bool {
    let effects = tree.effects.iter().map(|it| &it.stages);
    let sanctions = tree.sanctions.iter().map(|it| &it.stages);
    let bearing: Vec<&Name> = effects.chain(sanctions).flatten().collect();
    let lifecycles = tree.lifecycles.iter();
    let own = lifecycles.filter(|it| it.instrument == instrument.name);
    own.flat_map(|it| &it.stages)
        .any(|stage| bearing.contains(&&stage.name))
}
