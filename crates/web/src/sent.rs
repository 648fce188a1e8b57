//! A form as it was sent. It is taken only from one of our pages, in the sign-in it was made for.

use crate::answer::Answer;
use crate::guard::LARGEST_BODY;
use crate::reader::Reader;
use crate::state::Web;
use app::Repeat;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use sha2::{Digest, Sha256};

/// The name of the field that ties a form to a sign-in.
pub(crate) const FORM_TOKEN: &str = "form_token";
/// The name of the field that makes sending a form twice harmless.
pub(crate) const REPEAT_KEY: &str = "repeat_key";

/// The answers of a form, in order; a name may come several times.
#[derive(Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The answers of a body such as browsers send.
    pub fn parse(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The body of these answers.
    pub fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The first answer of this name, without the spaces around it; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every answer of this name that is not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.trim().is_empty()).map(|(_, v)| v.trim())
    }

    /// Names and answers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Sets the answer of a name.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, value)| value.trim().is_empty())
    }

    /// The answers alone, without what belongs to the sending.
    #[must_use]
    pub fn answers(&self) -> Self {
        let own = |name: &str| name == FORM_TOKEN || name == REPEAT_KEY || name.starts_with('_');
        Self(self.0.iter().filter(|(name, _)| !own(name)).cloned().collect())
    }
}

/// A form that was sent by somebody who is signed in, from one of our pages.
pub(crate) struct Sent {
    /// Who sent it.
    pub(crate) reader: Reader,
    /// Its answers.
    pub(crate) fields: Fields,
    /// Where it was sent to.
    pub(crate) path: String,
}

impl Sent {
    /// What makes sending it twice harmless.
    pub(crate) fn repeat(&self) -> Option<Repeat> {
        let key = self.fields.get(REPEAT_KEY);
        let body = Sha256::digest(self.fields.answers().body().as_bytes()).into();
        (!key.is_empty()).then(|| Repeat { route: self.path.clone(), key: key.to_owned(), body })
    }
}

/// Whether a browser says that another site made this request.
pub(crate) fn from_elsewhere(parts: &Parts) -> bool {
    let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let site = header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let origin = match (header("origin"), header("host")) {
        // Our pages ask for no referrer, and browsers then send "null" as the origin even to ourselves; only the fetch
        // metadata, which no page can write, tells our own form from one in a sandboxed frame elsewhere.
        (Some("null"), _) => header("sec-fetch-site") != Some("same-origin"),
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, rest)| rest != host),
        _ => false,
    };
    site || origin
}

impl FromRequest<Web> for Sent {
    type Rejection = Answer;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Answer> {
        let (mut parts, body) = request.into_parts();
        if from_elsewhere(&parts) {
            return Err(Answer::NotFromHere);
        }
        let path = parts.uri.path().to_owned();
        let bytes = to_bytes(body, LARGEST_BODY).await.map_err(|_| {
            Answer::Unreadable("The form is larger than 6 MiB, or did not arrive in time. Nothing was saved.")
        })?;
        let fields = Fields::parse(&bytes);
        let reader = match <Reader as FromRequestParts<Web>>::from_request_parts(&mut parts, web).await {
            Ok(reader) => reader,
            Err(Answer::SignInFirst { .. }) => return Err(crate::sign_in::keep(&path, &fields)),
            Err(other) => return Err(other),
        };
        if fields.get(FORM_TOKEN) == reader.who.form_token {
            Ok(Self { reader, fields, path })
        } else {
            Err(Answer::OtherSignIn(fields.answers()))
        }
    }
}
