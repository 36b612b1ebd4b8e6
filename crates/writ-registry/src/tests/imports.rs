use std::fmt::Write as _;

use writ_store::Version;

use crate::made_up::{HEADER, World, man, order, rows, t, with};
use crate::*;

const NOW: &str = "2023-04-02T08:00:00";

#[tokio::test]
async fn bad_rows_are_rejected_one_by_one_and_the_good_ones_go_in() {
    let world = World::of("seed/002").await;
    let long = "x".repeat(65 * 1024);
    let lines = [
        "p1,birth-date,1998-05-02,2023-04-01,2023-04-01,civil-registry".to_owned(),
        "p1,birth-date,1998-02-30,2023-04-01,2023-04-01,civil-registry".to_owned(),
        "p1,birthday,1998-05-02,2023-04-01,2023-04-01,civil-registry".to_owned(),
        "p1,sex,man,2023-04-01,2023-04-01,civil-registry".to_owned(),
        "p1,sex,male,yesterday,2023-04-01,civil-registry".to_owned(),
        "p1,birth-date,1999-05-02,2023-04-01,2023-04-01,civil-registry".to_owned(),
        ",sex,male,2023-04-01,2023-04-01,civil-registry".to_owned(),
        format!("p1,region,{long},2023-04-01,2023-04-01,civil-registry"),
        "p1,sex,male,2023-04-02,2023-04-01,civil-registry".to_owned(),
        "p1,sex,male,2023-04-01,2023-04-01,neighbours".to_owned(),
        "p1,deferment,2023-05-01/2023-04-01,2023-04-01,2023-04-01,military-register".to_owned(),
        "p1,sex,male,2024-04-01,2024-04-01,civil-registry".to_owned(),
        String::new(),
        "p1,sex,male,2023-04-01,2023-04-01,civil-reg".to_owned(),
    ];
    let (report, rejects) = world.import(&lines.join("\n"), NOW).await;
    let lines: Vec<u64> = rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15]);
    assert_eq!((report.people, report.facts, report.rejected), (1, 1, 12));
    assert!(
        rejects
            .iter()
            .all(|reject| !reject.reason.is_empty() && !reject.cure.is_empty())
    );
    assert!(
        rejects[1].cure.contains("birth-date"),
        "did you mean: {}",
        rejects[1].cure
    );
    assert_eq!(world.explain("p1", NOW).await.facts.len(), 1);
}

#[tokio::test]
async fn a_file_that_is_no_register_is_refused_whole() {
    let world = World::of("seed/002").await;
    let permit = world.may("rita", operation::ImportRegister).await;
    for file in ["", "person,fact\n", "\u{0}\u{1}\n", "name,address\nx,y\n"] {
        let order = order(file, Recorded::Now);
        let import = world
            .registry
            .import(&permit, order, file.as_bytes())
            .await
            .unwrap();
        assert!(import.unwrap_err().has("first-line"), "{file:?}");
    }
}

#[tokio::test]
async fn lines_that_are_not_text_and_people_in_json() {
    let world = World::of("seed/002").await;
    let permit = world.may("rita", operation::ImportRegister).await;
    let mut file = br#"{"id": "p1", "facts": [{"fact": "deferment", "value": [{"from": "2023-01-01", "until": "2023-07-01"}], "at": "2023-04-01", "recorded_at": "2023-04-01", "source": "military-register"}]}"#.to_vec();
    file.extend(b"\n\xff\xfe\n{\"id\": \"p2\", \"facts\": []}\n{\"id\": \"p3\", \"fa");
    let order = ImportOrder {
        digest: [1; 32],
        form: Form::Jsonl,
        recorded: Recorded::Now,
    };
    let import = world
        .registry
        .import(&permit, order, file.as_slice())
        .await
        .unwrap();
    let mut importing = import.unwrap();
    let step = importing.step(t(NOW)).await.unwrap();
    assert!(matches!(step, ImportStep::Finished(report) if report.people == 1));
    let lines: Vec<u64> = importing
        .rejects()
        .iter()
        .map(|reject| reject.line)
        .collect();
    assert_eq!(lines, [2, 3, 4]);
}

/// The program is stopped after each batch, and the same command is run again.
#[tokio::test]
async fn an_import_that_is_killed_goes_on_where_it_stopped() {
    let world = World::of("seed/002").await;
    let mut file = HEADER.to_owned();
    for n in 0..130 {
        file.push_str(&rows(&format!("p{n}"), &man()));
        if n % 10 == 0 {
            writeln!(file, "p{n},no-such-fact,x,2023-04-01,2023-04-01,portal").unwrap();
        }
    }
    let permit = world.may("rita", operation::ImportRegister).await;
    let order = order(&file, Recorded::AsGiven);
    let mut runs = 0;
    let (report, rejects) = loop {
        runs += 1;
        let importing = world
            .registry
            .import(&permit, order, file.as_bytes())
            .await
            .unwrap();
        let mut importing = importing.unwrap();
        if let ImportStep::Finished(report) = importing.step(t(NOW)).await.unwrap() {
            break (report, importing.rejects());
        }
    };
    assert_eq!(runs, 3);
    assert_eq!((report.people, report.facts), (130, 130 * 8));
    assert_eq!((report.rejected, rejects.len()), (13, 13));
    for n in [0, 49, 50, 99, 100, 129] {
        let person = format!("p{n}");
        let stream = world.registry.person_stream(&person);
        assert_eq!(
            world.store.version(stream).await.unwrap(),
            Version(1),
            "{person}"
        );
        assert_eq!(world.explain(&person, NOW).await.facts.len(), 8, "{person}");
    }
    let importing = world
        .registry
        .import(&permit, order, file.as_bytes())
        .await
        .unwrap();
    let again = importing.unwrap().step(t(NOW)).await.unwrap();
    assert_eq!(again, ImportStep::Finished(report), "nothing goes in twice");
}

#[tokio::test]
async fn recording_times_of_a_person_only_rise() {
    let world = World::of("seed/002").await;
    world.import(&rows("p1", &man()), NOW).await;
    let early = "p1,fitness,D,2022-01-01,2022-01-01,medical-board\n";
    let (report, rejects) = world.import(early, NOW).await;
    assert_eq!((report.facts, rejects.len()), (0, 1));
    let (report, rejects) = world
        .import("p1,fitness,B,2023-04-01,2023-04-01,medical-board\n", NOW)
        .await;
    assert_eq!(
        (report.facts, rejects.len()),
        (1, 0),
        "the same instant is just after"
    );
    let holding = world.registry.holding("p1").await.unwrap();
    let times: Vec<_> = holding
        .stream
        .entries
        .iter()
        .map(|said| said.recorded_at)
        .collect();
    assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
}

#[tokio::test]
async fn an_old_statement_is_not_made_fresh_by_taking_it_in() {
    let world = World::of("seed/002").await;
    let now = t(NOW);
    let old = "p1,fitness,A,2021-01-01,2021-01-01,medical-board\n";
    let (report, rejects) = world.import_as(old, Recorded::Now, now).await;
    assert_eq!((report.facts, report.rejected), (0, 1));
    assert!(
        rejects[0].reason.contains("too long ago"),
        "{:?}",
        rejects[0]
    );
    let new = "p1,fitness,A,2023-01-01,2023-01-01,medical-board\n";
    assert_eq!(world.import_as(new, Recorded::Now, now).await.0.facts, 1);
    let later = t("2023-12-01T08:00:00");
    let again = format!("{new}p1,account,active,2023-11-01,2023-11-01,portal\n");
    let (report, _) = world.import_as(&again, Recorded::Now, later).await;
    assert_eq!(
        (report.facts, report.unchanged),
        (1, 1),
        "the board said nothing new"
    );
}

#[tokio::test]
async fn facts_about_nobody_are_rejected() {
    let world = World::of("seed/002").await;
    world
        .import(&rows("p1", &with(&[("fitness", "")])), NOW)
        .await;
    let permit = world.may("rita", operation::UpdateFacts).await;
    let file = format!(
        "{HEADER}p1,fitness,A,2023-04-02,2023-04-02,medical-board\n\
         p9,fitness,A,2023-04-02,2023-04-02,medical-board\n"
    );
    let order = order(&file, Recorded::Now);
    let importing = world
        .registry
        .import(&permit, order, file.as_bytes())
        .await
        .unwrap();
    let mut importing = importing.unwrap();
    importing.step(t("2023-04-03T08:00:00")).await.unwrap();
    assert_eq!(
        (importing.report().facts, importing.rejects()[0].line),
        (1, 3)
    );
    let may = world.may("oskar", operation::ExplainPerson).await;
    let at = t("2023-04-03T08:00:00");
    let nobody = world
        .registry
        .explain(&may, "p9", at, None, None)
        .await
        .unwrap();
    assert!(nobody.unwrap_err().has("unknown-person"));
}
