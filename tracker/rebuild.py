"""Makes `tracker.db` afresh from the archive, and proves by hash that the result is the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from db.archive import FILE as ARCHIVE_FILE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from scrapers.relevance import load_topic
from tracker.settings import Settings
from tracker.workspace import Sample, holds_sample, publish_tracker, working_directory


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The content hashes of the tracker before (None where there was none) and after."""

    before: str | None
    after: str
    as_of: date

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def rebuild(settings: Settings, *, is_as_of_given: bool) -> Rebuilt:
    """Remake the tracker from `archive.db` alone, every text analysed anew; never touches the network.

    Unless a date was asked for, it is made as of the day of the one published, so that the two can be
    compared. Raises FileNotFoundError where there is no archive.
    """
    if not (settings.data / ARCHIVE_FILE).exists():
        raise FileNotFoundError(f"there is no archive in {settings.data}; run `cms-tracker update` first")
    path = settings.data / FILE
    published = _published_as_of(path)
    before = content_fingerprint(path) if published else None
    if published and not is_as_of_given:
        settings = replace(settings, as_of=published)
    sample = Sample(datetime.now(UTC), address="") if holds_sample(settings.data) else None
    with working_directory(settings.data, sample=sample) as archive:
        publish_tracker(archive, settings, load_topic(settings.topic), afresh=True)
    return Rebuilt(before, content_fingerprint(path), settings.as_of)


def _published_as_of(path: Path) -> date | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            row = db.execute("select value from snapshot where key = 'as_of'").fetchone()
    except sqlite3.Error:
        return None  # damaged, which is why somebody rebuilds
    return date.fromisoformat(row[0]) if row else None
