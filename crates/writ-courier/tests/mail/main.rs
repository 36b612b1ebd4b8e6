//! Mail, against a server of SMTP that is not ours: `aiosmtpd`, in a process of its own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;
use writ_courier::mail::{Encryption, Mail, MailError, MailSettings};
use writ_registry::{Carried, Carrier, Parcel};

const PYTHON: &str = "WRIT_TEST_PYTHON";

/// A Python with aiosmtpd.
#[track_caller]
fn python() -> PathBuf {
    let path = std::env::var_os(PYTHON).map(PathBuf::from);
    path.unwrap_or_else(|| {
        panic!(
            "this test needs Python with aiosmtpd, and {PYTHON} does not say where it is: `cargo \
             xtask test --only pypi --only tests` installs it and runs the test"
        )
    })
}

fn beside(file: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    folder.join(file)
}

/// A server, with the mail that it took.
struct Server {
    child: Child,
    port: u16,
    maildir: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start(encryption: Encryption) -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let maildir = tempfile::tempdir().unwrap();
        let mut command = Command::new(python());
        command.args(["-m", "aiosmtpd", "--nosetuid"]);
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        let (certificate, key) = match encryption {
            Encryption::None => ("", ""),
            Encryption::StartTls => ("--tlscert", "--tlskey"),
            Encryption::Implicit => ("--smtpscert", "--smtpskey"),
        };
        if !certificate.is_empty() {
            command.arg(certificate).arg(beside("server.pem"));
            command.arg(key).arg(beside("server.key"));
        }
        command.args(["--class", "refusing.Refusing"]);
        command.arg(maildir.path().join("mail"));
        command.env("PYTHONPATH", beside(""));
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        let child = command.stderr(Stdio::inherit()).spawn().unwrap();
        let server = Self {
            child,
            port,
            maildir,
        };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not listen");
    }

    /// The mail that it took, as another program reads it.
    fn mail(&self) -> Vec<Value> {
        let mut command = Command::new(python());
        command.arg(beside("read.py"));
        command.arg(self.maildir.path().join("mail"));
        let read = command.output().unwrap();
        assert!(read.status.success(), "{read:?}");
        serde_json::from_slice(&read.stdout).unwrap()
    }

    fn settings(&self, encryption: Encryption) -> MailSettings {
        MailSettings {
            host: "localhost".to_owned(),
            port: self.port,
            encryption,
            account: None,
            from: "MADE-UP register <register@writ.example>".to_owned(),
            root: Some(std::fs::read(beside("root.pem")).unwrap()),
            patience: Duration::from_secs(20),
        }
    }
}

fn now() -> Timestamp {
    "2023-04-17T10:00:00+03:00".parse().unwrap()
}

fn parcel(to: &str) -> Parcel {
    Parcel {
        id: "msg_0123456789abcdef".to_owned(),
        to: to.to_owned(),
        title: "ПЕСОЧНИЦА – В личном кабинете вас что-то ждёт".to_owned(),
        text: "В личном кабинете вас что-то ждёт.\n\nhttps://writ.example/notices\n".to_owned(),
        secret: None,
    }
}

async fn sent(settings: &MailSettings, to: &str) -> Carried {
    let mail = Mail::new(settings).unwrap();
    mail.carry(&parcel(to), now()).await
}

#[tokio::test]
async fn mail_arrives_over_every_kind_of_connection() {
    for encryption in [Encryption::None, Encryption::StartTls, Encryption::Implicit] {
        let server = Server::start(encryption);
        let settings = server.settings(encryption);
        let carried = sent(&settings, "made-up@persons.example").await;
        assert_eq!(carried, Carried::Sent, "{encryption:?}");
        let mail = server.mail();
        assert_eq!(mail.len(), 1, "{encryption:?}");
        let header = |name: &str| mail[0]["headers"][name].as_str().unwrap_or_default();
        assert_eq!(header("subject"), parcel("").title);
        assert_eq!(header("from"), settings.from);
        assert_eq!(header("to"), "made-up@persons.example");
        assert_eq!(header("message-id"), "<msg_0123456789abcdef@writ.example>");
        assert_eq!(header("auto-submitted"), "auto-generated");
        assert_eq!(header("date"), "Mon, 17 Apr 2023 07:00:00 +0000");
        let body = mail[0]["body"].as_str().unwrap_or_default();
        assert_eq!(body.replace("\r\n", "\n"), parcel("").text);
    }
}

#[tokio::test]
async fn nothing_is_sent_in_the_open_where_it_should_not_be() {
    let open = Server::start(Encryption::None);
    let carried = sent(&open.settings(Encryption::StartTls), "a@persons.example").await;
    assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
    assert_eq!(open.mail().len(), 0);

    let mut elsewhere = open.settings(Encryption::None);
    elsewhere.host = "mail.example".to_owned();
    let refused = Mail::new(&elsewhere).unwrap_err();
    assert!(matches!(refused, MailError::Open { .. }), "{refused}");
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_no_mail() {
    for encryption in [Encryption::StartTls, Encryption::Implicit] {
        let server = Server::start(encryption);
        let mut settings = server.settings(encryption);
        settings.root = None;
        let carried = sent(&settings, "a@persons.example").await;
        assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
        assert_eq!(server.mail().len(), 0, "{encryption:?}");
    }
}

#[tokio::test]
async fn what_a_server_says_no_to_is_tried_again_unless_there_is_no_such_mailbox() {
    let server = Server::start(Encryption::None);
    let settings = server.settings(Encryption::None);
    let carried = sent(&settings, "nobody@persons.example").await;
    let Carried::Never { why } = carried else {
        panic!("{carried:?}");
    };
    assert!(why.contains("no such mailbox"), "{why}");
    assert!(!why.contains("nobody@"), "{why}: the address is somebody's");
    let carried = sent(&settings, "full@persons.example").await;
    assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
    let carried = sent(&settings, "no address").await;
    assert!(matches!(carried, Carried::Never { .. }), "{carried:?}");
    assert_eq!(server.mail().len(), 0);

    let settings = server.settings(Encryption::None);
    drop(server);
    let carried = sent(&settings, "a@persons.example").await;
    assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
}
