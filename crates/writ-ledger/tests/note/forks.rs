//! Forks: what is caught, what is kept of it, and that nobody is caught who did nothing.

use proptest::prelude::*;
use writ_ledger::checkpoint::SignedCheckpoint;
use writ_ledger::checkpoint::fork::{Compared, Fork, ForkError};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::tree::Leaves;

use crate::given::{Log, MORNING, ORIGIN, log_key};

/// A log of so many entries; another past from entry `changed` on.
fn history(size: u64, changed: u64) -> Log {
    let entry = |index: u64| match index < changed {
        true => leaf_hash(&index.to_be_bytes()),
        false => leaf_hash(&[b"another".as_slice(), &index.to_be_bytes()].concat()),
    };
    Log {
        key: log_key(ORIGIN, 1),
        leaves: (0..size).map(entry).collect(),
    }
}

fn signed(log: &Log, size: u64) -> SignedCheckpoint {
    SignedCheckpoint::open(&log.witnessed(size, &[("c1", MORNING)]), log.key.verifier()).unwrap()
}

fn forked(compared: Compared) -> Fork {
    match compared {
        Compared::Forked(fork) => *fork,
        Compared::Consistent => unreachable!("no fork"),
    }
}

#[test]
fn two_roots_of_one_size_are_a_fork() {
    let (one, other) = (history(9, 9), history(9, 3));
    let nothing = Leaves::default();
    let (a, b) = (signed(&one, 9), signed(&other, 9));
    let fork = forked(Fork::between(&a, &b, &nothing).unwrap());
    let sentence = format!(
        "the log `{ORIGIN}` signed two roots for its first 9 entries: {} and {}",
        a.checkpoint().root,
        b.checkpoint().root
    );
    assert_eq!(fork.to_string(), sentence);
    assert_eq!((fork.earlier(), fork.later()), (&a, &b));
    let read = Fork::parse(&fork.to_text(), one.key.verifier()).unwrap();
    assert_eq!(read, fork);
    let same = Fork::between(&a, &signed(&one, 9), &nothing);
    assert_eq!(same, Ok(Compared::Consistent));
}

#[test]
fn every_past_that_was_rewritten_is_a_fork_and_every_growth_is_none() {
    let whole = history(20, 20);
    for new in 1..=20 {
        for old in 0..new {
            let grown = Fork::between(&signed(&whole, old), &signed(&whole, new), &whole.leaves);
            assert_eq!(grown, Ok(Compared::Consistent), "{old} to {new}");
            for changed in 0..old {
                let other = history(20, changed);
                let (early, late) = (signed(&whole, old), signed(&other, new));
                // In either order.
                let fork = forked(Fork::between(&late, &early, &other.leaves).unwrap());
                assert_eq!((fork.earlier(), fork.later()), (&early, &late));
                assert!(
                    fork.to_string().contains("does not begin with them"),
                    "{fork}"
                );
                let read = Fork::parse(&fork.to_text(), whole.key.verifier()).unwrap();
                assert_eq!(read, fork);
            }
        }
    }
}

#[test]
fn a_log_that_did_nothing_is_not_caught() {
    let log = history(9, 9);
    let (early, late) = (signed(&log, 5), signed(&log, 9));
    // The tree of somebody else says nothing of this one.
    let elsewhere = Fork::between(&early, &late, &history(9, 3).leaves);
    assert_eq!(elsewhere, Err(ForkError::Foreign));
    let short = Fork::between(&early, &late, &history(7, 7).leaves);
    assert!(matches!(short, Err(ForkError::Tree(_))), "{short:?}");
    let second = Log {
        key: log_key("register.example/ledger/2027b", 1),
        leaves: history(9, 3).leaves,
    };
    let two = Fork::between(&early, &signed(&second, 9), &second.leaves);
    assert_eq!(two, Err(ForkError::TwoLogs));
}

#[test]
fn a_text_that_shows_no_fork_is_refused_with_its_reason() {
    let (log, key) = (history(9, 9), log_key(ORIGIN, 1));
    let (early, late, other) = (signed(&log, 5), signed(&log, 9), history(9, 3));
    let fork = forked(Fork::between(&early, &signed(&other, 9), &other.leaves).unwrap());
    let text = fork.to_text();
    let plain = |signed: &SignedCheckpoint| {
        let note = signed.note().to_string();
        format!("checkpoint {}\n{note}", note.lines().count())
    };
    let node = text.lines().nth(1).unwrap();
    for (changed, why) in [
        (
            text.replace("writ/fork@v1", "writ/fork@v2"),
            "its first line is another",
        ),
        (
            text.replace(&plain(fork.later()), &plain(&late)),
            "do not lead to the root of the later",
        ),
        (text.replace(&format!("{node}\n"), ""), "not as many nodes"),
        (
            text.replace(node, &format!("{node}\n{node}")),
            "not as many nodes",
        ),
        (
            text.replace(node, &format!("node {}", Hash([0; 32]).to_base64())),
            "do not lead to the root",
        ),
        (text.replace(node, &format!("{node}=")), "a node is no hash"),
        (
            text.replace(&plain(fork.later()), ""),
            "a checkpoint is missing",
        ),
        (
            text.replace("checkpoint 6", "checkpoint 06"),
            "no number of lines",
        ),
        (
            text.replace("checkpoint 6", "checkpoint 0"),
            "a checkpoint is missing",
        ),
        (
            text.replacen("checkpoint 6", "checkpoint 7", 1),
            "a checkpoint is missing",
        ),
        (
            text.replacen("checkpoint 6", "checkpoint 5", 1),
            "a checkpoint is missing",
        ),
        (format!("{text}x"), "something follows"),
        (text.replace("\n9\n", "\n8\n"), "does not verify"),
        (
            format!("writ/fork@v1\n{}{}", plain(&early), plain(&early)),
            "do not contradict",
        ),
        (
            format!("writ/fork@v1\n{node}\n{}{}", plain(&early), plain(&early)),
            "need no nodes",
        ),
    ] {
        assert_ne!(changed, text);
        let refused = Fork::parse(&changed, key.verifier())
            .unwrap_err()
            .to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let stranger = Fork::parse(&text, log_key(ORIGIN, 2).verifier());
    assert!(matches!(stranger, Err(ForkError::Open(_))), "{stranger:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_fork_is_found_wherever_it_lies(size in 2..300_u64, old in any::<u64>(), changed in any::<u64>()) {
        let old = 1 + old % (size - 1);
        let changed = changed % size;
        let (one, other) = (history(size, size), history(size, changed));
        let compared = Fork::between(&signed(&one, old), &signed(&other, size), &other.leaves).unwrap();
        prop_assert_eq!(matches!(compared, Compared::Forked(_)), changed < old);
    }

    #[test]
    fn no_bit_of_a_fork_makes_another_one(byte in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let (one, other) = (history(9, 9), history(9, 3));
        let compared = Fork::between(&signed(&one, 5), &signed(&other, 9), &other.leaves).unwrap();
        let fork = forked(compared);
        let mut bytes = fork.to_text().into_bytes();
        let place = byte.index(bytes.len());
        bytes[place] ^= 1 << bit;
        // What still is one is the same but for lines of witnesses, which are not looked at.
        if let Ok(read) = String::from_utf8(bytes).map(|text| Fork::parse(&text, one.key.verifier()))
            && let Ok(read) = read
        {
            prop_assert_eq!(read.earlier().checkpoint(), fork.earlier().checkpoint());
            prop_assert_eq!(read.later().checkpoint(), fork.later().checkpoint());
        }
    }
}
