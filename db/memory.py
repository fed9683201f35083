"""What the last publication found in each text, so that only new and changed texts are analysed again."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from nlp.annotations import Document
from scrapers.records import Id

_OF_SENTENCES = "sentence_id in (select id from last.sentences where source_type = ? and source_id = ?)"
_COPIED = {
    "sentences": "source_type = ? and source_id = ?",
    "deadlines": _OF_SENTENCES,
    "sentence_themes": _OF_SENTENCES,
    "themes": "source_type = ? and source_id = ?",
}


class Memory:
    """The analysis tables of an earlier `tracker.db`, usable for texts that the same analyser has read.

    `analyser` names the code and the data of the analysis; a result of another is never taken. Without a
    `path`, or with a file that can't be used, there is nothing to remember.
    """

    def __init__(self, analyser: str, path: Path | None = None) -> None:
        self._analyser = analyser
        self._path = path
        self._known: dict[tuple[str, Id], str] = {}
        if path and path.exists():
            self._known = _read(path)

    def input_hash(self, document: Document) -> str:
        """Return a hash of everything that decides what the analysis finds in a document."""
        return hashlib.sha256(f"{self._analyser}\n{document!r}".encode()).hexdigest()[:16]

    def holds(self, source_type: str, source_id: Id, input_hash: str) -> bool:
        """Say whether this very text was analysed before."""
        return self._known.get((source_type, source_id)) == input_hash

    def attach(self, db: Database) -> None:
        """Make the earlier file readable from `db`; before a transaction begins."""
        if self._known:
            db.execute("attach ? as last", [f"file:{self._path}?mode=ro&immutable=1"])

    def detach(self, db: Database) -> None:
        """Let go of the earlier file; after the transaction has ended."""
        if self._known:
            db.execute("detach last")

    def copy(self, db: Database, source_type: str, source_id: Id) -> int:
        """Copy what was found in one text; return how many sentences it has."""
        counts = [
            db.execute(
                f"insert into main.{table} select * from last.{table} where {where} order by rowid",
                [source_type, source_id],
            ).rowcount
            for table, where in _COPIED.items()
        ]
        return counts[0]


def _read(path: Path) -> dict[tuple[str, Id], str]:
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            rows = connection.execute("select source_type, source_id, input_hash from analyses").fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return {}  # a broken or older file: everything is analysed again
    return {(row[0], row[1]): row[2] for row in rows}
