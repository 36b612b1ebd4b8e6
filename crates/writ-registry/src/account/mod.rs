//! Accounts: who asks, what they may, and the [`Permit`] that [`authorise`] alone makes.

mod matrix;
mod permit;
mod person;

pub use matrix::{MATRIX, Official, Operation, Personal, Row, Who, operation};
pub use permit::{Anyone, Permit, Principal, Resource, authorise};
pub use person::{File, Known, Matters, Own, PersonAccount};
