//! How fast Writ is, on made-up people, beside others that do the same.
//!
//! `cargo xtask bench` builds this in release and runs it; `cargo xtask bench --peers` builds the
//! peers as well and has them compute the same rule on the same people in the same run, so that the
//! answers can be compared one by one. The table goes to standard output, the numbers to a file.

mod checks;
mod crowd;
mod inserts;
mod issue;
mod law;
mod ledger;
mod many;
mod peer;
mod posting;
mod score;
mod sequence;
mod settings;
mod single;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use writ_law::regime::Regime;

use crate::peer::Peers;
use crate::score::{Score, Verdict, table};

const USAGE: &str = "usage: writ-bench OUT.json [--only position|timeline|notices|checks|ledger] \
                     [--peers CEDAR PYTHON MEASURE.py]";

/// A benchmark: a name, and a function that gives lines of the table.
type Benchmark = (&'static str, fn(&Setting) -> Result<Vec<Score>>);

const BENCHMARKS: [Benchmark; 7] = [
    ("position", single::measure),
    ("timeline", many::measure),
    ("notices", issue::measure),
    ("checks", checks::measure),
    ("ledger", ledger::measure),
    ("ledger", posting::measure),
    ("ledger", sequence::measure),
];

/// What every benchmark is given.
#[derive(Debug)]
struct Setting {
    regime: Regime,
    /// None where they are left out of this run.
    peers: Option<Peers>,
    /// A folder for files that can be made again.
    work: PathBuf,
}

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(3)
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// What was asked for on the command line.
#[derive(Debug, Default)]
struct Wanted {
    only: Option<String>,
    peers: Option<Peers>,
}

impl Wanted {
    fn read(mut words: &[OsString]) -> Result<Self> {
        let mut wanted = Self::default();
        loop {
            words = match words {
                [] => return Ok(wanted),
                [flag, name, rest @ ..] if flag == "--only" => {
                    wanted.only = name.to_str().map(str::to_owned);
                    rest
                }
                [flag, cedar, python, measure, rest @ ..] if flag == "--peers" => {
                    let [cedar, python, measure] = [cedar, python, measure].map(PathBuf::from);
                    wanted.peers = Some(Peers {
                        cedar,
                        python,
                        measure,
                    });
                    rest
                }
                _ => bail!(USAGE),
            };
        }
    }
}

fn run(words: &[OsString]) -> Result<ExitCode> {
    let (out, words) = words.split_first().context(USAGE)?;
    let out = Path::new(out);
    let wanted = Wanted::read(words)?;
    let work = out.with_extension("");
    std::fs::create_dir_all(&work).with_context(|| format!("make {}", work.display()))?;
    let setting = Setting {
        regime: law::regime(&root())?,
        peers: wanted.peers,
        work,
    };
    let is_wanted = |name: &str| wanted.only.as_deref().is_none_or(|only| only == name);
    let mut scores: Vec<Score> = Vec::new();
    for (_, measure) in BENCHMARKS.iter().filter(|(name, _)| is_wanted(name)) {
        scores.extend(measure(&setting)?);
    }
    ensure!(!scores.is_empty(), USAGE);
    print!("{}", table(&scores));
    let text = serde_json::to_vec_pretty(&scores).context("write the scores as JSON")?;
    std::fs::write(out, text).with_context(|| format!("write {}", out.display()))?;
    let missed = scores.iter().any(|score| score.verdict == Verdict::Missed);
    Ok(if missed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
