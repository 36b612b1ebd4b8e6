//! Data keys: given once, erased for good.

use writ_store::{Appended, StoreError, Version};

use crate::given::{
    DESK, Fresh, PERSON, append, batch, everything, is_refused, key_of, person, said,
};

pub(crate) async fn a_key_is_given_once(store: Fresh) -> Result<(), StoreError> {
    let mut with = key_of(person(1), "wrapped");
    with.appends = vec![append(person(1), 0, &[(1, "a")])];
    assert_eq!(store.append(with).await?, Appended::Now);
    assert_eq!(store.key(person(1)).await?, Some(b"wrapped".to_vec()));
    for again in ["wrapped", "other"] {
        let mut again = key_of(person(1), again);
        again.appends = vec![append(person(2), 0, &[(1, "takes nothing in")])];
        is_refused(&*store, again, "`person/01010101` has a data key").await?;
    }
    // A stream may have its key before its first entry, or long after; no bytes are bytes, too.
    assert_eq!(store.append(key_of(person(3), "")).await?, Appended::Now);
    assert_eq!(store.key(person(3)).await?, Some(vec![]));
    assert_eq!(store.version(person(3)).await?, Version(0));
    assert_eq!(store.streams(PERSON, None, 9).await?, [person(1)]);
    is_refused(
        &*store,
        key_of(person(3), "x"),
        "`person/03030303` has a data key",
    )
    .await?;
    store
        .append(batch(&[append(person(3), 0, &[(1, "c")])]))
        .await?;
    store
        .append(batch(&[append(person(2), 0, &[(1, "b")])]))
        .await?;
    store.append(key_of(person(2), "late")).await?;
    assert_eq!(
        store.streams(PERSON, None, 9).await?,
        [person(1), person(2), person(3)]
    );
    assert_eq!(store.key(person(2)).await?, Some(b"late".to_vec()));
    Ok(())
}

pub(crate) async fn an_erased_key_is_gone_for_good(store: Fresh) -> Result<(), StoreError> {
    let mut with = key_of(person(1), "wrapped");
    with.keys.push((person(2), b"stays".to_vec()));
    with.appends = vec![append(person(1), 0, &[(1, "sealed")])];
    store.append(with).await?;
    store.erase_key(person(1)).await?;
    let after = everything(&*store).await?;
    assert_eq!(store.key(person(1)).await?, None);
    assert_eq!(store.key(person(2)).await?, Some(b"stays".to_vec()));
    assert_eq!(
        said(&*store, person(1)).await?,
        ["sealed"],
        "the skeleton stays"
    );
    store.erase_key(person(1)).await?;
    store.erase_key(person(7)).await?;
    assert_eq!(everything(&*store).await?, after);
    is_refused(
        &*store,
        key_of(person(1), "new"),
        "`person/01010101` was erased",
    )
    .await?;
    let next = batch(&[append(person(1), 1, &[(2, "in the clear")])]);
    assert_eq!(store.append(next).await?, Appended::Now);
    // What never had a key was not erased either.
    assert_eq!(
        store.append(key_of(person(7), "first")).await?,
        Appended::Now
    );
    Ok(())
}

pub(crate) async fn keys_come_in_the_order_asked_for(store: Fresh) -> Result<(), StoreError> {
    let mut three = key_of(person(1), "one");
    three.keys.push((person(2), b"two".to_vec()));
    three.keys.push((person(3), b"three".to_vec()));
    store.append(three).await?;
    store.erase_key(person(2)).await?;
    let mut elsewhere = person(1);
    elsewhere.family = DESK;
    let asked = [
        person(3),
        person(2),
        person(9),
        elsewhere,
        person(1),
        person(3),
    ];
    let some = |text: &str| Some(text.as_bytes().to_vec());
    let expected = [some("three"), None, None, None, some("one"), some("three")];
    assert_eq!(store.keys(&asked).await?, expected);
    assert_eq!(store.keys(&[]).await?, Vec::<Option<Vec<u8>>>::new());
    Ok(())
}
