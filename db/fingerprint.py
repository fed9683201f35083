"""One hash for all that a tracker publishes, so that two builds can be told to be the same."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

_WHEN_NOT_WHAT = frozenset({"first_seen", "last_seen"})  # the clock of a run, not what was found
_LEFT_OUT = frozenset({"runs", "quarantine", "analyses"})


def content_fingerprint(path: Path) -> str:
    """Return a hash over every published row of `tracker.db`, whatever its order on the disk.

    Left out are the ledger of runs, what marks a text as analysed, the search index (made from the rest) and
    the times of fetching.
    """
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for table in _tables(db):
            columns = [row[1] for row in db.execute(f"pragma table_info([{table}])")]
            kept = ", ".join(f"[{name}]" for name in columns if name not in _WHEN_NOT_WHAT)
            rows = sorted(map(repr, db.execute(f"select {kept} from [{table}]")))
            if table == "snapshot":
                rows = [row for row in rows if not row.startswith("('made_from'")]
            digest.update(f"{table}\n".encode())
            digest.update("\n".join(rows).encode())
    return digest.hexdigest()[:16]


def _tables(db: sqlite3.Connection) -> list[str]:
    names = [
        row[0] for row in db.execute("select name from sqlite_master where type = 'table' order by name")
    ]
    return [
        name
        for name in names
        if "_fts" not in name and name not in _LEFT_OUT and not name.startswith(("_", "sqlite_"))
    ]
