//! Who is asking for a page.

use crate::answer::Answer;
use crate::state::Web;
use app::sign_in::Token;
use app::{Boxed, SignedIn};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use domain::words::Role;
use std::convert::Infallible;

/// Somebody who is signed in, with the parts of the service they may see.
#[derive(Clone)]
pub(crate) struct Reader {
    /// Who.
    pub(crate) who: SignedIn,
    /// Address and name of each part.
    pub(crate) parts: Vec<(&'static str, &'static str)>,
    /// Whether this is the demo.
    pub(crate) demo: bool,
}

impl Reader {
    fn new(who: SignedIn, demo: bool) -> Self {
        let holds = |roles: &[Role]| roles.iter().any(|role| who.asker.roles.contains(role));
        let leads = [Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead];
        let mut parts = vec![("/today", "Today")];
        if holds(&leads) || holds(&[Role::IntakeWorker]) {
            parts.push(("/cases", "Cases"));
        }
        if holds(&leads) || holds(&[Role::Reviewer, Role::ContactSupervisor]) {
            parts.push(("/reports", "Reports"));
        }
        if holds(&[Role::SafeguardingLead, Role::DeputySafeguardingLead]) {
            parts.push(("/concerns", "Concerns"));
        }
        if holds(&leads) || holds(&[Role::Trustee, Role::Administrator]) {
            parts.push(("/workforce", "Workforce"));
        }
        Self { who, parts, demo }
    }
}

/// The token of the request's sign-in cookie.
pub(crate) fn token(parts: &Parts, name: &str) -> Option<Token> {
    let cookies = parts.headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| Token::parse(value))
}

fn found<'a>(parts: &'a Parts, web: &'a Web) -> Boxed<'a, Result<Option<Reader>, Answer>> {
    Box::pin(async move {
        let Some(token) = token(parts, web.cookies.name()) else {
            return Ok(None);
        };
        let who = web.house.signed_in(&token).await?;
        Ok(who.map(|who| Reader::new(who, web.house.is_demo())))
    })
}

impl FromRequestParts<Web> for Reader {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Answer> {
        match found(parts, web).await? {
            Some(reader) => Ok(reader),
            None => Err(Answer::SignInFirst { then: parts.uri.path().to_owned() }),
        }
    }
}

impl OptionalFromRequestParts<Web> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, Infallible> {
        Ok(found(parts, web).await.ok().flatten())
    }
}
