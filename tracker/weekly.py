"""The weekly run, top to bottom: read every source, publish, say what was done. What cron calls."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from db.archive import RunCounts
from scrapers.relevance import load_topic
from scrapers.session import PoliteSession, SourceFailure
from tracker.collect import Collect, Collector, start_of
from tracker.collect_hansard import collect_hansard
from tracker.collect_members import collect_members
from tracker.collect_written import collect_questions, collect_statements
from tracker.settings import Settings
from tracker.workspace import Sample, publish_tracker, working_directory

log = logging.getLogger(__name__)

SOURCES: dict[str, Collect] = {
    "questions": collect_questions,
    "statements": collect_statements,
    "hansard": collect_hansard,
    "members": collect_members,  # last: it looks up whoever the others named
}


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
    session = PoliteSession(contact=settings.contact, pace=settings.pace)
    report = Report()
    with working_directory(settings.data, sample=sample) as archive:
        for source in only or SOURCES:
            with archive.run("update", source) as counts:
                report.counts[source] = counts
                run = Collector(
                    source=source,
                    archive=archive,
                    session=session,
                    settings=settings,
                    topic=topic,
                    since=start_of(archive, source, topic, since, settings.as_of),
                    counts=counts,
                    renamed=(sample.address, "sample-parliament:") if sample else None,
                )
                _collect(run, report)
        publish_tracker(archive, settings, topic)
    return report


def _collect(run: Collector, report: Report) -> None:
    """Read one source; its trouble is noted and goes no further, for the others' sake."""
    counts, before = run.counts, run.session.requests
    log.info("%s: reading %s to %s", run.source, run.since, run.today)
    try:
        SOURCES[run.source](run)
    except (SourceFailure, ValueError, sqlite3.Error) as error:
        log.error("%s: %s", run.source, error)
        counts.outcome, counts.message = "failed", str(error)
        report.failed.append(run.source)
    counts.requests = run.session.requests - before
    log.info(
        "%s: %s, %d new, %d updated, %d requests",
        *(run.source, counts.outcome, counts.new, counts.updated, counts.requests),
    )
