//! The frame of every page.

use crate::components::{
    Footer, GenericHeader, Html, NavigationItem, PhaseBanner, ServiceNavigation, SessionWarning, SkipLink,
};
use crate::reader::Reader;
use app::sign_in::IDLE_MINUTES;
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// The program's name, as pages show it.
pub(crate) const SERVICE: &str = "Contact safeguard";

/// A page: what is special about it. The rest is the frame's.
#[derive(Clone)]
pub(crate) struct Page {
    title: String,
    above: Html,
    body: Html,
    pub(crate) status: StatusCode,
    demo: bool,
    reader: Option<Reader>,
    part: &'static str,
}

#[derive(Template)]
#[template(path = "shell/page.html")]
struct Frame {
    full_title: String,
    skip: SkipLink,
    header: GenericHeader,
    demo: bool,
    banner: PhaseBanner,
    navigation: Html,
    above: Html,
    body: Html,
    footer: Footer,
    warning: Html,
}

impl Page {
    /// A page with this heading, which is also its title.
    pub(crate) fn new(heading: &str, body: impl Into<Html>) -> Self {
        let heading_html = Html::trusted("<h1 class=\"govuk-heading-l\">").then(heading).then(Html::trusted("</h1>"));
        Self::bare(heading, heading_html.then(body))
    }

    /// A page whose body brings its own heading.
    pub(crate) fn bare(title: &str, body: impl Into<Html>) -> Self {
        Self {
            title: title.to_owned(),
            above: Html::default(),
            body: body.into(),
            status: StatusCode::OK,
            demo: false,
            reader: None,
            part: "",
        }
    }

    /// For somebody who is signed in: with the parts of the service they may see.
    pub(crate) fn for_reader(mut self, reader: &Reader) -> Self {
        self.demo = reader.demo;
        self.reader = Some(reader.clone());
        self
    }

    /// Says that this is a demo, to somebody who is not signed in.
    pub(crate) const fn demo(mut self, demo: bool) -> Self {
        self.demo = demo;
        self
    }

    /// What stands above the heading: a way back.
    pub(crate) fn above(mut self, above: impl Into<Html>) -> Self {
        self.above = above.into();
        self
    }

    /// The part of the service the page belongs to, by its address.
    pub(crate) const fn part(mut self, part: &'static str) -> Self {
        self.part = part;
        self
    }

    /// Another status than 200.
    pub(crate) const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    fn navigation(&self) -> Html {
        let Some(reader) = &self.reader else {
            return Html::default();
        };
        let items = reader.parts.iter().map(|(href, name)| {
            let item = NavigationItem::new(*href, *name);
            if *href == self.part { item.active() } else { item }
        });
        let out = NavigationItem::new("/sign-out", "Sign out");
        ServiceNavigation::new().items(items.chain([out])).into()
    }

    fn warning(&self) -> Html {
        self.reader.as_ref().map_or_else(Html::default, |reader| {
            let seconds = IDLE_MINUTES * 60;
            SessionWarning::new(seconds, "/stay", "/sign-in").token("form_token", &reader.who.form_token).into()
        })
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let banner_text = "Every person here is invented. Nothing entered is kept, and nothing here is safe.";
        let frame = Frame {
            full_title: format!("{} - {SERVICE}", self.title),
            skip: SkipLink::new("#main-content", "Skip to main content"),
            header: GenericHeader::new(SERVICE),
            demo: self.demo,
            banner: PhaseBanner::new("DEMO", banner_text),
            navigation: self.navigation(),
            warning: self.warning(),
            above: self.above,
            body: self.body,
            footer: Footer::new()
                .note("This program is not an emergency service. If somebody is in danger now, call 999."),
        };
        match frame.render() {
            Ok(markup) => (self.status, [(CONTENT_TYPE, "text/html; charset=utf-8")], markup).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
