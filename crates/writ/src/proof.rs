//! `writ proof`: what a person takes away, and how anybody checks it.

mod paper;
mod record;
mod told;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};
use writ_ledger::cosignature::UnixSeconds;
use writ_ledger::policy::Policy;
use writ_ledger::posting::{Bearing, Shown, verify_file};
use writ_registry::operation;

use crate::file::{self, Readers};
use crate::output::{Output, visible, visible_lines};
use crate::registry::{self, Access, Place};
use crate::trouble::{Done, Trouble};
use paper::{Committed, NoPaper, Paper};
use record::Record;

const EXAMPLES: &str = "\
Examples:
  writ proof list --person MADE-UP-1 --registry registry --as olga
  writ proof export --person MADE-UP-1 --act 3 --out act-3.writ-proof --registry registry --as olga
  writ proof policy --out policy --registry registry
  writ proof verify act-3.writ-proof --policy policy
  writ proof verify notice.pdf --policy policy

A proof is one text file, or is attached to the PDF of a notice. To verify it nothing else is needed than the policy: no registry, no
network, and no software of the authority's.";

/// How far a claimed time may lie outside the bracket before it is said, in seconds: clocks differ,
/// and a batch takes its time.
const TOLERANCE: u64 = 5;

/// Exports and verifies proofs.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum ProofCommand {
    /// Lists the acts recorded of a person, and how far each is proved.
    List(List),
    /// Writes the proof of one act of a person, or of something published.
    Export(Export),
    /// Writes the policy by which proofs of this registry verify.
    Policy(PolicyCommand),
    /// Verifies a proof, offline.
    Verify(Verify),
}

/// Whose acts.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    #[command(flatten)]
    access: Access,
}

/// Which act.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub(crate) struct Export {
    /// The person.
    #[arg(long, value_name = "ID", group = "which")]
    person: Option<String>,
    /// The number of the act among those of the person; the last one if absent.
    #[arg(long, value_name = "N", requires = "person")]
    act: Option<u64>,
    /// The number of something published instead.
    #[arg(long, value_name = "N", group = "which")]
    published: Option<u64>,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    access: Access,
}

/// Where the policy goes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PolicyCommand {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Which file.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// The proof, or the PDF of a notice with its proof attached.
    file: PathBuf,
    /// The policy that names the log and its witnesses. Get it from somebody you trust, not from
    /// whoever gave you the proof.
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// Where to write the time stamp that comes with it, if one does.
    #[arg(long, value_name = "FILE")]
    time_stamp: Option<PathBuf>,
    /// Where to write the checkpoint over which that time stamp is.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub(crate) fn run(command: &ProofCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        ProofCommand::List(command) => registry::run(list(command, output)),
        ProofCommand::Export(command) => registry::run(export(command, output)),
        ProofCommand::Policy(command) => registry::run(give_policy(command, output)),
        ProofCommand::Verify(command) => verify(command, output),
    }
}

async fn list(command: &List, output: &Output) -> Result<Done, Trouble> {
    let open = command.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let acts = open.registry.acts(&permit, &command.person).await??;
    open.answer(
        output,
        || json!({ "acts": acts }),
        || {
            let mut text = String::new();
            for act in &acts {
                let proved = match (act.witnessed_at, act.place) {
                    (Some(at), _) => format!("witnessed {}", open.local(at)),
                    (None, Some(_)) => "in the ledger, not witnessed".to_owned(),
                    (None, None) => "waits for its place in the ledger".to_owned(),
                };
                let (number, at) = (act.number, open.local(act.recorded_at));
                text.push_str(&format!(
                    "{number} {at} {}: {proved}\n",
                    act.what.join(", ")
                ));
            }
            text
        },
    )?;
    Ok(Done::Well)
}

async fn export(command: &Export, output: &Output) -> Result<Done, Trouble> {
    let open = command.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let registry = &open.registry;
    let text = match (&command.person, command.published) {
        (Some(person), _) => registry.proof(&permit, person, command.act).await??,
        (None, number) => {
            registry
                .published_proof(number.unwrap_or_default())
                .await??
        }
    };
    file::replace(&command.out, &text, Readers::Owner)?;
    let out = command.out.display();
    open.answer(
        output,
        || json!({ "file": command.out, "bytes": text.len() }),
        || format!("{out}\n"),
    )?;
    Ok(Done::Well)
}

async fn give_policy(command: &PolicyCommand, output: &Output) -> Result<Done, Trouble> {
    let registry = command.place.open().await?;
    file::replace(&command.out, &registry.policy_text(), Readers::Anyone)?;
    output.answer(
        || json!({ "file": command.out }),
        || format!("{}\n", command.out.display()),
    )?;
    Ok(Done::Well)
}

/// Reads a policy.
pub(crate) fn policy(path: &Path) -> Result<Policy, Trouble> {
    let text = file::text(path)?;
    Policy::parse(text.as_bytes()).map_err(|error| {
        Trouble::misuse(format!("{}: {error}", path.display()))
            .with_cure("take the policy that the authority and its witnesses publish")
    })
}

fn verify(command: &Verify, output: &Output) -> Result<Done, Trouble> {
    let policy = policy(&command.policy)?;
    let file = file::bytes(&command.file)?;
    let no_paper = |why: NoPaper| {
        let text = format!("{} proves nothing: {why}", command.file.display());
        Trouble::refused("paper", text)
            .with_cure("get the notice anew from whoever gave it, and keep this one")
    };
    let paper = paper::is_pdf(&file).then(|| Paper::read(&file));
    let paper = paper.transpose().map_err(no_paper)?;
    let bytes = paper.as_ref().map_or(&file, |paper| &paper.proof);
    let shown = verify_file(bytes, &policy).map_err(|refused| {
        let text = format!("{} proves nothing: {refused}", command.file.display());
        Trouble::refused("proof", text)
            .with_cure("get the file anew from whoever gave it, and keep this one")
    })?;
    let Record {
        value: record,
        claimed,
    } = Record::read(&shown).map_err(|why| {
        let text = format!("{} proves nothing: {why}", command.file.display());
        Trouble::refused("record", text).with_cure(
            "the ledger holds what no registry of this kind writes: show the file to those who \
             witness it, or verify it with a newer program",
        )
    })?;
    let carried = paper.as_ref().map(|paper| paper.committed(&record));
    let carried = carried.transpose().map_err(no_paper)?;
    if let Some(path) = &command.time_stamp {
        let Some(token) = &shown.time_stamp else {
            return Err(Trouble::refused(
                "no-time-stamp",
                "no time stamp comes with this proof",
            ));
        };
        file::replace_bytes(path, token, Readers::Anyone)?;
    }
    if let Some(path) = &command.checkpoint {
        let proof = std::str::from_utf8(bytes).ok();
        let proof = proof.and_then(|text| writ_ledger::proof::Proof::parse(text).ok());
        let note = proof.map(|proof| proof.checkpoint).unwrap_or_default();
        file::replace(path, &note, Readers::Anyone)?;
    }
    let bearing = claimed.map(|at| shown.bracket.bears_out(at.as_second(), TOLERANCE));
    output.answer(
        || with_paper(in_json(&shown, &record, bearing), carried.as_ref()),
        || {
            let words = carried.as_ref().map(|text| of_paper(text.as_ref()));
            words.unwrap_or_default() + &in_words(&shown, &record, bearing)
        },
    )?;
    Ok(match bearing {
        Some(Bearing::Early { .. } | Bearing::Late { .. }) => Done::Wanting,
        _ => Done::Well,
    })
}

/// The text of a notice to which the record commits, before all else, and what it is worth.
fn of_paper(text: Option<&Committed>) -> String {
    let Some(Committed { language, text }) = text else {
        return "the record commits to no text of this notice: what follows is what was posted, and \
                the proof vouches for that, not for the words or the picture of the pages\n\n"
            .to_owned();
    };
    format!(
        "the text of the notice, in `{}`, as it was issued:\n\n{}\nthe proof vouches for this \
         text, and not for the picture of the pages: where they differ, this text is what was \
         issued\n\n",
        visible(language),
        visible_lines(text)
    )
}

/// The same for programs.
fn with_paper(mut shown: Value, paper: Option<&Option<Committed>>) -> Value {
    if let (Some(paper), Value::Object(members)) = (paper, &mut shown) {
        let text = paper
            .as_ref()
            .map(|it| json!({ "language": it.language, "says": it.text }));
        members.insert(
            "notice".to_owned(),
            json!({ "text": text, "vouches_for_pages": false }),
        );
    }
    shown
}

fn instant(at: UnixSeconds) -> String {
    let seconds = i64::try_from(at.get()).ok();
    let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.map_or_else(
        || "a time out of this calendar".to_owned(),
        |at| at.to_string(),
    )
}

fn in_json(shown: &Shown, record: &Value, bearing: Option<Bearing>) -> Value {
    let witnesses = shown.witnesses.iter();
    let witnesses = witnesses.map(|(name, at)| json!({ "name": name, "at": instant(*at) }));
    json!({
        "what": told::what(record),
        "rules": told::rules(record),
        "ledger": shown.origin.as_str(),
        "place": shown.index,
        "not_before": shown.bracket.not_before.map(instant),
        "not_after": shown.bracket.not_after.map(instant),
        "witnesses": witnesses.collect::<Vec<_>>(),
        "bearing": bearing.map(|bearing| bearing.to_string()),
        "time_stamped": shown.time_stamp.is_some(),
        "record": record,
    })
}

fn in_words(shown: &Shown, record: &Value, bearing: Option<Bearing>) -> String {
    let mut text = format!("{}\n", told::what(record));
    for rule in told::rules(record) {
        text.push_str(&format!("{rule}\n"));
    }
    text.push_str(&format!(
        "posted in the ledger {} as entry {}\n",
        visible(shown.origin.as_str()),
        shown.index
    ));
    if shown.origin.as_str().starts_with("sandbox") {
        text.push_str("this is the ledger of a sandbox: it has no legal force\n");
    }
    match shown.bracket.not_before {
        Some(at) => text.push_str(&format!(
            "not before {}: the witnesses saw the ledger without it\n",
            instant(at)
        )),
        None => text.push_str(
            "no earlier checkpoint comes with it: nothing says since when at the earliest\n",
        ),
    }
    match shown.bracket.not_after {
        Some(at) => text.push_str(&format!(
            "not after {}: a quorum of witnesses had signed\n",
            instant(at)
        )),
        None => text.push_str("nobody witnesses this ledger: its own word is all there is\n"),
    }
    for (name, at) in &shown.witnesses {
        text.push_str(&format!(
            "witness {} signed at {}\n",
            visible(name),
            instant(*at)
        ));
    }
    if let Some(bearing) = bearing {
        text.push_str(&format!("{bearing}\n"));
    }
    if shown.time_stamp.is_some() {
        text.push_str(
            "a time stamp over this checkpoint comes with it; --time-stamp and --checkpoint write \
             both out for `openssl ts -verify`\n",
        );
    }
    text.push_str("the whole record:\n");
    text.push_str(&visible(&record.to_string()));
    text.push('\n');
    text
}
