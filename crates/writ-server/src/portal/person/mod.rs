//! What a person sees of their own: notices, what they can do, what is on file, who asked.

pub(crate) mod act;
pub(crate) mod delegates;
pub(crate) mod notice;
pub(crate) mod notices;
pub(crate) mod opening;
pub(crate) mod record;
