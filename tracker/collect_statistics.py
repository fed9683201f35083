"""Collects the quarterly statistics: their releases on GOV.UK, and the workbooks attached to them.

Nothing about a workbook's address can be foretold, so it is read off the release. A workbook never changes
at its address: one that the archive holds is not fetched again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scrapers import workbooks
from scrapers.documents import GovDocument, StatisticsTable
from scrapers.failures import SourceFailure
from scrapers.govuk_attachments import asset_address, file_name
from scrapers.records import Attachment
from scrapers.relevance import Topic, is_relevant
from scrapers.wanted_tables import choose
from tracker.collect import Collector, Source
from tracker.collect_govuk import sweep, update_document

RELEASES = ("official_statistics", "national_statistics", "statistical_data_set")
_SUFFIXES = (".ods", ".xlsx")


@dataclass(frozen=True, slots=True)
class Release:
    """A release of statistics with the workbooks that are read of it."""

    document: GovDocument
    files: tuple[Attachment, ...]


def collect_statistics(run: Collector) -> None:
    """Fetch the workbooks of all releases, then check that the newest has every table that is published.

    Where it has not, a title or a column was changed: the run fails, after everything was stored, until the
    topic file says so.
    """
    documents = [update_document(run, row) for row in sweep(run, RELEASES)]
    releases = releases_of([document for document in documents if document], run.topic)
    for release in run.progress(releases, "releases"):
        for file in release.files:
            _fetch(run, file)
    if run.topic.tables and releases and not run.parked:
        with run.window(f"release {releases[-1].document.path}"):
            _check(run, releases[-1])
    run.done_to(run.today)


def releases_of(documents: Iterable[GovDocument], topic: Topic) -> list[Release]:
    """Return the releases with such workbooks as the topic names, in the order of their publication.

    One without, called as the others are up to a colon, is among them: its workbook has been renamed.
    """
    about = [document for document in documents if is_relevant(document, topic).relevant]
    ordered = sorted(about, key=lambda document: (document.date_published or "", document.path))
    series = {_series(document) for document in ordered if _workbooks(document, topic)}
    return [
        Release(document, _workbooks(document, topic)) for document in ordered if _series(document) in series
    ]


def _series(document: GovDocument) -> str:
    return document.title.partition(":")[0].strip().casefold()


def _workbooks(document: GovDocument, topic: Topic) -> tuple[Attachment, ...]:
    return tuple(file for file in document.attachments if _is_wanted(file, topic))


def _is_wanted(file: Attachment, topic: Topic) -> bool:
    name = file_name(file.url).casefold()
    described = f"{name}\n{(file.title or '').casefold()}"
    return name.endswith(_SUFFIXES) and any(words.casefold() in described for words in topic.workbooks)


def _address(run: Collector, file: Attachment) -> str:
    return asset_address(file.url, run.settings.govuk_url)


def _fetch(run: Collector, file: Attachment) -> None:
    address = _address(run, file)
    if address in run.fetched or run.held("govuk-workbook", address):
        return
    run.fetched.add(address)
    with run.window(f"workbook {file.url}"):
        run.keep_if_there(f"workbook {file.url}", lambda: workbooks.fetch_workbook(run.session, address))


def _check(run: Collector, newest: Release) -> None:
    """Raise SourceFailure where the newest release lacks a table or a column that is published."""
    if tables := [table for file in newest.files for table in _tables(run, file)]:
        _, faults = choose(tables, run.topic.tables)
    else:
        names = "; ".join(file_name(file.url) for file in newest.document.attachments)
        faults = [f"no workbook in it could be read; its files are {names or 'none'}"]
    if faults:
        message = f"{newest.document.title!r} is not as the topic file says: {' | '.join(faults)}"
        run.reject(f"release {newest.document.path}", message)
        raise SourceFailure("wrong schema", newest.document.url or newest.document.path, message)


def _tables(run: Collector, file: Attachment) -> list[StatisticsTable]:
    parsed = run.held("govuk-workbook", _address(run, file))
    records = parsed.records if parsed else ()
    return [record for record in records if isinstance(record, StatisticsTable)]


STATISTICS = Source(collect_statistics, lambda run: len(run.topic.search_terms))
