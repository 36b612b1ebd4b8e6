//! Requests that come more than once.

use writ_store::{Appended, StoreError};

use crate::given::{
    Fresh, append, batch, conflicts, everything, is_refused, message, person, request, said,
};

pub(crate) async fn a_repeated_request_changes_nothing(store: Fresh) -> Result<(), StoreError> {
    let mut asked = request(1, 1, &[append(person(1), 0, &[(1, "a")])]);
    asked.keys = vec![(person(1), b"wrapped".to_vec())];
    asked.outbox = vec![message("posting", "a")];
    assert_eq!(store.append(asked.clone()).await?, Appended::Now);
    store
        .append(batch(&[append(person(1), 1, &[(2, "b")])]))
        .await?;
    let before = everything(&*store).await?;
    for _ in 0..3 {
        assert_eq!(store.append(asked.clone()).await?, Appended::Before);
        assert_eq!(everything(&*store).await?, before);
    }
    // What else it holds does not matter: the caller decided anew, the answer is the old one.
    let anew = request(1, 1, &[append(person(1), 2, &[(3, "c")])]);
    assert_eq!(store.append(anew).await?, Appended::Before);
    assert_eq!(everything(&*store).await?, before);
    Ok(())
}

pub(crate) async fn the_same_key_for_something_else_is_refused(
    store: Fresh,
) -> Result<(), StoreError> {
    store
        .append(request(1, 1, &[append(person(1), 0, &[(1, "a")])]))
        .await?;
    let before = everything(&*store).await?;
    let other = request(1, 2, &[append(person(2), 0, &[(1, "b")])]);
    assert_eq!(store.append(other).await, Err(StoreError::KeyReused));
    assert_eq!(everything(&*store).await?, before);
    let other = request(2, 1, &[append(person(2), 0, &[(1, "b")])]);
    assert_eq!(
        store.append(other).await?,
        Appended::Now,
        "a digest may come again"
    );
    Ok(())
}

pub(crate) async fn a_refused_request_may_be_repeated(store: Fresh) -> Result<(), StoreError> {
    let early = request(1, 1, &[append(person(1), 1, &[(2, "b")])]);
    conflicts(&*store, early.clone(), (person(1), 1, 0)).await?;
    is_refused(
        &*store,
        request(1, 1, &[append(person(1), 0, &[(2, "b"), (2, "b")])]),
        "01",
    )
    .await?;
    store
        .append(batch(&[append(person(1), 0, &[(1, "a")])]))
        .await?;
    assert_eq!(store.append(early.clone()).await?, Appended::Now);
    assert_eq!(store.append(early).await?, Appended::Before);
    assert_eq!(said(&*store, person(1)).await?, ["a", "b"]);
    Ok(())
}

pub(crate) async fn a_key_is_forgotten_only_when_it_is_old(store: Fresh) -> Result<(), StoreError> {
    // The age of a request is that of its latest entry.
    let old = request(
        1,
        1,
        &[
            append(person(1), 0, &[(5, "a")]),
            append(person(2), 0, &[(9, "b")]),
        ],
    );
    let newer = request(2, 2, &[append(person(3), 0, &[(10, "c")])]);
    let ageless = request(3, 3, &[]);
    for asked in [&old, &newer, &ageless] {
        assert_eq!(store.append(asked.clone()).await?, Appended::Now);
    }
    store.forget_idempotency_before(9).await?;
    assert_eq!(store.append(old.clone()).await?, Appended::Before);
    store.forget_idempotency_before(10).await?;
    conflicts(&*store, old, (person(1), 0, 1)).await?;
    assert_eq!(store.append(newer.clone()).await?, Appended::Before);
    store.forget_idempotency_before(i64::MAX).await?;
    conflicts(&*store, newer, (person(3), 0, 1)).await?;
    assert_eq!(store.append(ageless).await?, Appended::Before);
    Ok(())
}
