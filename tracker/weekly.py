"""The weekly run, top to bottom: read every source, publish, say what was done. What cron calls."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.archive import Archive
from db.runs import RunCounts
from scrapers.failures import RequestCapReached, SourceFailure
from scrapers.fields import WrongShape
from scrapers.relevance import load_topic
from scrapers.session import Known, PoliteSession
from tracker.collect import Collector, Source
from tracker.collect_committees import COMMITTEES
from tracker.collect_govuk import GOVUK
from tracker.collect_hansard import HANSARD
from tracker.collect_legislation import LEGISLATION
from tracker.collect_members import MEMBERS
from tracker.collect_petitions import PETITIONS
from tracker.collect_roles import ROLES
from tracker.collect_statements import STATEMENTS
from tracker.collect_statistics import STATISTICS
from tracker.collect_tabled import MOTIONS, ORAL
from tracker.collect_written import QUESTIONS
from tracker.parked import failure_kind
from tracker.settings import Settings
from tracker.starts import note_start, start_of
from tracker.workspace import Sample, publish_tracker, working_directory

log = logging.getLogger(__name__)

SOURCES: dict[str, Source] = {
    "questions": QUESTIONS,
    "statements": STATEMENTS,
    "hansard": HANSARD,
    "oral": ORAL,
    "motions": MOTIONS,
    "govuk": GOVUK,
    "statistics": STATISTICS,
    "roles": ROLES,
    "petitions": PETITIONS,
    "legislation": LEGISLATION,
    "committees": COMMITTEES,
    "members": MEMBERS,  # last: it looks up whoever the others named
}
_LAST = "members"


@dataclass(slots=True)
class Report:
    """What a run did, source by source; `failed` names the sources that did not finish."""

    counts: dict[str, RunCounts] = field(default_factory=dict)

    @property
    def failed(self) -> list[str]:
        return [source for source, counts in self.counts.items() if counts.outcome != "done"]


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
    renamed = (sample.address, "sample-parliament:") if sample else None
    session = PoliteSession(contact=settings.contact, pace=settings.pace, request_cap=settings.max_requests)
    report = Report()
    with working_directory(settings.data, sample=sample) as archive:
        session.known = lambda url: had_before(archive, url.replace(*renamed, 1) if renamed else url)
        settled: set[str] = set()
        for source in in_turn(only or tuple(SOURCES), archive.runs.capped_sources()):
            with archive.runs.record("update", source) as counts:
                report.counts[source] = counts
                run = Collector(
                    source=source,
                    archive=archive,
                    session=session,
                    settings=settings,
                    topic=topic,
                    since=start_of(archive, source, topic, since),
                    counts=counts,
                    reads_all=since is not None,
                    renamed=renamed,
                    settled=settled,
                )
                note_start(archive, source, run.since)
                read_source(run, SOURCES[source].collect)
        publish_tracker(archive, settings, topic)
    return report


def in_turn(sources: Sequence[str], capped: Sequence[tuple[str, int]]) -> list[str]:
    """Return the sources in the order in which to read them, those that the cap left out before first.

    `capped` are those that their last run did not finish for the cap, in its order, with their requests. The
    first of them, which used the cap up, gives way to all others: it must not use it up again and again.
    Members stay last; where they alone were left out beside it, they are read before it too.
    """
    found = [(source, requests) for source, requests in capped if source in sources]
    if not found:
        return list(sources)
    first, requests = found[0]
    rest = [source for source in sources if source != _LAST]
    end = [_LAST] if _LAST in sources else []
    if first == _LAST:
        return rest + end
    place = rest.index(first) + bool(requests)  # one that made none was left out itself
    turned = rest[place:] + rest[:place]
    if end and requests and {source for source, _ in found} <= {first, _LAST}:
        return [*turned[:-1], _LAST, first, _LAST]
    return turned + end


def had_before(archive: Archive, url: str) -> Known | None:
    """Return what a service needs to say that nothing at an address has changed, if it can be told."""
    found = archive.validators(url)
    return Known(found[1], found[2], lambda: archive.body(found[0])) if found else None


def read_source(run: Collector, collect: Callable[[Collector], None]) -> None:
    """Read one source; its trouble is noted and goes no further, for the others' sake.

    Also an error that nobody foresaw: a defect in the reading of one service must not cost the rest.
    """
    counts, before = run.counts, run.session.requests
    log.info("%s: reading %s to %s", run.source, run.since, run.today)
    try:
        collect(run)
        run.settle_empty()
    except RequestCapReached as reached:
        counts.outcome, counts.message = "capped", str(reached)
    except Exception as error:
        is_foreseen = isinstance(error, SourceFailure | WrongShape | sqlite3.Error)
        log.error("%s: %s", run.source, error, exc_info=not is_foreseen)
        counts.outcome, counts.message = "failed", str(error)
        counts.failure = failure_kind(error)
    if run.parked and counts.outcome == "done":
        counts.outcome, counts.message = "failed", run.parked.told()
    counts.failure = counts.failure or run.parked.failure
    counts.requests = run.session.requests - before
    log.info(
        "source=%s outcome=%s new=%d updated=%d unchanged=%d quarantined=%d requests=%d",
        *(run.source, counts.outcome, counts.new, counts.updated, counts.unchanged, counts.quarantined),
        counts.requests,
    )
