//! Many callers at once.

use std::sync::Arc;

use tokio::task::JoinSet;
use writ_store::{Appended, StoreError, Version};

use crate::given::{Fresh, append, batch, person, request, said};

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
