//! The use cases, on a store in memory, with people who never were.

mod accounts;
mod between;
mod campaigns;
mod delegates;
mod dockets;
mod draws;
pub(crate) mod evidence;
mod founding;
mod imports;
mod matters;
mod offices;
mod own;
mod passing;
mod questions;
mod standing;
mod telling;
