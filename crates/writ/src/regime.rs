//! `writ regime`: packs are checked, tested, explained, begun and laid out.

use std::path::PathBuf;

use writ_notice::Language;

use crate::output::Output;
use crate::trouble::{Done, Trouble};

mod check;
mod diff;
mod explain;
mod fmt;
mod new;
mod test;

const EXAMPLES: &str = "\
Examples:
  writ regime new mine --domain jury --dir regimes/mine
  writ regime fmt regimes/mine
  writ regime check regimes/mine
  writ regime test regimes/mine
  writ regime explain regimes/mine

A PACK is a folder with regime.md, or a file that ends in .md or .kdl.";

/// Checks, tests and writes regime packs: the law as data.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum RegimeCommand {
    /// Says what is wrong with a pack, with codes and places.
    #[command(after_help = check::EXAMPLES)]
    Check(Check),
    /// Runs the examples inside a pack.
    #[command(after_help = "Example:\n  writ regime test regimes/seed/002")]
    Test(Pack),
    /// Tells the rules of a pack in plain sentences, with what they cite.
    #[command(after_help = "Examples:\n  writ regime explain regimes/guarded\n  \
                            writ regime explain regimes/guarded --lang uk")]
    Explain(Explain),
    /// Tells what a law does to people that the one before it does not, each with a witness.
    #[command(after_help = diff::EXAMPLES, disable_version_flag = true)]
    Diff(diff::Laws),
    /// Begins a new pack that reads well and passes its example.
    #[command(after_help = "Example:\n  writ regime new mine --domain jury --dir regimes/mine")]
    New(New),
    /// Lays out the rules of a pack; prose stays as it is.
    #[command(after_help = "Examples:\n  writ regime fmt regimes/mine\n  \
                            writ regime fmt regimes/mine --check")]
    Fmt(Fmt),
    /// Prints the JSON Schema of the canonical form of a pack.
    #[command(after_help = "Example:\n  writ regime schema")]
    Schema,
}

/// Names a pack.
#[derive(Debug, clap::Args)]
pub(crate) struct Pack {
    /// The pack: a folder with regime.md, or a file that ends in .md or .kdl.
    pack: PathBuf,
}

/// Which pack to tell, in which language.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The pack: a folder with regime.md, or a file that ends in .md or .kdl.
    pack: PathBuf,
    /// The language of the sentences: en, ru, uk, de or fi.
    #[arg(long, value_name = "LANG", default_value_t)]
    lang: Language,
}

/// Which pack to check, and how hard.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The pack: a folder with regime.md, or a file that ends in .md or .kdl.
    pack: PathBuf,
    /// The rights floor decides: any finding of class A is a failure.
    #[arg(long)]
    live: bool,
}

/// What pack to begin.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// Its name, for instance `seed/002`.
    name: String,
    /// What people are summoned to.
    #[arg(long, value_enum, default_value_t = new::DomainWord::Other)]
    domain: new::DomainWord,
    /// The folder to write it to; without it, one called as the pack.
    #[arg(long)]
    dir: Option<PathBuf>,
}

/// Which pack to lay out.
#[derive(Debug, clap::Args)]
pub(crate) struct Fmt {
    /// The pack: a folder with regime.md, or a file that ends in .md or .kdl.
    pack: PathBuf,
    /// Changes nothing, and ends with 1 if the pack is not laid out.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(command: &RegimeCommand, output: &Output) -> Result<Done, Trouble> {
    match command {
        RegimeCommand::Check(check) => check::run(check, output),
        RegimeCommand::Test(pack) => test::run(pack, output),
        RegimeCommand::Explain(pack) => explain::run(pack, output),
        RegimeCommand::Diff(laws) => diff::run(laws, output),
        RegimeCommand::New(new) => new::run(new, output),
        RegimeCommand::Fmt(fmt) => fmt::run(fmt, output),
        RegimeCommand::Schema => {
            output.print(writ_law::schema::schema())?;
            Ok(Done::Well)
        }
    }
}
