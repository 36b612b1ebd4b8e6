//! `writ outbox send`: one round of the messenger, or round after round.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use writ_courier::Patience;
use writ_courier::mail::{Encryption, Mail, MailSettings};
use writ_courier::messenger::{Messenger, Occasion, Round, Said, Words};
use writ_courier::reach::Reach;
use writ_courier::text::Text;
use writ_courier::webhook::Webhook;
use writ_notice::Language;
use writ_notice::courtesy::{self, Courtesy, Weight};
use writ_registry::{Alerts, Carrier, Force, Kind, Permit, WebhookSecret, operation};
use zeroize::Zeroizing;

use crate::chance::Machine;
use crate::file;
use crate::output::Output;
use crate::registry::{Access, Open};
use crate::trouble::{Done, Trouble};

/// How many messages a round takes at most.
const ROUND: u64 = 1_000;
/// How long to wait when there was nothing to send.
const PAUSE: Duration = Duration::from_secs(5);
/// Every how many turns what is to be told is looked for.
const LOOKS_EVERY: u64 = 12;

/// What to send, and with what.
#[derive(Debug, clap::Args)]
pub(crate) struct Send {
    /// One round, and no more; without it, round after round until it is stopped.
    #[arg(long)]
    once: bool,
    #[command(flatten)]
    carriers: Carriers,
    #[command(flatten)]
    access: Access,
}

/// What carries messages out.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Carriers")]
pub(crate) struct Carriers {
    /// Where people sign in, as courtesies name it; without it people are sent none.
    #[arg(
        long,
        env = "WRIT_ACCOUNT_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    account_url: Option<String>,
    /// The mail server; without it no mail is sent.
    #[arg(
        long,
        env = "WRIT_SMTP_HOST",
        hide_env_values = true,
        requires = "smtp_from"
    )]
    smtp_host: Option<String>,
    /// Its port; 465 for TLS, 587 for STARTTLS and 25 otherwise.
    #[arg(long, env = "WRIT_SMTP_PORT", hide_env_values = true)]
    smtp_port: Option<u16>,
    /// How the connection is kept from being read; `none` only on this machine.
    #[arg(long, env = "WRIT_SMTP_ENCRYPTION", hide_env_values = true)]
    #[arg(value_enum, default_value_t = MailEncryption::Starttls)]
    smtp_encryption: MailEncryption,
    /// Whom mail comes from, as in `Register <register@writ.example>`.
    #[arg(long, env = "WRIT_SMTP_FROM", hide_env_values = true)]
    smtp_from: Option<String>,
    /// The name by which the mail server knows this sender.
    #[arg(long, env = "WRIT_SMTP_USER", hide_env_values = true)]
    #[arg(requires = "smtp_password_file")]
    smtp_user: Option<String>,
    /// The file with the password for it.
    #[arg(
        long,
        env = "WRIT_SMTP_PASSWORD_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    smtp_password_file: Option<PathBuf>,
    /// The file with a certificate that the mail server's rests on, in PEM.
    #[arg(
        long,
        env = "WRIT_SMTP_ROOT",
        hide_env_values = true,
        value_name = "FILE"
    )]
    smtp_root: Option<PathBuf>,
    /// The gateway for texts; without it no texts are sent.
    #[arg(
        long,
        env = "WRIT_TEXT_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    #[arg(requires = "text_secret_file")]
    text_url: Option<String>,
    /// The file with the secret that the gateway knows, `whsec_…`.
    #[arg(
        long,
        env = "WRIT_TEXT_SECRET_FILE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    text_secret_file: Option<PathBuf>,
}

/// How the connection to the mail server is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MailEncryption {
    /// By TLS from the first byte on.
    Tls,
    /// By TLS from STARTTLS on.
    Starttls,
    /// Not at all.
    None,
}

impl Carriers {
    /// The carriers of a registry of a kind.
    pub(crate) fn make(&self, kind: Kind) -> Result<Vec<Arc<dyn Carrier>>, Trouble> {
        let reach = match kind {
            Kind::Live => Reach::Public,
            Kind::Sandbox => Reach::Anybody,
        };
        let patience = Patience {
            request: Duration::from_secs(15),
            ..Patience::default()
        };
        let webhook = Webhook::new(reach, patience).map_err(|error| failed(&error))?;
        let mut carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(webhook)];
        if self.account_url.is_none() {
            return Ok(carriers);
        }
        if let Some(settings) = self.mail()? {
            let mail = Mail::new(&settings).map_err(|error| Trouble::misuse(error.to_string()))?;
            carriers.push(Arc::new(mail));
        }
        if let (Some(url), Some(file)) = (&self.text_url, &self.text_secret_file) {
            // The gateway is the operator's own, and may well be inside.
            let webhook = Webhook::new(Reach::Anybody, patience).map_err(|error| failed(&error))?;
            let text = Zeroizing::new(file::text(file)?);
            let secret = WebhookSecret::from_text(&text).ok_or_else(|| {
                Trouble::misuse(format!("{} holds no secret", file.display()))
                    .with_cure("write `whsec_` and at least 24 bytes in base64")
            })?;
            carriers.push(Arc::new(Text::new(webhook, url.clone(), secret.bytes())));
        }
        Ok(carriers)
    }

    fn mail(&self) -> Result<Option<MailSettings>, Trouble> {
        let (Some(host), Some(from)) = (&self.smtp_host, &self.smtp_from) else {
            return Ok(None);
        };
        let (encryption, port) = match self.smtp_encryption {
            MailEncryption::Tls => (Encryption::Implicit, 465),
            MailEncryption::Starttls => (Encryption::StartTls, 587),
            MailEncryption::None => (Encryption::None, 25),
        };
        let account = match (&self.smtp_user, &self.smtp_password_file) {
            (Some(user), Some(file)) => {
                let password = Zeroizing::new(file::text(file)?);
                let password = Zeroizing::new(password.trim_end().to_owned());
                Some((user.clone(), password))
            }
            _ => None,
        };
        let root = self.smtp_root.as_deref().map(file::bytes).transpose()?;
        Ok(Some(MailSettings {
            host: host.clone(),
            port: self.smtp_port.unwrap_or(port),
            encryption,
            account,
            from: from.clone(),
            root,
            patience: Duration::from_secs(30),
        }))
    }

    /// Who words courtesies.
    pub(crate) fn words(&self) -> AccountWords {
        AccountWords {
            url: self.account_url.clone().unwrap_or_default(),
        }
    }
}

fn failed(error: &dyn std::error::Error) -> Trouble {
    Trouble::failed(error.to_string())
}

/// Words courtesies in the language of whom they are for.
#[derive(Debug)]
pub(crate) struct AccountWords {
    url: String,
}

impl Words for AccountWords {
    fn courtesy(&self, occasion: Occasion<'_>) -> Said {
        let tag = occasion.language.unwrap_or_default();
        let language: Language = tag.parse().unwrap_or_default();
        let force = match (occasion.kind, occasion.force) {
            (_, Force::Test) => courtesy::Force::Drill,
            (Kind::Sandbox, Force::Binding) => courtesy::Force::Sandbox,
            (Kind::Live, Force::Binding) => courtesy::Force::Live,
        };
        let weight = match occasion.alerts {
            Alerts::Count => Weight::Counts,
            Alerts::DoNotCount => Weight::None,
        };
        let said = Courtesy::of(language, force, weight, &self.url);
        Said {
            subject: said.subject,
            text: said.text,
            short: said.short,
        }
    }
}

pub(super) async fn run(sending: &Send, output: &Output) -> Result<Done, Trouble> {
    let open = sending.access.open().await?;
    let permit = open.permit(operation::SendMessages).await?;
    let carriers = sending.carriers.make(open.registry.kind())?;
    let words = sending.carriers.words();
    let name = format!("outbox-send-{}", std::process::id());
    let messenger = Messenger {
        registry: &open.registry,
        permit: &permit,
        carriers: &carriers,
        words: &words,
        chance: &Machine,
        name: &name,
    };
    for turn in 0_u64.. {
        if turn % LOOKS_EVERY == 0 {
            look(&open, &permit).await?;
        }
        let round = messenger.round(open.now(), ROUND).await?;
        if sending.once || round.taken() > 0 {
            open.answer(output, || round, || text(&round))?;
        }
        if sending.once {
            break;
        }
        if round.taken() < ROUND {
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(Done::Well)
}

/// Looks for what is to be told: answers to look at again, and restrictions that have ended.
async fn look(open: &Open, permit: &Permit<operation::SendMessages>) -> Result<(), Trouble> {
    let registry = &open.registry;
    if super::is_recheck_asked_for(open).await? {
        let mut after = None;
        loop {
            after = registry.recheck(permit, after, open.now()).await?.next;
            if after.is_none() {
                break;
            }
        }
    }
    let mut after = None;
    loop {
        after = registry
            .callbacks_due(permit, after, open.now())
            .await?
            .next;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn text(round: &Round) -> String {
    let Round {
        sent,
        unreachable,
        later,
        dead,
    } = round;
    format!(
        "sent: {sent}\nno way to reach the person: {unreachable}\ntried again later: {later}\n\
         dead letters: {dead}\n"
    )
}
