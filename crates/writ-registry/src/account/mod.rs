//! Accounts: who asks, what they may, and the [`Permit`] that [`authorise`] alone makes.

mod delegate;
mod key;
mod matrix;
mod permit;
mod person;
mod policy;

pub(crate) use delegate::{Appointed, DELEGATES};
pub use delegate::{Delegation, Ended, NewDelegate};
pub(crate) use key::IssuedKey;
pub use key::{DeskKey, Revoke};
pub use matrix::{MATRIX, Official, Operation, Personal, Row, Who, operation};
pub use permit::{Anyone, Permit, Principal, Resource, authorise};
pub use person::{File, Known, Matters, Own, PersonAccount};
pub(crate) use policy::policies;
