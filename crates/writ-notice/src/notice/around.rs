//! What stands beside the committed text: how the office is reached, how the notice is checked, who
//! issued it.

use super::told::Writing;
use super::{Block, Check, Notice, Office, Record, Standing, Term};
use crate::catalogue::vars;
use crate::position::Force;

impl Writing<'_, '_> {
    /// Adds what stands beside the text.
    pub(super) fn beside(&self, notice: &mut Notice) {
        let mut sections = Vec::new();
        if let Some(block) = self.another_date() {
            sections.push(self.section("date", Standing::Beside, vec![block]));
        }
        sections.push(self.section("route", Standing::Beside, self.route()));
        if let Some(check) = self.beside.check {
            if notice.is_committed_by(check) {
                notice.record = Record::Text;
            }
            let blocks = self.check(check, notice);
            sections.push(self.section("check", Standing::Beside, blocks));
        }
        if let Some(office) = self.beside.office {
            let blocks = self.issuer(office);
            sections.push(self.section("issuer", Standing::Beside, blocks));
        }
        notice.sections.extend(sections);
    }

    fn another_date(&self) -> Option<Block> {
        let at = self.beside.another_date?;
        let says = self.one("notice-another-date", "at", self.instant(at));
        Some(Block::Paragraph(says))
    }

    /// The ways to the office, but for those that are not given.
    pub(super) fn ways(&self) -> Vec<Term> {
        let Some(office) = self.beside.office else {
            return Vec::new();
        };
        let ways = [
            ("notice-route-post", &office.post),
            ("notice-route-person", &office.in_person),
            ("notice-route-phone", &office.phone),
            ("notice-route-mail", &office.e_mail),
        ];
        let given = ways
            .into_iter()
            .filter_map(|(label, way)| Some((label, way.as_deref()?)));
        given.map(|(label, way)| self.term(label, way)).collect()
    }

    fn route(&self) -> Vec<Block> {
        let told = self.catalogue;
        let mut blocks = vec![Block::Paragraph(told.word("notice-route"))];
        let ways = self.ways();
        if ways.is_empty() {
            let place = self.issue.matter.place.as_deref();
            let place = place.or(self.issue.matter.region.as_deref());
            let place = place.unwrap_or_default();
            blocks.push(Block::Paragraph(self.one(
                "notice-route-place",
                "place",
                place,
            )));
        } else {
            blocks.push(Block::Terms(ways));
        }
        let matter = self.issue.matter.id.as_str();
        blocks.push(Block::Paragraph(self.one(
            "notice-route-say",
            "matter",
            matter,
        )));
        if let Some(portal) = self.beside.office.and_then(|it| it.portal.as_deref()) {
            blocks.push(Block::Paragraph(self.one(
                "notice-route-portal",
                "portal",
                portal,
            )));
        }
        blocks
    }

    fn check(&self, check: &Check, notice: &Notice) -> Vec<Block> {
        let told = self.catalogue;
        let mut blocks = Vec::new();
        let vars = vars!["ledger" => check.ledger.as_str()];
        blocks.push(Block::Paragraph(match (check.place, check.witnessed_at) {
            (None, _) => told.say("notice-check-waiting", &vars),
            (Some(place), None) => {
                let vars = vars.with("place", place.to_string());
                told.say("notice-check-place", &vars)
            }
            (Some(place), Some(at)) => {
                let vars = vars
                    .with("place", place.to_string())
                    .with("at", self.instant(at));
                told.say("notice-check-witnessed", &vars)
            }
        }));
        if check.place.is_none() {
            return blocks;
        }
        blocks.push(Block::Paragraph(told.word("notice-check-how")));
        let command = format!("writ proof verify {}.pdf --policy policy", notice.name);
        blocks.push(Block::Command(command));
        let policy = self.beside.office.and_then(|it| it.policy.as_deref());
        blocks.push(Block::Paragraph(match policy {
            None => told.word("notice-check-policy"),
            Some(address) => self.one("notice-check-policy-at", "address", address),
        }));
        let shows = match notice.record {
            Record::Text => "notice-check-text",
            Record::Matter => "notice-check-record",
        };
        blocks.push(Block::Paragraph(told.word(shows)));
        blocks.push(Block::Paragraph(told.word("notice-check-not")));
        blocks
    }

    fn issuer(&self, office: &Office) -> Vec<Block> {
        let told = self.catalogue;
        let terms = vec![
            self.term("notice-issuer-authority", office.authority.as_str()),
            self.term("notice-issuer-office", office.name.as_str()),
        ];
        let mut blocks = vec![Block::Terms(terms)];
        if self.issue.force != Force::Live {
            let force = told.word(self.issue.force.message());
            blocks.push(Block::Paragraph(force));
        }
        blocks
    }
}
