//! Made-up people, the register that an authority might hold of them, and what they do when called.
//!
//! A demonstration of Writ needs a register, and must not need a real one. This crate makes one up
//! from a seed: [`population`] makes people with facts in the vocabulary of the shipped call-up
//! packs, and with the *truth*, from which the register sometimes departs; [`register`] writes them
//! out for the registry's importer; [`behaviour`] says what each person, the post and the desk do
//! over the weeks after a summons; [`course`] drops what makes no sense under the regime at hand;
//! [`decision`] says how long officers take and how they decide. How often what happens stands in
//! [`shares`], each number with its source or the admission that we chose it.
//!
//! ```
//! use writ_sim::{behaviour::Summons, population::Population, shares::Shares};
//!
//! let as_of = "2023-04-14".parse()?;
//! let population = Population::new(1, 20_000, Shares::reported(), as_of)?;
//! let person = population.person(17);
//! assert_eq!(person.id, "MADE-UP-000017");
//!
//! let summons = Summons {
//!     posted_at: "2023-04-17T10:00:00+03:00".parse()?,
//!     appear_at: "2023-04-27T09:00:00+03:00".parse()?,
//!     region: person.office.clone(),
//! };
//! let plan = population.plan(&person, &summons);
//! assert!(plan.deeds.iter().all(|deed| deed.at() > summons.posted_at));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The same seed, the same bytes
//!
//! All chance is ChaCha20 keyed by the seed, one stream per person and strand (facts, behaviour,
//! decisions), with a fixed place in it for every question. Person 17 is the same among 100 people
//! and among a million. What a person does is drawn from their luck and not from the regime, so that
//! two regimes can be compared on the same people having the same luck. There is no clock, no
//! chance of the machine's, no floating point and no map without an order.
//!
//! # What it cannot do
//!
//! - It cannot reach real people: it depends on `writ-law` alone, opens no file and no connection,
//!   and every identifier begins with `MADE-UP-`.
//! - It estimates nothing. The shares come from several countries and years, many are assumed, all
//!   people are independent of one another, and nobody learns from what happens to others. Counts
//!   show what a regime *does* with such people, never how many real people would be concerned.
//! - It does not model flight, protest, corruption, officials who break the law (being taken there
//!   by force, say), illness that begins later, or what a measure does to a life.
//! - It decides nothing: whether someone is eligible, served or restricted is for `writ-law`, and
//!   what officers do for the driver of the simulation.

pub mod behaviour;
pub mod course;
pub mod decision;
mod luck;
pub mod population;
pub mod register;
pub mod shares;
pub mod truth;
