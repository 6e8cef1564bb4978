//! One caption: every story that ran its picture.

use askama::Template;

use crate::query::{self, CaptionProfile};
use crate::serve::asked::{Asked, Form};
use crate::serve::frame::Frame;
use crate::serve::pages::twins::object;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::Archive;

#[derive(Template)]
#[template(path = "caption.html", config = "src/serve/askama.toml")]
struct CaptionPage<'c> {
    frame: Frame,
    caption: &'c CaptionProfile,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked, id: i64) -> Result<Reply, Fault> {
    let caption =
        query::caption_profile(archive, id)?.ok_or_else(|| Fault::Missing(format!("there is no caption {id}")))?;
    if asked.form != Form::Page {
        return object(&caption);
    }
    let page = CaptionPage {
        frame: Frame::new(site, "captions", caption.text.clone())
            .found_by(
                site.command(&["captions", &id.to_string()]),
                format!("SELECT * FROM caption_uses WHERE caption_id = {id}"),
            )
            .with_twins(asked, &["json"]),
        caption: &caption,
    };
    Ok(Reply::page(page.render()?))
}
