//! Letters, as files: a batch is a folder with one document for each letter and a list of them,
//! which appears whole or not at all. What the carrier says of them comes back as a file, too.

mod manifest;
mod print;
mod statuses;

pub use print::{
    Batch, Document, DocumentError, Documents, PrintError, PrintReport, Printer, Withheld,
};
pub use statuses::{StatusFileError, read};
