//! The shipped calendars are what their generator writes, and agree day by day with the PyPI
//! package `holidays`, but for the differences that they name.
//!
//! The package is installed into the cache folder, once. Where it cannot be, the step fails.

use std::path::Path;

use anyhow::Result;

use crate::step::Outcome;
use crate::{program, python, repository};

const FOLDER: &str = "regimes/calendars";

/// Runs the generator, to check only, and the comparison.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    let folder = root.join(FOLDER);
    let home = repository::cache()?.join("tools/holidays");
    let python = python::environment(root, &home, &folder.join("requirements.txt"))?;
    let mut findings = Vec::new();
    for words in [&["generate.py", "--check"][..], &["compare.py"]] {
        let mut command = std::process::Command::new(&python);
        // Without `-B` the scripts would leave compiled files beside the calendars.
        command.arg("-B").args(words).current_dir(&folder);
        if !program::run(&mut command)?.succeeded {
            findings.push(format!("{FOLDER}/{}: see above", words.join(" ")));
        }
    }
    Ok(Outcome::of(findings))
}
