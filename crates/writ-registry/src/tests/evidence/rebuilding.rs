//! What a registry is built anew from must be whole: a key that is missing is not one that was
//! erased.

use std::sync::Arc;

use writ_law::event::EventKind;
use writ_store::{MemoryStore, Store};

use super::Watched;
use crate::evidence::copy::{Copy, Rebuilding, RecordLine};
use crate::made_up::{Dice, World, t};
use crate::registry::FOUNDING;
use crate::*;

async fn lived() -> Watched {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn("2023-04-17T10:05:00").await;
    let world = &watched.world;
    let appeared = world.record("p1", EventKind::Appeared, "2023-04-20T09:00:00", |_| {});
    appeared.await.unwrap();
    watched.turn("2023-04-21T09:00:00").await;
    watched
}

pub(crate) async fn copied(registry: &Registry) -> (Copy, Vec<RecordLine>) {
    let (checkpoints, covers) = registry.checkpoints_after(0, 0).await.unwrap();
    let part = registry.copy(0, 100_000).await.unwrap();
    let copy = Copy {
        founding: registry.founding_copy().await.unwrap(),
        keys: part.keys,
        checkpoints,
        covers,
    };
    (copy, part.records)
}

/// What came of it, and the store in which it was tried.
pub(crate) async fn built(
    world: &World,
    copy: Copy,
    records: &[RecordLine],
) -> (Result<Registry, RegistryError>, Arc<dyn Store>) {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let all = async {
        let mut rebuilding = Rebuilding::begin(Arc::clone(&store), copy).await?;
        for line in records {
            rebuilding.take(line).await?;
        }
        rebuilding
            .finish(Arc::new(Dice::seeded(99)), &world.key)
            .await
    };
    (all.await, Arc::clone(&store))
}

#[tokio::test]
async fn every_stream_needs_its_key_or_a_line_that_says_it_was_erased() {
    let watched = lived().await;
    let world = &watched.world;
    let (copy, records) = copied(&world.registry).await;
    assert!(copy.keys.len() > 5, "{:?}", copy.keys);
    for at in 0..copy.keys.len() {
        let mut missing = copy.clone();
        let line = missing.keys.remove(at);
        let (failed, store) = built(world, missing, &records).await;
        let text = failed.unwrap_err().to_string();
        assert!(text.contains("neither its key nor a line"), "{text}");
        assert!(text.contains(&line.family), "{text} names {line:?}");
        let founding = store.founding(FOUNDING).await.unwrap();
        assert_eq!(founding, None, "half a registry does not open");
    }
    let mut twice = copy.clone();
    twice.keys.push(twice.keys[0].clone());
    let (failed, _) = built(world, twice, &records).await;
    assert!(failed.unwrap_err().to_string().contains("two keys"));
}

#[tokio::test]
async fn an_erasure_is_a_line_and_is_counted() {
    let watched = lived().await;
    let world = &watched.world;
    let mine = world.registry.person_stream("p1");
    world.store.erase_key(mine).await.unwrap();
    let (copy, records) = copied(&world.registry).await;
    let erased = copy.keys.iter().filter(|line| line.wrapped.is_none());
    let erased: Vec<_> = erased.map(|line| line.stream.clone()).collect();
    assert_eq!(erased, [seal::hex(&mine.key)]);
    let (again, _) = built(world, copy, &records).await;
    let again = again.unwrap();
    let audit = again.audit(&[], &mut |_, _| ()).await.unwrap();
    let of_them = records.iter().filter(|line| line.stream == erased[0]);
    assert_eq!(audit.erased, u64::try_from(of_them.count()).unwrap());
    assert!(again.sequencer(None).await.is_ok());
}

#[tokio::test]
async fn nothing_opens_before_it_is_finished() {
    let watched = lived().await;
    let world = &watched.world;
    let (copy, records) = copied(&world.registry).await;
    let (failed, store) = built(world, copy.clone(), &records[..20]).await;
    assert!(failed.is_err(), "the end is missing");
    let dice = || Arc::new(Dice::seeded(99));
    let opened = Registry::open(Arc::clone(&store), dice(), &world.key).await;
    assert!(
        matches!(opened, Err(RegistryError::NotFounded)),
        "{opened:?}"
    );
    let again = Rebuilding::begin(store, copy).await;
    assert!(
        matches!(again, Err(RegistryError::Founded)),
        "nor is it gone on with"
    );
}

/// What people gave and asked for, who looked and who waits for word: all of it is in the ledger,
/// and comes back from the private records.
#[tokio::test]
async fn what_people_and_officers_did_is_audited_and_built_anew() {
    let watched = Watched::called("seed/002", "2023-04-17T10:00:00").await;
    watched.turn("2023-04-17T10:05:00").await;
    let world = &watched.world;
    let registry = &world.registry;
    let now = t("2023-04-18T10:00:00");
    let account = registry.person_account("p1").await.unwrap().unwrap();
    let acts = registry.permit_own(&account, "p1", operation::ActOwn, now);
    let acts = acts.await.unwrap().unwrap();
    let sees = registry.permit_own(&account, "p1", operation::SeeOwn, now);
    let sees = sees.await.unwrap().unwrap();
    let matter = registry
        .own_file(&sees, now)
        .await
        .unwrap()
        .unwrap()
        .matters[0]
        .matter
        .id
        .clone();
    let opened = OwnAct::Opened { matter };
    let opened = registry.act_own(&acts, &opened, now).await.unwrap();
    assert_eq!(opened.unwrap().event.kind, EventKind::Opened);
    let asked = CorrectionAsked {
        fact: "fitness".to_owned(),
        says: "A".to_owned(),
        should_be: "D".to_owned(),
        reason: "MADE-UP".to_owned(),
        attachments: vec![NewAttachment {
            name: "MADE-UP.txt".to_owned(),
            content: b"MADE-UP: as the board says".to_vec(),
        }],
    };
    let asked = registry.ask_correction(&acts, &asked, now).await.unwrap();
    asked.unwrap();
    let olga = world.may("olga", operation::ExplainPerson).await;
    let looking = Looking {
        reason: "MADE-UP: a call",
        at: now,
        known_at: None,
        why_not: None,
    };
    let looked = registry.look(&olga, "p1", &looking, now).await.unwrap();
    looked.unwrap();
    watched.turn("2023-04-18T10:05:00").await;
    watched.turn("2023-04-18T10:10:00").await;
    let number = registry.own_acts(&sees).await.unwrap().unwrap().len();
    let number = u64::try_from(number).unwrap();
    let proof = registry.own_proof(&sees, Some(number)).await.unwrap();
    assert!(proof.unwrap().starts_with("c2sp.org/tlog-proof@v1"));

    let (copy, records) = copied(registry).await;
    let (again, _) = built(world, copy, &records).await;
    let again = again.unwrap();
    for registry in [registry, &again] {
        let audit = registry.audit(&[], &mut |_, _| ()).await.unwrap();
        assert_eq!(audit.findings, []);
        let sees = registry.permit_own(&account, "p1", operation::SeeOwn, now);
        let sees = sees.await.unwrap().unwrap();
        let given = registry.own_attachment(&sees, 1).await.unwrap().unwrap();
        assert_eq!(given.content, b"MADE-UP: as the board says");
        let file = registry.own_file(&sees, now).await.unwrap().unwrap();
        assert_eq!((file.looks.len(), file.requests.len()), (1, 1));
        let opened = &file.matters[0].witnessed;
        assert!(opened.values().all(Option::is_some), "{opened:?}");
    }
}
