//! TLS: certificate and key, from files or from the local authority, which renews its own.

use super::authority::Authority;
use crate::failed::Failed;
use jiff::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;

/// Who this server shows itself as.
#[derive(Clone)]
pub struct Identity {
    shown: Arc<RwLock<Arc<ServerConfig>>>,
    authority: Option<Arc<Authority>>,
}

impl Identity {
    /// A certificate chain and key from two PEM files.
    pub fn from_files(chain: &Path, key: &Path) -> Result<Self, Failed> {
        let unreadable = |path: &Path, what: &str| {
            Failed::around(
                &format!("There is no {what} in PEM form in {}.", path.display()),
                "Look at the path, the file's permissions and its content.",
            )
        };
        let certificates = CertificateDer::pem_file_iter(chain)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .ok()
            .filter(|all| !all.is_empty())
            .ok_or_else(|| unreadable(chain, "certificate"))?;
        let key = PrivateKeyDer::from_pem_file(key).map_err(|_| unreadable(key, "private key"))?;
        Ok(Self::showing(config(certificates, key)?, None))
    }

    /// A certificate of the local authority.
    pub fn from_authority(authority: Authority) -> Result<Self, Failed> {
        let (certificate, key) = authority.leaf()?;
        Ok(Self::showing(config(vec![certificate], key)?, Some(Arc::new(authority))))
    }

    fn showing(config: Arc<ServerConfig>, authority: Option<Arc<Authority>>) -> Self {
        Self { shown: Arc::new(RwLock::new(config)), authority }
    }

    /// What the next connection is shown.
    pub fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Renews a certificate of the local authority that is close to its end. Connections that are open keep the old one.
    pub fn renew(&self, now: Timestamp) -> Result<(), Failed> {
        let Some(authority) = &self.authority else {
            return Ok(());
        };
        if authority.renew(now)? {
            let (certificate, key) = authority.leaf()?;
            *self.shown.write().unwrap_or_else(PoisonError::into_inner) = config(vec![certificate], key)?;
            tracing::info!("the certificate for the hall's phones was renewed");
        }
        Ok(())
    }
}

fn config(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<Arc<ServerConfig>, Failed> {
    let unusable = |error: rustls::Error| {
        Failed::around(
            &format!("TLS cannot be served with this certificate and key: {error}."),
            "Look whether they belong together.",
        )
    };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
