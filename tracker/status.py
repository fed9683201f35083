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
    """One source: what its newest run did, when one last went well, up to which day it was read."""

    source: str
    outcome: str
    last_success: str | None
    watermark: str | None
    counts: tuple[int, int, int, int]  # new, updated, unchanged, quarantined
    failures: int  # runs since the last success that did not end well
    message: str | None
    is_stale: bool


def source_states(settings: Settings) -> list[SourceState]:
    """Return the state of every source. Raises FileNotFoundError where nothing was ever collected."""
    nothing = FileNotFoundError(f"there is no archive in {settings.data}; run `cms-tracker update` first")
    path = settings.data / FILE
    if not path.exists():
        raise nothing
    with closing(open_to_look(path)) as db:
        if not db.execute("select 1 from sqlite_master where name = 'runs'").fetchone():
            raise nothing  # the first run ended as it began
        return [_state(db, source, _today(db, settings)) for source in SOURCES]


def _today(db: sqlite3.Connection, settings: Settings) -> date:
    # The sample has its own time and is never updated: it does not grow stale.
    newest = db.execute(
        """select max(finished) from runs where exists (select 1 from facts where value = 'demo')"""
    ).fetchone()[0]
    return date.fromisoformat(newest[:10]) if newest else settings.as_of


def _state(db: sqlite3.Connection, source: str, today: date) -> SourceState:
    newest = db.execute(
        """select outcome, new, updated, unchanged, quarantined, message from runs
           where command = 'update' and source = ? order by id desc limit 1""",
        [source],
    ).fetchone()
    success = db.execute(
        """select id, finished from runs where command = 'update' and source = ? and outcome = 'done'
           order by id desc limit 1""",
        [source],
    ).fetchone()
    failures = db.execute(
        """select count(*) from runs
           where command = 'update' and source = ? and id > ? and outcome not in ('done', 'running')""",
        [source, success[0] if success else 0],
    ).fetchone()[0]
    mark = db.execute("select done_to from watermarks where source = ?", [source]).fetchone()
    last = success[1] if success else None
    return SourceState(
        source=source,
        outcome=newest[0] if newest else "never run",
        last_success=last,
        watermark=mark[0] if mark else None,
        counts=newest[1:5] if newest else (0, 0, 0, 0),
        failures=failures,
        message=newest[5] if newest else None,
        is_stale=newest is not None and (last is None or date.fromisoformat(last[:10]) + STALE_AFTER < today),
    )


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
