"""What the job takes and who takes it, with one worker and with two: `measure.py ARCHIVE [ARTICLES] [ROUNDS]`. A worker has one core.

Prints for each round the wall time of the stage that runs the children, and the CPU seconds in it of the children, of Python
and of Java, as /proc counts them for the processes of this session (run it with `setsid -w`); then those of the tables.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession

import archive_spark
import articles
import child


def spent():
    """CPU seconds so far of the children that have ended, of Python and of Java. What is still running is one of the two latter."""
    sums, tick = {"children": 0.0, "Python": 0.0, "Java": 0.0}, os.sysconf("SC_CLK_TCK")
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, fields = stat.read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue
        fields = fields.split()
        if int(fields[3]) != os.getsid(0):
            continue
        own, ended = (int(fields[11]) + int(fields[12])) / tick, (int(fields[13]) + int(fields[14])) / tick
        if name == "java":
            sums["Java"] += own
        elif name.startswith("python"):
            sums["Python"] += own
            sums["children"] += ended
    return sums


def timed(name, work):
    before, began = spent(), time.monotonic()
    work()
    wall, after = time.monotonic() - began, spent()
    said = ", ".join(f"{who} {after[who] - before[who]:.1f}" for who in after)
    print(f"  {name}: {wall:.1f} s; CPU s: {said}", flush=True)
    return wall


def measure(archive, folder, count, workers, rounds):
    spark = SparkSession.builder.appName("measure").master(f"local-cluster[{workers},1,1024]").config("spark.ui.enabled", "false")
    spark = spark.config("spark.executor.memory", "768m").config("spark.sql.parquet.compression.codec", "zstd").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.conf.set("spark.sql.shuffle.partitions", 8)
    spark.sparkContext.addPyFile(str(pathlib.Path(__file__).parent / "child.py"))
    spark.sparkContext.addPyFile(str(pathlib.Path(__file__).parent / "archive_spark.py"))
    expected, walls = child.version(archive), []
    print(f"workers: {workers}", flush=True)
    for number in range(rounds + 1):
        # The first round warms up.
        few = number == 0
        args = argparse.Namespace(input=f"{folder}/{'few' if few else 'all'}.jsonl", files=False, partitions=16, batch=500, lines="text", archive=archive)
        lines = f"{folder}/lines"
        wall = timed("warming up" if few else f"children, {count} articles", lambda: archive_spark.analyse(spark, args, expected, lines))
        if not few:
            walls.append(wall)
    archive_spark.read_lines(spark, lines, "text").createOrReplaceTempView("given")
    timed("tables", lambda: archive_spark.tables(spark, f"{folder}/tables"))
    spark.stop()
    return walls


def main(archive, count="20000", rounds="3"):
    folder = tempfile.mkdtemp()
    for name, number in [("all", int(count)), ("few", 500)]:
        with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(articles.line(each) + "\n" for each in range(number))
    began = os.times()
    with open(f"{folder}/all.jsonl", "rb") as records:
        subprocess.run([archive, "extract", "--with-source", "--threads", "1", *child.RECORDS], stdin=records, stdout=subprocess.DEVNULL, check=True)
    ended = os.times()
    alone = ended.children_user + ended.children_system - began.children_user - began.children_system
    print(f"one child over all of them, without Spark: CPU s {alone:.1f}, {int(count) / alone:.0f} articles a core second", flush=True)
    one, two = (sorted(measure(archive, folder, count, workers, int(rounds))) for workers in (1, 2))
    print(f"one worker against two: {one[0] / two[0]:.2f} (the best of each), {one[len(one) // 2] / two[len(two) // 2]:.2f} (the medians)")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
