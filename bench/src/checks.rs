//! Every check of every shipped pack, from its text on: what an author waits for.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;

use crate::score::{Score, Target, median};
use crate::settings::{CHECK_MILLISECONDS, CHECK_ROUNDS};
use crate::{Setting, root};

/// Times each pack; the slowest is the one that counts.
pub(crate) fn measure(_: &Setting) -> Result<Vec<Score>> {
    let folder = root().join("regimes");
    let mut packs = Vec::new();
    find(&folder, &mut packs)?;
    packs.sort();
    let mut scores = Vec::new();
    let mut slowest: Option<(f64, String)> = None;
    for path in &packs {
        let name = path.parent().unwrap_or(path).strip_prefix(&folder)?;
        let name = name.display().to_string();
        let text =
            std::fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
        let took = time(&name, text)?;
        if slowest.as_ref().is_none_or(|(most, _)| took > *most) {
            slowest = Some((took, name));
        }
    }
    if let Some((took, name)) = slowest {
        let what = format!(
            "`regime check`, the slowest of {} packs: {name}",
            packs.len()
        );
        let fixed = ("a fixed time", Some(CHECK_MILLISECONDS));
        let target = Some(Target::AtMost(1.0));
        scores.push(Score::new(&what, "ms", took, fixed, target));
    }
    Ok(scores)
}

/// Every `regime.md` below a folder.
fn find(folder: &Path, packs: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, packs)?;
        } else if path.file_name().is_some_and(|name| name == "regime.md") {
            packs.push(path);
        }
    }
    Ok(())
}

/// The median time to read and check a pack, in milliseconds.
fn time(name: &str, text: String) -> Result<f64> {
    let pack = PackText {
        name: name.to_owned(),
        files: vec![PackFile {
            path: "regime.md".to_owned(),
            text,
        }],
    };
    let mut times = Vec::with_capacity(CHECK_ROUNDS);
    for _ in 0..CHECK_ROUNDS {
        let began = Instant::now();
        let Ok(regime) = Regime::read(&pack) else {
            bail!("{name} is not a regime: run `writ regime check`");
        };
        black_box(regime.check());
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok(median(times))
}
