//! The portal: pages for persons, officers, approvers, oversight and everyone.
//!
//! A page is a pure function from what the registry answers to markup. Handlers ask the registry
//! with a permit and never decide anything themselves.

mod assets;
mod component;
mod layout;
mod person;
mod position;
pub mod sign_in;
mod words;
