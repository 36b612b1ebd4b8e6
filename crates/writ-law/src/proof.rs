//! The proof tree: why an effect is in force, or why it is not.
//!
//! It is what evaluation returns, not a log of it. Nodes are small and share their parts; words
//! are made of them only when somebody reads.

use jiff::Timestamp;

use crate::fact::{self, Seen};
use crate::machine::{Condition, EffectMachine, Literal};
use crate::trace::{End, NotServed, Run, Service, Step};
use crate::truth::Truth;

pub(crate) mod words;

/// A node of a proof, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

/// Why something is so or not.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reason<'a> {
    /// The effect as a whole.
    Effect(u8),
    /// What was recorded earlier said less.
    EarlierKnowledge,
    /// The instrument is a test.
    Test,
    /// The matter is over.
    Over(End),
    /// The law is in force.
    Law,
    /// The person was served.
    Served(Service),
    /// The person was not served.
    NotServed,
    /// A copy that did not serve, and why.
    Failed(u16, NotServed),
    /// The matter is in a stage of the effect.
    Stage(u8),
    /// How it came there.
    Step(Step),
    /// A calendar does not say.
    Uncovered(Timestamp),
    /// Eligible now.
    Eligible,
    /// Of a category.
    Category(u8),
    /// All of the parts.
    All,
    /// Any of the parts.
    Any,
    /// A test of a fact.
    Literal(&'a Literal, Seen),
    /// Eligible ever since service, or confirmed anew.
    Mask(Option<Timestamp>),
    /// The effect's own condition.
    Condition,
    /// Warned, and the time has run.
    Warning(u8, Option<(u16, Option<Timestamp>)>),
    /// Decided for this one person.
    Decided(Option<u16>),
    /// Not stayed by a remedy.
    Stay(Option<(u8, u16)>),
    /// Not suspended by a claim.
    Claim(Option<u16>),
    /// An exception keeps it off.
    Excepted(u8, u16),
    /// No new day lies ahead.
    Eased,
    /// Not ended for good.
    Ended,
    /// Within its longest duration.
    Limit(u8, Option<Timestamp>),
}

/// A node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) reason: Reason<'a>,
    pub(crate) truth: Truth,
    first: u32,
    count: u32,
}

/// The nodes of a proof.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proof<'a> {
    nodes: Vec<Node<'a>>,
    parts: Vec<NodeId>,
}

impl<'a> Proof<'a> {
    pub(crate) fn with_room() -> Self {
        Self {
            nodes: Vec::with_capacity(64),
            parts: Vec::with_capacity(96),
        }
    }

    pub(crate) fn node(&mut self, reason: Reason<'a>, truth: Truth, parts: &[NodeId]) -> NodeId {
        let first = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        let count = u32::try_from(parts.len()).unwrap_or(0);
        self.parts.extend_from_slice(parts);
        self.nodes.push(Node {
            reason,
            truth,
            first,
            count,
        });
        NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    pub(crate) fn get(&self, id: NodeId) -> Option<&Node<'a>> {
        self.nodes.get(id.0 as usize)
    }

    pub(crate) fn parts(&self, node: &Node<'a>) -> &[NodeId] {
        let first = node.first as usize;
        self.parts
            .get(first..first + node.count as usize)
            .unwrap_or(&[])
    }
}

fn yes(is: bool) -> Truth {
    if is { Truth::Yes } else { Truth::No }
}

/// Parts of a proof that all effects share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared {
    law: NodeId,
    served: NodeId,
    eligible: NodeId,
    mask: NodeId,
    claim: NodeId,
}

/// Proves what all effects share.
pub(crate) fn shared<'a>(proof: &mut Proof<'a>, run: &Run<'a>) -> Shared {
    let law = proof.node(Reason::Law, yes(run.in_force(run.state.now)), &[]);
    let served = served(proof, run);
    let eligible = eligible(proof, run);
    let mask = proof.node(Reason::Mask(run.state.lapsed), run.masked(), &[]);
    let claim = run.suspending().map(|claim| claim.event);
    let claim = claim.or(run.asserting().map(|it| it.event));
    let claim = proof.node(Reason::Claim(claim), yes(claim.is_none()), &[]);
    Shared {
        law,
        served,
        eligible,
        mask,
        claim,
    }
}

fn served<'a>(proof: &mut Proof<'a>, run: &Run<'a>) -> NodeId {
    let waits = run.state.waits.iter().enumerate();
    let waits = waits
        .filter_map(|(wait, copy)| Some((copy.event, NotServed::Waiting(run.wait_ends(wait)?))));
    let failed = run.state.not_served.iter().copied().chain(waits);
    let failed: Vec<NodeId> = failed
        .map(|(event, why)| proof.node(Reason::Failed(event, why), Truth::No, &[]))
        .collect();
    match run.state.served {
        Some(service) => proof.node(Reason::Served(service), Truth::Yes, &failed),
        None => proof.node(Reason::NotServed, Truth::No, &failed),
    }
}

fn eligible<'a>(proof: &mut Proof<'a>, run: &Run<'a>) -> NodeId {
    let mut categories = Vec::with_capacity(run.to().len());
    let mut most = Truth::No;
    for id in run.to() {
        let Some(category) = run.here().frame.categories.get(usize::from(*id)) else {
            continue;
        };
        let (part, truth) = condition(proof, run, &category.when);
        most = most.max(truth);
        categories.push(proof.node(Reason::Category(*id), truth, &[part]));
    }
    proof.node(Reason::Eligible, most, &categories)
}

fn condition<'a>(
    proof: &mut Proof<'a>,
    run: &Run<'a>,
    condition_: &'a Condition,
) -> (NodeId, Truth) {
    match condition_ {
        Condition::Literal(literal) => {
            let seen = fact::see(run.life, literal, run.state.now, run.known);
            (
                proof.node(Reason::Literal(literal, seen), seen.truth, &[]),
                seen.truth,
            )
        }
        Condition::All(parts) | Condition::Any(parts) => {
            let mut ids = Vec::with_capacity(parts.len());
            let all = matches!(condition_, Condition::All(_));
            let mut truth = if all { Truth::Yes } else { Truth::No };
            for part in parts {
                let (id, part) = condition(proof, run, part);
                truth = if all {
                    truth.min(part)
                } else {
                    truth.max(part)
                };
                ids.push(id);
            }
            (
                proof.node(if all { Reason::All } else { Reason::Any }, truth, &ids),
                truth,
            )
        }
    }
}

/// Proves one effect. `answer` is its truth over everything known between the instant and now.
pub(crate) fn effect<'a>(
    proof: &mut Proof<'a>,
    run: &Run<'a>,
    shared: Shared,
    (id, rule): (u8, &'a EffectMachine),
    answer: Truth,
) -> NodeId {
    if run.is_test() {
        let test = proof.node(Reason::Test, Truth::No, &[]);
        return proof.node(Reason::Effect(id), Truth::No, &[test]);
    }
    if let Some(end) = run.state.end {
        let over = proof.node(Reason::Over(end), Truth::No, &[]);
        // What was void from the start served nobody: there is no more to say.
        let void = matches!(end, End::Void { .. });
        let parts = [over, shared.served];
        let parts = parts.get(..if void { 1 } else { 2 }).unwrap_or(&parts);
        return proof.node(Reason::Effect(id), answer, parts);
    }
    let mut parts = Vec::with_capacity(16);
    parts.extend([shared.law, shared.served]);
    parts.push(stage(proof, run, rule));
    parts.push(shared.eligible);
    if run.state.live.is_some() {
        parts.push(shared.mask);
    }
    if let Some(when) = &rule.when {
        let (part, truth) = condition(proof, run, when);
        parts.push(proof.node(Reason::Condition, truth, &[part]));
    }
    safeguards(proof, run, (id, rule), &mut parts);
    parts.push(shared.claim);
    if run.eased() {
        parts.push(proof.node(Reason::Eased, Truth::No, &[]));
    }
    if answer < run.effect(id, rule) {
        parts.push(proof.node(Reason::EarlierKnowledge, answer, &[]));
    }
    proof.node(Reason::Effect(id), answer, &parts)
}

fn safeguards<'a>(
    proof: &mut Proof<'a>,
    run: &Run<'a>,
    (id, rule): (u8, &'a EffectMachine),
    parts: &mut Vec<NodeId>,
) {
    let known = run.here().frame.warnings.iter();
    for ((index, warned), rule) in (0u8..).zip(&run.state.warned).zip(known) {
        if rule.known == crate::machine::Known::Elsewhere {
            continue;
        }
        let runs = run.warning_runs(usize::from(index));
        let run_out = runs.is_some_and(|runs| runs <= run.state.now);
        let said = warned.map(|(event, _)| (event, runs));
        parts.push(proof.node(Reason::Warning(index, said), yes(run_out), &[]));
    }
    if rule.decided != crate::tree::DecidedBy::Automatic {
        let decided = run.state.decided.get(usize::from(id)).copied().flatten();
        parts.push(proof.node(Reason::Decided(decided), yes(decided.is_some()), &[]));
    }
    let stay = run.stayed(id).map(|stay| (stay.remedy, stay.event));
    let against = run
        .here()
        .frame
        .remedies
        .iter()
        .any(|remedy| remedy.against.has(id));
    if stay.is_some() || against {
        parts.push(proof.node(Reason::Stay(stay), yes(stay.is_none()), &[]));
    }
    if let Some(asked) = run.excepted(id) {
        parts.push(proof.node(
            Reason::Excepted(asked.exception, asked.event),
            Truth::No,
            &[],
        ));
    }
    if run.state.ended.has(id) {
        parts.push(proof.node(Reason::Ended, Truth::No, &[]));
    }
    if rule.limit.is_some() {
        let limit = run.state.limits.get(usize::from(id)).copied().flatten();
        parts.push(proof.node(Reason::Limit(id, limit), yes(!run.limited(id)), &[]));
    }
}

fn stage<'a>(proof: &mut Proof<'a>, run: &Run<'a>, rule: &EffectMachine) -> NodeId {
    let mut steps: Vec<NodeId> = Vec::with_capacity(run.state.path.len() + 1);
    for step in run.state.path.iter().skip(1) {
        steps.push(proof.node(Reason::Step(*step), Truth::Yes, &[]));
    }
    if let Some(uncertain) = run.state.uncertain.filter(|it| it.from <= run.state.now) {
        steps.push(proof.node(Reason::Uncovered(uncertain.from), Truth::Unknown, &[]));
    }
    proof.node(Reason::Stage(run.state.stage), run.in_stage(rule), &steps)
}
