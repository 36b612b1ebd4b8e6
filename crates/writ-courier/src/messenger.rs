//! The messenger: takes messages out of the outbox, one at a time, and brings each to where it
//! goes. What did not arrive it tries again, later each time, and leaves as a dead letter in the
//! end. It holds a message while it sends it, so that several messengers do not send the same.

use std::fmt::Debug;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use writ_registry::{
    About, Addressee, Again, Alert, AlertOutcome, Alerts, Carried, Carrier, Chance, Force, Kind,
    Message, Parcel, Permit, Registry, RegistryError, TakeAsked, Taken, Way, operation,
};

use crate::pause::next_attempt;

/// For how long a message is held: longer than any carrier may take.
const HELD: SignedDuration = SignedDuration::from_mins(5);

/// What a courtesy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What stands above it.
    pub subject: String,
    /// The whole of it.
    pub text: String,
    /// The same in one line, for a telephone.
    pub short: String,
}

/// What a courtesy is about, as far as its words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion<'a> {
    /// The tag of the language in which the person asked to be written to.
    pub language: Option<&'a str>,
    /// Whether the registry is a sandbox.
    pub kind: Kind,
    /// Whether it is about a drill.
    pub force: Force,
    /// Whether the law reckons from such messages.
    pub alerts: Alerts,
}

/// Who words courtesies. They never say what waits, so that nothing of a notice comes in.
pub trait Words: Debug + Send + Sync {
    /// The courtesy for an occasion.
    fn courtesy(&self, occasion: Occasion<'_>) -> Said;
}

/// What became of the messages of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Round {
    /// They were sent.
    pub sent: u64,
    /// There was no way to reach the person, so that no courtesy was possible.
    pub unreachable: u64,
    /// They are tried again later.
    pub later: u64,
    /// They are dead letters.
    pub dead: u64,
}

impl Round {
    /// How many messages were taken.
    #[must_use]
    pub const fn taken(&self) -> u64 {
        self.sent + self.unreachable + self.later + self.dead
    }
}

/// What is to be done with a message after all.
enum Fate {
    Sent,
    Unreachable,
    Failed { why: String, again: Retry },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Retry {
    Later,
    ByHand,
}

/// A messenger, at work in one registry.
#[derive(Debug)]
pub struct Messenger<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// Leave to send.
    pub permit: &'r Permit<operation::SendMessages>,
    /// What carries, one for each way. Messages of a way that nothing carries are left alone.
    pub carriers: &'r [Arc<dyn Carrier>],
    /// Who words courtesies.
    pub words: &'r dyn Words,
    /// What spreads repetitions.
    pub chance: &'r dyn Chance,
    /// The name of this messenger: no two at work have the same.
    pub name: &'r str,
}

impl Messenger<'_> {
    /// Takes what is due, at most so many messages, and brings it to where it goes.
    ///
    /// # Errors
    ///
    /// When the store or the machine fails: what was held then comes back by itself.
    pub async fn round(&self, now: Timestamp, most: u64) -> Result<Round, RegistryError> {
        let mut round = Round::default();
        let topics = self.topics();
        while round.taken() < most {
            let asked = TakeAsked {
                topics: &topics,
                worker: self.name,
                until: now.saturating_add(HELD).unwrap_or(Timestamp::MAX),
            };
            let taken = self.registry.take_message(self.permit, asked, now).await?;
            let Some(taken) = taken else {
                break;
            };
            match self.bring(&taken, now).await? {
                Fate::Sent => {
                    self.registry.message_sent(self.permit, &taken).await?;
                    round.sent += 1;
                }
                Fate::Unreachable => {
                    self.registry.message_sent(self.permit, &taken).await?;
                    round.unreachable += 1;
                }
                Fate::Failed { why, again } => match self.put_back(&taken, &why, again, now).await?
                {
                    Again::From(_) => round.later += 1,
                    Again::ByHand => round.dead += 1,
                },
            }
        }
        Ok(round)
    }

    /// What can be sent at all, by what there is to carry it.
    fn topics(&self) -> Vec<&'static str> {
        let mut topics = Vec::new();
        if self.carrier(Way::Webhook).is_some() {
            topics.extend(["correction", "ended"]);
        }
        if self.carrier(Way::Mail).is_some() || self.carrier(Way::Text).is_some() {
            topics.push("person");
        }
        topics
    }

    fn carrier(&self, way: Way) -> Option<&dyn Carrier> {
        let mut carriers = self.carriers.iter();
        let carrier = carriers.find(|carrier| carrier.way() == way)?;
        Some(&**carrier)
    }

    async fn bring(&self, taken: &Taken, now: Timestamp) -> Result<Fate, RegistryError> {
        match &taken.message {
            Message::Correction { desk, .. } => self.tell_desk(taken, (desk, None), now).await,
            Message::Ended { desk, url, .. } => self.tell_desk(taken, (desk, Some(url)), now).await,
            Message::Person {
                person,
                matter,
                about,
            } => {
                let whom = (person.as_str(), matter.as_deref(), *about);
                self.tell_person(taken, whom, now).await
            }
            Message::Paper { .. } | Message::Recheck { .. } => Ok(Fate::Failed {
                why: "a messenger does not carry this".to_owned(),
                again: Retry::ByHand,
            }),
        }
    }

    /// Tells a desk, at the address that it left or else at its endpoint. It knows the endpoint's
    /// secret: without one, nothing could be signed for it.
    async fn tell_desk(
        &self,
        taken: &Taken,
        (desk, url): (&str, Option<&str>),
        now: Timestamp,
    ) -> Result<Fate, RegistryError> {
        let (Some(carrier), Some(endpoint)) = (
            self.carrier(Way::Webhook),
            self.registry.endpoint(self.permit, desk).await?,
        ) else {
            return Ok(Fate::Failed {
                why: format!(
                    "the desk `{desk}` has no endpoint: name one and retry, or tell it by hand"
                ),
                again: Retry::ByHand,
            });
        };
        let parcel = Parcel {
            id: taken.id.clone(),
            to: url.map_or(endpoint.url, str::to_owned),
            title: String::new(),
            text: body(&taken.message).to_string(),
            secret: Some(endpoint.secret.bytes()),
        };
        Ok(match carrier.carry(&parcel, now).await {
            Carried::Sent => Fate::Sent,
            Carried::Later { why } => failed(why, Retry::Later),
            Carried::Never { why } => failed(why, Retry::ByHand),
        })
    }

    async fn tell_person(
        &self,
        taken: &Taken,
        (person, matter, about): (&str, Option<&str>, About),
        now: Timestamp,
    ) -> Result<Fate, RegistryError> {
        let asked = self.registry.addressee(self.permit, person, matter).await?;
        let Ok(addressee) = asked else {
            // Who is not in the register any more is told nothing.
            return Ok(Fate::Unreachable);
        };
        // Of what is on record an alert is one that a notice came in, and no other courtesy.
        let noted = matter.filter(|_| about == About::Notice);
        let mut failure = None;
        for (way, to) in ways(&addressee) {
            let Some(carrier) = self.carrier(way) else {
                continue;
            };
            let parcel = self.courtesy(taken, &addressee, (way, to));
            match carrier.carry(&parcel, now).await {
                Carried::Sent => {
                    self.note(person, noted, (way, AlertOutcome::Sent), now)
                        .await?;
                    return Ok(Fate::Sent);
                }
                Carried::Later { why } => return Ok(failed(why, Retry::Later)),
                Carried::Never { why } => failure = Some((way, why)),
            }
        }
        let (way, why) = match failure.clone() {
            Some(failure) => failure,
            None => (Way::Mail, "no address is known".to_owned()),
        };
        self.note(person, noted, (way, AlertOutcome::Failed(why)), now)
            .await?;
        Ok(match failure {
            Some((_, why)) => failed(why, Retry::ByHand),
            None => Fate::Unreachable,
        })
    }

    fn courtesy(&self, taken: &Taken, addressee: &Addressee, (way, to): (Way, &str)) -> Parcel {
        let said = self.words.courtesy(Occasion {
            language: addressee.contact.language.as_deref(),
            kind: self.registry.kind(),
            force: addressee.force,
            alerts: addressee.alerts,
        });
        Parcel {
            id: taken.id.clone(),
            to: to.to_owned(),
            title: said.subject,
            text: if way == Way::Text {
                said.short
            } else {
                said.text
            },
            secret: None,
        }
    }

    /// Takes down an alert where the law has a channel for it. One that is refused changes nothing
    /// about what was sent.
    async fn note(
        &self,
        person: &str,
        matter: Option<&str>,
        (way, outcome): (Way, AlertOutcome),
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let Some(matter) = matter else {
            return Ok(());
        };
        let alert = Alert {
            person: person.to_owned(),
            matter: matter.to_owned(),
            way,
            outcome,
        };
        let noted = self.registry.record_alert(self.permit, &alert, now).await?;
        drop(noted);
        Ok(())
    }

    async fn put_back(
        &self,
        taken: &Taken,
        why: &str,
        again: Retry,
        now: Timestamp,
    ) -> Result<Again, RegistryError> {
        let again = match again {
            Retry::ByHand => Again::ByHand,
            Retry::Later => Again::From(next_attempt(now, taken.attempt(), self.chance)?),
        };
        let registry = self.registry;
        registry
            .message_failed(self.permit, taken, why, again)
            .await
    }
}

/// The ways to reach somebody, the best first.
fn ways(addressee: &Addressee) -> impl Iterator<Item = (Way, &str)> {
    let contact = &addressee.contact;
    let mail = contact.e_mail.as_deref().map(|to| (Way::Mail, to));
    let text = contact.phone.as_deref().map(|to| (Way::Text, to));
    mail.into_iter().chain(text)
}

fn failed(why: String, again: Retry) -> Fate {
    Fate::Failed { why, again }
}

/// What a desk is told: the same however often it is told.
fn body(message: &Message) -> Value {
    match message {
        Message::Correction {
            desk: _,
            person,
            measure,
            asked_at,
            not_since,
            answer,
        } => json!({
            "type": "answer.corrected",
            "data": {
                "person": person,
                "measure": measure,
                "asked_at": asked_at,
                "not_since": not_since,
                "answer": answer,
            },
        }),
        Message::Ended {
            answer,
            measure,
            ended_at,
            ..
        } => json!({
            "type": "restriction.ended",
            "data": {"answer": answer, "measure": measure, "ended_at": ended_at},
        }),
        Message::Paper { .. } | Message::Person { .. } | Message::Recheck { .. } => Value::Null,
    }
}
