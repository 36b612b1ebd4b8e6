//! The command line as a whole: what may be asked, and in which form the answer comes.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::output::{Format, Output};
use crate::trouble::{Done, Trouble};
use crate::{
    ask, campaign, carrier, deadline, demo, desk, doctor, explain, init, ledger, manual, notice,
    officer, outbox, position, proof, record, regime, register, serve, witness,
};

const EXAMPLES: &str = "\
Examples:
  writ demo
  writ regime check regimes/guarded
  writ position --regime regimes/guarded case.json
  writ init registry --regime regimes/guarded --sandbox

Exit codes:
  0  done
  1  refused, or found wanting
  2  misuse: bad arguments or bad input files
  3  the world failed: disk, network, database";

/// An accountable electronic service of summonses.
///
/// Writ keeps a register of people who may lawfully be summoned, calls them up by a public draw,
/// serves them, and works out what the law then says, with its reasons.
#[derive(Debug, Parser)]
#[command(name = "writ", version, after_help = EXAMPLES, propagate_version = true)]
#[command(max_term_width = 100, infer_subcommands = false)]
pub(crate) struct Arguments {
    /// The form of what is printed: text for people, or JSON for programs.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows the whole system at work on a made-up register.
    Demo(demo::Demo),
    /// Checks, tests and writes regime packs: the law as data.
    #[command(subcommand)]
    Regime(regime::RegimeCommand),
    /// Works out what the law says of one case, with the reasons.
    Position(position::PositionCommand),
    /// Counts periods as the law counts.
    Deadline(deadline::DeadlineCommand),
    /// Founds a registry.
    Init(init::Init),
    /// Makes, ends and shows the accounts of officers.
    #[command(subcommand)]
    Officer(officer::OfficerCommand),
    /// Makes the accounts of relying desks, and their keys.
    #[command(subcommand)]
    Desk(desk::DeskCommand),
    /// Takes people and facts into the register.
    #[command(subcommand)]
    Register(register::RegisterCommand),
    /// Calls people up by a public draw.
    #[command(subcommand)]
    Campaign(campaign::CampaignCommand),
    /// Records what happened in a matter, or that a channel was out.
    Record(Box<record::RecordCommand>),
    /// Corrects an event that was recorded wrongly.
    Correct(record::CorrectCommand),
    /// Asks whether a measure holds against a person, as a relying desk.
    Ask(ask::AskCommand),
    /// Explains a person's position: what is known, what follows, why, and who asked.
    Explain(explain::ExplainCommand),
    /// Writes the notice that a person was given: PDF with proof, page, text, calendar entry.
    Notice(notice::NoticeCommand),
    /// Shows and works through what waits to be sent.
    #[command(subcommand)]
    Outbox(outbox::OutboxCommand),
    /// Prints letters, and takes in what their carrier says of them.
    #[command(subcommand)]
    Carrier(carrier::CarrierCommand),
    /// Sequences, has witnessed, publishes and verifies the ledger.
    #[command(subcommand)]
    Ledger(ledger::LedgerCommand),
    /// Exports and verifies proofs of what was recorded.
    #[command(subcommand)]
    Proof(proof::ProofCommand),
    /// Runs a witness or a monitor of ledgers, apart from any registry.
    #[command(subcommand)]
    Witness(witness::WitnessCommand),
    /// Serves the portal, the API and the ledger's published files.
    Serve(Box<serve::ServeCommand>),
    /// Looks whether a registry is in order.
    Doctor(doctor::DoctorCommand),
    /// Prints a script that completes commands in a shell.
    Completions(manual::Completions),
    /// Writes the manual pages.
    Man(manual::Man),
}

impl Command {
    pub(crate) fn run(&self, output: &Output) -> Result<Done, Trouble> {
        match self {
            Self::Demo(demo) => demo::run(demo, output),
            Self::Regime(command) => regime::run(command, output),
            Self::Position(command) => position::run(command, output),
            Self::Deadline(command) => deadline::run(command, output),
            Self::Init(command) => init::run(command, output),
            Self::Officer(command) => officer::run(command, output),
            Self::Desk(command) => desk::run(command, output),
            Self::Register(command) => register::run(command, output),
            Self::Campaign(command) => campaign::run(command, output),
            Self::Record(command) => record::run(command, output),
            Self::Correct(command) => record::correct(command, output),
            Self::Ask(command) => ask::run(command, output),
            Self::Explain(command) => explain::run(command, output),
            Self::Notice(command) => notice::run(command, output),
            Self::Outbox(command) => outbox::run(command, output),
            Self::Carrier(command) => carrier::run(command, output),
            Self::Ledger(command) => ledger::run(command, output),
            Self::Proof(command) => proof::run(command, output),
            Self::Witness(command) => witness::run(command, output),
            Self::Serve(command) => serve::run(command, output),
            Self::Doctor(command) => doctor::run(command, output),
            Self::Completions(command) => manual::complete(command, output),
            Self::Man(command) => manual::write(command, output),
        }
    }
}

/// Reads the command line. What cannot be read is said here, and ends the program.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    let words: Vec<OsString> = std::env::args_os().collect();
    Arguments::try_parse_from(&words).map_err(|error| {
        if error.use_stderr() && asks_for_json(&words) {
            let text = error.render().to_string();
            return Output::new(Format::Json).trouble(&Trouble::arguments(&text));
        }
        // Nowhere is left to say that printing failed.
        drop(error.print());
        ExitCode::from(if error.use_stderr() { 2 } else { 0 })
    })
}

/// Whether errors are wanted as JSON, told from words that could not be read as arguments.
fn asks_for_json(words: &[OsString]) -> bool {
    let before_dashes = || {
        words
            .iter()
            .map_while(|word| (word != "--").then_some(word))
    };
    before_dashes().any(|word| word == "--format=json")
        || before_dashes()
            .zip(before_dashes().skip(1))
            .any(|(a, b)| a == "--format" && b == "json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    /// Every command says what it does and shows how.
    #[test]
    fn every_command_has_examples() {
        fn look(command: &clap::Command, path: &str) {
            let path = format!("{path} {}", command.get_name());
            assert!(
                command.get_about().is_some(),
                "{path} says nothing of itself"
            );
            assert!(command.get_after_help().is_some(), "{path} has no example");
            for sub in command
                .get_subcommands()
                .filter(|sub| sub.get_name() != "help")
            {
                look(sub, &path);
            }
        }
        look(&Arguments::command(), "");
    }
}
