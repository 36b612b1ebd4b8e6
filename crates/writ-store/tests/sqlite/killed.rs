//! A process that is killed in the middle of its appends leaves each batch whole or absent.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::task::JoinSet;
use writ_store::{Appended, Batch, SqliteStore, Store, Version};

use crate::given::{open, place, raw, streams_of, whole};

/// How many times the process is killed.
const KILLS: u64 = 30;

/// How many callers it serves.
const CALLERS: u64 = 6;

/// Where the process finds its store, and with which batch it begins.
const STORE: &str = "WRIT_STORE_TO_BE_KILLED";
const FIRST: &str = "WRIT_STORE_FIRST_BATCH";

/// The process to be killed. Run as a test it has no store, and does nothing.
#[test]
fn appends_until_it_is_killed() {
    let (Some(path), Some(first)) = (std::env::var_os(STORE), std::env::var_os(FIRST)) else {
        return;
    };
    let store = Arc::new(open(Path::new(&path)).unwrap());
    let next = Arc::new(AtomicU64::new(first.to_str().unwrap().parse().unwrap()));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let (store, next) = (Arc::clone(&store), Arc::clone(&next));
            callers.spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    store.append(whole(number, length(number))).await.unwrap();
                    let mut told = std::io::stdout().lock();
                    writeln!(told, "in {number}")
                        .and_then(|()| told.flush())
                        .unwrap();
                }
            });
        }
        callers.join_all().await;
    });
}

/// Some batches fit on a page, some take a hundred.
fn length(number: u64) -> usize {
    usize::try_from((number * 7919) % 40_000).unwrap()
}

/// Lets the process put in so many batches, kills it, and tells which ones it said were in.
fn killed_after(path: &Path, first: u64, batches: usize) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "--test-threads=1",
            "killed::appends_until_it_is_killed",
        ])
        .env(STORE, path)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let mut told = lines.filter_map(|line| line.rsplit_once("in ")?.1.parse().ok());
    let mut acknowledged: Vec<u64> = told.by_ref().take(batches).collect();
    // Somewhere in the batches after that one.
    let spin = (first * 2_654_435_761) % 300_000;
    (0..spin).for_each(|_| std::hint::spin_loop());
    child.kill().unwrap();
    acknowledged.extend(told);
    child.wait().unwrap();
    acknowledged
}

/// Whether a batch is in. It is whole or absent.
async fn is_in(store: &SqliteStore, number: u64) -> bool {
    let streams = streams_of(number);
    let expected = whole(number, length(number));
    let read = store.read_many(&streams).await.unwrap();
    let keys = store.keys(&streams).await.unwrap();
    let message = store.outbox(0, usize::MAX).await.unwrap();
    let sent = message
        .iter()
        .any(|one| one.content == expected.outbox[0].content);
    if read.iter().all(Vec::is_empty) {
        assert!(
            keys.iter().all(Option::is_none) && !sent,
            "batch {number} is in by half"
        );
        return false;
    }
    for ((entries, key), (append, (_, wrapped))) in read
        .iter()
        .zip(&keys)
        .zip(expected.appends.iter().zip(&expected.keys))
    {
        let contents = entries.iter().map(|entry| &entry.content);
        assert!(
            contents.eq(append.entries.iter().map(|entry| &entry.content)),
            "batch {number}"
        );
        assert_eq!(key.as_ref(), Some(wrapped), "batch {number}");
    }
    assert!(sent, "batch {number}");
    true
}

#[tokio::test]
async fn each_batch_is_whole_or_absent() {
    let (_directory, path) = place();
    drop(open(&path).unwrap());
    let (mut first, mut lost) = (0, 0);
    for kill in 0..KILLS {
        let acknowledged = killed_after(&path, first, usize::try_from(kill * 5 % 23).unwrap());
        let last = acknowledged.iter().max().map_or(first, |last| last + 1) + CALLERS;
        let store = open(&path).unwrap();
        for number in first..=last {
            let there = is_in(&store, number).await;
            assert!(
                there || !acknowledged.contains(&number),
                "batch {number} was acknowledged"
            );
            // Whoever was not told asks again, and is told the truth.
            let again = store.append(whole(number, length(number))).await.unwrap();
            assert_eq!(
                again,
                if there {
                    Appended::Before
                } else {
                    Appended::Now
                }
            );
            lost += u64::from(!there);
        }
        for message in store.outbox(0, usize::MAX).await.unwrap() {
            store.done(message.number).await.unwrap();
        }
        first = last + 1;
    }
    let sound: String = raw(&path)
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    assert!(
        lost > 0 && first > 100,
        "{lost} of {first} batches were cut off"
    );
    let store = open(&path).unwrap();
    let [stream, ..] = streams_of(first - 1);
    assert_eq!(store.version(stream).await.unwrap(), Version(2));
    assert_eq!(store.append(Batch::default()).await.unwrap(), Appended::Now);
}
