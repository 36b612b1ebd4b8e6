//! What the tests of the door need: a browser and its driver from Debian, an OpenID provider and
//! the rules of accessibility from npm, and schemathesis, a PDF reader and a mail server from PyPI.
//!
//! What is not there is installed, once. What cannot be installed fails with the line that would
//! do it: no test is left out because of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::step::Outcome;
use crate::{node, program, python, repository};

/// What Debian calls them. The letters come along, or pages look different from machine to machine.
const BROWSER: [&str; 3] = ["chromium", "chromium-driver", "fonts-dejavu-core"];

const BROWSER_CURE: &str = "the tests of the door need a browser: apt-get install --yes \
                            --no-install-recommends chromium chromium-driver fonts-dejavu-core";

/// Tells a command that runs tests where everything is. What is not there is left out, and the
/// tests that need it say so and fail.
pub(crate) fn tell(root: &Path, command: &mut Command) -> Result<()> {
    let tools = Tools::of_cache()?;
    for (name, path) in [
        ("WRIT_TEST_CHROMIUM", installed(root, "chromium")),
        ("WRIT_TEST_CHROMEDRIVER", installed(root, "chromedriver")),
        ("WRIT_TEST_NODE", node::here(root)),
        ("WRIT_TEST_AXE", existing(tools.axe())),
        ("WRIT_TEST_OIDC", existing(tools.provider())),
        ("WRIT_TEST_PYTHON", existing(tools.python())),
    ] {
        if let Some(path) = path {
            command.env(name, path);
        }
    }
    Ok(())
}

/// Where that lies which is not of the machine.
struct Tools(PathBuf);

impl Tools {
    fn of_cache() -> Result<Self> {
        Ok(Self(repository::cache()?.join("tools")))
    }

    fn axe(&self) -> PathBuf {
        self.0.join("axe/node_modules/axe-core/axe.min.js")
    }

    fn provider(&self) -> PathBuf {
        self.0.join("oidc/provider.mjs")
    }

    fn python(&self) -> PathBuf {
        self.0.join("door/bin/python")
    }
}

fn existing(path: PathBuf) -> Option<PathBuf> {
    path.exists().then_some(path)
}

/// A program of the machine, by its whole path: the tests run in folders of their own.
fn installed(root: &Path, name: &str) -> Option<PathBuf> {
    if !program::at_hand(root, &[name, "--version"]) {
        return None;
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Sees to it that Chromium and ChromeDriver are there.
pub(crate) fn browser(root: &Path) -> Result<Outcome> {
    let is_there = || {
        ["chromium", "chromedriver"]
            .iter()
            .all(|name| installed(root, name).is_some())
    };
    if !is_there() {
        let id = program::read(root, &["id", "-u"])?;
        ensure!(id.trim() == "0", BROWSER_CURE);
        install_browser(root).context(BROWSER_CURE)?;
        ensure!(is_there(), BROWSER_CURE);
    }
    Ok(Outcome::of(Vec::new()))
}

fn install_browser(root: &Path) -> Result<()> {
    println!("installing Debian's Chromium");
    program::read(root, &["apt-get", "-qq", "update"])?;
    let mut words = vec!["apt-get", "-qq", "install", "--yes"];
    words.push("--no-install-recommends");
    words.extend(BROWSER);
    let mut command = program::command(root, &words)?;
    command.env("DEBIAN_FRONTEND", "noninteractive");
    ensure!(program::run(&mut command)?.succeeded, "apt-get failed");
    Ok(())
}

/// Sees to it that the OpenID provider and the rules of accessibility are there.
pub(crate) fn npm(root: &Path) -> Result<Outcome> {
    let tools = Tools::of_cache()?;
    for (name, file) in [("axe", tools.axe()), ("oidc", tools.provider())] {
        let home = tools.0.join(name);
        node::packages(root, &home, &root.join("peers").join(name))?;
        ensure!(file.is_file(), "npm left no {}", file.display());
    }
    Ok(Outcome::of(Vec::new()))
}

/// Sees to it that schemathesis, pikepdf and aiosmtpd are there.
pub(crate) fn pypi(root: &Path) -> Result<Outcome> {
    let tools = Tools::of_cache()?;
    let wanted = root.join("peers/door/requirements.txt");
    let python = python::environment(root, &tools.0.join("door"), &wanted)?;
    ensure!(
        python == tools.python(),
        "the environment has its Python at {}",
        python.display()
    );
    Ok(Outcome::of(Vec::new()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{existing, installed};

    #[test]
    fn what_is_not_there_is_not_told() {
        let root = Path::new(".");
        assert_eq!(installed(root, "no-such-browser-of-writ"), None);
        assert!(installed(root, "cargo").is_some_and(|path| path.is_absolute()));
        assert_eq!(existing("no/such/axe.min.js".into()), None);
    }
}
