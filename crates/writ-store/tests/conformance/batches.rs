//! What a batch may be, and that it goes in whole or not at all.

use writ_store::{Appended, Batch, Entry, NewEntry, StoreError, Version};

use crate::given::{
    Fresh, append, batch, conflicts, everything, is_refused, key_of, message, person, request,
};

pub(crate) async fn an_empty_batch_goes_in(store: Fresh) -> Result<(), StoreError> {
    let before = everything(&*store).await?;
    assert_eq!(store.append(Batch::default()).await?, Appended::Now);
    assert_eq!(everything(&*store).await?, before);
    Ok(())
}

pub(crate) async fn entries_are_kept_as_they_were_given(store: Fresh) -> Result<(), StoreError> {
    let long: Vec<u8> = (0..1_000_000_u32).map(|byte| (byte % 251) as u8).collect();
    let given = [
        (i64::MIN, vec![], None),
        (-1, vec![0], Some(vec![])),
        (0, vec![0xff, 0x00, 0x27, 0x22], Some(vec![0x00, 0xff])),
        (1_681_718_400_000_000_000, long.clone(), Some(long)),
        (i64::MAX, b"last".to_vec(), None),
    ];
    let entries = given
        .iter()
        .map(|(recorded_at, content, leaf)| NewEntry {
            recorded_at: *recorded_at,
            content: content.clone(),
            leaf: leaf.clone(),
        })
        .collect();
    let mut first = append(person(1), 0, &[]);
    first.entries = entries;
    assert_eq!(store.append(batch(&[first])).await?, Appended::Now);
    let expected: Vec<Entry> = given
        .into_iter()
        .zip(1..)
        .map(|((recorded_at, content, leaf), version)| Entry {
            version: Version(version),
            recorded_at,
            content,
            leaf,
            place: None,
            covered_at: None,
        })
        .collect();
    assert!(store.read(person(1), Version(0)).await? == expected);
    assert_eq!(store.version(person(1)).await?, Version(5));
    Ok(())
}

pub(crate) async fn another_version_is_a_conflict_and_changes_nothing(
    store: Fresh,
) -> Result<(), StoreError> {
    store
        .append(batch(&[append(person(1), 0, &[(1, "a"), (2, "b")])]))
        .await?;
    for expected in [0, 1, 3, u64::MAX] {
        let late = batch(&[append(person(1), expected, &[(9, "late")])]);
        conflicts(&*store, late, (person(1), expected, 2)).await?;
    }
    for expected in [1, u64::MAX] {
        let early = batch(&[append(person(2), expected, &[(9, "early")])]);
        conflicts(&*store, early, (person(2), expected, 0)).await?;
    }
    let next = batch(&[
        append(person(1), 2, &[(3, "c")]),
        append(person(2), 0, &[(1, "d")]),
    ]);
    assert_eq!(store.append(next).await?, Appended::Now);
    Ok(())
}

pub(crate) async fn nothing_but_a_version_can_be_asked_for(store: Fresh) -> Result<(), StoreError> {
    store
        .append(batch(&[append(person(1), 0, &[(1, "a")])]))
        .await?;
    let before = everything(&*store).await?;
    let unchanged = batch(&[append(person(1), 1, &[]), append(person(2), 0, &[])]);
    assert_eq!(store.append(unchanged).await?, Appended::Now);
    assert_eq!(everything(&*store).await?, before);

    let moved = batch(&[append(person(3), 0, &[(1, "c")]), append(person(1), 0, &[])]);
    conflicts(&*store, moved, (person(1), 0, 1)).await?;
    let absent = batch(&[append(person(3), 0, &[(1, "c")]), append(person(2), 1, &[])]);
    conflicts(&*store, absent, (person(2), 1, 0)).await
}

pub(crate) async fn one_conflict_among_many_takes_all_with_it(
    store: Fresh,
) -> Result<(), StoreError> {
    store
        .append(batch(&[append(person(9), 0, &[(1, "was first")])]))
        .await?;
    let many = |stale| {
        let mut many = request(1, 1, &[]);
        many.appends = (1..=8)
            .map(|n| append(person(n), 0, &[(5, "x"), (6, "y")]))
            .collect();
        many.appends
            .insert(4, append(person(9), stale, &[(5, "z")]));
        many.keys = (1..=8).map(|n| (person(n), vec![n])).collect();
        many.outbox = vec![message("posting", "one"), message("posting", "two")];
        many
    };
    conflicts(&*store, many(0), (person(9), 0, 1)).await?;
    assert_eq!(
        store.append(many(1)).await?,
        Appended::Now,
        "the request was not remembered"
    );
    assert_eq!(store.version(person(8)).await?, Version(2));
    assert_eq!(store.version(person(9)).await?, Version(2));
    Ok(())
}

pub(crate) async fn the_same_stream_or_key_twice_is_refused(
    store: Fresh,
) -> Result<(), StoreError> {
    let first = append(person(1), 0, &[(1, "a")]);
    let then = append(person(1), 1, &[(2, "b")]);
    let other = append(person(2), 0, &[(1, "c")]);
    let twice = batch(&[first.clone(), other.clone(), then.clone()]);
    is_refused(&*store, twice, "`person/01010101`").await?;
    is_refused(
        &*store,
        batch(&[append(person(3), 0, &[]), append(person(3), 0, &[])]),
        "03030303",
    )
    .await?;
    let mut keys = key_of(person(4), "one");
    keys.keys.push((person(4), b"one".to_vec()));
    is_refused(&*store, keys, "`person/04040404`").await?;
    assert_eq!(store.append(batch(&[first, other])).await?, Appended::Now);
    assert_eq!(store.append(batch(&[then])).await?, Appended::Now);
    Ok(())
}

pub(crate) async fn time_rises_within_a_stream(store: Fresh) -> Result<(), StoreError> {
    store
        .append(batch(&[append(person(1), 0, &[(10, "a")])]))
        .await?;
    let refused: [&[(i64, &str)]; 6] = [
        &[(10, "at the same time")],
        &[(9, "before")],
        &[(i64::MIN, "long before")],
        &[(11, "b"), (11, "at the same time")],
        &[(11, "b"), (12, "c"), (10, "back")],
        &[(i64::MAX, "b"), (i64::MIN, "round the corner")],
    ];
    for entries in refused {
        let other = append(person(2), 0, &[(1, "takes nothing in")]);
        let late = batch(&[other, append(person(1), 1, entries)]);
        is_refused(&*store, late, "`person/01010101`").await?;
    }
    // Another stream has another clock.
    let next = batch(&[
        append(person(1), 1, &[(11, "b")]),
        append(person(2), 0, &[(1, "a")]),
    ]);
    assert_eq!(store.append(next).await?, Appended::Now);
    Ok(())
}

pub(crate) async fn refusals_come_in_a_fixed_order(store: Fresh) -> Result<(), StoreError> {
    let mut known = request(1, 1, &[append(person(1), 0, &[(10, "a")])]);
    known.keys = vec![(person(1), b"wrapped".to_vec())];
    store.append(known).await?;

    // Known requests come before everything else.
    let malformed = [append(person(1), 7, &[(2, "x"), (1, "y")])];
    assert_eq!(
        store.append(request(1, 1, &malformed)).await?,
        Appended::Before
    );
    assert_eq!(
        store.append(request(1, 2, &malformed)).await,
        Err(StoreError::KeyReused)
    );
    // Then what is wrong with the batch itself, then version before time, stream by stream.
    is_refused(&*store, request(2, 2, &malformed), "01010101").await?;
    let late = append(person(1), 0, &[(1, "a")]);
    conflicts(
        &*store,
        batch(std::slice::from_ref(&late)),
        (person(1), 0, 1),
    )
    .await?;
    let behind = append(person(1), 1, &[(1, "b")]);
    let absent = append(person(2), 4, &[(1, "b")]);
    is_refused(
        &*store,
        batch(&[behind.clone(), absent.clone()]),
        "01010101",
    )
    .await?;
    conflicts(&*store, batch(&[absent, behind]), (person(2), 4, 0)).await?;
    // Keys last.
    let mut keys = key_of(person(1), "again");
    keys.appends = vec![late];
    conflicts(&*store, keys, (person(1), 0, 1)).await
}
