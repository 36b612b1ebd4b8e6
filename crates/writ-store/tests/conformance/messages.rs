//! The outbox, and values fixed when the store was made.

use writ_store::{Batch, Store, StoreError};

use crate::given::{Fresh, append, conflicts, message, person};

/// Topics and contents of what is not done.
async fn open(store: &dyn Store, after: u64, limit: usize) -> Result<Vec<String>, StoreError> {
    let messages = store.outbox(after, limit).await?;
    let rising = messages.is_sorted_by(|one, next| one.number < next.number);
    assert!(
        rising && messages.iter().all(|message| message.number > after),
        "{messages:?}"
    );
    let text = |content: &[u8]| String::from_utf8_lossy(content).into_owned();
    Ok(messages
        .iter()
        .map(|one| format!("{} {}", one.topic, text(&one.content)))
        .collect())
}

fn sending(texts: &[&str]) -> Batch {
    let outbox = texts.iter().map(|text| message("posting", text)).collect();
    Batch {
        outbox,
        ..Batch::default()
    }
}

pub(crate) async fn messages_come_in_the_order_of_their_numbers(
    store: Fresh,
) -> Result<(), StoreError> {
    assert_eq!(open(&*store, 0, 9).await?, [""; 0]);
    store.append(sending(&["b", "a"])).await?;
    let mut refused = sending(&["never"]);
    refused.appends = vec![append(person(1), 5, &[])];
    conflicts(&*store, refused, (person(1), 5, 0)).await?;
    let mut mixed = sending(&["c", ""]);
    mixed.outbox.push(message("mail", "d"));
    store.append(mixed).await?;

    let all = ["posting b", "posting a", "posting c", "posting ", "mail d"];
    assert_eq!(open(&*store, 0, usize::MAX).await?, all);
    assert_eq!(open(&*store, 0, 5).await?, all);
    assert_eq!(open(&*store, 0, 2).await?, ["posting b", "posting a"]);
    assert_eq!(open(&*store, 0, 0).await?, [""; 0]);
    assert_eq!(open(&*store, u64::MAX, 9).await?, [""; 0]);
    let mut after = 0;
    let mut paged = Vec::new();
    while let Some(last) = store.outbox(after, 2).await?.last() {
        paged.extend(open(&*store, after, 2).await?);
        after = last.number;
    }
    assert_eq!(paged, all);
    Ok(())
}

pub(crate) async fn done_messages_are_not_listed_again(store: Fresh) -> Result<(), StoreError> {
    store.append(sending(&["a", "b", "c"])).await?;
    let numbers: Vec<u64> = store
        .outbox(0, 9)
        .await?
        .iter()
        .map(|one| one.number)
        .collect();
    let [a, b, c] = <[u64; 3]>::try_from(numbers).unwrap_or_default();
    for _ in 0..2 {
        store.done(b).await?;
        assert_eq!(open(&*store, 0, 9).await?, ["posting a", "posting c"]);
    }
    for never_given in [0, c + 1, u64::MAX] {
        store.done(never_given).await?;
    }
    store.done(c).await?;
    assert_eq!(open(&*store, 0, 9).await?, ["posting a"]);
    assert_eq!(open(&*store, a, 9).await?, [""; 0]);
    store.append(sending(&["d"])).await?;
    let numbers: Vec<u64> = store
        .outbox(0, 9)
        .await?
        .iter()
        .map(|one| one.number)
        .collect();
    assert!(
        matches!(*numbers, [first, last] if first == a && last > c),
        "{numbers:?}: none again"
    );
    Ok(())
}

pub(crate) async fn a_founding_value_is_fixed_once(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.founding("kind").await?, None);
    store.found("kind", b"sandbox".to_vec()).await?;
    store.found("kind", b"sandbox".to_vec()).await?;
    store.found("seal", vec![]).await?;
    for other in [&b"live"[..], b""] {
        match store.found("kind", other.to_vec()).await {
            Err(StoreError::Batch { why }) => assert!(why.contains("`kind`"), "{why}"),
            other => assert_eq!(format!("{other:?}"), "refused"),
        }
    }
    assert_eq!(store.founding("kind").await?, Some(b"sandbox".to_vec()));
    assert_eq!(store.founding("seal").await?, Some(vec![]));
    assert_eq!(store.founding("absent").await?, None);
    Ok(())
}
