//! `writ serve` before a made-up registry.

use std::fmt::Write as _;

use crate::running::{Running, after};
use crate::town::{self, Town};

/// Who is listed on the sandbox's sign-in page.
const PEOPLE: &[(u32, &str)] = &[
    (town::CALLED, "called, and has not opened it"),
    (town::RESTRICTED, "may not leave the country"),
    (town::MISSED, "missed the date"),
    (town::ILL, "says that they are ill"),
    (town::APPEARED, "has appeared"),
    (town::OBJECTS, "has objected"),
    (town::FRESH, "was called today"),
    (town::FRESH + 1, "was called today"),
    (town::FRESH + 2, "was called today"),
    (town::FRESH + 3, "was called today"),
    (town::FRESH + 4, "was called today"),
    (town::RESTRICTED_TOO, "may not leave the country"),
    (town::RESTRICTED_TOO + 1, "may not leave the country"),
    (town::RESTRICTED_TOO + 2, "may not leave the country"),
    (town::RESTRICTED_TOO + 3, "may not leave the country"),
    (town::RESTRICTED_TOO + 4, "may not leave the country"),
];
const OFFICERS: &[(&str, &str)] = &[
    ("oleg", "officer of all offices"),
    ("olga", "officer of office A"),
    ("anna", "approver"),
    ("omar", "oversight"),
    ("vera", "registrar"),
    ("operator", "operator"),
];

/// A server, and the town behind it.
pub(crate) struct Server {
    // Ended before the town is removed, so it stands before it.
    running: Running,
    pub(crate) town: Town,
    pub(crate) url: String,
}

impl Server {
    /// Opens the door of a town on a free port.
    pub(crate) fn before(town: Town) -> Self {
        Self::with(town, "127.0.0.1:0", "")
    }

    /// The same at an address, with more settings.
    pub(crate) fn with(town: Town, listen: &str, settings: &str) -> Self {
        std::fs::write(
            town.path("serve.toml"),
            format!("{settings}\n{}", made_up()),
        )
        .unwrap();
        let words = format!("serve --config serve.toml --as operator --listen {listen}");
        let running = Running::start("writ-serve", town.dir(), &town.command(&words, &[]));
        let url = running.says(|line| {
            let port = after(line, "http://127.0.0.1:")?;
            Some(format!("http://127.0.0.1:{port}"))
        });
        Self { running, town, url }
    }

    /// Shuts the door, and gives the town behind it.
    pub(crate) fn shut(self) -> Town {
        drop(self.running);
        self.town
    }
}

/// The settings that name who there is to sign in as, and let one machine ask as often as a test
/// does.
fn made_up() -> String {
    let mut text = "[limits]\naddress_burst = 100000\naddress_per_second = 10000\n\
         account_burst = 100000\naccount_per_second = 10000\n"
        .to_owned();
    for (number, about) in PEOPLE {
        let name = town::person(*number);
        let _ = write!(
            text,
            "[[sandbox.people]]\nname = \"{name}\"\nabout = \"{about}\"\n"
        );
    }
    for (name, about) in OFFICERS {
        let _ = write!(
            text,
            "[[sandbox.officers]]\nname = \"{name}\"\nabout = \"{about}\"\n"
        );
    }
    text
}
