//! What a decision changes, before it is made.

use askama::Template;

use crate::query::{self, ArticleKey, EntityFilter, Sureness, Window};
use crate::serve::asked::Asked;
use crate::serve::decide::order::Order;
use crate::serve::frame::Frame;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Archive, Call, EntityKind};

#[derive(Template)]
#[template(path = "preview.html", config = "src/serve/askama.toml")]
struct Preview<'p> {
    frame: Frame,
    /// The decision as a sentence.
    sentence: String,
    /// What follows from it.
    effects: Vec<String>,
    token: &'p str,
    /// The form again, to be confirmed.
    fields: &'p [(String, String)],
}

/// The page that asks whether it is meant.
pub(in crate::serve) fn preview(site: &Site, archive: &Archive, asked: &Asked) -> Result<Reply, Fault> {
    let Some(token) = site.token.as_deref() else {
        return Err(Fault::Missing("nothing is decided here; `archive serve --decide` lets pages decide".to_owned()));
    };
    let (sentence, effects) = match Order::read(asked)? {
        Order::Identity(kind, call) => identity(archive, kind, &call)?,
        Order::Correct(id, field, value) => {
            let article = article(archive, id)?;
            let said = if value.is_empty() { "nothing".to_owned() } else { format!("“{value}”") };
            let effect = "names and quotes of the article are looked for again; the page itself is kept as it came";
            (format!("{} of {article} says {said}", field.name()), vec![effect.to_owned()])
        }
        Order::Tag(id, name) => (format!("{} gets the tag “{name}”", article(archive, id)?), Vec::new()),
        Order::Untag(id, name) => (format!("{} loses the tag “{name}”", article(archive, id)?), Vec::new()),
        Order::Undo(id) => {
            let rows = query::decisions(archive, false, Window::ALL)?;
            let row = rows.into_iter().find(|row| row.id == id);
            let row = row.ok_or_else(|| Fault::Missing(format!("no decision {id} holds")))?;
            let object = row.object.unwrap_or_default();
            let effect = "what followed from it is as it was".to_owned();
            (format!("decision {id} is undone: {} {} {object}", row.verb, row.subject), vec![effect])
        }
    };
    let page = Preview { frame: Frame::new(site, "", "Decide"), sentence, effects, token, fields: &asked.parameters };
    Ok(Reply::page(page.render()?))
}

fn article(archive: &Archive, id: i64) -> Result<String, Fault> {
    let article = query::article(archive, ArticleKey::Id(id), Sureness::Bar)?;
    let article = article.ok_or_else(|| Fault::Missing(format!("there is no article {id}")))?;
    Ok(article.headline.map_or_else(|| format!("article {id}"), |headline| format!("“{headline}” (article {id})")))
}

/// A decision about who is who, and what follows from it.
fn identity(archive: &Archive, kind: EntityKind, call: &Call) -> Result<(String, Vec<String>), Fault> {
    let one = |word: &str| known(archive, kind, word);
    let counted = |known: &Known| match known.counts {
        Some((mentions, articles)) => format!("{mentions} mentions in {articles} articles"),
        None => "all mentions".to_owned(),
    };
    Ok(match call {
        Call::Merge { stays, others } => {
            let stays = one(stays)?;
            let mut effects = Vec::new();
            let mut names = Vec::new();
            for other in others {
                let other = one(other)?;
                effects.push(format!("{} of {} are of {}", counted(&other), other.name, stays.name));
                names.push(other.name);
            }
            effects.push(format!("whoever is called so in pages to come is {}, too", stays.name));
            (format!("{} is {}", names.join(" and "), stays.name), effects)
        }
        Call::Split { subject, articles, name } => {
            let subject = one(subject)?;
            let name = name.clone().unwrap_or_else(|| "another one of the same name".to_owned());
            (
                format!("in {} articles {} is {name}", articles.len(), subject.name),
                vec!["the other articles stay as they are".to_owned()],
            )
        }
        Call::Rename { subject, name } => (format!("{} is called {name}", one(subject)?.name), Vec::new()),
        Call::Alias { subject, alias } => {
            let subject = one(subject)?;
            (
                format!("{} is also called {alias}", subject.name),
                vec![format!("{alias} in pages to come is {}", subject.name)],
            )
        }
        Call::Reject { subject } => {
            let subject = one(subject)?;
            let effect = format!("{} leave the lists", counted(&subject));
            (format!("{} is no {}", subject.name, kind.noun()), vec![effect])
        }
        Call::Identify { subject, identifiers } => {
            let names: Vec<String> = identifiers.iter().map(ToString::to_string).collect();
            (format!("{} is {}", one(subject)?.name, names.join(" and ")), Vec::new())
        }
        Call::Distinct { subject, other } => {
            let (subject, other) = (one(subject)?, one(other)?);
            (
                format!("{} is not {}", subject.name, other.name),
                vec!["they are no longer listed among the doubts".to_owned()],
            )
        }
    })
}

/// Somebody or something that a form calls by number or by name.
struct Known {
    name: String,
    /// Mentions and articles; `None` of a name, as only the decision says whom it means.
    counts: Option<(i64, i64)>,
}

/// The one of this number; of a name the name itself.
fn known(archive: &Archive, kind: EntityKind, word: &str) -> Result<Known, Fault> {
    let Ok(id) = word.parse::<i64>() else {
        return Ok(Known { name: word.to_owned(), counts: None });
    };
    let filter = EntityFilter { id: Some(id), sureness: Sureness::AtLeast(0), ..EntityFilter::default() };
    let found = match kind {
        EntityKind::Person => query::people(archive, &filter, Window::ALL)?
            .pop()
            .map(|row| Known { name: row.name, counts: Some((row.mentions, row.articles)) }),
        EntityKind::Place => query::places(archive, &filter, Window::ALL)?
            .pop()
            .map(|row| Known { name: row.name, counts: Some((row.mentions, row.articles)) }),
        EntityKind::Organisation => query::organisations(archive, &filter, Window::ALL)?
            .pop()
            .map(|row| Known { name: row.name, counts: Some((row.mentions, row.articles)) }),
    };
    found.ok_or_else(|| Fault::Missing(format!("there is no {} {id}", kind.noun())))
}
