//! The law by cases: each row says what happened, and what must hold when, with the reason.

mod clocks;
mod facts;
mod safeguards;
mod scene;
