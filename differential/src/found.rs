//! Findings that were kept: each is run again in every run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use writ_law::case::Case;

use crate::pack::Pack;
use crate::shrink::Examiner;

/// A regime and a case on which engine and model once differed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    /// What the texts say of it, and which side was wrong. Whoever sorts a finding writes it.
    settled: String,
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
        settled: String::new(),
        pack: pack.nodes.clone(),
        case: case.clone(),
        differed: differed.clone(),
    };
    let text = serde_json::to_string_pretty(&finding)? + "\n";
    fs::write(path, text).with_context(|| format!("write {}", path.display()))
}

/// Runs every kept finding again: how many there are, and what is wrong with them. One that the
/// engine no longer takes, or that nobody sorted, is as wrong as one that differs.
pub(crate) fn replay(examiner: &mut Examiner, folder: &Path) -> Result<(usize, Vec<String>)> {
    let entries = fs::read_dir(folder).with_context(|| format!("read {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    if paths.is_empty() {
        bail!("{}: no kept findings", folder.display());
    }
    let mut wrong = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
        let said = again(examiner, &text).with_context(|| format!("run {}", path.display()))?;
        wrong.extend(said.map(|said| format!("{}: {said}", path.display())));
    }
    Ok((paths.len(), wrong))
}

/// What is wrong with one kept finding now; `None` if both sides say the same of it.
fn again(examiner: &mut Examiner, text: &str) -> Result<Option<String>> {
    let finding: Finding = serde_json::from_str(text)?;
    if finding.settled.trim().is_empty() {
        return Ok(Some(
            "nobody has written in `settled` which side was wrong".to_owned(),
        ));
    }
    let pack = Pack {
        nodes: finding.pack,
        breaks: Vec::new(),
    };
    Ok(match examiner.compare(&pack, &finding.case) {
        Ok(found) => found.map(|found| found.to_string()),
        Err(error) => Some(format!("the engine does not take it: {error:#}")),
    })
}

#[cfg(test)]
mod tests {
    use super::{Finding, again, replay};
    use crate::answer::answers;
    use crate::pack::Pack;
    use crate::shrink::Examiner;
    use crate::trial::{folder, read};
    use serde_json::json;

    fn one() -> Finding {
        let path = folder().join("found").join("1000-2638-13.json");
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn kept_findings_are_settled_and_agree() {
        let mut examiner = Examiner::start().unwrap();
        let (kept, wrong) = replay(&mut examiner, &folder().join("found")).unwrap();
        assert!(kept >= 4, "{kept} kept");
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_finding_that_nobody_sorted_or_that_is_no_regime_is_wrong() {
        let mut examiner = Examiner::start().unwrap();
        let mut said = |finding: &Finding| {
            let text = serde_json::to_string(finding).unwrap();
            again(&mut examiner, &text).unwrap()
        };
        let mut finding = one();
        assert_eq!(said(&finding), None);
        finding.settled.clear();
        assert!(said(&finding).unwrap().contains("settled"));
        let mut finding = one();
        finding.pack.push("lifecycle \"nothing\" {}".to_owned());
        assert!(said(&finding).unwrap().contains("does not take it"));
    }

    #[test]
    fn an_answer_that_is_not_the_models_is_told() {
        let mut examiner = Examiner::start().unwrap();
        let finding = one();
        let pack = Pack {
            nodes: finding.pack,
            breaks: Vec::new(),
        };
        let regime = read(&pack).unwrap();
        let mut answers = answers(&regime, &finding.case).unwrap();
        examiner.set(regime.canonical()).unwrap();
        let case = &finding.case;
        let asked = json!({ "case": case, "answers": answers });
        assert_eq!(examiner.say(&asked).unwrap(), None);
        *answers[0].pointer_mut("/stage/text").unwrap() = json!("last");
        let asked = json!({ "case": case, "answers": answers });
        let said = examiner.say(&asked).unwrap().unwrap();
        assert_eq!(said.pointer("/0/field"), Some(&json!("stage")));
    }
}
