//! The evaluator beside a model of the law that shares nothing with it but the texts.
//!
//! Random regimes and lives come from a seed. The engine answers here; the model, in Python, answers
//! beside it; where they differ, the case is made smaller and kept.

mod answer;
mod coverage;
mod found;
mod known;
mod life;
mod luck;
mod pack;
mod shrink;
mod trial;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "usage: writ-differential [--seed N] [--cases N] [--workers N] \
                     [--only REGIME] [--show N] [--keep yes] [--versions N]";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = settings(&words).and_then(|settings| trial::run(&settings));
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn settings(words: &[String]) -> Result<trial::Settings> {
    let mut settings = trial::Settings::default();
    for pair in words.chunks(2) {
        let [flag, value] = pair else { bail!(USAGE) };
        let number = || {
            value
                .parse()
                .with_context(|| format!("{flag} {value}: {USAGE}"))
        };
        match flag.as_str() {
            "--seed" => settings.seed = number()?,
            "--cases" => settings.cases = number()?,
            "--workers" => settings.workers = number()?,
            "--only" => settings.only = Some(number()?),
            "--versions" => settings.versions = i64::try_from(number()?)?,
            "--keep" if value == "yes" => settings.keep = trial::Keep::Findings,
            "--show" => settings.show = usize::try_from(number()?)?,
            _ => bail!(USAGE),
        }
    }
    Ok(settings)
}
