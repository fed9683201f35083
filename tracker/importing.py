"""Loads saved files, recognised by what is in them; never touches the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.archive import Archive
from db.runs import RunCounts
from scrapers.parsers import parse
from scrapers.recognise import recognise
from scrapers.records import Member, OfficeHeld, Parsed, Person
from scrapers.relevance import Topic, is_relevant, load_topic
from tracker.settings import Settings
from tracker.workspace import publish_tracker, working_directory

_REASONS = 3  # told of a file with many
WHO = Member | Person | OfficeHeld  # what says who somebody is, and is about no topic


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: its counts, or the reason it was refused."""

    path: Path
    kind: str | None
    counts: RunCounts
    error: str | None = None


def import_run(settings: Settings, paths: Sequence[Path], *, everything: bool) -> list[Imported]:
    """Load saved files, publish the tracker, and return what became of each file; no network."""
    topic = load_topic(settings.topic)
    with working_directory(settings.data) as archive:
        results = list(import_files(archive, paths, topic, everything=everything))
        publish_tracker(archive, settings, topic)
    return results


def import_files(
    archive: Archive, paths: Iterable[Path], topic: Topic, *, everything: bool
) -> Iterable[Imported]:
    """Load each file all or nothing, and yield what became of it; a bad file does not stop the next.

    `everything` keeps records that the topic's test would leave out.
    """
    for path in paths:
        with archive.runs.record("import", path.name) as counts:
            try:
                kind = _load(archive, path, topic, counts, everything=everything)
            except ValueError as error:
                # The reason quotes the file, and `runs` are published: it is told to the person alone.
                counts.outcome, counts.message = "failed", "refused"
                imported = Imported(path, None, counts, str(error))
            else:
                imported = Imported(path, kind, counts)
        yield imported


def read_file(path: Path) -> bytes:
    """Return the file's bytes. Raises ValueError where there is no file that can be read."""
    if path.is_dir():
        raise ValueError(f"{path} is a directory; name the files in it, for example {path}/*.json")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror or error}") from error


def check_parsed(parsed: Parsed, path: Path) -> None:
    """Raise ValueError when something in the file could not be read: a file is loaded whole or not at all."""
    if parsed.rejected:
        items = len(parsed.records) + len(parsed.rejected)
        reasons = "; ".join(f"{found.item}: {found.reason}" for found in parsed.rejected[:_REASONS])
        more = " ..." if len(parsed.rejected) > _REASONS else ""
        raise ValueError(
            f"{path.name}: {len(parsed.rejected)} of its {items} items can't be read ({reasons}{more}). "
            "Mend or remove them, and import the file again"
        )


def _load(archive: Archive, path: Path, topic: Topic, counts: RunCounts, *, everything: bool) -> str:
    body, url = read_file(path), f"file:{path.name}"
    kind = recognise(body, path.name)
    parsed = parse(kind, url, body)
    archive.items.count("import", Parsed(rejected=parsed.rejected), counts, url=url)
    check_parsed(parsed, path)
    with archive.db.atomic():
        archive.store(kind, url, body, is_import=True, keeps_all=everything)
        archive.items.count("import", parsed, counts, url=url)
        counts.left_out = 0 if everything else _left_out(parsed, topic)
    return kind


def _left_out(parsed: Parsed, topic: Topic) -> int:
    records = [record for record in parsed.records if not isinstance(record, WHO)]
    return sum(not is_relevant(record, topic).relevant for record in records)
