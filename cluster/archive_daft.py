"""The same child under Daft: `python cluster/archive_daft.py ARCHIVE articles.jsonl OUT`. Lines for `archive import --analysed`."""
import pathlib
import sys

import daft

import child


def main(archive, path, out):
    expected = child.version(archive)

    @daft.func.batch(return_dtype=daft.DataType.string(), batch_size=500)
    def extract(records):
        child.shake_hands(archive, expected)
        records = [record.encode() for record in records.to_pylist()]
        return [line.decode() for line in child.answer(archive, [(record, child.place_of(record)) for record in records])]

    records = daft.from_pydict({"record": [line for line in open(path, encoding="utf-8", newline="\n").read().split("\n") if line.strip()]})
    lines = records.select(extract(records["record"]).alias("line"))
    folder = pathlib.Path(out)
    folder.mkdir()
    with open(folder / "lines.jsonl", "w") as file:
        file.writelines(row["line"] + "\n" for row in lines.iter_rows())
    (folder / "_SUCCESS").touch()


if __name__ == "__main__":
    main(*sys.argv[1:])
