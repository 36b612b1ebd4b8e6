//! W002: names resolve, once each.

mod every;
mod example;
mod matter;
mod rule;
mod twice;
mod version;

use crate::finding::Finding;
use crate::near;
use crate::tree::{Name, Term, Tree};

pub(super) use every::{Every, claim_word};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut names = Names {
        tree,
        every: Every::of(tree),
        findings: Vec::new(),
    };
    twice::check(&mut names);
    rule::check(&mut names);
    matter::check(&mut names);
    version::check(&mut names);
    example::check(&mut names);
    names.findings
}

/// What a regime declares, and which words found nothing there.
struct Names<'t> {
    tree: &'t Tree,
    /// The rules of every version: a name may refer to a rule of any of them.
    every: Every<'t>,
    findings: Vec<Finding>,
}

macro_rules! families {
    ($($method:ident: $what:literal of $field:ident by $name:ident;)*) => {
        $(fn $method(&mut self, word: &Name) {
            let known: Vec<&Name> = self.every.$field.iter().map(|it| &it.$name).collect();
            self.resolve(word, $what, known.iter().copied());
        })*
    };
}

impl<'t> Names<'t> {
    /// Says that a word is wrong, with the nearest right one.
    fn wrong<'w>(
        &mut self,
        word: &Name,
        text: String,
        known: impl IntoIterator<Item = &'w str> + Clone,
    ) {
        let mut finding = Finding::unknown(word.span, text);
        finding.help = near::help(word.as_str(), known);
        self.findings.push(finding);
    }

    /// Says that a word is wrong, and what to do.
    fn mistaken(&mut self, word: &Name, text: String, help: &str) {
        self.findings
            .push(Finding::unknown(word.span, text).with_help(help));
    }

    /// Checks that a word names one of these.
    fn resolve<'w>(
        &mut self,
        word: &Name,
        what: &str,
        known: impl IntoIterator<Item = &'w Name> + Clone,
    ) {
        if known.clone().into_iter().all(|name| name != word) {
            let known: Vec<&str> = known.into_iter().map(Name::as_str).collect();
            let text = format!("there is no {what} `{word}`");
            let none = known.is_empty();
            self.wrong(word, text, known);
            if let (true, Some(finding)) = (none, self.findings.last_mut()) {
                finding.help = Some(format!("the pack declares no {what} at all"));
            }
        }
    }

    families! {
        category: "category" of categories by name;
        instrument: "instrument" of instruments by name;
        channel: "channel" of channels by name;
        measure: "measure" of effects by measure;
        duty: "duty" of duties by name;
        period: "period" of periods by name;
        excuse: "excuse" of excuses by name;
        window: "window" of windows by name;
        public_event: "public event" of public_events by name;
        judgement: "judgement" of judgements by name;
        sanction: "sanction" of sanctions by name;
    }

    /// A length of time: if it names a period, there is one.
    fn term(&mut self, term: &Term) {
        term.name().iter().for_each(|period| self.period(period));
    }

    /// A stage of any lifecycle.
    fn stage(&mut self, word: &Name) {
        let known = self.stages();
        self.resolve(word, "stage", known.iter().copied());
    }

    /// The stages of every lifecycle.
    fn stages(&self) -> Vec<&'t Name> {
        let stages = self.every.lifecycles.iter().flat_map(|it| &it.stages);
        stages.map(|it| &it.name).collect()
    }

    /// Who decides: the law knows two.
    fn decider(&mut self, word: &Name) {
        const DECIDERS: [&str; 2] = ["officer", "court"];
        if !DECIDERS.contains(&word.as_str()) {
            self.wrong(word, format!("`{word}` is not one who decides"), DECIDERS);
        }
    }

    fn cite(&mut self, cite: &[Name]) {
        let tree = self.tree;
        let known = tree.sources.iter().map(|it| &it.name);
        let known: Vec<&Name> = known
            .chain(tree.assumptions.iter().map(|it| &it.name))
            .collect();
        for word in cite {
            self.resolve(word, "source or assumption", known.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests;
