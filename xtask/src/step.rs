//! The steps of `cargo xtask test`, in the order that shows most soonest.
//!
//! What takes no compiler comes first. Lints and documents come next, because both need only the
//! checked form of each dependency and share it. Tests and documentation tests come last and share
//! the built form. A step that fails does not keep the later ones from running.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::program::{self, Ran};
use crate::tally::Tally;
use crate::{calendars, deny, door, go, links, tidy, walls};

/// One step.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its name for `--only`.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) about: &'static str,
    pace: Pace,
    run: fn(&Path) -> Result<Outcome>,
}

/// When a step is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// By `cargo xtask check` as well.
    Quick,
    Slow,
    /// Only by its name: it is part of another.
    Asked,
}

/// What a step found.
#[derive(Debug)]
pub(crate) struct Outcome {
    tally: Tally,
    findings: Vec<String>,
}

impl Step {
    /// Whether it belongs to `cargo xtask check`.
    pub(crate) fn is_quick(&self) -> bool {
        self.pace == Pace::Quick
    }

    /// Whether it is run when no step is named.
    pub(crate) fn is_of_all(&self) -> bool {
        self.pace != Pace::Asked
    }
}

impl Outcome {
    /// A step that is one test: passed if it has nothing to say.
    pub(crate) fn of(findings: Vec<String>) -> Self {
        let tally = if findings.is_empty() {
            Tally {
                passed: 1,
                failed: 0,
            }
        } else {
            Tally {
                passed: 0,
                failed: 1,
            }
        };
        Self { tally, findings }
    }

    /// A step that is one run of a program which says itself what is wrong.
    pub(crate) fn of_program(ran: &Ran) -> Self {
        let finding = (!ran.succeeded).then(|| "see what it printed above".to_owned());
        Self::of(finding.into_iter().collect())
    }
}

/// Every step, in order.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "tools",
        about: "the outside programs are there",
        pace: Pace::Quick,
        run: tools,
    },
    Step {
        name: "fmt",
        about: "the code has the form of rustfmt",
        pace: Pace::Quick,
        run: fmt,
    },
    Step {
        name: "tidy",
        about: "files, names and words keep to the house",
        pace: Pace::Quick,
        run: tidy::step,
    },
    Step {
        name: "links",
        about: "links, anchors and named paths lead somewhere",
        pace: Pace::Quick,
        run: links::step,
    },
    Step {
        name: "walls",
        about: "crates reach only what they may",
        pace: Pace::Quick,
        run: walls::step,
    },
    Step {
        name: "deny",
        about: "licences, sources and bans of dependencies",
        pace: Pace::Slow,
        run: deny::step,
    },
    Step {
        name: "calendars",
        about: "the shipped calendars agree with the package `holidays`",
        pace: Pace::Slow,
        run: calendars::step,
    },
    Step {
        name: "clippy",
        about: "no lint has anything to say",
        pace: Pace::Quick,
        run: clippy,
    },
    Step {
        name: "alone",
        about: "the use cases build without a database driver",
        pace: Pace::Slow,
        run: alone,
    },
    Step {
        name: "docs",
        about: "the documentation builds without a warning",
        pace: Pace::Slow,
        run: docs,
    },
    Step {
        name: "go",
        about: "Go is there, for the ledger's tests",
        pace: Pace::Slow,
        run: go::step,
    },
    Step {
        name: "browser",
        about: "Chromium and its driver are there, for the door's tests",
        pace: Pace::Slow,
        run: door::browser,
    },
    Step {
        name: "npm",
        about: "an OpenID provider and axe-core are there, for the door's tests",
        pace: Pace::Slow,
        run: door::npm,
    },
    Step {
        name: "pypi",
        about: "schemathesis, pikepdf and aiosmtpd are there, for the door's tests",
        pace: Pace::Slow,
        run: door::pypi,
    },
    Step {
        name: "tests",
        about: "every test",
        pace: Pace::Slow,
        run: tests,
    },
    Step {
        name: "door",
        about: "of the tests only those of the door: a browser, an OpenID provider",
        pace: Pace::Asked,
        run: in_use,
    },
    Step {
        name: "model",
        about: "the evaluator and the model of the law agree on random lives",
        pace: Pace::Slow,
        run: model,
    },
    Step {
        name: "doctests",
        about: "every example in the documentation",
        pace: Pace::Slow,
        run: doctests,
    },
];

/// Runs `steps` one after the other and closes with the count on the last line.
pub(crate) fn run_all(root: &Path, steps: &[&Step]) -> ExitCode {
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for step in steps {
        println!("== {}: {}", step.name, step.about);
        let started = Instant::now();
        let outcome =
            (step.run)(root).unwrap_or_else(|error| Outcome::of(vec![format!("{error:#}")]));
        for finding in &outcome.findings {
            println!("{finding}");
        }
        let Tally { passed, failed } = outcome.tally;
        let word = if failed == 0 { "passed" } else { "FAILED" };
        let line = format!(
            "{:<10} {word} in {:.1} s: {passed} passed, {failed} failed",
            step.name,
            started.elapsed().as_secs_f64()
        );
        println!("   {line}\n");
        lines.push(line);
        total += outcome.tally;
    }
    for line in lines {
        println!("{line}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 && total.passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What the rest cannot do without, and the line that installs it.
const TOOLS: &[(&[&str], &str)] = &[
    (
        &["cc", "--version"],
        "apt-get install --yes gcc libc6-dev   (SQLite is built from its C source)",
    ),
    (
        &["cargo", "fmt", "--version"],
        "rustup component add rustfmt",
    ),
    (
        &["cargo", "clippy", "--version"],
        "rustup component add clippy",
    ),
    (
        &["openssl", "version"],
        "apt-get install --yes openssl   (time stamps are made and checked with it)",
    ),
];

fn tools(root: &Path) -> Result<Outcome> {
    let missing = TOOLS
        .iter()
        .filter(|(words, _)| !program::at_hand(root, words))
        .map(|(words, cure)| format!("`{}` does not run; install it: {cure}", words.join(" ")));
    Ok(Outcome::of(missing.collect()))
}

fn cargo(root: &Path, words: &str) -> Result<Ran> {
    let words: Vec<&str> = words.split(' ').collect();
    program::run(&mut program::command(root, &words)?)
}

/// The same, told where Go and the programs of the door's tests are. Where one is not, the tests
/// that need it say so and fail.
fn cargo_told(root: &Path, words: &str) -> Result<Ran> {
    let words: Vec<&str> = words.split(' ').collect();
    let mut command = program::command(root, &words)?;
    if let Some(go) = go::Go::here(root) {
        go.tell(&mut command);
    }
    door::tell(root, &mut command)?;
    program::run(&mut command)
}

fn fmt(root: &Path) -> Result<Outcome> {
    let ran = cargo(root, "cargo fmt --all -- --check -l")?;
    let findings = (!ran.succeeded).then(|| "run `cargo fmt --all`".to_owned());
    Ok(Outcome::of(findings.into_iter().collect()))
}

fn clippy(root: &Path) -> Result<Outcome> {
    let words = "cargo clippy --quiet --locked --workspace --all-targets -- -D warnings";
    Ok(Outcome::of_program(&cargo(root, words)?))
}

fn alone(root: &Path) -> Result<Outcome> {
    // Built with the rest of the workspace it would be given the binary's choice of drivers.
    let words = "cargo check --quiet --locked --package writ-registry";
    Ok(Outcome::of_program(&cargo(root, words)?))
}

fn docs(root: &Path) -> Result<Outcome> {
    let words = [
        "cargo",
        "doc",
        "--quiet",
        "--locked",
        "--workspace",
        "--no-deps",
    ];
    let mut command = program::command(root, &words)?;
    command.env("RUSTDOCFLAGS", "-D warnings");
    Ok(Outcome::of_program(&program::run(&mut command)?))
}

fn tests(root: &Path) -> Result<Outcome> {
    tested(
        root,
        "--workspace",
        "--lib --bins --tests --examples --workspace",
    )
}

fn in_use(root: &Path) -> Result<Outcome> {
    let which = "--package writ --test door";
    tested(root, which, which)
}

/// Runs tests, named once for nextest and once for cargo's own runner.
fn tested(root: &Path, nextest: &str, cargo: &str) -> Result<Outcome> {
    if program::at_hand(root, &["cargo", "nextest", "--version"]) {
        let words = "cargo nextest run --locked --no-fail-fast --color never";
        let ran = cargo_told(root, &format!("{words} {nextest}"))?;
        let tally = Tally::of_nextest(&ran.output).unwrap_or_default();
        return Ok(counted(tally, &ran));
    }
    let words = "cargo test --locked --no-fail-fast";
    let ran = cargo_told(root, &format!("{words} {cargo}"))?;
    Ok(counted(Tally::of_cargo_test(&ran.output), &ran))
}

fn model(root: &Path) -> Result<Outcome> {
    if !program::at_hand(root, &["python3", "--version"]) {
        let cure = "the model of the law needs python3: apt-get install --yes python3 tzdata";
        return Ok(Outcome::of(vec![cure.to_owned()]));
    }
    let words = "cargo run --quiet --locked --package writ-differential";
    Ok(Outcome::of_program(&cargo(root, words)?))
}

fn doctests(root: &Path) -> Result<Outcome> {
    let ran = cargo(
        root,
        "cargo test --quiet --locked --workspace --doc --no-fail-fast",
    )?;
    Ok(counted(Tally::of_cargo_test(&ran.output), &ran))
}

/// The outcome of a test runner: the count it gave, and a failure if it gave none.
fn counted(tally: Tally, ran: &Ran) -> Outcome {
    let tally = tally.with_exit(ran.succeeded);
    if tally == Tally::default() {
        return Outcome::of(vec![
            "no test was run: a run that shows nothing has failed".to_owned(),
        ]);
    }
    let findings = if tally.failed == 0 {
        Vec::new()
    } else {
        vec!["a test failed, crashed, was skipped or was ignored: see above".to_owned()]
    };
    Outcome { tally, findings }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, STEPS, counted};
    use crate::program::Ran;
    use crate::tally::Tally;

    #[test]
    fn a_runner_that_ran_nothing_has_failed() {
        let ran = Ran {
            succeeded: true,
            output: String::new(),
        };
        assert_eq!(
            counted(Tally::default(), &ran).tally,
            Tally {
                passed: 0,
                failed: 1
            }
        );
        let ran = Ran {
            succeeded: false,
            output: String::new(),
        };
        assert_eq!(
            counted(Tally::default(), &ran).tally,
            Tally {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn a_house_step_counts_as_one_test() {
        assert_eq!(
            Outcome::of(Vec::new()).tally,
            Tally {
                passed: 1,
                failed: 0
            }
        );
        let two = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            Outcome::of(two).tally,
            Tally {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn steps_have_names_of_their_own() {
        let mut names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }
}
