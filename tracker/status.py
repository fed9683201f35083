"""How each source stands, read from the archive; what a person asks when the cron job has been silent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from db.archive import FILE, open_to_look
from tracker.report import render_table
from tracker.settings import Settings
from tracker.weekly import SOURCES

STALE_AFTER = timedelta(days=8)  # a weekly run and a day of grace


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source, or the file imported last.

    What its newest run did, when one last went well, up to which day it was read.
    """

    source: str
    outcome: str
    last_success: str | None
    watermark: str | None
    counts: tuple[int, int, int, int]  # new, updated, unchanged, quarantined
    failures: int  # runs since the last success that did not end well
    message: str | None
    is_stale: bool


def source_states(settings: Settings) -> list[SourceState]:
    """Return the state of every source, and of the file imported last where there was one.

    Raises FileNotFoundError where nothing was ever collected.
    """
    nothing = FileNotFoundError(f"there is no archive in {settings.data}; run `cms-tracker update` first")
    path = settings.data / FILE
    if not path.exists():
        raise nothing
    with closing(open_to_look(path)) as db:
        if not db.execute("select 1 from sqlite_master where name = 'runs'").fetchone():
            raise nothing  # the first run ended as it began
        imported = db.execute(
            "select source from runs where command = 'import' order by id desc limit 1"
        ).fetchall()
        today = _today(db, settings)
        return [
            *(_state(db, "update", source, today) for source in SOURCES),
            *(_state(db, "import", source, today) for (source,) in imported),
        ]


def _today(db: sqlite3.Connection, settings: Settings) -> date:
    # The sample has its own time and is never updated: it does not grow stale.
    newest = db.execute(
        """select max(finished) from runs where exists (select 1 from facts where value = 'demo')"""
    ).fetchone()[0]
    return date.fromisoformat(newest[:10]) if newest else settings.as_of


def _state(db: sqlite3.Connection, command: str, source: str, today: date) -> SourceState:
    newest = db.execute(
        """select outcome, new, updated, unchanged, quarantined, message from runs
           where command = ? and source = ? order by id desc limit 1""",
        [command, source],
    ).fetchone()
    last, failures = _last_success(db, command, source)
    is_import = command == "import"  # of a file, which no later run is bound to read again
    mark = db.execute("select done_to from watermarks where source = ?", [source]).fetchone()
    return SourceState(
        source=f"import {source}" if is_import else source,
        outcome=newest[0] if newest else "never run",
        last_success=last,
        watermark=mark[0] if mark and not is_import else None,
        counts=newest[1:5] if newest else (0, 0, 0, 0),
        failures=failures,
        message=newest[5] if newest else None,
        is_stale=newest is not None and not is_import and _is_old(last, today),
    )


def _last_success(db: sqlite3.Connection, command: str, source: str) -> tuple[str | None, int]:
    """Return when a run last went well, and how many have not since."""
    success = db.execute(
        """select id, finished from runs where command = ? and source = ? and outcome = 'done'
           order by id desc limit 1""",
        [command, source],
    ).fetchone()
    failures = db.execute(
        """select count(*) from runs
           where command = ? and source = ? and id > ? and outcome not in ('done', 'running')""",
        [command, source, success[0] if success else 0],
    ).fetchone()[0]
    return (success[1] if success else None), failures


def _is_old(last_success: str | None, today: date) -> bool:
    return last_success is None or date.fromisoformat(last_success[:10]) + STALE_AFTER < today


def render_status(states: Iterable[SourceState]) -> str:
    """Return the states as a table, with the reason below for each source whose last run went wrong."""
    header = ("source", "last run", "last success", "read to", "new", "updated", "unchanged", "quarantined",
              "failures", "")  # fmt: skip
    rows = [
        (
            state.source,
            state.outcome,
            state.last_success or "never",
            state.watermark or "-",
            *map(str, state.counts),
            str(state.failures),
            "STALE" if state.is_stale else "",
        )
        for state in states
    ]
    reasons = [f"{state.source}: {state.message}" for state in states if state.message]
    return "\n".join([render_table(header, rows), *reasons])
