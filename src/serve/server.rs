//! Listens, and answers each request on a thread of its own with a connection of its own.
//!
//! Invariant: a question that takes too long, fails or panics costs its own answer and nothing else; an import running beside
//! the server is never kept waiting.

use std::io;
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use tokio::sync::Semaphore;

use crate::serve::asked::{Asked, Form};
use crate::serve::gate::{Gate, HEADERS, plain};
use crate::serve::limit;
use crate::serve::pages;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;

/// Time for one question.
const TIME: Duration = Duration::from_secs(1);
/// Time for a part of a list for programs, before which all other parts may have to be passed over.
const TIME_FOR_A_PART: Duration = Duration::from_secs(10);
/// Questions that are answered at once; the others wait.
const AT_ONCE: usize = 8;
/// Bytes of an address, query and all.
const LONGEST_ADDRESS: usize = 8_192;
/// Bytes of a form.
const LONGEST_FORM: usize = 65_536;
/// Time for one decision, which waits for an import that is writing.
const TIME_TO_DECIDE: Duration = Duration::from_mins(2);
/// How often it is asked whether to stop.
const PAUSE: Duration = Duration::from_millis(50);

/// What all requests share.
struct Shared {
    site: Site,
    gate: Gate,
    places: Semaphore,
}

/// Serves `site` to whoever connects to `listener`, until `stopped` says so.
///
/// # Errors
/// Where the threads or the listener cannot be had.
pub fn run(listener: TcpListener, site: Site, gate: Gate, stopped: fn() -> bool) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(AT_ONCE)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let shared = Arc::new(Shared { site, gate, places: Semaphore::new(AT_ONCE) });
        let router = Router::new().fallback(answer).with_state(shared);
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            served = axum::serve(listener, router) => served,
            () = until(stopped) => Ok(()),
        }
    })
}

async fn until(stopped: fn() -> bool) {
    while !stopped() {
        tokio::time::sleep(PAUSE).await;
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let is_head = request.method() == Method::HEAD;
    if let Some(refusal) = shared.gate.refusal(request.method(), request.headers()) {
        return respond(refusal, is_head);
    }
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    if address.len() > LONGEST_ADDRESS {
        return respond(plain(&too_long("this address is too long")), is_head);
    }
    let path = request.uri().path().to_owned();
    let is_order = request.method() == Method::POST;
    let parameters = if is_order {
        // No form is larger; what is, has no end.
        let Ok(form) = axum::body::to_bytes(request.into_body(), LONGEST_FORM).await else {
            return respond(plain(&too_long("this form is too long")), is_head);
        };
        String::from_utf8_lossy(&form).into_owned()
    } else {
        request.uri().query().unwrap_or_default().to_owned()
    };
    let asked = Asked::new(&path, &parameters);
    // The places are never closed.
    let _place = shared.places.acquire().await;
    let own = Arc::clone(&shared);
    let reply = tokio::task::spawn_blocking(move || {
        limit::allow(match asked.form {
            _ if is_order => TIME_TO_DECIDE,
            Form::Page => TIME,
            Form::Json | Form::Csv => TIME_FOR_A_PART,
        });
        let make = || if is_order { pages::obey(&own.site, &asked) } else { pages::answer(&own.site, &asked) };
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| {
            plain(&Fault::Broken("this page could not be made: that is a bug in archive".to_owned()))
        })
    });
    let reply = reply.await.unwrap_or_else(|error| plain(&Fault::Broken(error.to_string())));
    respond(reply, is_head)
}

fn too_long(message: &str) -> Fault {
    Fault::Wrong { message: message.to_owned(), hint: "ask for less at once".to_owned() }
}

/// The reply as HTTP has it.
fn respond(reply: Reply, is_head: bool) -> Response<Body> {
    let length = reply.body.len();
    let body = if is_head { Body::empty() } else { Body::from(reply.body) };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if reply.status == 401 {
        headers
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"archive\", charset=\"UTF-8\""));
    }
    // RFC 8288; an address has no character that a header may not have.
    if let Some(link) = reply.next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        headers.insert(header::LINK, link);
    }
    if let Some(name) = reply.name {
        // Only letters and digits of ASCII: a name is never of a page.
        let name: String =
            name.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter)).collect();
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    response
}
