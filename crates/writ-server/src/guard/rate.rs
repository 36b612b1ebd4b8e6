//! How often: by the address of a client, and by the account that calls the API.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use axum::response::IntoResponse as _;
use tower_governor::governor::GovernorConfigBuilder;
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

use super::client;
use crate::caller::Caller;
use crate::door::Door;
use crate::problem::{Problem, Sort};

/// By the address of the client. Whoever has one IPv6 address has the whole network around it.
#[derive(Clone, Debug)]
pub(crate) struct ByAddress(pub(crate) Door);

impl KeyExtractor for ByAddress {
    type Key = IpAddr;

    fn extract<T>(&self, request: &Request<T>) -> Result<IpAddr, GovernorError> {
        let proxies = &self.0.settings().trusted_proxies;
        let client = client(request.extensions(), request.headers(), proxies);
        Ok(match client {
            Some(IpAddr::V6(address)) => {
                IpAddr::V6(Ipv6Addr::from(u128::from(address) >> 64 << 64))
            }
            Some(address) => address,
            // Nobody is connected: a test calls the router itself.
            None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        })
    }
}

/// By the account that calls; all of those without one together are limited by address alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByAccount;

impl KeyExtractor for ByAccount {
    type Key = u64;

    fn extract<T>(&self, request: &Request<T>) -> Result<u64, GovernorError> {
        let caller = request.extensions().get::<Caller>();
        let mut hash = DefaultHasher::new();
        match caller.and_then(Caller::name) {
            Some(name) => name.hash(&mut hash),
            None => {
                let peer = request.extensions();
                let peer = client(peer, request.headers(), &[]);
                peer.hash(&mut hash);
            }
        }
        Ok(hash.finish())
    }
}

/// Lets so many requests of one key through at once, and so many a second in the long run.
pub(crate) fn limited<K>(
    router: Router<Door>,
    door: &Door,
    key: K,
    (burst, per_second): (u32, u32),
) -> Router<Door>
where
    K: KeyExtractor + Send + Sync + 'static,
    K::Key: Send + Sync + 'static,
{
    let period = Duration::from_secs(1) / per_second.max(1);
    let config = GovernorConfigBuilder::default()
        .key_extractor(key)
        .period(period)
        .burst_size(burst.max(1))
        .finish();
    // INVARIANT: neither is zero.
    let Some(config) = config else { return router };
    let limiter = Arc::clone(config.limiter());
    door.sweep_with(move || limiter.retain_recent());
    router.layer(GovernorLayer::new(config).error_handler(|error| {
        let wait = match error {
            GovernorError::TooManyRequests { wait_time, .. } => wait_time,
            _ => 0,
        };
        Problem::new(Sort::TooMany, "wait a little and ask less often")
            .retry_after(wait.max(1))
            .into_response()
    }))
}
