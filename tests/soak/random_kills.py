"""Kills runs at random moments, many times, and shows that nothing is lost by it.

    .venv/bin/python tests/soak/random_kills.py --runs 200 --seed 1

Every run goes against the sample parliament. It is killed (SIGKILL) at a random moment of the time that a
whole run takes; what the archive held before must all be there, and be whole; the published file is whole or
is not there. A run that ends before its time has the content of a run to which nothing happened, and the
next one starts in a new directory. Exits 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.demo.server import SampleParliament
from tracker.settings import Settings, load_settings
from tracker.weekly import weekly_run

AS_OF = date(2025, 12, 31)
KILLS_A_DIRECTORY = 20  # then the run is left to finish
FORK = multiprocessing.get_context("fork")  # a run that starts with the model loaded
SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class Tally:
    """What happened so far; `faults` is empty where nothing was lost."""

    runs: int = 0
    kills: int = 0
    hashes: int = 0  # contents compared
    faults: list[str] = field(default_factory=list)


@contextmanager
def parliament() -> Iterator[dict[str, str]]:
    """Serve the sample parliament from a process of its own; yields the settings that point at it."""
    here, there = SPAWN.Pipe()
    server = SPAWN.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    yield here.recv()
    server.terminate()


def _serve(pipe: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it would tell of each connection that a kill broke off
    with SampleParliament(as_of=AS_OF.isoformat()) as sample:
        pipe.send({name.removeprefix("CMS_TRACKER_").lower(): url for name, url in sample.addresses.items()})
        while True:
            time.sleep(60)


def whole_run(settings: Settings, since: date) -> tuple[str, float]:
    """Return the content of a run to which nothing happens, and the seconds it takes."""
    for name in ("first", "whole"):  # the first one loads the model
        started = time.monotonic()
        there = replace(settings, data=settings.data / name)
        if failed := weekly_run(there, since=since).failed:
            raise SystemExit(f"the run that nobody kills did not finish {failed}")
    return content_fingerprint(there.data / FILE), time.monotonic() - started


def soak(settings: Settings, options: argparse.Namespace, tally: Tally) -> None:
    """Kill so many runs, and check what each of them leaves behind."""
    content, seconds = whole_run(settings, options.since)
    print(f"a whole run takes {seconds:.2f} s; content {content}", flush=True)
    chance, directory = random.Random(options.seed), 0
    while tally.kills < options.runs and not tally.faults:
        directory, before, is_over = directory + 1, set(), False
        there = replace(settings, data=settings.data / f"directory {directory}")
        for number in range(KILLS_A_DIRECTORY + 1):
            is_last = number == KILLS_A_DIRECTORY or tally.kills == options.runs
            began = time.monotonic()
            is_over = _ended(there, options.since, None if is_last else chance.uniform(0, seconds), tally)
            before = _check(there.data, before, content, tally, is_over=is_over)
            if is_over and number == 0:
                seconds = min(seconds, time.monotonic() - began)  # the machine has got faster
            if is_over:
                break
        print(f"directory {directory}: {tally.kills} kills in {tally.runs} runs so far", flush=True)


def _ended(settings: Settings, since: date, after: float | None, tally: Tally) -> bool:
    """Start a run, kill it after so many seconds, and say whether it had ended by itself."""
    child = FORK.Process(target=_run, args=(settings, since))
    child.start()
    child.join(after)
    has_ended = not child.is_alive()
    child.kill()
    child.join()
    tally.runs += 1
    tally.kills += not has_ended
    if has_ended and child.exitcode != 0:
        tally.faults.append(f"{settings.data.name}: a run that nobody killed ended with {child.exitcode}")
    return has_ended


def _run(settings: Settings, since: date) -> None:
    if weekly_run(settings, since=since).failed:
        sys.exit(1)


def _check(directory: Path, before: set[str], content: str, tally: Tally, *, is_over: bool) -> set[str]:
    """Check what a run left behind; return the hashes of the raw answers that are stored."""
    now = _stored(directory, tally)
    if lost := before - now:
        tally.faults.append(f"{directory.name}: {len(lost)} raw answers are lost")
    if (directory / FILE).exists() or is_over:
        tally.hashes += 1
        if (found := content_fingerprint(directory / FILE)) != content:
            tally.faults.append(f"{directory.name}: the content is {found}, not {content}")
    return now


def _stored(directory: Path, tally: Tally) -> set[str]:
    if not (directory / ARCHIVE).exists():
        return set()
    with closing(sqlite3.connect(directory / ARCHIVE)) as db:
        if db.execute("pragma integrity_check").fetchall() != [("ok",)]:
            tally.faults.append(f"{directory.name}: the archive is damaged")
        if not db.execute("select 1 from sqlite_master where name = 'raw'").fetchone():
            return set()
        return {row[0] for row in db.execute("select hash from raw")}


def alone() -> None:
    """Start this script again where its arithmetic has threads: a fork from among threads may never run."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS")
    if any(os.environ.get(name) != "1" for name in names):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | dict.fromkeys(names, "1"))


def main() -> int:
    """Run the soak test and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200, help="how many runs to kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--since", type=date.fromisoformat, default=date(2025, 9, 1))
    options = parser.parse_args()
    tally, started = Tally(), time.monotonic()
    with TemporaryDirectory() as folder, parliament() as addresses:
        given = {**addresses, "data": folder, "pace": "0", "as_of": AS_OF.isoformat()}
        soak(load_settings(given, environment={}, folder=Path(folder)), options, tally)
    for fault in tally.faults:
        print(f"FAULT {fault}", file=sys.stderr)
    verdict = "something was LOST" if tally.faults else "every content hash equal, nothing lost"
    seconds = time.monotonic() - started
    print(
        f"{tally.kills} kills, {tally.runs} runs, {tally.hashes} content hashes, {seconds:.0f} s: {verdict}"
    )
    return 1 if tally.faults else 0


if __name__ == "__main__":
    alone()
    sys.exit(main())
