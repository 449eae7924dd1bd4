//! A PostgreSQL server of the test binary's own, in a temporary folder, on a socket in it: no port, no password, no leftovers.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;

/// The running server.
pub struct Server {
    pub folder: String,
    /// Where it listens, if it does so on a port at all.
    port: Option<u16>,
    // Its keeper stops the server when this end closes, however the tests end.
    _keeper: (Child, ChildStdin),
}

impl Server {
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder)
    }
}

impl Server {
    /// Over TCP, with what is asked of the line.
    pub fn over_tcp(&self, database: &str, question: &str) -> String {
        format!("postgres://postgres@localhost:{}/{database}?{question}", self.port.expect("a port"))
    }
}

/// One that insists on TLS, with a certificate by an authority of its own (`ca.crt` in its folder).
pub fn tls_server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        start(KEEPER, &[("PORT", &port.to_string())], Some(port))
    })
}

/// A standby of the server of this test binary, as it stands now: it follows, and takes no writes.
pub fn standby() -> Server {
    start(FOLLOWER, &[("FROM", &server().folder)], None)
}

/// The one of this test binary; started by whoever asks first.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| start(KEEPER, &[("PORT", "")], None))
}

/// Makes a cluster, starts it, says where, waits for its standard input to end, stops its own server by its own data folder.
const KEEPER: &str = r#"
set -eu
folder=$(mktemp -d "${TMPDIR:-/tmp}/comanda-pg.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$BIN/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
listen="-c listen_addresses=''"
if [ -n "$PORT" ]; then
  cd "$folder"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt 2>>openssl.log
  openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr 2>>openssl.log
  echo 'subjectAltName=DNS:localhost' >san
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.crt 2>>openssl.log
  chmod 755 "$folder"
  printf 'local all all trust\nhostssl all all all trust\n' >data/pg_hba.conf
  listen="-c listen_addresses=127.0.0.1 -p $PORT -c ssl=on -c ssl_cert_file='$folder/server.crt' -c ssl_key_file='$folder/server.key'"
fi
"$BIN/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -s \
  -o "-k '$folder' $listen -c fsync=off -c max_connections=400 -c shared_buffers=64MB" start >&2 \
  || { cat "$folder/server.log" >&2; exit 1; }
echo "$folder"
read -r _ || true
"$BIN/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
"#;

/// The same for a standby of another server of ours.
const FOLLOWER: &str = r#"
set -eu
folder=$(mktemp -d "${TMPDIR:-/tmp}/comanda-pg.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$BIN/pg_basebackup" -h "$FROM" -U postgres -D "$folder/data" -R -X stream -c fast --no-sync >&2
"$BIN/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -s \
  -o "-k '$folder' -c listen_addresses='' -c fsync=off -c max_connections=400 -c shared_buffers=64MB" start >&2 \
  || { cat "$folder/server.log" >&2; exit 1; }
echo "$folder"
read -r _ || true
"$BIN/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
"#;

fn start(script: &'static str, settings: &[(&str, &str)], port: Option<u16>) -> Server {
    let bin = newest_bin().expect("PostgreSQL's server programs in /usr/lib/postgresql/*/bin (Debian: postgresql)");
    let mut command = if is_root() {
        // PostgreSQL refuses to run as root.
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", script]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    };
    let mut keeper = command
        .env("BIN", &bin)
        .envs(settings.iter().copied())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell");
    let stdin = keeper.stdin.take().expect("its input");
    let mut folder = String::new();
    BufReader::new(keeper.stdout.take().expect("its output")).read_line(&mut folder).expect("its answer");
    let folder = folder.trim().to_owned();
    if folder.is_empty() {
        let mut why = String::new();
        let _ = keeper.stderr.take().expect("its errors").read_to_string(&mut why);
        panic!("PostgreSQL did not start: {why}");
    }
    Server { folder, port, _keeper: (keeper, stdin) }
}

fn newest_bin() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}
