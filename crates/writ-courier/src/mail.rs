//! E-mail, as a courtesy: a few plain lines over SMTP, without a word of the notice.

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use jiff::Timestamp;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use thiserror::Error;
use writ_registry::{Carried, Carrier, Parcel, Way};
use zeroize::Zeroizing;

use crate::webhook::{later, never};

/// How the connection to the mail server is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// By TLS from the first byte on (port 465).
    Implicit,
    /// By TLS from `STARTTLS` on (port 587); without it nothing is sent.
    StartTls,
    /// Not at all: to a server on this very machine alone.
    None,
}

/// Where and how mail is sent.
#[derive(Clone)]
pub struct MailSettings {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from being read.
    pub encryption: Encryption,
    /// The name and the password, if the server asks for them.
    pub account: Option<(String, Zeroizing<String>)>,
    /// Whom it comes from: `Register <register@writ.example>`.
    pub from: String,
    /// A certificate in PEM that the server's rests on, beside those that everybody trusts.
    pub root: Option<Vec<u8>>,
    /// How long the server may take.
    pub patience: Duration,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .finish_non_exhaustive()
    }
}

/// Why no mail can be sent at all.
#[derive(Debug, Error)]
pub enum MailError {
    /// The sender is no address.
    #[error("`{from}` is no address of e-mail ({error}): write one as in `Register <a@b.example>`")]
    From {
        /// What stands there.
        from: String,
        /// What is wrong.
        error: AddressError,
    },
    /// The server would be spoken to in the open.
    #[error(
        "the mail server `{host}` is another machine, and would be spoken to in the open: \
         use STARTTLS or TLS"
    )]
    Open {
        /// The server.
        host: String,
    },
    /// The certificate cannot be used.
    #[error("the certificate for the mail server `{host}` cannot be used: {error}")]
    Certificate {
        /// The server.
        host: String,
        /// What is wrong.
        error: SmtpError,
    },
}

/// Says that nobody wrote it, so that no machine answers (RFC 3834).
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Sends mail.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail").finish_non_exhaustive()
    }
}

impl Mail {
    /// Mail through a server.
    ///
    /// # Errors
    /// [`MailError`] says what is wrong with the settings; nobody is asked yet.
    pub fn new(settings: &MailSettings) -> Result<Self, MailError> {
        let from = settings.from.parse().map_err(|error| MailError::From {
            from: settings.from.clone(),
            error,
        })?;
        let host = settings.host.clone();
        let number: Option<IpAddr> = host.parse().ok();
        let is_here = host == "localhost" || number.is_some_and(|number| number.is_loopback());
        let tls = match settings.encryption {
            Encryption::None if !is_here => return Err(MailError::Open { host }),
            Encryption::None => Tls::None,
            Encryption::StartTls => Tls::Required(parameters(settings)?),
            Encryption::Implicit => Tls::Wrapper(parameters(settings)?),
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(settings.patience));
        if let Some((name, password)) = &settings.account {
            let credentials = Credentials::new(name.clone(), password.to_string());
            transport = transport.credentials(credentials);
        }
        let transport = transport.build();
        Ok(Self { transport, from })
    }

    fn message(&self, parcel: &Parcel, now: Timestamp) -> Result<Message, &'static str> {
        let to: Mailbox = parcel
            .to
            .parse()
            .map_err(|_| "that is no address of e-mail")?;
        let domain = self.from.email.domain();
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(parcel.title.clone())
            .date(SystemTime::from(now))
            // The same however often it is sent, so that a repetition can be told.
            .message_id(Some(format!("<{}@{domain}>", parcel.id)))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(parcel.text.clone())
            .map_err(|_| "the message cannot be written as mail")
    }
}

fn parameters(settings: &MailSettings) -> Result<TlsParameters, MailError> {
    let certificate = |error| MailError::Certificate {
        host: settings.host.clone(),
        error,
    };
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(root) = &settings.root {
        let root = Certificate::from_pem(root).map_err(certificate)?;
        parameters = parameters.add_root_certificate(root);
    }
    parameters.build().map_err(certificate)
}

#[async_trait]
impl Carrier for Mail {
    fn way(&self) -> Way {
        Way::Mail
    }

    async fn carry(&self, parcel: &Parcel, now: Timestamp) -> Carried {
        let message = match self.message(parcel, now) {
            Ok(message) => message,
            Err(why) => return never(why),
        };
        match self.transport.send(message).await {
            Ok(_) => Carried::Sent,
            Err(error) => refused(&error, &parcel.to),
        }
    }
}

/// What an error means. A server that knows no such mailbox will not know it later; all else may
/// be the server's own trouble, or ours.
fn refused(error: &SmtpError, to: &str) -> Carried {
    const NO_SUCH_MAILBOX: [u16; 3] = [550, 551, 553];
    // The address is somebody's, and the words of a server often repeat it.
    let mut why = error.to_string();
    let mut behind = std::error::Error::source(error);
    while let Some(cause) = behind {
        why.push_str(&format!(": {cause}"));
        behind = cause.source();
    }
    let why = why.replace(to, "…");
    match error.status() {
        Some(code) if NO_SUCH_MAILBOX.contains(&u16::from(code)) => never(why),
        _ => later(why),
    }
}
