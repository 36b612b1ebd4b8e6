//! Keys of relying desks and other systems: shown once, and kept as their digest.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::matrix::operation;
use super::permit::Permit;
use crate::error::{RegistryError, Stop, retried};
use crate::officer::{Accounts, Officer, OfficerAct, Role};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::hex;

/// What every key begins with, so that one that was left lying about is known for what it is.
const OF_A_DESK: &str = "writ_desk_";
const OF_A_SYSTEM: &str = "writ_system_";

/// By which a key is found: it is no secret.
const NAME_BYTES: usize = 6;
/// What nobody can guess.
const SECRET_BYTES: usize = 32;

/// How many keys an account may have at a time: one in use, one to come, one too many.
const MOST: usize = 3;

/// The key of a desk, or of another system. It is shown once: the registry keeps its digest.
#[derive(Clone)]
pub struct DeskKey(Zeroizing<String>);

impl DeskKey {
    /// The text, by which whoever has it is taken for the desk.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DeskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskKey(…)")
    }
}

/// Which keys are taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoke {
    /// All of them.
    All,
    /// All but the last one issued: whoever uses that one already goes on.
    Older,
}

/// A key, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IssuedKey {
    /// Whose it is.
    pub(crate) name: String,
    /// By which it is found.
    pub(crate) key: String,
    /// SHA-256 of its text, in hexadecimal.
    pub(crate) digest: String,
}

impl Registry {
    /// Gives a desk, or another system, a key. Those that it has go on until they are taken back.
    ///
    /// # Errors
    ///
    /// When the store fails, or there are no random bytes.
    pub async fn issue_desk_key(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        now: Timestamp,
    ) -> Result<Ruling<DeskKey>, RegistryError> {
        retried!(self.try_issue_key(permit, desk, now))
    }

    async fn try_issue_key(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        now: Timestamp,
    ) -> Result<DeskKey, Stop> {
        let accounts = self.accounts().await?;
        let officer = machine(&accounts, desk)?;
        if keys(&accounts).iter().filter(|it| it.is_of(desk)).count() >= MOST {
            return Err(Refusal::on(
                "many-keys",
                format!("`{desk}` has {MOST} keys, and no more can be had at a time"),
                "take those back that it uses no more: `writ desk revoke --older`",
            )
            .into());
        }
        let begin = if officer.roles().contains(&Role::System) {
            OF_A_SYSTEM
        } else {
            OF_A_DESK
        };
        let mut writing = self.writing();
        let name: [u8; NAME_BYTES] = writing.chance()?;
        let secret = Zeroizing::new(writing.chance::<SECRET_BYTES>()?);
        let name = URL_SAFE_NO_PAD.encode(name);
        let secret = Zeroizing::new(URL_SAFE_NO_PAD.encode(secret.as_slice()));
        let text = Zeroizing::new(format!("{begin}{name}{}", *secret));
        let act = OfficerAct::KeyIssued(IssuedKey {
            name: desk.to_owned(),
            key: name,
            digest: hex(&digest(&text)),
        });
        accounts.put(permit, act, now, writing).await?;
        Ok(DeskKey(text))
    }

    /// Takes keys of a desk or of another system back, and tells how many.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn revoke_desk_keys(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        which: Revoke,
        now: Timestamp,
    ) -> Result<Ruling<usize>, RegistryError> {
        retried!(self.try_revoke_keys(permit, desk, which, now))
    }

    async fn try_revoke_keys(
        &self,
        permit: &Permit<operation::AddOfficer>,
        desk: &str,
        which: Revoke,
        now: Timestamp,
    ) -> Result<usize, Stop> {
        let accounts = self.accounts().await?;
        machine(&accounts, desk)?;
        let standing = keys(&accounts);
        let theirs: Vec<_> = standing.iter().filter(|it| it.is_of(desk)).collect();
        let (but, count) = match which {
            Revoke::All => (None, theirs.len()),
            Revoke::Older => {
                let last = theirs.last().map(|it| it.issued.key.clone());
                (last, theirs.len().saturating_sub(1))
            }
        };
        if count == 0 {
            return Err(Refusal::on(
                "no-keys",
                format!("`{desk}` has no key that could be taken back"),
                "`writ desk key` gives it one",
            )
            .into());
        }
        let name = desk.to_owned();
        let act = OfficerAct::KeysRevoked { name, but };
        let writing = self.writing();
        accounts.put(permit, act, now, writing).await?;
        Ok(count)
    }

    /// The desk, or other system, whose key this is. A key that never was, one that was taken back
    /// and one of an account that was ended are refused alike, after the same work.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn desk_by_key(&self, key: &str) -> Result<Ruling<Officer>, RegistryError> {
        let accounts = self.accounts().await?;
        let given = hex(&digest(key));
        let mut found = None;
        for held in issued(&accounts) {
            let same = is_same(held.issued.digest.as_bytes(), given.as_bytes());
            if same && held.stands {
                found = accounts.standing(&held.issued.name).ok();
            }
        }
        Ok(found.cloned().ok_or_else(|| {
            Refusal::on(
                "unknown-key",
                "this is not the key of a desk of this registry",
                "ask its operator for a key: `writ desk key`",
            )
        }))
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Whether two texts are the same, in a time that does not tell where they part.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let apart = |sum: u8, (one, other): (&u8, &u8)| std::hint::black_box(sum | (one ^ other));
    one.len() == other.len() && one.iter().zip(other).fold(0, apart) == 0
}

/// A key, and whether it holds.
#[derive(Debug)]
struct Held<'a> {
    issued: &'a IssuedKey,
    stands: bool,
}

impl Held<'_> {
    fn is_of(&self, name: &str) -> bool {
        self.issued.name == name
    }
}

/// Every key that was issued, in that order.
fn issued(accounts: &Accounts) -> Vec<Held<'_>> {
    let mut all: Vec<Held<'_>> = Vec::new();
    for said in accounts.stream.says() {
        match &said.act {
            OfficerAct::KeyIssued(issued) => all.push(Held {
                issued,
                stands: true,
            }),
            OfficerAct::KeysRevoked { name, but } => {
                let theirs = all.iter_mut().filter(|it| it.is_of(name));
                let revoked = theirs.filter(|it| Some(&it.issued.key) != but.as_ref());
                revoked.for_each(|it| it.stands = false);
            }
            OfficerAct::Added(_) | OfficerAct::Ended { .. } => {}
        }
    }
    all
}

/// Those that hold.
fn keys(accounts: &Accounts) -> Vec<Held<'_>> {
    let all = issued(accounts).into_iter();
    all.filter(|it| it.stands).collect()
}

/// The account of a desk or of another system: no officer has a key.
fn machine<'a>(accounts: &'a Accounts, name: &str) -> Ruling<&'a Officer> {
    let officer = accounts.standing(name)?;
    if officer.is_machine() {
        return Ok(officer);
    }
    Err(Refusal::on(
        "no-desk",
        format!("`{name}` is an officer, and officers have no keys"),
        "name a desk or another system; people sign in themselves",
    ))
}
