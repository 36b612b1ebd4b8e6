//! Steps of the ledger in a process that is killed, on a disk that is full, and in two processes
//! at once: each is whole or absent.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use writ_store::{
    Append, Appended, Batch, Cover, Family, NewEntry, NewTile, Sequenced, SqliteOptions,
    SqliteStore, Store, StoreError, StreamId, Version,
};

use crate::given::{PERSON, leaf, one, open, person, place, raw};

/// How many times the process is killed.
const KILLS: u64 = 20;

/// Where a process finds its store, and what it is to do.
const STORE: &str = "WRIT_STORE_TO_SEQUENCE";
const TASK: &str = "WRIT_STORE_TASK";

/// The stream of the checkpoints. Each says how many places there are.
const CHECKPOINTS: StreamId = StreamId {
    family: Family("checkpoint"),
    key: [0; 32],
};

/// An entry with a leaf that opens the stream of a number.
fn opening(number: u64) -> Append {
    let mut batch = one(person(number), 0, b"opening");
    batch.appends[0].entries[0].leaf = Some(leaf(number));
    batch.appends.remove(0)
}

/// What a checkpoint or a tile over so many places says: some fit on a page, some take ten.
fn saying(size: u64) -> Vec<u8> {
    let length = usize::try_from((size * 7919) % 40_000).unwrap();
    [&size.to_be_bytes()[..], &vec![0xa5; length]].concat()
}

/// The next step over all that waits, up to a limit, with the checkpoint after so many others.
async fn next(store: &SqliteStore, limit: usize) -> Result<(Sequenced, u64), StoreError> {
    let Version(before) = store.version(CHECKPOINTS).await?;
    let first = store.places().await?;
    let waiting = store.waiting(0, limit).await?;
    let size = first + waiting.len() as u64;
    let checkpoint = Append {
        stream: CHECKPOINTS,
        expected: Version(before),
        entries: vec![NewEntry {
            recorded_at: i64::try_from(before).unwrap(),
            content: saying(size),
            leaf: None,
        }],
    };
    let tile = NewTile {
        shard: 0,
        level: 0,
        number: before,
        width: 1,
        content: saying(size),
    };
    let step = Sequenced {
        batch: Batch {
            appends: vec![checkpoint],
            ..Batch::default()
        },
        first,
        numbers: waiting.iter().map(|one| one.number).collect(),
        tiles: vec![tile],
    };
    Ok((step, size))
}

fn tell(what: &str, number: u64) {
    let mut told = std::io::stdout().lock();
    writeln!(told, "{what} {number}")
        .and_then(|()| told.flush())
        .unwrap();
}

/// Lets entries arrive, steps over them and covers every third step.
async fn until_killed(store: &SqliteStore) {
    let mut number = store.streams(PERSON, None, usize::MAX).await.unwrap().len() as u64;
    loop {
        let appends = (number..=number + number % 9).map(opening).collect();
        let batch = Batch {
            appends,
            ..Batch::default()
        };
        number += batch.appends.len() as u64;
        store.append(batch).await.unwrap();
        let (step, size) = next(store, 7).await.unwrap();
        assert_eq!(store.sequence(step).await, Ok(Appended::Now));
        tell("placed", size);
        if size % 3 == 0
            && store
                .last_cover()
                .await
                .unwrap()
                .is_none_or(|it| it.size < size)
        {
            let at = i64::try_from(size).unwrap();
            let content = saying(size);
            store.cover(Cover { size, at, content }).await.unwrap();
            tell("covered", size);
        }
    }
}

/// Steps over what waits, as long as anything does, while somebody else does the same.
async fn until_done(store: &SqliteStore) -> Result<(), StoreError> {
    loop {
        let (step, size) = next(store, 3).await?;
        if step.numbers.is_empty() {
            return Ok(());
        }
        match store.sequence(step).await {
            Ok(_) => tell("placed", size),
            Err(StoreError::Placed { .. } | StoreError::Conflict { .. }) => tell("lost", size),
            Err(other) => return Err(other),
        }
    }
}

/// The process that is started below. Run as a test it has no store, and does nothing.
#[test]
fn steps_as_it_is_told() {
    let (Some(path), Some(task)) = (std::env::var_os(STORE), std::env::var_os(TASK)) else {
        return;
    };
    let store = open(Path::new(&path)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    match task.to_str() {
        Some("until killed") => runtime.block_on(until_killed(&store)),
        _ => runtime.block_on(until_done(&store)).unwrap(),
    }
}

fn start(path: &Path, task: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "--test-threads=1",
            "steps::steps_as_it_is_told",
        ])
        .env(STORE, path)
        .env(TASK, task)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the process tells, line by line, until it ends.
fn told(child: &mut Child) -> impl Iterator<Item = (String, u64)> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.map_while(Result::ok).filter_map(|line| {
        let (what, number) = line.rsplit_once(' ')?;
        // The first line comes behind what the test runner says.
        let what = what.rsplit(' ').next()?;
        Some((what.to_owned(), number.parse().ok()?))
    })
}

/// Sees that every step is whole: each checkpoint has its tile, the last one says how many places
/// there are, and every entry has a place or waits.
async fn whole(store: &SqliteStore) -> u64 {
    let places = store.places().await.unwrap();
    let checkpoints = store.read(CHECKPOINTS, Version(0)).await.unwrap();
    for (number, checkpoint) in (0..).zip(&checkpoints) {
        let tile = store.tile(0, 0, number, 1).await.unwrap();
        assert!(tile.as_ref() == Some(&checkpoint.content), "tile {number}");
    }
    let more = store.tile(0, 0, checkpoints.len() as u64, 1).await.unwrap();
    assert_eq!(more, None);
    let last = checkpoints.last().map(|it| it.content.clone());
    assert!(
        last == (places > 0).then(|| saying(places)),
        "{places} places"
    );

    let placed = store.placed(0, usize::MAX).await.unwrap();
    assert_eq!(placed.len() as u64, places);
    let waiting = store.waiting(0, usize::MAX).await.unwrap();
    let mut all: Vec<StreamId> = waiting.iter().map(|it| it.stream).collect();
    all.extend(placed.iter().map(|it| it.stream));
    all.sort();
    assert_eq!(all, store.streams(PERSON, None, usize::MAX).await.unwrap());
    // They arrived in the order of their streams' numbers.
    assert!(placed.iter().map(|it| it.stream).is_sorted());

    let covers = store.covers(0, usize::MAX).await.unwrap();
    for cover in &covers {
        assert!(cover.size <= places && cover.content == saying(cover.size));
    }
    places
}

#[tokio::test]
async fn each_step_of_a_killed_process_is_whole_or_absent() {
    let (_directory, path) = place();
    drop(open(&path).unwrap());
    let mut cut = 0;
    for kill in 0..KILLS {
        let mut child = start(&path, "until killed");
        let mut said = told(&mut child);
        let steps = usize::try_from(1 + kill * 5 % 17).unwrap();
        let mut acknowledged: Vec<_> = said.by_ref().take(steps).collect();
        // Somewhere in what comes after that.
        let spin = (kill * 2_654_435_761) % 900_000;
        (0..spin).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        acknowledged.extend(said);
        child.wait().unwrap();

        let store = open(&path).unwrap();
        let places = whole(&store).await;
        let cover = store.last_cover().await.unwrap().map_or(0, |it| it.size);
        let last = |asked: &str| {
            let told = acknowledged.iter().rev().find(|(what, _)| what == asked);
            told.map_or(0, |(_, number)| *number)
        };
        assert!(places >= last("placed") && cover >= last("covered"));
        cut += u64::from(places == last("placed"));
    }
    let store = open(&path).unwrap();
    let places = whole(&store).await;
    assert!(places > 100 && cut > 0, "{places} places, {cut} steps cut");
    let sound: String = raw(&path)
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
}

#[tokio::test]
async fn of_two_processes_one_wins_each_step() {
    let (_directory, path) = place();
    let store = open(&path).unwrap();
    for number in 0..200 {
        let appends = vec![opening(number)];
        let batch = Batch {
            appends,
            ..Batch::default()
        };
        store.append(batch).await.unwrap();
    }
    drop(store);
    let mut children = [start(&path, "until done"), start(&path, "until done")];
    let said = children.each_mut().map(told);
    let said: Vec<_> = said.into_iter().flatten().collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let mut won: Vec<u64> = said
        .into_iter()
        .filter_map(|(what, size)| (what == "placed").then_some(size))
        .collect();
    won.sort_unstable();
    let steps: Vec<u64> = (1..=66).map(|step| step * 3).chain([200]).collect();
    assert_eq!(won, steps);
    assert_eq!(whole(&open(&path).unwrap()).await, 200);
}

#[tokio::test]
async fn of_two_stores_one_wins_each_step() {
    let (_directory, path) = place();
    let (one, two) = (open(&path).unwrap(), open(&path).unwrap());
    for round in 0..40 {
        let appends = vec![opening(round)];
        let batch = Batch {
            appends,
            ..Batch::default()
        };
        one.append(batch).await.unwrap();
        // Both mean the same step. Without a checkpoint, only the places keep them apart.
        let (mut step, _) = next(&one, 9).await.unwrap();
        step.tiles.clear();
        step.batch = Batch::default();
        let answers = tokio::join!(one.sequence(step.clone()), two.sequence(step.clone()));
        let ((Ok(Appended::Now), Err(lost)) | (Err(lost), Ok(Appended::Now))) = answers else {
            panic!("{answers:?}")
        };
        let next_place = StoreError::Placed {
            why: format!(
                "{} is the next place, not {round}: read what waits again",
                round + 1
            ),
        };
        assert_eq!(lost, next_place);
        assert_eq!(two.places().await.unwrap(), round + 1);
    }
}

#[tokio::test]
async fn on_a_full_disk_a_step_is_not_taken_by_half() {
    let (_directory, path) = place();
    let limited = |pages| SqliteOptions {
        max_pages: Some(pages),
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open(&path, limited(150)).unwrap();
    for number in 0..300 {
        let appends = vec![opening(number)];
        let batch = Batch {
            appends,
            ..Batch::default()
        };
        store.append(batch).await.unwrap();
    }
    let (step, size) = loop {
        let (step, size) = next(&store, 10).await.unwrap();
        match store.sequence(step.clone()).await {
            Ok(_) => {}
            Err(error) => {
                assert_eq!(error, StoreError::Full);
                break (step, size);
            }
        }
    };
    assert!(size > 20, "full at {size}");
    for _ in 0..3 {
        assert_eq!(store.sequence(step.clone()).await, Err(StoreError::Full));
        assert_eq!(whole(&store).await, size - 10);
    }
    let cover = Cover {
        size: size - 10,
        at: 0,
        content: vec![1; 1 << 20],
    };
    assert_eq!(store.cover(cover).await, Err(StoreError::Full));
    assert_eq!(store.last_cover().await.unwrap(), None);
    drop(store);

    let store = SqliteStore::open(&path, limited(1500)).unwrap();
    assert_eq!(store.sequence(step).await, Ok(Appended::Now));
    assert_eq!(whole(&store).await, size);
}
