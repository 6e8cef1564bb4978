//! The pages, a file each, and which address leads to which.
//!
//! Invariant: an address that leads nowhere is a page, too, and says where to go.

mod article;
mod caption;
mod fault;
mod home;
mod lists;
mod map;
mod original;
mod profile;
mod quote;
mod time;
mod twins;
mod versions;

use std::time::Duration;

use self::lists::{articles, captions, decisions, doubts, names, quotes};
use crate::serve::asked::Asked;
use crate::serve::decide::{act, preview};
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Access, Archive, EntityKind};

/// The style of all pages.
pub(in crate::serve) const LOOK: &str = include_str!("../templates/look.css");

/// How long a page waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(1);

/// What there is at an address.
pub(in crate::serve) fn answer(site: &Site, asked: &Asked) -> Reply {
    let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
    if path == ["look.css"] {
        return Reply { status: 200, kind: "text/css; charset=utf-8", name: None, next: None, body: LOOK.into() };
    }
    let access = Access { patience: PATIENCE, ..site.access };
    let found = Archive::open_to_read(&site.db, access)
        .map_err(Fault::from)
        .and_then(|archive| page(site, &archive, asked, &path));
    found.unwrap_or_else(|fault| fault::page(site, asked, &fault))
}

/// What comes of a form that was sent.
pub(in crate::serve) fn obey(site: &Site, asked: &Asked) -> Reply {
    let done = if asked.path == ["decide"] {
        act(site, asked)
    } else {
        Err(Fault::Missing("there is no such page".to_owned()))
    };
    done.unwrap_or_else(|fault| fault::page(site, asked, &fault))
}

/// The page of a path.
pub(in crate::serve) fn page(site: &Site, archive: &Archive, asked: &Asked, path: &[&str]) -> Result<Reply, Fault> {
    match path {
        [] | ["index"] => home::page(site, archive, asked),
        ["articles"] => articles::page(site, archive, asked),
        ["people"] => names::people(site, archive, asked),
        ["places"] => names::places(site, archive, asked),
        ["organisations"] => names::organisations(site, archive, asked),
        ["quotes"] => quotes::page(site, archive, asked),
        ["captions"] => captions::page(site, archive, asked),
        ["map"] => map::page(site, archive, asked),
        ["time"] => time::page(site, archive, asked),
        ["decisions"] => decisions::page(site, archive, asked),
        ["decide"] => preview(site, archive, asked),
        ["doubts"] => doubts::page(site, archive, asked),
        ["article", id] => article::page(site, archive, asked, number(id)?),
        ["article", id, "original"] => original::page(archive, number(id)?),
        ["article", id, "versions"] => versions::page(site, archive, asked, number(id)?),
        ["person", id] => profile::page(site, archive, asked, EntityKind::Person, number(id)?),
        ["place", id] => profile::page(site, archive, asked, EntityKind::Place, number(id)?),
        ["organisation", id] => profile::page(site, archive, asked, EntityKind::Organisation, number(id)?),
        ["quote", id] => quote::page(site, archive, asked, number(id)?),
        ["caption", id] => caption::page(site, archive, asked, number(id)?),
        _ => Err(Fault::Missing("there is no such page".to_owned())),
    }
}

/// The number in an address.
fn number(text: &str) -> Result<i64, Fault> {
    text.parse().map_err(|_| Fault::Missing("there is no such page".to_owned()))
}
