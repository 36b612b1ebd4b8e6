//! The time of a witness: the machine's, or in a sandbox that of the sandbox's own clock.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use writ_witness::clock::{Clock, NoTime};

use crate::file;
use crate::trouble::Trouble;

#[derive(Debug)]
struct Machine;

impl Clock for Machine {
    fn now(&self) -> Result<u64, NoTime> {
        seconds(crate::clock::now())
    }
}

/// The file in which a sandbox keeps its time, read anew at each request.
#[derive(Debug)]
struct Sandbox {
    file: PathBuf,
}

impl Clock for Sandbox {
    fn now(&self) -> Result<u64, NoTime> {
        let place = self.file.display();
        let text = file::text(&self.file).map_err(|trouble| NoTime {
            why: format!("the sandbox's clock cannot be read: {}", trouble.first().0),
        })?;
        let instant: Timestamp = text.trim().parse().map_err(|_| NoTime {
            why: format!("{place} holds no time, as in 2023-04-17T10:00:00Z"),
        })?;
        seconds(instant)
    }
}

/// Whole seconds since 1970, rounded down: nothing is signed for a time that has not come.
fn seconds(instant: Timestamp) -> Result<u64, NoTime> {
    let seconds = instant.as_nanosecond().div_euclid(1_000_000_000);
    u64::try_from(seconds).map_err(|_| NoTime {
        why: format!("{instant} is before 1970, which cannot be signed"),
    })
}

/// The clock that was asked for. A sandbox's must be there.
pub(super) fn clock(sandbox: Option<&Path>) -> Result<Box<dyn Clock>, Trouble> {
    let Some(file) = sandbox else {
        return Ok(Box::new(Machine));
    };
    let clock = Sandbox {
        file: file.to_owned(),
    };
    clock.now().map_err(|error| {
        Trouble::misuse(error.why)
            .with_cure("name the file `clock` in the folder of a sandbox that has its own time")
    })?;
    Ok(Box::new(clock))
}

/// Seconds since 1970 as a time.
pub(super) fn text(seconds: u64) -> String {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map_or_else(
            || format!("second {seconds}"),
            |instant| instant.to_string(),
        )
}
