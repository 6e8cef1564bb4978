"""A child of `archive extract` for whatever engine: records in, as many lines out, whatever becomes of the child."""
import hashlib
import itertools
import json
import subprocess

DIED = "child-died"
RECORDS = ["--format", "jsonl", "-"]


def version(archive):
    """What tells one build from another: its version, the digest of its models and that of its code."""
    said = subprocess.run([archive, "--version", "--verbose"], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[:3]


def shake_hands(archive, expected):
    found = version(archive)
    if found != expected:
        raise RuntimeError(f"another version of archive on this worker: {found}, and the driver has {expected}")


def start(archive, inputs, given):
    """One thread: Spark has a task for each core."""
    command = [archive, "extract", "--with-source", "--records-alone", "--threads", "1", *inputs]
    return subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def run(archive, inputs, records, seconds=600):
    """The whole lines that a child gave, and how it ended."""
    with start(archive, inputs, subprocess.PIPE) as child:
        try:
            out, _ = child.communicate(records, timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            out, _ = child.communicate()
    return out.split(b"\n")[:-1], child.returncode


def lines_of_file(archive, path):
    """The lines of a page or a web archive, one at a time, however many there are. A child that dies is started again, and what
    it gives again, always the same, is left out; the third one leaves a line that says so."""
    given = 0
    for _ in range(3):
        with start(archive, ["--", path], subprocess.DEVNULL) as child:
            for line in itertools.islice(child.stdout, given, None):
                if line.endswith(b"\n"):
                    given += 1
                    yield line[:-1]
        if child.returncode in (0, 3):
            return
    yield failure(path, None, child.returncode)


def failure(path, record, status):
    """The line of a record that the child did not survive."""
    source = {"path": path, "record": record, "sha256": None, "media_type": None}
    error = {"kind": DIED, "message": f"the child ended with status {status}, three times"}
    return json.dumps({"schema": 1, "source": source, "error": error}, ensure_ascii=False).encode()


def answer(archive, records):
    """One line for each of the records, which come with their places in the whole input. Where a child dies the rest is halved,
    until the record that kills it is alone."""
    lines, status = run(archive, RECORDS, b"".join(record + b"\n" for record, _ in records))
    if len(lines) > len(records) or (len(lines) < len(records) and status in (0, 3)):
        raise RuntimeError(f"{len(records)} records in, {len(lines)} lines out")
    rest = records[len(lines):]
    lines = [placed(line, number, *one) for number, (line, one) in enumerate(zip(lines, records))]
    if len(rest) > 1:
        half = (len(rest) + 1) // 2
        return lines + answer(archive, rest[:half]) + answer(archive, rest[half:])
    for record, place in rest:
        for _ in range(2):
            again, status = run(archive, RECORDS, record + b"\n")
            if len(again) == 1:
                return [*lines, placed(again[0], 0, record, place)]
        lines.append(failure("-", identity(record) or str(place + 1), status))
    return lines


def placed(line, number, record, place):
    """The line with the place of its record in the whole input, where the child wrote `number`, that in the batch."""
    line = line.replace(b'"position":%d,' % number, b'"position":%d,' % place, 1)
    by_number = b'"record":"%d",' % (number + 1)
    # A record without an `id` goes by its number.
    if by_number in line and identity(record) != str(number + 1):
        line = line.replace(by_number, b'"record":"%d",' % (place + 1), 1)
    return line


def identity(record):
    """The `id` of a record, where it has one."""
    try:
        return str(json.loads(record)["id"])
    except (ValueError, KeyError, TypeError):
        return None


def place_of(record):
    """A place for the record of an input that has no order: a number made of its bytes."""
    return int.from_bytes(hashlib.sha256(record).digest()[:6], "big")
