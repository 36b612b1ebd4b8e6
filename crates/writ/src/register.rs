//! `writ register`: people and facts come in from files.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};
use writ_registry::{
    Form, ImportOrder, ImportReport, ImportStep, MayImport, Recorded, Reject, operation,
};

use crate::file::{self, Readers};
use crate::output::{Output, several, visible};
use crate::progress::Progress;
use crate::registry::{self, Access, Open};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = r#"Examples:
  writ register import people.csv --registry registry --as vera
  writ register facts changes.jsonl --rejects rejects.csv --registry registry --as vera

CSV, one fact a line; JSON Lines, one person a line:
  person,fact,value,at,recorded_at,source
  MADE-UP-1,region,A,2023-04-01,2023-04-01,civil-registry

  {"id": "MADE-UP-1", "facts": [{"fact": "region", "value": "A", "at": "2023-04-01",
   "recorded_at": "2023-04-01", "source": "civil-registry"}]}

A line that is wrong is left out and goes, with the reason, to the file of rejects; the command then
ends with 1. What stopped half way goes on where it stopped: run the same command again."#;

/// Takes people and facts into the register.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum RegisterCommand {
    /// Takes in people with their facts.
    #[command(after_help = EXAMPLES)]
    Import(Import),
    /// Takes in new facts about people who are in the register.
    #[command(after_help = EXAMPLES)]
    Facts(Import),
}

/// How many rejects are shown at once; all of them stand in their file.
const SHOWN: usize = 5;

/// What to take in.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file: CSV or JSON Lines.
    file: PathBuf,
    /// The form of the file; else told by the end of its name.
    #[arg(long, value_enum)]
    form: Option<FormWord>,
    /// Where lines go that were not taken in; else beside the file.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// When the facts count as recorded.
    #[arg(long, value_enum, default_value_t = RecordedWord::Now)]
    recorded: RecordedWord,
    #[command(flatten)]
    access: Access,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FormWord {
    /// One fact a line, with a first line that names the columns.
    Csv,
    /// One person a line, in JSON.
    Jsonl,
}

/// When facts count as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum RecordedWord {
    /// When this registry takes them in.
    Now,
    /// When the file says: in a sandbox alone.
    AsGiven,
}

pub(crate) fn run(command: &RegisterCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(async {
        match command {
            RegisterCommand::Import(import) => {
                let open = import.access.open().await?;
                take(import, &open, operation::ImportRegister, output).await
            }
            RegisterCommand::Facts(import) => {
                let open = import.access.open().await?;
                take(import, &open, operation::UpdateFacts, output).await
            }
        }
    })
}

async fn take<O: MayImport>(
    import: &Import,
    open: &Open,
    operation: O,
    output: &Output,
) -> Result<Done, Trouble> {
    let permit = open.permit(operation).await?;
    let form = form(import)?;
    let mut file = file::open(&import.file)?;
    let (digest, lines) = look_through(&mut file, &import.file)?;
    let recorded = match import.recorded {
        RecordedWord::Now => Recorded::Now,
        RecordedWord::AsGiven => Recorded::AsGiven,
    };
    let order = ImportOrder {
        digest,
        form,
        recorded,
    };
    let reader = BufReader::with_capacity(1 << 16, file);
    let importing = open.registry.import(&permit, order, reader).await?;
    let mut importing = importing.map_err(|refusal| {
        // A first line that names no columns is a bad file, whoever brings it.
        let bad_file = refusal.has("first-line");
        let trouble = Trouble::from(refusal);
        if bad_file {
            trouble.into_misuse_of(&import.file)
        } else {
            trouble
        }
    })?;
    let progress = Progress::new(output, "importing", Some(lines));
    let report = loop {
        match importing.step(open.now()).await? {
            ImportStep::Batch(report) => progress.at(report.next_line.saturating_sub(1)),
            ImportStep::Finished(report) => break report,
        }
    };
    drop(progress);
    let rejects = importing.rejects();
    let place = write_rejects(import, &rejects)?;
    say(import, open, &report, (&rejects, place.as_deref()), output)?;
    Ok(if report.rejected > 0 {
        Done::Wanting
    } else {
        Done::Well
    })
}

fn form(import: &Import) -> Result<Form, Trouble> {
    let by_name = || match import.file.extension()?.to_str()? {
        "csv" => Some(FormWord::Csv),
        "jsonl" | "ndjson" => Some(FormWord::Jsonl),
        _ => None,
    };
    match import.form.or_else(by_name) {
        Some(FormWord::Csv) => Ok(Form::Csv),
        Some(FormWord::Jsonl) => Ok(Form::Jsonl),
        None => {
            let text = format!("{} does not say its form", import.file.display());
            Err(Trouble::misuse(text).with_cure("say --form csv or --form jsonl"))
        }
    }
}

/// The digest of a file and the number of its lines, a piece at a time: a file may be larger than
/// the memory.
fn look_through(file: &mut File, path: &Path) -> Result<([u8; 32], u64), Trouble> {
    let mut hash = Sha256::new();
    let mut lines = 0u64;
    let mut piece = vec![0u8; 1 << 16];
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => piece.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(file::unread(path, &error)),
        };
        hash.update(read);
        let ends = read.iter().filter(|byte| **byte == b'\n').count();
        lines = lines.saturating_add(u64::try_from(ends).unwrap_or(u64::MAX));
    }
    file.rewind().map_err(|error| {
        Trouble::misuse(format!("{} cannot be read twice: {error}", path.display()))
            .with_cure("import from a file, not from a pipe")
    })?;
    Ok((hash.finalize().into(), lines))
}

/// Writes the lines that were not taken in, with their reasons, and says where.
fn write_rejects(import: &Import, rejects: &[Reject]) -> Result<Option<PathBuf>, Trouble> {
    if rejects.is_empty() && import.rejects.is_none() {
        return Ok(None);
    }
    let path = import.rejects.clone().unwrap_or_else(|| {
        let mut name = import.file.file_name().unwrap_or_default().to_owned();
        name.push(".rejects.csv");
        import.file.with_file_name(name)
    });
    let mut text = "line,reason,cure\n".to_owned();
    for reject in rejects {
        text.push_str(&format!(
            "{},{},{}\n",
            reject.line,
            field(&reject.reason),
            field(&reject.cure)
        ));
    }
    // Parts of the lines stand in it, and they are about people.
    file::replace(&path, &text, Readers::Owner)?;
    Ok(Some(path))
}

fn field(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn say(
    import: &Import,
    open: &Open,
    report: &ImportReport,
    (rejects, place): (&[Reject], Option<&Path>),
    output: &Output,
) -> Result<(), Trouble> {
    open.answer(
        output,
        || {
            json!({
                "file": import.file,
                "people": report.people,
                "facts": report.facts,
                "unchanged": report.unchanged,
                "rejected": report.rejected,
                "corrections": report.corrections,
                "rejects": place,
                "first_rejects": rejects.get(..SHOWN).unwrap_or(rejects),
            })
        },
        || {
            let people = several(report.people, "person", "people");
            let facts = several(report.facts, "fact", "facts");
            let mut text = format!("{}: {people} and {facts} taken in", import.file.display());
            if report.unchanged > 0 {
                let unchanged = several(report.unchanged, "fact", "facts");
                text.push_str(&format!(", {unchanged} known already"));
            }
            if report.corrections > 0 {
                let corrected = several(report.corrections, "answer", "answers");
                text.push_str(&format!(", {corrected} to desks corrected"));
            }
            text.push('\n');
            for reject in rejects.iter().take(SHOWN) {
                text.push_str(&format!(
                    "  line {}: {}\n",
                    reject.line,
                    visible(&reject.reason)
                ));
                text.push_str(&format!("    to do: {}\n", visible(&reject.cure)));
            }
            if let (true, Some(place)) = (report.rejected > 0, place) {
                let rejected = several(report.rejected, "line", "lines");
                let place = place.display();
                text.push_str(&format!("{rejected} not taken in: see {place}\n"));
            }
            text
        },
    )
}
