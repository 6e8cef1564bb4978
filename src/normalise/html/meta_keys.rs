//! What the keys of `meta` elements mean: OpenGraph, Dublin Core, and what publishers' own systems write.
//!
//! A key comes in, the field that it states goes out, with how far it is to be believed. No value is looked at.
//!
//! Invariant: every key is in one row.

/// A field that `meta` elements state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MetaField {
    Url,
    Site,
    Language,
    Headline,
    Description,
    Author,
    Published,
    Updated,
}

/// Keys that state the same field equally well.
#[derive(Debug)]
pub(super) struct MetaKeys {
    pub(super) field: MetaField,
    /// How good the evidence is; 0 is the best.
    pub(super) rank: u8,
    /// Whether a value that is an address is believed: some put the address of a page about the author there.
    pub(super) may_be_address: bool,
    keys: &'static [&'static str],
}

const META_KEYS: [MetaKeys; 16] = [
    MetaKeys { field: MetaField::Url, rank: 1, may_be_address: true, keys: &["og:url"] },
    MetaKeys { field: MetaField::Site, rank: 0, may_be_address: true, keys: &["og:site_name"] },
    MetaKeys {
        field: MetaField::Site,
        rank: 1,
        may_be_address: false,
        keys: &["application-name", "publisher", "dc.publisher", "article:publisher"],
    },
    MetaKeys {
        field: MetaField::Language,
        rank: 1,
        may_be_address: true,
        keys: &["og:locale", "content-language", "dc.language", "language"],
    },
    MetaKeys { field: MetaField::Headline, rank: 1, may_be_address: true, keys: &["og:title"] },
    MetaKeys {
        field: MetaField::Headline,
        rank: 2,
        may_be_address: true,
        keys: &["headline", "hdl", "sailthru.title", "parsely-title", "dc.title", "dcterms.title"],
    },
    MetaKeys { field: MetaField::Headline, rank: 3, may_be_address: true, keys: &["twitter:title", "title"] },
    MetaKeys {
        field: MetaField::Description,
        rank: 1,
        may_be_address: true,
        keys: &["description", "og:description", "twitter:description", "dc.description"],
    },
    MetaKeys { field: MetaField::Author, rank: 2, may_be_address: true, keys: &["author"] },
    MetaKeys {
        field: MetaField::Author,
        rank: 1,
        may_be_address: true,
        keys: &[
            "byl",
            "parsely-author",
            "sailthru.author",
            "article:author_name",
            "citation_author",
            "dcsext.author",
            "cxenseparse:author",
            "authors",
        ],
    },
    MetaKeys {
        field: MetaField::Author,
        rank: 3,
        may_be_address: false,
        keys: &[
            "article:author",
            "og:article:author",
            "dc.creator",
            "dcterms.creator",
            "creator",
            "dc.author",
            "og:author",
            "book:author",
        ],
    },
    MetaKeys {
        field: MetaField::Published,
        rank: 1,
        may_be_address: true,
        keys: &["article:published_time", "og:article:published_time", "og:published_time"],
    },
    MetaKeys {
        field: MetaField::Published,
        rank: 2,
        may_be_address: true,
        keys: &[
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dcterms.created",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.date",
            "dc.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "published_at",
            "cxenseparse:recs:publishtime",
            "citation_publication_date",
            "article.published",
            "ptime",
            "rnews:datepublished",
            "article:published",
            "dc.date.created",
            "publisheddate",
        ],
    },
    MetaKeys {
        field: MetaField::Published,
        rank: 3,
        may_be_address: true,
        keys: &["date", "article.created", "created", "og:pubdate", "datecreated"],
    },
    MetaKeys {
        field: MetaField::Updated,
        rank: 1,
        may_be_address: true,
        keys: &["article:modified_time", "og:updated_time", "og:article:modified_time"],
    },
    MetaKeys {
        field: MetaField::Updated,
        rank: 2,
        may_be_address: true,
        keys: &[
            "datemodified",
            "last-modified",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
            "article.updated",
            "updated_at",
            "revised",
            "utime",
        ],
    },
];

/// The row of `key`, which is in lower case.
pub(super) fn find_meta_key(key: &str) -> Option<&'static MetaKeys> {
    META_KEYS.iter().find(|row| row.keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_in_one_row() {
        let mut keys: Vec<&str> = META_KEYS.iter().flat_map(|row| row.keys).copied().collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(keys.iter().all(|key| *key == key.to_ascii_lowercase()));
    }
}
