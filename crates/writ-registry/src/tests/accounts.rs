//! Accounts that end, and the keys of desks.

use crate::made_up::{World, account, t};
use crate::*;

const NOW: &str = "2023-04-17T09:00:00";

async fn ended(world: &World, name: &str, now: &str) -> Ruling<Officer> {
    let may = world.may("root", operation::AddOfficer).await;
    let registry = &world.registry;
    registry.end_officer(&may, name, t(now)).await.unwrap()
}

async fn key(world: &World, name: &str) -> Ruling<DeskKey> {
    let may = world.may("root", operation::AddOfficer).await;
    let registry = &world.registry;
    registry.issue_desk_key(&may, name, t(NOW)).await.unwrap()
}

async fn revoked(world: &World, name: &str, which: Revoke) -> Ruling<usize> {
    let may = world.may("root", operation::AddOfficer).await;
    let registry = &world.registry;
    let revoked = registry.revoke_desk_keys(&may, name, which, t(NOW));
    revoked.await.unwrap()
}

async fn desk(world: &World, key: &str) -> Ruling<String> {
    let found = world.registry.desk_by_key(key).await.unwrap();
    found.map(|officer| officer.name().to_owned())
}

#[tokio::test]
async fn nothing_is_permitted_to_an_account_that_was_ended() {
    let world = World::of("seed/002").await;
    let known = world.registry.officer("olga").await.unwrap().unwrap();
    let before = Principal::Officer(known);
    ended(&world, "olga", NOW).await.unwrap();
    let refused = world.registry.permit("olga", operation::SeeCampaign).await;
    assert!(refused.unwrap().unwrap_err().has("officer-ended"));
    let refused = world.registry.officer("olga").await.unwrap();
    assert!(refused.unwrap_err().has("officer-ended"));
    let may = world.may("root", operation::AddOfficer).await;
    let all = world.registry.officers(&may).await.unwrap();
    let listed = all.into_iter().find(|it| it.name() == "olga").unwrap();
    assert_eq!(listed.ended_at(), Some(t(NOW)), "the entry stays");
    let listed = Principal::Officer(listed);
    let anything = authorise(&listed, operation::SeeCampaign, &Resource::Registry);
    assert!(anything.unwrap_err().has("not-permitted"));
    assert!(
        authorise(&before, operation::SeeCampaign, &Resource::Registry).is_ok(),
        "who was read before it ended is read anew for each step"
    );
    let again = account("olga", &[Role::Officer], None);
    let again = world.registry.add_officer(&may, again, t(NOW)).await;
    assert!(again.unwrap().unwrap_err().has("officer-exists"));
}

#[tokio::test]
async fn who_cannot_be_ended() {
    let world = World::of("seed/002").await;
    for (name, code) in [("nobody", "unknown-officer"), ("root", "last-operator")] {
        let refused = ended(&world, name, NOW).await.unwrap_err();
        assert!(refused.has(code), "{name}: {refused}");
    }
    ended(&world, "rita", NOW).await.unwrap();
    assert!(
        ended(&world, "rita", NOW)
            .await
            .unwrap_err()
            .has("officer-ended")
    );
    let may = world.may("root", operation::AddOfficer).await;
    let other = account("ruth", &[Role::Operator], None);
    let added = world.registry.add_officer(&may, other, t(NOW)).await;
    added.unwrap().unwrap();
    ended(&world, "root", NOW).await.unwrap();
    let refused = world.registry.permit("root", operation::AddOfficer).await;
    assert!(refused.unwrap().is_err(), "the founder too");
}

#[tokio::test]
async fn a_desk_is_known_by_its_key_until_that_is_taken_back() {
    let world = World::of("seed/002").await;
    let first = key(&world, "exit").await.unwrap();
    let text = first.text();
    assert!(text.starts_with("writ_desk_"), "{text}");
    assert_eq!(
        text.len(),
        "writ_desk_".len() + 8 + 43,
        "256 bits and a name"
    );
    assert_eq!(format!("{first:?}"), "DeskKey(…)");
    assert_eq!(desk(&world, text).await.unwrap(), "exit");
    let second = key(&world, "exit").await.unwrap();
    let other = key(&world, "credit").await.unwrap();
    assert_ne!(text, second.text());
    assert_eq!(desk(&world, text).await.unwrap(), "exit", "both hold");
    assert_eq!(desk(&world, second.text()).await.unwrap(), "exit");
    assert_eq!(revoked(&world, "exit", Revoke::Older).await.unwrap(), 1);
    let refused = desk(&world, text).await.unwrap_err();
    assert_eq!(desk(&world, second.text()).await.unwrap(), "exit");
    assert_eq!(revoked(&world, "exit", Revoke::All).await.unwrap(), 1);
    assert_eq!(desk(&world, second.text()).await.unwrap_err(), refused);
    assert_eq!(desk(&world, other.text()).await.unwrap(), "credit");
    ended(&world, "credit", NOW).await.unwrap();
    let unknown = desk(&world, other.text()).await.unwrap_err();
    assert_eq!(unknown, refused, "taken back, ended, unknown: all alike");
    for wrong in [
        "",
        "writ_desk_",
        text.strip_suffix(|_: char| true).unwrap(),
        &text.to_uppercase(),
        "exit",
    ] {
        assert_eq!(desk(&world, wrong).await.unwrap_err(), refused, "{wrong}");
    }
}

#[tokio::test]
async fn who_gets_no_key() {
    let world = World::of("seed/002").await;
    for (name, code) in [("olga", "no-desk"), ("nobody", "unknown-officer")] {
        let refused = key(&world, name).await.unwrap_err();
        assert!(refused.has(code), "{name}: {refused}");
    }
    for _ in 0..3 {
        key(&world, "exit").await.unwrap();
    }
    assert!(key(&world, "exit").await.unwrap_err().has("many-keys"));
    let none = revoked(&world, "driving", Revoke::All).await;
    assert!(none.unwrap_err().has("no-keys"));
    ended(&world, "driving", NOW).await.unwrap();
    assert!(
        key(&world, "driving")
            .await
            .unwrap_err()
            .has("officer-ended")
    );
    let may = world.registry.permit("rita", operation::AddOfficer).await;
    assert!(may.unwrap().is_err(), "an operator alone gives keys");
}

#[tokio::test]
async fn another_system_has_a_key_and_reads_the_feed_alone() {
    let world = World::of("seed/002").await;
    let may = world.may("root", operation::AddOfficer).await;
    let system = account("files", &[Role::System], None);
    let added = world.registry.add_officer(&may, system, t(NOW)).await;
    added.unwrap().unwrap();
    let key = key(&world, "files").await.unwrap();
    assert!(key.text().starts_with("writ_system_"));
    let known = world.registry.desk_by_key(key.text()).await.unwrap();
    let known = Principal::Officer(known.unwrap());
    assert!(authorise(&known, operation::ReadFeed, &Resource::Registry).is_ok());
    assert!(authorise(&known, operation::AskQuestion, &Resource::Registry).is_err());
    let both = account("both", &[Role::System, Role::Officer], None);
    let both = world.registry.add_officer(&may, both, t(NOW)).await;
    assert!(both.unwrap().unwrap_err().has("system-alone"));
}
