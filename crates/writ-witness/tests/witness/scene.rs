//! A witness that listens on a port of its own, with a clock that the test sets.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::sync::oneshot;
use writ_ledger::cosignature::CosignedAt;
use writ_ledger::note::{KeyName, Signature, VerifierKey};
use writ_witness::clock::{Clock, NoTime};
use writ_witness::folder::Folder;
use writ_witness::journal::{Happening, Journal};
use writ_witness::service::{Limits, serve};
use writ_witness::witness::Witness;

use crate::log::Log;
use crate::wire::{Answer, ask};

pub(crate) const NOON: u64 = 1_700_000_000;

/// A witness at work, until it is dropped.
pub(crate) struct Scene {
    pub(crate) dir: Arc<tempfile::TempDir>,
    pub(crate) address: SocketAddr,
    pub(crate) key: VerifierKey,
    pub(crate) clock: Arc<Hand>,
    pub(crate) told: Arc<Told>,
    stop: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// A clock that stands where a test puts it.
#[derive(Debug)]
pub(crate) struct Hand(Mutex<Option<u64>>);

impl Hand {
    pub(crate) fn set(&self, now: Option<u64>) {
        *self.0.lock().unwrap() = now;
    }
}

#[derive(Debug, Default)]
pub(crate) struct Told(Mutex<Vec<Happening>>);

impl Told {
    pub(crate) fn all(&self) -> Vec<Happening> {
        self.0.lock().unwrap().clone()
    }
}

#[derive(Debug)]
struct Shared<T>(Arc<T>);

impl Clock for Shared<Hand> {
    fn now(&self) -> Result<u64, NoTime> {
        let why = "the clock is broken".to_owned();
        self.0.0.lock().unwrap().ok_or(NoTime { why })
    }
}

impl Journal for Shared<Told> {
    fn happened(&self, what: &Happening) {
        self.0.0.lock().unwrap().push(what.clone());
    }
}

impl Scene {
    /// A witness that follows the log.
    pub(crate) fn following(log: &Log) -> Self {
        let scene = Self::with_limits(Limits::default());
        scene
            .folder()
            .follow(&log.key.verifier().to_string())
            .unwrap();
        scene
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        let dir = Arc::new(tempfile::tempdir().unwrap());
        let name = KeyName::new("made.example/witness").unwrap();
        Folder::new(&dir.path().join("w"))
            .found(name, &[9; 32])
            .unwrap();
        Self::open(dir, limits, Some(NOON))
    }

    /// The same witness, stopped and started again.
    pub(crate) fn again(mut self) -> Self {
        self.stop();
        let now = *self.clock.0.lock().unwrap();
        Self::open(self.dir.clone(), Limits::default(), now)
    }

    fn open(dir: Arc<tempfile::TempDir>, limits: Limits, now: Option<u64>) -> Self {
        let (clock, told) = (Arc::new(Hand(Mutex::new(now))), Arc::new(Told::default()));
        let folder = Folder::new(&dir.path().join("w"));
        let (a, b) = (
            Box::new(Shared(clock.clone())),
            Box::new(Shared(told.clone())),
        );
        let witness = Arc::new(Witness::open(&folder, a, b).unwrap());
        let key = witness.key().clone();
        let (stop, stopped) = oneshot::channel();
        let (send, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let mut builder = tokio::runtime::Builder::new_current_thread();
            builder.enable_all().build().unwrap().block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                send.send(listener.local_addr().unwrap()).unwrap();
                let stop = async move { drop(stopped.await) };
                serve(listener, witness, limits, stop).await;
            });
        });
        let address = address.recv().unwrap();
        let stop = Some((stop, thread));
        Self {
            dir,
            address,
            key,
            clock,
            told,
            stop,
        }
    }

    pub(crate) fn folder(&self) -> Folder {
        Folder::new(&self.dir.path().join("w"))
    }

    pub(crate) fn stop(&mut self) {
        if let Some((stop, thread)) = self.stop.take() {
            // If it is over already, there is nobody to tell.
            stop.send(()).unwrap_or_default();
            thread.join().unwrap();
        }
    }

    pub(crate) fn post(&self, body: &str) -> Answer {
        ask(self.address, "POST", "/add-checkpoint", body.as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        ask(self.address, "GET", path, b"")
    }

    /// Asks for a cosignature and verifies the one that comes; its time.
    #[track_caller]
    pub(crate) fn cosigned(&self, log: &Log, old: u64, size: u64) -> u64 {
        let answer = self.post(&log.request(old, size));
        assert_eq!(answer.status, 200, "{answer:?}");
        self.time_of(&answer.body, &log.text(size))
    }

    /// The time of the witness's cosignature in an answer, verified.
    #[track_caller]
    pub(crate) fn time_of(&self, lines: &str, text: &str) -> u64 {
        let line = lines.strip_suffix('\n').unwrap();
        let line = Signature::parse_line(line).unwrap();
        CosignedAt::verify(&line, &self.key, text)
            .unwrap()
            .at()
            .get()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.stop();
    }
}
