//! What the person can do: remedies, good reasons, claims.

use writ_law::tree::{Claim, ClaimKind, Excuse, Name, Remedy, Stays, WhileUndecided};

use super::{Law, Says};
use crate::catalogue::vars;
use crate::name::Kind;

impl Law<'_> {
    pub(super) fn remedy(&self, remedy: &Remedy) -> Says {
        let told = self.catalogue;
        let against = remedy.against.iter().map(Name::as_str);
        let vars = vars![
            "remedy" => told.name(Kind::Remedy, remedy.name.as_str()),
            "measures" => told.names(Kind::Measure, against, "join-and"),
            "length" => told.amount(remedy.open_for),
            "anchor" => told.anchor(&remedy.open_from),
        ];
        let mut says = Says(vec![told.say("remedy", &vars)]);
        says.0.push(told.word(match remedy.stays {
            Stays::Yes => "remedy-stays",
            Stays::No => "remedy-does-not-stay",
        }));
        if let Some(within) = remedy.decide_within {
            let vars = vars!["length" => told.amount(within)];
            says.0.push(told.say("remedy-decide", &vars));
        }
        if let Some(then) = &remedy.then {
            let next = told.name(Kind::Remedy, then.as_str()).plain;
            says.0.push(self.one("remedy-then", "next", next));
        }
        says
    }

    pub(super) fn excuse(&self, excuse: &Excuse) -> Says {
        let told = self.catalogue;
        let name = told.name(Kind::Excuse, excuse.name.as_str()).plain;
        let mut says = Says(vec![self.one("excuse", "excuse", name)]);
        if !excuse.with.is_empty() {
            let with = excuse.with.iter().map(Name::as_str);
            let what = told.names(Kind::With, with, "join-and");
            says.0.push(self.one("excuse-with", "what", what));
        }
        says.0.push(match &excuse.claim_within {
            None => told.word("excuse-any-time"),
            Some((within, from)) => {
                let vars = vars!["length" => told.amount(*within), "anchor" => told.anchor(from)];
                told.say("excuse-claim-within", &vars)
            }
        });
        let who = told.name(Kind::Who, excuse.decided_by.as_str()).plain;
        says.0.push(self.one("decided-by", "who", who));
        says.0.push(self.meanwhile(excuse.while_undecided));
        says.0.push(match &excuse.then_appear_within {
            None => told.word("excuse-closes"),
            Some((within, from)) => {
                let vars = vars!["length" => told.amount(*within), "anchor" => told.anchor(from)];
                told.say("excuse-then-appear", &vars)
            }
        });
        says
    }

    pub(super) fn claim(&self, claim: &Claim) -> Says {
        let told = self.catalogue;
        let mut says = Says::default();
        says.0.push(told.word(match claim.kind {
            ClaimKind::NonReceipt => "claim-non-receipt",
            ClaimKind::Appearance => "claim-appearance",
        }));
        let who = told.name(Kind::Who, claim.decided_by.as_str()).plain;
        says.0.push(self.one("decided-by", "who", who));
        says.0.push(self.meanwhile(claim.while_undecided));
        if let Some(within) = claim.decide_within {
            let vars = vars!["length" => told.amount(within)];
            says.0.push(told.say("claim-decide", &vars));
        }
        says
    }

    fn meanwhile(&self, undecided: WhileUndecided) -> String {
        self.catalogue.word(match undecided {
            WhileUndecided::Suspends => "undecided-suspends",
            WhileUndecided::Nothing => "undecided-nothing",
        })
    }
}
