//! A notice as PDF: tagged pages (PDF/UA-1), with the proof attached (PDF/A-3).
//!
//! The template is fixed. What a notice says reaches it as data and is set as text, whatever it
//! looks like; no part of it is ever source. Nothing is read from the machine: no file, no font, no
//! clock, no network.

use std::fmt;
use std::sync::LazyLock;

use jiff::tz::TimeZone;
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook, FontStyle};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Notice, NoticeError};

/// The name of the attached proof.
pub const PROOF: &str = "proof.writ-proof";
/// The name of the attached text to which the record of issuing commits.
pub const TEXT: &str = "notice.txt";

/// The template.
const TEMPLATE: &str = include_str!("notice.typ");
/// How the template calls what a notice says.
const DATA: &str = "notice.json";
/// How many documents a remembered result of setting may go unused before it is forgotten.
const REMEMBERED: usize = 8;

/// Fonts and rules of setting, made once and used for every notice.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
    options: Result<PdfStandards, String>,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fonts = self.fonts.len();
        f.debug_struct("Press")
            .field("fonts", &fonts)
            .finish_non_exhaustive()
    }
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Press {
    /// A press with the fonts that come with Writ.
    #[must_use]
    pub fn new() -> Self {
        // Slanted ones, of which some lack letters of Ukrainian, are not set.
        let wanted = |font: &Font| {
            let info = font.info();
            let family = info.family.as_str();
            let weight = info.variant.weight.to_number();
            let upright = info.variant.style == FontStyle::Normal;
            upright
                && ((family == SERIF && [400, 700].contains(&weight))
                    || (family == MONO && weight == 400))
        };
        let fonts = typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .filter(wanted)
            .collect::<Vec<_>>();
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            source: Source::detached(TEMPLATE),
            fonts,
            options: standards.map_err(|why| why.message().to_string()),
        }
    }

    /// The press that the process shares.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Press> = LazyLock::new(Press::new);
        &SHARED
    }

    /// Sets a notice, with the proof attached where there is one, and then with the committed text
    /// where the record of issuing commits to it. The same notice and proof give the same bytes.
    ///
    /// # Errors
    ///
    /// When the pages cannot be set, which is a fault of Writ.
    pub fn print(&self, notice: &Notice, proof: Option<&[u8]>) -> Result<Vec<u8>, NoticeError> {
        let unset = |why: String| NoticeError::Pages {
            name: notice.name.clone(),
            why,
        };
        let standards = self.options.clone().map_err(unset)?;
        let data = serde_json::to_value(notice).map_err(|why| unset(why.to_string()))?;
        let text = proof.and_then(|_| notice.attached_text());
        let mut data = self.shown(data);
        if let serde_json::Value::Object(members) = &mut data {
            let attached = serde_json::json!({
                "text": text.is_some(),
                "proof": proof.is_some(),
            });
            members.insert("attached".to_owned(), attached);
        }
        let sheet = Sheet {
            press: self,
            data: Bytes::from_string(data.to_string()),
            text: text.map(Bytes::from_string),
            proof: proof.map(|proof| Bytes::new(proof.to_vec())),
        };
        let set = typst::compile::<PagedDocument>(&sheet);
        let document = set.output.map_err(|errors| unset(said(&errors)))?;
        let options = PdfOptions {
            ident: Smart::Custom(format!("{}/{}", notice.matter, notice.language)),
            creator: Smart::Custom(Some("Writ".to_owned())),
            timestamp: made_at(notice),
            standards,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| unset(said(&errors)));
        comemo::evict(REMEMBERED);
        bytes
    }

    /// The same data, with every letter that no font has, and every one that moves others about,
    /// replaced by its number: a page shows what it was given, or says that it cannot.
    fn shown(&self, data: serde_json::Value) -> serde_json::Value {
        use serde_json::Value as Json;
        match data {
            Json::String(text) if text.chars().all(|letter| self.has(letter)) => Json::String(text),
            Json::String(text) => {
                let mut shown = String::with_capacity(text.len());
                for letter in text.chars() {
                    if self.has(letter) {
                        shown.push(letter);
                    } else {
                        shown.push_str(&format!("[U+{:04X}]", u32::from(letter)));
                    }
                }
                Json::String(shown)
            }
            Json::Array(values) => values.into_iter().map(|it| self.shown(it)).collect(),
            Json::Object(members) => members
                .into_iter()
                .map(|(name, value)| (name, self.shown(value)))
                .collect(),
            other => other,
        }
    }

    fn has(&self, letter: char) -> bool {
        if letter == '\n' || letter == ' ' {
            return true;
        }
        let moves = matches!(
            letter,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        );
        let regular = |font: &&Font| font.info().family == SERIF;
        let mut serif = self.fonts.iter().filter(regular);
        !letter.is_control()
            && !moves
            && serif.all(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

/// The family of the text, and that of what is to be typed.
const SERIF: &str = "Libertinus Serif";
const MONO: &str = "DejaVu Sans Mono";

/// When the document says that it was made: on issue, so that it is the same whenever it is set.
fn made_at(notice: &Notice) -> Option<typst_pdf::Timestamp> {
    let at = TimeZone::UTC.to_datetime(notice.issued_at);
    let part = |part: i8| u8::try_from(part).ok();
    let made = Datetime::from_ymd_hms(
        at.year().into(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    );
    made.map(typst_pdf::Timestamp::new_utc)
}

/// What a notice is set from: the template, what it says, and what is attached. There is nothing
/// else that the template could reach.
struct Sheet<'p> {
    press: &'p Press,
    data: Bytes,
    text: Option<Bytes>,
    proof: Option<Bytes>,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.source.id() {
            return Ok(self.press.source.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = match id.get().vpath().get_without_slash() {
            DATA => Some(&self.data),
            TEXT => self.text.as_ref(),
            PROOF => self.proof.as_ref(),
            _ => None,
        };
        file.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What went wrong, in one line.
fn said(errors: &[SourceDiagnostic]) -> String {
    let said: Vec<String> = errors.iter().map(|it| it.message.to_string()).collect();
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn there_is_a_font_for_every_letter_of_every_language() {
        let press = Press::new();
        for language in Language::ALL {
            for letter in language.files().iter().flat_map(|text| text.chars()) {
                assert!(press.has(letter), "{language}: {letter}");
            }
        }
        assert!(!press.has('\u{202e}') && !press.has('\u{0}') && !press.has('\u{6f22}'));
    }

    #[test]
    fn what_cannot_be_shown_is_named() {
        let shown = Press::shared().shown(serde_json::json!(["a\u{202e}b", {"x": "\u{6f22}"}]));
        assert_eq!(shown, serde_json::json!(["a[U+202E]b", {"x": "[U+6F22]"}]));
    }
}
