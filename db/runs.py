"""What every run did, source by source: the table `runs` of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database


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


class Runs:
    """The runs that an archive knows of. `now` returns the time as an ISO string in UTC."""

    def __init__(self, db: Database, *, now: Callable[[], str]) -> None:
        self._db, self._now = db, now

    @contextmanager
    def record(self, command: str, source: str) -> Iterator[RunCounts]:
        """Record one source's run; a crash leaves the row as "running", an exception as "failed".

        When it ends, all that was stored so far is safe from a power cut too.
        """
        counts = RunCounts()
        cursor = self._db.execute(
            "insert into runs (command, source, started, outcome) values (?, ?, ?, 'running')",
            [command, source, self._now()],
        )
        run_id = cursor.lastrowid
        try:
            yield counts
        except BaseException as error:
            counts.outcome, counts.message = "failed", str(error) or type(error).__name__
            raise
        finally:
            self._db.execute(
                """update runs set finished = ?, outcome = ?, requests = ?, new = ?, updated = ?,
                   unchanged = ?, quarantined = ?, left_out = ?, message = ?, failure = ? where id = ?""",
                [self._now(), counts.outcome, counts.requests, counts.new, counts.updated, counts.unchanged,
                 counts.quarantined, counts.left_out, counts.message or None, counts.failure or None, run_id],
            )  # fmt: skip
            self._db.execute("pragma wal_checkpoint(passive)")  # waits for the disk, and for no reader

    def capped_sources(self) -> list[tuple[str, int]]:
        """Return the sources that the cap on requests cut off or left out when they were read last.

        In the order of reading, each with the requests it made.
        """
        rows = self._db.execute(
            """select source, requests from runs
               where outcome = 'capped' and id in (select max(id) from runs where command = 'update'
                                                   group by source)
               order by id"""
        )
        return rows.fetchall()

    def close_broken(self) -> int:
        """Mark the runs that a crash left open, and return how many there were."""
        broken = self._db.execute(
            """update runs set outcome = 'interrupted', message = 'ended without saying so; made good since'
               where outcome = 'running'"""
        )
        return broken.rowcount
