use super::problem::Problem;
use crate::sign_in::From;
use crate::state::Web;
use app::SignedIn;
use app::sign_in::Token;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who sent the token of a sign-in.
pub(super) struct Bearer(pub(super) SignedIn);

impl FromRequestParts<Web> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token =
            header.and_then(|text| text.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
        let token = token.and_then(|(_, token)| Token::parse(token.trim_start()));
        let token = token.ok_or_else(Problem::sign_in_first)?;
        match web.house.signed_in(&token).await? {
            Some(who) => Ok(Self(who)),
            None => Err(Problem::sign_in_first()),
        }
    }
}

/// A name, a password and, where there is a second factor, its code.
#[derive(Deserialize, ToSchema)]
pub(super) struct Credentials {
    /// The sign-in name.
    name: String,
    /// The password.
    #[schema(value_type = String)]
    password: SecretString,
    /// The six digits of the second factor, for whoever has one.
    #[serde(default)]
    code: String,
}

/// A sign-in.
#[derive(Serialize, ToSchema)]
pub(super) struct Entered {
    /// Send it as `Authorization: Bearer`. It ends after 15 minutes without a request, and after 12 hours.
    token: String,
}

/// Signs in by name and password, with a code where there is a second factor.
#[utoipa::path(
    post, path = "/api/v1/sign-in", request_body = Credentials, security(()),
    responses((status = 200, body = Entered), (status = 400, body = Problem), (status = 401, body = Problem))
)]
pub(super) async fn sign_in(
    State(web): State<Web>,
    From(whence): From,
    request: Request,
) -> Result<Json<Entered>, Problem> {
    let body = to_bytes(request.into_body(), 16 * 1024).await;
    let body = body.map_err(|_| Problem::unreadable("The body is larger than 16 KiB."))?;
    let given: Credentials = serde_json::from_slice(&body).map_err(|_| {
        Problem::unreadable("Send an object with the texts name and password, and code where there is a second factor.")
    })?;
    let entered = match web.house.sign_in(whence, &given.name, given.password).await? {
        Some(app::sign_in::Entered::In(token)) => Some(token),
        Some(app::sign_in::Entered::CodeNext(half)) => web.house.give_code(whence, &half, &given.code).await?,
        // A program has no finger to show: it signs in by the codes of whoever made it one.
        Some(app::sign_in::Entered::PasskeyNext) | None => None,
    };
    match entered {
        Some(token) => Ok(Json(Entered { token: token.text() })),
        None => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "/problems/sign-in",
            "Not signed in",
            "The name and password do not go together, the code is missing or wrong, or no attempt is taken for fifteen \
             minutes.",
        )),
    }
}

/// Ends the sign-in.
#[utoipa::path(post, path = "/api/v1/sign-out", responses((status = 204), (status = 401, body = Problem)))]
pub(super) async fn sign_out(State(web): State<Web>, Bearer(who): Bearer) -> Result<StatusCode, Problem> {
    web.house.sign_out(&who).await?;
    Ok(StatusCode::NO_CONTENT)
}
