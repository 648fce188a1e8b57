//! Nothing is lost: what a page says while it saves a draft, and before a sign-in ends. Their scripts are in
//! `web-assets/src-assets`; without JavaScript neither shows, and the form's own "Save and come back later" does the work.

use askama::Template;

use super::builder::{components, options};
use super::{Button, Html};

/// Where a form with `data-autosave="/drafts/..."` says that its draft is saved. It stands inside the form.
#[derive(Template, Clone)]
#[template(path = "components/draft_status.html")]
pub struct DraftStatus {
    saving: String,
    saved: String,
    failed: String,
    refused: String,
}

impl Default for DraftStatus {
    fn default() -> Self {
        Self {
            saving: "Saving a draft".to_owned(),
            saved: "Draft saved at {time}".to_owned(),
            failed: "Draft not saved: no connection. Keep this page open; it will be tried again.".to_owned(),
            refused: "Draft not saved: you were signed out, or this form was changed somewhere else. \
                      Press the button at the end of the form to keep what you wrote."
                .to_owned(),
        }
    }
}

options! {
    impl DraftStatus {
        /// Said while a draft is being saved.
        saving: text => saving;
        /// Said when it is; `{time}` becomes the time of day.
        saved: text => saved;
        /// Said when there was no connection.
        failed: text => failed;
        /// Said when the server refused.
        refused: text => refused;
    }
}

/// Asks, before a sign-in ends, whether the reader is still there (WCAG 2.2.1). It stands once on a page, after the content.
#[derive(Template, Clone)]
#[template(path = "components/session_warning.html")]
pub struct SessionWarning {
    expires_in: u32,
    warn_before: u32,
    extend: String,
    ended: String,
    token_name: String,
    token: String,
    title: Html,
    before: Html,
    after: Html,
    stay: Button,
}

impl SessionWarning {
    /// A warning two minutes before a sign-in ends, which is in `expires_in` seconds. `extend` is where the form is sent
    /// (its reply's `Session-Expires-In` header has the new number of seconds); `ended` is the page to go to when it is
    /// over.
    pub fn new(expires_in: u32, extend: impl Into<String>, ended: impl Into<String>) -> Self {
        Self {
            expires_in,
            warn_before: 120,
            extend: extend.into(),
            ended: ended.into(),
            token_name: String::new(),
            token: String::new(),
            title: "You will be signed out soon".into(),
            before: "For the safety of the people in these records, you are signed out after a while. Minutes left: "
                .into(),
            after: ". A draft of what you have written is kept.".into(),
            stay: Button::new("Stay signed in"),
        }
    }

    /// The hidden field that proves the request comes from one of our pages.
    #[must_use]
    pub fn token(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.token_name = name.into();
        self.token = value.into();
        self
    }

    /// The words, in another language; the number of minutes stands between the last two.
    #[must_use]
    pub fn words(
        mut self,
        title: impl Into<Html>,
        stay: impl Into<Html>,
        before: impl Into<Html>,
        after: impl Into<Html>,
    ) -> Self {
        self.title = title.into();
        self.stay = Button::new(stay);
        self.before = before.into();
        self.after = after.into();
        self
    }

    fn minutes(&self) -> u32 {
        self.warn_before.div_ceil(60)
    }
}

components!(DraftStatus, SessionWarning);
