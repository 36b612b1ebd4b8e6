//! Commands killed at any moment and run again: nothing is lost, and nothing is there twice.
//!
//! Each round starts from the same registry, so that what comes out at the end must be, to the
//! letter, what an undisturbed run gives.

use std::os::unix::process::ExitStatusExt as _;
use std::time::Duration;

use serde_json::Value;

use super::scene::Scene;

/// How many commands are killed in all. What ended before its turn does not count.
const IMPORTS: u32 = 50;
const LISTINGS: u32 = 15;
const ISSUES: u32 = 50;

/// How often one registry is disturbed before its command may end.
const A_ROUND: u32 = 12;

/// Delays that look random and are the same in every run.
struct Delays(u64);

impl Delays {
    fn next(&mut self, most: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        most.mul_f64((self.0 % 1_000) as f64 / 1_000.0)
    }
}

/// Runs a command over and over on copies of a scene, killing it at random moments, until it was
/// killed so often; hands each scene on when the command has ended well.
fn disturb(from: &Scene, command: &str, kills: u32, seed: u64, check: impl Fn(&Scene, Value)) {
    let mut delays = Delays(seed);
    // About as long as the command takes undisturbed, so that every part of it is hit.
    let scene = from.again();
    let began = std::time::Instant::now();
    scene.writ(command, &[]);
    let most = began
        .elapsed()
        .clamp(Duration::from_millis(100), Duration::from_millis(600));
    let mut killed = 0;
    let mut rounds = 0;
    while killed < kills {
        rounds += 1;
        assert!(
            rounds < 10 * kills,
            "the command ends before it can be killed"
        );
        let scene = from.again();
        for _ in 0..A_ROUND {
            let mut child = scene.begin(command);
            std::thread::sleep(delays.next(most));
            child.kill().unwrap();
            if child.wait().unwrap().signal().is_none() {
                break;
            }
            killed += 1;
        }
        let answer = scene.writ(command, &[]);
        assert!(
            matches!(answer.code, Some(0 | 1)),
            "after {killed} kills: {answer:?}"
        );
        check(&scene, serde_json::from_str(&answer.out).unwrap());
    }
}

#[test]
fn a_killed_import_goes_on_where_it_stopped() {
    let from = Scene::founded();
    from.people(2_500, 4);
    let command = "register import people.jsonl --rejects rejects.csv --as vera";
    let plain = from.again();
    let answer: Value = serde_json::from_str(&plain.writ(command, &[]).out).unwrap();
    assert_eq!(answer.get("people"), Some(&2_500.into()));
    assert_eq!(answer.get("rejected"), Some(&4.into()));
    let rejects = std::fs::read_to_string(plain.path("rejects.csv")).unwrap();
    let (counts, people) = (plain.counts(), [0, 1, 499, 500, 1_200, 2_499]);
    let explained = plain.explained(people);
    disturb(&from, command, IMPORTS, 0x5eed, |scene, said| {
        assert_eq!(said, answer);
        assert_eq!(scene.counts(), counts);
        assert_eq!(scene.explained(people), explained);
        assert_eq!(
            std::fs::read_to_string(scene.path("rejects.csv")).unwrap(),
            rejects
        );
    });
}

#[test]
fn a_killed_listing_goes_on_where_it_stopped() {
    let from = Scene::founded();
    from.people(2_500, 0);
    from.writ("register import people.jsonl --as vera", &[])
        .well();
    let open = "campaign open spring --instrument call --quota A=9 --from 2024-02-01 \
                --until 2024-04-01 --appear-after 10 --appear-time 09:00 --as oleg --order one";
    from.writ(open, &[]).well();
    let command = "campaign candidates spring --as oleg";
    let plain = from.again();
    let answer = plain.writ(command, &[]).well();
    assert_eq!(answer.get("judged"), Some(&2_500.into()));
    let commit = "campaign commit spring --as oleg";
    // When it was committed to differs: a listing that was killed has recorded more often.
    let offices = |committed: &Value| committed.get("offices").cloned().unwrap();
    let committed = offices(&plain.writ(commit, &[]).well());
    disturb(&from, command, LISTINGS, 0xca11, |scene, said| {
        assert_eq!(said, answer);
        assert_eq!(offices(&scene.writ(commit, &[]).well()), committed);
    });
}

#[test]
fn killed_issuing_goes_on_where_it_stopped() {
    let from = Scene::founded();
    from.people(3_000, 0);
    from.approved(1_400, 900);
    let command = "campaign issue spring --as oleg";
    let plain = from.again();
    let answer = plain.writ(command, &[]).well();
    let issued = answer.get("issued").unwrap();
    assert_eq!(
        (issued.get("A"), issued.get("B")),
        (Some(&1_285.into()), Some(&900.into()))
    );
    let status = plain.writ("campaign status spring --as oleg", &[]).well();
    let outbox = plain
        .writ("outbox list --limit 100000 --as operator", &[])
        .well();
    let (counts, people) = (plain.counts(), [0, 1, 2, 3, 1_500, 2_999]);
    let explained = plain.explained(people);
    disturb(&from, command, ISSUES, 0x1551, |scene, said| {
        assert_eq!(said, answer);
        assert_eq!(
            scene.writ("campaign status spring --as oleg", &[]).well(),
            status
        );
        let waiting = scene
            .writ("outbox list --limit 100000 --as operator", &[])
            .well();
        assert_eq!(waiting, outbox);
        assert_eq!(scene.counts(), counts);
        assert_eq!(scene.explained(people), explained);
    });
}
