//! Go and its package `x/mod`, with which the ledger's tests are checked by another program.
//!
//! Where Debian's are not installed they are unpacked into the cache folder, once: nothing of the
//! machine is changed, and nobody needs to be its administrator.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::step::Outcome;
use crate::{program, repository};

/// What the tests need: the compiler, its own packages, and `x/mod`.
const PACKAGES: [&str; 3] = ["golang-go", "golang-src", "golang-golang-x-mod-dev"];

const CURE: &str = "the ledger's tests need Go and its package x/mod: \
                    apt-get install --yes golang-go golang-golang-x-mod-dev";

/// The package of `x/mod` that is used, below a `GOPATH`.
const TLOG: &str = "src/golang.org/x/mod/sumdb/tlog";

/// Where Go is.
#[derive(Debug)]
pub(crate) struct Go {
    /// The program.
    pub(crate) program: PathBuf,
    /// Where Debian puts the packages of others.
    pub(crate) path: PathBuf,
}

impl Go {
    /// Go as it is on this machine; None if it, or `x/mod`, is not there.
    pub(crate) fn here(root: &Path) -> Option<Self> {
        Self::installed(root).or_else(|| Self::below(root, &home().ok()?))
    }

    fn installed(root: &Path) -> Option<Self> {
        let go = Self {
            program: "go".into(),
            path: "/usr/share/gocode".into(),
        };
        go.is_whole(root).then_some(go)
    }

    /// Go as unpacked into a folder.
    fn below(root: &Path, home: &Path) -> Option<Self> {
        let go = Self {
            program: home.join("usr/bin/go"),
            path: home.join("usr/share/gocode"),
        };
        go.is_whole(root).then_some(go)
    }

    fn is_whole(&self, root: &Path) -> bool {
        let program = self.program.to_string_lossy();
        self.path.join(TLOG).is_dir() && program::at_hand(root, &[&program, "version"])
    }

    /// Tells a command that runs tests where Go is.
    pub(crate) fn tell(&self, command: &mut Command) {
        command
            .env("WRIT_GO", &self.program)
            .env("WRIT_GOPATH", &self.path);
    }
}

fn home() -> Result<PathBuf> {
    Ok(repository::cache()?.join("tools/go"))
}

/// Sees to it that Go is there.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    if Go::here(root).is_none() {
        let home = home()?;
        unpack(&home).context(CURE)?;
        ensure!(Go::below(root, &home).is_some(), CURE);
    }
    Ok(Outcome::of(Vec::new()))
}

/// Downloads Debian's packages and unpacks them into a folder.
fn unpack(home: &Path) -> Result<()> {
    println!("unpacking Debian's Go into {}", home.display());
    let apt = home.join("apt");
    fs::create_dir_all(apt.join("lists/partial"))
        .with_context(|| format!("make {}", apt.display()))?;
    // Lists of our own: those of the machine may be missing, and are not ours to renew.
    let words = |words: &[&str]| -> Vec<String> {
        let lists = format!("Dir::State::Lists={}", apt.join("lists").display());
        let cache = format!("Dir::Cache={}", apt.display());
        let ours = [
            "-qq",
            "-o",
            &lists,
            "-o",
            &cache,
            "-o",
            "APT::Sandbox::User=",
        ];
        ours.iter()
            .chain(words)
            .map(|word| (*word).to_owned())
            .collect()
    };
    done(&apt, "apt-get", &words(&["update"]))?;
    let mut packages: Vec<String> = Vec::new();
    for package in PACKAGES {
        // `golang-go` and `golang-src` are empty and depend on those of a version.
        let listed = said(&apt, "apt-cache", &words(&["depends", package]))?;
        packages.push(package.to_owned());
        packages.extend(of_a_version(&listed));
    }
    packages.sort();
    packages.dedup();
    let mut download = words(&["download"]);
    download.extend(packages);
    done(&apt, "apt-get", &download)?;
    for entry in fs::read_dir(&apt).with_context(|| format!("read {}", apt.display()))? {
        let file = entry
            .with_context(|| format!("read {}", apt.display()))?
            .path();
        if file.extension().is_some_and(|end| end == "deb") {
            let file = file.display().to_string();
            done(
                &apt,
                "dpkg-deb",
                &["--extract".to_owned(), file, home.display().to_string()],
            )?;
        }
    }
    fs::remove_dir_all(&apt).with_context(|| format!("remove {}", apt.display()))
}

/// The packages of one version of Go that another depends on.
fn of_a_version(listed: &str) -> impl Iterator<Item = String> {
    let named = listed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "));
    named
        .filter(|name| name.starts_with("golang-"))
        .map(str::to_owned)
}

fn done(folder: &Path, name: &str, words: &[String]) -> Result<()> {
    said(folder, name, words).map(|_| ())
}

fn said(folder: &Path, name: &str, words: &[String]) -> Result<String> {
    let words: Vec<&str> = std::iter::once(name)
        .chain(words.iter().map(String::as_str))
        .collect();
    program::read(folder, &words)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Go, of_a_version};

    #[test]
    fn an_empty_folder_has_no_go() {
        assert!(Go::below(Path::new("."), Path::new("no/such/folder")).is_none());
    }

    #[test]
    fn the_packages_of_a_version_are_found() {
        let listed = "golang-go\n  Depends: golang-1.19-go\n  Depends: golang-src\n  Depends: perl\n  \
                      Suggests: git\n  Breaks: <golang-go-linux-386>\n";
        let found: Vec<String> = of_a_version(listed).collect();
        assert_eq!(found, ["golang-1.19-go", "golang-src"]);
    }
}
