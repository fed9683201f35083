"""Where a source's reading begins: the first day it was ever to be read from, even where that went wrong."""

from __future__ import annotations

from datetime import date

from db.archive import Archive
from scrapers.relevance import Topic

_READ_FROM = "read from"  # begins the name of a fact


def start_of(archive: Archive, source: str, topic: Topic, since: date | None) -> str:
    """Return the first day to read: as asked for, else the month the source was first to be read from, else
    the topic's.
    """  # fmt: skip
    if since is not None:
        return since.isoformat()
    first = archive.fact(f"{_READ_FROM} {source}") or archive.windows.first_end(source)
    return max(topic.since, f"{first[:7]}-01") if first else topic.since


def note_start(archive: Archive, source: str, since: str) -> None:
    """Remember the first day that a source is to be read from."""
    before = archive.fact(f"{_READ_FROM} {source}") or archive.windows.first_end(source) or since
    archive.set_fact(f"{_READ_FROM} {source}", min(before, since))
