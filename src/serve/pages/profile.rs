//! One person, place or organisation: what all articles together tell of it.

use askama::Template;

use crate::query::rows::{ArticleRow, EntityReason};
use crate::query::{self, Profile, Sighting, Sort, Window, language};
use crate::serve::asked::{Asked, Form};
use crate::serve::draw::company::company;
use crate::serve::draw::months::months;
use crate::serve::draw::roles::roles;
use crate::serve::frame::Frame;
use crate::serve::pages::twins::object;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Archive, EntityKind};

#[derive(Template)]
#[template(path = "profile.html", config = "src/serve/askama.toml")]
struct ProfilePage<'p> {
    frame: Frame,
    profile: &'p Profile,
    facts: String,
    months: String,
    roles: String,
    company: String,
    all_articles: Option<String>,
    articles: Vec<Sighting>,
    all_quotes: Option<String>,
    proof: Option<EntityReason>,
    decides: bool,
}

/// The page.
pub(super) fn page(site: &Site, archive: &Archive, asked: &Asked, kind: EntityKind, id: i64) -> Result<Reply, Fault> {
    let profile = query::profile(archive, kind, id)?
        .ok_or_else(|| Fault::Missing(format!("there is no {} {id}", kind.noun())))?;
    if asked.form != Form::Page {
        return object(&profile);
    }
    let field = match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organisation => "org",
    };
    let mentions = format!("{field}:#{id}");
    let counted = profile.months.iter().map(|month| (month.month.clone(), month.articles, Some(month.of))).collect();
    let page = ProfilePage {
        frame: Frame::new(site, kind.table(), profile.name.clone())
            .found_by(
                site.command(&[kind.table(), &id.to_string()]),
                format!("SELECT * FROM {} WHERE id = {id}", kind.table()),
            )
            .with_twins(asked, &["json"]),
        facts: facts(&profile),
        months: months(counted, |time| site.links.found("articles", &format!("{mentions} date:{time}"))),
        roles: roles(&profile.roles),
        company: company(&profile.name, kind, &profile.people, site.links),
        all_articles: site.links.found("articles", &mentions),
        articles: if site.links.answered() { profile.latest.clone() } else { every_article(archive, &mentions)? },
        all_quotes: (kind == EntityKind::Person && site.links.answered())
            .then(|| site.links.list("quotes", &format!("speaker:#{id}"))),
        proof: query::entity_reason(archive, kind, id)?,
        decides: site.decides(),
        profile: &profile,
    };
    Ok(Reply::page(page.render()?))
}

/// All articles that mention it, where nobody answers a query for them.
fn every_article(archive: &Archive, mentions: &str) -> Result<Vec<Sighting>, Fault> {
    let rows = query::articles(archive, &language::query(mentions, &[])?, Sort::Date.into(), Window::ALL)?;
    let seen =
        |row: ArticleRow| Sighting { article_id: row.id, date: row.date, site: row.site, headline: row.headline };
    Ok(rows.into_iter().map(seen).collect())
}

/// Where it is, and what it is called besides.
fn facts(profile: &Profile) -> String {
    let mut facts = Vec::new();
    if let Some(place) = &profile.place {
        facts.extend([&place.kind, &place.country_code].into_iter().flatten().cloned());
        if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
            facts.push(format!("{latitude}, {longitude}"));
        }
    }
    if !profile.aliases.is_empty() {
        facts.push(format!("also {}", profile.aliases.join("; ")));
    }
    facts.extend(profile.identifiers.iter().map(|(authority, value)| format!("{authority}:{value}")));
    facts.join(" · ")
}
