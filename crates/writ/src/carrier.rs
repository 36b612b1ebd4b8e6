//! `writ carrier`: letters on paper, what their carrier says of them, and where desks are told.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use serde_json::json;
use writ_courier::letter::{Batch, Document, DocumentError, Documents, PrintError, Printer, read};
use writ_registry::{Letter, Quality, StatusReport, operation};

use crate::file::{self, Readers};
use crate::output::{Output, several, visible};
use crate::registry::{self, Access, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ carrier print letters --documents drafts --batch 2023-04-17 --registry registry --as operator
  writ carrier statuses april.csv --registry registry --as officer
  writ carrier endpoint border --url https://border.example/hook --registry registry --as operator

A batch is a folder with a document for each letter and `manifest.csv`; it appears whole or not at
all. What the carrier says of the letters comes back as a file with the columns mark, status, at
and note; what cannot be true goes, with the reason, to a file of rejects, and the command then ends
with code 1. Given in again, the same file changes nothing.";

/// Letters on paper, what their carrier says of them, and where desks are told.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum CarrierCommand {
    /// Makes a batch of the letters that wait.
    #[command(after_help = EXAMPLES)]
    Print(Print),
    /// Takes in what a carrier says of letters.
    #[command(after_help = EXAMPLES)]
    Statuses(Statuses),
    /// Names where a desk is told that an answer it was given no longer holds.
    #[command(after_help = EXAMPLES)]
    Endpoint(Named),
}

/// What to print.
#[derive(Debug, clap::Args)]
pub(crate) struct Print {
    /// The folder of all batches.
    folder: PathBuf,
    /// The folder with the documents: `MATTER.pdf` for each matter.
    #[arg(long, value_name = "DIR")]
    documents: PathBuf,
    /// The name of this batch.
    #[arg(long, value_name = "NAME")]
    batch: String,
    /// The carrier it is for.
    #[arg(long, default_value = "post")]
    carrier: String,
    /// How many letters at most.
    #[arg(long, default_value_t = 1_000)]
    most: usize,
    #[command(flatten)]
    access: Access,
}

/// What to take in.
#[derive(Debug, clap::Args)]
pub(crate) struct Statuses {
    /// The carrier's file: CSV with the columns mark, status, at and note.
    file: PathBuf,
    /// Where the lines that are not believed go; beside the file otherwise.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// How many letters can be handed over in one minute.
    #[arg(long, value_name = "COUNT", default_value_t = Quality::default().delivered_in_a_minute)]
    most_a_minute: usize,
    #[command(flatten)]
    access: Access,
}

/// Where a desk is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    /// The desk.
    desk: String,
    /// The address.
    #[arg(long, required_unless_present = "none", conflicts_with = "none")]
    url: Option<String>,
    /// Nowhere any more.
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    access: Access,
}

pub(crate) fn run(command: &CarrierCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        match command {
            CarrierCommand::Print(print) => run_print(print, output).await,
            CarrierCommand::Statuses(statuses) => run_statuses(statuses, output).await,
            CarrierCommand::Endpoint(named) => run_endpoint(named, output).await,
        }
    })
}

/// Documents that somebody put into a folder, each under its matter.
#[derive(Debug)]
struct Folder<'a>(&'a Path);

#[async_trait]
impl Documents for Folder<'_> {
    async fn document(&self, letter: &Letter) -> Result<Document, DocumentError> {
        let path = self.0.join(format!("{}.pdf", letter.matter));
        if !path.is_file() {
            let why = format!("there is no document {} yet", path.display());
            return Ok(Document::NotYet { why });
        }
        let why = |why: String| DocumentError { why };
        let pdf = file::bytes(&path).map_err(|trouble| why(trouble.text()))?;
        let read = lopdf::Document::load_mem(&pdf).map_err(|error| why(error.to_string()))?;
        let pages = u32::try_from(read.get_pages().len()).unwrap_or(u32::MAX);
        Ok(Document::Ready { pdf, pages })
    }
}

async fn run_print(print: &Print, output: &Output) -> Result<Done, Trouble> {
    let open = print.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let name = format!("carrier-print-{}", std::process::id());
    let printer = Printer {
        registry: &open.registry,
        permit: &permit,
        documents: &Folder(&print.documents),
        name: &name,
    };
    let batch = Batch {
        folder: &print.folder,
        name: &print.batch,
        carrier: &print.carrier,
        most: print.most,
    };
    let report = printer.print(&batch, open.now()).await.map_err(trouble)?;
    let text = || {
        let letters = |count: u64| several(count, "letter", "letters");
        let mut text = match &report.batch {
            Some(folder) => format!("{} in {}\n", letters(report.printed), folder.display()),
            None => "nothing to print\n".to_owned(),
        };
        for (count, what) in [
            (report.recovered, "in an earlier batch, on record now"),
            (report.over, "not sent: the matter is over"),
            (report.later, "looked at again later"),
            (
                report.dead,
                "among the dead letters: see `writ outbox list --dead`",
            ),
        ] {
            if count > 0 {
                let _ = writeln!(text, "{} {what}", letters(count));
            }
        }
        for withheld in &report.withheld {
            let (mark, batch) = (&withheld.mark, &withheld.batch);
            let why = visible(&withheld.why);
            let _ = writeln!(text, "take {mark} out of batch {batch}: {why}");
        }
        text
    };
    open.answer(output, || &report, text)?;
    Ok(match report.withheld.is_empty() {
        true => Done::Well,
        false => Done::Wanting,
    })
}

fn trouble(error: PrintError) -> Trouble {
    match error {
        PrintError::Registry(error) => error.into(),
        PrintError::Name { .. } | PrintError::Exists { .. } => Trouble::misuse(error.to_string()),
        PrintError::Disk { .. } | PrintError::List { .. } => Trouble::failed(error.to_string()),
    }
}

async fn run_statuses(statuses: &Statuses, output: &Output) -> Result<Done, Trouble> {
    let bytes = file::bytes(&statuses.file)?;
    let lines = read(bytes.as_slice()).map_err(|error| {
        Trouble::misuse(format!("{}: {error}", statuses.file.display()))
            .with_cure("nothing was taken in: correct the file and give it in again")
    })?;
    let open = statuses.access.open().await?;
    let permit = open.permit(operation::RecordEvent).await?;
    let quality = Quality {
        delivered_in_a_minute: statuses.most_a_minute,
    };
    let taking = open
        .registry
        .carrier_statuses(&permit, &lines, quality, open.now());
    let report = taking.await?;
    let place = write_rejects(statuses, &report)?;
    let text = || {
        let recorded = several(report.recorded, "status", "statuses");
        let mut text = format!("{recorded} recorded, {} known already\n", report.unchanged);
        if report.corrections > 0 {
            let answers = several(report.corrections, "answer", "answers");
            let _ = writeln!(text, "{answers} to desks corrected");
        }
        for reject in &report.rejects {
            let (reason, cure) = (visible(&reject.reason), visible(&reject.cure));
            let _ = writeln!(text, "  line {}: {reason}\n    to do: {cure}", reject.line);
        }
        if let Some(place) = &place {
            let _ = writeln!(text, "not believed: see {}", place.display());
        }
        text
    };
    let json = || json!({"file": statuses.file, "report": report, "rejects": place});
    open.answer(output, json, text)?;
    Ok(match report.rejects.is_empty() {
        true => Done::Well,
        false => Done::Wanting,
    })
}

/// Writes the lines that are not believed, with their reasons, and says where.
fn write_rejects(statuses: &Statuses, report: &StatusReport) -> Result<Option<PathBuf>, Trouble> {
    if report.rejects.is_empty() && statuses.rejects.is_none() {
        return Ok(None);
    }
    let path = statuses.rejects.clone().unwrap_or_else(|| {
        let mut name = statuses.file.file_name().unwrap_or_default().to_owned();
        name.push(".rejects.csv");
        statuses.file.with_file_name(name)
    });
    let field = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "line,reason,cure\n".to_owned();
    for reject in &report.rejects {
        let (reason, cure) = (field(&reject.reason), field(&reject.cure));
        let _ = writeln!(text, "{},{reason},{cure}", reject.line);
    }
    file::replace(&path, &text, Readers::Owner)?;
    Ok(Some(path))
}

async fn run_endpoint(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::AddOfficer).await?;
    let url = named.url.as_deref();
    let endpoint = open
        .registry
        .set_endpoint(&permit, &named.desk, url, open.now());
    let endpoint = ruled(endpoint.await)?;
    let secret = endpoint.as_ref().map(|it| it.secret.to_text());
    let secret = secret.as_ref().map(|it| it.as_str());
    open.answer(
        output,
        || json!({"desk": named.desk, "url": url, "secret": secret}),
        || match (url, secret) {
            (Some(url), Some(secret)) => format!(
                "desk {} is told at {url}\nits secret, shown this once: {secret}\n",
                named.desk
            ),
            _ => format!("desk {} is told nothing any more\n", named.desk),
        },
    )?;
    Ok(Done::Well)
}
