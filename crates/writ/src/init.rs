//! `writ init`: founds a registry.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use writ_law::live::LiveRegime;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_registry::{
    Founding, Kind, LiveFounding, NewOfficer, Offices, Registry, RegistryError, Role, Watch,
};
use writ_store::Absent;

use crate::chance::Machine;
use crate::moment::instant;
use crate::output::Output;
use crate::registry::Place;
use crate::trouble::{Done, Trouble};
use crate::{file, key_file, pack, registry};

mod folder;

use folder::Folder;

const EXAMPLES: &str = "\
Examples:
  writ init registry --regime regimes/guarded --sandbox
  writ init registry --regime regimes/guarded --sandbox --now 2023-04-14T09:00:00+03:00
  writ init registry --regime regimes/guarded --live --witnesses policy \\
    --origin register.example/ledger/2027a

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
    /// What it says has legal force. Its regimes must pass the whole rights floor, and others must
    /// witness its ledger.
    #[arg(long, group = "kind")]
    live: bool,
    /// The policy of witnesses: `witness NAME KEY URL`, `group` and `quorum` lines (C2SP
    /// tlog-policy). What burdens somebody binds only once a quorum has signed for it.
    #[arg(long, value_name = "POLICY")]
    witnesses: Option<PathBuf>,
    /// The name of the ledger, which every proof bears; a sandbox makes one from its key.
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
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
    let mut regimes = Vec::new();
    for pack in &packs {
        let regime = Regime::read(pack);
        regimes.push(regime.map_err(|findings| pack::not_a_regime(pack, findings))?);
    }
    let watch = Watch {
        origin: init.origin.clone(),
        witnesses: init.witnesses.as_deref().map(file::text).transpose()?,
    };
    let mut live = Vec::new();
    if init.live {
        for (pack, regime) in packs.iter().zip(regimes) {
            let passed = LiveRegime::of(regime);
            live.push(passed.map_err(|findings| pack::not_live(pack, findings))?);
        }
    }
    registry::run(found(init, (packs, live), watch, output))
}

/// The first officer.
fn first(init: &Init) -> NewOfficer {
    NewOfficer {
        name: init.officer.clone(),
        roles: BTreeSet::from([Role::Operator]),
        offices: Offices::All,
        desk: None,
    }
}

async fn found(
    init: &Init,
    (packs, live): (Vec<PackText>, Vec<LiveRegime>),
    watch: Watch,
    output: &Output,
) -> Result<Done, Trouble> {
    let place = Place::new(&init.dir, init.key_file.as_deref(), init.max_pages);
    // Held until the registry is founded, so that no other `writ init` is in the folder.
    let folder = Folder::take(&init.dir)?;
    folder.look_over(&place)?;
    let first = first(init);
    let founding = Founding {
        regimes: packs,
        zone: init.zone.clone(),
        first,
        watch,
    };
    match found_in(&place, founding, &live, init.now).await {
        Ok(registry) => say(init, &place, &registry, output)?,
        Err(trouble) => {
            folder.give_up();
            return Err(trouble);
        }
    }
    Ok(Done::Well)
}

async fn found_in(
    place: &Place,
    founding: Founding,
    live: &[LiveRegime],
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
        Ok(_) | Err(RegistryError::WrongKey) => {
            let dir = place.registry.display();
            return Err(Trouble::refused(
                "founded",
                format!("there is a registry in {dir} already"),
            )
            .with_cure("choose a folder that is not there yet"));
        }
        Err(error) => return Err(error.into()),
    }
    // The clock comes before the founding: a sandbox never changes from one clock to the other.
    if let Some(now) = now {
        place.set_sandbox_time(now)?;
    }
    let at = now.unwrap_or_else(crate::clock::now);
    if live.is_empty() {
        return registry::ruled(
            Registry::found(store, Arc::new(Machine), &key, founding, at).await,
        );
    }
    let founding = LiveFounding {
        regimes: live.iter().zip(&founding.regimes).collect(),
        zone: founding.zone.clone(),
        first: founding.first.clone(),
        watch: founding.watch.clone(),
    };
    registry::ruled(Registry::found_live(store, Arc::new(Machine), &key, founding, at).await)
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
                "ledger": registry.origin(),
                "officer": init.officer,
                "regimes": regimes,
                "witnessed": registry.is_witnessed(),
            })
        },
        || {
            let force = match registry.kind() {
                Kind::Sandbox => ": no legal force",
                Kind::Live => "",
            };
            let mut text = format!("{} is a {kind} registry{force}\n", init.dir.display());
            for regime in regimes() {
                text.push_str(&crate::position::regime_line(regime, kind));
                text.push('\n');
            }
            text.push_str(&format!("key file {}\n", place.key_file().display()));
            text.push_str(&format!("first officer {}: operator\n", init.officer));
            let watched = match registry.is_witnessed() {
                true => "what burdens somebody binds once its witnesses have signed",
                false => "nobody witnesses it",
            };
            text.push_str(&format!("ledger {}: {watched}\n", registry.origin()));
            text
        },
    )
}
