//! The register: people and facts come in from files, batch by batch, all or nothing.
//!
//! An import is known by the digest of its file. How far it came is recorded in the same batch as
//! the rows, so that the same command after a crash goes on exactly there.

mod line;
mod row;
mod take;

use std::io::BufRead;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::tree::FactRule;
use writ_store::Family;

use crate::account::{Official, Permit, operation};
use crate::contact;
use crate::error::{RegistryError, Stop, ruled};
use crate::officer::Offices;
use crate::refusal::{Refusal, Ruling};
use crate::registry::{Kind, Registry};
use crate::seal::hex;
use crate::stream::AsJson;
use crate::stream::Stream;
use line::{Line, Lines};
pub(crate) use row::Fault;
pub use row::Reject;
use row::{Columns, Row, Vocabulary};
pub(crate) use take::after;

pub(crate) const IMPORTS: Family = Family("import");

/// How many people go into one batch.
const PEOPLE_AT_ONCE: usize = if cfg!(test) { 50 } else { 500 };
/// How many lines at most go into one batch, and how many of them at most may be rejects.
const LINES_AT_ONCE: u64 = 10_000;
const REJECTS_AT_ONCE: usize = 500;
/// How often a batch is decided anew when others record of the same people.
const TRIES: u32 = 8;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// One fact a line: `person,fact,value,at,recorded_at,source`.
    Csv,
    /// One person a line, in JSON.
    Jsonl,
}

/// Whom a file may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anyone: people who are new are taken in.
    Register,
    /// People who are in the register; others are rejected.
    Facts,
}

impl Scope {
    const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Facts => "facts",
        }
    }
}

/// When the facts of a file count as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// When this registry takes them in.
    Now,
    /// When the file says. Only in a sandbox.
    AsGiven,
}

/// What to import, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportOrder {
    /// The SHA-256 of the whole file: by it an import is known again.
    pub digest: [u8; 32],
    /// The form of the file.
    pub form: Form,
    /// When its facts count as recorded.
    pub recorded: Recorded,
}

/// How far an import has come, over all its runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The line that is read next, from 1.
    pub next_line: u64,
    /// People taken into the register.
    pub people: u64,
    /// Facts recorded.
    pub facts: u64,
    /// Facts that the register held already, from the same source and the same day.
    pub unchanged: u64,
    /// Lines rejected.
    pub rejected: u64,
    /// Desks told of a correction.
    pub corrections: u64,
}

/// What a step of an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// A batch is in, and there is more.
    Batch(ImportReport),
    /// Everything is in.
    Finished(ImportReport),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct ImportEntry {
    by: String,
    form: Form,
    recorded: Recorded,
    report: ImportReport,
    rejects: Vec<Reject>,
    state: ImportState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ImportState {
    More,
    Finished,
}

impl AsJson for ImportEntry {}

/// An import under way.
#[derive(Debug)]
pub struct Importing<'r, R> {
    registry: &'r Registry,
    by: String,
    offices: Offices,
    /// By what the rows of this import are known in people's streams.
    name: String,
    order: ImportOrder,
    scope: Scope,
    lines: Lines<R>,
    columns: Option<Columns>,
    /// A row that was read and belongs to the next batch.
    put_back: Option<Read>,
    progress: Stream<ImportEntry>,
}

/// A row, or what is wrong with it, with the number of its line.
type Read = (u64, Result<Row, Fault>);

/// Lines that go into one batch.
#[derive(Debug, Default)]
struct Gathered {
    rows: Vec<Row>,
    rejects: Vec<Reject>,
    next_line: u64,
    state: Option<ImportState>,
}

/// Leave to bring facts in: into the register, or about people who are in it.
pub trait MayImport: Official {
    /// Whom the files may speak of.
    const SCOPE: Scope;
}

impl MayImport for operation::ImportRegister {
    const SCOPE: Scope = Scope::Register;
}

impl MayImport for operation::UpdateFacts {
    const SCOPE: Scope = Scope::Facts;
}

impl Registry {
    /// Begins an import, or goes on with one that stopped. The reader is at the file's beginning.
    ///
    /// # Errors
    ///
    /// When the store fails or the file cannot be read.
    pub async fn import<R: BufRead, O: MayImport>(
        &self,
        permit: &Permit<O>,
        order: ImportOrder,
        reader: R,
    ) -> Result<Ruling<Importing<'_, R>>, RegistryError> {
        ruled(self.try_import(permit, order, reader).await)
    }

    async fn try_import<R: BufRead, O: MayImport>(
        &self,
        permit: &Permit<O>,
        order: ImportOrder,
        reader: R,
    ) -> Result<Importing<'_, R>, Stop> {
        decide_order(self.kind(), &order)?;
        let scope = O::SCOPE;
        let offices = permit.officer().offices().clone();
        let name = import_name(&order, &offices);
        let id = self
            .keys
            .stream(IMPORTS, &[name.as_bytes(), scope.word().as_bytes()]);
        let progress = self.stream::<ImportEntry>(id).await?;
        let mut lines = Lines::of(reader);
        let next = decide_resume(&progress, &order)?;
        let columns = match order.form {
            Form::Jsonl => None,
            Form::Csv => Some(first_line(&mut lines)?),
        };
        lines
            .skip_to(next)
            .map_err(|source| RegistryError::File { line: next, source })?;
        let by = permit.name().to_owned();
        Ok(Importing {
            registry: self,
            by,
            offices,
            name,
            order,
            scope,
            lines,
            columns,
            put_back: None,
            progress,
        })
    }

    fn vocabulary(&self) -> Vocabulary<'_> {
        let mut facts: Vec<&FactRule> = Vec::new();
        for rule in self
            .regimes()
            .iter()
            .flat_map(|regime| &regime.tree().facts)
        {
            let same =
                |known: &&FactRule| known.name == rule.name && known.fresh_for == rule.fresh_for;
            if !facts.iter().any(same) {
                facts.push(rule);
            }
        }
        // How people are reached, unless a regime says what that is.
        for rule in contact::rules() {
            if !facts.iter().any(|known| known.name == rule.name) {
                facts.push(rule);
            }
        }
        Vocabulary {
            facts,
            zone: self.zone(),
        }
    }
}

/// By what an import is known: its file, and for whose people. So what was rejected as another
/// office's goes in when that office imports the same file.
fn import_name(order: &ImportOrder, offices: &Offices) -> String {
    let mut name = hex(&order.digest);
    if let Offices::Only(offices) = offices {
        for office in offices {
            name.push('\n');
            name.push_str(office);
        }
    }
    name
}

/// Recording times as given are for made-up people only.
fn decide_order(kind: Kind, order: &ImportOrder) -> Ruling<()> {
    if order.recorded == Recorded::AsGiven && kind != Kind::Sandbox {
        return Err(Refusal::on(
            "recorded-as-given",
            "a live registry records when it records, whatever a file says",
            "leave `recorded_at` to the registry",
        ));
    }
    Ok(())
}

fn decide_resume(progress: &Stream<ImportEntry>, order: &ImportOrder) -> Ruling<u64> {
    let Some(last) = progress.says().next_back() else {
        return Ok(1);
    };
    if (last.form, last.recorded) == (order.form, order.recorded) {
        return Ok(last.report.next_line);
    }
    Err(Refusal::on(
        "other-import",
        "this file was imported before in another way",
        "go on as it was begun: the same form and the same recording times",
    ))
}

fn first_line<R: BufRead>(lines: &mut Lines<R>) -> Result<Columns, Stop> {
    let line = lines
        .read()
        .map_err(|source| RegistryError::File { line: 1, source })?;
    let read = match line {
        Some((_, Line::Text(text))) => Columns::read(&text),
        Some((_, Line::NotText)) => Err(not_text()),
        Some((_, Line::TooLong)) => Err(too_long()),
        None => Err(Fault::new(
            "the file is empty",
            "give a first line that names the columns",
        )),
    };
    Ok(read.map_err(|fault| Refusal::on("first-line", fault.reason, fault.cure))?)
}

fn not_text() -> Fault {
    Fault::new("the line is not UTF-8", "save the file in UTF-8")
}

fn too_long() -> Fault {
    Fault::new(
        format!("the line is longer than {} bytes", line::LINE_BYTES),
        "one row a line; is the file a register at all?",
    )
}

impl<R: BufRead> Importing<'_, R> {
    /// How far it has come.
    #[must_use]
    pub fn report(&self) -> ImportReport {
        let begun = ImportReport {
            next_line: 1,
            ..ImportReport::default()
        };
        self.progress
            .says()
            .next_back()
            .map_or(begun, |entry| entry.report)
    }

    /// Every line rejected so far, in this run and those before.
    #[must_use]
    pub fn rejects(&self) -> Vec<Reject> {
        self.progress
            .says()
            .flat_map(|entry| entry.rejects.iter().cloned())
            .collect()
    }

    /// Takes in the next batch.
    ///
    /// # Errors
    ///
    /// When the store fails or the file cannot be read. Nothing of the batch is in then, and the
    /// import can be begun again from the file.
    pub async fn step(&mut self, now: Timestamp) -> Result<ImportStep, RegistryError> {
        if self.progress.says().next_back().map(|entry| entry.state) == Some(ImportState::Finished)
        {
            return Ok(ImportStep::Finished(self.report()));
        }
        let mut gathered = self.gather()?;
        let mut tries = 0;
        while tries < TRIES {
            match self.take(&gathered, now).await {
                Err(error) if error.is_conflict() => {
                    tries += 1;
                    let before = self.report().next_line;
                    self.progress = self.registry.stream(self.progress.id).await?;
                    let last = self.progress.says().next_back().map(|entry| entry.state);
                    if last == Some(ImportState::Finished) {
                        return Ok(ImportStep::Finished(self.report()));
                    }
                    if self.report().next_line > before {
                        self.catch_up(&mut gathered)?;
                        tries = 0;
                    }
                }
                other => return other,
            }
        }
        Err(RegistryError::Contended { times: TRIES })
    }

    /// Drops what somebody else who imports the same file took in meanwhile, and goes on after it.
    fn catch_up(&mut self, gathered: &mut Gathered) -> Result<(), RegistryError> {
        let next = self.report().next_line;
        gathered.rows.retain(|row| row.line >= next);
        gathered.rejects.retain(|reject| reject.line >= next);
        if next < gathered.next_line || gathered.state.is_some() {
            return Ok(());
        }
        self.put_back = self.put_back.take().filter(|(number, _)| *number >= next);
        self.lines
            .skip_to(next)
            .map_err(|source| RegistryError::File { line: next, source })?;
        *gathered = self.gather()?;
        Ok(())
    }

    /// Reads lines until there is enough for a batch. A batch ends between two people, so that
    /// what a file says of one person at one time is recorded at one time.
    fn gather(&mut self) -> Result<Gathered, RegistryError> {
        let vocabulary = self.registry.vocabulary();
        let first = self
            .put_back
            .as_ref()
            .map_or(self.lines.next_number(), |(number, _)| *number);
        let mut gathered = Gathered::default();
        let mut people = std::collections::BTreeSet::new();
        loop {
            let Some((number, row)) = self.next_row(&vocabulary)? else {
                gathered.state = Some(ImportState::Finished);
                gathered.next_line = self.lines.next_number();
                break;
            };
            let lines = number.saturating_sub(first);
            let enough = people.len() >= PEOPLE_AT_ONCE
                || gathered.rejects.len() >= REJECTS_AT_ONCE
                || lines >= LINES_AT_ONCE;
            let same = gathered.rows.last().map(|row: &Row| row.person.as_str())
                == row.as_ref().ok().map(|row| row.person.as_str());
            if (enough && !same) || lines >= 2 * LINES_AT_ONCE {
                gathered.next_line = number;
                self.put_back = Some((number, row));
                break;
            }
            match row {
                Ok(row) => {
                    people.insert(row.person.clone());
                    gathered.rows.push(row);
                }
                Err(fault) => gathered.rejects.push(fault.at(number)),
            }
        }
        Ok(gathered)
    }

    /// The next row that is not empty, read or at fault, with its number.
    fn next_row(&mut self, vocabulary: &Vocabulary<'_>) -> Result<Option<Read>, RegistryError> {
        if let Some(row) = self.put_back.take() {
            return Ok(Some(row));
        }
        loop {
            let line = self.lines.next_number();
            let read = self
                .lines
                .read()
                .map_err(|source| RegistryError::File { line, source })?;
            let Some((number, line)) = read else {
                return Ok(None);
            };
            let row = match (line, &self.columns) {
                (Line::Text(text), _) if text.trim().is_empty() => continue,
                (Line::Text(text), Some(columns)) => vocabulary.csv(columns, number, &text),
                (Line::Text(text), None) => vocabulary.json(number, &text),
                (Line::NotText, _) => Err(not_text()),
                (Line::TooLong, _) => Err(too_long()),
            };
            return Ok(Some((number, row)));
        }
    }

    /// Decides what becomes of the lines, and commits it with how far the import came.
    async fn take(
        &mut self,
        gathered: &Gathered,
        now: Timestamp,
    ) -> Result<ImportStep, RegistryError> {
        let (recorded, scope) = (self.order.recorded, self.scope);
        let terms = take::Terms {
            recorded,
            scope,
            import: &self.name,
            by: &self.by,
            offices: &self.offices,
            now,
        };
        let registry = self.registry;
        let mut writing = registry.writing();
        let (taken, rejects) = registry
            .take_rows(&terms, &gathered.rows, &mut writing)
            .await?;
        let mut all = gathered.rejects.clone();
        all.extend(rejects);
        all.sort_by_key(|reject| reject.line);
        let mut report = self.report();
        report.next_line = gathered.next_line;
        report.people += taken.people;
        report.facts += taken.facts;
        report.unchanged += taken.unchanged;
        report.corrections += taken.corrections;
        report.rejected += u64::try_from(all.len()).unwrap_or(u64::MAX);
        let entry = ImportEntry {
            by: self.by.clone(),
            form: self.order.form,
            recorded: self.order.recorded,
            report,
            rejects: all,
            state: gathered.state.unwrap_or(ImportState::More),
        };
        let at = self.progress.next_instant(now);
        writing.append(&self.progress, &entry, at)?;
        writing.commit().await?;
        let state = entry.state;
        registry.grown(&mut self.progress, entry, at).await?;
        Ok(match state {
            ImportState::More => ImportStep::Batch(report),
            ImportState::Finished => ImportStep::Finished(report),
        })
    }
}
