use domain::decision::Refusal;
use domain::stream::StreamName;

/// Why something was not done or not shown. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It is not open to the asker, or there is no such record; which of the two is never told.
    #[error("this is not open to you, or it is not here")]
    NotOpen,
    /// It needs a second factor, which was not given, or not lately enough. It was told before any record was looked at.
    #[error("this needs a second factor first")]
    SecondFactorFirst,
    /// The domain refused: rules, fields, or where the record stands.
    #[error(transparent)]
    Refused(Refusal),
    /// Somebody changed the record since the form was opened, or five attempts met a change each.
    #[error("somebody else changed this record in the meantime")]
    Changed {
        /// The record.
        stream: StreamName,
        /// The edition the form was opened at.
        opened_at: u64,
        /// The edition the record has now.
        now_at: u64,
    },
    /// The idempotency key was used before with another body.
    #[error("this form was already sent with other content")]
    OtherBody,
    /// The disk or database has no room; reading goes on.
    #[error("there is no room left to save in")]
    Full,
    /// Whether it was saved is not known; sending the same form again is safe.
    #[error("it is not known whether this was saved; send the same form again")]
    Unconfirmed,
    /// A fault of the program or its storage.
    #[error("the program could not do this")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Failure {
    /// A fault of the program or what it stands on.
    pub fn fault(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault(Box::new(error))
    }
}

impl From<storage::Error> for Failure {
    fn from(error: storage::Error) -> Self {
        Self::fault(error)
    }
}

impl From<access::Refused> for Failure {
    fn from(_: access::Refused) -> Self {
        Self::NotOpen
    }
}

impl From<access::OtherRecord> for Failure {
    fn from(error: access::OtherRecord) -> Self {
        Self::fault(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
