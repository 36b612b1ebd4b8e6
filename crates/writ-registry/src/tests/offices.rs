//! For which offices an officer acts binds everywhere.

use writ_law::case::Event;
use writ_law::event::EventKind;

use crate::made_up::{HEADER, World, account, man, order, rows, t, with};
use crate::*;

const NOW: &str = "2023-04-17T09:00:00";

/// `boris` is everything an officer can be, of office B; `oleg` oversees there.
async fn world() -> World {
    let world = World::of("seed/002").await;
    let file = rows("a1", &man()) + &rows("b1", &with(&[("region", "B")]));
    world.import(&file, "2023-04-02T08:00:00").await;
    let may = world.may("root", operation::AddOfficer).await;
    let roles = [Role::Officer, Role::Approver, Role::Registrar];
    let mut boris = account("boris", &roles, None);
    boris.offices = Offices::Only(["B".to_owned()].into());
    let mut oleg = account("oleg", &[Role::Oversight], None);
    oleg.offices = boris.offices.clone();
    for new in [boris, oleg] {
        let added = world.registry.add_officer(&may, new, t(NOW)).await;
        added.unwrap().unwrap();
    }
    world
}

#[tokio::test]
async fn a_file_is_read_by_its_office_and_by_oversight() {
    let world = world().await;
    let read = async |who: &str, person: &str| {
        let may = world.may(who, operation::ExplainPerson).await;
        let read = world.registry.explain(&may, person, t(NOW), None, None);
        read.await.unwrap()
    };
    assert!(read("boris", "a1").await.unwrap_err().has("other-office"));
    read("boris", "b1").await.unwrap();
    read("oleg", "a1").await.unwrap();
    read("olga", "a1").await.unwrap();
    world.drawn("c1", "call-up", 1, NOW).await;
    let rank = async |who: &str| {
        let may = world.may(who, operation::ExplainPerson).await;
        world.registry.own_rank(&may, "c1", "a1").await.unwrap()
    };
    assert!(rank("boris").await.unwrap_err().has("other-office"));
    rank("olga").await.unwrap();
    rank("oleg").await.unwrap();
}

#[tokio::test]
async fn a_registrar_keeps_the_register_of_their_office() {
    let world = world().await;
    let file = HEADER.to_owned()
        + &rows("a2", &man())
        + &rows("b2", &with(&[("region", "B")]))
        + "a1,fitness,B,2023-04-03,2023-04-03,medical-board\n"
        + "b1,fitness,B,2023-04-03,2023-04-03,medical-board\n";
    let import = async |who: &str| {
        let may = world.may(who, operation::ImportRegister).await;
        let order = order(&file, Recorded::AsGiven);
        let importing = world.registry.import(&may, order, file.as_bytes()).await;
        let mut importing = importing.unwrap().unwrap();
        loop {
            if let ImportStep::Finished(report) = importing.step(t(NOW)).await.unwrap() {
                return (report, importing.rejects());
            }
        }
    };
    let (report, rejects) = import("boris").await;
    assert_eq!((report.people, report.facts, report.rejected), (1, 9, 9));
    let grounded = |it: &Reject| it.reason.starts_with("other-office");
    assert!(rejects.iter().all(grounded), "{rejects:?}");
    let (report, rejects) = import("rita").await;
    assert!(
        rejects.is_empty(),
        "for all offices, the rest goes in: {rejects:?}"
    );
    assert_eq!((report.people, report.facts, report.unchanged), (1, 9, 9));
}

#[tokio::test]
async fn an_outage_is_recorded_for_all_offices_or_not_at_all() {
    let world = world().await;
    let may = world.may("boris", operation::RecordOutage).await;
    let mut event = Event::new("", EventKind::OutageStarted, t("2023-04-17T08:00:00"));
    event.channel = Some("portal".to_owned());
    let recorded = world.registry.record_outage(&may, &event, t(NOW)).await;
    assert!(recorded.unwrap().unwrap_err().has("other-office"));
}

#[tokio::test]
async fn what_was_known_before_the_issue_has_no_matter_and_no_question() {
    let world = world().await;
    world.drawn("c1", "call-up", 1, NOW).await;
    world.issue("c1", NOW).await.unwrap();
    world.ask("exit", "a1", "2023-04-17T12:00:00").await;
    let may = world.may("oskar", operation::ExplainPerson).await;
    let known = async |at: &str| {
        let read = world
            .registry
            .explain(&may, "a1", t(at), Some(t(at)), Some("exit"));
        let read = read.await.unwrap().unwrap();
        (read.facts.len(), read.matters.len(), read.questions.len())
    };
    assert_eq!(known("2023-04-17T08:59:59").await, (8, 0, 0));
    assert_eq!(known("2023-04-17T11:00:00").await, (8, 1, 0));
    assert_eq!(known("2023-04-17T12:00:00").await, (8, 1, 1));
}
