//! TLS for those who connect: certificate and key from files, read again when they change, or from an authority ([`super::acme`]).

use super::acme::{self, Acme};

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{Error, ServerConfig};
use tokio_util::task::AbortOnDropHandle;

/// Where certificate and key are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// PEM: the certificate, then those that vouch for it.
    pub certificate: PathBuf,
    /// PEM, without a password.
    pub key: PathBuf,
}

/// Where the certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Files(Files),
    Acme(Acme),
}

/// Why they can't be used. Its `Display` is the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsError {
    #[error("The file {file} can't be read: {why}. Check “tls_certificate”, “tls_key” or “acme_root”.")]
    File { file: String, why: String },
    #[error("There is no {what} in {file}. It should be PEM, beginning with “-----BEGIN …”.")]
    Nothing { what: &'static str, file: String },
    #[error("The key in {key} does not belong to the certificate in {certificate}.")]
    Mismatch { certificate: String, key: String },
    #[error("Certificates can't be kept in {folder}: {why}. Check “acme_folder”.")]
    Folder { folder: String, why: String },
    #[error("Certificate and key can't be used: {why}.")]
    Unusable { why: String },
}

/// Speaks TLS with the certificate of its source. A renewed one is taken up with the next connection.
#[derive(Debug)]
pub struct Tls(Kept);

enum Kept {
    Files {
        files: Files,
        read: Mutex<Read>,
    },
    /// The work of getting one ends with this.
    Acme {
        acceptor: acme::Acceptor,
        _work: AbortOnDropHandle<()>,
    },
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Files { .. } => "Files",
            Self::Acme { .. } => "Acme",
        })
    }
}

struct Read {
    acceptor: TlsAcceptor,
    /// When the files had last been changed.
    changed: Changed,
}

type Changed = [Option<SystemTime>; 2];

impl Tls {
    /// Reads both files, or begins to ask for a certificate; on a runtime. Errors: [`TlsError`], one sentence that names the file.
    pub fn open(source: Source) -> Result<Self, TlsError> {
        Ok(Self(match source {
            Source::Files(files) => {
                let changed = changed(&files);
                let acceptor = acceptor(&files)?;
                Kept::Files { files, read: Mutex::new(Read { acceptor, changed }) }
            }
            Source::Acme(acme) => {
                let (acceptor, work) = acme::open(acme)?;
                Kept::Acme { acceptor, _work: AbortOnDropHandle::new(tokio::spawn(work)) }
            }
        }))
    }

    /// For the next connection. Files that have become unreadable change nothing: they may be half written.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        let (files, read) = match &self.0 {
            Kept::Files { files, read } => (files, read),
            Kept::Acme { acceptor, .. } => return acceptor.now(),
        };
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        let now = changed(files);
        if now != read.changed {
            read.changed = now;
            match acceptor(files) {
                Ok(acceptor) => {
                    read.acceptor = acceptor;
                    tracing::info!("the certificate has been read again");
                }
                Err(error) => tracing::warn!(%error, "the certificate of before stays in use"),
            }
        }
        read.acceptor.clone()
    }
}

fn changed(files: &Files) -> Changed {
    [&files.certificate, &files.key].map(|file| std::fs::metadata(file).and_then(|about| about.modified()).ok())
}

fn acceptor(files: &Files) -> Result<TlsAcceptor, TlsError> {
    let certificates = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable(&files.certificate, "certificate", error))?;
    if certificates.is_empty() {
        return Err(TlsError::Nothing { what: "certificate", file: files.certificate.display().to_string() });
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| unreadable(&files.key, "key", error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|versions| versions.with_no_client_auth().with_single_cert(certificates, key));
    let mut config = config.map_err(|error| match error {
        Error::InconsistentKeys(_) => {
            TlsError::Mismatch { certificate: files.certificate.display().to_string(), key: files.key.display().to_string() }
        }
        other => TlsError::Unusable { why: other.to_string() },
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

pub(super) fn unreadable(file: &Path, what: &'static str, error: pem::Error) -> TlsError {
    let file = file.display().to_string();
    match error {
        pem::Error::Io(error) => TlsError::File { file, why: words(&error) },
        _ => TlsError::Nothing { what, file },
    }
}

pub(super) fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".into(),
        io::ErrorKind::PermissionDenied => "reading it is not allowed".into(),
        _ => error.to_string(),
    }
}
