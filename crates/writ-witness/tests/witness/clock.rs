//! A witness never signs an earlier time than it signed before.

use crate::log::Log;
use crate::scene::{NOON, Scene};

#[test]
fn time_that_goes_back_is_not_signed() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    scene.clock.set(Some(NOON + 100));
    assert_eq!(scene.cosigned(&log, 0, 4), NOON + 100);
    for wrong in [NOON + 99, NOON, 1, 0] {
        scene.clock.set(Some(wrong));
        for (old, size) in [(4, 4), (4, 9)] {
            let answer = scene.post(&log.request(old, size));
            assert_eq!(answer.status, 503, "{wrong}: {answer:?}");
            assert!(
                !answer.body.contains('\u{2014}'),
                "nothing is signed: {answer:?}"
            );
        }
    }
    // Also not after it was started again, and not for another size.
    let scene = scene.again();
    assert_eq!(scene.post(&log.request(4, 9)).status, 503);
    scene.clock.set(Some(NOON + 100));
    assert_eq!(
        scene.cosigned(&log, 4, 9),
        NOON + 100,
        "the same second may be signed again"
    );
    scene.clock.set(Some(NOON + 101));
    assert_eq!(scene.cosigned(&log, 9, 20), NOON + 101);
}

#[test]
fn the_time_of_one_log_binds_that_of_another() {
    let log = Log::new(5);
    let scene = Scene::following(&log);
    let other = crate::log::log_key("made.example/other", 5);
    scene
        .folder()
        .follow(&other.verifier().to_string())
        .unwrap();
    scene.cosigned(&log, 0, 5);
    scene.clock.set(Some(NOON - 1));
    let text = log
        .text(5)
        .replace("made.example/log", "made.example/other");
    let note = other.sign_note(&text).unwrap().to_string();
    assert_eq!(scene.post(&crate::log::body(0, &[], &note)).status, 503);
}

#[test]
fn without_a_clock_nothing_is_signed_and_nothing_is_held() {
    let log = Log::new(5);
    let scene = Scene::following(&log);
    scene.clock.set(None);
    let answer = scene.post(&log.request(0, 5));
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (503, "the clock is broken\n")
    );
    scene.clock.set(Some(0));
    assert_eq!(
        scene.post(&log.request(0, 5)).status,
        503,
        "second 0 says that there is no time"
    );
    scene.clock.set(Some(u64::MAX));
    assert_eq!(
        scene.post(&log.request(0, 5)).status,
        503,
        "beyond what can be signed"
    );
    scene.clock.set(Some(NOON));
    scene.cosigned(&log, 0, 5);
}

#[test]
fn what_it_held_it_holds_after_a_restart() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 7);
    let scene = scene.again();
    let answer = scene.post(&log.request(0, 20));
    assert_eq!((answer.status, answer.body.as_str()), (409, "7\n"));
    scene.cosigned(&log, 7, 20);
}
