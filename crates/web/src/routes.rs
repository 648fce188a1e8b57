//! The table of routes: every path, and who it is for. What is not in it cannot be reached.

use crate::answer::Answer;
use crate::forms::{self, Form, Opener};
use crate::guard::{self, LARGEST_BODY};
use crate::health::{self, Counts};
use crate::reader::Reader;
use crate::sent::Sent;
use crate::sign_in::From;
use crate::state::Web;
use crate::{assets, drafts, overrides, sign_in};
use axum::extract::{DefaultBodyLimit, OriginalUri, State};
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// For whom a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Anybody: sign-in, assets, health, and links that work once. Nothing of a record is behind it but what such a link
    /// was made for.
    Anybody,
    /// Whoever is signed in; what they may do there, `app` decides by the policies.
    SignedIn,
    /// Whoever stands at a device that is open at the door; everybody else is told that theirs is not one.
    AtDoor,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// For whom.
    pub who: For,
}

/// The table while it is being written.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Web>,
    table: Vec<Route>,
}

impl Routes {
    fn add(mut self, path: &'static str, methods: &[&'static str], who: For, handler: MethodRouter<Web>) -> Self {
        self.table.extend(methods.iter().map(|method| Route { method, path, who }));
        self.router = self.router.route(path, handler);
        self
    }

    /// A page for whoever is signed in.
    pub(crate) fn page<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(path, &["GET"], For::SignedIn, get(handler))
    }

    /// A place that takes a small form with one button.
    pub(crate) fn tap<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(path, &["POST"], For::SignedIn, post(handler))
    }

    /// A page of a device at the door.
    pub(crate) fn door_page<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(path, &["GET"], For::AtDoor, get(handler))
    }

    /// A place that takes a small form of a device at the door.
    pub(crate) fn door_tap<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(path, &["POST"], For::AtDoor, post(handler))
    }

    /// A form: its questions, and the place that takes them.
    pub(crate) fn form<F: Form>(self, path: &'static str) -> Self {
        self.form_of(path, forms::opener::<F>)
    }

    fn form_of(self, path: &'static str, opener: Opener) -> Self {
        let show = move |State(web): State<Web>, reader: Reader, OriginalUri(uri): OriginalUri, parts: Parts| async move {
            let form = opener(&web, &reader, parts).await?;
            forms::open(&web, &reader, uri.path(), form.as_ref()).await
        };
        let take = move |State(web): State<Web>, parts: Parts, sent: Sent| async move {
            let form = opener(&web, &sent.reader, parts).await?;
            forms::take(&web, &sent, form.as_ref()).await
        };
        self.add(path, &["GET", "POST"], For::SignedIn, get(show).post(take))
    }

    /// A place of the JSON interface for whoever sends the token of a sign-in.
    pub(crate) fn api(self, path: &'static str, method: &'static str, handler: MethodRouter<Web>) -> Self {
        self.add(path, &[method], For::SignedIn, handler)
    }

    /// A place of the JSON interface for anybody: its description, and signing in.
    pub(crate) fn api_open(self, path: &'static str, method: &'static str, handler: MethodRouter<Web>) -> Self {
        self.add(path, &[method], For::Anybody, handler)
    }

    fn open<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(path, &["GET"], For::Anybody, get(handler))
    }

    fn open_both<G, P, T, U>(self, path: &'static str, show: G, take: P) -> Self
    where
        G: Handler<T, Web>,
        P: Handler<U, Web>,
        T: 'static,
        U: 'static,
    {
        self.add(path, &["GET", "POST"], For::Anybody, get(show).post(take))
    }
}

fn all() -> Routes {
    let counts = Arc::new(Counts::default());
    let counted = Arc::clone(&counts);
    let routes = Routes::default()
        .open("/", || async { Redirect::to("/today") })
        .open("/assets/{path}", assets::asset)
        .open("/healthz", health::alive)
        .open("/readyz", health::ready)
        .open("/metrics", move |From(whence): From| async move { health::metrics(&counted, whence) })
        .open_both("/sign-in", sign_in::sign_in_form, sign_in::sign_in_take)
        .add("/sign-in/demo", &["POST"], For::Anybody, post(sign_in::sign_in_as))
        .add("/sign-in/passkey/begin", &["POST"], For::Anybody, post(sign_in::passkey_ask))
        .add("/sign-in/passkey", &["POST"], For::Anybody, post(sign_in::passkey_take))
        .add("/sign-in/code", &["POST"], For::Anybody, post(sign_in::code_take))
        .open_both("/recover/{link}", sign_in::recover_form, sign_in::recover_take)
        .open_both("/first/{link}", sign_in::first_form, sign_in::first_take)
        .open_both("/join/{link}", sign_in::join_form, sign_in::join_take)
        .open_both("/partner/{link}", overrides::partner_form, overrides::partner_take)
        .add("/sign-out", &["GET", "POST"], For::SignedIn, get(sign_in::out_form).post(sign_in::sign_out))
        .tap("/sign-out/everywhere", sign_in::sign_out_everywhere)
        .tap("/stay", sign_in::stay)
        .tap("/drafts/{*form}", drafts::keep);
    let mut routes = crate::features(routes);
    routes.router = routes
        .router
        .fallback(|| async { Answer::Failed(app::Failure::NotOpen) })
        .layer(middleware::from_fn_with_state(counts, guard::count));
    routes
}

/// The whole table.
pub fn table() -> Vec<Route> {
    all().table
}

/// Every page and the JSON interface, with what stands around them.
pub fn router(web: Web) -> Router {
    all()
        .router
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(guard::in_time))
        .layer(middleware::from_fn_with_state(web.clone(), sign_in::waiting))
        .layer(middleware::from_fn(guard::padded))
        .layer(CatchPanicLayer::custom(|_| {
            axum::response::IntoResponse::into_response(axum::http::StatusCode::INTERNAL_SERVER_ERROR)
        }))
        .layer(middleware::from_fn(guard::headers))
        .with_state(web)
}
