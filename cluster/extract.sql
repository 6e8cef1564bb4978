-- The extractor on Spark with SQL alone: each record is one column of JSON on its way in, and one on its way out. Run it with
--   spark-sql -d input=articles.parquet -d output=analysed -f cluster/extract.sql
-- on machines that have `archive` on their path. A row needs an `id`; `body`, `html` or `text`; and what else docs/cluster.md says.
-- A record that kills the child fails its task: archive_spark.py is for what SQL cannot do.

CREATE OR REPLACE TEMPORARY VIEW records AS
SELECT to_json(struct(*)) AS record FROM parquet.`${input}`;

INSERT OVERWRITE DIRECTORY '${output}' USING text OPTIONS (compression 'gzip')
SELECT TRANSFORM (record)
  ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001' LINES TERMINATED BY '\n'
  USING 'archive extract --with-source --format jsonl --records-alone --threads 1 -'
  AS (line STRING)
  ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001' LINES TERMINATED BY '\n'
FROM records;
