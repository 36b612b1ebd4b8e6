//! The registry: its kind and its regimes, fixed when it is founded and checked when it is opened.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use writ_law::finding::Finding;
use writ_law::live::LiveRegime;
use writ_law::pack::{PackFile, PackText};
use writ_law::regime::Regime;
use writ_law::zone;
use writ_store::Store;

use crate::account::policies;
use crate::chance::Chance;
use crate::docket::Following;
use crate::error::RegistryError;
use crate::evidence::cover::Verified;
use crate::evidence::ledger::{self, FixedLedger, Ledger, Watch};
use crate::officer::{self, NewOfficer};
use crate::refusal::{Ground, Refusal, Ruling};
use crate::seal::{Keys, MasterKey, hex};
use crate::wording::Wording;

/// Whether what a registry says has legal force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// None of it has, and every notice and answer says so.
    Sandbox,
    /// It has. Only with regimes that pass the rights floor.
    Live,
}

impl Kind {
    /// The word for it in notices and answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Live => "live",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What is fixed when a sandbox is founded.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The packs of its regimes, whose texts it keeps.
    pub regimes: Vec<PackText>,
    /// The IANA zone in which dates without a time are read; of the first regime if absent.
    pub zone: Option<String>,
    /// The first officer, who adds the others.
    pub first: NewOfficer,
    /// Its ledger, and who watches it.
    pub watch: Watch,
}

/// What is fixed when a live registry is founded.
///
/// It takes regimes that have passed the rights floor, and no others:
///
/// ```compile_fail,E0308
/// use writ_law::{pack::PackText, regime::Regime};
/// use writ_registry::{LiveFounding, NewOfficer, Watch};
/// fn found<'a>(law: (&'a Regime, &'a PackText), first: NewOfficer) -> LiveFounding<'a> {
///     LiveFounding { regimes: vec![law], zone: None, first, watch: Watch::default() }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct LiveFounding<'a> {
    /// Its regimes, each with the pack that it was read from.
    pub regimes: Vec<(&'a LiveRegime, &'a PackText)>,
    /// The IANA zone in which dates without a time are read; of the first regime if absent.
    pub zone: Option<String>,
    /// The first officer, who adds the others.
    pub first: NewOfficer,
    /// Its ledger, and who watches it: a live registry without witnesses is refused.
    pub watch: Watch,
}

/// A registry, open.
#[derive(Clone)]
pub struct Registry {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) chance: Arc<dyn Chance>,
    pub(crate) keys: Keys,
    pub(crate) first: NewOfficer,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) covers: Verified,
    pub(crate) docket: Following,
    kind: Kind,
    zone: TimeZone,
    regimes: Vec<Arc<Regime>>,
    pub(crate) wording: Option<Arc<dyn Wording>>,
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The name of the founding value. There is one, so that a founding is there whole or not at all.
pub(crate) const FOUNDING: &str = "founding";
const FOUNDING_VERSION: u8 = 2;

/// A founding as it lies in the store: in the open, and not to be changed without the key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authentic {
    v: u8,
    /// Tells a right key from a wrong one.
    key_check: String,
    /// What only who has the key can say of this very text.
    mac: String,
    /// What is fixed, as JSON.
    fixed: String,
}

impl Authentic {
    fn of(fixed: &Fixed, keys: &Keys) -> Result<Self, RegistryError> {
        let fixed = serde_json::to_string(fixed).map_err(|error| unreadable(&error))?;
        Ok(Self {
            v: FOUNDING_VERSION,
            key_check: hex(&keys.check()),
            mac: hex(&keys.founding(fixed.as_bytes())),
            fixed,
        })
    }

    fn opened(&self, keys: &Keys) -> Result<Fixed, RegistryError> {
        if self.v != FOUNDING_VERSION {
            let found = self.v;
            let why = format!("it is in form {found}, this program reads {FOUNDING_VERSION}");
            return Err(damaged(why));
        }
        if self.key_check != hex(&keys.check()) {
            return Err(RegistryError::WrongKey);
        }
        if self.mac != hex(&keys.founding(self.fixed.as_bytes())) {
            return Err(damaged("it is not what was founded".to_owned()));
        }
        serde_json::from_str(&self.fixed).map_err(|error| unreadable(&error))
    }
}

#[derive(Serialize, Deserialize)]
struct Fixed {
    kind: Kind,
    zone: String,
    founded_at: Timestamp,
    regimes: Vec<FixedRegime>,
    first: NewOfficer,
    ledger: FixedLedger,
}

#[derive(Clone, Serialize, Deserialize)]
struct FixedRegime {
    pack: String,
    name: String,
    digest: String,
    files: Vec<FixedFile>,
}

#[derive(Clone, Serialize, Deserialize)]
struct FixedFile {
    path: String,
    text: String,
}

impl FixedRegime {
    fn of(pack: &PackText, regime: &Regime) -> Self {
        let file = |file: &PackFile| FixedFile {
            path: file.path.clone(),
            text: file.text.clone(),
        };
        Self {
            pack: pack.name.clone(),
            name: regime.name().to_owned(),
            digest: regime.digest().to_owned(),
            files: pack.files.iter().map(file).collect(),
        }
    }

    fn text(self) -> PackText {
        let file = |file: FixedFile| PackFile {
            path: file.path,
            text: file.text,
        };
        PackText {
            name: self.pack,
            files: self.files.into_iter().map(file).collect(),
        }
    }
}

impl Registry {
    /// Founds a live registry in an empty store: what it says has legal force.
    ///
    /// Refused without a policy of witnesses of whom no single one makes the quorum.
    ///
    /// # Errors
    ///
    /// When the store fails or holds a registry already.
    pub async fn found_live(
        store: Arc<dyn Store>,
        chance: Arc<dyn Chance>,
        master: &MasterKey,
        founding: LiveFounding<'_>,
        now: Timestamp,
    ) -> Result<Ruling<Self>, RegistryError> {
        for (live, pack) in &founding.regimes {
            let read = Regime::read(pack).map(|regime| regime.digest().to_owned());
            if read.as_deref().ok() != Some(live.regime().digest()) {
                return Ok(Err(Refusal::on(
                    "another-pack",
                    format!("`{}` was read from another pack", live.regime().name()),
                    "give each regime with the pack that it was read from",
                )));
            }
        }
        let packs = founding.regimes.iter().map(|(_, pack)| (*pack).clone());
        let terms = Founding {
            regimes: packs.collect(),
            zone: founding.zone,
            first: founding.first,
            watch: founding.watch,
        };
        found(store, chance, master, (Kind::Live, terms), now).await
    }

    /// Founds a sandbox in an empty store.
    ///
    /// # Errors
    ///
    /// When the store fails or holds a registry already.
    pub async fn found(
        store: Arc<dyn Store>,
        chance: Arc<dyn Chance>,
        master: &MasterKey,
        founding: Founding,
        now: Timestamp,
    ) -> Result<Ruling<Self>, RegistryError> {
        found(store, chance, master, (Kind::Sandbox, founding), now).await
    }

    /// Opens the registry that a store holds: its kind, key and regimes must be what they were.
    ///
    /// # Errors
    ///
    /// When there is none, the key is another one, anything of the founding was changed, or a
    /// regime reads differently now.
    pub async fn open(
        store: Arc<dyn Store>,
        chance: Arc<dyn Chance>,
        master: &MasterKey,
    ) -> Result<Self, RegistryError> {
        let text = store
            .founding(FOUNDING)
            .await?
            .ok_or(RegistryError::NotFounded)?;
        let authentic: Authentic =
            serde_json::from_slice(&text).map_err(|error| unreadable(&error))?;
        let keys = Keys::of(master);
        let fixed = authentic.opened(&keys)?;
        let kind = fixed.kind;
        let regimes = fixed.regimes.iter();
        let regimes = regimes.map(|regime| reopened(kind, regime.clone()));
        let regimes = regimes.collect::<Result<_, _>>()?;
        let registry = Self::of(store, chance, keys, &fixed, regimes)?;
        // The founding may have been cut short between its two steps.
        registry.publish_genesis(fixed.founded_at).await?;
        Ok(registry)
    }

    fn of(
        store: Arc<dyn Store>,
        chance: Arc<dyn Chance>,
        keys: Keys,
        fixed: &Fixed,
        regimes: Vec<Arc<Regime>>,
    ) -> Result<Self, RegistryError> {
        policies()?;
        Ok(Self {
            store,
            chance,
            ledger: Arc::new(Ledger::of(fixed.kind, &fixed.ledger, &keys)?),
            covers: Verified::default(),
            docket: Following::default(),
            keys,
            first: fixed.first.clone(),
            kind: fixed.kind,
            zone: zone_named(&fixed.zone)?,
            regimes,
            wording: None,
        })
    }

    /// Publishes the first entry of the ledger, unless it is there.
    async fn publish_genesis(&self, founded_at: Timestamp) -> Result<(), RegistryError> {
        let next = self.next_published().await?;
        if !next.is_first() {
            return Ok(());
        }
        let regimes: Vec<&Regime> = self.regimes.iter().map(|regime| &**regime).collect();
        let genesis = self.ledger.genesis(self.kind, &regimes, founded_at);
        let mut writing = self.writing();
        writing.publish(next, &genesis, founded_at)?;
        match writing.commit().await {
            // Somebody else opened it at the same time.
            Err(error) if error.is_conflict() => Ok(()),
            other => other.map(|_| ()),
        }
    }

    /// The same, with words for what it issues: from now on the record of issuing commits to them.
    #[must_use]
    pub fn with_wording(mut self, wording: Arc<dyn Wording>) -> Self {
        self.wording = Some(wording);
        self
    }

    /// Whether what it says has legal force.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The zone in which dates without a time are read.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Its regimes, in the order of the founding.
    #[must_use]
    pub fn regimes(&self) -> &[Arc<Regime>] {
        &self.regimes
    }

    /// The regime with this name.
    pub(crate) fn regime_named(&self, name: &str) -> Ruling<&Arc<Regime>> {
        self.regimes
            .iter()
            .find(|regime| regime.name() == name)
            .ok_or_else(|| {
                let known: Vec<_> = self.regimes.iter().map(|regime| regime.name()).collect();
                let cure = format!("name one of its regimes: {}", known.join(", "));
                Refusal::on(
                    "unknown-regime",
                    format!("this registry has no regime `{name}`"),
                    cure,
                )
            })
    }

    /// The regime with this digest, as a matter or a campaign names it.
    pub(crate) fn regime_of(&self, digest: &str) -> Result<&Arc<Regime>, RegistryError> {
        self.regimes
            .iter()
            .find(|regime| regime.digest() == digest)
            .ok_or_else(|| RegistryError::Damaged {
                what: "a matter".to_owned(),
                why: format!("it names regime {digest}, which this registry does not have"),
            })
    }
}

async fn found(
    store: Arc<dyn Store>,
    chance: Arc<dyn Chance>,
    master: &MasterKey,
    (kind, founding): (Kind, Founding),
    now: Timestamp,
) -> Result<Ruling<Registry>, RegistryError> {
    if store.founding(FOUNDING).await?.is_some() {
        return Err(RegistryError::Founded);
    }
    let keys = Keys::of(master);
    let (fixed, regimes) = match decide(kind, &founding, &keys, now) {
        Ok(decided) => decided,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let authentic = Authentic::of(&fixed, &keys)?;
    let text = serde_json::to_vec(&authentic).map_err(|error| unreadable(&error))?;
    store.found(FOUNDING, text).await?;
    let registry = Registry::of(store, chance, keys, &fixed, regimes)?;
    registry.publish_genesis(now).await?;
    Ok(Ok(registry))
}

fn decide(
    kind: Kind,
    founding: &Founding,
    keys: &Keys,
    now: Timestamp,
) -> Ruling<(Fixed, Vec<Arc<Regime>>)> {
    let mut regimes: Vec<Arc<Regime>> = Vec::new();
    let mut fixed = Vec::new();
    for pack in &founding.regimes {
        let regime = Regime::read(pack).map_err(|findings| not_a_regime(pack, &findings))?;
        if regimes.iter().any(|other| other.name() == regime.name()) {
            let text = format!("regime `{}` is named twice", regime.name());
            return Err(Refusal::on("regime-twice", text, "name each regime once"));
        }
        agree(&regimes, &regime)?;
        fixed.push(FixedRegime::of(pack, &regime));
        regimes.push(Arc::new(regime));
    }
    let Some(main) = regimes.first() else {
        return Err(Refusal::on(
            "no-regime",
            "a registry without a regime has no law to go by",
            "name at least one pack",
        ));
    };
    let of_regime = main.tree().regime.zone.text.clone();
    let zone = founding.zone.clone().unwrap_or(of_regime);
    if zone::named(&zone).is_none() {
        let text = format!("there is no time zone `{zone}`");
        return Err(Refusal::on(
            "zone",
            text,
            "name an IANA zone, for instance Europe/Moscow",
        ));
    }
    let first = officer::decide_first(&founding.first, &regimes)?;
    let ledger = ledger::decide(kind, &founding.watch, keys)?;
    Ok((
        Fixed {
            kind,
            zone,
            founded_at: now,
            regimes: fixed,
            first,
            ledger,
        },
        regimes,
    ))
}

/// One register, one meaning: regimes that share a fact must mean the same by it.
fn agree(regimes: &[Arc<Regime>], new: &Regime) -> Ruling<()> {
    let known = || regimes.iter().flat_map(|regime| &regime.tree().facts);
    for fact in &new.tree().facts {
        if known().any(|other| other.name == fact.name && other.kind != fact.kind) {
            return Err(Refusal::on(
                "facts-differ",
                format!(
                    "regime `{}` means something else by `{}`",
                    new.name(),
                    fact.name
                ),
                "found a registry of its own for it, or give the fact another name",
            ));
        }
    }
    Ok(())
}

fn not_a_regime(pack: &PackText, findings: &[Finding]) -> Refusal {
    let ground = |finding: &Finding| {
        let (line, column) = pack.line_column(finding.span);
        let text = format!("{} {line}:{column}: {}", pack.name, finding.text);
        let cure = finding
            .help
            .clone()
            .unwrap_or_else(|| "see `writ regime check`".to_owned());
        Ground::new(finding.code, text, cure)
    };
    Refusal {
        grounds: findings.iter().map(ground).collect(),
    }
}

fn reopened(kind: Kind, fixed: FixedRegime) -> Result<Arc<Regime>, RegistryError> {
    let (name, founded) = (fixed.name.clone(), fixed.digest.clone());
    let regime = Regime::read(&fixed.text()).map_err(|findings| {
        let why = findings
            .first()
            .map_or_else(String::new, |finding| finding.text.clone());
        RegistryError::RegimeText {
            name: name.clone(),
            why,
        }
    })?;
    if regime.digest() != founded {
        let found = regime.digest().to_owned();
        return Err(RegistryError::Regime {
            name,
            founded,
            found,
        });
    }
    if kind == Kind::Live {
        let live = LiveRegime::of(regime).map_err(|findings| {
            let text = findings.first().map_or("", |finding| finding.text.as_str());
            let why = format!("it does not pass the rights floor: {text}");
            RegistryError::RegimeText { name, why }
        })?;
        return Ok(Arc::new(live.regime().clone()));
    }
    Ok(Arc::new(regime))
}

fn zone_named(name: &str) -> Result<TimeZone, RegistryError> {
    zone::named(name).ok_or_else(|| RegistryError::Damaged {
        what: "the founding".to_owned(),
        why: format!("there is no time zone `{name}`"),
    })
}

fn unreadable(error: &serde_json::Error) -> RegistryError {
    damaged(error.to_string())
}

fn damaged(why: String) -> RegistryError {
    let what = "the founding".to_owned();
    RegistryError::Damaged { what, why }
}
