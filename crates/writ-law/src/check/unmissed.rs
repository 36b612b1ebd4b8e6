//! W035: no rule that no example would miss.
//!
//! One part of the law after another is taken away, and the examples are run on what is left. If they
//! all pass still, none of them shows what that part is for, and nobody would notice if it were
//! written wrong. A part that other rules name cannot be taken away alone, and is not asked about.

mod cut;
mod person;

use crate::example;
use crate::finding::{Class, Finding};
use crate::reading;
use crate::regime::Regime;
use crate::tree::{Example, Tree};

use cut::Cut;

/// The most runs of an example, times the alternatives in each: a third of a second or so. Parts that
/// come after are not asked about, and it is said that they are not.
const MOST_RUNS: usize = 8_000;

/// Nothing is found in a pack whose examples do not pass: W034 comes first.
pub(super) fn check(regime: &Regime) -> Vec<Finding> {
    let tree = regime.tree();
    if tree.examples.is_empty() {
        let text = "there is no example: nothing shows what the rules are for".to_owned();
        let finding = Finding::new("W035", Class::Warning, tree.regime.span, text);
        return vec![finding.with_help("write one for each rule")];
    }
    if tree.examples.iter().any(|one| example::fails(regime, one)) {
        return Vec::new();
    }
    let mut bare = tree.clone();
    bare.examples.clear();
    let mut trial = Trial {
        laws: laws(&bare),
        bare,
        examples: tree.examples.iter().collect(),
        runs: 0,
    };
    let cuts = cut::cuts(tree);
    let mut findings = Vec::new();
    for (place, cut) in cuts.iter().enumerate() {
        if trial.runs >= MOST_RUNS {
            findings.push(untried(tree, place, cuts.len()));
            break;
        }
        if trial.unmissed(cut) {
            let text = format!("no example would miss {}", cut.what);
            let help = "write an example whose outcome hangs on it, or take it away";
            findings.push(Finding::new("W035", Class::Warning, cut.span, text).with_help(help));
        }
    }
    findings
}

fn untried(tree: &Tree, tried: usize, all: usize) -> Finding {
    let text =
        format!("the law is long: only {tried} of its {all} parts were tried on the examples");
    let help = "nothing is amiss; it is only not known whether an example would miss the others";
    Finding::new("W035", Class::Warning, tree.regime.span, text).with_help(help)
}

/// The law of each version as it reads in each alternative, and nothing else.
fn laws(tree: &Tree) -> Vec<Tree> {
    let versions = reading::versions(tree);
    let read = |law: &Tree| -> Vec<Tree> {
        let choices = reading::choices(law);
        let read = choices.iter().map(|choice| reading::read(law, choice));
        read.map(|mut law| {
            law.disputes.clear();
            law.versions.clear();
            law
        })
        .collect()
    };
    versions.iter().flat_map(read).collect()
}

/// The law without its examples, and the examples, those first that noticed something last.
struct Trial<'t> {
    bare: Tree,
    laws: Vec<Tree>,
    examples: Vec<&'t Example>,
    runs: usize,
}

impl Trial<'_> {
    /// Whether every example passes without a part. What another part says as well, or every reading
    /// replaces, is no loss.
    fn unmissed(&mut self, cut: &Cut) -> bool {
        let mut rest = self.bare.clone();
        (cut.take)(&mut rest);
        if self.laws.len() > 1 && laws(&rest) == self.laws {
            return false;
        }
        let Ok(regime) = Regime::of_tree(rest) else {
            return false;
        };
        for place in 0..self.examples.len() {
            let Some(example) = self.examples.get(place) else {
                break;
            };
            self.runs += self.laws.len();
            if example::fails(&regime, example) {
                let noticed = self.examples.remove(place);
                self.examples.insert(0, noticed);
                return false;
            }
        }
        true
    }
}
