//! The witnesses of a registry, reached over HTTP.

use async_trait::async_trait;
use futures_util::future::join_all;
use reqwest::Url;
use thiserror::Error;
use writ_registry::evidence::witnesses::{
    CosignRequest, History, WitnessAnswer, WitnessOutcome, Witnesses,
};

use crate::exchange::{Exchange, Patience, Reply, Unreachable};

/// Where a witness is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAddress {
    /// Its name in the policy.
    pub name: String,
    /// Its submission prefix, as the policy gives it: `https://court.example/witness`.
    pub url: String,
}

/// An address that is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Not an address of HTTP.
    #[error("the witness `{name}` has the address `{url}`; write one that begins with https://")]
    Url {
        /// The name of the witness.
        name: String,
        /// What stands there.
        url: String,
    },
    /// No client could be made.
    #[error("the machine's certificates cannot be read: {0}")]
    Client(Unreachable),
}

/// Witnesses reached over HTTP, all at the same time.
///
/// It verifies no cosignature: the registry does, against its policy. That a witness is *ahead*, or
/// holds another past, is what its answer says, and nobody has signed it; so it is asked for the
/// checkpoint that it holds, which the log has signed if it is true.
#[derive(Clone, Debug)]
pub struct HttpWitnesses {
    exchange: Exchange,
    witnesses: Vec<(String, Url)>,
}

impl HttpWitnesses {
    /// The witnesses at these addresses.
    ///
    /// # Errors
    /// [`AddressError`] for the first address that is none.
    pub fn new(addresses: &[WitnessAddress], patience: Patience) -> Result<Self, AddressError> {
        let exchange = Exchange::new(patience).map_err(AddressError::Client)?;
        let read = |address: &WitnessAddress| {
            let url = Url::parse(&address.url).ok();
            let url = url.filter(|url| ["http", "https"].contains(&url.scheme()));
            let url = url.ok_or_else(|| AddressError::Url {
                name: address.name.clone(),
                url: address.url.clone(),
            })?;
            Ok((address.name.clone(), url))
        };
        let witnesses = addresses.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self {
            exchange,
            witnesses,
        })
    }

    async fn ask(
        &self,
        url: &Url,
        request: &CosignRequest,
        history: &dyn History,
    ) -> WitnessOutcome {
        match self.exchange_with(url, request, history).await {
            Ok(outcome) => outcome,
            Err(Unreachable { why, .. }) => WitnessOutcome::Unreachable { why },
        }
    }

    async fn exchange_with(
        &self,
        url: &Url,
        request: &CosignRequest,
        history: &dyn History,
    ) -> Result<WitnessOutcome, Unreachable> {
        let mut old = request.seen.min(request.size);
        // Twice: once from where it is believed to be, once from where it says that it is.
        for _ in 0..2 {
            let proof = match proof(request, history, old).await {
                Ok(proof) => proof,
                Err(why) => return Ok(WitnessOutcome::Refused { why }),
            };
            let note = &request.checkpoint;
            let holds = match self.exchange.add_checkpoint(url, old, &proof, note).await? {
                Reply::Cosigned(lines) => return Ok(WitnessOutcome::Cosigned(lines)),
                Reply::Refused(why) => return Ok(WitnessOutcome::Refused { why }),
                Reply::Contradicts(why) => return Ok(WitnessOutcome::Contradicts { why }),
                Reply::Holds(size) => size,
            };
            if holds > request.size {
                return Ok(WitnessOutcome::Ahead { size: holds });
            }
            old = holds;
        }
        let why = format!("it was given the proof from size {old}, as it asked, and asks again");
        Ok(WitnessOutcome::Refused { why })
    }
}

/// The proof from a size to the checkpoint, each hash in base64.
async fn proof(
    request: &CosignRequest,
    history: &dyn History,
    old: u64,
) -> Result<Vec<String>, String> {
    if old == 0 || old == request.size {
        return Ok(Vec::new());
    }
    let proof = history.consistency(old).await;
    let proof =
        proof.map_err(|error| format!("no proof from size {old} could be made: {error}"))?;
    Ok(proof.iter().map(|hash| hash.to_base64()).collect())
}

#[async_trait]
impl Witnesses for HttpWitnesses {
    async fn cosign(&self, request: &CosignRequest, history: &dyn History) -> Vec<WitnessAnswer> {
        let asked = self.witnesses.iter().map(|(name, url)| async move {
            let outcome = self.ask(url, request, history).await;
            let shown = match outcome.is_of_another_past() {
                true => self.exchange.checkpoint(url, &request.checkpoint).await,
                false => None,
            };
            WitnessAnswer {
                witness: name.clone(),
                outcome,
                shown,
            }
        });
        join_all(asked).await
    }
}
