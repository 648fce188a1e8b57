#![doc = include_str!("../README.md")]

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One served file: a style sheet, a script, an image or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The name pages use: `app.css`.
    pub name: &'static str,
    /// The name it is served under, which changes with its content: `app.0123456789ab.css`.
    pub path: &'static str,
    /// The whole address: `/assets/app.0123456789ab.css`.
    pub url: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `ETag`, with its quotes.
    pub etag: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The file, compressed with gzip at build time, for a reader whose `Accept-Encoding` allows it.
    pub gzip: &'static [u8],
}

/// The value of `Cache-Control` for every asset. An address is never reused for other content, so a browser may keep it
/// for a year; nothing here is personal.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// The folder of packages this build was made from. Only tests read it: it holds the fixtures components are compared with.
#[doc(hidden)]
pub const PACKAGES: &str = env!("WEB_ASSETS_PACKAGES");

/// Every asset, in order of name.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The asset served under this path: what follows `/assets/` in the address.
pub fn get(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The address of an asset by the name pages use, such as `app.css`.
///
/// A name that does not exist gives an address that is not found, so a page with a slip in it is plain, not broken;
/// `tests/it` of the web crate asks for every name its templates use.
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/unknown", |asset| asset.url)
}
