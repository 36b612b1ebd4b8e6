//! Findings that were kept: each is run again in every run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use writ_law::case::Case;

use crate::pack::Pack;
use crate::shrink::Examiner;

/// A regime and a case on which engine and model once differed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    /// The regime, node by node.
    pack: Vec<String>,
    case: Case,
    /// In what they differed.
    differed: Value,
}

/// Writes a finding down.
pub(crate) fn keep(path: &Path, pack: &Pack, case: &Case, differed: &Value) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
    }
    let finding = Finding {
        pack: pack.nodes.clone(),
        case: case.clone(),
        differed: differed.clone(),
    };
    let text = serde_json::to_string_pretty(&finding)? + "\n";
    fs::write(path, text).with_context(|| format!("write {}", path.display()))
}

/// Runs every kept finding again: how many there are, and which still differ.
pub(crate) fn replay(examiner: &mut Examiner, folder: &Path) -> Result<(usize, Vec<String>)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok((0, Vec::new()));
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    let mut differ = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
        let finding: Finding =
            serde_json::from_str(&text).with_context(|| format!("read {}", path.display()))?;
        let pack = Pack {
            nodes: finding.pack,
            breaks: Vec::new(),
        };
        if let Some(found) = examiner.differ(&pack, &finding.case)? {
            differ.push(format!("{}: {found}", path.display()));
        }
    }
    Ok((paths.len(), differ))
}
