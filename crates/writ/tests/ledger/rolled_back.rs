//! A database of yesterday, which nobody but the private records can tell from today's; and private
//! records from which something is missing.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::thread;

use crate::registry::copy;
use crate::scene::{Scene, WITNESSES, count};

const REBUILD: &str =
    "ledger rebuild anew --records registry/records --key-file registry/master.key";
const REFUSED: &[&str] = &["\"code\": \"rolled-back\"", "`writ ledger rebuild`"];

/// The database of a registry alone, without its files.
fn put_database(from: &Path, to: &Path) {
    for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
        let (from, to) = (from.join(name), to.join(name));
        if to.exists() {
            fs::remove_file(&to).unwrap();
        }
        if from.exists() {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Everything in a folder: names and bytes.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    all.sort();
    all
}

/// The database of before an act is put back; then another act is recorded, so that as many entries
/// wait as there were.
fn rolled_back(scene: &Scene) {
    let registry = scene.path("registry");
    put_database(&scene.path("old"), &registry);
    let records = files(&registry.join("records"));
    scene.turn().ends(1, REFUSED);
    scene.import(["E"]);
    scene.turn().ends(1, REFUSED);
    scene.turn().ends(1, REFUSED);
    assert_eq!(files(&registry.join("records")), records, "the way out");
}

/// The registry of the records in place of the one that was refused.
fn goes_on_anew(scene: &Scene, size: u64) {
    let rebuilt = scene.writ(REBUILD, &[]).well();
    assert_eq!(count(&rebuilt, "/audit/entries"), size);
    put_database(&scene.path("anew"), &scene.path("registry"));
    assert_eq!(scene.size(), size);
    assert_eq!(scene.acts("D").len(), 1, "what was recorded last is there");
}

#[test]
fn an_old_backup_that_no_witness_knows_of_is_refused_with_the_way_out() {
    let mut scene = Scene::called();
    scene.turn().well();
    copy(&scene.path("registry"), &scene.path("old"));
    for name in WITNESSES {
        scene.lose(name);
    }
    scene.import(["D"]);
    scene.turn().ends(1, &[]);
    let size = scene.size();
    rolled_back(&scene);
    goes_on_anew(&scene, size);
    for name in WITNESSES {
        scene.back(name);
    }
    scene.turn().well();
    scene.verify().well();
}

#[test]
fn an_old_backup_that_one_witness_knows_of_is_refused_with_the_way_out() {
    let mut scene = Scene::called();
    scene.turn().well();
    copy(&scene.path("registry"), &scene.path("old"));
    scene.lose("bar");
    scene.lose("press");
    scene.import(["D"]);
    scene.turn().ends(1, &[]);
    let size = scene.size();
    scene.lose("court");
    scene.back("bar");
    scene.back("press");
    rolled_back(&scene);
    // Without the records only the court knows; it shows what the registry has signed, so that no
    // quorum of others speaks against it.
    scene.back("court");
    let records = scene.path("registry/records");
    fs::rename(&records, scene.path("kept")).unwrap();
    scene.turn().ends(1, REFUSED);
    fs::rename(scene.path("kept"), &records).unwrap();
    goes_on_anew(&scene, size);
    scene.turn().well();
    scene.verify().well();
}

/// What was signed while neither records nor witnesses could be asked is another ledger.
#[test]
fn a_fork_that_a_witness_shows_stops_it_and_is_kept() {
    let mut scene = Scene::called();
    scene.turn().well();
    copy(&scene.path("registry"), &scene.path("old"));
    scene.lose("bar");
    scene.lose("press");
    scene.import(["D"]);
    scene.turn().ends(1, &[]);
    // The old database and no records, while the one who knows is out of reach.
    put_database(&scene.path("old"), &scene.path("registry"));
    fs::remove_dir_all(scene.path("registry/records")).unwrap();
    scene.lose("court");
    scene.back("bar");
    scene.back("press");
    scene.import(["E"]);
    scene.turn().well();
    scene.back("court");
    scene.import(["F"]);
    let said = scene.turn();
    said.ends(1, &["\"code\": \"forked\"", "`court`", "two ledgers"]);
    let kept = files(&scene.path("registry/records"));
    let kept = kept.iter().find(|(name, _)| name.starts_with("fork-"));
    let shown = String::from_utf8(kept.unwrap().1.clone()).unwrap();
    assert!(shown.contains("court.example/witness"), "{shown}");
}

/// A witness that says it has signed a million entries, and shows nothing for it.
fn liar() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = vec![0; 64 * 1024];
            let count = stream.read(&mut asked).unwrap_or_default();
            let answer = match asked.get(..count).unwrap_or_default().starts_with(b"POST") {
                true => "409 Conflict\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 8",
                false => "404 Not Found\r\nContent-Length: 8",
            };
            let answer = format!("HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n1000000\n");
            stream.write_all(answer.as_bytes()).unwrap_or_default();
        }
    });
    address
}

#[test]
fn a_witness_that_only_says_so_is_an_alarm_beside_a_quorum_and_stops_nobody() {
    let mut scene = Scene::called();
    scene.replace("press", liar());
    // With what is new, and once more without.
    for _ in 0..2 {
        let turn = scene.in_words("ledger turn", &[]);
        turn.ends(
            1,
            &[
                "a quorum has signed for all of them",
                "ALARM a witness speaks of another ledger",
                "`press` has signed 1000000 entries",
            ],
        );
    }
    assert_eq!(scene.asked("A"), "yes", "what the others signed binds");
    scene.back("press");
    scene.turn().well();
}

#[test]
fn records_that_say_more_or_otherwise_are_not_written_over() {
    let scene = Scene::called();
    scene.turn().well();
    let records = scene.path("registry/records");
    let file = |name: &str| records.join(format!("{name}-000000000.jsonl"));
    type Change = fn(&str) -> String;
    let other_key: Change = |text| text.replacen("\"wrapped\":\"", "\"wrapped\":\"AAAA", 1);
    let other_entry: Change = |text| text.replacen("person", "office", 1);
    let more: Change = |text| format!("{text}{}\n", text.lines().next_back().unwrap());
    let changes: [(&str, Change, &str); 5] = [
        ("records", more, "rolled-back"),
        ("records", other_entry, "rolled-back"),
        ("checkpoints", without_last, "records-not-whole"),
        ("witnessed", without_last, "records-not-whole"),
        ("keys", other_key, "rolled-back"),
    ];
    scene.import(["D"]);
    let whole = files(&records);
    for (name, change, code) in changes {
        let folder = scene.copy();
        let path = folder
            .path("registry/records")
            .join(file(name).file_name().unwrap());
        let before = fs::read_to_string(&path).unwrap();
        let text = change(&before);
        assert_ne!(text, before, "{name}");
        fs::write(&path, &text).unwrap();
        let said = folder.writ("ledger turn", &[]);
        said.ends(1, &[&format!("\"code\": \"{code}\"")]);
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "{name}");
    }
    assert_eq!(files(&records), whole);
    scene.turn().well();
}

/// A file without its last line.
fn without_last(text: &str) -> String {
    let count = text.lines().count().saturating_sub(1);
    let before = text.lines().take(count);
    before.map(|line| format!("{line}\n")).collect()
}

/// Each file of the records, gone or a line short: nothing is made that opens.
#[test]
fn a_registry_is_not_built_from_records_that_are_not_whole() {
    let scene = Scene::called();
    scene.turn().well();
    let before = files(&scene.path("registry/records"));
    for (name, content) in &before {
        let path = scene.path("registry/records").join(name);
        let short = without_last(std::str::from_utf8(content).unwrap());
        for short in [None, Some(short)] {
            match &short {
                None => fs::remove_file(&path).unwrap(),
                Some(short) => fs::write(&path, short).unwrap(),
            }
            let said = scene.writ(REBUILD, &[]);
            assert_ne!(said.code, Some(0), "{name} {short:?}: {said:?}");
            assert!(!scene.path("anew").exists(), "{name} {short:?}");
            let left = fs::read_dir(scene.path("")).unwrap();
            let left = left.map(|entry| entry.unwrap().file_name());
            let left: Vec<_> = left
                .filter(|name| name.to_string_lossy().contains("anew"))
                .collect();
            assert!(left.is_empty(), "{name}: {left:?}");
        }
        fs::write(&path, content).unwrap();
    }
    let told = scene.in_words(REBUILD, &[]);
    let size = scene.size();
    told.ends(
        0,
        &[
            &format!("{size} entries, all as in the ledger"),
            "none of them is erased",
            &format!("a quorum of witnesses has signed for {size} of them"),
        ],
    );
}
