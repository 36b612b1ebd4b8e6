//! Letters: a batch in a folder, and what the carrier says of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use writ_courier::letter::{
    Batch, Document, DocumentError, Documents, PrintError, PrintReport, Printer, read,
};
use writ_law::event::EventKind;
use writ_registry::{Letter, Quality, Recorded, StatusReport, operation};

use crate::world::{ISSUED, World, man, t};

const PRINTED: &str = "2023-04-17T10:00:00";
const LATER: &str = "2023-05-30T10:00:00";

/// Makes a document that says its mark, or does not.
#[derive(Debug, Default)]
struct Made {
    not_yet: Mutex<bool>,
    made: Mutex<Vec<String>>,
}

#[async_trait]
impl Documents for Made {
    async fn document(&self, letter: &Letter) -> Result<Document, DocumentError> {
        if *self.not_yet.lock().unwrap() {
            let why = "nobody has signed for it yet".to_owned();
            return Ok(Document::NotYet { why });
        }
        self.made.lock().unwrap().push(letter.mark.clone());
        Ok(Document::Ready {
            pdf: format!("%PDF made up {}", letter.mark).into_bytes(),
            pages: 2,
        })
    }
}

fn batch<'a>(folder: &'a Path, name: &'a str) -> Batch<'a> {
    Batch {
        folder,
        name,
        carrier: "made-up-post",
        most: 100,
    }
}

async fn print(
    world: &World,
    documents: &Made,
    batch: &Batch<'_>,
    now: Timestamp,
) -> Result<PrintReport, PrintError> {
    let printer = Printer {
        registry: &world.registry,
        permit: &world.sends,
        documents,
        name: "printer",
    };
    printer.print(batch, now).await
}

const ADDRESS: (&str, &str) = ("postal-address", "MADE-UP Person; Street 1; 100000 Town");

/// People who have no account, so that paper goes out to them.
async fn without_accounts(people: &[&str]) -> World {
    let facts = man(&[("account", "none"), ADDRESS]);
    let people: Vec<_> = people.iter().map(|it| (*it, facts.clone())).collect();
    let world = World::of("guarded", &people).await;
    world.issue("call-up").await;
    world
}

fn rows(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder.join(name).join("manifest.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

async fn statuses(world: &World, file: &str, now: &str) -> StatusReport {
    let lines = read(file.as_bytes()).unwrap();
    let may = world.may("olga", operation::RecordEvent).await;
    let quality = Quality::default();
    let report = world
        .registry
        .carrier_statuses(&may, &lines, quality, t(now));
    report.await.unwrap()
}

#[tokio::test]
async fn letters_that_wait_become_a_batch_and_are_on_record() {
    let world = without_accounts(&["p1", "p2"]).await;
    let folder = TempDir::new().unwrap();
    let documents = Made::default();
    let report = print(
        &world,
        &documents,
        &batch(folder.path(), "april-1"),
        t(PRINTED),
    )
    .await;
    let report = report.unwrap();
    assert_eq!(
        (report.printed, report.dead, report.withheld.len()),
        (2, 0, 0)
    );

    let rows = rows(folder.path(), "april-1");
    assert_eq!(rows.len(), 2);
    for row in &rows {
        let pdf = folder
            .path()
            .join("april-1")
            .join(format!("{}.pdf", row["mark"]));
        let pdf = std::fs::read(pdf).unwrap();
        let digest: String = Sha256::digest(&pdf)
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect();
        assert_eq!(row["sha256"], digest);
        assert_eq!(
            (row["pages"].as_str(), row["channel"].as_str()),
            ("2", "post")
        );
        let lines = ["address_1", "address_2", "address_3", "address_4"].map(|it| row[it].as_str());
        assert_eq!(lines, ["MADE-UP Person", "Street 1", "100000 Town", ""]);
        assert!(row["handle"].starts_with("spring-"), "{row:?}");
        assert_eq!(row["mark"].len(), 12);
        assert!(
            !format!("{row:?}").contains("\"p1\""),
            "it names nobody by identifier"
        );
    }
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "nothing unfinished is left");
    for person in ["p1", "p2"] {
        assert_eq!(world.happened(person).await, ["dispatched post carrier"]);
    }
    assert!(world.waiting().await.is_empty());

    // Nothing waits: no second batch, and no second name.
    let again = print(
        &world,
        &documents,
        &batch(folder.path(), "april-2"),
        t(PRINTED),
    )
    .await;
    assert_eq!(again.unwrap(), PrintReport::default());
    let taken = print(
        &world,
        &documents,
        &batch(folder.path(), "april-1"),
        t(PRINTED),
    )
    .await;
    assert!(matches!(taken, Err(PrintError::Exists { .. })), "{taken:?}");
    for name in ["", "..", "a/b", ".hidden"] {
        let wrong = print(&world, &documents, &batch(folder.path(), name), t(PRINTED)).await;
        assert!(
            matches!(wrong, Err(PrintError::Name { .. })),
            "{name}: {wrong:?}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_printed_waits_or_is_a_dead_letter_or_is_over() {
    let world = World::of(
        "guarded",
        &[
            ("nowhere", man(&[("account", "none")])),
            ("over", man(&[("account", "none"), ADDRESS])),
            ("waits", man(&[("account", "none"), ADDRESS])),
        ],
    )
    .await;
    world.issue("call-up").await;
    world
        .record("over", EventKind::Appeared, "2023-04-17T09:30:00")
        .await;
    let folder = TempDir::new().unwrap();
    let documents = Made::default();
    *documents.not_yet.lock().unwrap() = true;
    let report = print(&world, &documents, &batch(folder.path(), "b1"), t(PRINTED)).await;
    let report = report.unwrap();
    assert_eq!(
        (report.printed, report.over, report.later, report.dead),
        (0, 1, 1, 1)
    );
    assert_eq!(report.batch, None);
    assert!(!folder.path().join("b1").exists());
    let dead = world
        .registry
        .dead_letters(&world.sends, 0, 9)
        .await
        .unwrap();
    assert!(dead[0].why.contains("no postal address"), "{}", dead[0].why);

    *documents.not_yet.lock().unwrap() = false;
    let address = BTreeMap::from([ADDRESS]);
    let given = (Recorded::Now, t(PRINTED));
    world.import_as("nowhere", &address, given).await;
    let retried = world
        .registry
        .retry_message(&world.sends, dead[0].number, t(PRINTED))
        .await;
    retried.unwrap().unwrap();
    let now = t("2023-04-17T12:00:00");
    let report = print(&world, &documents, &batch(folder.path(), "b1"), now).await;
    assert_eq!(report.unwrap().printed, 2);
    assert_eq!(world.happened("over").await, ["appeared"]);
}

#[tokio::test]
async fn a_batch_that_was_not_recorded_is_recorded_and_not_printed_again() {
    let world = without_accounts(&["p1"]).await;
    let folder = TempDir::new().unwrap();
    let documents = Made::default();
    print(&world, &documents, &batch(folder.path(), "b1"), t(PRINTED))
        .await
        .unwrap();
    let rows = rows(folder.path(), "b1");

    // The same registry, killed after the batch had its name and before any of it was recorded.
    let killed = without_accounts(&["p1"]).await;
    let part = folder.path().join(".b2.part");
    std::fs::create_dir(&part).unwrap();
    std::fs::write(part.join("half.pdf"), "half").unwrap();
    let now = t("2023-04-17T15:00:00");
    let report = print(&killed, &documents, &batch(folder.path(), "b2"), now)
        .await
        .unwrap();
    assert_eq!((report.printed, report.recovered), (0, 1));
    assert_eq!(documents.made.lock().unwrap().len(), 1, "printed once");
    assert_eq!(killed.happened("p1").await, ["dispatched post carrier"]);
    assert!(!part.exists());
    // It is known under its mark all the same.
    let file = format!(
        "mark,status,at\n{},posted,2023-04-18T10:00:00+03:00\n",
        rows[0]["mark"]
    );
    assert_eq!(statuses(&killed, &file, LATER).await.recorded, 1);
}

/// A made-up carrier's file about the letter of `p1`.
async fn one_letter() -> (World, String) {
    let world = without_accounts(&["p1"]).await;
    let folder = TempDir::new().unwrap();
    let batch = batch(folder.path(), "b1");
    print(&world, &Made::default(), &batch, t(PRINTED))
        .await
        .unwrap();
    let mark = rows(folder.path(), "b1")[0]["mark"].clone();
    (world, mark)
}

#[tokio::test]
async fn what_a_carrier_says_is_recorded_once() {
    let (world, mark) = one_letter().await;
    let file = format!(
        "mark,status,at,note\n\
         {mark},delivered,2023-04-21T10:00:00+03:00,household\n\
         {mark},posted,2023-04-18T10:00:00+03:00,\n\
         {mark},absent,2023-04-20T10:00:00+03:00,notice-left\n"
    );
    let report = statuses(&world, &file, LATER).await;
    assert_eq!((report.recorded, report.unchanged), (3, 0), "{report:?}");
    let expected = [
        "dispatched post carrier",
        "posted post carrier",
        "absent post carrier notice-left",
        "delivered post carrier household",
    ];
    assert_eq!(world.happened("p1").await, expected);
    let report = statuses(&world, &file, LATER).await;
    assert_eq!((report.recorded, report.unchanged), (0, 3), "{report:?}");
    assert_eq!(world.happened("p1").await, expected);
}

#[tokio::test]
async fn what_cannot_be_true_is_rejected_with_its_reason() {
    let (world, mark) = one_letter().await;
    let file = format!(
        "mark,status,at,note\n\
         ABC,posted,2023-04-18T10:00:00+03:00,\n\
         {mark},lost,2023-04-18T10:00:00+03:00,\n\
         {mark},posted,yesterday,\n\
         {mark},posted,2023-04-17T09:59:59+03:00,\n\
         {mark},posted,2023-06-30T10:00:00+03:00,\n\
         {mark},posted,2023-04-18T10:00:00+03:00,\n\
         {mark},posted,2023-04-18T10:00:00+03:00,\n\
         {mark},delivered,2023-04-19T10:00:00+03:00,a neighbour\n\
         {mark},returned,2023-04-25T10:00:00+03:00,\n\
         {mark},delivered,2023-04-26T10:00:00+03:00,person\n\
         {mark},posted,2023-04-24T10:00:00+03:00,\n"
    );
    let report = statuses(&world, &file, LATER).await;
    assert_eq!(report.recorded, 2, "{report:?}");
    let rejects: Vec<_> = report
        .rejects
        .iter()
        .map(|it| (it.line, it.reason.as_str()))
        .collect();
    let expected = [
        (2, "no letter"),
        (3, "no such status"),
        (4, "no instant"),
        (5, "before the hand-over"),
        (6, "in the future"),
        (8, "line 7 says the same"),
        (9, "to whom"),
        (11, "`returned`"),
        (12, "`posted`"),
    ];
    assert_eq!(rejects.len(), expected.len(), "{rejects:?}");
    for ((line, reason), (expected, words)) in rejects.into_iter().zip(expected) {
        assert_eq!(line, expected, "{reason}");
        assert!(reason.contains(words), "{line}: {reason}");
    }
    let happened = [
        "dispatched post carrier",
        "posted post carrier",
        "returned post carrier",
    ];
    assert_eq!(world.happened("p1").await, happened);
}

#[tokio::test]
async fn an_officer_of_another_office_records_nothing() {
    let (world, mark) = one_letter().await;
    let permit = world.may("root", operation::AddOfficer).await;
    let account = writ_registry::NewOfficer {
        name: "boris".to_owned(),
        roles: [writ_registry::Role::Officer].into(),
        offices: writ_registry::Offices::Only(["B".to_owned()].into()),
        desk: None,
    };
    let added = world
        .registry
        .add_officer(&permit, account, t(ISSUED))
        .await;
    added.unwrap().unwrap();
    let may = world.may("boris", operation::RecordEvent).await;
    let file = format!("mark,status,at\n{mark},posted,2023-04-18T10:00:00+03:00\n");
    let lines = read(file.as_bytes()).unwrap();
    let quality = Quality::default();
    let report = world
        .registry
        .carrier_statuses(&may, &lines, quality, t(LATER));
    let report = report.await.unwrap();
    assert_eq!((report.recorded, report.rejects.len()), (0, 1));
    assert!(
        report.rejects[0].reason.contains("does not act"),
        "{report:?}"
    );
}
