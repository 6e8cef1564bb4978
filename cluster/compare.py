"""Compares the tables that archive_spark.py made with those of an archive, row by row: `compare.py archive.db OUT/tables`."""
import sqlite3
import sys

from pyspark.sql import SparkSession

SHOWN = "JOIN articles AS a ON a.id = m.article_id JOIN sources AS s ON s.id = a.source_id LEFT JOIN captions AS c ON c.id = m.caption_id"
SPAN = "m.field, c.sha256, m.start_char, m.end_char, m.text"
SPAN_THERE = "field, caption_id, start_char, end_char, text"
# An archive counts names in credits in the fullest credit that a caption has anywhere, the cluster in that of each article.
FREE = "m.field <> 'credit'"
FREE_THERE = "field <> 'credit'"
# What SQLite is asked, and what Spark is asked.
QUERIES = {
    "sources": ("SELECT sha256, path, record, media_type, position FROM sources", "SELECT sha256, path, record, media_type, position FROM sources"),
    "articles": (
        "SELECT s.sha256, a.url, a.site, a.headline, a.standfirst, a.byline, a.agency, a.dateline, a.language, a.published_at, a.updated_at,"
        " a.body FROM articles AS a JOIN sources AS s ON s.id = a.source_id",
        "SELECT id, url, site, headline, standfirst, byline, agency, dateline, language, published_at, updated_at, body FROM articles"),
    "authors": ("SELECT s.sha256, m.position, m.name FROM authors AS m JOIN articles AS a ON a.id = m.article_id JOIN sources AS s ON s.id = a.source_id",
                "SELECT article_id, position, name FROM authors"),
    "article_captions": (f"SELECT s.sha256, m.position, c.sha256, m.occurrences, m.credit, m.photographer, m.agency FROM article_captions AS m {SHOWN}",
                         "SELECT article_id, position, caption_id, occurrences, credit, photographer, agency FROM article_captions"),
    "captions": ("SELECT sha256, text, article_count, occurrences FROM captions", "SELECT id, text, article_count, occurrences FROM captions"),
    "person_mentions": (f"SELECT s.sha256, p.name, {SPAN}, m.role, m.confidence FROM person_mentions AS m JOIN people AS p ON p.id = m.person_id {SHOWN} WHERE {FREE}",
                        f"SELECT article_id, person, {SPAN_THERE}, role, confidence FROM person_mentions WHERE {FREE_THERE}"),
    "people": (f"SELECT p.name, count(DISTINCT m.article_id), count(*) FROM person_mentions AS m JOIN people AS p ON p.id = m.person_id WHERE {FREE} GROUP BY p.id",
               f"SELECT person, count(DISTINCT article_id), count(*) FROM person_mentions WHERE {FREE_THERE} GROUP BY person"),
    "place_mentions": (f"SELECT s.sha256, p.name, {SPAN}, m.confidence FROM place_mentions AS m JOIN places AS p ON p.id = m.place_id {SHOWN}",
                       f"SELECT article_id, place, {SPAN_THERE}, confidence FROM place_mentions"),
    "places": ("SELECT name, kind, country_code, latitude, longitude, geonames_id, count(DISTINCT m.article_id), count(*) FROM places AS p"
               " JOIN place_mentions AS m ON m.place_id = p.id GROUP BY p.id",
               "SELECT name, kind, country_code, latitude, longitude, geonames_id, article_count, mention_count FROM places"),
    "organisation_mentions": (
        f"SELECT s.sha256, p.name, {SPAN}, m.confidence FROM organisation_mentions AS m JOIN organisations AS p ON p.id = m.organisation_id {SHOWN} WHERE {FREE}",
        f"SELECT article_id, organisation, {SPAN_THERE}, confidence FROM organisation_mentions WHERE {FREE_THERE}"),
    "organisations": (
        f"SELECT p.name, count(DISTINCT m.article_id), count(*) FROM organisation_mentions AS m JOIN organisations AS p ON p.id = m.organisation_id WHERE {FREE} GROUP BY p.id",
        f"SELECT organisation, count(DISTINCT article_id), count(*) FROM organisation_mentions WHERE {FREE_THERE} GROUP BY organisation"),
    "quotes": (f"SELECT s.sha256, {SPAN}, m.kind, p.name, m.speaker_text, m.cue, m.group_id, m.confidence FROM quotes AS m {SHOWN} LEFT JOIN people AS p ON p.id = m.speaker_id",
               f"SELECT article_id, {SPAN_THERE}, kind, speaker, speaker_text, cue, group_id, confidence FROM quotes"),
    "import_problems": ("SELECT path, record, kind, message FROM import_problems", "SELECT path, record, kind, message FROM import_problems"),
}


def main():
    archive, tables = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True), sys.argv[2]
    spark = SparkSession.builder.appName("compare").master("local[2]").getOrCreate()
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    unequal = 0
    for name, (here, there) in QUERIES.items():
        spark.read.parquet(f"{tables}/{name}").createOrReplaceTempView(name)
        ours = sorted(map(tuple, archive.execute(here)), key=repr)
        theirs = sorted((tuple(row) for row in spark.sql(there).collect()), key=repr)
        said = "equal" if ours == theirs else "NOT EQUAL"
        print(f"{name}: {len(ours)} rows in SQLite, {len(theirs)} on the cluster: {said}", flush=True)
        if ours != theirs:
            unequal += 1
            print("  only SQLite: ", list(set(ours) - set(theirs))[:2], "\n  only cluster:", list(set(theirs) - set(ours))[:2])
    sys.exit(1 if unequal else 0)


if __name__ == "__main__":
    main()
