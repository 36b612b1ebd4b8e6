//! Proofs of inclusion: what is read, why the rest is refused, and what is proved.

use proptest::prelude::*;
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::policy::Policy;
use writ_ledger::proof::{MAX_BYTES, MAX_HASHES, Proof, Reached};

use crate::given::{ACT, COVERING, MORNING, at, leaf, log, policy};

const HASH: &str = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=";

#[test]
fn a_text_that_is_no_proof_is_refused_with_its_reason() {
    let head = "c2sp.org/tlog-proof@v1";
    let hashes = format!("{HASH}\n").repeat(MAX_HASHES + 1);
    for (text, why) in [
        (String::new(), "its first line"),
        (head.to_owned(), "its first line"),
        (format!("{head}\n"), "no line `index NUMBER`"),
        (format!("{head} \nindex 0\n\nx\n"), "its first line"),
        (format!("{head}\r\nindex 0\n\nx\n"), "its first line"),
        (
            "c2sp.org/tlog-proof@v2\nindex 0\n\nx\n".to_owned(),
            "its first line",
        ),
        (format!("{head}\nindex 0"), "no line `index NUMBER`"),
        (format!("{head}\nindex 0\n"), "no checkpoint"),
        (format!("{head}\nindex 0\n\n"), "no checkpoint"),
        (format!("{head}\nindex 0\n{HASH}\n"), "no checkpoint"),
        (format!("{head}\nindex 00\n\nx\n"), "no line `index NUMBER`"),
        (format!("{head}\nindex 07\n\nx\n"), "no line `index NUMBER`"),
        (format!("{head}\nindex +7\n\nx\n"), "no line `index NUMBER`"),
        (format!("{head}\nindex  7\n\nx\n"), "no line `index NUMBER`"),
        (format!("{head}\nindex\n\nx\n"), "no line `index NUMBER`"),
        (
            format!("{head}\nindex 18446744073709551616\n\nx\n"),
            "no line `index NUMBER`",
        ),
        (format!("{head}\nindex 7 \n\nx\n"), "no line `index NUMBER`"),
        (
            format!("{head}\n\nindex 7\n\nx\n"),
            "no line `index NUMBER`",
        ),
        (
            format!("{head}\nindex 7\nextra AAAA\n\nx\n"),
            "line 3 of the proof is not a hash",
        ),
        (
            format!("{head}\nextra AAAA\nextra AAAA\nindex 7\n\nx\n"),
            "no line `index NUMBER`",
        ),
        (format!("{head}\nextra AAA\nindex 7\n\nx\n"), "`extra` line"),
        (
            format!("{head}\nextra AAB=\nindex 7\n\nx\n"),
            "`extra` line",
        ),
        (
            format!("{head}\nextra  AAAA\nindex 7\n\nx\n"),
            "`extra` line",
        ),
        (format!("{head}\nextra AAAA"), "no line `index NUMBER`"),
        (
            format!("{head}\nindex 7\n{HASH} \n\nx\n"),
            "line 3 of the proof is not a hash",
        ),
        (
            format!("{head}\nextra AAAA\nindex 7\n{HASH}\nAAAA\n\nx\n"),
            "line 5 of the proof",
        ),
        (
            format!("{head}\nindex 7\n{hashes}\nx\n"),
            "more than 64 hashes",
        ),
        ("x".repeat(MAX_BYTES + 1), "at most"),
    ] {
        let refused = Proof::parse(&text).unwrap_err().to_string();
        assert!(refused.contains(why), "{text:?}: {refused}");
    }
    assert!(Proof::parse(&format!("{head}\nindex 0\n\nx\n")).is_ok());
}

fn proof(index: u64, size: u64) -> Proof {
    Proof {
        extra: None,
        index,
        inclusion: log().inclusion(index, size),
        checkpoint: log().witnessed(size, &COVERING),
    }
}

#[test]
fn an_entry_is_proved_at_its_place_under_each_size() {
    let policy = policy();
    for size in 1..=12 {
        for index in 0..size {
            let proof = proof(index, size);
            let own = proof.verify(leaf_hash(&leaf(index)), &policy).unwrap();
            assert_eq!(own.quorum, Reached::At(at(MORNING + 65)));
            assert_eq!(own.examined.checkpoint().size, size);
            let other = (index + 1) % 12;
            let refused = proof.verify(leaf_hash(&leaf(other)), &policy).unwrap_err();
            let why = format!("not in the log at place {index}: the proof leads to the root");
            assert!(refused.to_string().contains(&why), "{refused}");
        }
    }
}

#[test]
fn a_proof_that_does_not_fit_is_refused_with_its_reason() {
    let policy = policy();
    let whole = proof(ACT, 9);
    let (mut longer, mut shorter, mut elsewhere) = (whole.clone(), whole.clone(), whole.clone());
    longer.inclusion.push(Hash([0; 32]));
    shorter.inclusion.pop();
    elsewhere.index = 5;
    let mut beyond = whole.clone();
    beyond.index = 9;
    let mut older = whole.clone();
    older.checkpoint = log().witnessed(6, &COVERING);
    let mut unwitnessed = whole.clone();
    unwitnessed.checkpoint = log().witnessed(9, &COVERING[..2]);
    for (proof, why) in [
        (longer, "hashes where exactly"),
        (shorter, "hashes where exactly"),
        (elsewhere, "leads to the root"),
        (beyond, "entry 9 is not in a tree of 9"),
        (older, "entry 6 is not in a tree of 6"),
        (
            unwitnessed,
            "`civil` has 1 of 2, without `ombudsman`, `university`",
        ),
    ] {
        let refused = proof
            .verify(leaf_hash(&leaf(ACT)), &policy)
            .unwrap_err()
            .to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let none = Policy::parse(b"quorum none\n").unwrap();
    let refused = whole
        .verify(leaf_hash(&leaf(ACT)), &none)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("which the policy does not name"),
        "{refused}"
    );
}

proptest! {
    #[test]
    fn proofs_are_printed_as_they_are_read(
        extra in prop::option::of(prop::collection::vec(any::<u8>(), 0..90)),
        index in any::<u64>(),
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..=MAX_HASHES),
        checkpoint in "[^\\x00]{1,60}",
    ) {
        let inclusion = hashes.into_iter().map(Hash).collect();
        let proof = Proof { extra, index, inclusion, checkpoint };
        let text = proof.to_string();
        let read = Proof::parse(&text).unwrap();
        prop_assert_eq!(&read, &proof);
        prop_assert_eq!(read.to_string(), text);
    }
}
