//! Reading one node strictly: every word of it is either asked for or an error.

use crate::finding::{Finding, Span};
use crate::near;
use crate::tree::Name;

use super::text::{Node, Value};

/// The findings so far. Reading goes on after one, so that all can be mended at once.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) findings: Vec<Finding>,
}

impl Log {
    pub(super) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Text that cannot be read, with what would cure it.
    pub(super) fn malformed(&mut self, span: Span, text: impl Into<String>, help: &str) {
        self.add(Finding::malformed(span, text).with_help(help));
    }

    /// A word that means nothing where it stands.
    pub(super) fn unknown(&mut self, word: &Name, what: &str, known: &[&str]) {
        let mut finding = Finding::unknown(word.span, format!("`{word}` is not {what}"));
        finding.help = near::help(word.as_str(), known.iter().copied());
        self.add(finding);
    }
}

/// A node being read. What was not asked for when it is dropped by [`Clause::end`] is an error.
#[derive(Debug)]
pub(super) struct Clause<'n> {
    node: &'n Node,
    /// How many arguments were taken.
    taken: usize,
    /// The properties that were asked for.
    asked: Vec<&'static str>,
    /// The properties that should be there and are not.
    missing: Vec<&'static str>,
    /// Whether any property may stand here (`needs account=active`).
    open: Open,
    /// Whether the braces were looked into.
    braces: Braces,
}

#[derive(Debug, PartialEq, Eq)]
enum Open {
    Closed,
    AnyProperty,
}

#[derive(Debug, PartialEq, Eq)]
enum Braces {
    Unread,
    Read,
}

impl<'n> Clause<'n> {
    pub(super) fn new(node: &'n Node) -> Self {
        Self {
            node,
            taken: 0,
            asked: Vec::new(),
            missing: Vec::new(),
            open: Open::Closed,
            braces: Braces::Unread,
        }
    }

    /// The node's own name.
    pub(super) fn word(&self) -> &'n Name {
        &self.node.name
    }

    /// Where the node stands: its name, which is what an error about the whole node points at.
    pub(super) fn here(&self) -> Span {
        self.node.name.span
    }

    /// All of the node.
    pub(super) fn span(&self) -> Span {
        self.node.span
    }

    /// The next argument, if there is one.
    pub(super) fn next(&mut self) -> Option<&'n Value> {
        let value = self.node.arguments.get(self.taken);
        self.taken += usize::from(value.is_some());
        value
    }

    /// The next argument, which must be there: `what` says what it is.
    pub(super) fn argument(&mut self, log: &mut Log, what: &str) -> Option<&'n Value> {
        let value = self.next();
        if value.is_none() {
            let word = self.word();
            log.malformed(
                self.here(),
                format!("`{word}` lacks {what}"),
                &format!("write it after `{word}`"),
            );
        }
        value
    }

    /// The next argument as a name.
    pub(super) fn name(&mut self, log: &mut Log, what: &str) -> Option<Name> {
        self.argument(log, what)?.name(log)
    }

    /// All further arguments as names.
    pub(super) fn names(&mut self, log: &mut Log) -> Vec<Name> {
        let mut names = Vec::new();
        while let Some(value) = self.next() {
            names.extend(value.name(log));
        }
        names
    }

    /// All further arguments as names, of which there must be one.
    pub(super) fn some_names(&mut self, log: &mut Log, what: &str) -> Vec<Name> {
        if self.node.arguments.len() <= self.taken {
            self.argument(log, what);
        }
        self.names(log)
    }

    /// A property.
    pub(super) fn property(&mut self, key: &'static str) -> Option<&'n Value> {
        self.asked.push(key);
        self.node
            .properties
            .iter()
            .find(|(name, _)| name.as_str() == key)
            .map(|(_, value)| value)
    }

    /// A property that must be there; [`Clause::end`] says so where it is not.
    pub(super) fn needed(&mut self, key: &'static str) -> Option<&'n Value> {
        let value = self.property(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    /// The place of a property's key.
    pub(super) fn key(&self, key: &str) -> Option<Span> {
        self.node
            .properties
            .iter()
            .find(|(name, _)| name.as_str() == key)
            .map(|(name, _)| name.span)
    }

    /// The one value of this node, which must be there, as `read` takes it; ends the reading.
    pub(super) fn only<T>(
        mut self,
        log: &mut Log,
        what: &str,
        read: impl FnOnce(&Value, &mut Log) -> Option<T>,
    ) -> Option<T> {
        let value = self.argument(log, what).and_then(|value| read(value, log));
        self.end(log);
        value
    }

    /// Whether it has no property at all.
    pub(super) fn bare(&self) -> bool {
        self.node.properties.is_empty()
    }

    /// Every property that was not asked for: the pack names them itself.
    pub(super) fn others(&mut self) -> Vec<&'n (Name, Value)> {
        self.open = Open::AnyProperty;
        let known = |name: &Name| self.asked.contains(&name.as_str());
        self.node
            .properties
            .iter()
            .filter(|(name, _)| !known(name))
            .collect()
    }

    /// The nodes in its braces; those not in `known` are errors.
    pub(super) fn inside(&mut self, log: &mut Log, known: &[&'static str]) -> Inside<'n> {
        self.braces = Braces::Read;
        let children = self.node.children.as_deref().unwrap_or_default();
        let (nodes, strangers): (Vec<_>, Vec<_>) = children
            .iter()
            .partition(|node| known.contains(&node.name.as_str()));
        let mut meant = Vec::new();
        for node in strangers {
            log.unknown(&node.name, &format!("a node of `{}`", self.word()), known);
            meant.extend(near::nearest(node.name.as_str(), known.iter().copied()));
        }
        Inside {
            owner: self.word(),
            nodes,
            meant,
        }
    }

    /// Ends the reading: what is left over is an error.
    pub(super) fn end(self, log: &mut Log) {
        let word = self.word();
        if let Some(unit) = &self.node.unit {
            log.malformed(
                unit.span,
                format!("`{word}` takes no `({unit})` before it"),
                "take it away; units stand before numbers, as in `(days)14`",
            );
        }
        for value in self.node.arguments.iter().skip(self.taken) {
            let text = format!("{} is more than `{word}` takes", value.described());
            let mut finding = Finding::malformed(value.span, text);
            finding.help = value.text().and_then(|text| {
                let near = near::nearest(text, self.asked.iter().copied())?;
                Some(format!("did you mean `{near}=…`?"))
            });
            log.add(finding.or_help("take it away"));
        }
        self.end_properties(log);
        if let (Braces::Unread, Some(children)) = (&self.braces, &self.node.children) {
            let at = children.first().map_or(self.here(), |node| node.name.span);
            log.malformed(
                at,
                format!("nothing stands inside `{word}`"),
                "take the braces away",
            );
        }
    }

    fn end_properties(&self, log: &mut Log) {
        let word = self.word();
        let mut meant = Vec::new();
        for (index, (name, _)) in self.node.properties.iter().enumerate() {
            if self
                .node
                .properties
                .iter()
                .take(index)
                .any(|(before, _)| before == name)
            {
                let text = format!("`{name}` is said twice of one `{word}`");
                log.malformed(name.span, text, "keep one of them");
            }
            if self.open == Open::Closed && !self.asked.contains(&name.as_str()) {
                log.unknown(name, &format!("a property of `{word}`"), &self.asked);
                meant.extend(near::nearest(name.as_str(), self.asked.iter().copied()));
            }
        }
        // A misspelt property is one mistake, not two.
        for key in self.missing.iter().filter(|key| !meant.contains(key)) {
            let help = format!("write `{key}=…` after `{word}`");
            log.malformed(self.here(), format!("`{word}` lacks `{key}`"), &help);
        }
    }
}

/// The nodes in the braces of a node.
#[derive(Debug)]
pub(super) struct Inside<'n> {
    owner: &'n Name,
    nodes: Vec<&'n Node>,
    /// What the misspelt nodes were probably meant to be.
    meant: Vec<&'static str>,
}

impl<'n> Inside<'n> {
    /// Every node, in the order written.
    pub(super) fn each(&self) -> impl Iterator<Item = Clause<'n>> {
        self.nodes.iter().map(|node| Clause::new(node))
    }

    /// Every node of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = Clause<'n>> {
        self.nodes
            .iter()
            .filter(move |node| node.name.as_str() == name)
            .map(|node| Clause::new(node))
    }

    /// The node of this name, which may stand once.
    pub(super) fn one(&self, log: &mut Log, name: &str) -> Option<Clause<'n>> {
        let mut all = self.all(name);
        let first = all.next();
        for again in all {
            let text = format!("`{name}` stands twice in one `{}`", self.owner);
            log.malformed(again.here(), text, "keep one of them");
        }
        first
    }

    /// Whether a node that the language does not know was probably meant to be this one.
    pub(super) fn misspelt(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// The node of this name, which must stand once.
    pub(super) fn needed(&self, log: &mut Log, name: &str) -> Option<Clause<'n>> {
        let found = self.one(log, name);
        if found.is_none() && !self.misspelt(name) {
            let owner = self.owner;
            log.malformed(
                owner.span,
                format!("`{owner}` lacks `{name}`"),
                &format!("write `{name} …` inside its braces"),
            );
        }
        found
    }
}
