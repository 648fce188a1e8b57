//! Serving: the record is opened, the door is chosen, and pages are handed out until somebody says stop.

pub mod authority;
pub mod doors;
pub mod gate;
pub mod listening;
pub mod logs;
pub mod tls;
pub mod upkeep;

use crate::cli;
use crate::failed::Failed;
use crate::place::{self, Place};
use crate::terminal;
use app::House;
use doors::Doors;
use listening::{Entrance, Server};
use std::net::SocketAddr;
use std::sync::Arc;
use storage::{Marker, Storage};
use tokio::net::TcpListener;
use web::Web;

/// Serves until the program is told to stop.
pub async fn run(settings: cli::Serve) -> Result<(), Failed> {
    logs::start(settings.log_format);
    // How people come in is settled before anything is opened or made.
    let (address, doors) = doors::choose(&settings)?;
    let place = Place::of(settings.store)?;
    let entrance = entrance(&doors, &place, address)?;
    let storage = place.open().await?;
    refuse_demo(&storage)?;
    if !storage.key_file_has_passphrase() {
        tracing::warn!(
            "the key file has no passphrase: whoever copies it and the database can read everything; \
             give --passphrase-file, see docs/operating.md"
        );
    }
    let listener = bind(address).await?;
    let bound = listener.local_addr().unwrap_or(address);
    let house = Arc::new(place::house(storage)?);
    let base = doors.base(bound);
    announce(&house, &base).await?;
    let server = Server { listener, entrance, cookies: doors.cookies(), base };
    serve(server, house).await
}

/// Serves a house behind an entrance, keeps it up, and closes its record at the end.
pub async fn serve(server: Server, house: Arc<House>) -> Result<(), Failed> {
    let web = Web { house: Arc::clone(&house), cookies: server.cookies };
    let router = gate::guard(web::router(web), &server.entrance);
    let upkeep = upkeep::start(&house, &server.entrance);
    terminal::say(&format!("Ready: {}", server.base));
    listening::until_stopped(server, router).await;
    upkeep.stop().await;
    house.storage().clone().close().await?;
    tracing::info!("stopped");
    Ok(())
}

/// Takes the address, or says why it cannot be had.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, Failed> {
    TcpListener::bind(address).await.map_err(|error| {
        Failed::around(
            &format!("Nothing can listen on {address}: {}.", error.kind()),
            "Stop what uses it, or choose another with --listen ADDR:PORT.",
        )
    })
}

fn refuse_demo(storage: &Storage) -> Result<(), Failed> {
    match storage.marker() {
        Marker::Real => Ok(()),
        Marker::Demo => Err(Failed::no(
            "This is a demo database: anybody may sign in to it without a password, so it is never served as a real one.",
            "Name another folder with --data DIR.",
        )),
    }
}

fn entrance(doors: &Doors, place: &Place, address: SocketAddr) -> Result<Entrance, Failed> {
    Ok(match doors {
        Doors::Loopback => Entrance::Loopback,
        Doors::Proxy(proxy) => Entrance::Proxy(*proxy),
        Doors::Certificate { chain, key } => Entrance::Tls(tls::Identity::from_files(chain, key)?),
        Doors::Lan { name } => {
            let folder = place.key_folder().join("lan-authority");
            if let storage::Location::Sqlite { folder: data } = &place.location {
                doors::keep_apart(&folder, data)?;
            }
            let authority = authority::Authority::open(&folder, name, crate::edge::now(), address.port())?;
            authority.announce();
            Entrance::Tls(tls::Identity::from_authority(authority)?)
        }
    })
}

/// Prints the link that makes the first coordinator, as long as nobody has an account.
async fn announce(house: &House, base: &str) -> Result<(), Failed> {
    let storage = house.storage();
    for centre in storage.centres().await? {
        if !storage.accounts(centre).await?.is_empty() {
            return Ok(());
        }
    }
    let link = house.first_link().await?;
    terminal::say(
        "Nobody has an account here yet. This link makes the first coordinator; it works once, within 24 hours:",
    );
    terminal::say(&format!("First coordinator: {base}/first/{link}"));
    Ok(())
}
