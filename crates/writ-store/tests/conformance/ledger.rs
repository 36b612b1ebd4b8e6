//! Waiting for a place in the ledger, and getting one.

use writ_store::{Append, Appended, Batch, Placed, Sequenced, StoreError, StreamId, Version};

use crate::given::{
    DESK, Fresh, append, batch, everything, is_refused, leaf_of, leaves, message, no_places,
    no_tile, person, request, step, step_refused, tile,
};

const DESK_1: StreamId = StreamId {
    family: DESK,
    key: [1; 32],
};

/// Four entries that wait, with numbers 1 to 4, in two streams, and one that does not.
async fn four_wait(store: &Fresh) -> Result<(), StoreError> {
    let first = [
        leaves(person(2), 0, &[(1, "a"), (2, "b")]),
        append(person(1), 0, &[(1, "not for the ledger")]),
    ];
    store.append(batch(&first)).await?;
    store
        .append(batch(&[leaves(DESK_1, 0, &[(1, "c"), (2, "d")])]))
        .await?;
    let waiting = store.waiting(0, 9).await?;
    assert!(waiting.iter().map(|one| one.number).eq(1..=4));
    Ok(())
}

/// Where each entry is: its stream, version and what it says.
async fn places(store: &Fresh, from: u64, limit: usize) -> Result<Vec<String>, StoreError> {
    let placed = store.placed(from, limit).await?;
    let said = placed.iter().zip(from..).map(|(one, place)| {
        assert_eq!(one.place, place);
        assert_eq!(one.leaf, leaf_of(&one.content));
        let text = String::from_utf8_lossy(&one.content);
        format!("{:?} {} {text}", one.stream, one.version.0)
    });
    Ok(said.collect())
}

pub(crate) async fn entries_wait_in_order_of_arrival(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.waiting(0, 9).await?, []);
    let arrivals: [&[Append]; 4] = [
        // In a batch, in the order in which it has them, and not in that of their keys or times.
        &[
            leaves(person(9), 0, &[(50, "a"), (60, "b")]),
            append(person(5), 0, &[(1, "not for the ledger")]),
            leaves(DESK_1, 0, &[(7, "c")]),
            leaves(person(1), 0, &[(7, "d")]),
        ],
        &[append(person(9), 2, &[(70, "not for the ledger")])],
        &[leaves(person(1), 1, &[(8, "e")])],
        &[
            leaves(person(9), 3, &[(80, "f")]),
            leaves(person(5), 1, &[(2, "g")]),
        ],
    ];
    for arrival in arrivals {
        store.append(batch(arrival)).await?;
    }
    let waiting = store.waiting(0, usize::MAX).await?;
    let expected = [
        (1, person(9), 1, "a"),
        (2, person(9), 2, "b"),
        (3, DESK_1, 1, "c"),
        (4, person(1), 1, "d"),
        (5, person(1), 2, "e"),
        (6, person(9), 4, "f"),
        (7, person(5), 2, "g"),
    ];
    let found = waiting.iter().map(|one| {
        let text = leaf_of(b"");
        let said = one.leaf.strip_prefix(&text[..]).unwrap_or_default();
        let said = std::str::from_utf8(said).unwrap_or_default();
        (one.number, one.stream, one.version.0, said)
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);

    for (after, limit, numbers) in [
        (0, 0, 0..0_u64),
        (0, 3, 1..4),
        (3, 3, 4..7),
        (6, 3, 7..8),
        (7, 3, 0..0),
        (u64::MAX, 3, 0..0),
    ] {
        let page = store.waiting(after, limit).await?;
        assert!(
            page.iter().map(|one| one.number).eq(numbers),
            "after {after}: {page:?}"
        );
    }
    Ok(())
}

pub(crate) async fn a_refused_batch_lets_nothing_wait(store: Fresh) -> Result<(), StoreError> {
    let refused = batch(&[
        leaves(person(1), 0, &[(1, "a")]),
        leaves(person(2), 4, &[(1, "b")]),
    ]);
    assert!(store.append(refused).await.is_err());
    let late = batch(&[leaves(person(1), 0, &[(2, "a"), (1, "b")])]);
    is_refused(&*store, late, "01010101").await?;
    assert_eq!(store.waiting(0, 9).await?, []);
    store
        .append(batch(&[leaves(person(1), 0, &[(1, "a")])]))
        .await?;
    assert_eq!(store.waiting(0, 9).await?.len(), 1);
    Ok(())
}

pub(crate) async fn a_repeated_batch_waits_once(store: Fresh) -> Result<(), StoreError> {
    let asked = request(1, 1, &[leaves(person(1), 0, &[(1, "a")])]);
    assert_eq!(store.append(asked.clone()).await?, Appended::Now);
    assert_eq!(store.append(asked.clone()).await?, Appended::Before);
    assert_eq!(store.waiting(0, 9).await?.len(), 1);
    store.sequence(step(0, &[1])).await?;
    assert_eq!(store.append(asked).await?, Appended::Before);
    assert_eq!(store.waiting(0, 9).await?, []);
    assert_eq!(store.places().await?, 1);
    Ok(())
}

pub(crate) async fn places_are_given_in_the_order_asked_for(
    store: Fresh,
) -> Result<(), StoreError> {
    assert_eq!(
        (store.places().await?, places(&store, 0, 9).await?),
        (0, vec![])
    );
    four_wait(&store).await?;
    assert_eq!(store.sequence(step(0, &[3, 1])).await?, Appended::Now);
    assert_eq!(store.places().await?, 2);
    let waiting = store.waiting(0, 9).await?;
    assert!(waiting.iter().map(|one| one.number).eq([2, 4]));
    assert_eq!(store.sequence(step(2, &[4])).await?, Appended::Now);
    // What arrives now has a number of its own, although lower ones are free.
    store
        .append(batch(&[leaves(person(1), 1, &[(2, "e")])]))
        .await?;
    assert_eq!(store.sequence(step(3, &[5, 2])).await?, Appended::Now);
    assert_eq!(store.waiting(0, 9).await?, []);

    let all = [
        "desk/01010101 1 c",
        "person/02020202 1 a",
        "desk/01010101 2 d",
        "person/01010101 2 e",
        "person/02020202 2 b",
    ];
    assert_eq!(places(&store, 0, usize::MAX).await?, all);
    assert_eq!(places(&store, 1, 2).await?, all[1..3]);
    assert_eq!(places(&store, 4, 2).await?, all[4..]);
    for (from, limit) in [(0, 0), (5, 9), (u64::MAX, 9)] {
        assert_eq!(store.placed(from, limit).await?, []);
    }
    let first = Placed {
        place: 0,
        stream: DESK_1,
        version: Version(1),
        recorded_at: 1,
        leaf: leaf_of(b"c"),
        content: b"c".to_vec(),
    };
    assert_eq!(store.placed(0, 1).await?, [first]);

    let asked = [
        (person(2), 2, Some(4)),
        (person(1), 1, None),
        (DESK_1, 1, Some(0)),
        (person(2), 1, Some(1)),
        (person(2), 0, None),
        (person(2), 3, None),
        (person(2), u64::MAX, None),
        (person(7), 1, None),
        (DESK_1, 1, Some(0)),
    ];
    let entries = asked.map(|(stream, version, _)| (stream, Version(version)));
    let found = store.place_of(&entries).await?;
    assert_eq!(found, asked.map(|(.., place)| place));
    for stream in [person(1), person(2), DESK_1] {
        for entry in store.read(stream, Version(0)).await? {
            let place = store.place_of(&[(stream, entry.version)]).await?;
            assert_eq!([entry.place], place[..]);
            assert_eq!(entry.place.is_some(), entry.leaf.is_some());
            assert_eq!(entry.covered_at, None);
        }
    }
    Ok(())
}

pub(crate) async fn an_empty_step_goes_in(store: Fresh) -> Result<(), StoreError> {
    let before = everything(&*store).await?;
    assert_eq!(store.sequence(Sequenced::default()).await?, Appended::Now);
    assert_eq!(everything(&*store).await?, before);
    four_wait(&store).await?;
    store.sequence(step(0, &[1])).await?;
    let before = everything(&*store).await?;
    assert_eq!(store.sequence(step(1, &[])).await?, Appended::Now);
    assert_eq!(everything(&*store).await?, before);
    step_refused(&*store, step(0, &[]), no_places("1 is the next place")).await
}

pub(crate) async fn a_step_refused_changes_nothing(store: Fresh) -> Result<(), StoreError> {
    four_wait(&store).await?;
    store.sequence(step(0, &[2])).await?;
    for (first, numbers, words) in [
        (2, &[1][..], "1 is the next place, not 2"),
        (0, &[1], "1 is the next place, not 0"),
        (u64::MAX, &[1], "1 is the next place"),
        (1, &[5], "number 5 does not wait"),
        (1, &[0], "number 0 does not wait"),
        (1, &[u64::MAX], "does not wait"),
        // It has its place already.
        (1, &[2], "number 2 does not wait"),
        (1, &[1, 3, 2, 4], "number 2 does not wait"),
        // Twice in one step.
        (1, &[1, 3, 1], "number 1 does not wait"),
        (1, &[4, 4], "number 4 does not wait"),
        // Given once, the same step is not given again.
        (0, &[2], "1 is the next place"),
    ] {
        step_refused(&*store, step(first, numbers), no_places(words)).await?;
    }
    assert_eq!(store.sequence(step(1, &[1, 3, 4])).await?, Appended::Now);
    Ok(())
}

/// Appends to a stream that has moved on, to one that has not, a tile, a key and a message.
fn much(expected: u64) -> Sequenced {
    let mut batch = request(
        7,
        7,
        &[
            append(person(6), 0, &[(1, "checkpoint")]),
            append(person(1), expected, &[(9, "x")]),
        ],
    );
    batch.keys = vec![(person(6), b"wrapped".to_vec())];
    batch.outbox = vec![message("posting", "to the witnesses")];
    Sequenced {
        batch,
        tiles: vec![tile(0, 2, "two")],
        ..step(0, &[1, 2])
    }
}

pub(crate) async fn a_step_goes_in_whole_or_not_at_all(store: Fresh) -> Result<(), StoreError> {
    four_wait(&store).await?;
    let conflict = |error: &StoreError| matches!(error, StoreError::Conflict { .. });
    step_refused(&*store, much(0), conflict).await?;
    let gap = Sequenced {
        first: 3,
        ..much(1)
    };
    step_refused(&*store, gap, no_places("0 is the next place")).await?;
    let mut wide = much(1);
    wide.tiles.push(tile(1, 257, "wide"));
    step_refused(&*store, wide, no_tile("width")).await?;

    assert_eq!(store.sequence(much(1)).await?, Appended::Now);
    assert_eq!(store.places().await?, 2);
    assert_eq!(store.tile(0, 0, 0, 2).await?, Some(b"two".to_vec()));
    assert_eq!(store.version(person(6)).await?, Version(1));
    assert_eq!(store.key(person(6)).await?, Some(b"wrapped".to_vec()));
    assert_eq!(store.outbox(0, 9).await?.len(), 1);
    Ok(())
}

pub(crate) async fn a_repeated_step_changes_nothing(store: Fresh) -> Result<(), StoreError> {
    four_wait(&store).await?;
    store.sequence(much(1)).await?;
    let before = everything(&*store).await?;
    assert_eq!(store.sequence(much(1)).await?, Appended::Before);
    // Nor as a step with other places, nor as a plain batch.
    let other = Sequenced {
        numbers: vec![3],
        first: 2,
        ..much(2)
    };
    assert_eq!(store.sequence(other).await?, Appended::Before);
    assert_eq!(store.append(much(1).batch).await?, Appended::Before);
    assert_eq!(everything(&*store).await?, before);
    let mut reused = much(2);
    reused.batch = request(7, 8, &[]);
    step_refused(&*store, reused, |error| *error == StoreError::KeyReused).await
}

pub(crate) async fn what_a_step_appends_waits_for_the_next(store: Fresh) -> Result<(), StoreError> {
    four_wait(&store).await?;
    let appends = |numbers: &[u64]| Sequenced {
        batch: batch(&[leaves(person(3), 0, &[(1, "checkpoint")])]),
        ..step(0, numbers)
    };
    // Its own entry would get number 5.
    step_refused(&*store, appends(&[1, 5]), no_places("number 5 does not")).await?;
    store.sequence(appends(&[1, 2])).await?;
    let waiting = store.waiting(0, 9).await?;
    assert!(waiting.iter().map(|one| one.number).eq(3..=5));
    store.sequence(step(2, &[5])).await?;
    assert_eq!(
        places(&store, 2, 9).await?,
        ["person/03030303 1 checkpoint"]
    );
    Ok(())
}

pub(crate) async fn refusals_of_a_step_come_in_a_fixed_order(
    store: Fresh,
) -> Result<(), StoreError> {
    four_wait(&store).await?;
    let kept = Sequenced {
        batch: Batch {
            keys: vec![(person(6), vec![1])],
            ..request(1, 1, &[])
        },
        tiles: vec![tile(0, 1, "one")],
        ..step(0, &[1])
    };
    store.sequence(kept).await?;
    // Everything that can be wrong is; then one thing after the other is put right.
    let twice = append(person(5), 0, &[(2, "x"), (1, "y")]);
    let mut all_wrong = Sequenced {
        batch: Batch {
            keys: vec![(person(6), vec![2])],
            ..request(1, 2, &[twice, append(person(6), 3, &[(1, "x")])])
        },
        tiles: vec![tile(0, 1, "other"), tile(9, 0, "no width")],
        ..step(7, &[1])
    };
    step_refused(&*store, all_wrong.clone(), |e| *e == StoreError::KeyReused).await?;
    all_wrong.batch.idempotency = None;
    let of_time = |e: &StoreError| e.to_string().contains("later time");
    let of_key = |e: &StoreError| e.to_string().contains("has a data key already");
    step_refused(&*store, all_wrong.clone(), of_time).await?;
    all_wrong.batch.appends.remove(0);
    step_refused(&*store, all_wrong.clone(), no_tile("width")).await?;
    all_wrong.tiles.pop();
    step_refused(&*store, all_wrong.clone(), no_places("next place")).await?;
    all_wrong.first = 1;
    step_refused(&*store, all_wrong.clone(), no_places("number 1")).await?;
    all_wrong.numbers = vec![2];
    let conflict = |e: &StoreError| matches!(e, StoreError::Conflict { .. });
    step_refused(&*store, all_wrong.clone(), conflict).await?;
    all_wrong.batch.appends.clear();
    step_refused(&*store, all_wrong.clone(), of_key).await?;
    all_wrong.batch.keys.clear();
    step_refused(&*store, all_wrong.clone(), no_tile("other bytes")).await?;
    all_wrong.tiles.clear();
    assert_eq!(store.sequence(all_wrong).await?, Appended::Now);
    Ok(())
}
