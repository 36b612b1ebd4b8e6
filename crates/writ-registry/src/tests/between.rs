//! What happens when somebody else records between reading and writing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use writ_law::event::EventKind;
use writ_law::truth::Truth;
use writ_store::{
    Appended, Batch, Cover, DeadLetter, Entry, Family, Keeping, LeaseAsked, Leased, MemoryStore,
    Message as Kept, NewTile, NextAttempt, Passing, Placed, Sequenced, Settled, Store, StoreError,
    StreamId, TileAt, Version, Waiting,
};

use crate::made_up::{Dice, HEADER, World, account, man, new_campaign, order, rows, t};
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
    reads: AtomicUsize,
    /// Of each batch, how many streams it writes or guards.
    touched: Mutex<Vec<usize>>,
}

impl Overtaking {
    fn keep_next(&self) {
        *self.mood.lock().unwrap() = Mood::Keep;
    }
}

#[async_trait]
impl Store for Overtaking {
    async fn append(&self, batch: Batch) -> Result<Appended, StoreError> {
        self.touched.lock().unwrap().push(batch.appends.len());
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
        self.reads.fetch_add(1, Ordering::Relaxed);
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
    async fn families(&self) -> Result<Vec<Family>, StoreError> {
        self.inner.families().await
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
    async fn outbox(&self, after: u64, limit: usize) -> Result<Vec<Kept>, StoreError> {
        self.inner.outbox(after, limit).await
    }
    async fn done(&self, number: u64) -> Result<(), StoreError> {
        self.inner.done(number).await
    }
    async fn lease(&self, asked: LeaseAsked<'_>) -> Result<Option<Leased>, StoreError> {
        self.inner.lease(asked).await
    }
    async fn failed(
        &self,
        lease: &Leased,
        why: Vec<u8>,
        next: NextAttempt,
    ) -> Result<Settled, StoreError> {
        self.inner.failed(lease, why, next).await
    }
    async fn dead_letters(&self, after: u64, limit: usize) -> Result<Vec<DeadLetter>, StoreError> {
        self.inner.dead_letters(after, limit).await
    }
    async fn retry(&self, number: u64, due: i64) -> Result<Settled, StoreError> {
        self.inner.retry(number, due).await
    }
    async fn keep(&self, name: [u8; 32], passing: Passing) -> Result<(), StoreError> {
        self.inner.keep(name, passing).await
    }
    async fn keep_new(
        &self,
        name: [u8; 32],
        passing: Passing,
        now: i64,
    ) -> Result<Keeping, StoreError> {
        self.inner.keep_new(name, passing, now).await
    }
    async fn kept(&self, name: [u8; 32]) -> Result<Option<Passing>, StoreError> {
        self.inner.kept(name).await
    }
    async fn forget(&self, name: [u8; 32]) -> Result<(), StoreError> {
        self.inner.forget(name).await
    }
    async fn forget_expired(&self, now: i64) -> Result<(), StoreError> {
        self.inner.forget_expired(now).await
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
    async fn waiting(&self, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.inner.waiting(after, limit).await
    }
    async fn sequence(&self, step: Sequenced) -> Result<Appended, StoreError> {
        self.inner.sequence(step).await
    }
    async fn places(&self) -> Result<u64, StoreError> {
        self.inner.places().await
    }
    async fn placed(&self, from: u64, limit: usize) -> Result<Vec<Placed>, StoreError> {
        self.inner.placed(from, limit).await
    }
    async fn place_of(
        &self,
        entries: &[(StreamId, Version)],
    ) -> Result<Vec<Option<u64>>, StoreError> {
        self.inner.place_of(entries).await
    }
    async fn tile(
        &self,
        shard: u32,
        level: u8,
        number: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.tile(shard, level, number, width).await
    }
    async fn tiles(&self, after: Option<TileAt>, limit: usize) -> Result<Vec<NewTile>, StoreError> {
        self.inner.tiles(after, limit).await
    }
    async fn forget_partial_tiles(&self) -> Result<(), StoreError> {
        self.inner.forget_partial_tiles().await
    }
    async fn cover(&self, cover: Cover) -> Result<(), StoreError> {
        self.inner.cover(cover).await
    }
    async fn covers(&self, after_size: u64, limit: usize) -> Result<Vec<Cover>, StoreError> {
        self.inner.covers(after_size, limit).await
    }
    async fn last_cover(&self) -> Result<Option<Cover>, StoreError> {
        self.inner.last_cover().await
    }
    async fn cover_of(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.inner.cover_of(place).await
    }
    async fn cover_before(&self, place: u64) -> Result<Option<Cover>, StoreError> {
        self.inner.cover_before(place).await
    }
}

async fn called() -> (World, Arc<Overtaking>) {
    let inner: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let store = Arc::new(Overtaking {
        inner,
        mood: Mutex::default(),
        reads: AtomicUsize::new(0),
        touched: Mutex::default(),
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

#[tokio::test]
async fn who_comes_second_is_told_so_in_words() {
    let (world, store) = called().await;
    let now = t("2023-04-18T10:00:00");
    let open = world.may("olga", operation::OpenCampaign).await;
    let new = new_campaign(&world.registry, "c9", "drill", 1);
    store.keep_next();
    let first = world.registry.open_campaign(&open, new.clone(), now).await;
    first.unwrap().unwrap();
    let second = world.registry.open_campaign(&open, new, now).await;
    assert!(second.unwrap().unwrap_err().has("campaign-exists"));
    let may = world.may("anna", operation::WithdrawCampaign).await;
    store.keep_next();
    let first = world.registry.withdraw_campaign(&may, "c9", "why", now);
    first.await.unwrap().unwrap();
    let second = world.registry.withdraw_campaign(&may, "c9", "why", now);
    assert!(second.await.unwrap().unwrap_err().has("withdrawn"));
    let may = world.may("olga", operation::RecordOutage).await;
    let mut event = writ_law::case::Event::new("", EventKind::OutageStarted, now);
    event.channel = Some("portal".to_owned());
    store.keep_next();
    let first = world.registry.record_outage(&may, &event, now).await;
    let second = world.registry.record_outage(&may, &event, now).await;
    assert_eq!(first.unwrap().unwrap().id, "outage-1");
    assert_eq!(second.unwrap().unwrap().id, "outage-2");
}

#[tokio::test]
async fn two_who_make_one_list_end_with_the_same() {
    let (world, _) = called().await;
    let file: String = (0..120).map(|n| rows(&format!("q{n}"), &man())).collect();
    world.import(&file, "2023-04-17T11:00:00").await;
    let now = t("2023-04-18T10:00:00");
    let new = new_campaign(&world.registry, "c9", "drill", 1);
    world.open(new, now).await;
    let may = world.may("olga", operation::ListCandidates).await;
    let begin = async || world.registry.candidates(&may, "c9").await.unwrap();
    let mut both = [begin().await.unwrap(), begin().await.unwrap()];
    let mut finished = Vec::new();
    for turn in 0..20 {
        let step = both[turn % 2].step(now).await.unwrap();
        if let ListStep::Finished(tally) = step {
            finished.push(tally);
        }
    }
    assert!(finished.len() > 2);
    assert!(finished.iter().all(|tally| tally.judged == 122));
}

#[tokio::test]
async fn two_who_import_one_file_reject_nothing() {
    let world = World::of("seed/002").await;
    let rows: String = (0..230).map(|n| rows(&format!("q{n}"), &man())).collect();
    let file = format!("{HEADER}{rows}");
    let may = world.may("rita", operation::ImportRegister).await;
    let now = t("2023-04-17T11:00:00");
    let begin = async || {
        let order = order(&file, Recorded::AsGiven);
        let importing = world.registry.import(&may, order, file.as_bytes()).await;
        importing.unwrap().unwrap()
    };
    let mut both = [begin().await, begin().await];
    let mut finished = Vec::new();
    for turn in [0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0] {
        let step = both[turn].step(now).await.unwrap();
        if let ImportStep::Finished(report) = step {
            finished.push((report.people, report.facts, report.rejected));
        }
    }
    assert!(finished.len() > 1);
    assert!(
        finished.iter().all(|it| *it == (230, 230 * 8, 0)),
        "{finished:?}"
    );
}

#[tokio::test]
async fn only_a_finished_recheck_closes_the_message_that_asks_for_it() {
    let (world, _) = called().await;
    let now = t("2023-04-18T10:00:00");
    let may = world.may("anna", operation::WithdrawCampaign).await;
    let withdrawn = world.registry.withdraw_campaign(&may, "c1", "why", now);
    withdrawn.await.unwrap().unwrap();
    let send = world.may("root", operation::SendMessages).await;
    let waiting = async || world.registry.messages(&send, 0, 100).await.unwrap();
    let done = async |number| world.registry.message_done(&send, number).await.unwrap();
    let asks = |it: &&OutMessage| matches!(it.message, Some(Message::Recheck { .. }));
    let number = waiting().await.iter().find(asks).unwrap().number;
    assert!(done(number).await.unwrap_err().has("recheck-not-run"));
    for unknown in [0, 4_711, u64::MAX] {
        assert!(done(unknown).await.unwrap_err().has("unknown-message"));
    }
    let rechecked = world.registry.recheck(&send, None, now).await.unwrap();
    assert!(rechecked.next.is_none());
    assert!(waiting().await.iter().all(|it| !asks(&it)));
    let again = world.registry.recheck(&send, None, now).await.unwrap();
    assert_eq!(again.corrections, 0);
}

/// The program runs use cases as tasks of their own.
#[tokio::test]
async fn use_cases_can_be_moved_between_threads() {
    fn moved(_: impl Send) {}
    let (world, _) = called().await;
    let registry = &world.registry;
    let now = t("2023-04-18T10:00:00");
    let may = world.may("olga", operation::RecordEvent).await;
    let event = writ_law::case::Event::new("", EventKind::Appeared, now);
    let person = "p1".to_owned();
    let recording = Recording {
        person,
        matter: None,
        event,
    };
    moved(registry.record(&may, &recording, now));
    let may = world.may("olga", operation::OpenCampaign).await;
    let new = new_campaign(registry, "c9", "drill", 1);
    moved(registry.open_campaign(&may, new, now));
    let may = world.may("root", operation::AddOfficer).await;
    moved(registry.add_officer(&may, account("new", &[Role::Officer], None), now));
    let may = world.may("olga", operation::DrawCampaign).await;
    moved(registry.draw(&may, "c1", b"seed", now));
}

#[tokio::test]
async fn i10_as_much_is_read_for_a_question_about_anyone() {
    let (world, store) = called().await;
    let mut work = Vec::new();
    for person in ["p1", "p2", "nobody"] {
        let permits = store.reads.load(Ordering::Relaxed);
        world.may("exit", operation::AskQuestion).await;
        let before = store.reads.load(Ordering::Relaxed);
        world.ask("exit", person, "2023-04-18T10:00:00").await;
        let after = store.reads.load(Ordering::Relaxed);
        let touched = store.touched.lock().unwrap().last().copied();
        work.push((after - before - (before - permits), touched));
    }
    assert!(work.iter().all(|it| *it == work[0]), "{work:?}");
}
