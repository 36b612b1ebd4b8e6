//! What a door does beside answering: it turns the ledger, and looks again at answers given before.

use std::time::Duration;

use writ_courier::HttpWitnesses;
use writ_registry::evidence::sequencer::Sequencer;
use writ_registry::{Registry, operation};
use writ_server::Door;
use writ_server::jobs::{Job, Round};

use crate::ledger::{self, shelf::Shelf};
use crate::registry::Place;
use crate::trouble::Trouble;

/// The jobs that the settings ask for.
pub(super) fn of<'d>(door: &'d Door, place: &'d Place) -> Vec<Box<dyn Job + 'd>> {
    let settings = &door.settings().jobs;
    let mut jobs: Vec<Box<dyn Job + 'd>> = Vec::new();
    if settings.ledger_seconds > 0 {
        jobs.push(Box::new(Turns {
            registry: door.registry(),
            place,
            every: seconds(settings.ledger_seconds),
            turning: None,
        }));
    }
    if let (Some(officer), true) = (&settings.officer, settings.outbox_seconds > 0) {
        jobs.push(Box::new(Rechecks {
            door,
            officer,
            every: seconds(settings.outbox_seconds),
        }));
    }
    if let (Some(officer), true) = (&settings.officer, settings.callbacks_seconds > 0) {
        jobs.push(Box::new(Callbacks {
            door,
            officer,
            every: seconds(settings.callbacks_seconds),
        }));
    }
    jobs
}

fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(u64::from(seconds))
}

/// What a failed round says: the first reason, which names no one.
fn said(trouble: &Trouble) -> String {
    let (text, _) = trouble.first();
    crate::registry::without_keys(text)
}

/// Turns of the ledger.
struct Turns<'d> {
    registry: &'d Registry,
    place: &'d Place,
    every: Duration,
    /// A sequencer that has begun; it begins anew after a failure.
    turning: Option<Turning<'d>>,
}

struct Turning<'d> {
    shelf: Shelf,
    witnesses: HttpWitnesses,
    sequencer: Sequencer<'d>,
}

impl Job for Turns<'_> {
    fn name(&self) -> &'static str {
        "ledger"
    }

    fn every(&self) -> Duration {
        self.every
    }

    fn round(&mut self) -> Round<'_> {
        Box::pin(async {
            let turned = self.turn().await;
            if turned.is_err() {
                self.turning = None;
            }
            turned.map_err(|trouble| said(&trouble))
        })
    }
}

impl Turns<'_> {
    async fn turn(&mut self) -> Result<(), Trouble> {
        if self.turning.is_none() {
            let shelf = Shelf::take(self.place)?;
            let witnesses = ledger::witnesses(self.registry)?;
            let sequencer = ledger::begin(self.registry, &shelf).await?;
            self.turning = Some(Turning {
                shelf,
                witnesses,
                sequencer,
            });
        }
        let Some(turning) = &mut self.turning else {
            return Ok(());
        };
        let now = self.place.time()?;
        let Turning {
            shelf,
            witnesses,
            sequencer,
        } = turning;
        let turn = ledger::cycle(self.registry, shelf, sequencer, witnesses, now).await?;
        if turn.witnessed < turn.size {
            let waits = turn.size - turn.witnessed;
            return Err(Trouble::failed(format!(
                "no quorum of witnesses: {waits} entries wait and burden nobody"
            )));
        }
        Ok(())
    }
}

/// Looks again at answers given before, where something asked for it.
struct Rechecks<'d> {
    door: &'d Door,
    officer: &'d str,
    every: Duration,
}

impl Job for Rechecks<'_> {
    fn name(&self) -> &'static str {
        "rechecks"
    }

    fn every(&self) -> Duration {
        self.every
    }

    fn round(&mut self) -> Round<'_> {
        Box::pin(async { self.recheck().await.map_err(|trouble| said(&trouble)) })
    }
}

impl Rechecks<'_> {
    async fn recheck(&self) -> Result<(), Trouble> {
        let registry = self.door.registry();
        let asked = registry.permit(self.officer, operation::SendMessages);
        let permit = asked.await??;
        if !self.is_asked(&permit).await? {
            return Ok(());
        }
        let mut after = None;
        loop {
            let step = registry.recheck(&permit, after, self.door.now()).await?;
            after = step.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// Whether a message waits that asks for it.
    async fn is_asked(
        &self,
        permit: &writ_registry::Permit<operation::SendMessages>,
    ) -> Result<bool, Trouble> {
        const AT_ONCE: usize = 500;
        let mut after = 0;
        loop {
            let part = self
                .door
                .registry()
                .messages(permit, after, AT_ONCE)
                .await?;
            let Some(last) = part.last() else {
                return Ok(false);
            };
            after = last.number;
            let asks = |message: &writ_registry::Message| message.topic() == "recheck";
            if part
                .iter()
                .any(|one| one.message.as_ref().is_some_and(asks))
            {
                return Ok(true);
            }
        }
    }
}

/// Looks which restrictions have ended of which a desk wants to be told.
struct Callbacks<'d> {
    door: &'d Door,
    officer: &'d str,
    every: Duration,
}

impl Job for Callbacks<'_> {
    fn name(&self) -> &'static str {
        "callbacks"
    }

    fn every(&self) -> Duration {
        self.every
    }

    fn round(&mut self) -> Round<'_> {
        Box::pin(async { self.look().await.map_err(|trouble| said(&trouble)) })
    }
}

impl Callbacks<'_> {
    async fn look(&self) -> Result<(), Trouble> {
        let registry = self.door.registry();
        let asked = registry.permit(self.officer, operation::SendMessages);
        let permit = asked.await??;
        let mut after = None;
        loop {
            let now = self.door.now();
            let step = registry.callbacks_due(&permit, after, now).await?;
            after = step.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }
}
