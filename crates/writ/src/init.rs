//! `writ init`: founds a registry.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_registry::{Founding, Kind, NewOfficer, Offices, Registry, RegistryError, Role};
use writ_store::Absent;

use crate::chance::Machine;
use crate::moment::instant;
use crate::output::Output;
use crate::registry::Place;
use crate::trouble::{Done, Trouble};
use crate::{file, key_file, pack, registry};

const EXAMPLES: &str = "\
Examples:
  writ init registry --regime regimes/guarded --sandbox
  writ init registry --regime regimes/guarded --sandbox --now 2023-04-14T09:00:00+03:00

The second has a clock of its own: it stands still until a command moves it with --now, so that the
same commands give the same registry. The folder holds the key file, master.key: keep a copy of it
in another place than the backups of the store.";

/// Founds a registry: its kind, its regimes and its key are fixed here, for ever.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("kind").required(true))]
pub(crate) struct Init {
    /// The folder to make.
    dir: PathBuf,
    /// The packs of its regimes.
    #[arg(long, value_name = "PACK", required = true, num_args = 1..)]
    regime: Vec<PathBuf>,
    /// Nothing in it has legal force, and it says so everywhere.
    #[arg(long, group = "kind")]
    sandbox: bool,
    /// What it says has legal force. Refused until every check of the rights floor exists.
    #[arg(long, group = "kind")]
    live: bool,
    /// The zone in which dates without a time are read; else that of the first regime.
    #[arg(long)]
    zone: Option<String>,
    /// The first officer, an operator, who adds the others.
    #[arg(
        long = "as",
        env = "WRIT_OFFICER",
        hide_env_values = true,
        value_name = "OFFICER",
        default_value = "operator"
    )]
    officer: String,
    /// Where to put the key file, if not in the folder.
    #[arg(
        long,
        env = "WRIT_KEY_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    key_file: Option<PathBuf>,
    /// Gives a sandbox a clock of its own, set to this time.
    #[arg(long, value_name = "TIME", conflicts_with = "live", value_parser = instant)]
    now: Option<Timestamp>,
    #[arg(long, env = "WRIT_MAX_PAGES", hide_env_values = true, hide = true)]
    max_pages: Option<u32>,
}

pub(crate) fn run(init: &Init, output: &Output) -> Result<Done, Trouble> {
    let packs: Vec<PackText> = init
        .regime
        .iter()
        .map(|path| pack::text(path))
        .collect::<Result<_, _>>()?;
    for pack in &packs {
        Regime::read(pack).map_err(|findings| pack::not_a_regime(pack, findings))?;
    }
    if init.live {
        return Err(Trouble::refused(
            "not-live",
            "a live registry takes only regimes that are shown to pass the whole rights floor, \
             and the checks of class A that explore every course of a matter do not exist yet: \
             no regime can be shown to pass",
        )
        .with_cure("found a sandbox with --sandbox: nothing in it has legal force"));
    }
    registry::run(found(init, packs, output))
}

async fn found(init: &Init, packs: Vec<PackText>, output: &Output) -> Result<Done, Trouble> {
    let place = Place::new(&init.dir, init.key_file.as_deref(), init.max_pages);
    let made = make_folder(init, &place)?;
    let first = NewOfficer {
        name: init.officer.clone(),
        roles: BTreeSet::from([Role::Operator]),
        offices: Offices::All,
        desk: None,
    };
    let founding = Founding {
        kind: Kind::Sandbox,
        regimes: packs,
        zone: init.zone.clone(),
        first,
    };
    let registry = match found_in(&place, founding, init.now).await {
        Ok(registry) => registry,
        Err(trouble) => {
            // What was made for a registry that is not founded is taken away again. If that fails
            // as well, the next `writ init` goes on with it.
            if made == Made::Now {
                drop(fs::remove_dir_all(&init.dir));
            }
            return Err(trouble);
        }
    };
    say(init, &place, &registry, output)?;
    Ok(Done::Well)
}

/// Whether the folder is this command's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Now,
    Before,
}

/// Makes the folder, or takes one that is empty or holds a founding that stopped half way.
fn make_folder(init: &Init, place: &Place) -> Result<Made, Trouble> {
    let dir = &init.dir;
    if !dir.exists() {
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(dir);
        made.map_err(|error| file::unwritten(dir, &error))?;
        return Ok(Made::Now);
    }
    let entries = fs::read_dir(dir).map_err(|error| file::unread(dir, &error))?;
    let ours = [
        "store.sqlite",
        "store.sqlite-wal",
        "store.sqlite-shm",
        "master.key",
        "clock",
    ];
    for entry in entries {
        let name = entry
            .map_err(|error| file::unread(dir, &error))?
            .file_name();
        if !ours.iter().any(|known| name == *known) {
            let text = format!(
                "{} is not empty: it holds {}",
                dir.display(),
                name.display()
            );
            return Err(Trouble::misuse(text).with_cure("choose a folder that is not there yet"));
        }
    }
    if place.store_file().exists() && !place.key_file().exists() {
        let text = format!("{} holds a store without its key file", dir.display());
        return Err(Trouble::misuse(text).with_cure("choose a folder that is not there yet"));
    }
    Ok(Made::Before)
}

async fn found_in(
    place: &Place,
    founding: Founding,
    now: Option<Timestamp>,
) -> Result<Registry, Trouble> {
    let key_file = place.key_file();
    // The key comes first: a store without its key would be lost.
    let key = if key_file.exists() {
        key_file::read(&key_file)?
    } else {
        key_file::create(&key_file)?
    };
    let store = place.store(Absent::Create)?;
    match Registry::open(store.clone(), Arc::new(Machine), &key).await {
        Err(RegistryError::NotFounded) => {}
        _ => {
            let dir = place.registry.display();
            return Err(
                Trouble::misuse(format!("there is a registry in {dir} already"))
                    .with_cure("choose a folder that is not there yet"),
            );
        }
    }
    // The clock comes before the founding: a sandbox never changes from one clock to the other.
    if let Some(now) = now {
        place.set_sandbox_time(now)?;
    }
    let at = now.unwrap_or_else(crate::clock::now);
    registry::ruled(Registry::found(store, Arc::new(Machine), &key, founding, at).await)
}

fn say(init: &Init, place: &Place, registry: &Registry, output: &Output) -> Result<(), Trouble> {
    let kind = registry.kind().word();
    let regimes = || registry.regimes().iter();
    output.answer(
        || {
            let regimes: Vec<_> = regimes()
                .map(|it| crate::position::regime_json(it, kind))
                .collect();
            json!({
                "registry": init.dir,
                "kind": kind,
                "key_file": place.key_file(),
                "officer": init.officer,
                "regimes": regimes,
            })
        },
        || {
            let mut text = format!(
                "{} is a {kind} registry: no legal force\n",
                init.dir.display()
            );
            for regime in regimes() {
                text.push_str(&crate::position::regime_line(regime, kind));
                text.push('\n');
            }
            text.push_str(&format!("key file {}\n", place.key_file().display()));
            text.push_str(&format!("first officer {}: operator\n", init.officer));
            text
        },
    )
}
