//! From a word that is no verb to the verb that was meant.
//!
//! Invariant: nothing is done under another name; the right command is said, and the word is refused.

/// What people type, and what does it here.
const MEANT: [(&[&str], &str); 22] = [
    (&["search", "find", "grep", "list", "ls", "articles"], "`archive query WORDS` finds articles"),
    (&["open", "view", "read", "cat", "get", "article", "print"], "`archive show ID` shows an article"),
    (&["person", "who", "names", "actors"], "`archive people NAME` finds people"),
    (&["place", "where", "locations", "location"], "`archive places NAME` finds places"),
    (
        &["organisation", "organization", "organizations", "orgs", "org", "companies"],
        "`archive organisations NAME` finds organisations",
    ),
    (&["quote", "said", "quotations"], "`archive quotes --speaker NAME` lists what somebody said"),
    (
        &["caption", "photos", "photo", "pictures", "images"],
        "`archive captions WORDS` lists captions with their photographers",
    ),
    (&["remove", "rm", "del", "forget", "takedown"], "`archive delete ID` takes an article out for good"),
    (&["add", "load", "ingest", "index", "insert"], "`archive import PATH` reads pages into the archive"),
    (
        &["save", "backup", "csv", "out", "download"],
        "`archive export FORM FILE` hands the archive out; `archive export --help` lists the forms",
    ),
    (
        &["cite", "citation", "bibtex"],
        "`archive show ID --format bibtex` cites an article, and with --quote what somebody says in it",
    ),
    (&["duplicates", "dupes", "dedupe", "similar"], "`archive copies ID` lists copies of an article"),
    (
        &["versions", "history", "diff", "log"],
        "`archive show ID --versions` lists the versions of an article, --diff compares two",
    ),
    (
        &["merge", "rename", "split", "alias", "reject"],
        "`archive people merge NAME NAME`, and the same of places and organisations",
    ),
    (&["undo", "revert"], "`archive decisions undo ID` takes a decision back; `archive decisions` lists them"),
    (&["edit", "fix", "set", "update"], "`archive correct ID --headline TEXT` corrects a field of an article"),
    (&["untag", "tags", "label"], "`archive tag ID NAME`, with --remove to take it off"),
    (&["factcheck", "fact-check", "compare"], "`archive verify DRAFT` compares a draft with the archive"),
    (&["match", "sanctions", "lookup"], "`archive screen LIST.csv` looks for names of a list"),
    (&["analyse", "analyze", "parse"], "`archive extract PATH` analyses pages without an archive"),
    (&["status", "info", "count", "summary"], "`archive stats` counts what is in the archive"),
    (
        &["reindex", "upgrade", "migrate", "repair", "vacuum"],
        "`archive rebuild` reads the originals again; --repair mends",
    ),
];

/// What to say to a word that is no verb; `None` where nobody can tell what was meant.
#[must_use]
pub fn meant_by(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    MEANT.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, answer)| *answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_leads_two_ways() {
        let mut words: Vec<&str> = MEANT.iter().flat_map(|(words, _)| words.iter().copied()).collect();
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
        assert_eq!(meant_by("SEARCH"), Some("`archive query WORDS` finds articles"));
        assert_eq!(meant_by("xyzzy"), None);
    }
}
