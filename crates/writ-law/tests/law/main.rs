//! The law by cases: each row says what happened, and what must hold when, with the reason.

#[cfg(test)]
mod clocks;
#[cfg(test)]
mod combined;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod review;
#[cfg(test)]
mod safeguards;
#[cfg(test)]
mod scene;
