//! The file that a person is given: what it shows, and why another one is refused.

use proptest::prelude::*;
use sha2::Digest as _;
use writ_ledger::entry::{EntryKey, Leaf};
use writ_ledger::hash::leaf_hash;
use writ_ledger::policy::Policy;
use writ_ledger::posting::{Bearing, Imprint, Posting, Refused, verify_file};
use writ_ledger::proof::Proof;

use crate::forgeries::{changed, refused};
use crate::given::{
    ACT, Answer, BEFORE, COVERING, INTEGER, Log, MORNING, ORIGIN, PUBLISHED, RECORD, RESULT,
    SEQUENCE, SIGNED_DATA, TST_INFO, at, der, file, key_of_act, log, log_key, policy, posting,
    witness_key,
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
    assert_eq!(shown.time_stamp, None);
}

#[test]
fn a_file_of_something_published_needs_no_key() {
    let log = log();
    let (inclusion, checkpoint) = (log.inclusion(PUBLISHED, 9), log.witnessed(9, &COVERING));
    let posting = Posting {
        record: RESULT.to_vec(),
        key: None,
        before: None,
        time_stamp: Some(Answer::over(checkpoint.as_bytes()).to_der()),
    };
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

/// A log that ended, and the one that went on under another name and key: whoever believes both
/// believes what either was signed for, and whoever believes one only that.
#[test]
fn what_lies_in_a_shard_that_was_rotated_is_proved_as_before() {
    let next = Log {
        key: log_key("register.example/ledger/2027b", 2),
        leaves: log().leaves,
    };
    let line = |log: &Log| format!("log {}\n", log.key.verifier());
    let witnesses: String = ["c2", "bar", "ombudsman"]
        .map(|name| format!("witness {name} {}\n", witness_key(name).verifier()))
        .concat();
    let believing = |logs: &str| {
        let text = format!("{logs}{witnesses}group q 3 c2 bar ombudsman\nquorum q\n");
        Policy::parse(text.as_bytes()).unwrap()
    };
    let (old, both) = (line(&log()), line(&log()) + &line(&next));
    for (shard, origin) in [(&log(), ORIGIN), (&next, "register.example/ledger/2027b")] {
        let checkpoint = shard.witnessed(9, &COVERING);
        let posting = Posting {
            before: Some(shard.witnessed(5, &COVERING)),
            ..posting()
        };
        let file = posting
            .to_file(ACT, shard.inclusion(ACT, 9), &checkpoint, &believing(&both))
            .unwrap();
        let shown = verify_file(file.as_bytes(), &believing(&both)).unwrap();
        assert_eq!((shown.origin.as_str(), shown.index), (origin, ACT));
        let alone = verify_file(file.as_bytes(), &believing(&old));
        assert_eq!(alone.is_ok(), origin == ORIGIN, "{alone:?}");
    }
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
fn a_time_stamp_is_handed_on_if_it_is_over_the_covering_checkpoint() {
    let (log, policy) = (log(), policy());
    let checkpoint = log.witnessed(9, &COVERING);
    let file = |answer: &[u8]| {
        let stamped = Posting {
            time_stamp: Some(answer.to_vec()),
            ..posting()
        };
        stamped.to_file(ACT, log.inclusion(ACT, 9), &checkpoint, &policy)
    };
    let good = Answer::over(checkpoint.as_bytes()).to_der();
    let shown = verify_file(file(&good).unwrap().as_bytes(), &policy).unwrap();
    assert_eq!(shown.time_stamp.as_deref(), Some(good.as_slice()));
    // With another cosignature under it, it is another text that was stamped.
    let fewer = log.witnessed(9, &COVERING[..2]);
    for other in [fewer.as_str(), "", checkpoint.trim_end()] {
        let answer = Answer::over(other.as_bytes()).to_der();
        assert_eq!(file(&answer), Err(Refused::OtherStamp), "{other}");
    }
    for (answer, why) in bad_answers(checkpoint.as_bytes()) {
        let refused = file(&answer).unwrap_err();
        assert!(matches!(refused, Refused::TimeStamp(_)), "{why}: {refused}");
        assert!(refused.to_string().contains(why), "{why}: {refused}");
    }
}

#[test]
fn a_bent_time_stamp_is_of_the_same_bytes_or_of_none() {
    let over = b"what was stamped";
    let good = Answer::over(over).to_der();
    assert!(Imprint::read(&good).unwrap().is_of(over));
    let digest = sha2::Sha256::digest(over);
    let places = good.windows(32).position(|it| it == &digest[..]).unwrap();
    for place in 0..good.len() {
        for bit in 0..8 {
            let mut bent = good.clone();
            bent[place] ^= 1 << bit;
            let same = Imprint::read(&bent).is_ok_and(|imprint| imprint.is_of(over));
            let of_digest = (places..places + 32).contains(&place);
            assert!(!(same && of_digest), "byte {place}");
        }
    }
    for end in 0..good.len() {
        assert!(Imprint::read(&good[..end]).is_err(), "{end}");
    }
}

/// Answers that stamp nothing, each with what is said of it.
fn bad_answers(over: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
    let with = |change: &dyn Fn(&mut Answer)| {
        let mut answer = Answer::over(over);
        change(&mut answer);
        answer.to_der()
    };
    let good = with(&|_| ());
    let refusal = der(SEQUENCE, &[&der(SEQUENCE, &[&der(INTEGER, &[&[2]])])]);
    let empty = der(SEQUENCE, &[&der(SEQUENCE, &[&der(INTEGER, &[&[0]])])]);
    let form = "is not the answer of a time-stamp authority";
    vec![
        (Vec::new(), form),
        (b"text that somebody took for one\n".to_vec(), form),
        ([good.as_slice(), b"\0"].concat(), form),
        (good[1..].to_vec(), form),
        (vec![0x30, 0x80, 0, 0], form),
        (refusal, "has not granted a time stamp: its status is 2"),
        (empty, "holds no time stamp"),
        (with(&|it| it.status = 3), "its status is 3"),
        (
            with(&|it| it.container = TST_INFO.to_vec()),
            "of the type 1.2.840.113549.1.9.16.1.4",
        ),
        (
            with(&|it| it.content = SIGNED_DATA.to_vec()),
            "of the type 1.2.840.113549.1.7.2",
        ),
        (
            with(&|it| it.algorithm = vec![0x2b, 0x0e, 3, 2, 26]),
            "of the kind 1.3.14.3.2.26",
        ),
        (with(&|it| it.digest.truncate(31)), "a digest of 31 bytes"),
        (vec![0x30; 70_000], "it has 70000 bytes"),
    ]
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
        stamped in any::<bool>(),
        size in 1..9_u64,
        index in any::<u64>(),
        covered in any::<bool>(),
    ) {
        let index = index % size;
        let mut posting = Posting {
            record,
            key: key.map(EntryKey),
            before: covered.then(|| log().witnessed(index, &BEFORE)),
            time_stamp: None,
        };
        let own = leaf_hash(&posting.leaf().to_bytes());
        let leaves = (0..size).map(|at| match at == index {
            true => own,
            false => leaf_hash(&crate::given::leaf(at)),
        });
        let log = Log { key: log().key, leaves: leaves.collect() };
        // The log of before need not be the same but in its size: witnesses see to the rest.
        let checkpoint = log.witnessed(size, &COVERING);
        posting.time_stamp = stamped.then(|| Answer::over(checkpoint.as_bytes()).to_der());
        let file = posting.to_file(index, log.inclusion(index, size), &checkpoint, &policy()).unwrap();
        let shown = verify_file(file.as_bytes(), &policy()).unwrap();
        prop_assert_eq!(shown.record, posting.record);
        prop_assert_eq!(shown.time_stamp, posting.time_stamp);
        prop_assert_eq!((shown.index, shown.size), (index, size));
        prop_assert_eq!(shown.bracket.not_before.is_some(), covered);
        prop_assert_eq!(matches!(shown.leaf, Leaf::Act { .. }), key.is_some());
    }
}
