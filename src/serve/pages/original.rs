//! The stored bytes of an article, as they came: a download, never shown.

use crate::serve::reply::{Fault, Reply};
use crate::store::{Archive, Original};

/// The bytes.
pub(super) fn page(archive: &Archive, id: i64) -> Result<Reply, Fault> {
    let missing = || Fault::Missing(format!("there is no article {id}"));
    match archive.original(id)? {
        None => Err(missing()),
        Some(Original::Whole(source)) => Ok(Reply {
            status: 200,
            // Whatever it is, no browser is to open it here.
            kind: "application/octet-stream",
            name: Some(format!("article-{id}.original")),
            next: None,
            body: source.bytes,
        }),
        Some(_) => Err(Fault::Broken(format!("the original of article {id} is damaged"))),
    }
}
