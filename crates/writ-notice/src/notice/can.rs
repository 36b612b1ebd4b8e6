//! What the person can do, and by when.

use writ_law::tree::Effect as EffectRule;

use super::Block;
use super::told::Writing;
use crate::catalogue::{capital, vars};
use crate::law::{self, RuleRef};
use crate::name::Kind;
use crate::position::{Account, Told};

impl Writing<'_, '_> {
    /// What the person can do, and by when.
    pub(super) fn can(&self) -> Vec<Block> {
        let told = self.catalogue;
        let mut items = Vec::new();
        let mut measures: Vec<&EffectRule> = self.issue.regime.tree().effects.iter().collect();
        measures.retain(|effect| !effect.stages.is_empty());
        let has_remedy = self.remedies(&mut items);
        if let Some(known) = self.course.known() {
            items.extend(self.account(known).reasons_and_claims());
        }
        self.offers(&mut items);
        let tree = self.issue.regime.tree();
        for exception in &tree.exceptions {
            items.push(self.rule(RuleRef::Exception(exception)));
        }
        items.push(told.word("notice-can-correct"));
        items.push(told.word("notice-can-delegate"));
        let mut blocks = Vec::new();
        if !has_remedy && !measures.is_empty() {
            blocks.push(Block::Paragraph(told.word("can-nothing")));
        }
        blocks.push(Block::List(items));
        blocks.push(Block::Paragraph(told.word("notice-can-where")));
        blocks
    }

    /// Remedies as the rule has them, with the last day as far as it can be told today.
    fn remedies(&self, items: &mut Vec<String>) -> bool {
        let remedies = &self.issue.regime.tree().remedies;
        for remedy in remedies {
            let mut said = self.rule(RuleRef::Remedy(remedy));
            let last = self.course.positions.iter().flat_map(|it| &it.effects);
            let last = last
                .flat_map(|it| &it.remedies)
                .filter(|it| it.remedy == remedy.name.as_str());
            if let Some(until) = last.filter_map(|it| it.until).min() {
                let until = self.catalogue.until(until, self.zone());
                said.push(' ');
                said.push_str(&self.one("notice-can-last", "until", until));
            }
            items.push(said);
        }
        !remedies.is_empty()
    }

    fn offers(&self, items: &mut Vec<String>) {
        let told = self.catalogue;
        for offer in self.instrument().iter().flat_map(|it| &it.offers) {
            let vars = vars![
                "n" => offer.times,
                "excuse" => told.name(Kind::Excuse, offer.excuse.as_str()),
            ];
            items.push(told.say("notice-can-offer", &vars));
        }
    }

    /// A rule of the law in words, with what it cites.
    pub(super) fn rule(&self, rule: RuleRef<'_>) -> String {
        law::sentence(self.issue.regime.tree(), self.catalogue, rule)
    }

    fn account<'w>(&'w self, told: &'w Told) -> Account<'w> {
        Account {
            regime: self.issue.regime,
            catalogue: self.catalogue,
            position: told,
            matter: self.issue.matter,
            events: &[],
            force: self.issue.force,
            why_not: None,
        }
    }

    /// What ends it all.
    pub(super) fn ends(&self) -> Vec<Block> {
        let told = self.catalogue;
        let tree = self.issue.regime.tree();
        let mut blocks = Vec::new();
        let mut kinds = Vec::new();
        let positions = self.course.positions.iter();
        for kind in positions
            .flat_map(|it| &it.effects)
            .flat_map(|it| &it.ends_on)
        {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
        if kinds.is_empty() {
            kinds = law::closings(tree, &self.issue.matter.instrument);
        }
        blocks.push(Block::Paragraph(told.word("notice-ends-at-once")));
        let events = kinds.iter().map(|kind| capital(&told.event(*kind).plain));
        blocks.push(Block::List(events.collect()));
        let limits: Vec<String> = tree
            .limits
            .iter()
            .map(|limit| self.rule(RuleRef::Limit(limit)))
            .collect();
        if !limits.is_empty() {
            blocks.push(Block::Paragraph(told.word("notice-ends-longest")));
            blocks.push(Block::List(limits));
        }
        blocks
    }
}
