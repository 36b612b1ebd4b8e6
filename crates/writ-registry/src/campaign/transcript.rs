//! A draw as it is published: files that name nobody, from which anyone works it all out anew.
//!
//! `commitment.json` is what was committed to, to the byte. `commitments/` has one list for each
//! office. After the draw come `reveals.json`, `beacon.json` and `result.json`. Nothing else is
//! needed, and no registry.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use writ_law::canonical;
use writ_law::draw::{Group, Lot};
use writ_ledger::beacon::Round;

use super::Campaign;
use super::commitment::{DrawCommitment, Lists};
use super::draw::not_committed;
use super::outcome::{self, Drawn, DrawnOffice, seed_bytes};
use super::randomness::{self, NamedRandomness, Reveal};
use super::seed::{self, Seeded};
use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, ruled};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, unhex};

const COMMITMENT: &str = "commitment.json";
const LISTS: &str = "commitments/";
/// The folder of the lists in a published draw.
pub const PUBLISHED_LISTS: &str = "commitments";
/// The files beside it.
pub const PUBLISHED_PAGES: [&str; 4] = [COMMITMENT, REVEALS, BEACON, RESULT];
const REVEALS: &str = "reveals.json";
const BEACON: &str = "beacon.json";
const RESULT: &str = "result.json";
const RESULT_FORM: &str = "writ/draw-result/1";
const AFTER_VOLUNTEERS: &str = " volunteer";

/// The files of a published draw: path and text.
pub type PublishedDraw = BTreeMap<String, String>;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reveals {
    campaign: String,
    reveals: Vec<Reveal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultFile {
    campaign: String,
    commitment: String,
    form: String,
    missing: Vec<String>,
    offices: BTreeMap<String, DrawnOffice>,
    seed: String,
}

/// A published draw that was worked out anew.
#[derive(Clone, Debug)]
pub struct CheckedDraw {
    /// What was committed to.
    pub commitment: DrawCommitment,
    /// The SHA-256 of it, in hexadecimal.
    pub digest: String,
    /// What came of it; `None` before the draw.
    pub drawn: Option<Drawn>,
    /// What was checked and found right, each in a plain sentence.
    pub checked: Vec<String>,
    /// What these files cannot show, each in a plain sentence.
    pub unchecked: Vec<String>,
    pub(super) lists: Lists,
}

impl Registry {
    /// The files of a campaign's draw, to be published: after the commitment, and again after the
    /// draw. They name nobody.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn publish_draw(
        &self,
        _permit: &Permit<operation::SeeCampaign>,
        id: &str,
    ) -> Result<Ruling<PublishedDraw>, RegistryError> {
        ruled(self.try_publish(id).await)
    }

    async fn try_publish(&self, id: &str) -> Result<PublishedDraw, Stop> {
        let campaign = self.campaign(id).await??;
        let lists = self.all_lots(&campaign).await?;
        Ok(files(&campaign, &lists)?)
    }
}

fn files(campaign: &Campaign, lists: &Lists) -> Ruling<PublishedDraw> {
    let Some(committed) = &campaign.committed else {
        return Err(not_committed(campaign));
    };
    let commitment = &committed.commitment;
    commitment.check_lists(lists)?;
    let mut files = BTreeMap::from([(COMMITMENT.to_owned(), commitment.text())]);
    for (office, list) in lists {
        files.insert(list_path(office), list_text(list));
    }
    if !commitment.randomness.observers.is_empty() {
        let mut put = |file: &Reveals| files.insert(REVEALS.to_owned(), text(file));
        put(&Reveals {
            campaign: campaign.terms.id.clone(),
            reveals: in_order(commitment, &campaign.reveals),
        });
    }
    let Some(drawn) = &campaign.drawn else {
        return Ok(files);
    };
    if let (Some(round), Some(named)) = (&drawn.round, &commitment.randomness.beacon) {
        let mut round = round.clone();
        round.randomness = round.randomness(&named.chain).ok().map(|it| hex(&it));
        files.insert(BEACON.to_owned(), text(&round));
    }
    let result = canonical::json(&result(campaign, drawn));
    files.insert(RESULT.to_owned(), result);
    Ok(files)
}

/// What is published of a draw beside its lists.
pub(super) fn result(campaign: &Campaign, drawn: &Drawn) -> Value {
    let committed = campaign.committed.as_ref();
    let result = ResultFile {
        campaign: campaign.terms.id.clone(),
        commitment: committed.map_or(String::new(), |it| it.digest.clone()),
        form: RESULT_FORM.to_owned(),
        missing: drawn.missing.clone(),
        offices: drawn.offices.clone(),
        seed: drawn.seed.clone(),
    };
    // INVARIANT: as below.
    serde_json::to_value(result).unwrap_or_default()
}

fn text(file: &impl Serialize) -> String {
    // INVARIANT: words, numbers and lists, which JSON can all say. Nothing has no reader.
    canonical::json(&serde_json::to_value(file).unwrap_or_default())
}

/// Reveals in the order in which the observers were named.
fn in_order(commitment: &DrawCommitment, reveals: &[Reveal]) -> Vec<Reveal> {
    let observers = commitment.randomness.observers.iter();
    let of = |name: &String| reveals.iter().find(|it| it.observer == *name).cloned();
    observers.filter_map(|pledge| of(&pledge.name)).collect()
}

/// Where the list of an office stands. What is no plain letter is written by its bytes, so that no
/// two offices share a file.
fn list_path(office: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let letter = |byte: u8| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    let name: String = office.bytes().map(letter).collect();
    format!("{LISTS}{name}.txt")
}

fn list_text(list: &[Lot]) -> String {
    let mut text = String::with_capacity(list.len() * 65);
    for lot in list {
        text.push_str(&hex(&lot.commitment));
        if lot.group == Group::Volunteer {
            text.push_str(AFTER_VOLUNTEERS);
        }
        text.push('\n');
    }
    text
}

fn read_list(path: &str, text: &str) -> Ruling<Vec<Lot>> {
    let mut list: Vec<Lot> = Vec::with_capacity(text.len() / 65);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let wrong = |why: &str| {
            let text = format!("{path} line {}: {why}", number + 1);
            Refusal::on(
                "list-changed",
                text,
                "take the file as the registry published it",
            )
        };
        let line = line
            .strip_suffix('\n')
            .ok_or_else(|| wrong("it is cut short"))?;
        let (digits, group) = match line.strip_suffix(AFTER_VOLUNTEERS) {
            Some(digits) => (digits, Group::Volunteer),
            None => (line, Group::Other),
        };
        let commitment = unhex(digits).filter(|bytes: &[u8; 32]| hex(bytes) == digits);
        let commitment = commitment.ok_or_else(|| wrong("it is no commitment"))?;
        if list
            .last()
            .is_some_and(|last| last.commitment >= commitment)
        {
            return Err(wrong("it does not come after the line before it"));
        }
        list.push(Lot { commitment, group });
    }
    Ok(list)
}

/// Reads a file that is written in one way only.
fn read<T: Serialize + DeserializeOwned>(path: &str, published: &str) -> Ruling<T> {
    let cure = "take the file as the registry published it";
    let wrong = |why: String| Refusal::on("file-changed", format!("{path}: {why}"), cure);
    let read: T = serde_json::from_str(published).map_err(|error| wrong(error.to_string()))?;
    if text(&read) == published {
        Ok(read)
    } else {
        Err(wrong(
            "it is not written as the registry writes it".to_owned(),
        ))
    }
}

/// Works a published draw out anew, from its files alone.
///
/// # Errors
///
/// A refusal that names the exact cause where anything does not fit.
pub fn check_draw(files: &PublishedDraw) -> Ruling<CheckedDraw> {
    let file = |path: &str| files.get(path).map(String::as_str);
    let Some(published) = file(COMMITMENT) else {
        let text = format!("there is no {COMMITMENT}: nobody knows what was committed to");
        return Err(Refusal::on("no-commitment", text, "take the whole folder"));
    };
    let commitment = DrawCommitment::read(published)?;
    let lists = lists(&commitment, files)?;
    commitment.check_lists(&lists)?;
    check_named(&commitment)?;
    let mut checked = CheckedDraw {
        digest: hex(&commitment.digest()),
        commitment,
        drawn: None,
        checked: Vec::new(),
        unchecked: Vec::new(),
        lists,
    };
    checked.say_committed();
    let reveals = match file(REVEALS) {
        Some(text) => read_reveals(&checked.commitment, text)?,
        None => Vec::new(),
    };
    let round: Option<Round> = file(BEACON).map(|text| read(BEACON, text)).transpose()?;
    if let Some(text) = file(RESULT) {
        let result: ResultFile = read(RESULT, text)?;
        check_result(&mut checked, result, &reveals, round)?;
    }
    Ok(checked)
}

fn lists(commitment: &DrawCommitment, files: &PublishedDraw) -> Ruling<Lists> {
    let mut lists = Lists::new();
    for office in commitment.offices.keys() {
        let path = list_path(office);
        let Some(text) = files.get(&path) else {
            let text = format!("there is no {path}: the list of office `{office}` is missing");
            return Err(Refusal::on("list-missing", text, "take the whole folder"));
        };
        lists.insert(office.clone(), read_list(&path, text)?);
    }
    let known: Vec<String> = lists.keys().map(|office| list_path(office)).collect();
    let mut more = files.keys().filter(|path| path.starts_with(LISTS));
    if let Some(more) = more.find(|path| !known.contains(path)) {
        let text = format!("{more} is a list that nobody committed to");
        return Err(Refusal::on("list-changed", text, "take it away"));
    }
    Ok(lists)
}

/// What was named was still to come when it was committed to, and there was no choice in it.
fn check_named(commitment: &DrawCommitment) -> Ruling<()> {
    let said = &commitment.randomness;
    let named = NamedRandomness {
        observers: said.observers.clone(),
        reveal_by: said.reveal_by,
        beacon: said.beacon.clone(),
    };
    let decided = randomness::decide(&named, commitment.force, commitment.committed_at)?;
    if decided == *said {
        return Ok(());
    }
    let text = "what the commitment says of a missing reveal does not follow from what it names";
    Err(Refusal::on(
        "commitment",
        text,
        "take the file as the registry published it",
    ))
}

fn read_reveals(commitment: &DrawCommitment, text: &str) -> Ruling<Vec<Reveal>> {
    let file: Reveals = read(REVEALS, text)?;
    if file.campaign != commitment.campaign {
        let text = format!("{REVEALS} is of campaign `{}`", file.campaign);
        return Err(Refusal::on(
            "another-campaign",
            text,
            "take the whole folder from one place",
        ));
    }
    for reveal in &file.reveals {
        randomness::check_reveal(&commitment.randomness, reveal)?;
    }
    if in_order(commitment, &file.reveals) != file.reveals {
        let text = format!("{REVEALS} is not in the order in which the observers were named");
        return Err(Refusal::on(
            "file-changed",
            text,
            "take the file as it was published",
        ));
    }
    Ok(file.reveals)
}

fn check_result(
    checked: &mut CheckedDraw,
    result: ResultFile,
    reveals: &[Reveal],
    round: Option<Round>,
) -> Ruling<()> {
    let commitment = &checked.commitment;
    let of = (&result.campaign, &result.commitment, result.form.as_str());
    if of != (&commitment.campaign, &checked.digest, RESULT_FORM) {
        return Err(Refusal::on(
            "another-commitment",
            format!(
                "{RESULT} is of campaign `{}` and commitment {}; these files are of `{}` and {}",
                result.campaign, result.commitment, commitment.campaign, checked.digest
            ),
            "a list or what was named was changed after the draw, or files of two draws were mixed",
        ));
    }
    let seeded = if commitment.randomness.is_by_hand() {
        None
    } else {
        Some(seed::seed(commitment, reveals, round.as_ref())?)
    };
    if let Some(seeded) = &seeded {
        check_seed(&result, seeded)?;
    } else if round.is_some() || !reveals.is_empty() {
        let text = "nothing was named, and there is a reveal or a round of a beacon";
        return Err(Refusal::on("unnamed-beacon", text, "take it away"));
    }
    let seed = seed_bytes(&result.seed).filter(|seed| !seed.is_empty());
    let seed = seed.ok_or_else(|| {
        let text = format!("{RESULT}: the seed is not hexadecimal");
        Refusal::on(
            "wrong-seed",
            text,
            "take the file as the registry published it",
        )
    })?;
    let offices = outcome::offices(commitment, &checked.lists, &seed);
    check_offices(&result.offices, &offices)?;
    let drawn = Drawn {
        missing: result.missing,
        offices,
        round,
        seed: result.seed,
    };
    checked.say_drawn(&drawn);
    checked.drawn = Some(drawn);
    Ok(())
}

fn check_seed(result: &ResultFile, seeded: &Seeded) -> Ruling<()> {
    let seed = hex(&seeded.seed);
    if result.seed != seed {
        return Err(Refusal::on(
            "wrong-seed",
            format!(
                "{RESULT} says seed {}, and from what was named follows {seed}",
                result.seed
            ),
            "whoever drew chose the seed: the draw is void",
        ));
    }
    if result.missing != seeded.missing {
        return Err(Refusal::on(
            "wrong-missing",
            format!(
                "{RESULT} says not revealed: {}; the files say: {}",
                names(&result.missing),
                names(&seeded.missing)
            ),
            "take the files as the registry published them",
        ));
    }
    Ok(())
}

fn names(names: &[String]) -> String {
    if names.is_empty() {
        "nobody".to_owned()
    } else {
        names.join(", ")
    }
}

fn check_offices(
    said: &BTreeMap<String, DrawnOffice>,
    found: &BTreeMap<String, DrawnOffice>,
) -> Ruling<()> {
    if said == found {
        return Ok(());
    }
    let differs = |office: &&String| said.get(*office) != found.get(*office);
    let mut offices = said.keys().chain(found.keys());
    let office = offices.find(differs).map_or("", String::as_str);
    let words = |all: &BTreeMap<String, DrawnOffice>| {
        all.get(office).map_or("nothing".to_owned(), |it| {
            let rank = |last: &Option<outcome::LastPlace>| {
                last.as_ref()
                    .map_or("none".to_owned(), |last| last.rank.clone())
            };
            format!(
                "{} drawn, the last with rank {}, and {} in reserve, the last with rank {}",
                it.drawn,
                rank(&it.last),
                it.reserve,
                rank(&it.last_reserve)
            )
        })
    };
    Err(Refusal::on(
        "wrong-result",
        format!(
            "{RESULT} says of office `{office}`: {}; the draw gives: {}",
            words(said),
            words(found)
        ),
        "the ranks follow from the seed and the list, and nobody may be put before another",
    ))
}
