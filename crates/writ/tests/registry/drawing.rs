//! A draw that was published, worked out anew by this program and by another one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::scene::{Said, Scene, copy, person};

const HOME: &str = env!("CARGO_MANIFEST_DIR");

/// Round 657413 of quicknet came at 11:00:03, round 3311596 of the default chain at 11:55:00.
const BEFORE: &str = "2023-09-15T06:00:00Z";
const AFTER: &str = "2023-09-15T12:00:00Z";

fn beacon(name: &str) -> String {
    let path = Path::new(HOME)
        .join("../writ-ledger/tests/beacon")
        .join(name);
    path.to_str().unwrap().to_owned()
}

/// A listed campaign of twenty people, on the morning before.
fn listed() -> Scene {
    let scene = Scene::empty();
    scene
        .writ("init registry --regime jury.md --sandbox --now", &[BEFORE])
        .well();
    for account in ["vera --role registrar", "oleg --role officer"] {
        scene
            .writ(&format!("officer add {account} --as operator"), &[])
            .well();
    }
    scene.people(20, 0);
    let people = scene.path("people.jsonl");
    let text = fs::read_to_string(&people).unwrap();
    fs::write(&people, text.replace("2024-01-02", "2023-09-01")).unwrap();
    scene
        .writ("register import people.jsonl --as vera", &[])
        .well();
    let open = "campaign open spring --instrument call --quota A=3 --quota B=2 --from 2023-09-01 \
                --until 2024-04-01 --appear-after 10 --appear-time 09:00 --as oleg --order one";
    scene.writ(open, &[]).well();
    let list = "campaign candidates spring --as oleg";
    scene.writ(list, &[]).well();
    scene
}

/// What is named, revealed and drawn with, and where it is published.
struct Way {
    name: &'static str,
    commit: Vec<String>,
    reveals: Vec<(&'static str, &'static str)>,
    draw: Vec<String>,
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn ways() -> Vec<Way> {
    let bar = writ_registry::Pledge::of("the bar", "made up by the bar");
    let press = writ_registry::Pledge::of("the press", "made up: \"ü\"");
    let pledge = |it: &writ_registry::Pledge| format!("{}={}", it.name, it.commitment);
    let (bar, press) = (pledge(&bar), pledge(&press));
    let (quicknet, default) = (beacon("quicknet.json"), beacon("default.json"));
    let (quick_round, round) = (
        beacon("quicknet-657413.json"),
        beacon("default-3311596.json"),
    );
    let observers = ["--observer", &bar, "--observer", &press];
    let by = ["--reveal-by", "2023-09-15T12:00"];
    let quick = ["--beacon", &quicknet, "--round", "657413"];
    let bar_reveals = ("the bar", "made up by the bar");
    let both = [bar_reveals, ("the press", "made up: \"ü\"")];
    let way =
        |name, commit: &[&str], reveals: &[(&'static str, &'static str)], draw: &[&str]| Way {
            name,
            commit: words(commit),
            reveals: reveals.to_vec(),
            draw: words(draw),
        };
    let with_quick = ["--beacon-round", quick_round.as_str()];
    vec![
        way("by hand", &[], &[], &["--seed", "00ff"]),
        way("quicknet", &quick, &[], &with_quick),
        way(
            "the default chain",
            &["--beacon", &default, "--round", "3311596"],
            &[],
            &["--beacon-round", &round],
        ),
        way("observers", &[&observers[..], &by].concat(), &both, &[]),
        way(
            "both",
            &[&observers[..], &quick].concat(),
            &both,
            &with_quick,
        ),
        way(
            "one observer is silent",
            &[&observers[..], &by, &quick].concat(),
            &[bar_reveals],
            &with_quick,
        ),
    ]
}

impl Scene {
    fn refs(words: &[String]) -> Vec<&str> {
        words.iter().map(String::as_str).collect()
    }

    /// Commits, has everyone reveal, draws, and publishes.
    fn published(&self, way: &Way) -> PathBuf {
        let commit = "campaign commit spring --as oleg";
        self.writ(commit, &Self::refs(&way.commit)).well();
        for (name, value) in &way.reveals {
            let reveal = "campaign reveal spring --as oleg";
            self.writ(reveal, &[name, value]).well();
        }
        let draw = format!("campaign draw spring --now {AFTER} --as oleg");
        self.writ(&draw, &Self::refs(&way.draw)).well();
        self.writ("campaign publish spring --out draw --as oleg", &[])
            .well();
        self.path("draw")
    }

    fn verify(&self, dir: &str) -> Said {
        self.writ("campaign verify-draw", &[dir])
    }
}

/// What the other program says of a folder.
fn peer(dir: &Path) -> Result<Value, String> {
    let script = Path::new(HOME).join("../../peers/draw/verify.py");
    let mut python = Command::new("python3");
    let output = python.arg(script).arg(dir).output().unwrap();
    if output.status.success() {
        Ok(serde_json::from_slice(&output.stdout).unwrap())
    } else {
        Err(String::from_utf8(output.stderr).unwrap())
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let inside = |dir: &Path| fs::read_dir(dir).unwrap().map(|it| it.unwrap().path());
    let mut all: Vec<PathBuf> = inside(dir)
        .chain(inside(&dir.join("commitments")))
        .collect();
    all.retain(|path| path.is_file());
    all.sort();
    all
}

/// However it is drawn: both programs work out the same, to the byte.
#[test]
fn another_program_works_out_the_same() {
    let listed = listed();
    for way in ways() {
        let scene = listed.again();
        let dir = scene.published(&way);
        let said = scene.verify("draw").well();
        let result = fs::read_to_string(dir.join("result.json")).unwrap();
        let peers = peer(&dir).unwrap_or_else(|error| panic!("{}: {error}", way.name));
        let ours: Value = serde_json::from_str(&result).unwrap();
        assert_eq!(peers, ours, "{}", way.name);
        let drawn = said.get("drawn").unwrap();
        assert_eq!(drawn.get("offices"), peers.get("offices"), "{}", way.name);
        assert_eq!(drawn.get("seed"), peers.get("seed"), "{}", way.name);
        let mut counts = 0;
        for n in 0..20 {
            let rank = "campaign rank spring --out mine --as oleg --person";
            if scene.writ(rank, &[&person(n)]).code != Some(0) {
                continue;
            }
            let verify = "campaign verify-draw draw --mine mine";
            let mine = scene.writ(verify, &[]).well();
            let standing = mine.get("mine").unwrap().get("standing").unwrap();
            counts += u32::from(standing == "drawn");
        }
        assert_eq!(counts, 5, "{}", way.name);
    }
}

/// What this program refuses, the other one does as well.
#[test]
fn a_changed_folder_is_refused_by_both() {
    let scene = listed();
    let way = ways().pop().unwrap();
    let dir = scene.published(&way);
    for path in files(&dir) {
        let text = fs::read(&path).unwrap();
        for index in (3..text.len()).step_by(97) {
            let mut changed = text.clone();
            changed[index] ^= 1;
            fs::write(&path, changed).unwrap();
            let said = scene.verify("draw");
            assert_eq!(
                said.code,
                Some(1),
                "{} byte {index}: {said:?}",
                path.display()
            );
            assert!(!said.err.is_empty());
        }
        fs::write(&path, &text).unwrap();
    }
    scene.verify("draw").well();
    type Change = fn(&str) -> String;
    let changes: [(&str, Change, &str); 4] = [
        (
            "commitments/A.txt",
            |text| text.split_inclusive('\n').skip(1).collect(),
            "list-changed",
        ),
        (
            "result.json",
            |text| text.replace("\"drawn\":3", "\"drawn\":4"),
            "wrong-result",
        ),
        (
            "reveals.json",
            |text| text.replace("by the bar", "by the bor"),
            "wrong-reveal",
        ),
        (
            "commitment.json",
            |text| text.replace("\"quota\":3", "\"quota\":4"),
            "another-commitment",
        ),
    ];
    for (path, change, code) in changes {
        let path = dir.join(path);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, change(&text)).unwrap();
        scene.verify("draw").ends(1, &[code]);
        assert!(peer(&dir).is_err(), "{code}");
        fs::write(&path, text).unwrap();
    }
    assert!(peer(&dir).is_ok());
}

/// A folder that somebody got in two halves, or with something in it that is not of it.
#[test]
fn two_halves_of_two_draws_are_no_draw() {
    let scene = listed();
    let other = listed();
    let ways = ways();
    let dir = scene.published(&ways[1]);
    let strange = other.published(&ways[1]);
    for path in ["commitment.json", "commitments/A.txt", "result.json"] {
        let mixed = scene.path("mixed");
        copy(&dir, &mixed);
        fs::copy(strange.join(path), mixed.join(path)).unwrap();
        assert_eq!(scene.verify("mixed").code, Some(1), "{path}");
        assert!(peer(&mixed).is_err(), "{path}");
    }
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    scene.verify("draw").well();
    fs::write(dir.join("commitments/C.txt"), "").unwrap();
    scene
        .verify("draw")
        .ends(1, &["a list that nobody committed to"]);
}
