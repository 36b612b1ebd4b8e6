//! `writ doctor`: whether a registry is in order, each trouble with its cure.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use writ_registry::Registry;
use writ_store::{Absent, Family, Store};

use crate::chance::Machine;
use crate::output::Output;
use crate::registry::Place;
use crate::trouble::{Done, Trouble};
use crate::{clock, key_file, registry};

const EXAMPLES: &str = "\
Example:
  writ doctor --registry registry

Changes nothing, needs no officer, and tells nothing of anyone: counts only. Ends with 1 if something
is wrong.";

/// Below this much room on the disk there is trouble, in bytes.
const LEAST_ROOM: u64 = 1 << 30;

/// Looks whether a registry is in order.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorCommand {
    #[command(flatten)]
    place: Place,
}

/// What was looked at, and what is wrong with it.
#[derive(Debug, Serialize)]
struct Look {
    what: &'static str,
    /// What was found.
    found: String,
    /// What is wrong with it, and what to do; absent: nothing.
    trouble: Option<String>,
}

impl Look {
    fn well(what: &'static str, found: impl Into<String>) -> Self {
        Self {
            what,
            found: found.into(),
            trouble: None,
        }
    }

    fn trouble(what: &'static str, found: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            what,
            found: found.into(),
            trouble: Some(cure.into()),
        }
    }

    fn of(what: &'static str, trouble: &Trouble) -> Self {
        let (found, cure) = trouble.first();
        Self::trouble(what, found, cure.unwrap_or("see above"))
    }
}

pub(crate) fn run(command: &DoctorCommand, output: &Output) -> Result<Done, Trouble> {
    registry::run(look(&command.place, output))
}

async fn look(place: &Place, output: &Output) -> Result<Done, Trouble> {
    let mut looks = vec![folder(&place.registry)];
    if place.registry.is_dir() {
        look_into(place, &mut looks).await;
    }
    let wrong = looks.iter().filter(|look| look.trouble.is_some()).count();
    output.answer(
        || json!({"looks": looks, "troubles": wrong}),
        || text(&looks, wrong),
    )?;
    Ok(if wrong == 0 {
        Done::Well
    } else {
        Done::Wanting
    })
}

async fn look_into(place: &Place, looks: &mut Vec<Look>) {
    looks.push(room(&place.registry));
    looks.push(sandbox_clock(place));
    let key = key_file::read(&place.key_file());
    looks.push(match &key {
        Ok(_) => Look::well(
            "key file",
            format!("{}, mode 600", place.key_file().display()),
        ),
        Err(trouble) => Look::of("key file", trouble),
    });
    if let Some(look) = unfit(place) {
        looks.push(look);
        return;
    }
    match place.store(Absent::Refuse) {
        Err(trouble) => looks.push(Look::of("store", &trouble)),
        Ok(store) => {
            looks.push(Look::well("store", size(&place.store_file())));
            counts(store.as_ref(), looks).await;
            if let Ok(key) = key {
                match Registry::open(store, Arc::new(Machine), &key).await {
                    Ok(registry) => of_registry(&registry, looks),
                    Err(error) => looks.push(Look::of("registry", &error.into())),
                }
            }
        }
    }
}

fn text(looks: &[Look], wrong: usize) -> String {
    let mut text = String::new();
    for look in looks {
        let mark = if look.trouble.is_some() {
            "wrong"
        } else {
            "well"
        };
        text.push_str(&format!("{mark:<6}{:<10} {}\n", look.what, look.found));
        if let Some(cure) = &look.trouble {
            text.push_str(&format!("      to do: {cure}\n"));
        }
    }
    text + &match wrong {
        0 => "nothing is wrong\n".to_owned(),
        1 => "1 thing is wrong\n".to_owned(),
        many => format!("{many} things are wrong\n"),
    }
}

fn folder(dir: &Path) -> Look {
    let Ok(about) = std::fs::metadata(dir) else {
        let found = format!("there is no {}", dir.display());
        return Look::trouble("folder", found, "name the folder with --registry");
    };
    let mode = about.permissions().mode() & 0o777;
    let found = format!("{}, mode {mode:03o}", dir.display());
    if mode & 0o022 != 0 {
        let cure = format!("others may change it: chmod 700 {}", dir.display());
        return Look::trouble("folder", found, cure);
    }
    Look::well("folder", found)
}

fn room(dir: &Path) -> Look {
    let about = match rustix::fs::statvfs(dir) {
        Ok(about) => about,
        Err(error) => {
            let found = format!("the room on the disk cannot be told: {error}");
            return Look::trouble("disk", found, "look after the disk");
        }
    };
    let room = about.f_bavail.saturating_mul(about.f_frsize);
    let found = format!("{} MiB free", room >> 20);
    if room < LEAST_ROOM {
        return Look::trouble("disk", found, "free some space before it runs out");
    }
    Look::well("disk", found)
}

fn sandbox_clock(place: &Place) -> Look {
    match place.sandbox_time() {
        Ok(Some(time)) => Look::well("clock", format!("the sandbox's own, at {time}")),
        Ok(None) => Look::well("clock", format!("the machine's, at {:.0}", clock::now())),
        Err(trouble) => Look::of("clock", &trouble),
    }
}

/// Why the store is not to be opened: that would fail, or make a store of what is none.
fn unfit(place: &Place) -> Option<Look> {
    let store = place.store_file();
    let about = std::fs::metadata(&store).ok()?;
    // Beside the file SQLite keeps its log, so that the folder has to be writable as well.
    for path in [&place.registry, &store] {
        let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
        let refused = rustix::fs::access(path, rustix::fs::Access::WRITE_OK).err();
        if refused.is_some() || mode & 0o200 == 0 {
            let why = refused.map_or(String::new(), |error| format!(": {error}"));
            let path = path.display();
            let found = format!("{path} cannot be written (mode {mode:03o}){why}");
            let cure = format!("run as its owner, and let the owner write: chmod u+w {path}");
            return Some(Look::trouble("store", found, cure));
        }
    }
    // What the file lacks may stand in the log.
    if bytes_of(&log_of(&store)) == 0 && (about.len() == 0 || is_bare(&store)) {
        let found = format!("{} is empty: no registry is in it", store.display());
        return Some(Look::trouble("store", found, "restore it from a backup"));
    }
    None
}

/// Whether it is a database that nobody has put anything in: the name of its application and its
/// version, at bytes 68 and 60 of the header, are 0.
fn is_bare(path: &Path) -> bool {
    let mut header = [0u8; 100];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let field = |from: usize| header.get(from..from + 4);
    read.is_ok()
        && header.starts_with(b"SQLite format 3\0")
        && field(60) == Some(&[0; 4])
        && field(68) == Some(&[0; 4])
}

/// What was recorded last stands in the log beside the file until it is carried over.
fn log_of(store: &Path) -> PathBuf {
    store.with_extension("sqlite-wal")
}

fn bytes_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |about| about.len())
}

fn size(path: &Path) -> String {
    let bytes = bytes_of(path).saturating_add(bytes_of(&log_of(path)));
    format!(
        "{}, {} KiB, its schema is this program's",
        path.display(),
        bytes >> 10
    )
}

/// Counts streams without opening any: the store alone, without the key.
async fn counts(store: &dyn Store, looks: &mut Vec<Look>) {
    for (what, family) in [
        ("people", Family("person")),
        ("campaigns", Family("campaign")),
    ] {
        looks.push(match count(store, family).await {
            Ok(count) => Look::well(what, count.to_string()),
            Err(trouble) => Look::of(what, &trouble),
        });
    }
    const MOST: usize = 10_000;
    looks.push(match store.outbox(0, MOST).await {
        Ok(waiting) if waiting.len() == MOST => {
            Look::well("outbox", format!("{MOST} messages wait, or more"))
        }
        Ok(waiting) => Look::well("outbox", format!("{} messages wait", waiting.len())),
        Err(error) => Look::of("outbox", &error.into()),
    });
}

async fn count(store: &dyn Store, family: Family) -> Result<usize, Trouble> {
    const AT_ONCE: usize = 10_000;
    let mut count = 0;
    let mut after = None;
    loop {
        let streams = store.streams(family, after, AT_ONCE).await?;
        count += streams.len();
        after = streams.last().map(|stream| stream.key);
        if streams.len() < AT_ONCE {
            return Ok(count);
        }
    }
}

fn of_registry(registry: &Registry, looks: &mut Vec<Look>) {
    let kind = registry.kind().word();
    looks.push(Look::well(
        "registry",
        format!("{kind}, its key is the right one"),
    ));
    for regime in registry.regimes() {
        let (name, digest) = (regime.name(), regime.digest());
        looks.push(Look::well(
            "regime",
            format!("{name}, digest {digest} as founded"),
        ));
    }
}
