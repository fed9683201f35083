"""What was found in the raw answers: new and changed records, what was refused, fields unheard of."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable

from sqlite_utils import Database

from db.runs import RunCounts
from db.states import State, record_key, record_state
from scrapers.records import Id, Parsed, Record, Rejected


class Items:
    """What an archive knows of the records it has seen. `now` returns the time as an ISO string in UTC."""

    def __init__(self, db: Database, *, now: Callable[[], str]) -> None:
        self._db, self._now = db, now

    def count(self, source: str, parsed: Parsed, counts: RunCounts, *, url: str) -> None:
        """Compare a parsed answer with what was seen before; add to `counts`, quarantine what was refused."""
        now = self._now()
        with self._db.atomic():
            for record in parsed.records:
                self._count_record(record, counts, now)
            for item in parsed.rejected:
                raw = item.raw.encode(
                    errors="surrogateescape"
                )  # bytes that are no text come back as they were
                self._db.execute(
                    """insert or ignore into quarantine
                       (source, item, reason, url, raw, raw_hash, first_seen) values (?, ?, ?, ?, ?, ?, ?)""",
                    [source, item.item, item.reason, url, zlib.compress(raw),
                     hashlib.sha256(raw).hexdigest(), now],
                )  # fmt: skip
                counts.quarantined += 1
            for name in parsed.unknown_fields:
                self._db.execute(
                    """insert into unknown_fields values (?, ?, 1, ?)
                       on conflict (source, field) do update set seen = seen + 1""",
                    [source, name, now],
                )

    def first_quarantined(self, source: str, rejected: Rejected) -> str:
        """Return when this item, or the same text under another name, was first refused; now if never."""
        digest = hashlib.sha256(rejected.raw.encode(errors="surrogateescape")).hexdigest()
        row = self._db.execute(
            """select min(first_seen) from quarantine
               where source = ? and (item = ? or (raw_hash = ? and ?))""",
            [source, rejected.item, digest, bool(rejected.raw)],
        ).fetchone()
        return row[0] or self._now()

    def _count_record(self, record: Record, counts: RunCounts, now: str) -> None:
        key = record_key(record)
        fingerprint = hashlib.sha256(repr(record).encode()).hexdigest()[:16]
        known = [row[0] for row in self._db.execute("select fingerprint from items where key = ?", [key])]
        if fingerprint in known:
            counts.unchanged += 1
            return
        counts.updated += bool(known)
        counts.new += not known
        self._db.execute(
            "insert into items values (?, ?, ?, ?)", [key, fingerprint, json.dumps(record_state(record)), now]
        )

    def has_record(self, key: str) -> bool:
        """Say whether a record with this key (see `record_key`) was ever read."""
        return self._db.execute("select 1 from items where key = ?", [key]).fetchone() is not None

    def date_of(self, key: str) -> str | None:
        """Return the day that a debate with this key was held, or None."""
        row = self._db.execute("select state from items where key = ?", [key]).fetchone()
        return State(*json.loads(row[0])).moment or None if row else None

    def question_states(self) -> dict[Id, State]:
        """Return the newest state of every question that was seen in full, by the service's id."""
        states: dict[Id, State] = {}
        rows = self._db.execute("select state from items where key like 'WrittenQuestion % full'")
        for (text,) in rows:
            found = State(*json.loads(text))
            states[found.id] = max(states.get(found.id, found), found, key=lambda state: state.moment)
        return states
