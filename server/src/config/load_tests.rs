//! Settings: who wins, and what a wrong one is told.

use super::*;
use figment::Jail;

/// Loads inside a jail: its own folder and environment. The error as people read it.
fn loaded(flags: &Flags, environment: &[&str]) -> Result<Settings, String> {
    let names: Vec<String> = environment.iter().map(|s| (*s).to_owned()).collect();
    load_from(flags, &names).map_err(|error| error.to_string())
}

#[test]
#[allow(clippy::result_large_err)] // the jail's own type
fn flags_win_over_the_environment_and_that_over_the_file() {
    Jail::expect_with(|jail| {
        jail.create_file(
            DEFAULT_FILE,
            "listen = \"127.0.0.1:1\"\nstaff_hours = 1\nguest_hours = 1\nallowed_origins = [\"https://a.example\"]",
        )?;
        jail.set_env("COMANDA_LISTEN", "127.0.0.1:2");
        jail.set_env("COMANDA_STAFF_HOURS", "2");
        jail.set_env("COMANDA_ALLOWED_ORIGINS", "https://b.example/, http://c.example:81");
        let flags = Flags { listen: Some("127.0.0.1:3".into()), ..Flags::default() };
        let settings = loaded(&flags, &["listen", "staff_hours", "allowed_origins"]).unwrap();
        assert_eq!(settings.listen.port(), 3);
        assert_eq!((settings.lifetimes.staff, settings.lifetimes.guest), (7_200, 3_600));
        assert_eq!(settings.allowed_origins, ["https://b.example", "http://c.example:81"]);
        assert_eq!(settings.public_url, "http://127.0.0.1:3");
        assert_eq!(settings.database, "sqlite:data/comanda.db");
        Ok(())
    });
}

#[test]
#[allow(clippy::result_large_err)]
fn a_wrong_setting_is_named_with_what_it_should_be() {
    let cases = [
        ("listen = \"here\"", &["listen", "here", "127.0.0.1:3000"][..]),
        ("listen = 3000", &["listen", "3000", "string"]),
        ("public_url = \"osteria\"", &["public_url", "osteria", "https://"]),
        ("public_url = \"https://osteria.example/path\"", &["public_url", "without a path"]),
        ("database = \"mysql://me:secret@host/db\"", &["database", "mysql", "postgres://"]),
        ("database = \"host=db user=me password=secret\"", &["database", "postgres://"]),
        ("database_connections = 3", &["database_connections", "from 4 to"]),
        ("log = \"!!,=\"", &["log", "info"]),
        ("log_format = \"xml\"", &["log_format", "xml", "json"]),
        ("staff_hours = 0", &["staff_hours", "from 1 to"]),
        ("staff_hours = \"long\"", &["staff_hours", "long"]),
        ("behind_proxy = \"perhaps\"", &["behind_proxy", "perhaps"]),
        ("change_limits = \"never\"", &["change_limits", "never", "on, off"]),
        ("allowed_origins = [\"*\"]", &["allowed_origins", "*"]),
        ("listne = \"127.0.0.1:1\"", &["listne", "Did you mean “listen”", "comanda.toml"]),
        ("colour = \"red\"", &["There is no setting “colour”"]),
        ("listen = ", &["comanda.toml", "can't be read"]),
    ];
    for (file, wanted) in cases {
        Jail::expect_with(|jail| {
            jail.create_file(DEFAULT_FILE, file)?;
            let told = loaded(&Flags::default(), &[]).unwrap_err();
            for part in wanted {
                assert!(told.contains(part), "“{part}” is missing in: {told}");
            }
            assert!(!told.contains("secret"), "a password shows: {told}");
            Ok(())
        });
    }
}

#[test]
#[allow(clippy::result_large_err)]
fn a_slip_in_the_environment_is_named_and_other_tools_variables_are_let_be() {
    Jail::expect_with(|_| {
        let told = loaded(&Flags::default(), &["databse"]).unwrap_err();
        assert!(told.contains("COMANDA_DATABSE") && told.contains("COMANDA_DATABASE"), "{told}");
        assert!(loaded(&Flags::default(), &["build", "tools", "template"]).is_ok());
        let flags = Flags { config: Some("nowhere.toml".into()), ..Flags::default() };
        assert!(loaded(&flags, &[]).unwrap_err().contains("nowhere.toml"));
        Ok(())
    });
}

#[test]
fn cookies_are_secure_over_https_and_nowhere_else() {
    let secure = |url: &str| RawSettings { public_url: Some(url.into()), ..RawSettings::default() }.check().unwrap().is_https();
    for plain in ["http://127.0.0.1:3000", "http://192.168.1.20:3000", "http://osteria.local", "http://[fd00::2]:3000"] {
        assert!(!secure(plain), "{plain}");
    }
    for https in ["https://localhost", "https://osteria.example", "https://192.168.1.20:3443"] {
        assert!(secure(https), "{https}");
    }
}

#[test]
fn every_setting_is_known_by_name() {
    let written = serde_json::to_value(RawSettings::default()).unwrap();
    let mut names: Vec<&str> = written.as_object().unwrap().keys().map(String::as_str).collect();
    let mut known = KNOWN;
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known);
}
