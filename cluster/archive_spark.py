"""`archive extract` on Spark: a child on every worker, lines of JSON in and out, then one Parquet table for each table.

    spark-submit cluster/archive_spark.py --archive /opt/archive INPUT OUT

INPUT is a file or folder of JSON Lines (`*.jsonl`, packed or not) or Parquet, each row a record with an `id`, or with --files a
folder of pages and web archives that every worker sees. OUT/lines is what `archive import --analysed` reads; OUT/tables has
the tables. Both hang on the input alone: not on partitions, workers, retries or the order in which they are done.
"""
import argparse
import itertools
import os
import pathlib
import re
import sys

from pyspark.sql import SparkSession, functions

import child

MONTH = re.compile(rb'"(?:published|updated)_at":"(\d{4}(?:-\d\d)?)')


def extract(archive, expected, batch):
    """A partition of records, each with its place in the input, a batch at a time: memory holds no more of them."""
    def each(records):
        child.shake_hands(archive, expected)
        for several in iter(lambda: list(itertools.islice(records, batch)), []):
            yield from map(row, child.answer(archive, several))
    return each


def extract_files(archive, expected):
    """Pages and web archives: a child for each file. One that dies leaves the lines that it gave, and says so in one more."""
    def each(paths):
        child.shake_hands(archive, expected)
        for path in paths:
            for _ in range(3):
                lines, status = child.run(archive, ["--", path], seconds=None)
                if status in (0, 3):
                    break
            else:
                lines.append(child.failure(path, None, status))
            yield from map(row, lines)
    return each


def row(line):
    month = MONTH.search(line)
    return (month[1].decode() if month else "unknown", line.decode())


def records_of(spark, path, partitions):
    """Records with their places: the number in the input for JSON Lines, for rows of a table a number made of the record."""
    if "parquet" in path:
        table = spark.read.parquet(path)
        rows = table.select(functions.to_json(functions.struct("*"))).rdd.map(lambda line: line[0].encode())
        return rows.repartition(partitions).map(lambda record: (record, child.place_of(record)))
    lines = spark.sparkContext.textFile(path, partitions).filter(str.strip)
    return lines.map(str.encode).zipWithIndex()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input")
    parser.add_argument("out")
    parser.add_argument("--archive", default="archive", help="the program, at the same path on every worker")
    parser.add_argument("--files", action="store_true", help="INPUT is a folder of pages and web archives")
    parser.add_argument("--batch", type=int, default=500, help="records that a child is given at a time")
    parser.add_argument("--partitions", type=int, default=64)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("archive").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.addPyFile(str(pathlib.Path(__file__).parent / "child.py"))
    spark.conf.set("spark.sql.shuffle.partitions", args.partitions)
    # A month is no date.
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    expected = child.version(args.archive)
    if args.files:
        paths = sorted(str(path) for path in pathlib.Path(args.input).rglob("*") if path.is_file())
        count, work = None, extract_files(args.archive, expected)
        rows = spark.sparkContext.parallelize(paths, max(1, len(paths))).mapPartitions(work)
    else:
        records = records_of(spark, args.input, args.partitions)
        count, work = records.count(), extract(args.archive, expected, args.batch)
        rows = records.mapPartitions(work)
    lines = os.path.join(args.out, "lines")
    rows = rows.toDF("month string, line string")
    rows.write.partitionBy("month").option("compression", "gzip").mode("overwrite").text(lines)
    written = spark.read.text(lines).count()
    if count not in (None, written):
        sys.exit(f"archive_spark: {count} records in, {written} lines out: nothing of {args.out} is to be used")
    tables(spark, lines, os.path.join(args.out, "tables"))
    failed = spark.read.parquet(os.path.join(args.out, "tables", "import_problems")).count()
    print(f"archive_spark: records {written}, of which {failed} could not be read: tables/import_problems", flush=True)


def tables(spark, lines, out):
    """One Parquet table for each statement of tables.sql; what stands in a line is parsed once."""
    statements = (pathlib.Path(__file__).parent / "tables.sql").read_text().split(";\n")
    for statement in statements:
        name = re.search(r"^-- TABLE (\w+)", statement, re.MULTILINE)
        if name is None:
            continue
        if name[1] == "lines":
            spark.read.text(lines).withColumnRenamed("value", "line").createOrReplaceTempView("given")
        table = spark.sql(statement)
        write = table.write.mode("overwrite")
        if "month" in table.columns:
            write = write.partitionBy("month")
        path = os.path.join(out, name[1])
        write.parquet(path)
        spark.read.parquet(path).createOrReplaceTempView(name[1])


if __name__ == "__main__":
    main()
