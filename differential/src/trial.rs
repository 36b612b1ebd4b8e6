//! A run: regimes and lives in a row, the engine here, the model beside it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use writ_law::case::Case;
use writ_law::pack::PackText;
use writ_law::regime::Regime;

use crate::answer::answers;
use crate::coverage::Coverage;
use crate::life::Lives;
use crate::luck::Luck;
use crate::pack::{Pack, pack};
use crate::shrink::Examiner;
use crate::{found, known};

/// What a run is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) seed: u64,
    pub(crate) cases: u64,
    pub(crate) workers: u64,
    pub(crate) only: Option<u64>,
    pub(crate) show: usize,
    pub(crate) keep: Keep,
    /// The most versions that a regime has.
    pub(crate) versions: i64,
}

/// Whether findings are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Findings,
    Nothing,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 20_261_122,
            cases: 20_000,
            workers: 2,
            only: None,
            show: 5,
            keep: Keep::Nothing,
            versions: 3,
        }
    }
}

/// Lives under each regime.
const LIVES: u64 = 20;

struct Sent {
    regime: u64,
    life: u64,
    pack: Pack,
    text: Arc<str>,
    case: Case,
    answers: Vec<Value>,
}

struct Mismatch {
    sent: Sent,
}

/// What one share of a run came to.
#[derive(Default)]
struct Share {
    cases: u64,
    mismatches: Vec<Mismatch>,
    coverage: Coverage,
}

/// Where the model is.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
        .join("peers/model")
}

pub(crate) fn read(pack: &Pack) -> Result<Regime> {
    let text = PackText::of_file("random", "random.kdl", &pack.text());
    Regime::read(&text).map_err(|findings| anyhow!("{}\n{findings:#?}", pack.text()))
}

pub(crate) fn model() -> Result<Child> {
    Command::new("python3")
        .arg(folder().join("model.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("start python3 for the model")
}

/// Runs one share of the regimes.
fn share(settings: &Settings, worker: u64) -> Result<Share> {
    let mut child = model()?;
    let mut input = child.stdin.take().context("the model's input")?;
    let output = child.stdout.take().context("the model's output")?;
    let (sender, receiver) = mpsc::sync_channel::<Sent>(64);
    let reader = std::thread::spawn(move || -> Result<Share> {
        let mut lines = BufReader::new(output).lines();
        let mut share = Share::default();
        for sent in receiver {
            let line = lines.next().context("the model stopped")??;
            share.cases += 1;
            share.coverage.note(&sent.text, &sent.answers);
            let said: Value = serde_json::from_str(&line)?;
            if said.get("found").is_some() {
                eprintln!("regime {} life {} differs", sent.regime, sent.life);
                share.mismatches.push(Mismatch { sent });
            }
        }
        Ok(share)
    });
    let regimes = settings.cases.div_ceil(LIVES);
    let mut place = worker;
    while place < regimes {
        if settings.only.is_none_or(|only| only == place) {
            let mut luck = Luck::of(settings.seed, place);
            let pack = pack(&mut luck, settings.versions);
            let regime = read(&pack)?;
            let text: Arc<str> = pack.text().into();
            writeln!(input, "{}", json!({ "canonical": regime.canonical() }))?;
            let lives = Lives::new(regime.zone(), regime.tree(), &pack.breaks);
            for life in 0..LIVES {
                let case = lives.life(&mut luck);
                let answers = answers(&regime, &case)
                    .with_context(|| format!("regime {place}, life {life}\n{}", pack.text()))?;
                writeln!(input, "{}", json!({ "case": case, "answers": answers }))?;
                let sent = Sent {
                    regime: place,
                    life,
                    pack: pack.clone(),
                    text: Arc::clone(&text),
                    case,
                    answers,
                };
                if sender.send(sent).is_err() {
                    break;
                }
            }
        }
        place += settings.workers;
    }
    drop(sender);
    drop(input);
    let outcome = reader.join().map_err(|_| anyhow!("the reader stopped"))?;
    child.wait()?;
    outcome
}

/// Runs all of it.
pub(crate) fn run(settings: &Settings) -> Result<ExitCode> {
    let mut examiner = Examiner::start()?;
    let (asked, mut wrong) = known::wrong(&mut examiner)?;
    println!("known answers: {asked} asked, {} wrong", wrong.len());
    let (kept, differ) = found::replay(&mut examiner, &folder().join("found"))?;
    println!("kept findings: {kept} run again, {} wrong", differ.len());
    wrong.extend(differ);
    let started = Instant::now();
    let total = shares(settings)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut mismatches = total.mismatches;
    let differences = mismatches.len();
    // One of each regime is enough to see: the others mostly say the same.
    mismatches.dedup_by_key(|mismatch| mismatch.sent.regime);
    for mismatch in mismatches.iter_mut().take(settings.show) {
        let place = (mismatch.sent.regime, mismatch.sent.life);
        let Sent { pack, case, .. } = &mut mismatch.sent;
        let differs = examiner.shrink(pack, case)?;
        println!(
            "---- regime {} life {}\n{}{}\n{differs}",
            place.0,
            place.1,
            pack.text(),
            serde_json::to_string(case)?,
        );
        if settings.keep == Keep::Findings {
            let file = format!("{}-{}-{}.json", settings.seed, place.0, place.1);
            found::keep(&folder().join("found").join(file), pack, case, &differs)?;
        }
    }
    if settings.only.is_none() {
        wrong.extend(total.coverage.seldom(total.cases));
    }
    for line in &wrong {
        println!("{line}");
    }
    println!("{}", total.coverage.line());
    println!(
        "seed {}: {} cases in {seconds:.1} s ({:.0} a second), {differences} differences",
        settings.seed,
        total.cases,
        f64::from(u32::try_from(total.cases)?) / seconds.max(0.001),
    );
    Ok(if differences == 0 && wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Every share of a run, side by side.
fn shares(settings: &Settings) -> Result<Share> {
    let shares: Vec<Result<Share>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..settings.workers)
            .map(|worker| scope.spawn(move || share(settings, worker)))
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err(anyhow!("a worker stopped")))
            })
            .collect()
    });
    let mut total = Share::default();
    for share in shares {
        let share = share?;
        total.cases += share.cases;
        total.mismatches.extend(share.mismatches);
        total.coverage.add(&share.coverage);
    }
    Ok(total)
}
