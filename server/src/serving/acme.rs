//! A certificate from an authority that gives them by itself (ACME, RFC 8555): asked for and proven over the port that people use
//! (TLS-ALPN-01, RFC 8737), kept in a folder, renewed in time.

use super::tls::{TlsError, unreadable, words};
use futures::StreamExt as _;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, Event, EventOk};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::timeout;
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

/// The ACME client restarts when it has reported nothing for so long: a connection that goes silent brings no error. Certificates are
/// renewed weeks before they expire, so a day is soon enough.
const ANEW: Duration = Duration::from_hours(24);
/// What is kept is read in a moment.
const READ: Duration = Duration::from_secs(10);

type Asking = AcmeState<std::io::Error>;

/// Handshakes with the newest certificate, and the work of getting it, which goes on for as long as the server runs.
/// Errors: [`TlsError`], for the folder or the file of `root`.
pub(super) fn open(acme: Acme) -> Result<(Acceptor, impl Future<Output = ()> + Send + use<>), TlsError> {
    let (mut state, first) = ask(&acme)?;
    let acceptor = Acceptor(Arc::new(Mutex::new(first)));
    let next = acceptor.clone();
    let work = async move {
        loop {
            match timeout(ANEW, state.next()).await {
                Ok(Some(event)) => say(&acme, event),
                Ok(None) => return,
                Err(_) => match ask(&acme) {
                    Ok((mut anew, handshakes)) => {
                        // The certificate that is kept is read before anybody is shown it.
                        if let Ok(Some(event)) = timeout(READ, anew.next()).await {
                            say(&acme, event);
                        }
                        *next.0.lock().unwrap_or_else(PoisonError::into_inner) = handshakes;
                        state = anew;
                    }
                    Err(error) => tracing::warn!(%error, "the certificate is not asked for anew"),
                },
            }
        }
    };
    Ok((acceptor, work))
}

/// For the next connection; cheap to clone.
#[derive(Clone)]
pub(super) struct Acceptor(Arc<Mutex<TlsAcceptor>>);

impl Acceptor {
    pub fn now(&self) -> TlsAcceptor {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Whether certificates can be kept and the authority be believed. Errors: [`TlsError`].
pub fn check(acme: &Acme) -> Result<(), TlsError> {
    make_folder(&acme.folder)?;
    trusted(acme).map(drop)
}

/// The work of asking, which has not begun, and handshakes with what it gets.
fn ask(acme: &Acme) -> Result<(Asking, TlsAcceptor), TlsError> {
    make_folder(&acme.folder)?;
    let provider = Arc::new(ring::default_provider());
    let domains = [&acme.domain];
    let config = match trusted(acme)? {
        None => AcmeConfig::new_with_provider(domains, provider.clone()),
        Some(client) => AcmeConfig::new_with_client_config(domains, client),
    };
    let contact = format!("mailto:{}", acme.contact);
    let state = config.contact([contact]).directory(&acme.directory).cache(DirCache::new(acme.folder.clone())).state();
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
    let mut config = versions.with_no_client_auth().with_cert_resolver(state.resolver());
    config.alpn_protocols = vec![b"http/1.1".to_vec(), CHALLENGE.to_vec()];
    Ok((state, TlsAcceptor::from(Arc::new(config))))
}

/// Trusts who vouches for the authority; `None` where browsers know them.
fn trusted(acme: &Acme) -> Result<Option<Arc<ClientConfig>>, TlsError> {
    let Some(root) = &acme.root else { return Ok(None) };
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(root).map_err(|error| unreadable(root, "certificate", error))?).map_err(unusable)?;
    let provider = Arc::new(ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
    Ok(Some(Arc::new(versions.with_root_certificates(roots).with_no_client_auth())))
}

fn say(acme: &Acme, event: Event<std::io::Error, std::io::Error>) {
    let Acme { domain, directory, .. } = acme;
    match event {
        Ok(EventOk::DeployedCachedCert) => tracing::info!(domain, "the certificate that was kept is in use"),
        Ok(EventOk::DeployedNewCert) => tracing::info!(domain, directory, "a new certificate is in use"),
        Ok(EventOk::CertCacheStore | EventOk::AccountCacheStore) => {}
        // It is asked for again, later and later; one that is still good stays in use.
        Err(error) => tracing::warn!(domain, directory, %error, "no certificate from there"),
    }
}

/// A folder that nobody else may look into: keys are kept there.
fn make_folder(folder: &Path) -> Result<(), TlsError> {
    let made = std::fs::create_dir_all(folder);
    #[cfg(unix)]
    let made = made.and_then(|()| {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
    });
    made.map_err(|error| TlsError::Folder { folder: folder.display().to_string(), why: words(&error) })
}

fn unusable(error: tokio_rustls::rustls::Error) -> TlsError {
    TlsError::Unusable { why: error.to_string() }
}
