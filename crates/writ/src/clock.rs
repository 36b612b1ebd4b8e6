//! The clock of the machine. No other module reads it, so that all else can be run at any time.

use jiff::Timestamp;

/// What the clock of the machine says.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock; all else is given the time"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
