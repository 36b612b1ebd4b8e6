//! Punishments under the floor of effects: W003, W006, W007, W008, W011 and W019.
//!
//! A punishment is a consequence like a restriction. It comes after service and after a default
//! (W010), on somebody who has the paper and is known to be one who may be called, for nothing that a
//! test asked, and it takes away nothing that no restriction may touch. The language has no remedy
//! against a punishment, and none that stays it. So it is for a court, which hears the person before
//! and whose word they can appeal: what an officer imposes, nothing would stay.
//!
//! What is found in the text of W003 and W008 is told as a story where the law tells one.

use crate::explore::automaton::{Automaton, Place, Service};
use crate::explore::clocks::Clocks;
use crate::explore::receipt::knowledge;
use crate::explore::{Breach, Papers, Person, Property, punish, text};
use crate::finding::Finding;
use crate::regime::Regime;
use crate::tree::{
    Anchor, ClaimKind, DecidedBy, InstrumentKind, Lifecycle, Name, Sanction, Serves, Then, Tree,
    Trigger, WhileUndecided,
};
use crate::truth::Truth;

use super::doubt::unknowing;
use super::floor;
use super::reachable::reached;
use super::untouched::NEVER_TOUCHED;
use super::wording::touched;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let sanctions = tree.sanctions.iter();
    sanctions.flat_map(|it| of_sanction(tree, it)).collect()
}

/// A punishment that may be imposed.
const IMPOSED: Property = Property {
    code: "W003",
    shown: "by an officer",
    help: "",
    of: Papers::Binding,
    person: Person::Callable,
    breach: |automaton, place, clocks| automaton.holding(place, clocks).map(|_| plain()),
};

/// A punishment of somebody whom nothing shows to have the paper.
const PRESUMED: Property = Property {
    code: "W008",
    shown: "on a presumption alone",
    help: "",
    of: Papers::Binding,
    person: Person::Callable,
    breach: on_presumption,
};

fn on_presumption(automaton: &Automaton<'_>, place: &Place, clocks: &Clocks) -> Option<Breach> {
    let shown = match place.service {
        Service::None | Service::Known => true,
        Service::PresumedTried => automaton.claim_suspends(),
        Service::Presumed | Service::TakenForKnown => false,
    };
    automaton.holding(place, clocks)?;
    (!shown).then(plain)
}

/// What is wrong is said by the text already.
fn plain() -> Breach {
    Breach {
        why: String::new(),
        then: Vec::new(),
    }
}

/// Gives the findings about punishments their stories, where the law tells one.
pub(super) fn tell(regime: &Regime, findings: &mut [Finding]) {
    if regime.tree().sanctions.is_empty() {
        return;
    }
    let Some(told) = punish::as_effects(regime) else {
        return;
    };
    for sanction in &regime.tree().sanctions {
        for property in [&IMPOSED, &PRESUMED] {
            let of = |it: &&mut Finding| {
                let about = (it.code, it.span) == (property.code, sanction.name.span);
                about && it.counterexample.is_none()
            };
            let mut about = findings.iter_mut().filter(of).peekable();
            if about.peek().is_none() {
                continue;
            }
            let story = punish::story(regime, &told, &sanction.name, property);
            let story = story.map(|it| text::example(&it));
            about.for_each(|it| it.counterexample.clone_from(&story));
        }
    }
}

fn of_sanction(tree: &Tree, sanction: &Sanction) -> Vec<Finding> {
    let mut findings: Vec<Finding> = touching(sanction).into_iter().collect();
    findings.extend(without_appeal(sanction));
    for (lifecycle, kind) in lifecycles(tree, sanction) {
        if kind == InstrumentKind::Test {
            findings.push(from_test(sanction, &lifecycle.instrument));
            continue;
        }
        findings.extend(unserved(tree, lifecycle, sanction));
        findings.extend(unknowable(tree, &lifecycle.instrument, sanction));
    }
    findings.extend(presumed(tree, sanction));
    findings
}

/// The lifecycles that have a stage of the punishment, and of which kind their paper is.
fn lifecycles<'t>(
    tree: &'t Tree,
    sanction: &Sanction,
) -> impl Iterator<Item = (&'t Lifecycle, InstrumentKind)> {
    let has = |it: &&Lifecycle| {
        it.stages
            .iter()
            .any(|at| sanction.stages.contains(&at.name))
    };
    tree.lifecycles.iter().filter(has).filter_map(|lifecycle| {
        let mut instruments = tree.instruments.iter();
        let paper = instruments.find(|it| it.name == lifecycle.instrument)?;
        Some((lifecycle, paper.kind))
    })
}

/// W019: the name of a punishment tells that it takes away what nothing may take.
fn touching(sanction: &Sanction) -> Option<Finding> {
    let name = &sanction.name;
    let (what, word) = touched(name.as_str(), NEVER_TOUCHED)?;
    let text = format!("`{name}` touches {what} (`{word}`)");
    let help = "take the sanction away: nothing that a person does or omits costs them this";
    Some(floor("W019", name.span, text, help))
}

/// W003: nothing that the language knows stays a punishment, so an officer imposes none.
fn without_appeal(sanction: &Sanction) -> Option<Finding> {
    if sanction.decided == DecidedBy::Court {
        return None;
    }
    let name = &sanction.name;
    let text = format!("an officer imposes `{name}`, and nothing stays it");
    let help = "write `decided court`: a court hears the person first, and can be appealed from";
    Some(floor("W003", name.span, text, help))
}

/// W006: a test has no stages, whatever the pack says.
fn from_test(sanction: &Sanction, instrument: &Name) -> Finding {
    let name = &sanction.name;
    let text = format!("`{name}` follows from `{instrument}`, which is a test");
    let help = "a test has no stages and no sanctions: leave out its lifecycle";
    floor("W006", name.span, text, help)
}

/// W007: stages of the punishment to which a matter can come although nobody was served.
fn unserved(tree: &Tree, lifecycle: &Lifecycle, sanction: &Sanction) -> Vec<Finding> {
    let unserved = reached(lifecycle, |then| !is_after_service(tree, then));
    let early = sanction.stages.iter();
    let early = early.filter(|stage| unserved.contains(stage.as_str()));
    let said = |stage: &Name| {
        let name = &sanction.name;
        let text = format!(
            "`{stage}` is reached before the person is served, and `{name}` punishes in it"
        );
        let help = "let the sanction stand only in stages that follow service";
        floor("W007", stage.span, text, help)
    };
    early.map(said).collect()
}

/// Whether a way is open only to somebody who was served.
fn is_after_service(tree: &Tree, then: &Then) -> bool {
    let of_service = |anchor: &Anchor| matches!(anchor, Anchor::Served | Anchor::Sender);
    match &then.trigger {
        Trigger::Served => true,
        Trigger::On(_) => false,
        Trigger::After { from, .. } => from.as_ref().is_some_and(of_service),
        Trigger::Missed { duty } => {
            let mut duties = tree.duties.iter();
            duties.any(|it| it.name == *duty && of_service(&it.from))
        }
    }
}

/// W008: a ground of service that shows nobody to have the paper.
fn presumed(tree: &Tree, sanction: &Sanction) -> Option<Finding> {
    let mut claims = tree.claims.iter();
    let claim = claims.find(|it| it.kind == ClaimKind::NonReceipt);
    let suspends = claim.is_some_and(|it| it.while_undecided == WhileUndecided::Suspends);
    let shows = |service: Service| match service {
        Service::Known => true,
        Service::PresumedTried => suspends,
        Service::None | Service::Presumed | Service::TakenForKnown => false,
    };
    let rules = tree.services.iter().filter(|rule| {
        let mut channels = tree.channels.iter();
        channels.any(|it| it.name == rule.channel && it.serves == Serves::Yes)
    });
    let mut grounds = rules.flat_map(|rule| rule.grounds.iter().map(move |it| (rule, it)));
    let (rule, ground) = grounds.find(|(rule, it)| !shows(knowledge(tree, rule, it)))?;
    let name = &sanction.name;
    let (channel, event) = (&rule.channel, ground.event.word());
    let text = format!(
        "`{name}` punishes somebody of whom nothing may show that they have the paper: `{channel}` \
         serves by `{event}`"
    );
    let help = "serve an account by `opened` and paper by `delivered` or `refused` on a channel that \
                says `by` and `to person household`, each `rebutted-by wrong-person then=never`; or \
                write `needs tried=\"…\"` and `claim non-receipt { while-undecided suspends; … }`";
    Some(floor("W008", name.span, text, help))
}

/// W011: a category that asks for nothing makes anybody one who may be punished.
fn unknowable(tree: &Tree, instrument: &Name, sanction: &Sanction) -> Option<Finding> {
    let mut instruments = tree.instruments.iter();
    let to = &instruments.find(|it| it.name == *instrument)?.to;
    let mut categories = tree.categories.iter().filter(|it| to.contains(&it.name));
    let open = categories.find(|it| unknowing(&it.when) == Truth::Yes)?;
    let (name, category) = (&sanction.name, &open.name);
    let text = format!(
        "`{name}` can punish somebody of whom nothing is known: `{category}` asks for no fact"
    );
    let help = "let the category ask for facts that show that the person may be called";
    Some(floor("W011", name.span, text, help))
}
