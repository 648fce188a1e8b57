//! A file as it was sent. Like every form it is taken only from one of our pages, in the sign-in it was made for.

use crate::answer::Answer;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, from_elsewhere};
use crate::state::Web;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};

/// A file that was sent.
pub(super) struct Uploaded {
    /// Who sent it.
    pub(super) reader: Reader,
    /// Its bytes, or why there are none.
    pub(super) file: Result<Vec<u8>, &'static str>,
}

const NONE: &str = "Choose a file";
const TOO_LARGE: &str = "The file is larger than 5 MiB, or broke off on its way. Nothing was saved";

impl FromRequest<Web> for Uploaded {
    type Rejection = Answer;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Answer> {
        let (mut parts, body) = request.into_parts();
        if from_elsewhere(&parts) {
            return Err(Answer::NotFromHere);
        }
        let reader = <Reader as FromRequestParts<Web>>::from_request_parts(&mut parts, web).await?;
        web.house.may_refer(&reader.who, "import-court-application").await?;
        let mut multipart = Multipart::from_request(Request::from_parts(parts, body), web)
            .await
            .map_err(|_| Answer::Unreadable("The form did not arrive as it was sent. Nothing was saved."))?;
        let mut token = String::new();
        let mut file = Err(NONE);
        // The token stands before the file in the form, so it is known even where the file breaks off.
        loop {
            let field = match multipart.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => break,
                Err(_) => {
                    file = Err(TOO_LARGE);
                    break;
                }
            };
            let name = field.name().unwrap_or_default().to_owned();
            match (name.as_str(), field.bytes().await) {
                (FORM_TOKEN, Ok(bytes)) => token = String::from_utf8_lossy(&bytes).into_owned(),
                ("file", Ok(bytes)) if !bytes.is_empty() => file = Ok(bytes.to_vec()),
                (_, Ok(_)) => {}
                (_, Err(_)) => {
                    file = Err(TOO_LARGE);
                    break;
                }
            }
        }
        if token == reader.who.form_token { Ok(Self { reader, file }) } else { Err(Answer::NotFromHere) }
    }
}
