//! Regime packs on the disk: a folder with `regime.md`, or one `.md` or `.kdl` file.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

use crate::file;
use crate::finding::Findings;
use crate::trouble::Trouble;

/// Reads the text of a pack.
pub(crate) fn text(path: &Path) -> Result<PackText, Trouble> {
    let name = path.display().to_string();
    if path.is_dir() {
        let files = folder(path)?;
        return Ok(PackText { name, files });
    }
    if !path.exists() {
        return Err(missing(path));
    }
    let known = path.extension().is_some_and(|it| it == "md" || it == "kdl");
    if !known {
        return Err(Trouble::misuse(format!("{name} is not a pack"))
            .with_cure("a pack is a folder with regime.md, or a file that ends in .md or .kdl"));
    }
    let file = path
        .file_name()
        .unwrap_or(OsStr::new("regime.md"))
        .to_string_lossy();
    Ok(PackText::of_file(&name, &file, &file::text(path)?))
}

/// Reads a pack as a regime. What keeps it from being one is trouble.
pub(crate) fn regime(path: &Path) -> Result<Regime, Trouble> {
    let pack = text(path)?;
    Regime::read(&pack).map_err(|findings| not_a_regime(&pack, findings))
}

/// A pack that is not a regime.
pub(crate) fn not_a_regime(pack: &PackText, findings: Vec<writ_law::finding::Finding>) -> Trouble {
    let findings = Findings::new(pack, findings);
    Trouble::misuse(format!(
        "{} is not a regime: {}",
        pack.name,
        findings.counted()
    ))
    .with_cure(format!(
        "mend it; `writ regime check {}` shows all of it",
        pack.name
    ))
    .with_findings(findings.drawn(), findings.json())
}

/// A pack that does not pass the rights floor.
pub(crate) fn not_live(pack: &PackText, findings: Vec<writ_law::finding::Finding>) -> Trouble {
    let findings = Findings::new(pack, findings);
    let text = format!(
        "{} does not pass the rights floor, so no live registry runs it: {}",
        pack.name,
        findings.counted()
    );
    Trouble::refused("not-live", text)
        .with_cure(format!(
            "mend it, or found a sandbox with --sandbox, where nothing has legal force; `writ \
             regime check {} --live` shows all of it",
            pack.name
        ))
        .with_findings(findings.drawn(), findings.json())
}

/// The path on the disk of a file of a pack.
pub(crate) fn place(path: &Path, file: &PackFile) -> PathBuf {
    if path.is_dir() {
        path.join(&file.path)
    } else {
        path.to_owned()
    }
}

fn missing(path: &Path) -> Trouble {
    let trouble = Trouble::misuse(format!("there is no pack {}", path.display()));
    let beside = path.parent().unwrap_or(Path::new(""));
    let here = if beside.as_os_str().is_empty() {
        Path::new(".")
    } else {
        beside
    };
    let names: Vec<String> = fs::read_dir(here)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    match writ_law::near::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) => trouble.with_cure(format!("did you mean `{}`?", beside.join(near).display())),
        None => {
            trouble.with_cure("name a folder with regime.md, or a file that ends in .md or .kdl")
        }
    }
}

/// `regime.md` and the locales of a folder; a folder without `regime.md` may hold one rule file.
fn folder(path: &Path) -> Result<Vec<PackFile>, Trouble> {
    let mut rules = listed(path, &["md", "kdl"])?;
    if let Some(main) = rules.iter().find(|name| *name == "regime.md").cloned() {
        rules = vec![main];
    }
    if rules.is_empty() {
        let packs: Vec<String> = fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().join("regime.md").is_file())
            .map(|entry| entry.path().display().to_string())
            .collect();
        let trouble = Trouble::misuse(format!("{} holds no regime.md", path.display()));
        return Err(match packs.iter().min() {
            Some(first) => trouble.with_cure(format!("name one of the packs in it, say {first}")),
            None => trouble.with_cure("begin one with `writ regime new NAME`"),
        });
    }
    if rules.len() > 1 {
        let text = format!(
            "{} holds more than one pack: {}",
            path.display(),
            rules.join(", ")
        );
        return Err(Trouble::misuse(text).with_cure("name one of the files, or call it regime.md"));
    }
    let mut files = Vec::new();
    for name in rules {
        let text = file::text(&path.join(&name))?;
        files.push(PackFile { path: name, text });
    }
    let locales = path.join("locales");
    if locales.is_dir() {
        for name in listed(&locales, &["ftl"])? {
            let text = file::text(&locales.join(&name))?;
            files.push(PackFile {
                path: format!("locales/{name}"),
                text,
            });
        }
    }
    Ok(files)
}

/// The names of a folder's files with one of these extensions, in order.
fn listed(folder: &Path, extensions: &[&str]) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| file::unread(folder, &error))? {
        let entry = entry.map_err(|error| file::unread(folder, &error))?;
        let path = entry.path();
        let known = path
            .extension()
            .is_some_and(|it| extensions.iter().any(|known| it == *known));
        let named = entry.file_name().into_string().ok();
        // A README beside the rules is prose about them.
        names.extend(named.filter(|name| known && path.is_file() && name != "README.md"));
    }
    names.sort();
    Ok(names)
}
