//! The public draw: committed to, revealed, drawn, and one's own rank in it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use writ_law::draw::Standing;
use writ_registry::{
    Committed, Drawn, NamedRandomness, NamedRound, Pledge, Reveal, operation, read_round,
};

use super::{Commit, Draw, Rank, Revealing};
use crate::file::{self, Readers};
use crate::output::{Output, visible};
use crate::registry::{Open, counted, ruled};
use crate::trouble::{Done, Trouble};

/// A seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seed(Vec<u8>);

/// Reads a seed in hexadecimal.
pub(super) fn seed(text: &str) -> Result<Seed, String> {
    let wrong = || "write pairs of hexadecimal digits".to_owned();
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits
        .filter(|digits| !digits.is_empty())
        .ok_or_else(wrong)?;
    let pair = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    };
    digits
        .chunks(2)
        .map(pair)
        .collect::<Option<_>>()
        .map(Seed)
        .ok_or_else(wrong)
}

/// Reads an observer: a name, and the digest of what they will reveal.
pub(super) fn observer(text: &str) -> Result<Pledge, String> {
    let (name, digest) = text
        .rsplit_once('=')
        .ok_or("write a name and a digest, as in \"the bar association=9f86d0…\"")?;
    Ok(Pledge {
        commitment: digest.to_owned(),
        name: name.to_owned(),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn commit(commit: &Commit, output: &Output) -> Result<Done, Trouble> {
    let open = commit.access.open().await?;
    let permit = open.permit(operation::CommitList).await?;
    let named = named(commit, &open)?;
    if let Some(path) = &commit.publish {
        // Before the list is committed to: after it, that cannot be undone.
        file::may_replace(path)?;
    }
    let now = open.now();
    let committing = open.registry.commit_draw(&permit, &commit.id, &named, now);
    let committed = match (ruled(committing.await), &commit.publish) {
        // To the list, but nothing was published, or not here: the list is still the same.
        (Err(trouble), Some(_)) if trouble.is_refused_as("committed") => {
            let known = committed_before(&open, &commit.id).await?;
            known.ok_or(trouble)?
        }
        (committing, _) => committing?,
    };
    if let Some(path) = &commit.publish {
        publish(&open, &commit.id, &committed, path).await?;
    }
    open.answer(output, || &committed, || committed_text(&open, &committed))?;
    Ok(Done::Well)
}

fn named(commit: &Commit, open: &Open) -> Result<NamedRandomness, Trouble> {
    let by = commit.reveal_by.as_ref();
    let beacon = match (&commit.beacon, commit.round) {
        (Some(path), Some(round)) => Some(NamedRound::read(&file::text(path)?, round)?),
        // The command line asks for both or neither.
        _ => None,
    };
    Ok(NamedRandomness {
        observers: commit.observer.clone(),
        reveal_by: by.map(|by| by.instant(open.registry.zone())).transpose()?,
        beacon,
    })
}

fn committed_text(open: &Open, committed: &Committed) -> String {
    let offices = committed.offices.iter();
    let offices = counted(offices.map(|(name, office)| (name, office.candidates)));
    let id = &committed.commitment.campaign;
    let mut text = format!(
        "campaign {id} has committed to its list: {offices}\ndigest {}\n",
        committed.digest
    );
    let randomness = &committed.commitment.randomness;
    if randomness.is_by_hand() {
        text.push_str("publish it; then draw with a seed that nobody could know before\n");
        return text;
    }
    if let Some(by) = randomness.reveal_by {
        let names: Vec<&str> = randomness.observers.iter().map(|it| &*it.name).collect();
        let names = visible(&names.join(", "));
        text.push_str(&format!("until {}: {names} reveal\n", open.local(by)));
    }
    if let Some(beacon) = &randomness.beacon {
        let at = beacon.comes_at().map(|at| open.local(at));
        text.push_str(&format!(
            "at {}: round {} of the beacon\n",
            at.unwrap_or_default(),
            beacon.round
        ));
    }
    text.push_str(&format!(
        "publish it now: `writ campaign publish {id} --out DIR`\n"
    ));
    text
}

async fn committed_before(open: &Open, id: &str) -> Result<Option<Committed>, Trouble> {
    let permit = open.permit(operation::SeeCampaign).await?;
    let status = ruled(open.registry.campaign_status(&permit, id).await)?;
    Ok(status.committed)
}

/// Writes every commitment to a file: it tells nobody's name.
async fn publish(open: &Open, id: &str, committed: &Committed, path: &Path) -> Result<(), Trouble> {
    let see = open.permit(operation::SeeCampaign).await?;
    let offices = ruled(open.registry.commitments(&see, id).await)?;
    let offices: BTreeMap<String, Vec<String>> = offices
        .into_iter()
        .map(|(office, list)| (office, list.iter().map(|one| hex(one)).collect()))
        .collect();
    let page = json!({
        "campaign": id,
        "force": open.registry.kind().word(),
        "digest": committed.digest,
        "commitments": offices,
    });
    file::replace(path, &format!("{page:#}\n"), Readers::Anyone)
}

pub(super) async fn reveal(revealing: &Revealing, output: &Output) -> Result<Done, Trouble> {
    let open = revealing.access.open().await?;
    let permit = open.permit(operation::DrawCampaign).await?;
    let reveal = Reveal {
        observer: revealing.name.clone(),
        value: revealing.value.clone(),
    };
    let id = &revealing.id;
    let revealed = open.registry.reveal(&permit, id, &reveal, open.now());
    let revealed = ruled(revealed.await)?;
    open.answer(
        output,
        || &revealed,
        || {
            let name = visible(&revealing.name);
            let rest = match (&*revealed.missing, revealed.reveal_by) {
                ([], _) => "everyone has revealed\n".to_owned(),
                (missing, Some(by)) => {
                    let missing = visible(&missing.join(", "));
                    format!("still to reveal until {}: {missing}\n", open.local(by))
                }
                (missing, None) => format!("still to reveal: {}\n", missing.join(", ")),
            };
            format!("campaign {id}: {name} has revealed what was pledged\n{rest}")
        },
    )?;
    Ok(Done::Well)
}

pub(super) async fn draw(draw: &Draw, output: &Output) -> Result<Done, Trouble> {
    let open = draw.access.open().await?;
    let permit = open.permit(operation::DrawCampaign).await?;
    let (registry, now) = (&open.registry, open.now());
    let by_hand = match (&draw.seed, &draw.seed_text) {
        (Some(seed), _) => Some(seed.0.as_slice()),
        (None, Some(text)) => Some(text.as_bytes()),
        (None, None) => None,
    };
    let drawn = match by_hand {
        Some(seed) => registry.draw(&permit, &draw.id, seed, now).await,
        None => {
            let round = draw.beacon_round.as_deref();
            let round = round.map(|path| Ok::<_, Trouble>(read_round(&file::text(path)?)?));
            let round = round.transpose()?;
            let drawing = registry.draw_public(&permit, &draw.id, round.as_ref(), now);
            drawing.await
        }
    };
    let drawn = ruled(drawn)?;
    open.answer(output, || &drawn, || drawn_text(&draw.id, &drawn))?;
    Ok(Done::Well)
}

fn drawn_text(id: &str, drawn: &Drawn) -> String {
    let mut text = format!("campaign {id} is drawn with seed {}\n", drawn.seed);
    if !drawn.missing.is_empty() {
        let missing = visible(&drawn.missing.join(", "));
        text.push_str(&format!(
            "  not revealed in time: {missing}; the beacon alone decided\n"
        ));
    }
    for (name, office) in &drawn.offices {
        let last = office.last.as_ref();
        let last = last.map_or(String::new(), |last| {
            format!(", the last with rank {}", last.rank)
        });
        let reserve = if office.reserve == 0 {
            String::new()
        } else {
            format!("; {} in reserve", office.reserve)
        };
        text.push_str(&format!(
            "  {name}: {} drawn{last}{reserve}\n",
            office.drawn
        ));
    }
    text
}

pub(super) async fn rank(rank: &Rank, output: &Output) -> Result<Done, Trouble> {
    let open = rank.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let own = open.registry.own_rank(&permit, &rank.id, &rank.person);
    let own = ruled(own.await)?;
    if let Some(path) = &rank.out {
        let Some(mine) = &own.file else {
            let text = "there is no list yet that anybody could be found on";
            return Err(Trouble::refused("not-committed", text)
                .with_cure("ask again once the campaign has committed to its list"));
        };
        file::replace(path, &mine.text(), Readers::Owner)?;
    }
    open.answer(
        output,
        || &own,
        || {
            let mut text = format!(
                "office {}, {}\nnonce      {}\ncommitment {}\nrank       {}\n",
                own.office,
                standing(own.standing),
                own.nonce,
                own.commitment,
                own.rank.as_deref().unwrap_or("after the draw"),
            );
            if let Some(path) = &rank.out {
                let path = path.display();
                text.push_str(&format!(
                    "{path} is for this person alone: it checks with \
                     `writ campaign verify-draw DIR --mine {path}`\n"
                ));
            }
            text
        },
    )?;
    Ok(Done::Well)
}

/// What a draw means for somebody, in words.
pub(super) const fn standing(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Drawn) => "drawn",
        Some(Standing::Reserve) => "in reserve",
        Some(Standing::NotDrawn) => "not drawn",
        None => "not drawn yet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_hexadecimal() {
        assert_eq!(seed("00fF"), Ok(Seed(vec![0, 255])));
        for wrong in ["", "0", "0g", "00 ff", "0x00"] {
            assert!(seed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_observer_has_a_name_and_a_digest() {
        let pledge = observer("a = b=00ff").unwrap();
        assert_eq!((&*pledge.name, &*pledge.commitment), ("a = b", "00ff"));
        assert!(observer("a").is_err());
    }
}
