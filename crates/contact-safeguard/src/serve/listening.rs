//! Taking connections: as many at once as there is room for, each with a limited time to say what it wants, and a short
//! farewell when the program stops.

use super::doors::NO_PLAIN_HTTP;
use super::tls::Identity;
use app::sign_in::Whence;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tower::ServiceExt as _;
use web::Cookies;

/// Connections at once; a hall has a dozen.
const MOST: usize = 1024;
/// How long a client may take for a handshake, and for the head of each request.
const HEAD: Duration = Duration::from_secs(10);
/// Header fields of one request; a browser sends about twenty, a proxy adds a few.
const MOST_HEADERS: usize = 64;
/// The head of one request, in bytes. Bodies pass through in pieces no larger.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long requests may take to finish once the program is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// The first byte of every TLS handshake.
const HANDSHAKE: u8 = 0x16;

/// How a connection is taken.
#[derive(Clone)]
pub enum Entrance {
    /// Plain http from this computer.
    Loopback,
    /// Plain http from this proxy alone.
    Proxy(IpAddr),
    /// TLS.
    Tls(Identity),
}

/// A server that has its address and has not begun.
pub struct Server {
    /// The taken address.
    pub listener: TcpListener,
    /// How connections are taken.
    pub entrance: Entrance,
    /// How the sign-in cookie travels.
    pub cookies: Cookies,
    /// The address readers type.
    pub base: String,
}

/// Serves until the operating system says stop; then takes nothing new and lets what runs finish.
pub async fn until_stopped(server: Server, router: Router) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(MOST));
    let mut stop = std::pin::pin!(told_to_stop());
    loop {
        let taken = tokio::select! {
            () = &mut stop => break,
            taken = next(&server.listener, &room) => taken,
        };
        let Some((stream, peer, permit)) = taken else {
            continue;
        };
        let (entrance, router, watcher) = (server.entrance.clone(), router.clone(), graceful.watcher());
        tokio::spawn(async move {
            enter(stream, peer, entrance, router, watcher).await;
            drop(permit);
        });
    }
    drop(server.listener);
    tracing::info!("stopping: requests that are running may finish");
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

/// The next connection. Permission to have one comes first, so that a flood waits in the operating system.
async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, permit)),
        Err(error) => {
            // Out of file handles, mostly; waiting lets others close theirs.
            tracing::warn!(error.kind = %error.kind(), "a connection could not be taken");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn enter(stream: TcpStream, peer: SocketAddr, entrance: Entrance, router: Router, watcher: Watcher) {
    // Small answers are not held back to be sent with later ones; if it fails they are only slower.
    let _slower = stream.set_nodelay(true);
    let whence = Whence::Address(peer.ip());
    match entrance {
        Entrance::Loopback => answer(stream, whence, router, watcher).await,
        Entrance::Proxy(proxy) if peer.ip().to_canonical() == proxy.to_canonical() => {
            answer(stream, whence, router, watcher).await;
        }
        Entrance::Proxy(_) => {
            refuse(stream, "403 Forbidden", "Only the trusted proxy may connect here.").await;
        }
        Entrance::Tls(identity) => match timeout(HEAD, first_byte(&stream)).await {
            Ok(Some(HANDSHAKE)) => {
                if let Ok(Ok(stream)) = timeout(HEAD, identity.acceptor().accept(stream)).await {
                    answer(stream, whence, router, watcher).await;
                }
            }
            Ok(Some(_)) => {
                refuse(stream, "400 Bad Request", &format!("Type https:// before this address. {NO_PLAIN_HTTP}")).await
            }
            Ok(None) | Err(_) => {}
        },
    }
}

/// The first byte a client sends, left where it is.
async fn first_byte(stream: &TcpStream) -> Option<u8> {
    let mut byte = [0];
    match stream.peek(&mut byte).await {
        Ok(1) => Some(u8::from_ne_bytes(byte)),
        _ => None,
    }
}

async fn answer<S>(stream: S, whence: Whence, router: Router, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(whence);
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(MOST_HEADERS)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    // A client that went away or was too slow is no news.
    let _gone = watcher.watch(connection).await;
}

/// Says in a few words of plain text why nothing is served, and hangs up.
async fn refuse(mut stream: TcpStream, status: &str, why: &str) {
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{why}\n",
        why.len() + 1
    );
    let _gone = timeout(HEAD, async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await?;
        // What the client still sends is read away: closing on unread bytes would reset the connection, and with it
        // the answer.
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await
    })
    .await;
}

/// Ends when the operating system asks the program to.
#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _interrupted = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Ends when the operating system asks the program to.
#[cfg(not(unix))]
async fn told_to_stop() {
    let _interrupted = tokio::signal::ctrl_c().await;
}
