//! A certificate from an authority that gives them by itself (ACME, RFC 8555): asked for and proven over the port that people use
//! (TLS-ALPN-01, RFC 8737), kept in a folder, renewed in time.

use super::tls::{TlsError, unreadable, words};
use futures::StreamExt as _;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, EventOk};
use std::path::PathBuf;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};

/// Let's Encrypt.
pub const DIRECTORY: &str = "https://acme-v02.api.letsencrypt.org/directory";
/// Where certificates are kept.
pub const FOLDER: &str = "data/certificates";
/// What the authority says it speaks when it looks whether the name is ours.
pub(super) const CHALLENGE: &[u8] = b"acme-tls/1";

/// Whom to ask, for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acme {
    /// The name that people use.
    pub domain: String,
    /// An e-mail address the authority may write to.
    pub contact: String,
    /// The authority's directory.
    pub directory: String,
    /// PEM: who vouches for the directory's own certificate, where browsers do not know them.
    pub root: Option<PathBuf>,
    /// Where the account's key and the certificate are kept.
    pub folder: PathBuf,
}

/// Handshakes with the newest certificate, and the work of getting it, which goes on for as long as the server runs.
/// Errors: [`TlsError`], for the folder or the file of `root`.
pub(super) fn open(acme: &Acme) -> Result<(TlsAcceptor, impl Future<Output = ()> + Send + use<>), TlsError> {
    make_folder(&acme.folder)?;
    let provider = Arc::new(ring::default_provider());
    let domains = [&acme.domain];
    let config = match &acme.root {
        None => AcmeConfig::new_with_provider(domains, provider.clone()),
        Some(root) => {
            let mut roots = RootCertStore::empty();
            let certificate = CertificateDer::from_pem_file(root).map_err(|error| unreadable(root, "certificate", error))?;
            roots.add(certificate).map_err(|error| TlsError::Unusable { why: error.to_string() })?;
            let versions = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
            let versions = versions.map_err(|error| TlsError::Unusable { why: error.to_string() })?;
            AcmeConfig::new_with_client_config(domains, Arc::new(versions.with_root_certificates(roots).with_no_client_auth()))
        }
    };
    let contact = format!("mailto:{}", acme.contact);
    let mut state = config.contact([contact]).directory(&acme.directory).cache(DirCache::new(acme.folder.clone())).state();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsError::Unusable { why: error.to_string() })?;
    let mut config = config.with_no_client_auth().with_cert_resolver(state.resolver());
    config.alpn_protocols = vec![b"http/1.1".to_vec(), CHALLENGE.to_vec()];
    let (domain, directory) = (acme.domain.clone(), acme.directory.clone());
    let work = async move {
        while let Some(event) = state.next().await {
            match event {
                Ok(EventOk::DeployedCachedCert) => tracing::info!(domain, "the certificate that was kept is in use"),
                Ok(EventOk::DeployedNewCert) => tracing::info!(domain, directory, "a new certificate is in use"),
                Ok(EventOk::CertCacheStore | EventOk::AccountCacheStore) => {}
                // It is asked for again, later and later; one that is still good stays in use.
                Err(error) => tracing::warn!(domain, directory, %error, "no certificate from there"),
            }
        }
    };
    Ok((TlsAcceptor::from(Arc::new(config)), work))
}

/// A folder that nobody else may look into: keys are kept there.
fn make_folder(folder: &std::path::Path) -> Result<(), TlsError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| TlsError::Folder { folder: folder.display().to_string(), why: words(&error) })
}
