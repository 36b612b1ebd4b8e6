//! The client of a registry, against a witness in another language, against ours, and against
//! servers that misbehave.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::Child;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use writ_courier::{AddressError, HttpWitnesses, Patience, WitnessAddress};
use writ_ledger::cosignature::CosignedAt;
use writ_ledger::hash::Hash;
use writ_ledger::note::{Signature, VerifierKey};
use writ_ledger::tree::consistency;
use writ_registry::RegistryError;
use writ_registry::evidence::witnesses::{
    CosignRequest, History, WitnessAnswer, WitnessOutcome, Witnesses as _,
};

use crate::log::{Log, ORIGIN};
use crate::scene::{Scene, peer};

/// A log's past, which notes what it was asked.
#[derive(Debug)]
struct Past<'l> {
    log: &'l Log,
    size: u64,
    asked: Mutex<Vec<u64>>,
}

#[async_trait]
impl History for Past<'_> {
    async fn consistency(&self, old: u64) -> Result<Vec<Hash>, RegistryError> {
        self.asked.lock().unwrap().push(old);
        Ok(consistency(&self.log.leaves, old, self.size).unwrap())
    }
}

/// A witness in Python, killed when it is dropped.
struct Peer {
    child: Child,
    url: String,
    key: VerifierKey,
}

impl Peer {
    fn following(log: &Log) -> Self {
        let vkey = log.key.verifier().to_string();
        let seed = "03".repeat(32);
        let mut child = peer("witness.py", &["made.example/python", &seed, &vkey]);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.next().unwrap().unwrap();
        let key = VerifierKey::parse(&lines.next().unwrap().unwrap()).unwrap();
        Self { child, url, key }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn hurried() -> Patience {
    Patience {
        connect: Duration::from_millis(500),
        request: Duration::from_millis(500),
        again: 2,
        pause: Duration::from_millis(10),
    }
}

fn witnesses(urls: &[&str]) -> HttpWitnesses {
    let address = |(at, url): (usize, &&str)| WitnessAddress {
        name: format!("w{at}"),
        url: (*url).to_owned(),
    };
    let addresses: Vec<_> = urls.iter().enumerate().map(address).collect();
    HttpWitnesses::new(&addresses, hurried()).unwrap()
}

/// Asks all of them for a cosignature; what they answered, and which proofs were asked for.
fn ask(urls: &[&str], log: &Log, seen: u64, size: u64) -> (Vec<WitnessAnswer>, Vec<u64>) {
    let past = Past {
        log,
        size,
        asked: Mutex::default(),
    };
    let request = CosignRequest {
        checkpoint: log.note(size),
        size,
        seen,
    };
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build().unwrap();
    let answers = runtime.block_on(witnesses(urls).cosign(&request, &past));
    (answers, past.asked.into_inner().unwrap())
}

fn one(url: &str, log: &Log, seen: u64, size: u64) -> (WitnessOutcome, Vec<u64>) {
    let (mut answers, asked) = ask(&[url], log, seen, size);
    let answer = answers.pop().unwrap();
    assert_eq!((answer.witness.as_str(), answers.len()), ("w0", 0));
    (answer.outcome, asked)
}

#[track_caller]
fn is_cosigned(outcome: &WitnessOutcome, key: &VerifierKey, text: &str) {
    let WitnessOutcome::Cosigned(lines) = outcome else {
        panic!("{outcome:?}")
    };
    let line = Signature::parse_line(lines.strip_suffix('\n').unwrap()).unwrap();
    CosignedAt::verify(&line, key, text).unwrap();
}

/// The same exchanges with the witness of another make and with ours.
fn exchanges(url: &str, key: &VerifierKey) {
    let (log, other) = (Log::new(300), Log::parting_at(3, 300));
    let grown = |seen, size, asked: &[u64]| {
        let (outcome, found) = one(url, &log, seen, size);
        is_cosigned(&outcome, key, &log.text(size));
        assert_eq!(found, asked, "from {seen} to {size}");
    };
    grown(0, 5, &[]);
    grown(5, 9, &[5]);
    grown(9, 9, &[]);
    // It believes wrongly: a first registry after a restart, and one that missed an answer.
    grown(0, 20, &[9]);
    grown(9, 20, &[9]);
    grown(20, 257, &[20]);
    let (outcome, _) = one(url, &log, 0, 20);
    assert_eq!(
        outcome,
        WitnessOutcome::Ahead { size: 257 },
        "the registry was rolled back"
    );
    for (size, status) in [(257, "409"), (300, "422")] {
        let (outcome, _) = one(url, &other, 257, size);
        let WitnessOutcome::Contradicts { why } = &outcome else {
            panic!("{outcome:?}")
        };
        assert!(why.starts_with(status), "another history: {why}");
    }
    let mut stranger = Log::new(5);
    stranger.key = crate::log::log_key(ORIGIN, 7);
    let (outcome, _) = one(url, &stranger, 5, 5);
    let WitnessOutcome::Refused { why } = &outcome else {
        panic!("{outcome:?}")
    };
    assert!(why.starts_with("403"), "another key: {why}");
    grown(257, 300, &[257]);
}

#[test]
fn with_a_witness_in_python() {
    let peer = Peer::following(&Log::new(1));
    exchanges(&peer.url, &peer.key);
}

#[test]
fn with_our_own_witness() {
    let scene = Scene::following(&Log::new(1));
    let running = scene.run(&[]);
    exchanges(&running.url(), &scene.key);
}

/// A server that gives these answers, one for each connection, and the last for ever.
fn scripted(answers: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (turn, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            // One read is the whole of these small requests.
            if stream.read(&mut head).is_err() {
                continue;
            }
            let answer = answers.get(turn).or(answers.last()).unwrap();
            stream.write_all(answer.as_bytes()).unwrap_or_default();
        }
    });
    url
}

fn holds(size: &str) -> &'static str {
    let length = size.len();
    let text = format!(
        "HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\nConnection: close\r\n\
         Content-Length: {length}\r\n\r\n{size}"
    );
    text.leak()
}

fn says(status: &str) -> &'static str {
    let text = format!(
        "HTTP/1.1 {status}\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n\
         Content-Length: 3\r\n\r\nno\n"
    );
    text.leak()
}

#[test]
fn what_misbehaves_is_told_and_holds_nobody_up() {
    let log = Log::new(9);
    let fine = says("200 OK");
    let refused = |word: &'static str| (word, "refused");
    let lost = |word: &'static str| (word, "unreachable");
    let cases: Vec<(&str, &'static [&'static str], (&str, &str))> = vec![
        (
            "it holds what we said",
            vec![holds("3\n")].leak(),
            refused("asks again"),
        ),
        (
            "it goes round",
            vec![holds("4\n"), holds("3\n")].leak(),
            refused("asks again"),
        ),
        (
            "no size",
            vec![holds("four\n")].leak(),
            lost("cannot be read"),
        ),
        (
            "half a size",
            vec![holds("4")].leak(),
            lost("cannot be read"),
        ),
        (
            "sent elsewhere",
            vec![says("302 Found")].leak(),
            refused("302"),
        ),
        (
            "a bad request",
            vec![says("400 Bad Request")].leak(),
            refused("400 Bad Request: no"),
        ),
        (
            "always busy",
            vec![says("503 Service Unavailable")].leak(),
            lost("503"),
        ),
        ("no HTTP", vec!["hello\r\n\r\n"].leak(), lost("")),
        ("nothing at all", vec![""].leak(), lost("")),
    ];
    for (what, answers, (word, kind)) in cases {
        let (outcome, _) = one(&scripted(answers), &log, 3, 9);
        let (found, why) = match &outcome {
            WitnessOutcome::Refused { why } => ("refused", why),
            WitnessOutcome::Unreachable { why } => ("unreachable", why),
            other => panic!("{what}: {other:?}"),
        };
        assert_eq!(found, kind, "{what}: {outcome:?}");
        assert!(why.contains(word), "{what}: {why}");
    }
    let recovers = vec![says("503 Busy"), says("500 No"), fine].leak();
    let (outcome, _) = one(&scripted(recovers), &log, 3, 9);
    assert_eq!(
        outcome,
        WitnessOutcome::Cosigned("no\n".to_owned()),
        "at the third time"
    );
}

#[test]
fn all_are_asked_at_the_same_time() {
    let log = Log::new(9);
    let peer = Peer::following(&log);
    let scene = Scene::following(&log);
    let running = scene.run(&[]);
    // Takes the connection, and says nothing.
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let mute = format!("http://{}", mute.local_addr().unwrap());
    let silent: Vec<&str> = vec![&mute; 8];
    let ours = running.url();
    let urls = [vec![peer.url.as_str(), "http://127.0.0.1:1", &ours], silent].concat();
    let began = Instant::now();
    let (answers, _) = ask(&urls, &log, 0, 9);
    // Eight that wait three times half a second one after the other would take twelve seconds.
    assert!(
        began.elapsed() < Duration::from_secs(6),
        "{:?}",
        began.elapsed()
    );
    let [first, second, third, rest @ ..] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    is_cosigned(&first.outcome, &peer.key, &log.text(9));
    assert!(
        matches!(second.outcome, WitnessOutcome::Unreachable { .. }),
        "{second:?}"
    );
    is_cosigned(&third.outcome, &scene.key, &log.text(9));
    let is_lost = |it: &WitnessAnswer| matches!(it.outcome, WitnessOutcome::Unreachable { .. });
    assert!(rest.iter().all(is_lost), "{rest:?}");
    let names: Vec<_> = answers
        .iter()
        .map(|answer| answer.witness.clone())
        .collect();
    assert_eq!(
        names,
        (0..11).map(|at| format!("w{at}")).collect::<Vec<_>>(),
        "in their order"
    );
}

#[test]
fn an_address_that_is_none_is_refused_at_once() {
    for url in ["court.example", "ftp://court.example", "file:///tmp", ""] {
        let address = WitnessAddress {
            name: "w".to_owned(),
            url: url.to_owned(),
        };
        let error = HttpWitnesses::new(&[address], Patience::default()).unwrap_err();
        assert!(matches!(error, AddressError::Url { .. }), "{url}: {error}");
    }
}
