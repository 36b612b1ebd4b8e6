//! Made-up witnesses: they do what real ones do, in memory and with a clock that is set.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;

use jiff::Timestamp;
use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::hash::Hash;
use writ_ledger::note::{KeyKind, KeyName, Note, SigningKey};
use writ_ledger::tree::verify_consistency;

use crate::evidence::witnesses::{
    CosignRequest, History, WitnessAnswer, WitnessOutcome, Witnesses,
};

/// What one witness saw last.
#[derive(Clone, Copy, Debug)]
struct Seen {
    size: u64,
    root: Hash,
}

#[derive(Debug)]
struct One {
    key: SigningKey,
    seen: Option<Seen>,
    is_up: bool,
    /// How far its clock is off, in seconds.
    off: i64,
    /// The size that it claims to have signed, whatever is so.
    claims: Option<u64>,
    /// The checkpoint that it shows for what it says.
    shows: Option<String>,
}

/// Three witnesses on a bench.
#[derive(Debug)]
pub(crate) struct Bench {
    witnesses: Mutex<BTreeMap<&'static str, One>>,
    clock: Mutex<Timestamp>,
}

impl Bench {
    pub(crate) fn of_three(now: Timestamp) -> Self {
        let one = |seed| {
            let name = KeyName::new(&format!("w{seed}.example")).unwrap();
            One {
                key: SigningKey::from_seed(name, KeyKind::Cosignature, &[seed; 32]).unwrap(),
                seen: None,
                is_up: true,
                off: 0,
                claims: None,
                shows: None,
            }
        };
        Self {
            witnesses: Mutex::new(BTreeMap::from([
                ("bar", one(1)),
                ("court", one(2)),
                ("press", one(3)),
            ])),
            clock: Mutex::new(now),
        }
    }

    /// A policy with this quorum; `two` is two of the three.
    pub(crate) fn policy(&self, quorum: &str) -> String {
        let mut text = String::new();
        for (name, one) in self.witnesses.lock().unwrap().iter() {
            writeln!(text, "witness {name} {}", one.key.verifier()).unwrap();
        }
        writeln!(text, "group two 2 bar court press\nquorum {quorum}").unwrap();
        text
    }

    pub(crate) fn set_clock(&self, now: Timestamp) {
        *self.clock.lock().unwrap() = now;
    }

    /// Only these answer from now on.
    pub(crate) fn only(&self, up: &[&str]) {
        for (known, one) in self.witnesses.lock().unwrap().iter_mut() {
            one.is_up = up.contains(known);
        }
    }

    pub(crate) fn set_off(&self, name: &str, seconds: i64) {
        self.witnesses.lock().unwrap().get_mut(name).unwrap().off = seconds;
    }

    pub(crate) fn claims(&self, name: &str, size: u64) {
        self.witnesses.lock().unwrap().get_mut(name).unwrap().claims = Some(size);
    }

    /// From now on it contradicts, and shows this for it.
    pub(crate) fn shows(&self, name: &str, note: &str) {
        self.witnesses.lock().unwrap().get_mut(name).unwrap().shows = Some(note.to_owned());
    }

    fn state(&self, name: &str) -> Option<Seen> {
        let witnesses = self.witnesses.lock().unwrap();
        let one = &witnesses[name];
        one.is_up.then_some(one.seen.unwrap_or(Seen {
            size: 0,
            root: writ_ledger::hash::empty_root(),
        }))
    }

    async fn answer(
        &self,
        name: &'static str,
        request: &CosignRequest,
        history: &dyn History,
    ) -> WitnessOutcome {
        let Some(seen) = self.state(name) else {
            return WitnessOutcome::Unreachable {
                why: "made up to be down".to_owned(),
            };
        };
        let claims = self.witnesses.lock().unwrap()[name].claims;
        if self.witnesses.lock().unwrap()[name].shows.is_some() {
            let why = "made up to contradict".to_owned();
            return WitnessOutcome::Contradicts { why };
        }
        if let Some(size) = claims {
            return WitnessOutcome::Ahead { size };
        }
        if seen.size > request.size {
            return WitnessOutcome::Ahead { size: seen.size };
        }
        let note = Note::parse(&request.checkpoint).unwrap();
        let checkpoint = Checkpoint::parse(note.text()).unwrap();
        let proof = history.consistency(seen.size).await.unwrap();
        let (size, root) = (checkpoint.size, checkpoint.root);
        if let Err(error) = verify_consistency(seen.size, size, &proof, &seen.root, &root) {
            return WitnessOutcome::Contradicts {
                why: error.to_string(),
            };
        }
        let mut witnesses = self.witnesses.lock().unwrap();
        let one = witnesses.get_mut(name).unwrap();
        one.seen = Some(Seen { size, root });
        let now = self.clock.lock().unwrap().as_second() + one.off;
        let at = UnixSeconds::new(u64::try_from(now).unwrap()).unwrap();
        let line = cosign(&one.key, note.text(), at).unwrap();
        WitnessOutcome::Cosigned(format!("{line}\n"))
    }
}

#[async_trait::async_trait]
impl Witnesses for Bench {
    async fn cosign(&self, request: &CosignRequest, history: &dyn History) -> Vec<WitnessAnswer> {
        let mut answers = Vec::new();
        for name in ["bar", "court", "press"] {
            answers.push(WitnessAnswer {
                witness: name.to_owned(),
                outcome: self.answer(name, request, history).await,
                shown: self.witnesses.lock().unwrap()[name].shows.clone(),
            });
        }
        answers
    }
}
