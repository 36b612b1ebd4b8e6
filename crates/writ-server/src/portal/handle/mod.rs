//! Handlers: each asks the registry with a permit, and shows what it answers.

pub(crate) mod campaign;
pub(crate) mod document;
pub(crate) mod office;
pub(crate) mod own;
pub(crate) mod public;
