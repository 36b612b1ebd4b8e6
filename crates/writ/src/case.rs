//! Cases on the disk, with clear words for what is wrong with one.

use std::path::Path;

use writ_law::case::Case;
use writ_law::misread::{Form, Misread, misread};
use writ_law::near;

use crate::file;
use crate::trouble::Trouble;

/// Reads a case.
pub(crate) fn read(path: &Path) -> Result<Case, Trouble> {
    let text = file::text(path)?;
    let mut json = serde_json::Deserializer::from_str(&text);
    let case: Case = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let within = error.path().to_string();
        wrong(path, &within, error.inner())
    })?;
    json.end().map_err(|error| wrong(path, ".", &error))?;
    Ok(case)
}

/// What is wrong, where in the file, and where in the case.
fn wrong(path: &Path, within: &str, error: &serde_json::Error) -> Trouble {
    let read = misread(error);
    let known = quoted(&read.said);
    let (said, cure) = match (known.split_first(), read.said.split_once(", expected ")) {
        (Some((word, known)), Some((said, _))) if said.starts_with("unknown ") => {
            let said = said.replacen("unknown variant", "unknown word", 1);
            let help = near::help(word, known.iter().copied());
            let known = || format!("known here: {}", known.join(", "));
            (said, help.unwrap_or_else(known))
        }
        _ => {
            let known = read.cure.clone();
            let cure = known.unwrap_or_else(|| cure(&read).to_owned());
            (read.said.clone(), cure)
        }
    };
    let place = format!("{}:{}:{}", path.display(), error.line(), error.column());
    let within = if within == "." {
        String::new()
    } else {
        format!("`{within}`: ")
    };
    Trouble::misuse(format!("{place}: {within}{said}")).with_cure(cure)
}

/// The words in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn cure(read: &Misread) -> &'static str {
    if read.said.starts_with("trailing") {
        "a file holds one case and nothing after it"
    } else if read.form == Form::Broken {
        "the file is not whole JSON; mend it there"
    } else if read.said.starts_with("missing field") {
        "add the field; `writ position --help` shows a whole case"
    } else if read.said.starts_with("duplicate field") {
        "keep one of the two"
    } else {
        "write times as 2023-04-17T10:00:00+03:00 and words in quotes"
    }
}
