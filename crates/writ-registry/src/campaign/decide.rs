//! Whether somebody who was drawn is issued a notice, and which: decided for one person at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use writ_law::case::{Event, Matter};
use writ_law::event::EventKind;
use writ_law::regime::Regime;

use super::Campaign;
use super::eligible::{self, Judged, regime_person};
use super::open::check_instant;
use super::route::{self, Route};
use crate::error::{RegistryError, Stop};
use crate::person::{Act, Closed, Force, Holding, Issued, Law, Origin, PersonEntry};
use crate::registry::{Kind, Registry};
use crate::seal::{hex, keyed};
use crate::summons::Around;
use crate::wording::{Wanted, Wording};

/// On what terms notices are issued in one batch.
#[derive(Debug)]
pub(super) struct Terms<'t> {
    regime: &'t Regime,
    terms: &'t super::Terms,
    by: &'t str,
    now: Timestamp,
    appear: Timestamp,
    nonces: &'t [u8; 32],
    kind: Kind,
    wording: Option<&'t dyn Wording>,
}

impl<'t> Terms<'t> {
    /// The terms at an instant, or why nothing can be issued at it.
    pub(super) fn of(
        registry: &'t Registry,
        campaign: &'t Campaign,
        by: &'t str,
        now: Timestamp,
    ) -> Result<Self, Stop> {
        let terms = &campaign.terms;
        let regime = registry.regime_of(&terms.digest)?;
        let appear = check_instant(terms, regime, now)?;
        Ok(Self {
            regime,
            terms,
            by,
            now,
            appear,
            nonces: &campaign.nonces,
            kind: registry.kind(),
            wording: registry.wording.as_deref(),
        })
    }
}

/// What is decided for one person.
#[derive(Debug)]
pub(super) enum Judgement {
    /// A notice is issued.
    Issue(Notice),
    /// The person is not eligible now.
    TurnedAway { ground: String },
    /// It cannot be told now, or nothing reaches the person: an officer must look.
    Held { ground: String },
    /// The person has a matter of this campaign, or one of this kind open.
    OpenAlready,
}

/// A notice to be issued.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) matter: String,
    pub(super) at: Timestamp,
    pub(super) entry: PersonEntry,
    pub(super) force: Force,
    /// The channel of the carrier it is given to; `None` if it is in the account already.
    pub(super) paper: Option<String>,
}

/// Decides for one person who was drawn in an office.
pub(super) fn judge(
    terms: &Terms<'_>,
    office: &str,
    holding: &Holding,
    around: &Around,
) -> Result<Judgement, RegistryError> {
    if has_matter(terms, holding, around) {
        return Ok(Judgement::OpenAlready);
    }
    let at = holding.next_instant(terms.now);
    match eligible::judge(terms.regime, terms.terms, holding, at)? {
        Judged::Ineligible { ground } => return Ok(Judgement::TurnedAway { ground }),
        Judged::Held { ground } => return Ok(Judgement::Held { ground }),
        Judged::Elsewhere => {
            return Ok(Judgement::TurnedAway {
                ground: "region changed".to_owned(),
            });
        }
        Judged::Eligible { office: now, .. } if now != office => {
            return Ok(Judgement::TurnedAway {
                ground: "region changed".to_owned(),
            });
        }
        Judged::Eligible { .. } => {}
    }
    let route = route::route(terms.regime, &terms.terms.instrument, office, holding, at);
    Ok(match route {
        Route::None => Judgement::Held {
            ground: "no channel".to_owned(),
        },
        Route::Portal => Judgement::Issue(notice(terms, office, holding, at, None)),
        Route::Paper { channel } => {
            Judgement::Issue(notice(terms, office, holding, at, Some(channel)))
        }
    })
}

/// One matter per person and campaign, and one open binding matter per person and instrument.
fn has_matter(terms: &Terms<'_>, holding: &Holding, around: &Around) -> bool {
    holding.matters.iter().any(|matter| {
        let here = matter.campaign() == Some(terms.terms.id.as_str());
        let same = matter.issued.matter.instrument == terms.terms.instrument
            && matter.issued.force == Force::Binding;
        here || (same && around.closed(terms.regime, matter) == Closed::Open)
    })
}

fn notice(
    terms: &Terms<'_>,
    office: &str,
    holding: &Holding,
    at: Timestamp,
    paper: Option<String>,
) -> Notice {
    let campaign = terms.terms;
    let key = holding.stream.id.key;
    let short = hex(&keyed(terms.nonces, &[b"matter", &key]));
    let id = format!("{}-{}", campaign.id, short.get(..10).unwrap_or_default());
    let matter = Matter {
        id: id.clone(),
        instrument: campaign.instrument.clone(),
        issued_at: at,
        appear_at: Some(terms.appear),
        place: Some(campaign.place.replace("{office}", office)),
        region: Some(office.to_owned()),
    };
    let words = words(terms, holding, &matter);
    let issued = Issued {
        matter,
        regime: campaign.digest.clone(),
        law: Some(Law::of(terms.regime, Some(&campaign.order))),
        force: campaign.force,
        origin: Origin::Campaign(campaign.id.clone()),
        words,
    };
    let under = Some(issued.under());
    let mut acts = vec![Act::Issued(issued)];
    if paper.is_none() {
        let mut event = Event::new("e1", EventKind::Posted, at);
        event.channel = Some(route::PORTAL.to_owned());
        acts.push(Act::Happened {
            matter: id.clone(),
            event,
            under,
            corrects: None,
        });
    }
    let entry = PersonEntry {
        by: terms.by.to_owned(),
        import: None,
        acts,
    };
    Notice {
        matter: id,
        at,
        entry,
        force: campaign.force,
        paper,
    }
}

/// The digests of the text in which the person is told.
fn words(terms: &Terms<'_>, holding: &Holding, matter: &Matter) -> BTreeMap<String, String> {
    let Some(wording) = terms.wording else {
        return BTreeMap::new();
    };
    wording.digests(&Wanted {
        kind: terms.kind,
        regime: terms.regime,
        person: &regime_person(terms.regime, holding),
        matter,
        order: &terms.terms.order,
        campaign: &terms.terms.id,
        force: terms.terms.force,
    })
}
