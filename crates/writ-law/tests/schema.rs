//! The canonical form of every shipped pack is what the published schema says.

#![expect(
    clippy::unwrap_used,
    reason = "a pack that cannot be read fails its test"
)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use writ_law::pack::PackText;
use writ_law::regime::Regime;
use writ_law::schema::schema;

/// Every page of rules under a folder.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.file_name().is_some_and(|name| name == "regime.md") {
            found.push(path);
        }
    }
}

#[test]
fn every_pack_fits_it() {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = vec![root.join("docs/REGIME.md")];
    pages(&root.join("regimes"), &mut paths);
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let pack = PackText::of_file("pack", "regime.md", &text);
        let regime = Regime::read(&pack).unwrap();
        let form: Value = serde_json::from_str(regime.canonical()).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&form)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, [""; 0], "{}", path.display());
    }
}
