use std::collections::BTreeMap;

use writ_law::draw;

use crate::made_up::{World, man, new_campaign, rows, t, with};
use crate::seal::unhex;
use crate::*;

const IMPORTED: &str = "2023-04-02T08:00:00";
const NOW: &str = "2023-04-17T09:00:00";

async fn world(people: &[(&str, BTreeMap<&'static str, &'static str>)]) -> World {
    let world = World::of("seed/002").await;
    let file: String = people
        .iter()
        .map(|(person, facts)| rows(person, facts))
        .collect();
    let (_, rejects) = world.import(&file, IMPORTED).await;
    assert!(rejects.is_empty(), "{rejects:?}");
    world
}

fn men(count: usize) -> Vec<(&'static str, BTreeMap<&'static str, &'static str>)> {
    (0..count)
        .map(|n| (&*Box::leak(format!("p{n}").into_boxed_str()), man()))
        .collect()
}

#[tokio::test]
async fn everyone_is_judged_and_counted_with_a_ground() {
    let world = world(&[
        ("p1", man()),
        ("p2", with(&[("service", "completed")])),
        ("p3", with(&[("fitness", "D")])),
        ("p4", with(&[("fitness", "")])),
        ("p5", with(&[("region", "B")])),
        ("p6", with(&[("region", "")])),
    ])
    .await;
    let tally = world.listed("c1", "call-up", 5, t(NOW)).await;
    assert_eq!(tally.judged, 6);
    assert_eq!(tally.eligible, BTreeMap::from([("A".to_owned(), 1)]));
    assert_eq!(
        (tally.ineligible.values().sum::<u64>(), tally.elsewhere),
        (2, 1)
    );
    assert_eq!(
        tally.held.get("fitness missing"),
        Some(&1),
        "{:?}",
        tally.held
    );
    assert_eq!(
        tally.held.get("region missing"),
        Some(&1),
        "{:?}",
        tally.held
    );
}

/// S09: a 38-year-old who had completed service; S11: unfit, and a health fact that has expired.
#[tokio::test]
async fn s09_s11_nobody_is_issued_who_is_not_shown_eligible() {
    let old = rows("stale", &with(&[("fitness", "")]))
        + "stale,fitness,A,2022-03-01,2022-03-01,medical-board\n";
    let world = World::of("seed/002").await;
    let file = rows(
        "served",
        &with(&[("birth-date", "1985-03-05"), ("service", "completed")]),
    ) + &rows("unfit", &with(&[("fitness", "D")]))
        + &rows("fit", &man());
    world.import(&file, IMPORTED).await;
    // Facts of several recording times come in the order of those times.
    let (_, rejects) = world.import(&old, IMPORTED).await;
    assert!(rejects.is_empty(), "{rejects:?}");
    world.drawn("c1", "call-up", 10, NOW).await;
    for (person, code) in [
        ("served", "ineligible"),
        ("unfit", "ineligible"),
        ("stale", "held"),
    ] {
        let refusal = world.issue_to("c1", person, NOW).await.unwrap_err();
        assert!(refusal.has(code), "{person}: {refusal}");
        assert!(
            world.explain(person, NOW).await.matters.is_empty(),
            "nothing posted"
        );
    }
    let tally = world.issue("c1", NOW).await.unwrap();
    assert_eq!(tally.issued, BTreeMap::from([("A".to_owned(), 1)]));
    let refused = world.status("c1").await.issued.refused;
    assert_eq!(
        refused,
        BTreeMap::from([("held".to_owned(), 1), ("ineligible".to_owned(), 2)])
    );
}

/// Between the draw and the issue a fact changes: the person is judged again.
#[tokio::test]
async fn eligibility_is_judged_again_at_issue() {
    let world = world(&men(3)).await;
    world.drawn("c1", "call-up", 3, NOW).await;
    world
        .import("p1,fitness,D,2023-04-16,2023-04-16,medical-board\n", NOW)
        .await;
    let tally = world.issue("c1", "2023-04-18T09:00:00").await.unwrap();
    assert_eq!(tally.issued["A"], 2);
    assert_eq!(tally.turned_away.values().sum::<u64>(), 1);
    assert!(world.explain("p1", NOW).await.matters.is_empty());
}

/// S18: the quota counts call-ups; one more is refused.
#[tokio::test]
async fn s18_nobody_is_called_up_beyond_the_quota() {
    let world = world(&men(8)).await;
    world.drawn("c1", "call-up", 5, NOW).await;
    let tally = world.issue("c1", NOW).await.unwrap();
    assert_eq!((tally.issued["A"], tally.posted), (5, 5));
    let status = world.status("c1").await;
    let drawn = status.drawn.clone().unwrap();
    assert_eq!((status.phase, drawn.offices["A"].drawn), (Phase::Issued, 5));
    let mut beyond = 0;
    let may = world.may("oskar", operation::ExplainPerson).await;
    let seed = drawn.seed();
    let last: [u8; 32] = unhex(&drawn.offices["A"].last.as_ref().unwrap().rank).unwrap();
    for n in 0..8 {
        let person = format!("p{n}");
        let own = world
            .registry
            .own_rank(&may, "c1", &person)
            .await
            .unwrap()
            .unwrap();
        // Everyone can check their own rank with what they are given, and the published seed.
        let commitment = draw::commitment(&unhex(&own.nonce).unwrap(), person.as_bytes());
        assert_eq!(Some(commitment), unhex(&own.commitment));
        assert_eq!(own.drawn, Some(draw::rank(&seed, &commitment) <= last));
        let refusal = world.issue_to("c1", &person, NOW).await.unwrap_err();
        if own.drawn == Some(false) {
            assert!(refusal.has("quota"), "{refusal}");
            beyond += 1;
        }
    }
    assert_eq!(beyond, 3);
    let may = world.may("oskar", operation::SeeCampaign).await;
    let list = world
        .registry
        .commitments(&may, "c1")
        .await
        .unwrap()
        .unwrap();
    let status = world.status("c1").await;
    let committed = status.committed.unwrap();
    assert_eq!(committed.offices["A"].candidates, 8);
    assert!(list["A"].is_sorted());
}

/// S47: an order for somebody outside the committed list.
#[tokio::test]
async fn s47_nobody_outside_the_list_can_be_issued() {
    let world = world(&men(2)).await;
    world.drawn("c1", "call-up", 2, NOW).await;
    world.import(&rows("late", &man()), NOW).await;
    for person in ["late", "nobody"] {
        let refusal = world.issue_to("c1", person, NOW).await.unwrap_err();
        assert!(refusal.has("outside-the-list"), "{refusal}");
    }
    assert!(world.explain("late", NOW).await.matters.is_empty());
    let may = world.may("olga", operation::ListCandidates).await;
    let listing = world.registry.candidates(&may, "c1").await.unwrap();
    assert!(
        listing.unwrap_err().has("committed"),
        "no list is made after the commitment"
    );
}

#[tokio::test]
async fn two_pairs_of_eyes() {
    let world = world(&men(2)).await;
    let now = t(NOW);
    let may = world.may("anna", operation::OpenCampaign).await;
    let new = new_campaign(&world.registry, "c1", "call-up", 1);
    world
        .registry
        .open_campaign(&may, new, now)
        .await
        .unwrap()
        .unwrap();
    world.list("c1", now).await;
    let may = world.may("anna", operation::CommitList).await;
    world
        .registry
        .commit_list(&may, "c1", now)
        .await
        .unwrap()
        .unwrap();
    let refusal = world.issue("c1", NOW).await.unwrap_err();
    assert!(refusal.has("not-approved"), "{refusal}");
    let may = world.may("anna", operation::DrawCampaign).await;
    world
        .registry
        .draw(&may, "c1", b"seed", now)
        .await
        .unwrap()
        .unwrap();
    let twice = world
        .registry
        .draw(&may, "c1", b"better seed", now)
        .await
        .unwrap();
    assert!(twice.unwrap_err().has("drawn"));
    let may = world.may("anna", operation::ApproveCampaign).await;
    let refusal = world
        .registry
        .approve(&may, "c1", now)
        .await
        .unwrap()
        .unwrap_err();
    assert!(refusal.has("two-pairs-of-eyes"), "{refusal}");
}

#[tokio::test]
async fn a_campaign_goes_step_by_step() {
    let world = world(&men(2)).await;
    let now = t(NOW);
    let open = world.may("olga", operation::OpenCampaign).await;
    let refused = async |change: &dyn Fn(&mut NewCampaign)| {
        let mut new = new_campaign(&world.registry, "c1", "call-up", 1);
        change(&mut new);
        let opened = world.registry.open_campaign(&open, new, now).await.unwrap();
        opened.unwrap_err().grounds[0].code.clone()
    };
    assert_eq!(
        refused(&|new| new.id = "C 1".to_owned()).await,
        "campaign-id"
    );
    assert_eq!(refused(&|new| new.order = String::new()).await, "no-order");
    assert_eq!(
        refused(&|new| new.regime = "seed/009".to_owned()).await,
        "unknown-regime"
    );
    assert_eq!(
        refused(&|new| new.instrument = "order".to_owned()).await,
        "unknown-instrument"
    );
    assert_eq!(refused(&|new| new.quotas.clear()).await, "no-quota");
    assert_eq!(
        refused(&|new| new.window.until = new.window.from).await,
        "window"
    );
    let new = new_campaign(&world.registry, "c1", "call-up", 1);
    world
        .registry
        .open_campaign(&open, new.clone(), now)
        .await
        .unwrap()
        .unwrap();
    let again = world.registry.open_campaign(&open, new, now).await.unwrap();
    assert!(again.unwrap_err().has("campaign-exists"));
    let commit = world.may("olga", operation::CommitList).await;
    let early = world
        .registry
        .commit_list(&commit, "c1", now)
        .await
        .unwrap();
    assert!(early.unwrap_err().has("not-listed"));
    let draw = world.may("olga", operation::DrawCampaign).await;
    let early = world
        .registry
        .draw(&draw, "c1", b"seed", now)
        .await
        .unwrap();
    assert!(early.unwrap_err().has("not-committed"));
    let approve = world.may("anna", operation::ApproveCampaign).await;
    let early = world.registry.approve(&approve, "c1", now).await.unwrap();
    assert!(early.unwrap_err().has("not-drawn-yet"));
    assert_eq!(world.status("c1").await.phase, Phase::Open);
}

#[tokio::test]
async fn nothing_is_issued_without_a_law_outside_the_window_or_too_late() {
    let world = world(&men(1)).await;
    world.drawn("c1", "call-up", 1, "2023-04-10T09:00:00").await;
    // The law begins on 14 April.
    let early = world.issue("c1", "2023-04-13T23:59:59").await.unwrap_err();
    assert!(early.has("no-law-in-force"), "{early}");
    let late = world.issue("c1", "2023-07-10T09:00:00").await.unwrap_err();
    assert!(
        late.has("outside-window"),
        "they would appear after it: {late}"
    );
    let mut new = new_campaign(&world.registry, "c2", "call-up", 1);
    new.appear = Appear::At(t("2023-04-19T09:00:00"));
    world.open(new, t(NOW)).await;
    world.list("c2", t(NOW)).await;
    world.approved("c2", t(NOW)).await;
    let short = world.issue("c2", NOW).await.unwrap_err();
    assert!(short.has("lead-too-short"), "{short}");
}

#[tokio::test]
async fn notices_go_where_the_facts_allow() {
    let world = world(&[
        ("portal", man()),
        ("letter", with(&[("account", "none")])),
        (
            "hand",
            with(&[("account", "none"), ("address", "unconfirmed")]),
        ),
    ])
    .await;
    world.drawn("c1", "call-up", 3, NOW).await;
    let tally = world.issue("c1", NOW).await.unwrap();
    assert_eq!(tally.posted, 1);
    let paper = BTreeMap::from([("hand".to_owned(), 1), ("post".to_owned(), 1)]);
    assert_eq!(tally.paper, paper);
    let messages = world.messages().await;
    let to = |person: &str| {
        messages.iter().any(|message| {
            matches!(message, Message::Paper { person: to, channel, .. }
                if to == person && (channel == "post") == (person == "letter"))
        })
    };
    assert!(to("letter") && to("hand") && !to("portal"), "{messages:?}");
    assert_eq!(
        world.explain("portal", NOW).await.matters[0].events.len(),
        1
    );
    assert!(
        world.explain("letter", NOW).await.matters[0]
            .events
            .is_empty()
    );
}

/// The program is stopped after each batch of both the list and the issue.
#[tokio::test]
async fn a_campaign_that_is_killed_goes_on_where_it_stopped() {
    let world = World::of("seed/002").await;
    let file: String = (0..260).map(|n| rows(&format!("p{n}"), &man())).collect();
    world.import(&file, IMPORTED).await;
    let now = t(NOW);
    world
        .open(new_campaign(&world.registry, "c1", "call-up", 200), now)
        .await;
    let list = world.may("olga", operation::ListCandidates).await;
    let tally = loop {
        let listing = world.registry.candidates(&list, "c1").await.unwrap();
        if let ListStep::Finished(tally) = listing.unwrap().step(now).await.unwrap() {
            break tally;
        }
    };
    assert_eq!((tally.judged, tally.eligible["A"]), (260, 260));
    world.approved("c1", now).await;
    let issue = world.may("olga", operation::IssueCampaign).await;
    let mut runs = 0;
    let tally = loop {
        runs += 1;
        let mut issuing = world.registry.issue(&issue, "c1").await.unwrap().unwrap();
        if let IssueStep::Finished(tally) = issuing.step(now).await.unwrap().unwrap() {
            break tally;
        }
    };
    assert!(runs > 2, "{runs}");
    assert_eq!(
        (tally.issued["A"], tally.posted, tally.open_already),
        (200, 200, 0)
    );
    let mut matters = 0;
    for n in 0..260 {
        let holding = world.registry.holding(&format!("p{n}")).await.unwrap();
        assert!(holding.matters.len() < 2);
        matters += holding.matters.len();
    }
    assert_eq!(matters, 200);
    assert_eq!(
        world.issue("c1", NOW).await.unwrap(),
        tally,
        "nothing is issued twice"
    );
}

#[tokio::test]
async fn one_open_matter_per_person_and_instrument() {
    let world = world(&men(2)).await;
    world.drawn("c1", "call-up", 2, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    world.drawn("c2", "call-up", 2, NOW).await;
    let tally = world.issue("c2", NOW).await.unwrap();
    assert_eq!((tally.issued.len(), tally.open_already), (0, 2));
    world.drawn("c3", "drill", 2, NOW).await;
    assert_eq!(
        world.issue("c3", NOW).await.unwrap().issued["A"],
        2,
        "a test is beside it"
    );
}

#[tokio::test]
async fn an_officer_of_another_office_may_not() {
    let world = world(&men(1)).await;
    let add = world.may("root", operation::AddOfficer).await;
    let mut boris = crate::made_up::account("boris", &[Role::Officer], None);
    boris.offices = Offices::Only(["B".to_owned()].into());
    world
        .registry
        .add_officer(&add, boris, t(NOW))
        .await
        .unwrap()
        .unwrap();
    let may = world.may("boris", operation::OpenCampaign).await;
    let new = new_campaign(&world.registry, "c1", "call-up", 1);
    let refusal = world
        .registry
        .open_campaign(&may, new, t(NOW))
        .await
        .unwrap()
        .unwrap_err();
    assert!(refusal.has("other-office"), "{refusal}");
    world.drawn("c1", "call-up", 1, NOW).await;
    let may = world.may("boris", operation::WithdrawCampaign).await;
    let refusal = world
        .registry
        .withdraw_campaign(&may, "c1", "why", t(NOW))
        .await
        .unwrap();
    assert!(refusal.unwrap_err().has("other-office"));
}
