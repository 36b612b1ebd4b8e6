//! The list of the letters of a batch: `manifest.csv`.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The file within the folder of a batch.
pub(super) const MANIFEST: &str = "manifest.csv";

/// One letter of a batch. Its document lies beside the list, under its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// The matter: it names nobody.
    pub(super) handle: String,
    /// The mark under which it is registered.
    pub(super) mark: String,
    pub(super) channel: String,
    pub(super) pages: u32,
    /// Of the document, in hexadecimal.
    pub(super) sha256: String,
    /// When the batch was made.
    pub(super) at: Timestamp,
    pub(super) address_1: String,
    pub(super) address_2: String,
    pub(super) address_3: String,
    pub(super) address_4: String,
    pub(super) address_5: String,
    pub(super) address_6: String,
}

/// Writes the list of a batch, and waits until the disk has it.
pub(super) fn write(folder: &Path, lines: &[Line]) -> Result<(), csv::Error> {
    let file = File::create_new(folder.join(MANIFEST))?;
    let mut writer = csv::Writer::from_writer(file);
    for line in lines {
        writer.serialize(line)?;
    }
    let file = writer.into_inner().map_err(|error| error.into_error())?;
    file.sync_all()?;
    Ok(())
}

/// A letter that lies in a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) batch: String,
    pub(super) line: Line,
}

/// Every letter that lies in a batch of a folder, by its mark.
pub(super) fn printed(folder: &Path) -> Result<BTreeMap<String, Printed>, csv::Error> {
    let mut printed = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let list = entry.path().join(MANIFEST);
        let batch = entry.file_name().to_string_lossy().into_owned();
        if batch.starts_with('.') || !list.is_file() {
            continue;
        }
        for line in csv::Reader::from_path(list)?.deserialize() {
            let line: Line = line?;
            let batch = batch.clone();
            printed.insert(line.mark.clone(), Printed { batch, line });
        }
    }
    Ok(printed)
}
