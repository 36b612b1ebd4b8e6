//! From the text of a pack to its typed tree.
//!
//! The language is closed: a node, a property or a word that it does not know is an error, so that
//! a slip of the pen never becomes law by being overlooked. Reading goes on after an error and
//! returns all of them.

mod broken;
mod claim;
mod clause;
mod dispute;
mod effect;
mod example;
mod header;
mod lifecycle;
mod order;
mod paper;
mod period;
mod person;
pub(crate) mod piece;
mod public;
mod service;
mod text;
pub(crate) mod version;
pub(crate) mod word;

use crate::finding::{Finding, Span};
use crate::literate::{self, Block};
use crate::pack::{Dress, PackText};
use crate::tree::{Header, Tree, Version};

use clause::{Clause, Log};
use text::Node;

pub(crate) use header::domain_word;

/// The most alternatives that the disputes of a regime may give rise to.
const MOST_ALTERNATIVES: usize = 64;

/// The nodes of a pack.
const NODES: &[&str] = &[
    "regime",
    "source",
    "assume",
    "calendar",
    "period",
    "fact",
    "category",
    "instrument",
    "channel",
    "ladder",
    "service",
    "lifecycle",
    "duty",
    "effect",
    "warning",
    "remedy",
    "limit",
    "excuse",
    "claim",
    "exception",
    "sanction",
    "follow",
    "window",
    "public-event",
    "judgement",
    "selection",
    "dispute",
    "version",
    "unmodelled",
    "example",
];

/// Reads a pack.
///
/// # Errors
///
/// Every finding that keeps the text from being a tree, in the order of the text. Whether the names
/// in the tree mean anything is for [`crate::check`] to say.
///
/// ```
/// use writ_law::{pack::PackText, syntax};
/// let pack = PackText::of_file("mine", "mine.kdl", "regime \"mine\" domian=jury");
/// let findings = syntax::read(&pack).unwrap_err();
/// assert!(findings.iter().any(|one| one.help.as_deref() == Some("did you mean `domain`?")));
/// ```
pub fn read(pack: &PackText) -> Result<Tree, Vec<Finding>> {
    let nodes = nodes(pack)?;
    let mut log = Log::default();
    let mut draft = Draft::default();
    for node in &nodes {
        draft.take(&mut log, node);
    }
    let tree = draft.finish(&mut log, &nodes);
    log.findings
        .sort_by_key(|finding| (finding.span.start, finding.span.end));
    match tree {
        Some(tree) if log.findings.is_empty() => Ok(tree),
        _ => Err(log.findings),
    }
}

/// The calendar that a text consists of; `None` where it is anything else.
pub(crate) fn calendar(text: &str) -> Option<crate::tree::Calendar> {
    let nodes = text::nodes(0, text, 0).ok()?;
    let [node] = nodes.as_slice() else {
        return None;
    };
    if node.name.as_str() != "calendar" {
        return None;
    }
    let mut log = Log::default();
    let calendar = period::calendar(&mut log, Clause::new(node))?;
    log.findings.is_empty().then_some(calendar)
}

/// The blocks of rules of the pack, each of which can be read as nodes.
pub(crate) fn blocks(pack: &PackText) -> Result<Vec<Block>, Vec<Finding>> {
    read_blocks(pack).map(|(blocks, _)| blocks)
}

/// The nodes of every block of the pack.
fn nodes(pack: &PackText) -> Result<Vec<Node>, Vec<Finding>> {
    read_blocks(pack).map(|(_, nodes)| nodes)
}

fn read_blocks(pack: &PackText) -> Result<(Vec<Block>, Vec<Node>), Vec<Finding>> {
    let Some((file, rules)) = pack.rules() else {
        let text = "this pack has no `regime.md` and no single `.kdl` file to read instead";
        let finding = Finding::malformed(Span::default(), text)
            .with_help("put the rules into `regime.md`, in blocks between ```writ and ```");
        return Err(vec![finding]);
    };
    let blocks = match rules.dress() {
        Some(Dress::Literate) => {
            literate::blocks(file, &rules.text).map_err(|finding| vec![finding])?
        }
        _ => vec![Block {
            text: rules.text.clone(),
            start: 0,
        }],
    };
    let mut nodes = Vec::new();
    let mut findings = Vec::new();
    for block in &blocks {
        match text::nodes(file, &block.text, block.start) {
            Ok(found) => nodes.extend(found),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() {
        Ok((blocks, nodes))
    } else {
        Err(findings)
    }
}

/// A tree that is being read.
#[derive(Default)]
struct Draft {
    header: Option<Header>,
    versions: Vec<Version>,
    rest: Rest,
}

macro_rules! rest {
    ($($field:ident: $kind:ident from $word:literal by $read:path;)*) => {
        /// The families of rules that may have any number of members.
        #[derive(Default)]
        struct Rest {
            $($field: Vec<crate::tree::$kind>,)*
        }
        impl Rest {
            fn take(&mut self, log: &mut Log, clause: Clause<'_>) {
                match clause.word().as_str() {
                    $($word => self.$field.extend($read(log, clause)),)*
                    _ => log.unknown(clause.word(), "a node of a regime", NODES),
                }
            }
            fn tree(self, regime: Header, versions: Vec<Version>) -> Tree {
                Tree { regime, versions, $($field: self.$field,)* }
            }
        }
    };
}

rest! {
    sources: Source from "source" by header::source;
    assumptions: Assumption from "assume" by header::assume;
    calendars: Calendar from "calendar" by period::calendar;
    periods: PeriodRule from "period" by period::period;
    facts: FactRule from "fact" by person::fact;
    categories: Category from "category" by person::category;
    instruments: Instrument from "instrument" by paper::instrument;
    channels: Channel from "channel" by paper::channel;
    ladders: Ladder from "ladder" by paper::ladder;
    services: ServiceRule from "service" by service::service;
    lifecycles: Lifecycle from "lifecycle" by lifecycle::lifecycle;
    duties: Duty from "duty" by lifecycle::duty;
    effects: Effect from "effect" by effect::effect;
    warnings: Warning from "warning" by effect::warning;
    remedies: Remedy from "remedy" by effect::remedy;
    limits: Limit from "limit" by effect::limit;
    excuses: Excuse from "excuse" by effect::excuse;
    claims: Claim from "claim" by claim::claim;
    exceptions: Exception from "exception" by claim::exception;
    sanctions: Sanction from "sanction" by claim::sanction;
    follows: Follow from "follow" by public::follow;
    windows: Window from "window" by public::window;
    public_events: PublicEvent from "public-event" by public::public_event;
    judgements: Judgement from "judgement" by public::judgement;
    selections: Selection from "selection" by public::selection;
    disputes: Dispute from "dispute" by dispute::dispute;
    unmodelled: Unmodelled from "unmodelled" by header::unmodelled;
    examples: Example from "example" by example::example;
}

impl Draft {
    fn take(&mut self, log: &mut Log, node: &Node) {
        let clause = Clause::new(node);
        match node.name.as_str() {
            "regime" => self.header = header::regime(log, clause).or(self.header.take()),
            "version" => self.versions.extend(version::version(log, clause)),
            _ => self.rest.take(log, clause),
        }
    }

    fn finish(self, log: &mut Log, nodes: &[Node]) -> Option<Tree> {
        let again = needed(log, nodes, "regime");
        for again in again {
            let text = "a second `regime`: a pack states one regime";
            log.malformed(again.name.span, text, "take it away");
        }
        needed(log, nodes, "version");
        if let Some(base) = self.versions.first() {
            first_version(log, base);
        }
        let alternatives = self
            .rest
            .disputes
            .iter()
            .try_fold(1_usize, |so_far, dispute| {
                so_far.checked_mul(dispute.readings.len())
            });
        if let (Some(last), true) = (
            self.rest.disputes.last(),
            alternatives.is_none_or(|n| n > MOST_ALTERNATIVES),
        ) {
            let text = format!("the disputes have more than {MOST_ALTERNATIVES} alternatives");
            log.malformed(
                last.name.span,
                text,
                "settle some disputes, or join their readings",
            );
        }
        Some(self.rest.tree(self.header?, self.versions))
    }
}

/// Checks that a node stands in the pack, and returns those after the first.
fn needed<'n>(log: &mut Log, nodes: &'n [Node], word: &str) -> Vec<&'n Node> {
    let mut found = nodes.iter().filter(|node| node.name.as_str() == word);
    if found.next().is_none() {
        let here = nodes.first().map_or(Span::default(), |node| node.name.span);
        let help = match word {
            "regime" => "begin with `regime \"name\" domain=… { title …; status …; zone … }`",
            _ => "say when the law is in force: `version \"1\" { in-force from=\"2023-04-14\" }`",
        };
        log.malformed(here, format!("this pack has no `{word}`"), help);
    }
    found.collect()
}

/// The first version is the law as the pack states it: there is nothing before it to change.
fn first_version(log: &mut Log, base: &Version) {
    if base.changes.is_empty() && base.rules.is_empty() && base.repeals.is_empty() {
        return;
    }
    let text = format!(
        "`{}` is the first version, and changes something",
        base.name
    );
    let help = "write its rules beside it, at the top of the pack; later versions change them";
    log.malformed(base.name.span, text, help);
}

#[cfg(test)]
pub(crate) mod tests;
