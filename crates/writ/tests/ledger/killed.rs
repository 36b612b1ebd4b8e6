//! A sequencer that is killed after any step, or at any moment: nothing is lost, nothing is there
//! twice, and the witnesses see one ledger that only grows.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::scene::{Scene, WITNESSES, count};

const STEPS: [&str; 5] = ["gather", "draft", "commit", "ask", "cover"];

/// Asserts that a turn brings everything in order, after whatever went before it.
#[track_caller]
fn goes_on(scene: &Scene, people: &[String]) {
    let turn = scene.turn().well();
    let size = count(&turn, "/size");
    assert_eq!(count(&turn, "/witnessed"), size, "{turn}");
    let verified = scene.verify().well();
    assert_eq!(count(&verified, "/audit/entries"), size, "{verified}");
    assert_eq!(count(&verified, "/audit/waiting"), 0, "{verified}");
    assert_eq!(verified.pointer("/published"), Some(&().into()));
    let published = "ledger verify registry/ledger --policy policy";
    let published = scene.writ(published, &[]).well();
    assert_eq!(
        count(&published, "/entries"),
        size,
        "all of it is published"
    );
    for witness in WITNESSES {
        assert_eq!(scene.seen_by(witness), size, "{witness}");
    }
    let mut places = Vec::new();
    for person in people {
        let acts = scene.acts(person);
        let [act] = acts.as_slice() else {
            panic!("{person}: {acts:?}")
        };
        assert!(act.get("witnessed_at").unwrap().is_string(), "{act}");
        places.push(count(act, "/place"));
    }
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), people.len(), "a place each");
}

#[test]
fn killed_after_any_step_the_next_turn_goes_on() {
    let scene = Scene::founded();
    let mut people = Vec::new();
    for (round, step) in STEPS.into_iter().chain(STEPS).enumerate() {
        people.push(format!("{step}{round}"));
        scene.import([people.last().unwrap().as_str()]);
        // Only while something waits can the first steps be reached again.
        let times = match step {
            "gather" | "draft" => 1 + round,
            _ => 1,
        };
        for _ in 0..times {
            let mut command = scene.command("ledger turn", &[]);
            let status = command
                .env("WRIT_STOP_AFTER", step)
                .output()
                .unwrap()
                .status;
            assert_eq!(status.signal(), Some(6), "after {step}: {status:?}");
            let verified = scene.verify();
            assert!(
                verified.out.contains("\"findings\": []"),
                "after {step}: {verified:?}"
            );
        }
        goes_on(&scene, &people);
    }
}

#[test]
fn killed_at_any_moment_while_others_record() {
    let scene = Scene::founded();
    let mut people = Vec::new();
    let mut met = 0;
    for round in 0..10_u64 {
        let mut command = scene.command("ledger run --every 1", &[]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = command.spawn().unwrap();
        let before = scene.size();
        let recorded: Vec<String> = (0..3).map(|n| format!("R{round}N{n}")).collect();
        thread::scope(|scope| {
            scope.spawn(|| {
                for person in &recorded {
                    scene.import([person.as_str()]);
                }
            });
            // Delays that look random and are the same in every run.
            let delay = (round * 2_654_435_761) % 700;
            thread::sleep(Duration::from_millis(20 + delay));
            run.kill().unwrap();
        });
        assert_eq!(run.wait().unwrap().signal(), Some(9));
        met += u64::from(scene.size() > before);
        people.extend(recorded);
    }
    assert!(met > 2, "the sequencer hardly ever got to work: {met}");
    goes_on(&scene, &people);
}
