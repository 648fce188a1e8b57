//! The clock, the operating system's randomness and the environment: read here and nowhere else.

use app::{Clock, Entropy};
use jiff::Timestamp;
use std::path::PathBuf;

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge where the clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's source of randomness.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the edge where randomness is drawn")]
    #[expect(clippy::expect_used, reason = "without randomness every id and token would be a guess: nothing may go on")]
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}

/// The present instant, for what happens before there is a house.
pub fn now() -> Timestamp {
    SystemClock.now()
}

/// The folder where this user's settings are kept, where the environment names one.
pub fn settings_folder() -> Option<PathBuf> {
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".config"));
    let base = variable("XDG_CONFIG_HOME").or_else(|| variable("APPDATA")).map(PathBuf::from).or_else(home)?;
    base.is_absolute().then(|| base.join("contact-safeguard"))
}

/// The address of the database, where it is given by the environment: a command line can be read by every user of the
/// computer, the environment by this one alone.
pub fn database_url() -> Option<String> {
    variable("CONTACT_SAFEGUARD_DATABASE_URL").and_then(|url| url.into_string().ok())
}

#[expect(clippy::disallowed_methods, reason = "this is the edge where the environment is read")]
fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// A folder for what is thrown away when the program ends.
pub fn temporary_folder() -> PathBuf {
    std::env::temp_dir()
}

/// Sixteen random bytes, for a name nobody else uses.
pub fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    SystemEntropy.fill(&mut bytes);
    bytes
}
