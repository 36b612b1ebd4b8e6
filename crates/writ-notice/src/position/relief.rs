//! To the person: what they can do, and by when.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use writ_law::because::Because;
use writ_law::event::EventKind;
use writ_law::tree::{
    Amount, Anchor, Claim, ClaimKind, Exception, Excuse, Name, Silence, Unit, WhileUndecided,
};
use writ_law::truth::Truth;

use super::told::Staying;
use super::{Account, Page};
use crate::catalogue::{capital, vars};
use crate::name::Kind;

impl Account<'_> {
    pub(super) fn what_can_be_done(&self, page: &mut Page) {
        let mut lines = Page::default();
        self.remedies(&mut lines);
        if self.position.served.is_some() {
            let tree = self.tree();
            let new = |excuse: &&Excuse| !self.claims(excuse.name.as_str());
            tree.excuses
                .iter()
                .filter(new)
                .for_each(|it| self.excuse(it, &mut lines));
            tree.claims.iter().for_each(|it| self.claim(it, &mut lines));
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

    /// Whether the person has given this reason, and it is not decided.
    fn claims(&self, name: &str) -> bool {
        self.nodes().any(|node| {
            matches!(&node.because, Because::ExcuseUndecided { excuse, .. } if excuse == name)
        })
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

    fn excuse(&self, excuse: &Excuse, page: &mut Page) {
        let told = self.catalogue;
        let name = told.name(Kind::Excuse, excuse.name.as_str()).plain;
        let mut said = vec![self.one("can-excuse", "excuse", name)];
        match &excuse.claim_within {
            None => said.push(told.word("can-excuse-any-time")),
            Some((within, from)) => match self.last_day(*within, from) {
                // The time for it is over.
                Some(last) if last < self.today() => return,
                Some(last) => said.push(self.one("can-excuse-until", "date", told.date(last))),
                None => {
                    let anchor = told.anchor(from);
                    let vars = vars!["length" => told.amount(*within), "anchor" => anchor];
                    said.push(told.say("can-excuse-within", &vars));
                }
            },
        }
        if !excuse.with.is_empty() {
            let with = excuse.with.iter().map(Name::as_str);
            let what = told.names(Kind::With, with, "join-and");
            said.push(self.one("can-excuse-with", "what", what));
        }
        match excuse.while_undecided {
            WhileUndecided::Suspends => said.push(told.word("can-suspends")),
            WhileUndecided::Nothing => {}
        }
        page.item(&said.join(" "));
    }

    fn today(&self) -> Date {
        self.zone().to_datetime(self.position.at).date()
    }

    /// The last day of a plain amount that is counted from a date the matter itself gives.
    fn last_day(&self, within: Amount, from: &Anchor) -> Option<Date> {
        let from: Timestamp = match from {
            Anchor::AppearAt => self.matter.appear_at?,
            Anchor::Served => self.position.served.as_ref()?.since,
            Anchor::Sender
            | Anchor::Statute
            | Anchor::Day(_)
            | Anchor::Window(_)
            | Anchor::PublicEvent(_)
            | Anchor::Event(_)
            | Anchor::Stage(_) => return None,
        };
        let n = i64::from(within.n);
        let span = match within.unit {
            Unit::Days => n.days(),
            Unit::Weeks => n.weeks(),
            Unit::Months => n.months(),
            Unit::Years => n.years(),
            Unit::Minutes | Unit::Hours | Unit::WorkDays => return None,
        };
        self.zone().to_datetime(from).date().checked_add(span).ok()
    }

    /// Whether a claim would change anything: it was not made yet, and what it denies is not
    /// proved. Receipt is proved by opening, taking or refusing the copy.
    fn may_claim(&self, kind: ClaimKind) -> bool {
        let against = |because: &Because| match kind {
            ClaimKind::NonReceipt => matches!(
                because,
                Because::ReceiptDenied { .. }
                    | Because::Served {
                        event: EventKind::Opened | EventKind::Delivered | EventKind::Refused,
                        ..
                    }
            ),
            ClaimKind::Appearance => matches!(because, Because::AppearanceClaimed { .. }),
        };
        !self.nodes().any(|node| against(&node.because))
    }

    fn claim(&self, claim: &Claim, page: &mut Page) {
        if !self.may_claim(claim.kind) {
            return;
        }
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
        page.item(&said.join(" "));
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
