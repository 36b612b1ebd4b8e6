//! Printing: letters that wait become a batch in a folder, and are then on record as handed over.
//!
//! A batch is made under another name, and gets its own when all of it is on the disk. Only then is
//! any of it recorded. Killed in between, the next run finds the letters in the batch, records
//! them, and does not print them again.

use std::fmt::{Debug, Write as _};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use writ_registry::{
    Again, HandOver, Letter, Permit, Refusal, Registry, RegistryError, Ruling, TakeAsked, Taken,
    operation,
};

use super::manifest::{self, Line, Printed};

/// For how long letters are held while a batch is made.
const HELD: SignedDuration = SignedDuration::from_hours(2);
/// When a letter is looked at again whose document is not there yet.
const LATER: SignedDuration = SignedDuration::from_mins(30);
const ADDRESS_LINES: usize = 6;

/// The document of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// Here it is.
    Ready {
        /// Its bytes.
        pdf: Vec<u8>,
        /// How many pages it has.
        pages: u32,
    },
    /// It cannot be made yet.
    NotYet {
        /// Why: what it says is not witnessed, for instance.
        why: String,
    },
}

/// A document that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the document cannot be made: {why}")]
pub struct DocumentError {
    /// Why.
    pub why: String,
}

/// Who makes the documents of letters.
#[async_trait]
pub trait Documents: Debug + Send + Sync {
    /// The document of a letter.
    ///
    /// # Errors
    /// [`DocumentError`] if it cannot be made, now or later.
    async fn document(&self, letter: &Letter) -> Result<Document, DocumentError>;
}

/// Where a batch goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch<'a> {
    /// The folder of all batches.
    pub folder: &'a Path,
    /// The name of this one.
    pub name: &'a str,
    /// The carrier it is for.
    pub carrier: &'a str,
    /// How many letters it has at most.
    pub most: usize,
}

/// A letter that was printed, and must not go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Its mark.
    pub mark: String,
    /// The batch it lies in.
    pub batch: String,
    /// Why.
    pub why: String,
}

/// What came of printing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrintReport {
    /// The folder of the batch; none if there was nothing to print.
    pub batch: Option<PathBuf>,
    /// How many letters are in it.
    pub printed: u64,
    /// How many were in an earlier batch and are on record from now on.
    pub recovered: u64,
    /// How many are over, and are not sent.
    pub over: u64,
    /// How many are looked at again later.
    pub later: u64,
    /// How many became dead letters, for instance for want of an address.
    pub dead: u64,
    /// What must be taken out of a batch: the matter ended while it was printed.
    pub withheld: Vec<Withheld>,
}

/// Why nothing was printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// The registry failed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The disk failed.
    #[error("the batch cannot be written to {place}: {source}")]
    Disk {
        /// Where.
        place: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The list of a batch cannot be read or written.
    #[error("the list of a batch under {place} cannot be used: {error}")]
    List {
        /// Where.
        place: String,
        /// What is wrong.
        error: csv::Error,
    },
    /// The name would be that of something else.
    #[error("`{name}` names no batch: use letters, digits, `-` and `_`")]
    Name {
        /// The name.
        name: String,
    },
    /// There is such a batch.
    #[error("there is a batch `{name}` already: give this one another name")]
    Exists {
        /// The name.
        name: String,
    },
}

/// Prints the letters of a registry.
#[derive(Debug)]
pub struct Printer<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// Leave to send.
    pub permit: &'r Permit<operation::SendMessages>,
    /// Who makes the documents.
    pub documents: &'r dyn Documents,
    /// The name of this printer: no two at work have the same.
    pub name: &'r str,
}

/// Letters on their way into a batch.
struct Making<'a> {
    folder: PathBuf,
    batch: &'a Batch<'a>,
    letters: Vec<(Taken, Letter, Line)>,
}

impl Printer<'_> {
    /// Makes a batch of the letters that wait, and records that they were handed over.
    ///
    /// # Errors
    /// [`PrintError`]; what was held then comes back by itself.
    pub async fn print(
        &self,
        batch: &Batch<'_>,
        now: Timestamp,
    ) -> Result<PrintReport, PrintError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if batch.name.is_empty() || !batch.name.chars().all(plain) {
            let name = batch.name.to_owned();
            return Err(PrintError::Name { name });
        }
        let whole = batch.folder.join(batch.name);
        if whole.exists() {
            let name = batch.name.to_owned();
            return Err(PrintError::Exists { name });
        }
        let part = batch.folder.join(format!(".{}.part", batch.name));
        fs::create_dir_all(batch.folder).map_err(|source| disk(batch.folder, source))?;
        // What an earlier run left unfinished was recorded nowhere.
        match fs::remove_dir_all(&part) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(disk(&part, source));
            }
            _ => {}
        }
        let mut making = Making {
            folder: part.clone(),
            batch,
            letters: Vec::new(),
        };
        let mut report = PrintReport::default();
        self.gather(&mut making, &mut report, now).await?;
        if making.letters.is_empty() {
            return Ok(report);
        }
        let lines: Vec<Line> = making.letters.iter().map(|it| it.2.clone()).collect();
        manifest::write(&part, &lines).map_err(|error| list(&part, error))?;
        sync(&part)?;
        fs::rename(&part, &whole).map_err(|source| disk(&whole, source))?;
        sync(batch.folder)?;
        report.batch = Some(whole);
        for (taken, letter, line) in &making.letters {
            let printed = Printed {
                batch: batch.name.to_owned(),
                line: line.clone(),
            };
            let recorded = self.record(taken, letter, (&printed, batch.carrier), now);
            match recorded.await? {
                Ok(()) => report.printed += 1,
                Err(withheld) => report.withheld.push(withheld),
            }
        }
        Ok(report)
    }

    /// Takes letters until there are enough, and writes their documents.
    async fn gather(
        &self,
        making: &mut Making<'_>,
        report: &mut PrintReport,
        now: Timestamp,
    ) -> Result<(), PrintError> {
        let folder = making.batch.folder;
        let printed = manifest::printed(folder).map_err(|error| list(folder, error))?;
        let asked = TakeAsked {
            topics: &["paper"],
            worker: self.name,
            until: now.saturating_add(HELD).unwrap_or(Timestamp::MAX),
        };
        while making.letters.len() < making.batch.most {
            let Some(taken) = self.registry.take_message(self.permit, asked, now).await? else {
                break;
            };
            let letter = match self.registry.letter(self.permit, &taken).await? {
                Ok(letter) => letter,
                Err(refusal) => {
                    self.refused(&taken, &refusal, report).await?;
                    continue;
                }
            };
            if let Some(printed) = printed.get(&letter.mark) {
                let carrier = making.batch.carrier;
                let recorded = self.record(&taken, &letter, (printed, carrier), now);
                match recorded.await? {
                    Ok(()) => report.recovered += 1,
                    Err(withheld) => report.withheld.push(withheld),
                }
                continue;
            }
            match self.documents.document(&letter).await {
                Ok(Document::Ready { pdf, pages }) => {
                    let line = making.write(&letter, &pdf, pages, now)?;
                    making.letters.push((taken, letter, line));
                }
                Ok(Document::NotYet { why }) => {
                    let from = now.saturating_add(LATER).unwrap_or(Timestamp::MAX);
                    self.put_back(&taken, &why, Again::From(from), report)
                        .await?;
                }
                Err(error) => {
                    self.put_back(&taken, &error.to_string(), Again::ByHand, report)
                        .await?;
                }
            }
        }
        Ok(())
    }

    /// What is over is not sent, and is done with; all else waits for a hand.
    async fn refused(
        &self,
        taken: &Taken,
        refusal: &Refusal,
        report: &mut PrintReport,
    ) -> Result<(), PrintError> {
        if refusal.has("matter-closed") || refusal.has("unknown-person") {
            self.registry.message_sent(self.permit, taken).await?;
            report.over += 1;
            return Ok(());
        }
        let why = refusal.to_string();
        self.put_back(taken, &why, Again::ByHand, report).await
    }

    async fn put_back(
        &self,
        taken: &Taken,
        why: &str,
        again: Again,
        report: &mut PrintReport,
    ) -> Result<(), PrintError> {
        let registry = self.registry;
        let again = registry
            .message_failed(self.permit, taken, why, again)
            .await?;
        match again {
            Again::From(_) => report.later += 1,
            Again::ByHand => report.dead += 1,
        }
        Ok(())
    }

    /// Records that a letter was handed over, and is done with its message.
    async fn record(
        &self,
        taken: &Taken,
        letter: &Letter,
        (printed, carrier): (&Printed, &str),
        now: Timestamp,
    ) -> Result<Result<(), Withheld>, PrintError> {
        let hand_over = HandOver {
            batch: &printed.batch,
            carrier,
            digest: digest_of(&printed.line.sha256),
            pages: printed.line.pages,
            at: printed.line.at,
        };
        let registry = self.registry;
        let recorded: Ruling<_> = registry
            .hand_over(self.permit, letter, &hand_over, now)
            .await?;
        registry.message_sent(self.permit, taken).await?;
        Ok(recorded.map(drop).map_err(|refusal| Withheld {
            mark: letter.mark.clone(),
            batch: printed.batch.clone(),
            why: refusal.to_string(),
        }))
    }
}

impl Making<'_> {
    /// Writes the document of a letter, and gives its line in the list.
    fn write(
        &self,
        letter: &Letter,
        pdf: &[u8],
        pages: u32,
        now: Timestamp,
    ) -> Result<Line, PrintError> {
        fs::create_dir_all(&self.folder).map_err(|source| disk(&self.folder, source))?;
        let path = self.folder.join(format!("{}.pdf", letter.mark));
        let written = File::create_new(&path).and_then(|mut file| {
            file.write_all(pdf)?;
            file.sync_all()
        });
        written.map_err(|source| disk(&path, source))?;
        let mut address = letter.address.iter().take(ADDRESS_LINES).cloned();
        let mut next = || address.next().unwrap_or_default();
        Ok(Line {
            handle: letter.matter.clone(),
            mark: letter.mark.clone(),
            channel: letter.channel.clone(),
            pages,
            sha256: hex(&Sha256::digest(pdf)),
            at: now,
            address_1: next(),
            address_2: next(),
            address_3: next(),
            address_4: next(),
            address_5: next(),
            address_6: next(),
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The digest that stands in a list; of one that somebody changed, none.
fn digest_of(text: &str) -> [u8; 32] {
    let mut digest = [0; 32];
    for (place, byte) in digest.iter_mut().enumerate() {
        let digits = text.get(place * 2..place * 2 + 2);
        *byte = digits
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .unwrap_or_default();
    }
    digest
}

fn sync(folder: &Path) -> Result<(), PrintError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|source| disk(folder, source))
}

fn disk(place: &Path, source: std::io::Error) -> PrintError {
    let place = place.display().to_string();
    PrintError::Disk { place, source }
}

fn list(place: &Path, error: csv::Error) -> PrintError {
    let place = place.display().to_string();
    PrintError::List { place, error }
}
