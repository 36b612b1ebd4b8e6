//! What a carrier says of letters, as a file: `mark,status,at,note` with a line for each thing that
//! happened. Whether it is believed is the registry's to say.

use std::io::Read;

use thiserror::Error;
use writ_registry::StatusLine;

/// The columns, by their names; `note` may be missing.
const COLUMNS: [&str; 3] = ["mark", "status", "at"];
const NOTE: &str = "note";

/// Why a file is none of a carrier's.
#[derive(Debug, Error)]
pub enum StatusFileError {
    /// It cannot be read as CSV.
    #[error("the file cannot be read as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("the column `{column}` is missing: the first line names mark,status,at,note")]
    Column {
        /// Which.
        column: &'static str,
    },
}

/// Reads a carrier's file, whole: of a file that cannot be read to its end, nothing is taken.
///
/// # Errors
/// [`StatusFileError`] says what is wrong with it.
pub fn read(file: impl Read) -> Result<Vec<StatusLine>, StatusFileError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(file);
    let head = reader.headers()?.clone();
    let place = |name: &str| {
        let mut columns = head.iter();
        columns.position(|column| column.trim_start_matches('\u{feff}') == name)
    };
    let mut places = [0; 3];
    for (place_of, column) in places.iter_mut().zip(COLUMNS) {
        *place_of = place(column).ok_or(StatusFileError::Column { column })?;
    }
    let [mark, status, at] = places;
    let note = place(NOTE);
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |place: usize| record.get(place).unwrap_or_default().to_owned();
        lines.push(StatusLine {
            line: record.position().map_or(0, csv::Position::line),
            mark: field(mark),
            status: field(status),
            at: field(at),
            note: note.map(field).unwrap_or_default(),
        });
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_by_the_names_of_its_columns() {
        let file = "\u{feff}status,mark,at,note,weight\n\
                    posted , W1,2023-04-20T10:00:00Z,,20\n\
                    delivered,W1,2023-04-21T10:00:00Z,\"household\",20\n";
        let lines = read(file.as_bytes()).unwrap();
        let said: Vec<_> = lines
            .iter()
            .map(|it| {
                (
                    it.line,
                    it.mark.as_str(),
                    it.status.as_str(),
                    it.note.as_str(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [(2, "W1", "posted", ""), (3, "W1", "delivered", "household")]
        );
        let bare = read("mark,status,at\nW1,posted,now\n".as_bytes()).unwrap();
        assert_eq!(bare[0].note, "");
    }

    #[test]
    fn a_file_that_is_cut_short_gives_nothing() {
        for (file, why) in [
            ("mark,at,note\n", "`status` is missing"),
            ("", "`mark` is missing"),
            ("mark,status,at,note\nW1,posted\n", "cannot be read"),
            (
                "mark,status,at\nW1,posted,2023-04-20T10:00:00Z,more\n",
                "cannot be read",
            ),
        ] {
            let error = read(file.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(why), "{file}: {error}");
        }
    }
}
