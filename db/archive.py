"""`archive.db`: every raw answer verbatim, where and when it was seen, and what each run did.

Everything published can be made again from here. Nothing is ever deleted or overwritten: a changed answer
is a second row of `raw` beside the first.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from db import migrations
from db.states import State, record_key, record_state
from scrapers.records import Id, Parsed, Record, Rejected

log = logging.getLogger(__name__)
FILE = "archive.db"


class ArchiveError(RuntimeError):
    """The archive can't be opened or written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One raw answer at one address: `first_seen` and `last_seen` are ISO times in UTC."""

    raw_hash: str
    kind: str
    url: str
    keeps_all: bool
    first_seen: str
    last_seen: str


@dataclass(slots=True)
class RunCounts:
    """What one source's run did so far; `requests` counts network requests, the rest count items."""

    requests: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    left_out: int = 0
    message: str = ""
    outcome: str = "done"
    failure: str = ""  # which kind of failure, where it was one


class Archive:
    """The archive of one data directory. `now` returns the time as an ISO string in UTC."""

    def __init__(self, directory: Path, *, now: Callable[[], str]) -> None:
        self._clock = now
        path = directory / FILE
        try:
            directory.mkdir(parents=True, exist_ok=True)
            # One writer, and a commit survives a power cut: this is the file that can't be remade.
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            self.db = Database(connection)
            migrations.archive.apply(self.db)
            self._recorded = self._last_recorded()
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(f"cannot open {path}: {error}. Check the disk and the permissions.") from error

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
        return zlib.decompress(row[0])

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

    # What a run did

    def count(self, source: str, parsed: Parsed, counts: RunCounts, *, url: str) -> None:
        """Compare a parsed answer with what was seen before; add to `counts`, quarantine what was refused."""
        now = self.now()
        with self.db.atomic():
            for record in parsed.records:
                self._count_record(record, counts, now)
            for item in parsed.rejected:
                raw = item.raw.encode(
                    errors="surrogateescape"
                )  # bytes that are no text come back as they were
                self.db.execute(
                    """insert or ignore into quarantine
                       (source, item, reason, url, raw, raw_hash, first_seen) values (?, ?, ?, ?, ?, ?, ?)""",
                    [source, item.item, item.reason, url, zlib.compress(raw),
                     hashlib.sha256(raw).hexdigest(), now],
                )  # fmt: skip
                counts.quarantined += 1
            for name in parsed.unknown_fields:
                self.db.execute(
                    """insert into unknown_fields values (?, ?, 1, ?)
                       on conflict (source, field) do update set seen = seen + 1""",
                    [source, name, now],
                )

    def first_quarantined(self, source: str, rejected: Rejected) -> str:
        """Return when this item, or the same text under another name, was first refused; now if never."""
        digest = hashlib.sha256(rejected.raw.encode(errors="surrogateescape")).hexdigest()
        row = self.db.execute(
            """select min(first_seen) from quarantine
               where source = ? and (item = ? or (raw_hash = ? and ?))""",
            [source, rejected.item, digest, bool(rejected.raw)],
        ).fetchone()
        return row[0] or self.now()

    def _count_record(self, record: Record, counts: RunCounts, now: str) -> None:
        key = record_key(record)
        fingerprint = hashlib.sha256(repr(record).encode()).hexdigest()[:16]
        known = [row[0] for row in self.db.execute("select fingerprint from items where key = ?", [key])]
        if fingerprint in known:
            counts.unchanged += 1
            return
        counts.updated += bool(known)
        counts.new += not known
        self.db.execute(
            "insert into items values (?, ?, ?, ?)", [key, fingerprint, json.dumps(record_state(record)), now]
        )

    def has_record(self, key: str) -> bool:
        """Say whether a record with this key (see `record_key`) was ever read."""
        return self.db.execute("select 1 from items where key = ?", [key]).fetchone() is not None

    def date_of(self, key: str) -> str | None:
        """Return the day that a debate with this key was held, or None."""
        row = self.db.execute("select state from items where key = ?", [key]).fetchone()
        return State(*json.loads(row[0])).moment or None if row else None

    def question_states(self) -> dict[Id, State]:
        """Return the newest state of every question that was seen in full, by the service's id."""
        states: dict[Id, State] = {}
        rows = self.db.execute("select state from items where key like 'WrittenQuestion % full'")
        for (text,) in rows:
            found = State(*json.loads(text))
            states[found.id] = max(states.get(found.id, found), found, key=lambda state: state.moment)
        return states

    @contextmanager
    def run(self, command: str, source: str) -> Iterator[RunCounts]:
        """Record one source's run; a crash leaves the row as "running", an exception as "failed"."""
        counts = RunCounts()
        cursor = self.db.execute(
            "insert into runs (command, source, started, outcome) values (?, ?, ?, 'running')",
            [command, source, self.now()],
        )
        run_id = cursor.lastrowid
        try:
            yield counts
        except BaseException as error:
            counts.outcome, counts.message = "failed", str(error) or type(error).__name__
            raise
        finally:
            self.db.execute(
                """update runs set finished = ?, outcome = ?, requests = ?, new = ?, updated = ?,
                   unchanged = ?, quarantined = ?, left_out = ?, message = ?, failure = ? where id = ?""",
                [self.now(), counts.outcome, counts.requests, counts.new, counts.updated, counts.unchanged,
                 counts.quarantined, counts.left_out, counts.message or None, counts.failure or None, run_id],
            )  # fmt: skip

    def capped_sources(self) -> list[tuple[str, int]]:
        """Return the sources that the cap on requests cut off or left out when they were read last.

        In the order of reading, each with the requests it made.
        """
        rows = self.db.execute(
            """select source, requests from runs
               where outcome = 'capped' and id in (select max(id) from runs where command = 'update'
                                                   group by source)
               order by id"""
        )
        return rows.fetchall()

    def close_broken_runs(self) -> int:
        """Mark the runs that a crash left open, and return how many there were."""
        broken = self.db.execute(
            """update runs set outcome = 'interrupted', message = 'ended without saying so; made good since'
               where outcome = 'running'"""
        )
        return broken.rowcount

    # What was read

    def window_read_on(self, source: str, name: str) -> str | None:
        """Return the day on which this window of the source was last read completely, or None."""
        state = self.window_state(source, name)
        return state[0] if state else None

    def window_state(self, source: str, name: str) -> tuple[str, int | None] | None:
        """Return the day on which this window was last read completely and the rows it held, or None."""
        return self.db.execute(
            "select read_on, rows from windows where source = ? and name = ?", [source, name]
        ).fetchone()

    def set_window(self, source: str, name: str, *, ends: str, read_on: str, rows: int | None) -> None:
        """Record that a window was read completely: its last day, the day of reading, the rows it held."""
        self.db.execute(
            "insert or replace into windows values (?, ?, ?, ?, ?)", [source, name, ends, read_on, rows]
        )

    def windows(self, source: str, prefix: str) -> dict[str, str]:
        """Return the source's windows whose names begin with `prefix`, by name, with the last day of each."""
        rows = self.db.execute(
            "select name, ends from windows where source = ? and substr(name, 1, ?) = ? order by name",
            [source, len(prefix), prefix],
        )
        return dict(rows.fetchall())

    def has_rows(self, source: str) -> bool:
        """Say whether any window of the source ever held anything."""
        row = self.db.execute("select 1 from windows where source = ? and rows > 0", [source]).fetchone()
        return row is not None

    def first_window(self, source: str) -> str | None:
        """Return the last day of the source's earliest window ever read, or None."""
        return self.db.execute("select min(ends) from windows where source = ?", [source]).fetchone()[0]

    # Small facts

    def watermark(self, source: str) -> str | None:
        """Return the last day up to which the source was read completely, or None."""
        row = self.db.execute("select done_to from watermarks where source = ?", [source]).fetchone()
        return row[0] if row else None

    def set_watermark(self, source: str, done_to: str, *, today: str = "9999-12-31") -> None:
        """Record that the source was read completely up to this ISO day; only moves back from after today."""
        self.db.execute(
            """insert into watermarks values (?, ?, ?) on conflict (source) do update
               set done_to = excluded.done_to, set_at = excluded.set_at
               where excluded.done_to > done_to or done_to > ?""",
            [source, done_to, self.now(), today],
        )

    def fact(self, key: str) -> str | None:
        """Return a fact about this directory (such as "made by": "demo"), or None."""
        row = self.db.execute("select value from facts where key = ?", [key]).fetchone()
        return row[0] if row else None

    def set_fact(self, key: str, value: str) -> None:
        """Set a fact about this directory."""
        self.db.execute("insert or replace into facts values (?, ?)", [key, value])


def _second_after(time: str) -> str:
    return (datetime.fromisoformat(time) + timedelta(seconds=1)).isoformat(timespec="seconds")
