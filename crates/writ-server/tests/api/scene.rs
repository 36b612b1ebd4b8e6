//! A made-up registry behind a door that listens on a free port of this machine.

use std::future::Future;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use writ_law::pack::PackText;
use writ_registry::{
    Chance, ChanceError, Desk, Founding, MasterKey, NewOfficer, Offices, Registry, Role, Watch,
    operation,
};
use writ_server::serve::{Listening, serve};
use writ_server::{Clock, ClockError, Door, Parts, SandboxClock, Settings};
use writ_store::MemoryStore;

/// When the story begins.
pub(crate) const BEGIN: &str = "2023-04-17T09:00:00Z";

/// Bytes that look like chance and are the same in every run.
#[derive(Debug, Default)]
struct Dice(Mutex<u64>);

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

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub(crate) struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl SandboxClock for Hands {
    fn set(&self, to: Timestamp) -> Result<(), ClockError> {
        let mut now = self.0.lock().unwrap();
        if to < *now {
            return Err(ClockError::Earlier { now: *now, to });
        }
        *now = to;
        Ok(())
    }
}

/// What a test talks to.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) url: String,
    pub(crate) client: Client,
    /// The machine's clock.
    pub(crate) machine: Arc<Hands>,
}

fn account(name: &str, roles: &[Role], office: Option<&str>, desk: Option<Desk>) -> NewOfficer {
    NewOfficer {
        name: name.to_owned(),
        roles: roles.iter().copied().collect(),
        offices: office.map_or(Offices::All, |office| Offices::Only([office.into()].into())),
        desk,
    }
}

async fn registry(now: Timestamp) -> Registry {
    let chance = Arc::new(Dice::default());
    let key = MasterKey::generate(&*chance).unwrap();
    let text = include_str!("../../../../regimes/guarded/regime.md");
    let founding = Founding {
        regimes: vec![PackText::of_file("guarded", "regime.md", text)],
        zone: None,
        first: account("operator", &[Role::Operator], None, None),
        watch: Watch::default(),
    };
    let store = Arc::new(MemoryStore::new());
    let registry = Registry::found(store, chance, &key, founding, now).await;
    let registry = registry.unwrap().unwrap();
    let permit = registry.permit("operator", operation::AddOfficer).await;
    let permit = permit.unwrap().unwrap();
    let border = Desk {
        measure: "exit".to_owned(),
        purpose: "leaving the country".to_owned(),
    };
    for new in [
        account("vera", &[Role::Registrar], None, None),
        account("oleg", &[Role::Officer], None, None),
        account("olga", &[Role::Officer], Some("B"), None),
        account("anna", &[Role::Approver], None, None),
        account("omar", &[Role::Oversight], None, None),
        account("feeder", &[Role::System], None, None),
        account("border", &[Role::Desk], None, Some(border)),
    ] {
        registry
            .add_officer(&permit, new, now)
            .await
            .unwrap()
            .unwrap();
    }
    registry
}

/// Runs a test against a door of its own.
pub(crate) fn with<F: Future<Output = ()>>(settings: Settings, test: impl FnOnce(Scene) -> F) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(async {
        let now: Timestamp = BEGIN.parse().unwrap();
        let machine = Arc::new(Hands(Mutex::new(now)));
        let door = Door::new(Parts {
            registry: registry(now).await,
            machine: Arc::clone(&machine) as Arc<dyn Clock>,
            sandbox: Some(Arc::new(Hands(Mutex::new(now)))),
            chance: Arc::new(Dice::default()),
            settings,
        });
        let listening = Listening::on("127.0.0.1:0".parse().unwrap()).unwrap();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .tls_backend_preconfigured(tls())
            .build()
            .unwrap();
        let scene = Scene {
            url: format!("http://{}", listening.address()),
            client,
            machine,
        };
        let router = writ_server::router::of(door);
        let serving = serve(listening, router, std::future::pending());
        tokio::select! {
            served = serving => served.unwrap(),
            () = test(scene) => {}
        }
    });
}

/// No certificate is needed where nothing leaves the machine.
fn tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

/// Settings under which no test waits.
pub(crate) fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.limits.address_burst = 1_000_000;
    settings.limits.account_burst = 1_000_000;
    settings
}

impl Scene {
    /// A request of somebody: `officer-NAME`, `person-ID`, or nobody.
    pub(crate) fn ask(&self, who: &str, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        match who {
            "" => request,
            who => request.bearer_auth(format!("sandbox-{who}")),
        }
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> (u16, Value) {
        let request = self.ask(who, Method::GET, &format!("/api/v1{path}"));
        told(request.send().await.unwrap()).await
    }

    pub(crate) async fn post(&self, who: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = self.ask(who, Method::POST, &format!("/api/v1{path}"));
        told(request.json(body).send().await.unwrap()).await
    }

    /// The same, where it must be done.
    pub(crate) async fn done(&self, who: &str, path: &str, body: &Value) -> Value {
        let (status, told) = self.post(who, path, body).await;
        assert_eq!(status, 200, "{path} {told}");
        told
    }

    /// Takes in people of offices, made up, who may be called up.
    pub(crate) async fn people(&self, people: &[(&str, &str)]) {
        let mut file = "person,fact,value,at,recorded_at,source\n".to_owned();
        for (id, office) in people {
            for (fact, value, source) in [
                ("birth-date", "1998-05-02", "civil-registry"),
                ("sex", "male", "civil-registry"),
                ("service", "none", "military-register"),
                ("fitness", "A", "medical-board"),
                ("deferment", "[]", "military-register"),
                ("account", "active", "portal"),
                ("address", "confirmed", "civil-registry"),
                ("region", office, "civil-registry"),
            ] {
                file.push_str(&format!(
                    "{id},{fact},{value},2023-04-01,2023-04-01,{source}\n"
                ));
            }
        }
        let path = "/api/v1/register/people?form=csv&recorded=as-given";
        let request = self.ask("officer-vera", Method::POST, path);
        let request = request.header("content-type", "application/octet-stream");
        let (status, told) = told(request.body(file).send().await.unwrap()).await;
        assert_eq!((status, &told["rejected"]), (200, &json!(0)), "{told}");
    }

    /// A campaign for office A that is open.
    pub(crate) fn campaign(id: &str) -> Value {
        json!({
            "id": id, "order": "order 12, made up", "regime": "guarded", "instrument": "call-up",
            "quotas": {"A": 5}, "from": "2023-04-17T00:00:00Z", "until": "2023-07-15T00:00:00Z",
            "appear": {"after": {"days": 40, "time": "09:00"}}, "place": "office {office}, made up",
        })
    }

    /// Calls up everybody of office A who may be.
    pub(crate) async fn called(&self, id: &str) {
        let officer = "officer-oleg";
        self.done(officer, "/campaigns", &Self::campaign(id)).await;
        let at = |step: &str| format!("/campaigns/{id}/{step}");
        self.done(officer, &at("candidates"), &json!({})).await;
        self.done(officer, &at("commitment"), &json!({})).await;
        let seed = json!({ "seed": "made up" });
        self.done(officer, &at("draw"), &seed).await;
        self.done("officer-anna", &at("approval"), &json!({})).await;
        self.done(officer, &at("notices"), &json!({})).await;
    }
}

/// The status, and what was told.
pub(crate) async fn told(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, value)
}
