//! Many callers at once.

use std::sync::Arc;

use tokio::task::JoinSet;
use writ_store::{Appended, Cover, Keeping, Sequenced, StoreError, Version};

use crate::given::{
    Fresh, append, batch, leaves, passing, person, request, said, sending, step, taken,
};

const CALLERS: usize = 16;

/// Each caller puts in so many entries, asking again whenever somebody else was first.
const EACH: usize = 8;

pub(crate) async fn each_version_is_won_by_one(fresh: Fresh) -> Result<(), StoreError> {
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let store = Arc::clone(&fresh.store);
        callers.spawn(async move {
            let mut won = Vec::new();
            while won.len() < EACH {
                let Version(expected) = store.version(person(1)).await?;
                let text = format!("{caller}.{}", won.len());
                let at = i64::try_from(expected).unwrap_or(0);
                // A conflict takes the other stream's entry with it.
                let own = person(100 + u8::try_from(caller).unwrap_or(0));
                let mine = won.len() as u64;
                let both = batch(&[
                    append(own, mine, &[(i64::try_from(mine).unwrap_or(0), &text)]),
                    append(person(1), expected, &[(at, &text)]),
                ]);
                match store.append(both).await {
                    Ok(_) => won.push((expected + 1, text)),
                    Err(StoreError::Conflict { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
            Ok(won)
        });
    }
    let mut won = Vec::new();
    for caller in callers.join_all().await {
        won.extend(caller?);
    }
    won.sort();
    let (versions, texts): (Vec<u64>, Vec<String>) = won.into_iter().unzip();
    assert_eq!(versions, (1..=(CALLERS * EACH) as u64).collect::<Vec<_>>());
    assert_eq!(said(&*fresh, person(1)).await?, texts);
    for caller in 0..CALLERS {
        let own = said(&*fresh, person(100 + u8::try_from(caller).unwrap_or(0))).await?;
        assert_eq!(
            own,
            (0..EACH)
                .map(|n| format!("{caller}.{n}"))
                .collect::<Vec<_>>()
        );
    }
    Ok(())
}

pub(crate) async fn a_request_made_many_times_at_once_is_carried_out_once(
    fresh: Fresh,
) -> Result<(), StoreError> {
    for round in 0..10 {
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let store = Arc::clone(&fresh.store);
            let mut asked = request(round, 1, &[append(person(round), 0, &[(1, "once")])]);
            asked.keys = vec![(person(round), b"wrapped".to_vec())];
            callers.spawn(async move { store.append(asked).await });
        }
        let answers = callers.join_all().await;
        let now = answers
            .iter()
            .filter(|answer| **answer == Ok(Appended::Now))
            .count();
        let before = answers
            .iter()
            .filter(|answer| **answer == Ok(Appended::Before))
            .count();
        assert_eq!((now, before), (1, CALLERS - 1), "{answers:?}");
        assert_eq!(said(&*fresh, person(round)).await?, ["once"]);
    }
    Ok(())
}

pub(crate) async fn several_streams_are_read_as_they_were_at_one_moment(
    fresh: Fresh,
) -> Result<(), StoreError> {
    let mut callers = JoinSet::new();
    let store = Arc::clone(&fresh.store);
    callers.spawn(async move {
        for version in 0..100 {
            let at = i64::try_from(version).unwrap_or(0);
            let both = [person(1), person(2)].map(|one| append(one, version, &[(at, "x")]));
            store.append(batch(&both)).await?;
        }
        Ok(())
    });
    let store = Arc::clone(&fresh.store);
    callers.spawn(async move {
        loop {
            let lengths: Vec<usize> = store
                .read_many(&[person(1), person(2), person(1)])
                .await?
                .iter()
                .map(Vec::len)
                .collect();
            assert!(
                lengths.iter().all(|length| Some(length) == lengths.first()),
                "{lengths:?}"
            );
            if lengths.first() == Some(&100) {
                return Ok(());
            }
        }
    });
    callers.join_all().await.into_iter().collect()
}

pub(crate) async fn each_message_is_held_by_one(fresh: Fresh) -> Result<(), StoreError> {
    let all: Vec<String> = (0..CALLERS * EACH).map(|n| n.to_string()).collect();
    let texts: Vec<&str> = all.iter().map(String::as_str).collect();
    fresh.append(sending("posting", &texts)).await?;
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let store = Arc::clone(&fresh.store);
        callers.spawn(async move {
            let mut held = Vec::new();
            while let Some(leased) = taken(&*store, &caller.to_string(), 5).await? {
                held.push(leased.message.number);
            }
            Ok::<_, StoreError>(held)
        });
    }
    let mut held = Vec::new();
    for caller in callers.join_all().await {
        held.extend(caller?);
    }
    held.sort_unstable();
    assert_eq!(held, (1..=(CALLERS * EACH) as u64).collect::<Vec<_>>());
    Ok(())
}

pub(crate) async fn a_name_is_taken_by_one(fresh: Fresh) -> Result<(), StoreError> {
    for round in 0..10 {
        let mut callers = JoinSet::new();
        for caller in 0..CALLERS {
            let store = Arc::clone(&fresh.store);
            let mine = passing(&caller.to_string(), 9);
            callers.spawn(async move { store.keep_new([round; 32], mine, 5).await });
        }
        let answers = callers.join_all().await;
        let kept = answers.iter().filter(|it| **it == Ok(Keeping::Kept));
        assert_eq!(kept.count(), 1, "{answers:?}");
        let already = answers.iter().filter(|it| **it == Ok(Keeping::Already));
        assert_eq!(already.count(), CALLERS - 1, "{answers:?}");
    }
    Ok(())
}

pub(crate) async fn each_place_is_won_by_one(fresh: Fresh) -> Result<(), StoreError> {
    let all = CALLERS * EACH;
    for number in 0..all {
        let number = u8::try_from(number).unwrap_or(0);
        let text = format!("{number}");
        fresh
            .append(batch(&[leaves(person(number), 0, &[(1, &text)])]))
            .await?;
    }
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let store = Arc::clone(&fresh.store);
        callers.spawn(async move {
            let mut won = Vec::new();
            loop {
                let first = store.places().await?;
                let waiting = store.waiting(0, 1 + caller % 3).await?;
                let numbers: Vec<u64> = waiting.iter().map(|one| one.number).collect();
                if numbers.is_empty() {
                    return Ok(won);
                }
                match store.sequence(step(first, &numbers)).await {
                    Ok(_) => won.extend((first..).zip(numbers)),
                    Err(StoreError::Placed { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
        });
    }
    let mut won = Vec::new();
    for caller in callers.join_all().await {
        won.extend(caller?);
    }
    won.sort_unstable();
    // Everybody asks for the lowest numbers, so that places come in their order.
    let expected: Vec<(u64, u64)> = (0..all as u64).zip(1..).collect();
    assert_eq!(won, expected);
    assert_eq!(fresh.places().await?, all as u64);
    assert_eq!(fresh.placed(0, usize::MAX).await?.len(), all);
    Ok(())
}

/// A sequencer that places and covers one entry after the other, and readers who look whether an
/// earlier one is ever behind a later one.
pub(crate) async fn place_and_cover_are_read_as_they_were_at_one_moment(
    fresh: Fresh,
) -> Result<(), StoreError> {
    let entries: Vec<(i64, String)> = (1..=60).map(|at| (at, at.to_string())).collect();
    let entries: Vec<(i64, &str)> = entries
        .iter()
        .map(|(at, text)| (*at, text.as_str()))
        .collect();
    fresh
        .append(batch(&[leaves(person(1), 0, &entries)]))
        .await?;
    let mut callers = JoinSet::new();
    let store = Arc::clone(&fresh.store);
    callers.spawn(async move {
        for place in 0..60 {
            let at = i64::try_from(place).unwrap_or(0);
            let checkpoint = Sequenced {
                batch: batch(&[append(person(2), place, &[(at, "checkpoint")])]),
                ..step(place, &[place + 1])
            };
            store.sequence(checkpoint).await?;
            let cover = Cover {
                size: place + 1,
                at,
                content: vec![],
            };
            store.cover(cover).await?;
        }
        Ok(())
    });
    let store = Arc::clone(&fresh.store);
    callers.spawn(async move {
        loop {
            let read = store.read_many(&[person(1), person(2), person(1)]).await?;
            let [entries, checkpoints, again] = &read[..] else {
                return Ok(());
            };
            assert_eq!(entries, again);
            let placed = entries.iter().filter(|one| one.place.is_some()).count();
            let covered = entries.iter().filter(|one| one.covered_at.is_some());
            let covered = covered.count();
            assert_eq!(placed, checkpoints.len());
            assert!(covered == placed || covered + 1 == placed);
            if covered == 60 {
                return Ok(());
            }
        }
    });
    callers.join_all().await.into_iter().collect()
}
