//! What is wrong with a setting: which one, what was given, what it should be.

use figment::error::Kind;

/// A setting that cannot be used. Its `Display` is the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error("{setting} can't be “{given}”: it should be {wanted}.{}", from(source_name.as_ref()))]
    Wrong { setting: String, given: String, wanted: String, source_name: Option<String> },
    #[error("There is no setting “{given}”.{}{}", suggestion(near.as_ref()), from(source_name.as_ref()))]
    Unknown { given: String, near: Option<String>, source_name: Option<String> },
    #[error("The settings file {file} can't be read: {why}.")]
    File { file: String, why: String },
}

fn from(source: Option<&String>) -> String {
    source.map(|name| format!(" (It comes from {name}.)")).unwrap_or_default()
}

fn suggestion(near: Option<&String>) -> String {
    near.map(|name| format!(" Did you mean “{name}”?")).unwrap_or_default()
}

impl ConfigError {
    pub(super) fn wrong(setting: &str, given: &str, wanted: &str) -> Self {
        Self::Wrong { setting: setting.into(), given: given.into(), wanted: wanted.into(), source_name: None }
    }

    pub(super) fn of(error: figment::Error, known: &[&str]) -> Self {
        let source_name = error.metadata.as_ref().map(|metadata| match &metadata.source {
            Some(source) => source.to_string(),
            None => metadata.name.clone().into_owned(),
        });
        let setting = error.path.join(".");
        match error.kind {
            Kind::UnknownField(given, _) => {
                let near = nearest(&given, known).map(str::to_owned);
                Self::Unknown { given, near, source_name }
            }
            Kind::InvalidType(given, wanted) | Kind::InvalidValue(given, wanted) => {
                Self::Wrong { setting, given: given.to_string(), wanted: wanted.clone(), source_name }
            }
            Kind::UnknownVariant(given, wanted) => {
                Self::Wrong { setting, given, wanted: format!("one of {}", wanted.join(", ")), source_name }
            }
            other => Self::File { file: source_name.unwrap_or_else(|| "comanda.toml".into()), why: other.to_string() },
        }
    }
}

/// The known name that is at most a few slips away.
pub(super) fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    known.iter().map(|name| (distance(given, name), *name)).filter(|(slips, _)| *slips <= 2).min().map(|(_, name)| name)
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
