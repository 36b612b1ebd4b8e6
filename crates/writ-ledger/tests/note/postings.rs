//! The file that a person is given: what it shows, and why another one is refused.

use proptest::prelude::*;
use writ_ledger::entry::{EntryKey, Leaf};
use writ_ledger::hash::leaf_hash;
use writ_ledger::posting::{Bearing, Posting, Refused, Shown, verify_file};
use writ_ledger::proof::Proof;

use crate::forgeries::{changed, refused};
use crate::given::{
    ACT, BEFORE, COVERING, Log, MORNING, ORIGIN, PUBLISHED, RECORD, RESULT, at, file, key_of_act,
    log, policy, posting,
};

#[test]
fn a_file_shows_what_was_posted_and_between_which_times() {
    let shown = verify_file(file().as_bytes(), &policy()).unwrap();
    assert_eq!(shown.record, RECORD);
    assert_eq!(shown.leaf, Leaf::act(&key_of_act(), RECORD));
    assert_eq!((shown.index, shown.size), (ACT, 9));
    assert_eq!(shown.origin.as_str(), ORIGIN);
    assert_eq!(shown.bracket.not_before, Some(at(MORNING + 5)));
    assert_eq!(shown.bracket.not_after, Some(at(MORNING + 65)));
    let by = |name: &str, after: u64| (name.to_owned(), at(MORNING + after));
    assert_eq!(
        shown.witnesses,
        [by("ombudsman", 61), by("c2", 62), by("bar", 65)]
    );
    assert_eq!(
        shown.before,
        [by("ombudsman", 1), by("c1", 2), by("university", 5)]
    );
    assert_eq!((shown.time_stamp, shown.unknown.len()), (None, 0));
}

#[test]
fn a_file_of_something_published_needs_no_key() {
    let log = log();
    let posting = Posting {
        record: RESULT.to_vec(),
        key: None,
        before: None,
        time_stamp: Some(b"a token of somebody else".to_vec()),
    };
    let (inclusion, checkpoint) = (log.inclusion(PUBLISHED, 9), log.witnessed(9, &COVERING));
    let file = posting
        .to_file(PUBLISHED, inclusion, &checkpoint, &policy())
        .unwrap();
    let shown = verify_file(file.as_bytes(), &policy()).unwrap();
    assert_eq!(shown.leaf, Leaf::public(RESULT));
    assert_eq!(shown.record, RESULT);
    assert_eq!(shown.bracket.not_before, None);
    assert_eq!(shown.bracket.not_after, Some(at(MORNING + 65)));
    assert_eq!(shown.time_stamp, posting.time_stamp);
}

#[test]
fn a_file_carries_no_line_that_its_policy_cannot_weigh() {
    let log = log();
    let strangers = |by: &[(&'static str, u64)]| {
        let stranger = ("stranger", MORNING);
        by.iter().copied().chain([stranger]).collect::<Vec<_>>()
    };
    let posting = Posting {
        before: Some(log.witnessed(5, &strangers(&BEFORE))),
        ..posting()
    };
    let checkpoint = log.witnessed(9, &strangers(&COVERING));
    let written = posting
        .to_file(ACT, log.inclusion(ACT, 9), &checkpoint, &policy())
        .unwrap();
    assert_eq!(written, file());
}

#[test]
fn a_file_that_is_none_is_not_written() {
    let log = log();
    let good = log.witnessed(9, &COVERING);
    for (index, inclusion, checkpoint, why) in [
        (ACT, log.inclusion(5, 9), &good, "not in the log at place 6"),
        (5, log.inclusion(5, 9), &good, "not in the log at place 5"),
        (
            ACT,
            log.inclusion(ACT, 9),
            &log.witnessed(9, &[]),
            "does not count",
        ),
        (
            ACT,
            log.inclusion(ACT, 9),
            &"no note".to_owned(),
            "is not a signed note",
        ),
    ] {
        let refused = posting()
            .to_file(index, inclusion, checkpoint, &policy())
            .unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
}

#[test]
fn the_extra_line_has_one_form() {
    let whole = String::from_utf8(Proof::parse(&file()).unwrap().extra.unwrap()).unwrap();
    let with = |extra: &str| changed(|proof| proof.extra = Some(extra.as_bytes().to_vec()));
    let member =
        |name: &str, value: &str| whole.replacen('{', &format!("{{\"{name}\":{value},"), 1);
    let loose = "not in the one form";
    for (extra, why) in [
        (whole.replacen(':', ": ", 1), loose),
        (whole.replacen("before", "\\u0062efore", 1), loose),
        (format!("{whole} "), loose),
        (format!(" {whole}"), loose),
        (whole.replace("\\n", "\\u000a"), loose),
        (whole.replace("}", r#","time_stamp":null}"#), loose),
        (
            whole.replace(r#""version":1"#, r#""version":2"#),
            "version 2 of the format; this program",
        ),
        (
            whole.replace(r#""version":1"#, r#""version":1.0"#),
            "not the record of a posting",
        ),
        (
            whole.replace(r#","version":1"#, ""),
            "missing field `version`",
        ),
        (member("version", "1"), "duplicate field"),
        (member("note", "1"), "unknown field `note`"),
        (
            whole.replace("=\",\"leaf\"", "\",\"leaf\""),
            "the member `key`",
        ),
        (
            whole.replace(r#""key":""#, r#""key":"AAAA"#),
            "the member `key`",
        ),
        (String::new(), "not the record of a posting"),
        ("[]".to_owned(), "not the record of a posting"),
        ("\u{fffd}".to_owned(), "not the record of a posting"),
        ("[".repeat(100_000), "not the record of a posting"),
    ] {
        let refused = refused(&with(&extra), &policy()).to_string();
        assert!(refused.contains(why), "{extra}: {refused}");
    }
    let none = changed(|proof| proof.extra = None);
    assert!(
        refused(&none, &policy())
            .to_string()
            .contains("no `extra` line")
    );
    let text = verify_file(b"\xff", &policy()).unwrap_err();
    assert_eq!(text, Refused::NotText);
    assert!(matches!(
        refused("rubbish", &policy()),
        Refused::NotAProof(_)
    ));
}

#[test]
fn a_record_is_told_when_the_witnesses_do_not_bear_it_out() {
    let bracket = verify_file(file().as_bytes(), &policy()).unwrap().bracket;
    let morning = MORNING.cast_signed();
    for (claimed, tolerance, expected) in [
        (morning + 30, 0, Bearing::BorneOut),
        (morning + 5, 0, Bearing::BorneOut),
        (morning + 65, 0, Bearing::BorneOut),
        (morning + 4, 0, Bearing::Early { by: 1 }),
        (morning + 66, 0, Bearing::Late { by: 1 }),
        (morning, 5, Bearing::BorneOut),
        (morning - 1, 5, Bearing::Early { by: 6 }),
        (morning + 3_665, 60, Bearing::Late { by: 3_600 }),
        (
            i64::MIN,
            0,
            Bearing::Early {
                by: 9_223_372_038_654_775_813,
            },
        ),
        (
            i64::MAX,
            0,
            Bearing::Late {
                by: 9_223_372_035_054_775_742,
            },
        ),
        (i64::MIN, u64::MAX, Bearing::BorneOut),
    ] {
        let bearing = bracket.bears_out(claimed, tolerance);
        assert_eq!(bearing, expected, "{claimed}");
        let told = matches!(expected, Bearing::Early { .. } | Bearing::Late { .. });
        let sentence = "claims a time that the witnesses do not bear out";
        assert_eq!(bearing.to_string().contains(sentence), told);
    }
}

#[test]
fn a_time_stamp_is_handed_on_as_it_came_and_changes_nothing_else() {
    let stamped = Posting {
        time_stamp: Some(vec![0x30; 30]),
        ..posting()
    };
    let (log, policy) = (log(), policy());
    let (inclusion, checkpoint) = (log.inclusion(ACT, 9), log.witnessed(9, &COVERING));
    let file = stamped.to_file(ACT, inclusion, &checkpoint, &policy);
    let file = file.unwrap().into_bytes();
    let shown = verify_file(&file, &policy).unwrap();
    assert_eq!(shown.time_stamp, stamped.time_stamp);
    let line = file.iter().take_while(|byte| **byte != b'x').count();
    let end = line
        + file[line..]
            .iter()
            .take_while(|byte| **byte != b'\n')
            .count();
    let mut changed = 0;
    for place in end - 100..end {
        for bit in 0..8 {
            let mut flipped = file.clone();
            flipped[place] ^= 1 << bit;
            let Ok(other) = verify_file(&flipped, &policy) else {
                continue;
            };
            assert_ne!(other.time_stamp, shown.time_stamp);
            let time_stamp = shown.time_stamp.clone();
            assert_eq!(
                Shown {
                    time_stamp,
                    ..other
                },
                shown
            );
            changed += 1;
        }
    }
    assert!(changed > 0);
}

#[test]
fn neither_record_nor_key_gets_into_a_message_by_chance() {
    let shown = verify_file(file().as_bytes(), &policy()).unwrap();
    for printed in [format!("{:?}", posting()), format!("{shown:?}")] {
        assert!(
            printed.contains(&format!("{} bytes", RECORD.len())),
            "{printed}"
        );
        // 123 and 34 are how the record begins, 90 is what the key is made of.
        assert!(
            !printed.contains("123, 34") && !printed.contains("90, 90"),
            "{printed}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_put_into_a_file_is_what_it_shows(
        record in prop::collection::vec(any::<u8>(), 0..300),
        key in prop::option::of(any::<[u8; 32]>()),
        time_stamp in prop::option::of(prop::collection::vec(any::<u8>(), 0..60)),
        size in 1..9_u64,
        index in any::<u64>(),
        covered in any::<bool>(),
    ) {
        let index = index % size;
        let posting = Posting {
            record,
            key: key.map(EntryKey),
            before: covered.then(|| log().witnessed(index, &BEFORE)),
            time_stamp,
        };
        let own = leaf_hash(&posting.leaf().to_bytes());
        let leaves = (0..size).map(|at| match at == index {
            true => own,
            false => leaf_hash(&crate::given::leaf(at)),
        });
        let log = Log { key: log().key, leaves: leaves.collect() };
        // The log of before need not be the same but in its size: witnesses see to the rest.
        let checkpoint = log.witnessed(size, &COVERING);
        let file = posting.to_file(index, log.inclusion(index, size), &checkpoint, &policy()).unwrap();
        let shown = verify_file(file.as_bytes(), &policy()).unwrap();
        prop_assert_eq!(shown.record, posting.record);
        prop_assert_eq!(shown.time_stamp, posting.time_stamp);
        prop_assert_eq!((shown.index, shown.size), (index, size));
        prop_assert_eq!(shown.bracket.not_before.is_some(), covered);
        prop_assert_eq!(matches!(shown.leaf, Leaf::Act { .. }), key.is_some());
    }
}
