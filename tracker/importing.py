"""Loads saved files, recognised by what is in them; never touches the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from db.archive import Archive, RunCounts
from db.gather import parse
from scrapers.recognise import recognise
from scrapers.records import Member, Parsed
from scrapers.relevance import Topic, is_relevant


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: its counts, or the reason it was refused."""

    path: Path
    kind: str | None
    counts: RunCounts
    error: str | None = None


def import_files(
    archive: Archive, paths: Iterable[Path], topic: Topic, *, everything: bool
) -> Iterable[Imported]:
    """Load each file all or nothing, and yield what became of it; a bad file does not stop the next.

    `everything` keeps records that the topic's test would leave out.
    """
    for path in paths:
        try:
            body = read_file(path)
            kind = recognise(body, path.name)
            parsed = parse(kind, path.as_uri() if path.is_absolute() else str(path), body)
            check_parsed(parsed, path)
        except (OSError, ValueError) as error:
            yield Imported(path, None, RunCounts(outcome="failed"), str(error))
            continue
        yield Imported(path, kind, _load(archive, path, kind, body, parsed, topic, everything))


def read_file(path: Path) -> bytes:
    """Return the file's bytes. Raises ValueError for a directory, which is no file."""
    if path.is_dir():
        raise ValueError(f"{path} is a directory; name the files in it, for example {path}/*.json")
    return path.read_bytes()


def check_parsed(parsed: Parsed, path: Path) -> None:
    """Raise ValueError when a file of a known shape held nothing that could be read."""
    if not parsed.records and parsed.rejected:
        first = parsed.rejected[0]
        raise ValueError(f"{path.name}: none of its {len(parsed.rejected)} items can be read; {first.reason}")


def _load(
    archive: Archive,
    path: Path,
    kind: str,
    body: bytes,
    parsed: Parsed,
    topic: Topic,
    everything: bool,
) -> RunCounts:
    with archive.run("import", path.name) as counts, archive.db.atomic():
        archive.store(kind, f"file:{path.name}", body, is_import=True, keeps_all=everything)
        archive.count("import", parsed, counts, url=path.name)
        counts.left_out = 0 if everything else _left_out(parsed, topic)
    return counts


def _left_out(parsed: Parsed, topic: Topic) -> int:
    records = [record for record in parsed.records if not isinstance(record, Member)]
    return sum(not is_relevant(record, topic).relevant for record in records)
