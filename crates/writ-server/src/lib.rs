//! The door: the portal, the API and what relying desks ask, over HTTP.
//!
//! A [`Door`] is an open registry with a clock and its settings. [`router::of`] makes of it the
//! whole service, and [`serve::serve`] listens. Nothing is decided here: each page and each
//! operation asks the registry as an account, and tells what it says.
//!
//! There is no clock and no chance in this crate: both come in with the door. Nothing that tells of
//! a person goes into a log: requests are logged by the template of their route.

mod account;
pub mod api;
mod bearer;
mod caller;
mod door;
mod fetch;
mod form;
mod guard;
pub mod health;
pub mod jobs;
mod ledger;
pub mod portal;
mod problem;
mod reader;
pub mod router;
pub mod serve;
mod session;
pub mod settings;
mod sign_in;

pub use account::Account;
pub use door::{Clock, ClockError, Door, Parts, SandboxClock};
pub use form::SafeForm;
pub use problem::Problem;
pub use reader::{CsrfToken, Reader};
pub use settings::Settings;
