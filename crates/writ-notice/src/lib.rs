//! What a person is given to read: a law in sentences, their position and its reasons, each in
//! their own language.
//!
//! There is one template for each primitive of the language of packs and for each reason of a
//! proof, in every language of [`language::Language`]. The sentences lie in `locales/`, one folder
//! a language; the code here chooses among them and puts in the names, dates and amounts. It
//! matches on the law's own types, so that a primitive without a sentence does not compile.

mod called;
mod catalogue;
pub mod courtesy;
pub mod digest;
pub mod file;
pub mod language;
pub mod law;
mod name;
pub mod notice;
pub mod position;
mod time;

pub use called::Thing;
pub use catalogue::{Catalogue, NamesError};
pub use language::Language;
