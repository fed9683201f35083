"""Spoils a share of all that the services answer, in run after run: then one run without faults is enough.

    .venv/bin/python tests/soak/random_faults.py --directories 9 --seed 1

Into each directory go five runs with faults at random (2, 10 or 30 in 100 answers are an error, a web page,
cut off, empty or of another shape) and one without. After it, the content is that of a run to which
nothing ever happened. Exits 1 where it is not.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
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
from tracker.weekly import weekly_run

AS_OF = date(2025, 12, 31)
SHARES = (0.02, 0.1, 0.3)
FAULTS = ("500", "404", "web page", "cut off", "empty", "odd")
RUNS_WITH_FAULTS = 5
JSON = "application/json"


class Unreliable(SampleParliament):
    """The sample parliament; `share` of its answers, taken by `chance`, go wrong."""

    share = 0.0
    chance = random.Random()
    spoilt = 0

    def respond(self, target: str) -> tuple[int, str, Any]:
        status, content_type, body = super().respond(target)
        if self.chance.random() >= self.share:
            return status, content_type, body
        self.spoilt += 1
        match self.chance.choice(FAULTS):
            case "web page":
                return 200, "text/html", b"<!doctype html><html></html>"
            case "cut off":
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                return 200, content_type, data[: len(data) // 2]
            case "empty":
                return 200, content_type, b""
            case "odd":
                return 200, JSON, {"odd": 1}
            case code:
                return int(code), JSON, {}


def run(parliament: SampleParliament, directory: Path, since: date | None) -> bool:
    """Make one run; say whether every source was done."""
    given = load_settings({"data": str(directory)}, environment={}, folder=directory.parent)
    settings = sample_settings(given, parliament, directory, as_of=AS_OF)
    return not weekly_run(settings, since=since).failed


def main() -> int:
    """Fill the directories and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--directories", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--since", type=date.fromisoformat, default=date(2025, 9, 1))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    weekly.PoliteSession = partial(PoliteSession, retries=0)
    started, wrong, failed = time.monotonic(), 0, 0
    parliament = Unreliable(as_of=AS_OF.isoformat())
    parliament.chance = random.Random(options.seed)
    with TemporaryDirectory() as folder, parliament:
        run(parliament, Path(folder) / "whole", options.since)
        content = content_fingerprint(Path(folder) / "whole" / FILE)
        for number in range(options.directories):
            directory = Path(folder) / str(number)
            parliament.share = SHARES[number % len(SHARES)]
            for turn in range(RUNS_WITH_FAULTS):
                failed += not run(parliament, directory, None if turn else options.since)
            parliament.share = 0.0
            is_done = run(parliament, directory, None)
            if not is_done or content_fingerprint(directory / FILE) != content:
                wrong += 1
                print(f"WRONG {directory.name}: faults in {SHARES[number % len(SHARES)]:.0%} of the answers")
    runs, seconds = options.directories * RUNS_WITH_FAULTS, time.monotonic() - started
    print(
        f"{parliament.spoilt} answers spoilt in {runs} runs, {failed} of which failed, {seconds:.0f} s: "
        f"{wrong} of {options.directories} directories with other content afterwards"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
