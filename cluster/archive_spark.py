"""`archive extract` on Spark: a child on every worker, lines of JSON in and out, then one Parquet table for each table.

    spark-submit cluster/archive_spark.py --archive /opt/archive INPUT OUT

INPUT is a file or folder of JSON Lines (packed or not) or of Parquet, each row a record with an `id`, or with --files a folder of
pages and web archives that every worker sees. OUT/lines is what `archive import --analysed` reads; OUT/tables has the tables.
Both hang on the input alone: not on partitions, workers, retries or the order in which they are done.
"""
import argparse
import itertools
import os
import pathlib
import re
import sys
import urllib.parse

from pyspark.sql import SparkSession, functions

import child

MONTH = re.compile(rb'"(?:published|updated)_at":"(\d{4}(?:-\d\d)?)')

# A line that is not blank.
SAYS_MORE = r"[^ \t\f\r]"


def extract(archive, expected, batch):
    """A partition of records, each with its place in the input, a batch at a time: memory holds no more of them."""
    def each(records):
        child.shake_hands(archive, expected)
        for several in iter(lambda: list(itertools.islice(records, batch)), []):
            yield from map(row, child.answer(archive, several))
    return each


def extract_files(archive, expected):
    """Pages and web archives: a child for each file."""
    def each(paths):
        child.shake_hands(archive, expected)
        for path in paths:
            yield from map(row, child.lines_of_file(archive, path))
    return each


def row(line):
    month = MONTH.search(line)
    return (month[1].decode() if month else "unknown", line.decode())


def is_parquet(spark, files):
    """Whether the files of an input are tables of Parquet: their names say it or, where they do not, the first of them."""
    named = sum(file.endswith(".parquet") for file in files)
    if named not in (0, len(files)):
        sys.exit(f"archive_spark: {named} of {len(files)} files are Parquet: name them and the others apart")
    path = spark._jvm.org.apache.hadoop.fs.Path(files[0])
    stream = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).open(path)
    head = [stream.read() for _ in range(4)]
    stream.close()
    return named > 0 or head == list(b"PAR1")


def records_of(spark, path, partitions):
    """Records, each with its place in the whole input, that of its line or row and of the name of its file; and how many."""
    files = sorted(spark.read.format("binaryFile").option("recursiveFileLookup", True).load(path).inputFiles())
    if not files:
        sys.exit(f"archive_spark: {path} has no files")
    if is_parquet(spark, files):
        numbers = {name_of(file): number for number, file in enumerate(files)}
        table = spark.read.parquet(path)
        rows = table.select(functions.to_json(functions.struct("*")), "_metadata.file_path", "_metadata.row_index")
        records = rows.rdd.map(lambda row: (row[0].encode(), (numbers[name_of(row[1])] << 32) + row[2]))
        few = records.getNumPartitions() < partitions
        return records.repartition(partitions) if few else records, table.count()
    lines = spark.sparkContext.textFile(path, partitions).filter(re.compile(SAYS_MORE).search)
    return lines.map(str.encode).zipWithIndex(), spark.read.text(path).where(functions.col("value").rlike(SAYS_MORE)).count()


def name_of(file):
    """Spark writes one address as file:/a and as file:///a."""
    return re.sub("^([a-z]+:)//(?=/)", r"\1", urllib.parse.unquote(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input")
    parser.add_argument("out")
    parser.add_argument("--archive", default="archive", help="the program, at the same path on every worker")
    parser.add_argument("--files", action="store_true", help="INPUT is a folder of pages and web archives")
    parser.add_argument("--lines", choices=["text", "parquet"], default="text",
                        help="how OUT/lines is written; a program without the feature `parquet` imports text alone")
    parser.add_argument("--batch", type=int, default=500, help="records that a child is given at a time")
    parser.add_argument("--partitions", type=int, default=64)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("archive").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    spark.sparkContext.addPyFile(str(pathlib.Path(__file__).parent / "child.py"))
    spark.conf.set("spark.sql.shuffle.partitions", args.partitions)
    # Packs better than Snappy, which does not load where musl is installed beside glibc.
    spark.conf.set("spark.sql.parquet.compression.codec", "zstd")
    # A month is no date.
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    expected = child.version(args.archive)
    lines = os.path.join(args.out, "lines")
    count = analyse(spark, args, expected, lines)
    written = read_lines(spark, lines, args.lines).count()
    if count not in (None, written):
        sys.exit(f"archive_spark: {count} records in, {written} lines out: nothing of {args.out} is to be used")
    read_lines(spark, lines, args.lines).createOrReplaceTempView("given")
    tables(spark, os.path.join(args.out, "tables"))
    failed = spark.read.parquet(os.path.join(args.out, "tables", "import_problems")).count()
    print(f"archive_spark: records {written}, of which {failed} could not be read: tables/import_problems", flush=True)


def analyse(spark, args, expected, out):
    """Writes the lines, and says of how many records, where these are known to give a line each."""
    if args.files:
        paths = sorted(str(path) for path in pathlib.Path(args.input).rglob("*") if path.is_file())
        rows = spark.sparkContext.parallelize(paths, max(1, len(paths))).mapPartitions(extract_files(args.archive, expected))
        count = None
    else:
        records, count = records_of(spark, args.input, args.partitions)
        rows = records.mapPartitions(extract(args.archive, expected, args.batch))
    write = rows.toDF("month string, line string").write.partitionBy("month").mode("overwrite")
    if args.lines == "parquet":
        write.parquet(out)
    else:
        write.text(out, compression="gzip")
    return count


def read_lines(spark, lines, form):
    if form == "parquet":
        return spark.read.parquet(lines)
    return spark.read.text(lines).withColumnRenamed("value", "line")


def tables(spark, out):
    """One Parquet table for each statement of tables.sql; what stands in a line is parsed once."""
    statements = (pathlib.Path(__file__).parent / "tables.sql").read_text().split(";\n")
    for statement in statements:
        name = re.search(r"^-- TABLE (\w+)", statement, re.MULTILINE)
        if name is None:
            continue
        table = spark.sql(statement)
        write = table.write.mode("overwrite")
        if "month" in table.columns:
            write = write.partitionBy("month")
        path = os.path.join(out, name[1])
        write.parquet(path)
        spark.read.parquet(path).createOrReplaceTempView(name[1])


if __name__ == "__main__":
    main()
