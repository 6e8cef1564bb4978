"""The same child under Ray Data: `python cluster/archive_ray.py ARCHIVE articles.jsonl OUT`. Lines for `archive import --analysed`."""
import pathlib
import sys

import ray

import child


def main(archive, path, out):
    expected = child.version(archive)

    def extract(batch):
        child.shake_hands(archive, expected)
        records = [text.encode() for text in batch["text"]]
        return {"line": [line.decode() for line in child.answer(archive, [(record, child.place_of(record)) for record in records])]}

    ray.init(runtime_env={"env_vars": {"PYTHONPATH": str(pathlib.Path(__file__).parent)}})
    lines = ray.data.read_text(path).map_batches(extract, batch_size=500, batch_format="numpy")
    folder = pathlib.Path(out)
    folder.mkdir()
    with open(folder / "lines.jsonl", "w") as file:
        file.writelines(row["line"] + "\n" for row in lines.iter_rows())
    (folder / "_SUCCESS").touch()


if __name__ == "__main__":
    main(*sys.argv[1:])
