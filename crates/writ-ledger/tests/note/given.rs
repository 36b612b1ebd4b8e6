//! A made-up log, its witnesses, and a posting in it.

use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::entry::{EntryKey, Leaf};
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::note::{KeyKind, KeyName, Note, SigningKey};
use writ_ledger::policy::Policy;
use writ_ledger::posting::Posting;
use writ_ledger::tree::{Leaves, inclusion, root};

pub(crate) const ORIGIN: &str = "register.example/ledger/2027a";
/// 2027-01-15 08:00:00 UTC.
pub(crate) const MORNING: u64 = 1_800_000_000;
/// Where the act stands, and something published.
pub(crate) const ACT: u64 = 6;
pub(crate) const PUBLISHED: u64 = 7;
pub(crate) const RECORD: &[u8] =
    br#"{"kind":"posted","recorded_at":"2027-01-15T08:00:30Z","to":"a made-up person"}"#;
pub(crate) const RESULT: &[u8] = b"the result of a made-up draw\n";

pub(crate) fn at(seconds: u64) -> UnixSeconds {
    UnixSeconds::new(seconds).unwrap()
}

pub(crate) fn log_key(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, &[seed; 32]).unwrap()
}

/// The witness of this name; its key bears another.
pub(crate) fn witness_key(name: &str) -> SigningKey {
    let own = KeyName::new(&format!("{name}.example/w")).unwrap();
    SigningKey::from_seed(own, KeyKind::Cosignature, &seed_of(name)).unwrap()
}

pub(crate) fn seed_of(name: &str) -> [u8; 32] {
    let mut seed = [0x77; 32];
    for (place, byte) in seed.iter_mut().zip(name.bytes()) {
        *place = byte;
    }
    seed
}

/// A log with as many entries as one likes.
pub(crate) struct Log {
    pub(crate) key: SigningKey,
    pub(crate) leaves: Leaves,
}

pub(crate) fn key_of_act() -> EntryKey {
    EntryKey([0x5a; 32])
}

pub(crate) fn leaf(index: u64) -> Vec<u8> {
    let leaf = match index {
        ACT => Leaf::act(&key_of_act(), RECORD),
        PUBLISHED => Leaf::public(RESULT),
        other => Leaf::act(&EntryKey([0x11; 32]), &other.to_be_bytes()),
    };
    leaf.to_bytes().to_vec()
}

/// The log of all these tests: a dozen entries, an act and something published among them.
pub(crate) fn log() -> Log {
    Log {
        key: log_key(ORIGIN, 1),
        leaves: (0..12).map(|index| leaf_hash(&leaf(index))).collect(),
    }
}

impl Log {
    pub(crate) fn checkpoint(&self, size: u64) -> Checkpoint {
        let origin = Origin::from(self.key.verifier().name());
        Checkpoint::new(origin, size, root(&self.leaves, size).unwrap())
    }

    /// The signed checkpoint of this size, with these cosignatures.
    pub(crate) fn witnessed(&self, size: u64, by: &[(&str, u64)]) -> String {
        let checkpoint = self.checkpoint(size);
        let mut note = checkpoint.sign(&self.key).unwrap().into_note();
        for (name, time) in by {
            let line = cosign(&witness_key(name), note.text(), at(*time)).unwrap();
            note.push(line).unwrap();
        }
        note.to_string()
    }

    pub(crate) fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        inclusion(&self.leaves, index, size).unwrap()
    }
}

/// A policy of this log with these lines after its witnesses.
pub(crate) fn policy_of(log: &SigningKey, names: &[&str], rest: &str) -> Policy {
    let mut text = format!("log {}\n", log.verifier());
    for name in names {
        text.push_str(&format!(
            "witness {name} {}\n",
            witness_key(name).verifier()
        ));
    }
    text.push_str(rest);
    Policy::parse(text.as_bytes()).unwrap()
}

/// One of two courts, and two of three others.
pub(crate) fn policy() -> Policy {
    let names = ["c1", "c2", "ombudsman", "bar", "university"];
    let groups = "group courts any c1 c2\ngroup civil 2 ombudsman bar university\n\
                  group q all courts civil\nquorum q\n";
    policy_of(&log().key, &names, groups)
}

/// The witnesses of the checkpoint from before, no more than it takes.
pub(crate) const BEFORE: [(&str, u64); 3] = [
    ("c1", MORNING + 2),
    ("ombudsman", MORNING + 1),
    ("university", MORNING + 5),
];
/// The witnesses of the covering checkpoint, no more than it takes.
pub(crate) const COVERING: [(&str, u64); 3] = [
    ("c2", MORNING + 62),
    ("bar", MORNING + 65),
    ("ombudsman", MORNING + 61),
];

pub(crate) fn posting() -> Posting {
    Posting {
        record: RECORD.to_vec(),
        key: Some(key_of_act()),
        before: Some(log().witnessed(5, &BEFORE)),
        time_stamp: None,
    }
}

/// The file of the act, with no more cosignatures than it takes.
pub(crate) fn file() -> String {
    let log = log();
    let checkpoint = log.witnessed(9, &COVERING);
    let inclusion = log.inclusion(ACT, 9);
    posting()
        .to_file(ACT, inclusion, &checkpoint, &policy())
        .unwrap()
}

pub(crate) fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

/// Chance from a seed: SplitMix64, enough to choose places with.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    /// A place in something of `length`.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap()
    }
}
