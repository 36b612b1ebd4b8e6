//! What is in the repository: its root, its files, and where the machine keeps what can be made
//! again.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result};

/// Folders that hold what was built or installed, never what was written.
const NOT_OURS: &[&str] = &[".git", "target", "node_modules", ".venv", "__pycache__"];

/// The root of the repository.
pub(crate) fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .context("xtask has no parent folder: the checkout was moved; build it again")
}

/// Where downloaded and built tools are kept between runs.
pub(crate) fn cache() -> Result<PathBuf> {
    let home = std::env::home_dir().context("no home folder is set; set HOME")?;
    Ok(home.join(".cache/writ"))
}

/// A text file of the repository.
#[derive(Clone, Debug)]
pub(crate) struct TextFile {
    /// Its path from the root, with `/` between folders.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

impl TextFile {
    /// Whether its name ends in one of these, written without the dot.
    pub(crate) fn is(&self, extensions: &[&str]) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, end)| extensions.contains(&end))
    }

    /// Its lines, counted from one.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }
}

/// Every text file of the repository, in order of path.
pub(crate) fn files(root: &Path) -> Result<Vec<TextFile>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("read {}", folder.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("read {}", folder.display()))?;
            let path = entry.path();
            if entry
                .file_type()
                .with_context(|| format!("look at {}", path.display()))?
                .is_dir()
            {
                let name = entry.file_name();
                if !NOT_OURS.iter().any(|not_ours| name == *not_ours) {
                    folders.push(path);
                }
                continue;
            }
            match fs::read_to_string(&path) {
                Ok(text) => found.push(TextFile {
                    path: relative(root, &path),
                    text,
                }),
                // A picture or a font is no text; one that went away meanwhile was never ours.
                Err(e)
                    if matches!(
                        e.kind(),
                        io::ErrorKind::InvalidData | io::ErrorKind::NotFound
                    ) => {}
                Err(e) => return Err(e).with_context(|| format!("read {}", path.display())),
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{files, root};

    #[test]
    fn finds_itself_and_nothing_that_was_built() {
        let files = files(&root().unwrap()).unwrap();
        assert!(
            files
                .iter()
                .any(|file| file.path == "xtask/src/repository.rs")
        );
        assert!(files.iter().all(|file| !file.path.starts_with("target/")));
    }
}
