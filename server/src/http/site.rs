//! What browsers download: built into the binary (or read from a folder), compressed beforehand, asked for once.
//!
//! The program has an address for each build, `/pkg/<build>/…`: a page and its program always go together, whatever a browser has
//! kept and however slow its line is.

use app::{Program, Styles};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use i18n::Language;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A release carries the site that is shipped, a debug build reads the one that is built fast.
#[derive(RustEmbed)]
#[cfg_attr(debug_assertions, folder = "$CARGO_MANIFEST_DIR/../target/site-dev")]
#[cfg_attr(not(debug_assertions), folder = "$CARGO_MANIFEST_DIR/../target/site")]
#[allow_missing = true]
struct Embedded;

/// The command that builds the site this server looks for.
pub const BUILD_COMMAND: &str = if cfg!(debug_assertions) { "scripts/build-site --dev" } else { "make site, then build again" };

/// What pages need besides themselves: styles, programs, and the sentences of each language.
fn program() -> impl Iterator<Item = String> {
    let programs = Program::ALL.into_iter().flat_map(|program| [program.script(), program.module()]);
    let sentences = Language::ALL.map(i18n::file_of);
    let styles = Styles::ALL.map(|styles| styles.file().to_owned());
    styles.into_iter().chain(programs).chain(sentences).map(|file| format!("pkg/{file}"))
}

/// Where the files come from.
#[derive(Debug, Clone)]
pub struct Site {
    /// A folder that wins over what is built in.
    folder: Option<PathBuf>,
    /// Names the program as it was when the server started: 32 hex digits.
    build: Arc<str>,
    /// Can the files be other ones while the server runs?
    may_change: bool,
}

struct File {
    data: Cow<'static, [u8]>,
    etag: String,
}

/// Is this the address of a file, whether or not there is one? Such requests need no identity.
#[must_use]
pub fn is_file(path: &str) -> bool {
    ["/pkg/", "/fonts/", "/dishes/", "/icons/", "/sounds/"].iter().any(|folder| path.starts_with(folder))
        || path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

impl Site {
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        let may_change = folder.is_some() || cfg!(debug_assertions);
        let mut site = Self { folder, build: Arc::from(""), may_change };
        let mut all = Sha256::new();
        for file in program() {
            all.update(site.read(&file).map_or_else(String::new, |file| file.etag));
        }
        site.build = tag(&all.finalize()).into();
        site
    }

    /// Which program the pages belong to.
    #[must_use]
    pub fn build(&self) -> &str {
        &self.build
    }

    /// Is the site there at all?
    #[must_use]
    pub fn is_there(&self) -> bool {
        program().all(|file| self.read(&file).is_some())
    }

    /// The answer to a request for a file; `None` if there is none.
    #[allow(clippy::case_sensitive_file_extension_comparisons)] // our own build names them
    pub fn answer(&self, path: &str, asked: &HeaderMap) -> Option<Response> {
        let path = path.trim_start_matches('/');
        let (path, build) = of_build(path);
        let path = path.as_ref();
        // A page of another build: its program is gone, but any styles are better than none.
        let stale = build.is_some_and(|build| build != &*self.build);
        if stale && !path.ends_with(".css") {
            return None;
        }
        if matches!(path.rsplit_once('.').map(|(_, extension)| extension), None | Some("br" | "gz")) {
            return None;
        }
        let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let (file, encoding) = ["br", "gzip"]
            .into_iter()
            .filter(|encoding| accepts(accepted, encoding))
            .find_map(|encoding| {
                let sibling = format!("{path}.{}", if encoding == "br" { "br" } else { "gz" });
                self.read(&sibling).map(|file| (file, Some(encoding)))
            })
            .or_else(|| self.read(path).map(|file| (file, None)))?;
        let known = asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let unchanged = known == "*" || known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == file.etag);
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mime = mime_guess::from_path(path).first_or_octet_stream();
            let body = match file.data {
                Cow::Borrowed(bytes) => Body::from(bytes),
                Cow::Owned(bytes) => Body::from(bytes),
            };
            let mut response = Response::new(body);
            if let Ok(mime) = HeaderValue::from_str(&with_charset(mime.as_ref())) {
                response.headers_mut().insert(header::CONTENT_TYPE, mime);
            }
            if let Some(encoding) = encoding {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let headers = response.headers_mut();
        if let Ok(etag) = HeaderValue::from_str(&file.etag) {
            headers.insert(header::ETAG, etag);
        }
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let kept = match build {
            Some(_) if stale => "no-store",
            Some(_) if !self.may_change => "public, max-age=31536000, immutable",
            _ => keep(path),
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
        Some(response)
    }

    fn read(&self, path: &str) -> Option<File> {
        if Path::new(path).components().any(|part| !matches!(part, Component::Normal(_))) {
            return None;
        }
        if let Some(folder) = &self.folder {
            let data = std::fs::read(folder.join(path)).ok()?;
            let etag = format!("\"{}\"", tag(&Sha256::digest(&data)));
            return Some(File { data: data.into(), etag });
        }
        let file = Embedded::get(path)?;
        Some(File { etag: format!("\"{}\"", tag(&file.metadata.sha256_hash())), data: file.data })
    }
}

/// The file behind an address, and the build that the address names, if it names one.
fn of_build(path: &str) -> (Cow<'_, str>, Option<&str>) {
    let named = path.strip_prefix("pkg/").and_then(|rest| rest.split_once('/'));
    match named.filter(|(build, _)| build.len() == 32 && build.bytes().all(|b| b.is_ascii_hexdigit())) {
        Some((build, file)) => (format!("pkg/{file}").into(), Some(build)),
        None => (path.into(), None),
    }
}

/// The first 16 bytes of a hash, hex.
fn tag(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Does an `Accept-Encoding` take this one (and not with a weight of zero)?
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && !pieces.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn with_charset(mime: &str) -> String {
    let text = mime.starts_with("text/") || matches!(mime, "application/json" | "application/javascript" | "image/svg+xml");
    if text && !mime.contains("charset") { format!("{mime}; charset=utf-8") } else { mime.to_owned() }
}

/// How long browsers keep a file that is not asked for by its build: the program is asked for again every time (a 304 costs
/// nothing), pictures and fonts are kept.
fn keep(path: &str) -> &'static str {
    if path.starts_with("fonts/") || path.starts_with("dishes/") {
        "public, max-age=2592000"
    } else if path.starts_with("pkg/") {
        "no-cache"
    } else {
        "public, max-age=3600"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_under_a_build_is_kept_for_good_where_it_cannot_change() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("pkg")).expect("a folder");
        std::fs::write(folder.path().join("pkg/guest.js"), "program").expect("written");
        let kept = |site: &Site, path: &str| {
            let answer = site.answer(path, &HeaderMap::new()).expect("a file");
            answer.headers()[header::CACHE_CONTROL].to_str().expect("text").to_owned()
        };
        let watched = Site::new(Some(folder.path().to_owned()));
        let built = Site { may_change: false, ..watched.clone() };
        let program = format!("/pkg/{}/guest.js", built.build());
        assert_eq!(kept(&built, &program), "public, max-age=31536000, immutable");
        assert_eq!(kept(&built, "/pkg/guest.js"), "no-cache");
        assert_eq!(kept(&watched, &program), "no-cache");
    }
}
