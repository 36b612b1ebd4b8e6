//! Reading streams.

use writ_store::{Family, StoreError, StreamId, Version};

use crate::given::{DESK, Fresh, PERSON, append, batch, key_of, person, said};

pub(crate) async fn an_unknown_stream_is_empty(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.version(person(1)).await?, Version(0));
    assert_eq!(store.read(person(1), Version(0)).await?, []);
    assert_eq!(store.read(person(1), Version(3)).await?, []);
    assert_eq!(
        store.read_many(&[person(1), person(1)]).await?,
        [vec![], vec![]]
    );
    assert_eq!(store.key(person(1)).await?, None);
    assert_eq!(store.streams(PERSON, None, 9).await?, []);
    Ok(())
}

pub(crate) async fn entries_are_read_after_a_version(store: Fresh) -> Result<(), StoreError> {
    store
        .append(batch(&[append(
            person(1),
            0,
            &[(1, "a"), (2, "b"), (3, "c")],
        )]))
        .await?;
    store
        .append(batch(&[append(person(1), 3, &[(4, "d")])]))
        .await?;
    let after: [(u64, &[u64]); 6] = [
        (0, &[1, 2, 3, 4]),
        (1, &[2, 3, 4]),
        (3, &[4]),
        (4, &[]),
        (5, &[]),
        (u64::MAX, &[]),
    ];
    for (after, expected) in after {
        let entries = store.read(person(1), Version(after)).await?;
        let versions: Vec<u64> = entries.iter().map(|entry| entry.version.0).collect();
        assert_eq!(versions, expected, "after {after}");
        let times: Vec<i64> = entries.iter().map(|entry| entry.recorded_at).collect();
        assert!(
            times
                .iter()
                .map(|time| u64::try_from(*time))
                .eq(versions.into_iter().map(Ok))
        );
    }
    assert_eq!(said(&*store, person(1)).await?, ["a", "b", "c", "d"]);
    Ok(())
}

pub(crate) async fn families_are_apart(store: Fresh) -> Result<(), StoreError> {
    let desk = StreamId {
        family: DESK,
        ..person(1)
    };
    let both = [
        append(person(1), 0, &[(1, "person")]),
        append(desk, 0, &[(1, "desk")]),
    ];
    store.append(batch(&both)).await?;
    store
        .append(batch(&[append(desk, 1, &[(2, "again")])]))
        .await?;
    assert_eq!(store.version(person(1)).await?, Version(1));
    assert_eq!(store.version(desk).await?, Version(2));
    assert_eq!(said(&*store, person(1)).await?, ["person"]);
    assert_eq!(said(&*store, desk).await?, ["desk", "again"]);
    assert_eq!(store.streams(DESK, None, 9).await?, [desk]);
    assert_eq!(store.streams(PERSON, None, 9).await?, [person(1)]);
    Ok(())
}

pub(crate) async fn families_are_listed_once_they_have_an_entry(
    store: Fresh,
) -> Result<(), StoreError> {
    assert_eq!(store.families().await?, []);
    // A key alone is no entry.
    store.append(key_of(person(1), "wrapped")).await?;
    assert_eq!(store.families().await?, []);
    let other = |family, number| StreamId {
        family,
        ..person(number)
    };
    for stream in [
        person(2),
        other(Family("zebra"), 1),
        other(DESK, 9),
        person(1),
        other(Family("zebra"), 0),
    ] {
        store
            .append(batch(&[append(stream, 0, &[(1, "x")])]))
            .await?;
    }
    let zebra = Family("zebra");
    assert_eq!(store.families().await?, [DESK, PERSON, zebra]);
    Ok(())
}

pub(crate) async fn several_streams_are_read_in_the_order_asked_for(
    store: Fresh,
) -> Result<(), StoreError> {
    let many = [3, 1, 2].map(|n| append(person(n), 0, &[(1, &n.to_string()), (2, "then")]));
    store.append(batch(&many)).await?;
    let asked = [person(2), person(9), person(3), person(2), person(1)];
    let read = store.read_many(&asked).await?;
    let mut singly = Vec::new();
    for stream in asked {
        singly.push(store.read(stream, Version(0)).await?);
    }
    assert_eq!(read, singly);
    assert_eq!(
        read.iter().map(Vec::len).collect::<Vec<_>>(),
        [2, 0, 2, 2, 2]
    );
    assert_eq!(store.read_many(&[]).await?, Vec::<Vec<_>>::new());
    Ok(())
}

pub(crate) async fn streams_are_listed_page_by_page(store: Fresh) -> Result<(), StoreError> {
    // Families around it that sort just before and after, with keys that would come between.
    let families = [Family("perso"), PERSON, Family("person-"), DESK];
    let keys = [[0; 32], [1; 32], [7; 32], [200; 32], [255; 32]];
    for family in families {
        for key in keys.iter().rev() {
            let stream = StreamId { family, key: *key };
            store
                .append(batch(&[append(stream, 0, &[(1, "x")])]))
                .await?;
        }
    }
    let listed = async |after: Option<[u8; 32]>, limit| {
        let streams = store.streams(PERSON, after, limit).await?;
        assert!(streams.iter().all(|stream| stream.family == PERSON));
        Ok::<Vec<[u8; 32]>, StoreError>(streams.iter().map(|stream| stream.key).collect())
    };
    assert_eq!(listed(None, usize::MAX).await?, keys);
    assert_eq!(listed(None, 0).await?, <[[u8; 32]; 0]>::default());
    assert_eq!(listed(Some([1; 32]), 2).await?, [[7; 32], [200; 32]]);
    assert_eq!(
        listed(Some([6; 32]), 1).await?,
        [[7; 32]],
        "no stream has that key"
    );
    assert_eq!(
        listed(Some([255; 32]), 9).await?,
        <[[u8; 32]; 0]>::default()
    );
    let (mut after, mut paged) = (None, Vec::new());
    loop {
        let page = listed(after, 2).await?;
        let Some(last) = page.last() else { break };
        after = Some(*last);
        paged.extend(page);
    }
    assert_eq!(paged, keys);
    assert_eq!(store.streams(Family("nobody"), None, 9).await?, []);
    Ok(())
}
