//! Issuing and posting the notices of a whole campaign, beside plain inserts of the same bytes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use jiff::civil::time;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest as _, Sha256};
use writ_registry::{
    Appear, Chance, ChanceError, Form, Founding, ImportOrder, ImportStep, IssueStep, ListStep,
    MasterKey, NewCampaign, NewOfficer, Offices, Recorded, Registry, Role, Ruling, Watch, Window,
    operation,
};
use writ_store::{SqliteOptions, SqliteStore, Store};

use crate::crowd::{self, Figure, REGION};
use crate::inserts::{self, Remembering};
use crate::score::{Score, Target, median};
use crate::settings::{CANDIDATES, FIRST_DAY, ISSUE_ROUNDS, ISSUE_TO_INSERTS, NOTICES, PACK, SEED};
use crate::{Setting, law, root};

/// The one campaign.
const CAMPAIGN: &str = "made-up-spring";

/// Issues the notices of one prepared registry several times, and inserts the same bytes as often.
pub(crate) fn measure(setting: &Setting) -> Result<Vec<Score>> {
    let work = &setting.work;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let prepared = work.join("approved.db");
    let key = runtime
        .block_on(prepare(&prepared))
        .context("prepare a registry")?;
    inserts::settle(&prepared)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ISSUE_ROUNDS {
        let (issued, plain) = (work.join("issued.db"), work.join("plain.db"));
        copy(&prepared, &issued)?;
        copy(&prepared, &plain)?;
        let store = Arc::new(Remembering::new(open(&issued)?));
        let seconds = runtime
            .block_on(issue(Arc::clone(&store), &key))
            .context("issue")?;
        ours.push(f64::from(NOTICES) / seconds);
        let batches = store.batches();
        drop(store);
        theirs.push(f64::from(NOTICES) / inserts::plain(&plain, &batches)?);
    }
    let plain = ("plain inserts of the same bytes", Some(median(theirs)));
    let target = Some(Target::AtLeast(ISSUE_TO_INSERTS));
    Ok(vec![Score::new(
        "notices issued and posted",
        "notices/s",
        median(ours),
        plain,
        target,
    )])
}

pub(crate) fn open(path: &Path) -> Result<SqliteStore> {
    Ok(SqliteStore::open(path, SqliteOptions::default())?)
}

/// The files that SQLite may have beside the one.
fn beside(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    })
}

pub(crate) fn remove(path: &Path) -> Result<()> {
    for file in [path.to_path_buf()].into_iter().chain(beside(path)) {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("remove {}", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    remove(to)?;
    std::fs::copy(from, to).with_context(|| format!("copy to {}", to.display()))?;
    Ok(())
}

/// Chance that is the same in every run. Nothing that it seals is worth anything.
#[derive(Debug)]
pub(crate) struct MadeUp(pub(crate) AtomicU64);

impl Chance for MadeUp {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::digest([SEED.to_be_bytes(), count.to_be_bytes()].concat());
            chunk
                .iter_mut()
                .zip(block)
                .for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

/// A clock that goes on by a second whenever it is looked at.
pub(crate) struct Clock(pub(crate) Timestamp);

impl Clock {
    pub(crate) fn now(&mut self) -> Timestamp {
        self.0 = self.0.saturating_add(1.second()).unwrap_or(self.0);
        self.0
    }
}

pub(crate) fn ruled<T>(ruling: Ruling<T>) -> Result<T> {
    ruling.map_err(|refusal| anyhow!("refused: {refusal:?}"))
}

pub(crate) fn officer(name: &str) -> NewOfficer {
    let roles = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Desk)
        .collect();
    NewOfficer {
        name: name.to_owned(),
        roles,
        offices: Offices::All,
        desk: None,
    }
}

/// Founds a registry, takes the people in, and leads a campaign to where it can be issued.
async fn prepare(path: &Path) -> Result<MasterKey> {
    remove(path)?;
    let store: Arc<dyn Store> = Arc::new(open(path)?);
    let chance: Arc<dyn Chance> = Arc::new(MadeUp(AtomicU64::new(0)));
    let key = MasterKey::generate(&*chance)?;
    let mut clock = Clock(crowd::minute(FIRST_DAY, 8 * 60));
    let founding = Founding {
        regimes: vec![law::pack(&root())?],
        zone: None,
        first: officer("one"),
        watch: Watch::default(),
    };
    let registry = ruled(Registry::found(store, chance, &key, founding, clock.now()).await?)?;
    let permit = ruled(registry.permit("one", operation::AddOfficer).await?)?;
    ruled(
        registry
            .add_officer(&permit, officer("two"), clock.now())
            .await?,
    )?;
    import(&registry, &mut clock).await?;
    campaign(&registry, &mut clock).await?;
    Ok(key)
}

async fn import(registry: &Registry, clock: &mut Clock) -> Result<()> {
    let mut file = Vec::new();
    for number in 0..CANDIDATES {
        serde_json::to_writer(&mut file, &Figure::conscript(number).person())?;
        file.push(b'\n');
    }
    let permit = ruled(registry.permit("one", operation::ImportRegister).await?)?;
    let digest = Sha256::digest(&file).into();
    let order = ImportOrder {
        digest,
        form: Form::Jsonl,
        recorded: Recorded::AsGiven,
    };
    let mut importing = ruled(registry.import(&permit, order, file.as_slice()).await?)?;
    loop {
        if let ImportStep::Finished(report) = importing.step(clock.now()).await? {
            ensure!(
                report.people == u64::from(CANDIDATES) && report.rejected == 0,
                "the register was not taken in whole: {report:?}"
            );
            return Ok(());
        }
    }
}

async fn campaign(registry: &Registry, clock: &mut Clock) -> Result<()> {
    let permit = ruled(registry.permit("one", operation::OpenCampaign).await?)?;
    let until = crowd::day_ends().last().copied().unwrap_or_default();
    let new = NewCampaign {
        id: CAMPAIGN.to_owned(),
        order: "a made-up order".to_owned(),
        regime: PACK.trim_start_matches("regimes/").to_owned(),
        instrument: "call-up".to_owned(),
        quotas: [(REGION.to_owned(), NOTICES)].into(),
        window: Window {
            from: crowd::minute(FIRST_DAY, 0),
            until,
        },
        appear: Appear::After {
            days: 10,
            time: time(9, 0, 0, 0),
        },
        place: None,
    };
    ruled(registry.open_campaign(&permit, new, clock.now()).await?)?;
    let permit = ruled(registry.permit("one", operation::ListCandidates).await?)?;
    let mut listing = ruled(registry.candidates(&permit, CAMPAIGN).await?)?;
    while let ListStep::More(_) = listing.step(clock.now()).await? {}
    let permit = ruled(registry.permit("one", operation::CommitList).await?)?;
    ruled(registry.commit_list(&permit, CAMPAIGN, clock.now()).await?)?;
    let permit = ruled(registry.permit("one", operation::DrawCampaign).await?)?;
    ruled(
        registry
            .draw(&permit, CAMPAIGN, b"made-up public randomness", clock.now())
            .await?,
    )?;
    let permit = ruled(registry.permit("two", operation::ApproveCampaign).await?)?;
    ruled(registry.approve(&permit, CAMPAIGN, clock.now()).await?)
}

/// Seconds for issuing everything.
async fn issue(store: Arc<Remembering>, key: &MasterKey) -> Result<f64> {
    let chance = Arc::new(MadeUp(AtomicU64::new(1 << 40)));
    let registry = Registry::open(store, chance, key).await?;
    let mut clock = Clock(crowd::minute(FIRST_DAY, 20 * 60));
    let permit = ruled(registry.permit("one", operation::IssueCampaign).await?)?;
    let began = Instant::now();
    let mut issuing = ruled(registry.issue(&permit, CAMPAIGN).await?)?;
    loop {
        if let IssueStep::Finished(tally) = ruled(issuing.step(clock.now()).await?)? {
            let seconds = began.elapsed().as_secs_f64();
            ensure!(
                tally.posted == u64::from(NOTICES),
                "not everything was posted: {tally:?}"
            );
            return Ok(seconds);
        }
    }
}
