"""Counts the requests of a first full run and of the weekly runs after it, on the sample parliament.

    .venv/bin/python tests/soak/requests_made.py

The first run reads everything from the topic's first day; the second comes on the same day, the third a week
later, and neither finds anything new. Exits 1 where one of them does, or asks for an address twice.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from db.fingerprint import content_fingerprint
from db.publish import FILE
from db.runs import RunCounts
from tracker.demo.run import sample_settings
from tracker.demo.server import SampleParliament
from tracker.report import render_table
from tracker.settings import load_settings
from tracker.weekly import weekly_run
from tracker.workspace import Sample

FIRST_DAY = date(2025, 12, 31)
RUNS = {"first run": 0, "again that day": 0, "a week later": 7}  # days after the first


@dataclass(frozen=True, slots=True)
class Made:
    """What one run came to: its counts by source, the addresses it asked for more than once, the content."""

    counts: dict[str, RunCounts]
    twice: list[str]
    content: str

    @property
    def has_news(self) -> bool:
        return any(counts.new or counts.updated or counts.quarantined for counts in self.counts.values())


def make_run(parliament: SampleParliament, directory: Path, day: date, number: int) -> Made:
    """Make one weekly run as of a day; `number` sets it apart from the others of that day."""
    given = load_settings({"data": str(directory)}, environment={}, folder=directory)
    moment = datetime(day.year, day.month, day.day, 6, 13, tzinfo=UTC) + timedelta(hours=number)
    parliament.requests.clear()
    report = weekly_run(
        sample_settings(given, parliament, directory, as_of=day),
        sample=Sample(now=moment, address=parliament.url),
    )
    if report.failed:
        sys.exit(f"did not finish: {', '.join(report.failed)}")
    twice = [target for target, times in Counter(parliament.requests).items() if times > 1]
    return Made(report.counts, twice, content_fingerprint(directory / FILE))


def main() -> int:
    """Make the runs and print their requests."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory() as folder, SampleParliament(as_of=FIRST_DAY.isoformat()) as parliament:
        made = {
            name: make_run(parliament, Path(folder), FIRST_DAY + timedelta(days=days), number)
            for number, (name, days) in enumerate(RUNS.items())
        }
    first, *later = made.values()
    rows = [(source, *(str(run.counts[source].requests) for run in made.values())) for source in first.counts]
    sums = (str(sum(counts.requests for counts in run.counts.values())) for run in made.values())
    print(render_table(("requests", *made), [*rows, ("in all", *sums)]))
    twice = sum(len(run.twice) for run in made.values())
    has_news = any(run.has_news for run in later)
    is_same = first.content == later[0].content
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"addresses asked for twice in a run: {twice}; later runs with anything new: {has_news};")
    print(f"content the same after the second run: {is_same}; peak memory {peak:.0f} MB, service included")
    return int(bool(twice) or has_news or not is_same)


if __name__ == "__main__":
    sys.exit(main())
