//! `writ position`: what the law says of one case at each point asked for.

use std::path::PathBuf;

use serde::Serialize;
use writ_law::life::Life;
use writ_law::position::{AsOf, Position, position};
use writ_law::regime::Regime;

use crate::output::Output;
use crate::trouble::{Done, Trouble};
use crate::{case, pack};

mod text;

pub(crate) use text::{Told, text};

const EXAMPLES: &str = r#"Example:

  $ cat case.json
  {"person": {"id": "p1", "facts": [
     {"fact": "birth-date", "value": "1998-05-02", "at": "1998-05-02T00:00:00Z",
      "recorded_at": "2016-06-01T00:00:00Z", "source": "civil-registry"}]},
   "matter": {"id": "m1", "instrument": "call-up", "issued_at": "2023-04-17T09:00:00+03:00",
              "appear_at": "2023-04-27T09:00:00+03:00", "region": "A"},
   "events": [{"id": "e1", "kind": "posted", "channel": "portal",
               "at": "2023-04-17T10:00:00+03:00", "recorded_at": "2023-04-17T10:00:00+03:00"}],
   "ask": [{"at": "2023-04-17T10:00:00+03:00", "known_at": "2023-04-17T12:00:00+03:00"}]}
  $ writ position --regime regimes/guarded case.json --explain

`known_at` leaves out what was recorded later; without it everything counts. Nothing is stored, and
what is printed has no legal force."#;

/// Works out what the law says of one case, with the reasons.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PositionCommand {
    /// The regime to go by.
    #[arg(long, value_name = "PACK")]
    regime: PathBuf,
    /// The case; `-` reads the standard input.
    #[arg(value_name = "CASE.json")]
    case: PathBuf,
    /// Says why, rule by rule.
    #[arg(long)]
    explain: bool,
}

pub(crate) fn run(command: &PositionCommand, output: &Output) -> Result<Done, Trouble> {
    let regime = pack::regime(&command.regime)?;
    let case = case::read(&command.case)?;
    if case.ask.is_empty() {
        let at = case.matter.issued_at;
        return Err(Trouble::misuse(format!(
            "{}: the case asks for no point in time",
            command.case.display()
        ))
        .with_cure(format!(
            r#"add "ask": [{{"at": "{at}"}}], with as many points as you like"#
        )));
    }
    let life = Life::bind(&regime, &case.person, &case.matter, &case.events).map_err(|error| {
        Trouble::misuse(format!("{}: {error}", command.case.display())).with_cure(format!(
            "the words of the regime stand in {}",
            command.regime.display()
        ))
    })?;
    let points = case.ask.iter().map(|ask| AsOf {
        at: ask.at,
        known_at: ask.known_at,
    });
    let positions: Vec<Position<'_>> = points
        .map(|as_of| position(&regime, &life, as_of))
        .collect();
    let told = if command.explain {
        Told::WithReasons
    } else {
        Told::Plainly
    };
    output.answer(
        || Answer {
            regime: regime_json(&regime, "none"),
            positions: &positions,
        },
        || {
            let head = format!("{}\n", regime_line(&regime, "no legal force"));
            let as_value = |position| serde_json::to_value(position).unwrap_or_default();
            let texts = positions
                .iter()
                .map(|position| text(&as_value(position), told));
            std::iter::once(head)
                .chain(texts)
                .collect::<Vec<_>>()
                .join("\n")
        },
    )?;
    Ok(Done::Well)
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a, 'p> {
    regime: RegimeNamed<'a>,
    positions: &'a [Position<'p>],
}

/// Which regime an answer goes by, for programs.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct RegimeNamed<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    force: &'static str,
}

/// Which regime an answer goes by, for programs.
pub(crate) fn regime_json<'a>(regime: &'a Regime, force: &'static str) -> RegimeNamed<'a> {
    RegimeNamed {
        id: regime.name(),
        version: regime.version(),
        digest: regime.digest(),
        force,
    }
}

/// Which regime an answer goes by, for people.
pub(crate) fn regime_line(regime: &Regime, force: &str) -> String {
    let digest: String = regime.digest().chars().take(16).collect();
    format!(
        "regime {} version {} ({digest}…), {force}",
        regime.name(),
        regime.version()
    )
}
