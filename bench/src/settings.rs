//! What is measured, and what is wanted. Committed, so that two runs mean the same.

use jiff::civil::{Date, date};
use jiff::tz::{Offset, offset};

/// The pack whose rule is measured, from the root of the repository.
pub(crate) const PACK: &str = "regimes/seed/002";

/// The reading of it that the peers compute.
pub(crate) const READING: &str = "receipt";

/// The measures, in the order of the peers' answers.
pub(crate) const MEASURES: [&str; 4] = ["exit", "driving", "credit", "property"];

/// What the made-up people are drawn from.
pub(crate) const SEED: u64 = 0x5757_5249_5420_3031;

/// How many people a timeline is worked out for.
pub(crate) const PEOPLE: u32 = 1_000_000;

/// The first of the days looked at. No year of age ends or begins on a 29 February among them.
pub(crate) const FIRST_DAY: Date = date(2023, 4, 17);

/// How many days are looked at.
pub(crate) const DAYS: u8 = 90;

/// The zone of the pack in 2023: three hours ahead of UTC all year.
pub(crate) const ZONE: Offset = offset(3);

/// How many summoned people a single position is worked out for.
pub(crate) const SUMMONED: usize = 1_000;

/// Days from the first until the one on which single positions are asked for.
pub(crate) const ASKED_AFTER_DAYS: usize = 59;

/// How many times each single position is worked out.
pub(crate) const POSITION_ROUNDS: usize = 50;

/// How many times the timelines are worked out, here and by the peer.
pub(crate) const TIMELINE_ROUNDS: usize = 3;

/// A position with its proof tree takes at most this long for each reading, in microseconds.
pub(crate) const POSITION_MICROSECONDS: f64 = 15.0;

/// And at most this many times as long as one `is_authorized` of Cedar.
pub(crate) const POSITION_TO_CEDAR: f64 = 1.5;

/// Timelines cover at least this many times the person-days of OpenFisca in the same time.
pub(crate) const TIMELINE_TO_OPENFISCA: f64 = 3.0;

/// How many notices are issued and posted: the size of the call-up of spring 2023.
pub(crate) const NOTICES: u32 = 147_000;

/// How many eligible people they are drawn from.
pub(crate) const CANDIDATES: u32 = 150_000;

/// How many times they are issued, and the same bytes inserted.
pub(crate) const ISSUE_ROUNDS: usize = 3;

/// Issuing goes at least at this part of the rate of plain inserts.
pub(crate) const ISSUE_TO_INSERTS: f64 = 0.4;

/// What an author may wait for the checks of a pack, in milliseconds.
pub(crate) const CHECK_MILLISECONDS: f64 = 500.0;

/// How often each pack is checked; the median counts.
pub(crate) const CHECK_ROUNDS: usize = 3;

/// How many entries a ledger is filled with.
pub(crate) const LEDGER_ENTRIES: u32 = 1_000_000;

/// How many entries come with one checkpoint. No multiple of 256, so that partial files are made.
pub(crate) const LEDGER_BATCH: usize = 1_000;

/// How many times the ledger is filled and rehashed.
pub(crate) const LEDGER_ROUNDS: usize = 5;

/// Appending goes at least at this part of the rate of the bare hashing.
pub(crate) const APPEND_TO_HASHING: f64 = 0.8;

/// What the rehashing of all entries may take, in seconds.
pub(crate) const REHASH_SECONDS: f64 = 5.0;

/// How many witnesses signed each of the two checkpoints of a proof of posting.
pub(crate) const PROOF_WITNESSES: u8 = 7;

/// What its verification may take, in milliseconds.
pub(crate) const PROOF_MILLISECONDS: f64 = 10.0;

/// How often it is verified; the median counts.
pub(crate) const PROOF_ROUNDS: usize = 301;

/// How many acts are posted at a time, and how many times, when the disk counts.
pub(crate) const DURABLE_BATCH: u32 = 256;

/// How many batches of them.
pub(crate) const DURABLE_BATCHES: u32 = 200;

/// How many times all of them are posted, and the same bytes written.
pub(crate) const DURABLE_ROUNDS: usize = 3;

/// Durable posting goes at least at this part of the rate of plain writes.
pub(crate) const DURABLE_TO_PLAIN: f64 = 0.5;

/// How many people are in the register whose ledger is audited.
pub(crate) const AUDIT_PEOPLE: u32 = 20_000;

/// How many times it is audited, and read.
pub(crate) const AUDIT_ROUNDS: usize = 3;
