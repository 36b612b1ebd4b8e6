//! A witness and a monitor of ledgers, for others to run.
//!
//! A witness answers one question for a log: has this tree only grown since I last looked? It
//! signs the answer with the time. It is told sizes and hashes and nothing of people. Whoever
//! trusts enough witnesses need not trust the log.
//!
//! A monitor copies the whole log, which holds commitments and nothing of people either, works
//! out every hash again, and raises an alarm when the log forks, rolls back, falls silent or
//! changes what it once published.
//!
//! Both follow the formats of C2SP: tlog-witness v1.0.0, tlog-cosignature, tlog-tiles.

pub mod answer;
pub mod clock;
pub mod folder;
pub mod following;
pub mod journal;
pub mod memory;
pub mod monitor;
pub mod request;
pub mod service;
pub mod witness;
