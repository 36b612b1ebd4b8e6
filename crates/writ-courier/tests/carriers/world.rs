//! A small registry of people who never were, and a desk's machine that listens.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use writ_law::case::Event;
use writ_law::event::EventKind;
use writ_law::pack::PackText;
use writ_registry::*;
use writ_store::MemoryStore;

/// Bytes that look like chance and are the same in every run.
#[derive(Debug, Default)]
pub(crate) struct Dice(Mutex<u64>);

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        let mut thrown = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(32) {
            *thrown += 1;
            let hash = Sha256::digest(thrown.to_be_bytes());
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
        Ok(())
    }
}

/// An instant in Moscow.
pub(crate) fn t(local: &str) -> Timestamp {
    format!("{local}+03:00").parse().unwrap()
}

pub(crate) const FOUNDED: &str = "2023-04-01T08:00:00";
pub(crate) const IMPORTED: &str = "2023-04-02T08:00:00";
pub(crate) const ISSUED: &str = "2023-04-17T09:00:00";

/// The facts of an eligible man of office A, with changes; an empty value takes a fact out.
pub(crate) fn man(
    changes: &[(&'static str, &'static str)],
) -> BTreeMap<&'static str, &'static str> {
    let mut facts = BTreeMap::from([
        ("birth-date", "1998-05-02"),
        ("sex", "male"),
        ("service", "none"),
        ("fitness", "A"),
        ("deferment", "[]"),
        ("account", "active"),
        ("address", "confirmed"),
        ("region", "A"),
    ]);
    for (fact, value) in changes {
        facts.insert(fact, value);
    }
    facts.retain(|_, value| !value.is_empty());
    facts
}

fn source(fact: &str) -> &'static str {
    match fact {
        "service" | "deferment" => "military-register",
        "fitness" => "medical-board",
        "account" => "portal",
        "e-mail" | "phone" | "postal-address" | "language" => "person",
        _ => "civil-registry",
    }
}

#[derive(Debug)]
pub(crate) struct World {
    pub(crate) registry: Registry,
    pub(crate) sends: Permit<operation::SendMessages>,
}

impl World {
    /// A sandbox under a pack, with these people.
    pub(crate) async fn of(pack: &str, people: &[(&str, BTreeMap<&str, &str>)]) -> Self {
        let text = match pack {
            "guarded" => include_str!("../../../../regimes/guarded/regime.md"),
            _ => include_str!("../../../../regimes/seed/002/regime.md"),
        };
        let account = |name: &str, role: Role, desk: Option<Desk>| NewOfficer {
            name: name.to_owned(),
            roles: [role].into(),
            offices: Offices::All,
            desk,
        };
        let chance = Arc::new(Dice::default());
        let key = MasterKey::generate(&*chance).unwrap();
        let founding = Founding {
            regimes: vec![PackText::of_file(pack, "regime.md", text)],
            zone: None,
            first: account("root", Role::Operator, None),
            watch: Watch::default(),
        };
        let store = Arc::new(MemoryStore::new());
        let registry = Registry::found(store, chance, &key, founding, t(FOUNDED));
        let registry = registry.await.unwrap().unwrap();
        let permit = registry.permit("root", operation::AddOfficer).await;
        let permit = permit.unwrap().unwrap();
        let border = Desk {
            measure: "exit".to_owned(),
            purpose: "leaving the country".to_owned(),
        };
        for new in [
            account("rita", Role::Registrar, None),
            account("olga", Role::Officer, None),
            account("anna", Role::Approver, None),
            account("border", Role::Desk, Some(border)),
        ] {
            let added = registry.add_officer(&permit, new, t(FOUNDED)).await;
            added.unwrap().unwrap();
        }
        let sends = registry.permit("root", operation::SendMessages).await;
        let sends = sends.unwrap().unwrap();
        let world = Self { registry, sends };
        for (person, facts) in people {
            world.import(person, facts).await;
        }
        world
    }

    pub(crate) async fn may<O: Official>(&self, name: &str, operation: O) -> Permit<O> {
        let permit = self.registry.permit(name, operation).await;
        permit.unwrap().unwrap()
    }

    pub(crate) async fn import(&self, person: &str, facts: &BTreeMap<&str, &str>) {
        let given = (Recorded::AsGiven, t(IMPORTED));
        self.import_as(person, facts, given).await;
    }

    pub(crate) async fn import_as(
        &self,
        person: &str,
        facts: &BTreeMap<&str, &str>,
        (recorded, now): (Recorded, Timestamp),
    ) {
        let mut file = "person,fact,value,at,recorded_at,source\n".to_owned();
        for (fact, value) in facts {
            let (at, source) = ("2023-04-01", source(fact));
            file += &format!("{person},{fact},\"{value}\",{at},{at},{source}\n");
        }
        let permit = self.may("rita", operation::ImportRegister).await;
        let order = ImportOrder {
            digest: Sha256::digest(&file).into(),
            form: Form::Csv,
            recorded,
        };
        let importing = self.registry.import(&permit, order, file.as_bytes()).await;
        let mut importing = importing.unwrap().unwrap();
        while !matches!(importing.step(now).await.unwrap(), ImportStep::Finished(_)) {}
        assert!(importing.rejects().is_empty(), "{:?}", importing.rejects());
    }

    /// Calls everybody up who can be, in one campaign.
    pub(crate) async fn issue(&self, instrument: &str) {
        let registry = &self.registry;
        let now = t(ISSUED);
        let new = NewCampaign {
            id: "spring".to_owned(),
            order: "made-up order no. 1".to_owned(),
            regime: registry.regimes().first().unwrap().name().to_owned(),
            instrument: instrument.to_owned(),
            quotas: BTreeMap::from([("A".to_owned(), 100)]),
            window: Window {
                from: t("2023-04-01T00:00:00"),
                until: t("2023-07-16T00:00:00"),
            },
            appear: Appear::After {
                days: 40,
                time: jiff::civil::time(9, 0, 0, 0),
            },
            place: None,
        };
        let may = self.may("olga", operation::OpenCampaign).await;
        let opened = registry.open_campaign(&may, new, now).await;
        opened.unwrap().unwrap();
        let may = self.may("olga", operation::ListCandidates).await;
        let mut listing = registry.candidates(&may, "spring").await.unwrap().unwrap();
        while !matches!(listing.step(now).await.unwrap(), ListStep::Finished(_)) {}
        let may = self.may("olga", operation::CommitList).await;
        let committed = registry.commit_list(&may, "spring", now).await;
        committed.unwrap().unwrap();
        let may = self.may("olga", operation::DrawCampaign).await;
        let drawn = registry.draw(&may, "spring", b"made-up seed", now).await;
        drawn.unwrap().unwrap();
        let may = self.may("anna", operation::ApproveCampaign).await;
        registry
            .approve(&may, "spring", now)
            .await
            .unwrap()
            .unwrap();
        let may = self.may("olga", operation::IssueCampaign).await;
        let mut issuing = registry.issue(&may, "spring").await.unwrap().unwrap();
        while !matches!(
            issuing.step(now).await.unwrap().unwrap(),
            IssueStep::Finished(_)
        ) {}
    }

    pub(crate) async fn record(&self, person: &str, kind: EventKind, at: &str) -> Happened {
        let may = self.may("olga", operation::RecordEvent).await;
        let recording = Recording {
            person: person.to_owned(),
            matter: None,
            event: Event::new("", kind, t(at)),
        };
        let recorded = self.registry.record(&may, &recording, t(at)).await;
        recorded.unwrap().unwrap()
    }

    /// What happened in the matters of a person: kind, channel, attempt, by whom, to whom, mark.
    pub(crate) async fn happened(&self, person: &str) -> Vec<String> {
        let may = self.may("olga", operation::ExplainPerson).await;
        let at = t("2023-07-01T00:00:00");
        let explained = self.registry.explain(&may, person, at, None, None).await;
        let explained = explained.unwrap().unwrap();
        let events = explained.matters.iter().flat_map(|matter| &matter.events);
        let said = events.map(|event| {
            let attempt = event.attempt.map(|attempt| attempt.to_string());
            let words = [&event.channel, &attempt, &event.by, &event.to, &event.mark];
            let words = words.into_iter().flatten().map(String::as_str);
            let all: Vec<&str> = std::iter::once(event.kind.word()).chain(words).collect();
            all.join(" ")
        });
        said.collect()
    }

    /// The messages that wait.
    pub(crate) async fn waiting(&self) -> Vec<Message> {
        let waiting = self.registry.messages(&self.sends, 0, 1_000).await.unwrap();
        waiting.into_iter().filter_map(|one| one.message).collect()
    }
}

/// A request that came in.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// A machine that listens, and answers each request as it is told.
#[derive(Clone, Debug)]
pub(crate) struct Listener {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    answer: Arc<Mutex<String>>,
}

impl Listener {
    pub(crate) async fn new() -> Self {
        let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let listener = Self {
            address: socket.local_addr().unwrap(),
            requests: Arc::default(),
            answer: Arc::new(Mutex::new("204 No Content".to_owned())),
        };
        let copy = listener.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = socket.accept().await {
                let listener = copy.clone();
                tokio::spawn(async move {
                    let mut read = Vec::new();
                    let mut part = [0; 4096];
                    let request = loop {
                        let Ok(count @ 1..) = stream.read(&mut part).await else {
                            return;
                        };
                        read.extend_from_slice(part.get(..count).unwrap());
                        if let Some(request) = whole(&String::from_utf8_lossy(&read)) {
                            break request;
                        }
                    };
                    listener.requests.lock().unwrap().push(request);
                    let answer = listener.answer.lock().unwrap().clone();
                    if answer.is_empty() {
                        // It never answers.
                        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
                    }
                    let answer = format!(
                        "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    );
                    drop(stream.write_all(answer.as_bytes()).await);
                });
            }
        });
        listener
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    pub(crate) fn answers(&self, status: &str) {
        *self.answer.lock().unwrap() = status.to_owned();
    }

    /// What came in since this was asked last.
    pub(crate) fn taken(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

/// A request, once all of it is there.
fn whole(text: &str) -> Option<Request> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<String, String> = fields
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length")?.parse().ok()?;
    (body.len() >= length).then(|| Request {
        headers,
        body: body.to_owned(),
    })
}

/// Sees that a request is signed with a secret, as whoever gets it would.
pub(crate) fn check_signature(request: &Request, secret: &str) {
    let header = |name: &str| request.headers.get(name).unwrap().clone();
    let signer = standardwebhooks::Webhook::new(secret).unwrap();
    let time: i64 = header("webhook-timestamp").parse().unwrap();
    let expected = signer.sign(&header("webhook-id"), time, request.body.as_bytes());
    assert_eq!(header("webhook-signature"), expected.unwrap());
    assert_eq!(header("content-type"), "application/json");
}
