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

/// The answer of a made-up time-stamp authority over something, with a serial number: as much of it
/// as says what it is over. Nobody has signed it.
fn stamp(over: &str, serial: u8) -> Vec<u8> {
    fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let within = parts.concat();
        let length = u8::try_from(within.len()).unwrap();
        let head = match length {
            0..0x80 => vec![tag, length],
            _ => vec![tag, 0x81, length],
        };
        [head, within].concat()
    }
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(over.as_bytes());
    let signed_data = der(6, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]]);
    let tst_info = der(6, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4]]);
    let sha_256 = der(
        0x30,
        &[&der(6, &[&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]])],
    );
    let imprint = der(0x30, &[&sha_256, &der(4, &[&digest])]);
    let (one, number) = (der(2, &[&[1]]), der(2, &[&[serial]]));
    let info = der(0x30, &[&one, &der(6, &[&[0x2a, 3]]), &imprint, &number]);
    let content = der(0x30, &[&tst_info, &der(0xa0, &[&der(4, &[&info])])]);
    let signed = der(0x30, &[&der(2, &[&[3]]), &[0x31, 0], &content, &[0x31, 0]]);
    let token = der(0x30, &[&signed_data, &der(0xa0, &[&signed])]);
    let granted = der(0x30, &[&der(2, &[&[0]])]);
    der(0x30, &[&granted, &token])
}

#[tokio::test]
async fn a_time_stamp_goes_with_the_proof_of_the_checkpoint_that_it_is_over() {
    let watched = Watched::called("seed/002", POSTED).await;
    let first = watched.turn("2023-04-17T10:05:00").await;
    let registry = &watched.world.registry;
    let note = registry.stamped_note(first.size).await.unwrap().unwrap();
    assert_eq!(Some(&note), first.publish.as_ref());
    // The ledger grows before the authority answers.
    watched
        .world
        .import(&crate::made_up::rows("p2", &crate::made_up::man()), POSTED)
        .await;
    let second = watched.turn("2023-04-17T10:06:00").await;
    assert!(second.size > first.size);
    let keep = async |size, token: Vec<u8>| {
        // A clock that stands still.
        let now = t("2023-04-17T10:06:00");
        registry.keep_time_stamp(size, token, now).await.unwrap()
    };
    let refused = async |size, token| keep(size, token).await.unwrap_err();
    let no_size = first.size - 1;
    let none = refused(Some(no_size), stamp(&note, 1)).await;
    assert!(none.has("unknown-checkpoint"));
    for garbage in [Vec::new(), b"made up".to_vec(), vec![0x30; 70_000]] {
        assert!(refused(None, garbage).await.has("time-stamp"));
    }
    let other = refused(Some(second.size), stamp(&note, 1)).await;
    assert!(other.has("other-checkpoint"));
    let nothing = refused(None, stamp("something else", 1)).await;
    assert!(nothing.has("other-checkpoint"));

    let may = watched.world.may("oskar", operation::ExplainPerson).await;
    let stamp_of = async |person| {
        let file = registry.proof(&may, person, None).await.unwrap().unwrap();
        let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
        shown.time_stamp
    };
    assert_eq!(stamp_of("p1").await, None);
    for serial in 1..=3 {
        let kept = keep(None, stamp(&note, serial)).await.unwrap();
        assert_eq!(kept, first.size);
        assert_eq!(stamp_of("p1").await, Some(stamp(&note, serial)), "the last");
    }
    assert_eq!(stamp_of("p2").await, None, "a later checkpoint covers it");
    let later = second.publish.unwrap();
    assert_eq!(keep(None, stamp(&later, 1)).await, Ok(second.size));
    assert_eq!(stamp_of("p2").await, Some(stamp(&later, 1)));
}

#[tokio::test]
async fn each_record_says_under_which_rule() {
    let watched = Watched::called("seed/002", POSTED).await;
    let event = |event: &mut writ_law::case::Event| event.channel = Some("portal".to_owned());
    let kind = writ_law::event::EventKind::Opened;
    let opened = watched
        .world
        .record("p1", kind, "2023-04-17T11:00:00", event);
    let opened = opened.await.unwrap();
    let wrong = |event: &mut writ_law::case::Event| {
        event.supersedes = Some(opened.event.id.clone());
        event.reason = Some("somebody else opened it".to_owned());
    };
    let kind = writ_law::event::EventKind::Corrected;
    let corrected = watched
        .world
        .record("p1", kind, "2023-04-17T12:00:00", wrong);
    corrected.await.unwrap();
    watched.turn("2023-04-17T12:00:07").await;
    let registry = &watched.world.registry;
    let may = watched.world.may("oskar", operation::ExplainPerson).await;
    let regime = &registry.regimes()[0];
    let mut seen = Vec::new();
    for act in registry.acts(&may, "p1").await.unwrap().unwrap() {
        let file = registry.proof(&may, "p1", Some(act.number)).await;
        let file = file.unwrap().unwrap();
        let shown = verify_file(file.as_bytes(), &policy_of(&watched)).unwrap();
        let record: serde_json::Value = serde_json::from_slice(&shown.record).unwrap();
        for happened in record["entry"]["acts"].as_array().unwrap() {
            let Some(happened) = happened.get("happened") else {
                continue;
            };
            let under = serde_json::json!({
                "law": {
                    "name": regime.name(),
                    "order": "made-up order no. 1",
                    "version": regime.version(),
                },
                "origin": {"campaign": "c1"},
                "regime": regime.digest(),
            });
            assert_eq!(happened["under"], under);
            let what = happened["event"]["kind"].as_str().unwrap().to_owned();
            seen.push((what, happened.get("corrects").cloned()));
        }
    }
    let it = serde_json::json!({"at": "2023-04-17T08:00:00Z", "kind": "opened"});
    let expected = [("posted", None), ("opened", None), ("corrected", Some(it))];
    assert_eq!(seen, expected.map(|(what, it)| (what.to_owned(), it)));
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
