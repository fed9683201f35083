"""The weekly run, top to bottom: read every source, publish, say what was done. What cron calls."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from db.archive import Archive, RunCounts
from db.publish import Snapshot, publish
from nlp.pipeline import ANALYSER_VERSION, analyse
from scrapers.relevance import Topic, load_topic
from scrapers.session import PoliteSession, SourceFailure
from tracker.clock import utc_now
from tracker.collect import Collect, Collector, start_of
from tracker.collect_hansard import collect_hansard
from tracker.collect_members import collect_members
from tracker.collect_written import collect_questions, collect_statements
from tracker.importing import Imported, import_files
from tracker.settings import Settings

log = logging.getLogger(__name__)

SOURCES: dict[str, Collect] = {
    "questions": collect_questions,
    "statements": collect_statements,
    "hansard": collect_hansard,
    "members": collect_members,  # last: it looks up whoever the others named
}
LOCK = "tracker.lock"


class RunRefused(RuntimeError):
    """The run may not start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What makes a run of the sample parliament repeatable: the time it has, the address it is served at."""

    now: datetime
    address: str


@dataclass(slots=True)
class Report:
    """What a run did, source by source; `failed` names the sources that did not finish."""

    counts: dict[str, RunCounts] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def weekly_run(
    settings: Settings,
    *,
    since: date | None = None,
    only: Sequence[str] = (),
    sample: Sample | None = None,
) -> Report:
    """Read each source, publish the tracker, and report. Safe to run twice, to kill and to run late.

    A source that fails is reported and tried again next time; the others go on. Raises RunRefused when
    another run is at work or the directory holds the sample.
    """
    topic = load_topic(settings.topic)
    report = Report()
    with working_directory(settings.data, sample=sample) as archive:
        session = PoliteSession(contact=settings.contact, pace=settings.pace)
        for source in only or SOURCES:
            _run_source(source, archive, session, settings, topic, since, sample, report)
        publish(archive, settings.data, snapshot_of(settings, topic, archive), analyse)
    return report


def import_run(settings: Settings, paths: Sequence[Path], *, everything: bool) -> list[Imported]:
    """Load saved files, publish the tracker, and return what became of each file; no network."""
    topic = load_topic(settings.topic)
    with working_directory(settings.data) as archive:
        results = list(import_files(archive, paths, topic, everything=everything))
        publish(archive, settings.data, snapshot_of(settings, topic, archive), analyse)
    return results


@contextmanager
def working_directory(directory: Path, *, sample: Sample | None = None) -> Iterator[Archive]:
    """Open the archive of `directory` for one run at a time, and keep the sample apart from real records."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunRefused(f"can't use {directory} as the directory of the databases: {error}") from error
    lock = FileLock(directory / LOCK)
    try:
        with lock.acquire(timeout=0):
            archive = Archive(directory, now=lambda: utc_now(sample.now if sample else None))
            try:
                _check_purpose(archive, directory, sample=sample is not None)
                archive.close_broken_runs()
                yield archive
            finally:
                archive.close()
    except Timeout as error:
        raise RunRefused(
            f"another run is at work in {directory}; let it finish and run this again"
        ) from error


def _check_purpose(archive: Archive, directory: Path, *, sample: bool) -> None:
    is_sample = archive.fact("made by") == "demo"
    if is_sample and not sample:
        raise RunRefused(
            f"{directory} holds the sample parliament, which is invented; give another --db directory"
        )
    if sample and not is_sample and next(archive.sightings(), None) is not None:
        raise RunRefused(f"{directory} holds real records; the demo writes to a directory of its own")
    if sample:
        archive.set_fact("made by", "demo")


def _run_source(
    source: str,
    archive: Archive,
    session: PoliteSession,
    settings: Settings,
    topic: Topic,
    since: date | None,
    sample: Sample | None,
    report: Report,
) -> None:
    before = session.requests
    try:
        with archive.run("update", source) as counts:
            report.counts[source] = counts
            run = Collector(
                source=source,
                archive=archive,
                session=session,
                settings=settings,
                topic=topic,
                since=start_of(archive, source, topic, since),
                today=settings.as_of.isoformat(),
                counts=counts,
                renamed=(sample.address, "sample-parliament:") if sample else None,
            )
            try:
                SOURCES[source](run)
            finally:
                counts.requests = session.requests - before
    except (SourceFailure, ValueError, sqlite3.Error) as error:
        # One source's trouble must not cost the others their week; it is in `runs` and in the exit code.
        log.error("%s: %s", source, error)
        report.failed.append(source)


def snapshot_of(settings: Settings, topic: Topic, archive: Archive) -> Snapshot:
    """Return what the next publication is made for."""
    is_sample = archive.fact("made by") == "demo"
    return Snapshot(as_of=settings.as_of, topic=topic, analyser=ANALYSER_VERSION, is_sample=is_sample)
