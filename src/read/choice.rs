//! The formats a user can name.

use std::fmt;
use std::str::FromStr;

/// A format of input, as named on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FormatChoice {
    /// Told from the content of each file.
    #[default]
    Auto,
    /// A page dumped as text: menus, captions and footers stand between the paragraphs.
    Text,
    /// Body text and nothing else.
    Plain,
    /// A saved page.
    Html,
    /// One JSON record a line; also an array of records, or a single one.
    Jsonl,
    /// A table with a header row; commas, semicolons, tabs or bars between the columns.
    Csv,
    /// NITF, a story of a news agency.
    Nitf,
    /// `NewsML` 1, items of a news agency.
    NewsMl,
    /// NewsML-G2, items of a news agency.
    NewsMlG2,
    /// Stories of Ritzau, the Danish agency.
    Ritzau,
    /// An RSS feed.
    Rss,
    /// An Atom feed.
    Atom,
    /// WXR, the export of a WordPress site.
    WordPress,
    /// ALTO, the text of a scanned page.
    Alto,
    /// METS, the index of a scanned issue with its pages beside it.
    Mets,
    /// An export of Nexis: many articles in a file.
    Nexis,
    /// A page of Factiva: many articles in a file.
    Factiva,
    /// Factiva's XML.
    FactivaXml,
    /// An export of `ProQuest`, or a mail that carries one.
    ProQuest,
    /// An export of Europresse.
    Europresse,
    /// Corpora of news in SGML.
    Sgml,
    /// RIS, a list of references.
    Ris,
    /// `BibTeX`, a list of references.
    BibTex,
    /// TEI, an edition of a historical newspaper.
    Tei,
    /// An article of Delpher, the Dutch newspaper archive.
    Delpher,
    /// IPTC 7901, stories of a news agency as sent over the wire.
    Iptc7901,
    /// ANPA 1312, stories of a news agency as sent over the wire.
    Anpa,
    /// E-mails, mailboxes of them, and pages saved as one message (MHTML).
    Mail,
    /// Markdown below a block of fields.
    Markdown,
    /// Parquet, a table in columns.
    Parquet,
    /// ARC, pages as crawlers kept them before WARC.
    Arc,
    /// WARC, pages as a crawler kept them, and WET, their text.
    Warc,
}

impl FormatChoice {
    /// Every choice, in the order of the manual.
    pub const ALL: [Self; 32] = [
        Self::Auto,
        Self::Text,
        Self::Plain,
        Self::Html,
        Self::Jsonl,
        Self::Csv,
        Self::Nitf,
        Self::NewsMl,
        Self::NewsMlG2,
        Self::Ritzau,
        Self::Rss,
        Self::Atom,
        Self::WordPress,
        Self::Alto,
        Self::Mets,
        Self::Nexis,
        Self::Factiva,
        Self::FactivaXml,
        Self::ProQuest,
        Self::Europresse,
        Self::Sgml,
        Self::Ris,
        Self::BibTex,
        Self::Tei,
        Self::Delpher,
        Self::Iptc7901,
        Self::Anpa,
        Self::Mail,
        Self::Markdown,
        Self::Arc,
        Self::Parquet,
        Self::Warc,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Text => "text",
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Nitf => "nitf",
            Self::NewsMl => "newsml",
            Self::NewsMlG2 => "newsml-g2",
            Self::Ritzau => "ritzau",
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::WordPress => "wordpress",
            Self::Alto => "alto",
            Self::Mets => "mets",
            Self::Nexis => "nexis",
            Self::Factiva => "factiva",
            Self::FactivaXml => "factiva-xml",
            Self::ProQuest => "proquest",
            Self::Europresse => "europresse",
            Self::Sgml => "sgml",
            Self::Ris => "ris",
            Self::BibTex => "bibtex",
            Self::Tei => "tei",
            Self::Delpher => "delpher",
            Self::Iptc7901 => "iptc7901",
            Self::Anpa => "anpa",
            Self::Mail => "mail",
            Self::Markdown => "markdown",
            Self::Arc => "arc",
            Self::Parquet => "parquet",
            Self::Warc => "warc",
        }
    }
}

impl fmt::Display for FormatChoice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for FormatChoice {
    type Err = String;

    /// Reads a name; `json` and `tsv` stand for the formats that read them too.
    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "json" => Ok(Self::Jsonl),
            "tsv" => Ok(Self::Csv),
            _ => Self::ALL.into_iter().find(|choice| choice.name() == name).ok_or_else(|| {
                let names = Self::ALL.map(Self::name).join(", ");
                format!("there is no input format `{name}`; the formats are {names}")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_format() {
        for choice in FormatChoice::ALL {
            assert_eq!(choice.to_string().parse(), Ok(choice));
        }
        assert_eq!("tsv".parse(), Ok(FormatChoice::Csv));
        assert!("docx".parse::<FormatChoice>().unwrap_err().contains("auto, text"));
    }
}
