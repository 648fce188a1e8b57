//! Log lines: what the program did, never about whom.

use crate::cli::LogFormat;
use tracing_subscriber::EnvFilter;

/// Libraries say what they do with values; only their warnings are let through.
const WHAT: &str = "warn,access=info,app=info,contact_safeguard=info,documents=info,storage=info,web=info";

/// Starts the log on standard error, and makes a panic tell its place and nothing else.
pub fn start(format: LogFormat) {
    let builder = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(WHAT)).with_writer(std::io::stderr);
    // A second start, as in a test, keeps the first log.
    let _again = match format {
        LogFormat::Text => builder.with_ansi(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let (file, line) = panic.location().map_or(("unknown", 0), |place| (place.file(), place.line()));
        tracing::error!(panic.file = file, panic.line = line, "a defect of the program stopped one piece of work");
    }));
}
