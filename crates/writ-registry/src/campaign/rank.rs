//! What one candidate needs to check their own place in a draw, and how it is checked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use writ_law::canonical;
use writ_law::draw::{self, Group, Lot, Standing};
use writ_ledger::hash::Hash;
use writ_ledger::tree::{inclusion, verify_inclusion};

use super::approve::outside;
use super::commitment::{leaf, tree};
use super::list::nonce;
use super::outcome::malformed;
use super::transcript::CheckedDraw;
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, unhex};

const FORM: &str = "writ/rank/1";

/// What a candidate needs to check their own rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRank {
    /// Their office.
    pub office: String,
    /// The nonce of their commitment, in hexadecimal: theirs to keep.
    pub nonce: String,
    /// Their commitment, which stands in the published list.
    pub commitment: String,
    /// Whether they count as a volunteer.
    pub group: Group,
    /// Their rank, once there is a seed.
    pub rank: Option<String>,
    /// Whether they are drawn, once there is a seed.
    pub drawn: Option<bool>,
    /// What the draw means for them, once there is a seed.
    pub standing: Option<Standing>,
    /// The file with which they check it against the published draw, once the list is committed.
    pub file: Option<RankFile>,
}

/// The file of one candidate, who alone should have it: it opens their commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankFile {
    /// The campaign.
    pub campaign: String,
    /// Their commitment, as it stands in the list.
    pub candidate: String,
    /// The digest of the commitment to the draw.
    pub commitment: String,
    /// The form of this file.
    pub form: String,
    /// Whether they count as a volunteer.
    pub group: Group,
    /// Their line in the list of their office, from 0.
    pub index: u64,
    /// The nonce of their commitment.
    pub nonce: String,
    /// Their office.
    pub office: String,
    /// Who they are in the register.
    pub person: String,
    /// The proof that they are in the list that was committed to.
    pub proof: Vec<String>,
    /// Their rank, if it was drawn when this was written.
    pub rank: Option<String>,
    /// What the draw means for them, if it was drawn when this was written.
    pub standing: Option<Standing>,
}

impl RankFile {
    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        // INVARIANT: words, numbers and lists, which JSON can all say. Nothing has no reader.
        canonical::json(&serde_json::to_value(self).unwrap_or_default())
    }
}

/// What a candidate's file shows against a published draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedRank {
    /// Their office.
    pub office: String,
    /// Whether they count as a volunteer.
    pub group: Group,
    /// Their rank, once there is a seed.
    pub rank: Option<String>,
    /// What the draw means for them, once there is a seed.
    pub standing: Option<Standing>,
    /// When the list with them in it was committed to, as the registry says.
    pub committed_at: Timestamp,
}

impl Registry {
    /// What somebody on the list needs to check their own rank.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn own_rank(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        id: &str,
        person: &str,
    ) -> Result<Ruling<OwnRank>, RegistryError> {
        ruled(self.try_own_rank(permit, id, person).await)
    }

    async fn try_own_rank(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        id: &str,
        person: &str,
    ) -> Result<OwnRank, Stop> {
        let campaign = self.campaign(id).await??;
        let holding = self.holding(person).await?;
        self.covers_file(permit, &holding)?;
        let key = holding.stream.id.key;
        let chunk = self.chunk_of(&campaign, &key).await?;
        let found = chunk.as_ref().and_then(|chunk| {
            let mut eligible = chunk.eligible().flatten();
            eligible.find(|candidate| candidate.key == key)
        });
        let Some(candidate) = found else {
            let ground = chunk.as_ref().and_then(|it| it.ground_of(&key));
            return Err(outside(&campaign, ground).into());
        };
        let rank = campaign.drawn.as_ref().map(|drawn| {
            let place = draw::place(&drawn.seed(), &candidate.lot);
            (hex(&place.rank), drawn.cutoffs().standing(&candidate))
        });
        let (rank, standing) = rank.unzip();
        let mut own = OwnRank {
            office: candidate.office.to_owned(),
            nonce: hex(&nonce(&campaign.nonces, &key)),
            commitment: hex(&candidate.lot.commitment),
            group: candidate.lot.group,
            drawn: standing.map(|standing| standing == Standing::Drawn),
            rank,
            standing,
            file: None,
        };
        if let Some(committed) = &campaign.committed {
            let lists = self.all_lots(&campaign).await?;
            let list = lists.get(candidate.office).map_or(&[][..], Vec::as_slice);
            let of = (id, committed.digest.as_str(), person);
            let file = file(&own, of, &candidate.lot, list);
            own.file = Some(file.ok_or_else(|| malformed(id))?);
        }
        Ok(own)
    }
}

fn file(
    own: &OwnRank,
    (campaign, commitment, person): (&str, &str, &str),
    lot: &Lot,
    list: &[Lot],
) -> Option<RankFile> {
    let index = u64::try_from(list.binary_search(lot).ok()?).ok()?;
    let tree = tree(list);
    let proof = inclusion(&tree, index, tree.size()).ok()?;
    Some(RankFile {
        campaign: campaign.to_owned(),
        candidate: own.commitment.clone(),
        commitment: commitment.to_owned(),
        form: FORM.to_owned(),
        group: own.group,
        index,
        nonce: own.nonce.clone(),
        office: own.office.clone(),
        person: person.to_owned(),
        proof: proof.iter().map(|hash| hex(&hash.0)).collect(),
        rank: own.rank.clone(),
        standing: own.standing,
    })
}

/// Checks a candidate's own file against a published draw: that their commitment opens, that they
/// are in the list that was committed to, and what the draw means for them.
///
/// # Errors
///
/// A refusal that names the exact cause where anything does not fit.
pub fn check_rank(draw: &CheckedDraw, text: &str) -> Ruling<CheckedRank> {
    let wrong = |code: &str, text: String| {
        Refusal::on(
            code,
            text,
            "ask the registry for your file again, and keep this one",
        )
    };
    let mine: RankFile = serde_json::from_str(text)
        .map_err(|error| wrong("rank-file", format!("this is no file of a rank: {error}")))?;
    if mine.form != FORM || mine.text() != text {
        let why = "the file of the rank is not written as a registry writes it";
        return Err(wrong("rank-file", why.to_owned()));
    }
    if (&mine.campaign, &mine.commitment) != (&draw.commitment.campaign, &draw.digest) {
        let text = format!(
            "the file is of campaign `{}` and commitment {}; published are `{}` and {}",
            mine.campaign, mine.commitment, draw.commitment.campaign, draw.digest
        );
        return Err(wrong("another-commitment", text));
    }
    let lot = opened(&mine).map_err(|text| wrong("commitment-shut", text))?;
    included(draw, &mine, &lot).map_err(|text| wrong("not-on-the-list", text))?;
    let place = draw.drawn.as_ref().map(|drawn| {
        let place = draw::place(&drawn.seed(), &lot);
        let standing = drawn.cutoffs().standing_of(&mine.office, &lot);
        (hex(&place.rank), standing)
    });
    let (rank, standing) = place.unzip();
    // A file from before the draw says nothing of it; one from after it says what the draw says.
    let said = (mine.rank.as_ref(), mine.standing);
    if said != (None, None) && said != (rank.as_ref(), standing) {
        let text = "the file says another rank or standing than the published draw gives";
        return Err(wrong("wrong-rank", text.to_owned()));
    }
    Ok(CheckedRank {
        office: mine.office,
        group: mine.group,
        rank,
        standing,
        committed_at: draw.commitment.committed_at,
    })
}

/// The lot that the file opens.
fn opened(mine: &RankFile) -> Result<Lot, String> {
    let nonce = unhex(&mine.nonce).ok_or("the nonce is not 64 hexadecimal digits")?;
    let commitment = draw::commitment(&nonce, mine.person.as_bytes());
    if hex(&commitment) != mine.candidate {
        return Err(format!(
            "the nonce and `{}` give commitment {}, and the file says {}",
            mine.person,
            hex(&commitment),
            mine.candidate
        ));
    }
    Ok(Lot {
        commitment,
        group: mine.group,
    })
}

fn included(draw: &CheckedDraw, mine: &RankFile, lot: &Lot) -> Result<(), String> {
    let office = &mine.office;
    let none = || format!("there is no list of office `{office}`");
    let committed = draw.commitment.offices.get(office).ok_or_else(none)?;
    let hash = |text: &String| unhex(text).map(Hash);
    let proof: Option<Vec<Hash>> = mine.proof.iter().map(hash).collect();
    let (Some(proof), Some(root)) = (proof, hash(&committed.root)) else {
        return Err("the proof is not hexadecimal".to_owned());
    };
    let size = committed.candidates;
    verify_inclusion(leaf(lot), mine.index, size, &proof, &root)
        .map_err(|error| format!("the proof does not lead to the list of `{office}`: {error}"))?;
    let line = usize::try_from(mine.index).ok();
    let list = draw.lists.get(office);
    let line = list.zip(line).and_then(|(list, line)| list.get(line));
    if line == Some(lot) {
        Ok(())
    } else {
        Err(format!(
            "line {} of the list of `{office}` is another one",
            mine.index + 1
        ))
    }
}
