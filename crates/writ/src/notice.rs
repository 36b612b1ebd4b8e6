//! `writ notice`: the document that a person is given, as PDF with its proof, page, text or calendar
//! entry. And the words to which the record of issuing commits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use writ_law::case::Person;
use writ_law::regime::Regime;
use writ_notice::notice::{Beside, Check, Drill, Issue, Notice, NoticeError, Office, Over};
use writ_notice::position as told;
use writ_notice::{Catalogue, Language};
use writ_registry::evidence::proof::ActLine;
use writ_registry::{
    ExplainedMatter, Explanation, Force, Kind, Origin, Permit, Wanted, Wording, operation,
};

use crate::file::{self, Readers};
use crate::output::{Output, visible_lines};
use crate::registry::{self, Access, Open, ruled};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ notice --person MADE-UP-1 --registry registry --as oleg
  writ notice --person MADE-UP-1 --lang uk --out notice.pdf --registry registry --as oleg
  writ notice --person MADE-UP-1 --out appointment.ics --registry registry --as oleg
  writ notice --person MADE-UP-1 --office office.json --out notice.html --registry registry --as oleg

The PDF brings its proof along: `writ proof verify notice.pdf --policy POLICY` checks it.";

/// Writes the notice that a person was given.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct NoticeCommand {
    /// The person.
    #[arg(long, value_name = "ID")]
    person: String,
    /// The matter; may be left out where the person has one only.
    #[arg(long, value_name = "ID")]
    matter: Option<String>,
    /// The language: en, ru, uk, de or fi.
    #[arg(long, value_name = "LANG", default_value_t)]
    lang: Language,
    /// The file to write: its ending says what, `.pdf`, `.html`, `.txt` or `.ics`. Without it the
    /// text is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A JSON file that says how the office is reached: authority, name, post, `in_person`, phone,
    /// `e_mail`, portal, policy.
    #[arg(long, value_name = "FILE")]
    office: Option<PathBuf>,
    #[command(flatten)]
    access: Access,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Pdf,
    Html,
    Text,
    Calendar,
}

impl Form {
    fn of(path: &Path) -> Result<Self, Trouble> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => Ok(Self::Pdf),
            Some("html") => Ok(Self::Html),
            Some("txt") => Ok(Self::Text),
            Some("ics") => Ok(Self::Calendar),
            _ => {
                let text = format!("{} has none of the endings of a notice", path.display());
                Err(Trouble::misuse(text).with_cure("end it in .pdf, .html, .txt or .ics"))
            }
        }
    }
}

pub(crate) fn run(command: &NoticeCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(write(command, output))
}

async fn write(command: &NoticeCommand, output: &Output) -> Result<Done, Trouble> {
    let form = command.out.as_deref().map(Form::of).transpose()?;
    let office = command.office.as_deref().map(office).transpose()?;
    let open = command.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let registry = &open.registry;
    let now = open.now();
    let explaining = registry.explain(&permit, &command.person, now, None, None);
    let explained = ruled(explaining.await)?;
    let matter = chosen(&explained, command.matter.as_deref())?;
    let acts = registry.acts(&permit, &command.person).await??;
    let check = check(&open, matter, &acts);
    let notice = notice(
        command,
        &open,
        (&explained, matter),
        (office.as_ref(), &check),
    )?;
    let (Some(form), Some(out)) = (form, &command.out) else {
        open.answer(output, || &notice, || visible_lines(&notice.text()))?;
        return Ok(Done::Well);
    };
    let bytes = match form {
        Form::Html => notice.page().into_bytes(),
        Form::Text => notice.text().into_bytes(),
        Form::Calendar => calendar(&notice)?.into_bytes(),
        Form::Pdf => {
            let proof = proof(&open, &permit, (command, matter), &acts).await?;
            let pdf = notice.pdf(proof.as_deref().map(str::as_bytes));
            pdf.map_err(|why| unwritable(&why))?
        }
    };
    file::replace_bytes(out, &bytes, Readers::Owner)?;
    open.answer(
        output,
        || serde_json::json!({ "file": out, "bytes": bytes.len() }),
        || format!("{}\n", out.display()),
    )?;
    Ok(Done::Well)
}

fn office(path: &Path) -> Result<Office, Trouble> {
    let text = file::text(path)?;
    serde_json::from_str(&text).map_err(|why| {
        Trouble::misuse(format!("{}: {why}", path.display())).with_cure(
            "write {\"authority\": …, \"name\": …}, and what of post, in_person, phone, e_mail, \
             portal and policy there is",
        )
    })
}

/// The matter that was asked for.
fn chosen<'e>(
    explained: &'e Explanation,
    wanted: Option<&str>,
) -> Result<&'e ExplainedMatter, Trouble> {
    let known: Vec<&str> = explained
        .matters
        .iter()
        .map(|it| it.matter.id.as_str())
        .collect();
    let known = if known.is_empty() {
        "nothing was issued to this person".to_owned()
    } else {
        format!("it may be: {}", known.join(", "))
    };
    match (wanted, explained.matters.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => {
            let text = "this person has several matters, or none";
            Err(Trouble::refused("which-matter", text).with_cure(known))
        }
        (Some(id), matters) => matters.iter().find(|it| it.matter.id == id).ok_or_else(|| {
            let text = format!("this person has no matter `{id}`");
            Trouble::refused("unknown-matter", text).with_cure(known)
        }),
    }
}

/// The act that issued a matter.
fn issuing<'a>(matter: &ExplainedMatter, acts: &'a [ActLine]) -> Option<&'a ActLine> {
    let issued = |act: &&ActLine| {
        act.recorded_at == matter.matter.issued_at && act.what.iter().any(|it| it == "issued")
    };
    acts.iter().find(issued)
}

fn check(open: &Open, matter: &ExplainedMatter, acts: &[ActLine]) -> Check {
    let act = issuing(matter, acts);
    Check {
        ledger: open.registry.origin().to_owned(),
        place: act.and_then(|act| act.place),
        witnessed_at: act.and_then(|act| act.witnessed_at),
        committed: matter.words.clone(),
    }
}

/// The proof of the act that issued a matter, once it has one.
async fn proof(
    open: &Open,
    permit: &Permit<operation::ExplainPerson>,
    (command, matter): (&NoticeCommand, &ExplainedMatter),
    acts: &[ActLine],
) -> Result<Option<String>, Trouble> {
    let Some(act) = issuing(matter, acts) else {
        return Ok(None);
    };
    let proof = open
        .registry
        .proof(permit, &command.person, Some(act.number));
    match proof.await? {
        Ok(proof) => Ok(Some(proof)),
        // The notice says that it waits.
        Err(refusal) if refusal.grounds.iter().any(|it| it.code == "not-witnessed") => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}

fn notice(
    command: &NoticeCommand,
    open: &Open,
    (explained, matter): (&Explanation, &ExplainedMatter),
    (office, check): (Option<&Office>, &Check),
) -> Result<Notice, Trouble> {
    let digest = matter
        .regime
        .get("digest")
        .and_then(serde_json::Value::as_str);
    let mut regimes = open.registry.regimes().iter();
    let regime = regimes.find(|regime| Some(regime.digest()) == digest);
    let regime: &Regime = regime.ok_or_else(|| {
        Trouble::failed(format!(
            "the law of the matter {} is not at hand",
            matter.matter.id
        ))
        .with_cure("run `writ doctor`")
    })?;
    let person = Person {
        id: explained.person.clone(),
        facts: explained.facts.clone(),
        restricted: Vec::new(),
    };
    let campaign = match &matter.origin {
        Origin::Campaign(id) => Some(id.as_str()),
        Origin::Legacy(_) => None,
    };
    let issue = Issue {
        regime,
        person: &person,
        matter: &matter.matter,
        order: matter.order.as_deref(),
        campaign,
        force: force(explained.kind),
        drill: drill(matter.force),
    };
    let beside = Beside {
        office,
        check: Some(check),
        over: over(matter),
        ..Beside::default()
    };
    let notice = Notice::of(&issue, beside, Catalogue::shared(command.lang));
    notice.map_err(|why| unwritable(&why))
}

/// How a matter ended, where its position says that nothing follows from it any more.
fn over(matter: &ExplainedMatter) -> Option<Over> {
    let stages = matter.position.get("stage")?.as_object()?;
    let is_over = |stage: &serde_json::Value| matches!(stage.as_str(), Some("closed" | "void"));
    if stages.is_empty() || !stages.values().all(is_over) {
        return None;
    }
    let closing = matter.events.iter().filter(|event| event.kind.closes());
    let first = closing.min_by_key(|event| event.at)?;
    Some(Over {
        by: first.kind,
        at: first.at,
    })
}

fn calendar(notice: &Notice) -> Result<String, Trouble> {
    notice.ics().ok_or_else(|| {
        Trouble::refused("no-date", "this notice has no date to come on").with_cure(
            "a test orders nothing, and some papers name no date: write it as .pdf, .html or .txt",
        )
    })
}

fn unwritable(why: &NoticeError) -> Trouble {
    Trouble::failed(why.to_string()).with_cure("tell the makers of Writ")
}

const fn force(kind: Kind) -> told::Force {
    match kind {
        Kind::Sandbox => told::Force::Sandbox,
        Kind::Live => told::Force::Live,
    }
}

const fn drill(force: Force) -> Drill {
    match force {
        Force::Binding => Drill::No,
        Force::Test => Drill::Test,
    }
}

/// The words of this program, for the record of issuing.
#[derive(Debug)]
pub(crate) struct Words;

impl Wording for Words {
    fn digests(&self, wanted: &Wanted<'_>) -> BTreeMap<String, String> {
        let issue = Issue {
            regime: wanted.regime,
            person: wanted.person,
            matter: wanted.matter,
            order: Some(wanted.order),
            campaign: Some(wanted.campaign),
            force: force(wanted.kind),
            drill: drill(wanted.force),
        };
        // What cannot be put into words is issued all the same: its record says what it is.
        issue.digests().unwrap_or_default()
    }
}
