//! The page that says why there is no other.

use askama::Template;

use crate::serve::asked::{Asked, Form};
use crate::serve::frame::Frame;
use crate::serve::gate::plain;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;

#[derive(Template)]
#[template(path = "fault.html", config = "src/serve/askama.toml")]
struct FaultPage<'f> {
    frame: Frame,
    fault: &'f Fault,
}

/// The page for `fault`; for programs a line of text.
pub(super) fn page(site: &Site, asked: &Asked, fault: &Fault) -> Reply {
    if asked.form != Form::Page {
        return plain(fault);
    }
    let frame = Frame::new(site, "", "No page").asking(asked.query());
    match (FaultPage { frame, fault }).render() {
        Ok(html) => Reply { status: fault.status(), ..Reply::page(html) },
        Err(_) => plain(fault),
    }
}
