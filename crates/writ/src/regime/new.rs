//! `writ regime new`: a pack to begin with.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use writ_law::skeleton::skeleton;
use writ_law::tree::Domain;

use super::New;
use crate::file::{self, Readers};
use crate::output::Output;
use crate::trouble::{Done, Trouble};

/// What people are summoned to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DomainWord {
    /// Military service.
    Military,
    /// Jury service.
    Jury,
    /// A court hearing.
    Court,
    /// A medical board.
    Medical,
    /// A tax hearing.
    Tax,
    /// Anything else.
    Other,
}

impl DomainWord {
    const fn domain(self) -> Domain {
        match self {
            Self::Military => Domain::Military,
            Self::Jury => Domain::Jury,
            Self::Court => Domain::Court,
            Self::Medical => Domain::Medical,
            Self::Tax => Domain::Tax,
            Self::Other => Domain::Other,
        }
    }
}

pub(super) fn run(new: &New, output: &Output) -> Result<Done, Trouble> {
    let plain = |c: char| c.is_alphanumeric() || "-_./ ".contains(c);
    if new.name.trim().is_empty() || !new.name.chars().all(plain) {
        let text = format!("`{}` names no pack", new.name.escape_debug());
        return Err(Trouble::misuse(text).with_cure("use letters, digits, spaces and - _ . /"));
    }
    let last = || new.name.rsplit('/').next().unwrap_or("pack");
    let dir = new.dir.clone().unwrap_or_else(|| PathBuf::from(last()));
    let path = dir.join("regime.md");
    if path.exists() {
        return Err(
            Trouble::misuse(format!("{} is there already", path.display()))
                .with_cure("choose another folder with --dir"),
        );
    }
    fs::create_dir_all(&dir).map_err(|error| file::unwritten(&dir, &error))?;
    file::create(
        &path,
        &skeleton(&new.name, new.domain.domain()),
        Readers::Anyone,
    )?;
    let text = format!(
        "{} begins a pack. Put your law in place of what is made up, then:\n  \
         writ regime check {dir}\n  writ regime test {dir}\n",
        path.display(),
        dir = dir.display()
    );
    output.answer(|| json!({"regime": new.name, "file": path}), || text)?;
    Ok(Done::Well)
}
