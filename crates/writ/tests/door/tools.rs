//! Where the programs are that the tests need.

use std::path::PathBuf;

/// The path that a variable names.
#[track_caller]
fn named(name: &str, what: &str) -> PathBuf {
    let path = std::env::var_os(name).map(PathBuf::from);
    path.unwrap_or_else(|| {
        panic!(
            "this test needs {what}, and {name} does not say where it is: `cargo xtask test --only \
             browser --only npm --only pypi --only door` finds or installs it and runs the test"
        )
    })
}

pub(crate) fn chromium() -> PathBuf {
    named("WRIT_TEST_CHROMIUM", "Chromium")
}

pub(crate) fn chromedriver() -> PathBuf {
    named("WRIT_TEST_CHROMEDRIVER", "ChromeDriver")
}

/// The script of axe-core.
pub(crate) fn axe() -> String {
    let path = named("WRIT_TEST_AXE", "axe-core");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn node() -> PathBuf {
    named("WRIT_TEST_NODE", "Node.js")
}

/// The script that starts the OpenID provider.
pub(crate) fn provider() -> PathBuf {
    named("WRIT_TEST_OIDC", "an OpenID provider")
}

/// A Python with schemathesis, pikepdf and aiosmtpd.
pub(crate) fn python() -> PathBuf {
    named(
        "WRIT_TEST_PYTHON",
        "Python with what is pinned in peers/door",
    )
}
