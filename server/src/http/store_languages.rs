//! The language of each restaurant of this install, held in memory: pages are drawn by it without asking the database.

use comanda::ids::StoreId;
use engine::storage::public_lookup::{self, Facade};
use engine::storage::{Db, DbError};
use i18n::Language;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// How often the restaurants are asked what they speak.
const REFRESH: Duration = Duration::from_mins(1);
/// The same, until there has been an answer.
const RETRY: Duration = Duration::from_secs(1);
/// How long a server that starts waits for the first answer.
const FIRST: Duration = Duration::from_secs(2);

/// What each restaurant speaks to readers who ask for no language of ours, the one whose front door this is first.
/// Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct StoreLanguages(Arc<RwLock<Vec<Spoken>>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spoken {
    store: StoreId,
    /// As it stands in the table.
    locale: String,
    language: Language,
}

impl StoreLanguages {
    /// What a store speaks; for a caller of no store, or of one that is not known yet, what the front door does. English without any.
    pub fn of(&self, store: Option<StoreId>) -> Language {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let own = store.and_then(|id| held.iter().find(|spoken| spoken.store == id));
        own.or(held.first()).map_or(Language::En, |spoken| spoken.language)
    }

    /// Reads what the restaurants speak before the first page is drawn. Where the database does not say it in time, they speak English
    /// until [`Self::keep_up`] has heard.
    pub async fn load(&self, db: &Db) {
        match tokio::time::timeout(FIRST, self.refresh(db)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(code = error.code(), "the stores' languages could not be read"),
            Err(_) => tracing::warn!("the stores' languages could not be read in time"),
        }
    }

    /// Reads them again and again: another process may have changed a store, or added one.
    pub async fn keep_up(self, db: Db) {
        loop {
            tokio::time::sleep(if self.is_empty() { RETRY } else { REFRESH }).await;
            if let Err(error) = self.refresh(&db).await {
                tracing::debug!(code = error.code(), "the stores' languages can't be read");
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    async fn refresh(&self, db: &Db) -> Result<(), DbError> {
        self.put(public_lookup::stores(db).await?);
        Ok(())
    }

    fn put(&self, stores: Vec<Facade>) {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let spoken = stores.into_iter().map(|store| {
            let known = held.iter().find(|known| known.store == store.id && known.locale == store.locale);
            known.cloned().unwrap_or_else(|| Spoken::of(store))
        });
        *held = spoken.collect();
    }
}

impl Spoken {
    /// A locale that Comanda does not speak keeps no restaurant closed: it is English, and the log says so once.
    fn of(store: Facade) -> Self {
        let language = Language::parse(&store.locale).unwrap_or_else(|| {
            tracing::warn!(store = %store.id, locale = store.locale, "this store's language is not one of ours: it speaks English");
            Language::En
        });
        Self { store: store.id, locale: store.locale, language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> StoreId {
        StoreId(Uuid::from_u128(n))
    }
    fn store(n: u128, locale: &str) -> Facade {
        Facade { id: id(n), name: String::new(), tagline: String::new(), locale: locale.into(), demo: false }
    }

    #[test]
    fn a_store_speaks_its_own_language_and_strangers_the_front_doors() {
        let languages = StoreLanguages::default();
        assert_eq!(languages.of(Some(id(1))), Language::En, "nothing is known yet");
        languages.put(vec![store(1, "it-IT"), store(2, "ar")]);
        assert_eq!(
            [None, Some(id(1)), Some(id(2)), Some(id(3))].map(|id| languages.of(id)),
            [Language::It, Language::It, Language::Ar, Language::It]
        );
        languages.put(vec![store(1, "ar")]);
        assert_eq!(languages.of(None), Language::Ar, "a change is heard");
    }

    #[test]
    fn an_unknown_locale_is_english() {
        let languages = StoreLanguages::default();
        for locale in ["de", "", "klingon"] {
            languages.put(vec![store(1, locale)]);
            assert_eq!(languages.of(None), Language::En, "{locale}");
        }
    }
}
