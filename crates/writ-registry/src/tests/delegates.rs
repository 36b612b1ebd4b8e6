//! Delegates: who may open whose file, until when, and for what.

use std::sync::Arc;

use writ_store::{MemoryStore, Store};

use super::evidence::Watched;
use crate::evidence::copy::{Copy, Rebuilding};
use crate::made_up::{Dice, World, man, rows, t};
use crate::*;

const NOW: &str = "2023-04-17T09:00:00";
const LATER: &str = "2023-04-18T09:00:00";
const LAWYER: &str = "MADE-UP-LAWYER";

/// `p1` was called up, `p2` is in the register, and the lawyer is not.
async fn world() -> World {
    let world = World::of("seed/002").await;
    let file = rows("p1", &man()) + &rows("p2", &man());
    world.import(&file, "2023-04-02T08:00:00").await;
    world.drawn("c1", "call-up", 2, NOW).await;
    world.issue_to("c1", "p1", NOW).await.unwrap();
    world
}

async fn signed_in(registry: &Registry, person: &str) -> Ruling<PersonAccount> {
    registry.person_account(person).await.unwrap()
}

async fn may<O: Personal>(
    registry: &Registry,
    (who, on): (&str, &str),
    operation: O,
    now: &str,
) -> Ruling<Permit<O>> {
    let account = signed_in(registry, who).await?;
    let leave = registry.permit_own(&account, on, operation, t(now));
    leave.await.unwrap()
}

fn new(delegate: &str, until: Option<&str>, matters: Matters) -> NewDelegate {
    NewDelegate {
        delegate: delegate.to_owned(),
        until: until.map(t),
        matters,
    }
}

async fn appointed(registry: &Registry, by: (&str, &str), new: NewDelegate) -> Ruling<Delegation> {
    let permit = may(registry, by, operation::ActOwn, NOW).await?;
    let appointing = registry.appoint_delegate(&permit, &new, t(NOW));
    appointing.await.unwrap()
}

fn code(refused: Ruling<impl std::fmt::Debug>) -> String {
    refused.unwrap_err().grounds[0].code.clone()
}

#[tokio::test]
async fn a_person_opens_their_own_file_and_no_other() {
    let world = world().await;
    let registry = &world.registry;
    for ((who, on), told) in [
        (("p1", "p1"), "may"),
        (("p1", "p2"), "not-a-delegate"),
        (("p1", "MADE-UP-NOBODY"), "not-a-delegate"),
        ((LAWYER, "p1"), "no-account"),
        (("MADE-UP-NOBODY", "MADE-UP-NOBODY"), "no-account"),
    ] {
        let leave = may(registry, (who, on), operation::SeeOwn, NOW).await;
        let found = leave.map_or_else(|it| it.grounds[0].code.clone(), |_| "may".to_owned());
        assert_eq!(found, told, "{who} on {on}");
    }
    let own = may(registry, ("p1", "p1"), operation::SeeOwn, NOW)
        .await
        .unwrap();
    assert_eq!((own.person(), own.by().id()), ("p1", "p1"));
    assert_eq!(own.matters(), &Matters::All);
    world
        .store
        .erase_key(registry.person_stream("p2"))
        .await
        .unwrap();
    assert_eq!(
        code(signed_in(registry, "p2").await),
        "no-account",
        "who was erased"
    );
}

#[tokio::test]
async fn a_lawyer_who_is_not_in_the_register_opens_the_file_of_who_asked_them() {
    let world = world().await;
    let registry = &world.registry;
    let made = appointed(registry, ("p1", "p1"), new(LAWYER, None, Matters::All)).await;
    let made = made.unwrap();
    assert_eq!((made.id.as_str(), made.delegate.as_str()), ("d1", LAWYER));
    let lawyer = signed_in(registry, LAWYER).await.unwrap();
    assert_eq!(lawyer.known(), Known::Delegate);
    assert_eq!(registry.acting_for(&lawyer, t(NOW)).await.unwrap(), ["p1"]);
    let theirs = registry.delegations_to(&lawyer).await.unwrap();
    assert_eq!(
        theirs,
        std::slice::from_ref(&made),
        "both sides see the same"
    );
    let see = may(registry, (LAWYER, "p1"), operation::SeeOwn, NOW)
        .await
        .unwrap();
    assert_eq!((see.person(), see.by().id()), ("p1", LAWYER));
    assert_eq!(registry.delegates(&see).await.unwrap().unwrap(), [made]);
    let act = may(registry, (LAWYER, "p1"), operation::ActOwn, NOW)
        .await
        .unwrap();
    assert_eq!(
        act.signature(),
        format!("person:{LAWYER}"),
        "who did it is recorded"
    );
    for on in ["p2", LAWYER] {
        assert!(
            may(registry, (LAWYER, on), operation::SeeOwn, NOW)
                .await
                .is_err(),
            "{on}"
        );
    }
}

#[tokio::test]
async fn a_delegate_makes_nobody_else_one() {
    let world = world().await;
    let registry = &world.registry;
    appointed(registry, ("p1", "p1"), new("p2", None, Matters::All))
        .await
        .unwrap();
    let refused = may(registry, ("p2", "p1"), operation::AppointDelegate, NOW).await;
    assert_eq!(code(refused), "not-permitted");
    let refused = appointed(registry, ("p2", "p1"), new(LAWYER, None, Matters::All)).await;
    assert_eq!(code(refused), "not-permitted");
    assert_eq!(code(signed_in(registry, LAWYER).await), "no-account");
    let own = may(registry, ("p1", "p1"), operation::SeeOwn, NOW)
        .await
        .unwrap();
    assert_eq!(registry.delegates(&own).await.unwrap().unwrap().len(), 1);
}

#[tokio::test]
async fn a_delegation_ends_at_its_time_or_when_either_side_ends_it() {
    let world = world().await;
    let registry = &world.registry;
    for (case, until, by) in [
        ("its time comes", Some(LATER), None),
        ("the person takes it back", None, Some("p1")),
        ("the delegate gives it up", None, Some("p2")),
    ] {
        let made = appointed(registry, ("p1", "p1"), new("p2", until, Matters::All)).await;
        let made = made.unwrap();
        let held = may(
            registry,
            ("p2", "p1"),
            operation::SeeOwn,
            "2023-04-18T08:59:59",
        )
        .await;
        held.unwrap();
        if let Some(by) = by {
            let leave = may(registry, (by, "p1"), operation::ActOwn, NOW)
                .await
                .unwrap();
            let ended = registry
                .end_delegation(&leave, &made.id, t(NOW))
                .await
                .unwrap();
            assert_eq!(ended.unwrap().ended.unwrap().by, format!("person:{by}"));
            let again = registry
                .end_delegation(&leave, &made.id, t(NOW))
                .await
                .unwrap();
            assert_eq!(code(again), "delegation-over", "{case}");
        }
        let over = may(registry, ("p2", "p1"), operation::SeeOwn, LATER).await;
        assert_eq!(code(over), "not-a-delegate", "{case}");
        let other = signed_in(registry, "p2").await.unwrap();
        let nobody: [String; 0] = [];
        assert_eq!(
            registry.acting_for(&other, t(LATER)).await.unwrap(),
            nobody,
            "{case}"
        );
        // The next one begins when this one is over.
        let leave = may(registry, ("p1", "p1"), operation::ActOwn, NOW)
            .await
            .unwrap();
        drop(
            registry
                .end_delegation(&leave, &made.id, t(NOW))
                .await
                .unwrap(),
        );
    }
    let own = may(registry, ("p1", "p1"), operation::SeeOwn, NOW)
        .await
        .unwrap();
    let all = registry.delegates(&own).await.unwrap().unwrap();
    assert_eq!(all.len(), 3, "what is over stays visible");
}

#[tokio::test]
async fn a_delegate_for_one_matter_reaches_no_other() {
    let world = world().await;
    let registry = &world.registry;
    let matter = world.explain("p1", NOW).await.matters[0].matter.id.clone();
    let only = Matters::Only([matter.clone()].into());
    appointed(registry, ("p1", "p1"), new("p2", None, only))
        .await
        .unwrap();
    let leave = may(registry, ("p2", "p1"), operation::ActOwn, NOW)
        .await
        .unwrap();
    leave.covers_matter(&matter).unwrap();
    assert_eq!(code(leave.covers_matter("another")), "other-matter");
    let own = may(registry, ("p1", "p1"), operation::ActOwn, NOW)
        .await
        .unwrap();
    own.covers_matter("another").unwrap();
}

#[tokio::test]
async fn who_cannot_be_made_a_delegate() {
    let world = world().await;
    let registry = &world.registry;
    let only =
        |matters: &[&str]| Matters::Only(matters.iter().map(|it| (*it).to_owned()).collect());
    appointed(registry, ("p1", "p1"), new("p2", None, Matters::All))
        .await
        .unwrap();
    for (delegate, until, matters, told) in [
        ("p1", None, Matters::All, "own-delegate"),
        ("p2", None, Matters::All, "delegate-exists"),
        ("", None, Matters::All, "empty-identifier"),
        ("two\nlines", None, Matters::All, "identifier"),
        (LAWYER, Some(NOW), Matters::All, "until-passed"),
        (LAWYER, None, only(&[]), "no-matter"),
        (LAWYER, None, only(&["another"]), "unknown-matter"),
    ] {
        let refused = appointed(registry, ("p1", "p1"), new(delegate, until, matters)).await;
        assert_eq!(code(refused), told, "{delegate}");
    }
    for number in 1..10 {
        let name = format!("MADE-UP-{number}");
        appointed(registry, ("p1", "p1"), new(&name, None, Matters::All))
            .await
            .unwrap();
    }
    let refused = appointed(registry, ("p1", "p1"), new(LAWYER, None, Matters::All)).await;
    assert_eq!(code(refused), "many-delegates");
    let theirs = may(registry, ("p2", "p1"), operation::ActOwn, NOW)
        .await
        .unwrap();
    let others = registry
        .end_delegation(&theirs, "d2", t(NOW))
        .await
        .unwrap();
    assert_eq!(
        code(others),
        "unknown-delegation",
        "a delegate ends their own"
    );
}

#[tokio::test]
async fn a_delegate_changes_nothing_in_law_and_is_there_when_all_is_built_anew() {
    let watched = Watched::called("seed/002", "2023-04-17T08:00:00").await;
    let world = &watched.world;
    let registry = &world.registry;
    let before = world.explain("p1", LATER).await.matters;
    appointed(registry, ("p1", "p1"), new(LAWYER, None, Matters::All))
        .await
        .unwrap();
    let second = appointed(registry, ("p1", "p1"), new("MADE-UP-2", None, Matters::All)).await;
    let leave = may(registry, ("p1", "p1"), operation::ActOwn, NOW)
        .await
        .unwrap();
    let ended = registry
        .end_delegation(&leave, &second.unwrap().id, t(NOW))
        .await;
    ended.unwrap().unwrap();
    assert_eq!(world.explain("p1", LATER).await.matters, before);
    watched.turn("2023-04-17T09:05:00").await;
    let audit = registry.audit(&[], &mut |_, _| ()).await.unwrap();
    assert!(audit.is_sound(), "{:?}", audit.findings);
    assert_eq!((audit.opened, audit.waiting), (audit.entries, 0));
    let oversight = world.may("oskar", operation::ExplainPerson).await;
    let acts = registry.acts(&oversight, "p1").await.unwrap().unwrap();
    let last: Vec<_> = acts
        .iter()
        .rev()
        .take(3)
        .map(|act| act.what.join(" "))
        .collect();
    assert_eq!(
        last,
        [
            "delegation-ended",
            "delegate-appointed",
            "delegate-appointed"
        ]
    );
    let proof = registry.proof(&oversight, "p1", None).await.unwrap();
    assert!(proof.is_ok(), "an act like others, with its proof");

    let (checkpoints, covers) = registry.checkpoints_after(0, 0).await.unwrap();
    let part = registry.copy(0, 100_000).await.unwrap();
    let founding = registry.founding_copy().await.unwrap();
    let keys = part.keys;
    let copy = Copy {
        founding,
        keys,
        checkpoints,
        covers,
    };
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let mut rebuilding = Rebuilding::begin(store, copy).await.unwrap();
    for line in &part.records {
        rebuilding.take(line).await.unwrap();
    }
    let again = rebuilding
        .finish(Arc::new(Dice::seeded(9)), &world.key)
        .await
        .unwrap();
    let lawyer = signed_in(&again, LAWYER).await.unwrap();
    assert_eq!(again.acting_for(&lawyer, t(LATER)).await.unwrap(), ["p1"]);
    assert!(
        may(&again, (LAWYER, "p1"), operation::ActOwn, LATER)
            .await
            .is_ok()
    );
    assert_eq!(code(signed_in(&again, "MADE-UP-2").await), "no-account");
}
