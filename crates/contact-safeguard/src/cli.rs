//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::ids::CentreId;
use secrecy::SecretString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the answer is no: the record does not verify, the file is not taken, the database is not for this
  2  the command line is not understood, or its settings do not go together
  3  something the program stands on failed: disk, database, keys, network

This program is not an emergency service. If somebody is in danger, ring 999 first.";

/// Safeguarding records for child contact centres.
#[derive(Parser)]
#[command(name = "contact-safeguard", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What the program can be asked to do.
#[derive(Subcommand)]
pub enum Task {
    /// Serves the pages of a centre, or of many
    Serve(Serve),
    /// Makes an invented region in a throw-away database and serves it on this computer
    Demo(Demo),
    /// Reads the whole record again and recomputes its proofs; names the first bad entry
    Verify(Store),
    /// Writes the lists anew from the journal
    Rebuild(Store),
    /// Referrals
    #[command(subcommand)]
    Referral(ReferralTask),
    /// Finds records of the same person in lists
    #[command(subcommand)]
    Match(crate::matching::MatchTask),
    /// Safety rules
    #[command(subcommand)]
    Rules(RulesTask),
    /// Who may do what
    #[command(subcommand)]
    Policy(PolicyTask),
}

/// Where the record and its keys lie.
#[derive(Args)]
pub struct Store {
    /// The data folder, with the record in one SQLite file
    #[arg(long, value_name = "DIR", conflicts_with = "database_url")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL 15 database, postgres://...; better given as `CONTACT_SAFEGUARD_DATABASE_URL`, which other users of
    /// this computer cannot read
    #[arg(long, value_name = "URL")]
    pub database_url: Option<SecretString>,
    /// The key file; by default `keys` in this user's settings folder. It must not lie in the data folder
    #[arg(long, value_name = "PATH")]
    pub key_file: Option<PathBuf>,
    /// A file whose first line is the passphrase that seals the key file
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
}

/// Settings of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Where the record is.
    #[command(flatten)]
    pub store: Store,
    /// The address to listen on; 127.0.0.1:8080, or 0.0.0.0:8443 with --lan-name
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// How log lines are written
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// The certificate chain (PEM) to serve TLS with
    #[arg(long, value_name = "PATH", requires = "tls_key", conflicts_with_all = ["trusted_proxy", "lan_name"])]
    pub tls_cert: Option<PathBuf>,
    /// The private key (PEM) of the certificate
    #[arg(long, value_name = "PATH", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// The one proxy that may connect; it must speak TLS to readers and send `X-Forwarded-Proto: https`
    #[arg(long, value_name = "IP", conflicts_with = "lan_name")]
    pub trusted_proxy: Option<IpAddr>,
    /// The name or address by which the hall's phones reach this computer; makes a local authority and its trust sheet
    #[arg(long, value_name = "NAME")]
    pub lan_name: Option<String>,
}

/// How log lines are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Settings of `demo`.
#[derive(Args)]
pub struct Demo {
    /// The address to listen on, on this computer
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Does not say how to open a browser
    #[arg(long)]
    pub no_open: bool,
    /// Fills this empty folder instead of a temporary one, and leaves it behind
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Ends when the region is filled, without serving it
    #[arg(long, hide = true)]
    pub fill_only: bool,
}

/// Referrals.
#[derive(Subcommand)]
pub enum ReferralTask {
    /// Turns a court application (JSON of the private-law service) into a draft referral
    Import(Import),
}

/// Settings of `referral import`.
#[derive(Args)]
pub struct Import {
    /// The file
    pub file: PathBuf,
    /// Where the record is.
    #[command(flatten)]
    pub store: Store,
    /// The centre, where the database has several
    #[arg(long, value_name = "ID")]
    pub centre: Option<CentreId>,
}

/// Safety rules.
#[derive(Subcommand)]
pub enum RulesTask {
    /// Lists the rules with their sentences, sources and dates
    List {
        /// As JSON for programs or Markdown for people
        #[arg(long, value_enum, default_value_t = RulesFormat::Md)]
        format: RulesFormat,
    },
}

/// How rules are listed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// JSON.
    Json,
    /// Markdown.
    Md,
}

/// Who may do what.
#[derive(Subcommand)]
pub enum PolicyTask {
    /// Says whether a worker may do something today, and which policies decide
    Explain(Explain),
}

/// Settings of `policy explain`.
#[derive(Args)]
pub struct Explain {
    /// Where the record is.
    #[command(flatten)]
    pub store: Store,
    /// Who: the name somebody signs in with, or a worker's id
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// The action, such as read-case or sign-risk-assessment
    #[arg(long)]
    pub action: String,
    /// The record: case/ID, session/ID, worker/ID, day/YYYY-MM-DD or centre
    #[arg(long, value_name = "RECORD")]
    pub on: String,
    /// What for: case-work, safe-contact, safeguarding, emergency or leak-check
    #[arg(long = "for", value_name = "PURPOSE", default_value = "case-work")]
    pub purpose: String,
    /// The centre, where the database has several
    #[arg(long, value_name = "ID")]
    pub centre: Option<CentreId>,
}
