"""Lets every address that a run asks for go wrong once, each in a run of its own: nothing is lost.

    .venv/bin/python tests/soak/single_faults.py --only questions --only hansard

For each source, each address and each fault: one run with the fault, one without. What the second run
publishes must be what a run publishes to which nothing ever happened; the first must have told of it, as a
failure or in the quarantine. Exits 1 when anything is lost, or went unsaid.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.fingerprint import content_fingerprint
from db.publish import FILE
from scrapers.session import PoliteSession
from tracker import weekly
from tracker.demo.run import sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import SOURCES, weekly_run

AS_OF = date(2025, 12, 31)
FAULTS = ("500", "404", "odd", "truncated")


class Spoilt(SampleParliament):
    """The sample parliament, one address of which answers otherwise."""

    spoilt: str | None = None
    fault = ""

    def respond(self, target: str) -> tuple[int, str, Any]:
        status, content_type, body = super().respond(target)
        if target != self.spoilt:
            return status, content_type, body
        if self.fault in ("500", "404"):
            return int(self.fault), "application/json", {}
        if isinstance(body, bytes):
            return 200, content_type, body[: len(body) // 2] if self.fault == "truncated" else b"<odd/>"
        return 200, content_type, b'{"value": [1, 2' if self.fault == "truncated" else {"odd": 1}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one fault came to: was it told by the run it struck, and made good by the next."""

    source: str
    fault: str
    target: str
    is_told: bool
    is_made_good: bool


class Sweep:
    """Runs of one source (with those it needs) against the parliament, in directories of their own."""

    def __init__(self, parliament: Spoilt, folder: Path, source: str, since: date) -> None:
        self.parliament, self.folder, self.source, self.since = parliament, folder, source, since
        self.only = ("questions", "members") if source == "members" else (source,)
        self.number = 0

    def run(self, directory: Path, since: date | None) -> bool:
        """Make one run; say whether it told of any trouble."""
        given = load_settings({"data": str(directory)}, environment={}, folder=self.folder)
        settings = sample_settings(given, self.parliament, directory, as_of=AS_OF)
        report = weekly_run(settings, since=since, only=self.only)
        return bool(report.failed) or any(counts.quarantined for counts in report.counts.values())

    def outcomes(self) -> Iterator[Outcome]:
        """Try every fault at every address."""
        self.parliament.spoilt = None
        self.parliament.requests.clear()
        whole = self.folder / "whole"
        self.run(whole, self.since)
        content, targets = content_fingerprint(whole / FILE), list(dict.fromkeys(self.parliament.requests))
        if self.source == "members":
            targets = [target for target in targets if target.startswith("/members/")]
        for target in targets:
            for fault in FAULTS:
                yield self.outcome(target, fault, content)

    def outcome(self, target: str, fault: str, content: str) -> Outcome:
        """Run with a fault, then without."""
        self.number += 1
        directory = self.folder / str(self.number)
        self.parliament.spoilt, self.parliament.fault = target, fault
        is_told = self.run(directory, self.since)
        self.parliament.spoilt = None
        self.run(directory, None)
        is_good = content_fingerprint(directory / FILE) == content
        return Outcome(self.source, fault, target, is_told, is_good)


def _is_tolerated(found: Outcome) -> bool:
    """The search of printed corrections may not be there at all: it only adds to the other search."""
    return found.fault == "404" and "/contributions/Corrections" in found.target


def main() -> int:
    """Sweep the sources and print what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", choices=list(SOURCES))
    parser.add_argument("--since", type=date.fromisoformat, default=date(2025, 11, 1))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    weekly.PoliteSession = partial(PoliteSession, retries=0)
    tried, lost, unsaid = 0, 0, 0
    parliament = Spoilt(as_of=AS_OF.isoformat())
    with parliament:
        for source in options.only or SOURCES:
            started = time.monotonic()
            with TemporaryDirectory() as folder:
                found = list(Sweep(parliament, Path(folder), source, options.since).outcomes())
            bad = [item for item in found if not (item.is_told and item.is_made_good)]
            bad = [item for item in bad if not (item.is_made_good and _is_tolerated(item))]
            for item in bad:
                what = "UNSAID" if item.is_made_good else "LOST"
                print(f"{what} {source} {item.fault} {item.target}")
            tried += len(found)
            lost += sum(not item.is_made_good for item in bad)
            unsaid += sum(not item.is_told for item in bad)
            print(f"{source}: {len(found)} faults, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{tried} single faults: {lost} not made good by the next run, {unsaid} not told")
    return 1 if lost or unsaid else 0


if __name__ == "__main__":
    sys.exit(main())
