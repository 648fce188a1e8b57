#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod answer;
mod api;
mod arrangement;
mod asked;
mod assets;
mod booking;
mod cases;
pub mod components;
mod concern;
mod door;
mod drafts;
mod emergency;
pub mod forms;
mod guard;
mod health;
mod interest;
mod overrides;
mod page;
mod previsit;
mod reader;
mod referral;
mod report;
mod risk;
pub mod routes;
mod sent;
mod session;
mod sign_in;
mod state;
mod today;
mod voice;
mod worker;

pub use routes::router;
pub use state::{Cookies, Web};

/// Every feature's routes.
fn features(routes: routes::Routes) -> routes::Routes {
    let each = [
        today::routes,
        cases::routes,
        referral::routes,
        interest::routes,
        emergency::routes,
        overrides::routes,
        risk::routes,
        previsit::routes,
        voice::routes,
        arrangement::routes,
        booking::routes,
        session::routes,
        door::routes,
        concern::routes,
        report::routes,
        sign_in::routes,
        worker::routes,
        api::routes,
    ];
    each.into_iter().fold(routes, |routes, add| add(routes))
}
