//! To the person: what they can do, and by when.

use writ_law::tree::{Claim, ClaimKind, Exception, Excuse, Name, Silence, WhileUndecided};
use writ_law::truth::Truth;

use super::told::{OpenExcuse, Staying};
use super::{Account, Page};
use crate::catalogue::{capital, vars};
use crate::name::Kind;

impl Account<'_> {
    pub(super) fn what_can_be_done(&self, page: &mut Page) {
        let mut lines = Page::default();
        self.remedies(&mut lines);
        for said in self.reasons_and_claims() {
            lines.item(&said);
        }
        let in_force = self.in_force();
        for exception in &self.tree().exceptions {
            if exception
                .from
                .iter()
                .any(|it| in_force.contains(&it.as_str()))
            {
                self.exception(exception, &mut lines);
            }
        }
        if lines.0.is_empty() && in_force.is_empty() {
            return;
        }
        page.heading(&self.catalogue.word("you-can"));
        if lines.0.is_empty() {
            page.item(&self.catalogue.word("can-nothing"));
        }
        page.0.push_str(&lines.0);
    }

    /// The reasons for not coming that can be given, and what else can be said, once the person
    /// counts as notified.
    pub(crate) fn reasons_and_claims(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.position.served.is_none() {
            return said;
        }
        let tree = self.tree();
        for excuse in &tree.excuses {
            let mut open = self.position.open.excuses.iter();
            if let Some(open) = open.find(|it| it.excuse == excuse.name.as_str()) {
                said.push(self.excuse(excuse, open));
            }
        }
        for claim in &tree.claims {
            let mut open = self.position.open.claims.iter();
            if open.any(|it| it == claim.kind.word()) {
                said.push(self.claim(claim));
            }
        }
        said
    }

    fn remedies(&self, page: &mut Page) {
        let told = self.catalogue;
        for effect in &self.position.effects {
            // What is not restricted needs no remedy, unless it is restricted in some reading.
            let readings = effect.readings.values();
            if effect.answer == Truth::No && readings.max().is_none_or(|it| *it == Truth::No) {
                continue;
            }
            for remedy in &effect.remedies {
                let name = capital(&told.name(Kind::Remedy, &remedy.remedy).plain);
                let vars = vars!["remedy" => name, "measure" => self.measure(&effect.measure)];
                page.item(&match remedy.until {
                    None => told.say("can-remedy-open", &vars),
                    Some(until) => {
                        let until = told.until(until, self.zone());
                        told.say("can-remedy", &vars.with("until", until))
                    }
                });
                if remedy.stays == Staying::Stays {
                    page.line(2, &told.word("can-remedy-stays"));
                }
            }
        }
    }

    fn excuse(&self, excuse: &Excuse, open: &OpenExcuse) -> String {
        let told = self.catalogue;
        let name = told.name(Kind::Excuse, excuse.name.as_str()).plain;
        let mut said = vec![self.one("can-excuse", "excuse", name)];
        said.push(match (open.until, &excuse.claim_within) {
            (Some(until), _) => {
                let last = self.zone().to_datetime(until).date();
                self.one("can-excuse-until", "date", told.date(last))
            }
            (None, None) => told.word("can-excuse-any-time"),
            (None, Some((within, from))) => {
                let anchor = told.anchor(from);
                let vars = vars!["length" => told.amount(*within), "anchor" => anchor];
                told.say("can-excuse-within", &vars)
            }
        });
        if !excuse.with.is_empty() {
            let with = excuse.with.iter().map(Name::as_str);
            let what = told.names(Kind::With, with, "join-and");
            said.push(self.one("can-excuse-with", "what", what));
        }
        if open.suspends == Staying::Stays {
            said.push(told.word("can-suspends"));
        }
        said.join(" ")
    }

    fn claim(&self, claim: &Claim) -> String {
        let told = self.catalogue;
        let mut said = vec![told.word(match claim.kind {
            ClaimKind::NonReceipt => "can-non-receipt",
            ClaimKind::Appearance => "can-appearance",
        })];
        match claim.while_undecided {
            WhileUndecided::Suspends => said.push(told.word("can-suspends")),
            WhileUndecided::Nothing => {}
        }
        if let Some(within) = claim.decide_within {
            let vars = vars!["length" => told.amount(within)];
            said.push(told.say("can-claim-decide", &vars));
        }
        said.join(" ")
    }

    fn exception(&self, exception: &Exception, page: &mut Page) {
        let told = self.catalogue;
        let from = exception.from.iter().map(Name::as_str);
        let vars = vars![
            "exception" => told.name(Kind::Exception, exception.name.as_str()),
            "measures" => told.names(Kind::Measure, from, "join-and"),
        ];
        let mut said = vec![told.say("can-exception", &vars)];
        let vars = vars!["length" => told.amount(exception.decide_within)];
        said.push(match exception.silence {
            Silence::Grants => told.say("can-exception-grants", &vars),
            Silence::Refuses => told.say("can-exception-refuses", &vars),
        });
        let vars = vars!["term" => told.term(self.tree(), &exception.lasts)];
        said.push(told.say("can-exception-lasts", &vars));
        page.item(&said.join(" "));
    }
}
