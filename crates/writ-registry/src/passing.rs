//! What passes: sessions, and answers that are remembered so that a repeated request gets them
//! again.
//!
//! It is no part of the record: it may be lost at any time, it expires, and nothing follows from
//! it. Each value is sealed under a key that follows from the master key and its name, and bound to
//! its expiry, so that whoever holds the store can neither read it, nor find it by its name, nor
//! make it last.

use jiff::Timestamp;
use writ_store::{Family, Keeping, Passing, StreamId, Version};

use crate::error::RegistryError;
use crate::registry::Registry;
use crate::seal::{DataKey, Pool};
use crate::stream::Nanoseconds;

/// What a seal is bound to, beside the name. No stream has this family.
const PASSING: Family = Family("passing");

/// Where a value lies, and what opens it.
struct Named {
    place: StreamId,
    key: DataKey,
}

impl Named {
    /// The place that a seal with this expiry is bound to.
    fn until(until: Nanoseconds) -> Version {
        Version(until.count().cast_unsigned())
    }
}

impl Registry {
    fn named(&self, name: &str) -> Named {
        let (key, bytes) = self.keys.passing(name);
        let place = StreamId {
            family: PASSING,
            key,
        };
        let key = DataKey::of(&bytes);
        Named { place, key }
    }

    fn passing(
        &self,
        name: &str,
        content: &[u8],
        until: Timestamp,
    ) -> Result<([u8; 32], Passing), RegistryError> {
        let named = self.named(name);
        let until = Nanoseconds::of(until)?;
        let mut pool = Pool::of(&*self.chance);
        let write = |kept: &mut Vec<u8>| {
            kept.extend_from_slice(content);
            Ok::<_, RegistryError>(())
        };
        let place = Named::until(until);
        let sealed = named.key.seal(named.place, place, &mut pool, write)?;
        let passing = Passing {
            content: sealed,
            until: until.count(),
        };
        Ok((named.place.key, passing))
    }

    /// Keeps a value that passes under a name until an instant, in place of what was there.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn keep(
        &self,
        name: &str,
        content: &[u8],
        until: Timestamp,
    ) -> Result<(), RegistryError> {
        let (name, passing) = self.passing(name, content, until)?;
        Ok(self.store.keep(name, passing).await?)
    }

    /// Keeps a value that passes under a name, unless one is kept there that has not expired by
    /// `now`. Of several processes that try at once one succeeds.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn keep_new(
        &self,
        name: &str,
        content: &[u8],
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Keeping, RegistryError> {
        let (name, passing) = self.passing(name, content, until)?;
        let now = Nanoseconds::of(now)?.count();
        Ok(self.store.keep_new(name, passing, now).await?)
    }

    /// What is kept under a name and has not expired by `now`.
    ///
    /// # Errors
    ///
    /// When the store fails, or what it holds under the name was not sealed here for just this
    /// name and expiry.
    pub async fn kept(&self, name: &str, now: Timestamp) -> Result<Option<Vec<u8>>, RegistryError> {
        let named = self.named(name);
        let Some(passing) = self.store.kept(named.place.key).await? else {
            return Ok(None);
        };
        if passing.until <= Nanoseconds::of(now)?.count() {
            return Ok(None);
        }
        let place = Named::until(Nanoseconds::counted(passing.until));
        Ok(Some(named.key.open(
            named.place,
            place,
            &passing.content,
        )?))
    }

    /// Forgets what is kept under a name, if anything is.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget(&self, name: &str) -> Result<(), RegistryError> {
        Ok(self.store.forget(self.named(name).place.key).await?)
    }

    /// Forgets everything that has expired by `now`. For housekeeping.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget_expired(&self, now: Timestamp) -> Result<(), RegistryError> {
        let now = Nanoseconds::of(now)?.count();
        Ok(self.store.forget_expired(now).await?)
    }
}
