//! A witness that is killed at any moment, between persisting and answering too, never cosigns two
//! checkpoints that contradict each other, and has never answered what it did not hold.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::log::{Log, ORIGIN};
use crate::scene::{Running, Scene};
use crate::wire::{Answer, ask};

const ROUNDS: u64 = 40;
const ASKING: usize = 6;
const SIZE: u64 = 4_000;

/// What one who asks was given: which history, which size.
type Given = Vec<(&'static str, u64)>;

/// Sends steps of both histories, each from what the witness holds, until it is gone.
fn press(
    running: &Running,
    logs: [(&'static str, &Log); 2],
    held: &AtomicU64,
    turn: usize,
) -> Given {
    let mut given = Given::new();
    for step in turn.. {
        let old = held.load(Ordering::SeqCst);
        let size = (old + 1 + u64::try_from(step % 3).unwrap()).min(SIZE);
        let [(side, log), _] = if step % 2 == 0 {
            logs
        } else {
            [logs[1], logs[0]]
        };
        let body = log.request(old, size);
        let sent = std::panic::catch_unwind(|| {
            ask(running.address, "POST", "/add-checkpoint", body.as_bytes())
        });
        // Nobody listens any more: it was killed.
        let Ok(Answer { status, body, .. }) = sent else {
            break;
        };
        match status {
            200 => {
                given.push((side, size));
                held.fetch_max(size, Ordering::SeqCst);
            }
            409 => {
                if let Ok(size) = body.trim().parse() {
                    held.fetch_max(size, Ordering::SeqCst);
                }
            }
            _ => {}
        }
    }
    given
}

#[test]
fn killed_at_any_moment_it_never_contradicts_itself() {
    // The two histories share only their first entry.
    let (one, other) = (Log::new(SIZE as usize), Log::parting_at(1, SIZE as usize));
    let scene = Scene::following(&one);
    let held = AtomicU64::new(0);
    let mut given = Given::new();
    for round in 0..ROUNDS {
        let running = scene.run(&[]);
        let logs = [("one", &one), ("other", &other)];
        let (address, pid) = (running.address, running.child.id());
        let those: Vec<Given> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..ASKING)
                .map(|turn| {
                    let (running, held) = (&running, &held);
                    scope.spawn(move || press(running, logs, held, turn))
                })
                .collect();
            // Delays that look random and are the same in every run.
            let delay = (round * 2_654_435_761) % 60;
            std::thread::sleep(Duration::from_millis(5 + delay));
            let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
            rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
            all.into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        drop(running);
        given.extend(those.into_iter().flatten());
        let again = scene.run(&[]);
        assert_ne!(again.address, address);
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
        let is_one = kept.body.starts_with(&one.text(size));
        assert!(
            is_one || kept.body.starts_with(&other.text(size)),
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
