//! Tiles of the tree.

use writ_store::{Appended, NewTile, Sequenced, StoreError, TileAt};

use crate::given::{Fresh, everything, kept, no_tile, step_refused, tile};

pub(crate) async fn tiles_are_kept_as_they_were_given(store: Fresh) -> Result<(), StoreError> {
    let long: Vec<u8> = (0..256 * 66_u32).map(|byte| (byte % 251) as u8).collect();
    let given = [
        (0, 0, 0, 1, vec![]),
        (0, 0, 0, 2, vec![0x00, 0xff]),
        (0, 0, 0, 256, long.clone()),
        (0, 0, 1, 256, b"number".to_vec()),
        (0, 1, 0, 256, b"level".to_vec()),
        (1, 0, 0, 256, b"shard".to_vec()),
        (u32::MAX, u8::MAX, i64::MAX as u64, 255, long),
    ];
    let tiles: Vec<NewTile> = given
        .iter()
        .map(|(shard, level, number, width, content)| NewTile {
            shard: *shard,
            level: *level,
            number: *number,
            width: *width,
            content: content.clone(),
        })
        .collect();
    assert_eq!(
        store.sequence(kept(&*store, &tiles).await?).await?,
        Appended::Now
    );
    for (shard, level, number, width, content) in given {
        let found = store.tile(shard, level, number, width).await?;
        assert!(found == Some(content), "{shard} {level} {number} {width}");
    }
    for (shard, level, number, width) in [
        (0, 0, 0, 3),
        (0, 0, 0, 0),
        (0, 0, 0, u16::MAX),
        (0, 0, 2, 256),
        (0, 2, 0, 256),
        (2, 0, 0, 256),
        (u32::MAX, u8::MAX, u64::MAX, 255),
        (u32::MAX, u8::MAX, 1 << 63, 255),
    ] {
        let found = store.tile(shard, level, number, width).await?;
        assert_eq!(found, None, "{shard} {level} {number} {width}");
    }
    Ok(())
}

pub(crate) async fn tiles_are_listed_page_by_page(store: Fresh) -> Result<(), StoreError> {
    assert_eq!(store.tiles(None, usize::MAX).await?, []);
    let at = |shard, level, number, width| TileAt {
        shard,
        level,
        number,
        width,
    };
    let mut all = Vec::new();
    for shard in [0, 1, u32::MAX] {
        for level in [0, 1, u8::MAX] {
            for number in [0, 7, i64::MAX as u64] {
                for width in [1, 2, 256] {
                    all.push(NewTile {
                        shard,
                        level,
                        number,
                        width,
                        content: format!("{shard} {level} {number} {width}").into_bytes(),
                    });
                }
            }
        }
    }
    let backwards: Vec<NewTile> = all.iter().rev().cloned().collect();
    store.sequence(kept(&*store, &backwards).await?).await?;
    assert_eq!(store.tiles(None, usize::MAX).await?, all);
    assert_eq!(store.tiles(None, 0).await?, []);
    let (mut after, mut paged) = (None, Vec::new());
    loop {
        let page = store.tiles(after, 5).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.at());
        paged.extend(page);
    }
    assert_eq!(paged, all);
    // After a place where no tile stands, too.
    for (after, first) in [
        (at(0, 0, 0, 0), Some(at(0, 0, 0, 1))),
        (at(0, 0, 0, 3), Some(at(0, 0, 0, 256))),
        (at(0, 0, 0, 256), Some(at(0, 0, 7, 1))),
        (at(0, 1, u64::MAX, 256), Some(at(0, u8::MAX, 0, 1))),
        (at(2, 0, 0, 0), Some(at(u32::MAX, 0, 0, 1))),
        (at(u32::MAX, u8::MAX, u64::MAX, u16::MAX), None),
    ] {
        let found = store.tiles(Some(after), 1).await?;
        assert_eq!(found.first().map(NewTile::at), first, "{after:?}");
    }
    Ok(())
}

pub(crate) async fn a_tile_is_written_once(store: Fresh) -> Result<(), StoreError> {
    let tiles = [tile(0, 1, "one"), tile(0, 2, "one two")];
    store.sequence(kept(&*store, &tiles).await?).await?;
    let before = everything(&*store).await?;
    // The same bytes do no harm, neither later nor twice in one step.
    let again = [tiles[1].clone(), tiles[0].clone(), tiles[1].clone()];
    store.sequence(kept(&*store, &again).await?).await?;
    assert_eq!(everything(&*store).await?, before);

    let new = tile(3, 1, "new");
    for refused in [
        vec![new.clone(), tile(0, 1, "two")],
        vec![new.clone(), tile(0, 2, "")],
        // Not kept before, and not the same twice.
        vec![new.clone(), tile(3, 1, "otherwise")],
    ] {
        let step = kept(&*store, &refused).await?;
        step_refused(&*store, step, no_tile("other bytes")).await?;
    }
    store.sequence(kept(&*store, &[new]).await?).await?;
    assert_eq!(store.tile(0, 0, 3, 1).await?, Some(b"new".to_vec()));
    Ok(())
}

pub(crate) async fn a_tile_has_a_width_and_a_number(store: Fresh) -> Result<(), StoreError> {
    for (number, width, words) in [
        (
            0,
            0,
            "tile 0 at level 0 of shard 0, 0 wide, cannot go in: its width",
        ),
        (0, 257, "257 wide, cannot go in: its width"),
        (0, u16::MAX, "its width"),
        (1 << 63, 256, "its number"),
        (u64::MAX, 1, "its number"),
    ] {
        let tiles = [tile(1, 1, "takes nothing in"), tile(number, width, "x")];
        let step: Sequenced = kept(&*store, &tiles).await?;
        step_refused(&*store, step, no_tile(words)).await?;
    }
    Ok(())
}

pub(crate) async fn only_what_is_full_too_is_forgotten(store: Fresh) -> Result<(), StoreError> {
    store.forget_partial_tiles().await?;
    let other_shard = NewTile {
        shard: 1,
        ..tile(0, 1, "other shard")
    };
    let other_level = NewTile {
        level: 1,
        ..tile(0, 255, "other level")
    };
    let stay = [
        tile(0, 256, "full"),
        tile(1, 256, "full from the start"),
        tile(2, 1, "1"),
        tile(2, 255, "255"),
        other_shard,
        other_level,
    ];
    let go = [tile(0, 1, "1"), tile(0, 2, "2"), tile(0, 255, "255")];
    let all = [&go[..], &stay].concat();
    store.sequence(kept(&*store, &all).await?).await?;
    for _ in 0..2 {
        store.forget_partial_tiles().await?;
        for gone in &go {
            let found = store.tile(0, 0, gone.number, gone.width).await?;
            assert_eq!(found, None, "{gone:?}");
        }
        for kept in &stay {
            let (shard, level) = (kept.shard, kept.level);
            let found = store.tile(shard, level, kept.number, kept.width).await?;
            assert_eq!(found.as_ref(), Some(&kept.content));
        }
    }
    // What was forgotten is not remembered.
    store.sequence(kept(&*store, &go).await?).await?;
    assert_eq!(store.tile(0, 0, 0, 2).await?, Some(b"2".to_vec()));
    Ok(())
}
