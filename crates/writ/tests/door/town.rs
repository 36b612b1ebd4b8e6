//! A made-up town: a sandbox registry with people in every position that a page can show, founded
//! with the commands of the product.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;
use std::{fs, io::Write as _};

use serde_json::{Value, json};

/// When the story stands still for the tests.
pub(crate) const NOW: &str = "2023-06-07T10:00:00+03:00";

/// Called, and has not opened it.
pub(crate) const CALLED: u32 = 1;
/// May not leave the country.
pub(crate) const RESTRICTED: u32 = 3;
/// Opened it; the date in it has passed.
pub(crate) const MISSED: u32 = 4;
/// Has appeared.
pub(crate) const APPEARED: u32 = 6;
/// Has objected against not being let out.
pub(crate) const OBJECTS: u32 = 7;
/// Say that they are ill, and nobody has answered: the first of as many as there are languages.
pub(crate) const ILL: u32 = 10;
/// Are called a second time, and have everything before them: the first of as many.
pub(crate) const FRESH: u32 = 20;
/// May not leave the country either: the first of as many.
pub(crate) const RESTRICTED_TOO: u32 = 30;
/// How many there are of these.
const EACH: u32 = 5;

/// The name of a made-up person.
pub(crate) fn person(number: u32) -> String {
    format!("MADE-UP-{number:05}")
}

/// A folder with a registry in it.
pub(crate) struct Town {
    dir: tempfile::TempDir,
}

impl Town {
    /// The same under the guarded law with these people, who may all be called.
    pub(crate) fn founded(people: impl IntoIterator<Item = u32>) -> Self {
        let town = Self::under("regimes/guarded");
        town.people("people.jsonl", people);
        town.writ("register import people.jsonl --as vera", &[]);
        town
    }

    /// An empty sandbox registry with its officers and two desks, under the law of a pack.
    pub(crate) fn under(pack: &str) -> Self {
        let town = Self { dir: folder() };
        let pack = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(pack);
        town.writ(
            "init registry --sandbox --now 2023-04-14T09:00:00+03:00 --regime",
            &[pack.to_str().unwrap()],
        );
        for account in [
            "vera --role registrar",
            "oleg --role officer",
            "olga --role officer --office A",
            "anna --role approver",
            "omar --role oversight",
        ] {
            town.writ(&format!("officer add {account} --as operator"), &[]);
        }
        for (desk, measure, purpose) in [
            ("border", "exit", "leaving the country"),
            ("licensing", "driving", "driving"),
        ] {
            let add = format!("desk add {desk} --as operator --measure {measure} --purpose");
            town.writ(&add, &[purpose]);
        }
        town
    }

    /// With a campaign behind it whose people stand at different places of their way, one that has
    /// just been issued, and some that wait for a second pair of eyes.
    ///
    /// It takes a hundred commands to bring a town so far. So that is done once for all tests of
    /// this program, and each is given a town like it.
    pub(crate) fn lived_in() -> Self {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let lock = fs::File::create(kept.join("town.lock")).unwrap();
        lock.lock().unwrap();
        let age = |path: &Path| {
            let modified = fs::metadata(path).unwrap().modified().unwrap();
            modified.duration_since(UNIX_EPOCH).unwrap().as_nanos()
        };
        let (program, tests) = (env!("CARGO_BIN_EXE_writ"), std::env::current_exe().unwrap());
        let name = format!("town-{}-{}", age(Path::new(program)), age(&tests));
        let town = kept.join(&name);
        if !town.is_dir() {
            for entry in fs::read_dir(kept).unwrap() {
                let old = entry.unwrap().path();
                let is_town = old.is_dir() && old.to_string_lossy().contains("/town-");
                if is_town {
                    fs::remove_dir_all(old).unwrap();
                }
            }
            let begun = kept.join("town-begun");
            copy(Self::lived_through().dir(), &begun);
            fs::rename(begun, &town).unwrap();
        }
        let like_it = Self { dir: folder() };
        copy(&town, like_it.dir());
        like_it
    }

    fn lived_through() -> Self {
        let town = Self::founded((1..FRESH).chain(RESTRICTED_TOO..RESTRICTED_TOO + EACH));
        town.drawn("spring", "--quota A=100 --quota B=100", "call-up");
        town.writ("campaign approve spring --as anna", &[]);
        town.writ("campaign issue spring --as oleg", &[]);
        let restricted: Vec<u32> = [RESTRICTED, OBJECTS]
            .into_iter()
            .chain(RESTRICTED_TOO..RESTRICTED_TOO + EACH)
            .collect();
        let ill = ILL..ILL + EACH;
        town.at("2023-04-20T10:00:00+03:00");
        for number in restricted
            .iter()
            .copied()
            .chain([MISSED, APPEARED])
            .chain(ill.clone())
        {
            town.record("opened --channel portal", number);
        }
        town.at("2023-05-13T08:55:00+03:00");
        town.record("appeared", APPEARED);
        town.at("2023-05-15T10:00:00+03:00");
        for number in restricted.iter().copied().chain([MISSED]) {
            town.record("warned --channel portal", number);
            town.record("warned --channel post", number);
        }
        town.at("2023-06-05T10:00:00+03:00");
        for number in restricted {
            town.record("decided --effect exit --outcome imposed --by oleg", number);
            town.record("told --effect exit --channel portal", number);
        }
        let ask = ["--purpose", "leaving the country"];
        for number in [RESTRICTED, RESTRICTED_TOO, APPEARED] {
            let who = format!("ask --measure exit --as border --person {}", person(number));
            town.writ(&who, &ask);
        }
        let claimed = ["excuse-claimed", "--excuse", "illness", "--reason"];
        for number in ill {
            town.record_words(number, &[&claimed[..], &["made up: a broken leg"]].concat());
        }
        let objected = [
            "objected",
            "--effect",
            "exit",
            "--remedy",
            "objection",
            "--reason",
        ];
        town.record_words(
            OBJECTS,
            &[&objected[..], &["made up: a funeral abroad"]].concat(),
        );
        town.people("more.jsonl", FRESH..FRESH + EACH);
        town.writ("register import more.jsonl --as vera", &[]);
        town.drawn("summer", "--quota C=100", "call-up");
        town.writ("campaign approve summer --as anna", &[]);
        town.writ("campaign issue summer --as oleg", &[]);
        for place in 0..EACH {
            town.drawn(&format!("autumn-{place}"), "--quota A=2", "drill");
        }
        town.at(NOW);
        town
    }

    /// Brings a campaign as far as the draw.
    fn drawn(&self, name: &str, quota: &str, instrument: &str) {
        let open = format!(
            "campaign open {name} --instrument {instrument} {quota} \
             --from 2023-04-14 --until 2023-12-01 --appear-after 29 --appear-time 09:00 --as oleg"
        );
        self.writ(
            &open,
            &[
                "--order",
                "made-up order 1",
                "--place",
                "made-up office {office}",
            ],
        );
        for verb in ["candidates", "commit"] {
            self.writ(&format!("campaign {verb} {name} --as oleg"), &[]);
        }
        // No two draws may have the same randomness.
        let seed: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
        let draw = format!("campaign draw {name} --seed {seed} --as oleg");
        self.writ(&draw, &[]);
    }

    /// Moves the clock of the sandbox, as an officer's command does.
    pub(crate) fn at(&self, time: &str) {
        self.writ("campaign status --as oleg --now", &[time]);
    }

    fn record(&self, words: &str, number: u32) {
        let words: Vec<&str> = words.split(' ').collect();
        self.record_words(number, &words);
    }

    fn record_words(&self, number: u32, words: &[&str]) {
        let mut all = words.to_vec();
        let who = person(number);
        all.extend(["--person", &who]);
        self.writ("record --as oleg", &all);
    }

    /// Writes a file of people who may all be called; those who are called in summer are of office
    /// C, of the others a third of office B.
    pub(crate) fn people(&self, name: &str, numbers: impl IntoIterator<Item = u32>) {
        let mut file = fs::File::create(self.path(name)).unwrap();
        for number in numbers {
            writeln!(file, "{}", row(number, "active")).unwrap();
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// A command of the product on this registry.
    pub(crate) fn command(&self, words: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
        command
            .args(words.split_whitespace())
            .args(more)
            .current_dir(self.dir.path())
            .env_remove("WRIT_OFFICER")
            .env("WRIT_REGISTRY", "registry")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command that does what is asked, and gives its answer.
    #[track_caller]
    pub(crate) fn writ(&self, words: &str, more: &[&str]) -> Value {
        let mut command = self.command("--format json", &[]);
        command.args(words.split_whitespace()).args(more);
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{words} {more:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }
}

/// A folder that goes with the test: in memory where the machine has room for it there, because a
/// hundred commands that each wait for a disk take minutes.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // Permissions go along, so that the key file stays its owner's.
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// One line of a file of people: somebody who may be called, with an account or none.
pub(crate) fn row(number: u32, account: &str) -> Value {
    let born = format!("1999-03-{:02}", number % 28 + 1);
    let region = match number {
        FRESH..RESTRICTED_TOO => "C",
        _ if number.is_multiple_of(3) => "B",
        _ => "A",
    };
    let fact = |name: &str, source: &str, value: Value| {
        json!({
            "fact": name, "value": value, "source": source,
            "at": "2023-04-01", "recorded_at": "2023-04-01",
        })
    };
    let facts = [
        fact("birth-date", "civil-registry", json!(born)),
        fact("sex", "civil-registry", json!("male")),
        fact("service", "military-register", json!("none")),
        fact("fitness", "medical-board", json!("A")),
        fact("deferment", "military-register", json!([])),
        fact("account", "portal", json!(account)),
        fact("address", "civil-registry", json!("confirmed")),
        fact("region", "civil-registry", json!(region)),
    ];
    json!({"id": person(number), "facts": facts})
}

#[test]
fn a_town_has_people_in_every_position() {
    let town = Town::lived_in();
    let ask = ["--purpose", "leaving the country"];
    for (number, answer) in [
        (RESTRICTED, "yes"),
        (OBJECTS, "no"),
        (MISSED, "no"),
        (CALLED, "no"),
        (9_999, "no"),
    ] {
        let who = format!("ask --measure exit --as border --person {}", person(number));
        assert_eq!(town.writ(&who, &ask)["answer"], answer, "{who}");
    }
    let status = town.writ("campaign status autumn-0 --as oleg", &[]);
    assert!(status.to_string().contains("drawn"), "{status}");
    for number in FRESH..FRESH + EACH {
        let who = format!("explain --as oleg --person {}", person(number));
        assert!(
            town.writ(&who, &[]).to_string().contains("summer-"),
            "{who}"
        );
    }
}
