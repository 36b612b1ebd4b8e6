//! The whole system at work on a made-up register.
//!
//! Three sandbox registries on the disk live through the same spring: the same made-up people, with
//! the same luck, under three laws. Everything goes through the use cases of the registry; what is
//! printed is the same to the byte for the same seed, and nothing is left behind unless asked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use writ_sim::population::Population;
use writ_sim::shares::Shares;

use crate::file;
use crate::output::Output;
use crate::trouble::{Done, Trouble};

mod calendar;
mod called;
mod chance;
mod count;
mod house;
mod lived;
mod office;
mod opening;
mod page;
mod person;
mod steps;
mod stop;
mod story;
mod telling;
#[cfg(test)]
mod tests;
mod walk;
mod weeks;

use calendar::{Calendar, OPENED};
use steps::{Steps, aside};
use stop::{Outside, Stop};
use story::Story;
use telling::Stage;

const EXAMPLES: &str = "\
Examples:
  writ demo
  writ demo --headless --persons 2000 --seed 7
  writ demo --keep spring
  writ campaign status --registry spring/guarded --as officer spring-call-up";

/// Shows the whole system at work on a made-up register.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Demo {
    /// Tells the story and ends, without pages to walk about in.
    #[arg(long)]
    headless: bool,
    /// How many made-up people the register holds; one in ten is called.
    #[arg(long, default_value_t = 20_000)]
    #[arg(value_parser = clap::value_parser!(u32).range(100..=200_000))]
    persons: u32,
    /// The seed: the same seed makes up the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The port on which the pages are served; a free one otherwise.
    #[arg(long, conflicts_with = "headless")]
    port: Option<u16>,
    /// Keeps the three registries in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(crate) fn run(demo: &Demo, output: &Output) -> Result<Done, Trouble> {
    let begun = crate::clock::now();
    if let Some(dir) = &demo.keep {
        make_empty(dir)?;
    }
    let (story, folder) = tell(demo, output)?;
    output.answer(|| &story, || page::text(&story))?;
    if let Some(dir) = &demo.keep {
        aside(&format!("the registries are kept in {}", dir.display()));
    }
    let took = crate::clock::now().duration_since(begun);
    aside(&format!("this took {:.1} s", took.as_secs_f64()));
    if demo.headless {
        return Ok(Done::Well);
    }
    crate::registry::run(walk::about(demo, folder.path(), output))
}

/// The people of the story.
fn people(seed: u64, persons: u32) -> Result<Population, Trouble> {
    Population::new(seed, persons, Shares::reported(), OPENED)
        .map_err(|error| Trouble::misuse(error.to_string()))
}

/// Makes the folder, or takes one that is empty.
fn make_empty(dir: &Path) -> Result<(), Trouble> {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Trouble::misuse(format!("{} is not empty", dir.display()))
                .with_cure("name a folder that is not there yet, or an empty one")),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(dir).map_err(|error| file::unwritten(dir, &error))
        }
        Err(error) => Err(file::unread(dir, &error)),
    }
}

/// Tells the story, in a folder that lies there until it is dropped.
fn tell(demo: &Demo, output: &Output) -> Result<(Story, Folder), Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| stop::no_runtime(&error))?;
    // Whoever interrupts is heard before anything lies there that would be left behind.
    let mut outside = {
        let _within = runtime.enter();
        Outside::listen()?
    };
    let folder = match &demo.keep {
        Some(dir) => Folder::Kept(dir.clone()),
        None => Folder::Passing(passing()?),
    };
    let population = Arc::new(people(demo.seed, demo.persons)?);
    let of = 3 * (u64::from(demo.persons) + Calendar::length());
    let steps = Arc::new(Steps::new(output, of));
    let stage = Stage {
        dir: folder.path().to_owned(),
        population,
        steps,
    };
    let stop = Stop::new();
    let telling = stop.clone();
    let story = runtime.block_on(async {
        let mut told = tokio::task::spawn_blocking(move || told(&stage, &telling));
        let done = tokio::select! {
            done = &mut told => done,
            () = outside.interrupts() => {
                stop.now();
                told.await
            }
        };
        done.unwrap_or_else(|error| Err(Trouble::failed(error.to_string())))
    });
    // All that writes has ended before anybody removes the folder.
    drop(runtime);
    story.map(|story| (story, folder))
}

/// Where the registries lie.
enum Folder {
    Kept(PathBuf),
    /// Until the story is told.
    Passing(tempfile::TempDir),
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::Kept(dir) => dir,
            Self::Passing(dir) => dir.path(),
        }
    }
}

fn passing() -> Result<tempfile::TempDir, Trouble> {
    tempfile::Builder::new()
        .prefix("writ-demo-")
        .tempdir()
        .map_err(|error| {
            Trouble::failed(format!("there is no room for a temporary folder: {error}"))
                .with_cure("free some space, or name a folder with --keep")
        })
}

fn told(stage: &Stage, stop: &Stop) -> Result<Story, Trouble> {
    let everything = telling::everything(stage, stop)?;
    let person = stop.unless(person::tell(&everything))?;
    let population = &stage.population;
    Ok(story::of(
        &everything,
        population.size(),
        population.seed(),
        person,
    ))
}
