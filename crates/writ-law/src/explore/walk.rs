//! The walk through everything that an automaton can do, shortest ways first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::Property;
use super::automaton::{Act, Automaton, Place};
use super::clocks::Clocks;

/// More states than any law that ships comes near.
const MOST_STATES: usize = 60_000;

/// More ways than are worth telling of one fault, should the first not be followed.
const MOST_WAYS: usize = 6;

/// A way to a state in which something does not hold that should.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The acts that lead there, and those that then show the fault.
    pub(crate) acts: Vec<Act>,
    /// What is wrong, in words.
    pub(crate) why: String,
}

/// What a walk found.
#[derive(Debug)]
pub(crate) struct Walked {
    /// By property: the ways to its faults, shortest first.
    pub(crate) ways: Vec<Vec<Way>>,
    /// Whether the walk came to everything.
    pub(crate) extent: Extent,
}

/// Whether a walk came to everything that can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// There was more than can be walked through.
    Part,
}

struct Node {
    place: Place,
    clocks: Clocks,
    before: Option<(usize, Act)>,
}

/// Walks through an automaton, looking for faults of some properties.
pub(crate) fn walk(automaton: &Automaton<'_>, properties: &[&Property]) -> Walked {
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); properties.len()];
    let (extent, _) = roam(automaton, |place, clocks, path| {
        for (property, ways) in properties.iter().zip(&mut ways) {
            if ways.len() >= MOST_WAYS {
                continue;
            }
            if let Some(breach) = (property.breach)(automaton, place, clocks) {
                let mut acts = path();
                acts.extend(breach.then);
                let why = breach.why;
                ways.push(Way { acts, why });
            }
        }
        Go::On
    });
    for ways in &mut ways {
        ways.sort_by_key(|way| way.acts.iter().map(|act| act.lines()).sum::<usize>());
    }
    Walked { ways, extent }
}

/// Whether to go on walking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Go {
    On,
    Stop,
}

/// Walks through an automaton, shortest ways first, showing each state and the way to it. Tells
/// whether that was everything, and how many states there were.
pub(crate) fn roam(
    automaton: &Automaton<'_>,
    mut show: impl FnMut(&Place, &Clocks, &dyn Fn() -> Vec<Act>) -> Go,
) -> (Extent, usize) {
    let (place, clocks) = automaton.beginning();
    let mut nodes = vec![Node {
        place,
        clocks: clocks.clone(),
        before: None,
    }];
    let mut seen: HashMap<Place, Vec<Clocks>> = HashMap::from([(place, vec![clocks])]);
    let mut ahead = BinaryHeap::from([Reverse((0, 0))]);
    while let Some(Reverse((lines, number))) = ahead.pop() {
        let Some(node) = nodes.get(number) else { break };
        let (place, clocks) = (node.place, node.clocks.clone());
        if show(&place, &clocks, &|| path(&nodes, number)) == Go::Stop {
            return (Extent::Part, nodes.len());
        }
        for (act, place, clocks) in automaton.next(&place, &clocks) {
            let known = seen.entry(place).or_default();
            if known.iter().any(|it| it.covers(&clocks)) {
                continue;
            }
            known.retain(|it| !clocks.covers(it));
            known.push(clocks.clone());
            ahead.push(Reverse((lines + act.lines(), nodes.len())));
            let before = Some((number, act));
            nodes.push(Node {
                place,
                clocks,
                before,
            });
        }
        if nodes.len() > MOST_STATES {
            return (Extent::Part, nodes.len());
        }
    }
    (Extent::Whole, nodes.len())
}

fn path(nodes: &[Node], number: usize) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut at = nodes.get(number);
    while let Some((before, act)) = at.and_then(|node| node.before) {
        acts.push(act);
        at = nodes.get(before);
    }
    acts.reverse();
    acts
}
