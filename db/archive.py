"""`archive.db`: every raw answer verbatim, where and when it was seen, and what each run did.

Everything published can be made again from here. Nothing is ever deleted or overwritten: a changed answer
is a second row of `raw` beside the first.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from db import migrations
from db.items import Items
from db.runs import Runs
from db.windows import Windows

log = logging.getLogger(__name__)
FILE = "archive.db"
_NO_OTHER = "It can't be made again: put back a copy of it. What was published before is unchanged."


class ArchiveError(RuntimeError):
    """The archive can't be opened, read or written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One raw answer at one address: `first_seen` and `last_seen` are ISO times in UTC."""

    raw_hash: str
    kind: str
    url: str
    keeps_all: bool
    first_seen: str
    last_seen: str


class Archive:
    """The archive of one data directory. `now` returns the time as an ISO string in UTC.

    `items` holds what was found in the answers, `runs` what each run did, `windows` what was read whole.
    """

    def __init__(self, directory: Path, *, now: Callable[[], str]) -> None:
        self._clock = now
        path = directory / FILE
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self.db = Database(_connect(path))
            migrations.archive.apply(self.db)
            self._recorded = self._last_recorded()
        except (OSError, sqlite3.OperationalError) as error:
            raise ArchiveError(f"cannot open {path}: {error}. Check the disk and the permissions.") from error
        except sqlite3.Error as error:
            raise ArchiveError(f"{path} is damaged: {error}. {_NO_OTHER}") from error
        self.items = Items(self.db, now=self.now)
        self.runs, self.windows = Runs(self.db, now=self.now), Windows(self.db, now=self.now)

    def now(self) -> str:
        """Return the time in UTC, after all that was recorded before: what is stored later is newer, whatever
        was done to the clock.
        """  # fmt: skip
        told = self._clock()
        return told if told >= self._recorded else _second_after(self._recorded)

    def _last_recorded(self) -> str:
        return self.db.execute(
            """select max(coalesce((select max(last_seen) from sightings), ''),
                          coalesce((select max(started) from runs), ''))"""
        ).fetchone()[0]

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self.db.close()

    # Raw answers

    def store(self, kind: str, url: str, body: bytes, *, content_type: str = "", is_import: bool = False,
              keeps_all: bool = False, etag: str | None = None, last_modified: str | None = None
              ) -> str:  # fmt: skip
        """Keep one raw answer and return its hash; the same bytes at the same address are kept once.

        A fetched answer seen again moves `last_seen`; an imported file seen again changes nothing.
        """
        digest = hashlib.sha256(body).hexdigest()
        now = self.now()
        with self.db.atomic():
            self.db.execute(
                "insert or ignore into raw (hash, kind, content_type, size, body) values (?, ?, ?, ?, ?)",
                [digest, kind, content_type, len(body), zlib.compress(body, 6)],
            )
            self.db.execute(
                """insert into sightings
                     (raw_hash, url, keeps_all, first_seen, last_seen, etag, last_modified)
                   values (:hash, :url, :all, :now, :now, :etag, :modified)
                   on conflict (raw_hash, url) do update set
                     keeps_all = max(keeps_all, excluded.keeps_all),
                     etag = coalesce(excluded.etag, etag),
                     last_modified = coalesce(excluded.last_modified, last_modified),
                     last_seen = case when :imported then last_seen else excluded.last_seen end""",
                {
                    "hash": digest,
                    "url": url,
                    "all": int(keeps_all),
                    "now": now,
                    "imported": is_import,
                    "etag": etag,
                    "modified": last_modified,
                },
            )
        return digest

    def validators(self, url: str) -> tuple[str, str | None, str | None] | None:
        """Return the hash, ETag and Last-Modified of the newest answer from this address, if it had any."""
        row = self.db.execute(
            """select raw_hash, etag, last_modified from sightings where url = ?
               order by last_seen desc, id desc limit 1""",
            [url],
        ).fetchone()
        return tuple(row) if row and (row[1] or row[2]) else None

    def body(self, raw_hash: str) -> bytes:
        """Return the raw answer as it was received. Raises KeyError for an unknown hash."""
        row = self.db.execute("select body from raw where hash = ?", [raw_hash]).fetchone()
        if row is None:
            raise KeyError(raw_hash)
        try:
            return zlib.decompress(row[0])
        except zlib.error as error:  # the file still opens, but a part of it rots
            raise ArchiveError(f"{FILE} is damaged at the answer {raw_hash}: {error}. {_NO_OTHER}") from error

    def newest_body(self, url: str) -> bytes | None:
        """Return the newest answer from this address as it was received, or None."""
        row = self.db.execute(
            "select raw_hash from sightings where url = ? order by last_seen desc, id desc limit 1", [url]
        ).fetchone()
        return self.body(row[0]) if row else None

    def sightings(self) -> Iterator[Sighting]:
        """Yield every raw answer in an order that does not depend on how the runs were cut."""
        rows = self.db.execute(
            """select raw_hash, kind, url, keeps_all, first_seen, last_seen
               from sightings join raw on raw.hash = raw_hash
               order by first_seen, url, raw_hash"""
        ).fetchall()
        for row in rows:
            yield Sighting(row[0], row[1], row[2], bool(row[3]), row[4], row[5])

    # Small facts

    def fact(self, key: str) -> str | None:
        """Return a fact about this directory (such as "made by": "demo"), or None."""
        row = self.db.execute("select value from facts where key = ?", [key]).fetchone()
        return row[0] if row else None

    def facts(self, prefix: str) -> dict[str, str]:
        """Return the facts whose names begin with `prefix`, by the rest of the name."""
        rows = self.db.execute(
            "select substr(key, ?), value from facts where substr(key, 1, ?) = ? order by key",
            [len(prefix) + 1, len(prefix), prefix],
        )
        return dict(rows.fetchall())

    def set_fact(self, key: str, value: str) -> None:
        """Set a fact about this directory."""
        self.db.execute("insert or replace into facts values (?, ?)", [key, value])


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file so that whatever happens, what it holds is what was committed up to some moment.

    A kill loses nothing. A power cut may lose the newest commits, some minutes of reading at most (the log is
    synced when it holds a thousand pages, and as a source's run ends: see `Runs.record`). It can't lose an
    answer and keep the note that it was read: windows, watermarks and answers stand in the same file, in the
    order of their commits, so the next run reads again what was lost. To wait for the disk at every commit
    would save those minutes, and take longer than all the rest of storing an answer.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    return connection


def open_to_look(path: Path) -> sqlite3.Connection:
    """Open an archive to read it alone, also on a disk where SQLite can't put its own files beside it."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        connection.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise  # the newest of it stands there, and would be passed over
        connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    return connection


def _second_after(time: str) -> str:
    return (datetime.fromisoformat(time) + timedelta(seconds=1)).isoformat(timespec="seconds")
