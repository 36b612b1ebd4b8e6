//! A witness that is killed at any moment, between persisting and answering too, never cosigns two
//! checkpoints that contradict each other, and has never answered what it did not hold.

use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use writ_ledger::tree::consistency;

use crate::log::{Log, ORIGIN, body};
use crate::scene::Scene;
use crate::wire::{ask, ask_on};

const ROUNDS: u64 = 40;
const ASKING: usize = 6;
const SIZE: u64 = 300;

/// One of two histories, with the note of every size signed beforehand.
struct History {
    side: &'static str,
    log: Log,
    notes: Vec<String>,
}

impl History {
    fn new(side: &'static str, log: Log) -> Self {
        let notes = (0..=SIZE).map(|size| log.note(size)).collect();
        Self { side, log, notes }
    }

    fn request(&self, old: u64, size: u64) -> String {
        let proof = consistency(&self.log.leaves, old, size).unwrap();
        body(old, &proof, &self.notes[usize::try_from(size).unwrap()])
    }
}

/// What one who asks was given: which history, which size.
type Given = Vec<(&'static str, u64)>;

/// Sends steps of both histories, each from what the witness holds, until it is gone.
fn press(address: SocketAddr, both: &[History; 2], held: &AtomicU64, turn: usize) -> Given {
    let mut given = Given::new();
    for step in turn.. {
        let old = held.load(Ordering::SeqCst);
        let size = (old + 1 + u64::try_from(step % 3).unwrap()).min(SIZE);
        let history = &both[step % 2];
        let body = history.request(old, size);
        // Nobody listens any more: it was killed.
        let Ok(stream) = TcpStream::connect(address) else {
            break;
        };
        let answer = ask_on(stream, "POST", "/add-checkpoint", body.as_bytes());
        match (answer.status, answer.body.trim().parse()) {
            (200, _) => {
                given.push((history.side, size));
                held.fetch_max(size, Ordering::SeqCst);
            }
            (409, Ok(size)) => {
                held.fetch_max(size, Ordering::SeqCst);
            }
            _ => {}
        }
    }
    given
}

#[test]
fn killed_at_any_moment_it_never_contradicts_itself() {
    // The two histories share only their first entry.
    let count = usize::try_from(SIZE).unwrap();
    let both = [
        History::new("one", Log::new(count)),
        History::new("other", Log::parting_at(1, count)),
    ];
    let [one, other] = &both;
    let scene = Scene::following(&one.log);
    let held = AtomicU64::new(0);
    let mut given = Given::new();
    for round in 0..ROUNDS {
        let running = scene.run(&[]);
        let address = running.address;
        let pid = Pid::from_child(&running.child);
        let those: Vec<Given> = std::thread::scope(|scope| {
            let (both, held) = (&both, &held);
            let all: Vec<_> = (0..ASKING)
                .map(|turn| scope.spawn(move || press(address, both, held, turn)))
                .collect();
            // Delays that look random and are the same in every run.
            let delay = (round * 2_654_435_761) % 400;
            std::thread::sleep(Duration::from_millis(100 + delay));
            kill_process(pid, Signal::KILL).unwrap();
            all.into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        drop(running);
        given.extend(those.into_iter().flatten());
        let again = scene.run(&[]);
        let path = format!("/{}/checkpoint", writ_witness::memory::origin_hash(ORIGIN));
        let kept = ask(again.address, "GET", &path, b"");
        if kept.status == 404 {
            assert!(
                given.is_empty(),
                "it has answered {given:?} and holds nothing"
            );
            continue;
        }
        let size: u64 = kept.body.lines().nth(1).unwrap().parse().unwrap();
        let most = given.iter().map(|(_, size)| *size).max().unwrap_or(0);
        assert!(size >= most, "it has answered {most} and holds {size}");
        let is_one = kept.body.starts_with(&one.log.text(size));
        assert!(
            is_one || kept.body.starts_with(&other.log.text(size)),
            "{kept:?}"
        );
        let side = if is_one { "one" } else { "other" };
        let contradicts = |(given, size): &&(&str, u64)| *size > 1 && *given != side;
        let wrong: Vec<_> = given.iter().filter(contradicts).collect();
        assert!(
            wrong.is_empty() || size <= 1,
            "round {round}: holds {side}, and gave {wrong:?}"
        );
        held.store(size, Ordering::SeqCst);
    }
    assert!(
        given.len() > 50,
        "it was killed before it did much: {} answers",
        given.len()
    );
}
