//! Recording what happened in a matter, and that a channel was out.
//!
//! What the kinds of events ask for besides stands with their nouns: `service`, `appearance`,
//! `objection`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::case::{Event, Matter};
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_law::tree::InstrumentKind;

use crate::account::{Permit, operation};
use crate::death::{concerned, decide_apart, of_whom};
use crate::error::{RegistryError, Stop, retried, ruled};
use crate::outbox::{About, Message};
use crate::person::{Act, Closed, Force, Holding, Issued, Law, Origin, OwnMatter, PersonEntry};
use crate::refusal::{Refusal, Ruling};
use crate::register::Recorded;
use crate::registry::{Kind, Registry};
use crate::stream::{Stream, Writing};
use crate::summons::{Around, OutageEntry, bind};
use crate::{appearance, objection, service};

/// Something that happened in a matter, to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// Whose matter.
    pub person: String,
    /// The matter; the person's only one if absent. A death needs none.
    pub matter: Option<String>,
    /// What happened. Its `id` and `recorded_at` are given by the registry, whatever they hold.
    pub event: Event,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happened {
    /// The matter; empty for the death of someone who has none.
    pub matter: String,
    /// The event, with its identifier and its recording time.
    pub event: Event,
    /// How many desks are told that an answer of theirs was wrong.
    pub corrections: u64,
}

/// A matter that an older system issued, with what happened in it.
#[derive(Clone, Debug, PartialEq)]
pub struct LegacyMatter {
    /// Whose.
    pub person: String,
    /// The older system.
    pub system: String,
    /// The regime, by name.
    pub regime: String,
    /// The matter.
    pub matter: Matter,
    /// What happened in it.
    pub events: Vec<Event>,
    /// When it counts as recorded: as given only in a sandbox.
    pub recorded: Recorded,
}

/// What a rule about an event looks at.
#[derive(Debug)]
pub(crate) struct Facts<'r> {
    pub(crate) regime: &'r Regime,
    /// What happened before, in the person's stream and the campaign.
    pub(crate) before: &'r [Event],
    pub(crate) closed: Closed,
    pub(crate) event: &'r Event,
}

/// What is decided about an event.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) matter: String,
    pub(crate) event: Event,
    pub(crate) at: Timestamp,
    pub(crate) entry: PersonEntry,
    pub(crate) tell: Option<About>,
}

impl Registry {
    /// Records something that happened in a matter. Desks that were told `yes` and should not have
    /// been are told so in the same batch.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn record(
        &self,
        permit: &Permit<operation::RecordEvent>,
        recording: &Recording,
        now: Timestamp,
    ) -> Result<Ruling<Happened>, RegistryError> {
        retried!(self.try_record(permit, recording, now))
    }

    async fn try_record(
        &self,
        permit: &Permit<operation::RecordEvent>,
        recording: &Recording,
        now: Timestamp,
    ) -> Result<Happened, Stop> {
        let holding = self.holding(&recording.person).await?;
        holding.known()?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let decision = match of_whom(&holding, recording)? {
            Some(matter) => {
                permit.covers(matter.issued.matter.region.as_deref().unwrap_or_default())?;
                self.decide_in(permit.name(), &holding, matter, &around, (recording, now))?
            }
            None => {
                self.covers_person(permit, &holding)?;
                let at = holding.next_instant(now);
                decide_apart(permit.name(), &holding, &recording.event, at)?
            }
        };
        let writing = self.writing();
        self.put_in(&holding, &around, decision, (now, writing))
            .await
    }

    /// Puts what was decided in, with what follows from it for others.
    pub(crate) async fn put_in(
        &self,
        holding: &Holding,
        around: &Around,
        decision: Decision,
        (now, mut writing): (Timestamp, Writing<'_>),
    ) -> Result<Happened, Stop> {
        let putting = self.put(holding, around, &decision, now, &mut writing);
        let corrections = putting.await?;
        writing.commit().await?;
        Ok(Happened {
            matter: decision.matter,
            event: decision.event,
            corrections,
        })
    }

    /// Puts what was decided into a batch, with the messages that follow from it, and tells how many
    /// desks are told that an answer of theirs was wrong.
    pub(crate) async fn put(
        &self,
        holding: &Holding,
        around: &Around,
        decision: &Decision,
        now: Timestamp,
        writing: &mut Writing<'_>,
    ) -> Result<u64, Stop> {
        writing.append(&holding.stream, &decision.entry, decision.at)?;
        around.guard(writing);
        let after = holding.with(&[(decision.at, decision.entry.clone())])?;
        let corrections = self.correct(&after, now, writing).await?;
        if let Some(about) = decision.tell {
            let matter = Some(decision.matter.clone()).filter(|id| !id.is_empty());
            let person = holding.person().unwrap_or_default().to_owned();
            let message = Message::Person {
                person,
                matter,
                about,
            };
            writing.message_about(&holding.stream, &message)?;
        }
        Ok(corrections)
    }

    /// Decides about something that happened in a matter. What is bound now is read as bound for
    /// ever, so that it is bound here first, in every matter that it concerns.
    pub(crate) fn decide_in(
        &self,
        by: &str,
        holding: &Holding,
        matter: &OwnMatter,
        around: &Around,
        (recording, now): (&Recording, Timestamp),
    ) -> Result<Decision, Stop> {
        let at = holding.next_instant(now);
        let regime = self.regime_of(&matter.issued.regime)?;
        let event = decide_event(regime, holding, matter, around, (&recording.event, at))?;
        for concerned in concerned(holding, matter, &event) {
            let regime = self.regime_of(&concerned.issued.regime)?;
            let mut events = around.events(regime, concerned);
            events.push(event.clone());
            bind(regime, holding, concerned, (&events, Vec::new())).map_err(|error| {
                let cure = "see what events of this kind carry in docs/REGIME.md";
                Refusal::on("event", error.to_string(), cure)
            })?;
        }
        Ok(decision(by, holding, matter, event, at))
    }

    /// Records that a channel was out, or is back, for everyone.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn record_outage(
        &self,
        permit: &Permit<operation::RecordOutage>,
        event: &Event,
        now: Timestamp,
    ) -> Result<Ruling<Event>, RegistryError> {
        retried!(self.try_record_outage(permit, event, now))
    }

    async fn try_record_outage(
        &self,
        permit: &Permit<operation::RecordOutage>,
        event: &Event,
        now: Timestamp,
    ) -> Result<Event, Stop> {
        permit.covers_all()?;
        let stream = self.stream::<OutageEntry>(self.outage_stream()).await?;
        let at = stream.next_instant(now);
        let event = decide_outage(self, &stream, event, at)?;
        let entry = OutageEntry {
            by: permit.name().to_owned(),
            event: event.clone(),
        };
        let mut writing = self.writing();
        writing.append(&stream, &entry, at)?;
        let because = "an outage was recorded".to_owned();
        writing.message_about(&stream, &Message::Recheck { because })?;
        writing.commit().await?;
        Ok(event)
    }

    /// Takes in a matter that an older system issued. Nobody judged eligibility here, so it binds
    /// nobody whom the facts do not show to be eligible.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn import_matter(
        &self,
        permit: &Permit<operation::ImportRegister>,
        legacy: &LegacyMatter,
        now: Timestamp,
    ) -> Result<Ruling<String>, RegistryError> {
        ruled(self.try_import_matter(permit, legacy, now).await)
    }

    async fn try_import_matter(
        &self,
        permit: &Permit<operation::ImportRegister>,
        legacy: &LegacyMatter,
        now: Timestamp,
    ) -> Result<String, Stop> {
        let regime = self.regime_named(&legacy.regime)?;
        let holding = self.holding(&legacy.person).await?;
        holding.known()?;
        let region = legacy.matter.region.as_deref().unwrap_or_default();
        permit.covers(region)?;
        self.covers_person(permit, &holding)?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let decided = decide_legacy(self.kind(), permit.name(), regime, &holding, (legacy, now))?;
        let after = holding.with(&decided)?;
        let matter = after.matter(Some(&legacy.matter.id))?;
        bind(
            regime,
            &after,
            matter,
            (&around.events(regime, matter), Vec::new()),
        )
        .map_err(|error| Refusal::on("matter", error.to_string(), "correct it and try again"))?;
        let mut writing = self.writing();
        let entries = decided.iter().map(|(at, entry)| (*at, entry));
        writing.append_all(&holding.stream, entries)?;
        writing.commit().await?;
        Ok(legacy.matter.id.clone())
    }
}

pub(crate) fn check_past(event: &Event, recorded_at: Timestamp) -> Ruling<()> {
    if event.at <= recorded_at {
        return Ok(());
    }
    let word = event.kind.word();
    Err(Refusal::on(
        "future",
        format!("`{word}` at {} has not happened yet", event.at),
        "record it when it has",
    ))
}

/// The event as it will be recorded, or why it will not.
fn decide_event(
    regime: &Regime,
    holding: &Holding,
    matter: &OwnMatter,
    around: &Around,
    (event, recorded_at): (&Event, Timestamp),
) -> Ruling<Event> {
    if matches!(
        event.kind,
        EventKind::OutageStarted | EventKind::OutageEnded
    ) {
        return Err(Refusal::on(
            "outage",
            "an outage is not of one person's matter",
            "record it for the channel",
        ));
    }
    check_past(event, recorded_at)?;
    if let Some(wrong) = &event.supersedes
        && !matter.events.iter().any(|known| known.id == *wrong)
    {
        return Err(Refusal::on(
            "supersedes",
            format!(
                "there is no event `{wrong}` in matter `{}` to correct",
                matter.id()
            ),
            "name one of its own; what a campaign did to everyone is not corrected for one",
        ));
    }
    let mut event = event.clone();
    event.id = free_id(holding);
    event.recorded_at = recorded_at;
    let before = around.events(regime, matter);
    let closed = around.closed(regime, matter);
    let facts = Facts {
        regime,
        before: &before,
        closed,
        event: &event,
    };
    service::check(&facts)?;
    appearance::check(&facts)?;
    objection::check(&facts)?;
    Ok(event)
}

/// An identifier that no event of the person has: an older system may have given some of its own.
fn free_id(holding: &Holding) -> String {
    let events = || holding.matters.iter().flat_map(|known| &known.events);
    let first = events().count() + 1;
    let mut ids = (first..).map(|number| format!("e{number}"));
    let is_free = |id: &String| events().all(|event| event.id != *id);
    ids.find(is_free).unwrap_or_default()
}

fn decision(
    by: &str,
    holding: &Holding,
    matter: &OwnMatter,
    event: Event,
    at: Timestamp,
) -> Decision {
    let happened = |matter: &OwnMatter| Act::Happened {
        matter: matter.id().to_owned(),
        event: event.clone(),
        under: Some(matter.issued.under()),
        corrects: matter.corrects(&event),
    };
    let concerned = concerned(holding, matter, &event);
    let acts = concerned.into_iter().map(happened).collect();
    let tell = match event.kind {
        EventKind::BroughtIn => Some(About::Complaint),
        EventKind::Died => None,
        EventKind::FoundIneligible => Some(About::Correction),
        kind if kind.closes() => Some(About::Closed),
        _ => None,
    };
    let entry = PersonEntry {
        by: by.to_owned(),
        import: None,
        acts,
    };
    Decision {
        matter: matter.id().to_owned(),
        event,
        at,
        entry,
        tell,
    }
}

fn decide_outage(
    registry: &Registry,
    stream: &Stream<OutageEntry>,
    event: &Event,
    at: Timestamp,
) -> Ruling<Event> {
    if !matches!(
        event.kind,
        EventKind::OutageStarted | EventKind::OutageEnded
    ) {
        let text = format!("`{}` is no outage", event.kind.word());
        return Err(Refusal::on(
            "outage",
            text,
            "record it in the matter of a person",
        ));
    }
    let mut channels = registry
        .regimes()
        .iter()
        .flat_map(|regime| &regime.tree().channels);
    let known = event
        .channel
        .as_deref()
        .is_some_and(|name| channels.any(|channel| channel.name.text == name));
    if !known {
        let text = "the outage names no channel that a regime has";
        return Err(Refusal::on(
            "channel",
            text,
            "name the channel that was out",
        ));
    }
    if event.at > at {
        let text = format!("the outage at {} has not happened yet", event.at);
        return Err(Refusal::on("future", text, "record it when it has"));
    }
    let mut event = event.clone();
    event.id = format!("outage-{}", stream.version.0 + 1);
    event.recorded_at = at;
    Ok(event)
}

fn decide_legacy(
    kind: Kind,
    by: &str,
    regime: &Regime,
    holding: &Holding,
    (legacy, now): (&LegacyMatter, Timestamp),
) -> Ruling<Vec<(Timestamp, PersonEntry)>> {
    if legacy.recorded == Recorded::AsGiven && kind != Kind::Sandbox {
        return Err(Refusal::on(
            "recorded-as-given",
            "a live registry records when it records, whatever another system says",
            "leave the recording times to the registry",
        ));
    }
    if holding
        .matters
        .iter()
        .any(|known| known.id() == legacy.matter.id)
    {
        let text = format!("this person has a matter `{}` already", legacy.matter.id);
        return Err(Refusal::on(
            "matter-exists",
            text,
            "nothing is imported twice",
        ));
    }
    let mut instruments = regime.tree().instruments.iter();
    let known = instruments.find(|known| known.name.text == legacy.matter.instrument);
    let force = match known.map(|known| known.kind) {
        Some(InstrumentKind::Test) => Force::Test,
        _ => Force::Binding,
    };
    let mut entries: Vec<(Timestamp, PersonEntry)> = Vec::new();
    let mut stream = holding.stream.clone();
    let mut put = |given: Timestamp, act: &dyn Fn(Timestamp) -> Act| {
        let at = match legacy.recorded {
            Recorded::AsGiven => stream.next_instant(given),
            Recorded::Now => stream.next_instant(now),
        };
        let entry = PersonEntry {
            by: by.to_owned(),
            import: None,
            acts: vec![act(at)],
        };
        stream.push(entry.clone(), at);
        entries.push((at, entry));
    };
    let issued = Issued {
        matter: legacy.matter.clone(),
        regime: regime.digest().to_owned(),
        law: Some(Law::of(regime, None)),
        force,
        origin: Origin::Legacy(legacy.system.clone()),
        // What an older system told the person is not known here.
        words: std::collections::BTreeMap::new(),
    };
    let under = issued.under();
    put(legacy.matter.issued_at, &|_| Act::Issued(issued.clone()));
    let mut events: Vec<&Event> = legacy.events.iter().collect();
    events.sort_by_key(|event| event.recorded_at);
    for event in events {
        put(event.recorded_at, &|recorded_at| Act::Happened {
            matter: legacy.matter.id.clone(),
            event: Event {
                recorded_at,
                ..event.clone()
            },
            under: Some(under.clone()),
            corrects: None,
        });
    }
    Ok(entries)
}
