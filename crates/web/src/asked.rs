//! What an address asks for, read out of its path and its query. An address that nobody could have come by through our
//! pages is answered like a record that is not there, and only to somebody who is signed in.

use crate::answer::Answer;
use crate::reader::Reader;
use crate::state::Web;
use app::Failure;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// The values in the path.
pub(crate) struct Path<T>(pub(crate) T);

/// The values behind the question mark.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Path<T> {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Answer> {
        match axum::extract::Path::from_request_parts(parts, web).await {
            Ok(axum::extract::Path(found)) => Ok(Self(found)),
            Err(_) => Err(nothing_there(parts, web).await),
        }
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Query<T> {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Answer> {
        match axum::extract::Query::from_request_parts(parts, web).await {
            Ok(axum::extract::Query(found)) => Ok(Self(found)),
            Err(_) => Err(nothing_there(parts, web).await),
        }
    }
}

async fn nothing_there(parts: &mut Parts, web: &Web) -> Answer {
    let reader: Result<Reader, Answer> = <Reader as FromRequestParts<Web>>::from_request_parts(parts, web).await;
    reader.map_or_else(|sign_in| sign_in, |_| Failure::NotOpen.into())
}
