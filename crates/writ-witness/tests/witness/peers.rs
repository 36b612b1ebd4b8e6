//! A log in another language, written from the published protocol, drives the witness.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::log::ORIGIN;
use crate::scene::Scene;
use writ_witness::service::Limits;

const SEED: &str = "0101010101010101010101010101010101010101010101010101010101010101";

fn python(words: &[&str]) -> Output {
    let script: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../peers/witness/log.py");
    let mut command = Command::new("python3");
    command.arg(script).args(words);
    command
        .output()
        .expect("this test needs python3: apt-get install --yes python3")
}

#[track_caller]
fn well(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}\n{wrong}");
    text
}

#[test]
fn the_arithmetic_of_the_peer_is_that_of_the_rfcs() {
    let said = well(&python(&["selftest"]));
    assert!(
        said.contains("ok consistency of every tree up to 40"),
        "{said}"
    );
}

#[test]
fn a_log_in_python_drives_the_witness_through_the_protocol() {
    // Its clock must be the machine's: the peer holds the time against its own.
    let scene = Scene::with_limits(Limits::default());
    scene.clock.set(Some(machine_seconds()));
    let key = well(&python(&["key", SEED, ORIGIN]));
    scene.folder().follow(key.trim()).unwrap();
    let url = format!("http://{}", scene.address);
    let said = well(&python(&[
        "drive",
        SEED,
        ORIGIN,
        &url,
        &scene.key.to_string(),
    ]));
    assert!(!said.contains("NOT "), "{said}");
    let checked = said.lines().filter(|line| line.starts_with("ok ")).count();
    assert!(checked > 150, "only {checked} things were checked:\n{said}");
}

/// What the machine's clock says, by way of a file's time: this crate reads no clock.
fn machine_seconds() -> u64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    let written = file.as_file().metadata().unwrap().modified().unwrap();
    written
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs()
}
