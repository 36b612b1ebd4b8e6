//! Stopping half way: whoever interrupts is heard, and nothing is left running.

use std::future::Future;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::LocalSet;

use crate::trouble::Trouble;

/// What all threads of the story listen to.
#[derive(Clone, Debug)]
pub(super) struct Stop(watch::Sender<Wish>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    GoOn,
    Stop,
}

impl Stop {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(Wish::GoOn))
    }

    /// Makes everything stop.
    pub(super) fn now(&self) {
        self.0.send_replace(Wish::Stop);
    }

    /// Runs some work on this thread alone, unless all is to stop. If it fails, all does.
    pub(super) fn unless<T>(
        &self,
        work: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let runtime = runtime.map_err(|error| no_runtime(&error))?;
        let mut wish = self.0.subscribe();
        let done = LocalSet::new().block_on(&runtime, async {
            tokio::select! {
                done = work => done,
                _ = wish.wait_for(|wish| *wish == Wish::Stop) => Err(interrupted()),
            }
        });
        if done.is_err() {
            self.now();
        }
        done
    }
}

pub(super) fn no_runtime(error: &std::io::Error) -> Trouble {
    Trouble::failed(format!("the machine gives no runtime: {error}"))
        .with_cure("free some memory or threads and run the command again")
}

fn interrupted() -> Trouble {
    Trouble::failed("interrupted").with_cure("run it again; the same seed tells the same story")
}

/// Whoever interrupts from outside.
#[derive(Debug)]
pub(super) struct Outside {
    interrupt: Signal,
    terminate: Signal,
}

impl Outside {
    /// Begins to listen. Until then an interruption ends the program where it stands.
    pub(super) fn listen() -> Result<Self, Trouble> {
        let deaf = |error| Trouble::failed(format!("nobody could interrupt this: {error}"));
        Ok(Self {
            interrupt: signal(SignalKind::interrupt()).map_err(deaf)?,
            terminate: signal(SignalKind::terminate()).map_err(deaf)?,
        })
    }

    /// Waits until somebody interrupts.
    pub(super) async fn interrupts(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
