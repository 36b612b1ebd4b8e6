//! One exchange with a witness: C2SP tlog-witness v1.0.0, `add-checkpoint`, from the log's side.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The type of an answer that is the size which the witness holds.
const SIZE_TYPE: &str = "text/x.tlog.size";

/// The most bytes of an answer that are read: signature lines, or one line of words.
const MOST_BYTES: usize = 64 * 1024;

/// How long a witness may take, and how often it is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For one request, connection and answer included.
    pub request: Duration,
    /// How often a request that came to nothing is repeated. Repeating is safe: a checkpoint that
    /// the witness already holds, it cosigns again.
    pub again: usize,
    /// How long to wait before it is repeated; twice that before the next time.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            request: Duration::from_secs(5),
            again: 2,
            pause: Duration::from_millis(200),
        }
    }
}

/// What a witness answered to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It cosigned: the signature lines, not yet verified.
    Cosigned(String),
    /// It holds this size, and wants the proof from there.
    Holds(u64),
    /// It said no, in these words.
    Refused(String),
    /// It said that the checkpoint does not continue the one it holds, in these words.
    Contradicts(String),
}

/// Why nothing came back that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{why}")]
pub struct Unreachable {
    /// What happened.
    pub why: String,
    is_passing: bool,
}

/// A client for witnesses.
#[derive(Clone, Debug)]
pub struct Exchange {
    client: Client,
    patience: Patience,
}

impl Exchange {
    /// A client that waits as long as it is told, and is sent nowhere else.
    ///
    /// # Errors
    /// [`Unreachable`] if the machine's certificates cannot be read.
    pub fn new(patience: Patience) -> Result<Self, Unreachable> {
        // One for the whole process; if there is one already, it stays.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = Client::builder()
            .connect_timeout(patience.connect)
            .timeout(patience.request)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("writ-courier/", env!("CARGO_PKG_VERSION")))
            .build();
        let client = client.map_err(|error| lost(&error))?;
        Ok(Self { client, patience })
    }

    /// Sends a checkpoint with the proof from the size that the witness is believed to hold; each
    /// hash of the proof in base64. What fails for a moment is tried again.
    ///
    /// # Errors
    /// [`Unreachable`] if no answer came that can be read.
    pub async fn add_checkpoint(
        &self,
        submission_prefix: &Url,
        old: u64,
        proof: &[String],
        note: &str,
    ) -> Result<Reply, Unreachable> {
        let body = body(old, proof, note);
        let url = format!(
            "{}/add-checkpoint",
            submission_prefix.as_str().trim_end_matches('/')
        );
        let send = || self.send(&url, &body);
        let pauses = ExponentialBuilder::new()
            .with_min_delay(self.patience.pause)
            .with_factor(2.0)
            .with_max_times(self.patience.again);
        send.retry(pauses).when(|error| error.is_passing).await
    }

    /// The last checkpoint that a witness holds of the log that a note is of, as it gives it to
    /// monitors; none if it does not give it. Nobody has verified it.
    pub async fn checkpoint(&self, submission_prefix: &Url, note: &str) -> Option<String> {
        let origin = note.lines().next().unwrap_or_default();
        let hash: String = Sha256::digest(origin)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let prefix = submission_prefix.as_str().trim_end_matches('/');
        let request = self.client.get(format!("{prefix}/{hash}/checkpoint"));
        let answer = request.send().await.ok()?;
        if answer.status() != StatusCode::OK {
            return None;
        }
        text(answer).await.ok()
    }

    async fn send(&self, url: &str, body: &str) -> Result<Reply, Unreachable> {
        let request = self.client.post(url).body(body.to_owned());
        let answer = request.send().await.map_err(|error| lost(&error))?;
        let status = answer.status();
        let is_size = answer
            .headers()
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes() == SIZE_TYPE.as_bytes());
        let text = text(answer).await?;
        match status {
            StatusCode::OK => Ok(Reply::Cosigned(text)),
            StatusCode::CONFLICT if is_size => match size(&text) {
                Some(size) => Ok(Reply::Holds(size)),
                None => Err(unread(status, "the size that it holds cannot be read")),
            },
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
                Err(unread(status, &text))
            }
            _ if status.is_server_error() => Err(unread(status, &text)),
            StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Ok(Reply::Contradicts(
                format!("{status}: {}", first_line(&text)),
            )),
            _ => Ok(Reply::Refused(format!("{status}: {}", first_line(&text)))),
        }
    }
}

/// The body of a request.
fn body(old: u64, proof: &[String], note: &str) -> String {
    let mut body = format!("old {old}\n");
    for hash in proof {
        body.push_str(hash);
        body.push('\n');
    }
    body.push('\n');
    body.push_str(note);
    body
}

/// The size in a body that is one: decimal, without leading zeroes, and a line break.
fn size(text: &str) -> Option<u64> {
    let digits = text.strip_suffix('\n')?;
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    digits.parse().ok()
}

async fn text(mut answer: Response) -> Result<String, Unreachable> {
    let status = answer.status();
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|error| lost(&error))? {
        bytes.extend_from_slice(&part);
        if bytes.len() > MOST_BYTES {
            let why = format!("{status}: the answer has more than {MOST_BYTES} bytes");
            return Err(Unreachable {
                why,
                is_passing: false,
            });
        }
    }
    String::from_utf8(bytes).map_err(|_| Unreachable {
        why: format!("{status}: the answer is not text"),
        is_passing: false,
    })
}

/// What a stranger wrote, cut to a length that can be shown.
fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

/// An answer that may be another one in a moment.
fn unread(status: StatusCode, text: &str) -> Unreachable {
    Unreachable {
        why: format!("{status}: {}", first_line(text)),
        is_passing: true,
    }
}

/// An error of the connection, with what is behind it.
pub(crate) fn lost(error: &reqwest::Error) -> Unreachable {
    let mut why = error.to_string();
    let mut behind = std::error::Error::source(error);
    while let Some(cause) = behind {
        why.push_str(&format!(": {cause}"));
        behind = cause.source();
    }
    Unreachable {
        why,
        // Who was silent for that long would be so again, and others wait.
        is_passing: !error.is_builder() && !error.is_timeout(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_built_as_the_protocol_says() {
        let proof = ["a=".to_owned(), "b=".to_owned()];
        assert_eq!(body(7, &proof, "note\n"), "old 7\na=\nb=\n\nnote\n");
        assert_eq!(body(0, &[], "note\n"), "old 0\n\nnote\n");
    }

    #[test]
    fn a_size_is_read_in_one_way_only() {
        let cases = [
            ("0\n", Some(0)),
            ("50\n", Some(50)),
            ("18446744073709551615\n", Some(u64::MAX)),
            ("", None),
            ("\n", None),
            ("50", None),
            ("050\n", None),
            ("+5\n", None),
            ("5 \n", None),
            ("5\n\n", None),
            ("18446744073709551616\n", None),
        ];
        for (text, expected) in cases {
            assert_eq!(size(text), expected, "{text:?}");
        }
    }
}
