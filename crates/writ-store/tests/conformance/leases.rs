//! The outbox as work: one worker at a time, again after a while, and never dropped.

#![expect(clippy::panic, reason = "a case that cannot go on fails")]

use writ_store::{LeaseAsked, Leased, NextAttempt, Settled, Store, StoreError};

use crate::given::{Fresh, sending, taken};

fn text(leased: Option<&Leased>) -> String {
    leased.map_or_else(String::new, |leased| {
        let text = String::from_utf8_lossy(&leased.message.content);
        format!("{text} {}", leased.attempt)
    })
}

async fn next(store: &dyn Store, worker: &str, now: i64) -> Result<String, StoreError> {
    Ok(text(taken(store, worker, now).await?.as_ref()))
}

pub(crate) async fn a_lease_that_ends_comes_back(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(next(&*store, "ann", 0).await?, "");
    store.append(sending("posting", &["a", "b"])).await?;
    let held = taken(&*store, "ann", 100).await?;
    assert_eq!(text(held.as_ref()), "a 1");
    let held = held.map(|it| (it.worker, it.until, it.message.topic));
    assert_eq!(held, Some(("ann".into(), 110, "posting".into())));
    // The same worker is not given it twice, nor is another.
    assert_eq!(next(&*store, "ann", 101).await?, "b 1");
    assert_eq!(next(&*store, "bob", 102).await?, "");
    assert_eq!(next(&*store, "bob", 109).await?, "");
    // Nothing was heard of it.
    assert_eq!(next(&*store, "bob", 110).await?, "a 2");
    assert_eq!(next(&*store, "ann", 110).await?, "");
    assert_eq!(next(&*store, "ann", 111).await?, "b 2");
    assert_eq!(store.outbox(0, 9).await?.len(), 2, "both wait all the time");
    Ok(())
}

pub(crate) async fn what_failed_is_due_when_it_is_said_to_be(
    store: Fresh,
) -> Result<(), StoreError> {
    store.append(sending("posting", &["a", "b", "c"])).await?;
    for due in [300, 200] {
        let held = taken(&*store, "ann", 100).await?;
        let Some(held) = held else {
            panic!("nothing was held");
        };
        let settled = store
            .failed(&held, b"busy".to_vec(), NextAttempt::At(due))
            .await?;
        assert_eq!(settled, Settled::Now);
    }
    // What was never tried comes first; then what has been due longest, whatever its number.
    assert_eq!(next(&*store, "ann", 400).await?, "c 1");
    assert_eq!(next(&*store, "ann", 199).await?, "");
    assert_eq!(next(&*store, "ann", 401).await?, "b 2");
    assert_eq!(next(&*store, "ann", 402).await?, "a 2");
    assert_eq!(next(&*store, "ann", 403).await?, "");
    assert_eq!(store.dead_letters(0, 9).await?, []);
    Ok(())
}

pub(crate) async fn only_who_holds_a_message_can_say_that_it_failed(
    store: Fresh,
) -> Result<(), StoreError> {
    store.append(sending("posting", &["a"])).await?;
    let Some(first) = taken(&*store, "ann", 100).await? else {
        panic!("nothing was held");
    };
    let Some(second) = taken(&*store, "ann", 110).await? else {
        panic!("nothing was held");
    };
    let late = first.clone();
    let mut stranger = second.clone();
    stranger.worker = "bob".to_owned();
    let mut nothing = second.clone();
    nothing.message.number = 99;
    for lease in [late, stranger, nothing] {
        for next_attempt in [NextAttempt::At(0), NextAttempt::ByHand] {
            let settled = store.failed(&lease, vec![], next_attempt).await?;
            assert_eq!(settled, Settled::Moot, "{lease:?}");
        }
    }
    assert_eq!(next(&*store, "bob", 119).await?, "");
    let settled = store.failed(&second, vec![], NextAttempt::At(115)).await?;
    assert_eq!(settled, Settled::Now);
    let settled = store.failed(&second, vec![], NextAttempt::At(112)).await?;
    assert_eq!(settled, Settled::Moot, "it was said already");
    assert_eq!(next(&*store, "bob", 114).await?, "");
    assert_eq!(next(&*store, "bob", 115).await?, "a 3");
    Ok(())
}

pub(crate) async fn a_dead_letter_waits_for_a_hand(store: Fresh) -> Result<(), StoreError> {
    store.append(sending("posting", &["a", "b", "c"])).await?;
    for why in ["no such desk", ""] {
        let Some(held) = taken(&*store, "ann", 100).await? else {
            panic!("nothing was held");
        };
        let why = why.as_bytes().to_vec();
        store.failed(&held, why, NextAttempt::ByHand).await?;
    }
    let dead = store.dead_letters(0, 9).await?;
    let said = |one: &writ_store::DeadLetter| {
        let text = String::from_utf8_lossy(&one.message.content).into_owned();
        (text, one.attempts, one.why.clone())
    };
    let all: Vec<_> = dead.iter().map(said).collect();
    let expected = [
        ("a".to_owned(), 1, b"no such desk".to_vec()),
        ("b".to_owned(), 1, vec![]),
    ];
    assert_eq!(all, expected);
    let numbers: Vec<u64> = dead.iter().map(|one| one.message.number).collect();
    let [a, b] = <[u64; 2]>::try_from(numbers).unwrap_or_default();
    assert_eq!(store.dead_letters(a, 9).await?.len(), 1);
    assert_eq!(store.dead_letters(0, 1).await?.len(), 1);
    assert_eq!(store.outbox(0, 9).await?.len(), 3, "nothing is dropped");

    assert_eq!(next(&*store, "ann", 1_000).await?, "c 1");
    assert_eq!(next(&*store, "ann", 1_005).await?, "");
    for moot in [0, b + 1, u64::MAX] {
        assert_eq!(store.retry(moot, 0).await?, Settled::Moot, "{moot}");
    }
    assert_eq!(store.retry(a, 2_000).await?, Settled::Now);
    assert_eq!(store.retry(a, 2_000).await?, Settled::Moot);
    assert_eq!(next(&*store, "ann", 1_006).await?, "");
    store.done(b + 1).await?;
    assert_eq!(next(&*store, "ann", 2_000).await?, "a 1");
    // What is sent some other way is no dead letter any more.
    store.done(b).await?;
    assert_eq!(store.dead_letters(0, 9).await?, []);
    assert_eq!(store.retry(b, 0).await?, Settled::Moot);
    Ok(())
}

pub(crate) async fn what_is_done_is_given_to_nobody(store: Fresh) -> Result<(), StoreError> {
    store.append(sending("posting", &["a", "b"])).await?;
    let Some(held) = taken(&*store, "ann", 100).await? else {
        panic!("nothing was held");
    };
    store.done(held.message.number).await?;
    let settled = store.failed(&held, vec![], NextAttempt::At(0)).await?;
    assert_eq!(settled, Settled::Moot);
    assert_eq!(next(&*store, "bob", 500).await?, "b 1");
    assert_eq!(next(&*store, "bob", 501).await?, "");
    Ok(())
}

pub(crate) async fn only_what_it_can_send_is_given_to_a_worker(
    store: Fresh,
) -> Result<(), StoreError> {
    store.append(sending("mail", &["a"])).await?;
    store.append(sending("posting", &["b"])).await?;
    store.append(sending("paper", &["c"])).await?;
    store.append(sending("mail", &["d"])).await?;
    let asked = |topics: &'static [&'static str]| LeaseAsked {
        topics,
        worker: "ann",
        now: 1,
        until: 2,
    };
    assert_eq!(store.lease(asked(&[])).await?, None);
    assert_eq!(store.lease(asked(&["pigeon"])).await?, None);
    for expected in ["b 1", "c 1", ""] {
        let leased = store.lease(asked(&["paper", "posting"])).await?;
        assert_eq!(text(leased.as_ref()), expected);
    }
    for expected in ["a 1", "d 1", ""] {
        let leased = store.lease(asked(&["mail", "paper"])).await?;
        assert_eq!(text(leased.as_ref()), expected);
    }
    Ok(())
}
