//! What a draw commits to before there is any chance in it: the lists, by their roots, and where
//! the randomness will come from.
//!
//! The commitment is text that is published and put into the ledger as it stands, so that there is
//! one way to write it: JSON with its keys in order and no white space.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use writ_law::canonical;
use writ_law::draw::{self, Group, Lot};
use writ_law::regime::Regime;
use writ_law::tree::Volunteers;
use writ_ledger::hash::{Hash, leaf_hash};
use writ_ledger::tree::{Leaves, root_of};

use super::Terms;
use super::randomness::Randomness;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Kind;
use crate::seal::hex;

/// The form of the commitments that this program writes and reads.
pub(super) const FORM: &str = "writ/draw/1";

/// The commitment to a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawCommitment {
    /// Digests of earlier commitments of this campaign that came to nothing, in their order.
    pub after: Vec<String>,
    /// The campaign.
    pub campaign: String,
    /// Everyone, whatever their office.
    pub candidates: ListRoot,
    /// When it was recorded, by the registry's clock. That it was is shown by the ledger alone.
    pub committed_at: Timestamp,
    /// Whether the registry has legal force.
    pub force: Kind,
    /// The form of this text.
    pub form: String,
    /// The instrument.
    pub instrument: String,
    /// The lists of the offices.
    pub offices: BTreeMap<String, OfficeList>,
    /// The order under which the campaign is held, in words.
    pub order: String,
    /// Where the randomness will come from.
    pub randomness: Randomness,
    /// The law.
    pub regime: RegimeName,
    /// Whether volunteers are drawn before the others.
    pub volunteers: VolunteersCome,
}

/// A list that is committed to: how long it is, and the root of the tree over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRoot {
    /// How many candidates.
    pub count: u64,
    /// The root, in hexadecimal: the tree of RFC 9162 over the entries in their order.
    pub root: String,
}

/// The list of one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeList {
    /// How many candidates.
    pub candidates: u64,
    /// How many may be called up.
    pub quota: u32,
    /// How many more are drawn in reserve.
    pub reserve: u32,
    /// The root of the tree over its entries, in hexadecimal.
    pub root: String,
    /// How many of the candidates volunteer.
    pub volunteers: u64,
}

/// A regime, by name and digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeName {
    /// Its digest.
    pub digest: String,
    /// Its name.
    pub name: String,
}

/// Whether volunteers are drawn before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VolunteersCome {
    /// They are.
    First,
    /// They are drawn like everyone else.
    Alike,
}

/// Lists by office, each in the order of its commitments.
pub(super) type Lists = BTreeMap<String, Vec<Lot>>;

impl DrawCommitment {
    /// The text that is published and put into the ledger.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::json(&self.json())
    }

    pub(super) fn json(&self) -> Value {
        // INVARIANT: words, numbers, lists and named fields, which JSON can all say. Were it to
        // fail, nothing has no reader, and its digest fits nothing.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The SHA-256 of the text.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text().as_bytes()).into()
    }

    /// Reads the text of a commitment.
    ///
    /// # Errors
    ///
    /// A refusal where the text is not one, to the byte.
    pub fn read(text: &str) -> Ruling<Self> {
        let cure = "take the file as the registry published it";
        let read: Self = serde_json::from_str(text).map_err(|error| {
            Refusal::on(
                "commitment",
                format!("this is no commitment to a draw: {error}"),
                cure,
            )
        })?;
        if read.form != FORM {
            let text = format!(
                "the commitment is in form `{}`, this reads `{FORM}`",
                read.form
            );
            return Err(Refusal::on(
                "commitment",
                text,
                "use the program that wrote it",
            ));
        }
        if read.text() != text {
            let text = "the commitment is not written the one way in which it can be";
            return Err(Refusal::on("commitment", text, cure));
        }
        Ok(read)
    }

    /// Refused where the lists are not those that were committed to.
    pub(super) fn check_lists(&self, lists: &Lists) -> Ruling<()> {
        for (office, wanted) in &self.offices {
            let list = lists.get(office).map_or(&[][..], Vec::as_slice);
            let found = office_list(list, wanted.quota, wanted.reserve);
            if found != *wanted {
                return Err(changed(
                    &format!("the list of office `{office}`"),
                    wanted,
                    &found,
                ));
            }
        }
        if let Some(office) = lists
            .keys()
            .find(|office| !self.offices.contains_key(*office))
        {
            let text = format!("there is a list of office `{office}`, which nobody committed to");
            return Err(Refusal::on("list-changed", text, "take it away"));
        }
        let everyone = everyone(lists);
        if everyone != self.candidates {
            let text = format!(
                "the lists together have root {}, and the commitment says {}",
                everyone.root, self.candidates.root
            );
            return Err(Refusal::on(
                "list-changed",
                text,
                "publish the lists as committed to",
            ));
        }
        Ok(())
    }
}

fn changed(what: &str, wanted: &OfficeList, found: &OfficeList) -> Refusal {
    let text = format!(
        "{what} is not the one committed to: it has {} candidates, {} of them volunteers, and \
         root {}; committed to were {}, {} and {}",
        found.candidates,
        found.volunteers,
        found.root,
        wanted.candidates,
        wanted.volunteers,
        wanted.root
    );
    Refusal::on(
        "list-changed",
        text,
        "nobody is added to a list or taken off it once it is committed to",
    )
}

/// The leaf hash of a lot.
pub(super) fn leaf(lot: &Lot) -> Hash {
    leaf_hash(&lot.entry())
}

/// The tree over a list in its order.
pub(super) fn tree(list: &[Lot]) -> Leaves {
    list.iter().map(leaf).collect()
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn root(list: &[Lot]) -> String {
    hex(&root_of(list.iter().map(leaf)).0)
}

fn office_list(list: &[Lot], quota: u32, reserve: u32) -> OfficeList {
    let volunteers = list.iter().filter(|lot| lot.group == Group::Volunteer);
    OfficeList {
        candidates: count(list.len()),
        quota,
        reserve,
        root: root(list),
        volunteers: count(volunteers.count()),
    }
}

fn everyone(lists: &Lists) -> ListRoot {
    let mut all: Vec<Lot> = lists.values().flatten().copied().collect();
    all.sort_unstable();
    ListRoot {
        count: count(all.len()),
        root: root(&all),
    }
}

/// What the law says of the draw of a campaign: whether volunteers come first, and how many
/// percent of the quota are drawn in reserve.
pub(super) fn selection(regime: &Regime, instrument: &str) -> (VolunteersCome, u32) {
    let mut selections = regime.tree().selections.iter();
    let said = selections.find(|selection| selection.instrument.text == instrument);
    said.map_or((VolunteersCome::Alike, 0), |selection| {
        let come = match selection.volunteers {
            Volunteers::First => VolunteersCome::First,
            Volunteers::Alike => VolunteersCome::Alike,
        };
        (come, selection.reserve_percent)
    })
}

/// Commits to lists, which are in the order of their commitments.
pub(super) fn commitment(
    (terms, regime, force): (&Terms, &Regime, Kind),
    lists: &Lists,
    randomness: Randomness,
    after: Vec<String>,
    committed_at: Timestamp,
) -> DrawCommitment {
    let (volunteers, percent) = selection(regime, &terms.instrument);
    let office = |(name, list): (&String, &Vec<Lot>)| {
        let quota = terms.quotas.get(name).copied().unwrap_or(0);
        let reserve = draw::reserve(quota, percent);
        (name.clone(), office_list(list, quota, reserve))
    };
    DrawCommitment {
        after,
        campaign: terms.id.clone(),
        candidates: everyone(lists),
        committed_at,
        force,
        form: FORM.to_owned(),
        instrument: terms.instrument.clone(),
        offices: lists.iter().map(office).collect(),
        order: terms.order.clone(),
        randomness,
        regime: RegimeName {
            digest: terms.digest.clone(),
            name: terms.regime.clone(),
        },
        volunteers,
    }
}
