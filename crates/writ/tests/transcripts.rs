//! What the program says to good and to bad input, word by word.
//!
//! Each page of `tests/cmd` is a transcript. It runs in a folder of its own that holds what
//! `tests/cmd/in` holds and, as `regimes`, the packs of the house. `TRYCMD=overwrite` writes what
//! the program says now back into the page, to be read in the diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

fn transcript(page: &str) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = home.join("tests/cmd");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join(page);
    let within = copy.with_extension("in");
    fs::copy(pages.join(page), &copy).unwrap();
    copy_folder(&pages.join("in"), &within);
    std::os::unix::fs::symlink(home.join("../../regimes"), within.join("regimes")).unwrap();
    let key = within.join("other.key");
    fs::set_permissions(key, fs::Permissions::from_mode(0o600)).unwrap();
    let cases = trycmd::TestCases::new();
    cases
        .env("NO_COLOR", "1")
        .env("WRIT_REGISTRY", "registry")
        .case(&copy);
    // The cases run when they are dropped, and panic where they differ.
    let differs = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(cases)));
    if std::env::var_os("TRYCMD").is_some_and(|how| how == "overwrite") {
        fs::copy(&copy, pages.join(page)).unwrap();
    }
    if let Err(panic) = differs {
        std::panic::resume_unwind(panic);
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

macro_rules! pages {
    ($($name:ident)*) => {
        $(#[test] fn $name() { transcript(concat!(stringify!($name), ".md")); })*

        /// No page lies there without being run.
        #[test]
        fn every_page_is_run() {
            let mut run = vec![$(concat!(stringify!($name), ".md")),*];
            let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
            let mut there: Vec<String> = fs::read_dir(pages)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name.ends_with(".md"))
                .collect();
            there.sort();
            run.sort();
            assert_eq!(there, run);
        }
    };
}

pages! { accounts deadline draw import ledger manual position refused regime registry witness }
