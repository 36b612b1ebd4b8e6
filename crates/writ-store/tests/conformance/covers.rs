//! Covers over the first places.

use writ_store::{Cover, StoreError, Version};

use crate::given::{Fresh, batch, everything, leaves, person, placed};

fn cover(size: u64, at: i64) -> Cover {
    Cover {
        size,
        at,
        content: format!("{size} at {at}").into_bytes(),
    }
}

/// Ten places: nine entries of one stream and then one of another.
async fn ten_placed(store: &Fresh) -> Result<(), StoreError> {
    let entries: Vec<(i64, &str)> = (1..=9).map(|at| (at, "x")).collect();
    placed(&**store, leaves(person(1), 0, &entries)).await?;
    placed(&**store, leaves(person(2), 0, &[(1, "y")])).await?;
    assert_eq!(store.places().await?, 10);
    Ok(())
}

async fn refused(store: &Fresh, cover: Cover, words: &str) -> Result<(), StoreError> {
    let before = everything(&**store).await?;
    match store.cover(cover).await {
        Err(StoreError::Cover { why }) => assert!(why.contains(words), "{why} // {words}"),
        other => assert_eq!(format!("{other:?}"), "refused", "{words}"),
    }
    assert_eq!(everything(&**store).await?, before);
    Ok(())
}

pub(crate) async fn a_cover_follows_the_last_one(store: Fresh) -> Result<(), StoreError> {
    refused(&store, cover(1, 0), "only 0 are given").await?;
    refused(&store, cover(0, 0), "0 are covered already").await?;
    ten_placed(&store).await?;
    refused(&store, cover(11, 0), "only 10 are given").await?;
    refused(&store, cover(u64::MAX, 0), "only 10 are given").await?;
    refused(&store, cover(0, 0), "0 are covered already").await?;

    store.cover(cover(3, 100)).await?;
    for (size, at, words) in [
        // The same again, and the same size with something else.
        (3, 100, "3 are covered already"),
        (3, 200, "3 are covered already"),
        (2, 200, "3 are covered already"),
        (0, 200, "3 are covered already"),
        (4, 99, "before the last cover of 100 ns"),
        (4, i64::MIN, "before the last cover of 100 ns"),
        (11, 200, "only 10 are given"),
    ] {
        refused(&store, cover(size, at), words).await?;
    }
    store.cover(cover(4, 100)).await?;
    store.cover(cover(10, i64::MAX)).await?;
    refused(&store, cover(10, i64::MAX), "10 are covered already").await?;
    placed(&*store, leaves(person(2), 1, &[(2, "z")])).await?;
    refused(&store, cover(11, 101), "before the last cover").await?;
    store.cover(cover(11, i64::MAX)).await?;
    Ok(())
}

pub(crate) async fn covers_are_found_by_place(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.last_cover().await?, None);
    assert_eq!(store.covers(0, 9).await?, []);
    ten_placed(&store).await?;
    let covers = [cover(1, i64::MIN), cover(4, -5), cover(9, -5), cover(10, 7)];
    let mut so_far = Vec::new();
    for cover in &covers {
        store.cover(cover.clone()).await?;
        so_far.push(cover.clone());
        assert_eq!(store.last_cover().await?.as_ref(), Some(cover));
        assert_eq!(store.covers(0, 9).await?, so_far);
    }
    for (after, limit, expected) in [
        (0, 2, &covers[..2]),
        (0, 0, &[]),
        (1, 9, &covers[1..]),
        (2, 1, &covers[1..2]),
        (10, 9, &[]),
        (u64::MAX, 9, &[]),
    ] {
        assert_eq!(store.covers(after, limit).await?, expected, "after {after}");
    }
    // Of a place: the last cover without it, the first over it.
    for (place, before, of) in [
        (0, None, Some(0)),
        (1, Some(0), Some(1)),
        (3, Some(0), Some(1)),
        (4, Some(1), Some(2)),
        (8, Some(1), Some(2)),
        (9, Some(2), Some(3)),
        (10, Some(3), None),
        (u64::MAX, Some(3), None),
    ] {
        let of: Option<&Cover> = of.and_then(|it: usize| covers.get(it));
        let before = before.and_then(|it: usize| covers.get(it));
        assert_eq!(store.cover_of(place).await?.as_ref(), of, "{place}");
        assert_eq!(store.cover_before(place).await?.as_ref(), before, "{place}");
    }
    Ok(())
}

pub(crate) async fn entries_are_covered_by_the_first_cover_over_them(
    store: Fresh,
) -> Result<(), StoreError> {
    ten_placed(&store).await?;
    // Another that waits, and one that has no leaf.
    let mut more = leaves(person(2), 1, &[(2, "waits"), (3, "not for the ledger")]);
    if let Some(last) = more.entries.last_mut() {
        last.leaf = None;
    }
    store.append(batch(&[more])).await?;
    let covered = async |number, after| {
        let entries = store.read(person(number), Version(after)).await?;
        let times = entries.iter().map(|entry| entry.covered_at);
        Ok::<Vec<Option<i64>>, StoreError>(times.collect())
    };
    assert_eq!(covered(1, 0).await?, [None; 9]);
    store.cover(cover(2, 50)).await?;
    let two = [Some(50); 2];
    assert_eq!(covered(1, 0).await?, [&two[..], &[None; 7]].concat());
    // What comes later changes nothing about those.
    store.cover(cover(5, 50)).await?;
    store.cover(cover(6, 70)).await?;
    store.cover(cover(10, 90)).await?;
    let all = [&[Some(50); 5][..], &[Some(70)], &[Some(90); 3]].concat();
    assert_eq!(covered(1, 0).await?, all);
    let later = [Some(50), Some(70), Some(90), Some(90), Some(90)];
    assert_eq!(covered(1, 4).await?, later);
    assert_eq!(covered(2, 0).await?, [Some(90), None, None]);

    let read = store.read_many(&[person(2), person(1)]).await?;
    for (entries, number) in read.iter().zip([2, 1]) {
        assert_eq!(*entries, store.read(person(number), Version(0)).await?);
    }
    for entry in read.iter().flatten() {
        let of = match entry.place {
            Some(place) => store.cover_of(place).await?,
            None => None,
        };
        assert_eq!(entry.covered_at, of.map(|cover| cover.at));
    }
    Ok(())
}
