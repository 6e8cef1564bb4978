#!/usr/bin/env bash
# The extractor on Spark: `cluster/test.sh [ARTICLES]`, 2,000 where no number is given; 20,000 is the long form. Two workers in processes
# of their own, one of them killed, a child killed, a record that kills each child, another version, a full disk. Needs Java,
# Python with pyspark ($PYTHON) and a built program ($ARCHIVE).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
count=${1:-2000}
python=${PYTHON:-python3}
archive=$(realpath "${ARCHIVE:-$here/../target/release/archive}")
if ! command -v java >/dev/null || ! "$python" -c 'import pyspark' 2>/dev/null; then
  echo "skipped: there is no Java, or no pyspark in $python"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
export PYSPARK_PYTHON=$python
SPARK_HOME=$("$python" -c 'import pyspark; print(pyspark.__path__[0])')
export SPARK_HOME

"$python" "$here/articles.py" "$count" > clean.jsonl
# Broken JSON, and the same bytes twice.
printf '{"id":"broken",\n' >> clean.jsonl
head -n 3 clean.jsonl >> clean.jsonl
# The record that kills comes last, so that the places of the others are those of a direct import.
{ cat clean.jsonl; echo '{"id":"poison","body":"POISON"}'; } > articles.jsonl

# Stands for the program where it is to be killed or to be another one.
cat > child <<SH
#!/usr/bin/env bash
if [ "\$1" = --version ]; then
  [ -e "$work/another" ] && [ -e "$work/asked" ] && { echo "archive 0.0.9"; exit; }
  touch "$work/asked"
  exec "$archive" "\$@"
fi
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
  "$SPARK_HOME/bin/spark-submit" --master "$master" --driver-memory 1g --conf spark.ui.enabled=false \
    --conf spark.executor.memory=768m --conf "spark.executor.extraJavaOptions=-Dtest=$work" --conf "spark.local.dir=$work/tmp" \
    "$here/archive_spark.py" --archive "$work/child" --partitions "$partitions" "$@" "$input" "$out" 2> "$(basename "$out").err"
}

say "directly into SQLite"
"$archive" --db direct.db import --quiet --format jsonl --records-alone - < clean.jsonl 2> direct.err || [ $? = 3 ]

say "two workers; one of them and a child are killed, a record kills every child"
touch slow
killer() {
  until [ -e "$work/begun" ]; do sleep 0.1; done
  # Only what runs from this test's own folder, by its number.
  child=$(pgrep -f "^bash $work/child|bash $work/child extract" | head -n 1) && kill -9 "$child" && echo child >> "$work/killed"
  sleep 1
  worker=$(pgrep -f "java.*-Dtest=$work.*CoarseGrainedExecutorBackend" | head -n 1) && kill -9 "$worker" && echo worker >> "$work/killed"
  rm -f "$work/slow"
}
killer &
job 'local-cluster[2,1,1024]' 16 two articles.jsonl --batch 50 > two.out || { tail -n 20 two.err; fail "the job with two workers"; }
wait
cat two.out
sort killed | uniq -c
[ "$(sort -u killed | wc -l)" = 2 ] || fail "no worker or no child was killed in time"
grep -q "records $((count + 5)), of which 2 could not be read" two.out || fail "not every record gave a line"

say "one worker, other partitions: the same rows"
job 'local[1]' 3 one articles.jsonl --batch 500 > one.out || { tail -n 20 one.err; fail "the job with one worker"; }
lines() { find "$1/lines" -name '*.gz' -print0 | sort -z | xargs -0 zcat | sort; }
[ "$(lines one | sha256sum)" = "$(lines two | sha256sum)" ] || fail "the lines depend on the partitions"

say "back into SQLite: the same archive, and one problem more"
"$archive" --db analysed.db import --quiet --analysed two/lines 2> analysed.err || [ $? = 3 ]
grep -q "poison: the child ended" analysed.err || fail "the poison record is not named"
dump() { "$archive" --db "$1" dump | grep -v child-died; }
dump direct.db > direct.dump
dump analysed.db > analysed.dump
wc -l < direct.dump
cmp direct.dump analysed.dump || fail "the archives differ"

say "every table equal to SQLite's"
"$python" "$here/compare.py" analysed.db two/tables 2> compare.err || fail "tables differ"

say "another version on a worker is refused"
rm -f asked
touch another
if job 'local[2]' 2 other articles.jsonl > other.out; then fail "lines of two versions"; fi
grep -m 1 -o 'RuntimeError: another version of archive on this worker.*' other.err
[ ! -e other/lines/_SUCCESS ] || fail "a result that looks complete"
rm another

say "a full disk is refused"
mkdir small
if mount -t tmpfs -o size=128k tmpfs small 2> /dev/null; then
  if job 'local[2]' 2 small/out articles.jsonl > small.out 2> small.err; then full=written; else full=refused; fi
  [ ! -e small/out/lines/_SUCCESS ] || full="looks complete"
  umount small
  [ "$full" = refused ] || fail "a full disk: $full"
  echo refused
else
  echo "skipped: no small disk can be made here"
fi
say "done"
