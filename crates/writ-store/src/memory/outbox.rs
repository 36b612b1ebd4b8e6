//! The outbox in memory.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::{DeadLetter, LeaseAsked, Leased, Message, NewMessage, NextAttempt, Settled};

/// The messages that are not done.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    open: BTreeMap<u64, Waiting>,
    /// The number of the last message ever.
    last: u64,
}

#[derive(Debug)]
struct Waiting {
    message: Message,
    due: i64,
    attempts: u32,
    worker: Option<String>,
    is_dead: bool,
    why: Vec<u8>,
}

impl Outbox {
    pub(super) fn put(&mut self, new: NewMessage) {
        let number = self.last.saturating_add(1);
        let message = Message {
            number,
            topic: new.topic.to_owned(),
            content: new.content,
        };
        let waiting = Waiting {
            message,
            due: 0,
            attempts: 0,
            worker: None,
            is_dead: false,
            why: Vec::new(),
        };
        self.open.insert(number, waiting);
        self.last = number;
    }

    fn after(&self, after: u64) -> impl Iterator<Item = &Waiting> {
        let after = (Bound::Excluded(after), Bound::Unbounded);
        self.open.range(after).map(|(_, waiting)| waiting)
    }

    pub(super) fn messages(&self, after: u64) -> impl Iterator<Item = Message> {
        self.after(after).map(|waiting| waiting.message.clone())
    }

    pub(super) fn done(&mut self, number: u64) {
        self.open.remove(&number);
    }

    pub(super) fn lease(&mut self, asked: LeaseAsked<'_>) -> Option<Leased> {
        let open = self.open.values_mut().filter(|one| !one.is_dead);
        let waiting = open
            .filter(|one| one.due <= asked.now)
            .filter(|one| asked.topics.contains(&one.message.topic.as_str()))
            .min_by_key(|one| (one.due, one.message.number))?;
        waiting.attempts = waiting.attempts.saturating_add(1);
        waiting.due = asked.until;
        waiting.worker = Some(asked.worker.to_owned());
        Some(Leased {
            message: waiting.message.clone(),
            attempt: waiting.attempts,
            worker: asked.worker.to_owned(),
            until: asked.until,
        })
    }

    pub(super) fn failed(&mut self, lease: &Leased, why: Vec<u8>, next: NextAttempt) -> Settled {
        let Some(waiting) = self.open.get_mut(&lease.message.number) else {
            return Settled::Moot;
        };
        let holds = waiting.worker.as_deref() == Some(lease.worker.as_str())
            && waiting.attempts == lease.attempt
            && waiting.due == lease.until;
        if !holds {
            return Settled::Moot;
        }
        waiting.worker = None;
        waiting.why = why;
        match next {
            NextAttempt::At(due) => waiting.due = due,
            NextAttempt::ByHand => waiting.is_dead = true,
        }
        Settled::Now
    }

    pub(super) fn dead(&self, after: u64) -> impl Iterator<Item = DeadLetter> {
        let dead = self.after(after).filter(|one| one.is_dead);
        dead.map(|one| DeadLetter {
            message: one.message.clone(),
            attempts: one.attempts,
            why: one.why.clone(),
        })
    }

    pub(super) fn retry(&mut self, number: u64, due: i64) -> Settled {
        match self.open.get_mut(&number) {
            Some(waiting) if waiting.is_dead => {
                waiting.is_dead = false;
                waiting.attempts = 0;
                waiting.due = due;
                Settled::Now
            }
            _ => Settled::Moot,
        }
    }
}
