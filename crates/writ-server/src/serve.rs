//! Listening, and stopping when told to.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;

use crate::settings::Tls;

/// How long those who are being answered have, once the door is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// How long somebody may take to say what they want.
const FIRST_WORDS: Duration = Duration::from_secs(15);

/// An address on which a door listens already.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<RustlsConfig>,
}

impl Listening {
    /// Takes an address; port 0 takes one that is free.
    ///
    /// # Errors
    ///
    /// When the system does not give it.
    pub fn on(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self {
            listener,
            address,
            tls: None,
        })
    }

    /// With TLS of its own.
    ///
    /// # Errors
    ///
    /// When the certificate or its key cannot be read.
    pub async fn with_tls(self, tls: &Tls) -> io::Result<Self> {
        let config = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await?;
        Ok(Self {
            tls: Some(config),
            ..self
        })
    }

    /// Which address it is.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Answers until it is told to stop; whoever is being answered then still gets the answer.
///
/// # Errors
///
/// When the system takes the address away.
pub async fn serve(
    listening: Listening,
    router: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let handle = Handle::new();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = async {
        match listening.tls {
            None => {
                axum_server::from_tcp(listening.listener)?
                    .handle(handle.clone())
                    .first_request_timeout(FIRST_WORDS)
                    .serve(service)
                    .await
            }
            Some(config) => {
                axum_server::from_tcp_rustls(listening.listener, config)?
                    .handle(handle.clone())
                    .first_request_timeout(FIRST_WORDS)
                    .serve(service)
                    .await
            }
        }
    };
    tokio::pin!(serving, stop);
    tokio::select! {
        ended = &mut serving => return ended,
        () = &mut stop => handle.graceful_shutdown(Some(LAST_ANSWERS)),
    }
    serving.await
}
