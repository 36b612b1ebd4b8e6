//! The course of a campaign: judged, committed, drawn, approved, issued.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use writ_registry::{Committed, IssueStep, IssueTally, ListStep, Tally, operation};

use super::{Commit, Draw, Issue, Named, Rank};
use crate::file::{self, Readers};
use crate::output::{Output, several};
use crate::progress::Progress;
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn candidates(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::ListCandidates).await?;
    let mut listing = ruled(open.registry.candidates(&permit, &named.id).await)?;
    let progress = Progress::new(output, "judging", None);
    let tally = loop {
        match listing.step(open.now()).await? {
            ListStep::More(tally) => progress.at(tally.judged),
            ListStep::Finished(tally) => break tally,
        }
    };
    drop(progress);
    open.answer(output, || &tally, || tally_text(&named.id, &tally))?;
    Ok(Done::Well)
}

/// How many were judged how, for people.
pub(super) fn tally_text(id: &str, tally: &Tally) -> String {
    let judged = several(tally.judged, "person", "people");
    let mut text = format!("campaign {id}: {judged} judged\n");
    for (what, counts) in [
        ("eligible", &tally.eligible),
        ("ineligible", &tally.ineligible),
        ("held for an officer", &tally.held),
    ] {
        let all: u64 = counts.values().sum();
        let parts = if counts.is_empty() {
            String::new()
        } else {
            format!(": {}", counted(counts))
        };
        text.push_str(&format!("  {all} {what}{parts}\n"));
    }
    if tally.elsewhere > 0 {
        text.push_str(&format!("  {} of other offices\n", tally.elsewhere));
    }
    text
}

pub(super) async fn commit(commit: &Commit, output: &Output) -> Result<Done, Trouble> {
    let open = commit.access.open().await?;
    let permit = open.permit(operation::CommitList).await?;
    if let Some(path) = &commit.publish {
        // Before the list is committed to: after it, that cannot be undone.
        file::may_replace(path)?;
    }
    let now = open.now();
    let committing = ruled(open.registry.commit_list(&permit, &commit.id, now).await);
    let committed = match (committing, &commit.publish) {
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
    open.answer(
        output,
        || &committed,
        || {
            let offices = committed.offices.iter();
            let offices = counted(offices.map(|(name, office)| (name, office.candidates)));
            format!(
                "campaign {} has committed to its list: {offices}\n\
                 digest {}\n\
                 publish it; then draw with a seed that nobody could know before\n",
                commit.id, committed.digest
            )
        },
    )?;
    Ok(Done::Well)
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

pub(super) async fn draw(draw: &Draw, output: &Output) -> Result<Done, Trouble> {
    let open = draw.access.open().await?;
    let permit = open.permit(operation::DrawCampaign).await?;
    let seed = match (&draw.seed, &draw.seed_text) {
        (Some(seed), _) => seed.0.as_slice(),
        (None, Some(text)) => text.as_bytes(),
        // The command line asks for one of the two.
        (None, None) => &[],
    };
    let drawn = ruled(
        open.registry
            .draw(&permit, &draw.id, seed, open.now())
            .await,
    )?;
    open.answer(
        output,
        || &drawn,
        || {
            let mut text = format!("campaign {} is drawn with seed {}\n", draw.id, drawn.seed);
            for (name, office) in &drawn.offices {
                let last = office.last_rank.as_ref();
                let last =
                    last.map_or(String::new(), |rank| format!(", the last with rank {rank}"));
                text.push_str(&format!("  {name}: {} drawn{last}\n", office.drawn));
            }
            text
        },
    )?;
    Ok(Done::Well)
}

pub(super) async fn approve(named: &Named, output: &Output) -> Result<Done, Trouble> {
    let open = named.access.open().await?;
    let permit = open.permit(operation::ApproveCampaign).await?;
    ruled(open.registry.approve(&permit, &named.id, open.now()).await)?;
    let id = &named.id;
    let text = || format!("campaign {id} is approved: its notices may be issued\n");
    open.answer(output, || json!({"campaign": id, "approved": true}), text)?;
    Ok(Done::Well)
}

pub(super) async fn issue(issue: &Issue, output: &Output) -> Result<Done, Trouble> {
    let open = issue.access.open().await?;
    let permit = open.permit(operation::IssueCampaign).await?;
    if let Some(person) = &issue.person {
        let matter = open
            .registry
            .issue_to(&permit, &issue.id, person, open.now())
            .await;
        let matter = ruled(matter)?;
        let text = || format!("issued: matter {matter}\n");
        open.answer(
            output,
            || json!({"campaign": issue.id, "matter": matter}),
            text,
        )?;
        return Ok(Done::Well);
    }
    let drawn = drawn(&open, &issue.id).await?;
    let mut issuing = ruled(open.registry.issue(&permit, &issue.id).await)?;
    let progress = Progress::new(output, "issuing", Some(drawn));
    let tally = loop {
        match ruled(issuing.step(open.now()).await)? {
            IssueStep::More(tally) => progress.at(tally.issued.values().sum()),
            IssueStep::Finished(tally) => break tally,
        }
    };
    drop(progress);
    open.answer(output, || &tally, || issued_text(&issue.id, &tally))?;
    Ok(Done::Well)
}

/// How many are drawn, for the progress bar.
async fn drawn(open: &Open, id: &str) -> Result<u64, Trouble> {
    let permit = open.permit(operation::SeeCampaign).await?;
    let status = ruled(open.registry.campaign_status(&permit, id).await)?;
    let offices = status.drawn.iter().flat_map(|drawn| drawn.offices.values());
    Ok(offices.map(|office| office.drawn).sum())
}

/// What was issued and what was not, for people.
pub(super) fn issued_text(id: &str, tally: &IssueTally) -> String {
    let issued: u64 = tally.issued.values().sum();
    let issued = several(issued, "notice", "notices");
    let mut text = format!("campaign {id}: {issued} issued\n");
    let mut say = |what: &str, counts: String| text.push_str(&format!("  {what}: {counts}\n"));
    say("by office", counted(&tally.issued));
    say("entered in accounts", tally.posted.to_string());
    for (what, counts) in [
        ("given to carriers", &tally.paper),
        ("not eligible any more", &tally.turned_away),
        ("held for an officer", &tally.held),
        ("refused by name", &tally.refused),
    ] {
        if !counts.is_empty() {
            say(what, counted(counts));
        }
    }
    if tally.open_already > 0 {
        say("with a matter open already", tally.open_already.to_string());
    }
    text
}

pub(super) async fn rank(rank: &Rank, output: &Output) -> Result<Done, Trouble> {
    let open = rank.access.open().await?;
    let permit = open.permit(operation::ExplainPerson).await?;
    let own = ruled(
        open.registry
            .own_rank(&permit, &rank.id, &rank.person)
            .await,
    )?;
    open.answer(
        output,
        || &own,
        || {
            let drawn = match own.drawn {
                Some(true) => "drawn",
                Some(false) => "not drawn",
                None => "not drawn yet",
            };
            format!(
                "office {}, {drawn}\nnonce      {}\ncommitment {}\nrank       {}\n",
                own.office,
                own.nonce,
                own.commitment,
                own.rank.as_deref().unwrap_or("after the draw"),
            )
        },
    )?;
    Ok(Done::Well)
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
}
