//! Licences, sources and bans of dependencies, held by cargo-deny after `deny.toml`.
//!
//! Where cargo-deny is not at hand it is installed from crates.io into the cache folder, once.
//! Known vulnerabilities are not asked about: their database is on no package registry.

use std::path::Path;

use anyhow::{Context, Result};

use crate::step::Outcome;
use crate::{program, repository};

const VERSION: &str = "0.20.2";

/// Runs `cargo deny check bans licenses sources`, after installing it if need be.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    let tools = repository::cache()?.join("tools");
    let kept = tools.join("bin/cargo-deny");
    let kept = kept.to_str().context("the home folder's path is no text")?;
    let name = if program::at_hand(root, &["cargo-deny", "--version"]) {
        "cargo-deny"
    } else {
        if !program::at_hand(root, &[kept, "--version"]) {
            install(root, &tools)?;
        }
        kept
    };
    let words = [
        name,
        "--locked",
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ];
    Ok(Outcome::of_program(&program::run(&mut program::command(
        root, &words,
    )?)?))
}

fn install(root: &Path, tools: &Path) -> Result<()> {
    println!("cargo-deny is not at hand; building it once (about a minute)");
    let words = [
        "cargo",
        "install",
        "--quiet",
        "--locked",
        "cargo-deny",
        "--version",
        VERSION,
    ];
    let mut command = program::command(root, &words)?;
    command
        .arg("--root")
        .arg(tools)
        .arg("--target-dir")
        .arg(tools.join("build"));
    let ran = program::run(&mut command)?;
    anyhow::ensure!(
        ran.succeeded,
        "cargo-deny could not be installed from crates.io; install it yourself: \
         `cargo install --locked cargo-deny --version {VERSION}`"
    );
    // What it was built from is of no further use.
    std::fs::remove_dir_all(tools.join("build")).context("remove the build folder of cargo-deny")
}
