//! Reading and writing the text of a policy.

use super::{Group, LOG, Label, Log, MAX_BYTES, Named, Policy, WITNESS, Witness};
use crate::checkpoint::decimal;
use crate::note::{KeyError, VerifierKey};

/// The name that stands for no witnesses.
const NONE: &[u8] = b"none";

/// Why a text is not a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// More than [`MAX_BYTES`].
    #[error("the policy has {0} bytes; at most {MAX_BYTES} are read")]
    TooLong(usize),
    /// An octet that a policy may not contain.
    #[error("line {line} of the policy has the control character {octet:#04x}")]
    Control {
        /// The line, from 1.
        line: usize,
        /// The octet.
        octet: u8,
    },
    /// The last line has no line end.
    #[error("the policy does not end with a line end; it may have been cut off")]
    Unfinished,
    /// A line that says nothing a policy can say.
    #[error("line {line} of the policy is none: {why}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: LineError,
    },
    /// No line says what the quorum is.
    #[error("the policy has no quorum; add a line `quorum NAME`, or `quorum none`")]
    NoQuorum,
}

/// What is wrong with a line of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// It begins with an unknown word.
    #[error("`{0}` is not one of log, witness, group and quorum")]
    Word(String),
    /// Too few or too many words.
    #[error("it should be `{0}`")]
    Form(&'static str),
    /// A key that cannot be read, or is for something else.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A key that stood there before.
    #[error("the key of `{0}` was named on an earlier line")]
    SameKey(String),
    /// Two keys that nobody could tell apart in a note.
    #[error("an earlier key has the same name and key id as that of `{0}`")]
    Alike(String),
    /// A name that stood there before, or is reserved.
    #[error("the name `{0}` is taken")]
    Taken(String),
    /// A name that no earlier line defines.
    #[error("no earlier line defines `{0}`")]
    Undefined(String),
    /// A name that is a member already.
    #[error("`{0}` is a member of a group already; each counts in one place only")]
    Member(String),
    /// A threshold that is no number from 1 to the number of members.
    #[error("`{0}` is no threshold: all, any, or a number from 1 to that of the members")]
    Threshold(String),
    /// A second quorum.
    #[error("the quorum is set already")]
    SecondQuorum,
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    logs: Vec<Log>,
    named: Vec<Named>,
    members: Vec<usize>,
    quorum: Option<Option<usize>>,
}

pub(super) fn policy(text: &[u8]) -> Result<Policy, PolicyError> {
    if text.len() > MAX_BYTES {
        return Err(PolicyError::TooLong(text.len()));
    }
    let mut reading = Reading::default();
    let Some(body) = text.strip_suffix(b"\n") else {
        return Err(match text {
            [] => PolicyError::NoQuorum,
            _ => PolicyError::Unfinished,
        });
    };
    for (number, line) in body.split(|octet| *octet == b'\n').enumerate() {
        let number = number.saturating_add(1);
        let allowed = |octet: &u8| matches!(octet, b'\t' | 0x20..=0x7E | 0x80..);
        if let Some(octet) = line.iter().copied().find(|octet| !allowed(octet)) {
            return Err(PolicyError::Control {
                line: number,
                octet,
            });
        }
        let why = reading.line(line);
        why.map_err(|why| PolicyError::Line { line: number, why })?;
    }
    Ok(Policy {
        text: text.to_vec(),
        logs: reading.logs,
        named: reading.named,
        quorum: reading.quorum.ok_or(PolicyError::NoQuorum)?,
    })
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), LineError> {
        let words = line.split(|octet| matches!(octet, b' ' | b'\t'));
        let words: Vec<&[u8]> = words.filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] => self.log(key, None),
            [b"log", key, url] => self.log(key, Some(url)),
            [b"log", ..] => Err(LineError::Form("log KEY [URL]")),
            [b"witness", name, key] => self.witness(name, key, None),
            [b"witness", name, key, url] => self.witness(name, key, Some(url)),
            [b"witness", ..] => Err(LineError::Form("witness NAME KEY [URL]")),
            [b"group", name, threshold, members @ ..] if !members.is_empty() => {
                self.group(name, threshold, members)
            }
            [b"group", ..] => Err(LineError::Form("group NAME all|any|NUMBER MEMBER...")),
            [b"quorum", name] => self.quorum(name),
            [b"quorum", ..] => Err(LineError::Form("quorum NAME")),
            [word, ..] => Err(LineError::Word(lossy(word))),
        }
    }

    fn log(&mut self, key: &[u8], url: Option<&&[u8]>) -> Result<(), LineError> {
        let key = read_key(key)?;
        key.for_signing(LOG)?;
        if self.logs.iter().any(|log| log.key.bytes() == key.bytes()) {
            return Err(LineError::SameKey(key.name().to_string()));
        }
        self.apart(&key)?;
        let url = url.map(|url| Label(url.to_vec()));
        self.logs.push(Log { key, url });
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8], url: Option<&&[u8]>) -> Result<(), LineError> {
        let name = self.free(name)?;
        let key = read_key(key)?;
        key.for_signing(WITNESS)?;
        let mut witnesses = self.named.iter().filter_map(|named| match named {
            Named::Witness(witness) => Some(&witness.key),
            Named::Group(_) => None,
        });
        if witnesses.any(|other| other.bytes() == key.bytes()) {
            return Err(LineError::SameKey(key.name().to_string()));
        }
        self.apart(&key)?;
        let url = url.map(|url| Label(url.to_vec()));
        let witness = Box::new(Witness { name, key, url });
        self.named.push(Named::Witness(witness));
        Ok(())
    }

    /// Refuses a key that a note could not tell from an earlier one.
    fn apart(&self, key: &VerifierKey) -> Result<(), LineError> {
        let logs = self.logs.iter().map(|log| &log.key);
        let witnesses = self.named.iter().filter_map(|named| match named {
            Named::Witness(witness) => Some(&witness.key),
            Named::Group(_) => None,
        });
        let alike = |other: &VerifierKey| other.name() == key.name() && other.id() == key.id();
        if logs.chain(witnesses).any(alike) {
            return Err(LineError::Alike(key.name().to_string()));
        }
        Ok(())
    }

    fn group(&mut self, name: &[u8], threshold: &[u8], members: &[&[u8]]) -> Result<(), LineError> {
        let name = self.free(name)?;
        let mut places = Vec::with_capacity(members.len());
        for member in members {
            let place = self.place(member)?;
            if self.members.contains(&place) {
                return Err(LineError::Member(lossy(member)));
            }
            self.members.push(place);
            places.push(place);
        }
        let taken = match threshold {
            b"all" => Some(places.len()),
            b"any" => Some(1),
            number => std::str::from_utf8(number)
                .ok()
                .and_then(decimal)
                .and_then(|number| usize::try_from(number).ok())
                .filter(|number| (1..=places.len()).contains(number)),
        };
        let threshold = taken.ok_or_else(|| LineError::Threshold(lossy(threshold)))?;
        let members = places;
        self.named.push(Named::Group(Group {
            name,
            threshold,
            members,
        }));
        Ok(())
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), LineError> {
        if self.quorum.is_some() {
            return Err(LineError::SecondQuorum);
        }
        self.quorum = Some(match name {
            NONE => None,
            name => Some(self.place(name)?),
        });
        Ok(())
    }

    fn place(&self, name: &[u8]) -> Result<usize, LineError> {
        let place = self.named.iter().position(|named| label(named).0 == name);
        place.ok_or_else(|| LineError::Undefined(lossy(name)))
    }

    fn free(&self, name: &[u8]) -> Result<Label, LineError> {
        if name == NONE || self.place(name).is_ok() {
            return Err(LineError::Taken(lossy(name)));
        }
        Ok(Label(name.to_vec()))
    }
}

pub(super) fn print(policy: &Policy) -> Vec<u8> {
    let mut text = Vec::new();
    let mut line = |words: &[&[u8]]| {
        text.extend(words.join(&b' '));
        text.push(b'\n');
    };
    for Log { key, url } in &policy.logs {
        let key = key.to_string();
        let url = url.iter().map(Label::as_bytes);
        let words = [b"log".as_slice(), key.as_bytes()].into_iter().chain(url);
        line(&words.collect::<Vec<_>>());
    }
    for named in &policy.named {
        match named {
            Named::Witness(witness) => {
                let key = witness.key.to_string();
                let url = witness.url.iter().map(Label::as_bytes);
                let words = [b"witness", witness.name.as_bytes(), key.as_bytes()];
                line(&words.into_iter().chain(url).collect::<Vec<_>>());
            }
            Named::Group(group) => {
                let members: Vec<Label> = group
                    .members
                    .iter()
                    .map(|place| policy.label(*place))
                    .collect();
                let threshold = group.threshold.to_string();
                let threshold = match group.threshold {
                    all if all == members.len() => "all",
                    1 => "any",
                    _ => threshold.as_str(),
                };
                let words = [b"group", group.name.as_bytes(), threshold.as_bytes()];
                let members = members.iter().map(Label::as_bytes);
                line(&words.into_iter().chain(members).collect::<Vec<_>>());
            }
        }
    }
    let quorum = policy.quorum.map(|place| policy.label(place));
    let quorum = quorum.as_ref().map_or(NONE, Label::as_bytes);
    line(&[b"quorum", quorum]);
    text
}

fn label(named: &Named) -> &Label {
    match named {
        Named::Witness(witness) => &witness.name,
        Named::Group(group) => &group.name,
    }
}

fn read_key(word: &[u8]) -> Result<VerifierKey, KeyError> {
    let word = std::str::from_utf8(word);
    let word = word.map_err(|_| KeyError::Form("it is not UTF-8"))?;
    VerifierKey::parse(word)
}

fn lossy(word: &[u8]) -> String {
    String::from_utf8_lossy(word).into_owned()
}
