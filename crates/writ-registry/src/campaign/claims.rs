//! Randomness that is claimed: a round, a pledge or a seed serves one draw and no other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use writ_store::StreamId;

use super::randomness::Randomness;
use super::{Campaign, CampaignAct, CampaignEntry, RANDOMNESS};
use crate::error::{RegistryError, Stop};
use crate::refusal::Refusal;
use crate::registry::Registry;
use crate::stream::{AsJson, Stream};

/// Which campaign has named a round, a pledge or a seed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Claimed {
    campaign: String,
}

impl AsJson for Claimed {}

/// A stream of what is claimed, the code of its refusal, and what it is in words.
pub(super) type Claim = (StreamId, &'static str, String);

impl Registry {
    /// The streams of what randomness is named, each with what it is in words.
    pub(super) fn claims(&self, named: &Randomness) -> Vec<Claim> {
        let beacon = named.beacon.iter().map(|beacon| {
            let hash = beacon.chain.hash();
            let parts = [b"round", hash.as_bytes(), &beacon.round.to_be_bytes()];
            let what = format!("round {} of beacon {hash}", beacon.round);
            (self.keys.stream(RANDOMNESS, &parts), "reused-round", what)
        });
        let pledges = named.observers.iter().map(|pledge| {
            let parts = [b"pledge", pledge.commitment.as_bytes()];
            let what = format!("what `{}` pledges", pledge.name);
            (self.keys.stream(RANDOMNESS, &parts), "reused-pledge", what)
        });
        beacon.chain(pledges).collect()
    }

    /// Refused where any of it was named before: in another campaign, or in this one.
    pub(super) async fn unclaimed(
        &self,
        claims: Vec<Claim>,
        id: &str,
    ) -> Result<Vec<Stream<Claimed>>, Stop> {
        let mut streams = Vec::with_capacity(claims.len());
        for (stream, code, what) in claims {
            let stream = self.stream::<Claimed>(stream).await?;
            if let Some(first) = stream.says().next() {
                let whose = if first.campaign == id {
                    "this campaign before".to_owned()
                } else {
                    format!("campaign `{}`", first.campaign)
                };
                return Err(Refusal::on(
                    code,
                    format!("{what} was named in {whose}"),
                    "every draw has randomness of its own: name another",
                )
                .into());
            }
            streams.push(stream);
        }
        Ok(streams)
    }

    /// Records an act together with the randomness that it uses, and publishes what it says to
    /// everyone.
    pub(super) async fn act_publicly(
        &self,
        campaign: &Campaign,
        (by, act): (&str, CampaignAct),
        claims: Vec<Stream<Claimed>>,
        published: Value,
        at: Timestamp,
    ) -> Result<(), RegistryError> {
        let next = self.next_published().await?;
        let mut writing = self.writing();
        writing.publish(next, &published, at)?;
        let by = by.to_owned();
        writing.append(&campaign.stream, &CampaignEntry { by, act }, at)?;
        let campaign = campaign.terms.id.clone();
        for claim in claims {
            let claimed = Claimed {
                campaign: campaign.clone(),
            };
            writing.append(&claim, &claimed, at)?;
        }
        writing.commit().await?;
        Ok(())
    }

    /// The claim of a seed.
    pub(super) fn claim_of_seed(&self, seed: &[u8]) -> Claim {
        let stream = self.keys.stream(RANDOMNESS, &[b"seed", seed]);
        (stream, "reused-seed", "this seed".to_owned())
    }
}
