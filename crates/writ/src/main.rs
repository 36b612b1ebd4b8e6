//! The command line of Writ.
//!
//! Each command is a module that reads its arguments, asks the law or the registry, and prints
//! what they say. Nothing is decided here.

use std::process::ExitCode;

mod arguments;
mod ask;
mod campaign;
mod carrier;
mod case;
mod chance;
mod clock;
mod deadline;
mod demo;
mod desk;
mod doctor;
mod explain;
mod file;
mod finding;
mod init;
mod key_file;
mod ledger;
mod manual;
mod moment;
mod notice;
mod officer;
mod outbox;
mod output;
mod pack;
mod position;
mod progress;
mod proof;
mod record;
mod regime;
mod register;
mod registry;
mod serve;
mod trouble;
mod voice;
mod witness;

fn main() -> ExitCode {
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let output = output::Output::new(arguments.format);
    match arguments.command.run(&output) {
        Ok(done) => done.code(),
        Err(trouble) => output.trouble(&trouble),
    }
}
