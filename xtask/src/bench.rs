//! The benchmarks, which `writ-bench` runs in release; and the peers beside it, each built once.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::{program, python, repository};

/// Whether the peers are built and measured as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peers {
    /// Left out: what is measured against them is shown as not measured.
    Left,
    /// Built once and measured.
    Measured,
}

/// What was asked for on the command line.
#[derive(Debug)]
struct Wanted<'w> {
    only: Option<&'w str>,
    peers: Peers,
}

impl<'w> Wanted<'w> {
    fn read(mut words: &[&'w str]) -> Result<Self> {
        let mut wanted = Self {
            only: None,
            peers: Peers::Left,
        };
        loop {
            words = match words {
                [] => return Ok(wanted),
                ["--peers", rest @ ..] => {
                    wanted.peers = Peers::Measured;
                    rest
                }
                ["--only", name, rest @ ..] => {
                    wanted.only = Some(name);
                    rest
                }
                [word, ..] => bail!("`{word}` is neither `--only NAME` nor `--peers`"),
            };
        }
    }
}

/// Runs the benchmarks; fails if a target is missed.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<ExitCode> {
    let wanted = Wanted::read(words)?;
    let words = [
        "cargo",
        "build",
        "--release",
        "--locked",
        "--package",
        "writ-bench",
    ];
    done(
        program::command(root, &words)?,
        "writ-bench could not be built",
    )?;
    let target = target_folder(root)?;
    let mut bench = Command::new(target.join("release/writ-bench"));
    bench.current_dir(root).arg(target.join("bench.json"));
    if let Some(only) = wanted.only {
        bench.args(["--only", only]);
    }
    if wanted.peers == Peers::Measured {
        let cedar = cedar(root)?;
        let python = openfisca(root)?;
        bench
            .arg("--peers")
            .arg(cedar)
            .arg(python)
            .arg(root.join("peers/openfisca/measure.py"));
    }
    let status = bench.status().context("start writ-bench")?;
    match status.code() {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(1) => Ok(ExitCode::FAILURE),
        _ => bail!("writ-bench could not finish: {status}"),
    }
}

fn done(mut command: Command, otherwise: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("start {:?}", command.get_program()))?;
    ensure!(status.success(), "{otherwise}");
    Ok(())
}

/// Where cargo puts what it builds.
fn target_folder(root: &Path) -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let words = [
        "cargo",
        "metadata",
        "--locked",
        "--no-deps",
        "--format-version",
        "1",
    ];
    let metadata: Metadata = serde_json::from_str(&program::read(root, &words)?)
        .context("`cargo metadata` has a form that xtask does not know")?;
    Ok(metadata.target_directory)
}

/// Cedar's program. Takes minutes to build the first time, and gives way to other work meanwhile.
fn cedar(root: &Path) -> Result<PathBuf> {
    let target = repository::cache()?.join("peers/cedar-target");
    let words = [
        "nice",
        "-n",
        "15",
        "cargo",
        "build",
        "--release",
        "--locked",
    ];
    let mut command = program::command(&root.join("peers/cedar"), &words)?;
    command.env("CARGO_TARGET_DIR", &target);
    println!("building peers/cedar (minutes the first time)");
    done(command, "peers/cedar could not be built")?;
    Ok(target.join("release/writ-peer-cedar"))
}

/// A Python in an environment of its own that has OpenFisca-core.
fn openfisca(root: &Path) -> Result<PathBuf> {
    let home = repository::cache()?.join("peers/openfisca");
    python::environment(root, &home, &root.join("peers/openfisca/requirements.txt"))
}
