//! What a person takes away verifies without the registry, and nothing else does.

use writ_ledger::policy::Policy;
use writ_ledger::posting::{Bearing, verify_file};

use super::Watched;
use crate::made_up::t;
use crate::*;

const POSTED: &str = "2023-04-17T10:00:00";

fn policy_of(watched: &Watched) -> Policy {
    Policy::parse(watched.world.registry.policy_text().as_bytes()).unwrap()
}

#[tokio::test]
async fn each_act_of_a_person_has_a_proof_that_says_when() {
    let watched = Watched::called("seed/002", POSTED).await;
    let registry = &watched.world.registry;
    let may = watched.world.may("oskar", operation::ExplainPerson).await;
    let waits = registry.proof(&may, "p1", Some(2)).await.unwrap();
    assert!(waits.unwrap_err().has("not-witnessed"));
    watched.turn("2023-04-17T10:05:00").await;
    watched
        .world
        .record(
            "p1",
            writ_law::event::EventKind::Opened,
            "2023-04-17T11:00:00",
            |event| {
                event.channel = Some("portal".to_owned());
            },
        )
        .await
        .unwrap();
    watched.turn("2023-04-17T11:00:07").await;

    let acts = registry.acts(&may, "p1").await.unwrap().unwrap();
    let numbers: Vec<u64> = acts.iter().map(|act| act.number).collect();
    assert_eq!(
        numbers,
        (1..=numbers.len() as u64).collect::<Vec<_>>(),
        "no gap"
    );
    let mut before = serde_json::Value::Null;
    for act in &acts {
        let file = registry
            .proof(&may, "p1", Some(act.number))
            .await
            .unwrap()
            .unwrap();
        let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
        let record: serde_json::Value = serde_json::from_slice(&shown.record).unwrap();
        assert_eq!(record["number"], act.number);
        assert_eq!(record["before"], before, "each names the one before it");
        before = seal::hex(&match shown.leaf {
            writ_ledger::entry::Leaf::Act { commitment, .. } => commitment,
            writ_ledger::entry::Leaf::Public { pointer } => pointer,
        })
        .into();
        assert_eq!(Some(shown.index), act.place);
        let not_after = shown.bracket.not_after.unwrap().get();
        assert_eq!(
            not_after,
            u64::try_from(act.witnessed_at.unwrap().as_second()).unwrap()
        );
    }
    let last = acts.last().unwrap();
    assert_eq!(last.what, ["opened"]);
    let file = registry.proof(&may, "p1", None).await.unwrap().unwrap();
    let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
    let seconds = |at: &str| u64::try_from(t(at).as_second()).unwrap();
    assert_eq!(
        shown.bracket.not_before.unwrap().get(),
        seconds("2023-04-17T10:05:00")
    );
    assert_eq!(
        shown.bracket.not_after.unwrap().get(),
        seconds("2023-04-17T11:00:07")
    );
    let claimed = last.recorded_at.as_second();
    assert_eq!(shown.bracket.bears_out(claimed, 5), Bearing::BorneOut);
}

#[tokio::test]
async fn a_proof_of_one_registry_is_none_of_another() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.turn("2023-04-17T10:05:00").await;
    let may = watched.world.may("oskar", operation::ExplainPerson).await;
    let file = watched
        .world
        .registry
        .proof(&may, "p1", None)
        .await
        .unwrap()
        .unwrap();
    let other = crate::made_up::World::of("seed/002").await;
    let policy = Policy::parse(other.registry.policy_text().as_bytes()).unwrap();
    assert!(verify_file(file.as_bytes(), &policy).is_err());
    let changed = file.replacen("index ", "index 1", 1);
    assert!(verify_file(changed.as_bytes(), &policy_of(&watched)).is_err());
}

#[tokio::test]
async fn what_is_published_has_a_proof_without_a_key() {
    let watched = Watched::called("seed/002", POSTED).await;
    watched.turn("2023-04-17T10:05:00").await;
    let file = watched
        .world
        .registry
        .published_proof(1)
        .await
        .unwrap()
        .unwrap();
    let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
    let genesis: serde_json::Value = serde_json::from_slice(&shown.record).unwrap();
    assert_eq!(genesis["form"], "writ/genesis/1");
    assert_eq!(shown.index, 0, "it is the first entry");
    let none = watched.world.registry.published_proof(99).await.unwrap();
    assert!(none.unwrap_err().has("unknown-entry"));
}

#[tokio::test]
async fn a_time_stamp_goes_with_the_proof() {
    let watched = Watched::called("seed/002", POSTED).await;
    let turn = watched.turn("2023-04-17T10:05:00").await;
    let registry = &watched.world.registry;
    let note = registry.stamped_note(turn.size).await.unwrap().unwrap();
    assert_eq!(Some(note), turn.publish);
    let now = t("2023-04-17T10:06:00");
    let keep = async |size, token: &[u8]| {
        registry
            .keep_time_stamp(size, token.to_vec(), now)
            .await
            .unwrap()
    };
    assert!(
        keep(turn.size - 1, b"made up")
            .await
            .unwrap_err()
            .has("unknown-checkpoint")
    );
    assert!(keep(turn.size, b"").await.unwrap_err().has("time-stamp"));
    keep(turn.size, b"made up").await.unwrap();
    let may = watched.world.may("oskar", operation::ExplainPerson).await;
    let file = registry.proof(&may, "p1", None).await.unwrap().unwrap();
    let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
    assert_eq!(shown.time_stamp.as_deref(), Some(&b"made up"[..]));
}

#[tokio::test]
async fn an_unwitnessed_sandbox_proves_what_it_can_and_says_so() {
    let world = crate::made_up::World::of("seed/002").await;
    world
        .import(
            &crate::made_up::rows("p1", &crate::made_up::man()),
            "2023-04-02T08:00:00",
        )
        .await;
    let now = t("2023-04-02T09:00:00");
    let bench = super::watching::Bench::of_three(now);
    let mut sequencer = world.registry.sequencer(None).await.unwrap();
    let turn = sequencer.turn(&bench, now).await.unwrap();
    assert!(turn.publish.is_some() && turn.size == turn.witnessed);
    let may = world.may("oskar", operation::ExplainPerson).await;
    let file = world
        .registry
        .proof(&may, "p1", None)
        .await
        .unwrap()
        .unwrap();
    let policy = Policy::parse(world.registry.policy_text().as_bytes()).unwrap();
    let shown = verify_file(file.as_bytes(), &policy).unwrap();
    assert_eq!(shown.bracket.not_after, None, "nobody says when");
    assert!(shown.origin.as_str().starts_with("sandbox.invalid/"));
}
