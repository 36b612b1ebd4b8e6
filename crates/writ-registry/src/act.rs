//! What a person does in their own matter: opens the notice, gives a reason, objects, says that they
//! came or that nothing came, answers.
//!
//! It goes the way of every recording. What the law would not hear is refused, with what would be
//! heard; a test is read and not acted on.

use jiff::Timestamp;
use jiff::civil::Date;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::tree::ClaimKind;

use crate::account::{Permit, Personal, operation};
use crate::attachment::{self, GivenWith, NewAttachment};
use crate::campaign::PORTAL;
use crate::error::{RegistryError, Stop, retried};
use crate::open::{OpenNow, Opening, in_account};
use crate::person::{Force, Holding, OwnMatter};
use crate::record::{Happened, Recording};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::request::{needed, written};
use crate::summons::Around;

/// What a person does in a matter of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAct {
    /// Opens the copy in their account.
    Opened {
        /// The matter.
        matter: String,
    },
    /// Gives a reason for not appearing, or asks for an exception.
    ExcuseClaimed {
        /// The matter.
        matter: String,
        /// The excuse or the exception, by its name.
        excuse: String,
        /// The day on which they could come instead, where the excuse sets another.
        another_day: Option<Date>,
        /// Why.
        reason: String,
        /// What shows it.
        attachments: Vec<NewAttachment>,
    },
    /// Objects.
    Objected {
        /// The matter.
        matter: String,
        /// The remedy, by its name.
        remedy: String,
        /// Against this measure alone; `None`: against all that the remedy is against.
        measure: Option<String>,
        /// Why; an objection needs no reason.
        reason: String,
        /// What shows it.
        attachments: Vec<NewAttachment>,
    },
    /// Says that they did come.
    AppearanceClaimed {
        /// The matter.
        matter: String,
        /// On which day.
        on: Date,
        /// Where, at what time, whom they met.
        reason: String,
        /// What shows it.
        attachments: Vec<NewAttachment>,
    },
    /// Says that nothing reached them.
    NonReceiptClaimed {
        /// The matter.
        matter: String,
        /// How it was.
        reason: String,
        /// What shows it.
        attachments: Vec<NewAttachment>,
    },
    /// Answers what a questionnaire asks.
    Replied {
        /// The matter.
        matter: String,
        /// The answer.
        reply: String,
        /// What goes with it.
        attachments: Vec<NewAttachment>,
    },
}

impl OwnAct {
    /// The matter in which it is done.
    #[must_use]
    pub fn matter(&self) -> &str {
        match self {
            Self::Opened { matter }
            | Self::ExcuseClaimed { matter, .. }
            | Self::Objected { matter, .. }
            | Self::AppearanceClaimed { matter, .. }
            | Self::NonReceiptClaimed { matter, .. }
            | Self::Replied { matter, .. } => matter,
        }
    }

    fn attachments(&self) -> &[NewAttachment] {
        match self {
            Self::Opened { .. } => &[],
            Self::ExcuseClaimed { attachments, .. }
            | Self::Objected { attachments, .. }
            | Self::AppearanceClaimed { attachments, .. }
            | Self::NonReceiptClaimed { attachments, .. }
            | Self::Replied { attachments, .. } => attachments,
        }
    }

    const fn kind(&self) -> EventKind {
        match self {
            Self::Opened { .. } => EventKind::Opened,
            Self::ExcuseClaimed { .. } => EventKind::ExcuseClaimed,
            Self::Objected { .. } => EventKind::Objected,
            Self::AppearanceClaimed { .. } => EventKind::AppearanceClaimed,
            Self::NonReceiptClaimed { .. } => EventKind::NonReceiptClaimed,
            Self::Replied { .. } => EventKind::Replied,
        }
    }
}

/// By whom an act in a file is recorded: the person, or a delegate of theirs. No officer can have
/// such a name.
pub(crate) fn signed<O: Personal>(permit: &Permit<O>) -> String {
    let by = permit.signature();
    match permit.by().id() == permit.person() {
        true => by,
        false => format!("{by}, delegate of person:{}", permit.person()),
    }
}

impl Registry {
    /// Records what a person did in a matter of theirs, or a delegate for them. A reason that the law
    /// hears and an objection hold effects up from this instant.
    ///
    /// Opening what was opened already records nothing and gives the first opening.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn act_own(
        &self,
        permit: &Permit<operation::ActOwn>,
        act: &OwnAct,
        now: Timestamp,
    ) -> Result<Ruling<Happened>, RegistryError> {
        retried!(self.try_act_own(permit, act, now))
    }

    async fn try_act_own(
        &self,
        permit: &Permit<operation::ActOwn>,
        act: &OwnAct,
        now: Timestamp,
    ) -> Result<Happened, Stop> {
        permit.covers_matter(act.matter())?;
        let holding = self.holding(permit.person()).await?;
        let person = holding.known()?.to_owned();
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let matter = holding.matter(Some(act.matter()))?;
        let at = holding.next_instant(now);
        let regime = self.regime_of(&matter.issued.regime)?;
        let events = around.events(regime, matter);
        if let (OwnAct::Opened { .. }, Some(before)) = (act, in_account(&events, EventKind::Opened))
        {
            return Ok(Happened {
                matter: matter.id().to_owned(),
                event: before.clone(),
                corrections: 0,
            });
        }
        let bound = self.bind(&holding, matter, &around)?;
        let position = bound.position(at, None);
        let open = OpenNow::of(bound.regime, matter, &events, &position);
        heard(act, matter, &open)?;
        attachment::check(act.attachments())?;
        let recording = Recording {
            person: person.clone(),
            matter: Some(matter.id().to_owned()),
            event: event(act, at, self.zone().to_datetime(at).date())?,
        };
        let by = signed(permit);
        self.put_act((&by, act), (&holding, matter, &around), &recording, now)
            .await
    }

    async fn put_act(
        &self,
        (by, act): (&str, &OwnAct),
        (holding, matter, around): (&Holding, &OwnMatter, &Around),
        recording: &Recording,
        now: Timestamp,
    ) -> Result<Happened, Stop> {
        let decision = self.decide_in(by, holding, matter, around, (recording, now))?;
        let mut writing = self.writing();
        let with = GivenWith::Event {
            matter: decision.matter.clone(),
            event: decision.event.id.clone(),
        };
        let person = holding.known()?;
        let given = act.attachments();
        self.attach(person, (by, &with), given, (now, &mut writing))
            .await?;
        self.put_in(holding, around, decision, (now, writing)).await
    }
}

/// Whether the law would hear it, as the position says; else what it would hear.
fn heard(act: &OwnAct, matter: &OwnMatter, open: &OpenNow) -> Ruling<()> {
    if matter.issued.force == Force::Test && !matches!(act, OwnAct::Opened { .. }) {
        return Err(Refusal::on(
            "test",
            "this is a test: it has no force, and nothing need be done about it",
            "nothing: no test turns into an order",
        ));
    }
    match act {
        OwnAct::Opened { .. } => match open.opening {
            Opening::Unopened | Opening::Opened => Ok(()),
            Opening::None => Err(Refusal::on(
                "not-in-account",
                "there is no copy of this notice in the account to be opened",
                "it comes another way; it can be read here all the same",
            )),
        },
        OwnAct::ExcuseClaimed { excuse, .. } => excuse_heard(excuse, open),
        OwnAct::Objected {
            remedy, measure, ..
        } => remedy_heard(remedy, measure.as_deref(), open),
        OwnAct::AppearanceClaimed { .. } => claim_heard(ClaimKind::Appearance, open),
        OwnAct::NonReceiptClaimed { .. } => claim_heard(ClaimKind::NonReceipt, open),
        OwnAct::Replied { .. } if open.reply.is_some() => Ok(()),
        OwnAct::Replied { .. } => Err(Refusal::on(
            "no-reply-asked",
            "no answer is asked for in this matter now",
            "see what is to be done in it, and by when",
        )),
    }
}

fn listed(names: &[&str], nothing: &str) -> String {
    match names {
        [] => nothing.to_owned(),
        names => format!("open now: {}", names.join(", ")),
    }
}

fn excuse_heard(excuse: &str, open: &OpenNow) -> Ruling<()> {
    let excuses = open.excuses.iter().map(|it| it.excuse.as_str());
    let exceptions = open.exceptions.iter().map(|it| it.exception.as_str());
    let known: Vec<&str> = excuses.chain(exceptions).collect();
    if known.contains(&excuse) {
        return Ok(());
    }
    Err(Refusal::on(
        "excuse-not-heard",
        format!(
            "the law would not hear `{excuse}` in this matter now: it is not known, was claimed \
             before, or its last day is over"
        ),
        listed(&known, "no reason can be given in this matter now"),
    ))
}

fn remedy_heard(remedy: &str, measure: Option<&str>, open: &OpenNow) -> Ruling<()> {
    let named: Vec<_> = open
        .remedies
        .iter()
        .filter(|it| it.remedy == remedy)
        .collect();
    let against = |it: &&&crate::open::OpenRemedy| {
        measure.is_none_or(|measure| it.against.iter().any(|known| known == measure))
    };
    if named.iter().any(|it| against(&it)) {
        return Ok(());
    }
    let known: Vec<&str> = open.remedies.iter().map(|it| it.remedy.as_str()).collect();
    let of = measure.map(|measure| format!(" against `{measure}`"));
    Err(Refusal::on(
        "remedy-not-open",
        format!(
            "`{remedy}`{} is not open in this matter now",
            of.unwrap_or_default()
        ),
        listed(&known, "the law gives no remedy in this matter now"),
    ))
}

fn claim_heard(kind: ClaimKind, open: &OpenNow) -> Ruling<()> {
    if open.claims.contains(&kind) {
        return Ok(());
    }
    let (text, cure) = match kind {
        ClaimKind::Appearance => (
            "the law of this matter does not hear now that you came",
            "ask the office to record your appearance: that ends everything at once",
        ),
        ClaimKind::NonReceipt => (
            "the law of this matter does not hear now that nothing reached you",
            "tell the office, which can take a service back that did not reach you",
        ),
    };
    let known: Vec<&str> = open.claims.iter().map(|it| it.word()).collect();
    let cure = listed(&known, cure);
    Err(Refusal::on("claim-not-heard", text, cure))
}

/// The event of an act, at the instant at which it is recorded: what a person says is said now,
/// whatever day it is about.
fn event(act: &OwnAct, at: Timestamp, today: Date) -> Ruling<Event> {
    let mut event = Event::new("", act.kind(), at);
    match act {
        OwnAct::Opened { .. } => event.channel = Some(PORTAL.to_owned()),
        OwnAct::ExcuseClaimed {
            excuse,
            another_day,
            reason,
            ..
        } => {
            let reason = needed("the reason", reason)?;
            event.excuse = Some(excuse.clone());
            event.reason = Some(match another_day {
                Some(day) if *day < today => return Err(past_day(*day)),
                Some(day) => format!("asks to come on {day}: {reason}"),
                None => reason,
            });
        }
        OwnAct::Objected {
            remedy,
            measure,
            reason,
            ..
        } => {
            event.remedy = Some(remedy.clone());
            event.effect.clone_from(measure);
            event.reason = Some(written("the reason", reason)?).filter(|it| !it.is_empty());
        }
        OwnAct::AppearanceClaimed { on, reason, .. } => {
            if *on > today {
                let text = format!("{on} has not come yet");
                return Err(Refusal::on("future", text, "say on which day you came"));
            }
            let reason = needed("where and when you came", reason)?;
            event.reason = Some(format!("came on {on}: {reason}"));
        }
        OwnAct::NonReceiptClaimed { reason, .. } => {
            event.reason = Some(needed("how it was", reason)?);
        }
        OwnAct::Replied { reply, .. } => {
            event.channel = Some(PORTAL.to_owned());
            event.reason = Some(needed("the answer", reply)?);
        }
    }
    Ok(event)
}

fn past_day(day: Date) -> Refusal {
    Refusal::on(
        "past-day",
        format!("{day} is over"),
        "name a day on which you can come",
    )
}
