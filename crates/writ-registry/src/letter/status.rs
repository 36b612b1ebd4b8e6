//! What a carrier says of letters: believed line by line, and recorded in their matters.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::regime::Regime;

use super::quality::{self, Quality, Said};
use super::{LetterEntry, carried_by, channel_of};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried};
use crate::person::{Holding, OwnMatter};
use crate::refusal::{Refusal, Ruling};
use crate::register::{Fault, Reject};
use crate::registry::Registry;

/// A line of a carrier's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLine {
    /// Its number, from 1.
    pub line: u64,
    /// The mark of the letter.
    pub mark: String,
    /// What happened to it: `dispatched`, `posted`, `absent`, `delivered`, `refused`, `returned`.
    pub status: String,
    /// When: RFC 3339.
    pub at: String,
    /// Of a delivery, to whom; of others, the carrier's remark in the word that the law has for it.
    pub note: String,
}

/// What came of a carrier's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatusReport {
    /// How many lines were recorded.
    pub recorded: u64,
    /// How many said what is on record.
    pub unchanged: u64,
    /// How many desks are told that an answer of theirs was wrong.
    pub corrections: u64,
    /// The lines that are not believed, in their order.
    pub rejects: Vec<Reject>,
}

/// What became of one line.
enum Taken {
    Recorded { corrections: u64 },
    Unchanged,
}

impl Registry {
    /// Takes in what a carrier says of letters. Every line is looked at before any is recorded; a
    /// line that was recorded before changes nothing, so that a file can be given in again.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn carrier_statuses(
        &self,
        permit: &Permit<operation::RecordEvent>,
        lines: &[StatusLine],
        quality: Quality,
        now: Timestamp,
    ) -> Result<StatusReport, RegistryError> {
        let mut report = StatusReport::default();
        let rejects = &mut report.rejects;
        let mut said = Vec::new();
        for line in lines {
            match read(line) {
                Ok(one) => said.push(one),
                Err(fault) => rejects.push(fault.at(line.line)),
            }
        }
        let said = quality::doubles(said, rejects);
        let said = quality::too_fast(said, quality, rejects);
        let mut of_mark: BTreeMap<String, Vec<Said>> = BTreeMap::new();
        for one in said {
            of_mark.entry(one.mark.clone()).or_default().push(one);
        }
        for said in of_mark.values_mut() {
            said.sort_by_key(|one| (one.at, one.line));
            for one in said {
                let taken = retried!(self.take_status(permit, one, now))?;
                match taken {
                    Ok(Taken::Unchanged) => report.unchanged += 1,
                    Ok(Taken::Recorded { corrections }) => {
                        report.recorded += 1;
                        report.corrections += corrections;
                    }
                    Err(refusal) => report.rejects.push(rejected(refusal).at(one.line)),
                }
            }
        }
        report.rejects.sort_by_key(|reject| reject.line);
        Ok(report)
    }

    async fn take_status(
        &self,
        permit: &Permit<operation::RecordEvent>,
        said: &Said,
        now: Timestamp,
    ) -> Result<Taken, Stop> {
        let marked = self
            .stream::<LetterEntry>(self.letter_stream(&said.mark))
            .await?;
        let unknown = || {
            let text = "no letter was handed over under this mark";
            Refusal::on("unknown-mark", text, "ask the carrier for the right one")
        };
        let letter = marked.says().next().ok_or_else(unknown)?;
        let person = letter.person_stream().ok_or_else(unknown)?;
        let holding = Holding::of(self.stream(person).await?)?;
        holding.known().map_err(|_| unknown())?;
        let matter = holding.matter(Some(&letter.matter))?;
        permit.covers(matter.issued.matter.region.as_deref().unwrap_or_default())?;
        let regime = self.regime_of(&matter.issued.regime)?;
        let standing = standing(matter, letter);
        if standing.contains(&(said.kind, said.at)) {
            return Ok(Taken::Unchanged);
        }
        let fault = quality::untimely(said.at, letter.at, now)
            .or_else(|| quality::impossible((said.kind, said.at), &standing));
        if let Some(fault) = fault {
            return Err(Refusal::on("status", fault.reason, fault.cure).into());
        }
        let event = event(regime, letter, said)?;
        let mut writing = self.writing();
        let by = permit.name();
        let corrections = self
            .happen(by, (&holding, matter, event), now, &mut writing)
            .await?;
        writing.commit().await?;
        Ok(Taken::Recorded { corrections })
    }
}

fn read(line: &StatusLine) -> Result<Said, Fault> {
    let at = line.at.trim().parse().map_err(|_| {
        Fault::new(
            "that is no instant",
            "write one with its offset, as in 2023-04-20T14:30:00+03:00",
        )
    })?;
    Ok(Said {
        line: line.line,
        mark: line.mark.trim().to_uppercase(),
        kind: quality::kind(line.status.trim())?,
        at,
        note: line.note.trim().to_owned(),
    })
}

/// What is on record of a letter: what happened on its channel since it was handed over.
fn standing(matter: &OwnMatter, letter: &LetterEntry) -> Vec<(EventKind, Timestamp)> {
    let corrected = |id: &str| {
        let mut events = matter.events.iter();
        events.any(|event| event.supersedes.as_deref() == Some(id))
    };
    let events = matter.events.iter();
    events
        .filter(|event| event.channel.as_deref() == Some(letter.channel.as_str()))
        .filter(|event| event.at >= letter.at && !corrected(&event.id))
        .filter(|event| quality::kind(event.kind.word()).is_ok())
        .map(|event| (event.kind, event.at))
        .collect()
}

/// The event that a status is, in the words of the law.
fn event(regime: &Regime, letter: &LetterEntry, said: &Said) -> Ruling<Event> {
    let mut event = Event::new("", said.kind, said.at);
    event.channel = Some(letter.channel.clone());
    event.by = Some(carried_by(regime, &letter.channel, &letter.carrier));
    let whom = channel_of(regime, &letter.channel).map_or(&[][..], |channel| &channel.to);
    let is_somebody = whom.iter().any(|word| word.text == said.note);
    let note = Some(said.note.clone()).filter(|note| !note.is_empty());
    match said.kind {
        EventKind::Delivered if whom.is_empty() || is_somebody => event.to = note,
        EventKind::Delivered => {
            let words: Vec<&str> = whom.iter().map(|word| word.as_str()).collect();
            return Err(Refusal::on(
                "to-whom",
                "it does not say to whom it was handed over",
                format!("write one of these as the note: {}", words.join(", ")),
            ));
        }
        EventKind::Refused if is_somebody => event.to = note,
        EventKind::Refused | EventKind::Absent | EventKind::Returned => event.mark = note,
        _ => {}
    }
    Ok(event)
}

fn rejected(refusal: Refusal) -> Fault {
    let ground = refusal.grounds.into_iter().next();
    let ground = ground.map(|ground| Fault::new(ground.text, ground.cure));
    ground.unwrap_or_else(|| Fault::new("it is refused", "ask an operator"))
}
