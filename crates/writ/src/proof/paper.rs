//! The PDF of a notice as a carrier of its proof: what is attached is taken out, and nothing of what
//! the pages look like is believed.

use lopdf::{Dictionary, Document, Object};
use serde_json::Value;
use thiserror::Error;
use writ_notice::notice::{PROOF, TEXT, digest_of_text};

/// How long an attached file may be once it is unpacked: a proof has some kilobytes.
const LONGEST: usize = 4 << 20;
/// How a PDF begins.
const BEGINS: &[u8] = b"%PDF-";

/// What a notice brings along.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) proof: Vec<u8>,
    /// The text, if one is attached.
    pub(super) text: Option<String>,
}

/// A text to which a record of issuing commits.
#[derive(Debug)]
pub(super) struct Committed {
    pub(super) language: String,
    pub(super) text: String,
}

/// Why a PDF shows nothing.
#[derive(Debug, Error)]
pub(super) enum NoPaper {
    #[error("this PDF cannot be read: {0}")]
    Damaged(String),
    #[error("this PDF is locked with a password; a notice never is")]
    Locked,
    #[error("nothing is attached to this PDF under the name `{PROOF}`")]
    NoProof,
    #[error("{count} files are attached to this PDF under the name `{name}`, and one is wanted")]
    Several { name: &'static str, count: usize },
    #[error("the attached `{name}` cannot be unpacked: {why}")]
    Packed { name: &'static str, why: String },
    #[error("the attached `{TEXT}` is no text")]
    NoText,
    #[error(
        "the attached `{TEXT}` is not what was issued: no digest in the record of issuing is that \
         of this text"
    )]
    OtherText,
    #[error("a `{TEXT}` is attached, and what the proof shows commits to no text")]
    Uncommitted,
}

/// Whether a file is a PDF.
pub(super) fn is_pdf(file: &[u8]) -> bool {
    file.starts_with(BEGINS)
}

impl Paper {
    /// Takes out what is attached.
    pub(super) fn read(file: &[u8]) -> Result<Self, NoPaper> {
        let document = Document::load_mem(file).map_err(|why| NoPaper::Damaged(why.to_string()))?;
        if document.is_encrypted() {
            return Err(NoPaper::Locked);
        }
        let proof = attached(&document, PROOF)?.ok_or(NoPaper::NoProof)?;
        let text = attached(&document, TEXT)?;
        let text = text.map(String::from_utf8).transpose();
        let text = text.map_err(|_| NoPaper::NoText)?;
        Ok(Self { proof, text })
    }

    /// The attached text, if the record commits to it.
    pub(super) fn committed(&self, record: &Value) -> Result<Option<Committed>, NoPaper> {
        let Some(text) = &self.text else {
            return Ok(None);
        };
        let acts = record.pointer("/entry/acts").and_then(Value::as_array);
        let acts = acts.into_iter().flatten();
        let words: Vec<(&String, &Value)> = acts
            .filter_map(|act| act.pointer("/issued/words")?.as_object())
            .flatten()
            .collect();
        if words.is_empty() {
            return Err(NoPaper::Uncommitted);
        }
        let digest = digest_of_text(text);
        let mut words = words.into_iter();
        let found = words.find(|(_, said)| said.as_str() == Some(digest.as_str()));
        let (language, _) = found.ok_or(NoPaper::OtherText)?;
        Ok(Some(Committed {
            language: language.clone(),
            text: text.clone(),
        }))
    }
}

/// The only file that is attached under a name, if there is one.
fn attached(document: &Document, name: &'static str) -> Result<Option<Vec<u8>>, NoPaper> {
    let dictionaries = document.objects.values().filter_map(dictionary);
    let files: Vec<&Dictionary> = dictionaries
        .filter(|it| it.has(b"EF") && is_named(it, name))
        .collect();
    let file = match files.as_slice() {
        [] => return Ok(None),
        [only] => *only,
        several => {
            let count = several.len();
            return Err(NoPaper::Several { name, count });
        }
    };
    let packed = |why: lopdf::Error| NoPaper::Packed {
        name,
        why: why.to_string(),
    };
    let embedded = file.get_deref(b"EF", document).map_err(packed)?;
    let embedded = embedded.as_dict().map_err(packed)?;
    let stream = embedded
        .get_deref(b"UF", document)
        .or_else(|_| embedded.get_deref(b"F", document));
    let stream = stream.and_then(Object::as_stream).map_err(packed)?;
    let bytes = stream.get_plain_content_with_limit(LONGEST);
    bytes.map(Some).map_err(packed)
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

/// Whether a file specification bears this name under either of its keys.
fn is_named(file: &Dictionary, name: &str) -> bool {
    let keys: [&[u8]; 2] = [b"UF", b"F"];
    keys.iter().any(|key| {
        let said = file.get(key).ok();
        said.and_then(|said| lopdf::decode_text_string(said).ok())
            .is_some_and(|said| said == name)
    })
}
