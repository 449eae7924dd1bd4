//! Pages that are drawn in one go (`app::draw`): what they show is read first, and then nothing waits. The table's, those on the way
//! to it, the front door, and what leads nowhere.

use super::{AppState, CspNonce, language, scan, takeover};
use app::draw::{Drawn, Page, Reader, draw};
use app::pages::guest::{GuestTab, Told};
use axum::Extension;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use comanda::backend::Caller;
use comanda::views::GuestPage;
use i18n::Words;
use leptos::nonce::Nonce;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Which program a page belongs to: whoever keeps it for later keeps the two together.
pub const PROGRAM: HeaderName = HeaderName::from_static("x-comanda-program");

/// How hard pages are packed, of 11 (brotli) or 9 (gzip): what comes next costs more time than it saves on the line.
const PACKED: i32 = 4;

pub fn routes() -> Router<AppState> {
    let table = GuestTab::ALL.iter().fold(Router::new(), |router, tab| router.route(tab.path(), get(table)));
    table
        .route("/", get(front_door))
        .route("/t/{token}", get(scanned).post(scan::sit))
        .route("/welcome/{token}", get(welcome))
        .route("/continue/{token}", get(take_over).post(takeover::take_over))
        // A page is a fifth of its size on the line. It holds no secret beside what its reader has sent: keys of forms are new each time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(PACKED)))
}

/// `GET /`
async fn front_door(State(state): State<AppState>, Extension(caller): Extension<Caller>, request: Request) -> Response {
    let door = state.services.backend.front_door().await.map_err(Into::into);
    page(&state, &caller, &request.into_parts().0, Page::FrontDoor(door))
}

/// `GET /t/{token}`: what the code leads to.
async fn scanned(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let parts = request.into_parts().0;
    let scanned = state.services.backend.welcome(&caller, &token).await.map_err(Into::into);
    if scanned.as_ref().is_ok_and(|scanned| scanned.welcome.seated) {
        return Redirect::to(GuestTab::Menu.path()).into_response();
    }
    page(&state, &caller, &parts, Page::Scanned { token, scanned })
}

/// `GET /welcome/{token}`: why a guest cannot sit down here.
async fn welcome(State(state): State<AppState>, Extension(caller): Extension<Caller>, request: Request) -> Response {
    let store = store_name(&state, &caller).await;
    page(&state, &caller, &request.into_parts().0, Page::Welcome { store })
}

/// `GET /continue/{token}`: what the phone that takes a place over sees first.
async fn take_over(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let store = store_name(&state, &caller).await;
    page(&state, &caller, &request.into_parts().0, Page::Continue { token, store })
}

/// `GET /table` and the pages under it.
async fn table(State(state): State<AppState>, Extension(caller): Extension<Caller>, request: Request) -> Response {
    let told = told(&state, &caller).await;
    page(&state, &caller, &request.into_parts().0, Page::Table(Box::new(told)))
}

/// An address that leads nowhere.
pub fn not_found(state: &AppState, caller: &Caller, parts: &Parts) -> Response {
    page(state, caller, parts, Page::NotFound)
}

/// All that a table's pages show.
async fn told(state: &AppState, caller: &Caller) -> Told {
    match state.services.backend.guest_page(caller).await {
        Ok(GuestPage { viewer, party }) => {
            let (menu, session) = match party {
                None => (None, None),
                Some(Ok((menu, session))) => (Some(Ok(menu)), Some(Ok(session))),
                Some(Err(fault)) => (None, Some(Err(fault.into()))),
            };
            Told { viewer: Ok(viewer), menu, session }
        }
        Err(fault) => Told { viewer: Err(fault.into()), menu: None, session: None },
    }
}

async fn store_name(state: &AppState, caller: &Caller) -> String {
    let viewer = state.services.backend.viewer(caller).await.ok();
    viewer.and_then(|viewer| viewer.store).map(|store| store.name).unwrap_or_default()
}

/// Draws a page, and says of it which language and which program it is of.
fn page(state: &AppState, caller: &Caller, parts: &Parts, page: Page) -> Response {
    let language = language::of_page(&state.languages, parts.uri.path(), &parts.headers, Some(caller));
    let nonce = parts.extensions.get::<CspNonce>().map(|CspNonce(nonce)| Nonce::from_value(nonce.clone()));
    let reader = Reader {
        parts,
        words: Words::of(language),
        nonce,
        folder: &state.leptos.site_pkg_dir,
        now: state.services.backend.now(),
        stencils: Some(state.stencils.clone()),
    };
    let Drawn { status, html } = draw(reader, page);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Ok(build) = HeaderValue::from_str(state.site.build()) {
        headers.insert(PROGRAM, build);
    }
    response
}
