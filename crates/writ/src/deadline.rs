//! `writ deadline`: counts periods as the law counts, row by row.

use std::path::PathBuf;

use writ_law::deadline::{Outcome, answers};

use crate::file;
use crate::output::Output;
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = r#"Example: 20 days from 17 April 2023

  $ cat rows.jsonl
  {"id": "a", "from": "2023-04-17", "n": 20, "unit": "days"}
  $ writ deadline rows.jsonl
  {"id":"a","date":"2023-05-07"}

Fields: id, from, n, unit (hours days work-days weeks months years); and if need be direction,
count_from, clear, short, roll, month_end, min_work_days, cutoff, zone, weekend, holidays, closed.
A row that cannot be counted gets {"id", "error"}, and the command ends with 1."#;

/// Counts periods as the law counts: one JSON row in, one out, always JSON.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DeadlineCommand {
    /// The rows, one JSON object a line; `-` reads the standard input.
    #[arg(value_name = "ROWS.jsonl")]
    rows: PathBuf,
}

pub(crate) fn run(command: &DeadlineCommand, output: &Output) -> Result<Done, Trouble> {
    let rows = file::text(&command.rows)?;
    let mut text = String::new();
    let mut done = Done::Well;
    for answer in answers(&rows) {
        if matches!(answer.outcome, Outcome::Error(_)) {
            done = Done::Wanting;
        }
        text.push_str(&format!("{answer}\n"));
    }
    output.print(&text)?;
    Ok(done)
}
