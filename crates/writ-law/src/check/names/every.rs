//! Every rule of a pack, whichever version holds it.

use crate::tree::{self, Claim, ClaimKind, Name, Rule, Tree};

macro_rules! every {
    ($($word:literal $field:ident: $variant:ident($kind:ident) by $name:ident;)*) => {
        /// Every rule that a version can put in, by its family: those of the base first, then those
        /// of the versions in their order.
        pub(in crate::check) struct Every<'t> {
            $(pub(in crate::check) $field: Vec<&'t tree::$kind>,)*
            pub(in crate::check) claims: Vec<&'t Claim>,
        }

        impl<'t> Every<'t> {
            pub(in crate::check) fn of(tree: &'t Tree) -> Self {
                let mut every = Self {
                    $($field: tree.$field.iter().collect(),)*
                    claims: tree.claims.iter().collect(),
                };
                for rule in tree.versions.iter().flat_map(|version| &version.rules) {
                    match rule {
                        $(Rule::$variant(it) => every.$field.push(it),)*
                        Rule::Claim(it) => every.claims.push(it),
                    }
                }
                every
            }
        }

        /// The rules of the base that a version can replace or take away.
        pub(super) fn base(tree: &Tree) -> Vec<Called<'_>> {
            let mut called: Vec<_> = tree.claims.iter().map(claim).collect();
            $(called.extend(tree.$field.iter().map(|it| Called {
                node: $word,
                name: it.$name.as_str(),
                at: &it.$name,
            }));)*
            called
        }

        /// A rule of a version.
        pub(super) fn called(rule: &Rule) -> Called<'_> {
            match rule {
                $(Rule::$variant(it) => Called {
                    node: $word,
                    name: it.$name.as_str(),
                    at: &it.$name,
                },)*
                Rule::Claim(it) => claim(it),
            }
        }
    };
}

every! {
    "period" periods: Period(PeriodRule) by name;
    "category" categories: Category(Category) by name;
    "instrument" instruments: Instrument(Instrument) by name;
    "channel" channels: Channel(Channel) by name;
    "ladder" ladders: Ladder(Ladder) by instrument;
    "service" services: Service(ServiceRule) by channel;
    "lifecycle" lifecycles: Lifecycle(Lifecycle) by instrument;
    "duty" duties: Duty(Duty) by name;
    "effect" effects: Effect(Effect) by measure;
    "warning" warnings: Warning(Warning) by name;
    "remedy" remedies: Remedy(Remedy) by name;
    "limit" limits: Limit(Limit) by measure;
    "excuse" excuses: Excuse(Excuse) by name;
    "exception" exceptions: Exception(Exception) by name;
    "sanction" sanctions: Sanction(Sanction) by name;
    "follow" follows: Follow(Follow) by instrument;
    "window" windows: Window(Window) by name;
    "public-event" public_events: PublicEvent(PublicEvent) by name;
    "judgement" judgements: Judgement(Judgement) by name;
    "selection" selections: Selection(Selection) by instrument;
}

/// A rule as a version names it.
#[derive(Clone, Copy)]
pub(super) struct Called<'t> {
    /// The word of its node.
    pub(super) node: &'static str,
    /// What stands first after it.
    pub(super) name: &'t str,
    /// A word of the rule to point at.
    pub(super) at: &'t Name,
}

fn claim(claim: &Claim) -> Called<'_> {
    Called {
        node: "claim",
        name: claim_word(claim.kind),
        at: &claim.decided_by,
    }
}

/// The word for what is claimed.
pub(in crate::check) const fn claim_word(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::NonReceipt => "non-receipt",
        ClaimKind::Appearance => "appearance",
    }
}
