//! A monitor at the files of a log: good ones, and each thing that can be wrong with them.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sha2::{Digest as _, Sha256};
use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::hash::Hash;
use writ_ledger::note::{KeyKind, Note, SigningKey};
use writ_ledger::policy::Policy;
use writ_ledger::tile::{Edge, Kind, TilePath, bundle};
use writ_witness::monitor::{Alarm, Depth, Look, Monitor, MonitorError, Source, Watch};

use crate::log::{Log, key, log_key};
use crate::scene::{NOON, Scene};

/// A log that publishes files, and a monitor that looks at them.
struct Watched {
    dir: tempfile::TempDir,
    policy: Policy,
    witness: SigningKey,
}

impl Watched {
    fn new() -> Self {
        Self::with_witness_at("")
    }

    /// With the address of the witness in the policy.
    fn with_witness_at(url: &str) -> Self {
        // The key of the witness in the scene.
        let witness = key("made.example/witness", KeyKind::Cosignature, 9);
        let log = log_key(crate::log::ORIGIN, 1);
        let text = format!(
            "log {}\nwitness w {} {url}\nquorum w\n",
            log.verifier(),
            witness.verifier()
        );
        let policy = Policy::parse(text.as_bytes()).unwrap();
        Self {
            dir: tempfile::tempdir().unwrap(),
            policy,
            witness,
        }
    }

    fn files(&self) -> PathBuf {
        self.dir.path().join("ledger")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.files().join(name)
    }

    /// Publishes every file of a tree of that size, and the checkpoint cosigned at that time.
    fn publish(&self, log: &Log, size: u64, at: u64) {
        self.publish_files(log, size);
        self.publish_note(&self.cosigned(&log.note(size), at));
    }

    fn publish_files(&self, log: &Log, size: u64) {
        let mut edge = Edge::new();
        let count = usize::try_from(size).unwrap();
        let entries = || log.entries.iter().take(count);
        edge.extend(entries().map(|entry| writ_ledger::hash::leaf_hash(entry)));
        for (path, bytes) in edge.take_tiles() {
            self.write(&path, &bytes);
        }
        for path in TilePath::grown(Kind::Entries, 0, size) {
            let from = usize::try_from(path.number()).unwrap() * 256;
            let those: Vec<&Vec<u8>> = entries()
                .skip(from)
                .take(usize::from(path.width()))
                .collect();
            self.write(&path, &bundle(those).unwrap());
        }
    }

    fn write(&self, path: &TilePath, bytes: &[u8]) {
        let to = self.path(&path.to_path());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }

    fn publish_note(&self, note: &str) {
        fs::create_dir_all(self.files()).unwrap();
        fs::write(self.path("checkpoint"), note).unwrap();
    }

    fn cosigned(&self, note: &str, at: u64) -> String {
        let mut note = Note::parse(note).unwrap();
        let at = UnixSeconds::new(at).unwrap();
        let line = cosign(&self.witness, note.text(), at).unwrap();
        note.push(line).unwrap();
        note.to_string()
    }

    fn monitor(&self) -> Monitor {
        self.monitor_from(&self.files().display().to_string(), None)
    }

    fn monitor_from(&self, from: &str, silence: Option<u64>) -> Monitor {
        let source = Source::parse(from).unwrap();
        let copy = self.dir.path().join("copy");
        Monitor::open(&copy, source, self.policy.clone(), silence).unwrap()
    }

    /// One look at everything, by a monitor that was just started.
    fn look(&self) -> Look {
        look(&mut self.monitor(), Depth::Everything, NOON).unwrap()
    }

    #[track_caller]
    fn is_good(&self, size: u64) {
        let look = self.look();
        assert_eq!(look.alarms, [], "{look:?}");
        assert_eq!((look.size, look.witnessed), (Some(size), Some(NOON - 5)));
    }

    /// Asserts that a look raises these alarms, and that the last good checkpoint stays.
    #[track_caller]
    fn alarms(&self, words: &[&str], good: Option<u64>) -> Vec<Alarm> {
        let look = self.look();
        let found: Vec<&str> = look.alarms.iter().map(Alarm::word).collect();
        assert_eq!(found, words, "{look:?}");
        assert_eq!(look.size, good, "{look:?}");
        look.alarms
    }
}

fn look(monitor: &mut Monitor, depth: Depth, now: u64) -> Result<Look, MonitorError> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder
        .enable_all()
        .build()
        .unwrap()
        .block_on(monitor.look(depth, now))
}

#[test]
fn a_good_log_is_good_at_every_size() {
    let (watched, log) = (Watched::new(), Log::new(1_100));
    for size in [0, 1, 2, 255, 256, 257, 300, 512, 700, 1_100] {
        watched.publish(&log, size, NOON - 5);
        watched.is_good(size);
    }
}

#[test]
fn looking_at_what_is_new_finds_the_same() {
    let (watched, log) = (Watched::new(), Log::new(1_100));
    let mut monitor = watched.monitor();
    for size in [3, 256, 300, 301, 900, 1_100] {
        watched.publish(&log, size, NOON - 5);
        let found = look(&mut monitor, Depth::WhatIsNew, NOON).unwrap();
        assert_eq!(
            (found.alarms.as_slice(), found.size),
            ([].as_slice(), Some(size))
        );
    }
    watched.is_good(1_100);
}

#[test]
fn a_partial_tile_may_give_way_to_the_full_one() {
    let (watched, log) = (Watched::new(), Log::new(300));
    watched.publish(&log, 200, NOON - 5);
    watched.publish_files(&log, 256);
    fs::remove_dir_all(watched.path("tile/0/000.p")).unwrap();
    fs::remove_dir_all(watched.path("tile/entries/000.p")).unwrap();
    watched.is_good(200);
    watched.publish(&log, 300, NOON - 5);
    watched.is_good(300);
}

#[test]
fn the_copy_can_be_watched_in_its_turn() {
    let (watched, log) = (Watched::new(), Log::new(700));
    watched.publish(&log, 600, NOON - 5);
    watched.is_good(600);
    let copy = watched.dir.path().join("copy").display().to_string();
    let source = Source::parse(&copy).unwrap();
    let second = watched.dir.path().join("second");
    let mut second = Monitor::open(&second, source, watched.policy.clone(), None).unwrap();
    let found = look(&mut second, Depth::Everything, NOON).unwrap();
    assert_eq!(
        (found.alarms.as_slice(), found.size),
        ([].as_slice(), Some(600))
    );
}

#[test]
fn two_roots_at_one_size_are_a_fork_and_both_notes_are_kept() {
    let (watched, log, other) = (Watched::new(), Log::new(300), Log::parting_at(100, 300));
    watched.publish(&log, 290, NOON - 5);
    watched.is_good(290);
    watched.publish(&other, 290, NOON - 4);
    let alarms = watched.alarms(&["fork"], Some(290));
    let Some(Alarm::Fork {
        size: 290,
        evidence,
        ..
    }) = alarms.first()
    else {
        panic!("{alarms:?}")
    };
    let text = fs::read_to_string(evidence).unwrap();
    assert!(
        text.contains(&log.note(290)) && text.contains(&other.text(290)),
        "{text}"
    );
    watched.alarms(&["fork"], Some(290));
    let kept = fs::read_dir(watched.dir.path().join("copy/evidence"))
        .unwrap()
        .count();
    assert_eq!(kept, 1, "the same two notes are kept once");
}

#[test]
fn another_history_that_has_grown_is_a_fork() {
    let (log, other) = (Log::new(600), Log::parting_at(100, 600));
    for depth in [Depth::Everything, Depth::WhatIsNew] {
        let watched = Watched::new();
        watched.publish(&log, 90, NOON - 5);
        let mut monitor = watched.monitor();
        assert_eq!(look(&mut monitor, depth, NOON).unwrap().alarms, []);
        watched.publish(&log, 200, NOON - 5);
        assert_eq!(look(&mut monitor, depth, NOON).unwrap().alarms, []);
        // Whole in itself, with every file there, and the first hundred entries the same.
        fs::remove_dir_all(watched.files()).unwrap();
        watched.publish(&other, 600, NOON - 4);
        let found = look(&mut monitor, depth, NOON).unwrap();
        assert!(
            matches!(found.alarms.as_slice(), [Alarm::Fork { size: 200, .. }]),
            "{found:?}"
        );
        assert_eq!(found.size, Some(200));
    }
}

#[test]
fn an_earlier_state_is_a_roll_back() {
    let (watched, log) = (Watched::new(), Log::new(300));
    watched.publish(&log, 300, NOON - 5);
    watched.is_good(300);
    watched.publish(&log, 299, NOON - 5);
    watched.alarms(&["roll-back"], Some(300));
    watched.publish(&log, 300, NOON - 5);
    watched.is_good(300);
}

#[test]
fn what_only_the_log_signed_binds_it_too() {
    let (watched, log, other) = (Watched::new(), Log::new(300), Log::parting_at(100, 300));
    watched.publish_files(&log, 280);
    watched.publish_note(&log.note(280));
    let alarms = watched.alarms(&["unwitnessed"], None);
    assert!(
        alarms.first().unwrap().to_string().contains("quorum"),
        "{alarms:?}"
    );
    fs::remove_dir_all(watched.files()).unwrap();
    watched.publish(&other, 290, NOON - 5);
    watched.alarms(&["fork"], None);
}

#[test]
fn silence_is_counted_from_the_witnesses_time() {
    let (watched, log) = (Watched::new(), Log::new(20));
    watched.publish(&log, 10, NOON - 5);
    let from = watched.files().display().to_string();
    let mut monitor = watched.monitor_from(&from, Some(60));
    let mut words = |now: u64| -> Vec<&'static str> {
        let found = look(&mut monitor, Depth::WhatIsNew, now).unwrap();
        found.alarms.iter().map(Alarm::word).collect()
    };
    assert!(words(NOON).is_empty());
    assert!(words(NOON + 55).is_empty());
    assert_eq!(words(NOON + 56), ["silence"]);
    // A checkpoint that nobody witnessed breaks no silence.
    watched.publish_files(&log, 20);
    watched.publish_note(&log.note(20));
    assert_eq!(words(NOON + 57), ["unwitnessed", "silence"]);
    watched.publish(&log, 20, NOON + 50);
    assert!(words(NOON + 57).is_empty());
}

#[test]
fn a_log_that_never_showed_anything_good_is_silent_too() {
    let watched = Watched::new();
    let from = watched.files().display().to_string();
    let mut monitor = watched.monitor_from(&from, Some(60));
    let words =
        |found: Look| -> Vec<&'static str> { found.alarms.iter().map(Alarm::word).collect() };
    let first = look(&mut monitor, Depth::Everything, NOON).unwrap();
    assert_eq!(words(first), ["missing"]);
    let later = look(&mut monitor, Depth::Everything, NOON + 61).unwrap();
    assert_eq!(words(later), ["missing", "silence"]);
}

#[test]
fn witnesses_from_the_future_are_told() {
    let (watched, log) = (Watched::new(), Log::new(5));
    watched.publish(&log, 5, NOON + 301);
    watched.alarms(&["ahead"], Some(5));
}

/// Changes one byte of a file, in its middle.
fn change(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes.len() / 2;
    *bytes.get_mut(at).unwrap() ^= 1;
    fs::write(path, bytes).unwrap();
}

const FILES: [&str; 7] = [
    "tile/entries/000",
    "tile/entries/001",
    "tile/entries/002.p/88",
    "tile/0/000",
    "tile/0/001",
    "tile/0/002.p/88",
    "tile/1/000.p/2",
];

#[test]
fn each_changed_file_is_named() {
    let log = Log::new(600);
    for file in FILES {
        // Changed before the first look: what the others make tells it.
        let watched = Watched::new();
        watched.publish(&log, 600, NOON - 5);
        change(&watched.path(file));
        let alarms = watched.alarms(&["changed"], None);
        let told = alarms.first().unwrap().to_string();
        let is_edge = told.contains("changed:") && told.contains(file);
        assert!(told.starts_with(file) || is_edge, "{file}: {told}");
        // Changed after it: the copy tells it.
        let watched = Watched::new();
        watched.publish(&log, 600, NOON - 5);
        watched.is_good(600);
        change(&watched.path(file));
        let alarms = watched.alarms(&["changed"], Some(600));
        let told = alarms.first().unwrap().to_string();
        assert!(
            told.starts_with(&format!("{file} is not what it was")),
            "{file}: {told}"
        );
    }
}

#[test]
fn each_missing_file_is_named() {
    let log = Log::new(600);
    for file in FILES {
        let watched = Watched::new();
        watched.publish(&log, 600, NOON - 5);
        fs::remove_file(watched.path(file)).unwrap();
        let alarms = watched.alarms(&["missing"], None);
        assert_eq!(
            alarms,
            [Alarm::Missing {
                path: file.to_owned()
            }]
        );
        watched.publish(&log, 600, NOON - 5);
        watched.is_good(600);
        fs::remove_file(watched.path(file)).unwrap();
        watched.alarms(&["missing"], Some(600));
    }
}

/// An entry that is forged together with its tile, and the tile above with it.
#[test]
fn a_forgery_that_agrees_with_itself_is_found_by_the_root() {
    let (watched, log, other) = (Watched::new(), Log::new(600), Log::parting_at(599, 600));
    watched.publish_files(&other, 600);
    watched.publish_note(&watched.cosigned(&log.note(600), NOON - 5));
    watched.alarms(&["changed"], None);
}

#[test]
fn what_is_no_checkpoint_of_the_log_is_told() {
    let (watched, log) = (Watched::new(), Log::new(5));
    watched.publish(&log, 5, NOON - 5);
    let good = fs::read_to_string(watched.path("checkpoint")).unwrap();
    let stranger = log_key("made.example/other", 4)
        .sign_note(&log.text(5))
        .unwrap()
        .to_string();
    let forged_line = good.replace("witness ", "witness A");
    for (what, note) in [
        ("nothing", String::new()),
        ("no signature", log.text(5)),
        ("a stranger's", stranger),
        ("a changed text", good.replace("\n5\n", "\n4\n")),
        ("no signature line", forged_line),
    ] {
        watched.publish_note(&note);
        let alarms = watched.alarms(&["unsigned"], None);
        assert!(!alarms.is_empty(), "{what}");
    }
    fs::write(watched.path("checkpoint"), b"\xff\xfe").unwrap();
    watched.alarms(&["unsigned"], None);
    watched.publish_note(&good);
    watched.is_good(5);
}

#[test]
fn a_forged_cosignature_spoils_the_checkpoint() {
    let (watched, log) = (Watched::new(), Log::new(5));
    watched.publish_files(&log, 5);
    let mut note = Note::parse(&log.note(5)).unwrap();
    let other = UnixSeconds::new(NOON - 5).unwrap();
    let line = cosign(&watched.witness, &log.text(4), other).unwrap();
    note.push(line).unwrap();
    watched.publish_note(&note.to_string());
    watched.alarms(&["unsigned"], None);
}

#[test]
fn what_a_witness_holds_is_held_against_the_log() {
    let (log, other) = (Log::new(300), Log::parting_at(100, 300));
    let scene = Scene::following(&log);
    let watched = Watched::with_witness_at(&format!("http://{}", scene.address));
    scene.cosigned(&other, 0, 200);
    watched.publish(&log, 300, NOON - 5);
    let alarms = watched.alarms(&["fork"], None);
    assert!(
        alarms.first().unwrap().to_string().contains("held by w"),
        "{alarms:?}"
    );
}

#[test]
fn a_checkpoint_that_a_witness_holds_and_the_log_hides_is_told() {
    let log = Log::new(300);
    let scene = Scene::following(&log);
    let watched = Watched::with_witness_at(&format!("http://{}", scene.address));
    scene.cosigned(&log, 0, 300);
    watched.publish(&log, 200, NOON - 5);
    // Once may be chance: the log publishes after it was cosigned.
    watched.is_good(200);
    let alarms = watched.alarms(&["withheld"], Some(200));
    assert!(matches!(
        alarms.as_slice(),
        [Alarm::Withheld {
            size: 300,
            published: 200,
            ..
        }]
    ));
    watched.publish(&log, 300, NOON - 5);
    watched.is_good(300);
}

#[test]
fn a_witness_that_cannot_be_asked_is_no_fault_of_the_log() {
    let watched = Watched::with_witness_at("http://127.0.0.1:1");
    watched.publish(&Log::new(5), 5, NOON - 5);
    let look = watched.look();
    assert_eq!((look.alarms.len(), look.unasked.len()), (0, 1), "{look:?}");
}

/// Serves a folder over HTTP with a program that is not Writ's.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn new(folder: &Path) -> Self {
        let mut child = Command::new("python3")
            .args([
                "-u",
                "-m",
                "http.server",
                "--bind",
                "127.0.0.1",
                "0",
                "--directory",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs python3: apt-get install --yes python3");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line
            .split(' ')
            .skip_while(|word| *word != "port")
            .nth(1)
            .unwrap();
        let url = format!("http://127.0.0.1:{port}");
        Self { child, url }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn over_http_it_finds_the_same() {
    let (watched, log) = (Watched::new(), Log::new(600));
    watched.publish(&log, 600, NOON - 5);
    let served = Served::new(&watched.files());
    let mut monitor = watched.monitor_from(&format!("{}/", served.url), None);
    let found = look(&mut monitor, Depth::Everything, NOON).unwrap();
    assert_eq!(
        (found.alarms.as_slice(), found.size),
        ([].as_slice(), Some(600))
    );
    change(&watched.path("tile/0/001"));
    fs::remove_file(watched.path("tile/entries/000")).unwrap();
    let found = look(&mut monitor, Depth::Everything, NOON).unwrap();
    let words: Vec<&str> = found.alarms.iter().map(Alarm::word).collect();
    assert_eq!(words, ["missing", "changed"], "{found:?}");
    drop(served);
    let error = look(&mut monitor, Depth::Everything, NOON).unwrap_err();
    assert!(matches!(error, MonitorError::Unread(_)), "{error}");
    let mut silent = watched.monitor_from("http://127.0.0.1:1", Some(60));
    assert!(look(&mut silent, Depth::Everything, NOON + 100).is_err());
    assert!(matches!(
        silent.silent(NOON + 100),
        Ok(Some(Alarm::Silence { seconds: 105 }))
    ));
}

/// A size that no log will ever have, with a root that the log signs all the same.
const HUGE: u64 = 1 << 62;

fn huge_note() -> String {
    let origin = Origin::parse(crate::log::ORIGIN).unwrap();
    let root = Hash([7; 32]);
    let key = log_key(crate::log::ORIGIN, 1);
    let text = Checkpoint::new(origin, HUGE, root).to_text();
    key.sign_note(&text).unwrap().to_string()
}

#[test]
fn a_signed_size_beyond_measure_silences_nobody() {
    let (watched, log) = (Watched::new(), Log::new(300));
    watched.publish(&log, 300, NOON - 5);
    watched.is_good(300);
    watched.publish_note(&huge_note());
    let from = watched.files().display().to_string();
    let mut monitor = watched.monitor_from(&from, Some(60));
    let found = look(&mut monitor, Depth::Everything, NOON + 60).unwrap();
    let words: Vec<&str> = found.alarms.iter().map(Alarm::word).collect();
    assert_eq!(words, ["unwitnessed", "silence"]);
    // It stays on the log's account, and keeps the monitor from nothing.
    let longer = Log::new(400);
    watched.publish(&longer, 400, NOON - 5);
    let alarms = watched.alarms(&["roll-back"], Some(400));
    assert!(
        matches!(
            alarms.as_slice(),
            [Alarm::RollBack {
                was: HUGE,
                now: 400,
                ..
            }]
        ),
        "{alarms:?}"
    );
    let changed = watched.path("tile/0/000");
    change(&changed);
    watched.alarms(&["roll-back", "changed"], Some(400));
}

#[test]
fn a_quorum_for_what_has_no_files_costs_nine_questions() {
    let watched = Watched::new();
    watched.publish_note(&watched.cosigned(&huge_note(), NOON - 5));
    let alarms = watched.alarms(&["missing", "missing"], None);
    let told: Vec<String> = alarms.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("tile/entries/x018/"), "{told:?}");
    assert_eq!(told[1], "tile/7/000.p/64 is not there");
}

#[test]
fn the_first_few_missing_files_are_enough() {
    let (watched, log) = (Watched::new(), Log::new(5_000));
    watched.publish(&log, 5_000, NOON - 5);
    for number in 2..17 {
        fs::remove_file(watched.path(&format!("tile/entries/{number:03}"))).unwrap();
    }
    let alarms = watched.alarms(&["missing"; 8], None);
    assert_eq!(
        alarms.first().unwrap().to_string(),
        "tile/entries/002 is not there"
    );
}

/// Time goes on by ten seconds whenever it is looked at.
struct Slow {
    now: Cell<u64>,
    told: Vec<&'static str>,
}

impl Watch for Slow {
    fn now(&self) -> u64 {
        self.now.set(self.now.get() + 10);
        self.now.get()
    }

    fn alarmed(&mut self, alarm: &Alarm) {
        self.told.push(alarm.word());
    }
}

#[test]
fn what_needs_no_file_is_told_first_and_silence_is_counted_meanwhile() {
    let (watched, log) = (Watched::new(), Log::new(2_000));
    watched.publish(&log, 2_000, NOON + 400);
    fs::remove_file(watched.path("tile/1/000.p/7")).unwrap();
    let told = |silence: u64| {
        let from = watched.files().display().to_string();
        let mut monitor = watched.monitor_from(&from, Some(silence));
        let mut slow = Slow {
            now: Cell::new(NOON),
            told: Vec::new(),
        };
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build().unwrap();
        let look = monitor.look_telling(Depth::Everything, &mut slow);
        let look = runtime.block_on(look);
        (slow.told, look)
    };
    assert_eq!(told(100_000).0, ["ahead", "missing"]);
    // The edge is there, and each file takes its time.
    watched.publish_files(&log, 2_000);
    watched.publish(&log, 2_000, NOON);
    fs::remove_file(watched.path("tile/entries/006")).unwrap();
    assert_eq!(told(100).0, ["silence", "missing"]);
    // A file that cannot be read ends the look; what was told by then was told.
    std::os::unix::fs::symlink("/dev/zero", watched.path("tile/entries/006")).unwrap();
    let (words, look) = told(60);
    assert_eq!(words, ["silence"]);
    let why = look.unwrap_err().to_string();
    assert!(why.contains("it is no regular file"), "{why}");
}

#[test]
fn what_is_no_file_is_not_read() {
    let watched = Watched::new();
    let log = Log::new(5);
    for name in ["checkpoint", "tile/0/000.p/5", "tile/entries/000.p/5"] {
        watched.publish(&log, 5, NOON - 5);
        let path = watched.path(name);
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let error = look(&mut watched.monitor(), Depth::Everything, NOON).unwrap_err();
        assert!(error.to_string().contains("no regular file"), "{error}");
        fs::remove_file(&path).unwrap();
        // Nobody writes to this pipe: whoever opened it for reading would wait for ever.
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let error = look(&mut watched.monitor(), Depth::Everything, NOON).unwrap_err();
        assert!(error.to_string().contains("no regular file"), "{error}");
        fs::remove_file(&path).unwrap();
        fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let error = look(&mut watched.monitor(), Depth::Everything, NOON).unwrap_err();
        assert!(error.to_string().contains("it has more than"), "{error}");
        fs::remove_file(&path).unwrap();
    }
    watched.publish(&log, 5, NOON - 5);
    watched.is_good(5);
}

#[test]
fn two_witnesses_who_hold_two_histories_convict_the_log_whatever_it_publishes() {
    let (log, other) = (Log::new(60), Log::parting_at(40, 60));
    let dir = tempfile::tempdir().unwrap();
    let hash = Sha256::digest(crate::log::ORIGIN.as_bytes());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    for (name, log) in [("court", &log), ("bar", &other)] {
        let folder = dir.path().join(name).join(&hash);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("checkpoint"), log.note(48)).unwrap();
    }
    let served = Served::new(dir.path());
    let mut watched = Watched::new();
    let keys = [11, 12].map(|seed| key("made.example/w", KeyKind::Cosignature, seed));
    let [court, bar] = keys.each_ref().map(SigningKey::verifier);
    let text = format!(
        "log {}\nwitness w {}\nwitness court {court} {url}/court\nwitness bar {bar} {url}/bar\n\
         quorum w\n",
        log.key.verifier(),
        watched.witness.verifier(),
        url = served.url,
    );
    watched.policy = Policy::parse(text.as_bytes()).unwrap();
    // Nothing published, then an earlier state, then one of the two, then a later one.
    let first = watched.alarms(&["fork", "missing"], None);
    let Some(Alarm::Fork {
        size: 48,
        held_by,
        against: Some(against),
        evidence,
    }) = first.first()
    else {
        panic!("{first:?}")
    };
    assert_eq!((held_by.as_str(), against.as_str()), ("court", "bar"));
    let kept = fs::read_to_string(evidence).unwrap();
    assert!(kept.contains(&log.note(48)) && kept.contains(&other.note(48)));
    watched.publish(&log, 32, NOON - 5);
    assert_eq!(watched.alarms(&["fork"], None), first[..1]);
    watched.alarms(&["fork", "withheld", "withheld"], None);
    watched.publish(&log, 48, NOON - 5);
    watched.alarms(&["fork"], None);
    watched.publish(&log, 60, NOON - 5);
    watched.alarms(&["fork", "fork"], None);
}

#[test]
fn a_line_of_nobody_is_passed_over_and_told() {
    let (watched, log) = (Watched::new(), Log::new(5));
    watched.publish(&log, 5, NOON - 5);
    let note = fs::read_to_string(watched.path("checkpoint")).unwrap();
    watched.publish_note(&format!("{note}\u{2014} nobody.example AAAAAAE=\n"));
    let look = watched.look();
    assert_eq!((look.alarms.len(), look.size), (0, Some(5)));
    assert_eq!(look.passed_over, ["nobody.example"]);
}
