//! Attachments: what a person gives with an act of their own, such as the evidence of an excuse.
//!
//! They lie in a stream of their own for each person, sealed under its own key, and nothing in it
//! is ever changed. Two entries make one attachment: what it is, and what it holds; so that a list
//! of them opens none.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use writ_store::{Family, StreamId, Version};

use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried, ruled};
use crate::person::Holding;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::hex;
use crate::stream::{Content, Illegible, Legible, Nanoseconds, Stream, Writing};

pub(crate) const ATTACHMENTS: Family = Family("attachment");

/// The most bytes that an attachment may have.
pub const ATTACHMENT_BYTES: usize = 5 * 1024 * 1024;
/// The most attachments that one act may have.
pub const ATTACHMENTS_AN_ACT: usize = 3;
/// How long the name of a file may be.
const NAME_CHARACTERS: usize = 120;

/// What an attachment is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    /// A PDF document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
    /// Plain text in UTF-8.
    #[serde(rename = "text/plain")]
    Text,
}

impl Media {
    /// Every kind that is taken.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Text];

    /// The media type (RFC 6838).
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain",
        }
    }

    /// What some bytes are, by how they begin: whatever a browser calls them.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        const SIGNS: [(&[u8], Media); 3] = [
            (b"%PDF-", Media::Pdf),
            (&[0xff, 0xd8, 0xff], Media::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Media::Png),
        ];
        let known = SIGNS.iter().find(|(sign, _)| content.starts_with(sign));
        if let Some((_, media)) = known {
            return Some(*media);
        }
        let text = std::str::from_utf8(content).ok()?;
        let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        (!text.is_empty() && text.chars().all(plain)).then_some(Self::Text)
    }
}

/// A file that is given with an act.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAttachment {
    /// What the person calls it.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for NewAttachment {
    /// Without what it holds, which is about a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAttachment")
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

/// With what an attachment was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GivenWith {
    /// With this event of a matter.
    Event {
        /// The matter.
        matter: String,
        /// The event.
        event: String,
    },
    /// With this request for a correction.
    Request(u64),
}

/// An attachment, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentLine {
    /// Its number among those of this person.
    pub number: u64,
    /// What the person calls it.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 digest of its content, in hexadecimal, as the ledger commits to it.
    pub digest: String,
    /// With what it was given.
    pub with: GivenWith,
    /// When it was given.
    pub attached_at: Timestamp,
}

/// An attachment with its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is.
    pub line: AttachmentLine,
    /// What it holds.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for Attachment {
    /// Without what it holds, which is about a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachment")
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// What an entry of the stream says.
#[derive(Clone, PartialEq)]
pub(crate) enum AttachmentEntry {
    /// What the attachment is that follows.
    Described(Described),
    /// What it holds.
    Held(Vec<u8>),
}

/// What an attachment is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Described {
    by: String,
    name: String,
    media: Media,
    bytes: u64,
    digest: String,
    with: GivenWith,
}

const DESCRIBED: u8 = 1;
const HELD: u8 = 2;

impl Content for AttachmentEntry {
    fn write(&self, to: &mut Vec<u8>) -> Result<(), Illegible> {
        match self {
            Self::Described(described) => {
                to.push(DESCRIBED);
                Ok(serde_json::to_writer(to, described)?)
            }
            Self::Held(content) => {
                to.push(HELD);
                to.extend_from_slice(content);
                Ok(())
            }
        }
    }

    /// Of the content the digest alone: a proof of it need not be as long as the file.
    fn says(&self) -> Result<Value, Illegible> {
        match self {
            Self::Described(described) => Ok(serde_json::to_value(described)?),
            Self::Held(content) => Ok(json!({ "digest": digest(content) })),
        }
    }
}

impl Legible for AttachmentEntry {
    fn read(from: &[u8]) -> Result<Self, Illegible> {
        match from.split_first() {
            Some((&DESCRIBED, rest)) => Ok(Self::Described(serde_json::from_slice(rest)?)),
            Some((&HELD, rest)) => Ok(Self::Held(rest.to_vec())),
            Some((&form, _)) => Err(Illegible::form(form)),
            None => Err(Illegible::cut()),
        }
    }

    fn said(&self, _from: &[u8]) -> Result<Value, Illegible> {
        self.says()
    }
}

fn digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// Refused where there are too many, one is too large, or is nothing that is taken.
pub(crate) fn check(attachments: &[NewAttachment]) -> Ruling<()> {
    if attachments.len() > ATTACHMENTS_AN_ACT {
        return Err(Refusal::on(
            "too-many-attachments",
            format!("{} files were given", attachments.len()),
            format!("give at most {ATTACHMENTS_AN_ACT}; several pages can be one PDF"),
        ));
    }
    for (number, it) in (1..).zip(attachments) {
        if it.content.len() > ATTACHMENT_BYTES {
            return Err(Refusal::on(
                "attachment-too-large",
                format!("file {number} has {} bytes", it.content.len()),
                format!("a file has at most {ATTACHMENT_BYTES} bytes (5 MB)"),
            ));
        }
        if Media::of(&it.content).is_none() {
            return Err(Refusal::on(
                "attachment-kind",
                format!("file {number} is empty, or none of the kinds that are taken"),
                "give a PDF, a JPEG or PNG picture, or plain text",
            ));
        }
    }
    Ok(())
}

/// A name fit to be shown: on one line, not too long, and no path.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|c| !c.is_control());
    let plain: String = plain.take(NAME_CHARACTERS).collect();
    match plain.trim() {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

impl Registry {
    fn attachment_stream(&self, person: &str) -> StreamId {
        self.keys.stream(ATTACHMENTS, &[person.as_bytes()])
    }

    /// What a person gave, without its content.
    pub(crate) async fn attachments_of(
        &self,
        person: &str,
    ) -> Result<Vec<AttachmentLine>, RegistryError> {
        let id = self.attachment_stream(person);
        let entries = self.store.read(id, Version(0)).await?;
        let wrapped = self.store.key(id).await?;
        let Some(wrapped) = wrapped.filter(|_| !entries.is_empty()) else {
            return Ok(Vec::new());
        };
        let key = self.keys.unwrap(id, Some(&wrapped))?;
        let mut lines = Vec::with_capacity(entries.len() / 2);
        // What it holds stands behind what it is.
        for entry in entries.iter().step_by(2) {
            let content = key.open(id, entry.version, &entry.content)?;
            let Ok(AttachmentEntry::Described(it)) = AttachmentEntry::read(&content) else {
                return Err(damaged(id));
            };
            let attached_at = Nanoseconds::counted(entry.recorded_at).instant()?;
            lines.push(line(number_of(entry.version), it, attached_at));
        }
        Ok(lines)
    }

    /// Puts what was given with an act into the batch that records it. Says the numbers.
    pub(crate) async fn attach(
        &self,
        person: &str,
        (by, with): (&str, &GivenWith),
        attachments: &[NewAttachment],
        (now, writing): (Timestamp, &mut Writing<'_>),
    ) -> Result<Vec<u64>, Stop> {
        if attachments.is_empty() {
            return Ok(Vec::new());
        }
        let id = self.attachment_stream(person);
        let stream: Stream<AttachmentEntry> = self.stream_unopened(id).await?;
        let mut entries = Vec::with_capacity(attachments.len() * 2);
        for it in attachments {
            let described = Described {
                by: by.to_owned(),
                name: plain(&it.name),
                media: Media::of(&it.content).unwrap_or(Media::Text),
                bytes: u64::try_from(it.content.len()).unwrap_or(u64::MAX),
                digest: digest(&it.content),
                with: with.clone(),
            };
            entries.push(AttachmentEntry::Described(described));
            entries.push(AttachmentEntry::Held(it.content.clone()));
        }
        let first = stream.next_instant(now);
        let step = jiff::SignedDuration::from_nanos(1);
        let instants = std::iter::successors(Some(first), |at| at.checked_add(step).ok());
        writing.append_all(&stream, instants.zip(&entries))?;
        let first = stream.version.0 / 2;
        let numbers = (first + 1..).take(attachments.len());
        Ok(numbers.collect())
    }

    /// An attachment of a person, for the person.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn own_attachment(
        &self,
        permit: &Permit<operation::SeeOwn>,
        number: u64,
    ) -> Result<Ruling<Attachment>, RegistryError> {
        ruled(self.try_own_attachment(permit, number).await)
    }

    async fn try_own_attachment(
        &self,
        permit: &Permit<operation::SeeOwn>,
        number: u64,
    ) -> Result<Attachment, Stop> {
        let found = self.read_attachment(permit.person(), number).await?;
        if let GivenWith::Event { matter, .. } = &found.line.with {
            permit.covers_matter(matter)?;
        }
        Ok(found)
    }

    /// An attachment of a person, for an officer who may see the file: looking at it is logged with
    /// the reason, and shown to the person.
    ///
    /// # Errors
    ///
    /// When the store fails; then nothing is shown.
    pub async fn look_at_attachment(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        (number, reason): (u64, &str),
        now: Timestamp,
    ) -> Result<Ruling<Attachment>, RegistryError> {
        retried!(self.try_look_at_attachment(permit, person, (number, reason), now))
    }

    async fn try_look_at_attachment(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        (number, reason): (u64, &str),
        now: Timestamp,
    ) -> Result<Attachment, Stop> {
        let holding: Holding = self.holding(person).await?;
        holding.known()?;
        self.covers_file(permit, &holding)?;
        let found = self.read_attachment(person, number).await?;
        let what = crate::look::Seen::Attachment(number);
        self.log_look(permit.officer(), &holding, (what, reason), now)
            .await?;
        Ok(found)
    }

    async fn read_attachment(&self, person: &str, number: u64) -> Result<Attachment, Stop> {
        let id = self.attachment_stream(person);
        let before = number.checked_sub(1).and_then(|it| it.checked_mul(2));
        let entries = match before {
            Some(before) => self.store.read(id, Version(before)).await?,
            None => Vec::new(),
        };
        let wrapped = self.store.key(id).await?;
        let (Some([first, second]), Some(wrapped)) = (entries.first_chunk::<2>(), wrapped) else {
            return Err(Refusal::on(
                "unknown-attachment",
                format!("this person gave no file {number}"),
                "see the list of what they gave",
            )
            .into());
        };
        let key = self.keys.unwrap(id, Some(&wrapped))?;
        let read = |entry: &writ_store::Entry| {
            let content = key.open(id, entry.version, &entry.content)?;
            AttachmentEntry::read(&content).map_err(|_| damaged(id))
        };
        let (AttachmentEntry::Described(it), AttachmentEntry::Held(content)) =
            (read(first)?, read(second)?)
        else {
            return Err(damaged(id).into());
        };
        if digest(&content) != it.digest {
            return Err(damaged(id).into());
        }
        let attached_at = Nanoseconds::counted(first.recorded_at).instant()?;
        Ok(Attachment {
            line: line(number, it, attached_at),
            content,
        })
    }
}

fn number_of(version: Version) -> u64 {
    version.0.div_ceil(2)
}

fn line(number: u64, it: Described, attached_at: Timestamp) -> AttachmentLine {
    AttachmentLine {
        number,
        name: it.name,
        media: it.media,
        bytes: it.bytes,
        digest: it.digest,
        with: it.with,
        attached_at,
    }
}

fn damaged(id: StreamId) -> RegistryError {
    RegistryError::Damaged {
        what: format!("{id:?}"),
        why: "an attachment is not as it was given".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_is_told_by_its_bytes() {
        let rows: [(&[u8], Option<Media>); 8] = [
            (b"%PDF-1.7 made up", Some(Media::Pdf)),
            (&[0xff, 0xd8, 0xff, 0xe0], Some(Media::Jpeg)),
            (b"\x89PNG\r\n\x1a\nrest", Some(Media::Png)),
            ("I was ill. \u{442}".as_bytes(), Some(Media::Text)),
            (b"", None),
            (b"\0\0", None),
            (b"PK\x03\x04", None),
            (&[0xff, 0xfe, 0x00], None),
        ];
        for (content, media) in rows {
            assert_eq!(Media::of(content), media, "{content:?}");
        }
        assert_eq!(plain("C:\\made up\\scan.pdf"), "scan.pdf");
        assert_eq!(plain("../\n"), "file");
    }
}
