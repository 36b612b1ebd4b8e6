//! Completions for shells and manual pages, both made from the command line itself.

use std::fs;
use std::path::PathBuf;

use clap::CommandFactory as _;
use serde_json::json;

use crate::arguments::Arguments;
use crate::file;
use crate::output::Output;
use crate::trouble::{Done, Trouble};

/// Prints a script that completes commands in a shell.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  writ completions bash > ~/.local/share/bash-completion/completions/writ"
)]
pub(crate) struct Completions {
    /// The shell.
    shell: clap_complete::Shell,
}

/// Writes the manual pages.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  writ man share/man/man1")]
pub(crate) struct Man {
    /// The folder to write them to; it is made if it is not there.
    dir: PathBuf,
}

pub(crate) fn complete(command: &Completions, output: &Output) -> Result<Done, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(
        command.shell,
        &mut Arguments::command(),
        "writ",
        &mut script,
    );
    output.print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Well)
}

pub(crate) fn write(command: &Man, output: &Output) -> Result<Done, Trouble> {
    let dir = &command.dir;
    fs::create_dir_all(dir).map_err(|error| file::unwritten(dir, &error))?;
    clap_mangen::generate_to(Arguments::command(), dir)
        .map_err(|error| file::unwritten(dir, &error))?;
    let page = dir.join("writ.1");
    let text = || format!("read the manual with `man {}`\n", page.display());
    output.answer(|| json!({"dir": dir}), text)?;
    Ok(Done::Well)
}
