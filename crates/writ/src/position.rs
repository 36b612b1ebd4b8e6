//! `writ position`: what the law says of one case at each point asked for.

use std::path::PathBuf;

use serde::Serialize;
use writ_law::case::Case;
use writ_law::life::Life;
use writ_law::position::{AsOf, Position, position};
use writ_law::regime::Regime;
use writ_notice::Catalogue;
use writ_notice::position::{self as notice, Account, Force, Voice};

use crate::output::{Format, Output, visible, visible_lines};
use crate::trouble::{Done, Trouble};
use crate::voice::{Telling, Wanted};
use crate::{case, pack, voice};

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
  $ writ position --regime regimes/guarded case.json --voice person --lang uk
  $ writ position --regime regimes/guarded case.json --voice court --why-not exit

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
    /// Says why a measure is restricted, or why it is not.
    #[arg(long, value_name = "MEASURE")]
    why_not: Option<String>,
    #[command(flatten)]
    telling: Telling,
}

pub(crate) fn run(command: &PositionCommand, output: &Output) -> Result<Done, Trouble> {
    let pack = pack::text(&command.regime)?;
    let regime = Regime::read(&pack).map_err(|findings| pack::not_a_regime(&pack, findings))?;
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
    if let Some(measure) = &command.why_not {
        knows(&regime, measure)?;
    }
    let points = case.ask.iter().map(|ask| AsOf {
        at: ask.at,
        known_at: ask.known_at,
    });
    let positions: Vec<Position<'_>> = points
        .map(|as_of| position(&regime, &life, as_of))
        .collect();
    let governing = governing(&positions);
    let mut told = Vec::new();
    let output = match command.telling.wanted() {
        Wanted::Short => *output,
        Wanted::Json => Output::new(Format::Json),
        Wanted::Account(voice, language) => {
            let catalogue = voice::catalogue(language, &pack)?;
            for position in &positions {
                told.push(account(
                    command,
                    (&regime, &catalogue),
                    &case,
                    position,
                    voice,
                )?);
            }
            *output
        }
    };
    output.answer(
        || Answer {
            regime: RegimeNamed {
                version: &governing,
                ..regime_json(&regime, "none")
            },
            positions: &positions,
            told: &told,
        },
        || match told.as_slice() {
            [] => short(command, (&regime, &governing), &positions),
            some => visible_lines(&some.join("\n")),
        },
    )?;
    Ok(Done::Well)
}

/// The versions of the law that the matter is in at the points asked for.
fn governing(positions: &[Position<'_>]) -> String {
    let mut versions: Vec<&str> = Vec::new();
    for version in positions.iter().flat_map(Position::versions) {
        if !versions.contains(&version) {
            versions.push(version);
        }
    }
    versions.join(" / ")
}

/// The positions in short, in English.
fn short(
    command: &PositionCommand,
    (regime, version): (&Regime, &str),
    positions: &[Position<'_>],
) -> String {
    let told = match (&command.why_not, command.explain) {
        (None, true) => Told::WithReasons,
        (Some(_), _) | (None, false) => Told::Plainly,
    };
    let line = regime_line_under(regime, version, "no legal force");
    let mut page = format!("{line}\n");
    for position in positions {
        let value = serde_json::to_value(position).unwrap_or_default();
        page.push_str(&format!("\n{}", text(&value, told)));
        let why = command.why_not.as_deref();
        for line in why
            .and_then(|it| position.explain(it))
            .iter()
            .flat_map(|it| it.lines())
        {
            page.push_str(&format!("  {}\n", visible(line)));
        }
    }
    page
}

/// One position, told to somebody.
fn account(
    command: &PositionCommand,
    (regime, catalogue): (&Regime, &Catalogue),
    case: &Case,
    position: &Position<'_>,
    voice: Voice,
) -> Result<String, Trouble> {
    let read = serde_json::to_value(position).and_then(|value| notice::Told::read(&value));
    let read = read.map_err(|error| {
        Trouble::failed(format!("the position cannot be told: {error}"))
            .with_cure("ask for it without --voice, and tell the makers of Writ")
    })?;
    let account = Account {
        regime,
        catalogue,
        position: &read,
        matter: &case.matter,
        events: &case.events,
        force: Force::None,
        why_not: command.why_not.as_deref(),
    };
    Ok(account.tell(voice))
}

/// Refuses a measure that the regime does not have.
fn knows(regime: &Regime, measure: &str) -> Result<(), Trouble> {
    let measures: Vec<&str> = regime.measures().collect();
    if measures.contains(&measure) {
        return Ok(());
    }
    let text = format!("{} has no measure `{measure}`", regime.name());
    Err(Trouble::misuse(text).with_cure(format!("say one of: {}", measures.join(", "))))
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a, 'p> {
    regime: RegimeNamed<'a>,
    positions: &'a [Position<'p>],
    /// What was said of each, where somebody is told.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    told: &'a [String],
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
    regime_line_under(regime, regime.version(), force)
}

/// The same, by the version that governs.
fn regime_line_under(regime: &Regime, version: &str, force: &str) -> String {
    let digest: String = regime.digest().chars().take(16).collect();
    let name = regime.name();
    format!("regime {name} version {version} ({digest}…), {force}")
}
