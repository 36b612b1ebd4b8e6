//! A sandbox of made-up people whose ledger three witnesses sign, two of whom make a quorum.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::gate::Gate;
use crate::registry::{Said, Scene as Folder, said};

/// The names of the witnesses; each is a folder of its own.
pub(crate) const WITNESSES: [&str; 3] = ["court", "bar", "press"];

/// The ban that the made-up regime lays on whoever was served.
const QUESTION: &str = "ask --as border --measure exit --person";

/// A folder with a registry, and the witnesses of its ledger, each a process.
pub(crate) struct Scene {
    folder: Folder,
    witnesses: Vec<Witness>,
}

struct Witness {
    name: &'static str,
    gate: Gate,
    running: Option<Child>,
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Witness {
    fn stop(&mut self) {
        self.gate.lead_to(None);
        if let Some(mut child) = self.running.take() {
            child.kill().unwrap_or_default();
            child.wait().unwrap();
        }
    }
}

/// The path of a pack of the house.
pub(crate) fn pack(name: &str) -> String {
    format!("{}/../../regimes/{name}", env!("CARGO_MANIFEST_DIR"))
}

impl Scene {
    /// Witnesses with their keys, and the policy that names them; none of them runs.
    pub(crate) fn empty() -> Self {
        let folder = Folder::empty();
        let mut policy = String::new();
        let mut witnesses = Vec::new();
        for name in WITNESSES {
            let gate = Gate::shut();
            let init = format!("witness init {name} --name {name}.example/witness");
            folder.writ(&init, &[]).well();
            let key = fs::read_to_string(folder.path(name).join("witness.vkey")).unwrap();
            writeln!(policy, "witness {name} {} {}", key.trim(), gate.url()).unwrap();
            witnesses.push(Witness {
                name,
                gate,
                running: None,
            });
        }
        policy.push_str("group two 2 court bar press\nquorum two\n");
        fs::write(folder.path("policy.in"), policy).unwrap();
        Self { folder, witnesses }
    }

    /// A registry on its founding day, with its officers, one desk, and witnesses that run.
    pub(crate) fn founded() -> Self {
        let mut scene = Self::empty();
        let (pack, now) = (pack("seed/002"), "2023-04-16T09:00:00+03:00");
        let init = "init registry --sandbox --witnesses policy.in --now";
        scene.writ(init, &[now, "--regime", &pack]).well();
        scene.writ("proof policy --out policy", &[]).well();
        let policy = scene.read("policy");
        let log = policy.lines().find_map(|line| line.strip_prefix("log "));
        for name in WITNESSES {
            scene.writ("witness add-log", &[name, log.unwrap()]).well();
            scene.back(name);
        }
        for officer in [
            "vera --role registrar",
            "olga --role officer",
            "anna --role approver",
            "oskar --role oversight",
        ] {
            let add = format!("officer add {officer} --as operator");
            scene.writ(&add, &[]).well();
        }
        let desk = "desk add border --as operator --measure exit --purpose";
        scene.writ(desk, &["leaving the country"]).well();
        scene
    }

    /// Three people, of whom each was called up and reached in the account. The ledger has all of it
    /// but the calling up.
    pub(crate) fn called() -> Self {
        let scene = Self::founded();
        scene.call();
        scene
    }

    /// Takes three people into the register and calls them up.
    pub(crate) fn call(&self) {
        let scene = self;
        scene.import(["A", "B", "C"]);
        // Facts show nothing before they are witnessed.
        scene.turn().well();
        let open = "campaign open spring --instrument call-up --quota A=3 --from 2023-04-17 \
                    --until 2023-08-01 --appear-after 10 --appear-time 09:00 --as olga";
        let more = ["--order", "order 1", "--place", "office {office}"];
        scene.writ(open, &more).well();
        scene
            .writ("campaign candidates spring --as olga", &[])
            .well();
        scene.writ("campaign commit spring --as olga", &[]).well();
        scene.turn().well();
        let draw = "campaign draw spring --seed 6d616465207570 --as olga";
        scene.writ(draw, &[]).well();
        scene.writ("campaign approve spring --as anna", &[]).well();
        let issue = "campaign issue spring --as olga --now 2023-04-17T10:00:00+03:00";
        scene.writ(issue, &[]).well();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A copy of the folder: for commands that need no witness.
    pub(crate) fn copy(&self) -> Folder {
        self.folder.again()
    }

    pub(crate) fn command(&self, words: &str, more: &[&str]) -> Command {
        self.folder.command(words, more)
    }

    /// Runs a command to its end; it answers in JSON.
    pub(crate) fn writ(&self, words: &str, more: &[&str]) -> Said {
        self.folder.writ(words, more)
    }

    /// Runs a command whose store may grow to so many pages.
    pub(crate) fn writ_within(&self, pages: u32, words: &str) -> Said {
        self.folder.writ_within(pages, words)
    }

    pub(crate) fn turn(&self) -> Said {
        self.writ("ledger turn", &[])
    }

    pub(crate) fn verify(&self) -> Said {
        self.writ("ledger verify registry", &[])
    }

    /// Takes made-up people into the register, in one command.
    pub(crate) fn import<'n>(&self, names: impl IntoIterator<Item = &'n str>) {
        let mut text = "person,fact,value,at,recorded_at,source\n".to_owned();
        let mut first = None;
        for name in names {
            first.get_or_insert(name);
            for (fact, source) in [
                ("birth-date,1998-05-02", "civil-registry"),
                ("sex,male", "civil-registry"),
                ("service,none", "military-register"),
                ("fitness,A", "medical-board"),
                ("deferment,[]", "military-register"),
                ("account,active", "portal"),
                ("address,confirmed", "civil-registry"),
                ("region,A", "civil-registry"),
            ] {
                let at = "2023-04-10T00:00:00Z";
                writeln!(text, "MADE-UP-{name},{fact},{at},{at},{source}").unwrap();
            }
        }
        let file = format!("people-{}.csv", first.unwrap());
        fs::write(self.path(&file), text).unwrap();
        let import = format!("register import {file} --as vera");
        self.writ(&import, &[]).well();
    }

    /// What the border is told of somebody.
    pub(crate) fn asked(&self, person: &str) -> String {
        let person = format!("MADE-UP-{person}");
        let more = [&person, "--purpose", "leaving the country"];
        let answer = self.writ(QUESTION, &more).well();
        answer.get("answer").unwrap().as_str().unwrap().to_owned()
    }

    /// Everything recorded of somebody, with how far each is proved.
    pub(crate) fn acts(&self, person: &str) -> Vec<Value> {
        let person = format!("MADE-UP-{person}");
        let list = self.writ("proof list --as oskar --person", &[&person]);
        list.well().get("acts").unwrap().as_array().unwrap().clone()
    }

    /// How many entries have a place.
    pub(crate) fn size(&self) -> u64 {
        count(&self.writ("ledger status", &[]).well(), "/size")
    }

    /// How many entries a witness has signed for.
    pub(crate) fn seen_by(&self, witness: &str) -> u64 {
        let shown = self.writ("witness show", &[witness]).well();
        count(&shown, "/logs/0/size")
    }

    /// Kills a witness.
    pub(crate) fn lose(&mut self, name: &str) {
        self.witness(name).stop();
    }

    /// Starts a witness again.
    pub(crate) fn back(&mut self, name: &str) {
        let run = format!("witness run {name} --listen 127.0.0.1:0");
        let mut command = self.worded(&run, &["--sandbox-clock", "registry/clock"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap();
        let witness = self.witness(name);
        witness.gate.lead_to(Some(address.parse().unwrap()));
        witness.running = Some(child);
    }

    /// Has somebody else answer in place of a witness.
    pub(crate) fn replace(&mut self, name: &str, by: SocketAddr) {
        let witness = self.witness(name);
        witness.stop();
        witness.gate.lead_to(Some(by));
    }

    fn witness(&mut self, name: &str) -> &mut Witness {
        let mut all = self.witnesses.iter_mut();
        all.find(|witness| witness.name == name).unwrap()
    }

    /// A command that answers in words, for people.
    pub(crate) fn worded(&self, words: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
        command
            .args(words.split_whitespace())
            .args(more)
            .current_dir(self.path(""))
            .env("WRIT_REGISTRY", "registry");
        command
    }

    /// Runs a command and gives what it says to people.
    pub(crate) fn in_words(&self, words: &str, more: &[&str]) -> Said {
        said(self.worded(words, more))
    }
}

/// A number in an answer.
pub(crate) fn count(answer: &Value, at: &str) -> u64 {
    let number = answer.pointer(at).and_then(Value::as_u64);
    number.unwrap_or_else(|| panic!("no {at} in {answer}"))
}
