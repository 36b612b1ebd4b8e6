//! Packages of npm for the few things that a package of npm knows better than we do.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::program;

const CURE: &str = "Node.js 20 or later with npm is needed: apt-get install --yes nodejs npm";

/// Node.js as it is on this machine; None if it is not there, or too old.
pub(crate) fn here(root: &Path) -> Option<PathBuf> {
    let said = program::read(root, &["node", "--version"]).ok()?;
    is_new_enough(&said).then(|| "node".into())
}

fn is_new_enough(said: &str) -> bool {
    let major = said.trim().strip_prefix('v').and_then(|said| {
        let (major, _) = said.split_once('.')?;
        major.parse::<u32>().ok()
    });
    major.is_some_and(|major| major >= 20)
}

/// Installs into `home` what the lock file of `folder` names, with the scripts that lie beside it;
/// anew when one of these files has changed.
pub(crate) fn packages(root: &Path, home: &Path, folder: &Path) -> Result<()> {
    let files = files(folder)?;
    let wanted: String = files.iter().map(|(_, text)| text.as_str()).collect();
    let installed = home.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|has| has == wanted) {
        return Ok(());
    }
    ensure!(
        here(root).is_some() && program::at_hand(root, &["npm", "--version"]),
        CURE
    );
    println!("installing from npm into {}", home.display());
    fs::create_dir_all(home).with_context(|| format!("make {}", home.display()))?;
    for (name, text) in &files {
        let path = home.join(name);
        fs::write(&path, text).with_context(|| format!("write {}", path.display()))?;
    }
    let words = [
        "npm",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    let ran = program::run(&mut program::command(home, &words)?)?;
    ensure!(
        ran.succeeded,
        "npm could not install what {}/package-lock.json names; it needs the network once: \
         `npm ci` in {}",
        folder.display(),
        home.display()
    );
    fs::write(&installed, wanted).with_context(|| format!("write {}", installed.display()))
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<(String, String)>> {
    let context = || format!("read {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        if entry.file_type().with_context(context)?.is_file() {
            let text = fs::read_to_string(entry.path()).with_context(context)?;
            files.push((entry.file_name().to_string_lossy().into_owned(), text));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_new_enough, packages};

    #[test]
    fn an_old_node_is_not_taken() {
        for (said, taken) in [
            ("v18.19.0\n", false),
            ("v20.0.0", true),
            ("v24.1.2\n", true),
            ("", false),
            ("node", false),
        ] {
            assert_eq!(is_new_enough(said), taken, "{said}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let here = Path::new(".");
        let error = packages(here, here, Path::new("no/such/folder")).unwrap_err();
        assert!(error.to_string().contains("no/such"), "{error}");
    }
}
