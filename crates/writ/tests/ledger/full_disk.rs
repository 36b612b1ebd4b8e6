//! Full disks: whichever step finds no room, nothing is lost, and the same command goes on.

use std::collections::BTreeSet;

use crate::scene::{Scene, count};

const FULL: &[&str] = &["the disk is full", "run the same command again"];

/// How many entries have a place, how many wait, and for how many a quorum has signed.
fn sizes(scene: &Scene) -> (u64, u64, u64) {
    let status = scene.writ("ledger status", &[]).well();
    let [size, waiting, witnessed] =
        ["/size", "/waiting", "/witnessed"].map(|at| count(&status, at));
    (size, waiting, witnessed)
}

#[track_caller]
fn is_sound(scene: &Scene) {
    let verified = scene.verify();
    assert!(verified.out.contains("\"findings\": []"), "{verified:?}");
}

fn pages(scene: &Scene) -> u32 {
    let store = rusqlite::Connection::open(scene.path("registry/store.sqlite")).unwrap();
    let count = store.query_row("PRAGMA page_count", [], |row| row.get(0));
    count.unwrap()
}

#[test]
fn a_turn_goes_on_once_there_is_room() {
    let scene = Scene::founded();
    scene.turn().well();
    let names: Vec<String> = (0..300).map(|n| format!("F{n}")).collect();
    scene.import(names.iter().map(String::as_str));
    let from = pages(&scene);
    let mut met = BTreeSet::new();
    // Each time with one page more: it stops at another place, and every stop is sound.
    for room in 0..200 {
        let before = sizes(&scene);
        let said = scene.writ_within(from + room, "ledger turn");
        if said.code == Some(0) {
            break;
        }
        said.ends(3, FULL);
        let after = sizes(&scene);
        is_sound(&scene);
        met.insert(match (before, after) {
            _ if before == after => "nothing",
            _ if before.0 == after.0 => "padded",
            _ => "placed",
        });
    }
    assert!(met.contains("nothing") && met.contains("padded"), "{met:?}");
    let turn = scene.turn().well();
    let (size, waiting, witnessed) = sizes(&scene);
    assert_eq!((waiting, witnessed), (0, size), "{turn}");
    assert!(size >= 300, "{size}");
    is_sound(&scene);
    for person in ["F0", "F17", "F299"] {
        assert_eq!(scene.acts(person).len(), 1, "{person}");
    }
}

#[test]
fn a_quorum_that_finds_no_room_is_kept_later() {
    let scene = Scene::founded();
    let mut stopped = 0;
    for n in 0..12 {
        scene.import([format!("Q{n}").as_str()]);
        let mut command = scene.command("ledger turn", &[]);
        command.env("WRIT_STOP_AFTER", "commit").output().unwrap();
        let (size, _, before) = sizes(&scene);
        // No page may come in besides: some checkpoints still fit into the last one.
        let said = scene.writ_within(1, "ledger turn");
        if said.code == Some(0) {
            continue;
        }
        said.ends(3, FULL);
        stopped += 1;
        assert_eq!(sizes(&scene), (size, 0, before), "it is not kept by half");
        is_sound(&scene);
        let witnessed = count(&scene.turn().well(), "/witnessed");
        assert_eq!(witnessed, size);
    }
    assert!(stopped > 0, "the disk was never full");
    assert_eq!(scene.acts("Q0").len(), 1);
    scene.verify().well();
}
