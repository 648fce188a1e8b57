//! What is served: made from the packages and from `src-assets`, named by content.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::css;

/// Components of govuk-frontend that no page here uses, and the marks that are not ours to show. A class is left out
/// by its block (`govuk-tabs`) or by its full name (`govuk-footer__crown`).
const UNUSED: &[&str] = &[
    "govuk-accordion",
    "govuk-accordion-nav",
    "govuk-character-count",
    "govuk-cookie-banner",
    "govuk-drop-zone",
    "govuk-feedback",
    "govuk-file-upload-button",
    "govuk-file-upload-wrapper",
    "govuk-footer__copyright-logo",
    "govuk-footer__crown",
    "govuk-footer__licence-logo",
    "govuk-header",
    "govuk-logo-dot",
    "govuk-notification-banner",
    "govuk-tabs",
    // These two need icons, and the features behind them are not used.
    "moj-filter__close",
    "moj-filter__legend",
    "moj-timeline__document-icon",
    "moj-timeline__document-link",
];

/// The only components taken from the Ministry of Justice's package; its others have known accessibility faults, are
/// archived, or do not fit a page without JavaScript.
const MOJ_USED: &[&str] = &[
    "moj-alert",
    "moj-badge",
    "moj-filter",
    "moj-filter-tags",
    "moj-identity-bar",
    "moj-sub-navigation",
    "moj-timeline",
];

/// The only images a style sheet may ask for; anything else fails the build until somebody has looked at it.
const ICONS: &[&str] = &["icon-tag-remove-cross.svg", "icon-tag-remove-cross-white.svg"];

/// Colours written out in the packages, and the variable that stands for each here.
const COLOURS: &[(&str, &str, &str)] = &[
    (".govuk-button", "#0f7a52", "var(--house-button-colour)"),
    (".govuk-button", "#0b5c3e", "var(--house-button-hover-colour)"),
    (".govuk-button", "#083d29", "var(--house-button-shadow-colour)"),
    ("", "#1d70b8", "var(--govuk-brand-colour)"),
    ("", "#1a65a6", "var(--govuk-link-colour)"),
    ("", "#0f385c", "var(--govuk-link-hover-colour)"),
    ("", "#54319f", "var(--govuk-link-visited-colour)"),
    ("", "#005ea5", "var(--govuk-brand-colour)"),
    ("", "#d2e2f1", "var(--house-tint-colour)"),
    ("", "#f4f8fb", "var(--govuk-surface-background-colour)"),
    ("", "#8eb8dc", "var(--govuk-surface-border-colour)"),
    ("", "#fd0", "var(--govuk-focus-colour)"),
];

/// Files of our own that are served as they are, in an order in which each names only earlier ones.
const OWN: &[&str] =
    &["favicon.svg", "licences.txt", "js-enabled.js", "autosave.js", "passkey.js", "session.js", "app.js"];

/// The served files, by the name pages use: hashed name and bytes.
#[derive(Default)]
pub struct Bundle {
    files: BTreeMap<String, (String, Vec<u8>)>,
}

impl Bundle {
    /// Makes everything that is served.
    pub fn make(node_modules: &Path, own: &Path) -> Result<Self, String> {
        let govuk = node_modules.join("govuk-frontend");
        let moj = node_modules.join("@ministryofjustice/frontend");
        let mut bundle = Self::default();
        for icon in ICONS {
            bundle.add(icon, read(&moj.join("moj/assets/images").join(icon))?.into_bytes());
        }
        let sheet = bundle.style_sheet(&govuk, &moj, own)?;
        bundle.add("app.css", sheet.into_bytes());
        let script = read(&govuk.join("dist/govuk/govuk-frontend.min.js"))?;
        bundle.add("govuk-frontend.js", without_source_map(&script).into_bytes());
        let script = read(&moj.join("moj/components/alert/alert.bundle.mjs"))?;
        bundle.add("moj-alert.js", without_comments(&without_source_map(&script)).into_bytes());
        for name in OWN {
            let text = bundle.with_hashed_imports(&read(&own.join(name))?);
            bundle.add(name, text.into_bytes());
        }
        Ok(bundle)
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let digest = HEXLOWER.encode(&Sha256::digest(&bytes));
        let short = digest.get(..12).unwrap_or(&digest);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        self.files.insert(name.to_owned(), (format!("{stem}.{short}.{extension}"), bytes));
    }

    fn style_sheet(&self, govuk: &Path, moj: &Path, own: &Path) -> Result<String, String> {
        let brand = css::Brand { keeps: &is_used, colours: COLOURS };
        let mut nodes = css::brand(css::parse(&read(&govuk.join("dist/govuk/govuk-frontend.min.css"))?)?, &brand);
        // The second package repeats the first one's variables; what govuk-frontend says stands.
        let is_root = |node: &css::Node| matches!(node, css::Node::Rule { prelude, .. } if prelude == ":root");
        let second = css::brand(css::parse(&read(&moj.join("moj/moj-frontend.min.css"))?)?, &brand);
        nodes.extend(second.into_iter().filter(|node| !is_root(node)));
        let sheet = css::write(&nodes) + &css::tightened(&read(&own.join("house.css"))?)?;
        self.with_hashed_images(&sheet)
    }

    fn with_hashed_images(&self, sheet: &str) -> Result<String, String> {
        let mut parts = sheet.split("url(/assets/images/");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once(')').ok_or("an image address that never closes")?;
            let (hashed, _) = self.files.get(name).ok_or_else(|| {
                format!("the style sheet asks for the image {name}, which is not in ICONS of build/bundle.rs")
            })?;
            // Infallible: writing to a String.
            let _ = write!(out, "url({hashed}){rest}");
        }
        Ok(out)
    }

    fn with_hashed_imports(&self, script: &str) -> String {
        self.files.iter().fold(script.to_owned(), |script, (name, (hashed, _))| {
            script.replace(&format!("\"./{name}\""), &format!("\"./{hashed}\""))
        })
    }

    /// Writes the files, plain and compressed, and the Rust table that embeds them.
    pub fn embed(&self, out: &Path) -> Result<(), String> {
        let told = |error: std::io::Error| format!("cannot write the embedded files: {error}");
        let mut table = String::from("static ASSETS: &[Asset] = &[\n");
        for (name, (hashed, bytes)) in &self.files {
            std::fs::write(out.join(name), bytes).map_err(told)?;
            std::fs::write(out.join(format!("{name}.gz")), gzip(bytes).map_err(told)?).map_err(told)?;
            let hash = hashed.split('.').rev().nth(1).unwrap_or_default();
            let _ = writeln!(
                table,
                "    Asset {{ name: {name:?}, path: {hashed:?}, url: \"/assets/{hashed}\", content_type: {:?}, etag: \"\\\"{hash}\\\"\", \
                 bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), \
                 gzip: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.gz\")) }},",
                content_type(name),
            );
        }
        table.push_str("];\n");
        std::fs::write(out.join("assets.rs"), table).map_err(told)
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // No file name and no time in the header: the same input gives the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn is_used(class: &str) -> bool {
    let block = class.split("__").next().unwrap_or(class).split("--").next().unwrap_or(class);
    let refused = UNUSED.contains(&block) || UNUSED.contains(&class);
    !refused && (!class.starts_with("moj-") || MOJ_USED.contains(&block))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn without_source_map(script: &str) -> String {
    script.split("//# sourceMappingURL=").next().unwrap_or_default().trim_end().to_owned() + "\n"
}

/// The unminified bundle is mostly documentation comments, each on lines of its own.
fn without_comments(script: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in script.lines() {
        let text = line.trim();
        inside = inside || text.starts_with("/*");
        if !inside && !text.is_empty() && !text.starts_with("//") {
            out.push_str(text);
            out.push('\n');
        }
        inside = inside && !text.ends_with("*/");
    }
    out
}
