//! For whoever keeps the program running: alive, ready, and counts without names.

use crate::answer::Answer;
use crate::state::Web;
use app::sign_in::Whence;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts of replies, by class.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) done: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) failed: AtomicU64,
}

pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

pub(crate) async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.house.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the storage does not answer\n"),
    }
}

/// Only for this computer itself: whoever counts refusals from outside learns when somebody else is refused.
pub(crate) fn metrics(counts: &Counts, whence: Whence) -> Result<String, Answer> {
    let here = match whence {
        Whence::Within => true,
        Whence::Address(address) => address.is_loopback(),
    };
    if !here {
        return Err(app::Failure::NotOpen.into());
    }
    let line = |class: &str, count: &AtomicU64| {
        format!("contact_safeguard_replies_total{{class=\"{class}\"}} {}\n", count.load(Ordering::Relaxed))
    };
    let lines = [
        "# HELP contact_safeguard_replies_total Replies since the start, by class of status.\n".to_owned(),
        "# TYPE contact_safeguard_replies_total counter\n".to_owned(),
        line("done", &counts.done),
        line("refused", &counts.refused),
        line("failed", &counts.failed),
    ];
    Ok(lines.concat())
}
