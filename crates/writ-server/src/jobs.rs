//! What is done beside answering: turns of the ledger, rounds of the outbox. Each is done again
//! and again; that one fails is logged and shown, and stops none of the others.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use crate::door::Door;

/// What a round of a job comes to.
pub type Round<'j> = Pin<Box<dyn Future<Output = Result<(), String>> + 'j>>;

/// Something that is done again and again.
pub trait Job {
    /// What it is called, in a word.
    fn name(&self) -> &'static str;
    /// How long to wait between two rounds.
    fn every(&self) -> Duration;
    /// Does it once. What it says when it fails names nobody.
    fn round(&mut self) -> Round<'_>;
}

/// How jobs go.
#[derive(Debug, Default)]
pub(crate) struct Watch(Mutex<BTreeMap<&'static str, Health>>);

/// How a job goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Health {
    /// When it was last done.
    pub(crate) done_at: Option<Timestamp>,
    /// How often it has failed since.
    pub(crate) failures: u32,
}

impl Watch {
    pub(crate) fn all(&self) -> BTreeMap<&'static str, Health> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.clone()
    }

    /// Notes how a round went, and says how often it has failed in a row.
    fn note(&self, name: &'static str, done: Result<Timestamp, ()>) -> u32 {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let health = all.entry(name).or_insert(Health {
            done_at: None,
            failures: 0,
        });
        match done {
            Ok(at) => {
                health.done_at = Some(at);
                health.failures = 0;
            }
            Err(()) => health.failures = health.failures.saturating_add(1),
        }
        health.failures
    }
}

/// Does jobs until the future is dropped.
pub async fn run(door: &Door, jobs: Vec<Box<dyn Job + '_>>) {
    let each = jobs.into_iter().map(|job| again_and_again(door, job));
    let sweeping = sweep(door);
    futures_util::future::join(sweeping, futures_util::future::join_all(each)).await;
}

async fn again_and_again(door: &Door, mut job: Box<dyn Job + '_>) {
    let name = job.name();
    door.watch().note_known(name);
    loop {
        let outcome = job.round().await;
        let failed = outcome.as_ref().err().cloned();
        let failures = door
            .watch()
            .note(name, outcome.map(|()| door.machine_now()).map_err(|_| ()));
        match failed {
            None => metrics::counter!("writ_job_rounds_total", "job" => name).increment(1),
            Some(why) => {
                metrics::counter!("writ_job_failures_total", "job" => name).increment(1);
                // The first of a row, and then ever more seldom.
                if failures.is_power_of_two() {
                    tracing::error!(job = name, failures, why, "a job failed");
                }
            }
        }
        let pause = job.every().saturating_mul(1 << failures.min(6));
        tokio::time::sleep(pause.min(job.every().max(Duration::from_secs(60)))).await;
    }
}

impl Watch {
    fn note_known(&self, name: &'static str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(name).or_insert(Health {
            done_at: None,
            failures: 0,
        });
    }
}

/// Throws away what has expired: sessions, remembered answers, who called how often.
async fn sweep(door: &Door) {
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        door.sweep();
        let forgotten = door.registry().forget_expired(door.machine_now()).await;
        if let Err(error) = forgotten {
            tracing::warn!(
                kind = crate::problem::kind_of(&error),
                "what has expired could not be thrown away"
            );
        }
    }
}
