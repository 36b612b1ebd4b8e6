//! Verifying the file that a person is given, as long as such files get.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::entry::{EntryKey, Leaf};
use writ_ledger::hash::leaf_hash;
use writ_ledger::note::{KeyKind, KeyName, SigningKey};
use writ_ledger::policy::Policy;
use writ_ledger::posting::{Posting, verify_file};
use writ_ledger::tree::{Leaves, inclusion, root};

use crate::Setting;
use crate::score::{Score, Target, median};
use crate::settings::{LEDGER_ENTRIES, PROOF_MILLISECONDS, PROOF_ROUNDS, PROOF_WITNESSES};

/// Times the verification of one file: all witnesses signed both checkpoints.
pub(crate) fn measure(_: &Setting) -> Result<Vec<Score>> {
    let (file, policy) = file()?;
    let mut times = Vec::with_capacity(PROOF_ROUNDS);
    for _ in 0..PROOF_ROUNDS {
        let began = Instant::now();
        let shown = verify_file(black_box(file.as_bytes()), &policy)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        ensure!(shown.witnesses.len() == usize::from(PROOF_WITNESSES));
    }
    Ok(vec![Score::new(
        format!("verify a proof of posting, {PROOF_WITNESSES} witnesses"),
        "ms",
        median(times),
        ("a fixed time", Some(PROOF_MILLISECONDS)),
        Some(Target::AtMost(1.0)),
    )])
}

/// A file from a ledger of [`LEDGER_ENTRIES`], and the policy that it is verified under.
fn file() -> Result<(String, Policy)> {
    let size = u64::from(LEDGER_ENTRIES);
    let index = size / 3;
    let key = |name: &str, kind, seed| {
        SigningKey::from_seed(KeyName::new(name)?, kind, &[seed; 32]).context("a key")
    };
    let log = key("bench.example/ledger", KeyKind::Ed25519, 0)?;
    let witnesses: Vec<SigningKey> = (1..=PROOF_WITNESSES)
        .map(|seed| key("witness.example", KeyKind::Cosignature, seed))
        .collect::<Result<_>>()?;

    let mut text = format!("log {}\n", log.verifier());
    let mut group = "group all-of-them all".to_owned();
    for (number, witness) in witnesses.iter().enumerate() {
        text.push_str(&format!("witness w{number} {}\n", witness.verifier()));
        group.push_str(&format!(" w{number}"));
    }
    text.push_str(&format!("{group}\nquorum all-of-them\n"));
    let policy = Policy::parse(text.as_bytes())?;

    let opens = EntryKey([9; 32]);
    let record = vec![b'x'; 2_000];
    let mut leaves = Leaves::default();
    leaves.extend((0..size).map(|at| {
        let leaf = match at == index {
            true => Leaf::act(&opens, &record),
            false => Leaf::Act {
                slot: [1; 32],
                commitment: [2; 32],
            },
        };
        leaf_hash(&leaf.to_bytes())
    }));
    let witnessed = |size: u64, at: u64| -> Result<String> {
        let origin = Origin::from(log.verifier().name());
        let checkpoint = Checkpoint::new(origin, size, root(&leaves, size)?);
        let mut note = checkpoint.sign(&log)?.into_note();
        let at = UnixSeconds::new(at).context("a time")?;
        for witness in &witnesses {
            note.push(cosign(witness, &checkpoint.to_text(), at)?)?;
        }
        Ok(note.to_string())
    };
    let posting = Posting {
        record,
        key: Some(opens),
        before: Some(witnessed(index, 1_800_000_000)?),
        time_stamp: None,
    };
    let covering = witnessed(size, 1_800_000_060)?;
    let file = posting.to_file(index, inclusion(&leaves, index, size)?, &covering, &policy)?;
    Ok((file, policy))
}
