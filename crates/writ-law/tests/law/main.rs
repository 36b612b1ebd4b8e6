//! The law by cases: each row says what happened, and what must hold when, with the reason.

#[cfg(test)]
mod bound;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod combined;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod late;
#[cfg(test)]
mod open;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod review;
#[cfg(test)]
mod rushed;
#[cfg(test)]
mod safeguards;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod settled;
#[cfg(test)]
mod written;
