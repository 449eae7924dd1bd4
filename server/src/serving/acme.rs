//! A certificate from an authority that gives them by itself (ACME, RFC 8555): asked for and proven over the port that people use
//! (TLS-ALPN-01, RFC 8737), kept in a folder, renewed in time.

use super::tls::{TlsError, unreadable};
use futures::StreamExt as _;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, Event, EventError, EventOk};
use std::path::PathBuf;
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
const RESTART_AFTER: Duration = Duration::from_hours(24);
/// A restarted client reads the stored certificate within this time.
const READ_WITHIN: Duration = Duration::from_secs(10);

type Asking = AcmeState<std::io::Error>;

/// Handshakes with the newest certificate, and the work of getting it, which goes on for as long as the server runs.
/// Errors: [`TlsError`], for the folder or the file of `root`.
pub(super) fn open(acme: Acme) -> Result<(Acceptor, impl Future<Output = ()> + Send + use<>), TlsError> {
    let (mut state, first) = ask(&acme)?;
    let acceptor = Acceptor(Arc::new(Mutex::new(first)));
    let next = acceptor.clone();
    let work = async move {
        let mut in_use = false;
        loop {
            match timeout(RESTART_AFTER, state.next()).await {
                Ok(Some(event)) => {
                    in_use |= is_deployed(&event);
                    log(&acme, event);
                }
                Ok(None) => return,
                Err(_) => match ask(&acme) {
                    Ok((mut restarted, handshakes)) => {
                        let first = timeout(READ_WITHIN, restarted.next()).await.ok().flatten();
                        let replaces = is_better(first.as_ref(), in_use);
                        if let Some(event) = first {
                            in_use |= is_deployed(&event);
                            log(&acme, event);
                        }
                        if replaces {
                            *next.0.lock().unwrap_or_else(PoisonError::into_inner) = handshakes;
                            state = restarted;
                        }
                    }
                    Err(error) => tracing::warn!(%error, "acme_restart_failed"),
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

/// Whether certificates could be stored and the authority be believed; changes nothing. Errors: [`TlsError`].
pub fn check(acme: &Acme) -> Result<(), TlsError> {
    match std::fs::metadata(&acme.folder) {
        Ok(found) if !found.is_dir() => return Err(no_folder(acme, "it is a file")),
        Ok(_) => drop(others_may_look(acme)?),
        // The server makes it.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(no_folder(acme, &error.to_string())),
    }
    trusted(acme).map(drop)
}

/// The work of asking, which has not begun, and handshakes with what it gets.
fn ask(acme: &Acme) -> Result<(Asking, TlsAcceptor), TlsError> {
    make_folder(acme)?;
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

/// Whether a restarted client, whose first event this is, replaces the running one. A client whose certificate is in use is replaced
/// only by one that has a certificate, too: the store may be full, slow or gone.
fn is_better(first: Option<&Event<std::io::Error, std::io::Error>>, in_use: bool) -> bool {
    !in_use || first.is_some_and(is_deployed)
}

fn is_deployed(event: &Event<std::io::Error, std::io::Error>) -> bool {
    matches!(event, Ok(EventOk::DeployedCachedCert | EventOk::DeployedNewCert))
}

fn log(acme: &Acme, event: Event<std::io::Error, std::io::Error>) {
    let Acme { domain, directory, .. } = acme;
    match event {
        Ok(EventOk::DeployedCachedCert) => tracing::info!(domain, from = "store", "acme_certificate_deployed"),
        Ok(EventOk::DeployedNewCert) => tracing::info!(domain, directory, from = "authority", "acme_certificate_deployed"),
        Ok(EventOk::CertCacheStore | EventOk::AccountCacheStore) => {}
        Err(
            error @ (EventError::CertCacheLoad(_)
            | EventError::AccountCacheLoad(_)
            | EventError::CertCacheStore(_)
            | EventError::AccountCacheStore(_)),
        ) => tracing::warn!(domain, folder = %acme.folder.display(), %error, "acme_store_failed"),
        // The client asks again, later and later; a certificate that is still good stays in use.
        Err(error) => tracing::warn!(domain, directory, %error, "acme_order_failed"),
    }
}

/// Creates the folder with mode 0700, since the ACME client stores keys in it. Sets that mode on an existing folder that is empty.
/// Errors: [`TlsError::Folder`], also for one that other users may read and that is not empty.
fn make_folder(acme: &Acme) -> Result<(), TlsError> {
    let failed = |error: std::io::Error| no_folder(acme, &error.to_string());
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        builder.mode(0o700).create(&acme.folder).map_err(failed)?;
        if others_may_look(acme)? {
            std::fs::set_permissions(&acme.folder, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(&acme.folder).map_err(failed)
}

/// Whether others may look into the folder, which is empty. Errors: [`TlsError::Folder`], if it is not.
#[cfg(unix)]
fn others_may_look(acme: &Acme) -> Result<bool, TlsError> {
    use std::os::unix::fs::PermissionsExt as _;
    let failed = |error: std::io::Error| no_folder(acme, &error.to_string());
    let others = std::fs::metadata(&acme.folder).map_err(failed)?.permissions().mode() & 0o077;
    if others == 0 {
        return Ok(false);
    }
    if std::fs::read_dir(&acme.folder).map_err(failed)?.next().is_some() {
        return Err(no_folder(acme, "other users may read what is in it, and keys are kept there; chmod 700 makes it private"));
    }
    Ok(true)
}

#[cfg(not(unix))]
fn others_may_look(_: &Acme) -> Result<bool, TlsError> {
    Ok(false)
}

fn no_folder(acme: &Acme, why: &str) -> TlsError {
    TlsError::Folder { folder: acme.folder.display().to_string(), why: why.into() }
}

fn unusable(error: tokio_rustls::rustls::Error) -> TlsError {
    TlsError::Unusable { why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn restarted_client_without_certificate_replaces_none_in_use() {
        let failed: Event<std::io::Error, std::io::Error> = Err(EventError::CertCacheLoad(std::io::Error::other("full")));
        let stored = Ok(EventOk::DeployedCachedCert);
        assert!(!is_better(None, true) && !is_better(Some(&failed), true), "a slow or broken store");
        assert!(!is_better(Some(&Ok(EventOk::AccountCacheStore)), true));
        assert!(is_better(Some(&stored), true));
        assert!(is_better(None, false) && is_better(Some(&failed), false), "there is nothing to lose");
    }

    #[cfg(unix)]
    #[test]
    fn folder_that_others_may_read_is_private_if_empty() {
        use std::os::unix::fs::PermissionsExt as _;
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("certificates");
        let acme = Acme {
            domain: "osteria.example".into(),
            contact: "chef@osteria.example".into(),
            directory: DIRECTORY.into(),
            root: None,
            folder: folder.clone(),
        };
        let mode = || std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777;
        check(&acme).unwrap();
        assert!(!folder.exists(), "a check changes nothing");
        std::fs::create_dir(&folder).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        check(&acme).unwrap();
        assert_eq!(mode(), 0o755, "a check changes nothing");
        make_folder(&acme).unwrap();
        assert_eq!(mode(), 0o700);
        std::fs::write(folder.join("somebodys.pem"), "").unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        for refused in [check(&acme), make_folder(&acme)] {
            assert!(refused.unwrap_err().to_string().contains("other users may read"));
        }
        assert_eq!(mode(), 0o755, "what is somebody's stays as it is");
    }
}
