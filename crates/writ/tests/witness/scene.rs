//! A folder with a witness in it, and the process that runs it.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use writ_ledger::cosignature::CosignedAt;
use writ_ledger::note::{Signature, VerifierKey};

use crate::log::Log;
use crate::wire::{Answer, ask};

/// A folder, and in it `w`, a witness that follows the made-up log.
pub(crate) struct Scene {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) key: VerifierKey,
}

/// A process, killed when it is dropped.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
}

impl Scene {
    pub(crate) fn following(log: &Log) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let name = "made.example/witness";
        well(&writ(dir.path(), &["witness", "init", "w", "--name", name]));
        let vkey = log.key.verifier().to_string();
        well(&writ(dir.path(), &["witness", "add-log", "w", &vkey]));
        let key = std::fs::read_to_string(dir.path().join("w/witness.vkey")).unwrap();
        let key = VerifierKey::parse(key.trim()).unwrap();
        Self { dir, key }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn writ(&self, words: &[&str]) -> Output {
        writ(self.dir.path(), words)
    }

    /// Starts the witness on a free port.
    pub(crate) fn run(&self, more: &[&str]) -> Running {
        let mut command = command(self.dir.path());
        command
            .args(["witness", "run", "w", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .unwrap()
            .parse()
            .unwrap();
        Running { child, address }
    }

    /// The time of a cosignature of this witness, verified.
    #[track_caller]
    pub(crate) fn time_of(&self, lines: &str, text: &str) -> u64 {
        let line = Signature::parse_line(lines.strip_suffix('\n').unwrap()).unwrap();
        CosignedAt::verify(&line, &self.key, text)
            .unwrap()
            .at()
            .get()
    }
}

impl Running {
    pub(crate) fn post(&self, body: &str) -> Answer {
        ask(self.address, "POST", "/add-checkpoint", body.as_bytes())
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks the process to stop, and gives its exit code.
    pub(crate) fn stop(mut self, signal: Signal) -> Option<i32> {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be over already.
        self.child.kill().unwrap_or_default();
        self.child.wait().unwrap();
    }
}

fn command(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
    command.current_dir(dir);
    command
}

pub(crate) fn writ(dir: &Path, words: &[&str]) -> Output {
    command(dir).args(words).output().unwrap()
}

/// What a command printed, if it did what was asked.
#[track_caller]
pub(crate) fn well(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Asserts how a command ended, and that it said these words.
#[track_caller]
pub(crate) fn ends(output: &Output, code: i32, words: &[&str]) {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    for word in words {
        assert!(said.contains(word), "`{word}` is not in {said}");
    }
}

/// A Python program of the house, started; it needs nothing but Python.
pub(crate) fn peer(name: &str, words: &[&str]) -> Child {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../peers/witness")
        .join(name);
    Command::new("python3")
        .arg(script)
        .args(words)
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs python3: apt-get install --yes python3")
}
