//! Where sessions lie: among what passes in the registry, sealed.

use async_trait::async_trait;
use jiff::Timestamp;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use writ_registry::Keeping;

use crate::door::Door;

/// The sessions of a door.
#[derive(Clone, Debug)]
pub(crate) struct Sessions(Door);

impl Sessions {
    pub(crate) const fn of(door: Door) -> Self {
        Self(door)
    }
}

fn name(id: &Id) -> String {
    format!("session/{id}")
}

fn written(record: &Record) -> Result<(Vec<u8>, Timestamp)> {
    let content = serde_json::to_vec(record);
    let content = content.map_err(|_| Error::Encode("a session".to_owned()))?;
    let until = Timestamp::from_second(record.expiry_date.unix_timestamp());
    let until = until.map_err(|_| Error::Encode("the end of a session".to_owned()))?;
    Ok((content, until))
}

/// What the store says could name whose session it is: that it failed is all that is told.
fn failed<E>(_error: E) -> Error {
    Error::Backend("the registry's store failed".to_owned())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        const TRIES: usize = 4;
        let (registry, now) = (self.0.registry(), self.0.machine_now());
        for _ in 0..TRIES {
            let (content, until) = written(record)?;
            let name = name(&record.id);
            let kept = registry.keep_new(&name, &content, until, now).await;
            if kept.map_err(failed)? == Keeping::Kept {
                return Ok(());
            }
            record.id = Id::default();
        }
        Err(Error::Backend("no identifier is free".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (content, until) = written(record)?;
        let registry = self.0.registry();
        let kept = registry.keep(&name(&record.id), &content, until).await;
        kept.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (registry, now) = (self.0.registry(), self.0.machine_now());
        let kept = registry.kept(&name(id), now).await;
        let Some(content) = kept.map_err(failed)? else {
            return Ok(None);
        };
        let record = serde_json::from_slice(&content);
        record
            .map(Some)
            .map_err(|_| Error::Decode("a session".to_owned()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.registry().forget(&name(id)).await.map_err(failed)
    }
}
