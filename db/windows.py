"""What was read completely: the windows (a month, a day, a debate) and the watermark of every source."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database


class Windows:
    """What an archive knows to have been read. `now` returns the time as an ISO string in UTC."""

    def __init__(self, db: Database, *, now: Callable[[], str]) -> None:
        self._db, self._now = db, now

    def read_on(self, source: str, name: str) -> str | None:
        """Return the day on which this window of the source was last read completely, or None."""
        state = self.state(source, name)
        return state[0] if state else None

    def state(self, source: str, name: str) -> tuple[str, int | None] | None:
        """Return the day on which this window was last read completely and the rows it held, or None."""
        return self._db.execute(
            "select read_on, rows from windows where source = ? and name = ?", [source, name]
        ).fetchone()

    def set(self, source: str, name: str, *, ends: str, read_on: str, rows: int | None) -> None:
        """Record that a window was read completely: its last day, the day of reading, the rows it held."""
        self._db.execute(
            "insert or replace into windows values (?, ?, ?, ?, ?)", [source, name, ends, read_on, rows]
        )

    def named(self, source: str, prefix: str) -> dict[str, str]:
        """Return the source's windows whose names begin with `prefix`, by name, with the last day of each."""
        rows = self._db.execute(
            "select name, ends from windows where source = ? and substr(name, 1, ?) = ? order by name",
            [source, len(prefix), prefix],
        )
        return dict(rows.fetchall())

    def held_rows(self, source: str) -> bool:
        """Say whether any window of the source ever held anything."""
        row = self._db.execute("select 1 from windows where source = ? and rows > 0", [source]).fetchone()
        return row is not None

    def first_end(self, source: str) -> str | None:
        """Return the last day of the source's earliest window ever read, or None."""
        return self._db.execute("select min(ends) from windows where source = ?", [source]).fetchone()[0]

    def watermark(self, source: str) -> str | None:
        """Return the last day up to which the source was read completely, or None."""
        row = self._db.execute("select done_to from watermarks where source = ?", [source]).fetchone()
        return row[0] if row else None

    def set_watermark(self, source: str, done_to: str, *, today: str = "9999-12-31") -> None:
        """Record that the source was read completely up to this ISO day; only moves back from after today."""
        self._db.execute(
            """insert into watermarks values (?, ?, ?) on conflict (source) do update
               set done_to = excluded.done_to, set_at = excluded.set_at
               where excluded.done_to > done_to or done_to > ?""",
            [source, done_to, self._now(), today],
        )
