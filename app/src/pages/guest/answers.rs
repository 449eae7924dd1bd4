//! What a guest's pages have been answered: who looks, the menu, the party's stay. The server draws the first page from them and sends
//! them along; the phone asks again for what events do not keep true.

use crate::queries::{Answer, Answered, QueryKey, Questions, patiently};
use crate::server_fns::queries as ask;
use comanda::backend::Hat;
use comanda::ids::SessionId;
use comanda::party::Session;
use comanda::shop::menu::Menu;
use comanda::views::Viewer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The answers as they come with the page. Who sits at no table is told neither menu nor stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    pub viewer: Answer<Viewer>,
    pub menu: Option<Answered<Menu>>,
    pub session: Option<Answered<Session>>,
}

/// One of the three questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Viewer,
    Menu,
    Session,
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asking {
    #[default]
    Rests,
    UnderWay,
    /// What is under way may be old when it comes: once more then.
    OnceMore,
}

/// The answers of this page; `Copy`, provided at the root.
#[derive(Clone, Copy)]
pub struct Answers {
    pub viewer: RwSignal<Answer<Viewer>>,
    pub menu: RwSignal<Option<Answered<Menu>>>,
    pub session: RwSignal<Option<Answered<Session>>>,
    asking: StoredValue<[Asking; 3]>,
}

impl Answers {
    /// Starts with what the page was drawn from.
    pub fn new(Told { viewer, menu, session }: Told) -> Self {
        let (viewer, menu, session) = (RwSignal::new(viewer), RwSignal::new(menu), RwSignal::new(session));
        Self { viewer, menu, session, asking: StoredValue::new([Asking::Rests; 3]) }
    }

    /// Asks for the party's stay again: for what no event tells a phone that has stopped listening.
    pub fn ask_session(self) {
        self.ask(Question::Session);
    }

    /// The stay this phone belongs to, as far as it knows.
    fn seat(self) -> Option<SessionId> {
        self.viewer.try_with_untracked(|viewer| Some(viewer.as_ref().ok()?.guest.as_ref()?.session)).flatten()
    }

    /// Asks the question. While it is under way, any number of calls ask it once more afterwards.
    fn ask(self, question: Question) {
        let starts = self.asking.try_update_value(|all| {
            let asking = &mut all[question as usize];
            let starts = *asking == Asking::Rests;
            *asking = if starts { Asking::UnderWay } else { Asking::OnceMore };
            starts
        });
        if starts == Some(true) {
            leptos::task::spawn_local(async move {
                loop {
                    self.put(question).await;
                    let again = self.asking.try_update_value(|all| {
                        let asking = &mut all[question as usize];
                        let again = *asking == Asking::OnceMore;
                        *asking = if again { Asking::UnderWay } else { Asking::Rests };
                        again
                    });
                    if again != Some(true) {
                        return;
                    }
                }
            });
        }
    }

    /// Asks once, and keeps the answer.
    async fn put(self, question: Question) {
        match question {
            Question::Viewer => {
                let answer = patiently(ask::get_viewer).await;
                let before = self.seat();
                let _ = self.viewer.try_set(answer);
                // Another party's stay and menu are other questions.
                if self.seat().is_some() && self.seat() != before {
                    self.ask(Question::Menu);
                    self.ask(Question::Session);
                }
            }
            Question::Menu => {
                let answer = patiently(ask::get_menu).await;
                let _ = self.menu.try_set(Some(answer));
            }
            Question::Session => {
                let Some(id) = self.seat() else { return };
                let answer = patiently(move || ask::get_session(Hat::Guest, id)).await;
                // Meanwhile this phone may have become another party's.
                if self.seat() == Some(id) {
                    let _ = self.session.try_set(Some(answer));
                }
            }
        }
    }
}

impl Questions for Answers {
    fn ask_again(&self, keys: &[QueryKey]) {
        for key in keys {
            match key {
                QueryKey::Viewer => self.ask(Question::Viewer),
                QueryKey::Menu => self.ask(Question::Menu),
                QueryKey::Session(id) if self.seat() == Some(*id) => self.ask(Question::Session),
                QueryKey::Session(_) | QueryKey::House | QueryKey::Pass | QueryKey::PastTickets => {}
            }
        }
    }

    fn ask_all_again(&self) {
        self.ask(Question::Viewer);
        if self.seat().is_some() {
            self.ask(Question::Menu);
            self.ask(Question::Session);
        }
    }
}
