//! Checkpoints and cosignatures: what is read, and why the rest is refused.

use proptest::prelude::*;
use writ_ledger::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use writ_ledger::cosignature::{CosignedAt, UnixSeconds, cosign};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::note::{Note, Signature};

use crate::given::{MORNING, ORIGIN, at, log, log_key, witness_key};

const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

#[test]
fn a_text_that_is_no_checkpoint_is_refused_with_its_reason() {
    for (text, why) in [
        (String::new(), "line 1 is missing"),
        ("log".to_owned(), "line 1 is missing"),
        ("log\n".to_owned(), "line 2 is missing"),
        ("log\n7\n".to_owned(), "line 3 is missing"),
        (format!("log\n7\n{ROOT}"), "line 3 is missing"),
        (
            format!("\n7\n{ROOT}\n"),
            "line 1 of the checkpoint is empty",
        ),
        (
            format!("log\n\n{ROOT}\n"),
            "line 2 of the checkpoint is empty",
        ),
        (
            format!("log\n7\n{ROOT}\n\n"),
            "line 4 of the checkpoint is empty",
        ),
        (
            format!("log\n7\n{ROOT}\none\n\ntwo\n"),
            "line 5 of the checkpoint is empty",
        ),
        (format!("log\n07\n{ROOT}\n"), "no tree size: `07`"),
        (format!("log\n00\n{ROOT}\n"), "no tree size"),
        (format!("log\n+7\n{ROOT}\n"), "no tree size"),
        (format!("log\n-7\n{ROOT}\n"), "no tree size"),
        (format!("log\n 7\n{ROOT}\n"), "no tree size"),
        (format!("log\n7 \n{ROOT}\n"), "no tree size"),
        (format!("log\n٧\n{ROOT}\n"), "no tree size"),
        (
            format!("log\n18446744073709551616\n{ROOT}\n"),
            "no tree size",
        ),
        (format!("log\n7\n{ROOT} \n"), "no root hash"),
        (
            format!("log\n7\n{}\n", ROOT.replace('=', "")),
            "no root hash",
        ),
        (
            format!("log\n7\n{}\n", ROOT.replace("2I=", "2J=")),
            "no root hash",
        ),
        (
            format!("log\n7\n{}\n", ROOT.replace('/', "_")),
            "no root hash",
        ),
        ("log\n7\nAAAA\n".to_owned(), "no root hash"),
        (format!("log\n7\n{ROOT}\r\n"), "control character U+000D"),
        (format!("lo\tg\n7\n{ROOT}\n"), "control character U+0009"),
    ] {
        let refused = Checkpoint::parse(&text).unwrap_err().to_string();
        assert!(refused.contains(why), "{text:?}: {refused}");
    }
    let largest = format!("log\n18446744073709551615\n{ROOT}\n");
    assert_eq!(Checkpoint::parse(&largest).unwrap().size, u64::MAX);
    assert!(Origin::parse("a\nb").is_err());
    // The format recommends a name without spaces, and forbids to rely on it.
    assert!(Checkpoint::parse(&format!("a log+\n7\n{ROOT}\n")).is_ok());
}

#[test]
fn extension_lines_of_others_are_kept_and_signed() {
    let text = format!("{ORIGIN}\n7\n{ROOT}\nextra one\nextra two\n");
    let read = Checkpoint::parse(&text).unwrap();
    assert_eq!(read.extensions(), ["extra one", "extra two"]);
    assert_eq!(read.to_text(), text);
    let key = log_key(ORIGIN, 1);
    let note = read.sign(&key).unwrap().into_note().to_string();
    assert!(SignedCheckpoint::open(&note, key.verifier()).is_ok());
    let changed = note.replace("extra two", "extra 2wo");
    assert!(SignedCheckpoint::open(&changed, key.verifier()).is_err());
    let seen = cosign(&witness_key("c1"), &text, at(MORNING)).unwrap();
    let witness = witness_key("c1");
    assert!(CosignedAt::verify(&seen, witness.verifier(), &text).is_ok());
    let changed = text.replace("extra two", "extra 2wo");
    assert!(CosignedAt::verify(&seen, witness.verifier(), &changed).is_err());
}

#[test]
fn a_checkpoint_opens_with_the_key_of_its_log_only() {
    let log = log();
    let note = log.witnessed(9, &[]);
    let key = log.key.verifier();
    let opened = SignedCheckpoint::open(&note, key).unwrap();
    assert_eq!(opened.checkpoint(), &log.checkpoint(9));
    for (text, key, why) in [
        (
            note.clone(),
            log_key(ORIGIN, 2),
            "none of the note's signatures",
        ),
        (
            note.clone(),
            log_key("other.example", 1),
            "is of the log `register.example",
        ),
        (note.clone(), witness_key("c1"), "signs cosignatures"),
        (
            note.replace("\n9\n", "\n8\n"),
            log_key(ORIGIN, 1),
            "does not verify",
        ),
        (
            note.replace("ledger/2027a\n9", "ledger/2027b\n9"),
            log_key(ORIGIN, 1),
            "is of the log",
        ),
        (note.trim_end().to_owned(), log_key(ORIGIN, 1), "cut off"),
    ] {
        let refused = SignedCheckpoint::open(&text, key.verifier())
            .unwrap_err()
            .to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let other = log_key("other.example", 1);
    assert!(log.checkpoint(9).sign(&other).is_err());
    let renamed = other
        .sign_note(&log.checkpoint(9).to_text())
        .unwrap()
        .to_string();
    let origin = Origin::parse(ORIGIN).unwrap();
    assert!(SignedCheckpoint::open(&renamed, other.verifier()).is_err());
    assert!(SignedCheckpoint::open_as(&renamed, &origin, other.verifier()).is_ok());
}

#[test]
fn a_cosignature_holds_for_its_text_time_and_key_only() {
    let (log, witness) = (log(), witness_key("c1"));
    let text = log.checkpoint(9).to_text();
    let line = cosign(&witness, &text, at(MORNING)).unwrap();
    let seen = CosignedAt::verify(&line, witness.verifier(), &text).unwrap();
    assert_eq!(
        (seen.at(), seen.witness()),
        (at(MORNING), witness.verifier())
    );
    let dated = |seconds: u64| {
        use base64::Engine as _;
        let mut bytes = line.id().to_be_bytes().to_vec();
        bytes.extend(seconds.to_be_bytes());
        bytes.extend(&line.bytes()[8..]);
        let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
        Signature::parse_line(&format!("— {} {base64}", line.name())).unwrap()
    };
    assert_eq!(dated(MORNING), line);
    for seconds in [
        MORNING - 1,
        MORNING + 1,
        0,
        1,
        i64::MAX as u64 + 1,
        u64::MAX,
    ] {
        assert!(CosignedAt::verify(&dated(seconds), witness.verifier(), &text).is_err());
    }
    for other in [log.checkpoint(8).to_text(), text.replace("2027a", "2027b")] {
        assert!(CosignedAt::verify(&line, witness.verifier(), &other).is_err());
    }
    assert!(CosignedAt::verify(&line, witness_key("c2").verifier(), &text).is_err());
    assert!(CosignedAt::verify(&line, log.key.verifier(), &text).is_err());
}

#[test]
fn what_is_signed_as_a_cosignature_is_the_published_message() {
    let (witness, text) = (witness_key("c1"), log().checkpoint(9).to_text());
    let line = cosign(&witness, &text, at(MORNING)).unwrap();
    let key = ed25519_dalek::VerifyingKey::from_bytes(witness.verifier().bytes()).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(&line.bytes()[8..]).unwrap();
    let message = format!("cosignature/v1\ntime 1800000000\n{text}");
    assert!(key.verify_strict(message.as_bytes(), &signature).is_ok());
    assert_eq!(line.bytes()[..8], [0, 0, 0, 0, 0x6b, 0x49, 0xd2, 0x00]);
}

#[test]
fn nothing_but_a_checkpoint_is_cosigned_and_by_nobody_but_a_witness() {
    let text = log().checkpoint(9).to_text();
    let refused = cosign(&log().key, &text, at(MORNING))
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("needed here is a key that signs cosignatures"),
        "{refused}"
    );
    let refused = cosign(&witness_key("c1"), "anything\n", at(MORNING)).unwrap_err();
    assert!(
        refused.to_string().contains("not a checkpoint"),
        "{refused}"
    );
    assert_eq!(UnixSeconds::new(0), None);
    assert_eq!(UnixSeconds::new(i64::MAX as u64), Some(UnixSeconds::MAX));
    assert_eq!(UnixSeconds::new(i64::MAX as u64 + 1), None);
}

proptest! {
    #[test]
    fn checkpoints_are_printed_as_they_are_read(
        origin in "[^\\x00-\\x1f]{1,30}",
        size in any::<u64>(),
        root in any::<[u8; 32]>(),
        extensions in prop::collection::vec("[^\\x00-\\x1f]{1,9}", 0..3),
    ) {
        let mut text = Checkpoint::new(Origin::parse(&origin).unwrap(), size, Hash(root)).to_text();
        for line in &extensions {
            text.push_str(line);
            text.push('\n');
        }
        let read = Checkpoint::parse(&text).unwrap();
        prop_assert_eq!((read.size, read.root), (size, Hash(root)));
        prop_assert_eq!(read.extensions(), extensions);
        prop_assert_eq!(read.to_text(), text);
    }

    #[test]
    fn cosignatures_survive_being_printed(size in any::<u64>(), seconds in 1..u64::MAX >> 1) {
        let origin = Origin::parse(ORIGIN).unwrap();
        let text = Checkpoint::new(origin, size, leaf_hash(b"any")).to_text();
        let witness = witness_key("c1");
        let line = cosign(&witness, &text, at(seconds)).unwrap();
        let mut note = Note::unsigned(&text).unwrap();
        note.push(line).unwrap();
        let read = Note::parse(&note.to_string()).unwrap();
        let line = &read.signatures()[0];
        let seen = CosignedAt::verify(line, witness.verifier(), read.text()).unwrap();
        prop_assert_eq!(seen.at(), at(seconds));
    }
}
