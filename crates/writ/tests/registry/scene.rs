//! A folder with a made-up registry in it, and commands run in that folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A folder with a registry, its officers, and files of made-up people.
pub(crate) struct Scene {
    dir: tempfile::TempDir,
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Its answer, if it did what was asked.
    #[track_caller]
    pub(crate) fn well(self) -> Value {
        assert_eq!(self.code, Some(0), "{self:?}");
        serde_json::from_str(&self.out).unwrap_or(Value::Null)
    }

    /// Asserts how it ended, and that its words hold these.
    #[track_caller]
    pub(crate) fn ends(self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        for word in words {
            let both = format!("{}{}", self.out, self.err);
            assert!(both.contains(word), "`{word}` is not in {self:?}");
        }
    }
}

impl Scene {
    /// A folder with the made-up regime, and nothing else.
    pub(crate) fn empty() -> Self {
        let scene = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        let jury = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/in/jury.md");
        fs::copy(jury, scene.path("jury.md")).unwrap();
        scene
    }

    /// With a sandbox whose clock stands still, and its officers.
    pub(crate) fn founded() -> Self {
        let scene = Self::empty();
        let now = "2024-02-01T06:00:00Z";
        scene
            .writ("init registry --regime jury.md --sandbox --now", &[now])
            .well();
        for account in [
            "vera --role registrar",
            "oleg --role officer",
            "anna --role approver",
        ] {
            scene
                .writ(&format!("officer add {account} --as operator"), &[])
                .well();
        }
        scene
    }

    /// The same again, in a folder of its own: the same key, the same nonces, the same future.
    pub(crate) fn again(&self) -> Self {
        let other = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        copy(self.dir.path(), other.dir.path());
        other
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs a command given word by word, whatever stands in the words.
    pub(crate) fn writ_words(&self, words: &[&str]) -> Said {
        said(self.command("", words))
    }

    /// With a desk that asks about leaving the country.
    pub(crate) fn with_desk(self) -> Self {
        let desk = "desk add border --as operator --measure exit --purpose";
        self.writ(desk, &["leaving the country"]).well();
        self
    }

    pub(crate) fn command(&self, words: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
        command
            .args(["--format", "json"])
            .args(words.split_whitespace())
            .args(more)
            .current_dir(self.dir.path())
            .env_remove("WRIT_OFFICER")
            .env("WRIT_REGISTRY", "registry");
        command
    }

    /// Runs a command to its end.
    pub(crate) fn writ(&self, words: &str, more: &[&str]) -> Said {
        said(self.command(words, more))
    }

    /// Runs a command whose store may grow to so many pages.
    pub(crate) fn writ_within(&self, pages: u32, words: &str) -> Said {
        let mut command = self.command(words, &[]);
        command.env("WRIT_MAX_PAGES", pages.to_string());
        said(command)
    }

    /// Runs a command whose answer goes to a device that is always full.
    pub(crate) fn writ_to_full_device(&self, words: &str) -> Said {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = self.command(words, &[]);
        command.stdout(full).stderr(Stdio::piped());
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        Said {
            code: output.status.code(),
            out: String::new(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Begins a command, to be killed.
    pub(crate) fn begin(&self, words: &str) -> Child {
        let mut command = self.command(words, &[]);
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// How many people, campaigns and messages there are, as the doctor counts them.
    pub(crate) fn counts(&self) -> Vec<(String, String)> {
        let looks = self.writ("doctor", &[]).well();
        let looks = looks.get("looks").unwrap().as_array().unwrap();
        let word = |look: &Value, name: &str| look.get(name).unwrap().as_str().unwrap().to_owned();
        looks
            .iter()
            .map(|look| (word(look, "what"), word(look, "found")))
            .filter(|(what, _)| ["people", "campaigns", "outbox"].contains(&what.as_str()))
            .collect()
    }

    /// Writes a file of made-up people, `bad` of whose lines are wrong.
    pub(crate) fn people(&self, count: u32, bad: u32) {
        let mut text = String::new();
        for n in 0..count {
            let fact = |name: &str, value: &str| {
                format!(
                    r#"{{"fact": "{name}", "value": "{value}", "at": "2024-01-02", "recorded_at": "2024-01-02", "source": "register"}}"#
                )
            };
            let facts = [
                fact("age", if n % 7 == 0 { "young" } else { "old" }),
                fact("region", if n % 2 == 0 { "A" } else { "B" }),
                fact("account", if n % 3 == 0 { "none" } else { "active" }),
                fact("address", "confirmed"),
            ];
            text.push_str(&format!(
                "{{\"id\": \"{}\", \"facts\": [{}]}}\n",
                person(n),
                facts.join(", ")
            ));
            if n.checked_rem(count.checked_div(bad).unwrap_or(0)) == Some(0) {
                text.push_str("{\"id\": \"MADE-UP-WRONG\"\n");
            }
        }
        fs::write(self.path("people.jsonl"), text).unwrap();
    }

    /// A campaign that is approved and not issued.
    pub(crate) fn approved(&self, quota_a: u32, quota_b: u32) {
        self.writ("register import people.jsonl --as vera", &[])
            .well();
        let quota = format!("--quota A={quota_a} --quota B={quota_b}");
        let window = "--from 2024-02-01 --until 2024-04-01 --appear-after 10 --appear-time 09:00";
        let open = format!("campaign open spring --instrument call {quota} {window} --as oleg");
        self.writ(&open, &["--order", "order 1"]).well();
        self.writ("campaign candidates spring --as oleg", &[])
            .well();
        self.writ("campaign commit spring --as oleg", &[]).well();
        self.writ("campaign draw spring --seed 00ff --as oleg", &[])
            .well();
        self.writ("campaign approve spring --as anna", &[]).well();
    }

    /// All that the registry tells of some people.
    pub(crate) fn explained(&self, people: impl IntoIterator<Item = u32>) -> Vec<Value> {
        let one = |n| {
            self.writ("explain --as oleg --person", &[&person(n)])
                .well()
        };
        people.into_iter().map(one).collect()
    }
}

pub(crate) fn person(n: u32) -> String {
    format!("MADE-UP-{n:05}")
}

pub(crate) fn said(mut command: Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
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
