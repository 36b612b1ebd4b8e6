//! Somebody who can write to the database changes one thing in it, and puts the triggers back so
//! that it looks as before; or changes one published file. `writ ledger verify` names it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;

use crate::registry::Said;
use crate::scene::Scene;

/// Changes a database behind the back of its triggers.
fn tamper(store: &Path, sql: &str) {
    let store = Connection::open(store).unwrap();
    let mut triggers = store
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let triggers: Vec<(String, String)> = triggers
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(triggers.len() > 10, "{triggers:?}");
    for (name, _) in &triggers {
        store
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
    store.execute_batch(sql).unwrap();
    let changed = store.query_row("SELECT total_changes()", [], |row| row.get::<_, i64>(0));
    assert!(changed.unwrap() > 0, "nothing was changed by {sql}");
    for (_, trigger) in &triggers {
        store.execute_batch(trigger).unwrap();
    }
}

/// A ledger with a burden and a relief in it, all of it witnessed.
fn scene() -> Scene {
    let scene = Scene::called();
    scene.turn().well();
    let appeared = "record appeared --at 2023-04-17T10:00:00+03:00 --as olga --person";
    scene.writ(appeared, &["MADE-UP-A"]).well();
    scene.turn().well();
    scene.verify().well();
    scene
}

/// What is found on a copy in which this was changed.
fn found(scene: &Scene, sql: &str) -> Said {
    let folder = scene.copy();
    let views = "
        CREATE TEMP VIEW one AS SELECT min(id) AS id FROM main.stream WHERE family = 'person';
        CREATE TEMP VIEW other AS SELECT max(id) AS id FROM main.stream WHERE family = 'person';
        CREATE TEMP VIEW freed AS SELECT stream AS id, version AS number FROM main.entry
            WHERE version = 3 AND stream IN (SELECT id FROM main.stream WHERE family = 'person');
        CREATE TEMP VIEW signed AS SELECT id FROM main.stream WHERE family = 'checkpoint';";
    tamper(
        &folder.path("registry/store.sqlite"),
        &format!("{views}{sql}"),
    );
    folder.writ("ledger verify registry", &[])
}

/// What is done to the database, and the words by which it is named.
const ROWS: &[(&str, &str, &[&str])] = &[
    (
        "the content of one entry put in place of another's",
        "UPDATE entry SET content = (SELECT content FROM entry, other WHERE stream = id AND version = 1)
           WHERE stream = (SELECT id FROM one) AND version = 1",
        &["place ", "entry 1\"", "does not open: it was changed"],
    ),
    (
        "two entries of one person exchanged",
        "CREATE TEMP TABLE kept AS SELECT version, content FROM entry, one WHERE stream = id;
         UPDATE entry SET content = (SELECT content FROM kept WHERE kept.version = 3 - entry.version)
           WHERE stream = (SELECT id FROM one) AND version < 3",
        &["entry 1\"", "entry 2\"", "does not open: it was changed"],
    ),
    (
        "two people exchanged",
        "CREATE TEMP TABLE kept AS SELECT id, key FROM stream;
         UPDATE stream SET key = zeroblob(32) WHERE id = (SELECT id FROM one);
         UPDATE stream SET key = (SELECT kept.key FROM kept, one WHERE kept.id = one.id)
           WHERE id = (SELECT id FROM other);
         UPDATE stream SET key = (SELECT kept.key FROM kept, other WHERE kept.id = other.id)
           WHERE id = (SELECT id FROM one)",
        &["place ", "does not open: it was changed"],
    ),
    (
        "when something was recorded",
        "UPDATE entry SET recorded_at = recorded_at + 1 WHERE stream = (SELECT id FROM one) AND version = 1",
        &["place ", "entry 1\"", "it is not what its leaf "],
    ),
    (
        "the newest entry of a person deleted",
        "DELETE FROM entry WHERE stream = (SELECT id FROM other)
           AND version = (SELECT max(version) FROM entry, other WHERE stream = id)",
        &["registry/store.sqlite", "the entry at place ", "is missing"],
    ),
    (
        "the relief deleted",
        "DELETE FROM entry WHERE (stream, version) IN (SELECT id, number FROM freed)",
        &["registry/store.sqlite", "the entry at place ", "is missing"],
    ),
    (
        "the relief deleted with its place",
        "DELETE FROM place WHERE (stream, version) IN (SELECT id, number FROM freed);
         DELETE FROM entry WHERE (stream, version) IN (SELECT id, number FROM freed)",
        &["registry/store.sqlite", "nothing has place 48"],
    ),
    (
        "the relief deleted with everything from its place on",
        "DELETE FROM place WHERE place >= (SELECT place FROM place, freed
             WHERE stream = id AND version = number);
         DELETE FROM entry WHERE (stream, version) IN (SELECT id, number FROM freed)",
        &["a checkpoint covers 64 entries, and there are fewer"],
    ),
    (
        "an entry added beside the ledger",
        "INSERT INTO entry (stream, version, recorded_at, content, leaf)
           SELECT stream, version + 1, recorded_at + 1, content, leaf FROM entry, freed
             WHERE stream = id AND version = 3",
        &["entry 4", "it was added beside it"],
    ),
    (
        "two places exchanged",
        "CREATE TEMP TABLE kept AS SELECT place, stream FROM place
           WHERE version = 1 AND stream IN (SELECT id FROM one UNION SELECT id FROM other);
         UPDATE place SET place = 1000000 WHERE place = (SELECT max(place) FROM kept);
         UPDATE place SET place = (SELECT max(place) FROM kept)
           WHERE place = (SELECT min(place) FROM kept);
         UPDATE place SET place = (SELECT min(place) FROM kept) WHERE place = 1000000",
        &["the checkpoint over 16 entries", "do not make the root", "tile/0/000.p/64"],
    ),
    (
        "a leaf changed",
        "UPDATE entry SET leaf = (SELECT leaf FROM entry, other WHERE stream = id AND version = 1)
           WHERE stream = (SELECT id FROM one) AND version = 1",
        &["place ", "it is not what its leaf "],
    ),
    (
        "padding with something in it",
        "UPDATE entry SET content = x'00' WHERE version = 1
           AND stream = (SELECT id FROM stream WHERE family = 'padding')",
        &["place ", "padding stands for something"],
    ),
    (
        "something published changed",
        "UPDATE entry SET content = CAST(replace(CAST(content AS TEXT), 'spring', 'autumn') AS BLOB)
           WHERE stream = (SELECT id FROM stream WHERE family = 'public') AND version = 2",
        &["public/00000000 entry 2", "is not to this content"],
    ),
    (
        "a tile changed",
        "UPDATE tile SET content = zeroblob(length(content)) WHERE width = (SELECT max(width) FROM tile)",
        &["tile/0/000.p/", "it is not what the entries make"],
    ),
    (
        "a tile deleted",
        "DELETE FROM tile WHERE width = (SELECT max(width) FROM tile)",
        &["tile/0/000.p/", "it is missing"],
    ),
    (
        "a checkpoint changed",
        "UPDATE entry SET content = CAST(replace(CAST(content AS TEXT), '=', '+') AS BLOB)
           WHERE stream = (SELECT id FROM signed) AND version = 2",
        &["checkpoint 2"],
    ),
    (
        "a checkpoint put in place of the next",
        "UPDATE entry SET content = (SELECT content FROM entry, signed WHERE stream = id AND version = 1)
           WHERE stream = (SELECT id FROM signed) AND version = 2",
        &["checkpoint 2", "it covers 16 entries, and the one before 16"],
    ),
    (
        "the last checkpoint deleted",
        "DELETE FROM entry WHERE stream = (SELECT id FROM signed)
           AND version = (SELECT max(version) FROM entry, signed WHERE stream = id)",
        &["64 entries have a place, and the last checkpoint covers 48"],
    ),
    (
        "the time at which the quorum had signed",
        "UPDATE cover SET at = at - 1000000000 WHERE size = (SELECT min(size) FROM cover)",
        &["the cosigned checkpoint over 16 entries", "its time is not the one"],
    ),
    (
        "what the witnesses signed put in place of other",
        "UPDATE cover SET content = (SELECT content FROM cover ORDER BY size LIMIT 1)
           WHERE size = (SELECT max(size) FROM cover)",
        &["the cosigned checkpoint over ", "it is of another size"],
    ),
    (
        "what the witnesses signed first deleted",
        "DELETE FROM cover WHERE size = (SELECT min(size) FROM cover)",
        &[
            "the cosigned checkpoint over 16 entries",
            "the ledger tells that a quorum had signed it at ",
            "it is missing",
            "is in them and not in the registry",
        ],
    ),
    (
        "an earlier tile changed",
        "UPDATE tile SET content = zeroblob(length(content)) WHERE width = 16",
        &["tile/0/000.p/16", "it is not what the entries make"],
    ),
    (
        "an earlier tile deleted, and no full one is there",
        "DELETE FROM tile WHERE width = 16",
        &["tile/0/000.p/16", "it is missing"],
    ),
    (
        "a tile added",
        "INSERT INTO tile SELECT 0, 0, 7, 256, zeroblob(8192)",
        &["tile/0/007", "no checkpoint makes it: it was added"],
    ),
    (
        "a tile added at another level",
        "INSERT INTO tile SELECT 0, 3, 0, 256, zeroblob(8192)",
        &["tile/3/000", "no checkpoint makes it: it was added"],
    ),
    (
        "a tile added to another tree",
        "INSERT INTO tile SELECT 1, 0, 0, 256, zeroblob(8192)",
        &["level 0 of tree 1, 256 wide", "no checkpoint makes it: it was added"],
    ),
    (
        "a stream that nothing writes",
        "INSERT INTO stream (family, key) VALUES ('made-up', zeroblob(32));
         INSERT INTO entry (stream, version, recorded_at, content)
           SELECT id, 1, 1, x'00' FROM stream WHERE family = 'made-up'",
        &["made-up/00000000", "it was added"],
    ),
    (
        "when a checkpoint was made",
        "UPDATE entry SET recorded_at = recorded_at + 1
           WHERE stream = (SELECT id FROM signed) AND version = 2",
        &["the private records: the checkpoint over 32 entries has another time in them"],
    ),
    (
        "when padding was put in",
        "UPDATE entry SET recorded_at = recorded_at - 1 WHERE version = 1
           AND stream = (SELECT id FROM stream WHERE family = 'padding')",
        &["the private records: place ", "was recorded at another time"],
    ),
    (
        "when something was published",
        "UPDATE entry SET recorded_at = recorded_at + 1 WHERE version = 1
           AND stream = (SELECT id FROM stream WHERE family = 'public')",
        &["the private records: place 0 was recorded at another time"],
    ),
    (
        "the key of a person erased",
        "UPDATE data_key SET wrapped = NULL WHERE stream = (SELECT id FROM one)",
        &["the key of person/", "is gone, and no erasure of it is recorded"],
    ),
    (
        "what the witnesses signed last deleted",
        "DELETE FROM cover WHERE size = (SELECT max(size) FROM cover)",
        &["the published checkpoint is none of those that this registry has kept"],
    ),
];

#[test]
fn each_changed_row_is_named() {
    let scene = scene();
    for (what, sql, words) in ROWS {
        let said = found(&scene, sql);
        assert_eq!(said.code, Some(1), "{what}: {said:?}");
        let both = format!("{}{}", said.out, said.err);
        for word in *words {
            assert!(both.contains(word), "{what}: `{word}` is not in {both}");
        }
    }
}

#[test]
fn an_entry_slipped_in_as_if_it_waited_is_named() {
    let scene = scene();
    let folder = scene.copy();
    let sql = "
        CREATE TEMP TABLE freed AS SELECT stream AS id FROM entry WHERE version = 3
          AND stream IN (SELECT id FROM stream WHERE family = 'person');
        INSERT INTO entry (stream, version, recorded_at, content, leaf)
          SELECT stream, version + 1, recorded_at + 1, content, leaf FROM entry, freed
            WHERE stream = id AND version = 3;
        INSERT INTO waiting (stream, version) SELECT id, 4 FROM freed";
    tamper(&folder.path("registry/store.sqlite"), sql);
    let said = folder.writ("ledger verify registry", &[]);
    said.ends(
        1,
        &["entry 4, which waits", "does not open: it was changed"],
    );
}

#[test]
fn each_changed_file_is_named() {
    let scene = Scene::called();
    scene.turn().well();
    let older = fs::read(scene.path("registry/ledger/checkpoint")).unwrap();
    scene.import(["D"]);
    scene.turn().well();
    let size = scene.size();
    let tile = format!("tile/0/000.p/{size}");
    let bundle = format!("tile/entries/000.p/{size}");
    let flipped = |mut bytes: Vec<u8>| {
        bytes[40] ^= 1;
        bytes
    };
    let shortened = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() - 1);
        bytes
    };
    type Change<'c> = &'c dyn Fn(Vec<u8>) -> Vec<u8>;
    let cases: [(&str, Change, &[&str]); 5] = [
        (&tile, &flipped, &[&tile]),
        (&bundle, &flipped, &[&bundle]),
        (&bundle, &shortened, &[&bundle]),
        ("checkpoint", &flipped, &[]),
        ("checkpoint", &|_| older.clone(), &["older than the ledger"]),
    ];
    for (file, change, words) in cases {
        let folder = scene.copy();
        let path = folder.path("registry/ledger").join(file);
        fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
        folder.writ("ledger verify registry", &[]).ends(1, words);
        let alone = folder.writ("ledger verify registry/ledger --policy policy", &[]);
        if words == ["older than the ledger"] {
            // Alone they are a ledger of yesterday, and nothing in them says that there is more.
            alone.well();
        } else {
            alone.ends(1, words);
        }
        fs::remove_file(&path).unwrap();
        if file != "checkpoint" {
            folder.writ("ledger verify registry", &[]).ends(1, &[file]);
        }
    }
}

/// A published file, what is written there, how that is named, and how it is in the folder alone.
type Written = (
    &'static str,
    &'static [u8],
    &'static str,
    Option<&'static str>,
);

const FILES: &[Written] = &[
    (
        "tile/0/000.p/32",
        &[0; 1024],
        "tile/0/000.p/32: it is not what the registry makes",
        Some("tile/0/000.p/32: it is not the beginning of what it has become"),
    ),
    (
        "tile/entries/000.p/32",
        &[0; 32 * 68],
        "tile/entries/000.p/32: it is not what the registry makes",
        Some("tile/entries/000.p/32: it is not the beginning of what it has become"),
    ),
    (
        "tile/0/005",
        &[0; 8192],
        "tile/0/005: no checkpoint makes it: it was added",
        None,
    ),
    (
        "tile/0/000.p/3",
        &[0; 96],
        "tile/0/000.p/3: no checkpoint makes it: it was added",
        Some("tile/0/000.p/3: it is not the beginning of what it has become"),
    ),
    (
        "published/1.json",
        b"{}",
        "published/1.json: it is not what the registry has published",
        Some("published/1.json: it is not what its entry says"),
    ),
    (
        "published/99.json",
        b"{}",
        "published/99.json: it is not what the registry has published",
        None,
    ),
    (
        "policy",
        b"quorum none\n",
        "policy: it is not the policy of this registry",
        None,
    ),
    (
        "notes.txt",
        b"made up",
        "notes.txt: it is no file of a ledger: it was added",
        None,
    ),
    (
        "published/01.json",
        b"{}",
        "published/01.json: it is no file of a ledger: it was added",
        None,
    ),
];

#[test]
fn each_file_that_the_ledger_does_not_make_is_named() {
    let scene = scene();
    for (file, content, named, alone) in FILES {
        let folder = scene.copy();
        let path = folder.path("registry/ledger").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        folder.writ("ledger verify registry", &[]).ends(1, &[named]);
        let said = folder.writ("ledger verify registry/ledger --policy policy", &[]);
        match alone {
            Some(words) => said.ends(1, &[words]),
            None => drop(said.well()),
        }
    }
    for file in ["policy", "published/1.json"] {
        let folder = scene.copy();
        fs::remove_file(folder.path("registry/ledger").join(file)).unwrap();
        let missing = format!("{file}: it is missing");
        folder
            .writ("ledger verify registry", &[])
            .ends(1, &[&missing]);
    }
}

/// A folder that somebody hands over may hold a device without an end, or a pipe into which nobody
/// writes: neither is read.
#[test]
fn only_regular_files_are_read() {
    let scene = scene();
    let size = scene.size();
    for file in [
        "checkpoint".to_owned(),
        format!("tile/0/000.p/{size}"),
        format!("tile/entries/000.p/{size}"),
        "published/1.json".to_owned(),
    ] {
        for is_pipe in [false, true] {
            let folder = scene.copy();
            let path = folder.path("registry/ledger").join(&file);
            fs::remove_file(&path).unwrap();
            match is_pipe {
                false => symlink("/dev/zero", &path).unwrap(),
                true => assert!(
                    Command::new("mkfifo")
                        .arg(&path)
                        .status()
                        .unwrap()
                        .success()
                ),
            }
            let odd = format!("{file}: it is no regular file");
            folder.writ("ledger verify registry", &[]).ends(1, &[&odd]);
            let alone = folder.writ("ledger verify registry/ledger --policy policy", &[]);
            alone.ends(1, &[&file]);
        }
    }
    // A file that goes on for ever is read no further than the longest tile.
    let folder = scene.copy();
    let path = folder.path(&format!("registry/ledger/tile/0/000.p/{size}"));
    let long = fs::OpenOptions::new().write(true).open(&path).unwrap();
    long.set_len(1 << 40).unwrap();
    let named = format!("tile/0/000.p/{size}");
    folder
        .writ("ledger verify registry", &[])
        .ends(1, &[&named]);
    let alone = folder.writ("ledger verify registry/ledger --policy policy", &[]);
    alone.ends(1, &[&named]);
}

/// An old copy in which nothing of it is recorded: the private records know more than the database.
#[test]
fn private_records_that_say_something_else_are_named() {
    let scene = scene();
    let lines = |name: &str| fs::read_to_string(scene.path(&format!("registry/records/{name}")));
    let records = lines("records-000000000.jsonl").unwrap();
    let keys = lines("keys-000000000.jsonl").unwrap();
    let exchanged = |text: &str, one: usize, other: usize| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.swap(one, other);
        lines.join("\n") + "\n"
    };
    let shorter = |text: &str| {
        text.lines()
            .skip(1)
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let cases: [(&str, String, &str); 3] = [
        (
            "records-000000000.jsonl",
            exchanged(&records, 3, 4),
            "the private records: place 3 ",
        ),
        (
            "records-000000000.jsonl",
            shorter(&records),
            "the private records",
        ),
        (
            "keys-000000000.jsonl",
            shorter(&keys),
            "the private records: the key of ",
        ),
    ];
    for (file, text, words) in cases {
        let folder = scene.copy();
        fs::write(folder.path("registry/records").join(file), text).unwrap();
        folder.writ("ledger verify registry", &[]).ends(1, &[words]);
    }
    // Without them the rest is compared all the same.
    let folder = scene.copy();
    fs::remove_dir_all(folder.path("registry/records")).unwrap();
    folder.writ("ledger verify registry", &[]).well();
    let tampered = "UPDATE data_key SET wrapped = NULL
       WHERE stream = (SELECT min(id) FROM stream WHERE family = 'person')";
    tamper(&folder.path("registry/store.sqlite"), tampered);
    let said = folder.writ("ledger verify registry", &[]);
    said.ends(1, &["is gone, and no erasure of it is recorded"]);
}
