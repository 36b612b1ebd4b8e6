//! What happens when somebody else records between reading and writing.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use writ_law::event::EventKind;
use writ_law::truth::Truth;
use writ_store::{
    Appended, Batch, Entry, Family, MemoryStore, Message as Waiting, Store, StoreError, StreamId,
    Version,
};

use crate::made_up::{Dice, World, man, rows, t};
use crate::*;

/// What to do with batches.
#[derive(Debug, Default)]
enum Mood {
    /// Put them in.
    #[default]
    Plain,
    /// Keep the next one back, and say that it is in.
    Keep,
    /// Put what was kept in just before the next one.
    Kept(Batch),
}

/// A store that lets a batch overtake another.
#[derive(Debug)]
struct Overtaking {
    inner: Arc<dyn Store>,
    mood: Mutex<Mood>,
}

impl Overtaking {
    fn keep_next(&self) {
        *self.mood.lock().unwrap() = Mood::Keep;
    }
}

#[async_trait]
impl Store for Overtaking {
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError> {
        let mood = std::mem::take(&mut *self.mood.lock().unwrap());
        match mood {
            Mood::Plain => {}
            Mood::Keep => {
                *self.mood.lock().unwrap() = Mood::Kept(batch);
                return Ok(Appended::Now);
            }
            Mood::Kept(kept) => {
                self.inner.append(kept).await?;
            }
        }
        self.inner.append(batch).await
    }
    async fn version(&self, stream: StreamId) -> Result<Version, StoreError> {
        self.inner.version(stream).await
    }
    async fn read(&self, stream: StreamId, after: Version) -> Result<Vec<Entry>, StoreError> {
        self.inner.read(stream, after).await
    }
    async fn read_many(&self, streams: &[StreamId]) -> Result<Vec<Vec<Entry>>, StoreError> {
        self.inner.read_many(streams).await
    }
    async fn streams(
        &self,
        family: Family,
        after: Option<[u8; 32]>,
        limit: usize,
    ) -> Result<Vec<StreamId>, StoreError> {
        self.inner.streams(family, after, limit).await
    }
    async fn key(&self, stream: StreamId) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.key(stream).await
    }
    async fn keys(&self, streams: &[StreamId]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.inner.keys(streams).await
    }
    async fn erase_key(&self, stream: StreamId) -> Result<(), StoreError> {
        self.inner.erase_key(stream).await
    }
    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.inner.outbox(after, limit).await
    }
    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.inner.done(number).await
    }
    async fn founding(&self, name: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.founding(name).await
    }
    async fn found(&self, name: &'static str, value: Vec<u8>) -> Result<(), StoreError> {
        self.inner.found(name, value).await
    }
    async fn forget_idempotency_before(&self, before: i64) -> Result<(), StoreError> {
        self.inner.forget_idempotency_before(before).await
    }
}

async fn called() -> (World, Arc<Overtaking>) {
    let inner: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let store = Arc::new(Overtaking {
        inner,
        mood: Mutex::default(),
    });
    let world = World::on(store.clone(), "seed/002", Arc::new(Dice::seeded(3))).await;
    let file: String = ["p1", "p2"].map(|person| rows(person, &man())).concat();
    world.import(&file, "2023-04-02T08:00:00").await;
    world.drawn("c1", "call-up", 2, "2023-04-17T10:00:00").await;
    world
        .issue_to("c1", "p1", "2023-04-17T10:00:00")
        .await
        .unwrap();
    (world, store)
}

#[tokio::test]
async fn a_question_is_answered_by_what_is_recorded_when_the_answer_is() {
    let (world, store) = called().await;
    store.keep_next();
    world
        .record("p1", EventKind::Appeared, "2023-04-25T09:12:00", |_| {})
        .await
        .unwrap();
    let answer = world.ask("exit", "p1", "2023-04-25T09:12:01").await;
    assert_eq!(
        answer.answer,
        Truth::No,
        "it was `yes` when it was first worked out"
    );
}

#[tokio::test]
async fn who_is_told_yes_just_before_is_told_of_the_correction() {
    let (world, store) = called().await;
    store.keep_next();
    let answer = world.ask("exit", "p1", "2023-04-25T09:11:59").await;
    assert_eq!(answer.answer, Truth::Yes);
    let appeared = world
        .record("p1", EventKind::Appeared, "2023-04-25T09:12:00", |_| {})
        .await;
    assert_eq!(appeared.unwrap().corrections, 1);
}

#[tokio::test]
async fn a_withdrawal_stops_issuing_between_two_batches() {
    let (world, store) = called().await;
    store.keep_next();
    let now = t("2023-04-18T10:00:00");
    let may = world.may("anna", operation::WithdrawCampaign).await;
    let withdrawn = world
        .registry
        .withdraw_campaign(&may, "c1", "in error", now)
        .await;
    withdrawn.unwrap().unwrap();
    let refusal = world.issue("c1", "2023-04-18T10:00:01").await.unwrap_err();
    assert!(refusal.has("withdrawn"), "{refusal}");
    assert!(
        world
            .explain("p2", "2023-04-18T10:00:02")
            .await
            .matters
            .is_empty()
    );
}

#[tokio::test]
async fn a_fact_that_comes_between_is_judged() {
    let (world, store) = called().await;
    store.keep_next();
    world
        .import(
            "p2,fitness,D,2023-04-16,2023-04-16,medical-board\n",
            "2023-04-17T11:00:00",
        )
        .await;
    let tally = world.issue("c1", "2023-04-17T12:00:00").await.unwrap();
    assert_eq!(tally.turned_away.values().sum::<u64>(), 1, "{tally:?}");
    assert!(
        world
            .explain("p2", "2023-04-18T10:00:02")
            .await
            .matters
            .is_empty()
    );
}
