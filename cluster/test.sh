#!/usr/bin/env bash
# The extractor on Spark: `cluster/test.sh [ARTICLES] [STEP…]`, 2,000 and all steps where none is named; 20,000 is the long form. Needs Java,
# Python with pyspark ($PYTHON) and a built program ($ARCHIVE), for the step `parquet` with the feature `parquet`. The steps:
#   workers      two in processes of their own; one of them and a child are killed, a record kills every child; every table against SQLite's
#   partitions   one worker and other partitions give the same rows
#   files        pages and web archives, with two workers; a page that kills every child, a child that dies in the middle
#   parquet      a table in, lines as Parquet out
#   version      another version on one of two workers
#   disk         a disk that is full, of the output and of a worker
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
count=${1:-2000}
shift || true
python=${PYTHON:-python3}
if ! command -v java >/dev/null || ! "$python" -c 'import pyspark' 2>/dev/null; then
  echo "skipped: there is no Java, or no pyspark in $python"
  exit 0
fi
archive=$(realpath "${ARCHIVE:-$here/../target/release/archive}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# The last of what is said of a job.
why() { grep -hE 'archive_spark|Error|error' "$1.out" "$1.err" | tail -n 5 | cut -c 1-300; }
say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
export PYSPARK_PYTHON=$python
# Workers leave their logs in the home of Spark, which is here and made of links.
export SPARK_HOME=$work/spark
mkdir spark
ln -s "$("$python" -c 'import pyspark; print(pyspark.__path__[0])')"/* spark
rm -f spark/work

"$python" "$here/articles.py" "$count" > clean.jsonl
# Broken JSON, and the same bytes twice.
printf '{"id":"broken",\n' >> clean.jsonl
head -n 3 clean.jsonl >> clean.jsonl
# The record that kills comes last, so that the places of the others are those of a direct import.
{ cat clean.jsonl; echo '{"id":"poison","body":"POISON"}'; } > articles.jsonl

# Stands for the program where it is to be killed or to be another one. Spark runs each worker in a folder named by its number.
cat > child <<SH
#!/usr/bin/env bash
if [ "\$1" = --version ]; then
  [ -e "$work/another" ] && [ "\${PWD##*/}" = 1 ] && { echo "archive 0.0.9"; exit; }
  exec "$archive" "\$@"
fi
case "\${!#}" in
  */poison.html) kill -9 \$\$ ;;
  */crawl.warc)
    if mkdir "$work/cut" 2> /dev/null; then "$archive" "\$@" | head -c 3000; kill -9 \$\$; fi
    exec "$archive" "\$@" ;;
  /*) exec "$archive" "\$@" ;;
esac
input=\$(mktemp -p "$work")
cat > "\$input"
touch "$work/begun"
[ -e "$work/slow" ] && sleep 0.3
if grep -q POISON "\$input"; then
  sed '/POISON/,\$d' "\$input" | "$archive" "\$@"
  kill -9 \$\$
fi
"$archive" "\$@" < "\$input"
status=\$?
rm "\$input"
exit \$status
SH
chmod +x child

# A job: master, partitions, out, input and what else there is.
job() {
  local master=$1 partitions=$2 out=$3 input=$4
  shift 4
  "$SPARK_HOME/bin/spark-submit" --master "$master" --driver-memory 1g --conf spark.ui.enabled=false --conf spark.executor.memory=768m \
    --conf "spark.executor.extraJavaOptions=-Dtest=$work" --conf "spark.local.dir=${scratch:-$work/tmp}" \
    "$here/archive_spark.py" --archive "$work/child" --partitions "$partitions" "$@" "$input" "$out" 2> "$(basename "$out").err"
}
two='local-cluster[2,1,1024]'
lines() { find "$1/lines" -name '*.gz' -print0 | sort -z | xargs -0 zcat | sort; }
# An archive without what the poison left.
dump() { "$archive" --db "$1" dump | grep -v child-died > "$1.dump"; }
# What a job gave makes the archive that a direct import makes: its lines, and the archive of that import.
same_archive() {
  "$archive" --db "$1.db" import --quiet --analysed "$1/lines" 2> "$1.import" || [ $? = 3 ]
  dump "$1.db"
  dump "$2"
  wc -l < "$1.db.dump"
  cmp "$1.db.dump" "$2.dump" || fail "the archives differ"
}
direct() { "$archive" --db direct.db import --quiet --format jsonl --records-alone - < clean.jsonl 2> direct.err || [ $? = 3 ]; }

workers() {
  say "two workers; one of them and a child are killed, a record kills every child"
  touch slow
  killer &
  job "$two" 16 workers articles.jsonl --batch 50 > workers.out || { why workers; fail "the job with two workers"; }
  rm -f slow
  wait
  touch killed
  grep archive_spark: workers.out
  sort killed | uniq -c
  [ "$(sort -u killed | wc -l)" = 2 ] || fail "no worker or no child was killed in time"
  grep -q "records $((count + 5)), of which 2 could not be read" workers.out || fail "not every record gave a line"
  say "back into SQLite: the same archive, and one problem more"
  direct
  same_archive workers direct.db
  grep -q "poison: the child ended" workers.import || fail "the poison record is not named"
  say "every table equal to SQLite's"
  "$python" "$here/compare.py" workers.db workers/tables 2> compare.err || fail "tables differ"
}

# Only what runs from this test's own folder, by its number.
killer() {
  until [ -e begun ] || [ ! -e slow ]; do sleep 0.1; done
  kill_one child "bash $work/child extract"
  sleep 1
  kill_one worker "java.*-Dtest=$work.*CoarseGrainedExecutorBackend"
  rm -f slow
}

# Tries for as long as the job runs.
kill_one() {
  local one
  while [ -e slow ]; do
    one=$(pgrep -f "$2" | head -n 1) || true
    if [ -n "$one" ] && kill -9 "$one" 2> /dev/null; then
      echo "$1" >> killed
      return
    fi
    sleep 0.05
  done
}

partitions() {
  say "one worker, other partitions: the same rows"
  job 'local[1]' 3 partitions articles.jsonl --batch 500 > partitions.out || { why partitions; fail "the job with one worker"; }
  [ "$(lines partitions | sha256sum)" = "$(lines workers | sha256sum)" ] || fail "the lines depend on the partitions"
}

files() {
  say "pages and web archives, two workers"
  mkdir -p pages
  cp -r "$here"/../fixtures/{pages,tour,odd,broken} "$here"/../fixtures/formats/crawl.* pages
  "$archive" --db pages.db import --quiet --records-alone "$work/pages" 2> pages.err || [ $? = 3 ]
  echo '<p>Poison.</p>' > pages/poison.html
  job "$two" 4 files "$work/pages" --files > files.out || { why files; fail "the job over files"; }
  [ -e cut ] || fail "no child died in the middle"
  same_archive files pages.db
  grep -q "poison.html: the child ended" files.import || fail "the poison page is not named"
}

parquet() {
  say "a table of Parquet in, lines of Parquet out"
  head -n "$((count < 1000 ? count : 1000))" clean.jsonl > rows.jsonl
  "$archive" --db rows.db import --quiet --format jsonl --records-alone - < rows.jsonl
  "$python" - 2> table.err <<'PY'
from pyspark.sql import SparkSession
columns = "id STRING, url STRING, site STRING, headline STRING, byline STRING, published_at STRING, body STRING, captions ARRAY<STRING>"
SparkSession.builder.master("local[1]").getOrCreate().read.schema(columns).json("rows.jsonl").write.parquet("table", compression="zstd")
PY
  # What a file is called does not make it Parquet, nor keep it from being it.
  mkdir rows.parquet.d
  mv table/part-*.parquet rows.parquet.d/rows
  job 'local[2]' 4 parquet rows.parquet.d --lines parquet > parquet.out || { why parquet; fail "the job over a table"; }
  "$archive" --db parquet.db import --quiet --analysed parquet/lines 2> refused || true
  if grep -m 1 -o 'lines in Parquet; .*' refused; then
    echo "skipped: the program was built without the feature parquet"
  else
    same_archive parquet rows.db
  fi
}

version() {
  say "another version on one of two workers: all the lines or none"
  touch another
  head -n 200 clean.jsonl > few.jsonl
  if job "$two" 16 version few.jsonl --batch 20 > version.out; then
    grep archive_spark: version.out
    grep -q "records 200, of which 0" version.out || fail "lines are missing"
    # None of them is of another version, which an import would refuse.
    "$archive" --db version.db import --quiet --analysed version/lines
  elif [ -e version/lines/_SUCCESS ]; then
    why version
    fail "a result that looks complete"
  fi
  grep -m 1 -o 'RuntimeError: another version of archive on this worker.*' version.err || fail "the other version is not named"
  rm another
}

disk() {
  say "a full disk is refused"
  mkdir small
  if ! mount -t tmpfs -o size=1m tmpfs small 2> /dev/null; then
    echo "skipped: no small disk can be made here"
    return
  fi
  local full=""
  head -c 900000 /dev/zero > small/filler
  if job 'local[2]' 2 small/out articles.jsonl > small.out 2>&1; then full="written"; fi
  [ ! -e small/out/lines/_SUCCESS ] || full="looks complete"
  grep -m 1 -o 'No space left on device' out.err || full="in no clear word"
  rm -rf small/out
  # The disk on which a worker exchanges what belongs together.
  if scratch=$work/small job 'local[2]' 2 scratch articles.jsonl > scratch.out 2>&1; then full="written"; fi
  [ ! -e scratch/tables/articles/_SUCCESS ] || full="looks complete, of a worker"
  grep -m 1 -o 'No space left on device' scratch.err || full="in no clear word, of a worker"
  umount small
  [ -z "$full" ] || fail "a full disk: $full"
}

[ $# -gt 0 ] || set -- workers partitions files parquet version disk
for step in "$@"; do "$step"; done
say "done"
