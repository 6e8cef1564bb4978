//! One article: good to read, with all that was found in it.

use askama::Template;

use crate::present::forms::escape::web_address;
use crate::present::forms::tagged::stretches;
use crate::query::rows::{ArticleWhole, QuoteUse};
use crate::query::{self, ArticleKey};
use crate::serve::asked::{Asked, Form};
use crate::serve::frame::Frame;
use crate::serve::marked::{addressed, marked, span_of};
use crate::serve::pages::twins::object;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Archive, ArticleField};

#[derive(Template)]
#[template(path = "article.html", config = "src/serve/askama.toml")]
struct ArticlePage<'a> {
    frame: Frame,
    article: &'a ArticleWhole,
    headline: String,
    standfirst: Vec<String>,
    body: Vec<String>,
    captions: Vec<(i64, String, Option<String>)>,
    facts: Vec<(&'static str, &'a str)>,
    address: Option<&'a str>,
    sayings: Vec<Saying<'a>>,
    decides: bool,
    fields: [&'static str; 10],
}

/// What somebody says in one go.
struct Saying<'a> {
    speaker: &'a str,
    person: Option<i64>,
    parts: Vec<&'a QuoteUse>,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked, id: i64) -> Result<Reply, Fault> {
    let article = query::article(archive, ArticleKey::Id(id), asked.sureness())?
        .ok_or_else(|| Fault::Missing(format!("there is no article {id}")))?;
    if asked.form != Form::Page {
        return object(&article);
    }
    let title = article.headline.as_deref().unwrap_or("Article without a headline");
    let text = |field: &str, text: &str| marked(text, &stretches(&article, field, None), site.links);
    let captions = article.captions.iter().enumerate();
    let page = ArticlePage {
        frame: Frame::new(site, "articles", title)
            .found_by(site.command(&["show", &id.to_string()]), format!("SELECT * FROM articles WHERE id = {id}"))
            .with_twins(asked, &["json"]),
        headline: text("headline", title).join(" "),
        standfirst: article.standfirst.as_deref().map(|standfirst| text("standfirst", standfirst)).unwrap_or_default(),
        body: addressed(&article.body, &stretches(&article, "body", None), span_of(asked.parameter("at")), site.links),
        captions: captions
            .map(|(place, caption)| {
                let text = |field: &str, text: &str| {
                    marked(text, &stretches(&article, field, Some(place)), site.links).join(" ")
                };
                (
                    caption.id,
                    text("caption", &caption.text),
                    caption.credit.as_deref().map(|credit| text("credit", credit)),
                )
            })
            .collect(),
        facts: facts(&article),
        address: article.url.as_deref().and_then(web_address),
        sayings: sayings(&article),
        decides: site.decides(),
        fields: ArticleField::ALL.map(ArticleField::name),
        article: &article,
    };
    Ok(Reply::page(page.render()?))
}

/// What the page says about itself.
fn facts(article: &ArticleWhole) -> Vec<(&'static str, &str)> {
    let facts = [
        ("Agency", &article.agency),
        ("Dateline", &article.dateline),
        ("Published", &article.published_at),
        ("Updated", &article.updated_at),
        ("Site", &article.site),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
}

/// The quotes, those of one utterance together, in the order of the text.
fn sayings(article: &ArticleWhole) -> Vec<Saying<'_>> {
    let mut sayings: Vec<Saying<'_>> = Vec::new();
    let mut groups: Vec<Option<i64>> = Vec::new();
    for quote in &article.quotes {
        let known = groups.iter().position(|group| quote.group.is_some() && *group == quote.group);
        if let Some(saying) = known.and_then(|place| sayings.get_mut(place)) {
            saying.parts.push(quote);
            continue;
        }
        let speaker = quote.speaker.as_deref();
        let person = article.people.iter().find(|person| Some(person.name.as_str()) == speaker);
        sayings.push(Saying {
            speaker: speaker.or(quote.speaker_text.as_deref()).unwrap_or("nobody named"),
            person: person.map(|person| person.id),
            parts: vec![quote],
        });
        groups.push(quote.group);
    }
    sayings
}
