//! What a witness does with a checkpoint: verify, remember, cosign, in this order.
//!
//! Source: C2SP tlog-witness v1.0.0 for what is checked and how it is answered, tlog-cosignature
//! for what a cosignature says: that at its time this was the largest tree of the log that the
//! witness had seen, and that it has only grown.

use std::path::PathBuf;

use writ_ledger::checkpoint::Checkpoint;
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::hash::empty_root;
use writ_ledger::note::{Note, Signature, SigningKey, VerifierKey};
use writ_ledger::tree::verify_consistency;

use crate::answer::Answer;
use crate::clock::Clock;
use crate::folder::{Folder, FolderError};
use crate::following::Following;
use crate::journal::{Happening, Journal};
use crate::memory::{Contradiction, Held, Memory, MemoryError, Now, Step};
use crate::request::AddCheckpoint;

/// A witness at work.
#[derive(Debug)]
pub struct Witness {
    key: SigningKey,
    logs: PathBuf,
    memory: Memory,
    clock: Box<dyn Clock>,
    journal: Box<dyn Journal>,
}

/// A checkpoint whose log's signature was verified; whether it extends what is held was not.
#[derive(Debug)]
struct Shown {
    checkpoint: Checkpoint,
    /// The text, with the log's own verified signatures and no others.
    note: Note,
}

impl Witness {
    /// Opens the witness that lies in a folder.
    ///
    /// # Errors
    /// [`FolderError`] if the key, the memory or the list of logs is not in order.
    pub fn open(
        folder: &Folder,
        clock: Box<dyn Clock>,
        journal: Box<dyn Journal>,
    ) -> Result<Self, FolderError> {
        folder.following()?;
        Ok(Self {
            key: folder.key()?,
            logs: folder.logs(),
            memory: folder.memory()?,
            clock,
            journal,
        })
    }

    /// The public key of the witness.
    #[must_use]
    pub fn key(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Answers the body of an `add-checkpoint` request. A checkpoint that is cosigned is on the
    /// disk before this returns.
    #[must_use]
    pub fn add_checkpoint(&self, body: &[u8]) -> Answer {
        let (request, shown) = match self.read(body) {
            Ok(read) => read,
            Err(answer) => {
                self.tell_refused(None, &answer);
                return answer;
            }
        };
        let origin = request.origin().to_owned();
        let answer = self
            .memory
            .step(&origin, |now| self.decide(&request, &shown, now));
        match answer {
            Ok((answer, happening)) => {
                match happening {
                    Some(happening) => self.tell(&happening),
                    None => self.tell_refused(Some(origin), &answer),
                }
                answer
            }
            Err(error) => {
                self.tell(&Happening::Failed {
                    why: error.to_string(),
                });
                Answer::Failed
            }
        }
    }

    /// The last checkpoint that was cosigned of the log whose origin has this SHA-256 (in lower
    /// hexadecimal digits), with the signatures of the log and of the witness.
    ///
    /// # Errors
    /// [`MemoryError`] if the memory fails.
    pub fn checkpoint(&self, hash: &str) -> Result<Option<String>, MemoryError> {
        let held = self.memory.held_by_hash(hash);
        if let Err(error) = &held {
            self.tell(&Happening::Failed {
                why: error.to_string(),
            });
        }
        Ok(held?.map(|held| held.note))
    }

    /// Tells the operator what happened.
    pub fn tell(&self, what: &Happening) {
        self.journal.happened(what);
    }

    fn tell_refused(&self, origin: Option<String>, answer: &Answer) {
        let status = answer.status();
        let why = match answer {
            Answer::HoldsOther { size } => format!("held is size {size}"),
            other => other.to_string(),
        };
        self.tell(&Happening::Refused {
            origin,
            status,
            why,
        });
    }

    /// Reads the request and verifies the log's signature: all that needs no memory.
    fn read(&self, body: &[u8]) -> Result<(AddCheckpoint, Shown), Answer> {
        let malformed = |why: String| Answer::Malformed { why };
        let request = AddCheckpoint::parse(body).map_err(|why| malformed(why.to_string()))?;
        let following = Following::read(&self.logs).map_err(|error| {
            self.tell(&Happening::Failed {
                why: error.to_string(),
            });
            Answer::Failed
        })?;
        let note = Note::parse(&request.note).map_err(|why| malformed(why.to_string()))?;
        let checkpoint =
            Checkpoint::parse(note.text()).map_err(|why| malformed(why.to_string()))?;
        let keys = following.of(request.origin());
        if keys.is_empty() {
            return Err(Answer::UnknownLog);
        }
        note.verify(&keys).map_err(|why| Answer::NotSigned {
            why: why.to_string(),
        })?;
        if request.old > checkpoint.size {
            let why = format!("old {} is above the size {}", request.old, checkpoint.size);
            return Err(malformed(why));
        }
        if checkpoint.size > i64::MAX.cast_unsigned() {
            return Err(malformed(
                "no log has more than 2^63 - 1 entries".to_owned(),
            ));
        }
        let is_the_logs = |line: &Signature| keys.iter().any(|key| line.claims(key));
        let note = note.keep(is_the_logs);
        Ok((request, Shown { checkpoint, note }))
    }

    /// What becomes of a signed checkpoint, given what is held.
    fn decide(
        &self,
        request: &AddCheckpoint,
        shown: &Shown,
        now: Now,
    ) -> Step<(Answer, Option<Happening>)> {
        let refuse = |answer: Answer| Step::Keep((answer, None));
        let size = now.held.as_ref().map_or(0, |held| held.size);
        if request.old != size {
            return refuse(Answer::HoldsOther { size });
        }
        if let Some(held) = &now.held
            && held.size == shown.checkpoint.size
            && held.root != shown.checkpoint.root
        {
            return self.caught(held, shown);
        }
        if let Err(why) = has_only_grown(request, shown, now.held.as_ref()) {
            return refuse(Answer::Unproved { why });
        }
        let at = match self.time(now.signed_last) {
            Ok(at) => at,
            Err(why) => return refuse(Answer::NoTime { why }),
        };
        self.cosigned(size, shown, at)
            .unwrap_or_else(|why| Step::Keep((Answer::Failed, Some(Happening::Failed { why }))))
    }

    /// The time to sign: never earlier than any that was signed.
    fn time(&self, signed_last: Option<u64>) -> Result<UnixSeconds, String> {
        let now = self.clock.now().map_err(|error| error.why)?;
        let last = signed_last.unwrap_or(0);
        if now < last {
            return Err(format!(
                "the clock of this witness says {now} and it has signed {last}: it signs again \
                 when the clock has caught up"
            ));
        }
        UnixSeconds::new(now).ok_or_else(|| format!("{now} is no time that can be signed"))
    }

    fn cosigned(
        &self,
        old: u64,
        shown: &Shown,
        at: UnixSeconds,
    ) -> Result<Step<(Answer, Option<Happening>)>, String> {
        let text = shown.note.text();
        let line = cosign(&self.key, text, at).map_err(|error| error.to_string())?;
        let lines = format!("{line}\n");
        let mut note = shown.note.clone();
        note.push(line).map_err(|error| error.to_string())?;
        let Checkpoint {
            origin, size, root, ..
        } = &shown.checkpoint;
        let origin = origin.as_str().to_owned();
        let happening = Happening::Cosigned {
            origin: origin.clone(),
            old,
            size: *size,
            time: at.get(),
        };
        let held = Held {
            origin,
            size: *size,
            root: *root,
            note: note.to_string(),
            at: at.get(),
        };
        Ok(Step::Hold(
            held,
            (Answer::Cosigned { lines }, Some(happening)),
        ))
    }

    /// The log has signed two roots of one size.
    fn caught(&self, held: &Held, shown: &Shown) -> Step<(Answer, Option<Happening>)> {
        let (origin, size) = (held.origin.clone(), held.size);
        let two = Contradiction {
            origin: origin.clone(),
            held: held.note.clone(),
            shown: shown.note.to_string(),
            at: self.clock.now().unwrap_or(0),
        };
        let answer = (
            Answer::Fork { size },
            Some(Happening::Caught { origin, size }),
        );
        Step::Caught(two, answer)
    }
}

/// Whether the tree that is shown is the one that is held, grown.
fn has_only_grown(
    request: &AddCheckpoint,
    shown: &Shown,
    held: Option<&Held>,
) -> Result<(), String> {
    let Checkpoint { size, root, .. } = &shown.checkpoint;
    if *size == 0 && *root != empty_root() {
        return Err("a tree of size 0 has the root of the empty tree".to_owned());
    }
    if request.old == 0 || request.old == *size {
        return if request.proof.is_empty() {
            Ok(())
        } else {
            Err(format!("from {} to {size} the proof is empty", request.old))
        };
    }
    let held = held.ok_or("nothing is held")?;
    verify_consistency(held.size, *size, &request.proof, &held.root, root)
        .map_err(|error| error.to_string())
}
