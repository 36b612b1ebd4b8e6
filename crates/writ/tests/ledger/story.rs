//! What witnesses are for: a burden binds once they have signed for it, and relief never waits.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};

use crate::registry::copy;
use crate::scene::{Scene, count};

const ALARM: &[&str] = &[
    "ALARM no quorum of witnesses: ",
    " entries wait and burden nobody; ",
];

#[test]
fn a_burden_binds_once_a_quorum_has_signed_and_relief_at_once() {
    let mut scene = Scene::called();
    let told = |scene: &Scene, of: [&str; 3]| of.map(|person| scene.asked(person));
    let all = ["A", "B", "C"];
    assert_eq!(told(&scene, all), ["no"; 3], "issued, and not witnessed");
    let posted = scene.acts("A").pop().unwrap();
    assert_eq!(posted.get("witnessed_at"), Some(&().into()), "{posted}");

    // One of three is left: no quorum, and nothing binds.
    scene.lose("bar");
    scene.lose("press");
    let turn = scene.in_words("ledger turn", &[]);
    assert!(
        turn.out.contains("`bar`: ") && turn.out.contains("`press`: "),
        "{turn:?}"
    );
    turn.ends(1, ALARM);
    assert_eq!(told(&scene, all), ["no"; 3], "placed, and not witnessed");

    // Two of three are enough.
    scene.back("press");
    let turn = scene.turn().well();
    assert_eq!(count(&turn, "/witnessed"), count(&turn, "/size"));
    assert_eq!(told(&scene, all), ["yes"; 3]);

    // Whoever appears is free at once, witnesses or not.
    scene.lose("press");
    let appeared = "record appeared --at 2023-04-17T10:00:00+03:00 --as olga --person";
    scene.writ(appeared, &["MADE-UP-A"]).well();
    assert_eq!(
        told(&scene, all),
        ["no", "yes", "yes"],
        "nothing waits for a place"
    );
    scene.turn().ends(1, &["`press`"]);
    assert_eq!(
        told(&scene, all),
        ["no", "yes", "yes"],
        "nothing waits for a witness"
    );
    let last = scene.acts("A").pop().unwrap();
    assert_eq!(last.get("witnessed_at"), Some(&().into()), "{last}");

    scene.back("bar");
    scene.back("press");
    scene.turn().well();
    assert_eq!(told(&scene, all), ["no", "yes", "yes"]);
    let last = scene.acts("A").pop().unwrap();
    assert!(last.get("witnessed_at").unwrap().is_string(), "{last}");
    scene.verify().well();
}

#[test]
fn a_running_sequencer_raises_the_alarm_and_calls_it_off() {
    let mut scene = Scene::founded();
    scene.turn().well();
    scene.lose("court");
    scene.lose("bar");
    let mut run = scene.worded("ledger run --every 20", &[]);
    let mut run = run
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(run.stderr.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    scene.import(["A"]);
    let alarm = next();
    assert!(ALARM.iter().all(|words| alarm.contains(words)), "{alarm}");
    let other = scene.turn();
    other.ends(3, &["another process sequences the ledger"]);
    scene.back("bar");
    // Which witness is out of reach, and how, may change on the way.
    let off = std::iter::repeat_with(next)
        .take(20)
        .find(|line| !line.contains("ALARM"));
    assert!(off.unwrap().contains("a quorum signs again"));
    kill_process(Pid::from_child(&run), Signal::TERM).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(0));
    assert!(scene.acts("A")[0].get("witnessed_at").unwrap().is_string());
}

#[test]
fn an_old_backup_is_refused_with_the_way_out() {
    let scene = Scene::called();
    scene.turn().well();
    copy(&scene.path("registry"), &scene.path("old"));
    scene.import(["D"]);
    scene.turn().well();
    let (shown, held) = (scene.size(), scene.size() - 16);
    let refused = |words: &str| {
        let said = scene.writ("ledger turn --registry old", &[]);
        let told = format!("up to entry {shown}, and the store holds only {held}");
        let ground = "\"code\": \"rolled-back\"";
        said.ends(1, &[ground, &told, "`writ ledger rebuild`", words]);
    };
    // The published files of today lie beside the database of yesterday.
    copy(&scene.path("registry/ledger"), &scene.path("old/ledger"));
    refused("old backup");
    // Nor does it help to take them away, or to put back yesterday's: the witnesses remember.
    fs::remove_dir_all(scene.path("old/ledger")).unwrap();
    refused("old backup");
    // The way out.
    let rebuild = "ledger rebuild anew --records registry/records --key-file registry/master.key";
    scene.writ(rebuild, &[]).well();
    fs::copy(scene.path("registry/clock"), scene.path("anew/clock")).unwrap();
    let key = ["--key-file", "registry/master.key", "--registry", "anew"];
    let turn = scene.writ("ledger turn", &key).well();
    assert_eq!(count(&turn, "/size"), shown, "{turn}");
    scene.writ("ledger verify anew", &key[..2]).well();
}

#[test]
fn a_registry_built_anew_explains_to_the_byte_the_same() {
    let scene = Scene::called();
    let appeared = "record appeared --at 2023-04-17T10:00:00+03:00 --as olga --person";
    scene.turn().well();
    scene.writ(appeared, &["MADE-UP-B"]).well();
    assert_eq!(scene.asked("A"), "yes");
    scene.turn().well();
    let rebuild = "ledger rebuild anew --records registry/records --key-file registry/master.key";
    let rebuilt = scene.writ(rebuild, &[]).well();
    assert_eq!(count(&rebuilt, "/audit/entries"), scene.size());
    for file in ["clock", "master.key"] {
        let (from, to) = (format!("registry/{file}"), format!("anew/{file}"));
        fs::copy(scene.path(&from), scene.path(&to)).unwrap();
    }
    for person in ["MADE-UP-A", "MADE-UP-B", "MADE-UP-C"] {
        let explain = |registry: &str| {
            let explain = "explain --as oskar --person";
            let said = scene.in_words(explain, &[person, "--registry", registry]);
            assert_eq!(said.code, Some(0), "{said:?}");
            said.out
        };
        let (before, after) = (explain("registry"), explain("anew"));
        assert!(before.contains("served"), "{before}");
        assert_eq!(before, after, "{person}");
    }
    let again = scene.writ(rebuild, &[]);
    again.ends(2, &["anew is there already"]);
}
