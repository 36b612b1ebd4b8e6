//! `writ witness monitor`, as it is run: exit codes, lines, signals.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use rustix::process::{Pid, Signal, kill_process};
use writ_ledger::note::Note;
use writ_ledger::tile::{Edge, Kind, TilePath, bundle};

use crate::log::Log;
use crate::scene::{Running, Scene, ends};

/// Publishes a tree of at most 256 entries, cosigned by the witness.
fn publish(dir: &Path, log: &Log, cosigned: &str) {
    let size = log.entries.len();
    let mut edge = Edge::new();
    edge.extend(
        log.entries
            .iter()
            .map(|entry| writ_ledger::hash::leaf_hash(entry)),
    );
    let mut files = edge.take_tiles();
    for path in TilePath::grown(Kind::Entries, 0, u64::try_from(size).unwrap()) {
        files.push((path, bundle(&log.entries).unwrap()));
    }
    for (path, bytes) in files {
        let to = dir.join(path.to_path());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    let mut note = Note::parse(&log.note(u64::try_from(size).unwrap())).unwrap();
    for line in cosigned.lines() {
        note.push(writ_ledger::note::Signature::parse_line(line).unwrap())
            .unwrap();
    }
    std::fs::write(dir.join("checkpoint"), note.to_string()).unwrap();
}

struct Watched {
    scene: Scene,
    running: Running,
}

impl Watched {
    fn new(log: &Log) -> Self {
        let scene = Scene::following(log);
        std::fs::write(scene.path("clock"), "2024-02-01T06:00:00Z").unwrap();
        let running = scene.run(&["--sandbox-clock", "clock"]);
        let policy = format!(
            "log {}\nwitness court {} {}\nquorum court\n",
            log.key.verifier(),
            scene.key,
            running.url()
        );
        std::fs::write(scene.path("policy"), policy).unwrap();
        Self { scene, running }
    }

    fn grow(&self, log: &Log, old: u64) {
        let size = u64::try_from(log.entries.len()).unwrap();
        let answer = self.running.post(&log.request(old, size));
        assert_eq!(answer.status, 200, "{answer:?}");
        publish(&self.scene.path("ledger"), log, &answer.body);
    }

    fn once(&self, more: &[&str]) -> std::process::Output {
        let words =
            "witness monitor copy --from ledger --policy policy --sandbox-clock clock --once";
        let words: Vec<&str> = words.split(' ').chain(more.iter().copied()).collect();
        self.scene.writ(&words)
    }
}

#[test]
fn once_it_tells_what_is_good_and_what_is_not() {
    let (log, longer) = (Log::new(100), Log::new(200));
    let watched = Watched::new(&log);
    watched.grow(&log, 0);
    let good = "good: size 100, witnessed by 2024-02-01T06:00:00Z";
    ends(&watched.once(&["--silence", "60"]), 0, &[good]);
    std::fs::write(watched.scene.path("clock"), "2024-02-01T06:01:01Z").unwrap();
    ends(
        &watched.once(&["--silence", "60"]),
        1,
        &["ALARM silence: no new checkpoint"],
    );
    watched.grow(&longer, 100);
    ends(&watched.once(&["--silence", "60"]), 0, &["good: size 200"]);
    publish(&watched.scene.path("ledger"), &log, "");
    ends(
        &watched.once(&[]),
        1,
        &["ALARM roll-back", "copy/evidence/roll-back-"],
    );
    let json = watched.once(&["--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let alarm = said.pointer("/alarms/0/alarm").and_then(|it| it.as_str());
    assert_eq!((json.status.code(), alarm), (Some(1), Some("roll-back")));
}

#[test]
fn a_forked_ledger_ends_with_1_and_a_file_of_evidence() {
    let (log, other) = (Log::new(100), Log::parting_at(50, 100));
    let watched = Watched::new(&log);
    watched.grow(&log, 0);
    ends(&watched.once(&[]), 0, &["good"]);
    publish(&watched.scene.path("ledger"), &other, "");
    ends(
        &watched.once(&[]),
        1,
        &["ALARM fork", "last good: size 100"],
    );
    let evidence = std::fs::read_dir(watched.scene.path("copy/evidence")).unwrap();
    let evidence = evidence.map(|entry| entry.unwrap().path()).next().unwrap();
    let text = std::fs::read_to_string(evidence).unwrap();
    assert!(
        text.contains(&log.note(100)) && text.contains(&other.note(100)),
        "{text}"
    );
}

#[test]
fn misuse_and_what_cannot_be_reached_have_codes_of_their_own() {
    let log = Log::new(5);
    let watched = Watched::new(&log);
    let scene = &watched.scene;
    let monitor = |words: &str| {
        let words = format!("witness monitor copy --policy policy {words}");
        scene.writ(&words.split(' ').collect::<Vec<_>>())
    };
    ends(
        &monitor("--from http://127.0.0.1:1 --once"),
        3,
        &["cannot be read"],
    );
    ends(
        &monitor("--from nowhere --once"),
        1,
        &["ALARM missing: checkpoint"],
    );
    ends(&monitor("--from nowhere"), 2, &["--once"]);
    ends(&monitor("--from nowhere --once --every 5"), 2, &["--once"]);
    ends(&monitor("--from nowhere --every 0"), 2, &["--every"]);
    std::fs::write(scene.path("policy"), "quorum nobody\n").unwrap();
    ends(&monitor("--from nowhere --once"), 2, &["policy"]);
}

/// Waits until something holds, as long as a busy machine may need.
fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{what} has not come");
}

#[test]
fn again_and_again_until_it_is_stopped() {
    let log = Log::new(100);
    let watched = Watched::new(&log);
    watched.grow(&log, 0);
    let (out, err) = (watched.scene.path("out"), watched.scene.path("err"));
    let words = "witness monitor copy --from ledger --policy policy --every 1";
    let mut child = Command::new(env!("CARGO_BIN_EXE_writ"))
        .args(words.split(' '))
        .current_dir(watched.scene.dir.path())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    until("a good look", || read(&out).contains("good: size 100"));
    let tile = "tile/0/000.p/100";
    std::fs::remove_file(watched.scene.path("ledger").join(tile)).unwrap();
    let alarm = format!("ALARM missing: {tile}");
    until("each look's own alarm", || {
        read(&err).matches(&alarm).count() >= 2
    });
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let out = read(&out);
    let lines: Vec<&str> = out.lines().collect();
    let [good, bad] = lines.as_slice() else {
        panic!("what is as it was is not said: {out}")
    };
    assert!(good.starts_with("good: size 100"), "{out}");
    assert!(
        bad.starts_with("ALARM missing; last good: size 100"),
        "{out}"
    );
}
