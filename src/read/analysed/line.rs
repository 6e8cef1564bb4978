//! One line of `archive extract --with-source`, as the article, analysis and original that it was made of.
//!
//! Invariant: a value comes back as it was, to the last bit, or the line is refused in words.

use serde::Deserialize;

use crate::model::{
    Analysis, Article, Caption, DateOrders, Diagnostic, Field, Mention, Namesake, Organisation, PartialDate, Person,
    Place, PlaceKind, Quote, QuoteKind, Reading, Source, Span, base64, media_type,
};

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Analysed {
    /// An article.
    Article(Box<AnalysedArticle>),
    /// A record that could not be read.
    Unreadable(Unreadable),
}

/// An article with all that is stored of it, and who analysed it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnalysedArticle {
    /// The version of the program.
    pub extractor: String,
    /// Digest of its weights and word lists.
    pub models: String,
    /// The original.
    pub source: Source,
    /// The article.
    pub article: Article,
    /// Who and what is in it.
    pub analysis: Analysis,
    /// What a reader should know of it.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is a page dumped as text.
    pub is_dump: bool,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// As in [`Source::path`].
    pub path: String,
    /// As in [`Source::record`].
    pub record: Option<String>,
    /// Short name of the sort of failure.
    pub kind: String,
    /// One sentence.
    pub message: String,
}

/// A line that reports a failure.
#[derive(Deserialize)]
struct Failed {
    source: Origin,
    error: Failure,
}

#[derive(Deserialize)]
struct Origin {
    path: String,
    record: Option<String>,
    sha256: Option<String>,
    media_type: Option<String>,
}

#[derive(Deserialize)]
struct Failure {
    kind: String,
    message: String,
}

#[derive(Deserialize)]
struct Whole {
    extractor: String,
    source: Origin,
    url: Option<String>,
    site: Option<String>,
    language: Option<String>,
    headline: Option<String>,
    byline: Option<String>,
    authors: Vec<String>,
    agency: Option<String>,
    dateline: Option<String>,
    published_at: Option<String>,
    updated_at: Option<String>,
    standfirst: Option<String>,
    body: String,
    captions: Vec<CaptionLine>,
    people: Vec<Named>,
    organisations: Vec<Named>,
    places: Vec<PlaceLine>,
    quotes: Vec<QuoteLine>,
    diagnostics: Vec<Failure>,
    import: Option<ForImport>,
}

#[derive(Deserialize)]
struct ForImport {
    models: String,
    position: u64,
    format: Option<String>,
    map: Option<String>,
    encoding: Option<String>,
    date_orders: Option<String>,
    year: Option<u16>,
    canonical: Option<String>,
    fetched_at: Option<String>,
    dump: bool,
    roles: Vec<Vec<Option<String>>>,
    speakers: Vec<Option<usize>>,
    content: String,
}

#[derive(Deserialize)]
struct CaptionLine {
    text: String,
    credit: Option<String>,
    photographer: Option<String>,
    agency: Option<String>,
    occurrences: usize,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    roles: Vec<String>,
    mentions: Vec<MentionLine>,
}

#[derive(Deserialize)]
struct MentionLine {
    field: String,
    caption: Option<u32>,
    start_char: usize,
    end_char: usize,
    text: String,
    confidence: f64,
}

#[derive(Deserialize)]
struct PlaceLine {
    name: String,
    kind: Option<String>,
    country_code: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geonames_id: Option<u32>,
    margin: Option<f64>,
    candidates: Vec<NamesakeLine>,
    mentions: Vec<MentionLine>,
}

#[derive(Deserialize)]
struct NamesakeLine {
    name: String,
    kind: String,
    country_code: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geonames_id: Option<u32>,
}

#[derive(Deserialize)]
struct QuoteLine {
    field: String,
    caption: Option<u32>,
    start_char: usize,
    end_char: usize,
    text: String,
    kind: String,
    speaker_text: Option<String>,
    speaker_start_char: Option<usize>,
    speaker_end_char: Option<usize>,
    cue: Option<String>,
    group: Option<usize>,
    confidence: f64,
    reason: String,
}

/// Reads a line; `Err` says in words what it is not.
pub(super) fn read(bytes: &[u8]) -> Result<Analysed, String> {
    let mut whole: Whole = match serde_json::from_slice(bytes) {
        Ok(whole) => whole,
        // Failures are few and short: an article is not read twice to tell them apart.
        Err(error) => return failed(bytes).ok_or_else(|| format!("no line of `archive extract`: {error}")),
    };
    let import =
        whole.import.take().ok_or("the line has no original: write it with `archive extract --with-source`")?;
    let told = original(&whole.source, &import)?;
    let count = whole.people.len();
    let analysis = Analysis {
        people: people(std::mem::take(&mut whole.people), import.roles)?,
        places: whole.places.drain(..).map(place).collect::<Result<_, _>>()?,
        organisations: whole.organisations.drain(..).map(organisation).collect::<Result<_, _>>()?,
        quotes: quotes(std::mem::take(&mut whole.quotes), import.speakers, count)?,
    };
    let note = |Failure { kind, message }| Diagnostic { kind: kind.into(), message };
    Ok(Analysed::Article(Box::new(AnalysedArticle {
        extractor: std::mem::take(&mut whole.extractor),
        models: import.models,
        source: told,
        diagnostics: whole.diagnostics.drain(..).map(note).collect(),
        article: article(whole, import.canonical, import.fetched_at)?,
        analysis,
        is_dump: import.dump,
    })))
}

/// The failure that a line reports, if it reports one.
fn failed(bytes: &[u8]) -> Option<Analysed> {
    let Failed { source: Origin { path, record, .. }, error: Failure { kind, message } } =
        serde_json::from_slice(bytes).ok()?;
    Some(Analysed::Unreadable(Unreadable { path, record, kind, message }))
}

/// The original, if it has the digest that the line gives it.
fn original(origin: &Origin, import: &ForImport) -> Result<Source, String> {
    let bytes = base64::decode(&import.content).ok_or("the original of the line is no base64")?;
    let kind = media_type(origin.media_type.as_deref().unwrap_or_default());
    let mut source = Source::new(origin.path.clone(), origin.record.clone(), kind, bytes);
    if Some(source.sha256.to_string().as_str()) != origin.sha256.as_deref() {
        return Err("the original of the line does not have its digest".to_owned());
    }
    source.position = import.position;
    source.reading = Reading {
        format: import.format.clone().map(Into::into),
        map: import.map.clone(),
        encoding: import.encoding.clone().map(Into::into),
        date_orders: match import.date_orders.as_deref() {
            None => DateOrders::default(),
            Some(text) => text.parse().map_err(|_| format!("`{text}` is no order of dates"))?,
        },
        year: import.year,
    };
    Ok(source)
}

fn article(whole: Whole, canonical: Option<String>, fetched_at: Option<String>) -> Result<Article, String> {
    let caption = |line: CaptionLine| Caption {
        occurrences: line.occurrences,
        ..Caption::new(line.text, line.credit, line.photographer, line.agency)
    };
    Ok(Article {
        url: whole.url,
        canonical,
        site: whole.site,
        language: whole.language,
        headline: whole.headline,
        byline: whole.byline,
        authors: whole.authors,
        agency: whole.agency,
        dateline: whole.dateline,
        published_at: date(whole.published_at)?,
        updated_at: date(whole.updated_at)?,
        standfirst: whole.standfirst,
        fetched_at: date(fetched_at)?,
        body: whole.body,
        captions: whole.captions.into_iter().map(caption).collect(),
    })
}

fn date(text: Option<String>) -> Result<Option<PartialDate>, String> {
    text.map(|text| PartialDate::parse(&text).ok_or_else(|| format!("`{text}` is no date"))).transpose()
}

fn people(lines: Vec<Named>, roles: Vec<Vec<Option<String>>>) -> Result<Vec<Person>, String> {
    let mut roles = roles.into_iter();
    let mut people = Vec::with_capacity(lines.len());
    for line in lines {
        let given = roles.next().ok_or("a person without `import.roles`")?;
        if given.len() != line.mentions.len() {
            return Err("`import.roles` is not as long as the mentions".to_owned());
        }
        let mut given = given.into_iter();
        let mentions =
            line.mentions.into_iter().map(|line| Ok(Mention { role: given.next().flatten(), ..mention(line)? }));
        let mentions = mentions.collect::<Result<_, String>>()?;
        people.push(Person { name: line.name, roles: line.roles, mentions });
    }
    Ok(people)
}

fn organisation(line: Named) -> Result<Organisation, String> {
    Ok(Organisation { name: line.name, mentions: mentions(line.mentions)? })
}

fn place(line: PlaceLine) -> Result<Place, String> {
    Ok(Place {
        name: line.name,
        kind: line.kind.as_deref().map(place_kind).transpose()?,
        country_code: line.country_code,
        latitude: line.latitude,
        longitude: line.longitude,
        geonames_id: line.geonames_id,
        margin: line.margin,
        candidates: line.candidates.into_iter().map(namesake).collect::<Result<_, _>>()?,
        mentions: mentions(line.mentions)?,
    })
}

fn namesake(line: NamesakeLine) -> Result<Namesake, String> {
    let NamesakeLine { name, kind, country_code, latitude, longitude, geonames_id } = line;
    Ok(Namesake { name, kind: place_kind(&kind)?, country_code, latitude, longitude, geonames_id })
}

fn place_kind(name: &str) -> Result<PlaceKind, String> {
    PlaceKind::named(name).ok_or_else(|| format!("`{name}` is no kind of place"))
}

fn mentions(lines: Vec<MentionLine>) -> Result<Vec<Mention>, String> {
    lines.into_iter().map(mention).collect()
}

fn mention(line: MentionLine) -> Result<Mention, String> {
    Ok(Mention {
        field: field(&line.field, line.caption)?,
        span: Span { start_char: line.start_char, end_char: line.end_char },
        text: line.text,
        role: None,
        confidence: per_mille(line.confidence)?,
    })
}

fn quotes(lines: Vec<QuoteLine>, speakers: Vec<Option<usize>>, people: usize) -> Result<Vec<Quote>, String> {
    if lines.len() != speakers.len() {
        return Err("`import.speakers` is not as long as `quotes`".to_owned());
    }
    if speakers.iter().flatten().any(|place| *place >= people) {
        return Err("`import.speakers` names somebody who is not among the people".to_owned());
    }
    let quote = |(line, speaker): (QuoteLine, Option<usize>)| {
        let speaker_span = line.speaker_start_char.zip(line.speaker_end_char);
        Ok(Quote {
            field: field(&line.field, line.caption)?,
            span: Span { start_char: line.start_char, end_char: line.end_char },
            text: line.text,
            kind: QuoteKind::named(&line.kind).ok_or_else(|| format!("`{}` is no kind of quote", line.kind))?,
            speaker,
            speaker_text: line.speaker_text,
            speaker_span: speaker_span.map(|(start_char, end_char)| Span { start_char, end_char }),
            cue: line.cue,
            group: line.group,
            confidence: per_mille(line.confidence)?,
            reason: line.reason,
        })
    };
    lines.into_iter().zip(speakers).map(quote).collect()
}

fn field(name: &str, caption: Option<u32>) -> Result<Field, String> {
    Field::named(name, caption).ok_or_else(|| format!("`{name}` is no field of an article"))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 1,000
fn per_mille(share: f64) -> Result<u16, String> {
    if (0.0..=1.0).contains(&share) {
        return Ok((share * 1000.0).round() as u16);
    }
    Err(format!("{share} is no confidence"))
}
