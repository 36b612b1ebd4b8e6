//! Where a monitor reads a log: an address or a folder, with the same files in both.

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Client, StatusCode, Url, redirect};
use rustix::fs::OFlags;
use thiserror::Error;

/// The files of a log, where it publishes them.
#[derive(Clone, Debug)]
pub enum Source {
    /// At an address, over HTTP.
    Address {
        /// What every path is put behind; ends with a slash.
        base: Url,
        /// The client.
        client: Client,
    },
    /// In a folder.
    Folder(PathBuf),
}

/// A file could not be read, which is not the same as its not being there.
#[derive(Debug, Error)]
#[error("{place} cannot be read: {why}")]
pub struct Unread {
    /// Which.
    pub place: String,
    /// Why.
    pub why: String,
}

impl Source {
    /// The source that a text names: an address if it begins with `http://` or `https://`, else a
    /// folder.
    ///
    /// # Errors
    /// [`Unread`] if it is an address that cannot be one.
    pub fn parse(text: &str) -> Result<Self, Unread> {
        if !text.starts_with("http://") && !text.starts_with("https://") {
            return Ok(Self::Folder(PathBuf::from(text)));
        }
        let wrong = |why: String| Unread {
            place: text.to_owned(),
            why,
        };
        let base = Url::parse(&format!("{}/", text.trim_end_matches('/')));
        let base = base.map_err(|error| wrong(error.to_string()))?;
        Ok(Self::Address {
            base,
            client: client().map_err(wrong)?,
        })
    }

    /// Reads a file, or says that it is not there.
    ///
    /// # Errors
    /// [`Unread`] if that cannot be told, or the file has more than `most` bytes.
    pub async fn get(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Unread> {
        match self {
            Self::Address { base, client } => {
                let url = base.join(path);
                let place = || format!("{base}{path}");
                let url = url.map_err(|error| Unread {
                    place: place(),
                    why: error.to_string(),
                })?;
                fetch(client, url, most).await.map_err(|why| Unread {
                    place: place(),
                    why,
                })
            }
            Self::Folder(folder) => read(&folder.join(path), most),
        }
    }
}

/// Reads a file of a folder, or says that it is not there. Whoever hands over a folder may have put
/// anything into it: what is no file, or has no end, is not read.
pub(super) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Unread> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    let wrong = |why: String| Unread {
        place: path.display().to_string(),
        why,
    };
    match read_regular(path, most) {
        Ok(found) => found.map_err(wrong),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(None),
        Err(error) => Err(wrong(error.to_string())),
    }
}

/// What is in a regular file; none in a folder; else what is wrong with it.
fn read_regular(path: &Path, most: u64) -> std::io::Result<Result<Option<Vec<u8>>, String>> {
    let kind = |about: &Metadata| match (about.is_dir(), about.is_file()) {
        (true, _) => Some(Ok(None)),
        (_, true) if about.len() <= most => None,
        (_, true) => Some(Err(format!("it has more than {most} bytes"))),
        _ => Some(Err("it is no regular file".to_owned())),
    };
    // Before it is opened, for that alone can set a device going; and after, for it may be another.
    if let Some(other) = kind(&std::fs::metadata(path)?) {
        return Ok(other);
    }
    let mut how = File::options();
    // Nobody may ever write to a pipe.
    let how = how
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed());
    let file = how.open(path)?;
    if let Some(other) = kind(&file.metadata()?) {
        return Ok(other);
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Ok(Err(format!("it has more than {most} bytes")));
    }
    Ok(Ok(Some(bytes)))
}

/// A client that waits for nobody for long and is sent nowhere else.
fn client() -> Result<Client, String> {
    // One for the whole process; if there is one already, it stays.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(60))
        .redirect(redirect::Policy::none())
        .user_agent(concat!("writ-witness/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| told(&error))
}

async fn fetch(client: &Client, url: Url, most: u64) -> Result<Option<Vec<u8>>, String> {
    let mut response = client.get(url).send().await.map_err(|error| told(&error))?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
        other => return Err(format!("the answer is {other}")),
    }
    if let Some(encoding) = response.headers().get("content-encoding") {
        return Err(format!(
            "it is encoded as {encoding:?}, which was not asked for"
        ));
    }
    let mut bytes = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| told(&error))? {
        bytes.extend_from_slice(&part);
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
            return Err(format!("it has more than {most} bytes"));
        }
    }
    Ok(Some(bytes))
}

/// An error with what is behind it: the outermost words alone say little.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut behind = error.source();
    while let Some(cause) = behind {
        text.push_str(&format!(": {cause}"));
        behind = cause.source();
    }
    text
}
