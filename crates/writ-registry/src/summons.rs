//! Matters and what the law says of them: the person's stream, the campaign's acts and the outages,
//! put together and evaluated. All calls to the evaluator for a matter are here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::case::{Event, Restricted};
use writ_law::evidence::{Evidence, evidenced};
use writ_law::life::{BindError, Life};
use writ_law::position::{AsOf, Position, position};
use writ_law::regime::Regime;
use writ_law::timeline::{Timeline, timeline};
use writ_law::tree::InstrumentKind;
use writ_law::truth::Truth;
use writ_store::{Family, StreamId};

use crate::campaign::{Campaign, regime_person};
use crate::error::RegistryError;
use crate::person::{Closed, Force, Holding, OwnMatter, Postpones, closed};
use crate::registry::Registry;
use crate::stream::{AsJson, Stream, Writing};

pub(crate) const OUTAGES: Family = Family("outage");

/// A channel was out, or is back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OutageEntry {
    pub(crate) by: String,
    pub(crate) event: Event,
}

impl AsJson for OutageEntry {}

/// What stands around people's own streams: their campaigns and the outages.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    campaigns: BTreeMap<String, Campaign>,
    outages: Stream<OutageEntry>,
    /// How many entries of the ledger a quorum had signed for.
    covered: u64,
}

impl Around {
    /// Everything that happened in a matter, its own first.
    pub(crate) fn events(&self, regime: &Regime, matter: &OwnMatter) -> Vec<Event> {
        let mut events = matter.events.clone();
        events.extend(self.of_campaign(matter));
        let channels = &regime.tree().channels;
        let outages = self
            .outages
            .says()
            .map(|entry| &entry.event)
            .filter(|event| {
                let named = event.channel.as_deref();
                named.is_none_or(|name| channels.iter().any(|channel| channel.name.text == name))
            });
        events.extend(outages.cloned());
        events
    }

    fn of_campaign(&self, matter: &OwnMatter) -> Vec<Event> {
        let campaign = matter.campaign().and_then(|id| self.campaigns.get(id));
        campaign.map(Campaign::events).unwrap_or_default()
    }

    /// From when something that happened in a matter can be proved. What a campaign does to
    /// everyone is a withdrawal, which is relief and waits for nobody.
    pub(crate) fn proof_of(&self, matter: &OwnMatter, event: &Event) -> Evidence {
        let mut outages = self.outages.entries.iter();
        matter
            .proof_of(event)
            .or_else(|| {
                let outage = outages.find(|said| said.what.event.id == event.id)?;
                Some(outage.evidence)
            })
            .unwrap_or(Evidence::Trusted)
    }

    /// Whether something of a matter waits for the witnesses.
    pub(crate) fn waits(&self, regime: &Regime, matter: &OwnMatter) -> bool {
        let waits = |event: &Event| self.proof_of(matter, event) == Evidence::Waiting;
        matter.evidence == Evidence::Waiting || self.events(regime, matter).iter().any(waits)
    }

    /// Whether a matter is closed.
    pub(crate) fn closed(&self, regime: &Regime, matter: &OwnMatter) -> Closed {
        let of_campaign = self.of_campaign(matter);
        let postpones = |excuse: &str| {
            let mut excuses = regime.tree().excuses.iter();
            match excuses.find(|known| known.name.text == excuse) {
                Some(rule) if rule.then_appear_within.is_some() => Postpones::Yes,
                _ => Postpones::No,
            }
        };
        closed(matter.events.iter().chain(&of_campaign), postpones)
    }

    /// Whether no campaign was read.
    pub(crate) fn is_alone(&self) -> bool {
        self.campaigns.is_empty()
    }

    /// Lets a batch in only if nothing of this has changed.
    pub(crate) fn guard(&self, writing: &mut Writing<'_>) {
        self.campaigns
            .values()
            .for_each(|campaign| writing.unless_changed(&campaign.stream));
        writing.unless_changed(&self.outages);
    }

    /// The versions of what was read, for the log of an answer.
    pub(crate) fn versions(&self) -> BTreeMap<String, u64> {
        let campaigns = self.campaigns.iter();
        let mut versions: BTreeMap<_, _> = campaigns
            .map(|(id, it)| (format!("campaign {id}"), it.stream.version.0))
            .collect();
        versions.insert("outages".to_owned(), self.outages.version.0);
        versions.insert("witnessed".to_owned(), self.covered);
        versions
    }
}

/// A matter, bound to its regime.
#[derive(Debug)]
pub(crate) struct Bound<'r> {
    pub(crate) regime: &'r Arc<Regime>,
    pub(crate) life: Life,
}

impl Bound<'_> {
    /// The position at an instant, by what was recorded by another.
    pub(crate) fn position(&self, at: Timestamp, known_at: Option<Timestamp>) -> Position<'_> {
        position(self.regime, &self.life, AsOf { at, known_at })
    }

    /// The whole timeline, by all that is recorded.
    fn timeline(&self) -> Timeline {
        timeline(self.regime, &self.life, None)
    }
}

/// Several matters of one person, weighed together: an effect of any is an effect.
#[derive(Debug)]
pub(crate) struct Weighed<'r> {
    /// The binding matters with their timelines. Tests are not even looked at.
    pub(crate) matters: Vec<(Bound<'r>, Timeline)>,
}

impl<'r> Weighed<'r> {
    pub(crate) fn of(matters: Vec<Bound<'r>>) -> Self {
        let with_timeline = |bound: Bound<'r>| {
            let timeline = bound.timeline();
            (bound, timeline)
        };
        Self {
            matters: matters.into_iter().map(with_timeline).collect(),
        }
    }

    /// The answer for a measure at an instant, over all matters and readings.
    pub(crate) fn answer(&self, measure: &str, at: Timestamp) -> Truth {
        let each = self
            .matters
            .iter()
            .map(|(_, timeline)| timeline.answer(measure, at));
        each.max().unwrap_or(Truth::No)
    }

    /// The first instant in a stretch of time at which the answer is not `yes`.
    pub(crate) fn first_not_yes(
        &self,
        measure: &str,
        from: Timestamp,
        until: Timestamp,
    ) -> Option<Timestamp> {
        let spells = self
            .matters
            .iter()
            .flat_map(|(_, timeline)| &timeline.answers);
        let mut instants: Vec<Timestamp> = spells
            .map(|spell| spell.from)
            .filter(|at| from < *at && *at < until)
            .collect();
        instants.push(from);
        instants.sort_unstable();
        instants
            .into_iter()
            .find(|at| self.answer(measure, *at) != Truth::Yes)
    }
}

impl Registry {
    pub(crate) fn outage_stream(&self) -> StreamId {
        self.keys.stream(OUTAGES, &[b"all"])
    }

    /// Reads what stands around some people's own streams.
    pub(crate) async fn around(&self, holdings: &[Holding]) -> Result<Around, RegistryError> {
        let mut campaigns = BTreeMap::new();
        for id in holdings
            .iter()
            .flat_map(|it| &it.matters)
            .filter_map(OwnMatter::campaign)
        {
            if campaigns.contains_key(id) {
                continue;
            }
            let campaign = self
                .campaign(id)
                .await?
                .map_err(|_| RegistryError::Damaged {
                    what: format!("campaign `{id}`"),
                    why: "a matter names it, and it is not there".to_owned(),
                })?;
            campaigns.insert(id.to_owned(), campaign);
        }
        let covered = match self.is_witnessed() {
            true => self.store.last_cover().await?.map_or(0, |cover| cover.size),
            false => 0,
        };
        Ok(Around {
            covered,
            campaigns,
            outages: self.stream(self.outage_stream()).await?,
        })
    }

    /// Binds a matter to its regime, with everything that happened in it: burdens from when they
    /// can be proved.
    pub(crate) fn bind(
        &self,
        holding: &Holding,
        matter: &OwnMatter,
        around: &Around,
    ) -> Result<Bound<'_>, RegistryError> {
        let elsewhere = self.elsewhere(holding, matter, around)?;
        self.bind_beside(holding, matter, around, elsewhere)
    }

    /// When effects were in force through the person's other matters, each looked at by itself: the
    /// days that a law counts which bounds them over all matters.
    fn elsewhere(
        &self,
        holding: &Holding,
        matter: &OwnMatter,
        around: &Around,
    ) -> Result<Vec<Restricted>, RegistryError> {
        let effects = &self.regime_of(&matter.issued.regime)?.tree().effects;
        let bounded = |regime: &Arc<Regime>| {
            let mut limits = regime.tree().limits.iter();
            limits.any(|limit| limit.in_all.is_some())
        };
        let mut restricted = Vec::new();
        if holding.matters.len() < 2 || !self.regimes().iter().any(bounded) {
            return Ok(restricted);
        }
        let others = holding.matters.iter().filter(|it| it.id() != matter.id());
        let binding =
            |it: &&OwnMatter| it.issued.force == Force::Binding && it.evidence != Evidence::Waiting;
        for other in others.filter(binding) {
            let timeline = self
                .bind_beside(holding, other, around, Vec::new())?
                .timeline();
            for effect in effects {
                let measure = effect.measure.text.clone();
                let held = timeline.held(&measure).into_iter();
                restricted.extend(held.map(|(from, until)| Restricted {
                    measure: measure.clone(),
                    from,
                    until,
                }));
            }
        }
        Ok(restricted)
    }

    fn bind_beside(
        &self,
        holding: &Holding,
        matter: &OwnMatter,
        around: &Around,
        elsewhere: Vec<Restricted>,
    ) -> Result<Bound<'_>, RegistryError> {
        let regime = self.regime_of(&matter.issued.regime)?;
        let events = around.events(regime, matter);
        let proved = evidenced(&events, |event| around.proof_of(matter, event));
        let bound = proved.and_then(|events| bind(regime, holding, matter, (&events, elsewhere)));
        bound.map_err(|error| RegistryError::Damaged {
            what: format!("matter `{}`", matter.id()),
            why: error.to_string(),
        })
    }

    /// Binds and weighs all binding matters of a person.
    pub(crate) fn weigh(
        &self,
        holding: &Holding,
        around: &Around,
    ) -> Result<Weighed<'_>, RegistryError> {
        let mut matters = Vec::with_capacity(holding.matters.len());
        for matter in &holding.matters {
            let bound = self.bind(holding, matter, around)?;
            check_force(bound.regime, matter)?;
            // What nobody has signed for yet was issued to nobody.
            if matter.issued.force == Force::Binding && matter.evidence != Evidence::Waiting {
                matters.push(bound);
            }
        }
        Ok(Weighed::of(matters))
    }
}

/// Binds a matter to its regime, with these events.
pub(crate) fn bind<'r>(
    regime: &'r Arc<Regime>,
    holding: &Holding,
    matter: &OwnMatter,
    (events, elsewhere): (&[Event], Vec<Restricted>),
) -> Result<Bound<'r>, BindError> {
    let mut person = regime_person(regime, holding);
    if !elsewhere.is_empty() {
        person.to_mut().restricted = elsewhere;
    }
    // Issuing is an act like any other: where a law restricts before service, it binds from when
    // others have signed for it.
    let mut paper = Cow::Borrowed(&matter.issued.matter);
    if let Evidence::At(signed) = matter.evidence
        && signed > paper.issued_at
    {
        paper.to_mut().issued_at = signed;
    }
    let life = Life::bind(regime, &person, &paper, events)?;
    Ok(Bound { regime, life })
}

/// What was issued as a test must be a test in the regime, and the other way round.
fn check_force(regime: &Regime, matter: &OwnMatter) -> Result<(), RegistryError> {
    let mut instruments = regime.tree().instruments.iter();
    let name = &matter.issued.matter.instrument;
    let test =
        instruments.any(|known| known.name.text == *name && known.kind == InstrumentKind::Test);
    if test == (matter.issued.force == Force::Test) {
        return Ok(());
    }
    Err(RegistryError::Damaged {
        what: format!("matter `{}`", matter.id()),
        why: "it says of itself that it is a test and binding at once".to_owned(),
    })
}
