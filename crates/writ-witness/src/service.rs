//! A witness over HTTP: two addresses, and limits on all that a stranger can send.
//!
//! `POST /add-checkpoint` is the published protocol. `GET /HASH/checkpoint`, where HASH is the
//! SHA-256 of a log's origin, gives the last cosigned checkpoint to monitors. TLS is for the
//! proxy before it: the answers are signed.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

use crate::journal::Happening;
use crate::request::MOST_BYTES;
use crate::witness::Witness;

/// How long a stranger may take, and how many may be there at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the head of a request; also how long an idle connection is kept.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// For requests under way when the witness is stopped.
    pub stop: Duration,
    /// How many connections are open at once; more wait.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            body: Duration::from_secs(10),
            stop: Duration::from_secs(5),
            connections: 256,
        }
    }
}

/// Serves a witness until `stop` is done; then answers what was begun, and returns.
pub async fn serve(
    listener: TcpListener,
    witness: Arc<Witness>,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    if let Ok(address) = listener.local_addr() {
        witness.tell(&Happening::Listening { address });
    }
    let router = router(witness.clone(), limits);
    let places = Arc::new(Semaphore::new(limits.connections));
    let (stopping, stopped) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some((stream, place)) = next(&listener, &places) => {
                open.spawn(converse(stream, place, router.clone(), limits, stopped.clone()));
            }
            // Those that are over are let go of, so that they do not pile up.
            Some(_) = open.join_next() => {}
        }
    }
    drop(listener);
    stopping.send_replace(true);
    let all_over = async { while open.join_next().await.is_some() {} };
    // Who is still sending after that time has their connection closed.
    drop(timeout(limits.stop, all_over).await);
    open.shutdown().await;
    witness.tell(&Happening::Stopped);
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(_) => {
            // No more files may be open, or the like: others have to end first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// Answers what comes on one connection.
async fn converse(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<bool>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(32 * 1024);
    let service = TowerToHyperService::new(router);
    let mut connection = std::pin::pin!(http.serve_connection(TokioIo::new(stream), service));
    // A connection that breaks off harms nobody but who broke it.
    tokio::select! {
        over = connection.as_mut() => drop(over),
        () = until(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            drop(connection.await);
        }
    }
    drop(place);
}

/// Waits until the witness is stopped.
async fn until(stopped: &mut watch::Receiver<bool>) {
    // If nobody is left who could say it, it is stopped too.
    drop(stopped.wait_for(|stopped| *stopped).await);
}

#[derive(Clone, Debug)]
struct Serving {
    witness: Arc<Witness>,
    limits: Limits,
}

fn router(witness: Arc<Witness>, limits: Limits) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/{hash}/checkpoint", get(checkpoint))
        .with_state(Serving { witness, limits })
}

async fn add_checkpoint(State(serving): State<Serving>, request: Request) -> Response<Body> {
    let body = Limited::new(request.into_body(), MOST_BYTES).collect();
    let body = match timeout(serving.limits.body, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let why = format!("a request has at most {MOST_BYTES} bytes");
            return refuse(&serving, StatusCode::PAYLOAD_TOO_LARGE, &why);
        }
        Ok(Err(_)) => return refuse(&serving, StatusCode::BAD_REQUEST, "the request broke off"),
        Err(_) => {
            return refuse(
                &serving,
                StatusCode::REQUEST_TIMEOUT,
                "the request took too long",
            );
        }
    };
    let witness = serving.witness.clone();
    let Ok(answer) = spawn_blocking(move || witness.add_checkpoint(&body)).await else {
        let why = "the witness failed and has signed nothing";
        return refuse(&serving, StatusCode::INTERNAL_SERVER_ERROR, why);
    };
    let status = StatusCode::from_u16(answer.status());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    reply(status, answer.content_type(), answer.body())
}

async fn checkpoint(State(serving): State<Serving>, Path(hash): Path<String>) -> Response<Body> {
    let witness = serving.witness.clone();
    match spawn_blocking(move || witness.checkpoint(&hash)).await {
        Ok(Ok(Some(note))) => reply(StatusCode::OK, PLAIN, note),
        Ok(Ok(None)) => {
            let why = "this witness has cosigned no checkpoint of that log\n";
            reply(StatusCode::NOT_FOUND, PLAIN, why.to_owned())
        }
        Ok(Err(_)) | Err(_) => {
            let why = "the witness failed";
            refuse(&serving, StatusCode::INTERNAL_SERVER_ERROR, why)
        }
    }
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn refuse(serving: &Serving, status: StatusCode, why: &str) -> Response<Body> {
    serving.witness.tell(&Happening::Refused {
        origin: None,
        status: status.as_u16(),
        why: why.to_owned(),
    });
    reply(status, PLAIN, format!("{why}\n"))
}

fn reply(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    // What a witness holds changes at any moment.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
