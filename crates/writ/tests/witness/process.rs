//! Starting, stopping and starting again; keys, clocks and what is refused.

use std::os::unix::fs::PermissionsExt as _;

use rustix::process::Signal;

use crate::log::{Log, log_key};
use crate::scene::{Scene, ends, peer, well, writ};

#[test]
fn it_stops_when_asked_and_holds_what_it_held() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    for (signal, old, size) in [(Signal::TERM, 0, 7), (Signal::INT, 7, 9)] {
        let running = scene.run(&[]);
        let answer = running.post(&log.request(old, size));
        assert_eq!(answer.status, 200, "{answer:?}");
        scene.time_of(&answer.body, &log.text(size));
        assert_eq!(running.stop(signal), Some(0));
    }
    let running = scene.run(&[]);
    let answer = running.post(&log.request(0, 20));
    assert_eq!((answer.status, answer.body.as_str()), (409, "9\n"));
    let shown = well(&scene.writ(&["witness", "show", "w"]));
    assert!(
        shown.contains("log made.example/log: size 9, cosigned 20"),
        "{shown}"
    );
}

#[test]
fn a_fork_is_shown_with_both_notes() {
    let (log, other) = (Log::new(9), Log::parting_at(3, 9));
    let scene = Scene::following(&log);
    let running = scene.run(&[]);
    assert_eq!(running.post(&log.request(0, 9)).status, 200);
    assert_eq!(running.post(&other.request(9, 9)).status, 409);
    let show = scene.writ(&["witness", "show", "w"]);
    ends(
        &show,
        1,
        &["FORK of made.example/log", &log.note(9), &other.note(9)],
    );
}

#[test]
fn the_sandbox_clock_is_read_at_each_request_and_goes_forward_only() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    let clock = scene.path("clock");
    let at = |time: &str| std::fs::write(&clock, format!("{time}\n")).unwrap();
    let missing = scene.writ(&["witness", "run", "w", "--sandbox-clock", "clock"]);
    ends(&missing, 2, &["clock"]);
    at("2024-02-01T06:00:00.9Z");
    let running = scene.run(&["--sandbox-clock", "clock"]);
    let answer = running.post(&log.request(0, 4));
    assert_eq!(
        scene.time_of(&answer.body, &log.text(4)),
        1_706_767_200,
        "rounded down"
    );
    at("2024-02-01T05:59:59Z");
    let answer = running.post(&log.request(4, 9));
    assert_eq!(answer.status, 503, "{answer:?}");
    at("tomorrow");
    assert_eq!(running.post(&log.request(4, 9)).status, 503);
    std::fs::remove_file(&clock).unwrap();
    assert_eq!(running.post(&log.request(4, 9)).status, 503);
    at("2024-02-02T06:00:00Z");
    let answer = running.post(&log.request(4, 9));
    assert_eq!(scene.time_of(&answer.body, &log.text(9)), 1_706_853_600);
}

#[test]
fn what_cannot_be_run_is_refused_with_the_reason() {
    let log = Log::new(1);
    let scene = Scene::following(&log);
    let again = scene.writ(&["witness", "init", "w", "--name", "made.example/other"]);
    ends(&again, 1, &["there is a witness in w already"]);
    let name = writ(
        scene.dir.path(),
        &["witness", "init", "v", "--name", "two words"],
    );
    ends(&name, 2, &["name"]);
    let cosigner = scene.key.to_string();
    ends(
        &scene.writ(&["witness", "add-log", "w", &cosigner]),
        2,
        &["signs cosignatures"],
    );
    ends(
        &scene.writ(&["witness", "add-log", "nowhere", &cosigner]),
        2,
        &["there is no nowhere"],
    );
    let key = scene.path("w/witness.key");
    let mode = std::fs::metadata(&key).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let text = std::fs::read_to_string(&key).unwrap();
    assert!(
        text.starts_with("PRIVATE+KEY+made.example/witness+"),
        "the form of Go's notes"
    );
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    ends(
        &scene.writ(&["witness", "run", "w"]),
        2,
        &["open to others", "chmod 600"],
    );
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::rename(scene.path("w/witness.sqlite"), scene.path("lost")).unwrap();
    ends(
        &scene.writ(&["witness", "run", "w"]),
        2,
        &["does not know what it signed"],
    );
    assert!(
        !scene.path("w/witness.sqlite").exists(),
        "no memory is made up"
    );
}

#[test]
fn each_witness_has_a_key_of_its_own() {
    let log = Log::new(1);
    let (one, other) = (Scene::following(&log), Scene::following(&log));
    assert_ne!(one.key, other.key);
}

#[test]
fn a_log_in_python_drives_the_process_through_the_protocol() {
    let seed = "02".repeat(32);
    let scene = Scene::following(&Log::new(1));
    let origin = "made.example/python";
    let key = peer("log.py", &["key", &seed, origin])
        .wait_with_output()
        .unwrap();
    well(&scene.writ(&["witness", "add-log", "w", well(&key).trim()]));
    let running = scene.run(&[]);
    let words = [
        "drive",
        &seed,
        origin,
        &running.url(),
        &scene.key.to_string(),
    ];
    let said = well(&peer("log.py", &words).wait_with_output().unwrap());
    let checked = said.lines().filter(|line| line.starts_with("ok ")).count();
    assert!(checked > 150, "only {checked} things were checked:\n{said}");
}

#[test]
fn a_second_key_of_a_log_is_followed_at_once() {
    let log = Log::new(9);
    let scene = Scene::following(&log);
    let running = scene.run(&[]);
    let second = log_key(crate::log::ORIGIN, 2);
    let note = second.sign_note(&log.text(9)).unwrap().to_string();
    let body = crate::log::body(0, &[], &note);
    assert_eq!(running.post(&body).status, 403);
    well(&scene.writ(&["witness", "add-log", "w", &second.verifier().to_string()]));
    assert_eq!(running.post(&body).status, 200);
}
