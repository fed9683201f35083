"""Collects what the topic's committees publish: the lists by month, then the documents that may speak of it.

Everything that is still to be fetched is told from the archive: a run that was cut off loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from scrapers import committees
from scrapers.documents import CommitteeFile, CommitteePublication
from scrapers.parsers import parse
from scrapers.relevance import term_in
from tracker.collect import Collector, Source
from tracker.windows import LATE_ANSWERS

Known = dict[int, CommitteePublication]

_LISTED = frozenset({"publications-list", "publication"})
_FORMATS = ("Html", "Pdf", "OriginalFormat")  # the one first that gives the words best
_READ_WHOLE = frozenset({"government response", "special report", "correspondence"})
_UNDATED_FOR = timedelta(days=180)  # after a report, when its deadline may still be set


def collect_committees(run: Collector) -> None:
    """Sweep each committee's months; ask again for reports that wait for an answer; fetch documents once.

    Letters say little in their titles, and answers speak of many things: their documents are all fetched,
    those of reports where the title names the topic. What is kept is decided from the words.
    """
    for committee in run.topic.committees:
        prefix = _prefix(committee)
        for first, last in run.progress(run.months_due(prefix, LATE_ANSWERS), f"{prefix}, months"):
            with run.window(f"{prefix} {first[:7]}"):
                _collect_month(run, committee, first, last)
    known = known_publications(run)
    for number in sorted(set(_waiting(run, known)) - run.fetched):
        _fetch_publication(run, number, known)
    for number in sorted(_linked(known)):
        _fetch_linked(run, number, known)
    wanted = [pair for pair in _wanted(run, known) if not run.has_read(_mark(*pair))]
    for publication, file in run.progress(wanted, "documents"):
        _fetch_document(run, publication, file)
    run.done_to(run.today)


def known_publications(run: Collector) -> Known:
    """Return every publication in the archive as it was seen last, by the service's number."""
    seen = [sighting for sighting in run.archive.sightings() if sighting.kind in _LISTED]
    known: Known = {}
    for sighting in sorted(seen, key=lambda sighting: sighting.last_seen):
        for record in parse(sighting.kind, sighting.url, run.archive.body(sighting.raw_hash)).records:
            if isinstance(record, CommitteePublication):
                known[record.id] = record
    return known


def _prefix(committee: int) -> str:
    return f"committee {committee}"


def _collect_month(run: Collector, committee: int, first: str, last: str) -> None:
    read = partial(
        committees.fetch_window,
        run.session,
        run.settings.committees_url,
        committee=committee,
        start=first,
        end=last,
    )
    total = 0
    for answer in run.pages(read):
        total = committees.list_page(answer.body).total
        run.fetched.update(record.id for record in run.keep(answer).records)
    # A month without a publication is nothing odd, unless it had some before.
    _, had = run.archive.windows.state(run.source, f"{_prefix(committee)} {first[:7]}") or ("", None)
    run.month_done(_prefix(committee), first, rows=total if total or had else None)


def _waiting(run: Collector, known: Known) -> Iterator[int]:
    """The reports that the government owes an answer, or may yet be given a day for one."""
    answered = {record.responds_to_id for record in known.values()}
    youngest = (date.fromisoformat(run.today) - _UNDATED_FOR).isoformat()
    for record in known.values():
        is_settled = record.response_ids or record.id in answered or record.is_response_excepted
        may_be_dated = record.kind == "report" and (record.date or "") >= youngest
        if not is_settled and (record.response_deadline or may_be_dated):
            yield record.id


def _linked(known: Known) -> set[int]:
    """What is named as an answer, or as answered, and stood in no list: older, or of another type."""
    named = {number for record in known.values() for number in record.response_ids}
    named |= {record.responds_to_id for record in known.values() if record.responds_to_id is not None}
    return named - known.keys()


def _fetch_linked(run: Collector, number: int, known: Known) -> None:
    mark = f"publication {number}"
    if not run.has_read(mark):
        with run.window(mark):
            _fetch_publication(run, number, known)
            run.done(mark, run.today)


def _fetch_publication(run: Collector, number: int, known: Known) -> None:
    with run.window(f"publication {number} again"):
        parsed = run.keep_if_there(
            f"publication {number}",
            lambda: committees.fetch_publication(run.session, run.settings.committees_url, number),
        )
        known |= {record.id: record for record in parsed.records if isinstance(record, CommitteePublication)}


def _wanted(run: Collector, known: Known) -> Iterator[tuple[CommitteePublication, CommitteeFile]]:
    """The documents that may say something about the topic."""
    answers = {number for record in known.values() for number in record.response_ids}
    for record in sorted(known.values(), key=lambda record: (record.date or "", record.id)):
        is_answer = record.id in answers or record.responds_to_id is not None
        if record.kind in _READ_WHOLE or is_answer or term_in(record.title, run.topic, is_own=True):
            yield from ((record, file) for file in record.files if file.formats)


def _mark(publication: CommitteePublication, file: CommitteeFile) -> str:
    return f"document {publication.id}/{file.document_id}"


def _preference(file_format: str) -> int:
    return _FORMATS.index(file_format) if file_format in _FORMATS else len(_FORMATS)


def _fetch_document(run: Collector, publication: CommitteePublication, file: CommitteeFile) -> None:
    """Fetch the first of a document's formats that holds words; what came is never asked for again."""
    mark, came = _mark(publication, file), False
    with run.window(mark):
        for file_format in sorted(file.formats, key=_preference):
            parsed = run.keep_if_there(
                f"{mark} as {file_format}",
                partial(
                    committees.fetch_document,
                    run.session,
                    run.settings.committees_url,
                    publication=publication.id,
                    document=file.document_id,
                    file_format=file_format,
                ),
            )
            came = came or bool(parsed.records)
            if any(getattr(record, "is_full", False) for record in parsed.records):
                break
        run.done(mark, run.today)  # not while one that is gone may come back
    if came:  # outside the window: a file without words in it is not waited for
        run.done(mark, run.today)


def _least(run: Collector) -> int:
    months = sum(len(run.months_due(_prefix(number), LATE_ANSWERS)) for number in run.topic.committees)
    known = known_publications(run)
    unread = sum(not run.has_read(_mark(*pair)) for pair in _wanted(run, known))
    return months + len(set(_waiting(run, known))) + unread


COMMITTEES = Source(collect_committees, _least)
