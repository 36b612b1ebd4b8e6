//! What a log sends to a witness: the size it believes the witness to hold, a proof that the tree
//! has only grown since, and the checkpoint.
//!
//! Source: C2SP tlog-witness v1.0.0, `add-checkpoint`.

use thiserror::Error;
use writ_ledger::hash::Hash;

/// The most bytes of a request that are read. A note may carry sixteen signatures, and one that
/// withstands a quantum computer can take 7 kB of text.
pub const MOST_BYTES: usize = 128 * 1024;

/// The most hashes that a consistency proof may have.
pub const MOST_HASHES: usize = 63;

/// One request, taken apart; nothing in it has been verified.
///
/// ```
/// # use writ_witness::request::AddCheckpoint;
/// let body = "old 0\n\nledger.example/a\n1\nroot\n\n— ledger.example/a c2ln\n";
/// let request = AddCheckpoint::parse(body.as_bytes())?;
/// assert_eq!((request.old, request.proof.len()), (0, 0));
/// assert!(request.note.starts_with("ledger.example/a\n"));
/// # Ok::<(), writ_witness::request::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size of the checkpoint that the log believes the witness to have cosigned last.
    pub old: u64,
    /// The consistency proof from that size to the size of the checkpoint.
    pub proof: Vec<Hash>,
    /// The checkpoint with its signatures, as it came.
    pub note: String,
}

/// Why a request could not be read. Answered with 400.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// The bytes are not text.
    #[error("the request is not UTF-8")]
    NotText,
    /// The first line is not `old` and a size.
    #[error("the first line is not `old SIZE`, with SIZE in decimal and without leading zeroes")]
    OldSize,
    /// A line of the proof is not a hash.
    #[error("line {line} is not the base64 of a hash of 32 bytes")]
    Hash {
        /// The number of the line, from 1.
        line: usize,
    },
    /// The proof is longer than any proof can be.
    #[error("the proof has more than {MOST_HASHES} lines")]
    TooLong,
    /// No empty line ends the proof.
    #[error("no empty line stands between the proof and the checkpoint")]
    NoCheckpoint,
}

impl AddCheckpoint {
    /// Takes the body of a request apart.
    ///
    /// # Errors
    /// [`Malformed`], with the line that is wrong.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(body).map_err(|_| Malformed::NotText)?;
        let (first, mut rest) = text.split_once('\n').ok_or(Malformed::OldSize)?;
        let old = first.strip_prefix("old ").and_then(decimal);
        let old = old.ok_or(Malformed::OldSize)?;
        let mut proof = Vec::new();
        loop {
            let (line, after) = rest.split_once('\n').ok_or(Malformed::NoCheckpoint)?;
            rest = after;
            if line.is_empty() {
                break;
            }
            if proof.len() == MOST_HASHES {
                return Err(Malformed::TooLong);
            }
            let number = proof.len().saturating_add(2);
            let hash = Hash::from_base64(line);
            proof.push(hash.map_err(|_| Malformed::Hash { line: number })?);
        }
        let note = rest.to_owned();
        Ok(Self { old, proof, note })
    }

    /// The first line of the checkpoint: which log it is of. Nothing of it is verified.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.note.split('\n').next().unwrap_or_default()
    }
}

/// A number in decimal without sign, spaces or leading zeroes: in one way only.
#[must_use]
pub fn decimal(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain || (text.len() > 1 && text.starts_with('0')) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    #[test]
    fn a_request_is_taken_apart() {
        let body = format!("old 7\n{HASH}\n{HASH}\n\nmade.example\n9\nrest\n\nmore\n");
        let request = AddCheckpoint::parse(body.as_bytes()).unwrap();
        assert_eq!(request.old, 7);
        assert_eq!(request.proof.len(), 2);
        assert_eq!(request.note, "made.example\n9\nrest\n\nmore\n");
        assert_eq!(request.origin(), "made.example");
    }

    #[test]
    fn what_is_malformed_says_where() {
        let long = format!("old 1\n{}\nx\n", format!("{HASH}\n").repeat(64));
        let just = format!("old 1\n{}\nx\n", format!("{HASH}\n").repeat(63));
        let cases: &[(&[u8], Malformed)] = &[
            (b"\xff\n", Malformed::NotText),
            (b"", Malformed::OldSize),
            (b"old 1", Malformed::OldSize),
            (b"old  1\n\nx\n", Malformed::OldSize),
            (b"old 01\n\nx\n", Malformed::OldSize),
            (b"old +1\n\nx\n", Malformed::OldSize),
            (b"old -1\n\nx\n", Malformed::OldSize),
            (b"old \n\nx\n", Malformed::OldSize),
            (b"old 1\r\n\nx\n", Malformed::OldSize),
            (b"Old 1\n\nx\n", Malformed::OldSize),
            (b"old 18446744073709551616\n\nx\n", Malformed::OldSize),
            (b"old 1\nabc\n\nx\n", Malformed::Hash { line: 2 }),
            (b"old 1\n\r\n\nx\n", Malformed::Hash { line: 2 }),
            (b"old 1\n", Malformed::NoCheckpoint),
            (long.as_bytes(), Malformed::TooLong),
        ];
        for (body, why) in cases {
            let found = AddCheckpoint::parse(body).unwrap_err();
            assert_eq!(found, *why, "{:?}", String::from_utf8_lossy(body));
        }
        assert_eq!(
            AddCheckpoint::parse(just.as_bytes()).unwrap().proof.len(),
            63
        );
    }

    #[test]
    fn base64_is_taken_in_one_way_only() {
        // The last letter carries bits that no byte has, no padding, the other alphabet, a space.
        for wrong in [
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
            "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= ",
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==",
        ] {
            let body = format!("old 1\n{wrong}\n\nx\n");
            let found = AddCheckpoint::parse(body.as_bytes());
            assert_eq!(found, Err(Malformed::Hash { line: 2 }), "{wrong}");
        }
    }
}
