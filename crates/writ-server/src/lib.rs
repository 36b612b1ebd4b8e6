//! The door: the portal, the API and what relying desks ask, over HTTP.

pub mod portal;
