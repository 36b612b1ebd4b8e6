//! Every answer of the protocol, with its code.

use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::hash::Hash;
use writ_ledger::note::{KeyKind, Note};
use writ_ledger::tree::consistency;
use writ_witness::journal::Happening;
use writ_witness::memory::origin_hash;

use crate::log::{Log, ORIGIN, body, key, log_key};
use crate::scene::{NOON, Scene};

const SIZE: &str = "text/x.tlog.size";

#[test]
fn a_log_that_grows_is_cosigned_at_every_step() {
    let log = Log::new(600);
    let scene = Scene::following(&log);
    let sizes = [0, 1, 2, 3, 5, 8, 255, 256, 257, 600];
    let mut old = 0;
    for size in sizes {
        assert_eq!(
            scene.cosigned(&log, old, size),
            NOON,
            "from {old} to {size}"
        );
        old = size;
        // Asked again for what it holds, it says so again.
        scene.clock.set(Some(NOON));
        assert_eq!(scene.cosigned(&log, size, size), NOON);
        let held = scene.get(&format!("/{}/checkpoint", origin_hash(ORIGIN)));
        assert_eq!(
            (held.status, held.content_type.as_str()),
            (200, "text/plain; charset=utf-8")
        );
        let note = Note::parse(&held.body).unwrap();
        assert_eq!(note.text(), log.text(size));
        let keys = [log.key.verifier().clone(), scene.key.clone()];
        assert_eq!(
            note.verify(&keys).unwrap().len(),
            2,
            "the log's signature and its own"
        );
    }
}

/// A name, a body, the status, and a word of the answer.
type Case = (&'static str, String, u16, &'static str);

/// Bodies that are no request, for a witness that holds size 4 of the log.
fn malformed(log: &Log) -> Vec<Case> {
    let (note, text) = (log.note(9), log.text(9));
    let good = consistency(&log.leaves, 4, 9).unwrap();
    let vast = format!("{ORIGIN}\n{}\n{}\n", u64::MAX, log.root(9).to_base64());
    let vast = log.key.sign_note(&vast).unwrap().to_string();
    let no_size = note.replace("\n9\n", "\n09\n");
    vec![
        ("no old size", format!("\n{note}"), 400, "old SIZE"),
        ("no checkpoint", "old 4\n".to_owned(), 400, "no empty line"),
        ("not a note", body(4, &good, &text), 400, "signature"),
        (
            "not a checkpoint",
            body(4, &good, &no_size),
            400,
            "tree size",
        ),
        ("old above the size", body(10, &[], &note), 400, "above"),
        ("more than can be counted", body(4, &[], &vast), 400, "2^63"),
    ]
}

/// Checkpoints that the log has not signed.
fn not_signed(log: &Log) -> Vec<Case> {
    let (note, text) = (log.note(9), log.text(9));
    let good = consistency(&log.leaves, 4, 9).unwrap();
    let of = |origin: &str, seed| {
        let origin_line = Origin::parse(origin).unwrap();
        let text = Checkpoint::new(origin_line, 9, log.root(9)).to_text();
        log_key(origin, seed).sign_note(&text).unwrap().to_string()
    };
    let cosigner = key("made.example/w", KeyKind::Cosignature, 3);
    let unknown = cosign(&cosigner, &text, UnixSeconds::new(1).unwrap()).unwrap();
    let changed = note.replace("\n9\n", "\n8\n");
    vec![
        (
            "nobody follows it",
            body(0, &[], &of("made.example/other", 1)),
            404,
            "follow",
        ),
        (
            "another key of that name",
            body(4, &good, &of(ORIGIN, 2)),
            403,
            "known key",
        ),
        (
            "a changed text",
            body(4, &good, &changed),
            403,
            "not verify",
        ),
        (
            "only others signed",
            body(4, &good, &format!("{text}\n{unknown}\n")),
            403,
            "known key",
        ),
    ]
}

/// Signed checkpoints that do not continue what is held.
fn unproved(log: &Log) -> Vec<Case> {
    let note = log.note(9);
    let good = consistency(&log.leaves, 4, 9).unwrap();
    let wrong = vec![Hash([0; 32]); good.len()];
    let twice = [good.clone(), good.clone()].concat();
    vec![
        ("a size below what is held", body(3, &[], &note), 409, "4"),
        ("a size above what is held", body(5, &[], &note), 409, "4"),
        ("no proof", body(4, &[], &note), 422, "proof"),
        ("a wrong proof", body(4, &wrong, &note), 422, "root"),
        ("too long a proof", body(4, &twice, &note), 422, "hash"),
        (
            "a proof for the same size",
            body(4, &good, &log.note(4)),
            422,
            "empty",
        ),
    ]
}

#[test]
fn what_must_be_refused_is_refused_with_its_code() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 4);
    let cases = [malformed(&log), not_signed(&log), unproved(&log)].concat();
    for (what, body, status, word) in cases {
        let answer = scene.post(&body);
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert!(answer.body.contains(word), "{what}: {answer:?}");
        let is_size = what.starts_with("a size");
        assert_eq!(answer.content_type == SIZE, is_size, "{what}: {answer:?}");
        if is_size {
            assert_eq!(answer.body, "4\n", "{what}");
        }
        let again = scene.cosigned(&log, 4, 4);
        assert_eq!(again, NOON, "{what}: and nothing has changed");
    }
}

#[test]
fn a_witness_that_holds_nothing_wants_no_proof_and_the_empty_root() {
    let log = Log::new(20);
    let scene = Scene::following(&log);
    let empty = Checkpoint::new(Origin::parse(ORIGIN).unwrap(), 0, Hash([7; 32])).to_text();
    let empty = log.key.sign_note(&empty).unwrap().to_string();
    assert_eq!(scene.post(&body(0, &[], &empty)).status, 422);
    let proof = consistency(&log.leaves, 4, 9).unwrap();
    assert_eq!(scene.post(&body(0, &proof, &log.note(9))).status, 422);
    let answer = scene.post(&body(3, &[], &log.note(9)));
    assert_eq!((answer.status, answer.body.as_str()), (409, "0\n"));
}

#[test]
fn unknown_signatures_are_passed_over_and_not_given_on() {
    let log = Log::new(3);
    let scene = Scene::following(&log);
    let mut note = Note::parse(&log.note(3)).unwrap();
    for seed in 20..35 {
        let stranger = log_key("made.example/stranger", seed);
        note.push(stranger.sign(&log.text(3)).unwrap()).unwrap();
    }
    let answer = scene.post(&body(0, &[], &note.to_string()));
    assert_eq!(answer.status, 200, "{answer:?}");
    let held = scene.get(&format!("/{}/checkpoint", origin_hash(ORIGIN)));
    assert!(!held.body.contains("stranger"), "{}", held.body);
}

#[test]
fn a_fork_is_refused_told_and_kept() {
    let (log, other) = (Log::new(20), Log::parting_at(3, 20));
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 10);
    for _ in 0..2 {
        let answer = scene.post(&other.request(10, 10));
        assert_eq!(answer.status, 409, "{answer:?}");
        assert_ne!(answer.content_type, SIZE, "no invitation to try again");
    }
    let answer = scene.post(&other.request(10, 20));
    assert_eq!(answer.status, 422, "another history: {answer:?}");
    let caught = Happening::Caught {
        origin: ORIGIN.to_owned(),
        size: 10,
    };
    assert!(scene.told.all().contains(&caught));
    let two = scene.folder().memory().unwrap().contradictions().unwrap();
    let [two] = two.as_slice() else {
        panic!("{two:?}")
    };
    let keys = [log.key.verifier().clone()];
    for note in [&two.held, &two.shown] {
        assert!(
            Note::parse(note).unwrap().verify(&keys).is_ok(),
            "the log signed {note}"
        );
    }
    assert_ne!(two.held, two.shown);
    scene.cosigned(&log, 10, 20);
}

#[test]
fn logs_come_and_go_at_once_and_may_have_two_keys() {
    let log = Log::new(9);
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 4);
    let second = log_key(ORIGIN, 2);
    let by_second = second.sign_note(&log.text(9)).unwrap().to_string();
    let proof = consistency(&log.leaves, 4, 9).unwrap();
    assert_eq!(scene.post(&body(4, &proof, &by_second)).status, 403);
    scene
        .folder()
        .follow(&second.verifier().to_string())
        .unwrap();
    assert_eq!(scene.post(&body(4, &proof, &by_second)).status, 200);
    std::fs::write(scene.folder().logs(), "# none\n").unwrap();
    assert_eq!(scene.post(&log.request(9, 9)).status, 404);
    std::fs::remove_file(scene.folder().logs()).unwrap();
    assert_eq!(scene.post(&log.request(9, 9)).status, 500);
}

#[test]
fn other_addresses_and_methods_lead_nowhere() {
    let scene = Scene::following(&Log::new(1));
    let of_nobody = format!("/{}/checkpoint", origin_hash("made.example/other"));
    for (path, status) in [
        ("/", 404),
        ("/add-checkpoint/", 404),
        ("/add-checkpoint", 405),
        (of_nobody.as_str(), 404),
        ("/x/checkpoint", 404),
        ("/%27%20OR%201/checkpoint", 404),
    ] {
        assert_eq!(scene.get(path).status, status, "{path}");
    }
}
