//! Python environments for the few things that a package of PyPI knows better than we do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::program;

/// The Python of an environment in `home` that has what `requirements` names; made if it is not
/// there, and made anew when `requirements` has changed.
pub(crate) fn environment(root: &Path, home: &Path, requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read_to_string(requirements)
        .with_context(|| format!("read {}", requirements.display()))?;
    let (python, installed) = (home.join("bin/python"), home.join("installed.txt"));
    if fs::read_to_string(&installed).is_ok_and(|has| has == wanted) {
        return Ok(python);
    }
    println!("installing from PyPI into {}", home.display());
    let mut venv = program::command(root, &["python3", "-m", "venv", "--clear"])?;
    venv.arg(home);
    let advice = "no virtual environment could be made; install Python: \
                  apt-get install --yes python3 python3-venv";
    done(venv, advice)?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "--quiet", "install", "--requirement"])
        .arg(requirements);
    let advice = format!(
        "pip could not install from PyPI what {} names; it needs the network once",
        requirements.display()
    );
    done(pip, &advice)?;
    fs::write(&installed, wanted).with_context(|| format!("write {}", installed.display()))?;
    Ok(python)
}

fn done(mut command: Command, otherwise: &str) -> Result<()> {
    let status = command.status().with_context(|| otherwise.to_owned())?;
    ensure!(status.success(), "{otherwise}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::environment;

    #[test]
    fn requirements_that_are_not_there_are_told() {
        let here = Path::new(".");
        let error = environment(here, here, Path::new("no/such/requirements.txt")).unwrap_err();
        assert!(error.to_string().contains("no/such"), "{error}");
    }
}
