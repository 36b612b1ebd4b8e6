//! The thread that writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::failure::{Failure, Place};
use super::work::{Outcome, Work};
use crate::StoreError;

/// How much goes into one transaction at most, in appends: it bounds how long a small batch waits
/// behind large ones, and how much is done anew if the disk fills up.
const GROUP: usize = 8192;

/// What a caller asked for, and where the answer goes.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) reply: oneshot::Sender<Result<Outcome, StoreError>>,
}

pub(super) struct Writer {
    connection: Connection,
    place: Place,
    commits: Arc<AtomicU64>,
}

/// Why a group of jobs did not get through.
enum Broken {
    /// Its transaction never began.
    AtStart(StoreError),
    /// Its transaction was rolled back, with the jobs that were well in it.
    Within(StoreError),
}

impl Writer {
    pub(super) fn new(connection: Connection, place: Place, commits: Arc<AtomicU64>) -> Writer {
        Writer {
            connection,
            place,
            commits,
        }
    }

    /// Writes until nobody can ask any more. If it panics, the callers that wait see their reply
    /// dropped, and later ones find nobody to ask.
    pub(super) fn run(mut self, mut waiting: mpsc::Receiver<Job>) {
        while let Some(first) = waiting.blocking_recv() {
            let mut weight = first.work.weight();
            let mut group = vec![first];
            while weight < GROUP
                && let Ok(next) = waiting.try_recv()
            {
                weight = weight.saturating_add(next.work.weight());
                group.push(next);
            }
            self.settle(group);
        }
    }

    /// Carries out a group and answers, once what it did is durable.
    fn settle(&mut self, group: Vec<Job>) {
        match self.together(&group) {
            Ok(answers) => {
                for (job, answer) in group.into_iter().zip(answers) {
                    // A caller that has gone away is told nothing.
                    let _ = job.reply.send(answer);
                }
            }
            // SQLite may have undone the good along with the bad: each gets its own turn.
            Err(Broken::Within(_)) if group.len() > 1 => {
                group.into_iter().for_each(|job| self.settle(vec![job]));
            }
            Err(Broken::AtStart(error) | Broken::Within(error)) => {
                for job in group {
                    let _ = job.reply.send(Err(error.clone()));
                }
            }
        }
    }

    fn together(&mut self, group: &[Job]) -> Result<Vec<Result<Outcome, StoreError>>, Broken> {
        let place = self.place.clone();
        let within = |failure: Failure| Broken::Within(failure.at(&place));
        self.clear()
            .map_err(|failure| Broken::AtStart(failure.at(&place)))?;
        let mut transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Broken::AtStart(Failure::Sql(error).at(&place)))?;
        let mut answers = Vec::with_capacity(group.len());
        if let [alone] = group {
            // Refused, it takes the transaction with it, which holds nothing else.
            answers.push(Ok(alone.work.carry_out(&transaction).map_err(within)?));
        } else {
            for job in group {
                let savepoint = transaction.savepoint().map_err(|e| within(e.into()))?;
                answers.push(
                    match job.work.carry_out(&savepoint) {
                        Ok(done) => savepoint.commit().map(|()| Ok(done)),
                        Err(Failure::Refused(error)) => savepoint.finish().map(|()| Err(error)),
                        Err(failure) => return Err(within(failure)),
                    }
                    .map_err(|error| within(error.into()))?,
                );
            }
        }
        transaction.commit().map_err(|error| within(error.into()))?;
        self.commits.fetch_add(1, Ordering::Relaxed);
        if group
            .iter()
            .any(|job| matches!(job.work, Work::EraseKey(_)))
        {
            self.wipe(group, &mut answers);
        }
        Ok(answers)
    }

    /// Ends a transaction that an earlier failure left open.
    fn clear(&self) -> Result<(), Failure> {
        match self.connection.is_autocommit() {
            true => Ok(()),
            false => Ok(self.connection.execute_batch("ROLLBACK")?),
        }
    }

    /// Carries the log over into the file and empties it: an erased key would otherwise live on
    /// in an older copy of its page. Until that is done nobody is told that it is erased.
    fn wipe(&self, group: &[Job], answers: &mut [Result<Outcome, StoreError>]) {
        let busy = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            });
        let error = match busy {
            Ok(0) => return,
            Ok(_) => self.place.unavailable(
                "the key is erased, but somebody reads the log that still holds it: erase it \
                 again"
                    .to_owned(),
            ),
            Err(error) => Failure::Sql(error).at(&self.place),
        };
        for (job, answer) in group.iter().zip(answers) {
            if matches!(job.work, Work::EraseKey(_)) && answer.is_ok() {
                *answer = Err(error.clone());
            }
        }
    }
}
