//! Peers: other engines that compute the same rule, run on the same people in the same run.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::crowd::{self, Figure};
use crate::settings::{DAYS, FIRST_DAY, POSITION_ROUNDS, TIMELINE_ROUNDS, ZONE};

/// Where the peers are, once built.
#[derive(Clone, Debug)]
pub(crate) struct Peers {
    /// The program of `peers/cedar`.
    pub(crate) cedar: PathBuf,
    /// A Python that has OpenFisca.
    pub(crate) python: PathBuf,
    /// `peers/openfisca/measure.py`.
    pub(crate) measure: PathBuf,
}

/// What Cedar's program says.
#[derive(Debug, Deserialize)]
pub(crate) struct Cedar {
    /// Its name and version.
    pub(crate) engine: String,
    /// One `is_authorized`.
    pub(crate) median_seconds: f64,
    /// `0` or `1` for each person and measure.
    pub(crate) answers: String,
}

/// What OpenFisca's program says.
#[derive(Debug, Deserialize)]
pub(crate) struct OpenFisca {
    /// Its name and version.
    pub(crate) engine: String,
    /// All days of all people, inputs set beforehand.
    pub(crate) seconds: f64,
    /// The same with the inputs set within the time.
    pub(crate) seconds_with_inputs: f64,
    /// The same as `seconds`, the ages worked out once by hand.
    pub(crate) seconds_ages_by_hand: f64,
}

impl Peers {
    /// Has Cedar answer for `figures` at an instant.
    pub(crate) fn cedar(
        &self,
        figures: &[Figure],
        now: jiff::Timestamp,
        work: &Path,
    ) -> Result<Cedar> {
        let (people, out) = (work.join("summoned.csv"), work.join("cedar.json"));
        crowd::write(&people, figures)?;
        let mut command = Command::new(&self.cedar);
        command
            .arg(&people)
            .arg(now.display_with_offset(ZONE).to_string());
        command.arg(POSITION_ROUNDS.to_string()).arg(&out);
        report(command, &out)
    }

    /// Has OpenFisca work out every day of `figures`; with the first and the last day in force of
    /// each measure of each person.
    pub(crate) fn openfisca(
        &self,
        figures: &[Figure],
        work: &Path,
    ) -> Result<(OpenFisca, Vec<u8>)> {
        let (people, out) = (work.join("people.csv"), work.join("openfisca.json"));
        let cells = work.join("cells.bin");
        crowd::write(&people, figures)?;
        let mut command = Command::new(&self.python);
        command
            .arg("-B")
            .arg(&self.measure)
            .arg(&people)
            .arg(FIRST_DAY.to_string());
        command
            .args([DAYS.to_string(), TIMELINE_ROUNDS.to_string()])
            .arg(&cells)
            .arg(&out);
        let report = report(command, &out)?;
        let cells = std::fs::read(&cells).with_context(|| format!("read {}", cells.display()))?;
        Ok((report, cells))
    }
}

fn report<T: DeserializeOwned>(mut command: Command, out: &Path) -> Result<T> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("start {name}"))?;
    ensure!(status.success(), "{name} failed: {status}");
    let text = std::fs::read(out).with_context(|| format!("read {}", out.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} is not what was expected", out.display()))
}
