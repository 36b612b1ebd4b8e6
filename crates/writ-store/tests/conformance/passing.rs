//! What passes: it may be replaced, forgotten, and lost.

use writ_store::{Keeping, StoreError};

use crate::given::{Fresh, passing};

const ONE: [u8; 32] = [1; 32];
const OTHER: [u8; 32] = [2; 32];

pub(crate) async fn a_value_is_kept_until_it_is_forgotten(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.kept(ONE).await?, None);
    store.keep(ONE, passing("a", 5)).await?;
    store.keep(OTHER, passing("", i64::MAX)).await?;
    assert_eq!(store.kept(ONE).await?, Some(passing("a", 5)));
    store.keep(ONE, passing("b", 4)).await?;
    assert_eq!(store.kept(ONE).await?, Some(passing("b", 4)), "the last");
    for _ in 0..2 {
        store.forget(ONE).await?;
        assert_eq!(store.kept(ONE).await?, None);
    }
    assert_eq!(store.kept(OTHER).await?, Some(passing("", i64::MAX)));
    Ok(())
}

pub(crate) async fn a_name_that_is_taken_is_taken_until_it_expires(
    store: Fresh,
) -> Result<(), StoreError> {
    let asked = [
        ("first", 10, 0, Keeping::Kept),
        ("second", 99, 0, Keeping::Already),
        ("third", 99, 9, Keeping::Already),
        ("fourth", 12, 10, Keeping::Kept),
        ("fifth", 99, 11, Keeping::Already),
    ];
    let mut kept = None;
    for (text, until, now, expected) in asked {
        let keeping = store.keep_new(ONE, passing(text, until), now).await?;
        assert_eq!(keeping, expected, "{text}");
        if keeping == Keeping::Kept {
            kept = Some(passing(text, until));
        }
        assert_eq!(store.kept(ONE).await?, kept, "{text}");
    }
    store.forget(ONE).await?;
    let again = store.keep_new(ONE, passing("again", 99), 0).await?;
    assert_eq!(again, Keeping::Kept);
    Ok(())
}

pub(crate) async fn what_has_expired_is_forgotten_and_nothing_else(
    store: Fresh,
) -> Result<(), StoreError> {
    for until in 1..=4 {
        let name = [u8::try_from(until).unwrap_or(0); 32];
        store.keep(name, passing("a", until)).await?;
    }
    for (now, left) in [(0, 4), (2, 2), (2, 2), (3, 1), (i64::MAX, 0)] {
        store.forget_expired(now).await?;
        let mut kept = 0;
        for name in 1..=4 {
            kept += usize::from(store.kept([name; 32]).await?.is_some());
        }
        assert_eq!(kept, left, "at {now}");
    }
    Ok(())
}
