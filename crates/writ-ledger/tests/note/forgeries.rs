//! Whoever makes a file of parts that do not belong together.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use writ_ledger::entry::Leaf;
use writ_ledger::hash::leaf_hash;
use writ_ledger::note::{KeyKind, SigningKey};
use writ_ledger::policy::Policy;
use writ_ledger::posting::{Bearing, Posting, Refused, verify_file};
use writ_ledger::proof::Proof;

use crate::given::{
    ACT, BEFORE, COVERING, Log, MORNING, ORIGIN, RECORD, file, key_of_act, log, log_key, policy,
    policy_of, posting, seed_of, witness_key,
};

/// The file with its proof changed.
pub(crate) fn changed(change: impl FnOnce(&mut Proof)) -> String {
    let mut proof = Proof::parse(&file()).unwrap();
    change(&mut proof);
    proof.to_string()
}

/// The file with a part of its extra line changed.
fn extra(from: &str, to: &str) -> String {
    changed(|proof| {
        let text = String::from_utf8(proof.extra.take().unwrap()).unwrap();
        assert!(text.contains(from), "{from}");
        proof.extra = Some(text.replacen(from, to, 1).into_bytes());
    })
}

fn before(note: &str) -> String {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    extra(&json(&log().witnessed(5, &BEFORE)), &json(note))
}

pub(crate) fn refused(file: &str, policy: &Policy) -> Refused {
    verify_file(file.as_bytes(), policy).unwrap_err()
}

#[test]
fn a_sandbox_never_passes_for_live() {
    // The sandbox has its own origin and key, and no witnesses; its own policy says so.
    let sandbox = Log {
        key: log_key("sandbox.register.example/ledger", 9),
        leaves: log().leaves,
    };
    let own = policy_of(&sandbox.key, &[], "quorum none\n");
    let posting = Posting {
        before: Some(sandbox.witnessed(5, &[])),
        ..posting()
    };
    let (inclusion, checkpoint) = (sandbox.inclusion(ACT, 9), sandbox.witnessed(9, &[]));
    let file = posting.to_file(ACT, inclusion, &checkpoint, &own).unwrap();
    let shown = verify_file(file.as_bytes(), &own).unwrap();
    assert_eq!(
        (shown.bracket.not_before, shown.bracket.not_after),
        (None, None)
    );
    assert!(shown.witnesses.is_empty());
    assert_eq!(shown.bracket.bears_out(0, 0), Bearing::Unwitnessed);
    let why = "the covering checkpoint does not count: the checkpoint is of the log \
               `sandbox.register.example/ledger`, which the policy does not name";
    assert_eq!(refused(&file, &policy()).to_string(), why);
    // Witnesses of the live log that cosigned it change nothing.
    let witnessed = sandbox.witnessed(9, &COVERING);
    let file = file.replace(&checkpoint, &witnessed);
    assert_eq!(refused(&file, &policy()).to_string(), why);
    // Nor does the name of the live log over the key of the sandbox.
    let thief = Log {
        key: log_key(ORIGIN, 9),
        leaves: log().leaves,
    };
    let forged = changed(|proof| proof.checkpoint = thief.witnessed(9, &COVERING));
    let why = "is not signed with a key that the policy names for this log";
    assert!(refused(&forged, &policy()).to_string().contains(why));
}

#[test]
fn what_is_missing_from_the_quorum_is_named() {
    for (kept, why) in [
        (vec![1, 2], "`courts` has 0 of 1, without `c1`, `c2`"),
        (
            vec![0, 2],
            "`civil` has 1 of 2, without `bar`, `university`",
        ),
        (
            vec![0, 1],
            "`civil` has 1 of 2, without `ombudsman`, `university`",
        ),
        (vec![], "`q` has 0 of 2, without `courts`, `civil`"),
    ] {
        let by: Vec<_> = kept.iter().map(|place| COVERING[*place]).collect();
        let less = changed(|proof| proof.checkpoint = log().witnessed(9, &by));
        let refused = refused(&less, &policy()).to_string();
        assert!(
            refused.starts_with("the covering checkpoint does not count"),
            "{refused}"
        );
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn a_cosignature_of_something_else_is_refused() {
    let line = |note: &str| note.lines().nth(5).unwrap().to_owned();
    let own = line(&log().witnessed(9, &COVERING));
    let other = Log {
        key: log_key("register.example/ledger/2027b", 3),
        leaves: log().leaves,
    };
    let as_log = {
        // The witness's key, used as if it were a log's: a plain signature under its name and id.
        let name = witness_key("c2").verifier().name().clone();
        let key = SigningKey::from_seed(name, KeyKind::Ed25519, &seed_of("c2")).unwrap();
        let plain = key.sign(&log().checkpoint(9).to_text()).unwrap();
        let mut bytes = witness_key("c2").verifier().id().to_be_bytes().to_vec();
        bytes.extend((MORNING + 62).to_be_bytes());
        bytes.extend(plain.bytes());
        format!("— c2.example/w {}", STANDARD.encode(bytes))
    };
    let by_another = line(&log().witnessed(9, &[("c1", MORNING)])).replace("c1.", "c2.");
    for (replaced, why) in [
        (
            line(&log().witnessed(8, &COVERING)),
            "the cosignature of the witness `c2`",
        ),
        (
            line(&other.witnessed(9, &COVERING)),
            "the cosignature of the witness `c2`",
        ),
        (as_log, "the cosignature of the witness `c2`"),
        // Under the name of another its key id fits nobody.
        (by_another, "`courts` has 0 of 1"),
    ] {
        assert_ne!(replaced, own);
        let forged = file().replace(&own, &replaced);
        let refused = refused(&forged, &policy()).to_string();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn a_cosignature_is_not_dated_back() {
    let note = log().witnessed(9, &COVERING);
    for (place, name) in [(5, "c2"), (6, "bar"), (7, "ombudsman")] {
        let own = note.lines().nth(place).unwrap();
        let mut bytes = STANDARD.decode(own.rsplit(' ').next().unwrap()).unwrap();
        for earlier in [MORNING, 1, 0] {
            bytes[4..12].copy_from_slice(&earlier.to_be_bytes());
            let forged = format!("— {name}.example/w {}", STANDARD.encode(&bytes));
            let refused = refused(&file().replace(own, &forged), &policy()).to_string();
            let why = format!("the cosignature of the witness `{name}` does not verify");
            assert!(refused.contains(&why), "{refused}");
        }
    }
}

#[test]
fn an_older_checkpoint_is_not_played_again() {
    let older = changed(|proof| proof.checkpoint = log().witnessed(6, &COVERING));
    let why = "the entry is not in the log at place 6: entry 6 is not in a tree of 6";
    assert!(refused(&older, &policy()).to_string().starts_with(why));
    // One that covers it, but is not the one that the proof leads to.
    let other = changed(|proof| proof.checkpoint = log().witnessed(12, &COVERING));
    assert!(matches!(refused(&other, &policy()), Refused::Inclusion(_)));
}

#[test]
fn record_key_and_entry_belong_together() {
    let text = |bytes: &[u8]| STANDARD.encode(bytes);
    let record = text(RECORD);
    let other_record = text(&RECORD.to_ascii_uppercase());
    let (key, other_key) = (text(&key_of_act().0), text(&[0x5b; 32]));
    let own = text(&crate::given::leaf(ACT));
    let of_other = text(&Leaf::act(&key_of_act(), b"another record").to_bytes());
    let key_member = format!(r#""key":"{key}","#);
    let why = "the record is not what was posted";
    for (file, why) in [
        (extra(&record, &other_record), why),
        (extra(&key, &other_key), why),
        (extra(&key_member, ""), why),
        // Record, key and entry that fit each other, but lie nowhere in the log.
        (extra(&own, &of_other), "the entry is not in the log"),
    ] {
        let refused = refused(&file, &policy()).to_string();
        assert!(refused.contains(why), "{refused}");
    }
    // A neighbour's entry with its own proof, under this record and key.
    let neighbour = extra(&own, &text(&crate::given::leaf(5)));
    let mut proof = Proof::parse(&neighbour).unwrap();
    proof.index = 5;
    proof.inclusion = log().inclusion(5, 9);
    let refused = refused(&proof.to_string(), &policy()).to_string();
    assert!(
        refused.contains("the record is not what was posted"),
        "{refused}"
    );
}

#[test]
fn an_entry_of_another_version_is_refused_by_name() {
    // A log may come to hold entries of a later version: they are in it, and cannot be read here.
    for (byte, value, why) in [(0, 2, "entry of version 2"), (1, 7, "entry of class 7")] {
        let mut later = crate::given::leaf(ACT);
        later[byte] = value;
        let own = STANDARD.encode(crate::given::leaf(ACT));
        let leaves = (0..12).map(|index| match index {
            ACT => leaf_hash(&later),
            index => leaf_hash(&crate::given::leaf(index)),
        });
        let log = Log {
            key: log().key,
            leaves: leaves.collect(),
        };
        let mut proof = Proof::parse(&extra(&own, &STANDARD.encode(&later))).unwrap();
        proof.inclusion = log.inclusion(ACT, 9);
        proof.checkpoint = log.witnessed(9, &COVERING);
        let refused = refused(&proof.to_string(), &policy()).to_string();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn the_checkpoint_from_before_must_be_before_and_as_good() {
    let log = log();
    let second = Log {
        key: log_key("register.example/ledger/2026b", 4),
        leaves: log.leaves.clone(),
    };
    let text = String::from_utf8(policy().to_bytes()).unwrap();
    let both = format!("log {}\n{text}", second.key.verifier());
    let both = Policy::parse(both.as_bytes()).unwrap();
    let sandbox = Log {
        key: log_key("sandbox.register.example/ledger", 9),
        leaves: log.leaves.clone(),
    };
    let later: Vec<_> = BEFORE.iter().map(|(who, time)| (*who, time + 61)).collect();
    for (note, policy, why) in [
        (
            second.witnessed(5, &BEFORE),
            &both,
            "is of the log `register.example/ledger/2026b`; the posting",
        ),
        (
            second.witnessed(5, &BEFORE),
            &policy(),
            "which the policy does not name",
        ),
        (
            sandbox.witnessed(5, &BEFORE),
            &both,
            "which the policy does not name",
        ),
        (
            log.witnessed(5, &BEFORE[..2]),
            &both,
            "before the posting does not count: the quorum `q`",
        ),
        (
            log.witnessed(5, &[]),
            &both,
            "before the posting does not count: the quorum `q`",
        ),
        (
            log.witnessed(7, &BEFORE),
            &both,
            "has 7 entries, and so the one at place 6 too",
        ),
        (
            log.witnessed(9, &BEFORE),
            &both,
            "has 9 entries, and so the one at place 6 too",
        ),
        (log.witnessed(5, &later), &both, "the times run backwards"),
        (
            log.witnessed(5, &BEFORE).replace("\n5\n", "\n4\n"),
            &both,
            "the log's signature",
        ),
        (
            "rubbish".to_owned(),
            &both,
            "before the posting does not count: the note",
        ),
    ] {
        let refused = refused(&before(&note), policy).to_string();
        assert!(refused.contains(why), "{refused}");
    }
    // As many entries as the place, and the same quorum time: both still before.
    let just: Vec<_> = BEFORE.iter().map(|(who, time)| (*who, time + 60)).collect();
    let shown = verify_file(before(&log.witnessed(6, &just)).as_bytes(), &both).unwrap();
    assert_eq!(shown.bracket.not_before, shown.bracket.not_after);
    assert!(verify_file(before(&log.witnessed(0, &BEFORE)).as_bytes(), &both).is_ok());
}
