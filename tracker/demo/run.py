"""The demo: the whole road on the sample parliament, at its own fixed time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from db.publish import FILE
from tracker.demo import SAMPLE_AS_OF, SAMPLE_SINCE
from tracker.demo.server import SampleParliament
from tracker.report import render_report
from tracker.settings import Settings
from tracker.weekly import weekly_run
from tracker.workspace import Sample, clear_sample

EARLIER = "2025-10-31"
"""The first of the demo's two runs: answers that were holding or wrong then are seen to change."""


def run_demo(settings: Settings, directory: Path) -> str:
    """Collect the sample as two weekly runs would have, publish it in `directory`, and say what is in it.

    Raises RunRefused where the directory holds real records.
    """
    clear_sample(directory)
    with SampleParliament() as parliament:
        for day in (EARLIER, SAMPLE_AS_OF):
            parliament.as_of = day
            report = weekly_run(
                sample_settings(settings, parliament, directory, as_of=date.fromisoformat(day)),
                since=date.fromisoformat(SAMPLE_SINCE) if day == EARLIER else None,
                sample=sample_of(parliament, day),
            )
    if report.failed:
        raise RuntimeError(f"the demo could not read {', '.join(report.failed)}; please report this")
    return "\n".join(
        [
            "The sample parliament (invented members, ministers and records), second of two runs:",
            render_report(report.counts.items()),
            _contents(directory / FILE),
        ]
    )


def sample_settings(
    settings: Settings, parliament: SampleParliament, directory: Path, *, as_of: date
) -> Settings:
    """Return the settings pointed at the sample: its addresses, no pace, the as-of date given."""
    addresses = parliament.addresses
    return replace(
        settings,
        data=directory,
        as_of=as_of,
        pace=0.0,
        contact="the demo, on this machine",
        **{name.removeprefix("CMS_TRACKER_").lower(): url for name, url in addresses.items()},
    )


def sample_of(parliament: SampleParliament, day: str) -> Sample:
    """Return what makes a run of the sample repeatable: its clock, and addresses that name no port."""
    moment = datetime.combine(date.fromisoformat(day), time(6, 13), UTC)
    return Sample(now=moment, address=parliament.url)


def _contents(path: Path) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        counts = {
            name: db.execute(f"select count(*) from {name}").fetchone()[0]
            for name in ("questions", "statements", "debates", "contributions", "sentences", "commitments")
        }
        statuses = db.execute(
            "select schedule_status, count(*) from commitments group by 1 order by 2 desc, 1"
        ).fetchall()
    listed = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{listed}\ncommitments: {', '.join(f'{count} {name}' for name, count in statuses)}"
