//! Letters: what is given to a carrier on paper, each under a mark of its own, and what the carrier
//! then says of it.
//!
//! A mark follows from the message that asked for the letter, so that a letter that was printed
//! and not yet recorded is found again and not printed twice. Whose letter it is stands under the
//! mark as the key of a stream: who was erased cannot be found by it.

mod quality;
mod status;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::regime::Regime;
use writ_law::tree::Channel;
use writ_store::{Family, StreamId};

use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::outbox::Message;
use crate::person::{Closed, Force, Holding, OwnMatter, PERSONS};
use crate::record::Recording;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, unhex};
use crate::sending::Taken;
use crate::stream::{AsJson, Stream};

pub use quality::Quality;
pub use status::{StatusLine, StatusReport};

pub(crate) const LETTERS: Family = Family("letter");

/// Letters and digits that nobody takes for one another.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MARK_LENGTH: usize = 12;

/// A letter to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its mark, by which the carrier names it.
    pub mark: String,
    /// Whom it is for.
    pub person: String,
    /// The matter it is of.
    pub matter: String,
    /// The channel.
    pub channel: String,
    /// Whether it can have force.
    pub force: Force,
    /// The lines of the address.
    pub address: Vec<String>,
    /// The tag of the language in which to write, as the person asked.
    pub language: Option<String>,
}

/// What was handed to a carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver<'a> {
    /// The batch it went in.
    pub batch: &'a str,
    /// The carrier.
    pub carrier: &'a str,
    /// The SHA-256 of the document.
    pub digest: [u8; 32],
    /// How many pages it has.
    pub pages: u32,
    /// When.
    pub at: Timestamp,
}

/// Whether it is new that a letter was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedOver {
    /// It is on record from now on.
    Now,
    /// It was on record.
    Before,
}

/// What stands under a mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LetterEntry {
    by: String,
    batch: String,
    carrier: String,
    /// The key of the person's stream, in hexadecimal.
    person: String,
    matter: String,
    channel: String,
    digest: String,
    pages: u32,
    at: Timestamp,
}

impl AsJson for LetterEntry {}

impl LetterEntry {
    fn person_stream(&self) -> Option<StreamId> {
        let key = unhex(&self.person)?;
        let family = PERSONS;
        Some(StreamId { family, key })
    }
}

impl Registry {
    fn letter_stream(&self, mark: &str) -> StreamId {
        self.keys.stream(LETTERS, &[mark.as_bytes()])
    }

    /// The mark of the letter that a message asks for.
    fn mark(&self, number: u64) -> String {
        let chance = self.keys.idempotency(&[b"mark", &number.to_be_bytes()]);
        let digit = |byte: u8| DIGITS.get(usize::from(byte & 31)).copied().unwrap_or(b'0');
        let digits = chance.into_iter().take(MARK_LENGTH).map(digit);
        digits.map(char::from).collect()
    }

    /// The letter that a message asks for. Refused where the matter is over, or where no address
    /// is known.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn letter(
        &self,
        _permit: &Permit<operation::SendMessages>,
        taken: &Taken,
    ) -> Result<Ruling<Letter>, RegistryError> {
        let Message::Paper {
            person,
            matter,
            channel,
            force,
        } = &taken.message
        else {
            let text = format!("message {} asks for no letter", taken.number());
            return Ok(Err(Refusal::on("no-letter", text, "send it as what it is")));
        };
        let holding = self.holding(person).await?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let own = match holding.matter(Some(matter)) {
            Ok(own) => own,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let regime = self.regime_of(&own.issued.regime)?;
        if let Closed::By(kind) = around.closed(regime, own) {
            let text = format!("the matter is over (`{}`): nothing is sent", kind.word());
            let cure = "a new notice needs a new matter";
            return Ok(Err(Refusal::on("matter-closed", text, cure)));
        }
        let contact = holding.contact();
        if contact.postal_address.is_empty() {
            return Ok(Err(Refusal::on(
                "no-address",
                "no postal address is known of this person",
                "record the fact `postal-address`, and have the message retried",
            )));
        }
        Ok(Ok(Letter {
            mark: self.mark(taken.number()),
            person: person.clone(),
            matter: matter.clone(),
            channel: channel.clone(),
            force: *force,
            address: contact.postal_address,
            language: contact.language,
        }))
    }

    /// Records that a letter was handed to a carrier: under its mark, and in the matter.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn hand_over(
        &self,
        permit: &Permit<operation::SendMessages>,
        letter: &Letter,
        hand_over: &HandOver<'_>,
        now: Timestamp,
    ) -> Result<Ruling<HandedOver>, RegistryError> {
        retried!(self.try_hand_over(permit, letter, hand_over, now))
    }

    async fn try_hand_over(
        &self,
        permit: &Permit<operation::SendMessages>,
        letter: &Letter,
        hand_over: &HandOver<'_>,
        now: Timestamp,
    ) -> Result<HandedOver, Stop> {
        let marked: Stream<LetterEntry> = self.stream(self.letter_stream(&letter.mark)).await?;
        if !marked.entries.is_empty() {
            return Ok(HandedOver::Before);
        }
        let holding = self.holding(&letter.person).await?;
        holding.known()?;
        let matter = holding.matter(Some(&letter.matter))?;
        let regime = self.regime_of(&matter.issued.regime)?;
        let mut event = Event::new("", EventKind::Dispatched, hand_over.at);
        event.channel = Some(letter.channel.clone());
        event.by = Some(carried_by(regime, &letter.channel, hand_over.carrier));
        let entry = LetterEntry {
            by: permit.name().to_owned(),
            batch: hand_over.batch.to_owned(),
            carrier: hand_over.carrier.to_owned(),
            person: hex(&holding.stream.id.key),
            matter: letter.matter.clone(),
            channel: letter.channel.clone(),
            digest: hex(&hand_over.digest),
            pages: hand_over.pages,
            at: hand_over.at,
        };
        let mut writing = self.writing();
        writing.append(&marked, &entry, marked.next_instant(now))?;
        let by = permit.name();
        self.happen(by, (&holding, matter, event), now, &mut writing)
            .await?;
        writing.commit().await?;
        Ok(HandedOver::Now)
    }

    /// Puts something that happened in a matter into a batch, as it is recorded.
    pub(crate) async fn happen(
        &self,
        by: &str,
        (holding, matter, event): (&Holding, &OwnMatter, Event),
        now: Timestamp,
        writing: &mut crate::stream::Writing<'_>,
    ) -> Result<u64, Stop> {
        let recording = Recording {
            person: holding.person().unwrap_or_default().to_owned(),
            matter: Some(matter.id().to_owned()),
            event,
        };
        let around = self.around(std::slice::from_ref(holding)).await?;
        let decision = self.decide_in(by, holding, matter, &around, (&recording, now))?;
        self.put(holding, &around, &decision, now, writing).await
    }
}

fn channel_of<'r>(regime: &'r Regime, name: &str) -> Option<&'r Channel> {
    let mut channels = regime.tree().channels.iter();
    channels.find(|channel| channel.name.text == name)
}

/// By whom a letter is carried, in the law's word for it where it has one.
fn carried_by(regime: &Regime, channel: &str, carrier: &str) -> String {
    let words = channel_of(regime, channel).map_or(&[][..], |channel| &channel.by);
    let word = words.iter().find(|word| word.text == "carrier");
    let word = word.or_else(|| words.first());
    word.map_or(carrier, |word| word.as_str()).to_owned()
}
