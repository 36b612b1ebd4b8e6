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

/// One value of DER: its tag, its length, what is in it.
pub(crate) fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let within = parts.concat();
    let mut out = vec![tag];
    match within.len() {
        short @ 0..0x80 => out.push(u8::try_from(short).unwrap()),
        middle @ 0x80..0x100 => out.extend([0x81, u8::try_from(middle).unwrap()]),
        long => {
            out.push(0x82);
            out.extend(u16::try_from(long).unwrap().to_be_bytes());
        }
    }
    out.extend(within);
    out
}

pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const INTEGER: u8 = 2;
pub(crate) const OCTETS: u8 = 4;
pub(crate) const OID: u8 = 6;
/// `2.16.840.1.101.3.4.2.1`
pub(crate) const SHA_256: [u8; 9] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
pub(crate) const SIGNED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
pub(crate) const TST_INFO: [u8; 11] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];

/// The parts of an answer of a made-up time-stamp authority, whose signature nobody would believe.
pub(crate) struct Answer {
    pub(crate) status: u8,
    pub(crate) container: Vec<u8>,
    pub(crate) content: Vec<u8>,
    pub(crate) algorithm: Vec<u8>,
    pub(crate) digest: Vec<u8>,
}

impl Answer {
    /// A time stamp over something.
    pub(crate) fn over(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self {
            status: 0,
            container: SIGNED_DATA.to_vec(),
            content: TST_INFO.to_vec(),
            algorithm: SHA_256.to_vec(),
            digest: sha2::Sha256::digest(bytes).to_vec(),
        }
    }

    pub(crate) fn to_der(&self) -> Vec<u8> {
        let oid = |bytes: &[u8]| der(OID, &[bytes]);
        let one = der(INTEGER, &[&[1]]);
        let algorithm = der(SEQUENCE, &[&oid(&self.algorithm), &[5, 0]]);
        let imprint = der(SEQUENCE, &[&algorithm, &der(OCTETS, &[&self.digest])]);
        let time = der(0x18, &[b"20270115080100Z"]);
        let policy = oid(&[0x2a, 3, 4, 1]);
        let info = der(SEQUENCE, &[&one, &policy, &imprint, &one, &time]);
        let content = der(0xa0, &[&der(OCTETS, &[&info])]);
        let content = der(SEQUENCE, &[&oid(&self.content), &content]);
        let three = der(INTEGER, &[&[3]]);
        let signed = der(SEQUENCE, &[&three, &[0x31, 0], &content, &[0x31, 0]]);
        let token = der(SEQUENCE, &[&oid(&self.container), &der(0xa0, &[&signed])]);
        let status = der(SEQUENCE, &[&der(INTEGER, &[&[self.status]])]);
        der(SEQUENCE, &[&status, &token])
    }
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
