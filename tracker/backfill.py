"""Loads the years before the services began, from TheyWorkForYou's bulk files: what `backfill` does.

Of every directory each day's newest file is read once. A file that holds nothing about the topic is only
noted as read, so that the archive stays small; it is read again when it, or the topic, has changed.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.archive import Archive
from scrapers.parlparse_files import DIRECTORIES, BulkFile, by_day, is_superseded
from scrapers.parsers import parse
from scrapers.records import Parsed, Rejected
from scrapers.relevance import Topic, is_relevant, load_topic
from scrapers.session import PoliteSession, RawAnswer
from tracker.bulk_trees import LocalTree, Tree, WebTree, local_tree
from tracker.collect import Collector
from tracker.collect_people import collect_people
from tracker.settings import Settings
from tracker.weekly import Report, had_before, read_source
from tracker.workspace import Sample, publish_tracker, working_directory

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Years:
    """The years to read, both included."""

    first: int
    last: int

    @property
    def first_day(self) -> str:
        return f"{self.first}-01-01"

    @property
    def last_day(self) -> str:
        return f"{self.last}-12-31"


def years_to_read(settings: Settings, first: int, last: int | None) -> Years:
    """Return the years asked for; without a last one, up to where `update` begins, or to today from there."""
    begins = load_topic(settings.topic).since
    before = int(begins[:4]) - begins.endswith("-01-01")
    return Years(first, last or (before if before >= first else settings.as_of.year))


def backfill_run(
    settings: Settings, years: Years, *, files: Path | None = None, sample: Sample | None = None
) -> Report:
    """Read the bulk files of these years, publish the tracker, and report by directory.

    `files` is a local copy of the tree: then the network is never touched. Safe to kill and to run again.
    Raises RunRefused when another run is at work, and FileNotFoundError where `files` holds no bulk files.
    """
    topic = load_topic(settings.topic)
    renamed = (sample.address, "sample-parliament:") if sample else None
    session = PoliteSession(contact=settings.contact, pace=settings.pace, request_cap=settings.max_requests)
    tree = local_tree(files) if files else WebTree(session, settings.bulk_url)
    report = Report()
    with working_directory(settings.data, sample=sample) as archive:
        session.known = lambda url: had_before(archive, url.replace(*renamed, 1) if renamed else url)

        def read(source: str, collect: Callable[[Collector], None]) -> None:
            with archive.runs.record("backfill", source) as counts:
                report.counts[source] = counts
                run = Collector(
                    source, archive, session, settings, topic, years.first_day, counts, renamed=renamed
                )
                read_source(run, collect)

        read("people", lambda run: _collect_people(run, tree))
        for directory in DIRECTORIES:
            read(f"bulk {directory}", lambda run, name=directory: _collect_directory(run, tree, name, years))
        publish_tracker(archive, settings, topic)
    return report


def _collect_people(run: Collector, tree: Tree) -> None:
    """Read who people are, which the bulk files alone do not say: party, seat and office."""
    if not isinstance(tree, LocalTree):
        collect_people(run)
        return
    found = [run.keep(answer) for answer in tree.people()]
    if not found:
        log.warning(
            "no people.json beside the files: who speaks in them stays without party, seat and office"
        )


def _collect_directory(run: Collector, tree: Tree, directory: str, years: Years) -> None:
    last = min(years.last_day, run.today)
    days = list(by_day(tree.listed(directory), first=years.first_day, last=last))
    for day in run.progress(days, "days"):
        with run.window(day[0].name):
            _read_day(run, tree, directory, day)


def _read_day(run: Collector, tree: Tree, directory: str, day: list[BulkFile]) -> None:
    """Read a day's newest file, unless it was read before."""
    newest = tree.marked(directory, day[0])
    window = f"{newest.name} {_digest(newest.mark, run.topic)}"
    if run.has_read(window):
        return
    answer = _newest_that_holds(tree, directory, day)
    with run.archive.db.atomic():  # the file and the note that it was read, or neither
        _keep(run, answer)
        # Also where something in it could not be read: it lies in quarantine, and will be no other next time.
        run.archive.windows.set(run.source, window, ends=newest.day, read_on=run.today, rows=None)


def _newest_that_holds(tree: Tree, directory: str, day: list[BulkFile]) -> RawAnswer:
    """Return the file of the last letter that does not itself say that another has taken its place."""
    answers = (tree.fetch(directory, file) for file in day)
    newest = next(answers)
    if not is_superseded(newest.body):
        return newest
    return next((answer for answer in answers if not is_superseded(answer.body)), newest)


def _keep(run: Collector, answer: RawAnswer) -> None:
    """Store a file that holds something about the topic, and count what is about it and what is not."""
    url = answer.url.replace(*run.renamed, 1) if run.renamed else answer.url
    try:
        parsed = parse(answer.kind, url, answer.body)
    except ValueError as error:
        raw = answer.body.decode(errors="surrogateescape")
        parsed = Parsed(rejected=(Rejected(url, str(error), raw),))
    about = tuple(record for record in parsed.records if is_relevant(record, run.topic).relevant)
    if about:
        _store(run.archive, answer, url)
    run.counts.left_out += len(parsed.records) - len(about)
    kept = Parsed(about, parsed.rejected, parsed.unknown_fields)
    run.archive.items.count(run.source, kept, run.counts, url=url)


def _store(archive: Archive, answer: RawAnswer, url: str) -> None:
    archive.store(
        answer.kind,
        url,
        answer.body,
        content_type=answer.content_type,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def _digest(mark: str, topic: Topic) -> str:
    """Return what changes whenever a file does, or what the topic's test would make of it."""
    patterns = [[pattern.pattern for pattern in each] for each in
                (topic.terms, topic.weak_terms, topic.context, topic.excludes)]  # fmt: skip
    told = json.dumps([mark, patterns, topic.own_bodies, topic.departments])
    return hashlib.sha256(told.encode()).hexdigest()[:12]
