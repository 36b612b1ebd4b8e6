//! The walls between crates. Each is a promise to the person summoned, and this is their list.
//!
//! [`HOUSE`] is data: one row for each crate, those to come included. Two kinds of wall are held:
//!
//! - the workspace crates that a crate may name in its manifest, a closed list;
//! - the outside crates that it must not reach, however far down, when it is built on its own.
//!
//! Besides, the sources of a pure crate name none of [`Row::unspoken`], and `jiff` carries its own
//! zone rules: those of the machine are not the law.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::program;
use crate::repository::{self, TextFile};
use crate::step::Outcome;

/// What one crate may reach.
#[derive(Debug)]
pub(crate) struct Row {
    name: &'static str,
    /// Workspace crates that it may use.
    uses: &'static [&'static str],
    /// Workspace crates that its tests may use besides.
    tests_use: &'static [&'static str],
    /// Outside crates that it must never reach, and why.
    never: &'static [(&'static [&'static str], &'static str)],
    /// Paths that its sources must not name, and why.
    unspoken: &'static [(&'static str, &'static str)],
}

const RUNTIMES: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "async-io",
    "mio",
    "futures-executor",
];
const DRIVERS: &[&str] = &[
    "rusqlite",
    "libsqlite3-sys",
    "tokio-postgres",
    "postgres",
    "deadpool-postgres",
    "sqlx",
    "sqlx-core",
    "diesel",
    "refinery",
    "refinery-core",
    "sea-query",
    "redb",
    "sled",
    "rocksdb",
];
const CLIENTS: &[&str] = &[
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "isahc",
    "lettre",
    "awc",
    "attohttpc",
];
const SERVERS: &[&str] = &[
    "axum",
    "axum-core",
    "actix-web",
    "warp",
    "rocket",
    "tonic",
    "tower-http",
    "poem",
];
const NETWORK: &[&str] = &[
    "socket2",
    "rustls",
    "native-tls",
    "openssl",
    "tungstenite",
    "hickory-resolver",
    "quinn",
];
const FILES: &[&str] = &[
    "tempfile",
    "walkdir",
    "ignore",
    "glob",
    "notify",
    "memmap2",
    "dirs",
    "directories",
    "fs-err",
    "fs4",
    "camino-tempfile",
    "config",
    "dotenvy",
];
const CLOCKS: &[&str] = &[
    "chrono",
    "time",
    "iana-time-zone",
    "quanta",
    "coarsetime",
    "web-time",
];
const CHANCE: &[&str] = &[
    "getrandom",
    "rand",
    "rand_core",
    "rand_chacha",
    "fastrand",
    "oorandom",
    "uuid",
    "ulid",
];

/// Every crate of the house.
pub(crate) const HOUSE: &[Row] = &[
    Row {
        name: "writ-law",
        uses: &[],
        tests_use: &[],
        never: &[
            (RUNTIMES, "the law waits for nothing"),
            (
                FILES,
                "the law reads no file; its text and its zones come in",
            ),
            (NETWORK, "the law opens no connection"),
            (CLIENTS, "the law opens no connection"),
            (SERVERS, "the law serves no page"),
            (CLOCKS, "the law asks no clock; time comes in"),
            (CHANCE, "the law draws no chance; randomness comes in"),
            (DRIVERS, "the law stores nothing"),
        ],
        unspoken: &[
            ("std::fs", "the law reads no file"),
            ("std::net", "the law opens no connection"),
            ("std::env", "the law does not depend on where it runs"),
            ("std::process", "the law starts nothing"),
            ("std::thread", "the law waits for nothing"),
            ("SystemTime", "the law asks no clock"),
            ("Instant::now", "the law asks no clock"),
            ("RandomState", "the law draws no chance"),
        ],
    },
    Row {
        name: "writ-ledger",
        uses: &[],
        tests_use: &[],
        never: &[
            (
                RUNTIMES,
                "the ledger is arithmetic; whoever verifies it needs no runtime",
            ),
            (DRIVERS, "the ledger stores nothing"),
        ],
        unspoken: &[],
    },
    Row {
        name: "writ-store",
        uses: &[],
        tests_use: &[],
        never: &[(SERVERS, "the store keeps bytes and serves no page")],
        unspoken: &[],
    },
    Row {
        name: "writ-registry",
        uses: &["writ-law", "writ-ledger", "writ-store"],
        tests_use: &[],
        never: &[
            (SERVERS, "a use case does not know who carries its question"),
            (DRIVERS, "a use case knows the store and no database"),
            (
                CLIENTS,
                "a use case reaches the world through its ports alone",
            ),
        ],
        unspoken: &[],
    },
    Row {
        name: "writ-notice",
        uses: &["writ-law"],
        tests_use: &[],
        never: &[
            (
                DRIVERS,
                "what a person is given is made from what it is given",
            ),
            (CLIENTS, "a notice is written, not sent"),
        ],
        // Under typst and icalendar lie crates that could ask a clock. They are told the time, and
        // that they were is tested: the same notice gives the same bytes.
        unspoken: &[
            ("chrono", "a notice tells the time that it is told"),
            ("SystemTime", "a notice tells the time that it is told"),
            ("Instant::now", "a notice tells the time that it is told"),
            ("std::fs", "a notice is made from what it is given"),
            ("std::env", "a notice is made from what it is given"),
        ],
    },
    Row {
        name: "writ-courier",
        uses: &["writ-registry", "writ-notice"],
        tests_use: &["writ-law", "writ-store"],
        never: &[(DRIVERS, "a carrier has no business in the store")],
        unspoken: &[],
    },
    Row {
        name: "writ-witness",
        uses: &["writ-ledger"],
        tests_use: &[],
        never: &[],
        unspoken: &[],
    },
    Row {
        name: "writ-sim",
        uses: &["writ-law"],
        tests_use: &[],
        never: &[(DRIVERS, "a simulation cannot reach real people")],
        unspoken: &[],
    },
    Row {
        name: "writ-server",
        // The registry answers in the law's own types, and a page tells them in words.
        uses: &["writ-law", "writ-registry", "writ-notice"],
        tests_use: &["writ-store"],
        never: &[(DRIVERS, "a page asks the registry and no database")],
        unspoken: &[],
    },
    Row {
        name: "writ",
        uses: &[
            "writ-law",
            "writ-ledger",
            "writ-store",
            "writ-registry",
            "writ-notice",
            "writ-courier",
            "writ-witness",
            "writ-sim",
            "writ-server",
        ],
        tests_use: &[],
        never: &[],
        unspoken: &[],
    },
    Row {
        name: "writ-bench",
        uses: &[
            "writ-law",
            "writ-ledger",
            "writ-store",
            "writ-registry",
            "writ-sim",
        ],
        tests_use: &[],
        never: &[],
        unspoken: &[],
    },
    Row {
        name: "writ-differential",
        uses: &["writ-law"],
        tests_use: &[],
        never: &[(CHANCE, "a seed is all the luck there is")],
        unspoken: &[],
    },
    Row {
        name: "xtask",
        uses: &[],
        tests_use: &[],
        never: &[],
        unspoken: &[],
    },
];

/// What `cargo metadata` says, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    /// None for a crate of the workspace.
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    /// Where a crate of the workspace lies.
    path: Option<String>,
    /// `dev`, `build`, or none for a normal one.
    kind: Option<String>,
}

/// For each crate of the workspace, the names of all crates that it reaches when built on its own.
type Reach = BTreeMap<String, BTreeSet<String>>;

/// Holds the walls against what cargo says of the workspace.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    let text = program::read(
        root,
        &["cargo", "metadata", "--locked", "--format-version", "1"],
    )?;
    let metadata: Metadata = serde_json::from_str(&text)
        .context("`cargo metadata` has a form that xtask does not know")?;
    let mut reach = Reach::new();
    for package in members(&metadata) {
        reach.insert(package.name.clone(), reached(root, &package.name)?);
    }
    let mut findings = edges(&metadata);
    findings.extend(too_far(&reach));
    findings.extend(spoken(&repository::files(root)?));
    findings.extend(zones(&built_with(root)?));
    Ok(Outcome::of(findings))
}

fn members(metadata: &Metadata) -> impl Iterator<Item = &Package> {
    metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none())
}

fn row(name: &str) -> Option<&'static Row> {
    HOUSE.iter().find(|row| row.name == name)
}

/// What `name` reaches on every platform, without what only runs while it is compiled. `cargo
/// metadata` cannot tell: it adds up the features of the whole workspace.
fn reached(root: &Path, name: &str) -> Result<BTreeSet<String>> {
    let words = [
        "cargo",
        "tree",
        "--locked",
        "--package",
        name,
        "--edges",
        "normal,no-proc-macro",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let text = program::read(root, &words)?;
    let first_word = |line: &str| line.split(' ').next().map(str::to_owned);
    Ok(text
        .lines()
        .filter_map(first_word)
        .filter(|reached| reached != name)
        .collect())
}

/// Edges between crates of the workspace that the house does not have.
fn edges(metadata: &Metadata) -> Vec<String> {
    let mut findings = Vec::new();
    for package in members(metadata) {
        let Some(row) = row(&package.name) else {
            findings.push(format!(
                "crate `{}` is not in the house: give it a row in xtask/src/walls.rs, or the code a \
                 place in a crate that is",
                package.name
            ));
            continue;
        };
        for used in package
            .dependencies
            .iter()
            .filter(|used| used.path.is_some())
        {
            let for_tests = used.kind.as_deref() == Some("dev");
            let name = used.name.as_str();
            if row.uses.contains(&name) || (for_tests && row.tests_use.contains(&name)) {
                continue;
            }
            let who = if for_tests { "the tests of " } else { "" };
            findings.push(format!(
                "{who}`{}` may not use `{name}`: {}",
                row.name,
                allowed(row, for_tests)
            ));
        }
    }
    findings
}

fn allowed(row: &Row, for_tests: bool) -> String {
    let mut names: Vec<&str> = row.uses.to_vec();
    if for_tests {
        names.extend(row.tests_use);
    }
    if names.is_empty() {
        "it stands alone in the workspace".to_owned()
    } else {
        format!("of the workspace it uses {} and no other", names.join(", "))
    }
}

/// Outside crates reached by a crate that must never reach them.
fn too_far(reach: &Reach) -> Vec<String> {
    let mut findings = Vec::new();
    for row in HOUSE {
        let Some(reached) = reach.get(row.name) else {
            continue;
        };
        for (group, why) in row.never {
            for name in group.iter().filter(|name| reached.contains(**name)) {
                findings.push(format!(
                    "`{}` reaches `{name}`: {why} (`cargo tree -p {} -e normal -i {name}` shows how)",
                    row.name, row.name
                ));
            }
        }
    }
    findings
}

/// Sources that name what their crate must not speak of.
fn spoken(files: &[TextFile]) -> Vec<String> {
    let mut findings = Vec::new();
    for row in HOUSE.iter().filter(|row| !row.unspoken.is_empty()) {
        let folder = format!("crates/{}/src/", row.name);
        for file in files
            .iter()
            .filter(|file| file.path.starts_with(&folder) && file.is(&["rs"]))
        {
            for (line, text) in file.lines() {
                let code = text.split("//").next().unwrap_or_default();
                for (word, why) in row.unspoken.iter().filter(|(word, _)| code.contains(word)) {
                    findings.push(format!("{}:{line}: names `{word}`: {why}", file.path));
                }
            }
        }
    }
    findings
}

/// What `jiff` is built with, a line for each way in which it is built. `cargo metadata` cannot tell:
/// it counts features that are asked for only where something else asks for the crate.
fn built_with(root: &Path) -> Result<String> {
    let words = [
        "cargo",
        "tree",
        "--locked",
        "--workspace",
        "--target",
        "all",
        "--invert",
        "jiff",
        "--depth",
        "0",
        "--prefix",
        "none",
        "--format",
        "{p} {f}",
    ];
    program::read(root, &words)
}

/// The features of `jiff` that would read the machine's zone files, and the one that must be there.
fn zones(built: &str) -> Vec<String> {
    const BUNDLED: &str = "tzdb-bundle-always";
    let mut findings = Vec::new();
    let mut lines = built.lines().filter(|line| line.starts_with("jiff v"));
    let Some(first) = lines.next() else {
        return vec!["`jiff` is not built: nothing counts days".to_owned()];
    };
    for line in std::iter::once(first).chain(lines) {
        let features: BTreeSet<&str> = line.split([' ', ',']).skip(2).collect();
        if !features.contains(BUNDLED) {
            findings.push(format!(
                "`jiff` lacks `{BUNDLED}`: zone rules come with the program"
            ));
        }
        let machine = ["tz-system", "tz-fat", "tzdb-zoneinfo", "tzdb-concatenated"];
        for feature in machine.iter().filter(|it| features.contains(**it)) {
            findings.push(format!(
                "`jiff` has `{feature}`: the zone rules of the machine are not the law"
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(text: &str) -> Metadata {
        serde_json::from_str(text).unwrap()
    }

    fn member(name: &str, used: &str, kind: &str) -> Metadata {
        metadata(&format!(
            r#"{{"packages": [
                {{"name": "{name}", "source": null, "dependencies": [
                    {{"name": "{used}", "path": "/made-up/{used}", "kind": {kind}}},
                    {{"name": "serde", "path": null, "kind": null}}]}},
                {{"name": "serde", "source": "registry", "dependencies": []}}]}}"#
        ))
    }

    #[test]
    fn an_edge_of_the_table_is_let_through() {
        assert!(edges(&member("writ-registry", "writ-law", "null")).is_empty());
        assert!(edges(&member("writ-server", "writ-store", "\"dev\"")).is_empty());
    }

    #[test]
    fn a_forbidden_edge_is_caught() {
        let cases = [
            ("writ-law", "writ-store", "null", "stands alone"),
            ("writ-sim", "writ-registry", "null", "writ-law and no other"),
            (
                "writ-registry",
                "writ-sim",
                "\"dev\"",
                "the tests of `writ-registry`",
            ),
            (
                "writ-server",
                "writ-store",
                "null",
                "`writ-server` may not use `writ-store`",
            ),
            (
                "writ-witness",
                "writ-registry",
                "\"build\"",
                "writ-ledger and no other",
            ),
            ("writ-sim", "writ", "null", "may not use `writ`"),
            ("writ-utilities", "writ-law", "null", "not in the house"),
        ];
        for (name, used, kind, sentence) in cases {
            let findings = edges(&member(name, used, kind));
            assert_eq!(findings.len(), 1, "{name} uses {used}: {findings:?}");
            assert!(findings.concat().contains(sentence), "{findings:?}");
        }
    }

    #[test]
    fn a_crate_that_reaches_too_far_is_caught() {
        let reach = |name: &str, reached: &str| {
            Reach::from([(name.to_owned(), BTreeSet::from([reached.to_owned()]))])
        };
        for name in [
            "tokio",
            "rusqlite",
            "reqwest",
            "axum",
            "hyper",
            "getrandom",
            "rand",
        ] {
            let findings = too_far(&reach("writ-law", name));
            assert_eq!(findings.len(), 1, "{name}: {findings:?}");
            assert!(
                findings.concat().contains("`writ-law` reaches"),
                "{findings:?}"
            );
        }
        assert_eq!(too_far(&reach("writ-registry", "rusqlite")).len(), 1);
        assert!(too_far(&reach("writ-registry", "tokio")).is_empty());
        assert!(too_far(&reach("writ", "rusqlite")).is_empty());
    }

    #[test]
    fn a_source_that_names_the_clock_is_caught() {
        let file = |path: &str| TextFile {
            path: path.to_owned(),
            text: "// SystemTime is not for us\nlet now = std::time::SystemTime::now();\n"
                .to_owned(),
        };
        let findings = spoken(&[
            file("crates/writ-law/src/a.rs"),
            file("crates/writ/src/a.rs"),
        ]);
        assert_eq!(
            findings,
            ["crates/writ-law/src/a.rs:2: names `SystemTime`: the law asks no clock"]
        );
    }

    #[test]
    fn zone_rules_of_the_machine_are_caught() {
        let with = |features: &str| zones(&format!("jiff v0.2.43 {features}\n"));
        assert!(with("std,tzdb-bundle-always").is_empty());
        assert_eq!(with("std,tzdb-bundle-always,tz-system").len(), 1);
        assert_eq!(with("std,tzdb-zoneinfo").len(), 2);
        assert_eq!(zones("").len(), 1, "what is not found is not in order");
    }

    /// Follows the table itself: what a crate uses, and what that uses.
    fn reached_by_table(name: &str) -> BTreeSet<&'static str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            for used in row(next).into_iter().flat_map(|row| row.uses) {
                if reached.insert(*used) {
                    open.push(used);
                }
            }
        }
        reached
    }

    #[test]
    fn the_table_keeps_its_promises() {
        assert!(reached_by_table("writ-law").is_empty());
        assert!(reached_by_table("writ-ledger").is_empty());
        assert_eq!(reached_by_table("writ-sim"), BTreeSet::from(["writ-law"]));
        assert_eq!(
            reached_by_table("writ-witness"),
            BTreeSet::from(["writ-ledger"])
        );
        assert!(!reached_by_table("writ-notice").contains("writ-store"));
        for row in HOUSE {
            let named = row.uses.iter().chain(row.tests_use);
            assert!(
                named.clone().all(|name| super::row(name).is_some()),
                "{}",
                row.name
            );
            assert!(
                named.clone().all(|name| *name != "writ"),
                "{} depends on the binary",
                row.name
            );
            assert!(
                !reached_by_table(row.name).contains(row.name),
                "{} is in a circle",
                row.name
            );
        }
    }
}
