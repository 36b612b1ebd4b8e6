//! The habits of the project, as one program: `cargo xtask check|test|bench`.
//!
//! `test` is everything a stranger needs to trust a change: form, lints, documents, walls between
//! crates, dead links, licences and every test. It goes on after a failure, so that one run shows
//! all that is wrong, and ends with one line that counts it.

mod bench;
mod calendars;
mod deny;
mod door;
mod go;
mod links;
mod node;
mod program;
mod python;
mod repository;
mod step;
mod tally;
mod tidy;
mod walls;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::step::{STEPS, Step};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  check                 the quick part of `test`: form, lints, walls, tidiness, links
  test [--only NAME]..  everything; ends with `N passed, N failed`
  test --list           the names of the steps
  bench [--only NAME] [--peers]
                        the benchmarks, in release; exit 1 if a target is missed
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode> {
    let root = repository::root()?;
    match words {
        ["check"] => {
            let quick: Vec<&Step> = STEPS.iter().filter(|step| step.is_quick()).collect();
            Ok(step::run_all(&root, &quick))
        }
        ["test", "--list"] => {
            for step in STEPS {
                println!("{:<10} {}", step.name, step.about);
            }
            Ok(ExitCode::SUCCESS)
        }
        ["test", rest @ ..] => Ok(step::run_all(&root, &chosen(rest)?)),
        ["bench", rest @ ..] => bench::run(&root, rest),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("unknown command `{}`\n\n{USAGE}", words.join(" ")),
    }
}

/// The steps named by `--only NAME ...`; all of them if none is named.
fn chosen(words: &[&str]) -> Result<Vec<&'static Step>> {
    if words.is_empty() {
        return Ok(STEPS.iter().filter(|step| step.is_of_all()).collect());
    }
    let mut steps = Vec::new();
    for pair in words.chunks(2) {
        let ["--only", name] = pair else {
            bail!(
                "`{}` is not `--only NAME`; `cargo xtask test --list` names the steps",
                pair.join(" ")
            );
        };
        let step = STEPS
            .iter()
            .find(|step| step.name == *name)
            .with_context(|| format!("no step `{name}`; `cargo xtask test --list` names them"))?;
        steps.push(step);
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::{chosen, run};

    #[test]
    fn only_picks_the_named_steps() {
        let names: Vec<_> = chosen(&["--only", "walls", "--only", "fmt"])
            .unwrap()
            .iter()
            .map(|s| s.name)
            .collect();
        assert_eq!(names, ["walls", "fmt"]);
        let all = chosen(&[]).unwrap();
        assert!(all.len() > 5);
        // It is a part of `tests`, and would be counted twice.
        assert!(all.iter().all(|step| step.name != "door"));
        assert_eq!(chosen(&["--only", "door"]).unwrap().len(), 1);
    }

    #[test]
    fn a_wrong_word_is_refused_with_what_to_do() {
        let error = chosen(&["--only", "wals"]).unwrap_err().to_string();
        assert!(error.contains("--list"), "{error}");
        assert!(chosen(&["--onyl", "walls"]).is_err());
        assert!(chosen(&["--only"]).is_err());
        assert!(run(&["tset"]).is_err());
    }
}
