"""Collects Hansard: the debates of every sitting day by their headings, and by search term for the rest."""

from __future__ import annotations

import logging
from functools import partial

from scrapers import hansard
from scrapers.failures import SourceFailure
from scrapers.hansard import DebateRef, SearchKind
from scrapers.records import Debate
from scrapers.relevance import names_topic
from tracker.collect import Collector, Source
from tracker.windows import REVISED_TEXT

HOUSES = ("Commons", "Lords")
log = logging.getLogger(__name__)
_MAIN_SEARCH: SearchKind = "Spoken"
_SEARCHED: tuple[SearchKind, ...] = (_MAIN_SEARCH, "Corrections")


def collect_hansard(run: Collector) -> None:
    """Walk the days each House sat, sweep the topic's terms, and fetch every debate found whole.

    Search leaves out continued paragraphs and headings leave out debates whose title says nothing, so each
    makes good what the other misses. Whether a debate is kept is decided from its text, at publication.
    """
    for house in HOUSES:
        for first, last in run.progress(run.months_due(house, REVISED_TEXT), f"{house}, months"):
            with run.window(f"{house} {first[:7]}"):
                days = _collect_month(run, house, first, last)
                run.month_done(house, first, rows=days)
    run.done_to(run.today)


def _collect_month(run: Collector, house: str, first: str, last: str) -> int:
    """Read a month, and return the number of its sitting days.

    The terms are searched also where the calendar can't be had: each makes good what the other misses.
    """
    days: list[str] = []
    with run.window(f"{house} {first[:7]}, calendar"):
        days = _sitting_days(run, house, first, last)
    for day in days:
        window = f"{house} {day}"
        if run.is_due(window, day, REVISED_TEXT):
            with run.window(window):
                _collect_day(run, house, day)
                run.done(window, day)
    for term in run.topic.search_terms:
        for kind in _SEARCHED:
            with run.window(f"{house} {first[:7]}, {kind}: {term}"):
                _collect_term(run, house, term, kind, first, last)
    return len(days)


def _sitting_days(run: Collector, house: str, first: str, last: str) -> list[str]:
    days: set[str] = set()
    calendars = hansard.fetch_sitting_days(
        run.session, run.settings.hansard_url, house=house, start=first, end=last
    )
    for answer in calendars:
        run.keep(answer)
        days.update(hansard.sitting_days(answer.body, house=house, start=first, end=last))
    return sorted(days)


def _collect_day(run: Collector, house: str, day: str) -> None:
    for tree in hansard.fetch_day(run.session, run.settings.hansard_url, house=house, day=day):
        run.keep(tree)
        updated = hansard.last_updated(tree.body)
        for ref in hansard.leaf_debates(tree.body):
            if _is_wanted(run, ref):
                _fetch(run, ref.ext_id, day, updated=updated)


def _is_wanted(run: Collector, ref: DebateRef) -> bool:
    # Oral questions to the department come with bare headings; their text decides later.
    titles = (*ref.ancestors, ref.title)
    department = any(
        name.casefold() in title.casefold() for title in titles for name in run.topic.departments
    )
    return department or any(names_topic(title, run.topic) for title in titles)


def _collect_term(run: Collector, house: str, term: str, kind: SearchKind, first: str, last: str) -> None:
    query = {"term": term, "house": house, "start": first, "end": last}
    read = partial(hansard.fetch_term, run.session, run.settings.hansard_url, kind=kind, **query)
    try:
        for page in run.pages(read):
            run.keep(page)
            for ext_id, day in hansard.debates_found(page.body).items():
                _fetch(run, ext_id, day)
    except SourceFailure as failure:
        if failure.kind != "not found" or kind == _MAIN_SEARCH:
            raise
        log.warning("%s: no search of %s: %s", run.source, kind, failure)  # a supplement, no more


def _fetch(run: Collector, ext_id: str, day: str | None, *, updated: str | None = None) -> None:
    """Fetch a debate whole, unless it was and no revision is to be expected or, by `updated`, known of."""
    key = hansard.canonical_id(ext_id)
    said_on = day or run.archive.items.date_of(f"{Debate.__name__} {key}")
    window = f"debate {key}"
    if key in run.fetched or (said_on and not _is_due(run, window, said_on, updated)):
        return
    run.fetched.add(key)
    fetch = partial(hansard.fetch_debate, run.session, run.settings.hansard_url, ext_id)
    with run.window(window):
        if run.keep_if_there(window, fetch).records and said_on:
            run.done(window, said_on)


def _is_due(run: Collector, window: str, said_on: str, updated: str | None) -> bool:
    read_on = run.archive.windows.read_on(run.source, window)
    is_newer = bool(updated and read_on and read_on < updated)
    return is_newer or run.is_due(window, said_on, REVISED_TEXT)


def _least(run: Collector) -> int:
    months = sum(len(run.months_due(house, REVISED_TEXT)) for house in HOUSES)
    return months * (1 + len(run.topic.search_terms) * len(_SEARCHED))


HANSARD = Source(collect_hansard, _least)
